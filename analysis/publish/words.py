"""The words of a site and the sections in which each appears: what its search page chooses from."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..text.vocabulary import WORD, may_bound, normalise, stop_words
from .render import Block, Heading

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.S)
_ENDS = re.compile(r"</(?:t[dh]|li|p|summary|caption|h\d)>|<br>")  # tags that end a word
_LONGEST, _MOST = 40, 3000  # letters of a word; words, those in most sections
_LETTER = re.compile("[A-Z]")


class Word(NamedTuple):
    """A word, its letter, and by the number of a page the sections in which it appears."""

    word: str
    letter: str
    places: dict[int, list[Heading]]


def index_words(pages: Sequence[Sequence[Block]]) -> list[Word]:
    """Return the words of pages from A to Z, counted as terms are; stop words, numbers and code are
    left out.

    Examples
    --------
    >>> block = Block("prose", Markup('<h2 id="who">Who?</h2><p>Russia, says Russia.</p>'))
    >>> index_words([[block]])
    [Word(word='russia', letter='R', places={0: [Heading(id='who', text='Who?')]})]
    """
    stops = stop_words()
    found: dict[str, dict[tuple[int, Heading], None]] = {}
    for number, blocks in enumerate(pages):
        section = Heading("", "")
        for block in blocks:
            parts = _HEADING.split(block.html) if block.kind in ("prose", "output") else []
            for i, part in enumerate(parts):
                text = str(Markup(_ENDS.sub(" ", part)).striptags()) if i % 3 != 1 else ""
                section = Heading(parts[i - 1], text) if i % 3 == 2 else section
                keys = {normalise(word, stops, False) for word in WORD.findall(text)}
                for key in sorted(keys):
                    if len(key) <= _LONGEST and may_bound(key, stops):
                        found.setdefault(key, {})[number, section] = None
    chosen = sorted(found, key=lambda key: (-len(found[key]), key))[:_MOST]
    return sorted((_make_word(key, list(found[key])) for key in chosen), key=_order)


def _make_word(key: str, places: list[tuple[int, Heading]]) -> Word:
    first = key[0].upper()
    sections: dict[int, list[Heading]] = {}
    for page, section in places:
        sections.setdefault(page, []).append(section)
    return Word(key, first if _LETTER.fullmatch(first) else "Other", sections)


def _order(word: Word) -> tuple[bool, str, str]:
    return word.letter == "Other", word.word.lower(), word.word
