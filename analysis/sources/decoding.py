"""Bytes to text, by what they say of themselves, by UTF-8, and by a guess where one is clearly the
best.

Files are put together from others: where most of a text is UTF-8, its other lines are read in the
encoding that fits all of them.
"""

import codecs
import unicodedata

import numpy as np

from ..core.counts import say_list
from .encodings import guess_encoding, try_decode
from .mixed_lines import LineDecoder, is_mixed
from .source import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_SAVE = "save it as UTF-8 text"
_SHIFTS = {b"\x1b$)C": "iso2022_kr", b"\x1b$": "iso2022_jp_2"}
# First bytes of a character in UTF-16 that most scripts but those of East Asia share, the share of
# characters with one, and of signs that no text holds.
_LOW_BLOCKS, _LOW_SHARE, _ODD_SHARE = 0x20, 0.6, 0.02
# Of the letters of East Asia half the second bytes are beyond ASCII; of ASCII, read so, none is.
_FULL_BYTES = 0.2


def decode(raw: bytes) -> tuple[str, str]:
    r"""Return the text of a file, and its encoding.

    A byte order mark decides; then UTF-8, UTF-16 and UTF-32 without a mark (by their NUL bytes),
    lines of UTF-8 and of another encoding mixed, and the encoding of which `guess_encoding` is
    sure. `Unreadable` if none fits, or the bytes hold a NUL: it names the line, and in its remedy
    the encodings that are likeliest.

    >>> decode("it’s".encode("cp1252")), decode(b"\xff\xfea\x00")
    (('it’s', 'cp1252'), ('a', 'utf-16'))
    """
    encoding = find_mark(raw)
    if encoding:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError as error:
            line = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
            said = f"it is not {encoding.upper()}, as its first bytes say"
            raise Unreadable(line, said, _SAVE) from error
    if b"\0" in raw:
        said = "it is binary, not text (it holds a NUL byte)"
        raise Unreadable(_line(raw, raw.index(b"\0")), said, _SAVE)
    # a single byte is looked for many times as fast as two
    if b"\x1b" in raw and b"\x1b$" in raw and (shifted := _decode_shifts(raw)):
        return shifted
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_other(raw, error.start)


def find_mark(raw: bytes) -> str:
    """Return the encoding that a text's byte order mark, or the places of NULs, tell of, or "".

    >>> find_mark("दोनों पक्षों ने चर्चा की".encode("utf-16-le"))
    'utf-16-le'
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return encoding
    start = raw[: _SAMPLE // 4 * 4]
    return _find_wide(start) if len(start) >= 8 and b"\0" in start else ""


def _find_wide(start: bytes) -> str:
    """Return which encoding of two or four bytes a character has NULs where these bytes have."""
    data = np.frombuffer(start[: len(start) // 4 * 4], np.uint8)
    nulls = np.bincount(np.flatnonzero(data == 0) % 4, minlength=4) / (len(data) / 4)
    if nulls[1] + nulls[2] > 1.9 and min(nulls) < 0.05:  # and the highest byte is 0 too
        return "utf-32-le" if nulls[3] > nulls[0] else "utf-32-be"
    data = np.frombuffer(start[: len(start) // 2 * 2], np.uint8)
    fits = [
        (len(np.unique(high)), -np.count_nonzero(high == 0), name)
        for name, high, low in (
            ("utf-16-le", data[1::2], data[0::2]),
            ("utf-16-be", data[0::2], data[1::2]),
        )
        if _is_wide(high, low) and _is_text(start.decode(name, "replace"))
    ]
    return min(fits)[2] if fits else ""


def _is_wide(high: np.ndarray, low: np.ndarray) -> bool:
    """Tell whether bytes may be the halves of characters."""
    # without a NUL a text may be kana, all of which have one first byte
    sought = 1 if np.any(high == 0) else 0.1 * len(high)
    if np.count_nonzero((high == 0) | (high == 0x30)) < sought:
        return False
    is_far = high >= _LOW_BLOCKS
    if np.count_nonzero(~is_far & (high != 0xA)) >= _LOW_SHARE * len(high):
        return True
    return bool(np.count_nonzero(low[is_far] > 127) >= _FULL_BYTES * np.count_nonzero(is_far))


def _is_text(text: str) -> bool:
    """Tell whether nearly all of a text is characters that are in use."""
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") or c == "\ufffd" for c in text)
    return odd - sum(map(text.count, "\n\r\t")) <= max(1, _ODD_SHARE * len(text))


def _decode_shifts(raw: bytes) -> tuple[str, str] | None:
    """Decode what changes between sets of characters by escape sequences, if it does."""
    name = next(name for mark, name in _SHIFTS.items() if mark in raw)
    text = try_decode(raw, name)
    return None if text is None else (text, name)


def _decode_other(raw: bytes, start: int) -> tuple[str, str]:
    """Decode bytes of which the one at `start` is not UTF-8."""
    if start >= len(raw) - 3 and raw[start] >= 0xC2:
        before = raw[:start].decode("utf-8")
        if not before.isascii():
            return before, "utf-8"  # cut off within its last character
    wide = _find_wide(raw[: _SAMPLE // 4 * 4]) if len(raw) >= 8 else ""
    if wide and (text := try_decode(raw, wide)) is not None:
        return text, wide
    if is_mixed(raw):
        lines = LineDecoder(raw)
        try:
            text = "".join(map(lines.decode, raw.splitlines(keepends=True)))
        except UnicodeDecodeError:
            pass
        else:
            count = f"{lines.n_other} line{'s' * (lines.n_other != 1)}"
            return text, f"utf-8 and {lines.encoding} ({count})"
    # the sample begins where the text is no longer ASCII
    encoding, likely = guess_encoding(raw[raw.rfind(b"\n", 0, start) + 1 :])
    if encoding:
        if (whole := try_decode(raw, encoding)) is not None:
            return whole, encoding
        likely = [name for name in likely if name != encoding]
    said = f"it is not UTF-8 (byte 0x{raw[start]:02x}), and no other encoding clearly fits"
    raise Unreadable(_line(raw, start), said, name_likely(likely))


def name_likely(names: list[str]) -> str:
    """Return the remedy for what may be in one of some encodings.

    >>> name_likely(["koi8_r", "cp866"])
    'it may be koi8_r or cp866: save it as UTF-8 text'
    """
    listed = say_list(names, "or")
    return f"it may be {listed}: {_SAVE}" if listed else _SAVE


def _line(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1
