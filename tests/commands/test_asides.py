"""What was set aside: few rows are said all, many by kind, and the list is kept whole."""

import io
import time

import pandas as pd
import pytest

from analysis.commands.asides import NAME, keep_aside, say_aside


def make(rows):
    columns = ["file", "line", "problem", "remedy", "outcome", "doc_id"]
    return pd.DataFrame([(*row, "set aside", "") for row in rows], columns=columns)


def test_few_are_said_all_as_they_are():
    aside = make([("a.txt", 3, "it is binary", "save it"), ("b.txt", 0, "it is empty", "fill it")])
    assert say_aside(aside) == (
        [
            "set aside: a.txt, line 3: it is binary; save it",
            "set aside: b.txt: it is empty; fill it",
        ],
        False,
    )
    assert say_aside(aside.head(0)) == ([], False)


def test_many_are_said_by_kind_with_three_examples():
    rows = [
        (f"n{i}.csv", i + 1, f"row {i} of 'n{i}.csv' has no text in column \"c{i}\"", "name it")
        for i in range(42_000)
    ]
    rows += [
        ("x.pdf", 0, "there is no reader for .pdf", "save its text"),
        ("y.docx", 0, "there is no reader for .docx", "save its text"),
    ]
    lines, is_cut = say_aside(make(rows))
    assert is_cut and len(lines) == 6 and lines[3] == "set aside: 41,997 more of this kind"
    assert lines[0].startswith("set aside: n0.csv, line 1: row 0 of") and lines[-1].startswith(
        "set aside: y.docx"
    )


@pytest.mark.parametrize("n", [1, 3, 4, 5, 6])
def test_one_more_than_three_is_said_itself(n):
    lines, is_cut = say_aside(make([(f"{i}.txt", 0, "it is empty", "fill it") for i in range(n)]))
    assert len(lines) == min(n, 4) and is_cut == (n > 4)


def test_kinds_without_number_are_counted():
    words = [
        f"{a}{b}{c} is wrong" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij"
    ]
    lines, is_cut = say_aside(make([(f"{w}.txt", 0, w, "mend it") for w in words]))
    assert is_cut and len(lines) == 9 and lines[-1] == "and 992 more of 992 other kinds"


def test_what_would_act_on_a_terminal_is_visible_and_no_line_is_long():
    lines, _ = say_aside(make([("\x1b[31m\u202e.txt", 1, "no\nway\x07" * 1000, "mend\rit")]))
    assert len(lines) == 1 and len(lines[0]) <= 600 and lines[0].isprintable()


def test_the_list_is_kept_and_an_older_one_goes(tmp_path):
    aside = make([("=cmd|x.txt", 1, 'a, "b"\nc', "mend"), ("b.txt", 0, "é", "mend")])
    path = keep_aside(aside, tmp_path)
    kept = pd.read_csv(io.BytesIO(path.read_bytes()))
    assert list(kept["file"]) == ["'=cmd|x.txt", "b.txt"] and kept["problem"][0] == 'a, "b"\nc'
    assert keep_aside(aside.head(0), tmp_path) is None and not path.exists()
    (tmp_path / NAME).write_text("title,mine\n")
    assert keep_aside(aside.head(0), tmp_path) is None and (tmp_path / NAME).exists()


def test_time_is_in_proportion():
    def measure(n):
        aside = make(
            [(f"{i}.txt", i, f"row {i} of {'x' * 100} is 'odd' {i}.pdf", "mend") for i in range(n)]
        )
        times = []
        for _ in range(3):
            start = time.process_time()
            say_aside(aside)
            times.append(time.process_time() - start)
        return min(times)

    assert measure(20_000) / measure(5_000) < 10
