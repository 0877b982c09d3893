from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import REASONS, judge_page, normalise

SEEDS = sorted(Path(__file__).resolve().parents[1].joinpath("seeds").glob("*.txt"))

# By hand, read against the five pages: the lines (from 1) that are the article's body.
BODY = {
    "000": [8, 13, 15, 17, 21, 23, 29, 31, 33, 35, 37],
    "001": [*range(16, 60, 2)],
    "002": [5, 6, 7, 8, 9],
    "003": [11, 15, 19, 21, 27, 29, 31],
    "004": [7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27],
}
TITLES = {"000": 6, "001": 11, "002": 3, "003": 6, "004": 1}
REASONED = {
    ("000", 2): "time stamp",
    ("000", 4): "repeated headline",
    ("000", 26): "related link",
    ("000", 40): "related link",
    ("000", 49): "prompt",
    ("000", 53): "prompt",
    ("001", 12): "time stamp",
    ("001", 61): "agency credit",
    ("001", 70): "teaser",
    ("001", 72): "teaser",
    ("001", 74): "teaser",
    ("001", 80): "repeated line",
    ("001", 87): "fragment",
    ("002", 4): "repeated standfirst",
    ("003", 17): "related link",
    ("003", 25): "teaser",
    ("003", 41): "prompt",
    ("004", 3): "byline",
    ("004", 4): "time stamp",
    ("004", 29): "agency credit",
}


def judge(path):
    return judge_page(normalise(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_keeps_exactly_the_body_of_each_seed(path):
    page = judge(path)
    assert [line.line_no for line in page.lines if not line.reason] == BODY[path.name[:3]]
    assert page.title == page.lines[TITLES[path.name[:3]] - 1].text.strip()


@pytest.mark.parametrize(("seed", "line_no"), REASONED)
def test_names_the_reason_of_a_dropped_line(seed, line_no):
    path = next(p for p in SEEDS if p.name.startswith(seed))
    assert judge(path).lines[line_no - 1].reason == REASONED[seed, line_no]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_cleaning_a_body_again_changes_nothing(path):
    body = judge(path).body
    assert judge_page(body).body == body


@given(st.text())
def test_every_line_is_kept_or_dropped_in_order_for_a_known_reason(text):
    page = judge_page(text)
    assert [line.text for line in page.lines] == normalise(text).split("\n")
    assert {line.reason for line in page.lines} <= {"", *REASONS}


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_unpunctuated_prose_after_the_body_is_kept_only_if_it_shares_its_words():
    body = "India and Japan have agreed to build new ships together in the port of Kochi.\n"
    kept = judge_page(body + "Japan said that India and Japan have agreed to build ships in the port")
    gone = judge_page(body + "Ten actresses who were seen on the beach with a famous cricket star last")
    assert [line.reason for line in kept.lines][:2] == ["", ""]
    assert gone.lines[1].reason == "teaser"
