"""The company that a term needs: which other words, how near, and of which place they are said.

A word counts as company in the same clause or within a few words. Of "Ukraine and Kenya met as the
war in Sudan went on" neither is enough: that war has a place of its own. "Wars in Sudan and
Ukraine" has both.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

#: So many words may part a term from its company where they are in different clauses.
NEAR = 8
#: `within` where the clause counts, or `NEAR` words; and where the whole sentence does.
CLAUSE, SENTENCE = -2, -1
# Longer stretches are not looked at: words are not that long.
_LETTERS_A_WORD = 20
_WORDS = re.compile(r"[\w'’-]+")
# Where a clause ends, with the next one's first word. Commas alone part the members of a list, and
# dashes what a speaker begins anew.
_CLAUSE = re.compile(
    r"[;!?]|\.\s"
    r"|,\s(?:but|so|yet|while|whereas|although|though|because|since|when|which|who|where|if)\b"
    r"|\s(?:but|while|whereas|although|though|because|when|which|until|unless)\s"
)
# Months and days are no places.
_DAYS = "|".join(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tues Wednes Thurs Fri Satur Sun".split()
)
# The place that company is said of: "troops in Mali", "a war crimes trial in the Gambia".
_PLACE = re.compile(
    r"(?:\s(?!and\b|or\b|that\b|which\b|who\b|against\b|between\b)[a-z]{1,20}){0,2}?"
    r"\s(?:in|at|near|outside|across|throughout|over|on|of|against|between)"
    r"\s(?:(?:the|eastern|western|northern|southern|central)\s){0,2}"
    rf"(?!(?:{_DAYS})(?:[a-z]{{0,5}}day|uary|ch|il|e|y|ust|(?:t?em|o)?ber)?\b)(?=[A-Z][a-z])"
)
# What is between names in a list: "in Sudan, in Gaza and in Ukraine".
_LISTED = re.compile(
    r"(?:[\s,/]|\b(?:and|or|in|of|on|at|the|to|from|as|well|also|both|now|between|against|with|"
    r"wider|greater|eastern|western)\b|\b[A-Z]\w{0,40})*"
)
# A word that parts two that stand side by side.
_PARTS = re.compile(r"\b(?:and|or|nor|as|in|of|with|on|at|by|for|to|from|saw|the|said|says)\b")
_LONGEST_LIST = 200
# Letters of company that is looked for close by; what is longer is found where it begins nearer.
_LONGEST_COMPANY = 80


@dataclass(frozen=True, eq=False)
class Company:
    """What must stand near a term; the patterns are of small letters.

    `words` finds it, `apart` what holds such words and is none ("Cold War"). `within` is the number
    of words that may be between, or `CLAUSE` or `SENTENCE`. With `home`, company said of another
    place than those is none.
    """

    words: re.Pattern[str]
    apart: re.Pattern[str] | None = None
    within: int = CLAUSE
    home: re.Pattern[str] | None = None


@dataclass(frozen=True)
class _Found:
    """Where company appears in a text, in order; `led` are those said of another place, with where
    its name begins.
    """

    starts: list[int]
    ends: list[int]
    led: list[tuple[int, int, int]]


class Surroundings:
    """The company in one text; each kind is looked for once, each term then finds its nearest."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Company, _Found] = {}
        self._clauses: list[int] | None = None
        self._small = ""

    def hold(self, start: int, end: int, company: Company) -> bool:
        """Tell whether a term's hit has its company."""
        if company.within >= 0 and not company.apart and not company.home:
            return self._holds_close(start, end, company)
        found = self._found.get(company)
        if found is None:
            found = self._found[company] = self._look(company)
        if found.ends and self._holds_free(found, start, end, company.within):
            return True
        return bool(found.led) and self._holds_led(found, start, end, company.within)

    def _holds_close(self, start: int, end: int, company: Company) -> bool:
        """Tell whether company is within a few words of a hit, without reading the whole text."""
        self._small = self._small or _make_small(self._text)
        reach = _LETTERS_A_WORD * (company.within + 1) + _LONGEST_COMPANY
        return any(
            self._near(match.end(), start, company.within)
            if match.end() <= start
            else match.start() < end or self._near(end, match.start(), company.within)
            for match in company.words.finditer(self._small, max(0, start - reach), end + reach)
        )

    def _look(self, company: Company) -> _Found:
        """Return where company appears in the text."""
        text = self._small = self._small or _make_small(self._text)
        if company.within == SENTENCE and not company.apart and not company.home:
            spans = [match.span()] if (match := company.words.search(text)) else []
        else:
            spans = [match.span() for match in company.words.finditer(text)]
        if company.apart and spans:
            spans = _leave_out(spans, [match.span() for match in company.apart.finditer(text)])
        free, led = [], []
        for start, end in spans:
            place = _PLACE.match(self._text, end) if company.home else None
            if place and company.home and not company.home.match(text, place.end()):
                led.append((start, end, place.end()))
            else:
                free.append((start, end))
        return _Found([start for start, _ in free], [end for _, end in free], led)

    def _holds_free(self, found: _Found, start: int, end: int, within: int) -> bool:
        """Tell whether the nearest before or after a hit is near enough."""
        if within == SENTENCE:
            return True
        before = bisect_right(found.ends, start) - 1
        after = bisect_left(found.starts, end)
        return (
            before + 1 < after  # within the hit, or over its edge
            or (before >= 0 and self._near(found.ends[before], start, within))
            or (after < len(found.starts) and self._near(end, found.starts[after], within))
        )

    def _holds_led(self, found: _Found, start: int, end: int, within: int) -> bool:
        """Tell whether company of another place is the term's too: side by side with it, or its
        place in one list with it.
        """
        after = bisect_left(found.led, (end, 0, 0))
        if after < len(found.led):
            gap = self._text[end : min(found.led[after][0], end + _LONGEST_LIST)]
            if end + len(gap) == found.led[after][0] and _adjoins(gap):
                return True
        if after and found.led[after - 1][1] <= start:
            place = found.led[after - 1][2]
            if place == start or (place < start <= place + _LONGEST_LIST):
                gap = self._text[place:start]
                return _LISTED.fullmatch(gap) is not None and self._near(place, start, within)
        return False

    def _near(self, end: int, start: int, within: int) -> bool:
        """Tell whether what is between two places is few words or one clause."""
        most = NEAR if within == CLAUSE else within
        if start - end <= _LETTERS_A_WORD * (most + 1):
            between = _WORDS.findall(self._text, end, start)
            if sum(word[0] not in "'’" for word in between) <= most:
                return True
        if within != CLAUSE:
            return False
        if self._clauses is None:
            self._clauses = [match.start() for match in _CLAUSE.finditer(self._text)]
        at = bisect_left(self._clauses, end)
        return at == len(self._clauses) or self._clauses[at] >= start


def _leave_out(spans: list[tuple[int, int]], apart: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that touch none of those apart; both are in order, without overlaps."""
    ends = [end for _, end in apart]
    kept = []
    for start, end in spans:
        at = bisect_right(ends, start)
        if at == len(apart) or apart[at][0] >= end:
            kept.append((start, end))
    return kept


def _make_small(text: str) -> str:
    """Return a text in small letters, each in its place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    # of a few letters small and capital differ in length
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _adjoins(gap: str) -> bool:
    """Tell whether a gap leaves two words side by side: "Ukraine's brave" troops."""
    words = [word for word in _WORDS.findall(gap) if word[0] not in "'’"]
    return len(words) < 2 and not _PARTS.search(gap) and "," not in gap
