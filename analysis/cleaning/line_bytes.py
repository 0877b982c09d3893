"""What lines hold as UTF-8 bytes, many pages at once: words, digits, colons."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Words are split as UTF-8 bytes, many pages at once: ASCII signs that are no part of a word become
# spaces, as do the signs of Latin-1 (C2 and a byte) and of general punctuation (E2 80 and a byte);
# ASCII letters become lower case.
_SPACE = ord(" ")
_FOLDED = np.array(
    [
        byte if byte >= 128 or chr(byte).isalnum() or byte == ord("_") else _SPACE
        for byte in bytes(range(256)).lower()
    ],
    np.uint8,
)
# Kinds of UTF-8 bytes: a lead byte from C3 to DF is taken for a letter in lower case, as most
# letters are.
_LOWER, _FIGURE, _GAP, _NEW_LINE = 1, 2, 3, 4
_SIGNS = np.zeros(256, np.uint8)
for _byte in range(256):
    _sign = chr(_byte)
    if _sign.isdecimal():
        _SIGNS[_byte] = _FIGURE
    elif "a" <= _sign <= "z" or 0xC3 <= _byte < 0xE0:
        _SIGNS[_byte] = _LOWER
    elif _byte < 128 and not _sign.isalpha() and _sign not in "_'":
        _SIGNS[_byte] = _NEW_LINE if _sign == "\n" else _GAP


def split_words(raw: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the line and the number of each word of `n` lines, which end in a line feed, and the
    words by number.
    """
    folded = _FOLDED[raw]
    for lead, width, second in ((0xC2, 2, None), (0xE2, 3, 0x80)):
        places = np.flatnonzero(raw == lead)
        places = places if second is None else places[raw[places + 1] == second]
        for k in range(width):
            folded[places + k] = _SPACE
    ends = np.append(0, np.flatnonzero(raw == ord("\n")) + 1).astype(np.int32)
    lines = pa.Array.from_buffers(pa.string(), n, [None, pa.py_buffer(ends), pa.py_buffer(folded)])
    words = pc.ascii_split_whitespace(lines)
    coded = words.values.dictionary_encode()
    forms, form = coded.dictionary.to_pylist(), coded.indices.to_numpy().astype(np.int64)
    line = np.repeat(np.arange(n), np.diff(words.offsets.to_numpy()))
    # Arrow finds an empty word before and behind a space
    filled = form != (forms.index("") if "" in forms else -1)
    return line[filled], form[filled], forms


def find_marks(raw: np.ndarray) -> list[np.ndarray]:
    """Return which lines, which end in a line feed, have a colon, two spaces, a ©."""
    ends = np.append(-1, np.flatnonzero(raw == ord("\n")))
    space, copyright = raw == ord(" "), "©".encode()
    doubled, owned = space[1:] & space[:-1], (raw[:-1] == copyright[0]) & (raw[1:] == copyright[1])
    signs = map(np.flatnonzero, (raw == ord(":"), doubled, owned))
    return [np.diff(np.searchsorted(places, ends)) > 0 for places in signs]


def count_signs(raw: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Count for each of `n` lines, which end in a line feed, the words that begin in lower case,
    and the digits.
    """
    signs = np.append(np.uint8(_NEW_LINE), _SIGNS[raw])
    starts = np.flatnonzero(signs == _NEW_LINE)[: n + 1]
    lower = np.flatnonzero((signs[1:] == _LOWER) & (signs[:-1] >= _GAP))
    figures = np.flatnonzero(signs == _FIGURE)
    return np.diff(np.searchsorted(lower, starts)), np.diff(np.searchsorted(figures, starts))


def find_pairs(line: np.ndarray, form: np.ndarray, n_forms: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the different words of each line, as line numbers and word numbers."""
    # as a rule: sorted in half the time
    small = len(form) > 0 and int(line[-1] + 1) * n_forms < 2**31
    keys = np.sort((line * n_forms + form).astype(np.int32 if small else np.int64))
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    line = keys // max(n_forms, 1)
    return line, keys - line * n_forms
