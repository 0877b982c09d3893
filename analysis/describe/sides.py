"""The words for who raises what, and who keeps silent."""

from __future__ import annotations

import pandas as pd

from ..core.safe_text import escape_markdown
from ..stats.trend_tests import SIGNIFICANT, adjust_holm
from ..themes.lexicon import Themes
from .findings import Findings

_NAMED = {
    "joint": "joint statements",
    "reporter": "the reporters",
    "": "speakers whose side is not told",
}


def describe_sides(sides: pd.DataFrame, themes: Themes) -> Findings:
    """Say of each main theme which side raises it, which is silent, and if it may be chance.

    Parameters
    ----------
    sides
        What `compare_sides` gives. Its p values are Holm-corrected here over all sides and main
        themes, in both directions.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).

    Returns
    -------
    Findings
        One sentence for each main theme, then one on what could be chance.
    """
    rows = sides[sides["theme"].isin(themes.main) & (sides["n_sentences"] > 0)]
    out = [_say_theme(themes.labels[name], rows[rows["theme"] == name]) for name in themes.main]
    tests = rows.melt(["theme", "side"], ["p_more", "p_fewer"], var_name="way", value_name="p")
    tests = tests.assign(p=adjust_holm(tests["p"])) if len(tests) else tests
    told = [
        f"{_name(row.side)} raise {escape_markdown(themes.labels[row.theme])} "
        f"{'more' if row.way == 'p_more' else 'less'} than others "
        f"in the same documents (p = {max(row.p, 0.001):.3f})"
        for row in tests[tests["p"] < SIGNIFICANT].itertuples()
    ]
    verdict = "; ".join(told) or "no side stands out by more than chance"
    return Findings((*out, f"Over all {len(tests)} comparisons together, {verdict}."))


def _say_theme(label: str, rows: pd.DataFrame) -> str:
    hit = rows[rows["n_hit"] > 0].sort_values(["share", "side"], ascending=[False, True])
    said = ", ".join(
        f"{_name(r.side)} in {r.n_hit} of {r.n_sentences} sentences" for r in hit.itertuples()
    )
    silent = ", ".join(_name(side) for side in rows.loc[rows["n_hit"] == 0, "side"])
    return f"**{escape_markdown(label)}** is raised by {said or 'nobody'}" + (
        f"; silent: {silent}." if silent else "; nobody is silent."
    )


def _name(side: str) -> str:
    return escape_markdown(_NAMED.get(side, side))
