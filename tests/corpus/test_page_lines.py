import json

import pytest

from analysis import read_corpus
from analysis.corpus import show_page


def test_every_line_of_a_page_is_there_once_and_in_order(corpus):
    for doc_id in corpus.documents["doc_id"]:
        rows = show_page(corpus, doc_id).rows
        dropped = corpus.dropped_lines
        own = dropped[(dropped["doc_id"] == doc_id) & (dropped["reason"] != "blank")]
        assert rows["line_no"].is_monotonic_increasing and rows["line_no"].is_unique
        assert (rows["reason"] != "").sum() == len(own)
        text = corpus.documents.set_index("doc_id").at[doc_id, "text"]
        assert "\n".join(rows.loc[rows["reason"] == "", "text"]) == text


def test_the_page_that_lost_most_is_shown_with_signs_and_reasons(corpus):
    shown = show_page(corpus)
    words = corpus.dropped_lines["text"].str.split().str.len()
    lost = words.groupby(corpus.dropped_lines["doc_id"]).sum()
    of = corpus.documents.set_index("doc_id")["text"].str.split().str.len()
    assert shown.doc_id == (lost.reindex(of.index, fill_value=0) / (of + 1)).idxmax()
    lines, table = repr(shown).split("\n"), shown._repr_html_()
    assert {line[0] for line in lines[1:]} == {"+", "-"} and "[prompt]" in repr(shown)
    assert 'title="prompt"' in table and "✓" in table and "✗ prompt:" in table
    said = [json.loads(line) for line in shown.say(as_json=True).split("\n")]
    assert [row["line_no"] for row in said] == shown.rows["line_no"].tolist()


def test_markup_and_long_pages_are_shown_safely(tmp_path):
    text = "\n".join(f"The ministers <b>met</b> & left, for the {n}th time." for n in range(400))
    (tmp_path / "a.md").write_text(text)
    shown = show_page(read_corpus(tmp_path, clean=False))
    assert "<b>" not in shown._repr_html_() and "more lines" in repr(shown)


def test_a_name_that_is_none_and_a_corpus_of_nothing_are_said(corpus, tmp_path):
    with pytest.raises(ValueError, match="there is no document 'b'"):
        show_page(corpus, "b")
