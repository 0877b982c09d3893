"""Lines that several pages of one site share at their head or foot: furniture that no single page
gives away.
"""

from collections.abc import Iterable
from itertools import chain, islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.locators import read_lines, write_lines
from ..core.schema import conform
from .cue_words import AGENCIES
from .line_signs import ends_sentence, is_item
from .pleas import speaks_of_site
from .set_pieces import is_address

REASON = "shared line"
_EDGE = 4  # lines at either end of a body in which furniture may be left
# documents of a source, and of all its documents the share, that have the line; and of those of no
# known source
_LEAST, _SHARE = (3, 0.3)
_LEAST_UNKNOWN, _SHARE_UNKNOWN = (8, 0.5)
_LABEL = (3, 12)  # words of a line within a body that is told by being shared
_PROSE = 12  # words from which a sentence at the head of a body is an article's
_GREETING = 14  # words of a greeting at most
_OTHER_STOPS = ("。", "！", "？", "؟", "।", "።")
# patterns of RE2
_DATE = (
    r"(?:\b\d{1,2} )?\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
    r"(?: \d{1,2}\b)?(?:,? \d{4}\b)?"
)
_PAGE = r"(\b[Pp]age )\d+"
_OWN = 0.5  # of a document's lines at its ends the share from which on it is a copy, if others have them


def drop_shared_lines(
    documents: pd.DataFrame,
    dropped_lines: pd.DataFrame,
    *,
    shared: set[tuple[str, str]] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take lines off the ends of bodies that stand at the ends of many bodies of the same source:
    from `text` to table `dropped_lines`, with the reason "shared line". `shared` are these lines,
    each with its source, where the documents are part of a corpus; those of the documents unless
    given.

    A line goes if at least three documents of its source, and 30 % of them, have it among their
    first or last four lines, but for its date, and only from the outside in: what stands behind a
    line that stays, stays. A sentence or greeting stays, since statements of one speaker open and
    end alike, unless it is of the site (`pleas.speaks_of_site`) or, at the foot, below furniture
    that is shared or was dropped before. At the head a sentence of twelve words or more that comes
    once stays whatever it says. Within a body a label of three to twelve words, no sentence, goes
    if as many have it. Documents that share half of these lines with others are versions of one
    text rather than pages of a site, and do not count; nor do those of agencies, whose pages are of
    many sites. Of documents without a source eight, and half of them, must have the line. A body
    whose ends are shared altogether stays whole.

    Examples
    --------
    >>> texts = [f"Talks {i} were held.\\nThey were {i} hours long.\\nMore from our desk" for i in range(3)]
    >>> rows = pd.DataFrame({"doc_id": list("abc"), "source": "Wire", "text": texts})
    >>> drop_shared_lines(rows, pd.DataFrame(columns=["doc_id", "line_no", "text", "reason"]))[1]["line_no"].tolist()
    [3, 3, 3]
    """
    split = [text.split("\n") for text in documents["text"]]
    edges = list_edges(documents)
    sources = documents["source"].tolist()
    if shared is None:
        pairs = [(i, (sources[i], line)) for i in range(len(edges)) for line in sorted(edges[i])]
        lines, names = pd.factorize(pd.Series([pair for _, pair in pairs], dtype=object))
        codes = number_sites(sources)
        found = find_shared(np.array([i for i, _ in pairs], np.int64), lines, codes)
        shared = {names[k] for k in found.tolist()}
    wanted = {
        i: here
        for i, source in enumerate(sources)
        if (here := {line for line in edges[i] if (source, line) in shared})
    }
    taken = _list_taken(documents["doc_id"], dropped_lines, wanted)
    gone = {}
    for i, here in wanted.items():
        numbers = _number(len(split[i]), taken[i].keys())
        furniture = [number for number, reason in taken[i].items() if reason != "blank"]
        breaks = set(np.searchsorted(numbers, furniture).tolist())
        if places := _strip(split[i], here, edges[i], breaks):
            gone[i] = dict(zip(places, (numbers[place] for place in places), strict=True))
    if not gone:
        return documents, dropped_lines
    return _move(documents, dropped_lines, split, gone)


def number_sites(sources: Iterable[str]) -> np.ndarray:
    """Return the number of each document's source: 0 where it is not known, and -1 for agencies,
    whose pages are of many sites.
    """
    names = list(sources)
    numbers, _ = pd.factorize(np.array(["", *names], dtype=object))
    words = ([*name.casefold().split(), ""] for name in names)
    agency = np.array([first in AGENCIES for first, *_ in words], dtype=bool)
    return np.where(agency, -1, numbers[1:])


def find_shared(document: np.ndarray, line: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Find the lines that many documents of a source have at their ends, by number.

    `document` and `line` are, of each line at an end, the number of its document, and its own,
    which the same lines of the same source share; `source` is that of each document
    (`number_sites`).
    """
    if not len(line):
        return line
    common = np.bincount(line)[line] > 1
    n_edges = np.maximum(np.bincount(document, minlength=len(source)), 1)
    own = np.bincount(document, common, len(source)) / n_edges < _OWN
    counted = (own & (source >= 0))[document]
    n = np.bincount(line[counted], minlength=int(line.max()) + 1)
    sizes = np.bincount(source[own & (source >= 0)], minlength=int(source.max()) + 2)
    of_line = np.zeros(len(n), np.int64)
    of_line[line] = source[document]
    unknown = of_line == 0
    least = np.where(unknown, _LEAST_UNKNOWN, _LEAST)
    share = np.where(unknown, _SHARE_UNKNOWN, _SHARE)
    return np.flatnonzero(n >= np.maximum(least, share * sizes[of_line]))


def list_edges(documents: pd.DataFrame) -> list[set[str]]:
    """Return for each document the different lines at its ends, and labels within, without dates."""
    split = [text.split("\n") for text in documents["text"]]
    ends = [(*lines[:_EDGE], *lines[-_EDGE:]) for lines in split]
    undated = iter(_drop_dates(chain.from_iterable(ends)))
    return [
        {*islice(undated, len(own)), *filter(_is_label, lines[_EDGE:-_EDGE])}
        for own, lines in zip(ends, split, strict=True)
    ]


def _drop_dates(lines: Iterable[str]) -> list[str]:
    """Return lines with 0 for each date and number of a page."""
    undated = pc.replace_substring_regex(pa.array(list(lines), pa.large_string()), _DATE, "0")
    return pc.replace_substring_regex(undated, _PAGE, r"\10").to_pylist()


def _is_label(line: str) -> bool:
    return (
        _LABEL[0] <= len(line.split()) <= _LABEL[1]
        and line[-1].isalpha()
        and not is_item(line)
        and not any(map(str.isdigit, line))
    )


def _is_said(line: str) -> bool:
    """Tell whether a line is a sentence or a greeting that a text may open or end with."""
    ended = ends_sentence(line) and " " in line or line.rstrip("”’»」』)").endswith(_OTHER_STOPS)
    greets = len(line.split()) <= _GREETING and is_address(line)
    return (ended or greets) and not speaks_of_site(line)


def _strip(lines: list[str], shared: set[str], edge: set[str], breaks: set[int]) -> list[int]:
    """Return the places of shared lines from either end up to the first line that stays, and of
    labels within; at the foot all shared lines go from the first that is furniture.

    `breaks` are the places of lines right above which other lines were dropped.
    """
    if not shared or shared == edge:
        return []
    own = [line not in shared for line in _drop_dates(lines)]
    n = len(lines)

    def stays(i: int, line: str) -> bool:
        prose = len(line.split()) >= _PROSE and ends_sentence(line)
        return own[i] or _is_said(line) or prose and lines.count(line) == 1

    head = min(next((i for i, line in enumerate(lines) if stays(i, line)), n), _EDGE)
    foot = max(n - next((i for i in range(n) if own[n - 1 - i]), n), n - _EDGE, head)
    foot = next((i for i in range(foot, n) if i in breaks or not _is_said(lines[i])), n)
    within = (i for i in range(head, foot) if lines[i] in shared and _is_label(lines[i]))
    return [*range(head), *within, *range(foot, n)]


def _list_taken(
    doc_ids: pd.Series, dropped: pd.DataFrame, places: Iterable[int]
) -> dict[int, dict[int, str]]:
    """Return, for documents at these places, the numbers of their dropped lines with the reasons."""
    taken: dict[str, dict[int, str]] = {doc_ids.iat[i]: {} for i in places}
    some = dropped[dropped["doc_id"].isin(list(taken))]
    for doc_id, number, reason in zip(some["doc_id"], some["line_no"], some["reason"], strict=True):
        taken[doc_id][number] = reason
    return {i: taken[doc_ids.iat[i]] for i in places}


def _move(
    documents: pd.DataFrame,
    dropped: pd.DataFrame,
    split: list[list[str]],
    gone: dict[int, dict[int, int]],
):
    """Return both tables with the lines at these places, of these numbers, moved from the one to the
    other.
    """
    texts, rows = documents["text"].tolist(), []
    lines = documents["lines"].tolist() if "lines" in documents else [""] * len(texts)
    ids = [documents["doc_id"].iat[i] for i in gone]
    for doc_id, (i, places) in zip(ids, gone.items(), strict=True):
        rows += [(doc_id, number, split[i][place], REASON) for place, number in places.items()]
        texts[i] = "\n".join(line for place, line in enumerate(split[i]) if place not in places)
        if len(filed := read_lines(lines[i])) == len(split[i]):
            lines[i] = write_lines(line for place, line in enumerate(filed) if place not in places)
    more = pd.DataFrame(rows, columns=["doc_id", "line_no", "text", "reason"])
    table = conform(pd.concat([dropped, more], ignore_index=True), "dropped_lines")
    columns = {
        name: pd.Series(values, index=documents.index, dtype="str")
        for name, values in (("text", texts), ("lines", lines))
        if name in documents
    }
    return documents.assign(**columns), table


def _number(n_kept: int, taken: Iterable[int]) -> list[int]:
    """Return the line numbers of kept lines: those from 1 on that no dropped line has."""
    taken = set(taken)
    return [k for k in range(1, n_kept + len(taken) + 1) if k not in taken]
