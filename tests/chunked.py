"""The same table in other chunks: a column of Arrow strings may come in any number of them, and no verb may tell."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import wraps

import pandas as pd
import pyarrow as pa


def rechunk(frame: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Return a frame whose columns of text are cut at random places, some chunks without a row."""
    rng, out = random.Random(seed), frame.copy()
    for place, name in enumerate(frame.columns):
        column = frame.iloc[:, place]
        if column.dtype != "str":
            continue
        whole = pa.array(column, pa.large_string())
        whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
        ends = sorted(rng.randrange(len(whole) + 1) for _ in range(rng.choice((0, 1, 2, 5))))
        parts = [whole.slice(a, b - a) for a, b in zip([0, *ends], [*ends, len(whole)], strict=True)]
        array = pd.array(pa.chunked_array(parts, pa.large_string()), dtype=column.dtype)
        out[name] = pd.Series(array, index=frame.index)
    return out


def rechunked(verb: Callable, seed: int = 0) -> Callable:
    """Return a verb that meets every table it is given in other chunks."""

    @wraps(verb)
    def call(*tables, **options):
        cut = [rechunk(t, seed + i) if isinstance(t, pd.DataFrame) else t for i, t in enumerate(tables)]
        return verb(*cut, **{name: rechunk(t, seed) if isinstance(t, pd.DataFrame) else t for name, t in options.items()})

    return call
