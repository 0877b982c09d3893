import tracemalloc
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from page_kinds import FRAMES, KINDS, make_page
from pages import PAGES

from analysis.cleaning.boilerplate import REASONS
from analysis.cleaning.pages import judge_page, judge_pages, normalise, read_dateline

SEEDS = sorted(Path(__file__).resolve().parents[2].joinpath("seeds").glob("*.txt"))

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
    kept = judge_page(
        body + "Japan said that India and Japan have agreed to build ships in the port"
    )
    gone = judge_page(
        body + "Ten actresses who were seen on the beach with a famous cricket star last"
    )
    assert [line.reason for line in kept.lines][:2] == ["", ""]
    assert gone.lines[1].reason == "teaser"


# Lines of every kind that a page can hold, so that random pages are not all noise.
SAID = [
    line.removeprefix("+ ")
    for page in (*(page for page, _ in PAGES.values()), *KINDS.values())
    for line in page.split("\n")
] + [
    "",
    " ",
    "\x00",
    "\u202e",
    "<script>x()</script>",
]
made_pages = st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=30)), max_size=40).map(
    "\n".join
)


@pytest.mark.parametrize("name", PAGES)
def test_keeps_exactly_the_body_of_pages_written_for_it(name):
    text, body = PAGES[name]
    assert [line.line_no for line in judge_page(text).lines if not line.reason] == list(body)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_keeps_exactly_the_body_of_each_kind_of_page(kind, frame):
    text, body = make_page(kind, frame)
    page = judge_page(text)
    assert [line.line_no for line in page.lines if not line.reason] == body
    assert judge_page(page.body).body == page.body


@given(made_pages)
def test_made_pages_are_kept_or_dropped_line_by_line_and_cleaning_again_changes_nothing(text):
    page = judge_page(text)
    assert [line.text for line in page.lines] == normalise(text).split("\n")
    assert [line.line_no for line in page.lines] == list(range(1, len(page.lines) + 1))
    assert all((line.reason == "blank") == (not line.text.strip()) for line in page.lines)
    assert judge_page(page.body).body == page.body


@given(st.lists(made_pages, max_size=4))
def test_a_page_is_judged_the_same_in_any_company(texts):
    assert judge_pages(texts) == [judge_page(text) for text in texts]


def test_every_word_of_a_transcript_is_kept_and_what_follows_it_is_not():
    page = judge_page(PAGES["transcript"][0])
    assert (
        "Q: And the sanctions?" in page.body
        and "(The briefing was concluded at 2:04 p.m.)" in page.body
    )
    assert "Facebook" not in page.body and "Washington, DC" not in page.body


def test_a_long_line_that_stands_alone_is_the_body_whatever_it_asks():
    line = (
        "You are asked to support this with all that you have, to subscribe to it and to share it with others, "
        * 3
    )
    assert judge_page(f"\n{line}\n\n").body == line.rstrip()
    assert judge_page("Subscribe to our newsletter and share it with others.").body == ""
    assert judge_page(f"{line}\nThe ministers met in Tokyo.").lines[0].reason != ""


def test_labels_in_capitals_before_links_are_no_speakers():
    links = "".join(f"READ MORE: Ministers agree on ship number {i}\n" for i in range(5))
    body = "India and Japan have agreed to build new ships together in the port of Kochi.\n"
    assert "READ MORE" not in judge_page(body + links).body


def test_the_user_can_keep_all_lines():
    page = judge_page("Menu\n\nShips\nThe ministers have agreed.", keep="all")
    assert [line.reason for line in page.lines] == ["", "blank", "", ""]


def test_the_user_can_name_the_lines_of_the_body():
    text, _ = PAGES["joint statement"]
    page = judge_page(text, keep="2, 4-5")
    assert [line.line_no for line in page.lines if not line.reason] == [2, 4, 5]
    assert (
        page.lines[2].reason == "overruled"
        and page.lines[0].reason == judge_page(text).lines[0].reason
    )
    assert page.title == judge_page(text).title


@pytest.mark.parametrize("keep", ["", "none", "3-2", "0", "1-99", "-3", "1,,2"])
def test_a_wrong_keep_is_named_with_its_remedy(keep):
    with pytest.raises(ValueError, match="(?s)keep=.*'12-40, 44'"):
        judge_page("One.\nTwo.\nThree.", keep=keep)


def test_html_script_and_marks_of_direction_raise_nothing_and_stay_lines():
    page = judge_page(
        "<script>alert('x')</script>\n\u202eabc\u2066\x00\n<p>The ministers have agreed on it.</p>"
    )
    assert [line.text for line in page.lines][1] == "abc"


def test_a_lone_surrogate_raises_nothing():
    assert len(judge_page("The ministers \ud800 have agreed on the ships.").lines) == 1


@pytest.mark.parametrize("make", [
    lambda n: "a " * n, lambda n: "\n" * n, lambda n: "Abc Def\n" * (n // 8), lambda n: "." * n, lambda n: "1/2/" * (n // 4),
    lambda n: "Name\n2 hours ago\nThey talk.\n" * (n // 27), lambda n: "These:\n" * (n // 7) + "a) 1\n" * (n // 7), lambda n: "aaaA" * (n // 4),
    lambda n: "By Ada Oak\nAda Oak\n" * (n // 19), lambda n: "They met in the town:\n4\n4\n" * (n // 26),
    lambda n: "The talks went on in the town.\n" * (n // 31), lambda n: "MR A: x.\n" * (n // 9), lambda n: "| " * n,
], ids=["one line", "empty lines", "short lines", "stops", "numbers", "comments", "points", "glued", "bylines", "records", "sentences", "speakers", "bars"])  # fmt: skip
def test_time_grows_with_the_length_of_the_text_and_no_faster(make):
    judge_page(make(1000))
    # 8 times as long; 64 times as slow if it were quadratic
    assert growth(lambda n: judge_page(make(n)), 10_000, floor=0.02) < 32


def test_a_long_line_is_measured_by_its_beginning_and_end():
    text = "The talks went on in the town. " * 200_000 + "Then they were over."
    tracemalloc.start()
    page = judge_page(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert page.body == text and peak < 6 * len(text)


@pytest.mark.parametrize(("line", "dateline"), [
    ("Tokyo, Oct 07: The minister held talks.", "Tokyo, Oct 07"),
    ("New Delhi [India], August 20 (HBTV): Noting that", "New Delhi [India], August 20 (HBTV)"),
    ("WASHINGTON — The minister held talks.", "WASHINGTON"),
    ("The minister held talks: he smiled.", ""),
    ("", ""),
])  # fmt: skip
def test_a_dateline_is_read_from_the_opening(line, dateline):
    assert read_dateline(line) == dateline


LABELS = Path(__file__).resolve().parents[3] / "shared" / "labels" / "pages_body_dev.parquet"


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled pages are not part of the project")
def test_bodies_of_labelled_pages_are_found():
    import sys

    import pandas as pd

    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    from bench_pages import score_bodies

    precision, recall, f1 = score_bodies(
        pd.read_parquet(LABELS), lambda text: judge_page(text).body
    )
    assert f1 >= 0.95 and recall >= 0.97 and precision >= 0.93


@pytest.mark.parametrize(
    "piece", ["\u0301\u0327", "a\u0301", "\u0301", "\u200b", "\r", "é", "\u0300\u0316\u0301"]
)
def test_normalising_takes_linear_time_and_changes_nothing_twice(piece):
    assert growth(lambda n: normalise("a" + piece * n), 20_000, times=4) < 12
    once = normalise("a" + piece * 5000)
    assert normalise(once) == once


@pytest.mark.parametrize(("line", "agency"), [
    ("(ANI)", "ANI"), ("Reuters", "Reuters"), ("(XYZ)", "XYZ"), ("END", ""), ("HAITI", ""), ("**[HEALTH]**", ""), ("NOW.", ""),
])  # fmt: skip
def test_a_line_in_capitals_is_an_agency_in_brackets_or_by_a_known_name(line, agency):
    body = (
        "India and Japan have agreed to build new ships together, the ministers said in Tokyo.\n"
        * 3
    )
    assert judge_page(f"Ships agreed\n{body}{line}").agency == agency


@pytest.mark.parametrize("n", [29, 30, 31, 60])
@pytest.mark.parametrize("before", ["", "?", "\u201c", "é" * 31])
def test_marks_are_taken_off_long_lines_only_and_beyond_thirty(n, before):
    marks, rest = "\u0323" * n, "words " * 500
    assert normalise(f"{before}q{marks} end\n{rest}") == f"{before}q{marks} end\n{rest}"
    assert normalise(f"{before}q{marks} {rest}") == f"{before}q{marks[:30]} {rest}"
