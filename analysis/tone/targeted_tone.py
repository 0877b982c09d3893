"""Toward whom: the tone of the clauses that name a target, or the reason why their words give none.

A sentence that is sad about a war is not unkind to those it names. So a clause counts for a target
only if its words say something of it: not where the target merely speaks, not where it is the one
that condemns or thanks (the one condemned or thanked is judged), and not where no word has a tone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from ..core.apart import Apart
from ..text.vocabulary import check_texts
from .register import Register, read_register
from .vader import Scorer

#: Why a clause that names a target has no usable tone.
REASONS = {
    "no tone": "no word of the clause has a tone, or a faint one only",
    "mixed": "its words speak for and against, in balance",
    "speaks": "the target is who says it",
    "harmed": "the target is whom the harm befalls, not who does it",
    "judges": "the target is who condemns, thanks, regrets or is alarmed, not who is judged",
}
_BALANCE = 0.05

# Where a clause ends: a mark, or a word that sets one clause against another.
_BREAK = re.compile(
    r"[;:—–]|\s-\s|,?\s(?:but|while|whereas|although|though|because|yet|(?:comes?\s|came\s)?even\sas|(?:comes|came)\sas|amid|despite|"
    r"in\sthe\s(?:face|wake)\sof)\s|^despite\s|"
    r",\s(?:and|or)\s(?=(?:it|he|she|they|we|i|that|this|the|both)\s)|,\s(?:which|who|where|saying)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:while|although|though|even\sas|because|as|if|when|after|before|despite|amid|in\sthe\s(?:face|wake)\sof)\s",
    re.IGNORECASE,
)
_SAID = r"(?:said|says|saying|told|tells|tweeted|added|adds|stated|noted|wrote|asserted|remarked|quipped)"
# Up to three words or titles between a name and its verb of saying ("Pompeo, in a tweet, said" is
# not found).
_SAYS_AFTER = re.compile(rf"(?:\s[\w.'’-]++){{0,3}}?\s{_SAID}\b", re.IGNORECASE)
# The other order needs its quotation: '... for all," said Secretary Pompeo'.
_SAYS_BEFORE = re.compile(rf"[,\"”'’]\s{_SAID}(?:\s[\w.'’-]++){{0,4}}?\s$")
# Against whom something is done; what follows is about them, what precedes is not.
_AGAINST = re.compile(
    r"\b(?:against|counter|counters|countering|countered|oppos\w*+|deter|deterring|contain|containing|confront\w*+)\s",
    re.IGNORECASE,
)
# Who feels ("is alarmed by", "is grateful to") judges as who condemns does, though the verb looks
# passive.
_JUDGES = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|remains?|remained)\s(?:\w++\s)?(?:alarmed|appalled|concerned|dismayed|disappointed|outraged|saddened|"
    r"shocked|worried|grateful|thankful|delighted|pleased|proud)\b|"
    r"(?P<passive>(?:is|are|was|were|be|been|being)\s(?:\w++\s)?)?(?:(?:condemn|denounc|deplor|critici[sz]|accus|blam|prais|thank|"
    r"congratulat|commend|applaud|salut|laud|hail|welcom|rebuk|slamm|warn|regrett?|reject|urg|protest)(?:s|es|ed|d|ing|e)?\b|"
    r"(?:express|voic)(?:es|ed|e|ing)?\s(?=(?:\w++\s){0,2}(?:concern|alarm|regret|gratitude|thanks|appreciation|solidarity)\b)))",
    re.IGNORECASE,
)
# Whom harm befalls, right before the name ("the invasion of") or behind it ("was struck by").
_HARM_BEFORE = re.compile(
    r"\b(?:(?:attacks?|aggression|assaults?|strikes?|violence|threats?|crimes?|coercion|war)\s(?:on|upon|against|to)|"
    r"(?:invasion|occupation|annexation|bombing|shelling|bombardment)\sof)\s(?:the\s)?(?:people\sof\s)?$",
    re.IGNORECASE,
)
_HARM_AFTER = re.compile(
    r"\s(?:(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:\w++\s)?(?:hit|struck|attacked|invaded|devastated|ravaged|bombed|occupied|targeted)\b|"
    r"(?:(?:is|was|are|were)\s)?suffer(?:s|ed|ing)?\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\sby\s", re.IGNORECASE)


def score_targets(
    sentences: pd.DataFrame,
    targets: pd.DataFrame | Mapping[str, Sequence[str]],
    *,
    register: Register | None = None,
) -> pd.DataFrame:
    """Score the tone of the clauses about each target.

    Parameters
    ----------
    sentences
        Table `sentences`; `doc_id`, `sentence_no`, `start` and `text` are read.
    targets
        Table `mentions` (each theme is a target), or the names of each target as they are written:
        ``{"Russia": ["Russia", "Russian", "Moscow"]}``. Names are whole words and keep their
        capitals.
    register
        What the words weigh; `read_register()` unless given.

    Returns
    -------
    DataFrame
        One row a clause and target that it names, in order: `doc_id`, `sentence_no`, `target`,
        `start` and `end` (of the stretch scored, in the document's text), `clause` (the stretch),
        `tone` (-1 to 1, more is warmer; empty where the words give none) and `reason` (a key of
        `REASONS`; "" where there is a tone).

    Raises
    ------
    ValueError
        If a column is missing, or a target has no name.

    Notes
    -----
    Rules of order, not of grammar: pronouns are not resolved, and a subject far from its verb is
    missed.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": ["India condemned Russia."]})
    >>> score_targets(rows, {"Russia": ["Russia"], "India": ["India"]})[["target", "tone", "reason"]].values.tolist()
    [['India', nan, 'judges'], ['Russia', -0.4588, '']]
    """
    check_texts(sentences, "doc_id", "sentence_no", "start")
    register = read_register() if register is None else register
    scorer, rows, apart = register.make_scorer(), [], Apart("the tone toward targets")
    doc_ids = sentences["doc_id"].tolist()
    for row, text, named in _find_targets(sentences, targets):
        with apart.of(doc_ids[row]):
            rows += [(row, *clause) for clause in _score_clauses(text, named, register, scorer)]
    apart.warn()
    found = pd.DataFrame(
        rows, columns=["row", "target", "start", "end", "clause", "tone", "reason"]
    )
    at = sentences[["doc_id", "sentence_no", "start"]].iloc[found["row"].astype("int64")]
    at = at.reset_index(drop=True)
    for end in ("start", "end"):
        found[end] += at["start"].astype("int64")
    out = found.assign(doc_id=at["doc_id"], sentence_no=at["sentence_no"])
    out = out[["doc_id", "sentence_no", "target", "start", "end", "clause", "tone", "reason"]]
    kinds = {"sentence_no": "int64", "start": "int64", "end": "int64", "tone": "float64"}
    return out.astype({**dict.fromkeys(["doc_id", "target", "clause", "reason"], "str"), **kinds})


def _score_clauses(
    text: str, named: list[tuple[str, int, int]], register: Register, scorer: Scorer
) -> list[tuple[str, int, int, str, float, str]]:
    """Return target, start, end, text, tone and reason of each clause and target in it."""
    out = []
    named.sort(key=lambda hit: hit[1:])
    starts = [a for _, a, _ in named]
    for start, end in split_clauses(text):
        inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
        for name, (a, b, reason) in _read_clause(text, start, end, inside).items():
            stretch = register.rewrite(text[a:b])
            tone = scorer.score(stretch)
            if not reason and abs(tone) < _BALANCE:
                signs = {weight > 0 for *_, weight in scorer.weigh_spans(stretch)}
                reason = "mixed" if len(signs) == 2 else "no tone"
            out.append((name, a, b, text[a:b], float("nan") if reason else tone, reason))
    return out


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Return start and end of each clause of a sentence, by marks and conjunctions.

    Examples
    --------
    >>> text = "While India welcomed it, China did not; Japan agreed"
    >>> [text[a:b] for a, b in split_clauses(text)]
    ['While India welcomed it', 'China did not', 'Japan agreed']
    """
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    comma = text.find(", ")
    if comma > 0 and _OPENING.match(text) and not any(a <= comma < b for a, b in breaks):
        breaks = sorted([*breaks, (comma, comma + 2)])
    edges = [0, *(at for pair in breaks for at in pair), len(text)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    trimmed = ((b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return [(a, b) for a, b in trimmed if a < b]


def _find_targets(
    sentences: pd.DataFrame, targets
) -> Iterator[tuple[int, str, list[tuple[str, int, int]]]]:
    """Yield number and text of each sentence that names targets, and each name's place."""
    if isinstance(targets, pd.DataFrame):
        keys = zip(sentences["doc_id"], sentences["sentence_no"], strict=True)
        at = {key: i for i, key in enumerate(keys)}
        starts, hits = sentences["start"].tolist(), {}
        for hit in targets.itertuples():
            row = at.get((hit.doc_id, hit.sentence_no))
            if row is not None:
                place = (str(hit.theme), hit.start - starts[row], hit.end - starts[row])
                hits.setdefault(row, []).append(place)
        texts = sentences["text"].tolist()
        yield from ((row, texts[row], hits[row]) for row in sorted(hits))
        return
    patterns = [(target, _compile(target, names)) for target, names in targets.items()]
    for row, text in enumerate(sentences["text"]):
        named = [
            (target, m.start(), m.end())
            for target, pattern in patterns
            for m in pattern.finditer(text)
        ]
        if named:
            yield row, text, named


def _compile(target: str, names: Sequence[object]) -> re.Pattern[str]:
    if (
        isinstance(names, str)
        or not names
        or not all(isinstance(name, str) and name.strip() for name in names)
    ):
        raise ValueError(f"targets: {target!r} needs a list of names, not {names!r}")
    longest = sorted(map(str, names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _read_clause(
    text: str, start: int, end: int, named: list[tuple[str, int, int]]
) -> dict[str, tuple[int, int, str]]:
    """Return the stretch about each target named in a clause, and why it gives no tone, if so.

    Where a target is named twice, the first place where it is spoken of counts.
    """
    out: dict[str, tuple[int, int, str]] = {}
    clause = _Clause(text, start, end) if named else None
    for name, a, b in named:
        if name not in out or out[name][2]:
            place = clause.place(a, b)
            if name not in out or not place[2]:
                out[name] = place
    return out


class _Clause:
    """A clause, and where someone judges, "by" and "against" stand, sorted for fast look-up."""

    def __init__(self, text: str, start: int, end: int):
        self.text, self.start, self.end = text, start, end
        judged = list(_JUDGES.finditer(text, start, end))
        self.passive = [bool(m["passive"]) for m in judged]
        self.judge_starts, self.judge_ends = [m.start() for m in judged], [m.end() for m in judged]
        against = list(_AGAINST.finditer(text, start, end))
        self.against_starts = [m.start() for m in against]
        self.against_ends = [m.end() for m in against]
        self.by = [m.start() for m in _BY.finditer(text, start, end)]

    def place(self, a: int, b: int) -> tuple[int, int, str]:
        """Return start and end of the stretch about the name at a to b, and why there is none."""
        text, start, end = self.text, self.start, self.end
        if _SAYS_AFTER.match(text, b, end) or _SAYS_BEFORE.search(text[max(start, a - 80) : a]):
            return start, end, "speaks"
        if _HARM_AFTER.match(text, b, end) or _HARM_BEFORE.search(text[max(start, a - 60) : a]):
            return start, end, "harmed"
        before, after = bisect_right(self.judge_ends, a) - 1, bisect_left(self.judge_starts, b)
        until = [*self.judge_starts[after : after + 2], end, end]
        # The last judgement before the name is passed on it, up to the next judgement.
        if before >= 0:
            by = bisect_left(self.by, self.judge_ends[before])
            acts = self.passive[before] and by < len(self.by) and self.by[by] < a
            return self.judge_starts[before], until[0], "judges" if acts else ""
        # A name before any judgement judges, unless the verb is passive.
        if after < len(self.judge_starts):
            return start, until[1], "" if self.passive[after] else "judges"
        against = bisect_right(self.against_ends, a) - 1
        return self.against_starts[against] if against >= 0 else start, end, ""
