"""Which encoding of several bytes a character bytes are in, if they are: Chinese, Japanese and Korean.

Bytes of one such encoding are often characters of another, but rare ones: each standard puts the
characters that are frequent first.
"""

import re
from functools import lru_cache

# Those with the fewest frequent characters first: what fits them fits others by chance.
_MULTIBYTE = ("cp949", "johab", "euc_jp", "cp932", "gb18030", "big5hkscs")
_FREQUENT_SHARE, _KANA_SHARE = 0.85, 0.1
_ALONE, _ALONE_SHARE = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])"), 0.3


def find_multibyte(raw: bytes) -> str:
    """Return the encoding of several bytes a character in which nearly all characters beyond ASCII
    are frequent ones, or "".

    Examples
    --------
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
    """Return the characters of a multibyte encoding that its standard counts as the frequent ones,
    and what punctuation it has.
    """
    spans = {
        # first bytes of the frequent characters, in the encoding that the standard is written in
        "cp932": [("euc_jp", 0xA1, 0xA1), ("euc_jp", 0xA3, 0xA5), ("euc_jp", 0xB0, 0xCF)],
        "euc_jp": [("euc_jp", 0xA1, 0xA1), ("euc_jp", 0xA3, 0xA5), ("euc_jp", 0xB0, 0xCF)],
        "gb18030": [("gb2312", 0xA1, 0xA1), ("gb2312", 0xA3, 0xA3), ("gb2312", 0xB0, 0xD7)],
        "big5hkscs": [("big5", 0xA1, 0xA3), ("big5", 0xA4, 0xC6)],
        "cp949": [("euc_kr", 0xA1, 0xA3), ("euc_kr", 0xB0, 0xC8)],
        "johab": [("euc_kr", 0xA1, 0xA3), ("euc_kr", 0xB0, 0xC8)],
    }[name]
    return frozenset(
        "".join(
            bytes([lead, trail]).decode(written, "ignore")
            for written, first, last in spans
            for lead in range(first, last + 1)
            for trail in range(0x40, 0xFF)
        )
    )
