"""Has a theme changed in the newest period? Its events against all before, their order permuted,
all themes judged together.

What a test of the earlier dates has called already is taken out first, so that a level that rose a
year ago is no news again; what is left is permuted among the dates (after Freedman and Lane 1983).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import bound_period, check_bounds, label_periods, tell_period
from .group_tests import judge_sizes
from .shape_orders import draw_orders
from .shape_tests import MANY, find_excess, infer_spread
from .trend_tests import SIGNIFICANT, WITHOUT, arrange_units, compare_dates

_DIGITS = 9  # ties are ties, whatever rounding does to them
_COLUMNS = [
    "theme", "direction", "p", "p_family", "p_without", "p_least", "alert", "level", "level_before",
    "since", "n_newest", "n_before", "n_mentions",
]  # fmt: skip


@cached()
def compare_newest(
    tallies: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    period: str,
    family: Sequence[str] | None = None,
    measure: str = "share",
    seed: int = 0,
) -> pd.DataFrame:
    """Test each theme for a change in the newest period, against what the dates before let expect.

    Documents of one episode move together and count on the first of their days; those without a
    date are left out. Events that may be of an earlier period are not in the newest ("2024",
    "2024-03", "2024-W10"). The themes of the family are judged together, all unless given.

    Returns
    -------
    DataFrame
        A row per theme of the family: `direction` (1 up, -1 down, 0 none); `p`; `p_family`, corrected
        over the family (Westfall and Young 1993); `p_without`, p without the event of the period
        that bears most on it, 1 where there is only one; `p_least`, the smallest p that these events
        could give; `alert` (p_family under .05 and p_without under .10); `level` in the period and
        `level_before` (0-1), of the events from `since` on: the period in which the last change began
        that was called of the earlier dates, or the day after it ended, "" without one; `n_newest`
        and `n_before`, their events; `n_mentions`, the sentences with the theme in the period (the hits, of a rate).

    Raises
    ------
    ValueError
        If `period` is none, a row of the tallies holds more than one document, or `measure` is
        neither.
    """
    first, _ = check_bounds(period)
    units, table = arrange_units(tallies, documents, measure, seed)
    units, table = units.tail(MANY), table.tail(MANY)  # each order takes room
    names = [name for name in table.columns if family is None or name in set(family)]
    y, x = table[names].to_numpy("float64"), units["x"].to_numpy("float64")
    day = int(np.datetime64(first, "D").astype("int64"))
    low = units["low"].to_numpy("int64")
    late = low >= day
    k = int(late.sum())
    if not names or not k or k == len(units):
        return pd.DataFrame(columns=_COLUMNS)
    early = _take(tallies, documents, units.index[~late])
    known = compare_dates(*early, measure=measure, family=family, seed=seed)
    calls = {row["theme"]: row for row in known[known["called"]].to_dict("records")}
    excess = find_excess(y, x, measure, infer_spread(y, x, measure))
    ranks = units["rank"].to_numpy("float64")
    taken = [_take_out(excess[:, i], calls.get(t), low, ranks, late) for i, t in enumerate(names)]
    rest = np.column_stack([left - left.mean() for left, _ in taken])
    of = label_periods(pd.Series(low[~late].astype("datetime64[D]")), tell_period(period) or "day")
    more = _find_clumping(rest[~late], pd.factorize(of)[0]) * np.array([size for _, size in taken])
    test = _judge(rest, draw_orders(len(units), seed)[:, len(units) - k :], more)
    out = pd.DataFrame({"theme": names, **test})
    out["alert"] = (out["p_family"] < SIGNIFICANT) & (out["p_without"] < WITHOUT)
    places = [_find_since(calls.get(name), low, late) for name in names]
    before = [~late & (low >= day) for day, _ in places]
    out["level"] = y[late].sum(0) / x[late].sum()
    out["level_before"] = [y[at, i].sum() / x[at].sum() for i, at in enumerate(before)]
    out["since"] = [since for _, since in places]
    out["n_newest"], out["n_before"] = k, [int(at.sum()) for at in before]
    out["n_mentions"] = y[late].sum(0).astype("int64")
    return out[_COLUMNS]


def _take(
    tallies: pd.DataFrame, documents: pd.DataFrame, events: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of the documents of some events."""
    docs = documents[documents["episode"].isin(events)]
    ids = docs["doc_id"].astype("str")
    return tallies[tallies["group"].isin(ids)], docs


def _take_out(
    excess: np.ndarray, call: Mapping | None, low: np.ndarray, ranks: np.ndarray, late: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return what is left of a theme's excess once the change that was called before is taken away,
    as it goes on into the newest period; and how many times wider that is (standard deviations)
    because its size is an estimate.
    """
    if call is None:
        return excess, 1.0
    weight = ranks
    if call["shape"] != "trend":
        end = _bound(call["end"])[1] if call["shape"] == "pulse" else np.inf
        weight = ((low >= _bound(call["start"])[0]) & (low <= end)).astype("float64")
    centred = weight - weight[~late].mean()
    size = centred[~late] @ centred[~late]
    if size <= 0:
        return excess, 1.0
    wider = np.sqrt(1 + centred[late].sum() ** 2 / (size * late.sum()))
    return excess - centred * (centred[~late] @ excess[~late] / size), float(wider)


def _bound(period: str) -> tuple[int, int]:
    """Return the first and the last day of a period of `compare_dates`; 0 for none."""
    days = bound_period(period) or ("1970-01-01", "1970-01-01")
    first, last = (int(np.datetime64(day, "D").astype("int64")) for day in days)
    return first, last


def _find_since(call: Mapping | None, low: np.ndarray, late: np.ndarray) -> tuple[int, str]:
    """Return the first day of the level that the period is held against, and where that level
    begins, as exactly as is known; "" for the first day of all.
    """
    first = int(low.min())
    if call is None or call["shape"] == "trend":
        return first, ""
    is_step = call["shape"] == "step"
    since = _bound(call["start"])[0] if is_step else _bound(call["end"])[1] + 1
    if since <= first or not (~late & (low >= since)).any():
        return first, ""
    return since, call["start"] if is_step else str(np.datetime64(since, "D"))


def _find_clumping(rest: np.ndarray, period: np.ndarray) -> float:
    """Return how many times further apart the earlier periods are than events in random order would
    be (standard deviations, all themes together), at least 1: what varies from period to period
    anyway is no news in the newest.
    """
    n = np.bincount(period)
    spread = rest.var(0, ddof=1) if len(rest) > 1 else np.zeros(rest.shape[1])
    kept = spread > 1e-12
    if not kept.any() or len(n) < 2:
        return 1.0
    rest = (rest - rest.mean(0))[:, kept] / np.sqrt(spread[kept])
    sums = np.stack([np.bincount(period, column) for column in rest.T])
    return max(1.0, float(np.sqrt((sums**2).sum() / (len(sums) * (n * (1 - n / n.sum())).sum()))))


def _judge(rest: np.ndarray, chosen: np.ndarray, more: np.ndarray) -> dict[str, np.ndarray]:
    """Return the test of every theme.

    `rest` is what is left of each (units x themes), about 0; `chosen` the units that each order
    puts into the period, those that are there first; `more` by how much what is seen of each theme
    is too far apart.
    """
    themes, k = rest.shape[1], chosen.shape[1]
    sums = np.stack([rest[:, t][chosen].sum(1) for t in range(themes)], axis=1)
    sums[0] /= more
    sizes = np.round(np.abs(sums), _DIGITS)
    p, family = judge_sizes(sizes, np.zeros(themes, "int64"))
    way = np.sign(np.round(sums[0], _DIGITS))
    without = np.ones(themes)
    for t in range(themes if k > 1 else 0):
        own = rest[chosen[0], t] * way[t]
        left = round(float((own.sum() - own.max()) / more[t]), _DIGITS)
        # in each order, too, one unit is left out: the first, which is any
        drawn = np.round(np.abs(rest[:, t][chosen[1:, 1:]].sum(1)), _DIGITS)
        reached = 1 + int((drawn >= left).sum())
        without[t] = reached / len(chosen) if left > 0 and way[t] else 1.0
    return {
        "direction": way.astype("int64"),
        "p": p,
        "p_family": family,
        "p_without": without,
        "p_least": (sizes == sizes.max(0)).mean(0),
    }
