"""Exports of news databases: split into the articles that were put in, whatever their lines hold."""

import dataclasses
import html
import io
import random
import re
import textwrap

import pytest
from growth import growth
from hypothesis import example, given
from hypothesis import strategies as st
from made_exports import (
    ARTICLES,
    COVER,
    KINDS,
    say_day,
    write_coded_factiva,
    write_ebsco,
    write_gale,
    write_html_factiva,
    write_monitoring,
    write_new_nexis,
    write_old_nexis,
    write_plain_factiva,
    write_proquest,
)

from analysis import read_corpus
from analysis.project import ROOT
from analysis.sources.exports.lines import is_day, join_body, read_day
from analysis.sources.exports.records import read_export
from analysis.sources.exports.split import read_lines, split_export
from analysis.sources.source import SET_ASIDE, Problem, Record, Source

SOURCE = Source("in/batch.txt", "batch", "text", io.BytesIO)
WRITERS = [
    write_old_nexis, write_new_nexis, write_plain_factiva, write_coded_factiva, write_html_factiva,
    write_proquest, write_ebsco, write_gale, write_monitoring,
]  # fmt: skip
# What the kinds do not say of an article.
UNSAID = {
    "ProQuest": {"length"}, "Gale": {"section", "length"},
    "repeated headers": {"section", "length", "page"},
}  # fmt: skip


def list_paragraphs(text):
    return tuple(p for p in text.split("\n") if p)


def read(text):
    found = list(read_export(SOURCE, text))
    return [r for r in found if isinstance(r, Record)], [p for p in found if isinstance(p, Problem)]


def assert_same(export, articles):
    assert [a.fields.get("title") for a in export.articles] == [a.title for a in articles]
    assert [list_paragraphs(a.text) for a in export.articles] == [a.paragraphs for a in articles]
    assert [read_day(a.fields["date"]) for a in export.articles] == [str(a.day) for a in articles]
    assert [a.fields["source"] for a in export.articles] == [a.source for a in articles]
    assert [a.fields.get("byline", "") for a in export.articles] == [a.byline for a in articles]


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_gives_the_articles_that_were_put_in(name):
    export = split_export(KINDS[name])
    assert_same(export, ARTICLES)
    unsaid = UNSAID.get(export.kind, set())
    if "without codes" in name:
        unsaid = {"section", "page"}
    for found, made in zip(export.articles, ARTICLES, strict=True):
        fields = found.fields
        assert fields.get("section", "").upper() == ("" if "section" in unsaid else made.section)
        assert fields.get("page", "") == ("" if "page" in unsaid else made.page)
        assert re.sub(r"\D", "", fields.get("length", "")) == (
            "" if "length" in unsaid else str(made.words)
        )
    assert [a.number for a in export.articles] == [1, 2, 3]
    assert {"Nexis": "Nexis", "Factiva": "Factiva"}.get(name.split()[0], export.kind) == export.kind


@pytest.mark.parametrize("name", KINDS)
def test_an_article_stands_in_the_file_where_its_line_says(name):
    lines = KINDS[name].split("\n")
    for found, made in zip(split_export(KINDS[name]).articles, ARTICLES, strict=True):
        near = html.unescape(" ".join(" ".join(lines[found.line - 1 : found.line + 20]).split()))
        assert made.title[:40] in near and lines[found.line - 1].strip()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("name", KINDS)
def test_line_ends_and_a_mark_of_order_change_nothing(name, end):
    plain = split_export(KINDS[name])
    assert split_export("\ufeff" + KINDS[name].replace("\n", end)) == plain


@pytest.mark.parametrize("write", WRITERS)
def test_an_export_of_one_article_is_one(write):
    if write is write_monitoring:
        assert split_export(write(ARTICLES[:2])) is None  # nothing but a header says that it is one
    else:
        assert_same(split_export(write(ARTICLES[:1])), ARTICLES[:1])


STRAYS = (
    "2 of 3 DOCUMENTS", "3 of 3 DOCUMENTS", "Document 2 of 3", "LENGTH: as long as it takes.",
    "SUBJECT: nothing at all, the memo said.", "October 7, 2020 Wednesday", "Body", "Graphic",
    "____________________", "Title: The memo", "HD", "TD", "AN", "LP", "IN", "Record: 2",
    "Full text: see below", "Location: here", "End of document", "Copyright is a word here.",
    "523 words", "====================", "Load-Date: never", "Documents (9)", "By Nobody",
)  # fmt: skip


@pytest.mark.parametrize("stray", STRAYS)
@pytest.mark.parametrize("write", WRITERS)
def test_a_line_of_a_body_that_looks_like_one_of_the_export_is_body(write, stray):
    before = (
        "A paragraph of some words stands before it, enough of them to fill more than a line of it."
    )
    articles = [
        dataclasses.replace(a, paragraphs=(a.paragraphs[0], before, stray, *a.paragraphs[1:]))
        for a in ARTICLES
    ]
    assert_same(split_export(write(articles)), articles)


@pytest.mark.parametrize(
    "write", [*WRITERS, lambda articles: write_new_nexis(articles, blank=False)]
)
def test_a_memorandum_keeps_its_own_header(write):
    memo = ("MEMORANDUM FOR THE HARBOUR MASTERS", "SUBJECT: The ferries of the bay and their crews")
    articles = [dataclasses.replace(a, paragraphs=(*memo, *a.paragraphs[:1])) for a in ARTICLES]
    assert_same(split_export(write(articles)), articles)


def test_lines_that_were_wrapped_are_joined_and_others_are_not():
    whole = (
        "The ministers of both republics met on Sunday evening, a week after they had spoken of a "
        "long-term pact, and they said so at length when they came out again. Their aims, both "
        "short- and long-term, were those of the harbour-towns and of the far-away capitals too."
    )
    for width in range(60, 90):
        lines = textwrap.wrap(whole, width)
        assert join_body([*lines, "", "Nobody else."]) == f"{whole}\n\nNobody else."
    verse = [
        "A short line that ends where its author wished that it should",
        "And so",
        "it goes",
        "on",
    ]
    assert join_body(verse) == "\n".join(verse)


def test_what_stands_in_html_is_text():
    odd = "A & B < C > D “E” – said the <b>minister</b> of the republic, and left the room at once."
    articles = [dataclasses.replace(a, paragraphs=(odd, *a.paragraphs)) for a in ARTICLES]
    assert_same(split_export(write_html_factiva(articles)), articles)
    paragraphs = write_new_nexis(articles, blank=False).split("\n")
    text = "<html><body>\n" + "\n".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    assert_same(split_export(text), articles)


def test_old_nexis_without_blank_lines_is_read():
    text = re.sub(r"\n+", "\n", write_old_nexis(keyed=True, cover=COVER))
    found = split_export(text).articles
    assert [a.fields["source"] for a in found] == [a.source for a in ARTICLES]
    assert [a.text.split()[:8] for a in found] == [a.paragraphs[0].split()[:8] for a in ARTICLES]


def test_a_season_is_given_as_it_is_written():
    text = write_old_nexis().replace("October 6, 2020 Tuesday", "Fall 2020").replace(
        "Final Edition", ""
    )  # fmt: skip
    article = split_export(text).articles[0]
    assert (article.fields["date"], article.fields["title"]) == ("Fall 2020", ARTICLES[0].title)
    assert read(text)[0][0].fields["date"] == "Fall 2020"


def test_odd_lines_that_databases_write_are_understood():
    old = write_old_nexis(keyed=True)
    inline = old.replace("BODY:\n", "BODY: ")
    assert_same(split_export(inline), ARTICLES)
    caption = "\n".join(
        f"A ferry, and behind it harbour {n}, which was built of stone" for n in range(12)
    )
    pictured = old.replace(
        "PUBLICATION-TYPE", f"GRAPHIC: {caption}\n\nBehind it, a bay.\n\nPUBLICATION-TYPE"
    )
    assert_same(split_export(pictured), ARTICLES)
    new = write_new_nexis(blank=False)
    assert_same(split_export(new.replace(": ", ":\u00a0")), ARTICLES)
    linked = new.replace(ARTICLES[1].source + "\n", f"{ARTICLES[1].source}\nLink to PDF\n")
    assert_same(split_export(linked), ARTICLES)
    law = "Copyright law is what the envoys of both sides spoke of, and they spoke of it at length."
    articles = [dataclasses.replace(a, paragraphs=(law, *a.paragraphs)) for a in ARTICLES]
    for write in WRITERS:
        assert_same(split_export(write(articles)), articles)


def test_records_bear_the_fields_and_are_named_by_the_database_or_by_number():
    (first, *_), problems = read(write_old_nexis())
    assert not problems and (first.doc_id, first.line) == ("batch-0001", 1)
    assert first.fields == {
        "title": ARTICLES[0].title, "source": ARTICLES[0].source, "date": "2020-10-06",
        "byline": "Mira Halloran", "section": "WORLD NEWS", "page": "5", "length": "77 words",
        "language": "ENGLISH", "clean": "no",
    }  # fmt: skip
    assert read(write_gale())[0][1].doc_id == "GALE|A632"
    same = dataclasses.replace(ARTICLES[0], paragraphs=("Another text.",))
    named = [r.doc_id for r in read(write_plain_factiva([ARTICLES[0], same, ARTICLES[1]]))[0]]
    assert named == ["batch-0001", "batch-0002", "NCOU000020210228ega600002"]
    assert read_export(SOURCE, "An article.") is None


def test_a_missing_article_is_said_with_its_number():
    records, (problem,) = read(write_old_nexis(ARTICLES[:2], numbers=(1, 3), total=3))
    assert problem.problem == "the export says 3 documents, 2 were found: number 2 is missing"
    assert problem.outcome != SET_ASIDE and [r.doc_id for r in records] == [
        "batch-0001",
        "batch-0003",
    ]
    many = [ARTICLES[n % 3] for n in range(37)]
    numbers = [n for n in range(1, 38) if n != 12]
    problem = read(write_old_nexis(many[1:], numbers=numbers, total=37))[1][0]
    assert problem.problem == "the export says 37 documents, 36 were found: number 12 is missing"


def test_counts_of_other_kinds_are_checked_too():
    said = "the export says 5 documents, 3 were found"
    assert read(write_new_nexis(total=5))[1][0].problem == said
    assert read(write_proquest(total=5))[1][0].problem == f"{said}: numbers 4 and 5 are missing"


def test_a_part_of_a_list_says_which_numbers_it_lacks():
    problem = read(write_old_nexis(numbers=(101, 102, 103), total=500))[1][0].problem
    assert problem.endswith("3 were found: numbers 1 to 100 and 104 to 500 are missing")


def test_exports_in_one_file_are_read_and_counted_each():
    records, problems = read(write_old_nexis() + write_old_nexis(ARTICLES[1:]))
    assert not problems and [r.doc_id[-4:] for r in records] == [
        "0001",
        "0002",
        "0003",
        "0004",
        "0005",
    ]
    later = write_old_nexis(ARTICLES[1:], numbers=(5, 6), total=9)
    records, problems = read(write_old_nexis() + later)
    assert len(records) == 5 and "numbers 1 to 4 and 7 to 9" in problems[0].problem


@pytest.mark.parametrize("write", WRITERS)
def test_an_article_without_a_body_is_a_problem_and_the_others_are_read(write):
    empty = dataclasses.replace(ARTICLES[1], paragraphs=())
    records, (problem,) = read(write([ARTICLES[0], empty, ARTICLES[2]]))
    assert [r.fields["title"] for r in records] == [ARTICLES[0].title, ARTICLES[2].title]
    assert problem.problem == "article 2 “Talks on grain resume” has no text" and problem.line > 1
    assert problem.outcome == SET_ASIDE and problem.doc_id


@pytest.mark.parametrize(
    "text", [COVER, "Date and Time: x\nJob Number: 1\nDocuments (0)\n", COVER.replace("\n", "\r\n")]
)
def test_a_cover_without_articles_is_a_problem(text):
    records, problems = read(text)
    assert not records and [p.problem for p in problems] == ["the export holds no article"]


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "2 of 37 DOCUMENTS", "Document 1 of 3\n\nMonday, 6 October 2020\n\nText.",
        "He read 2 of 37 DOCUMENTS. LENGTH: 5 words. LOAD-DATE: now.",
        "Report\n\nText\n\nIt ends.\n\nEnd of Document\n",
        "Document ABCDEFGH20201006ega60000\n",
        "HD screens sell\nPD James is read\nLP records too\n",
        "Title: A\nDate: 2020\n\n" * 9,  # a list without bodies
        "QUESTION: Why?\nMR. PRICE: Because.\n" * 50,
        "Title: Envoy\nDate: today\n\nOne.\n\nTitle: Envoy\nDate: today\n\nTwo.",
        "Full text: the treaty\n\n____________________\n\nArticle 1. They agree.",
        "<html><body><p>2 of 3 documents</p><p>LENGTH: 5 words</p></body></html>",
    ],
)  # fmt: skip
def test_what_is_no_export_is_none(text):
    assert split_export(text) is None


def test_no_article_of_ours_and_no_page_of_the_project_is_an_export():
    files = [*ROOT.glob("seeds/*"), *ROOT.glob("*.md"), *ROOT.glob("notebooks/*.ipynb")]
    files += [*ROOT.glob("analysis/**/*.py"), *ROOT.glob("analysis/**/*.yml")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert len(texts) > 100 and not [
        f for f, t in zip(files, texts, strict=True) if split_export(t)
    ]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("form", ["us", "time", "first", "plain", "short", "de", "fr"])
def test_days_are_read_in_every_form(form, language):
    if form == "short" and language != "en":
        return  # months that are cut off mean nothing there
    for made in ARTICLES:
        written = say_day(made.day, form, language)
        assert is_day(written) and read_day(written) == str(made.day), written


def test_days_that_are_none():
    assert not any(map(read_day, ("soon", "31 June 2021", "99.99.2020", "10/06/2020", "May 2020")))
    assert read_day("10/06/2020", month_first=True) == "2020-10-06"
    assert not any(
        map(is_day, ("On October 6, 2020 he left.", "May I", "", "6", "October 2020 was dry"))
    )
    assert is_day("October 2020") and is_day("6. Oktober 2020 Dienstag 10:15 Uhr")


def test_slashes_of_ebsco_begin_with_the_month():
    text = write_ebsco().replace("Oct 6, 2020", "10/06/2020")
    assert read(text)[0][0].fields["date"] == "2020-10-06"
    assert read(text)[0][0].fields["page"] == "5"


def test_lines_of_html_say_where_they_stand():
    text = "<!DOCTYPE html>\n<style>p {\n}</style>\n<p\nclass='a'>One\ntwo</p><!-- no\n--><p>Three<br>four"
    lines, numbers = read_lines(text)
    assert [(n, line) for n, line in zip(numbers, lines, strict=True) if line] == [
        (5, "One two"), (7, "Three"), (7, "four"),
    ]  # fmt: skip


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            sorted({line.strip() for text in KINDS.values() for line in text.split("\n")})
        ),
        st.sampled_from([*STRAYS, "", "", "<p>", "<td>", "\r", "\f", "<!--", "</p>"]),
        st.text(max_size=12),
    ),
    max_size=60,
)


@example(["ProQuest document ID: 24000005", "1 of 3 DOCUMENTS", "\x1f"])
@given(PIECES)
def test_lines_in_any_order_raise_nothing_and_lie_within_the_file(pieces):
    text = "\n".join(pieces)
    for shown in (text, f"<html>{text}"):
        export = split_export(shown)
        for article in export.articles if export else ():
            assert 1 <= article.line <= shown.count("\n") + shown.count("\r") + 1
        list(read_export(SOURCE, shown) or ())


WORDS = (
    "harbour grain envoy talks pact council border ferry minister republic of the and in a".split()
)


@given(st.data())
def test_any_articles_come_back_from_every_kind(data):
    chance = random.Random(data.draw(st.integers(0, 10**6)))
    write = data.draw(st.sampled_from(WRITERS))
    articles = [
        dataclasses.replace(
            chance.choice(ARTICLES),
            paragraphs=tuple(
                " ".join(chance.choices(WORDS, k=chance.randint(12, 90))).capitalize() + "."
                for _ in range(chance.randint(1, 6))
            ),
        )
        for _ in range(chance.randint(3, 7))
    ]
    found = split_export(write(articles))
    assert [list_paragraphs(a.text) for a in found.articles] == [a.paragraphs for a in articles]


REPEATED = {
    "marks": "1 of 9 DOCUMENTS\n", "marks and lengths": "2 of 9 DOCUMENTS\nLENGTH: 5 words\n",
    "ends": "End of Document\n", "ends with a body": "Body\nEnd of Document\n", "codes": "HD\n",
    "codes with days": "HD a\nPD b\nLP c\n", "numbers": "Document ABCDEFGH20201006ega60000\n",
    "lengths": "5 words\n", "rules": "____________________\n", "keys": "Title: a\nDate: b\n",
    "keys and rules": "Publication title: a\n____________________\n", "records": "Record: 1\nTitle: a\n",
    "texts": "Full text: a\nPublication title: b\n", "blank lines": "Full text: a\n\n\n\n\n",
    "spaces": " " * 40, "spaced lines": " " * 200 + "\n", "tags": "<p>", "open tags": "<p ",
    "comments": "<!--", "styles": "<style>", "a letter": "a", "digits": "1", "colons": "a:", "key": "a b c d:",
    "notices": "Copyright\n", "days": "October 6, 2020\n", "days in a line": "6 October 2020 ",
    "subjects": "Subject: a\n", "carriage returns": "\r",
}  # fmt: skip


@pytest.mark.parametrize("lead", ["", "<html>ProQuest document ID", "ProQuest document ID: 1\nFull text: a\n",
                                  write_old_nexis(ARTICLES[:1]), write_coded_factiva(), write_new_nexis()])  # fmt: skip
@pytest.mark.parametrize("name", REPEATED)
def test_the_time_is_linear_in_the_text(name, lead):
    unit = REPEATED[name]
    assert growth(lambda n: split_export(lead + unit * (n // len(unit) + 1)), 8_000) < 30


def test_records_of_ris_and_of_sgml_are_articles(tmp_path):
    days = ["2021-03-01", "2021-03-02"]
    bodies = ["The ministers met in Tokyo.", "They agreed on trade in Delhi."]
    ris = "".join(
        f"TY  - NEWS\nTI  - Talks {n}\nT2  - The Ledger\nDA  - {day.replace('-', '/')}\n"
        f"AB  - {body}\n\nThey go on.\nER  - \n\n"
        for n, (day, body) in enumerate(zip(days, bodies, strict=True))
    )
    sgml = "".join(
        f"<DOC>\n<DOCNO> L-{n} </DOCNO>\n<DATE>{day}</DATE>\n<HEADLINE>Talks {n}</HEADLINE>\n"
        f"<SOURCE>The Ledger</SOURCE>\n<TEXT>\n<P>{body}</P>\n<P>They go on.</P>\n</TEXT>\n</DOC>\n"
        for n, (day, body) in enumerate(zip(days, bodies, strict=True))
    )
    for name, written in {"a.ris": ris, "b.txt": ris, "c.sgm": sgml}.items():
        file = tmp_path / name
        file.write_text(written, encoding="utf-8")
        found = read_corpus(file).documents
        assert list(found["date"].astype(str)) == days, name
        assert list(found["title"]) == ["Talks 0", "Talks 1"]
        assert set(found["source"]) == {"The Ledger"}
        assert [t.split("\n")[0] for t in found["text"]] == bodies
        assert all("They go on." in text and "<" not in text for text in found["text"])
