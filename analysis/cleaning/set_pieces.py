"""Lines that only speeches, statements and treaties have: salutations and thanks, clauses that end
in a comma or semicolon, points below a colon, headings of articles.
"""

import re
from itertools import pairwise

from .line_features import Lines, list_places

_LEAST, _HEADS = 3, 2  # clauses, and headings of articles, from which on they are those of a text
_BRIEF = 14  # words of a salutation or of thanks at most
_ANNOUNCES = 3  # words of a line that announces points at least
_SAID = 3  # words of a bullet or clause on average: those of links are fewer
_LOOKED = 80  # characters at the beginning of a line

_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)] ?\S")
_BULLETED = re.compile(r"[•*·▪–—-] ?\S")
_LEADS_ON = re.compile(r"(?i)\W*(?:explore|discover|browse|see|find|our|from our)\b")
_SALUTE = re.compile(
    r"(?i)(?:your |honou?rable |distinguished |dear |my |esteemed |fellow |and )*"
    r"(?:excellenc(?:y|ies)|ladies and gentlemen|friends|colleagues|delegates|ministers|guests|"
    r"citizens|compatriots|countrymen|americans|members of|"
    r"(?:mr|mrs|ms|madam|sir)\.? ?(?:deputy |vice-?)?(?:president|chair|speaker|prime minister|"
    r"secretary|minister|moderator))"
)
_THANKS = re.compile(r"(?i)(?:and |so,? |again, |i |we )*thank (?:you|everyone)\b")
_THANKS_READER = re.compile(
    r"(?i)thank you for (?:\w+ing\b(?<!listening)|your (?!attention|kind|warm|leadership|service))"
    r"|\b(?:submi|receiv|regist|sign|subscri|confirm)"
)
_DELIVERED = re.compile(r"(?i)\(?(?:as (?:prepared|delivered)|check against delivery)\b")
_ARTICLE = re.compile(
    r"(?:Article|Chapter|Section|Annex|Part) (?:\d{1,3}|[IVX]{1,5}|[A-H])\b|[IVX]{1,5}\. [A-Z]"
)


def find_points(lines: Lines) -> list[int]:
    """Find the lettered points of a statement, or bullets, and the line with a colon above them."""
    found: list[int] = []
    plain = lines.count_cues("related", "legal", "prompt") == 0
    for above in list_places(lines.shows("colon")):
        announced = bool(plain[above]) and lines.n_words[above] >= _ANNOUNCES
        announced &= not _LEADS_ON.match(lines.texts[above])
        for point in (_LETTERED, _BULLETED) if announced else (_LETTERED,):
            end = above + 1
            while end < len(lines.texts) and point.match(lines.texts[end]):
                end += 1
            bulleted = point is _BULLETED
            if bulleted and lines.n_words[above + 1 : end].sum() < _SAID * (end - above - 1):
                continue
            if end - above > 2:
                found += range(above + (not plain[above]), end)
    return found


def find_addresses(lines: Lines) -> list[int]:
    """Find the lines of a page with which a speaker greets and thanks who listens, and notes that a
    speech was as written.
    """
    opens = lines.marked("opens address") & (lines.n_words <= _BRIEF)
    return [i for i in list_places(opens) if is_address(lines.texts[i])]


def is_address(text: str) -> bool:
    """Tell whether a brief line greets or thanks who listens, or says that a speech was as
    written.
    """
    head = text[:_LOOKED]
    return bool(
        text[-1:] in (",", ":", "!")
        and _SALUTE.match(head)
        or text[-1:] in (".", "!", ")")
        and _THANKS.match(head)
        and not _THANKS_READER.search(head)
        or _DELIVERED.match(head)
    )


def find_clauses(lines: Lines) -> list[int]:
    """Find runs of lines of a page that each end in a comma or semicolon, as recitals and decisions
    do, and headings of articles.
    """
    found: list[int] = []
    goes_on = list_places(lines.marked("clause"))
    starts = [k for k, i in enumerate(goes_on) if not k or goes_on[k - 1] < i - 1]
    for start, end in pairwise([*starts, len(goes_on)]):
        run = goes_on[start:end]
        long = len(run) >= _LEAST and lines.n_words[run].sum() >= _SAID * len(run)
        found += run if long else ()  # tags have a word or two each
    heads = [
        i
        for i in list_places(lines.ended[1:])  # with a sentence right below
        if _ARTICLE.match(lines.texts[i][:_LOOKED])
    ]
    if len(heads) < _HEADS:
        return found
    opening = [i - 1 for i in heads[:1] if i and lines.texts[i - 1].endswith(":")]
    return [*found, *opening, *heads]
