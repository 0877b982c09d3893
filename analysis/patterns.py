"""From a term of a lexicon to what finds it.

Patterns are built from escaped words and bounded globs only, never from a user's regular expression, so that
matching stays linear in the text. Each term compiles twice: a coarse gate for RE2, which may let too much through
but never too little, and an exact pattern for Python's `re`, tried only where a word begins like the term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REGEX = re.compile(r"[\\()\[\]{}|^$?]")

# What the marks of a term stand for. A line break after a hyphen often leaves a space ("Al- Shabaab").
_EXACT = {
    "*": r"[^\W\d_]{0,30}",
    "-": "(?:[-\u00ad\u2010-\u2013\u2212]\\s?|\\s)?",
    " ": r"\s{1,3}",
    "'": "['\u2018\u2019\u02bc]",
}
# The same for RE2, at least as wide, so that the gate misses nothing: for texts in ASCII, and for others by bytes, since
# classes of characters would swell its automaton.
_SPACE, _BYTES = r"[\s\x0b\x1c-\x1f]", r"(?:\C|\C\C|\C\C\C)"
_GATES = (
    {"*": "[A-Za-z]*", "-": f"(?:-?{_SPACE}?)", " ": f"{_SPACE}{{1,3}}", "'": "'"},
    {"*": r"\C*", "-": rf"(?:{_BYTES}{_BYTES}?)?", " ": rf"(?:\s|{_BYTES}{_BYTES}?)", "'": _BYTES},
)


@dataclass(frozen=True)
class Entry:
    """A term of a theme.

    `pattern` finds it from a word's beginning. `heads` are the words that it can begin with, case-folded, a star
    after one that may go on. `gates` are what RE2 may look for instead, in a text in ASCII and in another;
    `opening` is what it looks for to find the heads. `company` is what the sentence must also hold; an `excluded`
    entry blocks.
    """

    theme: str
    term: str
    pattern: re.Pattern[str]
    heads: tuple[str, ...]
    gates: tuple[str, str]
    opening: str
    company: re.Pattern[str] | None = None
    excluded: bool = False

    @property
    def minds_case(self) -> bool:
        """Whether capitals matter."""
        return not self.pattern.flags & re.IGNORECASE

    @property
    def sign(self) -> str:
        """What the term finds: the same for two ways to write one term."""
        return f"case {self.pattern.pattern}" if self.minds_case else self.pattern.pattern.lower()


def check_term(word: object) -> str:
    """Return a term with single spaces; raise ValueError if it would find too much or is no words and stars."""
    if not isinstance(word, str):
        raise ValueError("not text; write it in quotes")
    word = re.sub(r"\s+", " ", word).strip()
    if not word or "**" in word or sum(c.isalnum() for c in word) < 2:
        raise ValueError("finds too much; write at least two letters, and one star where any letters may follow")
    if word.count("*") > 2:
        raise ValueError("more than two stars; write the words out, each as a term")
    if _REGEX.search(word):
        raise ValueError(f"holds {_REGEX.search(word).group()!r}; a term is words and stars, no regular expression")
    if not re.match(r"[\w*]", word):
        raise ValueError(f"begins with {word[0]!r}; begin with a letter, a digit or a star")
    return word


def compile_term(theme: str, word: str, *, case: bool, company: list[str], excluded: bool) -> Entry:
    """Return the entry of a checked term; of `company` (checked terms too) the sentence must hold one."""
    heads = _find_heads(word)
    fold = "(?-i:" if case else "(?:"
    beside = "|".join(_translate(other, _EXACT) for other in company)
    return Entry(
        theme,
        word,
        re.compile(_translate(word, _EXACT) + r"(?!\w)", 0 if case else re.IGNORECASE),
        tuple(head.casefold() for head in heads),
        tuple(f"{fold}{_gate(word, marks)})" for marks in _GATES),
        f"{fold}{'|'.join(map(_open, heads))})",
        re.compile(rf"(?<!\w)(?:{beside})(?!\w)", re.IGNORECASE) if beside else None,
        excluded,
    )


def _find_heads(term: str) -> list[str]:
    """Return the words that a term can begin with, since its hyphens may be there or not ("Indo", "IndoPacific")."""
    heads, head = [], ""
    for part in re.match(r"\*?[\w-]*\*?", term).group().split("-"):
        head += part
        if "*" in head[1:]:
            return [*heads, head[: head.index("*", 1) + 1]]
        heads.append(head)
    return heads


def _translate(term: str, marks: dict[str, str]) -> str:
    """Return the pattern of a term: its marks by the table, all else escaped."""
    return "".join(marks.get(c, re.escape(c)) for c in term)


def _gate(term: str, marks: dict[str, str]) -> str:
    """Return what RE2 looks for: the term without stars at its ends, with word boundaries where ASCII has them."""
    stem = term.strip("*")
    left = r"\b" if term[0] != "*" and re.match(r"[A-Za-z0-9]", stem) else ""
    right = r"\b" if term[-1] != "*" and re.search(r"[A-Za-z0-9]$", stem) else ""
    return f"{left}{_translate(stem, marks)}{right}"


def _open(head: str) -> str:
    """Return what RE2 looks for to find where a word of the text begins like a term; stays within the word."""
    return (r"[\pL\pN_]{0,30}" if head[0] == "*" else "") + _gate(head, _GATES[0])
