"""Did a theme change, in which shape, when and by how much? The dates of the episodes are permuted,
the shapes and the themes tested together.

Under no change every order of the dates is as likely, whatever the counts are like; the test needs
no model.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import UNDATED
from .estimates import check_documents, count_themes
from .shape_estimates import DATES, LEVELS, MOST_CUTS, date_shape, measure_levels, measure_trend
from .shape_tests import permute_shapes, weigh_units
from .shapes import Shapes
from .time_bins import MOST_BINS, bin_units

SIGNIFICANT = 0.05
WITHOUT = 0.10  # the bar when one episode is left out: with less evidence, twice as high
_IMPUTATIONS = 20


@cached()
def compare_dates(
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    measure: str = "share",
    family: Sequence[str] | None = None,
    seed: int = 0,
    dated: bool = True,
) -> pd.DataFrame:
    """Test each theme for a change over time in any shape: a trend, a step, or a peak or dip.

    Each shape is scored against what a unit has beyond the overall level, and the best score judged
    by how seldom permuted dates of the episodes give one as good, whatever the shape (see
    `shapes`). A date that is an interval (`date_low` before `date_high`) enters with 20 draws from
    the interval.

    Parameters
    ----------
    tallies
        Table `tallies` with one row per document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the episode and the dates of each; documents of one episode move
        together, and those without a date are left out.
    measure
        "share" or "rate".
    family
        The themes that are judged together (the main ones): `p_family` is corrected over them, and
        over all others together (Westfall and Young 1993). One family of all unless given.
    seed
        Of the Monte Carlo orders beyond 8 episodes, and of draws from intervals of dates.
    dated
        Whether to add dates and levels, which the test does not need.

    Returns
    -------
    DataFrame
        `theme`, `shape` ("trend", "step" or "pulse": the one that fits best, whether or not a
        change can be shown), `direction` (1 up, -1 down, 0 none), `p` (of all shapes together),
        `p_family`, `n_family`, `p_least` (the smallest p that any order of these episodes could
        give), `p_without` (the largest p when one episode is left out), `sign_holds` (leaving out
        any one episode keeps the direction), `called`
        (p_family under .05, p_without under .10, the direction holds, and two episodes have the
        theme), `n_units` (episodes), `block` (units that changed places together, 1 unless
        neighbours in time are alike), `n_orders`, `method` ("exact", "Monte Carlo", "normal sums"
        beyond 5,000 episodes).

        Of the best shape: `start`, the first period of a step's or pulse's new level, and `end`,
        the last of a pulse, with intervals of 95 % (`start_low`, `start_high`, `end_low`,
        `end_high`), in the days, months or years that dates are known to, "" for a trend; `before`,
        `within` and `after`, the levels (0-1; of a trend the earlier and the later half; of a step
        there is no after); `ratio`, `low`, `high`: the level within over that outside, of a trend
        the later half over the earlier on a log-linear trend, with its interval of 95 %. A shape
        that was chosen because it fits best overstates the change a little.

    Raises
    ------
    ValueError
        If a row of the tallies holds more than one document, or `measure` is neither.
    """
    units, table = arrange_units(tallies, documents, measure, seed)
    shapes = arrange_shapes(units)
    y, x = table.to_numpy("float64"), units["x"].to_numpy("float64")
    inside = np.isin(table.columns, list(table.columns if family is None else family))
    test, _ = permute_shapes(shapes, y, x, measure, inside, seed=seed)
    at, excess = test.pop("at"), test.pop("excess")
    out = pd.DataFrame({"theme": pd.Series(table.columns, dtype="str"), **test})
    out["n_family"] = np.where(inside, inside.sum(), (~inside).sum())
    significant, carried = test["p_family"] < SIGNIFICANT, (y > 0).sum(0) >= 2
    out["called"] = called(significant, test["p_without"], test["sign_holds"], carried)
    if not dated:
        return out
    fine = arrange_shapes(units, MOST_CUTS)
    found = []
    for i, row in enumerate(out.itertuples()):
        weight = weigh_units(at[i], shapes)
        if row.shape == "trend":
            levels = measure_trend(y[:, i], x, weight)
        else:
            levels = measure_levels(row.theme, y[:, i], x, weight, measure, seed)
        found.append(date_shape(fine, excess[i], row.shape, row.direction) | levels)
    return out.join(pd.DataFrame(found, index=out.index, columns=[*DATES, *LEVELS]))


def arrange_shapes(units: pd.DataFrame, most: int = MOST_BINS) -> Shapes:
    """Return the shapes over the periods of the units of `arrange_units`, at most so many of them:
    the same object for the same units, as where a term is left out.
    """
    days = np.stack(units["days"].to_list()) if len(units) else np.zeros((0, 1), "int64")
    ends = (units[name].to_numpy("int64").tobytes() for name in ("low", "high"))
    rank = units["rank"].to_numpy("float64")
    return _arrange(rank.tobytes(), days.astype("int64").tobytes(), days.shape, *ends, most)


@lru_cache(maxsize=2)
def _arrange(
    rank: bytes, days: bytes, shape: tuple[int, ...], low: bytes, high: bytes, most: int
) -> Shapes:
    drawn, first, last = (np.frombuffer(numbers, "int64") for numbers in (days, low, high))
    return Shapes(np.frombuffer(rank), bin_units(drawn.reshape(shape), first, last, most))


def adjust_holm(p: pd.Series) -> pd.Series:
    """Return p values that hold for the whole family (Holm 1979); missing ones stay missing.

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
    """Return the dated episodes (`x`, mean `rank`, imputed `days`), and y, a column per theme."""
    rows = check_documents(tallies, measure)
    docs = _date_documents(rows, documents)
    units = docs.groupby("episode").agg({"low": "min", "high": "min", "x": "sum"})
    at = units.index.get_indexer(rows["group"].map(docs["episode"]))
    y = count_themes(rows, at, len(units)).set_axis(units.index)
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
