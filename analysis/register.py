"""The register of diplomatic news: what its words weigh, where a general lexicon mishears them.

Single words get weights of their own. Phrases and constructions are rewritten before scoring: each letter
becomes an x, and where the stretch weighs something, its first letter becomes a mark that stands for the
weight. That keeps the length, the tokens and the punctuation of the text, and no run of two or more x is a
word of the lexicon. So what VADER hears around them (negation up to three tokens back, "but", exclamation
marks) stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from .vader import Scorer, TokenCache

REGISTER = Path(__file__).with_name("register.yml")
_PARTS = {"words": ("words",), "phrases": ("terms",), "constructions": ("stances", "things")}

# Between a stance and its thing: at most three words ("cross-border" is one), and no other mark.
_GAP = r"(?:\s++[\w']++(?:-[\w']++)*+){0,3}?[\s-]++"
# What continues a list of things: "terrorism, including cross-border terrorism and violent extremism".
_JOIN = r"(?:,|,?\s++(?:and|or|including|as\s++well\s++as))"
# Noncharacters, which Unicode keeps for use within a program: marks of the weights of rewritten stretches.
_MARKS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
# Typographic marks as VADER knows them, each for one character.
_PLAIN = str.maketrans({**dict.fromkeys(_MARKS, "\ufffd"), **dict(zip("“”‘’—–…\u2011", "\"\"''  .-", strict=True))})


@dataclass(frozen=True)
class Entry:
    """An entry of the register: its part, weight (-4 to 4; 0: no tone), reason, and terms (or stances) and things."""

    part: str
    weight: float
    reason: str
    terms: tuple[str, ...]
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """The entries of a register, and the text and the weights as they make them."""

    version: int
    entries: tuple[Entry, ...]
    positive: float = 1.0  # by which weights of the lexicon above 0 are multiplied
    negative: float = 1.0  # and those below
    _patterns: TokenCache = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_patterns", TokenCache(self._read_token))

    def make_scorer(self) -> Scorer:
        """Return a scorer that weighs the words of rewritten texts by this register.

        Capitals add no weight: in statements they mark headings and speakers, not raised voices.
        """
        return Scorer(self._weigh, capitals=False)

    def rewrite(self, text: str) -> str:
        """Return the text with phrases and constructions rewritten and quotation marks as VADER knows them."""
        text = text if text.isascii() else text.translate(_PLAIN)
        out, done = [], 0
        for start, end, weight in self._find(text):
            masked = "".join("x" if c.isalpha() else c for c in text[start:end])
            out += [text[done:start], masked if not weight else self._marks[weight] + masked[1:]]
            done = end
        return "".join([*out, text[done:]]) if out else text

    def find_terms(self, text: str) -> list[tuple[int, int, float]]:
        """Return start, end and weight of each phrase and construction of a text; none overlap.

        Examples
        --------
        >>> read_register().find_terms("They fight violent extremism in the United States")
        [(5, 28, 0.0), (36, 49, 0.0)]
        """
        return self._find(text if text.isascii() else text.translate(_PLAIN))

    def _find(self, text: str) -> list[tuple[int, int, float]]:
        """Return the stretches of a plain text: constructions before phrases, then the longer before the shorter."""
        numbers = set().union(*filter(None, map(self._patterns.__getitem__, text.split())))
        if not numbers:
            return []
        found = []
        for number in sorted(numbers):
            # Below 0 is what a construction needs besides a thing: one of its stances.
            if number < 0 or self._compiled[number][2] == 0 and ~number not in numbers:
                continue
            pattern, weight, rank = self._compiled[number]
            found += [(rank, m.start() - m.end(), m.start(), m.end(), weight) for m in pattern.finditer(text)]
        kept: list[tuple[int, int, float]] = []
        taken = bytearray(len(text)) if len(found) > 1 else b""
        for _, _, start, end, weight in sorted(found):
            if taken and taken.find(1, start, end) >= 0:
                continue
            kept.append((start, end, weight))
            if taken:
                taken[start:end] = b"\1" * (end - start)
        return sorted(kept)

    def _read_token(self, token: str) -> frozenset[int]:
        """Return the numbers of the patterns that may match where a text holds this token."""
        numbers: set[int] = set()
        for piece in re.findall(r"\w+", token.lower()):
            stems = [f"{piece[:end]}*" for end in self._key_stems if end <= len(piece)]
            numbers.update(*(self._keys.get(key, ()) for key in (piece, *stems)))
        return frozenset(numbers)

    def _weigh(self, token: str, weight: float | None) -> float | None:
        """Return the weight of a token of a rewritten text, given the lexicon's."""
        marked = next((c for c in token if "\ufdd0" <= c <= "\ufdef"), None)
        if marked:
            return self._weights[marked]
        if token in self._words:
            return self._words[token] or None
        for end in self._word_stems:
            if end <= len(token) and f"{token[:end]}*" in self._words:
                return self._words[f"{token[:end]}*"] or None
        return weight and weight * (self.positive if weight > 0 else self.negative)

    @cached_property
    def _words(self) -> dict[str, float]:
        return {term: e.weight for e in self.entries if e.part == "words" for term in e.terms}

    @cached_property
    def _word_stems(self) -> list[int]:
        return _measure_stems(self._words)

    @cached_property
    def _key_stems(self) -> list[int]:
        return _measure_stems(self._keys)

    @cached_property
    def _marks(self) -> dict[float, str]:
        weights = sorted({e.weight for e in self.entries if e.part != "words" and e.weight})
        return dict(zip(weights, _MARKS, strict=False))

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {mark: weight for weight, mark in self._marks.items()}

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], float, int]]:
        """Return pattern, weight and rank (constructions first) of each phrase and construction."""
        out = []
        for e in self.entries:
            if e.part == "constructions":
                thing = _any_of(e.things)
                source = rf"{_any_of(e.terms)}{_GAP}{thing}(?:{_JOIN}{_GAP}{thing})*+"
                out.append((re.compile(source, re.IGNORECASE), e.weight, 0))
            elif e.part == "phrases":
                out += [(re.compile(_any_of((term,)), re.IGNORECASE), e.weight, 1) for term in e.terms]
        return out

    @cached_property
    def _keys(self) -> dict[str, list[int]]:
        """Return the numbers of the patterns by a word that each of them needs: the longest of a phrase or thing.

        A construction stands there twice: as n by its things, and as ~n by its stances.
        """
        keys: dict[str, list[int]] = {}
        number = 0
        for e in self.entries:
            if e.part == "constructions":
                _add_keys(keys, e.things, number)
                _add_keys(keys, e.terms, ~number)
                number += 1
            elif e.part == "phrases":
                for term in e.terms:
                    _add_keys(keys, (term,), number)
                    number += 1
        return keys


def read_register(path: str | Path | None = None) -> Register:
    """Read a register.

    Parameters
    ----------
    path
        A YAML file laid out as the package's `register.yml`, which is read unless another is given:
        `version`, and lists of `words` (entries of `weight`, `words` and `reason`), `phrases` (`weight`,
        `terms`, `reason`) and `constructions` (`weight`, `stances`, `things`, `reason`).

    Raises
    ------
    ValueError
        If the file cannot be read or an entry is at fault; the message names the file and the entry.
    """
    return _read_packaged() if path is None else _read_file(Path(path))


@cache
def _read_packaged() -> Register:
    """Return the package's own register, which does not change while a program runs."""
    return _read_file(REGISTER)


def _read_file(path: Path) -> Register:
    """Return the register of a file, its terms and weights checked."""
    loaded = _load_yaml(path)
    entries = tuple(entry for part in _PARTS for entry in _read_part(loaded, part, path))
    seen: set[str] = set()
    for term in (term for e in entries if e.part != "constructions" for term in e.terms):
        if term in seen:
            raise ValueError(f"{path}: {term!r} stands more than once")
        seen.add(term)
    register = Register(loaded["version"], entries, *_read_others(loaded, path))
    n_weights = len({e.weight for e in entries if e.part != "words" and e.weight})
    if n_weights > len(_MARKS):
        raise ValueError(f"{path}: {n_weights} weights of phrases and constructions; use {len(_MARKS)} at most")
    return register


def _measure_stems(terms: Iterable[str]) -> list[int]:
    """Return how many letters the stems among some terms have, the longest first."""
    return sorted({len(term) - 1 for term in terms if term.endswith("*")}, reverse=True)


def _add_keys(keys: dict[str, list[int]], terms: tuple[str, ...], number: int) -> None:
    """Enter a number under the longest word of each term, of which a text must hold one."""
    for key in {max(re.findall(r"\w+\*?", term), key=len) for term in terms}:
        keys.setdefault(key, []).append(number)


def _any_of(terms: tuple[str, ...]) -> str:
    """Return the source of a pattern for any of the terms, the longest first, as whole words."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return rf"(?<!\w)(?:{'|'.join(map(_source, ordered))})(?!\w)"


def _source(term: str) -> str:
    """Return the source of a pattern for a term as the register writes it."""
    escaped = re.escape(term.replace("’", "'")).replace(r"\*", r"\w*+")
    return re.sub(r"(?:\\[ -])+", lambda _: r"[\s-]++", escaped)


def _load_yaml(path: Path) -> dict:
    """Return the mapping of a register file, or raise ValueError naming the file."""
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
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
