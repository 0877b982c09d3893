"""Intervals of a mean tone: by hand, and planted tones that they must hold."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.stats.tone_intervals import tone_interval


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
