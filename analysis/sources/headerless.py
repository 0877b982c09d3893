"""A table without a header: its columns named by what their cells hold."""

import re
from collections.abc import Sequence

_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d[-/.]?(?:0?[1-9]|1[0-2])[-/.]?(?:0?[1-9]|[12]\d|3[01])(?:[T ][\d:.,+Z -]*)?"
    r"|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d\d)(?:[T ][\d:.,+Z -]*)?"
    r"|(?:[^\W\d_]{3,9}\.?,? )?\d{1,2}\.? [^\W\d_]{3,12}\.?,? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}, \d{4}"
    r"|1[0-9]{9}(?:[0-9]{3})?"
)
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+")
_FAR_EAST = re.compile("[\u0e00-\u0eff\u2e80-\U0003ffff]")
_TEXT_WORDS, _TITLE_WORDS, _SOURCE_WORDS = 10, 3, 5
_LONGEST_NAME = 60  # characters of a cell that may name a column
_LONGEST_HEADLINE = 150
_MOST = 200  # cells of a row that are looked at
_SHOWN = 12  # names of columns
_SIGNS_A_WORD = 3  # in scripts without spaces


def is_data(cells: Sequence) -> bool:
    """Tell whether the first row of a table, of which no cell is the known name of a column, is one
    of its rows already: it holds a text, a date, a number or an address.

    >>> is_data(["7", "2020-10-06", "The ministers met."]), is_data(["nr", "Inhalt, 2020"])
    (True, False)
    """
    filled = [str(cell).strip() for cell in cells[:_MOST] if cell is not None]
    filled = [cell for cell in filled if cell]
    counts = [_count_words(cell) for cell in filled]
    facts = [cell for cell in filled if _is_fact(cell)]
    if len(facts) < len(filled) and any(not cell.isdecimal() or len(cell) == 8 for cell in facts):
        return max(counts) >= _TITLE_WORDS
    words = zip(filled, counts, strict=True)
    long = any(n >= _TEXT_WORDS and len(cell) > _LONGEST_NAME for cell, n in words)
    return long and bool(facts or _ends(filled))


def count_facts(cells: Sequence[str]) -> int:
    """Return how many cells are a date, a number or an address; beside other cells alone.

    >>> count_facts(["7", "2020-10-06", "The ministers met."]), count_facts(["In 2020", "they met."])
    (2, 0)
    """
    n = sum(bool(cell.strip()) and _is_fact(cell.strip()) for cell in cells[:_MOST])
    return n if n < len(cells) else 0


def _ends(filled: list[str]) -> bool:
    """Tell whether a long cell ends as a sentence does."""
    return any(cell[-1:] in '.!?。！？।"”' for cell in filled if len(cell) > _LONGEST_NAME)


def _reads_on(cell: str) -> bool:
    """Tell whether a cell is more than a headline."""
    return len(cell) > _LONGEST_HEADLINE or cell[-1:] in ".!?。！？।"


def _is_fact(cell: str) -> bool:
    short = len(cell) <= _LONGEST_NAME
    return bool(_ADDRESS.match(cell)) or short and (cell.isdecimal() or bool(_DATE.fullmatch(cell)))


def _count_words(cell: str) -> int:
    return len(cell.split()) + len(_FAR_EAST.findall(cell[:1000])) // _SIGNS_A_WORD


def name_by_content(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return names for the columns of a table without a header, of which the first rows have
    equally many cells: "text" for the longest cells, "date", "url", "title", "source" and "id"
    where cells are such, and a number for the rest.

    >>> name_by_content([["7", "2020-10-06", "Talks in Tokyo", "They met and agreed on trade. " * 3]])
    ['id', 'date', 'title', 'text']
    """
    width = len(rows[0]) if rows else 0
    columns = [[str(row[k]).strip() for row in rows if len(row) > k] for k in range(width)]
    columns = [[cell for cell in own if cell] for own in columns]
    names = [f"column_{k + 1}" for k in range(width)]
    free = [k for k in range(width) if columns[k]]
    words = [sum(map(_count_words, own)) / max(1, len(own)) for own in columns]

    def take(name: str, fits: list[int], best=min) -> None:
        if fits:
            chosen = best(fits)
            names[chosen] = name
            free.remove(chosen)

    def of_kind(is_such) -> list[int]:
        return [k for k in free if all(map(is_such, columns[k][:50]))]

    take("date", of_kind(lambda cell: len(cell) <= _LONGEST_NAME and _DATE.fullmatch(cell)))
    take("url", of_kind(_ADDRESS.fullmatch))
    take("text", free, lambda fits: max(fits, key=lambda k: (sum(map(len, columns[k])), -k)))
    if "url" not in names:
        unlike = [k for k in free if len(set(columns[k])) == len(rows)]
        take("id", [k for k in unlike if all(" " not in cell for cell in columns[k])])
    take(
        "title",
        [k for k in free if words[k] >= _TITLE_WORDS],
        lambda fits: max(fits, key=lambda k: (len(set(columns[k])), words[k], -k)),
    )
    text = names.index("text") if "text" in names else -1
    if "title" not in names and text >= 0 and not any(map(_reads_on, columns[text])):
        names[text] = "title"
    numbers = of_kind(lambda cell: cell.replace(".", "").isdecimal())
    take("source", [k for k in free if words[k] <= _SOURCE_WORDS and k not in numbers])
    return names


def say_named(names: Sequence[str]) -> tuple[str, str, str]:
    """Return what is said of a table whose columns `name_by_content` named."""
    shown = ", ".join(names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")
    said = f"it has no header: its columns are named by what they hold ({shown})"
    return said, "write the names of its columns on the first line", "read"
