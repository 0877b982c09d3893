"""Lines that several pages of one site share at their head or foot: furniture that no single page
gives away.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..core.locators import read_lines, write_lines
from ..core.schema import conform
from .cue_words import AGENCIES

REASON = "shared line"
_EDGE = 4  # lines at either end of a body in which furniture may be left
# documents of a source, and of all its documents the share, that have the line
_LEAST, _SHARE = (3, 0.3)
_OWN = 0.5  # of a document's lines at its ends the share from which on it is a copy, if others have them


def drop_shared_lines(
    documents: pd.DataFrame,
    dropped_lines: pd.DataFrame,
    *,
    shared: set[tuple[str, str]] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take lines off the ends of bodies that stand at the ends of many bodies of the same source.

    A line goes if at least three documents of its source, and 30 % of them, have it among their
    first or last four lines, and only from the outside in: what stands behind a line that stays,
    stays. Documents that share half of these lines with others are versions of one text rather than
    pages of a site, and do not count; nor do agencies and documents without a source, whose pages
    are of many sites. A body whose ends are shared altogether stays whole.

    Parameters
    ----------
    documents, dropped_lines
        The tables of these names.
    shared
        The lines that are shared, each with its source, where the documents are part of a corpus;
        None: those of the documents.

    Returns
    -------
    tuple of DataFrame
        Both tables, the lines moved from `text` to `dropped_lines` with the reason "shared line".

    Examples
    --------
    >>> texts = [f"Talks {i} were held.\\nThey were {i} hours long.\\nMore from our desk" for i in range(3)]
    >>> rows = pd.DataFrame({"doc_id": list("abc"), "source": "Wire", "text": texts})
    >>> drop_shared_lines(rows, pd.DataFrame(columns=["doc_id", "line_no", "text", "reason"]))[1]["line_no"].tolist()
    [3, 3, 3]
    """
    split = [text.split("\n") for text in documents["text"]]
    edges = [_edge(lines) for lines in split]
    sources = documents["source"].tolist()
    if shared is None:
        pairs = [(i, (sources[i], line)) for i in range(len(edges)) for line in sorted(edges[i])]
        lines, names = pd.factorize(pd.Series([pair for _, pair in pairs], dtype=object))
        codes, _ = pd.factorize(documents["source"])
        codes = np.where(is_site(sources), codes, -1)
        found = find_shared(np.array([i for i, _ in pairs], np.int64), lines, codes)
        shared = {names[k] for k in found.tolist()}
    gone = {
        i: places
        for i, (source, lines) in enumerate(zip(sources, split, strict=True))
        if (
            places := _strip(
                lines, {line for line in edges[i] if (source, line) in shared}, edges[i]
            )
        )
    }
    if not gone:
        return documents, dropped_lines
    return _move(documents, dropped_lines, split, gone)


def is_site(sources: Iterable[str]) -> np.ndarray:
    """Tell which sources can be one site: those that are named and no agency."""
    return np.array(
        [
            bool(words) and words[0] not in AGENCIES
            for words in (s.casefold().split() for s in sources)
        ],
        dtype=bool,
    )


def find_shared(document: np.ndarray, line: np.ndarray, source: np.ndarray) -> np.ndarray:
    """Find the lines that many documents of a source have at their ends.

    Parameters
    ----------
    document, line
        Of each line at an end, the number of its document, and its own number, which is that of the
        same lines of the same source only.
    source
        Of each document, the number of its source; -1 where that is no site.

    Returns
    -------
    ndarray
        The numbers of these lines.
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
    return np.flatnonzero(n >= np.maximum(_LEAST, _SHARE * sizes[of_line]))


def list_edges(documents: pd.DataFrame) -> list[set[str]]:
    """Return for each document the different lines at its ends."""
    return [_edge(text.split("\n")) for text in documents["text"]]


def _edge(lines: list[str]) -> set[str]:
    return {*lines[:_EDGE], *lines[-_EDGE:]}


def _strip(lines: list[str], shared: set[str], edge: set[str]) -> list[int]:
    """Return the places of shared lines from either end up to the first line that is not."""
    if not shared or shared == edge:
        return []
    # there is one, among `edge`
    head = next((i for i, line in enumerate(lines) if line not in shared), 0)
    tail = next((i for i, line in enumerate(reversed(lines)) if line not in shared), 0)
    return [*range(min(head, _EDGE)), *range(len(lines) - min(tail, _EDGE), len(lines))]


def _move(
    documents: pd.DataFrame,
    dropped: pd.DataFrame,
    split: list[list[str]],
    gone: dict[int, list[int]],
):
    """Return both tables with the lines at these places moved from the one to the other."""
    texts, rows = documents["text"].tolist(), []
    lines = documents["lines"].tolist() if "lines" in documents else [""] * len(texts)
    ids = [documents["doc_id"].iat[i] for i in gone]
    taken = dropped[dropped["doc_id"].isin(ids)].groupby("doc_id")["line_no"].agg(set).to_dict()
    for doc_id, (i, places) in zip(ids, gone.items(), strict=True):
        numbers = _number(len(split[i]), taken.get(doc_id, set()))
        rows += [(doc_id, numbers[place], split[i][place], REASON) for place in places]
        texts[i] = "\n".join(
            line for place, line in enumerate(split[i]) if place not in set(places)
        )
        if len(filed := read_lines(lines[i])) == len(split[i]):
            lines[i] = write_lines(
                line for place, line in enumerate(filed) if place not in set(places)
            )
    more = pd.DataFrame(rows, columns=["doc_id", "line_no", "text", "reason"])
    table = conform(pd.concat([dropped, more], ignore_index=True), "dropped_lines")
    changed = {"text": texts, "lines": lines} if "lines" in documents else {"text": texts}
    columns = {
        name: pd.Series(values, index=documents.index, dtype="str")
        for name, values in changed.items()
    }
    return documents.assign(**columns), table


def _number(n_kept: int, taken: Iterable[int]) -> list[int]:
    """Return the line numbers of kept lines: those from 1 on that no dropped line has."""
    taken = set(taken)
    return [k for k in range(1, n_kept + len(taken) + 1) if k not in taken]
