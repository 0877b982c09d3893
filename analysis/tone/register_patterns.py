"""The patterns of a register's terms, and of the things that constructions speak of."""

import re
from functools import cache

# Between a stance and its thing: at most three words ("cross-border" is one), then "has been" and
# the like, and no other mark.
_GAP = r"(?:\s++[\w']++(?:-[\w']++)*+){0,3}?(?:\s++(?:has|have|had|was|were|is|are)(?:\s++been)?)??[\s-]++"
# Before these, what a stance is of: "tensions between the two neighbours", "hopes for a new treaty".
_OF_WHAT = (
    r"(?:{barred}\s++between(?:{barred}\s++[\w'.-]++){1,4}?{barred}\s++and|"
    r"{barred}\s++(?:between|among|over|with|in|on|of|for|along|across)(?:{barred}\s++[\w'-]++){0,3}?)??"
)
# No word between them denies ("tensions have not eased"): then each word weighs for itself.
_DENIED = (
    r"(?!\s++(?:not|never|no|nor|cannot|hardly|without|unless|\w+n't|"
    r"when|as|after|because|while|until|although|though|whereas|who|if|but)\b)"
)
# Words that begin a phrase: what follows them is not what the word before them describes.
_BEGINS = (
    "of to for from in on at by with against over into about between among after before "
    "despite amid because when while if since through under that which who how as than will would "
    "can could may must shall should is are was were be been has have had do does did not"
).replace(" ", "|")
# What continues a list of things: "terrorism, including cross-border terrorism and violent
# extremism".
_JOIN = r"(?:,|,?\s++(?:and|or|including|as\s++well\s++as))"

#: As `re.compile`, each once.
compile_source = cache(re.compile)


@cache
def compile_term(term: str) -> re.Pattern[str]:
    """Return the pattern of a term as whole words; it begins with a literal, which is fast.

    Most texts need few of the terms, and compiling all takes longer than scoring some reports.
    """
    first = re.match(r"[\w']+", term.replace("’", "'"))
    head = first.group() if first else ""
    return re.compile(rf"{head}(?<!\w{head}){_source(term)[len(head) :]}(?!\w)")


def _make_gap(near: bool) -> str:
    """Return the pattern of what may stand between a stance and its thing."""
    barred = rf"{_DENIED}(?!\s++(?:{_BEGINS})\b)" if near else _DENIED
    return _GAP.replace(r"(?:\s++", rf"(?:{barred}\s++", 1)


def _any_of(terms: tuple[str, ...]) -> str:
    """Return the source of a pattern for any of the terms, the longest first, as whole words."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return rf"(?<!\w)(?:{'|'.join(map(_source, ordered))})(?!\w)"


def _source(term: str) -> str:
    """Return the source of a pattern for a term as the register writes it."""
    escaped = re.escape(term.replace("’", "'")).replace(r"\*", r"\w*+")
    return re.sub(r"(?:\\[ -])+", lambda _: r"[\s-]++", escaped)


def write_things(things: tuple[str, ...], *, near: bool) -> str:
    """Return the pattern of what follows a stance: its thing, or a list of things."""
    thing, gap = _any_of(things), _make_gap(near)
    of_what = "" if near else _OF_WHAT.replace("{barred}", _DENIED)
    return rf"{of_what}{gap}{thing}(?:{_JOIN}{gap}{thing})*+"
