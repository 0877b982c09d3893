"""How often a change is laid at the door of sources or of their mixture, and how often two sources
are called different, on simulated corpora with known truth.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_mixtures.py [RUNS]

Sentences with a theme are beta-binomial; documents have 20 to 60 sentences unless said otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from made_mixtures import count_documents

from analysis.stats import compare_groups, part_change

SPREADS = (0.05, 0.15)


def part(kind: str, n: int, spread: float, seed: int) -> dict:
    """Return the row of one corpus of three sources, of which the first says three times as much."""
    rng = np.random.default_rng([1, seed])
    late = np.arange(n) >= n // 2
    first = np.arange(n) % 2 == 0  # the same mixture on both sides
    if kind != "nothing, sources fixed":
        first = rng.random(n) < (np.where(late, 0.8, 0.2) if kind == "the mixture" else 0.5)
    source = np.where(first, "first", np.where(np.arange(n) // 2 % 2, "second", "third"))
    level = np.where(first, 0.12, 0.04) * np.where(late & (kind == "levels"), 2.5, 1)
    days = np.where(late, "2021-01-01", "2019-01-01")
    documents, counts = count_documents(days, source, level[:, None], rng, spread=spread)
    return part_change(counts, documents, before="2019", after="2021", seed=seed).iloc[0].to_dict()


def compare(kind: str, n: int, spread: float, seed: int):
    """Return the rows of one corpus of two sources and three themes."""
    rng = np.random.default_rng([2, seed])
    is_b, length = rng.random(n) < 0.5, rng.integers(20, 60, n)
    if kind in ("few long", "few short"):
        is_b = np.arange(n) % 11 == 0
        long = is_b if kind == "few long" else ~is_b
        length = np.where(long, rng.integers(150, 250, n), rng.integers(10, 30, n))
    late = rng.random(n) < (np.where(is_b, 0.8, 0.2) if kind == "other dates" else 0.5)
    level = np.full((n, 3), 0.05) * np.where(late & (kind == "other dates"), 3, 1)[:, None]
    level[:, 0] *= np.where(is_b & (kind == "threefold"), 3, 1)
    days = np.where(late, "2021-01-01", "2019-01-01")
    names = np.where(is_b, "b", "a")
    tables = count_documents(days, names, level, rng, lengths=length, spread=spread)
    out = compare_groups(tables[1], tables[0], seed=seed)
    return out[out["period"] == "all"]


def main(runs: int) -> None:
    print(f"part_change, {runs} runs a cell: interval without 0; carried by")
    for kind in ("nothing, sources fixed", "nothing", "the mixture", "levels"):
        for n in (20, 40, 200):
            for spread in SPREADS:
                rows = [part(kind, n, spread, seed) for seed in range(runs)]
                off = {
                    name: np.mean([r[f"{name}_low"] > 0 or r[f"{name}_high"] < 0 for r in rows])
                    for name in ("within", "between")
                }
                by = [row["carried_by"] for row in rows]
                said = {name: by.count(name) / runs for name in ("within", "between", "both")}
                words = ", ".join(f"{k} {v:.3f}" for k, v in {**off}.items())
                called = ", ".join(f"{k} {v:.3f}" for k, v in said.items())
                print(f"{kind:24} n={n:<4} rho={spread:<5} {words}; {called}", flush=True)
    print(f"\ncompare_groups, {runs // 2} runs a cell: p < .05 of a theme, of the family, called")
    for kind in ("nothing", "few long", "few short", "other dates", "threefold"):
        for n in (22, 110):
            for spread in SPREADS:
                tables = [compare(kind, n, spread, seed) for seed in range(runs // 2)]
                first = np.mean([t["p"].iloc[0] < 0.05 for t in tables])
                family = np.mean([t["p_family"].min() < 0.05 for t in tables])
                called = np.mean([t["called"].any() for t in tables])
                words = f"{first:.3f}, {family:.3f}, {called:.3f}"
                print(f"{kind:24} n={n:<4} rho={spread:<5} {words}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
