"""The words for who raises what, and who keeps silent."""

import numpy as np
import pandas as pd

from ..core.counts import say_count, say_part
from ..core.safe_text import escape_markdown
from ..stats.spread import typical_spread
from ..stats.trend_tests import SIGNIFICANT, adjust_holm
from ..themes.lexicon import Themes
from .findings import Findings

_NAMED = {
    "joint": "joint statements",
    "reporter": "the reporters",
    "": "speakers whose side is unknown",
}
_WITH_ARTICLE = {
    "US", "UK", "EU", "UN", "UAE", "United States", "United Kingdom", "European Union",
    "United Nations", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia",
}  # fmt: skip
#: Sides that are named at a time, and the fewest mentions that must be expected of a silent one.
MOST_NAMED, FEWEST_EXPECTED = 5, 3
_MOST_LISTED = 8  # sides that raise a theme; where there are more, the first are named


def describe_sides(sides: pd.DataFrame, themes: Themes) -> Findings:
    """Say of each main theme which side raises it, which is silent, and if it may be chance.

    A side is called silent only where it says enough: at the rate of the other sides, at least 3
    mentions would be expected and none at all would be less likely than 5 %, given that sentences
    of one document tend to agree. At most five are named, those whose silence is least likely
    first.

    Parameters
    ----------
    sides, themes
        What `compare_sides` gives, and the lexicon (`read_themes`). The p values are Holm-corrected
        here over all sides and main themes, in both directions.

    Returns
    -------
    Findings
        One sentence for each main theme, then one on what could be chance.
    """
    rows = sides[sides["theme"].isin(themes.main) & (sides["n_sentences"] > 0)]
    out = [_say_theme(themes.labels[name], rows[rows["theme"] == name]) for name in themes.main]
    tests = rows.melt(["theme", "side"], ["p_more", "p_fewer"], var_name="way", value_name="p")
    tests = tests.assign(p=adjust_holm(tests["p"])) if len(tests) else tests
    called = tests[tests["p"] < SIGNIFICANT].sort_values("p", kind="stable")
    told = [
        f"{_name(row.side)} raise {escape_markdown(themes.labels[row.theme])} "
        f"{'more' if row.way == 'p_more' else 'less'} than others "
        f"in the same documents (p = {max(row.p, 0.001):.3f})"
        for row in called.head(_MOST_LISTED).itertuples()
    ]
    more = len(called) - len(told)
    told += [f"{more} more {'stands' if more == 1 else 'stand'} out"] * (len(called) > len(told))
    verdict = "; ".join(told) or "no side stands out by more than chance"
    n = say_count(len(tests), "comparison")
    said = f"Within the documents in which several sides speak, {n} together: {verdict}."
    named = rows[~rows["side"].isin(list(_NAMED))]
    if rows["side"].nunique() < 2:
        said = "No two sides speak, so that there is nothing to compare."
    elif len(named) and not named["n_others"].any():
        said = "Each side speaks in documents of its own, so that no document compares them."
    return Findings((*out, said))


def _say_theme(label: str, rows: pd.DataFrame) -> str:
    hit = rows[rows["n_hit"] > 0]
    more = len(hit) - MOST_NAMED if len(hit) > _MOST_LISTED else 0
    if more:
        hit = hit.sort_values(["n_hit", "side"], ascending=[False, True]).head(MOST_NAMED)
    said = [
        f"{_name(r.side)} in {say_part(r.n_hit, r.n_sentences, 'sentence')}"
        for r in hit.sort_values(["share", "side"], ascending=[False, True]).itertuples()
    ]
    said += [say_count(more, "more side")] if more else []
    opening = f"**{escape_markdown(label)}** is raised by {', '.join(said) or 'nobody'}"
    if not (rows["n_hit"] == 0).any():
        return f"{opening}; nobody is silent." if len(rows) > 1 else f"{opening}."
    silent = ", ".join(
        f"{_name(r.side)} ({say_count(r.n_sentences, 'sentence')}, about {round(r.mentions)} with the theme "
        "expected)"
        for r in find_silent(rows).itertuples()
    )
    return f"{opening}; silent: {silent}." if silent else f"{opening}."


def find_silent(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of one theme's rows of `compare_sides` those whose silence chance does not explain, at
    most five, the least likely first: with `mentions`, what would be expected at the rate of the
    other sides, and `p_none`, the chance of none.

    Examples
    --------
    >>> rows = pd.DataFrame({"side": ["US", "Fiji"], "n_hit": [9, 0], "n_sentences": [60, 50], "sum_xx": [90, 80]})
    >>> find_silent(rows)[["side", "mentions"]].values.tolist()
    [['Fiji', 7.5]]
    """
    y, x, xx = (rows[name].to_numpy("float64") for name in ("n_hit", "n_sentences", "sum_xx"))
    rate = (y.sum() - y) / np.maximum(x.sum() - x, 1)
    chances = np.ones(len(y))
    for i in np.flatnonzero((y == 0) & (rate * x >= FEWEST_EXPECTED)):
        others = np.arange(len(y)) != i
        mean = np.full(others.sum(), rate[i])
        spread = typical_spread("share", y[others], x[others], mean)
        # sentences of one document tend to agree, so that they count as fewer
        chances[i] = (1 - rate[i]) ** (x[i] / (1 + (xx[i] / x[i] - 1) * spread))
    found = rows.assign(mentions=rate * x, p_none=chances)
    found = found[found["p_none"] < SIGNIFICANT]
    return found.sort_values(["p_none", "side"]).head(MOST_NAMED)


def _name(side: str) -> str:
    article = "the " * (side in _WITH_ARTICLE)
    return article + escape_markdown(_NAMED.get(side, side))
