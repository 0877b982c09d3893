"""Pleas in whole sentences: a page that offers its letter, or speaks to its reader by its own name."""

from __future__ import annotations

import re

import numpy as np

from .line_features import Lines

_LOOKED = 400  # characters of a line
_WORDS = 45  # of a plea at most
_OFFER = re.compile(
    r"(?i)\b(?:free|inbox|mailbox|post|daily|weekly|morning|evening|each|every|costs nothing)\b"
)
_CALL = re.compile(r"(?i)\b(?:our|your|you|us|get)\b")
_READER = re.compile(r"(?i)\b(?:you|your)\b")
_OWNER = re.compile(r"(?:©|\(c\)|Copyright)\W*(?:\d{4})?\W*((?:[A-Z]\w*\W+)*[A-Z]\w*)")
_NAME = re.compile(r"[A-Z]\w{4,}")
_OF_ALL = frozenset(
    "Limited Group Rights Reserved Copyright Company Corporation Media Press".split()
)
# what only a site says to its reader
_SITE = re.compile(
    r"(?i)\bsupport our (?:\w+ )?(?:journalism|reporting|work|newsroom)\b"
    r"|\byou have (?:\w+ ){0,3}(?:free )?(?:articles?|stories) (?:left|remaining)\b"
    r"|^\W*(?:enjoy(?:ing|ed)|like|liked) (?:this|what you) (?:article|story|piece|read)"
    r"|(?:^|[.?!] )become a (?:member|subscriber|supporter|patron)\b"
    r"|^\W*thank(?:s| you) for (?:reading|subscribing|visiting|registering)\b"
    r"|\bour (?:\w+ )?(?:newsletter|letter|briefing) (?:tells|brings|gives|sends) you\b"
)
_QUOTES = "\"“‘'«"


def find_pleas(lines: Lines) -> list[int]:
    """Find the lines of a page that offer a letter, ask for support, or name the page's owner and
    its reader.

    Parameters
    ----------
    lines
        The lines of one page.

    Returns
    -------
    list of int
        Their places.
    """
    brief = (lines.n_words <= _WORDS) & (lines.n_words > 3)
    offers = [
        i
        for i in np.flatnonzero(brief & (lines.count_cues("letter") > 0)).tolist()
        if _OFFER.search(lines.texts[i]) and _CALL.search(lines.texts[i])
    ]
    hinted = brief & (lines.marked("plea") | lines.marked("opens plea"))
    offers += [i for i in np.flatnonzero(hinted).tolist() if _SITE.search(lines.texts[i][:_LOOKED])]
    marked = np.flatnonzero(lines.marked("owner") | lines.marked("opens owner"))[:3].tolist()
    owners = [match[1] for i in marked if (match := _OWNER.search(lines.texts[i][:200]))]
    names = {name for owner in owners for name in _NAME.findall(owner)} - _OF_ALL
    if not names:
        return [i for i in offers if not _is_quoted(lines.texts[i])]
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    calls = [
        i
        for i in np.flatnonzero(brief & (lines.count_cues("reader") > 0)).tolist()
        if _READER.search(lines.texts[i]) and named.search(lines.texts[i])
    ]
    return [i for i in sorted({*offers, *calls}) if not _is_quoted(lines.texts[i])]


def _is_quoted(text: str) -> bool:
    return any(sign in text for sign in _QUOTES if sign != "'") or text.startswith("'")
