"""The file of a register: read, and each entry checked, so that a fault names the entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core.yaml_file import Place, read_yaml

_PARTS = {"words": ("words",), "phrases": ("terms",), "constructions": ("stances", "things")}


@dataclass(frozen=True)
class Entry:
    """An entry: part, weight (-4 to 4; 0: no tone), reason, terms (or stances), and things.

    With `near` only descriptive words separate a stance and its thing, and none begins a phrase.
    """

    part: str
    weight: float
    reason: str
    terms: tuple[str, ...]
    things: tuple[str, ...] = ()
    near: bool = False


def load_register(path: Path, most: int) -> tuple[int, tuple[Entry, ...], float, float]:
    """Return version, entries and factors of other words; phrases have up to `most` weights."""
    loaded, place = read_yaml(path, aliases=True)
    _check_top(loaded, place)
    seen: set[str] = set()
    entries = tuple(entry for part in _PARTS for entry in _read_part(loaded, part, place, seen))
    n_weights = len({e.weight for e in entries if e.part != "words" and e.weight})
    if n_weights > most:
        raise place.fault(f"{n_weights} weights of phrases and constructions; use {most} at most")
    return loaded["version"], entries, *_read_others(loaded, place)


def _check_top(loaded: object, place: Place) -> None:
    if not isinstance(loaded, dict):
        raise place.fault(f"expected version, {', '.join(_PARTS)}, found {type(loaded).__name__}")
    if type(loaded.get("version")) is not int:
        raise place.at("version").fault(
            f"version is {loaded.get('version')!r}; write a whole number"
        )
    unknown = [key for key in loaded if key not in ("version", "others", *_PARTS)]
    if unknown:
        raise place.at(unknown[0]).fault(f"{unknown[0]!r} is not a part of a register")


def _read_others(loaded: dict, place: Place) -> tuple[float, float]:
    """Return by what the positive and the negative weights of the lexicon are multiplied."""
    others = loaded.get("others", {"positive": 1, "negative": 1, "reason": "as they are"})
    if not isinstance(others, dict) or set(others) != {"positive", "negative", "reason"}:
        raise place.at("others").fault(f"others: {others!r} needs just negative, positive, reason")
    for key in ("positive", "negative"):
        if not _is_number(others[key], 0, 2):
            raise place.at("others", key).fault(
                f"others: {key} {others[key]!r} is not a number from 0 to 2"
            )
    return float(others["positive"]), float(others["negative"])


def _is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _read_part(loaded: dict, part: str, place: Place, seen: set[str]) -> Iterator[Entry]:
    """Yield the entries of a part, each with just the keys of that part, no term twice."""
    entries, place = loaded.get(part) or [], place.at(part, words=f", {part}")
    if not isinstance(entries, list):
        raise place.fault(f"expected a list, found {type(entries).__name__}")
    keys = _PARTS[part]
    for i, entry in enumerate(entries):
        here = place.at(i)
        may = {"near"} if part == "constructions" else set()
        if not isinstance(entry, dict) or set(entry) - may != {"weight", "reason", *keys}:
            raise here.fault(
                f"{entry!r} needs just {', '.join(sorted(('weight', 'reason', *keys)))}"
            )
        if not isinstance(entry["reason"], str) or not entry["reason"].strip():
            raise here.at("reason").fault("no reason given")
        weight = entry["weight"]
        if not _is_number(weight, -4, 4):
            raise here.at("weight").fault(f"weight {weight!r} is not a number from -4 to 4")
        if type(entry.get("near", False)) is not bool:
            raise here.at("near").fault(f"near is {entry['near']!r}; write true or false")
        lists = [
            _check_terms(entry[key], here.at(key), 1 if part == "words" else None) for key in keys
        ]
        for j, term in enumerate(lists[0] if part != "constructions" else ()):
            if term in seen:
                raise here.at(keys[0], j).fault(f"{term!r} stands more than once")
            seen.add(term)
        things = lists[1] if part == "constructions" else ()
        yield Entry(
            part, float(weight), entry["reason"], lists[0], things, entry.get("near", False)
        )


def _check_terms(terms: object, place: Place, n_words: int | None) -> tuple[str, ...]:
    """Return the terms as a tuple, or raise ValueError naming the one that is no term."""
    if not isinstance(terms, list) or not terms:
        raise place.fault(f"expected a list of terms, found {terms!r}")
    for i, term in enumerate(terms):
        if not isinstance(term, str) or not re.fullmatch(
            r"[\w'’.&/+-]*\w\*?(?: [\w'’.&/+-]*\w\*?)*", term
        ):
            raise place.at(i).fault(f"{term!r} is not a term (words, single spaces, a trailing *)")
        if n_words and " " in term:
            raise place.at(i).fault(f"{term!r} has several words; list it under phrases")
    return tuple(term.lower() for term in terms)
