"""Did a theme rise or fall? The dates of the episodes are permuted, the themes tested together.

Under no change every order of the dates is as likely, whatever the counts are like; the test needs
no model. A regression adds how large the change is, from 30 episodes on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..core.measures import check_counted
from ..core.periods import UNDATED
from .date_permutation import permute_dates
from .estimates import check_tallies
from .nb_regression import estimate_growth
from .tallies import UNMATCHED

SIGNIFICANT = 0.05
WITHOUT = 0.10  # the bar when one episode is left out: with less evidence, twice as high
_IMPUTATIONS = 20


def compare_dates(
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    measure: str = "share",
    family: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Test each theme for a rise or fall over time by permuting the dates of the episodes.

    The statistic is the sum over episodes of date rank times (y - rate x), the latter over its
    variance: positive where a theme is denser in later episodes than in earlier ones. A date that
    is an interval (`date_low` before `date_high`) enters with its mean rank over 20 draws from the
    interval.

    Parameters
    ----------
    tallies
        Table `tallies` with one row a document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the episode and the dates of each; documents of one episode move
        together, and those without a date are left out.
    measure
        "share" or "rate".
    family
        The themes that are judged together (the main ones): `p_holm` is Holm's correction over
        them, and over all others together. One family of all unless given.
    seed
        Of the Monte Carlo orders beyond 8 episodes, and of draws from intervals of dates.

    Returns
    -------
    DataFrame
        `theme`, `direction` (1 up, -1 down, 0 none), `p` (two-sided), `p_holm`, `n_family`,
        `p_least` (the smallest p that any order of these episodes could give), `p_without` (the
        largest p when one episode is left out), `sign_holds` (leaving out any one episode keeps the
        direction), `n_units` (episodes), `n_orders`, `method` ("exact", "Monte Carlo", "Pitman's
        approximation" beyond 500 episodes), and from 30 episodes on `ratio`, `low`, `high`: the
        rate at the last date over that at the first, by a negative-binomial regression; below,
        these are empty and `remark` says so.

    Raises
    ------
    ValueError
        If a row of the tallies holds more than one document, or `measure` is neither.
    """
    units, y = arrange_units(tallies, documents, measure, seed)
    test = permute_dates(
        units["rank"].to_numpy(), y.to_numpy(), units["x"].to_numpy(), measure, seed=seed
    )
    out = pd.DataFrame({"theme": pd.Series(y.columns, dtype="str"), **test})
    inside = out["theme"].isin(out["theme"] if family is None else family)
    out["p_holm"] = pd.concat([adjust_holm(out["p"][inside]), adjust_holm(out["p"][~inside])])
    out["n_family"] = np.where(inside, inside.sum(), (~inside).sum())
    growth = [estimate_growth(units, y[theme]) for theme in y.columns]
    ratios = np.array([g[:3] for g in growth]).reshape(-1, 3)
    return out.assign(
        **dict(zip(("ratio", "low", "high"), ratios.T, strict=True)),
        remark=pd.Series([g[3] for g in growth], dtype="str"),
    )


def adjust_holm(p: pd.Series) -> pd.Series:
    """Return p values that hold for the whole family (Holm 1979).

    Parameters
    ----------
    p
        p values, each 0-1; missing ones stay missing.

    Examples
    --------
    >>> adjust_holm(pd.Series([0.01, 0.04, 0.03])).round(6).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p.to_numpy(), kind="stable")
    steps = np.maximum.accumulate(p.to_numpy()[order] * np.arange(len(p), 0, -1))
    out = np.empty(len(p))
    out[order] = np.minimum(steps, 1)
    return pd.Series(out, index=p.index)


def called(significant, p_without, sign_holds, carried):
    """Tell whether a change is called: significant, robust to any one episode, and in two."""
    return significant & (p_without < WITHOUT) & sign_holds & carried


def arrange_units(
    tallies: pd.DataFrame, documents: pd.DataFrame, measure: str, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the dated episodes (`x`, mean `rank`, imputed `days`), and y, a column a theme."""
    check_counted(measure)
    rows = check_tallies(tallies[tallies["measure"] == measure])
    if (rows["n_documents"] > 1).any():
        raise ValueError(
            'compare_dates needs one row a document: tally with period="date", group="doc_id"'
        )
    rows = rows[rows["theme"] != UNMATCHED]
    docs = _date_documents(rows, documents)
    at = docs.index.get_indexer(rows["group"])
    rows, at = rows[at >= 0], at[at >= 0]
    units = docs.groupby("episode").agg({"low": "min", "high": "min", "x": "sum"})
    theme, names = pd.factorize(rows["theme"])
    y = np.zeros((len(units), len(names)), dtype="int64")
    np.add.at(y, (units.index.get_indexer(docs["episode"])[at], theme), rows["sum_y"])
    y = pd.DataFrame(y, index=units.index, columns=names)
    units = units[units["x"] > 0].sort_values(["low", "high"], kind="stable")
    draws = 1 if (units["low"] == units["high"]).all() else _IMPUTATIONS
    rng = np.random.default_rng(seed)
    days = np.column_stack([rng.integers(units["low"], units["high"] + 1) for _ in range(draws)])
    units["rank"] = pd.DataFrame(days).rank().mean(axis=1).to_numpy()
    return units.assign(days=list(days)), y.reindex(units.index)


def _date_documents(tallies: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return each dated document's episode, first and last possible day, and `x`."""
    of = tallies.drop_duplicates("group").set_index("group")[["period", "sum_x"]]
    columns = [name for name in ("episode", "date_low", "date_high") if name in documents]
    out = documents[columns].set_axis(documents["doc_id"].astype("str")).join(of, how="inner")
    day = pd.to_datetime(out["period"].where(out["period"] != UNDATED), format="ISO8601")
    ends = {}
    for name in ("low", "high"):
        own = pd.to_datetime(out[f"date_{name}"]) if f"date_{name}" in out else day
        ends[name] = own.fillna(day).to_numpy("datetime64[D]")
    dated = ~(np.isnat(ends["low"]) | np.isnat(ends["high"]))
    days = {name: day.astype("int64") for name, day in ends.items()}
    return out[["episode"]].assign(**days, x=out["sum_x"])[dated]
