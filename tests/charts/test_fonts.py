"""Names of any script: written where a font is there, and where none is, the chart says so."""

import pandas as pd
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.font_manager import fontManager

from analysis.charts import _fonts
from analysis.charts._fonts import FONT, list_families, list_unwritten
from analysis.charts.chart import Chart
from analysis.charts.style import add_axes, house_style, start_figure


@pytest.fixture
def bare(monkeypatch):
    """A machine without fonts but those of matplotlib."""
    own = [font for font in fontManager.ttflist if "matplotlib" in font.fname]
    monkeypatch.setattr(fontManager, "ttflist", own)
    for cached in (_fonts._choose_families, _fonts._open_font):
        cached.cache_clear()
    yield monkeypatch
    for cached in (_fonts._choose_families, _fonts._open_font):
        cached.cache_clear()


def make_font(path, family, letters):
    """Write a font that has a square for each of some letters."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    glyph, names = pen.glyph(), [f"g{i}" for i, _ in enumerate(letters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *names])
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names, strict=True)})
    font.setupGlyf(dict.fromkeys([".notdef", *names], glyph))
    font.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(path)


def draw(*labels, headline="Names"):
    with house_style():
        figure = start_figure(1.5)
        axes = add_axes(figure, 2, 0, 5, 1.5)
        axes.set_yticks(range(len(labels)), list(labels))
    return Chart(
        figure,
        headline,
        "",
        "Labels.",
        pd.DataFrame({"label": list(labels)}),
        "Source: 2 documents",
    )


def read_foot(chart):
    return " ".join(text.get_text() for text in chart.figure.texts if text.get_fontsize() < 8)


def test_a_chart_says_which_letters_show_as_boxes(bare):
    chart = draw("भारत और जापान", "日印外相、東京で会談", "Ελλάδα", headline="외교장관")
    assert chart.to_png()
    assert (
        "Chinese characters, Devanagari, Hangul and kana show as boxes: no font for them is"
        in read_foot(chart)
    )


def test_a_chart_in_scripts_of_the_house_font_says_nothing(bare):
    chart = draw(
        "Ελλάδα", "Россия", "القدس", "ישראל", "საქართველო", "Việt Nam", "x₁ → 5 °C … 😀", "🇮🇳"
    )
    assert read_foot(chart) == "Source: 2 documents"


def test_letters_are_written_in_a_font_that_is_there(bare, tmp_path):
    before = draw("अआइ")
    assert "Devanagari" in read_foot(before) and list_families() == [FONT]
    make_font(tmp_path / "d.ttf", "Lohit Devanagari", "अआइ")
    bare.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    fontManager.addfont(tmp_path / "d.ttf")
    after = draw("अआइ")
    assert list_families() == [FONT, "Lohit Devanagari"] and list_unwritten(["अ", "क"]) == [
        "Devanagari"
    ]
    assert read_foot(after) == "Source: 2 documents" and after.to_png() != before.to_png()


def test_a_font_for_another_script_changes_no_byte_of_a_chart(bare, tmp_path):
    before = draw("6 October 2020", "Россия “5 %”").to_png()
    make_font(tmp_path / "c.ttf", "Noto Sans CJK JP", "日本aR6")
    bare.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    fontManager.addfont(tmp_path / "c.ttf")
    assert len(list_families()) == 2
    assert draw("6 October 2020", "Россия “5 %”").to_png() == before


def test_letters_of_no_name_are_said_too(bare):
    assert list_unwritten(["\U000110d0", "ᏣᎳᎩ", "\ue000", "a\u0301"]) == ["Cherokee", "Sora"]
