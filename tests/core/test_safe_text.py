"""Texts of others come out as they were written: in Markdown, in HTML, in a run of texts, with no
mathematics and no mark-up.
"""

import html
import json
import re

import pandas as pd
import pytest
from any_corpora import write_article, write_table
from hypothesis import given
from hypothesis import strategies as st
from maths import TEXTS, Strings, draw_pages, find_maths, find_maths_in_markdown
from run_notebooks import NOTEBOOKS, run_notebook

from analysis import explore, show
from analysis.charts import chart
from analysis.charts._saved import FOLDER_VARIABLE
from analysis.charts.chart import write_gallery
from analysis.core.safe_text import (
    escape_alt,
    escape_html,
    escape_in_line,
    escape_markdown,
    escape_text,
    one_line,
    unescape_markdown,
)
from analysis.describe.claims import STRICT_VARIABLE
from analysis.describe.findings import as_findings
from analysis.stats import power
from analysis.themes import show_evidence
from analysis.themes.lexicon import DEFAULT

SIGNS = st.lists(
    st.sampled_from([*"$\\()[]{}`*_#|~<>&;@!-+=.:/ 15xa%^", "begin", "ref", "&#36;", "<b>", "\n"]),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a <script>", "a &lt;script&gt;"),
        ("![x](y)", r"!\[x\](y)"),
        ("a\n# b", r"a \# b"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("12 items", "12 items"),
        ("http://x", r"http\://x"),
        ("R&D $5", "R&amp;D <span>&#36;</span>5"),
        ("|a|`b`~c~", r"\|a\|\`b\`\~c\~"),
    ],
)
def test_markdown_is_escaped(text, escaped):
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>$5 and $6</p>", True), ("<p>$<br>x$</p>", True), ("<td>$1</td><td>2$</td>", True), (r"<p>\(a</p>", True),
        (r"<p>\ref{x}</p>", True), ("<p><span>$</span>5 <span>$</span>6</p>", False), ("<pre>$x$</pre>", False), ("<p>5 %</p>", False),
    ],
)  # fmt: skip
def test_the_search_for_mathematics_finds_it(page, found):
    assert bool(find_maths(page)) == found


@pytest.mark.parametrize(
    "source",
    ["$x$", r"\\(a\\)", r"\$5 and \$6", r"\\[a\\]", r"\begin{x}", "&#36;x&#36;", "&#92;(a&#92;)"],
)
def test_the_search_for_mathematics_finds_it_in_markdown(source):
    assert find_maths_in_markdown(source)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "write",
    [
        "{}",
        "- {}",
        "## {}",
        "before **{}**, after",
        "“{}”: **a** {}",
        "<details><summary>x</summary>{}</details>",
    ],
)
def test_markdown_shows_a_text_as_it_was_written(text, write):
    escaped = (escape_in_line if "details" in write else escape_markdown)(text)
    source = write.format(escaped, escaped)
    assert not find_maths_in_markdown(source)
    for page in draw_pages(source):
        assert one_line(text) in " ".join(Strings(page).text.split())


@given(SIGNS)
def test_whatever_is_escaped_is_no_mathematics_and_can_be_read_again(text):
    assert unescape_markdown(escape_markdown(text)) == one_line(text)
    for source in (
        escape_markdown(text),
        escape_in_line(text),
        f"{escape_markdown(text)} {escape_markdown(text)}",
    ):
        assert not find_maths_in_markdown(source)
    assert not find_maths(escape_text(text)) and Strings(escape_text(text)).text == text
    assert not find_maths(escape_html(text))


@pytest.mark.parametrize("text", TEXTS)
def test_the_alt_text_of_a_picture_holds_no_element(text):
    source = f"![{escape_alt(text)}](x.png)"
    assert "<" not in source and not find_maths_in_markdown(source)
    for page in draw_pages(source):
        assert html.unescape(re.search('alt="([^"]*)"', page)[1]) in (
            one_line(text),
            html.escape(one_line(text)),
        )


def test_a_pair_over_two_texts_is_none():
    halves = ["from $1", "to 2$", "\\(a", "b\\)"]
    table = show(
        pd.DataFrame([halves, halves[::-1]], columns=["$a", "b$", "\\(c", "d\\)"])
    )._repr_html_()
    findings = as_findings(*halves)
    assert not find_maths(table) and not find_maths_in_markdown(findings._repr_markdown_())
    assert not find_maths_in_markdown(" ".join(map(escape_markdown, halves)))
    assert repr(findings) == "\n".join(f"- {half}." for half in halves)


@pytest.mark.parametrize("text", TEXTS)
def test_tables_evidence_and_the_explorer_show_a_text_as_it_was_written(text):
    whole = f"{text} Quad {text}"
    at = whole.index("Quad")
    documents = pd.DataFrame(
        {"doc_id": [text], "date": [pd.Timestamp("2022-02-11")], "text": [whole], "file": [text], "lines": ["7"], "group": "all",
         "source": text, "title": text, "episode": ""}
    )  # fmt: skip
    sentences = pd.DataFrame(
        {
            "doc_id": [text],
            "sentence_no": [0],
            "start": [0],
            "text": [whole],
            "n_words": [9],
            "speaker": [text],
        }
    )
    mentions = pd.DataFrame(
        {
            "doc_id": [text],
            "sentence_no": [0],
            "theme": [text],
            "start": [at],
            "end": [at + 4],
            "term": ["Quad"],
            "pattern": [text],
        }
    )
    evidence = show_evidence(mentions, sentences, documents, theme=text)
    explorer = explore(mentions, sentences, documents, labels={text: text}, who=text, term=text)
    pages = [show(documents)._repr_html_(), evidence._repr_html_(), explorer._repr_html_()]
    for page in pages:
        assert not find_maths(page) and Strings(page).text.count(text) > 1
    assert not find_maths_in_markdown(evidence._repr_markdown_())


def test_names_of_articles_sources_and_themes_are_text_in_every_notebook(tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    rows = [
        {"id": f"{i} {text}", "date": f"20{18 + i}-05-0{i + 1}", "title": f"{text} title {i}", "source": f"{text} source",
         "text": " ".join(f"{sentence} {text}, said Minister {text} of India." for sentence in write_article(i).split("."))}
        for i, text in enumerate(TEXTS[:6])
    ]  # fmt: skip
    write_table(corpus, rows)
    labels = iter(TEXTS * 2)
    lexicon = tmp_path / "themes.yml"
    named = re.sub(
        r"(?m)(?<=^    label: ).*$",
        lambda _: json.dumps(next(labels)),
        DEFAULT.read_text(encoding="utf-8"),
    )
    lexicon.write_text(named, encoding="utf-8")
    monkeypatch.setattr("analysis.themes.lexicon.DEFAULT", lexicon)
    monkeypatch.setattr(chart, "_DPI", 50)  # in pixels that nobody looks at
    monkeypatch.setattr(power, "_DRAWS", 1)  # nor at what could be shown
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "figures"))
    monkeypatch.delenv(STRICT_VARIABLE, raising=False)
    escaped = 0
    for book in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell, shown in run_notebook(book.stem, corpus).items():
            page = shown._repr_html_() if hasattr(shown, "_repr_html_") else ""
            words = getattr(shown, "_repr_markdown_", getattr(shown, "to_markdown", str))()
            assert not find_maths(page) and not find_maths_in_markdown(words), cell
            escaped += "&#36;" in page + words
    assert escaped > 20
    assert not find_maths_in_markdown(
        write_gallery(tmp_path / "figures").read_text(encoding="utf-8")
    )


def test_signs_that_turn_the_direction_of_text_are_left_out_and_those_that_join_letters_stay():
    assert one_line("X \u202eevil\u2066\u2028b") == "X evil b"
    assert escape_markdown("\u202egnp.exe") == "gnp.exe"
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"
