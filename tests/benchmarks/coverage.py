"""How often the intervals hold the truth, and how often a change is called: simulated corpora with
known answers.

    make coverage          writes coverage.csv, calls.csv, cells.csv and terms.csv (about half an hour)

Documents have log-normal lengths about 500 words (18 sentences). Rates: hits are negative binomial
with size k. Shares: sentences are beta-binomial, two of one document correlated by 1 / (1 + k').
Tone: document means differ by .2, sentences by .35. Beside the package's interval stand, for rates,
what others use: words taken for independent (token Poisson), the percentile bootstrap of documents,
and the jackknife of the log rate.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from made import make  # noqa: E402

from analysis.core.measures import MEASURES  # noqa: E402
from analysis.stats.estimates import estimate_trends  # noqa: E402
from analysis.stats.intervals import ratio_interval  # noqa: E402
from analysis.stats.trend_tests import compare_dates  # noqa: E402
from benchmarks.terms import RUNS, tabulate_terms  # noqa: E402

FOLDER = Path(__file__).parent
NUMBERS = (5, 12, 50, 200)
SPREADS, RATES = (0.5, 2.0), (0.5, 3.0, 12.0)
CORRELATIONS, SHARES = (0.05, 0.2), (0.02, 0.1, 0.3)


def draw(
    measure: str, spread: float, level: float, n: int, runs: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return y and x, runs x documents, of a corpus whose level is known."""
    rng = np.random.default_rng([seed, n])
    length = np.exp(0.6 * rng.standard_normal((runs, n)))
    if measure == "rate":
        x = np.maximum(np.round(500 * length), 30)
        return rng.poisson(level / 1000 * x * rng.gamma(spread, 1 / spread, (runs, n))), x
    x = np.maximum(np.round(18 * length), 2)
    if measure == "share":
        size = 1 / spread - 1
        return rng.binomial(
            x.astype("int64"), rng.beta(size * level, size * (1 - level), (runs, n))
        ), x
    mean = (
        level
        + spread * rng.standard_normal((runs, n))
        + 0.35 / np.sqrt(x) * rng.standard_normal((runs, n))
    )
    return np.round(1e4 * np.clip(mean, -1, 1) * x), x


def as_tallies(measure: str, y: np.ndarray, x: np.ndarray) -> pd.DataFrame:
    """Return a cell of tallies for each run."""
    runs, n = y.shape
    sums = {"y": y, "x": x, "yy": y * y, "xy": x * y, "xx": x * x}
    cells = pd.DataFrame(
        {f"sum_{name}": values.sum(1).astype("int64") for name, values in sums.items()}
    )
    return cells.assign(
        period="all",
        group=np.arange(runs).astype("str"),
        theme=[f"t{i}" for i in range(runs)],  # each a corpus of its own
        measure=measure,
        n_documents=n,
        n_units=n,
        n_carriers=(y != 0).sum(1),
        top_y=y.max(1).astype("int64"),
        sources="",
        episodes="",
    )


def others(
    y: np.ndarray, x: np.ndarray, cells: pd.DataFrame, seed: int
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the intervals of the usual methods, per word; where one has none (no hits) it is
    empty.
    """
    from scipy import stats

    total, words = y.sum(1), x.sum(1)
    poisson = (
        stats.gamma.ppf(0.025, np.maximum(total, 1e-9)) / words,
        stats.gamma.ppf(0.975, total + 1) / words,
    )
    rng, n = np.random.default_rng(seed), y.shape[1]
    weights = rng.multinomial(n, np.full(n, 1 / n), 400)
    bootstrap = np.quantile(y @ weights.T / (x @ weights.T), [0.025, 0.975], axis=1)
    with np.errstate(all="ignore"):
        jackknife = ratio_interval(cells, 0.95)
    return {"token_poisson": poisson, "bootstrap": tuple(bootstrap), "jackknife": jackknife}


def measure_cell(
    measure: str, spread: float, level: float, n: int, runs: int, seed: int = 0
) -> dict:
    """Return the share of runs whose interval holds the level, on which side the others miss, and
    the peers' share.
    """
    y, x = draw(measure, spread, level, n, runs, seed)
    cells = as_tallies(measure, y, x)
    trends = estimate_trends(cells)
    below, above = trends["high"] < level, trends["low"] > level
    row = {"measure": measure, "spread": spread, "level": level, "n": n, "runs": runs}
    row |= {
        "coverage": 1 - (below | above).mean(),
        "too_low": below.mean(),
        "too_high": above.mean(),
    }
    row["median_width"] = (trends["high"] - trends["low"]).median()
    if measure == "rate":
        for name, (low, high) in others(y, x, cells, seed).items():
            row[name] = float(
                (
                    (low <= level / MEASURES["rate"].unit) & (level / MEASURES["rate"].unit <= high)
                ).mean()
            )
    return row


def tabulate_coverage(runs: int) -> pd.DataFrame:
    """Return `measure_cell` for every setting."""
    settings = [("rate", k, rate) for k in SPREADS for rate in RATES]
    settings += [("share", c, share) for c in CORRELATIONS for share in SHARES]
    settings += [("tone", spread, 0.2) for spread in (0.1, 0.3)]
    rows = [measure_cell(*setting, n, runs) for setting in settings for n in NUMBERS]
    return pd.DataFrame(rows).round(4)


def draw_rates(shape: str, early: float, late: float, n: int) -> np.ndarray:
    """Return the rate of each of n documents, in order of time: a step in the middle, a pulse of a
    fifth of the span, or a steady line.
    """
    time = np.arange(n) / (n - 1)
    if shape == "step":
        return np.where(time > 0.5, late, early)
    if shape == "pulse":
        return np.where((time > 0.5) & (time <= 0.7), late, early)
    return early * (late / early) ** time


def measure_calls(
    spread: float,
    early: float,
    late: float,
    n: int,
    shape: str,
    runs: int,
    family: int = 1,
    run_length: int = 1,
) -> dict:
    """Return how often a change is called, by which name, and how well its date is known.

    Documents are a day apart. The other themes of a `family` do not change. With `run_length` over
    1 so many documents in a row share what they have beyond their rate: reports of one event that
    are not marked as such.
    """
    rng = np.random.default_rng([n, family])
    rates, rows = draw_rates(shape, early, late, n), []
    day = pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(n), "D")
    names = [f"d{i:04}" for i in range(n)]
    documents = pd.DataFrame({"doc_id": names, "episode": names, "date": day})
    for i in range(runs):
        x = np.maximum(np.round(500 * np.exp(0.6 * rng.standard_normal(n))), 30)
        shared = rng.gamma(spread, 1 / spread, (-(-n // run_length), family))
        more = np.repeat(shared, run_length, axis=0)[:n]
        each = np.column_stack([rates] + [np.full(n, rates.mean())] * (family - 1))
        y = rng.poisson(each / 1000 * x[:, None] * more)
        tallies = pd.concat([make(y[:, t], x, "rate", theme=f"t{t}")[0] for t in range(family)])
        tallies["group"] = np.tile(names, family)
        rows.append(compare_dates(tallies, documents, measure="rate", seed=i).iloc[0])
    found = pd.DataFrame(rows)
    up, is_called = found["direction"] > 0, found["called"].astype(bool)
    names = {"line": "trend"}
    right = found[is_called & up & (found["shape"] == names.get(shape, shape))]
    truth = day[np.flatnonzero(rates > early)[0]] if shape in ("step", "pulse") else pd.NaT
    start = pd.to_datetime(right["start"].where(right["start"] != ""))
    low, high = (
        pd.to_datetime(right[c].where(right[c] != "")) for c in ("start_low", "start_high")
    )
    dated = len(right) and not pd.isna(truth)
    row = {
        "k": spread,
        "early": early,
        "late": late,
        "shape": shape,
        "n": n,
        "family": family,
        "run_length": run_length,
        "runs": runs,
        "called_up": (is_called & up).mean(),
        "called_down": (is_called & ~up).mean(),
        "p_under_.05": (found["p"] < 0.05).mean(),
        "named_right": len(right) / max((is_called & up).sum(), 1),
    }
    return row | {
        "date_near": ((start - truth).abs().dt.days <= n / 15).mean() if dated else np.nan,
        "date_covered": ((low <= truth) & (truth <= high)).mean() if dated else np.nan,
        "ratio_covered": ((right["low"] <= late / early) & (late / early <= right["high"])).mean()
        if dated
        else np.nan,
    }


def tabulate_calls(runs: int) -> pd.DataFrame:
    """Return `measure_calls` without a change, and with a fourfold rise in every shape."""
    rows = [
        measure_calls(k, rate, rate, n, "none", runs)
        for k in (0.3, 0.5, 2.0, 5.0)
        for rate in RATES
        for n in NUMBERS
    ]
    rows += [measure_calls(2.0, 3.0, 3.0, n, "none", runs, 4, run_length=4) for n in (50, 200)]
    for k in (0.5, 2.0, 5.0):
        for early in (3.0, 12.0):
            for shape in ("step", "pulse", "line"):
                rows += [
                    measure_calls(k, early, 4 * early, 60, shape, runs, family) for family in (1, 4)
                ]
    return pd.DataFrame(rows).round(4)


def measure_learnt(
    measure: str, spread: float, level: float, per_cell: int, n_cells: int, drift: float, runs: int
) -> dict:
    """Return how often the intervals of one corpus's cells hold their levels where the spread is
    learnt from all of them, and how wide they are beside those of each cell alone.
    """
    levels = level * np.exp(drift * np.linspace(-1, 1, n_cells))
    held, wide = [], []
    for run in range(runs):
        cells = pd.concat(
            [
                as_tallies(measure, *draw(measure, spread, one, per_cell, 1, 1000 * run + c))
                .assign(period=str(2000 + c), group="all", theme="t")
                for c, one in enumerate(levels)
            ],
            ignore_index=True,
        )  # fmt: skip
        together = estimate_trends(cells)
        alone = estimate_trends(cells.assign(theme=[f"t{c}" for c in range(n_cells)]))
        held.append(
            [((t["low"] <= levels) & (levels <= t["high"])).mean() for t in (together, alone)]
        )
        wide.append([(t["high"] - t["low"]).median() for t in (together, alone)])
    (learnt, prior), width = np.mean(held, 0), np.median(wide, 0)
    row = {"measure": measure, "spread": spread, "level": level, "per_cell": per_cell}
    row |= {"n_cells": n_cells, "drift": drift, "runs": runs, "covered": learnt}
    return row | {"covered_alone": prior, "width_ratio": width[0] / width[1]}


def tabulate_learnt(runs: int) -> pd.DataFrame:
    """Return `measure_learnt` for cells of one, three and five documents, with and without drift."""
    kinds = [("rate", 0.5, 3.0), ("rate", 2.0, 3.0), ("rate", 2.0, 12.0)]
    kinds += [("share", 0.05, 0.1), ("share", 0.2, 0.1), ("share", 0.05, 0.02)]
    kinds += [("tone", spread, 0.2) for spread in (0.05, 0.1, 0.3)]
    shapes = [(1, 12), (1, 40), (3, 12), (5, 10)]
    rows = [
        measure_learnt(*kind, *shape, drift, runs)
        for kind in kinds
        for shape in shapes
        for drift in (0.0, 0.7)
    ]
    return pd.DataFrame(rows).round(4)


def main(folder: str = "") -> None:
    """Write the tables and print them."""
    out = Path(folder or FOLDER)
    tables = (
        ("coverage", tabulate_coverage(2000)),
        ("calls", tabulate_calls(120)),
        ("cells", tabulate_learnt(60)),
        ("terms", tabulate_terms(RUNS)),
    )
    for name, table in tables:
        table.to_csv(out / f"{name}.csv", index=False, lineterminator="\n")
        print(table.to_string(index=False), end="\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
