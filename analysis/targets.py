"""Toward whom: the tone of the clauses that name a target, or the reason why their words give none.

A sentence that is sad about a war is not unkind to those it names. So a clause counts for a target only if
its words say something of it: not where the target merely speaks, not where it is the one that condemns
or thanks (the one condemned or thanked is judged), and not where no word has a tone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from .register import Register, read_register
from .vocabulary import check_texts

#: Why a clause that names a target has no usable tone.
REASONS = {
    "no tone": "no word of the clause has a tone, or a faint one only",
    "mixed": "its words speak for and against, in balance",
    "speaks": "the target is who says it",
    "judges": "the target is who condemns, thanks or welcomes, not who is judged",
}
_BALANCE = 0.05

# Where a clause ends: a mark, or a word that sets one clause against another.
_BREAK = re.compile(
    r"[;:—–]|\s-\s|,?\s(?:but|while|whereas|although|though|because|yet|even\sas|amid)\s|"
    r",\s(?:and|or)\s(?=(?:it|he|she|they|we|i|that|this|the|both)\s)|,\s(?:which|who|where|saying)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:while|although|though|even\sas|because|as|if|when|after|before)\s", re.IGNORECASE)
_SAID = r"(?:said|says|saying|told|tells|tweeted|added|adds|stated|noted|wrote|asserted|remarked|quipped)"
# Up to three words or titles between a name and its verb of saying ("Pompeo, in a tweet, said" is not found).
_SAYS_AFTER = re.compile(rf"(?:\s[\w.'’-]++){{0,3}}?\s{_SAID}\b", re.IGNORECASE)
# The other order needs its quotation: '... for all," said Secretary Pompeo'.
_SAYS_BEFORE = re.compile(rf"[,\"”'’]\s{_SAID}(?:\s[\w.'’-]++){{0,4}}?\s$")
# Against whom something is done; what follows is about them, what precedes is not.
_AGAINST = re.compile(r"\b(?:against|counter|counters|countering|countered|oppos\w*+|deter|deterring|contain|containing|confront\w*+)\s", re.IGNORECASE)
_JUDGES = re.compile(
    r"(?P<passive>\b(?:is|are|was|were|be|been|being)\s(?:\w++\s)?)?\b(?:condemn|denounc|deplor|critici[sz]|accus|blam|prais|thank|"
    r"congratulat|commend|applaud|salut|laud|hail|welcom|rebuk|slamm|warn)(?:s|es|ed|d|ing|e)?\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\sby\s", re.IGNORECASE)


def score_targets(
    sentences: pd.DataFrame, targets: pd.DataFrame | Mapping[str, Sequence[str]], *, register: Register | None = None
) -> pd.DataFrame:
    """Score the tone of the clauses about each target.

    Parameters
    ----------
    sentences
        Table `sentences`; `doc_id`, `sentence_no`, `start` and `text` are read.
    targets
        Table `mentions` (each theme is a target), or the names of each target as they are written:
        ``{"Russia": ["Russia", "Russian", "Moscow"]}``. Names are whole words and keep their capitals.
    register
        What the words weigh; `read_register()` unless given.

    Returns
    -------
    DataFrame
        One row a clause and target that it names, in order: `doc_id`, `sentence_no`, `target`, `start` and `end` (of
        the stretch scored, in the document's text), `clause` (the stretch), `tone` (-1 to 1, more is warmer;
        empty where the words give none) and `reason` (a key of `REASONS`; "" where there is a tone).

    Raises
    ------
    ValueError
        If a column is missing, or a target has no name.

    Notes
    -----
    Rules of order, not of grammar: pronouns are not resolved, and a subject far from its verb is missed.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": ["India condemned Russia."]})
    >>> score_targets(rows, {"Russia": ["Russia"], "India": ["India"]})[["target", "tone", "reason"]].values.tolist()
    [['India', nan, 'judges'], ['Russia', -0.4588, '']]
    """
    check_texts(sentences, "doc_id", "sentence_no", "start")
    register = read_register() if register is None else register
    scorer, rows = register.make_scorer(), []
    for row, text, named in _find_targets(sentences, targets):
        for start, end in split_clauses(text):
            inside = [(name, a, b) for name, a, b in named if start <= a < end]
            for name, (a, b, reason) in _read_clause(text, start, end, inside).items():
                stretch = register.rewrite(text[a:b])
                tone = scorer.score(stretch)
                if not reason and abs(tone) < _BALANCE:
                    signs = {weight > 0 for *_, weight in scorer.weigh_spans(stretch)}
                    reason = "mixed" if len(signs) == 2 else "no tone"
                rows.append((row, name, a, b, text[a:b], float("nan") if reason else tone, reason))
    found = pd.DataFrame(rows, columns=["row", "target", "start", "end", "clause", "tone", "reason"])
    at = sentences.iloc[found["row"].astype("int64")].reset_index(drop=True)
    offset = at["start"].astype("int64")
    out = found.assign(doc_id=at["doc_id"], sentence_no=at["sentence_no"], start=found["start"] + offset, end=found["end"] + offset)
    out = out[["doc_id", "sentence_no", "target", "start", "end", "clause", "tone", "reason"]]
    kinds = {"sentence_no": "int64", "start": "int64", "end": "int64", "tone": "float64"}
    return out.astype({**dict.fromkeys(["doc_id", "target", "clause", "reason"], "str"), **kinds})


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Return start and end of each clause of a sentence, by marks and by the words that set clauses apart.

    Examples
    --------
    >>> text = "While India welcomed it, China did not; Japan agreed"
    >>> [text[a:b] for a, b in split_clauses(text)]
    ['While India welcomed it', 'China did not', 'Japan agreed']
    """
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text) if m.start() > 0]
    comma = text.find(", ")
    if comma > 0 and _OPENING.match(text) and not any(a <= comma < b for a, b in breaks):
        breaks = sorted([*breaks, (comma, comma + 2)])
    edges = [0, *(at for pair in breaks for at in pair), len(text)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    trimmed = ((b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return [(a, b) for a, b in trimmed if a < b]


def _find_targets(sentences: pd.DataFrame, targets) -> Iterator[tuple[int, str, list[tuple[str, int, int]]]]:
    """Yield number and text of each sentence that names targets, and target, start and end of each name in it."""
    if isinstance(targets, pd.DataFrame):
        at = {key: i for i, key in enumerate(zip(sentences["doc_id"], sentences["sentence_no"], strict=True))}
        starts, hits = sentences["start"].tolist(), {}
        for hit in targets.itertuples():
            row = at.get((hit.doc_id, hit.sentence_no))
            if row is not None:
                hits.setdefault(row, []).append((str(hit.theme), hit.start - starts[row], hit.end - starts[row]))
        texts = sentences["text"].tolist()
        yield from ((row, texts[row], hits[row]) for row in sorted(hits))
        return
    patterns = [(target, _compile(target, names)) for target, names in targets.items()]
    for row, text in enumerate(sentences["text"]):
        named = [(target, m.start(), m.end()) for target, pattern in patterns for m in pattern.finditer(text)]
        if named:
            yield row, text, named


def _compile(target: str, names: Sequence[str]) -> re.Pattern[str]:
    if isinstance(names, str) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError(f"targets: {target!r} needs a list of names, not {names!r}")
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _read_clause(text: str, start: int, end: int, named: list[tuple[str, int, int]]) -> dict[str, tuple[int, int, str]]:
    """Return of each target named in a clause the stretch that is about it, and why it gives no tone, if so.

    Where a target is named twice, the first place where it is spoken of counts.
    """
    judged = list(_JUDGES.finditer(text, start, end)) if named else []
    out: dict[str, tuple[int, int, str]] = {}
    for name, a, b in sorted(named, key=lambda hit: hit[1:]):
        place = _place(text, start, end, a, b, judged)
        if name not in out or out[name][2] and not place[2]:
            out[name] = place
    return out


def _place(text: str, start: int, end: int, a: int, b: int, judged: list[re.Match[str]]) -> tuple[int, int, str]:
    """Return start and end of the stretch that is about the name at a to b, and the reason if there is none."""
    if _SAYS_AFTER.match(text, b, end) or _SAYS_BEFORE.search(text[max(start, a - 80) : a]):
        return start, end, "speaks"
    before = [m for m in judged if m.end() <= a]
    after = [m for m in judged if m.start() >= b]
    if before:  # the last judgement before the name is passed on it, up to the next judgement
        by = before[-1]["passive"] and _BY.search(text, before[-1].end(), a)
        stretch = (before[-1].start(), after[0].start() if after else end)
        return (*stretch, "judges" if by else "")
    if after:  # the name stands before any judgement: it judges, unless the verb is passive
        return start, after[1].start() if len(after) > 1 else end, "" if after[0]["passive"] else "judges"
    against = max((m.start() for m in _AGAINST.finditer(text, start, a)), default=start)
    return against, end, ""
