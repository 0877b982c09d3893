"""The marks that belong to the letter before them: vowel signs of Hindi, points of Arabic, accents.

Python's `\\w` leaves them out, so that a pattern of letters alone breaks words at every vowel sign.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby


def _list_ranges() -> str:
    """Return the combining marks of all scripts in use, and what joins or parts letters within a word, as a class."""
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"]
    codes += [0x200C, 0x200D]
    pieces = []
    for _, group in groupby(enumerate(sorted(codes)), key=lambda pair: pair[1] - pair[0]):
        run = [chr(code) for _, code in group]
        pieces.append(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return "".join(pieces)


#: The inside of a character class of `re`: `f"[{MARKS}]"`.
MARKS = _list_ranges()
#: The same for RE2, which knows them by their kind.
RE2_MARKS = r"\pM\x{200C}\x{200D}"


@lru_cache(maxsize=8192)
def compile_once(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a compiled pattern; a lexicon has more than Python keeps, and each study reads one."""
    return re.compile(pattern, flags)
