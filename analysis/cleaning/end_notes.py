"""Notes below an article: who wrote it, whose views it gives, where it appeared before."""

import re

import numpy as np

from .line_features import Lines

_WORDS = 40  # of a note at most
_LOOKED = 400  # characters of it
_ABOVE = 2  # sentences of eight words that stand above at least, as many words as _LONG
_LONG = 8
_NAME = 8  # words of a heading on who is behind it at most

_PIECE = r"(?:article|piece|story|essay|post|column|commentary|op-?ed|interview|report|analysis)"
_NOTE = re.compile(
    rf"(?i)\W{{0,3}}(?:(?:the|this) {_PIECE} (?:(?:was|is|has been) )?(?:first|originally|previously|also) "
    r"(?:appeared|published|posted|ran|printed)\b"
    r"|(?:the )?(?:views|opinions)(?: (?:and|or) (?:views|opinions))? (?:expressed\b|"
    rf"(?:in|of) this {_PIECE}\b)"
    r"|(?:additional |with )?reporting by [A-Z])"
)
_WRITER = re.compile(
    r"(?i)\W{0,3}the (?:writers?|authors?|columnist) (?:is|are|was|has been) (?:an? |the )?"
    r"(?:former |retired |senior |visiting |associate |assistant |freelance |regular |research )*"
    r"(?:ambassador|professor|fellow|director|researcher|lecturer|journalist|analyst|editor|scholar|"
    r"diplomat|correspondent|columnist|commentator|student|foreign secretary|minister|officer|"
    r"general|expert|teacher|consultant|lawyer|economist|chair|president|member|executive)"
)


def find_end_notes(lines: Lines) -> list[int]:
    """Find the lines of a page, below two sentences or more, that are notes on who wrote an
    article, on whose views it gives and where it appeared before.
    """
    prose = np.flatnonzero(lines.ended & (lines.n_words >= _LONG)).tolist()
    if len(prose) <= _ABOVE:
        return []
    below = lines.marked("opens note") & lines.ended & (lines.n_words <= _WORDS)
    notes = [
        i
        for i in np.flatnonzero(below).tolist()
        if i > prose[_ABOVE - 1]
        if _NOTE.match(text := lines.texts[i][:_LOOKED]) or _WRITER.match(text)
    ]
    abouts = [
        i
        for i in np.flatnonzero(lines.marked("opens about")[:-1]).tolist()
        if i > prose[_ABOVE - 1] and _is_about(lines, i)
    ]
    return [*notes, *abouts, *(i + 1 for i in abouts)]


def _is_about(lines: Lines, i: int) -> bool:
    """Tell whether a line says only whom the one below it, which begins with the name, is about."""
    name = lines.texts[i][len("about ") :].rstrip(":")
    plain = lines.n_words[i] <= _NAME and not lines.ended[i] and name[:1].isupper()
    return bool(plain and lines.texts[i + 1].removeprefix("The ").startswith(name))
