"""The same table in other chunks and under another index: a column of Arrow strings may come in any
number of chunks, rows may be named in any way, and no verb may tell.
"""

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
        parts = [
            whole.slice(a, b - a) for a, b in zip([0, *ends], [*ends, len(whole)], strict=True)
        ]
        array = pd.array(pa.chunked_array(parts, pa.large_string()), dtype=column.dtype)
        out[name] = pd.Series(array, index=frame.index)
    return out


def rename_rows(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return a frame whose rows all bear one name ("same"), names in turn ("texts"), numbers that
    fall ("falling"), or such numbers of which two rows bear each ("pairs").
    """
    n = len(frame)
    names = {
        "same": [7] * n,
        "texts": [f"row {i % 3}" for i in range(n)],
        "falling": [3 * (n - i) for i in range(n)],
        "pairs": [(n - i) // 2 for i in range(n)],
    }[kind]
    return frame.set_axis(pd.Index(names, dtype=None if n else "int64"), axis=0)


def renamed(verb: Callable, kind: str) -> Callable:
    """Return a verb that meets the rows of every table it is given under other names."""

    @wraps(verb)
    def call(*tables, **options):
        named = [rename_rows(t, kind) if isinstance(t, pd.DataFrame) else t for t in tables]
        return verb(
            *named,
            **{
                key: rename_rows(t, kind) if isinstance(t, pd.DataFrame) else t
                for key, t in options.items()
            },
        )

    return call


def rechunked(verb: Callable, seed: int = 0) -> Callable:
    """Return a verb that meets every table it is given in other chunks."""

    @wraps(verb)
    def call(*tables, **options):
        cut = [
            rechunk(t, seed + i) if isinstance(t, pd.DataFrame) else t for i, t in enumerate(tables)
        ]
        return verb(
            *cut,
            **{
                name: rechunk(t, seed) if isinstance(t, pd.DataFrame) else t
                for name, t in options.items()
            },
        )

    return call
