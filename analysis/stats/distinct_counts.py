"""How many different names: sketches that unite, so that no source counts twice.

A sketch is the text of the 64 smallest hashes of a set of names (bottom-k; Bar-Yossef et al. 2002).
United, two sketches are that of the united sets; up to 64 names the count is exact, beyond that
within some 12 per cent.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

SIZE = 64
_DIGITS = 16


def sketch_names(rows: pd.DataFrame, cell: list[str], column: str) -> pd.Series:
    """Return a sketch of the names in `column` for each cell; empty names do not count."""
    rows = rows.loc[rows[column].fillna("") != "", [*cell, column]]
    numbers = rows.groupby(cell, sort=False).ngroup().to_numpy()
    codes, names = pd.factorize(rows[column])
    hashes = pd.util.hash_array(np.asarray(names, dtype=object), categorize=False)[codes]
    order = np.lexsort((hashes, numbers))
    cells, hashes = numbers[order], hashes[order]
    new = (np.diff(cells, prepend=-1) != 0) | (np.diff(hashes, prepend=hashes[:1]) != 0)
    cells, hashes = cells[new], hashes[new]
    least = np.arange(len(cells)) - np.searchsorted(cells, cells) < SIZE
    kept, places = np.unique(hashes[least], return_inverse=True)
    texts = pa.array([f"{h:0{_DIGITS}x}" for h in kept.tolist()], pa.string()).take(places)
    ends = np.cumsum(np.bincount(cells[least]))
    lists = pa.ListArray.from_arrays(np.array([0, *ends], "int32"), texts)
    first = np.unique(numbers, return_index=True)[1]
    index = rows[cell].iloc[first].set_index(cell).index
    return pd.Series(pc.binary_join(lists, " ").to_pylist(), index, dtype="str", name="code")


def merge_sketches(sketches: Iterable[str]) -> str:
    """Return the sketch of the united sets.

    Examples
    --------
    >>> merge_sketches(["0a 1c", "", "0a 0b"])
    '0a 0b 1c'
    """
    return " ".join(sorted(set(" ".join(sketches).split()))[:SIZE])


def unite_sketches(sketches: pd.Series, cells: pd.Series, n_cells: int) -> pd.Series:
    """Return the united sketch of each cell; most cells have only one to unite."""
    filled = sketches != ""
    sketches, cells = sketches[filled], cells[filled]
    out = pd.Series("", index=range(n_cells), dtype=object)
    out.loc[cells.to_numpy()] = sketches.to_numpy(dtype=object)
    several = cells.duplicated(keep=False)
    order = cells[several].sort_values(kind="stable")
    texts = sketches[order.index].to_numpy(dtype=object)
    numbers, starts = np.unique(order.to_numpy(), return_index=True)
    for number, start, end in zip(numbers, starts, np.append(starts, len(texts))[1:], strict=True):
        out.iat[number] = merge_sketches(texts[start:end])
    return out.astype("str")


def count_names(sketches: pd.Series) -> pd.Series:
    """Return how many names each sketch stands for: exact up to 64.

    Examples
    --------
    >>> count_names(pd.Series(["", "0a 1c"])).tolist()
    [0, 2]
    """
    return sketches.map(_count).astype("int64")


def _count(sketch: str) -> int:
    codes = sketch.split()
    if len(codes) < SIZE:
        return len(codes)
    return max(SIZE, round((SIZE - 1) / (int(codes[-1], 16) / 16**_DIGITS)))
