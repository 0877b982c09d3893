"""The words for tone: what is warmest and coldest, and where nothing can be told."""

import pandas as pd
import pytest
from own_lexicon import THEMES

from analysis.describe import headline_tone, headline_tone_map


def rows(*estimates, n=5):
    frame = pd.DataFrame(
        {
            "estimate": estimates,
            "label_key": [f"d{i}" for i in range(len(estimates))],
            "n_sentences": n,
        }
    )
    return frame.assign(
        low=frame["estimate"] - 0.1,
        high=frame["estimate"] + 0.1,
        group=frame["label_key"],
        theme="russia",
    )


@pytest.mark.parametrize(("estimates", "words"), [
    ((), "No sentence was scored"),
    ((0.25,), "A: +0.25"),
    ((0.004, 0.0), "No difference in tone: all at 0.00"),
    ((0.3, -0.3), "Warmest: A (+0.30); coldest: B (-0.30); their intervals do not overlap"),
    ((0.1, 0.2), "Warmest: B (+0.20); coldest: A (+0.10); their intervals overlap: no evidence of a difference"),
])  # fmt: skip
def test_the_headline_of_tone_compares_two_where_there_are_two_that_differ(estimates, words):
    assert headline_tone(rows(*estimates), {"d0": "A", "d1": "B"}) == words


def test_the_headline_of_a_map_names_one_place_where_there_is_one():
    names = {"d0": "A", "d1": "B"}
    assert (
        headline_tone_map(rows(-0.4, 0.2, n=[5, 4]), names, THEMES)
        == "Only one theme has 5 sentences in one report or period: Russia, A (-0.40)"
    )
    assert (
        headline_tone_map(rows(-0.4, 0.2), names, THEMES)
        == "Coldest: Russia, A (-0.40); warmest: Russia, B (+0.20)"
    )
    assert "No theme has 5 sentences" in headline_tone_map(rows(0.2, n=4), names, THEMES)


def test_zero_has_no_sign_and_what_is_alike_is_not_ranked():
    names = {"d0": "A", "d1": "B"}
    assert headline_tone(rows(-0.001), names) == "A: 0.00"
    alike = headline_tone_map(rows(-0.134, -0.1312), names, THEMES)
    assert alike == "No difference in tone: all 2 with 5 sentences at -0.13"


def test_where_a_smaller_cell_lies_beyond_it_is_said_of_which_the_headline_speaks():
    names = {"d0": "A", "d1": "B", "d2": "C"}
    said = headline_tone_map(rows(-0.4, 0.2, 0.9, n=[5, 5, 4]), names, THEMES)
    assert said.startswith(
        "Coldest (of 5 sentences or more): Russia, A (-0.40); warmest: Russia, B"
    )
