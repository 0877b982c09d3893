"""Frames brought to the form of their table, or refused with what is wrong.

A pipeline is a list of tables. Each verb takes a frame of one table and returns a new frame of
another; `conform` is what they agree on. A frame may carry further columns behind the declared
ones.
"""

import pandas as pd

from .tables import TABLES


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the frame as table `name`: declared columns first, in order, with their dtypes, key
    checked.

    Raises
    ------
    KeyError
        If `name` is no table.
    ValueError
        If a column is missing, cannot take its dtype, or the key repeats; the message names which.

    Examples
    --------
    >>> rows = pd.DataFrame({"topic": [0], "rank": [1], "word": ["quad"], "weight": [1]})
    >>> conform(rows, "topics").dtypes["weight"].name
    'float64'
    """
    table = TABLES[name]
    missing = [column for column in table.columns if column not in frame.columns]
    if missing:
        raise ValueError(
            f"{name}: no column {', '.join(missing)} (it has {', '.join(map(str, frame.columns))})"
        )
    further = [column for column in frame.columns if column not in table.columns]
    out = frame[[*table.columns, *further]].copy()
    added = {column: dtype for column, dtype in table.added.items() if column in further}
    for column, dtype in (table.columns | added).items():
        if out[column].dtype == pd.api.types.pandas_dtype(dtype):  # of texts: Arrow strings, too
            continue
        try:
            out[column] = out[column].astype(dtype)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}.{column}: cannot be {dtype}: {error}") from error
    if table.key and out.duplicated(list(table.key)).any():
        row = out.loc[out.duplicated(list(table.key)), list(table.key)].iloc[0].to_dict()
        raise ValueError(f"{name}: {row} stands more than once; {', '.join(table.key)} is the key")
    return out.reset_index(drop=True)


def empty(name: str) -> pd.DataFrame:
    """Return table `name` without rows, with its dtypes."""
    return pd.DataFrame({c: pd.Series(dtype=d) for c, d in TABLES[name].columns.items()})
