"""Every plot on small, empty, crowded and hostile tables: nothing overlaps, nothing is cut, nothing
warns.
"""

import hashlib
import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from long_run import choose, runs
from plot_tables import CASES, LONG, TOPICS, boxes, covers, documents, draw, list_overlaps, marks

from analysis import charts
from analysis.charts import plot_timeline, plot_topics

# Beside the tables that were made for each chart those of 1, 20 and 700 documents: the fewest, the
# most that no chart merges, and many that are merged. Those of 5 and 60 lie between them.
SOME = [case for case in (*CASES, *TOPICS) if not case.endswith((" at 5", " at 60"))]


@pytest.mark.parametrize("case", choose([*CASES, *TOPICS], SOME))
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
    assert not list_overlaps(drawn)
    points = marks(chart)
    assert not [text for text, box in drawn if covers(box, points)]
    assert len(drawn) > 4 and chart.alt and len(chart.rows)
    for table, copy in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_the_check_of_overlaps_sees_one():
    chart = draw("tone of 1")
    for _ in range(2):
        chart.figure.text(0.5, 0.5, "the same place")
    same = "the same place"
    assert list_overlaps(boxes(chart)) == [(same, same)]
    drawn = [box for text, box in boxes(chart) if text == same]
    dot = np.array([[(drawn[0].x0 + drawn[0].x1) / 2, drawn[0].y0 - 1, 4]])
    assert covers(drawn[0], dot) and not covers(drawn[0], dot + [0, 60, 0])


SAME = ["timeline of 5", "summary of 5", "trends of days", "trends of sixty", "topics 5 of 5", "term network of 45"]  # fmt: skip
# What another process draws the same is the same twice: a short run draws twice what chance lays out.
ELSEWHERE = ["summary of 5", "timeline of 13", "terms of 5", "trends of days"]


@pytest.mark.parametrize("case", choose(SAME, SAME[-2:]))
def test_the_same_bytes_twice(case):
    assert draw(case).to_png() == draw(case).to_png()


def test_the_same_bytes_in_another_process_with_another_hash_seed():
    root = Path(__file__).resolve().parents[2]
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.']; import plot_tables as t;"
        f"print([hashlib.sha256(t.draw(c).to_png()).hexdigest() for c in {ELSEWHERE}])"
    )
    here = [hashlib.sha256(draw(c).to_png()).hexdigest() for c in ELSEWHERE]
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


FIRST = {plot.__name__: (plot, *tables) for plot, *tables in reversed(CASES.values())}
PLOTS = {**FIRST, "plot_topics": (plot_topics, *TOPICS["topics 5 of 5"])}
HOSTILE = (
    "a \"q\" 'b' \\",
    "$x$ & $5",
    "<b>bold</b>",
    "two\nlines\rthree\tfour",
    "L" * 300,
    "भारत पाकिस्तान",
    "=1+1 `x` [y](z)",
    "",
    " \n",
    "\u202egnp.exe\x00",
)
KEYS = {"doc_id", "period", "measure", "date_basis"}  # what is no display name


def rename(table):
    """Return a table with names that nobody should have."""
    table = table.copy()
    for column in set(table.columns[table.dtypes.map(pd.api.types.is_string_dtype)]) - KEYS:
        codes, names = pd.factorize(table[column])
        names = [
            HOSTILE[i % len(HOSTILE)] + str(i // len(HOSTILE) or "") for i in range(len(names))
        ]
        table[column] = pd.Series(names, dtype="str").take(codes).to_numpy()
    return table


def blank(table, every):
    """Return a table in which numbers are missing."""
    table = table.copy()
    for column in table.select_dtypes("float"):
        table.loc[table.index[::every], column] = float("nan")
    return table


def multiply(table, n):
    """Return a table of n rows, of as many documents where it has documents."""
    table = table.take([i % len(table) for i in range(n)]).reset_index(drop=True)
    return table.assign(doc_id=[f"d{i}" for i in range(n)]) if "doc_id" in table else table


ODD = {
    "hostile names": rename,
    "one row": lambda table: table.head(1),
    "some missing": lambda table: blank(table, 2),
    "all missing": lambda table: blank(table, 1),
}


def keeps_the_contract(chart):
    """Return whether a chart draws within its page, of a height to look at, and says what it is."""
    edge, drawn = chart.figure.bbox, boxes(chart)
    inside = [b.x0 >= 0 and b.y0 >= 0 and b.x1 <= edge.x1 and b.y1 <= edge.y1 for _, b in drawn]
    return all(inside) and chart.alt and edge.y1 < 40 * chart.figure.dpi


def test_every_chart_is_tried():
    assert set(PLOTS) == {name for name in charts.__all__ if name.startswith("plot_")}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", PLOTS)
def test_every_chart_draws_odd_rows(name, odd):
    plot, table, *more = PLOTS[name]
    more = [rename(other) for other in more] if odd == "hostile names" else more
    assert keeps_the_contract(plot(ODD[odd](table), *more, source="S"))


@pytest.mark.parametrize("name", sorted(set(PLOTS) - {"plot_trends"}))  # whose rows are periods
def test_every_chart_draws_the_rows_of_very_many_documents(name):
    plot, *tables = PLOTS[name]
    many = 1 if name == "plot_topics" else 0  # the table that grows with the corpus
    tables[many] = multiply(tables[many], runs(50_000, 5_000))
    assert keeps_the_contract(plot(*tables))


@pytest.mark.parametrize("name", PLOTS)
def test_nothing_to_draw_is_a_chart_that_says_why(name, tmp_path):
    plot, table, *more = PLOTS[name]
    chart = plot(table.head(0), *more).save("x", tmp_path)
    assert chart.alt.startswith("Nothing to draw: ") and chart.headline
    assert chart.alt in [text for text, _ in boxes(chart)]


def test_a_long_reason_for_nothing_is_wrapped():
    chart = plot_timeline(documents(40, undated=40))
    edge = chart.figure.bbox.x1
    assert all(box.x1 < edge for _, box in boxes(chart)) and "and 37 more" in chart.alt
