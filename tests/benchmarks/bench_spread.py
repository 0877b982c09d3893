"""How the joint p of a claim in every specification behaves: on corpora without a change, where it
should be uniform, and with a fourfold rise of one theme.

    python -m tests.benchmarks.bench_spread > tests/benchmarks/spread.csv

Each corpus has 30 events, some of them with several documents whose levels are alike, from three
sources; half of the dates are known to a month only. The lexicons differ in what they count.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from analysis import read_themes
from analysis.describe.curves import judge_curve
from analysis.describe.readings import Readings
from analysis.describe.specifications import find_since, list_choices

N_NULL, N_RISE, N_EVENTS = 400, 60, 30
THEME = "russia"


def make_corpus(seed: int, ratio: float) -> Readings:
    """Return a corpus counted with two lexicons, its later half of events at a ratio."""
    rng = np.random.default_rng([seed, int(ratio)])
    sizes = rng.choice([1, 1, 1, 2, 3], N_EVENTS)
    event = np.repeat(np.arange(N_EVENTS), sizes)
    n = len(event)
    day = np.sort(rng.integers(0, 3650, N_EVENTS))[event]
    date = pd.Timestamp("2012-01-01") + pd.to_timedelta(day, unit="D")
    wide = pd.to_timedelta(np.where(rng.random(N_EVENTS) < 0.5, 14, 0)[event], unit="D")
    names = [f"d{i:03d}" for i in range(n)]
    documents = pd.DataFrame(
        {
            "doc_id": pd.array(names, "str"),
            "date": date,
            "date_low": date - wide,
            "date_high": date + wide,
            "episode": pd.array([f"e{i:02d}" for i in event], "str"),
            "source": pd.array(rng.choice(["A", "B", "C"], n), "str"),
        }
    )
    level = rng.gamma(1.5, 0.06 / 1.5, N_EVENTS) * np.where(
        np.arange(N_EVENTS) < N_EVENTS / 2, 1, ratio
    )
    x = rng.integers(15, 60, n)
    counts = {}
    y = rng.binomial(x, np.minimum(level[event], 0.9))
    for lexicon in ("default", "wide"):
        y = y if lexicon == "default" else np.minimum(y + rng.binomial(x, 0.02), x)
        parts = [("share", y, x), ("rate", y + rng.binomial(y, 0.3), x * 22)]
        counts[lexicon, "default"] = pd.concat(
            [_tally(documents, measure, *part) for measure, *part in parts], ignore_index=True
        )
    return Readings(counts, documents, read_themes())


def _tally(documents: pd.DataFrame, measure: str, y: np.ndarray, x: np.ndarray) -> pd.DataFrame:
    sums = {"sum_y": y, "sum_x": x, "sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x, "top_y": y}
    text = {"theme": THEME, "measure": measure, "sources": "", "episodes": ""}
    period = documents["date"].dt.strftime("%Y-%m-%d")
    facts = {"period": period, "group": documents["doc_id"], "n_documents": 1, "n_units": 1}
    return pd.DataFrame(facts | text | sums | {"n_carriers": (y > 0).astype("int64")})


def main() -> None:
    """Write a row per corpus."""
    out = []
    for ratio, n in ((1, N_NULL), (4, N_RISE)):
        for seed in range(n):
            claim = {"text": f"corpus {seed}", "theme": THEME, "says": "rose"}
            readings = make_corpus(seed, ratio)
            base, choices, _ = list_choices(claim, readings)
            since = find_since(claim, readings.counts["default", "default"])
            curve = judge_curve(claim, readings, choices, base, since)
            out.append([ratio, seed, len(choices), curve.p_median, curve.p_share])
            print(ratio, seed, file=sys.stderr)
    columns = ["ratio", "seed", "n", "p_median", "p_share"]
    pd.DataFrame(out, columns=columns).to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
