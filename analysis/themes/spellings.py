"""Names written from another script, in whatever spelling: Qaida, Qaeda, Qa'ida; Tayyiba, Taiba.

One spelling of a name gives the pattern of all: its vowels change or fall out, its consonants stand
once or twice, an h may close it. The first letter and a pair of vowels stay, or Daesh would be a
dash.
"""

from __future__ import annotations

import re
from itertools import pairwise

_VOWELS = "aeiouy"
_MARKED = "áàâäãāéèêëēíìîïīóòôöõōúùûüū'‘’ʼ"
_PIECES = re.compile(rf"(?P<vowels>[{_VOWELS}'’]+)|(?P<doubled>([a-z])\3+)|(?P<other>.)")
_NAME = re.compile(r"[A-Za-z'’]+(?:[ -][A-Za-z'’]+)*")
# Letters of one sound in a name; all others are themselves.
_SOUNDS = {"q": "[qk]", "k": "[qk]"}


def check_name(term: str) -> None:
    """Raise ValueError for a term that cannot be spelled by the rule."""
    if not _NAME.fullmatch(term):
        raise ValueError("not spelled by a rule; a name is letters, spaces and hyphens")
    if any(len(re.sub(rf"[{_VOWELS}'’]", "", w.lower())) < 2 for w in term.split()[:1]):
        raise ValueError("too few consonants to be known in other spellings; take `name` away")


def spell_name(term: str, gaps: dict[str, str], beyond: str = "") -> str:
    """Return the pattern of a name in its spellings.

    Parameters
    ----------
    term
        The name in one spelling.
    gaps
        What a space and a hyphen stand for.
    beyond
        Further characters that pass for vowels, as the inside of a class.

    Returns
    -------
    str
        A pattern for `re`, and where `gaps` allow it for RE2; letters in lower case.
    """
    vowel = f"[{_VOWELS}{beyond or _MARKED}{chr(39) if beyond else ''}]"
    words = re.split(r"([ -])", term.lower().replace("’", "'"))
    return "".join(gaps.get(word) or _spell_word(word, vowel) for word in words)


def list_heads(term: str) -> list[str]:
    """Return what a name in any spelling begins with, each with a star."""
    first = term[0].lower()
    return [f"{letter}*" for letter in _SOUNDS.get(first, first).strip("[]")]


def _spell_word(word: str, vowel: str) -> str:
    """Return the pattern of one word of a name."""
    word = re.sub(r"([a-z])\1+", r"\1", word)
    pieces = [match.group() for match in _PIECES.finditer(word)]
    out, inner = [], False
    for piece, after in pairwise([*pieces, ""]):
        letters = piece.replace("'", "")
        if piece[0] not in _VOWELS + "'":
            out.append(f"{_SOUNDS.get(piece, piece)}{{1,2}}")
        elif not out and letters:  # a first letter stays
            out.append(f"{letters[0]}{vowel}{{{len(letters) - 1},3}}")
        else:
            least = 2 if len(letters) > 1 else int(not inner or not after)
            out.append(f"{vowel}{{{least},4}}")
            inner = True
    if word[-1:] in _VOWELS and len(word) > 1:
        out.append("h?")
    return "".join(out)
