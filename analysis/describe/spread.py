"""Claims tested in every specification, in words: in how many each is supported, what moves it most,
and how often permuted dates give as much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.counts import say_count, say_list
from ..core.progress import track
from ..core.safe_text import escape_markdown
from .changes import MOVES, say_p, say_ratio
from .claims_file import list_proposals, read_claims
from .findings import Findings
from .readings import CHOICES, Readings
from .specifications import COLUMNS, RATIOS, find_obstacle, spread_claim

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
_STEADY = "whether it is supported depends on no choice; "
_MUCH = np.log(1.1)  # a ratio that moves by less is said to stay


@dataclass(frozen=True, eq=False, repr=False)
class Spread(Findings):
    """One sentence per claim; `specifications` are the rows of `spread_claim` of all of them, in
    their order.
    """

    specifications: pd.DataFrame


def spread_claims(path: str | Path, findings: Findings, readings: Readings) -> Spread:
    """Test the claims that stand beside a corpus (`read_claims`) in every specification, or without
    any those that could be claimed of the findings of `describe_themes`.
    """
    return describe_spread(read_claims(path) or list_proposals(findings), readings)


@cached()
def describe_spread(claims: Iterable[Mapping[str, str]], readings: Readings) -> Spread:
    """Say in how many specifications each claim is supported, and which choice moves it most; a row
    per claim: `claim`, `n_supported`, `n` (specifications that could be tested), `reading`.
    """
    said, tables = [], []
    for claim in track(list(claims), "claims in every specification", unit=" claims"):
        rows = spread_claim(claim, readings)
        tables += [rows] * (len(rows) > 0)
        tested = rows[rows["not_tested"] == ""]
        why = find_obstacle(claim, readings)
        told = f"cannot be tested again, since {escape_markdown(why)}" if why else _say_claim(rows)
        words = f"“{escape_markdown(claim['text'])}”: {told}."
        said.append([claim["text"], int(tested["agrees"].sum()), len(tested), words])
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


def _say_claim(rows: pd.DataFrame) -> str:
    tested, first = rows[rows["not_tested"] == ""], rows.iloc[0]
    n, n_not, moves = len(tested), len(rows) - len(tested), first["says"] in MOVES
    untested = f"{n_not:,} could not be tested ({_say_why(rows)})"
    if not n:
        return f"none of {say_count(n_not, 'specification')} could be tested ({_say_why(rows)})"
    parts = [
        f"**supported in {int(tested['agrees'].sum()):,} of {say_count(n, 'specification')}** "
        f"({say_count(first['n_documents'], 'document')}, {say_count(first['n_events'], 'event')})",
        *[untested] * (n_not > 0),
    ]
    if moves:
        by_shapes = (tested["test"] == "shape").any()
        parts += [_say_few(tested)] * bool(first["too_few"] and by_shapes)
        parts += filter(None, [_say_ratios(tested)])
        joint = "no joint p: the readings of dates have fewer than two events in common"
        if pd.notna(first["p_median"]):
            joint = f"joint {say_p(first['p_median'])} for the median, {say_p(first['p_share'])} "
            joint += "for the number of significant ones"
        parts.append(joint)
    else:
        parts.append("counted, since there is no change to test")
    return "; ".join([*parts, *filter(None, [say_choice(tested), _say_constant(rows)])])


def _say_why(rows: pd.DataFrame) -> str:
    return ", ".join(why for why in rows["not_tested"].unique() if why)


def _say_few(rows: pd.DataFrame) -> str:
    """Say that events are too few for the test of shapes; more units than these may not be."""
    others = (rows["test"] != "shape").any() or (rows["unit"] != "event").any()
    by = "for the test of shapes by event " * bool(others)
    return f"{say_count(rows['n_events'].iloc[0], 'event')} are too few {by}to show any change"


def _say_ratios(rows: pd.DataFrame) -> str:
    """Say the median of each kind of ratio; there is none of two kinds."""
    rows, parts = rows.dropna(subset="estimate"), []
    for kind in (kind for kind in RATIOS if (rows["ratio_of"] == kind).any()):
        ratios = rows.loc[rows["ratio_of"] == kind, "estimate"]
        middle, low, high = map(say_ratio, ratios.quantile([0.5, 0, 1]))
        span = f"{low} to {high} over {len(ratios):,}" if len(ratios) > 1 else "the only one"
        parts.append(f"{middle} of {kind} ({span})")
    return f"median ratio {say_list(parts)}" if parts else ""


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
    if not tried:
        parts.append("all documents are from one source" if there else "no source is named")
    elif tried < there:
        parts.append(f"left out, one at a time: {tried} of {there:,} sources")
    return "; ".join(parts)


def say_choice(rows: pd.DataFrame) -> str:
    """Say which choice moves a claim most: first how often it is supported, else the ratio, of each
    kind of ratio by itself. The rows are those of one claim that could be tested.
    """
    moved = _weigh_choices(rows)
    if not moved:
        return ""
    turned, shifted, name, kind = max(moved, key=lambda each: each[:2])
    steady = rows["agrees"].nunique() == 1
    if not turned and shifted < _MUCH:
        if rows["says"].iloc[0] not in MOVES:
            return ""
        what = "whether it is supported, or " if steady else ""
        return f"no choice moves {what}the ratio by much"
    if name == "left_out":
        return _say_sources(rows, bool(turned), steady)
    crossed = rows[rows["left_out"] == ""]
    if turned:
        by = dict(list(crossed.groupby(name, sort=False)["agrees"]))
        counts = [
            f"{int(by[option].sum())} of {len(by[option])} with {SAID[name][option]}"
            for option in CHOICES[name]
            if option in by
        ]
        return f"the choice of {name} moves it most: supported in {say_list(counts)}"
    same = crossed[crossed["ratio_of"] == kind]
    by = same.groupby(name, sort=False)["estimate"].median().dropna()
    medians = [f"{say_ratio(by[o])} with {SAID[name][o]}" for o in CHOICES[name] if o in by]
    of = f" of {kind}" * (rows["ratio_of"].nunique() > 1)
    return f"{_STEADY * steady}the choice of {name} moves the ratio{of} most: median {say_list(medians)}"


def _say_sources(rows: pd.DataFrame, turned: bool, steady: bool) -> str:
    out, whole = rows[rows["left_out"] != ""], rows[rows["default"]].iloc[0]
    if turned:
        flipped = out.loc[out["agrees"] != whole["agrees"], "left_out"]
        flipped = flipped.map(escape_markdown).tolist()
        more = f" or {say_count(len(flipped) - _NAMED, 'other')}" if len(flipped) > _NAMED else ""
        verb = "not supported" if whole["agrees"] else "supported only"
        return f"the sources move it most: {verb} without {say_list(flipped[:_NAMED], 'or')}{more}"
    far = out.loc[_shift_sources(out, whole).idxmax()]
    return (
        f"{_STEADY * steady}the sources move the ratio most: {say_ratio(far['estimate'])} without "
        f"{escape_markdown(far['left_out'])}, {say_ratio(whole['estimate'])} with all"
    )


def _weigh_choices(rows: pd.DataFrame) -> list[tuple[float, float, str, str]]:
    """Return for each choice by how much it moves the share of specifications that support the
    claim, the logarithm of the ratio, and of which kind of ratio.
    """
    crossed, out = rows[rows["left_out"] == ""], []
    for name in CHOICES:
        by = crossed.groupby(name, sort=False)
        if by.ngroups < 2:
            continue
        turned = _span(by["agrees"].mean())
        out.append((turned, 0.0, name, ""))
        if rows["says"].iloc[0] in MOVES:
            for kind, of in crossed.groupby("ratio_of", sort=False):
                middle = _log(of["estimate"]).groupby(of[name], sort=False).median()
                out.append((turned, _span(middle), name, str(kind)))
    left, whole = rows[rows["left_out"] != ""], rows[rows["default"]]
    if len(left) and len(whole):
        turned = float((left["agrees"] != whole["agrees"].iloc[0]).mean())
        shifted = 0.0
        if rows["says"].iloc[0] in MOVES:
            shifted = _shift_sources(left, whole.iloc[0]).max()
        out.append((turned, 0.0 if np.isnan(shifted) else round(float(shifted), 9), "left_out", ""))
    return out


def _shift_sources(left: pd.DataFrame, whole: pd.Series) -> pd.Series:
    """Return by how much each source moves the logarithm of the ratio; empty where it is then one
    of another kind.
    """
    logs = _log(left["estimate"]).where(left["ratio_of"] == whole["ratio_of"])
    return (logs - _log(pd.Series([whole["estimate"]])).iloc[0]).abs()


def _log(ratios: pd.Series) -> pd.Series:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(ratios.astype("float64")).replace([-np.inf, np.inf], np.nan)


def _span(values: pd.Series) -> float:
    span = float(values.max() - values.min())
    return 0.0 if np.isnan(span) else round(span, 9)
