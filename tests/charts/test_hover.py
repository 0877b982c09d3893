"""What charts say of their marks on hover and focus: the rows drawn, on the marks, and text."""

import io
import re

import numpy as np
import pytest
from PIL import Image
from plot_tables import draw

from analysis.charts.hover import Value, locate_values, pack_values, show_values, unpack_values

# A kind of chart: the number that its words say, and the column that it must be, times a factor.
SAID = {
    "heat map of 5": (r": ([\d,]+) sentences?\b", "n", 1, 0),
    "heat map of 60": (r": ([\d,]+) sentences?\b", "n", 1, 0),
    "summary of 5": (r": ([\d,]+) of", "n", 1, 0),
    "summary of 60": (r": ([\d,]+) of", "n", 1, 0),
    "trends of days": (r" ([\d.]+)%", "estimate", 100, 0.5),
    "trends of sixty": (r" ([\d.]+)%", "estimate", 100, 0.5),
    "tone of 12": (r": ([-+][\d.]+)", "estimate", 1, 0.005),
    "tone map of 9": (r": ([-+][\d.]+)", "estimate", 1, 0.005),
    "shifts of 20": (r" ([-+][\d.]+)(?:, not sure)?$", "shift", 1, 0.0005),
    "terms of 5": (r"weight ([\d.]+)", "weight", 1, 0.005),
    "composition of 24": (r": ([\d,]+) of", "n_documents", 1, 0),
    "cleaning of 5": (r" ([\d,]+)(?: \(|$)", "n_lines", 1, 0),
    "cleaning of 60": (r" ([\d,]+)(?: \(|$)", "n_lines", 1, 0),
    "parts of 5": (r"within ([-+][\d.]+)", "within", 1, 0.005),
    "topic map of 5": (r": ([\d.]+)%", "estimate", 100, 0.05),
    "stability of 4": (r": stability ([\d.]+)", "stability", 1, 0.005),
    "document map of 26": (r" (\d+)% of", "share", 100, 0.5),
    "term network of 3": (r": ([\d,]+) sentence", "n_sentences", 1, 0),
    "timeline of 60": (r": ([\d,]+) document", "n_documents", 1, 0),
}


@pytest.mark.parametrize("case", SAID)
def test_what_hover_says_is_the_table_behind_the_chart(case):
    pattern, column, factor, near = SAID[case]
    chart = draw(case)
    words = [value.words for value in locate_values(chart.figure)]
    said = [
        float(found[1].replace(",", ""))
        for found in (re.search(pattern, w) for w in words)
        if found
    ]
    want = factor * chart.rows[column].dropna()
    assert sorted(said) == pytest.approx(sorted(want), abs=near + 1e-6)


@pytest.mark.parametrize(
    "case", ["summary of 5", "tone of 12", "trends of days", "composition of 5"]
)
def test_values_lie_on_the_marks_of_the_picture_that_holds_them(case):
    with Image.open(io.BytesIO(draw(case).to_png())) as image:
        values, pixels = unpack_values(image.text["Values"]), np.asarray(image.convert("L"))
    assert values == locate_values(draw(case).figure) and len(values) > 4
    high, wide = pixels.shape
    for value in values:
        x, y = int(value.x * wide), int(value.y * high)
        assert pixels[y - 12 : y + 12, x - 12 : x + 12].min() < 225, value


def test_what_a_text_holds_is_text_and_broken_values_are_none():
    nasty = Value(0.5, 0.5, '"><script>alert(1)</script>')
    assert unpack_values(pack_values([nasty])) == [nasty]
    assert "<script" not in show_values("", [nasty], nasty.words)
    for text in ("", "{", "[1]", "[[1,2]]", '[["x",0,""]]', "[[9,0,1]]", "[[NaN,0,1]]", "[" * 9999):
        assert unpack_values(text) == []
    many = draw("summary at 700")
    assert locate_values(many.figure) == [] and many.to_png()
