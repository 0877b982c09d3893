"""How often corrected levels hold the truth, and how often a change is called: an ageing lexicon,
planted.

    PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_labels.py      writes corrections.csv (about two minutes)

A theme's share differs from document to document (beta, two sentences of one document correlated by
`alike`), and so does the recall of the lexicon; precision falls out of 1 % false hits. From the
first period to the last, recall falls from .9 to .6 while the share stays, or grows as `change`
says. Of tone, documents differ by .2 and what is measured is .6 of the label, with noise, and drifts
down by .1. Labels are those that `draw_labels` would draw; uncorrected intervals are those of
`estimate_trends`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.labels.changes import _weigh_line, combine
from analysis.labels.corrected_level import Level, correct_level
from analysis.labels.draw import PARTS, allocate
from analysis.stats.estimates import estimate_trends

FOLDER = Path(__file__).parent
RUNS, RUNS_UNCORRECTED = 1000, 200  # the interval of those takes most of the time
N_LABELS = (100, 200, 400)
#: name: share (or None for tone), documents per period, sentences of each, correlation, periods,
# factor of the true change.
SETTINGS = {
    "ageing lexicon": (0.10, 1000, 15, 0.10, 2, 1.0),
    "rare theme": (0.03, 1000, 15, 0.10, 2, 1.0),
    "few long documents": (0.10, 60, 100, 0.20, 2, 1.0),
    "five periods, trend": (0.10, 400, 15, 0.10, 5, 1.0),
    "true change, doubled": (0.10, 1000, 15, 0.10, 2, 2.0),
    "tone": (None, 1000, 15, 0.10, 2, 1.0),
}
VALUES = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])


def draw_beta(rng: np.random.Generator, mean: float, alike: float, n: int) -> np.ndarray:
    size = 1 / alike - 1
    return rng.beta(size * mean, size * (1 - mean), n)


def make_theme(rng, documents, share, recall, alike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return truth, measure and cell of each sentence."""
    n = documents.max() + 1
    truth = rng.random(len(documents)) < draw_beta(rng, share, alike, n)[documents]
    found = draw_beta(rng, recall, alike, n)[documents]
    measured = rng.random(len(documents)) < np.where(truth, found, 0.01)
    return truth * 1.0, measured * 1.0, np.where(measured, 0, 1)


def make_tone(rng, documents, drift) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n = documents.max() + 1
    feeling = (rng.normal(0.05, 0.2, n))[documents] + rng.normal(0, 0.4, len(documents))
    truth = VALUES[np.clip(np.round(2 * feeling + 2), 0, 4).astype("int64")]
    measured = np.clip(0.6 * truth + drift + rng.normal(0, 0.25, len(documents)), -1, 1)
    return truth, measured, np.digitize(measured, (-0.05, 0.05))


#: The mean label of tone, as it is drawn: that of very many sentences.
TONE = make_tone(np.random.default_rng(0), np.arange(4_000_000), 0.0)[0].mean()


def correct(rng, documents, truth, measured, cell, n: int, is_share: bool) -> Level:
    """Draw a stratified sample, and correct by it."""
    sizes = dict(enumerate(np.bincount(cell)))
    parts = {0: PARTS["hit"], 1: PARTS["no hit"]}
    if not is_share:
        parts = {name: size / len(cell) for name, size in sizes.items()}
    label, probability = np.full(len(cell), np.nan), np.ones(len(cell))
    for name, k in allocate(sizes, parts, n).items():
        drawn = rng.choice(np.flatnonzero(cell == name), k, replace=False)
        label[drawn], probability[drawn] = truth[drawn], k / sizes[name]
    return correct_level(measured, label, probability, cell, documents, is_share=is_share)


def sum_documents(documents, measured, is_share: bool) -> dict[str, int]:
    """Return the sums of a cell of tallies."""
    scale = 1 if is_share else 1e4
    y = np.bincount(documents, np.round(measured * scale))
    x = np.bincount(documents).astype("float64")
    sums = {"y": y, "x": x, "yy": y * y, "xy": x * y, "xx": x * x}
    out = {f"sum_{name}": int(values.sum()) for name, values in sums.items()}
    n = len(x)
    return out | {"n_documents": n, "n_units": n, "n_carriers": int((y != 0).sum()), "top_y": int(y.max())}  # fmt: skip


def run(name: str, n_labels: int, runs: int = RUNS) -> dict[str, object]:
    """Return how often the truth is held and a change is called, of one setting."""
    share, n_documents, n_sentences, alike, n_periods, change = SETTINGS[name]
    is_share, rng = share is not None, np.random.default_rng([n_labels, n_documents, n_periods])
    weights = _weigh_line(n_periods) if n_periods > 2 else np.array([-1.0, 1.0])
    truths = [(share or TONE) * (change if at == n_periods - 1 else 1) for at in range(n_periods)]
    held, called, widths, cells, differences = [], [], [], [], []
    for one in range(runs):
        levels = []
        for at, true in enumerate(truths):
            lengths = np.maximum(rng.poisson(n_sentences, n_documents), 2)
            documents, aged = np.repeat(np.arange(n_documents), lengths), at / (n_periods - 1)
            if is_share:
                made = make_theme(rng, documents, true, 0.9 - 0.3 * aged, alike)
            else:
                made = make_tone(rng, documents, -0.1 * aged)
            levels.append(correct(rng, documents, *made, n_labels, is_share))
            if one < RUNS_UNCORRECTED:
                cells.append(sum_documents(documents, made[1], is_share) | {"theme": f"{one}-{at}"})
            held.append(levels[-1].low <= true <= levels[-1].high)
        widths += [level.high - level.low for level in levels]
        parts = (
            np.array([getattr(level, end) for level in levels])
            for end in ("estimate", "low", "high")
        )
        _, low, high = combine(weights, *parts)
        called.append(low > 0 or high < 0)
        differences.append(low <= weights @ truths <= high)
    measure = "share" if is_share else "tone"
    tallies = pd.DataFrame(cells).assign(
        period="all", group="all", measure=measure, sources="", episodes=""
    )
    # each row a corpus of its own, in the order of the runs
    trends = estimate_trends(tallies).set_index("theme").loc[tallies["theme"]]
    ends = [trends[end].to_numpy().reshape(-1, n_periods) for end in ("estimate", "low", "high")]
    without = [combine(weights, *(end[one] for end in ends)) for one in range(len(ends[0]))]
    return {
        "setting": name,
        "n_documents": n_documents,
        "n_labels": n_labels,
        "runs": runs,
        "coverage": np.mean(held),
        "coverage_of_change": np.mean(differences),
        "called": np.mean(called),
        "called_uncorrected": np.mean([low > 0 or high < 0 for _, low, high in without]),
        "coverage_uncorrected": np.mean((ends[1] <= truths) & (ends[2] >= truths)),
        "width": np.median(widths),
        "width_ratio": np.median(widths) / np.median(ends[2] - ends[1]),
    }


if __name__ == "__main__":
    rows = pd.DataFrame([run(name, n) for name in SETTINGS for n in N_LABELS]).round(4)
    rows.to_csv(FOLDER / "corrections.csv", index=False, lineterminator="\n")
    print(rows.to_string(index=False))
