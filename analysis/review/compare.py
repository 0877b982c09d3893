"""Two results compared: which readings, claims, estimates, sentences and documents differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_NUMBER = re.compile(r"[\d.,]+")
# share of words that an old and a new sentence have in common, to be one reading that moved
_ALIKE = 0.3


@dataclass
class Changes:
    """What differs between two results, in the order of the corpus, the old value first.

    Parameters
    ----------
    readings
        (old sentence, new sentence, notebooks), those first that differ in more than numbers; one
        may be None.
    claims
        (claim, old grade, new grade); None for a claim that is not made.
    estimates
        (measure, group, theme, old estimate, low, high, new estimate) of those outside their old
        interval; `n_within` counts those that moved inside it.
    themes
        (doc_id, start, end, sentence, theme, gained, terms with offsets) of sentences that both
        results have.
    sentences
        (doc_id, start, end, sentence, themes, entered) of documents that both have, then those with
        a theme of documents that entered or left.
    tones
        (doc_id, start, end, sentence, old tone, new tone), the greatest move first.
    documents
        (doc_id, column, old, new) of facts that differ; `entered` and `left` are whole documents,
        with their facts.
    dropped
        (doc_id, line, old reason, new reason); None: not dropped.
    """

    readings: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    estimates: list = field(default_factory=list)
    n_within: int = 0
    themes: list = field(default_factory=list)
    sentences: list = field(default_factory=list)
    tones: list = field(default_factory=list)
    documents: list = field(default_factory=list)
    entered: dict = field(default_factory=dict)
    left: dict = field(default_factory=dict)
    dropped: list = field(default_factory=list)
    set_aside: list = field(default_factory=list)
    charts: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    facts: set = field(default_factory=set)

    @property
    def any(self) -> bool:
        """Whether anything at all differs."""
        return bool(self.facts or self.problems)


def list_facts(result: dict) -> set[tuple]:
    """Return a result as a set of statements, so that two can be compared as sets."""
    out: set[tuple] = {("reading", _bare(text)) for _, text in result.get("readings", ())}
    out |= {("claim", *row) for row in result.get("claims", ())}
    out |= {
        ("document", doc, c, str(v))
        for doc, row in result.get("documents", {}).items()
        for c, v in row.items()
    }
    out |= {("dropped", *key, reason) for key, reason in _dropped(result).items()}
    out |= {("set aside", *map(str, row)) for row in result.get("set_aside", ())}
    out |= {("estimate", *row) for row in result.get("estimates", ())}
    out |= {("chart", *row) for row in result.get("charts", {}).items()}
    for key, (_, _, _, _, tone, themes) in _sentences(result).items():
        out |= {
            ("sentence", *key),
            ("tone", *key, tone),
            *(("theme", *key, theme) for theme in themes),
        }
    return out


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
        facts=list_facts(base) ^ list_facts(head),
    )
    both = old.keys() & new.keys()
    _compare_sentences(base, head, both, out)
    _compare_estimates(base, head, out)
    _compare_dropped(base, head, both, out)
    gone = Counter(map(tuple, base.get("set_aside", ())))
    came = Counter(map(tuple, head.get("set_aside", ())))
    out.set_aside = [(*row, True) for row in came - gone] + [(*row, False) for row in gone - came]
    return out


def _bare(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".")


def _sentences(result: dict) -> dict[tuple, list]:
    """Return sentences by document, words, and which of equals: offsets may have moved."""
    seen, out = Counter(), {}
    for row in result.get("sentences", ()):
        seen[row[0], row[3]] += 1
        out[row[0], row[3], seen[row[0], row[3]]] = row
    return out


def _dropped(result: dict) -> dict[tuple, str]:
    seen, out = Counter(), {}
    for doc, _, text, reason in result.get("dropped", ()):
        seen[doc, text] += 1
        out[doc, text, seen[doc, text]] = reason
    return out


def _pair_readings(base: dict, head: dict) -> list[tuple]:
    """Pair old and new sentences of a notebook that are alike; what is left came or went."""
    old, new = ({(b, _bare(t)): None for b, t in r.get("readings", ())} for r in (base, head))
    said_before, said_now = {None, *(t for _, t in old)}, {None, *(t for _, t in new)}
    pairs: dict[tuple, list] = {}
    for book in dict.fromkeys(b for b, _ in [*new, *old]):
        gone = [t for b, t in old if b == book and (b, t) not in new]
        came = [t for b, t in new if b == book and (b, t) not in old]
        likeness = sorted(
            (
                (-_likeness(one, other), i, j)
                for i, one in enumerate(gone)
                for j, other in enumerate(came)
            ),
        )
        of, taken = {}, set()
        for least, i, j in likeness:
            if -least >= _ALIKE and i not in taken and j not in of:
                of[j] = i
                taken.add(i)
        for j, text in enumerate(came):
            pairs.setdefault((gone[of[j]] if j in of else None, text), []).append(book)
        for i, text in enumerate(gone):
            if i not in taken:
                pairs.setdefault((text, None), []).append(book)
    # not to another notebook
    moved = [pair for pair in pairs if pair[0] not in said_now or pair[1] not in said_before]
    rows = [(*pair, pairs[pair]) for pair in moved]
    return sorted(rows, key=lambda row: same_words(*row[:2]))


def same_words(one: str | None, other: str | None) -> bool:
    """Tell whether two sentences differ in their numbers alone.

    Examples
    --------
    >>> same_words("in 2 of 5 reports", "in 3 of 6 reports"), same_words("in only one report", "in 2 of 6 reports")
    (True, False)
    """
    return _NUMBER.sub("", one or "") == _NUMBER.sub("", other or "")


def _likeness(one: str, other: str) -> float:
    """Return the share of words in common, and 1 more where the first two are the same."""
    a, b = re.findall(r"\w+", one.lower()), re.findall(r"\w+", other.lower())
    return len({*a} & {*b}) / max(1, len({*a} | {*b})) + (bool(a) and a[:2] == b[:2])


def _pair_claims(base: dict, head: dict) -> list[tuple]:
    old, new = (
        {(text, says): grade for text, says, grade in r.get("claims", ())} for r in (base, head)
    )
    return [
        (k[0], old.get(k), new.get(k))
        for k in dict.fromkeys([*new, *old])
        if old.get(k) != new.get(k)
    ]


def _compare_sentences(base: dict, head: dict, both: set, out: Changes) -> None:
    old, new = _sentences(base), _sentences(head)
    for entered, here, there in ((True, new, old), (False, old, new)):
        rows = [
            (*r[:4], r[5], entered)
            for k, r in here.items()
            if k not in there and (k[0] in both or r[5])
        ]
        out.sentences += rows
    out.sentences.sort(key=lambda row: row[0] not in both)
    for key in new.keys() & old.keys():
        (*_, tone_before, before), (*place, tone, now) = old[key], new[key]
        out.themes += [
            (*place, theme, theme in now, now.get(theme) or before[theme])
            for theme in before.keys() ^ now.keys()
        ]
        if tone != tone_before:
            out.tones.append((*place, tone_before, tone))
    out.themes.sort(key=lambda row: (row[0], row[1], row[4]))
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
    old, new = _dropped(base), _dropped(head)
    rows = [
        (*key[:2], old.get(key), new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]
    out.dropped = sorted((row for row in rows if row[0] in both), key=lambda row: row[:2])
