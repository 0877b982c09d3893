import numpy as np
import pandas as pd
import pytest
from made import make_many

from analysis.describe import describe_contrasts
from analysis.describe.contrasts import find_middle
from analysis.themes.mentions import Themes

THEMES = Themes(1, {"t0": "Trade", "t1": "Quad"}, {}, {}, {}, frozenset(), ())


def contrast(y, x=20, episodes=None):
    tallies, documents = make_many(np.asarray(y), [x] * len(y))
    if episodes:
        documents = documents.assign(episode=episodes)
    return describe_contrasts(
        tallies, documents, THEMES, since=f"2020-01-{len(y) // 2 + 1:02d}"
    ).rows.set_index("theme")


def test_a_steady_step_rises_and_back_it_falls():
    y = np.column_stack([[1] * 10 + [8] * 10, [8] * 10 + [1] * 10])
    out = contrast(y)
    assert (
        out["change"].tolist() == ["rose", "fell"]
        and out.at["t0", "low"] > 1 > out.at["t1", "high"]
    )
    assert "times what it was" in out.at["t0", "reading"] and out.at["t0", "reading"].endswith(
        "rose."
    )


def test_one_report_or_one_episode_is_no_rise():
    y = np.zeros((20, 2), int)
    y[15, 0], y[10:, 1] = 18, 8
    out = contrast(y, episodes=[f"e{i}" for i in range(10)] + ["one"] * 10)
    assert (
        out.at["t0", "change"] == "in only one report"
        and out.at["t1", "change"] == "no evidence of change"
    )


def test_a_rise_that_two_reports_carry_does_not_survive():
    y = np.zeros((20, 2), int)
    y[:10, 0], y[10:12, 0], y[12:, 0] = 1, 20, 0
    assert contrast(y).at["t0", "change"] == "no evidence of change"


@pytest.mark.parametrize("since", ["1999", "2030"])
def test_a_side_without_documents_is_not_tested(since):
    tallies, documents = make_many(np.ones((4, 2), int), [9] * 4)
    out = describe_contrasts(tallies, documents, THEMES, since=since).rows
    side = "before" if since == "1999" else "after"
    assert set(out["change"]) == {"not tested"}
    assert out["reading"].str.contains(f"no sentences {side}: no ratio").all()
    none, documents = make_many(np.zeros((4, 2), int), [9] * 4)
    out = describe_contrasts(none, documents, THEMES, since="2020-01-03").rows
    assert out["reading"].str.contains("no hits on either side: the ratio is the prior's").all()


def test_shuffled_documents_seldom_rise():
    rng = np.random.default_rng(0)
    themes = Themes(1, {f"t{i}": f"T{i}" for i in range(60)}, {}, {}, {}, frozenset(), ())
    tallies, documents = make_many(rng.poisson(2 * rng.gamma(1, 1, (24, 60))), [40] * 24)
    out = describe_contrasts(tallies, documents, themes, since="2020-01-13").rows
    assert out["change"].isin(["rose", "fell"]).mean() <= 0.05


def test_a_rise_that_the_episodes_with_most_of_it_make_alone_is_none():
    """Its interval excludes 1 over all episodes, and no longer where the one with most is left out."""
    before, after = [1, 3, 2, 2, 1, 2, 3, 2, 2, 3], [10, 15, 3, 4, 5, 4, 5, 4, 4, 3]
    y = np.column_stack([before + after, [2] * 10 + [6] * 10])
    out = contrast(y)
    assert out.at["t0", "low"] > 1 and out.at["t0", "change"] == "no evidence of change"
    assert out.at["t1", "change"] == "rose"  # one that all carry


@pytest.mark.parametrize(
    ("years", "middle"),
    [
        ([2018, 2019, 2020, 2021, 2022, 2023], "2021"),
        ([2018, 2019, 2020, 2021, 2022, 2023, 2024], "2022"),
        ([2018, 2018, 2018, 2024], "2024"),
        ([2018], "2018"),
        ([], ""),
    ],
)
def test_the_later_half_of_the_documents_begins_in_a_year_that_has_one_before_it(years, middle):
    rows = pd.DataFrame({"group": range(len(years)), "period": [f"{year}-05-01" for year in years]})
    assert find_middle(rows) == middle
