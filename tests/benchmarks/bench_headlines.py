"""Cost of reading a table of 48,000 headlines with their days, beside reading it by pandas alone.

Run: PYTHONPATH=. python tests/benchmarks/bench_headlines.py
"""

from __future__ import annotations

import datetime
import random
import tempfile
import time
from pathlib import Path

import pandas as pd

from analysis import read_corpus

N = 48_000
WHO = "minister Jaishankar Kishida Blinken officials envoys Tokyo Delhi".split()
VERBS = "says urges warns welcomes condemns discusses signs rejects".split()
WHAT = "trade terrorism the Quad semiconductors Russia climate ports visas".split()
FIRST = datetime.date(2014, 1, 1)


def write_headlines(path: Path) -> None:
    """Write a CSV of headlines, some hundred of a day."""
    draw = random.Random(0)
    rows = []
    for k in range(N):
        day = FIRST + datetime.timedelta(days=k * 3650 // N)
        words = f"{draw.choice(WHO)} {draw.choice(VERBS)} {draw.choice(WHAT)} at talks number {k}"
        rows.append(f"{day:%Y%m%d},{words}")
    path.write_text("publish_date,headline_text\n" + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.csv"
        write_headlines(path)
        start = time.process_time()
        pd.to_datetime(pd.read_csv(path, dtype=str)["publish_date"], format="%Y%m%d")
        alone = time.process_time() - start
        start = time.process_time()
        corpus = read_corpus(path)
        whole = time.process_time() - start
    dated = int(corpus.documents["date"].notna().sum())
    print(f"{len(corpus.documents):,} of {N:,} rows are documents, {dated:,} of them dated")
    print(
        f"{whole:.1f} cpu-seconds (goal 60), {whole / alone:.0f} times pandas.read_csv and to_datetime"
    )


if __name__ == "__main__":
    main()
