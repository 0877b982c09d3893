"""A result as facts, each with its name and its value, so that two results can be compared and any
third held against both.
"""

from collections import Counter
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
    seen: Counter = Counter()
    out: dict[Fact, str] = {}
    for book, place, subject, sentence in result.get("readings", ()):
        seen[book, place, subject] += 1
        key = ("reading", book, place, subject, seen[book, place, subject])
        out[key] = " ".join(sentence.split()).rstrip(".")
    return out


def key_sentences(result: dict) -> dict[tuple, list]:
    """Return sentences by document, words, and which of equals: offsets may have moved."""
    seen: Counter = Counter()
    out: dict[tuple, list] = {}
    for row in result.get("sentences", ()):
        seen[row[0], row[3]] += 1
        out[row[0], row[3], seen[row[0], row[3]]] = row
    return out


def key_dropped(result: dict) -> dict[tuple, str]:
    """Return why lines were dropped, by document, words, and which of equals."""
    seen: Counter = Counter()
    out: dict[tuple, str] = {}
    for doc, _, text, reason in result.get("dropped", ()):
        seen[doc, text] += 1
        out[doc, text, seen[doc, text]] = reason
    return out


def find_moved(before: dict[Fact, Any], now: dict[Fact, Any]) -> set[Fact]:
    """Return the names of facts whose values differ, or that only one has.

    A reading that is told elsewhere has not moved.
    """
    said = [{None, *(v for k, v in facts.items() if k[0] == "reading")} for facts in (before, now)]
    return {
        key
        for key in before.keys() | now.keys()
        if before.get(key) != now.get(key)
        and not (key[0] == "reading" and before.get(key) in said[1] and now.get(key) in said[0])
    }
