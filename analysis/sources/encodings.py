"""Bytes of an unknown encoding to the encodings that they may be in, the likeliest first.

Each pair of an encoding and a language that it writes is scored by what it makes of the bytes beyond
ASCII: how frequent these letters are in the language, and whether capitals, signs and scripts stand
where writing has them. Read in a wrong encoding of the same script, a text has capitals within words
and rare letters in place of frequent ones. Encodings of several bytes a character are told by the
share of characters that are frequent in them.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from .alphabets import ENGLISH_SIGNS, FLAT, LANGUAGES, OPENING, RARE, SIGNS, WITHIN

_SAMPLE = 1 << 16
_ENGLISH_LETTER = -3.0  # and all letters together come as often as that
_ENGLISH_WORDS = re.compile(rb" (?:the|of|and|to|in|that|for) ")
_ENGLISH_SHARE = 0.06  # of the spaces of a text are before such a word where it is English
_UNEXPECTED, _MISPLACED, _CAPITAL = -8.0, -5.0, -1.8
# Signs are no letters of any language; a text may hold little else.
_SIGN = -3.2
_USED_IN_ENGLISH = frozenset(
    SIGNS + "".join(ENGLISH_SIGNS) + LANGUAGES["English"][1] + LANGUAGES["English"][1].upper()
)
# What the most usual encoding of the West has in advance; so few bytes weigh too little against it.
_USUAL, _FEW = 6.0, 4
# A guess is made where the mean of a character's logarithm is beyond this and the sum is so far from
# that of any other reading: found on texts of 31 languages in the encodings that write them.
_BAR, _MARGIN = -4.3, 5.0
# Where so few of the bytes are beyond ASCII, they are names in a text in English.
_SPARSE, _LOW_BAR = 0.006, -7.5
# Encodings of several bytes a character, those with the fewest frequent characters first: what fits
# them fits others by chance. Each standard puts the characters that are frequent first.
_MULTIBYTE = ("cp949", "johab", "euc_jp", "cp932", "gb18030", "big5hkscs")
_FREQUENT_SHARE, _KANA_SHARE = 0.85, 0.1
_ALONE, _ALONE_SHARE = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])"), 0.3
_ALIKE = 0.02  # readings that differ in fewer of the characters beyond ASCII are one


def rank_encodings(raw: bytes) -> list[tuple[str, float]]:
    """Return the encodings that bytes, which are not UTF-8, may be in by their first 64 KB, the
    likeliest first, with the mean score of a character.

    Encodings in which the bytes read the same come once.

    >>> rank_encodings("Министр заявил, что переговоры прошли успешно".encode("koi8_r"))[0][0]
    'koi8_r'
    """
    data = np.frombuffer(raw[:_SAMPLE], np.uint8)
    high = np.flatnonzero(data > 127)
    if not len(high):
        return []
    before = data[np.maximum(high - 1, 0)]
    before = np.where(high > 0, before, 32)
    after = np.where(high < len(data) - 1, data[np.minimum(high + 1, len(data) - 1)], 32)
    words = len(_ENGLISH_WORDS.findall(raw[:_SAMPLE]))
    is_english = words > _ENGLISH_SHARE * raw[:_SAMPLE].count(b" ")
    found: dict[bytes, tuple[float, str]] = {}
    for name, languages in _by_encoding().items():
        known, *kinds = _read_kinds(name)
        if not known[data[high]].all():
            continue
        context = _score_places(kinds, before, data[high], after)
        if is_english:
            languages = [each for each in languages if each == "English" or not _is_latin(each)]
        if not languages:
            continue
        scores = [_weigh(name, language)[data[high]].sum() for language in languages]
        score = max(scores) + context + (_USUAL if name == "cp1252" else _rarity(name))
        reading = raw[:_SAMPLE].decode(name, "replace").encode("utf-8")
        if reading not in found or found[reading][0] < score:
            found[reading] = (score, name)
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    return [(name, float(score) / len(high)) for score, name in ranked]


def guess_encoding(raw: bytes) -> tuple[str, list[str]]:
    """Return the encoding of bytes that are not UTF-8 by their first 64 KB, "" if no reading is
    clearly the best; and the three that are likeliest.

    >>> guess_encoding("caf\\xe9".encode("latin-1"))[0]
    'cp1252'
    """
    if name := find_multibyte(raw[:_SAMPLE]):
        return name, [name]
    ranked = rank_encodings(raw)
    likely = [name for name, _ in ranked[:3]]
    if not ranked:
        return "", likely
    name, best = ranked[0]
    n_high = sum(byte > 127 for byte in raw[:_SAMPLE])
    is_usual = name == "cp1252"
    is_few = is_usual and (n_high < _FEW or n_high < _SPARSE * len(raw[:_SAMPLE]))
    if best - _USUAL * is_usual / n_high < (_LOW_BAR if is_few else _BAR - is_usual):
        return "", likely
    text = raw[:_SAMPLE].decode(name, "replace")
    if is_few:
        return (name if all(c < "\x80" or c in _USED_IN_ENGLISH for c in text) else ""), likely
    for other, score in ranked[1:]:
        if (best - score) * n_high >= _MARGIN:
            break
        another = raw[:_SAMPLE].decode(other, "replace")
        if sum(map(str.__ne__, text, another)) > _ALIKE * n_high:
            return "", likely
    return name, likely


def try_decode(raw: bytes, encoding: str) -> str | None:
    """Return bytes in an encoding, None if they are not of it."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _rarity(name: str) -> float:
    return RARE.get(name, RARE.get(name[:3], 0.0))


def _is_latin(language: str) -> bool:
    return max(LANGUAGES[language][1]) < "\u0300"


@lru_cache(maxsize=1)
def _by_encoding() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, (encodings, _) in LANGUAGES.items():
        for name in encodings.split():
            found.setdefault(name, []).append(language)
    return found


@lru_cache(maxsize=64)
def _read_letters(name: str) -> str:
    """Return the characters that the 256 bytes are in an encoding."""
    return "".join(bytes([byte]).decode(name, "replace") for byte in range(256))


@lru_cache(maxsize=64)
def _read_kinds(name: str) -> tuple[np.ndarray, ...]:
    """Return of each of the 256 bytes whether it is, in an encoding, a character, in lower case, a
    capital, a letter, a sign, a sign that opens, and a letter of the Latin script.
    """
    tests: tuple[Callable[[str], bool], ...] = (
        lambda c: c != "\ufffd" and not "\x80" <= c < "\xa0",
        str.islower,
        str.isupper,
        _is_letter,
        lambda c: c > "\x7f" and not (_is_letter(c) or c in WITHIN),
        OPENING.__contains__,
        lambda c: c.isalpha() and c < "\u0370",
    )
    return tuple(np.array([*map(test, _read_letters(name))]) for test in tests)


def _is_letter(c: str) -> bool:
    return c.isalpha() or unicodedata.category(c) == "Mn"  # vowels of Thai and Hebrew are marks


@lru_cache(maxsize=256)
def _weigh(name: str, language: str) -> np.ndarray:
    """Return how likely each byte is, as a logarithm."""
    alphabet = LANGUAGES[language][1]
    scale = len(alphabet) * (0.6 if language in FLAT else 0.4)
    weights = np.exp(-np.arange(len(alphabet)) / scale)
    logs = dict(zip(alphabet, np.log(weights / weights.sum()).tolist(), strict=True))
    if language == "English":
        logs = {c: log + _ENGLISH_LETTER for c, log in logs.items()} | ENGLISH_SIGNS
    return np.array([_weigh_letter(c, logs) for c in _read_letters(name)])


def _weigh_letter(letter: str, logs: dict[str, float]) -> float:
    if letter in logs:
        return logs[letter]
    if letter.lower() in logs:
        return logs[letter.lower()] + _CAPITAL
    return _SIGN - 0.1 * min(SIGNS.index(letter), 20) if letter in SIGNS else _UNEXPECTED


def _score_places(
    kinds: Sequence[np.ndarray], before: np.ndarray, here: np.ndarray, after: np.ndarray
) -> float:
    """Return what bytes that stand where no writing has them cost."""
    lower, upper, letter, sign, opening, latin = kinds
    capital = upper[here] & lower[before] | lower[here] & (upper[before] & upper[after])
    within = letter[before] & (sign[here] & letter[after] | opening[here])
    script = letter[here] & (
        letter[before] & (latin[before] != latin[here])
        | letter[after] & (latin[after] != latin[here])
    )
    return _MISPLACED * (capital.sum() + within.sum() + script.sum())


def find_multibyte(raw: bytes) -> str:
    """Return the encoding of several bytes a character in which nearly all are frequent, or "".

    >>> find_multibyte("両国は来月再び会談する".encode("euc_jp"))
    'euc_jp'
    """
    return next((name for name in _MULTIBYTE if _is_frequent(raw, name)), "")


def _is_frequent(raw: bytes, name: str) -> bool:
    """Tell whether nearly all characters beyond ASCII are frequent in what the encoding writes."""
    for cut in range(4):  # the sample may end within a character
        try:
            text = raw[: len(raw) - cut].decode(name)
            break
        except UnicodeDecodeError as error:
            if error.start < len(raw) - 4:
                return False
    else:
        return False
    beyond = [c for c in text if c > "\x7f"]
    alone = len(_ALONE.findall(text))  # as letters of other encodings stand between those of ASCII
    if alone > _ALONE_SHARE * len(beyond):
        return False
    if name in ("euc_jp", "cp932"):
        kana = sum("\u3041" <= c <= "\u30fe" for c in beyond)
        if kana < _KANA_SHARE * len(beyond):
            return False
    frequent = sum(map(_frequent(name).__contains__, beyond))
    return bool(beyond) and frequent >= _FREQUENT_SHARE * len(beyond)


@lru_cache(maxsize=8)
def _frequent(name: str) -> frozenset[str]:
    """Return the characters that an encoding's standard counts as frequent, and its punctuation."""
    # first bytes of the frequent characters, in the encoding that the standard is written in
    japanese = [("euc_jp", 0xA1, 0xA1), ("euc_jp", 0xA3, 0xA5), ("euc_jp", 0xB0, 0xCF)]
    korean = [("euc_kr", 0xA1, 0xA3), ("euc_kr", 0xB0, 0xC8)]
    spans = {
        "cp932": japanese,
        "euc_jp": japanese,
        "gb18030": [("gb2312", 0xA1, 0xA1), ("gb2312", 0xA3, 0xA3), ("gb2312", 0xB0, 0xD7)],
        "big5hkscs": [("big5", 0xA1, 0xA3), ("big5", 0xA4, 0xC6)],
        "cp949": korean,
        "johab": korean,
    }[name]
    characters = (
        bytes([lead, trail]).decode(written, "ignore")
        for written, first, last in spans
        for lead in range(first, last + 1)
        for trail in range(0x40, 0xFF)
    )
    return frozenset("".join(characters))
