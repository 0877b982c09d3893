"""Two results compared: which readings, claims, estimates, sentences and documents differ."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..project import EXAMPLE
from .facts import Fact, find_moved, key_dropped, key_readings, key_sentences, list_facts

_NUMBER = re.compile(r"[\d.,]+")


class Reading(NamedTuple):
    """A reading that moved: the old and the new sentence, either of which may be None, the
    notebooks that give it, its subject ("" for none) and its name among the facts.
    """

    old: str | None
    new: str | None
    notebooks: list[str]
    subject: str
    key: Fact


@dataclass
class Changes:
    """What differs between two results, in the order of the corpus, the old value first."""

    # those first that differ in more than numbers
    readings: list[Reading] = field(default_factory=list)
    # (claim, old grade, new grade, what it says); None for a claim that is not made
    claims: list = field(default_factory=list)
    # (measure, group, theme, old estimate, low, high, new estimate) outside the old interval
    estimates: list = field(default_factory=list)
    n_within: int = 0  # estimates that moved inside it
    # (doc_id, start, end, sentence, theme, gained, terms with offsets) of sentences of both
    themes: list = field(default_factory=list)
    # (doc_id, start, end, old sentences, new sentences) of texts of both
    splits: list = field(default_factory=list)
    # (doc_id, start, end, sentence, themes, entered) of documents of both, then those with a theme
    # of documents that entered or left and are no copies, which count once
    sentences: list = field(default_factory=list)
    # (doc_id, start, end, sentence, old tone, new tone), the greatest move first
    tones: list = field(default_factory=list)
    documents: list = field(default_factory=list)  # (doc_id, column, old, new) of facts that differ
    entered: dict = field(default_factory=dict)  # whole documents, with their facts
    left: dict = field(default_factory=dict)
    # (event, event): the first was before the second, and is now after it
    order: list = field(default_factory=list)
    labels: dict = field(default_factory=dict, repr=False)  # what readers see of each theme
    dropped: list = field(default_factory=list)  # (doc_id, line, old reason, new reason or None)
    set_aside: list = field(default_factory=list)
    charts: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    facts: set = field(default_factory=set, repr=False)

    @property
    def any(self) -> bool:
        """Whether anything at all differs."""
        return bool(self.facts or self.problems)


def compare_results(base: dict, head: dict) -> Changes:
    """Return what differs between an old and a new result (see `extract` for what they hold)."""
    old, new = base.get("documents", {}), head.get("documents", {})
    charts = [set(result.get("charts", {}).items()) for result in (base, head)]
    out = Changes(
        readings=_pair_readings(base, head),
        claims=_pair_claims(base, head),
        documents=[
            (doc, column, old[doc].get(column), value)
            for doc in new
            if doc in old
            for column, value in new[doc].items()
            if column in old[doc] and old[doc][column] != value
        ],
        entered={doc: row for doc, row in new.items() if doc not in old},
        left={doc: row for doc, row in old.items() if doc not in new},
        charts=sorted({name for name, _ in charts[0] ^ charts[1]}),
        problems=[f"before: {p}" for p in base.get("problems", ())]
        + [f"now: {p}" for p in head.get("problems", ())],
        order=_compare_order(old, new),
        labels=base.get("labels", {}) | head.get("labels", {}),
        facts=find_moved(list_facts(base), list_facts(head)),
    )
    both = old.keys() & new.keys()
    _compare_sentences(base, head, both, out)
    same = {doc for doc in both if old[doc].get("text_hash") == new[doc].get("text_hash")}
    out.splits = _find_splits([row for row in out.sentences if row[0] in same])
    _compare_estimates(base, head, out)
    _compare_dropped(base, head, both, out)
    gone = Counter(map(tuple, base.get("set_aside", ())))
    came = Counter(map(tuple, head.get("set_aside", ())))
    out.set_aside = [(*row, True) for row in came - gone] + [(*row, False) for row in gone - came]
    return out


def is_of_example(doc_id: str) -> bool:
    """Tell whether a document is of a corpus that comes with the package, and not of the project's."""
    return doc_id.startswith(EXAMPLE)


def _pair_readings(base: dict, head: dict) -> list[Reading]:
    """Return the readings that moved, each beside what was said of the same before."""
    old, new = key_readings(base), key_readings(head)
    said_before, said_now = {None, *old.values()}, {None, *new.values()}
    pairs: dict[tuple, list] = {}
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        # what is now said elsewhere has not moved
        pair = None if was in said_now else was, None if now in said_before else now
        if was != now and any(pair):
            pairs.setdefault(pair, []).append(key)
    rows = [
        Reading(was, now, list(dict.fromkeys(key[1] for key in keys)), keys[0][3], keys[0])
        for (was, now), keys in pairs.items()
    ]
    return sorted(rows, key=lambda row: same_words(row.old, row.new))


def same_words(one: str | None, other: str | None) -> bool:
    """Tell whether two sentences differ in their numbers alone.

    >>> same_words("in 2 of 5 reports", "in 3 of 6 reports"), same_words("in only one report", "in 2 of 6 reports")
    (True, False)
    """
    return _NUMBER.sub("", one or "") == _NUMBER.sub("", other or "")


def _pair_claims(base: dict, head: dict) -> list[tuple]:
    old, new = ({(t, says): g for t, says, g in r.get("claims", ())} for r in (base, head))
    moved = [k for k in dict.fromkeys([*new, *old]) if old.get(k) != new.get(k)]
    return [(text, old.get((text, says)), new.get((text, says)), says) for text, says in moved]


def _compare_sentences(base: dict, head: dict, both: set, out: Changes) -> None:
    old, new = key_sentences(base), key_sentences(head)
    copies = {doc for doc, row in (out.entered | out.left).items() if row.get("copy_of")}
    for entered, here, there in ((True, new, old), (False, old, new)):
        out.sentences += [
            (*r[:4], r[5], entered)
            for k, r in here.items()
            if k not in there and (k[0] in both or (r[5] and k[0] not in copies))
        ]
    out.sentences.sort(key=lambda row: (row[0] not in both, is_of_example(row[0])))
    for key in new.keys() & old.keys():
        (*_, tone_before, before), (*place, tone, now) = old[key], new[key]
        out.themes += [
            (*place, theme, theme in now, now.get(theme) or before[theme])
            for theme in before.keys() ^ now.keys()
        ]
        if tone != tone_before:
            out.tones.append((*place, tone_before, tone))
    out.themes.sort(key=lambda row: (is_of_example(row[0]), row[0], row[1], row[4]))
    out.tones.sort(key=lambda row: (-abs((row[5] or 0) - (row[4] or 0)), row[0], row[1]))


def _compare_estimates(base: dict, head: dict, out: Changes) -> None:
    old = {tuple(row[:3]): row[3:] for row in base.get("estimates", ())}
    for *key, estimate, _, _ in head.get("estimates", ()):
        was = old.get(tuple(key))
        if was is None or estimate is None or None in was or was[0] == estimate:
            continue
        if was[1] <= estimate <= was[2]:
            out.n_within += 1
        else:
            out.estimates.append((*key, *was, estimate))


def _compare_dropped(base: dict, head: dict, both: set, out: Changes) -> None:
    old, new = key_dropped(base), key_dropped(head)
    moved = [k for k in old | new if k[0] in both and old.get(k) != new.get(k)]
    rows = [(*key[:2], old.get(key), new.get(key)) for key in moved]
    out.dropped = sorted(rows, key=lambda row: row[:2])


def _find_splits(moved: list[tuple]) -> list[tuple]:
    """Return stretches of text that are split otherwise, with the sentences of both versions."""
    out: list[list] = []
    moved = sorted(moved, key=lambda row: (is_of_example(row[0]), *row[:2]))
    for doc, start, end, text, _, entered in moved:
        if not out or out[-1][0] != doc or out[-1][2] <= start:
            out.append([doc, start, end, [], []])
        out[-1][2] = max(out[-1][2], end)
        out[-1][4 if entered else 3].append(text)
    return [tuple(row) for row in out]


def _compare_order(old: dict, new: dict) -> list[tuple[str, str]]:
    """Return pairs of neighbouring events that changed places: first the one that is later now."""
    before, now = _date_events(old), _date_events(new)
    both = [event for event in sorted(now, key=now.__getitem__) if event in before]
    return [
        (later, earlier)
        for earlier, later in pairwise(both)
        if before[later] < before[earlier] and now[earlier] < now[later]
    ]


def _date_events(documents: dict) -> dict[str, str]:
    """Return the first date of each event, known by its name or by its only document."""
    out: dict[str, str] = {}
    for doc, row in documents.items():
        event, date = str(row.get("episode") or doc), row.get("date")
        if date:
            out[event] = min(out.get(event, str(date)), str(date))
    return out
