"""Lines of one page while they are judged, by their scores."""

import numpy as np
import pytest

from analysis.cleaning.line_features import measure_lines
from analysis.cleaning.page_classifier import draft_page
from analysis.cleaning.pages import judge_page

PROSE = "India and Japan have agreed to build new ships together, the {} ministers said in Tokyo on Wednesday, after two days of talks."
TEXTS = [PROSE.format(name) for name in ("foreign", "defence", "trade", "home", "finance")]


def draft(scores, texts=TEXTS):
    said = [""] * len(texts)
    known = np.zeros(len(texts))
    reasons, _ = draft_page(
        measure_lines([texts]), np.array(scores), known, said, np.zeros(len(texts), bool)
    )
    return [not reason for reason in reasons]


@pytest.mark.parametrize(
    ("score", "place", "kept"),
    [(0.31, 0, True), (0.19, 0, False), (0.21, 2, True), (0.05, 2, False), (0.19, 4, False)],
)
def test_a_line_stays_from_two_tenths_on_and_alone_from_one(score, place, kept):
    scores = np.full(5, 0.9)
    scores[place] = score
    assert draft(scores) == [kept if i == place else True for i in range(5)]


def test_a_line_alone_between_two_that_stay_needs_less():
    assert draft([0.9, 0.12, 0.9, 0.9, 0.9]) == [True] * 5
    assert draft([0.9, 0.12, 0.12, 0.9, 0.9]) == [True, False, False, True, True]


def test_the_body_is_the_stretch_with_the_greatest_sum():
    assert draft([0.6, 0.0, 0.0, 0.9, 0.9]) == [False, False, False, True, True]
    assert draft([0.9, 0.1, 0.0, 0.9, 0.9]) == [True, False, False, True, True]
    assert draft([0.1, 0.2, 0.1, 0.2, 0.1]) == [False] * 5


def test_a_body_ends_at_what_can_be_an_end():
    texts = [*TEXTS[:3], "Ships", "Harbour"]
    assert draft([0.9, 0.9, 0.9, 0.5, 0.5], texts) == [True, True, True, False, False]


def test_of_three_lines_the_last_stays_however_far_apart_and_of_four_it_goes():
    end = [
        "Ships",
        "Ports",
        "A free press needs reporters, columnists and editors who ask, here as elsewhere.",
    ]
    assert draft([0.9, 0.9, 0.0, 0.0, 0.9], [*TEXTS[:2], *end]) == [True, True, False, False, True]
    four = draft([0.9, 0.9, 0.9, 0.0, 0.0, 0.9], [*TEXTS[:3], *end])
    assert four == [True, True, True, False, False, False]
    # a paragraph of the article itself, below a box
    own = draft([0.9, 0.9, 0.9, 0.0, 0.0, 0.9], [*TEXTS[:3], *end[:2], TEXTS[4]])
    assert own == [True, True, True, False, False, True]


@pytest.mark.parametrize(
    ("name", "kept"), [("Anna Maria Lee", False), ("Anna Maria Lee Smith", True)]
)
def test_a_name_of_up_to_three_words_that_prose_repeats_is_a_caption(name, kept):
    told = PROSE.format(f"home ministers and {name} as well as the trade")
    assert draft([0.9, 0.5, 0.9, 0.9], [TEXTS[0], name, told, TEXTS[1]]) == [True, kept, True, True]


def test_a_credit_that_a_body_begins_with_is_not_taken_at_its_word_and_one_within_is():
    texts = ["REUTERS.", *TEXTS[:2], "REUTERS.", TEXTS[2]]
    said = ["agency credit", "", "", "agency credit", ""]
    scores, nothing = np.array([0.5, 0.9, 0.9, 0.5, 0.9]), np.zeros(5)
    reasons, _ = draft_page(measure_lines([texts]), scores, nothing, said, nothing.astype(bool))
    assert reasons == ["repeated line", "", "", "agency credit", ""]


BODY = [
    "Norvik and Palmera have agreed to build new ships together, the defence ministers said in Halden on Wednesday.",
    "The yards on both coasts will share the work, and the first hull is to be laid down before the winter storms.",
    "Unions had asked for years that orders should no longer go abroad, where wages are lower and yards are larger.",
    "Critics in parliament say that nobody knows what the ships will cost, or who would sail them once they are built.",
    "A committee of both navies will meet in the spring to choose the guns, the engines and the colour of the paint.",
]
PAGE = [
    "Home",
    "World",
    "Ministers agree on ships in Tokyo",
    "By Edda Lorn",
    "9 March 2021",
    *BODY[:3],
]
FOOT = [*BODY[3:], "Share", "Facebook"]
LINKS = ["Norvik signs a pact on sea rescue", "Five soups for a cold autumn evening"]


def keep(*within):
    """The lines that are kept of these within an article."""
    lines = judge_page("\n\n".join([*PAGE, *within, *FOOT])).lines
    kept = [line.text for line in lines if not line.reason]
    assert all(text in kept for text in BODY)
    return [text for text in within if text in kept]


@pytest.mark.parametrize(
    "label", ["Read more:", "Also read", "Read also:", "See also", "Related", "Recommended", "READ MORE"]
)  # fmt: skip
@pytest.mark.parametrize("n", [1, 2])
def test_headlines_below_a_label_of_links_go(label, n):
    assert keep(label, *LINKS[:n]) == []


@pytest.mark.parametrize(
    "line",
    [
        "The pact lets helicopters of either state land on ships of the other.",
        "“No sailor asks for a passport in the water,” the admiral said.",
        "The first exercises of the two coast guards are planned as follows:",
    ],
)
def test_what_is_no_headline_stays_below_a_label_of_links(line):
    assert keep("Read more:", line) == [line]
    assert keep("Read more:", LINKS[0], line) == [line]


def test_no_more_than_four_lines_are_links_below_one_label():
    links = [f"{name} signs a pact on rescue at sea with {name}" for name in "ABCDE"]
    below = judge_page("\n\n".join([*PAGE, "Read more:", *links, *FOOT])).lines
    reasons = {line.text: line.reason for line in below}
    assert [reasons[link] for link in links[:4]] == ["related link"] * 4


def test_a_last_paragraph_below_links_stays():
    page = [*PAGE[:-1], "Read more:", *LINKS, *LINKS[::-1], BODY[4], "Share", "Facebook"]
    kept = [line.text for line in judge_page("\n\n".join(page)).lines if not line.reason]
    assert kept == [*BODY[:2], BODY[4]]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The following statement was issued by the ministry of foreign affairs on Tuesday:", True),
        ("The two ministers said in a joint statement that they had agreed on this:", True),
        ("Share this:", False),
        ("Topics:", False),
    ],
)
def test_what_announces_a_text_is_its_first_line_and_a_label_is_not(line, kept):
    page = [
        "Press Room",
        "Ministers agree on ships in Tokyo",
        "9 March 2021",
        line,
        *BODY,
        "Print",
    ]
    found = [row.text for row in judge_page("\n\n".join(page)).lines if not row.reason]
    assert (line in found) == kept and all(text in found for text in BODY)
