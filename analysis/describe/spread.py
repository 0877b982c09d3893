"""Claims tested in every specification, in words: in how many each is supported, what moves it most,
and how often permuted dates give as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.safe_text import escape_markdown
from .changes import MOVES, say_p, say_ratio
from .claims_file import list_proposals, read_claims
from .findings import Findings, say_count
from .readings import CHOICES, Readings
from .specifications import COLUMNS, spread_claim

#: What is said of an option in a sentence.
SAID = {
    "lexicon": {"default": "the lexicon as it is", "narrow": "the narrow lexicon", "wide": "the wide lexicon"},
    "cleaning": {"default": "cleaned text", "none": "uncleaned text"},
    "dates": {"as intervals": "dates as intervals", "as given": "dates as given"},
    "unit": {"event": "events", "document": "documents"},
    "measure": {"share": "shares", "rate": "rates"},
    "test": {"shape": "the test of shapes", "contrast": "the contrast of two periods"},
}  # fmt: skip
_NAMED = 3  # sources that are named at most


@dataclass(frozen=True, eq=False, repr=False)
class Spread(Findings):
    """One sentence per claim; `specifications` are the rows of `spread_claim` of all of them.

    Attributes
    ----------
    specifications
        The rows of all claims, in their order.
    """

    specifications: pd.DataFrame


def spread_claims(path: str | Path, findings: Findings, readings: Readings) -> Spread:
    """Test the claims that stand beside a corpus in every specification, or without any those that
    could be claimed.

    Parameters
    ----------
    path
        The corpus, as for `read_claims`.
    findings
        What `describe_themes` gives.
    readings
        The corpus, counted under every lexicon and cleaning (`count_readings`).
    """
    return describe_spread(read_claims(path) or list_proposals(findings), readings)


@cached()
def describe_spread(claims: Iterable[Mapping[str, str]], readings: Readings) -> Spread:
    """Say in how many specifications each claim is supported, and which choice moves it most.

    Parameters
    ----------
    claims
        As `read_claims` gives them.
    readings
        The corpus, counted under every lexicon and cleaning (`count_readings`).

    Returns
    -------
    Spread
        A row per claim: `claim`, `n_supported`, `n` (specifications), `reading`.
    """
    said, tables = [], []
    for claim in claims:
        rows = spread_claim(claim, readings)
        tables += [rows] * (len(rows) > 0)
        n_supported = int(rows["agrees"].sum()) if len(rows) else 0
        words = f"“{escape_markdown(claim['text'])}”: {_say_claim(claim, rows)}."
        said.append([claim["text"], n_supported, len(rows), words])
    if not said:
        words = "There is no claim to test again, and nothing that was found could be claimed."
        said.append(["", 0, 0, words])
    if readings.n_whole and tables:
        n = len(readings.documents)
        words = (
            f"Tested on a random sample of {n:,} of {readings.n_whole:,} documents, which shows less: "
            "a claim that all of them support may not be supported here."
        )
        said.insert(0, ["", 0, 0, words])
    found = pd.DataFrame(said, columns=["claim", "n_supported", "n", "reading"])
    joined = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)
    return Spread(found, joined)


def _say_claim(claim: Mapping[str, str], rows: pd.DataFrame) -> str:
    if rows.empty:
        if claim["says"] not in MOVES:
            return "cannot be tested again, since no sentence mentions the theme"
        return (
            "cannot be tested again, since no sentence mentions the theme or fewer than two events "
            "are dated"
        )
    n = len(rows)
    parts = [f"**supported in {int(rows['agrees'].sum()):,} of {say_count(n, 'specification')}**"]
    if claim["says"] in MOVES:
        middle, low, high = rows["estimate"].quantile([0.5, 0, 1])
        if not np.isnan(middle):
            span = f"{say_ratio(low)} to {say_ratio(high)} over all" if n > 1 else "the only one"
            parts.append(f"median ratio {say_ratio(middle)} ({span})")
        parts.append(
            f"joint {say_p(rows['p_median'].iloc[0])} for the median, "
            f"{say_p(rows['p_share'].iloc[0])} for the number of significant ones"
        )
    else:
        parts.append("counted, since there is no change to test")
    return "; ".join([*parts, *filter(None, [say_choice(rows), _say_constant(rows)])])


def say_choice(rows: pd.DataFrame) -> str:
    """Say which choice moves a claim most: first how often it is supported, else the ratio.

    Parameters
    ----------
    rows
        What `spread_claim` gives of one claim.
    """
    moved = _weigh_choices(rows)
    if not moved:
        return ""
    turned, shifted, name = max(moved, key=lambda each: each[:2])
    if name == "left_out":
        return _say_sources(rows, turned, shifted)
    if not turned and not shifted:
        return ""
    by = rows[rows["left_out"] == ""].groupby(name, sort=False)
    options = [option for option in CHOICES[name] if option in by.groups]
    if turned:
        counts = [
            f"{int(of['agrees'].sum())} of {len(of)} with {SAID[name][option]}"
            for option, of in ((option, by.get_group(option)) for option in options)
        ]
        return f"the choice of {name} moves it most: supported in {_join(counts)}"
    ratios = [say_ratio(by.get_group(option)["estimate"].median()) for option in options]
    if len(set(ratios)) == 1:
        return "no choice moves whether it is supported, or the ratio by much"
    medians = [f"{ratio} with {SAID[name][o]}" for ratio, o in zip(ratios, options, strict=True)]
    how = "whether it is supported depends on no choice; " if rows["agrees"].nunique() == 1 else ""
    return f"{how}the choice of {name} moves the ratio most: median {_join(medians)}"


def _say_sources(rows: pd.DataFrame, turned: float, shifted: float) -> str:
    out, whole = rows[rows["left_out"] != ""], rows[rows["default"]].iloc[0]
    if turned:
        flipped = [
            escape_markdown(name) for name in out.loc[out["agrees"] != whole["agrees"], "left_out"]
        ]
        more = f" or {len(flipped) - _NAMED} others" if len(flipped) > _NAMED else ""
        verb = "not supported" if whole["agrees"] else "supported only"
        return f"the sources move it most: {verb} without {_join(flipped[:_NAMED], 'or')}{more}"
    if not shifted:
        return ""
    far = out.loc[(np.log(out["estimate"]) - np.log(whole["estimate"])).abs().idxmax()]
    return (
        "whether it is supported depends on no choice; the sources move the ratio most: "
        f"{say_ratio(far['estimate'])} without {escape_markdown(far['left_out'])}, "
        f"{say_ratio(whole['estimate'])} with all"
    )


def _weigh_choices(rows: pd.DataFrame) -> list[tuple[float, float, str]]:
    """Return for each choice by how much it moves the share of specifications that support the
    claim, and the logarithm of the ratio.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(rows["estimate"].astype("float64")).replace([-np.inf, np.inf], np.nan)
    rows = rows.assign(log=logs if rows["p"].notna().any() else 0.0)
    crossed, out = rows[rows["left_out"] == ""], []
    for name in CHOICES:
        by = crossed.groupby(name, sort=False)
        if by.ngroups > 1:
            share, middle = by["agrees"].mean(), by["log"].median()
            out.append((_span(share), _span(middle), name))
    left = rows[rows["left_out"] != ""]
    if len(left):
        whole = rows[rows["default"]].iloc[0]
        turned = float((left["agrees"] != whole["agrees"]).mean())
        shifted = (left["log"] - whole["log"]).abs().max()
        out.append((turned, 0.0 if np.isnan(shifted) else round(float(shifted), 9), "left_out"))
    return out


def _span(values: pd.Series) -> float:
    span = float(values.max() - values.min())
    return 0.0 if np.isnan(span) else round(span, 9)


def _say_constant(rows: pd.DataFrame) -> str:
    """Say which choices make no difference in this corpus, and how many sources were not tried."""
    names = [name for name in CHOICES if rows[name].nunique() == 1]
    if rows["says"].iloc[0] not in MOVES:
        names = [name for name in names if name in ("lexicon", "cleaning")]
    no_contrast = rows["says"].iloc[0] in ("peaked", "dipped")
    names = [name for name in names if name != "test" or not no_contrast]
    tried, there = int((rows["left_out"] != "").sum()), int(rows["n_sources"].iloc[0])
    parts = [f"no difference here: {', '.join(names)}"] if names else []
    parts += ["a peak or dip has no contrast of two periods"] * no_contrast
    parts += ["one source or none named"] if not tried else []
    if tried < there and tried:
        parts.append(f"left out were the {tried} largest of {there:,} sources")
    return "; ".join(parts)


def _join(words: list[str], last: str = "and") -> str:
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
