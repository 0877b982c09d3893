"""Whether the mixture of sources changed."""

import numpy as np
import pandas as pd
import pytest
from chunked import rechunk
from scipy.stats import chi2_contingency

from analysis.stats import compare_mixture
from analysis.stats.mixture_tests import count_table


def make(years, sources, episodes=None):
    n = len(years)
    return pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "date": pd.to_datetime([f"{year}-06-01" for year in years]),
            "source": list(sources),
            "episode": [f"e{i}" for i in range(n)] if episodes is None else list(episodes),
        }
    )


def test_a_change_is_found_and_dated():
    sources = ["white house"] * 9 + ["state"] + ["white house"] + ["state"] * 9
    row = compare_mixture(make([2018] * 5 + [2019] * 5 + [2020] * 5 + [2021] * 5, sources)).iloc[0]
    assert row["p"] < 0.01 and (row["until"], row["since"]) == ("2019", "2020")
    assert (
        row["group"] == "state" and np.isclose(row["before"], 0.1) and np.isclose(row["after"], 0.9)
    )
    assert (row["n_documents"], row["n_units"], row["n_groups"], row["n_periods"]) == (20, 20, 2, 4)


def test_chi_square_is_that_of_scipy():
    rng = np.random.default_rng(0)
    years, sources = rng.integers(2015, 2020, 80), rng.choice(list("abc"), 80)
    row = compare_mixture(make(years, sources), period="year").iloc[0]
    table = count_table(years - 2015, np.unique(sources, return_inverse=True)[1], 5, 3)
    chi2 = chi2_contingency(table, correction=False).statistic
    assert np.isclose(row["chi2"], chi2) and np.isclose(row["cramers_v"], np.sqrt(chi2 / 160))


def test_p_is_uniform_where_nothing_changed():
    p = []
    for i in range(200):
        rng = np.random.default_rng([1, i])
        years, sources = rng.integers(2015, 2020, 40), rng.choice(list("aabc"), 40)
        p.append(compare_mixture(make(years, sources), period="year", seed=i)["p"].iloc[0])
    p = np.array(p)
    assert np.mean(p <= 0.05) <= 0.08 and 0.4 < p.mean() < 0.6


def test_reports_of_one_event_count_as_one():
    """Ten prints of each of two stories are two events: nothing can be shown."""
    documents = make([2019] * 10 + [2021] * 10, ["a"] * 10 + ["b"] * 10, ["x"] * 10 + ["y"] * 10)
    assert compare_mixture(documents)["p"].iloc[0] > 0.3
    assert compare_mixture(documents.assign(episode=documents["doc_id"]))["p"].iloc[0] < 0.01


@pytest.mark.parametrize(
    "documents",
    [
        make([], []),
        make([2019, 2021], ["a", "a"]),
        make([2019, 2019], ["a", "b"]),
        make([2019, 2020, 2021], ["", "a", ""]),
        make([2019, 2020], ["a", "b"]).drop(columns="source"),
        make([2019, 2020], ["a", "b"]).assign(date=pd.NaT),
    ],
)
def test_nothing_is_tested_with_one_source_or_period(documents):
    row = compare_mixture(documents, period="year").iloc[0]
    assert np.isnan(row["p"]) and row["group"] == row["until"] == ""


def test_copies_and_undated_documents_are_left_out():
    documents = make([2019] * 8 + [2021] * 8, ["a"] * 8 + ["b"] * 8)
    more = pd.concat([documents, documents.assign(copy_of="d0"), documents.assign(date=pd.NaT)])
    more = rechunk(more.fillna({"copy_of": ""}).sample(frac=1, random_state=2), 1)
    pd.testing.assert_frame_equal(compare_mixture(more), compare_mixture(documents))
