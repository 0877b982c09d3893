"""The house style: colours that can be read, text that fits, room that grows with the headline."""

import colorsys
import warnings

import matplotlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from analysis.charts import _text
from analysis.charts._text import cut_text, fit_text, text_width, wrap_text
from analysis.charts.style import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    RED,
    SILVER,
    WIDTH,
    add_axes,
    add_canvas,
    finish,
    house_style,
    start_figure,
)
from analysis.core.safe_text import one_line

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [BLUE, RED, INK, GREY])
def test_text_colours_pass_4_5_to_1_on_white(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_blue_and_the_grey_of_context_stay_apart_in_greyscale():
    assert luminance(SILVER) / luminance(BLUE) > 3


def test_blue_and_red_are_of_opposite_hue():
    hues = [colorsys.rgb_to_hsv(*to_rgb(c))[0] for c in (BLUE, RED)]
    assert abs(hues[0] - hues[1]) > 0.4


def test_a_word_without_end_is_measured_no_further_than_what_is_shown(monkeypatch):
    longest = []
    measured = _text.text_width
    monkeypatch.setattr(
        _text, "text_width", lambda text, *rest: longest.append(len(text)) or measured(text, *rest)
    )
    lines = fit_text("m" * 1_000_000, 2.0, 9, lines=2).split("\n")
    assert (
        len(lines) == 2
        and lines[1].endswith("…")
        and all(measured(line, 9) <= 2.0 for line in lines)
    )
    assert max(longest) <= 128 and len(longest) < 2_000
    assert cut_text("m" * 1_000_000, 2.0, 9).endswith("…")


@given(TEXTS, st.floats(0.2, 3))
@settings(max_examples=examples(60))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text, width):
    cut = cut_text(text, width)
    for line, whole in zip(cut.split("\n"), text.split("\n"), strict=True):
        assert line == whole if text_width(whole) <= width else line.endswith("…")
        assert text_width(line) <= width


@given(TEXTS, st.floats(0.5, 3))
@settings(max_examples=examples(60))
def test_wrapping_keeps_every_character_and_overflows_nowhere(text, width):
    lines = wrap_text(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width for line in lines)


def test_a_label_has_at_most_so_many_lines():
    assert fit_text("one two three four five", 0.5, 9, 2).count("\n") == 1
    assert fit_text("one two three four five", 0.5, 9, 2).endswith("…")
    assert fit_text("one", 0.5) == "one"


def test_measured_width_is_the_width_that_is_drawn():
    with house_style():
        figure = start_figure(1)
        text = add_canvas(figure).text(1, 0.5, "Indo-Pacific in every report", weight="bold")
        FigureCanvasAgg(figure).draw()
        drawn = text.get_window_extent().width / figure.dpi
    assert drawn == pytest.approx(
        text_width("Indo-Pacific in every report", weight="bold"), rel=0.04
    )


def test_control_characters_and_breaks_become_blanks():
    assert one_line(" a\tb\r\nc\x00d ") == "a b c d"


@pytest.mark.parametrize("headline", ["Short", "long headline " * 40, "unbroken" * 60])
def test_the_plot_keeps_its_size_and_the_text_stays_inside(headline):
    figure = start_figure(2)
    axes = add_axes(figure, 0.5, 0.2, 6, 1.5)
    finish(figure, headline, "measure, unit\nsecond line", "Source: " + "outlet, " * 60)
    wide, high = figure.get_size_inches()
    place = axes.get_position()
    assert wide == WIDTH and high > 2.5
    assert (place.width * wide, place.height * high) == pytest.approx((6, 1.5))
    FigureCanvasAgg(figure).draw()
    texts = [t for t in figure.texts if isinstance(t, Text)]
    boxes = [t.get_window_extent() for t in texts]
    assert all(
        b.x0 >= 0 and b.y0 >= 0 and b.x1 <= figure.bbox.x1 and b.y1 <= figure.bbox.y1 for b in boxes
    )
    inside = axes.get_window_extent()
    assert not [b for b in boxes if b.y0 < inside.y1 and b.y1 > inside.y0]
    assert min(b.x0 for b in boxes) == pytest.approx(MARGIN * figure.dpi, abs=3)


def test_figures_are_whole_pixels_high():
    for n in range(1, 6):
        figure = start_figure(1 + n / 7)
        finish(figure, "headline " * 12 * n, "", "")
        assert figure.get_size_inches()[1] * 150 == pytest.approx(
            round(figure.get_size_inches()[1] * 150)
        )


def test_the_style_ends_with_its_context_and_unknown_scripts_do_not_warn():
    before = matplotlib.rcParams["text.parse_math"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with house_style():
            assert not matplotlib.rcParams["text.parse_math"]
            figure = start_figure(1)
            add_canvas(figure).text(1, 0.5, "ሀ 印度 भारत $x$")
            FigureCanvasAgg(figure).draw()
        assert text_width("ሀ") > 0
    assert matplotlib.rcParams["text.parse_math"] == before
