"""The words for groups compared at the same dates: which says more of what."""

from collections.abc import Mapping

import pandas as pd

from ..core.measures import MEASURES
from ..core.safe_text import escape_markdown
from ..stats.group_levels import ALL
from ..themes.lexicon import Themes
from .changes import say_level, say_p, say_ratio
from .composition import say_name, say_nouns
from .findings import Findings, say_count

_COLUMNS = ["theme", "group", "other", "ratio", "low", "high", "p_family", "reading"]
_LARGE = 0.05  # of the documents, which a source must have to be compared with the rest


def describe_groups(groups: pd.DataFrame, themes: Themes, *, by: str = "source") -> Findings:
    """Say which source gives which theme more room than another at the same dates.

    Parameters
    ----------
    groups, themes
        What `compare_groups` gives, and the lexicon (`read_themes`).
    by
        What the groups are: the column that it was given.

    Returns
    -------
    Findings
        A sentence for each theme and pair that differ by more than chance, all themes taken
        together (`theme`, `group`, `other`, `ratio`, `low`, `high`, `p_family`, `reading`), then
        one on the others; or one sentence where there is nothing to compare.
    """
    rows, nouns = groups[groups["period"] == ALL], escape_markdown(say_nouns(by))
    share = rows["n_documents"] / (rows["n_documents"] + rows["n_documents_other"])
    if rows.empty or share.max() < _LARGE:
        words = f"There are no two {nouns} to compare."
        if len(rows):
            words = f"Not one of the {nouns} has {_LARGE:.0%} of the documents, so that none is "
            words += "compared with the rest: name two, and compare their documents."
        return Findings(pd.DataFrame([{"reading": words}], columns=_COLUMNS))
    order = {theme: i for i, theme in enumerate(themes.names)}
    at = rows["theme"].map(order).fillna(len(order))
    rows = rows.loc[at.sort_values(kind="stable").index]
    out = []
    for _, row in rows[rows["called"]].iterrows():
        words = _say_pair(row, themes.labels.get(row["theme"], row["theme"]))
        out.append({**row[_COLUMNS[:-1]], "reading": words})
    apart = rows[rows["n_periods"] == 0].drop_duplicates(["group", "other"])
    if len(apart):
        named = ", ".join(_name(name) for name in apart["group"])
        words = f"{named} and {_name(apart['other'].iloc[0])}"
        if len(apart) > 1:
            words = f"Each of {named} and the others"
        words += " have no period in common, so their levels cannot be compared at the same dates."
        out.append({"theme": "", "group": "", "other": "", "reading": words})
    rest = rows[rows["p_family"].notna() & ~rows["called"]]
    if len(rest):
        other = "other " if rows["called"].any() else ""
        words = f"In {say_count(len(rest), f'{other}comparison')} of themes by {nouns} there "
        words += "is no evidence of a difference at the same dates, all themes taken together."
        out.append({"theme": "", "group": "", "other": "", "reading": words})
    return Findings(pd.DataFrame(out, columns=_COLUMNS))


def _say_pair(row: Mapping, label: str) -> str:
    measure = row["measure"]
    levels = [say_level(row[name], measure) for name in ("level", "level_other")]
    bounds = f"{say_ratio(row['low'])} to {say_ratio(row['high'])}"
    return (
        f"{_name(row['group'])} mentions **{escape_markdown(label)}** {say_ratio(row['ratio'])} "
        f"times ({bounds}) as often as {_name(row['other'])} at the same dates: {levels[0]} "
        f"against {levels[1]}{MEASURES[measure].after} ({say_p(row['p_family'])})."
    )


def _name(name: str) -> str:
    return escape_markdown(say_name(name))
