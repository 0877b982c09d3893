"""Sentences to speech: which are quoted, reported or narrated, by whom, and for which side."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.cache import cached
from ..core.progress import track
from ..core.schema import conform, empty
from ..text.sentences import find_quotations
from .addresses import HEADINGS, find_address, find_monologue, read_headings
from .given import read_cells, read_given
from .names import surname
from .people import REPORTER, People, Speaker, Speakers
from .scene import Scene, Sentence, Told, holds_name
from .sides import Sides, read_sides
from .signs import OPENING
from .titles import Titled, find_guest, read_title
from .transcripts import carry_labels, find_labels
from .vocabulary import GATE
from .written_labels import LABEL_GATE, part_turns

COLUMNS = ["speech", "speaker", "speaker_start", "speaker_end", "side"]


@cached()
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
        Table `documents`; `doc_id`, `text` and, if they are there, `title`, `speaker`, `side` and
        `country` are read. A document with a `speaker`, or a `side` that is a country's or one of
        the list, is that speaker's from its start, apart from what is quoted of others; `country`
        is his where there is no `side`. So is one that is a speech or statement by its title
        ("Remarks by ..."), its only label or its greetings.
    sides
        Which words and names stand for which side; the packaged ones by default.

    Returns
    -------
    DataFrame
        Table `speech`: `sentences` with `speech` ("quoted": at least half of it, or all that
        follows its verb of saying, is a direct quotation, or it is of a speech, statement or
        transcript; "reported": told in other words; "narrated"), `speaker` ("" where nothing says),
        `speaker_start` and `speaker_end` (offsets into the document's text of the words that name
        the speaker, the surname at least; -1 where none), and `side` (as in `sides`; "joint",
        "reporter", or "" where unknown).

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
    missing = set(pc.unique(pa.array(sentences["doc_id"])).to_pylist()) - set(documents["doc_id"])
    if missing:
        said = f"documents: no row for doc_id {min(missing)!r}"
        raise ValueError(f"{said}; pass the documents that the sentences come from")
    column = pa.array(sentences["text"], pa.large_string())
    gates = [pc.match_substring_regex(column, gate).to_pylist() for gate in (GATE, LABEL_GATE)]
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    given = read_given(documents, sides)
    titles = dict(zip(documents["doc_id"], read_cells(documents, "title"), strict=True))
    n, apart = len(sentences), Apart("who speaks")
    kinds, sides_of, speakers = ["narrated"] * n, [REPORTER] * n, [""] * n
    starts, ends = [-1] * n, [-1] * n
    spoken = _by_document(sentences, gates)
    for doc_id, first, rows in track(
        spoken, "who speaks", total=sentences["doc_id"].nunique(), unit=" documents"
    ):
        named, known = None, (sides, given.get(doc_id), titles[doc_id], first)
        with apart.of(doc_id):
            named = [*_attribute(texts[doc_id], rows, *known)]
        if named is None:  # it broke a rule, so that who speaks is unknown
            sides_of[first : first + len(rows)] = [""] * len(rows)
        for i, (kind, who) in named or ():
            kinds[i], speakers[i], sides_of[i] = kind, who.name, who.side
            starts[i], ends[i] = who.start, who.end
    apart.warn()
    out = sentences.drop(columns=COLUMNS, errors="ignore").reset_index(drop=True)
    found = zip(COLUMNS, (kinds, speakers, starts, ends, sides_of), strict=True)
    return conform(out.assign(**dict(found)), "speech")


@cached()
def list_quotes(sentences: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List what appears in quotation marks, with the speaker of its sentence.

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
        for a, b in spans[i : bisect_left(spans, (end,))]:
            a, b = max(a, start), min(b, end)
            rows.append((doc_id, no, a, b, texts[doc_id][a:b], speaker))
    apart.warn()
    names = ["doc_id", "sentence_no", "start", "end", "text", "speaker"]
    return conform(pd.DataFrame(rows, columns=names), "quotes") if rows else empty("quotes")


def _by_document(sentences: pd.DataFrame, gates: list) -> Iterator[tuple[str, int, list[Sentence]]]:
    """Yield each document's id, its first row in the table, and its sentences."""
    columns = [sentences[name].tolist() for name in ("paragraph_no", "start", "end", "quoted")]
    make = partial(tuple.__new__, Sentence)  # as Sentence._make, which also asks for the length
    rows = [*map(make, zip(*columns, *gates, strict=True))]
    doc_ids, begin = pa.array(sentences["doc_id"]).to_pylist(), 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or doc_ids[i] != doc_ids[begin]:
            yield doc_ids[begin], begin, rows[begin:i]
            begin = i


def _attribute(
    text: str, rows: list[Sentence], sides: Sides, given: Speaker | None, title: str, first: int
) -> Iterator[tuple[int, tuple[str, Speaker]]]:
    """Yield row number, kind and speaker of each sentence of a document that is not narrated."""
    titled, people = read_title(title, sides), People(text, sides)
    headed = titled or read_headings(text, sides)
    heading = title or text[: rows[0].end].partition("\n")[0]  # many texts begin with their title
    guest = find_guest(heading, headed, given, sides)
    rows = part_turns(text, rows)
    labels = find_labels(rows, people, titled, guest)
    if (begin := find_monologue(text, rows, labels, heading)) is not None:
        labels = {begin: guest} | labels
    whose, labels = _find_whose(rows, people, given, headed, title, labels)
    labelled = carry_labels(text, rows, labels, whose)
    addressed = whose is not None and any(row.quoted for row in rows)
    active = [i for i, row in enumerate(rows) if row.gated or row.quoted]
    active = [i for i in active if addressed or i not in labelled]
    if not active and not labelled:
        return
    scene = Scene(rows, people)
    own = {i: who for i in active if (who := scene.read(i)) is not None}
    told: Told = {i: ("quoted", who) for i, who in labelled.items()}
    for i in active:
        if i in labelled:
            if other := _find_other(scene, i, own, told):
                told[i] = ("quoted", other)
        elif i in own:
            told[i] = ("quoted" if rows[i].quoted or scene.is_direct(i) else "reported", own[i])
        elif scene.is_inside_quotation(rows[i]):
            told[i] = ("quoted", scene.carried(i, own, told))
    checked: dict[int, Speaker] = {}  # a turn of many sentences is one speaker
    for i, (kind, who) in told.items():
        if id(who) not in checked:
            named = who.start < 0 or holds_name(text[who.start : who.end], who.name)
            checked[id(who)] = who if named else Speaker(side=who.side)
        yield first + i, (kind, checked[id(who)])


def _find_whose(
    rows: list[Sentence],
    people: People,
    given: Speaker | None,
    titled: Titled | None,
    title: str,
    labels: Speakers,
) -> tuple[Speaker | None, Speakers]:
    """Return whose speech or statement a document is, None if nobody's, and the labels of others."""
    if given is not None:
        own = surname(given.name)
        labels = {k: given if surname(who.name) == own else who for k, who in labels.items()}
        # turns are taken with the one who speaks or with those who ask; a colon alone is a colon
        taken = (who is given or who.side == REPORTER for who in labels.values())
        turns = len(labels) > 1 and any(taken)
        return given, labels if turns else {}
    if len(labels) > 1:
        return None, labels
    label = _find_opening(rows, labels)
    whose = find_address(people, rows, titled, title, label)
    if whose is not None and whose.name and not whose.side:
        whose = replace(whose, side=people.side(whose.name))
    return whose, labels if whose is None or label is None else {}


def _find_opening(rows: list[Sentence], labels: Speakers) -> Speaker | None:
    """Return the speaker of the only label, if a heading at most stands before it and what he says
    appears in no quotation marks.
    """
    for before, row in zip([None, *rows], rows[:OPENING], strict=False):
        who = labels.get(row.paragraph)
        if row.start > HEADINGS or who is not None and row.quoted:
            return None
        if who is not None and (before is None or before.paragraph != row.paragraph):
            return who if who.side != REPORTER else None
    return None


def _find_other(scene: Scene, i: int, own: Speakers, told: Told) -> Speaker | None:
    """Return whom a speaker quotes in a sentence of his, None where it is his own."""
    row, speaker = scene.rows[i], told[i][1]
    if not row.quoted:
        return None
    who = own.get(i)
    if who is None and scene.is_inside_quotation(row):
        who = scene.carried(i, own, told)
    if who is None or surname(who.name) == surname(speaker.name) and who.name:
        return None
    return who if who.name or i in scene.direct else None
