"""Sums to estimates: a rate, share or tone with its interval, and the ratio of two periods.

The unit is the document (or the episode, as tallied), never the word. One document gives a wide
interval that leans on `PRIOR`, no hits give an upper bound, and what cannot be estimated says why
in `remark`.
"""

import numpy as np
import pandas as pd

from ..core.measures import MEASURES, check_counted, find_measure
from ..core.schema import TABLES, conform, empty
from .distinct_counts import count_names
from .intervals import FEW, LEARN, PRIOR, count_interval, learn_spreads, t_reach, tone_interval
from .tallies import UNMATCHED

__all__ = ["PRIOR", "check_documents", "check_tallies", "estimate_trends", "jackknife_trends"]

_WHOLE = "sums are whole numbers of 0 or more"


def estimate_trends(tallies: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate each cell of the tallies with an interval, and say what it is based on.

    Under 30 units, rates get a negative-binomial posterior and shares a beta posterior, each
    averaged over what the sums and `PRIOR` leave open about how far documents differ. From 30 units
    on, each end is the further one of the posterior and of the ratio interval, which needs no
    model. Tone gets a t interval. From 12 units of a theme on, how far documents differ is learnt
    from all its cells together.

    Parameters
    ----------
    tallies
        Table `tallies`.
    level
        Probability that the interval is to hold, between 0 and 1.

    Returns
    -------
    DataFrame
        Table `trends`: `estimate`, `low`, `high` in hits per 1,000 words (rate), 0-1 (share) or -1
        to 1 (tone); all three empty where there is nothing to count in, and `remark` says so.
        `n_documents` were read; `n_mentions` is y (sentences for tone), found in `n_carriers`
        documents of `n_sources` sources and `n_episodes` episodes (exact to 63);
        `top_document_share` is the share of y that one document gave (0-1; 1: one document carries
        the cell; empty for tone and where y is 0).

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or as `check_tallies`.
    """
    if not 0 < level < 1:
        raise ValueError(f"level {level!r} is not between 0 and 1")
    if tallies.empty:
        return empty("trends")
    tallies = check_tallies(tallies)
    by = tallies.groupby("measure", sort=False)
    parts = [_estimate(find_measure(name).name, cells, level) for name, cells in by]
    out = tallies.join(pd.concat(parts)).assign(level=level)
    toned = out["measure"].str.startswith("tone")
    out["n_mentions"] = out["sum_x"].where(toned, out["sum_y"])
    # estimated beyond 63, and never more than documents
    for name, sketches in (("n_sources", "sources"), ("n_episodes", "episodes")):
        out[name] = np.minimum(count_names(out[sketches]), out["n_carriers"])
    out["top_document_share"] = (out["top_y"] / out["sum_y"].where(out["sum_y"] > 0)).where(~toned)
    return conform(out[list(TABLES["trends"].columns)], "trends")


def check_tallies(tallies: pd.DataFrame) -> pd.DataFrame:
    """Return the tallies with their dtypes, or say which row cannot be.

    Raises
    ------
    ValueError
        If a sum is missing, not whole or negative, or a share counts more sentences than there are.
    """
    columns = TABLES["tallies"].columns.items()
    toned = tallies["measure"].str.startswith("tone")
    for column in (name for name, dtype in columns if dtype == "int64" and name in tallies):
        values = pd.to_numeric(tallies[column])
        bad = values < 0
        if column in ("sum_y", "sum_xy", "top_y"):  # the tone of a cell may be negative
            bad &= ~toned
        if values.dtype != "int64":
            bad |= values.isna() | (values % 1 != 0)
        _refuse(tallies, bad, lambda row, c=column: f"{c} is {row[c]}: {_WHOLE}")
    out = conform(tallies, "tallies")
    unknown = ~toned.to_numpy() & ~out["measure"].isin(list(MEASURES))
    known = ", ".join(MEASURES)
    _refuse(out, unknown, lambda row: f"measure {row['measure']!r} is none of {known}")
    more = (out["measure"] == "share") & (out["sum_y"] > out["sum_x"])
    _refuse(out, more, lambda row: f"{row['sum_y']} of {row['sum_x']} sentences is no share")
    return out


def check_documents(tallies: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the rows of a measure and of themes, of tallies with one row per document.

    Raises
    ------
    ValueError
        If a row holds more than one document, or `measure` is neither "share" nor "rate".
    """
    check_counted(measure)
    rows = check_tallies(tallies[tallies["measure"] == measure])
    if (rows["n_documents"] > 1).any():
        raise ValueError('one row per document is needed: tally with period="date", group="doc_id"')
    return rows[rows["theme"] != UNMATCHED]


def count_themes(rows: pd.DataFrame, at: np.ndarray, n: int) -> pd.DataFrame:
    """Return y of so many units, a column a theme; `at` is the unit of each row, -1 for none."""
    rows, at = rows[at >= 0], at[at >= 0]
    theme, names = pd.factorize(rows["theme"])
    y = np.zeros((n, len(names)), dtype="int64")
    np.add.at(y, (at, theme), rows["sum_y"].to_numpy())
    return pd.DataFrame(y, columns=pd.Index(names, dtype="str"))


def _refuse(rows: pd.DataFrame, bad: pd.Series, say) -> None:
    if bad.any():
        row = rows[bad].iloc[0]
        raise ValueError(f"tallies, {row['theme']} in {row['period']}, {row['group']}: {say(row)}")


def _estimate(kind: str, cells: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return estimate, low, high, method and remark of the cells of one measure."""
    out = pd.DataFrame(np.nan, index=cells.index, columns=["estimate", "low", "high"])
    is_known = (cells["sum_x"] > 0) & (cells["n_units"] > 0)
    out["estimate"] = (cells["sum_y"] / cells["sum_x"]).where(is_known)
    known = cells[is_known]
    themes = known.groupby("theme", sort=False)
    learnt = known.index[themes["n_units"].transform("sum") >= LEARN]
    if kind == "tone":
        for _, of in themes:
            out.loc[of.index, ["low", "high"]] = np.column_stack(tone_interval(of, level))
    elif len(known):
        of_all = {theme: learn_spreads(kind, of) for theme, of in themes}
        of_all = {theme: weights for theme, weights in of_all.items() if weights is not None}
        bounds = count_interval(kind, known, level, of_all)
        out.loc[known.index, ["low", "high"]] = np.column_stack(bounds)
    out *= MEASURES[kind].unit
    many = (cells["n_units"] >= FEW) & (cells["sum_y"] != 0)
    by_counts = np.where(many, "posterior and ratio", "posterior")
    method = pd.Series("t" if kind == "tone" else by_counts, index=cells.index)
    out["method"] = method.where(is_known, "none")
    pairs = zip(cells.itertuples(), cells.index.isin(learnt).tolist(), strict=True)
    out["remark"] = [_remark(kind, row, from_all) for row, from_all in pairs]
    return out


def _remark(kind: str, cell, learnt: bool) -> str:
    if cell.n_units == 0:
        return "no documents: nothing can be estimated"
    if cell.sum_x == 0:
        return f"no {MEASURES[kind].of}: nothing can be estimated"
    notes = ["no hits: only an upper bound"] * (kind != "tone" and cell.sum_y == 0)
    unit = "document" if cell.n_documents == 1 else "episode"
    guess = "is taken from all cells" if learnt else "is the prior's guess"
    notes += [f"one {unit}: how far others would differ {guess}"] * (cell.n_units == 1)
    return "; ".join(notes)


def jackknife_trends(tallies: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Give a second opinion that knows no prior: each theme pooled, one unit left out at a time.

    Parameters
    ----------
    tallies
        Table `tallies` of a measure "share" or "rate", one row per unit (`period="date",
        group="doc_id"`).
    level
        Between 0 and 1.

    Returns
    -------
    DataFrame
        `theme`, `measure`, `estimate`, `low`, `high` (jackknife of the log, t with n - 1 degrees of
        freedom), `n_units`, `remark` (why there is no interval). Measured coverage of a nominal 95
        % at five bursty documents is about 90 %: narrower than the posterior, and too narrow.

    Raises
    ------
    ValueError
        If a row of the tallies holds more than one unit.
    """
    rows = check_tallies(tallies)
    rows = rows[~rows["measure"].str.startswith("tone")]
    if (rows["n_units"] > 1).any():
        raise ValueError(
            'jackknife_trends needs one row per unit: tally with period="date", group="doc_id"'
        )
    out, by = [], rows[rows["sum_x"] > 0].groupby(["measure", "theme"], sort=False)
    for (measure, theme), cells in by:
        y, x = cells["sum_y"].to_numpy("float64"), cells["sum_x"].to_numpy("float64")
        *found, remark = _jackknife(y, x, level)
        out.append([theme, measure, *np.array(found) * MEASURES[measure].unit, len(y), remark])
    columns = ["theme", "measure", "estimate", "low", "high", "n_units", "remark"]
    texts = dict.fromkeys(("theme", "measure", "remark"), "str")
    return pd.DataFrame(out, columns=columns).astype(texts)


def _jackknife(y: np.ndarray, x: np.ndarray, level: float) -> tuple[float, float, float, str]:
    n, rate = len(y), y.sum() / x.sum()
    if n < 2:
        return rate, np.nan, np.nan, "one unit: nothing to leave out"
    if y.sum() == y.max():
        return rate, np.nan, np.nan, "no hits" if rate == 0 else "one unit has all hits"
    logs = np.log((y.sum() - y) / (x.sum() - x))
    error = np.sqrt((n - 1) / n * ((logs - logs.mean()) ** 2).sum())
    reach = np.exp(t_reach(level, n - 1) * error)
    return rate, rate / reach, rate * reach, ""
