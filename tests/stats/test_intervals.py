from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks.coverage import measure_cell
from long_run import choose
from made import make
from scipy import integrate, stats

from analysis import pool_tallies
from analysis.stats.intervals import (
    PRIOR,
    _together,
    count_interval,
    infer,
    ratio_interval,
    squared_residuals,
    tone_interval,
)
from analysis.stats.shape_tests import find_excess

TABLE = pd.read_csv(Path(__file__).parents[1] / "benchmarks" / "coverage.csv")
CELLS = pd.DataFrame(
    {"sum_y": [4, 0], "sum_x": [2000, 900], "sum_yy": [10, 0], "sum_xx": [1_100_000, 300_000]}
)


@pytest.mark.parametrize("measure", ["rate", "share"])
def test_quantiles_invert_the_mixture_and_draws_follow_it(measure):
    posterior = infer(measure, CELLS if measure == "rate" else CELLS // [1, 20, 1, 400])
    for q in (0.025, 0.5, 0.975):
        value = posterior.quantile(q)
        u = (
            value[:, None] / (value[:, None] + posterior.scale)
            if measure == "rate"
            else value[:, None]
        )
        assert (posterior.weights * stats.beta.cdf(u, posterior.a, posterior.b)).sum(
            1
        ) == pytest.approx(q, abs=1e-9)
    draws = posterior.draw(40_000, np.random.default_rng(0))
    assert (draws < posterior.quantile(0.5)).mean(0) == pytest.approx(0.5, abs=0.01)


def test_given_k_the_posterior_is_that_of_a_negative_binomial(monkeypatch):
    monkeypatch.setitem(PRIOR, "spread", 1e-9)  # k is known
    y, n, words = 3, 4, 500
    cells = pd.DataFrame(
        {"sum_y": [y], "sum_x": [n * words], "sum_yy": [3], "sum_xx": [n * words**2]}
    )

    def density(rate):
        mean, size = rate * n * words, n * PRIOR["rate"]
        return stats.nbinom.pmf(y, size, size / (size + mean)) / np.sqrt(mean + mean**2 / size)

    median = infer("rate", cells).quantile(0.5)[0]
    below, above = (
        integrate.quad(density, *ends, limit=200)[0] for ends in ((0, median), (median, np.inf))
    )
    assert below / (below + above) == pytest.approx(0.5, abs=1e-4)


def test_hits_in_one_document_widen_and_hits_in_all_narrow():
    def width(y):
        cell = pool_tallies(make(y, [500] * 6, "rate")[0], period="all", group="all")
        posterior = infer("rate", cell)
        return np.log(posterior.quantile(0.975) / posterior.quantile(0.025))[0]

    assert width([12, 0, 0, 0, 0, 0]) > 1.5 * width([4, 1, 3, 0, 2, 2]) >= 1.5 * width([2] * 6)


def test_the_order_of_documents_and_the_unit_of_length_do_not_matter():
    rate = infer("rate", CELLS).quantile(0.975)
    assert infer("rate", CELLS * [1, 3, 1, 9]).quantile(0.975) * 3 == pytest.approx(rate, rel=1e-9)


PLANTED = [(k, n) for k in (0.5, 2.0) for n in (5, 12, 50, 200)]


@pytest.mark.parametrize(("k", "n"), choose(PLANTED, [(0.5, 5)]))
def test_intervals_hold_planted_rates(k, n):
    row = measure_cell("rate", k, 3.0, n, 300, seed=1)
    # what chance allows of 300 runs
    assert row["coverage"] >= 0.93 - 2.5 * np.sqrt(0.93 * 0.07 / 300)
    assert row["coverage"] > row["token_poisson"] and row["coverage"] > row["bootstrap"]


def test_the_committed_table_reaches_its_bar():
    rates = TABLE[TABLE["measure"] == "rate"]
    assert len(rates) == 24 and (rates["runs"] >= 1000).all() and (rates["coverage"] >= 0.93).all()
    assert (rates.loc[rates["n"] > 12, "coverage"] <= 0.995).all() and (
        TABLE["coverage"] >= 0.92
    ).all()


# A row of rates takes ten seconds.
@pytest.mark.parametrize("measure", choose(["rate", "share", "tone"], ["tone"]))
def test_the_committed_table_is_what_the_code_makes(measure):
    row = TABLE[TABLE["measure"] == measure].iloc[0]
    again = measure_cell(measure, row["spread"], row["level"], int(row["n"]), int(row["runs"]))
    compared = ["coverage", "too_low", "too_high", *(["bootstrap"] if measure == "rate" else [])]
    assert [round(again[name], 4) for name in compared] == row[compared].tolist()


def test_squared_residuals_are_those_of_every_unit():
    y, x = np.array([3, 0, 7, 2]), np.array([10, 4, 12, 6])
    sums = {"sum_yy": [y @ y], "sum_xy": [x @ y], "sum_xx": [x @ x]}
    by_unit = sum((one - 0.25 * of) ** 2 for one, of in zip(y, x, strict=True))
    assert squared_residuals(pd.DataFrame(sums), np.array([0.25])) == pytest.approx([by_unit])


def test_the_ratio_interval_is_that_of_a_mean_of_influences():
    """Second route: the logarithm of the ratio moves by the mean of what each unit adds to it."""
    y, x = np.array([3, 0, 7, 2]), np.array([10, 4, 12, 6])
    sums = {"n_units": [4], "sum_y": [y.sum()], "sum_x": [x.sum()]}
    sums |= {"sum_yy": [y @ y], "sum_xy": [x @ y], "sum_xx": [x @ x]}
    influence = y / y.mean() - x / x.mean()
    mean = np.log(y.sum() / x.sum())
    expected = stats.t.interval(0.9, 3, mean, np.std(influence, ddof=1) / np.sqrt(4))
    found = ratio_interval(pd.DataFrame(sums), 0.9)
    assert np.log(found).ravel() == pytest.approx(expected)


def test_a_theme_without_a_hit_has_no_excess_anywhere():
    y, x = np.array([[0, 2], [0, 0], [0, 5]]), np.array([10, 40, 20])
    excess = find_excess(y, x, "rate", np.ones(2))
    assert not excess[:, 0].any() and excess[:, 1].all()


@pytest.mark.parametrize("k", [0.4, 3.0])
def test_how_often_two_hits_are_of_one_document_is_matched_by_its_exact_moments(k):
    """Six hits on two documents, every split of them by its chance: the beta distribution has their
    mean and variance.
    """
    first = np.arange(7)
    chance = stats.betabinom(6, k, k).pmf(first)
    shares = (first * (first - 1) + (6 - first) * (5 - first)) / 30
    mean = chance @ shares
    size = mean * (1 - mean) / (chance @ shares**2 - mean**2) - 1
    for split in (3, 4, 5, 6):
        seen = max(shares[split], 1 / 2)  # less together than chance gives is chance
        ends = np.clip([seen - 1 / 30, seen + 1 / 30], 0, 1)
        mass = np.diff(stats.beta(mean * size, (1 - mean) * size).cdf(ends))
        cells = (np.array([[v]]) for v in (6.0, float(split**2 + (6 - split) ** 2), 2.0, k))
        assert _together(*cells).item() == pytest.approx(np.log(mass).item())


@pytest.mark.parametrize("measure", ["share", "rate"])
def test_of_many_units_without_a_hit_the_interval_begins_at_nothing_and_ends_above(measure):
    x = np.full(60, 20.0)
    sums = {"sum_y": 0.0, "sum_yy": 0.0, "sum_xy": 0.0, "sum_x": x.sum(), "sum_xx": (x**2).sum()}
    cells = pd.DataFrame([{**sums, "n_units": len(x)}])
    low, high = count_interval(measure, cells, 0.95)
    # units that differ tell less than as many independent sentences, of which this is the upper end
    alone = 1 - 0.025 ** (1 / x.sum())
    assert low[0] == 0 and alone / 2 < high[0] < 5 * alone


def test_a_tone_interval_adds_two_documents_that_differ_by_a_quarter():
    """By hand: three documents of one tone, whose squares come from the prior alone; t with 1 + 3
    degrees of freedom.
    """
    n, x, tone = 3, 10, 1000
    cells = pd.DataFrame({"n_units": [n], "sum_y": [n * x * tone], "sum_x": [n * x], "sum_yy": [n * (x * tone) ** 2],
                          "sum_xy": [n * x * x * tone], "sum_xx": [n * x * x]})  # fmt: skip
    low, high = tone_interval(cells, 0.95)
    reach = stats.t.ppf(0.975, 4) * np.sqrt(2 * 0.25**2 / (1 + n)) * 10_000 / np.sqrt(n)
    assert (low[0], high[0]) == pytest.approx((tone - reach, tone + reach))


def one_document_cells(tones, x=10):
    """Cells of one document each, whose sentences have one tone."""
    y = np.round(1e4 * np.asarray(tones) * x)
    sums = {"sum_y": y, "sum_xy": x * y, "sum_yy": y * y, "sum_x": x, "sum_xx": x * x, "n_units": 1}
    return pd.DataFrame(sums)


def test_tones_of_single_documents_learn_from_the_others_how_far_documents_differ():
    rng = np.random.default_rng(4)
    alike, apart = (one_document_cells(0.1 + sd * rng.standard_normal(40)) for sd in (0.02, 0.4))
    widths = [np.subtract(*tone_interval(cells, 0.95)[::-1]).mean() for cells in (alike, apart)]
    alone = np.subtract(*tone_interval(alike.iloc[:11], 0.95)[::-1]).mean()
    assert 2.5 * widths[0] < widths[1] < alone


def test_a_learnt_tone_interval_is_as_by_hand():
    """Twelve documents of ten sentences and one tone each, all the same: no residual, so the prior
    alone speaks for the spread between them, as two units beside half of eleven.
    """
    low, high = tone_interval(one_document_cells([0.2] * 12), 0.95)
    between = 2 * 0.25**2 / (11 / 2 + 2)
    reach = stats.t.ppf(0.975, 11 / 2 + 2) * np.sqrt(0.35**2 / 10 + between)
    assert (low[0], high[0]) == pytest.approx((1e4 * (0.2 - reach), 1e4 * (0.2 + reach)))


@pytest.mark.parametrize("per_cell", [1, 3, 40])
def test_tone_intervals_hold_planted_tones(per_cell):
    rng, held = np.random.default_rng(per_cell), []
    for _ in range(40):
        x = np.maximum(np.round(6 * np.exp(0.6 * rng.standard_normal((12, per_cell)))), 1)
        noise = rng.standard_normal((2, 12, per_cell))
        y = np.round(1e4 * np.clip(0.1 + 0.2 * noise[0] + 0.35 / np.sqrt(x) * noise[1], -1, 1) * x)
        sums = {"y": y, "x": x, "yy": y * y, "xy": x * y, "xx": x * x}
        cells = pd.DataFrame({f"sum_{k}": v.sum(1) for k, v in sums.items()}).assign(
            n_units=per_cell
        )
        low, high = tone_interval(cells, 0.95)
        held.append(((low <= 1000) & (high >= 1000)).mean())
    assert np.mean(held) >= 0.93
