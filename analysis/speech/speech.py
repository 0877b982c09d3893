"""Sentences to speech: which are quoted, reported or narrated, by whom, and for which side."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.schema import conform, empty
from ..text.sentences import find_quotations
from .people import REPORTER, People, Speaker
from .scene import Scene, Sentence, holds_name, list_overlapping
from .sides import Sides, read_sides
from .transcripts import read_labels
from .vocabulary import GATE

COLUMNS = ["speech", "speaker", "speaker_start", "speaker_end", "side"]


def attribute_speech(
    sentences: pd.DataFrame, documents: pd.DataFrame, *, sides: Sides | None = None
) -> pd.DataFrame:
    """Say of each sentence whether it is quoted, reported or narrated, and who speaks.

    Rules over English news prose and transcripts, made for precision: a verb of saying with its
    subject ("Price said", "said Pompeo", "according to"), carried over quotations of several
    sentences or paragraphs. "He" is the last named speaker, or whom the sentence before opens with;
    a last name or a title is looked up in the document.

    Parameters
    ----------
    sentences
        Table `sentences`.
    documents
        Table `documents`; `doc_id` and `text` are read. If it has a column `speaker`, a document
        with an entry there is that person's speech from its start (a column `side` then gives the
        side).
    sides
        Which words and names stand for which side; the packaged ones by default.

    Returns
    -------
    DataFrame
        Table `speech`: `sentences` with `speech` ("quoted": at least half of it, or all that
        follows its verb of saying, is a direct quotation; "reported": told in other words;
        "narrated"), `speaker` ("" where the text does not say), `speaker_start` and `speaker_end`
        (offsets into the document's text of the words that name the speaker, the surname at least;
        -1 where none), and `side` (as in `sides`; "joint", "reporter", or "" where unknown).

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
            f"documents: no row for doc_id {min(missing)!r}; pass the documents that the "
            "sentences come from"
        )
    gate = pc.match_substring_regex(pa.array(sentences["text"], pa.large_string()), GATE).to_numpy(
        zero_copy_only=False
    )
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    given = _given_speakers(documents)
    found, apart = [], Apart("who speaks")
    for doc_id, first, rows in _by_document(sentences, gate):
        # who speaks is unknown, unless what follows finds it
        named = [(i, "narrated", Speaker()) for i in range(first, first + len(rows))]
        with apart.of(doc_id):
            named = [
                (i, *row)
                for i, row in _attribute(texts[doc_id], rows, sides, given.get(doc_id), first)
            ]
        found += named
    apart.warn()
    out = sentences.drop(columns=[name for name in COLUMNS if name in sentences]).reset_index(
        drop=True
    )
    columns = {
        name: [value] * len(out)
        for name, value in zip(COLUMNS, ("narrated", "", -1, -1, REPORTER), strict=True)
    }
    for i, kind, who in found:
        for name, value in zip(
            COLUMNS, (kind, who.name, who.start, who.end, who.side), strict=True
        ):
            columns[name][i] = value
    return conform(out.assign(**columns), "speech")


def list_quotes(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List what stands in quotation marks, with the speaker of its sentence.

    Parameters
    ----------
    sentences
        Table `speech`.
    documents
        Table `documents`; `doc_id` and `text` are read.

    Returns
    -------
    DataFrame
        Table `quotes`, a row for each quotation and sentence: a quotation over two sentences is two
        rows. `start` and `end` are offsets into the document's text, quotation marks included.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    rows, spans, i, before, apart = [], [], 0, None, Apart("what is quoted")
    columns = (
        sentences[name].tolist() for name in ("doc_id", "sentence_no", "start", "end", "speaker")
    )
    for doc_id, no, start, end, speaker in zip(*columns, strict=True):
        if doc_id != before:
            spans, i, before = [], 0, doc_id
            with apart.of(doc_id):
                spans = find_quotations(texts.get(doc_id) or "")
        while i < len(spans) and spans[i][1] <= start:
            i += 1
        for a, b in list_overlapping(spans, i, end):
            a, b = max(a, start), min(b, end)
            rows.append((doc_id, no, a, b, texts[doc_id][a:b], speaker))
    apart.warn()
    names = ["doc_id", "sentence_no", "start", "end", "text", "speaker"]
    return conform(pd.DataFrame(rows, columns=names), "quotes") if rows else empty("quotes")


def _given_speakers(documents: pd.DataFrame) -> dict[str, Speaker]:
    """Return the speakers that metadata gives, by document."""
    if "speaker" not in documents:
        return {}
    side = documents["side"] if "side" in documents else [""] * len(documents)
    rows = zip(documents["doc_id"], documents["speaker"].fillna(""), side, strict=True)
    return {doc_id: Speaker(name, side=side) for doc_id, name, side in rows if name}


def _by_document(sentences: pd.DataFrame, gate) -> Iterator[tuple[str, int, list[Sentence]]]:
    """Yield each document's id, its first row in the table, and its sentences."""
    names = ["paragraph_no", "start", "end", "quoted"]
    rows = [
        *map(
            Sentence._make,
            zip(*(sentences[name].tolist() for name in names), gate.tolist(), strict=True),
        )
    ]
    doc_ids, begin = pa.array(sentences["doc_id"]).to_pylist(), 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or doc_ids[i] != doc_ids[begin]:
            yield doc_ids[begin], begin, rows[begin:i]
            begin = i


def _attribute(
    text: str, rows: list[Sentence], sides: Sides, given: Speaker | None, first: int
) -> Iterator[tuple[int, tuple[str, Speaker]]]:
    """Yield row number, kind and speaker of each sentence of a document that is not narrated."""
    labelled = read_labels(text, rows, People(text, sides), given)
    active = [i for i, row in enumerate(rows) if (row.gated or row.quoted) and i not in labelled]
    if not active and not labelled:
        return
    scene = Scene(text, rows, sides)
    own = {i: who for i in active if (who := scene.read(i)) is not None}
    told: dict[int, tuple[str, Speaker]] = {i: ("quoted", who) for i, who in labelled.items()}
    for i in active:
        if i in own:
            told[i] = ("quoted" if rows[i].quoted or scene.is_direct(i) else "reported", own[i])
        elif scene.is_inside_quotation(rows[i]):
            told[i] = ("quoted", scene.carried(i, own, told))
    for i, (kind, who) in told.items():
        named = who.start < 0 or holds_name(text[who.start : who.end], who.name)
        yield first + i, (kind, who if named else Speaker(side=who.side))
