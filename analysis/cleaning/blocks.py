"""Lines of a page that stand or fall together: records, hours of a live blog, turns of a
transcript, comments, the box on the author.
"""

import re
from collections import Counter
from itertools import pairwise

import numpy as np

from .line_features import WORD, Lines, list_places
from .turn_labels import find_label_lines, find_openings

_LEAST = 3  # records, hours, turns or comments from which on there is a block of them
_SHARE = 1 / 3  # of a run's lines that must show a record
_BRIEF, _LONG = 14, 8  # words of a record at most, and of a sentence that is prose
_STAMP = 9  # words of the date of a comment at most
_APART, _APART_SIGNED = 6, 12  # lines from the head of one comment to that of the next at most
_NAME, _BOX = 4, 6  # words of a commenter's name at most, of the box on an author at least

_PAIR = re.compile(r"[^:]{2,40}: ?\S")
_FIGURE = re.compile(r"\d")
_CONTACT = re.compile(r"(?i)[@©]|^\W*(?:tel|phone|fax|e-?mail)\b")
_ORDINAL = re.compile(r"^\W{0,3}\d{1,2}(?:[.)]\s|\s(?![a-z]))")
_OF_MONTH = re.compile(
    r"\W{0,3}\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b"
)
_GAP = re.compile(r"\S {2,}(?=\S)")  # between cells of a row
_HOUR = re.compile(r"(?i)\d{1,2} ?[:.h] ?\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?")
_SPEAKER = re.compile(r"(?:[QA]|[A-Z][A-Z.'’ -]{2,40}(?: \([^()]{1,40}\))?) ?:\s*+\S")
# a speaker in small letters, whom only the turns of others tell from a label
_REPLIER = re.compile(r"([A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}(?: \d{1,2})?) ?: ?\S")
# a question without a colon, where others have one
_ASKED = re.compile(r"(?:Q\d{0,2}\.?|QUESTION|REPORTER)(?:\s{2,}|\s(?=[A-Z(“—–]))\S")
_NUMBER = re.compile(r" ?\d+$")
_ASIDE = re.compile(r"[(\[][^()\[\]]{2,60}[)\]]")  # what is heard between turns
_COUNT = re.compile(r"(?i)\W{0,3}(?:(?:all|\d+) )?(?:comments?|responses?|replies|thoughts?)\b")
# a name, a date and a clock on one line
_SIGNED = re.compile(
    r"(?:[^\W\d][\w.'’-]* ){1,4}(?:says:? |on )?[A-Z][a-z]{2,8} \d{1,2},? \d{4}.{0,6}\d{1,2}:\d\d"
)
_PLACE = re.compile(r"[A-Z][\w.'’ -]{2,30}, \d{1,2} [A-Z][a-z]{2,8},? \d{4}\.?")
_LIKELY = 0.2  # the score of a numbered paragraph
_PLACED = 20  # words of a place and date at most
_CUT_SHORT = ("—", "–", "-", "…", "...")
_BY = re.compile(r"(?i)\W{0,9}(?:(?:written|posted|reported) )?by:? ")


def find_records(lines: Lines, said: list[str]) -> list[int]:
    """Find the lines of tables, schedules and other records that stand below prose on some pages;
    `said` is what lines say against themselves.

    A run of lines that are no prose and have no word of page furniture is a block of records if at
    least three of them, and a third of those up to the last, show a figure or "name: value". Of a
    run with no prose below it, what follows the last of these is left out.
    """
    n_words, quiet = lines.n_words, np.array([not reason for reason in said], bool)
    ended = lines.ended & (n_words >= _LONG) | (n_words > _BRIEF) | lines.shows("colon")
    prose = ended & quiet & ~lines.shows("bullet")
    plain = lines.count_cues("prompt", "reader", "related", "asks") == 0
    rows = np.zeros(len(said), bool)
    for i in list_places(lines.marked("gap")):
        rows[i] = len(_GAP.findall(lines.texts[i][:200])) > 1  # three cells or more
    plain |= rows
    brief = (n_words <= _BRIEF) & plain & ~prose
    found: list[int] = []
    page_end = np.repeat(lines.starts[1:], np.diff(lines.starts)).tolist()
    for start in (np.flatnonzero(prose[:-1] & brief[1:]) + 1).tolist():
        shows: list[bool] = []
        last = page_end[start - 1]
        for i in range(start, last):
            show = bool(brief[i]) and (rows[i] or _shows(lines, said, i, last))
            show |= bool(brief[i]) and _is_piped(lines.texts, i, last)
            if not (brief[i] and (show or quiet[i])):
                break
            shows.append(show)
        end = start + len(shows)
        if not (end < last and prose[end]):
            while shows and not shows[-1]:
                shows.pop()
        if sum(shows) >= max(_LEAST, _SHARE * len(shows)):
            found += range(start, start + len(shows))
    return found


def _is_piped(texts: list[str], i: int, last: int) -> bool:
    """Tell whether a line has cells parted by bars, as many as the line above or below it."""
    n = texts[i].count(" | ")
    return n > 1 and (
        texts[i - 1].count(" | ") == n or i + 1 < last and texts[i + 1].count(" | ") == n
    )


def _shows(lines: Lines, said: list[str], i: int, last: int) -> bool:
    """Tell whether a line shows a figure or a pair; a date does so beside another date only."""
    if said[i] == "time stamp":
        return "time stamp" in (said[i - 1], *said[i + 1 : min(i + 2, last)])
    text = lines.texts[i][:200]
    figure = lines.digits[i] and (
        _OF_MONTH.match(text) or _FIGURE.search(_ORDINAL.sub("", text, count=1))
    )
    return bool(figure or _PAIR.match(text)) and not _CONTACT.search(text)


def find_hours(lines: Lines) -> list[int]:
    """Find the hours, each alone on its line, under which a live blog tells what happened, and the
    lines below each.
    """
    brief = list_places(lines.digits & (lines.n_words <= 4))
    hours = [i for i in brief if _HOUR.fullmatch(lines.texts[i])]
    last = len(lines.texts)
    return [k for i in hours for k in (i, i + 1) if k < last] if len(hours) >= _LEAST else []


def find_signature(lines: Lines, scores: np.ndarray) -> list[int]:
    """Find the place and date below the numbered paragraphs of a statement."""
    dated = list_places(lines.digits & (lines.n_words <= _PLACED))
    places = [i for i in dated if _PLACE.fullmatch(lines.texts[i])]
    if not places:
        return []
    likely = list_places(scores >= _LIKELY)
    numbered = [i for i in likely if _ORDINAL.match(lines.texts[i])]
    return [i for i in places if len(numbered) >= _LEAST and 0 < i - numbered[-1] < 4]


def find_turns(lines: Lines, said: list[str]) -> list[int]:
    """Find what is said in a transcript: lines that name their speaker, or nothing else, and
    sentences among and below them.
    """
    texts = lines.texts
    pairs = list_places(lines.marked("pair"))
    said_by = [i for i in pairs if lines.ended[i] or texts[i].endswith(_CUT_SHORT)]
    speaking = [i for i in said_by if _SPEAKER.match(texts[i])]
    if speaking:
        asked = [i for i, text in enumerate(texts) if text[:1] in ("Q", "R") and _ASKED.match(text)]
        speaking = sorted({*speaking, *asked})
    speaking = sorted({*speaking, *find_openings(texts)})
    if len(speaking) < _LEAST:
        speaking = _find_repliers(texts, said_by)
    if len(speaking) < _LEAST:
        speaking = list(find_label_lines(texts))
    if len(speaking) < _LEAST:
        return []
    found, i, names = [], speaking[0], set(speaking)
    while i < len(texts) and (i <= speaking[-1] or lines.ended[i]):
        goes_on = lines.ended[i] or texts[i].endswith(_CUT_SHORT) or _ASIDE.fullmatch(texts[i])
        if i in names or not said[i] and goes_on:
            found.append(i)
        i += 1
    return found


def _find_repliers(texts: list[str], places: list[int]) -> list[int]:
    """Return the lines whose speaker, in small letters, speaks more than once, if two do so."""
    named = {i: _NUMBER.sub("", match[1]) for i in places if (match := _REPLIER.match(texts[i]))}
    often = {name for name, n in Counter(named.values()).items() if n > 1}
    return [i for i, name in named.items() if name in often] if len(often) > 1 else []


def find_threads(lines: Lines, said: list[str]) -> list[int]:
    """Find the lines of a page that are threads of comments: a name, a date and prose, again and
    again, from the first name, or the line above that counts the comments, to the prose of the
    last.
    """
    heads = [
        i if _SIGNED.match(lines.texts[i]) else i - 1
        for i in list_places(lines.stamped)
        if 0 < i < len(said) - 1 and not lines.stamped[i + 1]
        if _SIGNED.match(lines.texts[i])
        or lines.n_words[i] <= _STAMP
        and _is_name(lines, said, i - 1)
    ]
    heads += [
        i
        for i in list_places(lines.shows("colon") & (lines.n_words <= _NAME + 1))
        if lines.texts[i].endswith("says:") and i + 1 < len(said) and not lines.stamped[i + 1]
    ]
    heads.sort()
    found: list[int] = []
    chain: list[int] = []
    for head, after in pairwise([*heads, len(said) + _APART_SIGNED + 1]):
        chain.append(head)
        if after - head > (_APART_SIGNED if _SIGNED.match(lines.texts[head]) else _APART):
            if len({lines.texts[k] for k in chain}) >= _LEAST:
                above = bool(_COUNT.match(lines.texts[chain[0] - 1][:40])) if chain[0] else False
                found += range(chain[0] - above, min(chain[-1] + 3, len(said)))
            chain = []
    return found


def _is_name(lines: Lines, said: list[str], i: int) -> bool:
    brief = 0 < lines.n_words[i] <= _NAME + bool(lines.digits[i])
    return bool(brief and not lines.stamped[i] and not said[i] and not lines.ended[i])


def find_author_box(lines: Lines, said: list[str]) -> int:
    """Find where a paragraph on the author begins on a page: below the byline, with the name that
    it gives; the number of lines where there is none.
    """
    for i in [i for i, reason in enumerate(said) if reason == "byline"][:_LEAST]:
        words = WORD.findall(_BY.sub("", lines.texts[i], count=1))[:2]
        name = " ".join(words)
        if len(words) == 2 and all(word[0].isupper() for word in words):
            for k in range(i + 2, len(said)):
                if lines.n_words[k] >= _BOX and lines.texts[k].startswith(name):
                    return k
    return len(said)


def find_top(lines: Lines, said: list[str]) -> int:
    """Find where the article of a page begins below teasers: at the first byline with its date
    beside it, if more prose follows than stands above; 0 where there is none, or nothing like prose
    above it.
    """
    bylines = (i for i, reason in enumerate(said) if reason == "byline")
    top = next((i for i in bylines if "time stamp" in said[max(0, i - 1) : i + 2]), 0)
    prose = np.where(lines.ended & (lines.n_words >= _LONG), lines.n_words, 0)
    while top and prose[top - 1]:  # a standfirst
        top -= 1
    above = int(prose[:top].sum())
    return top if above and int(prose[top:].sum()) > above else 0
