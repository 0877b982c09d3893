"""Did a theme rise or fall? The dates of the episodes are put in other orders, and the themes
tested together.

Under no change every order of the dates is as likely, whatever the counts are like; the test needs
no model. A regression adds how large the change is, from 30 episodes on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations

import numpy as np
import pandas as pd

from ..core.measures import check_counted
from ..core.periods import UNDATED
from .estimates import check_tallies
from .intervals import FEW, infer
from .nb_regression import fit_growth
from .tallies import UNMATCHED

SIGNIFICANT = 0.05
WITHOUT = 0.10  # the bar when one episode is left out: with less evidence, twice as high
_EXACT = 8  # up to this many episodes every order of the dates is tried
_LEFT_OUT_EXACT = 6  # and so with one left out; beyond, Pitman's approximation serves
_MANY = 500  # beyond this many orders are not drawn either
# up to this many each one is left out once; beyond, of each theme those that bear most on it
_LEFT_OUT_ALL = 200
_LEFT_OUT_OF_MANY = 5
_N_DRAWS = 9_999
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
    growth = [_growth(units, y[theme], seed) for theme in y.columns]
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
    """Tell whether a change is called: significant, with any one episode left out too, carried by
    two episodes.
    """
    return significant & (p_without < WITHOUT) & sign_holds & carried


def arrange_units(
    tallies: pd.DataFrame, documents: pd.DataFrame, measure: str, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the dated episodes (`x`, mean `rank`, `days` of each imputation as a list), and y, a
    column a theme.
    """
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
    """Return by `doc_id` episode, first and last day that it may be of, and `x`; undated documents
    are left out.
    """
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


def permute_dates(
    rank: np.ndarray,
    y: np.ndarray,
    x: np.ndarray,
    measure: str,
    *,
    seed: int = 0,
    quick: bool = False,
) -> dict[str, np.ndarray]:
    """Return the test of every column of y (units x themes): see `compare_dates`.

    `quick` takes Pitman's approximation where more than 6 units would ask for many orders.
    """
    n, themes = y.shape
    spread = _spread(y, x, measure)
    centred, excess = rank - rank.mean() if n else rank, _excess(y, x, measure, spread)
    statistic = centred @ excess
    orders = (
        _orders(n, seed)
        if n <= (_LEFT_OUT_EXACT if quick else _EXACT) or (n <= _MANY and not quick)
        else None
    )
    p, p_least = (
        (_pitman(centred, excess), np.zeros(themes))
        if orders is None
        else _rank_orders(centred, excess, orders)
    )
    direction = np.sign(np.round(statistic, 9)).astype("int64")
    p_without, holds = np.zeros(themes) if n > 1 else np.ones(themes), np.full(themes, n > 1)
    for without, way in _leave_each_out(rank, y, x, excess, measure, spread, seed):
        p_without = np.maximum(p_without, without)
        holds &= np.sign(np.round(way, 9)) == direction
    method = (
        "Pitman's approximation" if orders is None else "exact" if n <= _EXACT else "Monte Carlo"
    )
    return {
        "direction": direction,
        "p": p,
        "p_least": p_least,
        "p_without": p_without,
        "sign_holds": holds & (direction != 0),
        "n_units": np.full(themes, n),
        "n_orders": np.full(themes, 0 if orders is None else len(orders)),
        "method": np.full(themes, method, dtype=object),
    }


def _leave_each_out(
    rank, y, x, excess, measure: str, spread, seed: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield p and statistic of every theme without one of the units: each in turn, or of very many
    those that bear most on it.
    """
    n, themes = y.shape
    if n > _LEFT_OUT_ALL:
        bearing = -np.abs((rank - rank.mean())[:, None] * excess)
        for units in np.argsort(bearing, axis=0, kind="stable")[:_LEFT_OUT_OF_MANY]:
            rest = np.ones((n, themes))
            rest[units, np.arange(themes)] = 0.0
            part = _excess(y * rest, x[:, None] * rest, measure, spread)
            centred = (rank[:, None] - (rank @ rest) / (n - 1)) * rest
            yield _pitman(centred, part, n - 1), (centred * part).sum(0)
        return
    for i in range(n if n > 1 else 0):
        rest = np.delete(np.arange(n), i)
        part, centred = _excess(y[rest], x[rest], measure, spread), rank[rest] - rank[rest].mean()
        few = len(rest) <= _LEFT_OUT_EXACT
        p = (
            _rank_orders(centred, part, _orders(len(rest), seed))[0]
            if few
            else _pitman(centred, part)
        )
        yield p, centred @ part


def _spread(y: np.ndarray, x: np.ndarray, measure: str) -> np.ndarray:
    """Return k or the correlation of each theme, whatever the dates."""
    if not len(x):
        return np.ones(y.shape[1])
    sums = {"sum_y": y.sum(0), "sum_x": x.sum(), "sum_yy": (y**2).sum(0), "sum_xx": (x**2).sum()}
    return infer(measure, pd.DataFrame(sums)).typical_spread()


def _excess(y: np.ndarray, x: np.ndarray, measure: str, spread: np.ndarray) -> np.ndarray:
    """Return (y - rate x) of every unit and theme over how much more than independent hits it
    varies.
    """
    if not len(x):
        return np.zeros(y.shape)
    x = x if x.ndim == 2 else x[:, None]
    expected = x * (y.sum(0) / x.sum(0))
    effect = 1 + expected / spread if measure == "rate" else 1 + np.maximum(x - 1, 0) * spread
    return (y - expected) / effect


def _rank_orders(
    centred: np.ndarray, excess: np.ndarray, orders: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return p and the smallest p that any order could give, the first order being the one seen."""
    size = np.abs(centred[orders] @ excess)
    slack = 1e-9 * (1 + size.max(axis=0, initial=0.0))
    p = np.mean(size >= size[0] - slack, axis=0)
    return p, np.mean(size >= size.max(axis=0, initial=0.0) - slack, axis=0)


def _pitman(centred: np.ndarray, excess: np.ndarray, n: int | None = None) -> np.ndarray:
    """Return p of the correlation with the dates by t, which has the first moments of the
    permutations (Pitman 1937).

    Of n units; those left out, of a theme each its own, stand there as zeros.
    """
    from scipy import stats

    n = len(centred) if n is None else n
    centred = centred if centred.ndim == 2 else centred[:, None]
    total = excess.sum(0)
    norm = np.sqrt((centred**2).sum(0) * np.maximum((excess**2).sum(0) - total**2 / n, 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.where(norm > 0, (centred * excess).sum(0) / norm, 0.0)
        t = np.abs(r) * np.sqrt((n - 2) / np.maximum(1 - r**2, 1e-300))
    return 2 * stats.t.sf(t, n - 2)


@lru_cache(maxsize=4)  # a corpus is read many times over with something left out
def _orders(n: int, seed: int) -> np.ndarray:
    """Return orders of n things, one a row, as they are first: all of them when few, else seeded
    draws.
    """
    if n <= _EXACT:
        out = np.array(list(permutations(range(n))), dtype=int).reshape(math.factorial(n), n)
    else:
        draws = np.tile(np.arange(n), (_N_DRAWS, 1))
        out = np.vstack([np.arange(n), np.random.default_rng(seed).permuted(draws, axis=1)])
    out.flags.writeable = False
    return out


def _growth(units: pd.DataFrame, y: pd.Series, seed: int) -> tuple[float, float, float, str]:
    """Return the rate at the last date over that at the first with its interval, pooled over
    imputed dates.
    """
    nothing = (np.nan, np.nan, np.nan)
    if len(units) < FEW:
        return *nothing, f"no ratio under {FEW} episodes"
    if (y > 0).sum() < 2:
        return *nothing, "no ratio: hits in fewer than two episodes"
    days = np.stack(units["days"].to_list()).astype("float64")
    if (np.ptp(days, axis=0) == 0).any():
        return *nothing, "no ratio: all of one date"
    times = (days - days.min(0)) / np.ptp(days, axis=0)
    fits = np.array(
        [fit_growth(y.to_numpy("float64"), units["x"].to_numpy("float64"), t) for t in times.T]
    )
    return *_pool_fits(fits, len(units)), ""


def _pool_fits(fits: np.ndarray, n: int) -> tuple[float, float, float]:
    """Return ratio, low and high of slopes and their variances by Rubin's rules, t with n - 2
    degrees of freedom.
    """
    from scipy import stats

    slope, inside = fits.mean(0)
    between = fits[:, 0].var(ddof=1) if len(fits) > 1 else 0.0
    reach = stats.t.ppf(0.975, n - 2) * math.sqrt(inside + (1 + 1 / len(fits)) * between)
    return math.exp(slope), math.exp(slope - reach), math.exp(slope + reach)
