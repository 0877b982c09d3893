"""Documents to sentences with character offsets: `text[start:end]` of the document is the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .schema import conform, empty

# A word: letters and digits, with the marks that hold "2+2", "don't" and "COVID-19" together.
WORD = r"[\pL\pN]+(?:[-'’.+/&][\pL\pN]+)*"

# Where a sentence may end: its mark, closing quotes or brackets, space, and something that can open the next.
_BOUNDARY = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z]|[#@])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"“‘'])(?:[A-Z]|[A-Za-z]{1,2}(?:\.[A-Za-z]{1,2})+|Mr|Mrs|Ms|Dr|Prof|Hon|Rev|Gen|Col|Maj|Lt|Capt|Cmdr|Adm|Sgt|"
    r"Sen|Rep|Gov|Pres|Amb|St|Jr|Sr|vs|No|Nos|Art|Sec|Fig|Vol|pp|cf|al|Rs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
# Dotted names that also end sentences ("in the U.S. The talks ..."): split only before a word that opens one.
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}$")
_OPENER = re.compile(
    r"[\"“‘'(]*(?:The|A|An|This|That|These|Those|It|He|She|They|We|I|You|But|And|In|On|At|As|If|When|While|For|There|His|Her|"
    r"Its|Their|Our|However|Last|After|Before|Both|Asked)\b"
)


def split_sentences(documents: pd.DataFrame) -> pd.DataFrame:
    """Split each document's text into sentences.

    A line of the text is a paragraph and a sentence never crosses it. Abbreviations, initials and dotted
    names do not end a sentence.

    Parameters
    ----------
    documents
        Table `documents`; `doc_id` and `text` are read.

    Returns
    -------
    DataFrame
        Table `sentences`, in document order: `start` and `end` are character offsets into `text`,
        `n_words` counts words, `quoted` is True where at least half of the sentence stands in double quotes.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "text": ["S. Jaishankar met Mr. Pompeo. They agreed."]})
    >>> split_sentences(rows)["text"].tolist()
    ['S. Jaishankar met Mr. Pompeo.', 'They agreed.']
    """
    rows = [
        (doc_id, sentence_no, paragraph_no, start, end, text[start:end], quoted)
        for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True)
        for sentence_no, (paragraph_no, start, end, quoted) in enumerate(_spans(text))
    ]
    if not rows:
        return empty("sentences")
    names = ["doc_id", "sentence_no", "paragraph_no", "start", "end", "text", "quoted"]
    frame = pd.DataFrame(rows, columns=names)
    return conform(frame.assign(n_words=count_words(frame["text"])), "sentences")


def count_words(texts: pd.Series) -> pd.Series:
    """Return the number of words of each text ("2+2" and "COVID-19" are one each).

    Examples
    --------
    >>> count_words(pd.Series(["The 2+2 talks on COVID-19", ""])).tolist()
    [5, 0]
    """
    counts = pc.count_substring_regex(pa.array(texts, pa.large_string()), WORD)
    return pd.Series(counts.to_numpy(zero_copy_only=False), index=texts.index, dtype="int64")


def lines_as_sentences(dropped_lines: pd.DataFrame) -> pd.DataFrame:
    """Return dropped lines in the form that `find_mentions` reads, to see what a careless count would find.

    Returns
    -------
    DataFrame
        `doc_id`, `sentence_no` (the line number), `start` (0: offsets are into the line), `text`.
    """
    columns = {"line_no": "sentence_no"}
    return dropped_lines.rename(columns=columns).assign(start=0)[["doc_id", "sentence_no", "start", "text"]]


def _spans(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield paragraph number, start, end and whether it is quoted, for each sentence of a text."""
    offset = 0
    for paragraph_no, line in enumerate(text.split("\n")):
        quotes = _quoted_spans(line)
        for start, end in _split_line(line):
            inside = sum(max(0, min(end, b) - max(start, a)) for a, b in quotes)
            yield paragraph_no, offset + start, offset + end, 2 * inside >= end - start
        offset += len(line) + 1


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    """Yield the trimmed spans of the sentences of one paragraph."""
    start = 0
    cuts = [m.end() for m in _BOUNDARY.finditer(line) if _ends_sentence(line, m)]
    for cut in [*cuts, len(line)]:
        piece = line[start:cut]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = cut


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    """Tell whether a possible end is one: not after an abbreviation, an initial or a dotted name."""
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = line[max(0, match.start() - 24) : match.start()]
    if _DOTTED.search(before + "."):
        return _OPENER.match(line, match.end()) is not None
    return _ABBREVIATION.search(before) is None


def _quoted_spans(line: str) -> list[tuple[int, int]]:
    """Return the spans of a paragraph that stand in double quotes; one left open runs to its end."""
    spans, opened = [], None
    for match in re.finditer(r"[\"“”]", line):
        mark, at = match.group(), match.start()
        if opened is None and mark != "”":
            opened = at
        elif opened is not None and mark != "“":
            spans.append((opened, at + 1))
            opened = None
    return [*spans, (opened, len(line))] if opened is not None else spans
