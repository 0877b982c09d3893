"""From a term of a lexicon to what finds it.

Patterns are built from escaped words and bounded globs only, never from a user's regular
expression, so that matching stays linear in the text. Each term compiles twice: a coarse opening
for RE2, which may find too much but never too little, and an exact pattern for Python's `re`, tried
only where the opening was found.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ..text.marks import MARKS, compile_once
from .company import Company
from .spellings import check_name, list_heads, open_name, spell_name

_REGEX = re.compile(r"[\\()\[\]{}|^$?]")
_GAPS = re.compile(r"[- ]{2,}")
_PLAIN = re.compile(r"[\w*]+")
_LONGEST = 200  # characters of a term

_HYPHENS = "-\u00ad\u2010-\u2013\u2212"
# A hyphen between digits does not vanish: 9-11 is not 911.
_DIGITS, _KEPT = re.compile(r"(?<=\d)-(?=\d)"), "\0"
# What the marks of a term stand for. A line break after a hyphen often leaves a space ("Al-
# Shabaab").
_EXACT = {
    "*": r"[^\W\d_]{0,30}",
    "-": f"(?:\\s?[{_HYPHENS}\u2014]\\s?|\\s)?",
    " ": f"(?:\\s{{1,3}}|[{_HYPHENS}]\\s?)",
    "'": "['\u2018\u2019\u02bc]",
}
# The same for RE2, at least as wide, so that no term is missed. Any run of characters beyond ASCII
# passes for spaces, hyphens and letters: exact classes, or bounds to how many, would swell its
# automaton beyond the memory it is given.
_WIDE, _BEYOND = r"\s\x0b\x1c-\x1f", r"\x80-\x{10ffff}"
_OPENING = {
    "-": rf"[{_WIDE}{_BEYOND}-]*",
    " ": rf"[{_WIDE}{_BEYOND}-]+",
    "'": rf"['{_BEYOND}]",
}
# What a star at a term's beginning is to RE2; terms that begin so share it, or thousands would
# outgrow its automaton.
ANY_BEGINNING = rf"[\w{_BEYOND}]{{0,30}}"
# So many letters of a phrase's second word an opening shows; more keep few words away and cost RE2
# more.
_SHOWN = 3


@dataclass(frozen=True)
class Entry:
    """A term of a theme.

    `source` is the pattern that finds it from a word's beginning, `minds_case` whether capitals
    matter. `heads` are the words that it can begin with,
    case-folded, a star after one that may go on. `opening` is what RE2 looks for instead: head and
    beginning of the next word; `letters` are those which it begins with for sure. `plain` says that
    it is one word of letters and stars. `company` is what must stand near; an `excluded` entry
    blocks.
    """

    theme: str
    term: str
    source: str
    minds_case: bool
    heads: tuple[str, ...]
    opening: str
    letters: str
    company: Company | None = None
    excluded: bool = False
    plain: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled where it is first looked for: most texts hold few of a lexicon."""
        return compile_once(self.source, 0 if self.minds_case else re.IGNORECASE)

    @property
    def sign(self) -> str:
        """What the term finds: the same for two ways to write one term."""
        return f"case {self.source}" if self.minds_case else self.source.lower()


def check_term(word: object) -> str:
    """Return a term with single spaces; raise ValueError if it finds too much or is no term."""
    if not isinstance(word, str):
        raise ValueError("not text; write it in quotes")
    word = re.sub(r"\s+", " ", word).strip()
    if not word or "**" in word or sum(c.isalnum() for c in word) < 2:
        raise ValueError(
            "finds too much; write at least two letters, and one star where any letters may follow"
        )
    if word.count("*") > 2:
        raise ValueError("more than two stars; write the words out, each as a term")
    if len(word) > _LONGEST:
        raise ValueError(
            f"{len(word):,} characters; write a few words, {_LONGEST} characters at most"
        )
    if any(len(gap) > 3 for gap in _GAPS.findall(word)):
        raise ValueError("hyphens in a row; write one hyphen, or one space, between two words")
    if _REGEX.search(word):
        raise ValueError(
            f"holds {_REGEX.search(word).group()!r}; a term is words and stars, no regular "
            "expression"
        )
    if not re.match(r"[\w*]", word):
        raise ValueError(f"begins with {word[0]!r}; begin with a letter, a digit or a star")
    return word


def spell(text: str) -> str:
    """Return the letters and digits of a text, case-folded."""
    return re.sub(r"[\W_]+", "", text).casefold()


def compile_term(
    theme: str,
    word: str,
    *,
    case: bool = False,
    name: bool = False,
    company: Company | None = None,
    excluded: bool = False,
) -> Entry:
    """Return the entry of a checked term; a `name` is found in all its spellings."""
    fold = "(?-i:" if case else "(?:"
    if name:
        check_name(word)
        found = spell_name(word, _EXACT)
        heads, opening = list_heads(word), rf"\b{open_name(word, _BEYOND)}"
        letters = heads[0][0] if len(heads) == 1 else ""
    else:
        found, heads, opening = translate_exactly(word), _find_heads(word), _open(word)
        letters = spell(_show(word).partition("*")[0])
    return Entry(
        theme,
        word,
        rf"{found}(?![\w{MARKS}])",
        case,
        tuple(head.casefold() for head in heads),
        f"{fold}{opening})",
        letters,
        company,
        excluded,
        not name and _PLAIN.fullmatch(word) is not None,
    )


def _find_heads(term: str) -> list[str]:
    """Return the words that a term can begin with: hyphens may be absent ("IndoPacific")."""
    heads, head = [], ""
    for part in re.match(r"\*?[\w-]*\*?", term).group().split("-"):
        head += part
        if "*" in head[1:]:
            return [*heads, head[: head.index("*", 1) + 1]]
        heads.append(head)
    return heads


def _translate(term: str, marks: dict[str, str]) -> str:
    """Return the pattern of a term: its marks by the table, all else escaped."""
    marked = (marks.get(c, re.escape(c)) for c in _DIGITS.sub(_KEPT, term))
    return "".join(marked).replace(
        _KEPT, f"\\s?[{_HYPHENS}]\\s?" if marks is _EXACT else marks["-"]
    )


def translate_exactly(term: str) -> str:
    """Return the exact pattern of a term; several gaps in a row fit in one way only."""
    pieces, last = [], 0
    for gap in _GAPS.finditer(term):
        opens = gap[0][0] == " "  # with a space, as an opening shows
        least, most = gap[0].count(" ") - opens, 3 * len(gap[0]) - opens
        pieces += [
            _translate(term[last : gap.start()], _EXACT),
            r"\s" * opens,
            f"[{_HYPHENS}\\s]{{{least},{most}}}",
        ]
        last = gap.end()
    return "".join([*pieces, _translate(term[last:], _EXACT)])


def _show(term: str) -> str:
    """Return what an opening shows of a term: its first word, and letters of the next."""
    head = re.match(r"\*?\w*\*?", term).group()
    # After a star or a letter beyond ASCII the run that passes for the gap could be a whole text,
    # looked at time and again.
    further = rf"(?:\W\w{{0,{_SHOWN}}})?" if head.isascii() and "*" not in head[1:] else ""
    return head + re.match(further, term[len(head) :]).group()


def _open(term: str) -> str:
    """Return what RE2 looks for: what is shown of the term, from a word's beginning."""
    shown = _show(term)
    stem = shown.strip("*").partition("*")[0]
    left = ANY_BEGINNING if term[0] == "*" else r"\b" if re.match(r"[A-Za-z0-9]", stem) else ""
    right = r"\b" if shown == term and re.search(r"[A-Za-z0-9]$", term) else ""
    return left + _translate(stem, _OPENING) + right
