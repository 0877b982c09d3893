"""A change in words: its shape, its dates, its levels and its ratio; and what could be detected."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..core.measures import MEASURES
from ..stats.power import RATIOS
from ..stats.trend_tests import SIGNIFICANT

#: What a theme is said to have done, by shape and direction.
VERBS = {
    ("trend", 1): "rose", ("trend", -1): "fell",
    ("step", 1): "rose", ("step", -1): "fell",
    ("pulse", 1): "peaked", ("pulse", -1): "dipped",
}  # fmt: skip
MOVES = ("rose", "fell", "peaked", "dipped")


def say_period(period: str) -> str:
    """Say a period as a reader would.

    Examples
    --------
    >>> say_period("2022-03-04"), say_period("2022-03"), say_period("2022")
    ('4 March 2022', 'March 2022', '2022')
    """
    parts = period.split("-")
    if len(parts) == 1 or not period[:4].isdigit():
        return period
    day = pd.Timestamp(period)
    return f"{day.day} {day:%B %Y}" if len(parts) == 3 else f"{day:%B %Y}"


def say_when(test: Mapping) -> str:
    """Say when a step or pulse came: "in 2022", "from 2020 to 2021", "" for a trend."""
    start, end = test["start"], test["end"]
    if not start:
        return ""
    if end and end != start:
        return f"from {say_period(start)} to {say_period(end)}"
    return f"{'on' if start.count('-') == 2 else 'in'} {say_period(start)}"


def say_change(test: Mapping) -> str:
    """Say what changed: when, from which level to which, and by how much; of a row of
    `compare_dates` whose change is called, in its share of sentences.
    """
    verb, of = VERBS[test["shape"], test["direction"]], MEASURES["share"].after
    ratio = f"{say_ratio(test['ratio'])} times"
    unsure = "; by how much is uncertain" * bool(test["low"] <= 1 <= test["high"])
    bounds = f"({say_ratio(test['low'])} to {say_ratio(test['high'])}{unsure})"
    before, within, after = say_levels([test[c] for c in ("before", "within", "after")], "share")
    if test["shape"] == "trend":
        return (
            f"{verb} steadily, from {before}{of} in the earlier half to {within} in the later, "
            f"by the fitted trend {ratio} {bounds}"
        )
    low, high = test["start_low"], test["start_high"]
    between = "" if low == high else f" (between {say_period(low)} and {say_period(high)})"
    if test["shape"] == "step":
        return (
            f"{verb} {say_when(test)}{between}, from {before}{of} before to {within} since, "
            f"{ratio} {bounds}"
        )
    return (
        f"{verb} {say_when(test)}: {before}{of} before, {within} within and {after} after, "
        f"{ratio} the rest {bounds}"
    )


def say_level(level: float, measure: str, *, fine: bool = False) -> str:
    """Say a level of a measure, with one more digit where it is to differ from another.

    Examples
    --------
    >>> say_level(0.0123, "share"), say_level(0.41, "share"), say_level(float("nan"), "share")
    ('1.2%', '41%', 'nothing known')
    """
    if np.isnan(level):
        return "nothing known"
    if measure == "share":
        return f"{level:.{int(fine)}%}" if level >= 0.0995 else f"{level:.{1 + fine}%}"
    return f"{level * MEASURES[measure].unit:.{2 + fine}g}"


def say_levels(levels: Sequence[float], measure: str) -> list[str]:
    """Say levels of a measure, with one more digit where the first two would be alike."""
    alike = say_level(levels[0], measure) == say_level(levels[1], measure)
    return [say_level(level, measure, fine=alike) for level in levels]


def say_ratio(ratio: float) -> str:
    """Say a ratio.

    Examples
    --------
    >>> say_ratio(2.849), say_ratio(0.251), say_ratio(0.996), say_ratio(999.6), say_ratio(1000.1)
    ('2.8', '0.25', '1.0', '1,000', 'over 1,000')
    """
    if ratio > 1_000:
        return "over 1,000"
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 0.995 else f"{ratio:.2g}"


def say_p(p: float) -> str:
    """Say a p value.

    Examples
    --------
    >>> say_p(0.004), say_p(0.251)
    ('p < 0.01', 'p = 0.25')
    >>> say_p(0.0504)
    'p = 0.050'
    """
    if p < 0.01:
        return "p < 0.01"
    return f"p = {p:.3f}" if 0.045 <= p < 0.055 else f"p = {p:.2f}"  # on which side of 0.05


def say_test(test: Mapping, noun: str, *, called: bool) -> str:
    """Say what a row of `compare_dates` shows: the change that is called, or that there is no
    evidence of any; `noun` says what was tested together.
    """
    together = f", {test['n_family']} {noun} tested together" if test["n_family"] > 1 else ""
    evidence = f"{say_p(test['p_family'])}, {say_count(test['n_units'], 'event')}{together}"
    if called:
        return f"{say_change(test)}; {evidence}"
    if test["p_family"] < SIGNIFICANT:
        return f"no change that holds without any one event ({evidence})"
    return f"no evidence of change ({evidence})"


def say_fold(ratio: float) -> str:
    """Say a ratio as a fold.

    Examples
    --------
    >>> say_fold(2.5), say_fold(8.0)
    ('a 2.5-fold', 'an 8-fold')
    """
    return f"{'an' if f'{ratio:g}'[0] == '8' else 'a'} {ratio:g}-fold"


def say_power(ratio: float) -> str:
    """Say what a corpus could detect.

    Examples
    --------
    >>> say_power(4.0)
    '80% chance of detecting a 4-fold change'
    >>> say_power(float("inf"))
    'the chance of detecting a change is below 80% even at 100-fold'
    """
    if np.isinf(ratio):
        return f"the chance of detecting a change is below 80% even at {RATIOS[-1]:g}-fold"
    return f"80% chance of detecting {say_fold(ratio)} change"


def are_too_few(changes: pd.DataFrame) -> bool:
    """Tell whether these events are too few for any theme to be found to change.

    The bound is Bonferroni's; themes that share what they show are corrected by less, so that what
    was found speaks against it. Themes that are alike in all of more than five events tell nothing
    of how many these are.
    """
    varied = changes[(changes["p_least"] < 1) | (changes["n_units"] < 6)]
    least = (varied["p_least"] * varied["n_family"]).min()
    return bool(least >= SIGNIFICANT and not (changes["p_family"] < SIGNIFICANT).any())


def say_limits(changes: pd.DataFrame, power: pd.DataFrame | None) -> str:
    """Say in one sentence what change this corpus could show at all; without what
    `detectable_ratio` gives (`power`) only what the orders allow.
    """
    if changes.empty or changes["n_units"].max() < 2:
        return "With fewer than two dated events no change over time can be tested."
    if (changes["p_least"] >= 1).all():
        if changes["n_units"].max() == 2:
            return (
                "**What this corpus cannot show:** two dated events are too few, however much a theme "
                "changed between them."
            )
        return (
            "**What this corpus cannot show:** all dated events are of one date, or no theme differs "
            "between them, so no change over time can be tested."
        )
    n = int(changes["n_units"].max())
    if are_too_few(changes):
        return (
            f"**What this corpus cannot show:** {n:,} events are too few for any p below "
            f"{SIGNIFICANT}, however much a theme changed."
        )
    if power is None:
        least = min(1.0, changes["p_least"].min() * int(changes["n_family"].min()))
        return (
            f"With {n:,} events the smallest attainable p is {say_p(least).removeprefix('p = ')}: "
            "a change could be shown."
        )
    # what changed is said, and of what is nowhere there is nothing to detect
    known = changes.loc[changes["called"] | (changes["p_least"] >= 1), "theme"]
    rest = power[~power["theme"].isin(known)]
    if rest.empty:
        return f"With {n:,} events every theme that could be tested was found to change."
    finite = rest.loc[np.isfinite(rest["ratio"]), "ratio"]
    none = len(rest) - len(finite)
    if finite.empty:
        return f"With {n:,} events {say_power(np.inf)}, whatever the theme."
    more = f"; for {none} of {len(rest)} themes it is below 80% even at {RATIOS[-1]:g}-fold"
    span = f"{say_fold(finite.min())} change"
    if finite.min() < finite.max():
        span += f" of the commonest theme and {say_fold(finite.max())} change of the rarest"
    return (
        f"With {n:,} events there is an 80% chance of detecting {span} from the earlier half to the "
        f"later{more if none else ''}."
    )
