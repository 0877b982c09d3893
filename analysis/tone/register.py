"""The register of diplomatic news: what its words weigh, where a general lexicon mishears them.

Single words get weights of their own. Phrases and constructions are rewritten before scoring: each
letter becomes an x, and where the stretch weighs something, its first letter becomes a mark that
stands for the weight. That keeps the length, the tokens and the punctuation of the text, and no run
of two or more x is a word of the lexicon. So what VADER hears around them (negation up to three
tokens back, "but", exclamation marks) stays as it was.
"""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .register_file import Entry, load_register
from .register_names import ALL, NAME, find_toneless, select_toneless
from .register_terms import TermFinder, measure_stems
from .vader import Scorer, Tokens
from .vader_words import TokenCache, TokenColumn

REGISTER = Path(__file__).with_name("register.yml")
# Noncharacters, which Unicode keeps for use within a program: marks of the weights of rewritten
# stretches.
_MARKS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
_LETTER = re.compile(r"[^\W\d_]")
_MASKED = str.maketrans(dict.fromkeys(string.ascii_letters, "x"))
_OWN = re.compile("[\ufdd0-\ufdef]")
# Typographic marks as VADER knows them, each for one character.
_PLAIN = list(zip("“”‘’—–…\u2011", "\"\"''  .-", strict=True))
_WORD = re.compile(r"[^\s/-]+")


@dataclass(frozen=True)
class Register:
    """The entries of a register, and the text and the weights as they make them."""

    version: int
    entries: tuple[Entry, ...]
    positive: float = 1.0  # by which weights of the lexicon above 0 are multiplied
    negative: float = 1.0  # and those below

    def make_scorer(self) -> Scorer:
        """Return the scorer that weighs the words of rewritten texts by this register.

        Capitals add no weight: in statements they mark headings and speakers, not raised voices.
        """
        return self._scorer

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._weigh, capitals=False)

    def rewrite(self, text: str) -> str:
        """Return the text with terms rewritten and quotation marks as VADER knows them."""
        return self._mask(_make_plain(text))

    def rewrite_touched(
        self, texts: pa.Array, tokens: Tokens | None = None
    ) -> tuple[np.ndarray, list[str]]:
        """Return the places of the texts that rewriting may change, and these texts rewritten."""
        tokens = tokens or Tokens(texts)
        weighs = tokens.tell(self._capitals) > 0
        beyond = pc.invert(pc.string_is_ascii(texts))
        plain = [_make_plain(text) for text in texts.filter(beyond).to_pylist()]
        plain = pc.replace_with_mask(texts, beyond, pa.array(plain, texts.type))
        rows, numbers = self._finder.propose(tokens)
        toneless = select_toneless(plain, weighs, tokens)
        changed = pc.not_equal(texts, plain).to_numpy(zero_copy_only=False).copy()
        termed = toneless > 0
        termed[rows] = True
        may = np.flatnonzero(termed)
        edges = (np.searchsorted(rows, may, side).tolist() for side in ("left", "right"))
        numbers, masked = numbers.tolist(), {}
        which = zip(may.tolist(), *edges, toneless[may].tolist(), strict=True)
        for text, (place, a, b, bare) in zip(plain.take(may).to_pylist(), which, strict=True):
            if (new := self._mask(text, numbers[a:b], bare)) is not text:
                masked[place] = new
        changed[list(masked)] = True
        places = np.flatnonzero(changed)
        texts_there = zip(places.tolist(), plain.take(places).to_pylist(), strict=True)
        return places, [masked.get(place, text) for place, text in texts_there]

    def _mask(self, text: str, terms: list[int] | None = None, toneless: int = ALL) -> str:
        out, done = [], 0
        for start, end, weight in self._find(text, terms, toneless):
            masked = _mask_letters(text[start:end])
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
        return self._find(_make_plain(text))

    def _find(
        self, text: str, terms: list[int] | None = None, toneless: int = ALL
    ) -> list[tuple[int, int, float]]:
        """Return the terms of a plain text; names and courtesies hold none, and weigh nothing.

        What a text is known not to hold is not looked for: any but some `terms`, by number, and
        kinds of stretches without tone.
        """
        bare, spans = text, []
        if terms is None and not any(map(self._capital.__getitem__, text.split())):
            toneless &= ~NAME
        for start, end in find_toneless(text, toneless) if toneless else ():
            if any(map(self._code, _WORD.findall(text, start, end))):
                spans.append((start, end))
                bare = bare[:start] + _mask_letters(bare[start:end]) + bare[end:]
        found = self._finder.find(bare, terms)
        if not spans:
            return found
        taken = bytearray(len(text))
        for start, end, _ in found:
            taken[start:end] = b"\1" * (end - start)
        for start, end in sorted(spans):
            if taken.find(1, start, end) < 0:
                found.append((start, end, 0.0))
                taken[start:end] = b"\1" * (end - start)
        return sorted(found)

    def _weigh(self, token: str, weight: float | None) -> float | None:
        """Return the weight of a token of a rewritten text, given the lexicon's."""
        if not token.isascii():
            marked = next(filter(is_mark, token), None)
            if marked:
                return self._weights[marked]
        if token in self._words:
            return self._words[token] or None
        for end in self._word_stems:
            if token[:end] in self._stems:
                return self._stems[token[:end]] or None
        return weight and weight * (self.positive if weight > 0 else self.negative)

    @cached_property
    def _capital(self) -> TokenCache:
        return TokenCache(self._weighs_in_capitals)

    @cached_property
    def _capitals(self) -> TokenColumn:
        return TokenColumn(self._weighs_in_capitals)

    def _weighs_in_capitals(self, token: str) -> bool:
        """Tell whether a token holds a word in capitals that weighs something."""
        if token.islower():
            return False
        words = _WORD.findall(_make_plain(token))
        codes = (self._code(word) for word in words if not word.islower())
        return any(self._scorer.words[abs(code)].weight for code in codes)

    @cached_property
    def _code(self) -> Callable[[str], int]:
        return self._scorer.code

    @cached_property
    def _finder(self) -> TermFinder:
        return TermFinder(self.entries)

    @cached_property
    def _words(self) -> dict[str, float]:
        return {term: e.weight for e in self.entries if e.part == "words" for term in e.terms}

    @cached_property
    def _stems(self) -> dict[str, float]:
        return {term[:-1]: weight for term, weight in self._words.items() if term.endswith("*")}

    @cached_property
    def _word_stems(self) -> list[int]:
        return measure_stems(self._words)

    @cached_property
    def _marks(self) -> dict[float, str]:
        weights = sorted({e.weight for e in self.entries if e.part != "words" and e.weight})
        return dict(zip(weights, _MARKS, strict=False))

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {mark: weight for weight, mark in self._marks.items()}


def is_mark(letter: str) -> bool:
    """Tell whether a letter of a rewritten text is the mark of a weight."""
    return "\ufdd0" <= letter <= "\ufdef"


def read_register(path: str | Path | None = None) -> Register:
    """Read a register.

    Parameters
    ----------
    path
        A YAML file laid out as the package's `register.yml`, which is read unless another is given:
        `version`, and lists of `words` (entries of `weight`, `words` and `reason`), `phrases`
        (`weight`, `terms`, `reason`) and `constructions` (`weight`, `stances`, `things`, `reason`).

    Raises
    ------
    ValueError
        If the file cannot be read or an entry is at fault; the message names the file and the
        entry.
    """
    return _read_packaged() if path is None else _read_file(Path(path))


@cache
def _read_packaged() -> Register:
    """Return the package's own register, which does not change while a program runs."""
    return _read_file(REGISTER)


def _read_file(path: Path) -> Register:
    return Register(*load_register(path, len(_MARKS)))


def _mask_letters(stretch: str) -> str:
    """Return a stretch with an x for each letter."""
    return stretch.translate(_MASKED) if stretch.isascii() else _LETTER.sub("x", stretch)


def _make_plain(text: str) -> str:
    """Return a text with plain marks for typographic ones, each for one character."""
    if text.isascii():
        return text
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    return _OWN.sub("\ufffd", text)
