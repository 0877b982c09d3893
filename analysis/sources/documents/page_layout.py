"""Pages as they were printed, to running text: without page numbers and running heads, and with words
that were hyphenated in one piece.
"""

import re
from collections import Counter
from collections.abc import Iterator

#: What appears in lines for a hyphen at the end of a printed line.
SPLIT = "\u00ad"
_EDGE = 3  # lines at the top and at the bottom of a page among which running heads are
_MIN_PAGES, _MIN_SHARE = 3, 0.4  # on how many pages a line stands that is a running head
_LONGEST_HEAD = 200  # characters
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?i)[\W_]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?[\W_]*"
)
# What a browser prints around a page of the web: its address with the page's number, and when it was
# printed, which is no date of the article.
_ADDRESS = re.compile(r"(?:https?|file)://\S{1,2000}(?: \d{1,4}/\d{1,4})")
_PRINTED = re.compile(
    r"(?P<n>\d{1,4} of \d{1,4} )?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
)
_HALVES = re.compile(f"([^\\W_]{{1,40}}){SPLIT}([^\\W_]{{1,40}})")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Second parts of words that have a hyphen wherever they stand.
_KEEPS_HYPHEN = set(
    "backed based border called free friendly led level made making million old plus related rich run scale sharing "
    "term thirds time wide year".split()
)


def join_words(pages: list[list[str]]) -> list[list[str]]:
    """Join the halves of words that a line's end split, with their hyphen where it is the word's
    own; `SPLIT` stands between the halves in the lines of each page.

    It is if the second half begins with a capital or a digit (Indo-Pacific), or the word stands
    elsewhere with a hyphen and not without; or if its second part is one of a few (long-term).

    >>> join_words([["a joint state\u00adment on the Indo\u00adPacific and long\u00adterm plans"]])
    [['a joint statement on the Indo-Pacific and long-term plans']]
    """
    if not any(SPLIT in line for lines in pages for line in lines):
        return pages
    words = {word.lower() for lines in pages for line in lines for word in _WORD.findall(line)}

    def join(found: re.Match) -> str:
        first, second = found.groups()
        whole, hyphenated = (first + second).lower(), f"{first}-{second}".lower()
        if whole in words and hyphenated not in words:
            return first + second
        capital = not second[0].islower() and not first.isupper()
        if capital or hyphenated in words or second.lower() in _KEEPS_HYPHEN:
            return f"{first}-{second}"
        return first + second

    # twice, for a word that two lines split; what is left is a hyphen at the end of a page
    return [
        [_HALVES.sub(join, _HALVES.sub(join, line)).replace(SPLIT, "-") for line in lines]
        for lines in pages
    ]


def join_pages(pages: list[list[str]]) -> tuple[list[str], list[int], list[str]]:
    """Join pages to one text without page numbers and running heads: return its lines; at which of
    them, from 1, each page begins; and the running heads.

    Those appear in the same place on two of five pages, but for their digits, or are the address
    that a browser printed.

    >>> join_pages([["Gazette", "India and", "1"], ["Gazette", "Japan", "2"], ["Gazette", "agreed", "3"]])
    (['India and', 'Japan', 'agreed'], [1, 2, 3], ['Gazette'])
    """
    seen = Counter(key for lines in pages for key, _ in _list_edges(lines))
    first: dict[tuple[str, int], str] = {}
    least = max(_MIN_PAGES, _MIN_SHARE * sum(map(bool, pages)))
    joined, starts = [], []
    for lines in pages:
        left_out = set()
        for key, place in _list_edges(lines):
            if seen[key] >= least:
                left_out.add(place)
                if not _PAGE_NUMBER.fullmatch(lines[place]):
                    first.setdefault(key, lines[place])
        for place in _find_printed(lines):
            left_out.add(place)
            if _ADDRESS.fullmatch(lines[place]):
                first.setdefault((lines[place].rpartition(" ")[0], 0), lines[place])
        for place in {0, len(lines) - 1} if len(lines) > 1 else ():
            if len(pages) > 1 and len(lines[place]) < 20 and _PAGE_NUMBER.fullmatch(lines[place]):
                left_out.add(place)
        starts.append(len(joined) + 1)
        joined += [line for place, line in enumerate(lines) if place not in left_out]
    return joined, starts, list(first.values())


def _list_edges(lines: list[str]) -> Iterator[tuple[tuple[str, int], int]]:
    """Yield the lines at a page's edges: as they are compared, and where they stand."""
    n = len(lines)
    edge = min(_EDGE, (n + 1) // 3)  # of a short page the most is text
    for place in (*range(edge), *range(n - edge, n)):
        if len(lines[place]) <= _LONGEST_HEAD:
            yield (_DIGITS.sub("0", lines[place]), 1 if place < edge else -1), place


def _find_printed(lines: list[str]) -> list[int]:
    """Return where on a page the address and the time stand that a browser printed with it."""
    n = len(lines)
    edges = [*range(min(2, n)), *range(max(2, n - 2), n)]
    addresses = [place for place in edges if _ADDRESS.fullmatch(lines[place])]
    beside = {place + step for place in addresses for step in (-1, 1)}
    places = list(addresses)
    for place in edges:
        found = _PRINTED.match(lines[place])
        # the page's title may stand behind the time
        if found and (place in beside or found["n"] and found.end() == len(lines[place])):
            places.append(place)
    return places
