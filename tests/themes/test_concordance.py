import re
from functools import cache

import pandas as pd
import pytest
from growth import growth

from analysis import count_terms, find_mentions, read_themes, show_evidence

NASTY = "<script>alert(1)</script> **the** [Quad](http://x.y) \x1b[31mred\u202e `met`."


def world(text=NASTY, term="Quad", date="2022-02-11"):
    at = text.index(term)
    documents = pd.DataFrame({"doc_id": ["a<b>"], "date": [pd.Timestamp(date)], "text": [text]})
    sentences = pd.DataFrame({"doc_id": ["a<b>"], "sentence_no": [0], "start": [0], "text": [text]})
    mentions = pd.DataFrame(
        {
            "doc_id": ["a<b>"],
            "sentence_no": [0],
            "theme": ["indo_pacific"],
            "start": [at],
            "end": [at + len(term)],
            "term": [term],
            "pattern": ["Quad"],
        }
    )
    return mentions, sentences, documents


def test_whatever_an_article_holds_shows_as_text():
    shown = show_evidence(*world())
    page, lines, marked = shown._repr_html_(), repr(shown), shown._repr_markdown_()
    assert "<script" not in page and "&lt;script&gt;" in page and "a&lt;b&gt;" in page
    assert set(re.findall(r"</?(\w+)", page)) == {
        "table",
        "caption",
        "tbody",
        "tr",
        "td",
        "br",
        "small",
        "mark",
        "span",
    }
    assert (
        set(re.findall(r"</?(\w+)", marked)) == {"span"}
        and "\\*\\*the\\*\\* \\[**Quad**\\](http\\://x.y)" in marked
    )
    for output in (page, lines, marked):
        assert (
            "\x1b" not in output
            and "\u202e" not in output
            and "x1b" in output.replace("</span>", "")
        )
    assert shown.rows["term"].tolist() == ["Quad"] and shown.rows["right"][0].startswith("](http")


def test_left_term_and_right_are_the_sentence():
    text = "The Quad's ministers met."
    row = show_evidence(*world(text)).rows.iloc[0]
    assert row["left"] + row["term"] + row["right"] == text
    assert "The [Quad]'s ministers met." in repr(show_evidence(*world(text)))


def test_long_sentences_are_cut_at_words():
    row = show_evidence(*world("one two three Quad four five six"), width=8).rows.iloc[0]
    assert (row["left"], row["right"]) == ("… three ", " four …")


def test_what_is_asked_for_is_shown(corpus, sentences, mentions):
    def show(**options):
        return show_evidence(mentions, sentences, corpus.documents, **options)

    assert set(show(theme="russia").rows["doc_id"].str[:3]) == {"001"}
    assert set(show(period="2020", max_rows=99).rows["doc_id"].str[:3]) == {"000", "003"}
    assert set(show(term="quad").rows["term"]) == {"Quad"}
    assert len(show(term="terroris*", max_rows=99).rows) == len(
        mentions.query("pattern == 'terroris*'")
    )
    assert show(doc_id="004", theme="russia").caption == "0 mentions of russia in 004"
    assert (
        len(show(max_rows=3).rows) == 3
        and show(max_rows=3).caption == f"3 of {len(mentions)} mentions of all themes"
    )
    everything = show(max_rows=10_000).rows
    texts = corpus.documents.set_index("doc_id")["text"]
    assert len(everything) == len(mentions)
    assert all(texts[r.doc_id][r.start : r.end] == r.term for r in everything.itertuples())
    assert everything["date"].is_monotonic_increasing
    assert repr(show()) == repr(show()) and show()._repr_html_() == show()._repr_html_()


def test_a_document_without_a_date_is_undated():
    assert "undated" in repr(show_evidence(*world(date="NaT"), period="undated"))


def test_faults_name_the_value():
    mentions, sentences, documents = world()
    with pytest.raises(ValueError, match="'rusia' was not looked for; there are indo_pacific"):
        show_evidence(mentions, sentences, documents, theme="rusia")
    with pytest.raises(ValueError, match="doc_id 'zz': no document"):
        show_evidence(mentions, sentences, documents, doc_id="zz")
    with pytest.raises(ValueError, match="max_rows is -1"):
        show_evidence(mentions, sentences, documents, max_rows=-1)
    with pytest.raises(ValueError, match="not 'Quad'; find the mentions anew"):
        show_evidence(mentions.assign(start=0, end=4), sentences, documents)


def test_terms_add_up_to_their_theme(mentions):
    terms = count_terms(mentions)
    assert (
        terms.groupby("theme")["n"].sum().to_dict()
        == mentions["theme"].value_counts().loc[lambda n: n > 0].to_dict()
    )
    assert terms.groupby("theme")["share"].sum().tolist() == pytest.approx(
        [1] * terms["theme"].nunique()
    )
    first = terms.iloc[0]
    assert (first["theme"], first["term"], first["n_documents"]) == (
        "indo_pacific",
        "Indo-Pacific",
        5,
    )
    own = mentions[mentions["pattern"] == "Indo-Pacific"]["doc_id"].value_counts()
    assert first["top_document_share"] == pytest.approx(own.max() / own.sum())
    assert {"Indo Pacific", "IndoPacific"} & set(count_terms(mentions, by="term")["term"])
    assert count_terms(mentions.head(0)).empty
    with pytest.raises(ValueError, match="by is 'x'"):
        count_terms(mentions, by="x")


def test_many_mentions_in_a_long_text_take_linear_time():
    @cache
    def make(n):
        text = "Russia attacked. " * n
        rows = pd.DataFrame(
            {
                "doc_id": ["a"],
                "date": [pd.Timestamp("2022-02-11")],
                "sentence_no": 0,
                "start": 0,
                "text": [text],
            }
        )
        return find_mentions(rows, read_themes()), rows, rows[["doc_id", "date", "text"]]

    assert growth(lambda n: show_evidence(*make(n), max_rows=1_000), 2_000, floor=0.02) < 20


@pytest.mark.parametrize("width", [0, 1, 5, 90])
def test_contexts_are_cut_at_words(corpus, sentences, mentions, width):
    shown = show_evidence(mentions, sentences, corpus.documents, max_rows=10_000, width=width)
    whole = show_evidence(mentions, sentences, corpus.documents, max_rows=10_000, width=10**9).rows
    assert len(shown.rows) == shown.of == len(mentions)
    for row, full in zip(shown.rows.itertuples(), whole.itertuples(), strict=True):
        assert full.left.endswith(row.left.removeprefix("… ").lstrip()) and full.right.startswith(
            row.right.removesuffix(" …")
        )
        assert max(len(row.left), len(row.right)) <= width + 2
