"""A chart saves, shows and speaks: the same bytes twice, nothing that a spreadsheet or a viewer
would run.
"""

import hashlib
import html
import io
import re
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from analysis.charts.chart import Chart, round_rows, write_gallery
from analysis.charts.style import add_axes, start_figure
from analysis.core.files import to_csv

FOLDED = "<details><summary>The chart in words</summary>An &lt;alt&gt;</details>"


def make(**options):
    figure = start_figure(2)
    add_axes(figure, 1, 0.2, 6, 1.5).plot([1, 2])
    rows = pd.DataFrame({"word": ["=HYPERLINK()", "quad"], "n": [-0.00000001, 1 / 3]})
    return Chart(
        **{
            "figure": figure,
            "headline": "A *head*",
            "subtitle": "unit",
            "alt": "An <alt>",
            "rows": rows,
            **options,
        }
    )


def hashes(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def shown(chart, monkeypatch):
    calls = []
    monkeypatch.setattr("IPython.display.display", lambda data, **kw: calls.append((data, kw)))
    chart._ipython_display_()
    return calls


def test_saves_picture_and_rows_whole_and_the_same_twice(tmp_path):
    chart = make()
    assert chart.save("x", tmp_path) is chart
    first = hashes(tmp_path)
    make().save("x", tmp_path)
    assert hashes(tmp_path) == first and set(first) == {"x.png", "x.csv"}
    assert (tmp_path / "x.csv").read_bytes() == b"word,n\n'=HYPERLINK(),0.0\nquad,0.333333\n"
    with Image.open(tmp_path / "x.png") as image:
        assert image.text == {"Title": "A *head*", "Description": "An <alt>"}
        assert len(image.getcolors(256)) <= 64 and image.width == 1200


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "＝1+1"])
def test_text_that_a_spreadsheet_would_run_is_disarmed_and_numbers_are_not(cell, tmp_path):
    rows = pd.DataFrame(
        {"a": pd.Series([cell, "x=1", None], dtype="str"), "b": [-1, -2, -3], "c": [cell, -1, None]}
    )
    make(rows=rows).save("x", tmp_path)
    back = pd.read_csv(tmp_path / "x.csv", dtype={"a": "str", "c": "str"})
    assert back["a"].tolist()[:2] == ["'" + cell.replace("\r", "\n"), "x=1"] and pd.isna(
        back["a"][2]
    )
    assert back["b"].tolist() == [-1, -2, -3] and back["c"].tolist()[:2] == [
        "'" + cell.replace("\r", "\n"),
        "-1",
    ]


def test_a_carriage_return_opens_no_row(tmp_path):
    make(rows=pd.DataFrame({"a": ["x\r=1+1", "y\r\nz"]})).save("x", tmp_path)
    assert (tmp_path / "x.csv").read_bytes() == b'a\n"x\n=1+1"\n"y\nz"\n'


def test_a_name_that_leaves_the_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"'\.\./x'"):
        make().save("../x", tmp_path / "figures")


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    make().save("x", tmp_path)
    before = hashes(tmp_path)

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        make(headline="Other").save("x", tmp_path)
    assert hashes(tmp_path) == before


def test_the_folder_is_the_one_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_FIGURES", str(tmp_path / "deep" / "er"))
    make().save("02-name")
    assert (tmp_path / "deep" / "er" / "02-name.png").exists()


def test_shows_a_picture_with_its_words_then_markdown(monkeypatch):
    (image, options), (text, _) = shown(make(), monkeypatch)
    assert (
        Image.open(io.BytesIO(image["image/png"])).format == "PNG"
        and len(image["image/png"]) < 30_000
    )
    assert (
        image["text/plain"].startswith("A *head*\nAn <alt>\n") and "0.3333\n" in image["text/plain"]
    )
    assert options["metadata"]["image/png"] == {"width": 800, "alt": "An <alt>"}
    assert text["text/markdown"].endswith(FOLDED) and text["text/markdown"] == text["text/plain"]


@pytest.mark.parametrize(
    "alt",
    [
        "<script>x</script>",
        "[a](javascript:b) ![c](d)",
        "*e* _f_ `g` | # h",
        "http://i.j",
        "k\n\n<b>l",
    ],
)
def test_alt_text_is_shown_as_text(alt):
    import mistune

    text = mistune.html(make(headline="H", subtitle="", alt=alt).to_markdown())
    assert re.findall(r"</?(\w+)", text) == [
        "p",
        "strong",
        "strong",
        "p",
        "details",
        "summary",
        "summary",
        "details",
    ]
    assert html.unescape(re.sub(r"<[^>]*>", "", text)).split("in words")[1].strip() == " ".join(
        alt.split()
    )


def test_below_the_picture_stand_its_headline_and_its_alt_text():
    assert make().to_markdown() == f"**A \\*head\\*** unit\n\n{FOLDED}"


def test_what_is_shown_is_what_is_saved(tmp_path, monkeypatch):
    chart = make().save("x", tmp_path)
    assert shown(chart, monkeypatch)[0][0]["image/png"] == (tmp_path / "x.png").read_bytes()


def test_no_figure_is_left_with_pyplot():
    make().to_png()
    assert (
        "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    )


@pytest.mark.parametrize("name", ["headline", "alt"])
@pytest.mark.parametrize("words", ["", " \n\t"])
def test_a_chart_without_words_is_refused(name, words):
    with pytest.raises(ValueError, match=name):
        make(**{name: words})


@pytest.mark.parametrize("n", [2, 40])
def test_digest_moves_with_any_number_and_only_with_it(n):
    rows = pd.DataFrame({"n": np.linspace(0, 1, n), "text": "a\nb"})
    nudged, moved = rows.copy(), rows.copy()
    nudged.loc[1, "n"] += 4e-14  # another BLAS kernel
    moved.loc[1, "n"] += 1e-5
    assert make(rows=rows).digest() == make(rows=nudged).digest() != make(rows=moved).digest()
    assert len(make(rows=rows).digest().splitlines()) == (4 if n == 2 else 1)


def test_the_callers_rows_are_not_touched():
    rows = pd.DataFrame({"n": [1 / 3]})
    make(rows=rows).digest()
    assert rows["n"].tolist() == [1 / 3]


@given(st.floats(-1e6, 1e6))
def test_rounding_keeps_six_digits_and_no_negative_zero(x):
    got = round_rows(pd.DataFrame({"x": [x]}))["x"][0]
    assert got == pytest.approx(x, rel=1e-5, abs=1e-6)
    assert len(repr(float(got)).split("e")[0].replace("-", "").replace(".", "").strip("0")) <= 7
    assert str(got) != "-0.0"


def test_rounding_leaves_what_is_no_finite_number():
    got = round_rows(pd.DataFrame({"x": [np.nan, np.inf], "n": [1, 2], "t": ["a", "b"]}))
    assert np.isnan(got["x"][0]) and np.isinf(got["x"][1]) and got["n"].tolist() == [1, 2]


def test_gallery_speaks_and_escapes_in_order_of_name(tmp_path):
    make().save("02-x", tmp_path)
    make(headline="First").save("01-x", tmp_path)
    Image.new("L", (2, 2)).save(tmp_path / "00-not-ours.png")
    text = write_gallery(tmp_path).read_text()
    assert text.index("## First") < text.index(r"## A \*head\*")
    assert (
        "![An &lt;alt&gt;](02-x.png)" in text
        and "[02-x.csv](02-x.csv)" in text
        and "not-ours" not in text
    )


def test_what_is_missing_is_shown_as_nothing():
    rows = pd.DataFrame(
        {
            "a": [1.5, np.nan],
            "b": ["x", None],
            "c": pd.to_datetime(["2020-01-01", None]),
            "d": [(1, 2), pd.NA],
        }
    )
    chart = make(rows=rows)
    assert not re.search("(?i)nan|nat|none|<na>", chart.digest() + to_csv(chart.rows))
