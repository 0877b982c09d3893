from pathlib import Path

import pandas as pd
import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus, split_sentences
from analysis.core.locators import locate_sentences, read_lines, write_lines

ROOT = Path(__file__).resolve().parents[2]
SAID = (
    "The ministers have agreed that the {} ships will be built by both of the countries together."
)


def locate(path, **options):
    corpus = read_corpus(path, **options)
    return locate_sentences(split_sentences(corpus.documents), corpus.documents)


@given(st.sets(st.integers(1, 200)))
def test_lines_come_back_as_they_were_written(numbers):
    assert read_lines(write_lines(sorted(numbers))) == sorted(numbers)


def test_every_sentence_of_the_seeds_stands_on_its_line_of_its_file():
    found = locate(ROOT / "seeds")
    for row in found.itertuples():
        raw = (ROOT / "seeds" / row.file).read_text(encoding="utf-8").split("\n")
        assert " ".join(row.text.split()) in " ".join(raw[row.line - 1].split()), (
            row.file,
            row.line,
        )
    assert found["line"].gt(0).all() and found["file"].nunique() == 5


def test_lines_are_those_of_the_file_however_they_end(tmp_path):
    said = [
        "The ministers have agreed to build the ships together.",
        "Their talks in Tokyo went on for most of the week.",
    ]
    lines = [
        "Menu",
        "",
        *said,
        "",
        "Nobody who was there wanted to say what else had been promised.",
    ]
    (tmp_path / "a.txt").write_bytes("\r\n".join(lines).encode())
    assert locate(tmp_path)["line"].tolist() == [3, 4, 6]
    assert locate(tmp_path, clean=False)["line"].tolist() == [1, 3, 4, 6]


def test_what_pages_share_is_not_counted_in(tmp_path):
    pages = [
        f"This page is that of our desk in the capital.\n{SAID.format(n)}\n{SAID.format(n + 9)}"
        for n in range(4)
    ]
    for i, page in enumerate(pages):
        (tmp_path / f"{i}.txt").write_text(page)
    rows = "".join(f"{i},The Ledger\n" for i in range(4))  # furniture is that of a site
    (tmp_path / "metadata.csv").write_text(f"doc_id,source\n{rows}")
    found = locate(tmp_path)
    for row in found.itertuples():
        assert row.text in (tmp_path / row.file).read_text().split("\n")[row.line - 1]
    # or it would show nothing
    assert len(found) >= 4 and not found["text"].str.startswith("This page").any()


def test_a_sentence_of_a_table_stands_on_its_row(tmp_path):
    rows = pd.DataFrame({"id": list("ab"), "text": [SAID.format("first"), SAID.format("second")]})
    rows.to_csv(tmp_path / "t.csv", index=False)
    assert locate(tmp_path)[["file", "line"]].values.tolist() == [["t.csv", 2], ["t.csv", 3]]


def test_a_line_that_is_not_the_files_is_not_named(tmp_path):
    wrapped = (
        "the ministers have agreed to meet\nagain in the course of the year,\n" * 30
        + "they said.\n"
    )
    (tmp_path / "wrapped.txt").write_text(wrapped)
    found = locate(tmp_path, clean=False)
    assert set(found["line"]) == {0} and set(found["file"]) == {"wrapped.txt"}


def test_documents_that_say_nothing_of_files():
    rows = pd.DataFrame({"doc_id": ["a"], "text": ["We met."]})
    assert locate_sentences(split_sentences(rows), rows)[["file", "line"]].values.tolist() == [
        ["", 0]
    ]


@pytest.mark.parametrize("own", ["file", "lines"])
def test_a_column_of_the_users_own_does_not_pass_for_it(tmp_path, own):
    (tmp_path / "a.txt").write_text(SAID.format("first"))
    (tmp_path / "metadata.csv").write_text(f"doc_id,{own}\na,99\n")
    assert locate(tmp_path)[["file", "line"]].values.tolist() == [["a.txt", 1]]


def test_many_lines_take_linear_time():
    def call(n):
        rows = pd.DataFrame(
            {"doc_id": ["a"], "text": ["\n" * n], "file": "a.txt", "lines": f"1-{n}"}
        )
        found = locate_sentences(pd.DataFrame({"doc_id": "a", "start": range(n)}), rows)
        assert found["line"].tolist() == [*range(1, n + 1)]

    assert growth(call, 4_000) < 20


@pytest.mark.parametrize("lines", [None, float("nan"), ""])
def test_without_lines_the_file_is_told(lines):
    rows = pd.DataFrame({"doc_id": ["a"], "text": ["We met."], "file": "a.txt", "lines": [lines]})
    assert locate_sentences(pd.DataFrame({"doc_id": ["a"], "start": [0]}), rows)[
        ["file", "line"]
    ].values.tolist() == [["a.txt", 0]]
