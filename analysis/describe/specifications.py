"""A claim tested again under every reasonable choice of how to read, date and count (a
specification curve; Simonsohn, Simmons and Nelson 2020).

Choices of reading (lexicon, cleaning), of dates, unit, measure and test are crossed; one source at
a time is left out with all else as it is by default. A choice that changes nothing in this corpus
is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from ..core.periods import UNDATED, bound_period
from ..stats.composition import name_events
from ..stats.trend_tests import arrange_units
from .changes import MOVES, VERBS
from .claims import PLACES, fits
from .classify import name_presence
from .contrasts import find_middle, judge_contrast
from .curves import judge_curve
from .readings import CHOICES, Readings

COLUMNS = [
    "claim", "theme", "says", *CHOICES, "left_out", "default", "estimate", "low", "high", "p", "agrees",
    "n_units", "p_median", "p_share", "n_sources", "n_documents", "n_whole",
]  # fmt: skip
_MOST_SOURCES = 10


def spread_claim(claim: Mapping[str, str], readings: Readings) -> pd.DataFrame:
    """Test a claim under every choice.

    The lexicon: as it is; "narrow", without terms that need other words near them; "wide", every
    term wherever it is. Cleaning: as it is, or "none", with the lines that it removed. Dates: as the
    intervals that are known, or as the one day given. The unit: the event, or the document. The
    measure: the share of sentences, or the rate of hits. The test: of shapes, as in
    `compare_dates`; or the contrast of two periods, as in `describe_contrasts`, from the claim's
    `since` on, the middle of its `when`, or the year in which the later half of the documents
    begins (of a rise or fall only). Each source, of more than ten the ten with most documents, is
    left out with all else as it is by default.

    Parameters
    ----------
    claim
        `text`, `theme`, `says`, and where wanted `when` and `since`, as `read_claims` gives them.
    readings
        The corpus, counted under every lexicon and cleaning (`count_readings`).

    Returns
    -------
    DataFrame
        One row per specification: `claim`, `theme`, `says`, the choices `lexicon`, `cleaning`,
        `dates`, `unit`, `measure`, `test` and `left_out` ("" for none), each constant where it
        changes nothing in this corpus; `default` (the one by which the claim is graded);
        `estimate`, the ratio of levels that this test gives (within over outside, later over
        earlier), with `low` and `high` (95 %); `p`, how often permuted dates of the events show the
        claimed change as strongly; `agrees`, whether the claim would be graded "supported";
        `n_units`. Of the whole curve: `p_median`, how often an order of the dates gives as small a
        median p when all specifications are tested again, and `p_share`, how often it makes as many
        of them significant at 5 %; `n_sources`, how many there are, left out or not; `n_documents`,
        and `n_whole`, of how many these are a random sample (0 where they are all).

        A claim of where a theme appears is counted, not tested: `estimate` is the share of
        documents with the theme, and p is empty. No rows where the theme was not looked for, is
        mentioned nowhere, or fewer than two events are dated.
    """
    theme, says = claim["theme"], claim["says"]
    default = readings.counts["default", "default"]
    hit = [of.loc[of["theme"] == theme, "sum_y"].sum() for of in readings.counts.values()]
    if not any(hit) or says not in (*MOVES, *PLACES):
        return pd.DataFrame(columns=COLUMNS)
    base, choices, n_sources = list_choices(claim, readings)
    if says in PLACES:
        rows = [_count_place(claim, readings, choice) for choice in choices]
        p_median = p_share = np.nan
    else:
        units, _ = arrange_units(default, readings.choose(base | {"unit": "event"})[1], "share", 0)
        if len(units) < 2:
            return pd.DataFrame(columns=COLUMNS)
        since = find_since(claim, default)
        choices = _drop_repeats(choices, base, readings, since)
        rows = [_test(claim, readings, choice, since) for choice in choices]
        curve = judge_curve(claim, readings, choices, base, since)
        rows = [row | {"p": p} for row, p in zip(rows, curve.p.tolist(), strict=True)]
        p_median, p_share = curve.p_median, curve.p_share
    facts = {"claim": claim["text"], "theme": theme, "says": says, "n_sources": n_sources}
    facts |= {"p_median": p_median, "p_share": p_share}
    facts |= {"n_documents": len(readings.documents), "n_whole": readings.n_whole}
    out = pd.DataFrame([facts | row for row in rows])
    out["default"] = [choice == base for choice in choices]
    return out[COLUMNS]


def list_choices(
    claim: Mapping[str, str], readings: Readings
) -> tuple[dict[str, str], list[dict[str, str]], int]:
    """Return the choice by which a claim is graded, all choices that differ in this corpus, and how
    many sources there are.

    Parameters
    ----------
    claim, readings
        As in `spread_claim`.
    """
    documents, theme = readings.documents, claim["theme"]
    moves, of = claim["says"] in MOVES, readings.counts["default", "default"]
    counted = documents[documents["doc_id"].isin(of["group"])]
    options = {name: list(CHOICES[name]) for name in CHOICES}
    # a contrast knows only one day of each document
    base = {name: found[0] for name, found in options.items()} | {"left_out": ""}
    base |= {"test": "contrast", "dates": "as given"} if claim.get("since") and moves else {}
    options["lexicon"] = [k for k in options["lexicon"] if _differs(readings, theme, 0, k, moves)]
    options["cleaning"] = [k for k in options["cleaning"] if _differs(readings, theme, 1, k, moves)]
    if not moves or not _has_intervals(counted):
        options["dates"] = [base["dates"]]
    if not moves or not name_events(counted).duplicated().any():
        options["unit"] = [base["unit"]]
    if not moves:
        options["measure"] = [base["measure"]]
    if claim["says"] not in ("rose", "fell"):
        options["test"] = [base["test"]]
    crossed = [dict(zip(options, each, strict=True)) for each in product(*options.values())]
    sources = (
        counted[readings.by].astype("str") if readings.by in counted else pd.Series(dtype="str")
    )
    sizes = sources[sources != ""].value_counts().sort_index()
    sizes = sizes.sort_values(ascending=False, kind="stable")
    left = sizes.index[:_MOST_SOURCES] if len(sizes) > 1 else []
    out = [choice | {"left_out": ""} for choice in crossed]
    out = sorted(out, key=lambda choice: choice != base)  # the default is first
    return base, [*out, *(base | {"left_out": name} for name in left)], len(sizes)


def _differs(readings: Readings, theme: str, at: int, option: str, tested: bool) -> bool:
    """Tell whether an option of lexicon (0) or cleaning (1) counts a theme otherwise than the
    default does; it does.
    """
    if option == "default":
        return True

    def look(key: tuple[str, str]) -> pd.DataFrame:
        rows = readings.counts[key]
        rows = rows[rows["theme"] == theme].set_index(["measure", "group"])[["sum_y", "sum_x"]]
        return rows.sort_index() if tested else (rows["sum_y"] > 0).sort_index()

    keys = [key for key in readings.counts if key[at] == option]
    others = [("default", key[1]) if at == 0 else (key[0], "default") for key in keys]
    return any(not look(key).equals(look(other)) for key, other in zip(keys, others, strict=True))


def _has_intervals(documents: pd.DataFrame) -> bool:
    if not {"date_low", "date_high"} <= set(documents):
        return False
    return bool((documents["date_low"] < documents["date_high"]).any())


def find_since(claim: Mapping[str, str], counts: pd.DataFrame) -> str:
    """Return from which period on a contrast takes documents as late.

    Parameters
    ----------
    claim
        As in `spread_claim`.
    counts
        Table `tallies` with one row per document.
    """
    if claim.get("since"):
        return claim["since"]
    first, _, last = claim.get("when", "").partition("..")
    bounds = bound_period(first), bound_period(last or first)
    if not first or not all(bounds):
        return find_middle(counts[(counts["measure"] == "share") & (counts["period"] != UNDATED)])
    if first == (last or first):
        return first
    start, end = pd.Timestamp(bounds[0][0]), pd.Timestamp(bounds[1][1])
    return f"{start + (end - start) / 2:%Y-%m-%d}"


def _count_place(claim: Mapping[str, str], readings: Readings, choice: dict) -> dict:
    counts, _ = readings.choose(choice)
    rows = counts[(counts["theme"] == claim["theme"]) & (counts["measure"] == "share")]
    n_hit, n = int((rows["sum_y"] > 0).sum()), len(rows)
    out = {"estimate": n_hit / max(n, 1), "low": np.nan, "high": np.nan, "p": np.nan}
    return choice | out | {"agrees": name_presence(n_hit, n) == claim["says"], "n_units": n}


def _test(claim: Mapping[str, str], readings: Readings, choice: dict, since: str) -> dict:
    """Return what one specification gives."""
    theme, says = claim["theme"], claim["says"]
    if choice["test"] == "contrast":
        counts, documents = readings.choose(choice)
        if choice["dates"] == "as intervals":
            documents = _drop_astride(documents, since)
        found = judge_contrast(
            counts, documents, readings.themes, theme, since=since, measure=choice["measure"]
        )
        return choice | found | {"agrees": found["change"] == says}
    tests = readings.test(choice)
    row = tests[tests["theme"] == theme].iloc[0]
    agrees = bool(row["called"]) and VERBS.get((row["shape"], row["direction"])) == says
    if claim.get("when") and not claim.get("since"):
        agrees = agrees and fits(claim["when"], row)
    out = {name: float(row[name]) for name in ("low", "high")} | {"estimate": float(row["ratio"])}
    return choice | out | {"agrees": agrees, "n_units": int(row["n_units"])}


def _drop_repeats(
    choices: list[dict], base: dict, readings: Readings, since: str
) -> list[dict[str, str]]:
    """Return the choices without contrasts that dates read the other way leave as they are."""
    if len(_drop_astride(readings.documents, since)) < len(readings.documents):
        return choices
    return [c for c in choices if c["test"] != "contrast" or c["dates"] == base["dates"]]


def _drop_astride(documents: pd.DataFrame, since: str) -> pd.DataFrame:
    """Return the documents that are known to be before a date or not."""
    start = pd.Timestamp((bound_period(since) or [None])[0])
    if not {"date_low", "date_high"} <= set(documents):
        return documents
    astride = (documents["date_low"] < start) & (documents["date_high"] >= start)
    return documents[~astride]
