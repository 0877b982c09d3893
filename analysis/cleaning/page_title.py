"""What stands at the head of a page: the title, which is the line above its body that best shares its
words, lines that repeat it, and a standfirst.
"""

import re

import numpy as np

from .line_features import MEASURED, WORD, Lines, list_places
from .line_signs import is_item, measure_letters

_WORDS = 25  # of a title at most
_LETTERS = 15  # of a title whose repeats are looked for, more than
# shares of a standfirst: of its words that the body uses, of its runs of words that it says again
_TOLD, _SAID_AGAIN = 0.6, 0.7
_HEAD, _FEWEST = 2_000, 3  # characters in which a title stands; words that it has at least
# of a speech, or of one of its turns
_GREETS = re.compile(
    r"(?i)(?:your |his |her )?(?:excellenc|majest|highness)|ladies|(?:dear|distinguished|honou?rable) "
    r"|m(?:r|rs|s|x|adame?)\b\.?|good (?:morning|afternoon|evening|day)\b|thank you|esteemed "
    r"|[^\W\d_.]{1,20}\.?(?: [^\W\d_]+\.?){0,3}:"
)
_ASIDE = re.compile(
    r"(?i)(?:for )?(?:immediate )?release.*|press release\b.{0,20}|media (?:note|release)|the white house|office of .*"
    r"|.*-->.*|for immediate .*|.*\bembargo.*|\W*check against delivery\W*"
    r"|(?-i:(?:[A-Z]\w+,? ){0,2}(?:[0-9]{1,2}(?:st|nd|rd|th)?,? )?(?:[A-Z]\w+\.?,? )?"
    r"(?:[0-9]{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)[0-9]{2})"
)
_ABOVE, _OTHER = 6, 10  # lines above a body in another script, and letters of a title there


def find_title(lines: Lines, known: np.ndarray, reasons: list[str], first: int) -> int | None:
    """Find the line of a page above the body, which begins at `first`, or its first line, that best
    shares its words. `known` is the share of each line's words that the body uses in other lines;
    `reasons` are "" for body, "?" where no reason is named yet.
    """
    n = min(first + 1, len(lines.texts))
    content = lines.n_content[:n]
    scores = known[:n] * content / (content + 1) * 0.97 ** (first - np.arange(n))
    able = (content >= 3) & (lines.n_words[:n] <= _WORDS) & (scores > 0.2) & ~lines.other[:n]
    good = [i for i in list_places(able) if reasons[i] in ("", "?") and _is_open(lines.texts[i])]
    if good:
        best = max(scores[good])
        good = [i for i in good if scores[i] >= 0.7 * best]
        joined = {i: _join(lines.texts[i]) for i in good}
        # a breadcrumb runs menu and title together: the title is what it holds
        return next((i for i in good if i != good[0] and joined[i] in joined[good[0]]), good[0])
    if first < len(lines.texts) and lines.other[first]:
        return _find_other_title(lines.texts, reasons, first)
    # a text that somebody saved: what it is called, its day, the text
    alone = first == 2 and reasons[0] == "?" and reasons[1] == "time stamp"
    named = alone and 2 <= lines.n_words[0] <= _WORDS and _is_open(lines.texts[0])
    return 0 if named else None


def find_plain_title(text: str) -> str:
    """Return the headline above a text of which every line is kept, "" if its first lines are none:
    it closes no sentence, greets nobody, and a sentence stands below.

    Examples
    --------
    >>> find_plain_title("Speech\\nRemarks on trade in Osaka\\n\\nThe ministers of both countries met to talk.")
    'Remarks on trade in Osaka'
    >>> find_plain_title("Ladies and gentlemen,\\nit is a pleasure to be here.")
    ''
    """
    lines = [line for line in map(str.strip, text[:_HEAD].split("\n")) if line]
    # one word above, as "Speech", says of what kind the text is; a day is no title
    named = (i for i, line in enumerate(lines[:3]) if " " in line and not _ASIDE.fullmatch(line))
    at = next(named, len(lines))
    title, below = "".join(lines[at : at + 1]), lines[at + 1 : at + 1 + _ABOVE]
    plain = _FEWEST <= len(title.split()) <= _WORDS and not title.endswith(tuple(".,;:!"))
    if not plain or not _is_open(title) or _GREETS.match(title):
        return ""
    told = any(len(line) > _LETTERS and line.endswith(tuple('.!?”"')) for line in below)
    return title if told else ""


def _find_other_title(texts: list[str], reasons: list[str], first: int) -> int | None:
    """Find the longest line just above a body in another script, whose words cannot be told."""
    above = [i for i in range(max(0, first - _ABOVE), first) if reasons[i] == "?"]
    sizes = {i: measure_letters(texts[i][:MEASURED]) for i in above}
    best = max(sizes, key=sizes.__getitem__, default=None)
    return best if best is not None and sizes[best] >= _OTHER else None


def find_repeats(lines: Lines, title: int) -> list[int]:
    """Find the lines of a page that are the title again, alone or with less than as much beside it."""
    own = _join(lines.texts[title])
    if len(own) <= _LETTERS:
        return []
    shared = lines.count_shared(title)
    alike = list_places(2 * shared >= shared[title])
    joined = {i: _join(lines.texts[i]) for i in alike if i != title}
    return [i for i, text in joined.items() if own in text and len(text) < 2 * len(own)]


def _join(text: str) -> str:
    """Return a line's words in small letters without anything between them."""
    return "".join(WORD.findall(text[:MEASURED].lower()))


def _is_open(text: str) -> bool:
    """Tell whether a line ends and begins as a headline may."""
    return not text.endswith((".", ":")) and not is_item(text)


def is_standfirst(lines: Lines, known: np.ndarray, body: list[int]) -> bool:
    """Tell whether later paragraphs of a body of two lines or more say the words of the first in
    the same order; `known` is the share of each line's words that the body uses in other lines.
    """
    first = body[0]
    if known[first] < _TOLD:
        return False
    shared = lines.count_shared(first).tolist()
    alike = [i for i in body[1:] if 3 * shared[i] >= shared[first]]
    later = {run for i in alike for run in _runs(lines.texts[i])}
    runs = list(_runs(lines.texts[first])) if alike else []
    return bool(alike) and sum(run in later for run in runs) >= _SAID_AGAIN * len(runs)


def _runs(text: str) -> zip:
    """Yield the runs of four words of a line, in lower case."""
    words = WORD.findall(text[:MEASURED].lower())
    return zip(words, words[1:], words[2:], words[3:], strict=False)
