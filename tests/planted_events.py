"""Made reports whose event is known: meetings of ministers who meet somebody else the day before or
after.
"""

import numpy as np
import pandas as pd
from planted_copies import _SYLLABLES, write_words

_NAMES = np.array(
    [(a + b + c).capitalize() for a in _SYLLABLES for b in _SYLLABLES[:20] for c in _SYLLABLES[:5]]
)
N_COUNTRIES, N_OFFICIALS, N_FORUMS, N_PLACES = 40, 4, 60, 150


def _pick(rng, first, n, k):
    """k of n names from place `first` on, the early ones more often (Zipf)."""
    chances = 1 / np.arange(1, n + 1)
    return first + rng.choice(n, k, replace=False, p=chances / chances.sum())


def _draw_event(rng):
    countries = _pick(rng, 0, N_COUNTRIES, 2)
    officials = (
        N_COUNTRIES
        + countries.repeat(2) * N_OFFICIALS
        + rng.choice(N_OFFICIALS, 4, p=[0.5, 0.2, 0.2, 0.1])
    )
    base = N_COUNTRIES * (1 + N_OFFICIALS)
    return [
        *countries,
        *officials,
        *_pick(rng, base, N_FORUMS, 1),
        *_pick(rng, base + N_FORUMS, N_PLACES, 1),
    ]


def _write(rng, event, said=0.8):
    """A report: each name of the event with probability `said`, one to three times, and names of
    the background.
    """
    names = [i for i in event if rng.random() < said for _ in range(rng.integers(1, 4))]
    names += _pick(rng, 0, N_COUNTRIES, 3).tolist()
    sentences = []
    for i in range(0, len(names), 2):
        words = write_words(rng, int(rng.integers(10, 25)))
        for name in names[i : i + 2]:
            words.insert(int(rng.integers(1, len(words))), str(_NAMES[name]))
        sentences.append(" ".join([words[0].capitalize(), *words[1:]]) + ".")
    return " ".join(sentences)


def plant_events(n_events, *, seed=0, per_day=2.0, undated=0.0):
    """Documents with their `event`: one to five reports each, on its day or one of the two after."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(n_events):
        event = _draw_event(rng)
        day = pd.Timestamp("2020-01-01") + pd.Timedelta(days=int(number / per_day))
        for report in range(int(rng.integers(1, 6))):
            date = (
                pd.NaT if rng.random() < undated else day + pd.Timedelta(days=int(rng.integers(3)))
            )
            rows.append((f"{number:06d}-{report}", date, _write(rng, event), f"{number:06d}"))
    documents = pd.DataFrame(rows, columns=["doc_id", "date", "text", "event"]).astype(
        {"date": "datetime64[us]"}
    )
    return documents.assign(date_low=documents["date"], date_high=documents["date"], episode="")
