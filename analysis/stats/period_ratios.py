"""Two sets of documents compared: the level of each theme after over that before, with its
interval.
"""

import zlib

import numpy as np
import pandas as pd

from ..core.measures import MEASURES, check_counted
from .estimates import check_tallies
from .intervals import FEW, infer, ratio_interval, sum_units
from .tallies import add_tallies

_N_DRAWS = 20_000


def compare_periods(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    events: pd.Series | None = None,
    measure: str = "share",
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare each theme's level in two sets of documents (tables `tallies`) as a ratio.

    Cells of one theme are added first. With the `events` of documents, by `doc_id`, a row of the
    tables is a document, and those of one event count as one unit, since they are no independent
    evidence. The 20,000 draws from the two posteriors are seeded by the theme's name, too: one
    theme's counts move no other's interval.

    Returns
    -------
    DataFrame
        `theme`, `ratio` (after over before; over 1: more in `after`; median of the posterior),
        `low`, `high` (with 30 units on both sides at least as far as the ratio interval),
        `n_mentions_before`, `n_mentions_after`, `n_documents_before`, `n_documents_after`,
        `remark`. Without documents on a side the ratio is empty and `remark` says so.
    """
    check_counted(measure)
    order = list(dict.fromkeys([*before["theme"], *after["theme"]]))
    sides = [_pool(t[t["measure"] == measure], order, events) for t in (before, after)]
    ends = ["ratio", "low", "high"]
    out = pd.DataFrame({"theme": pd.Series(order, dtype="str")}).assign(
        **dict.fromkeys(ends, np.nan)
    )
    known = (sides[0]["sum_x"] > 0).to_numpy() & (sides[1]["sum_x"] > 0).to_numpy()
    if known.any():
        out.loc[known, ends] = draw_ratio(measure, *(s[known] for s in sides), level, seed)
    for name, side in zip(("before", "after"), sides, strict=True):
        out[f"n_mentions_{name}"] = side["sum_y"].array
        out[f"n_documents_{name}"] = side["n_documents"].array
    pairs = zip(*(side.itertuples() for side in sides), strict=True)
    return out.assign(remark=[_remark_ratio(measure, *pair) for pair in pairs])


def _pool(tallies: pd.DataFrame, themes: list[str], events: pd.Series | None) -> pd.DataFrame:
    """Return one row of sums a theme, zeros where there is none."""
    tallies = check_tallies(tallies)
    if events is not None:
        tallies = _join_events(tallies, events)
    rows = add_tallies(tallies.assign(period="all", group="all")).set_index("theme")
    return rows.reindex(themes).fillna({c: 0 for c in rows.columns if c.startswith(("n_", "sum_"))})


def _join_events(tallies: pd.DataFrame, events: pd.Series) -> pd.DataFrame:
    """Return one row per event and theme, its sums those of one unit."""
    rows = tallies.assign(group=tallies["group"].map(events).fillna(tallies["group"]))
    out = add_tallies(rows.assign(period="all"))
    y, x = out["sum_y"], out["sum_x"]
    return out.assign(n_units=1, sum_yy=y * y, sum_xy=x * y, sum_xx=x * x)


def compare_units(
    cells: pd.DataFrame, late: pd.Series, *, measure: str = "share", level: float = 0.95
) -> np.ndarray:
    """Return what `compare_periods` gives of one theme, with events as units: ratio, low and high;
    of `theme`, `episode`, `sum_y` and `sum_x` of each document, and whether it is late.
    """
    sides = []
    for part in (cells[~late], cells[late]):
        units = part.groupby("episode")[["sum_y", "sum_x"]].sum().to_numpy("int64")
        y, x = units[units[:, 1] > 0].T
        if not x.sum():
            return np.full(3, np.nan)
        sides.append(sum_units(y, x).assign(n_units=len(units)).set_axis(part["theme"].head(1)))
    return draw_ratio(measure, sides[0], sides[1], level, 0)[0]


def draw_ratio(
    measure: str, before: pd.DataFrame, after: pd.DataFrame, level: float, seed: int
) -> np.ndarray:
    """Return ratio (after over before), low and high of every row of sums, which need not be whole;
    the draws are seeded by the row's name in the index, too.
    """
    pairs = [(before.iloc[[i]], after.iloc[[i]]) for i in range(len(before))]
    out = np.vstack([_draw_ratio(measure, *pair, level, seed) for pair in pairs])
    many = [((s["n_units"] >= FEW) & (s["sum_y"] > 0)).to_numpy() for s in (before, after)]
    for i in np.flatnonzero(many[0] & many[1]):
        logs = [np.log(ratio_interval(s.iloc[[i]], level)).ravel() for s in (before, after)]
        reach = np.hypot(*((high - low) / 2 for low, high in logs))
        middle = logs[1].mean() - logs[0].mean()
        out[i, 1:] = min(out[i, 1], np.exp(middle - reach)), max(out[i, 2], np.exp(middle + reach))
    return out


def _draw_ratio(
    measure: str, before: pd.DataFrame, after: pd.DataFrame, level: float, seed: int
) -> np.ndarray:
    rng = np.random.default_rng([seed, zlib.crc32(str(before.index[0]).encode())])
    first, second = (infer(measure, side).draw(_N_DRAWS, rng) for side in (before, after))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.quantile((second / first).ravel(), [0.5, (1 - level) / 2, (1 + level) / 2])


def _remark_ratio(measure: str, before, after) -> str:
    for name, side in (("before", before), ("after", after)):
        if side.sum_x == 0:
            return f"no {MEASURES[measure].of} {name}: no ratio"
    if before.sum_y == after.sum_y == 0:
        return "no hits on either side: the ratio is the prior's"
    return ""
