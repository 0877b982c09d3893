import re
from pathlib import Path

import pandas as pd
import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from analysis import split_sentences
from analysis.text.sentences import find_quotations

CASES = Path(__file__).parents[1] / "sentence_cases.txt"


def read_cases():
    """Return for `dev` and `held back` the passages, each with its sentences."""
    lines = [
        line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    rule = lines.index("--")
    return {
        "dev": [*map(read_case, lines[:rule])],
        "held back": [*map(read_case, lines[rule + 1 :])],
    }


def read_case(line):
    text = line.replace(" ¦ ", " ").replace(" ¶ ", "\n").replace("¦", "")
    return text, re.split(" ?[¦¶] ?", line)


def split(text):
    return split_sentences(pd.DataFrame({"doc_id": ["a"], "text": [text]}))


def test_abbreviations_initials_and_dotted_names_do_not_end_a_sentence():
    text = 'Mr. S. Jaishankar met J. R. Smith of Biological E Ltd. in the U.S. Congress. They spoke on Oct. 7. "We agreed." He left the U.S. The end.'
    assert split(text)["text"].tolist() == [
        "Mr. S. Jaishankar met J. R. Smith of Biological E Ltd. in the U.S. Congress.",
        "They spoke on Oct. 7.",
        '"We agreed."',
        "He left the U.S.",
        "The end.",
    ]


def test_quotation_over_two_sentences_is_quoted():
    assert split('"We met. We agreed on all of it," he said. He left.')["quoted"].tolist() == [
        True,
        True,
        False,
    ]


@given(st.text())
def test_offsets_give_the_sentence_back_and_nothing_is_lost(text):
    found = split(text)
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
    assert "".join("".join(found["text"]).split()) == "".join(text.split())
    assert found["end"].tolist() == sorted(found["end"])


@pytest.mark.parametrize("text, wanted", read_cases()["dev"])
def test_news_passages_are_split_as_a_careful_reader_would(text, wanted):
    assert split(text)["text"].tolist() == wanted


@pytest.mark.parametrize(
    "unit, n", [(".", 1), ("a", 1), (". ", 1), ('? "A', 200_001), ("U.S. ", 1), ("\n", 0)]
)
def test_long_runs_are_read_in_one_pass(unit, n):
    assert len(split(unit * 200_000)) == n


def test_a_quotation_is_counted_within_its_line_only():
    assert split('He said "we agreed.\nThe talks ended in the evening.')["quoted"].tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("It’s ‘the allies’ choice,’ he said.", ["‘the allies’ choice,’"]),
        ("‘We agreed,’ Price said. ‘It holds.’", ["‘We agreed,’", "‘It holds.’"]),
        (
            "He said ‘don’t do it’ and ‘it’s the allies’ job’.",
            ["‘don’t do it’", "‘it’s the allies’ job’"],
        ),
        ("‘We will go on\n‘And on.’ he said", ["‘We will go on", "‘And on.’"]),
        (
            "“He called it ‘war’ today”, and ‘so “be it”’.",
            ["“He called it ‘war’ today”", "‘so “be it”’"],
        ),
        ("the ‘90s and the ministers’ meeting", []),
        ("it's the allies' job, isn't it", []),
        ("the ‘end", []),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(text, quoted):
    assert [text[start:end] for start, end in find_quotations(text)] == quoted


@given(st.text('ab s.,’‘“”"\n0', max_size=60))
def test_quotations_stand_apart_in_order_and_end_with_their_line(text):
    spans = find_quotations(text)
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert not any("\n" in text[start:end] for start, end in spans)


@pytest.mark.parametrize("piece", ["‘a ", " ‘s’ a", "‘a’s ", "s’ a", "“‘"])
def test_marks_without_end_take_time_linear_in_the_text(piece):
    # on one line: to look for its end from each mark would be quadratic
    assert growth(lambda n: find_quotations(piece * n), 5_000, floor=0.01) < 24


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("‘We met in Tokyo", 1),
        ("‘We met in Tokyo\nHe left.", 1),
        ("He said ‘We met in Tokyo", 0),
        ("‘We met in Tokyo " + "and so on " * 900, 0),
    ],
)
def test_a_single_mark_left_open_quotes_its_paragraph_if_that_ends_in_reach(text, n):
    assert len(find_quotations(text)) == n


@pytest.mark.parametrize(("length", "n"), [(120, 1), (121, 2)])
def test_who_said_it_is_looked_for_in_so_many_characters_behind_a_quotation(length, n):
    who = "Minister A" + "b" * (length - len("Minister A said"))
    assert len(f"{who} said") == length
    text = f"“We will build the ships together!” {who} said on Monday in Tokyo after the talks."
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    assert len(split_sentences(documents)) == n
