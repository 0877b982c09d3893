"""Where the clauses of a sentence begin and end, by marks, conjunctions and new subjects."""

import re

# Where a clause ends: a mark, or a word that sets one clause against another.
_BREAK = re.compile(
    r"[;:—–]|\s--?\s|,?\s(?:but|while|whereas|although|though|because|yet|(?:comes?\s|came\s)?even\sas|(?:comes|came)\sas|amid|despite|"
    r"in\sthe\s(?:face|wake)\sof)\s|^despite\s|"
    r",\s(?:and|or)\s(?=(?:it|he|she|they|we|i|that|this|the|both)\s)|,\s(?:where|saying)\s|,?\s(?:who|whom)\s|,\s(?:which|whose)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:while|although|though|even\sas|because|as|if|when|after|before|despite|amid|unlike|compared\s(?:with|to)|in\scontrast\s(?:to|with)|in\sthe\s(?:face|wake)\sof)\s",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|might|must|should|said|says|"
    r"told|met|sent|held|left|made|gave|took|went|came|began|fell|rose|won|lost|kept|stood|saw|fought|"
    r"struck|hit|broke|spoke|wrote|led|paid|sold|brought|sought|remains?|\w{2,}ed)"
)
_NAME = r"[A-Z][\w.’'-]*+(?:\s[A-Z][\w.’'-]*+){0,4}"
# "and" with a subject and its verb behind it
_AND = re.compile(
    rf"\sand\s(?=(?:(?:the\s|its\s|their\s)?{_NAME}\s(?:(?:also|then|later|never|now|\w+ly)\s)?(?:{_VERB}|[a-z]{{3,}}s)|"
    rf"(?:the|its|their)\s[a-z]+\s{_VERB})\b)"
)
# "and" with a second half of what is said of two: "is fond of India and wary of China", "sees India
# as a friend and China as a rival"
_AND_TO = re.compile(
    rf"\sand\s(?=[a-z]+\s(?:of|to|at|with|about|towards?)\s(?:the\s)?{_NAME}|{_NAME}\sas\s)"
)
_IS_TO = re.compile(
    rf"\s(?:is|are|was|were|been|remains?|remained|grew|became|feels?|felt)\s(?:\w+\s){{1,3}}(?:of|to|at|with|about|towards?)\s"
    rf"(?:the\s)?{_NAME}$"
)
_AS_TO = re.compile(rf"\s(?:the\s)?{_NAME}\sas\s[^,]+$")
_HAS_VERB = re.compile(rf"\s{_VERB}\b|{_NAME}\s[a-z]{{3,}}s\b")
# the first of two subjects that share a verb, or of two that a preposition joins
_SHARED = re.compile(
    rf"(?:\b(?:said|says|saying|told|that|of|between|with|by|for|from|both|as)\s|[,“\"]\s?|^)(?:the\s)?{_NAME}$"
)
_BRACKETS, _FEWEST = re.compile(r"\([^()]*+\)"), 3  # spaces in a bracket that is a clause
_AROUND = 120  # characters before "and" that are looked at


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Return start and end of each clause of a sentence, by marks and conjunctions.

    Examples
    --------
    >>> text = "While India welcomed it, China did not; Japan agreed"
    >>> [text[a:b] for a, b in split_clauses(text)]
    ['While India welcomed it', 'China did not', 'Japan agreed']
    """
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    for inside in _BRACKETS.finditer(text):
        if inside[0].count(" ") >= _FEWEST:  # "(BECA)" is no clause
            breaks += [(inside.start(), inside.start() + 1), (inside.end() - 1, inside.end())]
    comma = text.find(", ")
    if comma > 0 and _OPENING.match(text):
        breaks.append((comma, comma + 2))
    breaks += _find_new_subjects(text, sorted(breaks))
    edges, last = [0], 0
    for start, end in sorted(breaks):
        if start >= last:
            edges += [start, end]
            last = end
    edges.append(len(text))
    spans = zip(edges[::2], edges[1::2], strict=True)
    trimmed = ((b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return [(a, b) for a, b in trimmed if a < b]


def _find_new_subjects(text: str, breaks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return each "and" behind which a new subject has its own verb."""
    out: list[tuple[int, int]] = []
    i, begin = 0, 0
    for match in sorted([*_AND.finditer(text), *_AND_TO.finditer(text)], key=re.Match.start):
        while i < len(breaks) and breaks[i][1] <= match.start():
            begin, i = max(begin, breaks[i][1]), i + 1
        left = text[max(begin, match.start() - _AROUND) : match.start()]
        if match.re is _AND_TO:
            pair = _AS_TO if text[match.end()].isupper() else _IS_TO
            parted = pair.search(left) is not None
        else:
            parted = bool(_HAS_VERB.search(left)) and not _SHARED.search(left)
        if parted:
            out.append(match.span())
            begin = match.end()
    return out
