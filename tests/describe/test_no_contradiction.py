"""No reading contradicts another: pairs of sentences on random corpora, checked by rule."""

import re

import numpy as np
import pandas as pd
import pytest
from own_lexicon import THEMES

from analysis.core.periods import bound_period
from analysis.core.schema import conform
from analysis.describe import describe_contrasts, describe_limits, headline_themes
from analysis.describe.changes import MOVES
from analysis.describe.claims import claim
from analysis.describe.themes import describe_themes
from analysis.scaling.whole import pool_cells
from analysis.stats.estimates import estimate_trends
from analysis.stats.power import detectable_ratio
from analysis.stats.trend_tests import compare_dates
from tests.long_run import choose

UP, DOWN = ("rose", "peaked"), ("fell", "dipped")
# A short run makes twelve of them, one in 25, in which every kind of corpus and of change occurs
# (see below).
FEW = (0, 1, 2, 4, 6, 8, 11, 14, 18, 23, 27, 40)
RUNS = choose(range(300), FEW)


def draw_documents(rng):
    """Return documents of random number, span, dates (some known to the year), and events."""
    n = int(rng.choice([2, 3, 5, 9, 20, 45, 90]))
    span = int(rng.choice([20, 400, 4000]))
    day = pd.Timestamp("2012-03-01") + pd.to_timedelta(np.sort(rng.integers(0, span, n)), "D")
    day = day.as_unit("s")
    size = int(rng.choice([1, 1, 1, 3]))
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i:02d}" for i in range(n)],
            "date": day,
            "date_low": day,
            "date_high": day,
            "episode": [f"e{i // size}" for i in range(n)],
            "title": "",
            "group": rng.choice(["A", "B"], n),
            "source": "",
            "copy_of": "",
        }
    )
    if rng.random() < 0.2:  # dates by year alone
        first = day.to_period("Y").start_time.as_unit("s")
        last = day.to_period("Y").end_time.floor("D").as_unit("s")
        documents = documents.assign(date=first, date_low=first, date_high=last)
    if rng.random() < 0.2:
        documents.loc[rng.random(n) < 0.2, ["date", "date_low", "date_high"]] = pd.NaT
    return documents


def draw_counts(rng, documents):
    """Return counts of every theme, each with a shape of its own, a row a document."""
    n, rows = len(documents), []
    x = rng.integers(1, 60, n)
    time = np.linspace(0, 1, n)
    cut = rng.random()
    shapes = (time * 0, time, 1 - time, time > cut, time < cut, abs(time - cut) < 0.1)
    for theme in THEMES.names:
        shape = np.asarray(shapes[rng.integers(len(shapes))], dtype="float64")
        level = rng.choice([0.0, 0.01, 0.1, 0.3]) * (1 + rng.choice([0, 4]) * shape)
        p = np.clip(level * rng.gamma(2, 0.5, n), 0, 1)
        y = rng.binomial(x, p)
        rows.append(pd.DataFrame({"theme": theme, "sum_y": y, "sum_x": x}))
    out = pd.concat(rows, ignore_index=True)
    y, x = out["sum_y"], out["sum_x"]
    days = documents["date"].dt.strftime("%Y-%m-%d").fillna("undated")
    names = {
        "group": np.tile(documents["doc_id"], len(THEMES.names)),
        "period": np.tile(days, len(THEMES.names)),
        "measure": "share",
        "sources": "",
        "episodes": "",
    }
    sums = {"sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x, "top_y": y}
    ones = {"n_documents": 1, "n_units": 1, "n_carriers": (y > 0).astype("int64")}
    return conform(out.assign(**names, **sums, **ones), "tallies")


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    rng = np.random.default_rng([20, request.param])
    documents = draw_documents(rng)
    counts = draw_counts(rng, documents)
    changes = compare_dates(counts, documents, family=THEMES.main)
    power = detectable_ratio(counts, documents, family=THEMES.main)
    findings = describe_themes(counts, changes, documents, THEMES, power=power)
    return documents, counts, changes, power, findings


def list_rows(run):
    tests = run[2].set_index("theme")
    for row in run[4].rows.to_dict("records"):
        yield row, tests.loc[row["theme"]] if row["theme"] in tests.index else None


def test_a_change_that_is_called_stands_beside_no_doubt_of_it(run):
    for row, _ in list_rows(run):
        doubts = [
            words for words in ("no evidence", "chance of", "too few") if words in row["reading"]
        ]
        assert not (row["change"] in MOVES and doubts), row["reading"]
        verbs = [move for move in MOVES if f" {move} " in row["reading"]]
        assert verbs == [row["change"]] * (row["change"] in MOVES), row["reading"]


def test_what_the_corpus_cannot_show_it_does_not_show(run):
    (said,) = describe_limits(run[2], run[3]).sentences
    moved = [row["theme"] for row, _ in list_rows(run) if row["change"] in MOVES]
    if "too few" in said or "no change over time can be tested" in said:
        assert not moved
    if "every theme that could be tested was found to change" in said:
        assert len(moved) == sum(test["p_least"] < 1 for _, test in list_rows(run))


def test_the_headline_says_what_the_readings_say(run):
    headline = headline_themes(run[4], THEMES)
    main = [row for row, _ in list_rows(run) if row["theme"] in THEMES.main]
    moved = [row for row in main if row["change"] in MOVES]
    assert ("no change could be shown" in headline) == (not moved)
    for row in main:
        said = re.search(rf"{row['label']}[^;]* ({'|'.join(MOVES)})", headline.partition("; ")[2])
        if row in moved:
            assert row["change"] in headline and row["when"] in headline
        elif said and said[0].count(",") == 0 and " and " not in said[0]:
            raise AssertionError(f"{headline} beside {row['reading']}")


def test_a_claim_is_graded_as_the_reading_says(run):
    opposite = {"rose": "fell", "fell": "rose", "peaked": "dipped", "dipped": "peaked"}
    for row, _ in list_rows(run):
        for says in MOVES:
            grade = claim("x", run[4], theme=row["theme"], says=says).grade
            assert (grade == "supported") == (row["change"] == says)
            assert (grade == "contradicted") == (row["change"] == opposite[says])


def test_levels_ratio_and_dates_go_the_way_of_the_verb(run):
    documents = run[0]
    for row, test in list_rows(run):
        if row["change"] not in MOVES:
            continue
        up = row["change"] in UP
        assert (test["ratio"] > 1) == up and test["low"] <= test["ratio"] <= test["high"]
        assert (test["within"] > test["before"]) == up, row["reading"]
        sure = test["low"] > 1 if up else test["high"] < 1
        assert sure == ("by how much is uncertain" not in row["reading"]), row["reading"]
        if test["start"]:
            low, at, high = (
                bound_period(test[name]) for name in ("start_low", "start", "start_high")
            )
            assert low[0] <= at[0] <= high[0]
            days = documents[["date_low", "date_high"]].agg(["min", "max"]).to_numpy().ravel()
            assert str(min(days))[:4] <= at[0][:4] <= str(max(days))[:4]
        if row["change"] == "rose" and (after := re.search(r"in none after", row["reading"])):
            raise AssertionError(f"{after[0]}: {row['reading']}")
        if row["change"] == "fell" and "in none before" in row["reading"]:
            raise AssertionError(row["reading"])


def test_counts_in_words_are_those_of_the_table_and_of_the_charts(run):
    documents, counts, *_ = run
    cells = pool_cells(counts, documents, period="year")
    trends = estimate_trends(cells)
    for row, _ in list_rows(run):
        own = counts[counts["theme"] == row["theme"]]
        n = int(own["sum_y"].sum())
        assert row["n_hit"] == (own["sum_y"] > 0).sum() and row["n_documents"] == len(own)
        assert f"({n:,} sentence" in row["reading"] or n == 0
        assert cells.loc[cells["theme"] == row["theme"], "sum_y"].sum() == n
        drawn = trends[trends["theme"] == row["theme"]]
        assert ((drawn["low"] <= drawn["estimate"]) & (drawn["estimate"] <= drawn["high"])).all()


def test_a_contrast_at_a_change_does_not_go_the_other_way(run):
    documents, counts, *_ = run
    for row, test in list_rows(run):
        if row["change"] in ("rose", "fell") and test["start"]:
            since = describe_contrasts(counts, documents, THEMES, since=test["start"]).rows
            other = since.set_index("theme").loc[row["theme"], "change"]
            assert other != ("fell" if row["change"] == "rose" else "rose"), row["reading"]
