"""Toward whom: the tone of the clauses that name a target, or the reason why their words give none.

A sentence that is sad about a war is not unkind to those it names. So a clause counts for a target
only if its words say something of it: not where the target merely speaks, not where it is the one
that condemns or thanks (the one condemned or thanked is judged), and not where no word has a tone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.cache import cached
from ..text.vocabulary import check_texts
from .register import Register, read_register
from .target_clauses import split_clauses
from .target_rules import Clause, Place, find_contrast, place_in_relative
from .vader import Scorer

#: Why a clause that names a target has no usable tone.
REASONS = {
    "no tone": "no word of the clause has a tone, or a faint one only",
    "mixed": "its words speak for and against, in balance",
    "speaks": "the target is who says it, or is told it",
    "harmed": "the target is whom the harm befalls, not who does it",
    "judges": "the target is who condemns, thanks, regrets or is alarmed, not who is judged",
}
_BALANCE = 0.05
_JUDGED = 0.4  # the least tone of whom a verb of judgement is passed on


@cached()
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
        One row per clause and target that it names, in order: `doc_id`, `sentence_no`, `target`,
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
    missed. Whom a verb of blame or praise is passed on has the tone of that verb at least (.4); of
    "India, unlike China, is a friend" China has the opposite of what is said.

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
    spans = split_clauses(text)
    for i, (start, end) in enumerate(spans):
        inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
        for name, place in _read_clause(text, spans, i, inside).items():
            words = text[place.start : place.end]
            stretch = register.rewrite(words)
            tone = scorer.score(stretch) * (-1 if place.turned else 1)
            if place.judged and tone * place.judged < _BALANCE:
                tone = place.judged * _JUDGED
            reason = place.reason
            if not reason and abs(tone) < _BALANCE:
                signs = {weight > 0 for *_, weight in scorer.weigh_spans(stretch)}
                reason = "mixed" if len(signs) == 2 else "no tone"
            out.append(
                (name, place.start, place.end, words, float("nan") if reason else tone, reason)
            )
    return out


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
    texts = pa.array(sentences["text"].astype("str"), pa.large_string())
    holds = np.zeros(len(texts), dtype=bool)  # a name anywhere: most sentences hold none
    for name in dict.fromkeys(str(name) for names in targets.values() for name in names):
        holds |= pc.match_substring(texts, name).to_numpy(zero_copy_only=False)
    for row in map(int, np.flatnonzero(holds)):
        text = texts[row].as_py()
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
    text: str, spans: list[tuple[int, int]], i: int, named: list[tuple[str, int, int]]
) -> dict[str, Place]:
    """Return the stretch about each target named in clause i, and why it gives no tone, if so.

    Where a target is named twice, the first place where it is spoken of counts.
    """
    out: dict[str, Place] = {}
    clause = Clause(text, *spans[i]) if named else None
    for name, a, b in named:
        if clause is not None and (name not in out or out[name].reason):
            place = find_contrast(text, a, spans) or clause.place(a, b)
            if b == spans[i][1] and i + 1 < len(spans):
                place = place_in_relative(place, text, a, b, spans[i + 1][1])
            if name not in out or not place.reason:
                out[name] = place
    return out
