"""Time is cut where shares turn: planted turns are found, and what is alike is one chapter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.describe.chapters import divide_time, say_spans
from analysis.describe.findings import say_span

NO_DOCUMENTS = pd.DataFrame(
    {"doc_id": pd.Series(dtype="str"), "date": pd.Series(dtype="datetime64[us]")}
)


def make_cells(shares, n=200, first=2001):
    """A table of tallies of one theme by year."""
    years = [str(first + i) for i in range(len(shares))]
    hits = [round(n * share) for share in shares]
    rows = {"period": years, "group": "all", "theme": "a", "measure": "share", "n_documents": 1}
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


def divide_documents(bounds, shares):
    """Chapters of documents, a cell each, by their first and last day."""
    names = [f"d{i}" for i in range(len(bounds))]
    low, high = (pd.to_datetime([pair[side] for pair in bounds]) for side in (0, 1))
    day = low + (high - low) / 2
    documents = pd.DataFrame({"doc_id": names, "date": day, "date_low": low, "date_high": high})
    rows = {"period": day.strftime("%Y-%m-%d"), "group": names, "theme": "a", "measure": "share"}
    hits = [round(200 * share) for share in shares]
    tallies = pd.DataFrame(rows | {"n_documents": 1, "sum_y": hits, "sum_x": 200})
    cells = divide_time(tallies, documents)
    return cells, say_spans(cells, documents)


def test_what_is_of_one_day_is_one_chapter():
    day = ("2021-03-04", "2021-03-04")
    cells, spans = divide_documents([day] * 6, [0.1, 0.1, 0.9, 0.9, 0.4, 0.4])
    assert cells["chapter"].tolist() == [0] * 6 and spans == ["4 March 2021"]
    later = ("2021-03-05", "2021-03-05")
    cells, spans = divide_documents([day, later] * 3, [0.1, 0.9] * 3)
    assert cells["chapter"].tolist() == [0] * 3 + [1] * 3
    assert spans == ["4 March 2021", "5 March 2021"]


def test_no_cut_is_where_dates_of_both_sides_overlap():
    bounds = [("2022-01-01", "2022-12-31"), ("2022-03-01", "2022-03-01"), ("2023-05-02",) * 2]
    cells, spans = divide_documents(bounds, [0.1, 0.9, 0.1])
    assert cells["chapter"].tolist() == [0, 0, 1] and spans[0] == "2022"
    cells, spans = divide_documents([("2021-02-01", "2021-02-28"), ("2021-02-03",) * 2], [0.1, 0.9])
    assert spans == ["February 2021"]


def test_a_document_of_any_time_is_in_no_chapter():
    bounds = [(f"{year}-05-01",) * 2 for year in range(2010, 2020)]
    cells, _ = divide_documents([*bounds, ("2010-01-01", "2019-12-31")], [0.1] * 5 + [0.9] * 6)
    assert cells["chapter"].tolist() == [0] * 5 + [1] * 5


@settings(max_examples=examples(30))
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 300), st.floats(0, 1)),
        min_size=1,
        max_size=12,
    )
)
def test_chapters_follow_each_other(drawn):
    start = pd.Timestamp("2020-01-01")
    days = [(start + pd.Timedelta(days=a), start + pd.Timedelta(days=a + n)) for a, n, _ in drawn]
    cells, _ = divide_documents(days, [share for *_, share in drawn])
    ends = cells.groupby("chapter").agg(low=("low", "min"), high=("high", "max"))
    assert (ends["low"].iloc[1:].to_numpy() > ends["high"].iloc[:-1].to_numpy()).all()
    assert len(cells) == len(drawn)


def test_a_period_ends_where_its_documents_do():
    cells = make_cells([0.1, 0.5])
    documents = pd.DataFrame(
        {"doc_id": ["x", "y"], "date": pd.to_datetime(["2001-03-05", "2002-10-07"])}
    )
    groups = pd.Series(["2001", "2002"], index=["x", "y"])
    found = divide_time(cells, documents, groups)
    assert say_spans(found, documents) == ["5 March 2001", "7 October 2002"]
    sample = divide_time(cells.assign(n_documents=9), documents, groups)
    assert say_spans(sample, documents) == ["2001", "2002"]  # the others are not known
