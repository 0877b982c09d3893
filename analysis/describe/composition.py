"""The words for what a corpus is made of, and for what its mixture does to themes."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from ..core.cache import cached
from ..core.measures import MEASURES
from ..core.safe_text import escape_markdown, make_visible
from ..stats.trend_tests import SIGNIFICANT
from ..themes.lexicon import Themes
from .changes import say_levels, say_p, say_period
from .findings import Findings

_LONGEST = 60  # characters of a name
_FEW = 2  # documents of a source, on average, below which their mixture is not tested
_COLUMNS = ["theme", "carried_by", "change", "within", "between", "reading"]


@cached()
def describe_composition(
    parts: pd.DataFrame, mixture: pd.DataFrame, themes: Themes, *, by: str = "source"
) -> Findings:
    """Say whether the mixture of sources changed, and how much of each theme's change is theirs.

    Parameters
    ----------
    parts, mixture, themes
        What `part_change` and `compare_mixture` give, and the lexicon (`read_themes`).
    by
        What the groups are: the column that both were given.

    Returns
    -------
    Findings
        A sentence on the mixture, `theme` "", then one for each theme: `theme`, `carried_by`,
        `change`, `within`, `between`, `reading`. With one source the first is all there is.
    """
    nouns = escape_markdown(say_nouns(by))
    rows = [{"theme": "", "reading": f"{_say_mixture(mixture.iloc[0], by, escape_markdown)}."}]
    told = parts[parts["carried_by"] != "cannot be told"].set_index("theme")
    nowhere = (told["level_before"] == 0) & (told["level_after"] == 0)
    # what a theme did without changing needs no cause
    told = told[~nowhere & (told["called"] != "no")]
    if mixture["n_groups"].iloc[0] > 1:
        for theme in [*themes.names, *told.index.difference(list(themes.names))]:
            if theme in told.index:
                row = told.loc[theme]
                words = _say_parts(row, themes.labels.get(theme, theme), nouns)
                facts = {name: row[name] for name in _COLUMNS[1:-1]}
                rows.append({"theme": theme, **facts, "reading": words})
        untold = parts[parts["called"] != "no"]
        rows += [{"theme": "", "reading": words} for words in _say_untold(untold, themes, nouns)]
        if (parts["called"] == "no").all():
            words = "No theme was found to change, so there is no change to divide."
            rows.append({"theme": "", "reading": words})
    return Findings(pd.DataFrame(rows, columns=_COLUMNS))


def headline_composition(mixture: pd.DataFrame, *, by: str = "source") -> str:
    """Return in plain text whether the mixture of sources changed, and of which most.

    Parameters
    ----------
    mixture, by
        What `compare_mixture` gives, and the column that it was given.
    """
    return _say_mixture(mixture.iloc[0], by, str)


def _say_mixture(row: Mapping, by: str, escape: Callable[[str], str]) -> str:
    noun, nouns = escape(by.replace("_", " ")[:_LONGEST]), escape(say_nouns(by))
    if row["n_groups"] == 0:
        return f"No dated document names its {noun}"
    if row["n_groups"] == 1:
        return f"The dated documents name one {noun}, so no change can come from another"
    if row["n_periods"] == 1:
        return f"All dated documents are of one period, so the {nouns} cannot have changed"
    p = say_p(row["p"])
    if row["n_documents"] < _FEW * row["n_groups"]:
        return f"Most {nouns} have one document, so a change of their mixture cannot be tested"
    if row["p"] >= SIGNIFICANT:
        return f"The mixture of {nouns} did not change by more than chance ({p})"
    return (
        f"The mixture of {nouns} changed ({p}): {escape(say_name(row['group']))} made up "
        f"{_say_share(row['before'])} of documents until {say_period(row['until'])} and "
        f"{_say_share(row['after'])} since {say_period(row['since'])}"
    )


def say_nouns(by: str) -> str:
    """Return what the groups of a column are called, in the plural.

    Examples
    --------
    >>> say_nouns("source"), say_nouns("country")
    ('sources', 'countries')
    """
    noun = make_visible(by).replace("_", " ")[:_LONGEST]
    return f"{noun[:-1]}ies" if noun.endswith("y") else noun if noun.endswith("s") else f"{noun}s"


def say_name(name: str) -> str:
    """Return the name of a source, on one line and cut where it is very long."""
    name = " ".join(make_visible(str(name)).split())
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _say_share(share: float) -> str:
    if 0 < share < 0.0095:
        return "under 1%"
    return f"{share:.0%}" if share < 0.995 or share == 1 else "over 99%"


def _say_untold(parts: pd.DataFrame, themes: Themes, nouns: str) -> Iterator[str]:
    """Yield, by reason, of which themes the change cannot be parted."""
    untold = parts[parts["carried_by"] == "cannot be told"]
    for remark, rows in untold.groupby("remark", sort=True):
        labels = (themes.labels.get(name, name) for name in rows["theme"])
        named = ", ".join(f"**{escape_markdown(label)}**" for label in labels)
        named = named if len(rows) < len(parts) else "any theme"
        why = {
            "one group only": f"the counted documents are from one of the {nouns}",
            "no group is on both sides": f"none of the {nouns} has documents both before and after",
        }.get(str(remark), "all dated documents lie on one side")
        yield f"Whether a change of {named} comes from the {nouns} cannot be told: {why}."


def _say_parts(row: Mapping, label: str, nouns: str) -> str:
    """Say how much of a theme's change happened within the groups, and how much by their mixture."""
    name, measure = f"**{escape_markdown(label)}**", row["measure"]
    before, after = say_levels([row["level_before"], row["level_after"]], measure)
    first, last = _say_side(row["before"]), _say_side(row["after"])
    last = "since" if last == first.replace("before ", "since ") else last
    went = f"from {before}{MEASURES[measure].after} {first} to {after} {last}"
    moved = row["change_low"] > 0 or row["change_high"] < 0
    neither = row["carried_by"] == "neither"
    way = 1 if row["change"] >= 0 or not moved or neither else -1
    within, between = (_say_part(row, part, way) for part in ("within", "between"))
    unit = "points" if measure == "share" else "per 1,000 words"
    reason = "through their mixture"
    if not row["p_mixture"] < SIGNIFICANT and (row["between_low"] > 0 or row["between_high"] < 0):
        reason += ", which changed by no more than chance"
    said = f"{within[0]} {unit} ({within[1]}) within {nouns} "
    said += f"and {between[0]} ({between[1]}) {reason}"
    if neither and row["called"] != "yes":
        return f"{name} went {went}, without evidence of change: {said}."
    if neither:
        return f"{name} went {went}; which of the two explains it is unknown: {said}."
    if not moved:
        return f"{name} as a whole went {went}: {said}."
    happened = said.replace(" within ", " happened within ", 1)
    return f"Of the {'rise' if way > 0 else 'fall'} of {name} {went}, {happened}."


def _say_part(row: Mapping, part: str, way: int) -> tuple[str, str]:
    """Return a part, and its interval, in points or hits per 1,000 words, along the change."""
    unit = 100 if row["measure"] == "share" else MEASURES[row["measure"]].unit
    ends = sorted(way * row[f"{part}_{end}"] * unit for end in ("low", "high"))
    names = ("within_low", "within_high", "between_low", "between_high")
    digits = 1 if max(abs(row[name]) for name in names) * unit >= 1 else 2
    size, low, high = (f"{value:z.{digits}f}" for value in (way * row[part] * unit, *ends))
    return size, f"{low} to {high}"


def _say_side(side: str) -> str:
    """Say what is on one side of a comparison.

    Examples
    --------
    >>> _say_side("before 2022-02"), _say_side("2022-02-18 to 2022-06-06"), _say_side("2019, 2020")
    ('before February 2022', 'from 18 February 2022 to 6 June 2022', 'in 2019, 2020')
    """
    if side == "all other dates":
        return "at all other dates"
    first, _, rest = side.partition(" ")
    if first in ("before", "since"):
        return f"{first} {say_period(rest)}"
    if " to " in side:
        return "from " + " to ".join(say_period(end) for end in side.split(" to "))
    named = [say_period(name) for name in side.split(", ")]
    return f"{'on' if side.count('-') == 2 and len(named) == 1 else 'in'} {', '.join(named)}"
