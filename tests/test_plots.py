"""Every plot on small, empty, crowded and hostile tables: nothing overlaps, nothing is cut, nothing warns."""

import hashlib
import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from analysis.plots import (
    _ink_on,
    name_theme,
    plot_cleaning,
    plot_heat_map,
    plot_summary,
    plot_timeline,
)
from analysis.plots_estimates import _place_points, _share_out, plot_tone, plot_trends
from analysis.plots_words import plot_stability, plot_terms, plot_topics
from analysis.style import house_style

LONG = (
    "ሀሁ 印度 भारत A title about $critical$ minerals & the Indo-Pacific that goes on and on until " + "it is long " * 4
)
FOUR = ("indo_pacific", "terrorism", "technology", "russia")


def documents(n, groups=3, undated=0):
    date = pd.Series(pd.date_range("2019-03-01", periods=n, freq="53D"))
    date[n - undated :] = pd.NaT
    wide = pd.to_timedelta([150 * (i % 5 == 1) for i in range(n)], unit="D")
    return pd.DataFrame(
        {
            "doc_id": [f"d{i:03d}" for i in range(n)],
            "date": date,
            "date_low": date - wide,
            "date_high": date + wide,
            "title": [LONG if i % 3 == 0 else f"Title {i}" for i in range(n)],
            "source": "outlet",
            "episode": [f"e{i // 2}" for i in range(n)],
            "group": [f"Group {i % groups}" for i in range(n)],
            "date_basis": [("text", "part", "curated")[i % 3] for i in range(n)],
        }
    )


def trends(periods, groups=("all",), themes=FOUR, measure="share"):
    keys = pd.MultiIndex.from_product([periods, groups, themes], names=["period", "group", "theme"])
    rows = keys.to_frame(index=False)
    at = np.arange(len(rows))
    estimate = np.sin(at) * 0.4 + (0 if measure == "tone" else 0.45)
    return rows.assign(
        measure=measure,
        estimate=estimate,
        low=np.where(at % 7 == 3, np.nan, estimate - 0.1),
        high=np.where(at % 7 == 3, np.nan, estimate + 0.1),
        level=0.95,
        n_documents=1 + at % 2,
        n_episodes=1,
        top_document_share=1.0,
    )


def lines(n):
    reasons = ("kept", "headline", "related link", "repeated standfirst")
    rows = pd.MultiIndex.from_product([[f"d{i}" for i in range(n)], reasons], names=["doc_id", "reason"])
    at = np.arange(len(rows))
    return rows.to_frame(index=False).assign(n_lines=at * 7 % 31 + 1, n_mentions=np.where(at % 4, at % 5, 0))


def cells(n, name="{} Oct 2020\nIndia-Japan"):
    columns = [name.format(i) for i in range(1, n + 1)]
    rows = pd.MultiIndex.from_product([[*FOUR, "china"], columns], names=["theme", "column"]).to_frame(index=False)
    k = np.arange(len(rows)) * 5 % 8
    return rows.assign(n=k, of=20, share=k / 20, context=rows["theme"] == "china")


def tones(n):
    at = np.arange(n)
    estimate = np.where(at % 6 == 2, np.nan, np.sin(at))
    return pd.DataFrame(
        {
            "label": [LONG if i % 4 == 0 else f"{i} Oct 2020\nIndia-US" for i in range(n)],
            "estimate": estimate,
            "low": np.where(at % 2, -1.0, np.nan),
            "high": 1.0,
            "n_sentences": at * 97,
            "thin": at % 2 == 0,
        }
    )


def terms(n, k=8):
    rows = pd.MultiIndex.from_product([[f"group {i}" for i in range(n)], range(k)], names=["group", "i"])
    rows = rows.to_frame(index=False)
    words = rows["i"].map(
        lambda i: ("cooperation", "critical minerals and emerging technologies", "ሀሁ")[i % 3] + str(i)
    )
    return rows.assign(
        term=words, weight=0.5 / (1 + rows["i"]), count=900 // (1 + rows["i"]), n_groups=1 + rows["i"] % 2
    )


def topics(k, n):
    words = pd.MultiIndex.from_product([range(k), range(1, 11)], names=["topic", "rank"]).to_frame(index=False)
    words["word"] = words["rank"].map(lambda r: ("cooperation", "technology", "पाकिस्तान", "minerals")[r % 4] + str(r))
    shares = pd.MultiIndex.from_product([[f"{i} Oct 2020\nIndia-Japan" for i in range(n)], range(k)])
    shares = shares.set_names(["doc_id", "topic"]).to_frame(index=False)
    stability = pd.DataFrame([(m, t) for m in range(1, k + 3) for t in range(m)], columns=["n_topics", "topic"])
    stability["stability"] = np.where(stability["topic"] == 0, np.nan, 0.4 + stability["topic"] % 5 / 8)
    return words, shares.assign(share=np.arange(len(shares)) * 7 % 10 / 10), stability


MONTHS = [f"{2000 + i // 12}-{i % 12 + 1:02d}" for i in range(60)]
DAYS = ["2020-10-06", "2020-10-07", "2022-02-11", "2023-11-10", "2024-08-20"]
CASES = {
    **{f"timeline of {n}": (plot_timeline, documents(n, g, u)) for n, g, u in [(1, 1, 0), (5, 2, 0), (12, 3, 2)]},
    **{f"timeline of {n}": (plot_timeline, documents(n, g, 3)) for n, g in [(13, 1), (60, 12)]},
    **{f"cleaning of {n}": (plot_cleaning, lines(n)) for n in (1, 5, 7, 60)},
    **{f"heat map of {n}": (plot_heat_map, cells(n)) for n in (1, 5, 9, 60)},
    "heat map of a long title": (plot_heat_map, cells(2, "{} " + LONG)),
    **{f"summary of {n}": (plot_summary, cells(n)) for n in (1, 5, 7, 12, 60)},
    "summary of a long title": (plot_summary, cells(3, "{} " + LONG)),
    **{f"tone of {n}": (plot_tone, tones(n)) for n in (1, 12, 60)},
    "tone of groups": (plot_tone, trends(["2020"], ("a", "b"), measure="tone")),
    **{f"terms of {n}": (plot_terms, terms(n)) for n in (1, 5, 20)},
    **{f"stability of {n}": (plot_stability, topics(n, 1)[2]) for n in (1, 4, 25)},
    "trends of a year": (plot_trends, trends(["2020"])),
    "trends of days": (plot_trends, trends(DAYS)),
    "trends of twelve": (plot_trends, trends(MONTHS[:12], measure="tone")),
    "trends of sixty": (plot_trends, trends(MONTHS)),
    "trends of two groups": (plot_trends, trends(["2018", "2020", "2021"], ("India-US", "India-Japan"))),
    "trends of five groups": (plot_trends, trends(["2018", "2021"], list("ABCDE"), ("russia",))),
    "trends of long names": (plot_trends, trends(DAYS, themes=("a_theme_that_nobody_knows", LONG), measure="rate")),
}
TOPICS = {f"topics {k} of {n}": topics(k, n) for k, n in [(1, 1), (5, 5), (4, 60)]}


def draw(case, **options):
    if case in TOPICS:
        return plot_topics(*TOPICS[case], **options)
    plot, table = CASES[case]
    return plot(table, **options)


def boxes(chart):
    """Return every text of a chart with the box that it fills, in pixels."""
    with house_style():
        FigureCanvasAgg(chart.figure).draw()
    texts = [t for t in chart.figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent()) for t in texts]


def overlap(a, b):
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 2


@pytest.mark.parametrize("case", [*CASES, *TOPICS])
def test_no_text_overlaps_or_is_cut_nothing_warns_and_the_table_stays_as_it_was(case):
    tables = TOPICS[case] if case in TOPICS else (CASES[case][1],)
    before = [table.copy() for table in tables]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = draw(case, headline=LONG * 2, source="Source: " + LONG)
        drawn = boxes(chart)
    edge = chart.figure.bbox
    cut = [text for text, box in drawn if box.x0 < 0 or box.y0 < 0 or box.x1 > edge.x1 or box.y1 > edge.y1]
    assert not cut
    over = [(s, t) for i, (s, a) in enumerate(drawn) for t, b in drawn[i + 1 :] if overlap(a, b)]
    assert not over
    assert len(drawn) > 4 and chart.alt and len(chart.rows)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_the_check_of_overlaps_sees_one():
    chart = draw("tone of 1")
    for _ in range(2):
        chart.figure.text(0.5, 0.5, "the same place")
    drawn = [box for text, box in boxes(chart) if text == "the same place"]
    assert overlap(*drawn)


@pytest.mark.parametrize(
    "case", ["timeline of 5", "summary of 5", "trends of days", "trends of sixty", "topics 5 of 5"]
)
def test_the_same_bytes_twice(case):
    assert draw(case).to_png() == draw(case).to_png()


def test_the_same_bytes_in_another_process_with_another_hash_seed():
    root = Path(__file__).resolve().parents[1]
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.']; import test_plots as t;"
        "print([hashlib.sha256(t.draw(c).to_png()).hexdigest() for c in ('summary of 5', 'timeline of 13', 'terms of 5')])"
    )
    here = [hashlib.sha256(draw(c).to_png()).hexdigest() for c in ("summary of 5", "timeline of 13", "terms of 5")]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Kolkata"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == str(here) and not run.stderr


EMPTY = {
    "timeline": (plot_timeline, documents(1)),
    "cleaning": (plot_cleaning, lines(1)),
    "heat map": (plot_heat_map, cells(1)),
    "summary": (plot_summary, cells(1)),
    "tone": (plot_tone, tones(1)),
    "trends": (plot_trends, trends(["2020"])),
    "terms": (plot_terms, terms(1)),
    "stability": (plot_stability, topics(1, 1)[2]),
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_a_chart_that_says_why(name, tmp_path):
    plot, table = EMPTY[name]
    chart = plot(table.head(0)).save("x", tmp_path)
    assert chart.alt.startswith("Nothing to draw: ") and chart.headline
    assert chart.alt in [text for text, _ in boxes(chart)]


def test_no_topics_is_a_chart_too():
    assert "no topic was fitted" in plot_topics(*(table.head(0) for table in topics(1, 1))).alt


def test_undated_documents_are_named_not_drawn():
    chart = plot_timeline(documents(4, undated=1))
    assert len(chart.rows) == 3 and "Without a date: " in chart.subtitle and "Without a date: " in chart.alt
    assert "without a date: " in plot_timeline(documents(2, undated=2)).alt


def test_crowded_timeline_counts_every_document_once():
    chart = plot_timeline(documents(60, 12, 3))
    assert chart.rows["n_documents"].sum() == 57 and chart.rows["group"].nunique() == 9
    assert "57 documents on 29 episodes from 1 March 2019" in chart.alt


@pytest.mark.parametrize("n", [5, 60])
def test_cleaning_says_what_went_and_the_hits_that_went_with_it(n):
    table = lines(n)
    gone = table[table["reason"] != "kept"]
    chart = plot_cleaning(table)
    assert (
        f"{gone['n_lines'].sum():,} dropped" in chart.alt
        and f"given {gone['n_mentions'].sum()} theme hits" in chart.alt
    )
    assert chart.rows["n_lines"].sum() == table["n_lines"].sum()


def test_trends_say_every_value_with_its_interval_and_mark_thin_ones():
    table = trends(DAYS, themes=("indo_pacific",)).assign(estimate=0.25, low=0.1, high=np.nan)
    chart = plot_trends(table, labels={"indo_pacific": "IP"})
    assert "IP: 6 Oct 2020 25 %, 7 Oct 2020 25 %" in chart.alt and "hollow: one document" in chart.subtitle
    assert "hollow" not in plot_trends(table.assign(n_documents=2)).subtitle
    assert "25 % (10 % to 40 %)" in plot_trends(table.assign(high=0.4)).alt


def test_two_measures_are_refused():
    with pytest.raises(ValueError, match="share, tone"):
        plot_trends(pd.concat([trends(["2020"]), trends(["2020"], measure="tone")]))


def test_points_of_time_stand_to_scale_but_apart():
    days, least = np.array([1.0, 500, 600, 300]), np.full(4, 0.8)
    gaps = _share_out(days, least, 6.0)
    assert gaps.sum() == pytest.approx(6) and gaps[0] == pytest.approx(0.8)
    assert gaps[2] / gaps[1] == pytest.approx(600 / 500)
    equal = _place_points(pd.DataFrame({"point": ["a", "b"], "period": ["a", "b"]}), ["a", "b"], 4.4)
    assert equal.tolist() == pytest.approx([1, 3])


def test_tone_of_rows_is_said_with_sign_interval_and_n():
    rows = pd.DataFrame({"label": ["x"], "estimate": [0.5], "low": [-0.25], "high": [1.0], "n_sentences": [7]})
    assert "x: +0.50 (-0.25 to +1.00), 7 sentences." in plot_tone(rows.assign(thin=True)).alt


def test_summary_says_k_of_n_and_puts_context_last():
    table = cells(2).iloc[::-1].assign(n=3)
    chart = plot_summary(table)
    assert "Russia: 2 Oct 2020 India-Japan 3 of 20, 1 Oct 2020 India-Japan 3 of 20." in chart.alt
    assert chart.alt.rindex("China:") > chart.alt.rindex("Indo-Pacific:") and chart.rows["theme"].iloc[-1] == "china"


def test_an_unstable_topic_is_called_so():
    alt = draw("topics 5 of 5").alt
    assert "Topic 0, stability unknown, not stable: technology1, " in alt and "Topic 2, stability 0.65: " in alt


def test_only_so_many_groups_of_terms_are_drawn_and_the_chart_says_so():
    chart = plot_terms(terms(20), top=3)
    assert "12 of 20 groups" in chart.subtitle and chart.rows.groupby("group").size().tolist() == [3] * 12


@pytest.mark.parametrize(("shade", "ink"), [((1, 1, 1), "#222222"), ((0.07, 0.23, 0.4), "#FFFFFF")])
def test_figures_in_cells_can_be_read(shade, ink):
    assert _ink_on(shade) == ink


def test_themes_have_names_that_people_write():
    assert [name_theme(t) for t in (*FOUR, "Indo-Pacific")] == [
        "Indo-Pacific", "Terrorism", "Technology", "Russia", "Indo-Pacific",
    ]  # fmt: skip
