"""Lines that several pages of one source share at their head or foot: furniture that no single page
gives away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from ..core.locators import read_lines, write_lines
from ..core.schema import conform

REASON = "shared line"
_EDGE = 4  # lines at either end of a body in which furniture may be left
# documents of a source, and of all its documents the share, that have the line
_LEAST, _SHARE = (3, 0.3)


def drop_shared_lines(
    documents: pd.DataFrame,
    dropped_lines: pd.DataFrame,
    *,
    shared: set[tuple[str, str]] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take lines off the ends of bodies that stand at the ends of many bodies of the same source.

    A line goes if at least three documents of its source, and 30 % of them, have it among their
    first or last four lines, and only from the outside in: what stands behind a line that stays,
    stays. A body whose ends are shared altogether is a copy rather than a page of the same site,
    and stays whole.

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
        counts = Counter(
            (source, line) for source, lines in zip(sources, edges, strict=True) for line in lines
        )
        sizes = Counter(sources)
        shared = {pair for pair, n in counts.items() if is_shared(n, sizes[pair[0]])}
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


def is_shared(n: int, size: int) -> bool:
    """Tell whether a line that ends so many of a source's documents is shared."""
    return n >= max(_LEAST, _SHARE * size)


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
