"""A result as facts, each with its name and its value, so that results can be compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Fact = tuple  # its kind first
#: The kinds that readers read; all others are measured.
SAID = ("reading", "claim")


def list_facts(result: dict) -> dict[Fact, Any]:
    """Return all that a result says, by what each fact is of.

    A reading is that of its notebook, cell, subject (a theme, or a name of another kind) and row;
    where several have one name, the first of each is held against the first of the other.
    """
    out: dict[Fact, Any] = dict(key_readings(result))
    out |= {("claim", text, says): grade for text, says, grade in result.get("claims", ())}
    for doc, row in result.get("documents", {}).items():
        out |= {("document", doc, column): str(value) for column, value in row.items()}
    out |= {("dropped", *key): reason for key, reason in key_dropped(result).items()}
    out |= {("set aside", *map(str, row)): True for row in result.get("set_aside", ())}
    out |= {("estimate", *row[:3]): tuple(row[3:]) for row in result.get("estimates", ())}
    out |= {("chart", name): code for name, code in result.get("charts", {}).items()}
    for key, (_, _, _, _, tone, themes) in key_sentences(result).items():
        out |= {("sentence", *key): True, ("tone", *key): tone}
        out |= {("theme", *key, theme): True for theme in themes}
    return out


def key_readings(result: dict) -> dict[Fact, str]:
    """Return readings by notebook, cell, subject and row."""
    rows = _number(result.get("readings", ()), lambda row: ("reading", *row[:3]))
    return {key: " ".join(row[3].split()).rstrip(".") for key, row in rows}


def key_sentences(result: dict) -> dict[tuple, list]:
    """Return sentences by document, words, and which of equals: offsets may have moved."""
    return dict(_number(result.get("sentences", ()), lambda row: (row[0], row[3])))


def key_dropped(result: dict) -> dict[tuple, str]:
    """Return why lines were dropped, by document, words, and which of equals."""
    rows = _number(result.get("dropped", ()), lambda row: (row[0], row[2]))
    return {key: row[3] for key, row in rows}


def _number(rows: Iterable[list], name: Callable[[list], tuple]) -> Iterator[tuple[tuple, list]]:
    """Yield rows behind their names, each with which of those of its name it is."""
    seen: Counter = Counter()
    for row in rows:
        key = name(row)
        seen[key] += 1
        yield (*key, seen[key]), row


def find_moved(before: dict[Fact, Any], now: dict[Fact, Any]) -> set[Fact]:
    """Return the names of facts that differ; a reading that is told elsewhere has not moved."""
    said = [{None, *(v for k, v in facts.items() if k[0] == "reading")} for facts in (before, now)]
    return {
        key
        for key in before.keys() | now.keys()
        if before.get(key) != now.get(key)
        and not (key[0] == "reading" and before.get(key) in said[1] and now.get(key) in said[0])
    }
