import hashlib

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis.charts import Chart, write_gallery
from analysis.plots import plot_cleaning, plot_heat_map, plot_summary, plot_timeline
from analysis.plots_estimates import plot_tone, plot_trends
from analysis.plots_words import plot_terms


def make(**options):
    figure = Figure(figsize=(8, 3), layout="constrained")
    figure.subplots().plot([1, 2])
    rows = pd.DataFrame({"word": ["=HYPERLINK()", "quad"], "n": [-0.00000001, 1 / 3]})
    return Chart(
        **{"figure": figure, "headline": "A *head*", "subtitle": "unit", "alt": "An <alt>", "rows": rows, **options}
    )


def test_saves_picture_and_rows_whole_and_the_same_twice(tmp_path):
    make().save("x", tmp_path)
    first = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir()}
    make().save("x", tmp_path)
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir()} == first
    assert (tmp_path / "x.csv").read_text() == "word,n\n'=HYPERLINK(),0.0\nquad,0.333333\n"
    with Image.open(tmp_path / "x.png") as image:
        assert image.text["Description"] == "An <alt>" and len(image.getcolors(256)) <= 64


def test_gallery_speaks_and_escapes(tmp_path):
    make().save("x", tmp_path)
    text = write_gallery(tmp_path).read_text()
    assert r"## A \*head\*" in text and "![An &lt;alt&gt;](x.png)" in text


@pytest.mark.parametrize("name", ["headline", "alt"])
def test_a_chart_without_words_is_refused(name):
    with pytest.raises(ValueError, match=name):
        make(**{name: " "})


def test_digest_moves_with_any_number():
    rows = pd.DataFrame({"n": range(40)})
    other = rows.assign(n=rows["n"].where(rows["n"] != 7, 8))
    assert make(rows=rows).digest() == make(rows=rows).digest() != make(rows=other).digest()


@pytest.mark.parametrize("plot", [plot_timeline, plot_cleaning, plot_heat_map, plot_summary, plot_tone, plot_terms])
def test_nothing_to_draw_is_a_chart_that_says_so(plot):
    columns = ["doc_id", "date", "title", "episode", "group", "source", "theme", "column", "estimate"]
    assert "Nothing to draw" in plot(pd.DataFrame({c: pd.Series(dtype="str") for c in columns})).alt


def test_trends_draw_what_they_are_given_and_say_it(tmp_path):
    rows = pd.DataFrame(
        {
            "period": [f"20{i:02d}" for i in range(60)],
            "group": "all",
            "theme": "t" * 40,
            "measure": "share",
            "estimate": 0.25,
            "low": 0.1,
            "high": float("nan"),
            "level": 0.95,
            "n_documents": 1,
            "n_episodes": 1,
            "top_document_share": 1.0,
        }
    )
    chart = plot_trends(rows, headline="ሀ " * 60).save("t", tmp_path)
    assert len(chart.rows) == 60 and "25 %" in chart.alt and (tmp_path / "t.png").stat().st_size > 1000
