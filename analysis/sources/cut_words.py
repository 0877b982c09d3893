"""Words that were cut at the end of a line, put together again."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

# The rest of the word, with the signs behind it, moves up: lines keep their number.
_CUT = re.compile(r"(?<![\w-])((?:[^\W_]+-)*[^\W\d_]+)-[ \t]*\r?\n[ \t]*([^\W\d_]+)(\S*)[ \t]?")
_END = re.compile(r"-[ \t]*\r?\n[ \t]*[^\W\d_]")  # found fast
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# "pre- and post-war"
_ELLIPTIC = frozenset("and or nor to but und oder bis et ou y e o en of".split())
# What a hyphen stands behind, or before, as a rule.
_FIRST = frozenset(
    "all anti arch attorney bi co counter cross de deputy euro ex extra far five four full half "
    "high hyper indo inter intra ill in long low mid middle mini multi near neo non off on one open "
    "over pan para peace post pre pro quasi re self semi short six so sub sino super tele ten third "
    "twenty thirty forty fifty sixty seventy eighty ninety three trans tri two ultra un under up vice well".split()
)
_SECOND = frozenset(
    "affected aged armed based backed bound building builders called certain century chief class "
    "conflict controlled day dimensional driven elect era established exist fire fold free friendly "
    "funded general governmental hand held in intensive keeping known largest led level like line "
    "linked long made making military month moving nation nuclear off old on out owned party person "
    "point produced profile proliferation ranging range reaching related round run running rich "
    "sanctioned scale secretary sharing side sided size sponsored state step strong style term time "
    "to track traditional up wide win wing wire year".split()
)


# Ends of words that stand alone nowhere but behind such a cut.
_ENDS = re.compile(
    r"(?:[bcdfglmnprstv]{0,2}(?:tion|sion|ment|ness|ity|ties|ism|ist|ance|ence|ial|ical|ive|ing|able|ous|ure)s?|ed|er|ers|ly)"
)
_RARE = 4  # hyphens of words to each cut, in a text that cuts words
_LONG = 300  # words of a text that would show elsewhere whether its lines cut words


def join_cut_words(text: str) -> str:
    r"""Return a text without hyphens that cut a word at the end of a line; the word ends its line.

    Some printers cut words ("ter-" / "rorism"), others break lines at hyphens alone ("far-" /
    "reaching"). So a hyphen goes where the text has the word without it elsewhere, and stays where
    it has the word with it, or where the parts are seldom without it ("state-owned"). The others go
    where a fifth of those that are decided do; in a text of some length without any they stay.
    It stays, too, before a capital ("Indo-Pacific") and before "and" ("pre- and post-war").

    >>> join_cut_words("the fight against ter-\nrorism, and a state-\nowned bank")
    'the fight against terrorism,\nand a state-owned\nbank'
    """
    found = list(_find_cuts(text))
    cuts = [match for match in found if _is_cut(match[2])]
    if not cuts:
        return text
    rest = _leave_out(text, found).lower()
    # a word has no space in it, and most tokens stand more than once
    whole = set(_WORD.findall(" ".join(set(rest.split()))))
    judged = [_judge(match[1].lower(), match[2].lower(), whole) for match in cuts]
    votes = Counter(judged)
    # a text that cuts words has hyphens of its own at the ends of lines, too
    short = sum(1 for _ in islice(_WORD.finditer(rest), _LONG)) < _LONG
    many = votes[True] > (0 if short else 1)  # one may be another spelling
    goes = votes[True] * _RARE >= votes[False] if many else short and not votes[True]
    out, done = [], 0
    for match, verdict in zip(cuts, judged, strict=True):
        hyphen = "" if (goes if verdict is None else verdict) else "-"
        out += [text[done : match.start()], f"{match[1]}{hyphen}{match[2]}{match[3]}\n"]
        done = match.end()
    return "".join([*out, text[done:]])


def _find_cuts(text: str) -> Iterator[re.Match[str]]:
    """Yield the words that a line's end cuts; looked for from the hyphen back, as few lines have one."""
    done = 0
    for end in _END.finditer(text):
        start = end.start()
        if start < done:  # a sign of the word before
            continue
        while start > done and (text[start - 1].isalnum() or text[start - 1] in "-_"):
            start -= 1
        if match := _CUT.match(text, start):
            yield match
            done = match.end()


def _leave_out(text: str, found: list[re.Match[str]]) -> str:
    """Return a text with a space for each of some matches."""
    edges = [0, *(edge for match in found for edge in match.span()), len(text)]
    return " ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _is_cut(second: str) -> bool:
    """Tell whether a word may go on with these letters."""
    return second[0].islower() and second not in _ELLIPTIC


def _judge(first: str, second: str, whole: set[str]) -> bool | None:
    """Tell whether a hyphen between two parts in lower case goes, from the other words of the text
    and the parts themselves: None where they do not show it.
    """
    solid, parted = first + second in whole, f"{first}-{second}" in whole
    if solid != parted:
        return solid
    if "-" in first or len(first) == 1 or first in _FIRST or second in _SECOND:
        return False
    if _ENDS.fullmatch(second):
        return True
    both = first in whole and second in whole and min(len(first), len(second)) > 2
    return False if both else None
