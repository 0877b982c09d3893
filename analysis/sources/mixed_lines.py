"""Lines of one text in two encodings: UTF-8, and for the others one that fits them all.

Tables are put together from files, so that some rows are UTF-8 and some are not; and a program that
counts bytes cuts characters in two.
"""

import re

from .encodings import guess_encoding, try_decode

_SURROGATE = re.compile("[\udc80-\udcff]")
# Lines of a text in another encoding are seldom UTF-8 by chance, and two bytes within a line are
# less than once in two.
_CHANCE = 0.05
_RUN = re.compile("[\udc80-\udcff]+")
# What is found among UTF-8 beside cp1252: the encodings of Windows and those of East Asia.
_BESIDE = frozenset(
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r cp932 gb18030 big5hkscs cp949".split()
)
_SAMPLE = 1 << 16
_MANY = 500  # bytes beyond ASCII that are enough to tell that they are not cp1252


class LineDecoder:
    """Decodes the lines of one text, those that are not UTF-8 all in the same other encoding.

    The first bytes of the text tell whether the rest of it is UTF-8. `encoding` is the other one
    ("" before it was needed), `n_other` how many lines were not UTF-8, and `likely` what they may
    be where no encoding clearly fits.

    >>> lines = LineDecoder("“né”\\nnaïve\\n".encode())
    >>> lines.decode(b"caf\\xe9"), lines.encoding, lines.n_other
    ('café', 'cp1252', 1)
    """

    def __init__(self, sample: bytes) -> None:
        self._sample = sample[:_SAMPLE]
        self._is_mixed = False
        self._right = 0  # characters beyond ASCII in lines that were UTF-8
        self._failed, self._again = b"", 0  # what no encoding fitted, and when to look again
        self.encoding = ""
        self.likely: list[str] = []
        self.n_other = 0

    def decode(self, raw: bytes) -> str:
        """Return a line's text; `UnicodeDecodeError` if it is in neither encoding."""
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            if not self.encoding:
                self._find_encoding(raw)
            if not self.encoding:
                raise
            text = self._decode_mixed(raw) if self._is_mixed else raw.decode(self.encoding)
            self.n_other += 1
            return text
        if not self.encoding and not text.isascii():
            self._right += _count_beyond(text)
        return text

    def _find_encoding(self, raw: bytes) -> None:
        if len(self._failed) < _SAMPLE:
            self._failed += raw
        if self.n_other or len(self._failed) < self._again:
            return  # looked for in vain, and there are not many more bytes now
        self._again = 2 * len(self._failed)
        lines = self._sample.splitlines()[:-1]
        lines = [line for line in lines if try_decode(line, "utf-8") is None]
        self._is_mixed = is_mixed(self._sample + b"\n" + self._failed, self._right)
        other, self.likely = guess_encoding(
            b"\n".join([*lines, self._failed]) if self._is_mixed else self._failed + self._sample
        )
        self.encoding = other
        if self._is_mixed and other not in _BESIDE:
            unlike = (other or "".join(self.likely[:1])) != "cp1252"
            n_wrong = sum(byte > 127 for line in [*lines, self._failed] for byte in line)
            self.encoding = "" if unlike and n_wrong > _MANY else "cp1252"

    def _decode_mixed(self, raw: bytes) -> str:
        """Decode a line of which some of the bytes may be UTF-8."""
        text = raw.decode("utf-8", "surrogateescape")
        wrong = len(_SURROGATE.findall(text))
        whole = {c.encode() for c in set(text) if c > "\x7f" and not "\udc80" <= c <= "\udcff"}
        if wrong > _count_beyond(text) - wrong:  # what is UTF-8 is so by chance
            return _read(raw, self.encoding)
        beginnings = {c[:n] for c in whole for n in range(1, len(c))}
        return _RUN.sub(lambda run: self._decode_run(run[0], beginnings), text)

    def _decode_run(self, run: str, beginnings: set[bytes]) -> str:
        """Decode bytes that are not UTF-8: none are left of a character of the line that was cut."""
        raw = run.encode("utf-8", "surrogateescape")
        if raw in beginnings and (len(raw) > 1 or raw in (b"\xc2", b"\xc3", b"\xe0")):
            return ""
        return _read(raw, self.encoding)


def _count_beyond(text: str) -> int:
    """Return how many characters of a text are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _read(raw: bytes, encoding: str) -> str:
    return raw.decode(encoding, "ignore")  # five bytes of cp1252 are nothing


def is_mixed(raw: bytes, before: int = 0) -> bool:
    """Tell whether bytes, which are not UTF-8, are in part: some lines are (`before` counts the
    characters beyond ASCII in other lines that are), or most characters.

    >>> is_mixed("“né”\\n".encode() + b"caf\\xe9"), is_mixed(b"caf\\xe9")
    (True, False)
    """
    in_lines, within, wrong = before, 0, 0
    for line in raw.decode("utf-8", "surrogateescape").split("\n"):
        if line.isascii():
            continue
        n_wrong = len(_SURROGATE.findall(line))
        n_right = _count_beyond(line) - n_wrong
        wrong += n_wrong
        within += n_right
        in_lines += 0 if n_wrong else n_right
    return in_lines > _CHANCE * wrong or within > wrong
