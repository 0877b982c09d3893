"""Two sets of documents compared: events are the unit, and one theme moves no other's interval."""

import numpy as np
import pandas as pd
import pytest
from long_run import choose, runs
from made import compare

from analysis.core.schema import conform
from analysis.stats.estimates import estimate_trends
from analysis.stats.period_ratios import compare_units
from analysis.stats.tallies import sum_events


def tally_rows(counts):
    """Return tallies with one row a document of (doc_id, theme, y, x)."""
    rows = pd.DataFrame(counts, columns=["group", "theme", "sum_y", "sum_x"])
    y, x = rows["sum_y"], rows["sum_x"]
    more = {"sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x, "top_y": y}
    names = {"measure": "share", "period": "2020-01-01", "sources": "", "episodes": ""}
    ones = {"n_documents": 1, "n_units": 1, "n_carriers": (y > 0).astype("int64")}
    return conform(rows.assign(**more, **names, **ones), "tallies")


def draw_events(rng, n_events, size, level):
    """Return counts of documents whose events differ in level, those of one event alike."""
    levels = rng.beta(4 * level, 4 * (1 - level), n_events).repeat(size)
    y = rng.binomial(20, levels)
    return [(f"d{i}", "a", int(k), 20) for i, k in enumerate(y)]


def test_what_is_counted_of_one_theme_moves_no_other():
    before = [(f"b{i}", "a", i % 3, 10) for i in range(6)]
    after = [(f"a{i}", "a", i % 5, 10) for i in range(6)]
    one = compare(tally_rows(before), tally_rows(after)).loc["a"]
    more = [(f"b{i}", "z", 7, 10) for i in range(6)]
    for first, second in ((more + before, after), (before, more + after), (before + more, after)):
        found = compare(tally_rows(first), tally_rows(second)).loc["a"]
        pd.testing.assert_series_equal(found, one)


def test_documents_of_one_event_count_as_one():
    """Sums of four equal documents of an event are those of one document four times as long."""
    rows = [(f"d{i}", "a", [1, 4, 2][i // 4], 10) for i in range(12)]
    whole = tally_rows(rows)
    long = tally_rows([(f"e{i}", "a", 4 * y, 40) for i, y in enumerate([1, 4, 2])])
    other = tally_rows([("o1", "a", 3, 30), ("o2", "a", 1, 30)])
    cells = pd.concat([other, whole]).assign(
        episode=["o1", "o2", *(f"e{i // 4}" for i in range(12))]
    )
    joined = compare_units(cells.reset_index(), pd.Series([False] * 2 + [True] * 12))
    assert joined.tolist() == compare(other, long).loc["a"].tolist()
    apart = compare(other, whole).loc["a"]
    assert joined[2] / joined[1] > apart["high"] / apart["low"]


@pytest.mark.parametrize("n_events", choose([8, 15], [8]))  # of fewer it is harder
def test_intervals_by_event_hold_planted_levels(n_events):
    """Where four documents report each event, intervals by document hold the truth too seldom."""
    level, held = 0.3, {"event": 0, "document": 0}
    n_runs = runs(150, 60)
    for run in range(n_runs):
        rng = np.random.default_rng([11, n_events, run])
        rows = tally_rows(draw_events(rng, n_events, 4, level))
        documents = pd.DataFrame(
            {
                "doc_id": rows["group"],
                "date": pd.Timestamp("2020-01-01"),
                "episode": [f"e{i // 4}" for i in range(len(rows))],
                "copy_of": "",
                "source": "",
            }
        )
        apart = documents.assign(episode=documents["doc_id"])
        for unit, of in (("event", documents), ("document", apart)):
            cell = estimate_trends(sum_events(rows, of, "year")).iloc[0]
            held[unit] += cell["low"] <= level <= cell["high"]
    assert held["event"] >= 0.91 * n_runs
    assert held["document"] < held["event"]
