"""Names written from another script, in whatever spelling: Qaida, Qaeda, Qa'ida; Tayyiba, Taiba.

One spelling of a name gives the pattern of all: its vowels change (a, e, i and y; o and u) or fall
out, its consonants stand once or twice, an h may close it. The first letter stays, and a pair of
vowels does, or Daesh would be a dash.
"""

import re
from itertools import pairwise

_VOWELS = "aeiouy"
_GROUPS = ("aeiy", "ou")
_MARKED = "áàâäãāéèêëēíìîïīóòôöõōúùûüū'‘’ʼ"
_PIECES = re.compile(rf"[{_VOWELS}']+|.")
_NAME = re.compile(r"[A-Za-z'’]+(?:[ -][A-Za-z'’]+)*")
# Letters of one sound in a name; all others are themselves.
_SOUNDS = {"q": "[qk]", "k": "[qk]"}


def check_name(term: str) -> None:
    """Raise ValueError for a term that cannot be spelled by the rule."""
    if not _NAME.fullmatch(term):
        raise ValueError("not spelled by a rule; a name is letters, spaces and hyphens")
    if len(re.sub(rf"[{_VOWELS}'’ -]", "", term.lower())) < 2:
        raise ValueError("too few consonants to be known in other spellings; take `name` away")


def spell_name(term: str, gaps: dict[str, str]) -> str:
    """Return the pattern of a name in its spellings, in small letters; `gaps` are what a space and
    a hyphen stand for.
    """
    words = re.split(r"([ -])", term.lower().replace("’", "'"))
    return "".join(gaps.get(word) or _spell_word(word) for word in words)


def open_name(term: str, beyond: str) -> str:
    """Return what RE2 looks for: the first word of a name, never fewer spellings than it has;
    `beyond` are the characters that pass for vowels, as the inside of a class.
    """
    first = re.split("[ -]", term.lower().replace("’", "'"))
    # a short word opens too many others: "al", "abu"
    letters = re.sub(r"([a-z])\1+", r"\1", "-".join(first[: 1 if len(first[0]) > 3 else 2]))
    out, vowel = [], rf"[{_VOWELS}'\x{{c0}}-\x{{17f}}‘’ʼ]*"
    for piece in re.findall(rf"[{_VOWELS}']+|.", letters):
        if piece == "-":
            out.append(rf"[\s{beyond}-]*")
        elif piece[0] in _VOWELS + "'":
            out.append(vowel if out else piece[0] + vowel)
        else:
            out.append(_SOUNDS.get(piece, piece) + "+")
    return "".join(out)


def list_heads(term: str) -> list[str]:
    """Return what a name in any spelling begins with, each with a star."""
    first = term[0].lower()
    return [f"{letter}*" for letter in _SOUNDS.get(first, first).strip("[]")]


def _choose_vowels(letters: str) -> str:
    """Return the class of vowels that may stand in the place of some: dark ones, light ones."""
    own = "".join(group for group in _GROUPS if set(group) & set(letters)) or "".join(_GROUPS)
    return f"[{own}{_MARKED}']"


def _spell_word(word: str) -> str:
    """Return the pattern of one word of a name."""
    word = re.sub(r"([a-z])\1+", r"\1", word)
    pieces = [match.group() for match in _PIECES.finditer(word)]
    out, inner = [], False
    for piece, after in pairwise([*pieces, ""]):
        letters = piece.replace("'", "")
        if piece[0] not in _VOWELS + "'":
            out.append(f"{_SOUNDS.get(piece, piece)}{{1,2}}")
            continue
        vowel = _choose_vowels(letters)
        if not out and letters and len(word) > 1:  # a first letter stays, that of "-e-" does not
            out.append(f"{letters[0]}{vowel}{{{len(letters) - 1},{len(letters)}}}")
        elif len(letters) > 1:
            out.append(f"{vowel}{{2,4}}")
        else:
            out.append(f"{vowel}{{{int(not inner or not after)},2}}")
        inner = True
    if word[-1:] in _VOWELS and len(word) > 1:
        out.append("h?")
    return "".join(out)
