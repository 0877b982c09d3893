"""The date at the head of a plain text: one line of its own, with nothing of a web page around it.

On a page such a line is as often the day of the visit. In a text that somebody saved, copied or
exported there is no masthead, and whoever set a date there meant the document.
"""

import re
from datetime import date, timedelta

from ..cleaning.interruptions import interrupts
from .stamp_places import Layout, ends_text, find_form
from .stamps import Stamp

_TOP = 5  # filled lines at the head of a text in which its date stands
_LATE = timedelta(days=3)  # by which a text may be posted after the day that it names
_LONG = timedelta(days=300)  # by which a day that a headline tells of may be before the text
_LABEL = 40  # characters of a line, beyond which it is no label of a page
_OF_A_PAGE = frozenset(("prompt", "notice", "related link", "caption"))
_BELOW = _OF_A_PAGE | {"navigation"}
_FEW = 2  # such lines that make a page
_CHANGED = frozenset(("posted", "post", "updated"))  # stamps that say more than a bare date
# What only pages have, as a line of its own, in lower case.
_FURNITURE = re.compile(
    r"\W*(?:home(?:page)?|menu|search|(?:main )?navigation|sections?|toggle \w+|skip to .*|log ?in|sign (?:in|up)"
    r"|subscribe.*|register|contact(?: us)?|about(?: us)?|e-?paper|share(?: this)?.*|follow us.*|newsletters?"
    r"|most (?:read|popular|viewed)|trending.*|latest news|related.*|read more.*|also read.*|comments?"
    r"|leave a reply.*|print|email|tweet|advertisement|cookies?.*|privacy.*|terms.*|©.*|copyright.*"
    r"|all rights reserved.*|next|previous|archives?|tags?|loading.*|-?\d{1,2} ?°.*)\W*"
)
_LISTED = re.compile(r"[•*·▪›»|]")


def find_head_date(layout: Layout, stamps: list[Stamp], crawled: date | None) -> Stamp | None:
    """Return the date that stands alone in one of the first lines of a plain text; None where
    anything looks like a page, or the date like one of a list of posts, or of the crawl.

    Where another stands alone there too, of the days before or behind, the first one counts if it
    is below the headline; else the two are a span. `stamps` are all of the text, by their place.
    """
    alone = [s for s in stamps if s.bare and s.place < _TOP]
    if not alone or not _is_plain(layout, alone[0].place):
        return None
    if not any(map(ends_text, layout.lines[alone[-1].place + 1 :])):  # no sentence below
        return None
    first = alone[0]
    # of what a headline tells of: "the 80th anniversary of 6 June 1944"
    told = [s for s in stamps if s.place <= layout.title and not s.bare]
    told = [s for s in told if s.days[-1] < first.days[0] - _LONG]
    if next(s for s in stamps if s not in told) is not first or crawled in first.days:
        return None
    if any(s.label in _CHANGED for s in stamps):
        return None
    others = [s for s in stamps if s.bare and s.days != first.days]
    # certain and a few days apart, as an event and its posting are
    near = [s for s in others if s in alone and len(s.days) == len(first.days) == 1]
    near = [s for s in near if abs(first.days[0] - s.days[0]) <= _LATE]
    form = find_form(layout, first)
    if any(s in alone or find_form(layout, s) == form for s in others if s not in near):
        return None
    if not near or layout.title < first.place:  # right below the headline: when it was posted
        return first
    days = sorted(day for s in (first, *near) for day in s.days)
    words = "; ".join(s.words for s in (first, *near))
    return first._replace(days=(days[0], days[-1]), words=words, spans=True)


def find_last_date(layout: Layout, stamps: list[Stamp], crawled: date | None) -> Stamp | None:
    """Return the date in the short last line of a plain text that has no other, as statements are
    signed.
    """
    if len(stamps) != 1 or stamps[0].place != len(layout.lines) - 1 or crawled in stamps[0].days:
        return None
    stamp = stamps[0]
    short = len(layout.read(stamp.place)) <= len(stamp.words) + _LABEL
    text = stamp.place > layout.first and not stamp.label
    return stamp if text and short and _is_plain(layout, 0) else None


def _is_plain(layout: Layout, place: int) -> bool:
    """Tell whether nothing of a page stands around a text whose date is in the line `place`."""
    above = [line.text.strip() for line in layout.lines[:place]]
    # a title or a body that issues the text may be one word; two of them are a menu
    words = sum(" " not in text and any(map(str.isalpha, text)) for text in above)
    if words > 1 or any(_LISTED.match(text) for text in above):
        return False
    if any(
        len(text) < _LABEL
        and _FURNITURE.fullmatch(text.lower())
        # below its name and day, a text that was copied may hold the place of an advertisement
        and not (place and interrupts(text))
        for text in (line.text.strip() for line in layout.lines)
    ):
        return False
    judged = [line.reason for line in layout.lines[:_TOP] if line.reason in _OF_A_PAGE]
    judged += [line.reason for line in layout.lines[_TOP:] if line.reason in _BELOW]
    return len(judged) < _FEW  # a sentence may be judged a prompt by one word
