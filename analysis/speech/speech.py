"""Sentences to speech: which are quoted, reported or narrated, by whom, and on whose side he stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.schema import conform, empty
from ..text.sentences import find_quotations
from .people import JOINT, REPORTER, People, Sides, Speaker, has_title, read_sides, tidy
from .quote_attribution import Attribution, find_attribution, hide_quotations, opening_subject
from .transcripts import read_labels
from .vocabulary import GATE

COLUMNS = ["speech", "speaker", "speaker_start", "speaker_end", "side"]


class _Sentence(NamedTuple):
    """What is read of a sentence."""

    paragraph: int
    start: int
    end: int
    quoted: bool
    gated: bool


def attribute_speech(sentences: pd.DataFrame, documents: pd.DataFrame, *, sides: Sides | None = None) -> pd.DataFrame:
    """Say of each sentence whether it is quoted, reported or narrated, and who speaks where the text says it.

    Rules over English news prose and transcripts, made for precision: a verb of saying with its subject ("Price
    said", "said Pompeo", "according to"), carried over quotations of several sentences or paragraphs. "He" is the last
    named speaker, or whom the sentence before opens with; a last name or a title is looked up in the document.

    Parameters
    ----------
    sentences
        Table `sentences`.
    documents
        Table `documents`; `doc_id` and `text` are read. If it has a column `speaker`, a document with an entry
        there is that person's speech from its start (a column `side` then gives the side).
    sides
        Which words and names stand for which side; the packaged ones by default.

    Returns
    -------
    DataFrame
        Table `speech`: `sentences` with `speech` ("quoted": at least half of it, or all that follows its verb of saying,
        is a direct quotation; "reported": told in other words; "narrated"), `speaker` ("" where the text does not
        say), `speaker_start` and `speaker_end` (offsets into the document's text of the words that name the
        speaker, the surname at least; -1 where none), and `side` (as in `sides`; "joint", "reporter", or "" where unknown).

    Raises
    ------
    ValueError
        If a sentence's document is not among `documents`.

    Examples
    --------
    >>> from analysis import split_sentences
    >>> rows = pd.DataFrame({"doc_id": ["a"], "text": ['US envoy Ann Lee met him. "We agreed. It holds," Lee said.']})
    >>> attribute_speech(split_sentences(rows), rows)[["speech", "speaker", "side"]].values.tolist()
    [['narrated', '', 'reporter'], ['quoted', 'Ann Lee', 'US'], ['quoted', 'Ann Lee', 'US']]
    """
    sides = sides or read_sides()
    missing = set(sentences["doc_id"]) - set(documents["doc_id"])
    if missing:
        raise ValueError(
            f"documents: no row for doc_id {min(missing)!r}; pass the documents that the sentences come from"
        )
    gate = pc.match_substring_regex(pa.array(sentences["text"], pa.large_string()), GATE).to_numpy(zero_copy_only=False)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    given = _given_speakers(documents)
    found, apart = [], Apart("who speaks")
    for doc_id, first, rows in _by_document(sentences, gate):
        with apart.of(doc_id):
            found += [(i, *row) for i, row in _attribute(texts[doc_id], rows, sides, given.get(doc_id), first)]
            continue
        found += [(i, "narrated", Speaker()) for i in range(first, first + len(rows))]  # who speaks is unknown
    apart.warn()
    out = sentences.drop(columns=[name for name in COLUMNS if name in sentences]).reset_index(drop=True)
    columns = {
        name: [value] * len(out) for name, value in zip(COLUMNS, ("narrated", "", -1, -1, REPORTER), strict=True)
    }
    for i, kind, who in found:
        for name, value in zip(COLUMNS, (kind, who.name, who.start, who.end, who.side), strict=True):
            columns[name][i] = value
    return conform(out.assign(**columns), "speech")


def list_quotes(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List what stands in quotation marks, partial quotations too, with the speaker of its sentence.

    Parameters
    ----------
    sentences
        Table `speech`.
    documents
        Table `documents`; `doc_id` and `text` are read.

    Returns
    -------
    DataFrame
        Table `quotes`, a row for each quotation and sentence: a quotation over two sentences is two rows. `start` and
        `end` are offsets into the document's text, quotation marks included.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows, spans, i, before, apart = [], [], 0, None, Apart("what is quoted")
    columns = (sentences[name].tolist() for name in ("doc_id", "sentence_no", "start", "end", "speaker"))
    for doc_id, no, start, end, speaker in zip(*columns, strict=True):
        if doc_id != before:
            spans, i, before = [], 0, doc_id
            with apart.of(doc_id):
                spans = find_quotations(texts.get(doc_id) or "")
        while i < len(spans) and spans[i][1] <= start:
            i += 1
        for a, b in _overlapping(spans, i, end):
            rows.append((doc_id, no, max(a, start), min(b, end), texts[doc_id][max(a, start) : min(b, end)], speaker))
    apart.warn()
    names = ["doc_id", "sentence_no", "start", "end", "text", "speaker"]
    return conform(pd.DataFrame(rows, columns=names), "quotes") if rows else empty("quotes")


def _overlapping(spans: list[tuple[int, int]], i: int, end: int) -> Iterator[tuple[int, int]]:
    while i < len(spans) and spans[i][0] < end:
        yield spans[i]
        i += 1


def _given_speakers(documents: pd.DataFrame) -> dict[str, Speaker]:
    """Return the speakers that metadata gives, by document."""
    if "speaker" not in documents:
        return {}
    side = documents["side"] if "side" in documents else [""] * len(documents)
    rows = zip(documents["doc_id"], documents["speaker"].fillna(""), side, strict=True)
    return {doc_id: Speaker(name, side=side) for doc_id, name, side in rows if name}


def _by_document(sentences: pd.DataFrame, gate) -> Iterator[tuple[str, int, list[_Sentence]]]:
    """Yield each document's id, its first row in the table, and its sentences."""
    names = ["paragraph_no", "start", "end", "quoted"]
    rows = [*map(_Sentence._make, zip(*(sentences[name].tolist() for name in names), gate.tolist(), strict=True))]
    doc_ids, begin = pa.array(sentences["doc_id"]).to_pylist(), 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or doc_ids[i] != doc_ids[begin]:
            yield doc_ids[begin], begin, rows[begin:i]
            begin = i


def _attribute(
    text: str, rows: list[_Sentence], sides: Sides, given: Speaker | None, first: int
) -> Iterator[tuple[int, tuple[str, Speaker]]]:
    """Yield row number, kind and speaker of each sentence of a document that is not narrated."""
    labelled = read_labels(text, rows, People(text, sides), given)
    active = [i for i, row in enumerate(rows) if (row.gated or row.quoted) and i not in labelled]
    if not active and not labelled:
        return
    scene = _Scene(text, rows, sides)
    own = {i: who for i in active if (who := scene.read(i)) is not None}
    told: dict[int, tuple[str, Speaker]] = {i: ("quoted", who) for i, who in labelled.items()}
    for i in active:
        if i in own:
            told[i] = ("quoted" if rows[i].quoted or scene.is_direct(i) else "reported", own[i])
        elif scene.is_inside_quotation(rows[i]):
            told[i] = ("quoted", scene.carried(i, own, told))
    for i, (kind, who) in told.items():
        named = who.start < 0 or _names(text[who.start : who.end], who.name)
        yield first + i, (kind, who if named else Speaker(side=who.side))


def _names(words: str, name: str) -> bool:
    """Tell whether words are a name or part of it, or hold a part of each of those who speak as one ("Yoon and Mr Biden")."""
    found = set(tidy(words).lower().split()) - {"and"}
    of_each = (set(one.split()) for one in name.lower().split(" and "))
    return bool(found) and found <= set(name.lower().split()) or not any(map(found.isdisjoint, of_each))


class _Scene:
    """A document under reading: its quotations, its people, and who spoke last."""

    def __init__(self, text: str, rows: list[_Sentence], sides: Sides):
        self.text, self.rows, self.sides = text, rows, sides
        self.quotations = find_quotations(text)
        self.bare = hide_quotations(text, self.quotations)
        self.people = People(text, sides)
        self.direct: set[int] = set()
        self.genders: dict[str, str] = {}
        self.last = self.joint = self.statement = Speaker()

    def read(self, i: int) -> Speaker | None:
        """Return whom sentence i says is speaking, and remember him; to be called in order."""
        row = self.rows[i]
        found = find_attribution(self.bare[row.start : row.end]) if row.gated else None
        who = self._resolve(found, i) if found else None
        if found and found.direct:
            self.direct.add(i)
        if who and who.person:
            self.last = who
        if who and who.side == JOINT and who.name:
            self.joint = who
        self._remember_statement(row, who)
        return who

    def _remember_statement(self, row: _Sentence, who: Speaker | None) -> None:
        at = self.bare.find("statement", row.start, row.end)
        if at < 0:
            return
        if self.bare[max(row.start, at - 6) : at].lower() == "joint ":
            self.statement = Speaker(self.bare[at - 6 : at + 9], at - 6, at + 9, JOINT)
        elif who and who.name:
            self.statement = replace(who, person=False)

    def _resolve(self, found: Attribution, i: int) -> Speaker | None:
        """Return the speaker that an attribution names."""
        start, end = found.start + self.rows[i].start, found.end + self.rows[i].start
        if found.kind == "pronoun":
            return self._they() if found.words.lower() == "they" else self._he(found, i)
        if found.kind == "statement":
            return self._statement(found, start, end)
        if found.kind == "plural":
            side = self.sides.read(found.intro) or JOINT
            return Speaker(found.words.lower(), start, end, side)
        if found.kind == "unnamed":
            return Speaker(side=self.sides.read(found.intro))
        if found.kind == "role":
            name = self.people.by_role(found.intro, self.last.name)
            at = self._named_at(name, start) if name else None
            return self._person(name, *at) if at else Speaker(side=self.sides.read(found.intro))
        if found.kind == "pair":
            return self._pair(found, start, end)
        if found.kind == "body" or self.sides.pattern.fullmatch(found.words):
            return Speaker(tidy(self.text[start:end]), start, end, self.sides.read(found.intro or found.words))
        return self._named(found, i, start, end)

    def _named(self, found: Attribution, i: int, start: int, end: int) -> Speaker:
        """Return a person named in the attribution; a common noun that opens the sentence is no name."""
        name = self.people.full_name(found.words, start)
        opens = not self.text[self.rows[i].start : start].strip()
        if " " not in name and opens and not self.people.is_name(name):
            return Speaker()
        start = end - len(self.people.without_country(found.words)) if " " in found.words else start
        return self._person(name, start, end, found.intro)

    def _person(self, name: str, start: int, end: int, intro: str = "") -> Speaker:
        return Speaker(name, start, end, self.people.side(name, intro), person=True)

    def _pair(self, found: Attribution, start: int, end: int) -> Speaker:
        names = [self.people.full_name(name, start) for name in found.words.split(" and ")]
        told = {self.people.side(name) or self.sides.read(name) for name in names}
        return Speaker(" and ".join(names), start, end, told.pop() if len(told) == 1 else JOINT)

    def _named_at(self, name: str, before: int) -> tuple[int, int] | None:
        """Return where the text last names a person before a place, or first names him."""
        mentions = [m for m in self.people.mentions(name.split()[-1]) if " " not in m.name or tidy(m.name) == name]
        mention = next((m for m in reversed(mentions) if m.start < before), mentions[0] if mentions else None)
        return (mention.start, mention.end) if mention else None

    def _he(self, found: Attribution, i: int) -> Speaker:
        """Return the person of "he said": whom this sentence, or a narrated one before it, opens with; else the last speaker."""
        gender = found.words.lower()
        row, before = self.rows[i], self.rows[i - 1] if i else None
        subject, at = (opening_subject(self.bare[row.start : row.end]), row.start) if found.start else (None, 0)
        if subject is None and before and not (before.gated and find_attribution(self.bare[before.start : before.end])):
            subject, at = opening_subject(self.bare[before.start : before.end]), before.start
        if subject and not self.sides.pattern.fullmatch(subject.words):
            name = self.people.full_name(subject.words, at)
            if " " in name and (has_title(subject.intro) or self.people.has_spoken(name)):
                return self._as(gender, self._person(name, subject.start + at, subject.end + at, subject.intro))
        return self._as(gender, self.last)

    def _as(self, gender: str, who: Speaker) -> Speaker:
        """Return a speaker whom "he" or "she" can mean: nobody, where the text has called him the other before."""
        return who if self.genders.setdefault(who.name, gender) == gender or not who.name else Speaker()

    def _they(self) -> Speaker:
        return replace(self.joint, person=False)

    def _statement(self, found: Attribution, start: int, end: int) -> Speaker:
        """Return who speaks in "the statement said": what was last so called, or the statement itself if it is joint."""
        if found.words.lower() == "joint statement":
            return Speaker("joint statement", start, end, JOINT)
        if found.words.lower() == "statement" and self.statement.name:
            return self.statement
        if found.intro == "joint":
            return Speaker(found.words.lower(), start, end, JOINT)
        return Speaker(side=self.sides.read(found.intro))

    def is_direct(self, i: int) -> bool:
        """Tell whether sentence i opens or closes with a quotation that stands beside its verb of saying."""
        bare = self.bare[self.rows[i].start : self.rows[i].end].rstrip(". ")
        return i in self.direct and (bare[:1] in ' "' or bare.endswith('"'))

    def is_inside_quotation(self, row: _Sentence) -> bool:
        """Tell whether all of a sentence stands in quotation marks."""
        return row.quoted and not self.bare[row.start : row.end].strip('" .')

    def carried(self, i: int, own: dict[int, Speaker], told: dict[int, tuple[str, Speaker]]) -> Speaker:
        """Return the speaker of a quoted sentence without a verb of saying: by the same quotation, else by what went before."""
        at = (self.rows[i].start + self.rows[i].end) // 2
        before = bisect_right(self.quotations, (at, len(self.text)))
        end = self.quotations[before - 1][1] if before else -1
        for j in range(i, min(i + 40, len(self.rows))):
            if self.rows[j].start >= end:
                break
            if j in own:
                return own[j]
        return told[i - 1][1] if i - 1 in told else Speaker()
