"""Lines of one page while they are judged, by their scores."""

import numpy as np
import pytest

from analysis.cleaning.line_features import measure_lines
from analysis.cleaning.page_classifier import draft_page

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
    end = ["Ships", "Ports", TEXTS[4]]
    assert draft([0.9, 0.9, 0.0, 0.0, 0.9], [*TEXTS[:2], *end]) == [True, True, False, False, True]
    four = draft([0.9, 0.9, 0.9, 0.0, 0.0, 0.9], [*TEXTS[:3], *end])
    assert four == [True, True, True, False, False, False]


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
