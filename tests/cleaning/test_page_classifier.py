"""Lines of one page while they are judged, by their scores."""

import numpy as np
import pytest

from analysis.cleaning.line_features import measure_lines
from analysis.cleaning.page_classifier import draft_page

PROSE = "India and Japan have agreed to build new ships together, the {} ministers said in Tokyo on Wednesday, after two days of talks."


@pytest.mark.parametrize(
    ("score", "place", "kept"),
    [(0.5, 0, True), (0.49, 0, False), (0.3, 1, True), (0.29, 1, False), (0.49, 2, False)],
)
def test_a_line_is_body_from_a_half_and_between_two_of_the_body_from_three_tenths(
    score, place, kept
):
    texts = [PROSE.format(name) for name in ("foreign", "defence", "trade")]
    scores = np.full(3, 0.9)
    scores[place] = score
    reasons, _ = draft_page(measure_lines([texts]), scores, np.zeros(3), [""] * 3)
    assert [not reason for reason in reasons] == [kept if i == place else True for i in range(3)]
