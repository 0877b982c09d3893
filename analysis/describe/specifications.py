"""A claim tested again under every reasonable choice of how to read, date and count (a
specification curve; Simonsohn, Simmons and Nelson 2020).

Choices of reading (lexicon, cleaning), of dates, unit, measure and test are crossed; one source at
a time is left out with all else as it is by default. A choice that changes nothing in this corpus
is none.
"""

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from ..core.periods import UNDATED, bound_period, find_ends
from ..core.progress import track
from ..stats.composition import name_events
from ..stats.trend_tests import arrange_units
from .changes import MOVES, VERBS, are_too_few
from .claims import PLACES, fits
from .classify import name_presence
from .contrasts import find_middle, judge_contrast
from .curves import judge_curve
from .readings import CHOICES, Readings

COLUMNS = [
    "claim", "theme", "says", *CHOICES, "left_out", "default", "ratio_of", "estimate", "low", "high", "p",
    "agrees", "not_tested", "n_units", "p_median", "p_share", "too_few", "n_sources", "n_documents",
    "n_events", "n_whole",
]  # fmt: skip
#: Kinds of ratio, which have nothing in common that a median could be of.
RATIOS = ("a step or trend", "a peak or dip", "two periods")
_OF_SHAPE = {"step": RATIOS[0], "trend": RATIOS[0], "pulse": RATIOS[1]}
_MOST_SOURCES = 10
_NO_HITS = "no sentence mentions the theme"


def spread_claim(claim: Mapping[str, str], readings: Readings) -> pd.DataFrame:
    """Test a claim, as `read_claims` gives it, under every choice.

    The lexicon: as it is; "narrow", without terms that need other words near them; "wide", every
    term wherever it is. Cleaning: as it is, or "none", with the lines that it removed. Dates: as the
    intervals that are known, or as the one day given. The unit: the event, or the document. The
    measure: the share of sentences, or the rate of hits. The test: of shapes, as in
    `compare_dates`; or the contrast of two periods, as in `describe_contrasts`, from the claim's
    `since` on, the middle of its `when`, or the year in which the later half of the documents
    begins (of a rise or fall only). Each source, of more than ten the ten with most documents, is
    left out with all else as it is by default.

    One row per specification: `claim`, `theme`, `says`, the choices `lexicon`, `cleaning`, `dates`,
    `unit`, `measure`, `test` and `left_out` ("" for none), each constant where it changes nothing
    in this corpus; `default` (the one by which the claim is graded); `ratio_of`, of what kind the
    ratio is: "a step or trend" (after the change over before), "a peak or dip" (within it over
    outside) or "two periods" (later over earlier), "" where no shape could be tested; `estimate`,
    this ratio, empty where there is none, with `low` and `high` (95 %); `p`, how often permuted
    dates of the events show the claimed change as strongly; `agrees`, whether the claim would be
    graded "supported" (a test of shapes permutes dates, and does not use the interval);
    `not_tested`, why a specification could not be tested, "" where it was; `n_units`.

    Of the whole curve: `p_median`, how often an order of the dates gives as small a median p when
    all specifications that could be tested are tested again, and `p_share`, how often it makes as
    many of them significant at 5 %; `too_few`, whether the events are too few for the test of
    shapes to show any change (`are_too_few`); `n_sources`, how many there are, left out or not;
    `n_documents` and `n_events`, how many were tested, and `n_whole`, from how many documents they
    are a random sample (0 where from all).

    A claim of where a theme appears is counted, not tested: `estimate` is the share of documents
    with the theme, and p is empty. No rows where `find_obstacle` names one.
    """
    if find_obstacle(claim, readings):
        return pd.DataFrame(columns=COLUMNS)
    says, default = claim["says"], readings.counts["default", "default"]
    base, choices, n_sources = list_choices(claim, readings)
    facts = {"claim": claim["text"], "theme": claim["theme"], "says": says, "n_sources": n_sources}
    facts |= {"p_median": np.nan, "p_share": np.nan, "too_few": False, "n_whole": readings.n_whole}
    if says in PLACES:
        rows = [_count_place(claim, readings, choice) for choice in choices]
        counted = readings.documents["doc_id"].isin(default["group"])
        events = name_events(readings.documents[counted])
        facts |= {"n_documents": len(events), "n_events": events.nunique()}
    else:
        since = find_since(claim, default)
        choices = _drop_repeats(choices, base, readings, since)
        going = track(choices, "testing a claim", unit=" specifications")
        rows = [_test(claim, readings, choice, since) for choice in going]
        tested = [i for i, row in enumerate(rows) if not row["not_tested"]]
        if tested:
            curve = judge_curve(claim, readings, [choices[i] for i in tested], base, since)
            for i, p in zip(tested, curve.p.tolist(), strict=True):
                rows[i]["p"] = p
            facts |= {"p_median": curve.p_median, "p_share": curve.p_share}
        facts["too_few"] = are_too_few(readings.test(base | {"test": "shape"}))
        facts |= {f"n_{unit}s": _count_dated(readings, unit) for unit in ("document", "event")}
    out = pd.DataFrame([facts | row for row in rows])
    out["default"] = [choice == base for choice in choices]
    return out[COLUMNS]


def find_obstacle(claim: Mapping[str, str], readings: Readings) -> str:
    """Return why a claim can be tested in no specification, "" where it can."""
    theme, says = claim["theme"], claim["says"]
    if says not in (*MOVES, *PLACES):
        return f"{says} is none of {', '.join((*MOVES, *PLACES))}"
    if theme not in readings.themes.names:
        return f"no theme {theme} was looked for"
    if not any(_count_hits(counts, theme) for counts in readings.counts.values()):
        return _NO_HITS
    n_events = _count_dated(readings, "event") if says in MOVES else 2
    if n_events < 2:
        return "only one event is dated" if n_events else "no event is dated"
    return ""


def _count_hits(counts: pd.DataFrame, theme: str) -> int:
    return int(counts.loc[counts["theme"] == theme, "sum_y"].sum())


def _count_dated(readings: Readings, unit: str) -> int:
    """Return how many dated events or documents there are."""
    base = {name: options[0] for name, options in CHOICES.items()} | {"left_out": "", "unit": unit}
    return len(arrange_units(*readings.choose(base), "share", 0)[0])


def list_choices(
    claim: Mapping[str, str], readings: Readings
) -> tuple[dict[str, str], list[dict[str, str]], int]:
    """Return the choice by which a claim is graded, all choices that differ in this corpus, and how
    many sources there are.
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
    low, high = find_ends(counted)
    matters = {
        "dates": moves and bool((low < high).any()),
        "unit": moves and name_events(counted).duplicated().any(),
        "measure": moves,
        "test": claim["says"] in ("rose", "fell"),
    }
    options |= {name: [base[name]] for name, does in matters.items() if not does}
    crossed = [dict(zip(options, each, strict=True)) for each in product(*options.values())]
    none = pd.Series(dtype="str")
    sources = counted[readings.by].astype("str") if readings.by in counted else none
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


def find_since(claim: Mapping[str, str], counts: pd.DataFrame) -> str:
    """Return from which period on a contrast takes documents as late; of tallies with one row per
    document.
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
    agrees, why = name_presence(n_hit, n) == claim["says"], "" if n else "no document is left"
    out = {"estimate": n_hit / n if n else np.nan, "low": np.nan, "high": np.nan, "p": np.nan}
    return choice | out | {"ratio_of": "", "not_tested": why, "agrees": agrees, "n_units": n}


def _test(claim: Mapping[str, str], readings: Readings, choice: dict, since: str) -> dict:
    """Return what one specification gives; its p is that of the curve."""
    theme, says = claim["theme"], claim["says"]
    counts, documents = readings.choose(choice)
    if choice["test"] == "contrast" and not since:
        found = {"not_tested": "no document has a date for two periods", "n_units": 0}
    elif choice["test"] == "contrast":
        if choice["dates"] == "as intervals":
            documents = _drop_astride(documents, since)
        found = judge_contrast(
            counts, documents, readings.themes, theme, since=since, measure=choice["measure"]
        )
        found |= {"agrees": found.pop("change") == says, "ratio_of": RATIOS[2]}
        found["not_tested"] = found.pop("remark")
    else:
        found = _test_shape(claim, readings, choice)
    dated = documents.loc[find_ends(documents)[0].notna(), "doc_id"]
    if not _count_hits(counts[counts["group"].isin(dated)], theme):
        found["not_tested"] = found["not_tested"] or _NO_HITS  # what is estimated is the prior's
    if found["not_tested"]:
        found |= {"agrees": False, "estimate": np.nan, "low": np.nan, "high": np.nan}
        found["ratio_of"] = RATIOS[2] if choice["test"] == "contrast" else ""
    return choice | {"p": np.nan} | found


def _test_shape(claim: Mapping[str, str], readings: Readings, choice: dict) -> dict:
    tests = readings.test(choice)
    tests = tests[(tests["theme"] == claim["theme"]) & (tests["n_units"] > 1)]
    if tests.empty:
        why = f"fewer than two {choice['unit']}s are dated"
        return {"not_tested": why, "n_units": 0, "ratio_of": ""}
    row = tests.iloc[0]
    agrees = bool(row["called"]) and VERBS.get((row["shape"], row["direction"])) == claim["says"]
    if claim.get("when") and not claim.get("since"):
        agrees = agrees and fits(claim["when"], row)
    ends = {name: float(row[name]) for name in ("low", "high")}
    out = {"estimate": float(row["ratio"]), **ends, "agrees": agrees, "not_tested": ""}
    return out | {"n_units": int(row["n_units"]), "ratio_of": _OF_SHAPE[row["shape"]]}


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
    low, high = find_ends(documents)
    return documents[~((low < start) & (high >= start))]
