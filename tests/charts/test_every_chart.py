"""Every plot on small, empty, crowded and hostile tables: nothing overlaps, nothing is cut, nothing
warns.
"""

import hashlib
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest
from plot_tables import (
    CASES,
    LONG,
    TOPICS,
    boxes,
    cells,
    documents,
    draw,
    keyness,
    lines,
    links,
    overlap,
    shifts,
    terms,
    tone_cells,
    tones,
    topics,
    trends,
)

from analysis.charts import (
    plot_cleaning,
    plot_heat_map,
    plot_keyness,
    plot_shifts,
    plot_stability,
    plot_summary,
    plot_term_map,
    plot_term_network,
    plot_terms,
    plot_timeline,
    plot_tone,
    plot_tone_map,
    plot_topic_map,
    plot_trends,
)


@pytest.mark.parametrize("case", [*CASES, *TOPICS])
def test_no_text_overlaps_or_is_cut_nothing_warns_and_the_table_stays_as_it_was(case):
    tables = TOPICS[case] if case in TOPICS else CASES[case][1:]
    before = [table.copy() for table in tables]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = draw(case, headline=LONG * 2, source="Source: " + LONG)
        drawn = boxes(chart)
    edge = chart.figure.bbox
    cut = [
        text
        for text, box in drawn
        if box.x0 < 0 or box.y0 < 0 or box.x1 > edge.x1 or box.y1 > edge.y1
    ]
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
    "case",
    [
        "timeline of 5",
        "summary of 5",
        "trends of days",
        "trends of sixty",
        "topics 5 of 5",
        "term network of 45",
    ],
)
def test_the_same_bytes_twice(case):
    assert draw(case).to_png() == draw(case).to_png()


def test_the_same_bytes_in_another_process_with_another_hash_seed():
    root = Path(__file__).resolve().parents[2]
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.']; import plot_tables as t;"
        "print([hashlib.sha256(t.draw(c).to_png()).hexdigest() for c in ('summary of 5', 'timeline of 13', 'terms of 5')])"
    )
    here = [
        hashlib.sha256(draw(c).to_png()).hexdigest()
        for c in ("summary of 5", "timeline of 13", "terms of 5")
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Kolkata"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == str(here) and not run.stderr


EMPTY = {
    "timeline": (plot_timeline, documents(1)),
    "cleaning": (plot_cleaning, lines(1)),
    "heat map": (plot_heat_map, cells(1)),
    "summary": (plot_summary, cells(1)),
    "tone": (plot_tone, tones(1)),
    "tone map": (plot_tone_map, tone_cells(1)),
    "trends": (plot_trends, trends(["2020"])),
    "terms": (plot_terms, terms(1)),
    "shifts": (plot_shifts, shifts(1)),
    "term map": (plot_term_map, terms(1)),
    "keyness": (plot_keyness, keyness(1)),
    "term network": (plot_term_network, links(1)),
    "topic map": (plot_topic_map, trends(["2020"])),
    "stability": (plot_stability, topics(1, 1)[2]),
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_a_chart_that_says_why(name, tmp_path):
    plot, table = EMPTY[name]
    chart = plot(table.head(0)).save("x", tmp_path)
    assert chart.alt.startswith("Nothing to draw: ") and chart.headline
    assert chart.alt in [text for text, _ in boxes(chart)]


def test_a_long_reason_for_nothing_is_wrapped():
    chart = plot_timeline(documents(40, undated=40))
    edge = chart.figure.bbox.x1
    assert all(box.x1 < edge for _, box in boxes(chart)) and "and 37 more" in chart.alt
