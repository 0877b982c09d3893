"""How a CSV file writes its table: what stands between cells, and which line is the header."""

import csv
import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from .columns import KNOWN, squash

#: What may stand between cells.
SEPARATORS = (",", ";", "\t", "|", "^", "~", "§", "¦", "\x01", "\x1f", "::", "|~|", "~|~")
_USUAL = 4  # of these, which are found where the header is not known, by how often they stand
#: What a separator of several signs is written as.
SEVERAL = "\x1f"
_MOST_LINES, _MOST_CHARACTERS = 20, 200_000  # at the start of a file that tell its dialect
_LONGEST = 80  # characters of the name of a column that is known
_COMPARED = 10  # lines that a separator must divide alike
_SEVERAL = 3  # separators of several signs, the last
# A quote within a cell, behind a backslash and written twice; `"C:\\",` ends a cell.
_ESCAPED, _DOUBLED = re.compile(r'\\"\w'), re.compile(r'\w""|""\w')
_SAYS = re.compile(r"\ufeff?[\"']?sep=(.)[\"']?\s*", re.IGNORECASE)


class Dialect(NamedTuple):
    """What stands between cells, whether spaces stand before quotes, the lines above the header
    that were passed over, from and to, what cells are quoted in, and whether a quote within one
    stands behind a backslash.
    """

    delimiter: str = ","
    spaced: bool = False
    passed_over: tuple[int, int] | None = None
    quote: str = '"'
    escaped: bool = False


def find_dialect(
    lines: Iterable[tuple[int, str]], wanted: frozenset[str] = frozenset()
) -> tuple[Dialect, list[tuple[int, str]]]:
    """Return the dialect, and the lines from the header on that were read to find it.

    The header is the first line that names a column which is known, or one of the wanted; where
    none does, the first line that is not blank.

    >>> dialect, ahead = find_dialect([(1, "sep=;\\n"), (2, "id;text\\n")])
    >>> dialect.delimiter, ahead
    (';', [(2, 'id;text\\n')])
    """
    ahead: list[tuple[int, str]] = []
    n = 0
    for line in islice(iter(lines), _MOST_LINES):
        ahead.append(line)
        n += len(line[1])
        if n > _MOST_CHARACTERS:
            break
    said = _SAYS.fullmatch(ahead[0][1]) if ahead else None
    if said:
        del ahead[0]
    while ahead and not ahead[0][1].strip():
        del ahead[0]
    separators = (said[1],) if said else SEPARATORS
    at, delimiter = _find_header([text for _, text in ahead], separators, KNOWN | wanted)
    passed = [number for number, text in ahead[:at] if text.strip()]
    above = (passed[0], passed[-1]) if passed else None
    texts = [text for _, text in ahead[at:]]
    spaced = any(f'{delimiter} "' in text for text in texts)
    escaped = any(map(_ESCAPED.search, texts)) and not any(map(_DOUBLED.search, texts))
    quote = "'" if texts and _is_quoted(texts[0], delimiter) else '"'
    return Dialect(delimiter, spaced, above, quote, escaped), ahead[at:]


def _is_quoted(header: str, delimiter: str) -> bool:
    """Tell whether all names of a header appear in single quotes."""
    cells = header.strip().split(delimiter)
    return len(cells) > 1 and all(
        len(c) > 2 and c[0] == c[-1] == "'" for c in map(str.strip, cells)
    )


def _find_header(
    lines: list[str], separators: tuple[str, ...], known: frozenset[str]
) -> tuple[int, str]:
    """Return the place of the header among lines, and what stands between its cells: the first line
    if that names one known column, else one that names two.
    """
    for at, text in enumerate(lines):
        # a sign that is not there leaves one cell, as the first does, which is tried in any case
        there = [i for i, sign in enumerate(separators) if not i or sign in text]
        (n_known, n_cells), i = max((_score(text, separators[i], known), -i) for i in there)
        if n_known > (at > 0) and (n_cells > 1 or at == 0):
            return at, _find_several(text, separators[-i], known) if n_cells > 1 else ","
    if len(separators) == 1:
        return 0, separators[0]
    filled = [text for text in lines if text.strip()][:_COMPARED]
    for sign in separators[:-_SEVERAL] if len(filled) > 1 else ():
        if any(sign not in text for text in filled):
            continue
        widths = {len(split_cells(text, sign)) for text in filled}
        if len(widths) == 1 and widths.pop() > 1:
            return 0, sign
    first = lines[0] if lines else ""
    counts = [first.count(sign) for sign in separators[:_USUAL]]
    return 0, separators[counts.index(max(counts))]


def _find_several(header: str, sign: str, known: frozenset[str]) -> str:
    """Return the separator of several signs of which one that divides a header is a part, where it
    is always that; else the one.
    """
    for several in (sign * 2, *SEPARATORS[-_SEVERAL:]):
        n = header.count(several)
        always = n and header.count(sign) == n * several.count(sign) and len(sign) == 1
        if always and _score(header, several, known)[0] >= 2:
            return several
    return sign


def _score(text: str, sign: str, known: frozenset[str]) -> tuple[int, int]:
    """Return how many cells of a line name a column, and how many cells there are."""
    if not any(len(cell) < _LONGEST and squash(cell) in known for cell in text.split(sign)):
        return 0, 1  # as of nearly every line of prose, for a fraction of the time
    cells = split_cells(text, sign)
    return sum(len(cell) < _LONGEST and squash(cell) in known for cell in cells), len(cells)


def split_cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, none where it is no row of a table."""
    line = line.strip("\r\n")
    if len(delimiter) > 1:
        line, delimiter = line.replace(delimiter, SEVERAL), SEVERAL
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
