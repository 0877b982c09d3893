"""Whether the mixture of sources changed over time, and at which period most: a permutation test."""

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import UNDATED, place_documents
from ..corpus.copies import drop_copies
from .composition import NOT_TOLD, name_events, name_groups, name_period_length
from .permutation import cut_rows

_N_PERMUTATIONS = 999

COLUMNS = (
    "p", "chi2", "cramers_v", "n_documents", "n_units", "n_groups", "n_periods",
    "until", "since", "group", "before", "after",
)  # fmt: skip


@cached()
def compare_mixture(
    documents: pd.DataFrame, *, by: str = "source", period: str | None = None, seed: int = 0
) -> pd.DataFrame:
    """Test whether the mixture of sources changed over time.

    The statistic is the chi-square of sources by periods; `p` is the share of 999 permutations of
    the dates over the events that give as large a one. Documents on one event move together.

    Parameters
    ----------
    documents
        Table `documents`; copies, undated documents and those whose source is not told are left
        out.
    by
        The column that names the source, side or kind of each.
    period
        As in `count_composition`; None takes the period that charts of this corpus show.
    seed
        Of the permutations.

    Returns
    -------
    DataFrame
        One row: `p` (empty with fewer than two sources or periods), `chi2`, `cramers_v` (0-1: 0 the
        same mixture throughout, 1 no two periods alike), `n_documents`, `n_units` (events),
        `n_groups`, `n_periods`; of the cut that splits the mixture best, the last period before it
        (`until`), the first behind it (`since`), and of the source whose share moved most its
        `group` and its share of documents `before` and `after`.

    Raises
    ------
    ValueError
        If `by` is no column or `period` is unknown.
    """
    rows = drop_copies(documents)
    rows = rows.assign(name=name_groups(rows, by))
    rows = rows.assign(when=place_documents(rows, period or name_period_length(rows)))
    rows = rows[(rows["when"] != UNDATED) & (rows["name"] != NOT_TOLD)]
    group, groups = pd.factorize(rows["name"], sort=True)
    when, periods = pd.factorize(rows["when"], sort=True)
    unit, units = pd.factorize(name_events(rows))
    facts: dict[str, float] = {
        "n_documents": len(rows), "n_units": len(units),
        "n_groups": len(groups), "n_periods": len(periods),
    }  # fmt: skip
    if len(groups) < 2 or len(periods) < 2:
        none = dict.fromkeys(COLUMNS, np.nan) | dict.fromkeys(("until", "since", "group"), "")
        return pd.DataFrame([none | facts], columns=list(COLUMNS))
    p, chi2 = permute_mixture(unit, when, group, seed=seed)
    table = count_table(when, group, len(periods), len(groups))
    spare = min(len(groups), len(periods)) - 1
    facts |= {"p": p, "chi2": chi2, "cramers_v": float(np.sqrt(chi2 / (len(rows) * spare)))}
    return pd.DataFrame([facts | _find_cut(table, periods, groups)], columns=list(COLUMNS))


def permute_mixture(
    unit: np.ndarray, when: np.ndarray, group: np.ndarray, *, seed: int = 0
) -> tuple[float, float]:
    """Return p and chi-square of groups by periods, the periods permuted over the units.

    The numbers, from 0 on, are those of each document's event, period and source. An event appears
    in the period of its first document.
    """
    n_units, n_periods, n_groups = (int(codes.max()) + 1 for codes in (unit, when, group))
    of_unit = np.full(n_units, n_periods)
    np.minimum.at(of_unit, unit, when)
    size = n_periods * n_groups
    seen = float(_chi2(count_table(of_unit[unit], group, n_periods, n_groups)))
    rng, reached = np.random.default_rng(seed), 1
    for part in cut_rows(range(_N_PERMUTATIONS), size + len(unit)):
        n = len(part)
        orders = rng.permuted(np.tile(of_unit, (n, 1)), axis=1)
        cell = orders[:, unit] * n_groups + group + size * np.arange(n)[:, None]
        tables = np.bincount(cell.ravel(), minlength=n * size).reshape(n, n_periods, n_groups)
        reached += int((_chi2(tables) >= seen - 1e-9 * (1 + seen)).sum())
    return reached / (_N_PERMUTATIONS + 1), seen


def count_table(when: np.ndarray, group: np.ndarray, n_periods: int, n_groups: int) -> np.ndarray:
    """Return how many documents each period has of each group."""
    cells = np.bincount(when * n_groups + group, minlength=n_periods * n_groups)
    return cells.reshape(n_periods, n_groups)


def _chi2(tables: np.ndarray) -> np.ndarray:
    """Return the chi-square of each table (the last two axes)."""
    tables = tables.astype("float64")
    rows, columns = tables.sum(-1, keepdims=True), tables.sum(-2, keepdims=True)
    n = tables.sum((-1, -2))
    return n * ((tables**2 / np.maximum(rows, 1) / np.maximum(columns, 1)).sum((-1, -2)) - 1)


def _find_cut(table: np.ndarray, periods: pd.Index, groups: pd.Index) -> dict:
    """Return the cut in two that splits the mixture best, and whose share moved most there."""
    early = table.cumsum(0)[:-1]
    halves = np.stack([early, table.sum(0) - early], axis=1)
    at = int(np.argmax(_chi2(halves)))
    shares = halves[at] / halves[at].sum(1, keepdims=True)
    most = int(np.argmax(np.abs(shares[1] - shares[0])))
    before, after = shares[:, most].tolist()
    ends = {"until": periods[at], "since": periods[at + 1]}
    return {**ends, "group": groups[most], "before": before, "after": after}
