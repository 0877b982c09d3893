"""A contrast of two periods in words: does a theme take more room from a date on than before?"""

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.periods import UNDATED, bound_span
from ..core.safe_text import escape_markdown
from ..stats.estimates import check_tallies
from ..stats.period_ratios import compare_units
from ..stats.trend_tests import SIGNIFICANT
from ..themes.lexicon import Themes
from .changes import say_ratio
from .findings import Findings

_TOP = 3  # episodes left out one at a time from the side that has more


@cached()
def describe_contrasts(
    by_document: pd.DataFrame, documents: pd.DataFrame, themes: Themes, *, since: str | None = None
) -> Findings:
    """Put into words whether each theme takes more room from a date on than before it.

    "rose" and "fell" need an interval of the ratio that excludes 1, at the level that Bonferroni's
    correction for the themes of a family (main ones, others) asks for; the same interval at 95 %
    when any of the three episodes with most of the theme on the greater side is left out; and two
    episodes with the theme.

    Parameters
    ----------
    by_document, documents, themes
        Tallies with one row per document (`period="date", group="doc_id"`), table `documents`, for
        the episode of each, and the lexicon (`read_themes`).
    since
        The first period of the later side ("2023", "2023-06-01"), the year in which the later half
        of the documents begins unless given; undated documents stand on neither.

    Returns
    -------
    Findings
        A row per theme: `theme`, `label`, `change`, `ratio` (later over earlier), `low`, `high` (95
        %), `n_hit` (documents with the theme), `reading`.
    """
    shares = check_tallies(by_document[by_document["measure"] == "share"])
    rows = _date_rows(shares, documents, "share")
    since = since or find_middle(rows)
    start, _ = bound_span(since, "")
    out = []
    for theme in themes.names:
        label = themes.labels[theme]
        name = f"**{escape_markdown(label)}**{f' since {since}' if since else ''}"
        facts = {"theme": theme, "label": label, "change": "not tested", "n_hit": 0}
        cells = rows[rows["theme"] == theme]
        if cells.empty:
            words = f"{name}: no dated document stands on either side; not tested."
            out.append(facts | {"reading": words})
            continue
        late, family = cells["period"] >= start, _count_family(theme, themes)
        ratio = compare_units(cells, late)
        change = _contrast(cells, late, ratio, family)
        verdict = "only one report mentions it" if change == "in only one report" else change
        if change == "no evidence of change" and _way(ratio) and family > 1:
            verdict = f"no change that holds for {family} themes tested together"
        facts |= {"change": change, "n_hit": int((cells["sum_y"] > 0).sum())}
        facts |= dict(zip(("ratio", "low", "high"), ratio.tolist(), strict=True))
        out.append(facts | {"reading": f"{name}: {_say_ratio(cells, late, ratio)}; {verdict}."})
    columns = ["theme", "label", "change", "ratio", "low", "high", "n_hit", "reading"]
    return Findings(pd.DataFrame(out, columns=columns))


def _say_ratio(cells: pd.DataFrame, late: pd.Series, ratio: np.ndarray) -> str:
    for side, part in (("before", cells[~late]), ("after", cells[late])):
        if not part["sum_x"].sum():
            return f"no sentences {side}: no ratio"
    if not cells["sum_y"].any():
        return "no hits on either side: the ratio is the prior's"
    middle, low, high = map(say_ratio, ratio)
    return f"{middle} times what it was ({low} to {high})"


def judge_contrast(
    by_document: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Themes,
    theme: str,
    *,
    since: str,
    measure: str = "share",
) -> dict:
    """Return `change`, `estimate` (the ratio), `low`, `high` and `n_units` (events) of one theme,
    and in `remark` why there is no ratio, "" where there is one.
    """
    rows = by_document[by_document["theme"] == theme]
    rows = _date_rows(rows, documents, measure)
    late = rows["period"] >= bound_span(since, "")[0]
    ratio = compare_units(rows, late, measure=measure)
    change = _contrast(rows, late, ratio, _count_family(theme, themes), measure)
    found = dict(zip(("estimate", "low", "high"), ratio.tolist(), strict=True))
    sides = {f"before {since}": ~late, f"{since} or later": late}
    lacking = [name for name, side in sides.items() if not rows.loc[side, "sum_x"].sum()]
    remark = f"no document is dated {lacking[0]}" if lacking else ""
    return {"change": change, **found, "n_units": rows["episode"].nunique(), "remark": remark}


def _date_rows(by_document: pd.DataFrame, documents: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = by_document[(by_document["measure"] == measure) & (by_document["period"] != UNDATED)]
    return rows.merge(documents[["doc_id", "episode"]], left_on="group", right_on="doc_id")


def _count_family(theme: str, themes: Themes) -> int:
    return sum((t in themes.main) == (theme in themes.main) for t in themes.names)


def find_middle(rows: pd.DataFrame) -> str:
    """Return the year in which the later half of the documents begins; one that has a year before
    it, where there is any. The tallies have one row per dated document, of one measure.
    """
    days = rows.drop_duplicates("group")["period"].sort_values().tolist()
    if not days:
        return ""
    years = [day[:4] for day in days]
    middle = years[min(len(years) // 2 + len(years) % 2, len(years) - 1)]
    later = [year for year in years if year > years[0]]
    return later[0] if middle == years[0] and later else middle


def _contrast(
    cells: pd.DataFrame, late: pd.Series, ratio: np.ndarray, family: int, measure: str = "share"
) -> str:
    hit = cells[cells["sum_y"] > 0]
    if np.isnan(ratio[0]):
        return "not tested"
    if len(hit) == 1 < len(cells):
        return "in only one report"
    way = _way(ratio)
    if not way or hit["episode"].nunique() < 2:
        return "no evidence of change"

    def holds(kept: pd.Series, level: float) -> bool:
        found = compare_units(cells[kept], late[kept], measure=measure, level=level)
        return _way(found) == way

    greater = cells[late if way > 0 else ~late].groupby("episode")["sum_y"].sum().nlargest(_TOP)
    sure = holds(cells["sum_y"] >= 0, 1 - SIGNIFICANT / family)
    if sure and all(holds(cells["episode"] != episode, 0.95) for episode in greater.index):
        return "rose" if way > 0 else "fell"
    return "no evidence of change"


def _way(ratio: np.ndarray) -> int:
    """Return 1 where the interval is above 1, -1 where it is below, else 0."""
    return int(ratio[1] > 1) - int(ratio[2] < 1)
