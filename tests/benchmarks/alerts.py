"""How often `add` raises an alert where nothing changed, and how often a change is found in the month
in which it comes: simulated corpora with known answers, and the sixty speeches with their dates
shuffled.

    PYTHONPATH=. python tests/benchmarks/alerts.py        writes alerts.csv (some eight cpu-minutes)

Eight themes share 2 to 20 % of the sentences; sentences are beta-binomial, two of one document
correlated by .1, and lengths log-normal. The fifth theme (11 %) is the one that moves. A change of
`before` is in the months before the newest: nothing, a threefold step 12 months before its end or 4
months before, a trend to three times, or runs of six documents that are alike.
"""

from __future__ import annotations

import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from made import make_many  # noqa: E402

from analysis import Study  # noqa: E402
from analysis.stats.newest import compare_newest  # noqa: E402

FILE = Path(__file__).with_name("alerts.csv")
LEVELS, MOVED = np.linspace(0.02, 0.2, 8), 4
_SIZE = 9  # of the beta distribution: 1 / correlation - 1
#: Months, documents of each, what was before, the newest month's ratio, runs.
CASES = [
    (24, 3, "none", 1, 240),
    (36, 8, "none", 1, 240),
    *((36, 8, before, 1, 120) for before in ("step", "late step", "trend", "runs")),
    (36, 3, "none", 3, 40),
    *((36, 8, "none", ratio, 40) for ratio in (0.2, 2, 3)),
    *((36, 8, before, 3, 40) for before in ("step", "runs")),
]


def draw(months: int, each: int, before: str, ratio: float, seed: int):
    """Return tallies and documents of one corpus, and its newest month."""
    rng = np.random.default_rng([seed, months, each, zlib.crc32(f"{before} {ratio}".encode())])
    month = np.repeat(np.arange(months), each)
    n = len(month)
    level = np.tile(LEVELS, (n, 1))
    if before in ("step", "late step"):
        level[month >= months - 1 - (12 if before == "step" else 4), MOVED] *= 3
    elif before == "trend":
        level[:, MOVED] *= np.exp(np.log(3) * month / (months - 1))
    level[month == months - 1, MOVED] = np.minimum(level[-1, MOVED] * ratio, 0.9)
    of_run = np.repeat(rng.gamma(8, 1 / 8, (-(-n // 6), 8)), 6, axis=0)[:n]
    level = np.minimum(level * of_run, 0.9) if before == "runs" else level
    x = np.maximum(np.round(18 * np.exp(0.6 * rng.standard_normal(n))), 2).astype("int64")
    y = rng.binomial(x[:, None], rng.beta(_SIZE * level, _SIZE * (1 - level)))
    tallies, documents = make_many(y, x)
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 28, n), "D")
    dates = pd.Series(
        [day + pd.DateOffset(months=int(m)) for day, m in zip(days, month, strict=True)]
    )
    tallies["period"] = np.tile(dates.dt.strftime("%Y-%m-%d"), 8)
    newest = f"{dates.max():%Y-%m}"
    return tallies, documents.assign(date=dates.to_numpy()), newest


def measure_alerts(months: int, each: int, before: str, ratio: float, runs: int) -> dict:
    """Return how often any theme was alerted, the one that moved in its direction, and others."""
    any_of, found, others = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    for i in range(runs):
        tallies, documents, newest = draw(months, each, before, ratio, i)
        rows = compare_newest(tallies, documents, period=newest, seed=i)
        any_of[i] = rows["alert"].any()
        moved = rows.iloc[MOVED]
        found[i] = moved["alert"] and moved["direction"] == np.sign(ratio - 1)
        others[i] = rows.drop(index=MOVED)["alert"].any()
    return {
        "corpus": "simulated", "months": months, "documents_each": each, "before": before,
        "newest_ratio": ratio, "runs": runs, "alerts": any_of.mean(),
        "found": found.mean() if ratio != 1 else np.nan, "others": others.mean(),
    }  # fmt: skip


def measure_speeches(runs: int) -> dict:
    """Return how often the newest year of the sixty speeches is alerted when their dates are
    shuffled.
    """
    news = Study("example:quad-at-the-un")
    alerts = 0
    for i in range(runs):
        moved = np.random.default_rng(i).permutation(len(news.documents))
        documents = news.documents.copy()
        columns = ["date", "date_low", "date_high"]
        documents[columns] = documents[columns].to_numpy()[moved]
        days = documents.set_index("doc_id")["date"].dt.strftime("%Y-%m-%d")
        counts = news.counts.assign(period=news.counts["group"].map(days).to_numpy())
        documents["episode"] = documents["doc_id"]
        period = f"{documents['date'].max():%Y}"
        rows = compare_newest(counts, documents, period=period, family=news.themes.main, seed=i)
        alerts += rows["alert"].any()
    years = news.documents["date"].dt.year
    return {
        "corpus": "sixty speeches", "months": 12 * years.nunique(),
        "documents_each": int(len(years) / years.nunique()), "before": "none", "newest_ratio": 1,
        "runs": runs, "alerts": alerts / runs, "found": np.nan, "others": np.nan,
    }  # fmt: skip


def main() -> None:
    """Write the table."""
    with ProcessPoolExecutor(2) as pool:
        rows = [*pool.map(measure_alerts, *zip(*CASES, strict=True)), measure_speeches(60)]
    pd.DataFrame(rows).to_csv(FILE, index=False, float_format="%.4g")


if __name__ == "__main__":
    main()
