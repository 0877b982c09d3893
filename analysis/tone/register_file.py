"""The file of a register: read, and each entry checked, so that a fault names the entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PARTS = {"words": ("words",), "phrases": ("terms",), "constructions": ("stances", "things")}


@dataclass(frozen=True)
class Entry:
    """An entry of the register: its part, weight (-4 to 4; 0: no tone), reason, and terms (or stances) and things."""

    part: str
    weight: float
    reason: str
    terms: tuple[str, ...]
    things: tuple[str, ...] = ()


def load_register(path: Path, most: int) -> tuple[int, tuple[Entry, ...], float, float]:
    """Return version, entries and the factors of other words; phrases and constructions may have `most` weights."""
    loaded = _load_yaml(path)
    entries = tuple(entry for part in _PARTS for entry in _read_part(loaded, part, path))
    seen: set[str] = set()
    for term in (term for e in entries if e.part != "constructions" for term in e.terms):
        if term in seen:
            raise ValueError(f"{path}: {term!r} stands more than once")
        seen.add(term)
    n_weights = len({e.weight for e in entries if e.part != "words" and e.weight})
    if n_weights > most:
        raise ValueError(f"{path}: {n_weights} weights of phrases and constructions; use {most} at most")
    return loaded["version"], entries, *_read_others(loaded, path)


def _load_yaml(path: Path) -> dict:
    """Return the mapping of a register file, or raise ValueError naming the file."""
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise ValueError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(loaded, dict):
        raise ValueError(f"{path}: expected version, {', '.join(_PARTS)}, found {type(loaded).__name__}")
    if not isinstance(loaded.get("version"), int):
        raise ValueError(f"{path}: version: {loaded.get('version')!r} is not a whole number")
    unknown = set(loaded) - {"version", "others", *_PARTS}
    if unknown:
        raise ValueError(f"{path}: {sorted(map(str, unknown))[0]!r} is not a part of a register")
    return loaded


def _read_others(loaded: dict, path: Path) -> tuple[float, float]:
    """Return by what the positive and the negative weights of the lexicon are multiplied."""
    others = loaded.get("others", {"positive": 1, "negative": 1, "reason": "as they are"})
    if not isinstance(others, dict) or set(others) != {"positive", "negative", "reason"}:
        raise ValueError(f"{path}: others: {others!r} needs just negative, positive, reason")
    for key in ("positive", "negative"):
        if not _is_number(others[key], 0, 2):
            raise ValueError(f"{path}: others: {key} {others[key]!r} is not a number from 0 to 2")
    return float(others["positive"]), float(others["negative"])


def _is_number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _read_part(loaded: dict, part: str, path: Path) -> Iterator[Entry]:
    """Yield the entries of a part of the register; each has just the keys of its part."""
    entries = loaded.get(part) or []
    if not isinstance(entries, list):
        raise ValueError(f"{path}: {part}: expected a list, found {type(entries).__name__}")
    keys = _PARTS[part]
    for i, entry in enumerate(entries):
        where = f"{path}: {part}[{i}]"
        if not isinstance(entry, dict) or set(entry) != {"weight", "reason", *keys}:
            raise ValueError(f"{where}: {entry!r} needs just {', '.join(sorted(('weight', 'reason', *keys)))}")
        if not isinstance(entry["reason"], str) or not entry["reason"].strip():
            raise ValueError(f"{where}: no reason given")
        weight = entry["weight"]
        if not _is_number(weight, -4, 4):
            raise ValueError(f"{where}: weight {weight!r} is not a number from -4 to 4")
        lists = [_check_terms(entry[key], f"{where}.{key}", 1 if part == "words" else None) for key in keys]
        yield Entry(part, float(weight), entry["reason"], *lists)


def _check_terms(terms: object, where: str, n_words: int | None) -> tuple[str, ...]:
    """Return the terms as a tuple, or raise ValueError naming the one that is no term."""
    if not isinstance(terms, list) or not terms:
        raise ValueError(f"{where}: expected a list of terms, found {terms!r}")
    for term in terms:
        if not isinstance(term, str) or not re.fullmatch(r"[\w'’.&/+-]*\w\*?(?: [\w'’.&/+-]*\w\*?)*", term):
            raise ValueError(f"{where}: {term!r} is not a term (words, single spaces, a trailing *)")
        if n_words and " " in term:
            raise ValueError(f"{where}: {term!r} has several words; list it under phrases")
    return tuple(term.lower() for term in terms)
