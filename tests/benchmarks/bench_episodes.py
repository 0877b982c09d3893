"""Time and yield of `assign_episodes` on planted events, beside joining all that fall on the same
days.

Run `PYTHONPATH=. python tests/benchmarks/bench_episodes.py [n_events ...]` (default 400 4000, about
three documents each). The baseline joins documents of one day, which is what a date alone can do.
The second table gives precision and recall over pairs by the number of events a day (an event's
reports spread over three days) and by the share of documents without a date.
"""

import sys
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from planted_copies import rate_pairs  # noqa: E402
from planted_events import plant_events  # noqa: E402

from analysis.corpus.episodes import assign_episodes  # noqa: E402


def compare(sizes):
    for n in sizes:
        documents = plant_events(n, per_day=n / 1000)  # as many days, the more a day
        began = time.perf_counter()
        episodes = assign_episodes(documents)["episode"]
        seconds = time.perf_counter() - began
        yield (
            n,
            len(documents),
            "ours",
            round(seconds, 1),
            *rate_pairs(episodes, documents["event"]),
        )
        yield n, len(documents), "one day", 0.0, *rate_pairs(documents["date"], documents["event"])


def by_density():
    for per_day in (0.2, 1.0, 3.0, 10.0):
        for undated in (0.0, 0.2):
            documents = plant_events(400, seed=1, per_day=per_day, undated=undated)
            yield (
                per_day,
                undated,
                *rate_pairs(assign_episodes(documents)["episode"], documents["event"]),
            )


if __name__ == "__main__":
    assign_episodes(plant_events(10))  # loads the libraries
    rows = compare([int(n) for n in sys.argv[1:]] or [400, 4_000])
    columns = ["n_events", "n_documents", "method", "seconds", "precision", "recall"]
    print(pd.DataFrame(rows, columns=columns).round(3).to_string(index=False))
    columns = ["events a day", "undated", "precision", "recall"]
    print(pd.DataFrame(by_density(), columns=columns).round(3).to_string(index=False))
