import contextlib
import socket
import sys
from datetime import date

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import read_corpus
from analysis.cleaning import html_extraction as markup
from analysis.cleaning.html_extraction import NotReadable, looks_like_html, read_html
from analysis.sources.markup import read_plainly

PARAGRAPHS = [
    "India and Japan have agreed to build new ships together, the ministers said in Tokyo on Wednesday.",
    "The first of them shall be ready before the next meeting, which the two sides hold in turn every year.",
    "They spoke of trade and of the sea, and they asked for an end of the dispute over the islands.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Ships agreed - The Post</title>
<meta property="og:title" content="Ships agreed"><meta property="og:site_name" content="The Post">
<meta property="article:published_time" content="2021-05-03T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><p class="date">29 March 2024</p>
<article><h1>Ships agreed</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}<script>alert("trap")</script>
<table><tr><td>a table of ships</td></tr></table></article>
<div id="comments"><p>I do not believe a word of it, says a reader who comments here.</p></div>
<footer>Copyright</footer></body></html>"""
requires = pytest.mark.skipif(
    "not __import__('importlib').util.find_spec('trafilatura')", reason="needs the extra html"
)


@requires
def test_body_title_site_and_date_of_a_page(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    corpus = read_corpus(tmp_path)
    document = corpus.documents.iloc[0]
    assert document["text"].splitlines() == PARAGRAPHS
    assert corpus.dropped_lines[["text", "reason"]].values.tolist() == [
        ["Ships agreed", "headline"]
    ]
    assert (document["title"], document["source"], document["date_evidence"]) == (
        "Ships agreed",
        "The Post",
        "markup",
    )
    assert document["date"].date() == date(2021, 5, 3) and corpus.set_aside.empty


@requires
def test_metadata_goes_before_markup_and_the_crawl_bounds_it(tmp_path):
    (tmp_path / "a.htm").write_text(PAGE)
    (tmp_path / "metadata.csv").write_text("doc_id,title,date,outlet\na,Mine,2020-01-01,\n")
    document = read_corpus(tmp_path).documents.iloc[0]
    assert (
        document["title"] == "Mine"
        and document["source"] == "The Post"
        and document["date"].year == 2020
    )
    assert read_html(PAGE, crawled=date(2021, 5, 1)).days is None


@requires
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_a_page_is_decoded_as_it_says(tmp_path, encoding):
    page = PAGE.replace("<head>", f'<head><meta charset="{encoding}">').replace(
        "Tokyo", "Tōkyō" if encoding != "cp1252" else "Tökyö"
    )
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    assert ("Tökyö" if encoding == "cp1252" else "Tōkyō") in read_corpus(tmp_path).documents.at[
        0, "text"
    ]


@requires
def test_html_under_another_name_or_in_a_table_is_read_as_html(tmp_path):
    import pandas as pd

    (tmp_path / "a.txt").write_text(PAGE)
    pd.DataFrame({"id": ["b"], "html": [PAGE]}).to_parquet(tmp_path / "t.parquet")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["title"].tolist() == ["Ships agreed"] * 2
    assert (
        corpus.set_aside["file"].tolist() == ["a.txt"]
        and corpus.set_aside.at[0, "outcome"] == "read as HTML"
    )


def test_tags_and_scripts_go_from_flat_text_and_its_lines_keep_their_numbers(tmp_path):
    text = f"Menu\n<script>\nvar a = 1 < 2;\n</script>\n<b>{PARAGRAPHS[0]}</b>\n{PARAGRAPHS[1]}<br>\nIf 3 < 4 then 5 > 4, they said in the talks.\n"
    (tmp_path / "a.txt").write_text(text)
    corpus = read_corpus(tmp_path)
    assert corpus.documents.at[0, "text"].splitlines()[:2] == PARAGRAPHS[:2]
    assert "3 < 4" in corpus.documents.at[0, "text"] and "var a" not in "".join(
        corpus.dropped_lines["text"]
    )
    assert corpus.set_aside[["line", "outcome"]].values.tolist() == [[2, "read without them"]]
    assert (
        len(corpus.dropped_lines) + corpus.documents.at[0, "text"].count("\n") + 1
        == text.count("\n") + 1
    )


def test_without_the_extra_a_page_is_set_aside_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text(PARAGRAPHS[0])
    corpus = read_corpus(tmp_path)
    assert (
        corpus.documents["doc_id"].tolist() == ["b"]
        and "pip install" in corpus.set_aside.at[0, "remedy"]
    )


@requires
@pytest.mark.parametrize(
    "html",
    ["http://localhost/x", "https://example.org", "", " ", "<html></html>", "<p>", "<" * 5000],
)
def test_what_is_no_article_is_refused_and_no_address_is_fetched(html, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(NotReadable):
        read_html(html)


@requires
def test_deep_and_wide_markup_does_no_harm():
    for html in (
        "<div>" * 20_000 + PARAGRAPHS[0],
        "<p>" + "<a>" * 20_000,
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body><p>&a;"
        + PARAGRAPHS[0] * 3,
    ):
        with contextlib.suppress(NotReadable):
            assert "root:" not in read_html(html).text


@requires
@settings(max_examples=examples(50))
@given(st.text(alphabet="<>/abp \n=\"'!-&;\0é", max_size=120))
def test_no_markup_raises_anything_else(html):
    try:
        read_html(html)
    except NotReadable as error:
        assert len(error.args) == 2


@settings(max_examples=examples(200))
@given(st.text(alphabet="<>/abpscript \n=\"'!-", max_size=200))
def test_stripping_keeps_the_number_of_lines(text):
    assert read_plainly(text, breaks=False)[0].count("\n") == text.count("\n")
    looks_like_html(text)


@pytest.mark.parametrize(
    "text", ["<" * 1_000_000, "<script>" * 200_000, "<a " * 300_000, "<b>" * 300_000]
)
def test_stripping_of_what_never_closes_comes_to_an_end(text):
    read_plainly(text, breaks=False)[
        0
    ]  # hangs if it looks again and again for an end that is not there
    looks_like_html(text)


MANY = " ".join(f"a{i}" for i in range(3000))
CROWDED = [
    f"<p {MANY}>", f"<!--><p {MANY}>-->", f"<p ' {MANY}>", f"<script {MANY}>x</script>", f"<p/{MANY.replace(' ', '/')}>", f"<p {MANY}",
    "<p " + " ".join(f'a{i}=">"' for i in range(3000)) + ">", "<p " + "".join(f'a{i}="1"' for i in range(3000)) + ">",
]  # fmt: skip
CALM = [
    f"<script>if(a<b){MANY}</script>",
    f"<!-- <p {MANY} -->",
    f"<style>a<b {MANY}</style>",
    f"<img src='{'x ' * 5000}'>",
    f"<p>{MANY}</p>",
    "<b>" * 3000,
]


@pytest.mark.parametrize("html", CROWDED + CALM)
def test_a_tag_of_thousands_of_attributes_is_refused_before_it_is_parsed(html):
    page = f"<html><body>{html}<p>India and Japan have agreed to build the ships, the ministers said in Tokyo.</p></body></html>"
    try:
        said = ""
        read_html(page)
    except NotReadable as error:
        said = error.args[0]
    assert ("attributes" in said) == (html in CROWDED)


@pytest.mark.parametrize(
    "piece",
    [
        '<a b="',
        "<!--",
        "<script>",
        "<p ='",
        "<a ",
        "=",
        "<",
        "<script>a</script",
        "<p a=b c='d' ",
        "</p>",
        "&amp;",
        "<b>x</b>",
        "İ<style>",
    ],
)
def test_tags_are_found_in_linear_time(piece):
    assert (
        growth(
            lambda n: (
                read_plainly(piece * n, breaks=False),
                looks_like_html(piece * n),
                _check(piece * n),
            ),
            10_000,
            times=4,
        )
        < 12
    )


def _check(html):
    with contextlib.suppress(NotReadable):
        markup._check_attributes(html)


def test_letters_that_grow_in_lower_case_shift_nothing():
    assert read_plainly("İİİ <script>x</script> held", breaks=False)[0] == "İİİ  held"
