"""A claim tested again under every reasonable choice of how to read, date and count (a
specification curve; Simonsohn, Simmons and Nelson 2020).

Choices of reading (lexicon, cleaning), of dates, unit, measure and test are crossed; one source at
a time is left out with all else as it is by default. A choice that changes nothing in this corpus
is none.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from ..core.periods import UNDATED, bound_period
from ..stats.composition import name_events
from ..stats.curve_tests import Slots, Specification, permute_curve
from ..stats.shape_tests import draw_orders, find_excess, infer_spread
from ..stats.tallies import tally_mentions
from ..stats.trend_tests import arrange_shapes, arrange_units, compare_dates
from ..text.sentences import lines_as_sentences
from ..themes.lexicon import Themes
from ..themes.mentions import find_mentions
from ..themes.variants import vary_themes
from .changes import MOVES, VERBS
from .claims import PLACES, fits
from .classify import name_presence
from .contrasts import find_middle, judge_contrast

#: The choices, each with its options, the default first; of sources "" is none left out.
CHOICES = {
    "lexicon": ("default", "narrow", "wide"),
    "cleaning": ("default", "none"),
    "dates": ("as intervals", "as given"),
    "unit": ("event", "document"),
    "measure": ("share", "rate"),
    "test": ("shape", "contrast"),
}
COLUMNS = [
    "claim", "theme", "says", *CHOICES, "left_out", "default", "estimate", "low", "high", "p", "agrees",
    "n_units", "p_median", "p_share", "n_sources",
]  # fmt: skip
_MOST_SOURCES = 10
_MOST_DOCUMENTS = 5_000  # of more a random sample is tested
_N_ORDERS = 1_000
_BINS = 24
_APART = 10_000_000  # what numbers of dropped lines are raised by, to be none of a sentence


@dataclass(frozen=True)
class Readings:
    """A corpus counted under every lexicon and cleaning.

    Attributes
    ----------
    counts
        Tables `tallies` with one row per document, by lexicon and cleaning.
    documents
        Table `documents`.
    themes
        The lexicon.
    by
        The column of `documents` by which sources are left out.
    """

    counts: dict[tuple[str, str], pd.DataFrame]
    documents: pd.DataFrame
    themes: Themes
    by: str = "source"
    _tests: dict[tuple, pd.DataFrame] = field(default_factory=dict, repr=False)

    def test(self, choice: Mapping[str, str]) -> pd.DataFrame:
        """Return the test of shapes of all themes under a choice; it is made once."""
        key = tuple(choice[name] for name in (*CHOICES, "left_out"))
        if key not in self._tests:
            counts, documents = self.choose(choice)
            self._tests[key] = compare_dates(
                counts, documents, measure=choice["measure"], family=self.themes.main
            )
        return self._tests[key]

    def choose(self, choice: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the counts and the documents under a choice."""
        counts = self.counts[choice["lexicon"], choice["cleaning"]]
        documents = self.documents
        if choice["left_out"]:
            documents = documents[documents[self.by] != choice["left_out"]]
            counts = counts[counts["group"].isin(documents["doc_id"])]
        events = name_events(documents)
        if choice["dates"] == "as given":
            documents = documents.assign(date_low=documents["date"], date_high=documents["date"])
        if choice["unit"] == "document":
            events = documents["doc_id"]
        return counts, documents.assign(episode=events)


def count_readings(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    dropped_lines: pd.DataFrame,
    themes: Themes,
    *,
    by: str = "source",
    counts: pd.DataFrame | None = None,
) -> Readings:
    """Count a corpus with a narrower and a wider lexicon, and with the lines that cleaning removed.

    Parameters
    ----------
    documents, sentences, mentions, dropped_lines
        The tables of these names.
    themes
        The lexicon of the mentions.
    by
        The column of `documents` by which sources are left out.
    counts
        The sums of a corpus whose texts are not at hand: then it is counted in this one way.
    """
    if counts is not None:
        return Readings({("default", "default"): counts}, documents, themes, by)
    documents = documents[documents["doc_id"].isin(sentences["doc_id"])]
    lines = dropped_lines[dropped_lines["doc_id"].isin(documents["doc_id"])]
    lines = lines_as_sentences(lines[lines["text"].str.strip() != ""])
    words = lines["text"].str.split().str.len().astype("int64")
    lines = lines.assign(n_words=words, sentence_no=lines["sentence_no"] + _APART)
    more = pd.concat([sentences[["doc_id", "sentence_no", "n_words"]], lines], ignore_index=True)
    found_by = {}
    for name, own in vary_themes(themes).items():
        found = mentions if own is themes else find_mentions(sentences, own)
        found_by[name, "default"] = _tally(documents, sentences, found)
        if len(lines):
            beyond = pd.concat([found, find_mentions(lines, own)], ignore_index=True)
            found_by[name, "none"] = _tally(documents, more, beyond)
    return Readings(found_by, documents, themes, by)


def _tally(documents, sentences, mentions) -> pd.DataFrame:
    return tally_mentions(documents, sentences, mentions, period="date", group="doc_id")


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
        of them significant at 5 %; `n_sources`, how many there are, left out or not.

        A claim of where a theme appears is counted, not tested: `estimate` is the share of
        documents with the theme, and p is empty. No rows where the theme was not looked for, is
        mentioned nowhere, or fewer than two events are dated.
    """
    theme, says = claim["theme"], claim["says"]
    readings = _limit(readings)
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
        since = _find_since(claim, default)
        rows = [_test(claim, readings, choice, since) for choice in choices]
        curve = _judge(claim, readings, choices, base, since)
        rows = [row | {"p": p} for row, p in zip(rows, curve.p.tolist(), strict=True)]
        p_median, p_share = curve.p_median, curve.p_share
    facts = {"claim": claim["text"], "theme": theme, "says": says, "n_sources": n_sources}
    facts |= {"p_median": p_median, "p_share": p_share}
    out = pd.DataFrame([facts | row for row in rows])
    out["default"] = [choice == base for choice in choices]
    return out[COLUMNS]


def _limit(readings: Readings) -> Readings:
    """Return the readings, of very many documents those of a random sample."""
    if len(readings.documents) <= _MOST_DOCUMENTS:
        return readings
    drawn = readings.documents.sample(_MOST_DOCUMENTS, random_state=0).sort_index()
    counts = {
        key: of[of["group"].isin(drawn["doc_id"])].reset_index(drop=True)
        for key, of in readings.counts.items()
    }
    return Readings(counts, drawn, readings.themes, readings.by)


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


def _find_since(claim: Mapping[str, str], counts: pd.DataFrame) -> str:
    """Return from which period on a contrast takes documents as late."""
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


def _drop_astride(documents: pd.DataFrame, since: str) -> pd.DataFrame:
    """Return the documents that are known to be before a date or not."""
    start = pd.Timestamp((bound_period(since) or [None])[0])
    astride = (documents["date_low"] < start) & (documents["date_high"] >= start)
    return documents[~astride]


def _judge(claim, readings: Readings, choices: list[dict], base: dict, since: str):
    """Return the curve of all specifications under permuted dates of the events."""
    slots = dict(_list_slots(readings, base, since, {choice["dates"] for choice in choices}))
    events = next(iter(slots.values()))[0]
    way = 1 if claim["says"] in ("rose", "peaked") else -1
    shape = "trend" if claim["says"] in ("rose", "fell") else "pulse"
    specifications = []
    for choice in choices:
        kind = shape if choice["test"] == "shape" else "contrast"
        sums = _sum_events(claim["theme"], readings, choice, events)
        specifications.append(Specification(*sums, slots[choice["dates"]][1], kind, way))
    tests = readings.test(base | {"test": "shape"})
    block = int(tests["block"].max())
    orders = draw_orders(len(events), zlib.crc32(claim["text"].encode()), block)
    # of few events all orders are there, and each counts
    return permute_curve(specifications, orders if len(events) < 9 else orders[:_N_ORDERS])


def _list_slots(
    readings: Readings, base: dict, since: str, dates: set[str]
) -> Iterator[tuple[str, tuple[pd.Index, Slots]]]:
    """Yield for each reading of dates the events in order of time, and where they are."""
    start = np.datetime64((bound_period(since) or ["1970-01-01"])[0], "D").astype("int64")
    events = None
    for name in [base["dates"], *sorted(dates - {base["dates"]})]:
        choice = base | {"dates": name, "unit": "event", "left_out": ""}
        units, _ = arrange_units(*readings.choose(choice), "share", 0)
        events = units.index if events is None else events
        units = units.reindex(events)
        parts = arrange_shapes(units).bins.merge(_BINS).parts
        late = np.where(units["low"] >= start, 1, np.where(units["high"] < start, 0, -1))
        yield name, (events, Slots(units["rank"].to_numpy("float64"), parts, late))


def _sum_events(
    theme: str, readings: Readings, choice: dict, events: pd.Index
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return the excess and the number of units of each event, and the sum of squares."""
    counts, _ = readings.choose(choice)
    rows = counts[(counts["theme"] == theme) & (counts["measure"] == choice["measure"])]
    named = name_events(readings.documents).set_axis(readings.documents["doc_id"].astype("str"))
    event = events.get_indexer(rows["group"].map(named))
    y, x = rows["sum_y"].to_numpy("float64"), rows["sum_x"].to_numpy("float64")
    kept = (event >= 0) & (x > 0)
    event, y, x = event[kept], y[kept], x[kept]
    if choice["unit"] == "event":
        event, at = np.unique(event, return_inverse=True)
        y, x = np.bincount(at, y), np.bincount(at, x)
    y = y[:, None]
    excess = find_excess(y, x, choice["measure"], infer_spread(y, x, choice["measure"]))[:, 0]
    n = len(events)
    return (
        np.bincount(event, excess, n),
        np.bincount(event, minlength=n).astype(float),
        float((excess**2).sum()),
    )
