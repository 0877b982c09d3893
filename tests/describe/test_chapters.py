"""Time is cut where shares turn: planted turns are found, and what is alike is one chapter."""

import numpy as np
import pandas as pd
import pytest

from analysis.describe.chapters import divide_time
from analysis.describe.findings import say_span

NO_DOCUMENTS = pd.DataFrame({"doc_id": pd.Series(dtype="str")})


def make_cells(shares, n=200, first=2001):
    """A table of tallies of one theme by year."""
    years = [str(first + i) for i in range(len(shares))]
    hits = [round(n * share) for share in shares]
    rows = {"period": years, "group": "all", "theme": "a", "measure": "share"}
    return pd.DataFrame(rows | {"sum_y": hits, "sum_x": n})


def chapters(shares, **more):
    return divide_time(make_cells(shares, **more), NO_DOCUMENTS)["chapter"].tolist()


def test_time_is_cut_where_the_shares_turn():
    assert chapters([0.1] * 4 + [0.5] * 2 + [0.2] * 3) == [0] * 4 + [1] * 2 + [2] * 3
    assert chapters([0.1, 0.1, 0.4, 0.4]) == [0, 0, 1, 1]  # two, where they explain all


def test_what_is_alike_is_one_chapter():
    assert chapters([0.25] * 9) == [0] * 9 and chapters([0.25]) == [0] and chapters([]) == []


def test_the_best_cut_is_that_of_trying_all():
    """By brute force over all pairs of cuts."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        shares = rng.uniform(0.05, 0.6, 8)
        cells = make_cells(shares)
        y, n = cells["sum_y"].to_numpy("float64"), cells["sum_x"].to_numpy("float64")

        def fit(parts, y=y, n=n):
            total = 0.0
            for at in parts:
                p = y[at].sum() / n[at].sum()
                total += y[at].sum() * np.log(p) + (n[at] - y[at]).sum() * np.log1p(-p)
            return total

        found = divide_time(cells, NO_DOCUMENTS)["chapter"].to_numpy()
        k = found.max() + 1
        assert 2 <= k <= 5
        if k == 3:
            tried = [np.split(np.arange(8), [i, j]) for i in range(1, 7) for j in range(i + 1, 8)]
            assert fit([found == c for c in range(3)]) == pytest.approx(max(map(fit, tried)))


def test_many_cells_are_cut_in_a_moment_and_none_is_lost():
    shares = [0.1] * 2000 + [0.4] * 2000
    cells = make_cells(shares, first=1000)
    found = divide_time(cells, NO_DOCUMENTS)
    assert len(found) == 4000 and found["chapter"].is_monotonic_increasing
    turn = found["chapter"].to_numpy()
    assert turn[1900] < turn[2100]


def test_undated_cells_are_in_no_chapter():
    cells = pd.concat([make_cells([0.1, 0.5]), make_cells([0.3]).assign(period="undated")])
    assert divide_time(cells, NO_DOCUMENTS)["period"].tolist() == ["2001", "2002"]
    assert divide_time(cells.assign(period="undated"), NO_DOCUMENTS).empty


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("2022-02-01", "2022-02-28", "February 2022"),
        ("2022-02-03", "2022-04-28", "February to April 2022"),
        ("2020-01-01", "2022-12-31", "2020 to 2022"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-07-01", "2025-03-31", "July 2020 to March 2025"),
    ],
)
def test_a_span_is_said_as_briefly_as_its_ends_allow(low, high, said):
    assert say_span(pd.Timestamp(low), pd.Timestamp(high)) == said
