import numpy as np
import pytest
from long_run import runs
from made import make, make_many

from analysis.stats import detectable_ratio
from analysis.stats.power import RATIOS


def test_four_episodes_could_show_nothing_and_many_could_show_much():
    assert np.isinf(detectable_ratio(*make([1, 2, 0, 1], [15] * 4)).at[0, "ratio"])
    rng = np.random.default_rng(0)
    found = [
        detectable_ratio(
            *make(rng.poisson(3 * rng.gamma(2, 0.5, n)), [600] * n, "rate"), measure="rate"
        ).iloc[0]
        for n in (12, 60, 240)
    ]
    ratios = [row["ratio"] for row in found]
    assert ratios[0] > ratios[1] > ratios[2] > 1 and ratios[1] <= 5 and found[2]["power"] >= 0.8
    assert set(ratios) <= {*RATIOS, np.inf}


def test_a_rare_theme_and_a_large_family_ask_for_more():
    rng = np.random.default_rng(1)
    y = np.column_stack(
        [rng.poisson(4, 40), rng.poisson(0.3, 40), rng.poisson(4, 40), rng.poisson(4, 40)]
    )
    tallies, documents = make_many(y, [25] * 40)
    out = detectable_ratio(tallies, documents).set_index("theme")["ratio"]
    alone = detectable_ratio(tallies, documents, family=["t0"]).set_index("theme")["ratio"]
    assert out["t1"] > out["t0"] >= alone["t0"]


def test_the_ratio_said_is_called_in_a_fresh_simulation():
    from benchmarks.coverage import measure_calls

    rng = np.random.default_rng(2)
    x = np.maximum(np.round(500 * np.exp(0.6 * rng.standard_normal(50))), 30).astype(int)
    y = rng.poisson(12 / 1000 * x * rng.gamma(2, 0.5, 50))
    row = detectable_ratio(*make(y, x, "rate"), measure="rate").iloc[0]
    r = row["ratio"]
    seen = measure_calls(2.0, 2 * 12 / (1 + r), 2 * 12 * r / (1 + r), 50, "step", runs(60, 20))[
        "called_up"
    ]
    assert np.isfinite(r) and seen == pytest.approx(row["power"], abs=0.2)


def test_a_theme_that_is_never_there_and_a_single_episode_are_answered():
    assert detectable_ratio(*make([0] * 60, [30] * 60)).at[0, "ratio"] > 4
    assert np.isinf(detectable_ratio(*make([3], [30])).at[0, "ratio"])


@pytest.mark.parametrize(("share", "ratio"), [(9, 1.5), (12, 1.5), (16, 1.25), (20, np.inf)])
def test_no_ratio_is_tried_that_would_have_the_theme_in_nearly_every_sentence(share, ratio):
    """Of 20 sentences a report: the later half at most 95 %, however sure the change would be."""
    row = detectable_ratio(*make([share] * 30, [20] * 30)).iloc[0]
    assert row["ratio"] == ratio and (
        np.isinf(ratio) or 2 * ratio / (1 + ratio) * share / 20 <= 0.95
    )


def test_the_ratios_that_are_tried_rise_and_each_differs():
    assert list(RATIOS) == sorted(set(RATIOS)) and RATIOS[0] > 1


def test_searched_from_below_as_of_very_many_units_the_ratios_are_the_same(monkeypatch):
    rng = np.random.default_rng(3)
    y = np.column_stack([rng.poisson(mean, 60) for mean in (0.1, 1, 4, 12)])
    tables = make_many(y, [25] * 60)
    found = detectable_ratio(*tables)
    assert np.isinf(found["ratio"]).any() and found["ratio"].nunique() > 2
    monkeypatch.setattr("analysis.stats.power.MANY", 10)
    again = detectable_ratio(*tables)
    assert again.equals(found)
