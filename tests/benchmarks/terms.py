"""How often `compare_terms` calls a term where no term differs: simulated corpora of two sides.

    make coverage          writes terms.csv beside it, with the other tables
    PYTHONPATH=. python tests/benchmarks/terms.py      writes it alone (under five minutes)
    PYTHONPATH=. python tests/benchmarks/terms.py 20   prints another number of runs

Documents have log-normal lengths about 300 words (`log_sd`: standard deviation of the logarithm),
those of the first side `longer` times as long. Three hundred terms follow Zipf's law. The rate of a
term differs between documents, or between events of several documents each (`per_event`), by a
gamma distribution of shape `spread`: the smaller, the burstier. A long document has one rate for
each term or, where `in_pieces`, consists of as many short ones. A planted term is `times` as
frequent on the first side.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.words.keyness import _compare
from analysis.words.log_odds import Counts

FOLDER = Path(__file__).parent
SPREADS, LONGER = (0.3, 1.0, 5.0), (1, 2, 3)
PLANTED = 0.003  # the share of words that are the planted term, on the other side
N_TERMS, RUNS = 300, 200


def draw_counts(
    n_a: int,
    n_b: int,
    spread: float,
    longer: int,
    seed: int,
    *,
    per_event: int = 1,
    in_pieces: bool = False,
    times: float = 1.0,
    log_sd: float = 0.5,
) -> Counts:
    """Return counts of documents of two sides, whose first term is that which may be planted."""
    rng = np.random.default_rng([seed, n_a, n_b, longer, per_event])
    in_a = np.arange(n_a + n_b) < n_a
    place = np.where(in_a, np.arange(n_a + n_b), np.arange(n_a + n_b) - n_a) // per_event
    unit = np.unique(2 * place + ~in_a, return_inverse=True)[1]
    share = 1 / np.arange(3, N_TERMS + 3)
    share = rng.permutation(0.6 * share / share.sum())
    if times != 1:
        share[0] = PLANTED
    length = 300 * np.exp(log_sd * rng.standard_normal(len(in_a))) * np.where(in_a, longer, 1)
    x = np.round(length) + 20
    pieces = np.where(in_a, longer, 1) if in_pieces else np.ones(len(in_a))
    shape = np.full((unit.max() + 1, 1), spread)
    shape[unit] *= pieces[:, None] if per_event == 1 else 1  # of the mean of independent pieces
    more = rng.gamma(shape, 1 / shape, (len(shape), N_TERMS))[unit]
    lift = np.where(in_a[:, None] & (np.arange(N_TERMS) == 0), times, 1.0)
    y = rng.poisson(x[:, None] * share * more * lift)
    held = (y.sum(axis=0) >= 3) & ((y > 0).sum(axis=0) >= 2)
    terms = [f"t{j}" for j in np.flatnonzero(held)]
    return Counts(csr_array(y[:, held].astype("float64")), terms, x, in_a, unit)


def measure_terms(
    n_a: int, n_b: int, spread: float, longer: int, runs: int, n_permutations: int = 999, **options
) -> dict:
    """Return how often any term is called that does not differ, and a planted one where there is."""
    times, rows = options.get("times", 1.0), []
    for seed in range(runs):
        counts = draw_counts(n_a, n_b, spread, longer, seed, **options)
        found = _compare(counts, 1.0, n_permutations, seed)
        is_called = (found["q"] <= 0.05) & found["sign_holds"]
        planted = (found["term"] == "t0") & (times != 1)
        false, low = is_called & ~planted, (found["p"] <= 0.05)
        rows.append(
            [false.any(), false.sum(), low[~planted].mean(), (is_called & planted).any()]
            + [(low & planted).any()]
        )
    names = ["any_false", "false_terms", "p_under_.05", "planted_called", "planted_p_under_.05"]
    row = {"n_a": n_a, "n_b": n_b, "spread": spread, "longer": longer}
    row |= {"per_event": options.get("per_event", 1), "in_pieces": options.get("in_pieces", False)}
    row |= {"log_sd": options.get("log_sd", 0.5), "times": times, "runs": runs}
    row |= dict(zip(names, np.mean(rows, axis=0), strict=True))
    return row if times != 1 else row | dict.fromkeys(names[3:], np.nan)


def tabulate_terms(runs: int, n_permutations: int = 999) -> pd.DataFrame:
    """Return `measure_terms` without a difference, and with one planted."""
    settings = [
        ((n, n, spread, longer), {"per_event": per_event})
        for n in (5, 12, 50)
        for per_event in (1, 3)
        for spread in SPREADS
        for longer in LONGER
    ]
    for sides in ((40, 8), (8, 40)):
        settings += [((*sides, 1.0, longer), {}) for longer in LONGER]
        settings += [((*sides, 1.0, 3), {"in_pieces": True})]
    settings += [((50, 50, spread, 3), {"in_pieces": True}) for spread in SPREADS]
    settings += [
        ((n, n, spread, longer), {"times": 4.0})
        for n in (12, 50)
        for spread in (1.0, 5.0)
        for longer in LONGER
    ]
    settings += [
        ((n, n, spread, 1), {"times": 4.0, "log_sd": 0.0})
        for n in (12, 50)
        for spread in (1.0, 5.0)
    ]
    settings += [((*sides, 5.0, 1), {"times": 4.0}) for sides in ((12, 60), (60, 12))]
    rows = [measure_terms(*sides, runs, n_permutations, **options) for sides, options in settings]
    return pd.DataFrame(rows).round(4)


def main(runs: int = RUNS, n_permutations: int = 999) -> None:
    """Print the table, and write it if it is of as many runs as the one beside this script."""
    table = tabulate_terms(runs, n_permutations)
    if (runs, n_permutations) == (RUNS, 999):
        table.to_csv(FOLDER / "terms.csv", index=False, lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
