"""Markdown of a report: text that does nothing (no mark-up, link or mention), and its lists."""

import html
import re
from difflib import SequenceMatcher
from itertools import groupby

from ..core.safe_text import escape_markdown, one_line

LONGEST = 300  # characters of a quotation
MOST = 20  # rows of a list
_WORD = re.compile(r"[^\W\d_]")
_START = 4  # words of a sentence that are always shown
_LONGEST_START = 16  # of them where what the sentence is about is longer
_SHORTEST_CUT = 6  # words that are left out, since fewer are as soon read
_MOST_WORDS = 1000  # of a sentence whose words are compared


def quote(text: str, *, most: int = LONGEST) -> str:
    """Return a text as inert Markdown on one line, cut where it is very long.

    An invisible word joiner stands after "@" and "#": forges would take them for people and issues.

    >>> quote('<img src=x onerror=alert(1)> [see](javascript:alert(1))')
    '&lt;img src=x onerror=alert(1)&gt; \\\\[see\\\\](javascript:alert(1))'
    """
    text = one_line(text)
    return _escape(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def show_move(old: str, new: str, *, around: int | None = None, about: str = "") -> tuple[str, str]:
    """Return two sentences as inert Markdown, the words that only one has in bold.

    With `around`, only so many words that stay are shown on either side of one that moved, only
    clauses (between semicolons) that not both have, and numbers that moved only beside words that
    did. Where the sentences name what they are `about`, what is shown of them does, too.

    >>> show_move("appears in 2 reports", "appears in 3 reports")
    ('appears in <b>2</b> reports', 'appears in <b>3</b> reports')
    >>> show_move("A rose in 2021; B fell; C rose", "A and C rose; B fell", around=2)
    ('A <b>rose in 2021;</b> C rose', 'A <b>and</b> C rose')
    """
    old, new = one_line(old), one_line(new)
    if around is not None:
        old, new = _drop_shared(old, new, about)
    a, b = (text.split(" ") for text in (old, new))
    a, b = ([*words[:_MOST_WORDS], *["…"] * (len(words) > _MOST_WORDS)] for words in (a, b))
    moves = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    worded = [_has_words(a, b, move) for move in moves]
    in_words = any(worded)
    parts: tuple[list, list] = [], []
    for (kind, *ends), has_words in zip(moves, worded, strict=True):
        # beside words that moved, signs and numbers that did are not looked at
        still = kind == "equal" or around is not None and in_words and not has_words
        for side, words in ((0, a[ends[0] : ends[1]]), (1, b[ends[2] : ends[3]])):
            if words:
                parts[side].append((kind != "equal", still, words))
    return _show(parts[0], around, about), _show(parts[1], around, about)


def _drop_shared(old: str, new: str, about: str) -> tuple[str, str]:
    """Return the clauses that not both have, or that alone say what it is about; else all."""
    a, b = old.split("; "), new.split("; ")
    kept = [c for c in a if c not in b], [c for c in b if c not in a]
    if not any(kept):
        return old, new
    out = []
    for own, clauses in zip(kept, (a, b), strict=True):
        named = [c for c in clauses if about and about in c][:1]
        own = own if not named or any(about in c for c in own) else [*named, *own]
        out.append("; ".join(own) or "…")
    return out[0], out[1]


def _has_words(a: list[str], b: list[str], move: tuple) -> bool:
    kind, *ends = move
    words = [*a[ends[0] : ends[1]], *b[ends[2] : ends[3]]]
    return kind != "equal" and any(_WORD.search(word) for word in words)


def _show(parts: list[tuple[bool, bool, list[str]]], around: int | None, about: str) -> str:
    """Return the words of a sentence, those that moved in bold, and long stretches that stay cut."""
    words = [(moved, word) for moved, _, part in parts for word in part]
    still = [is_still for _, is_still, part in parts for _ in part]
    n = len(words) if around is None else _count_first([word for _, word in words], about)
    near = [
        i < n or around is None or not all(still[max(0, i - around) : i + around + 1])
        for i in range(len(words))
    ]
    shown: list[tuple[bool, str]] = []
    for is_near, pairs in groupby(zip(near, words, strict=True), key=lambda each: each[0]):
        stretch = [word for _, word in pairs]
        cut = not is_near and len(stretch) >= _SHORTEST_CUT
        shown += [(False, "…")] if cut else stretch
    out = []
    for moved, group in groupby(shown, key=lambda word: word[0]):
        # not the start of a line, where more would be escaped
        text = _escape(f"x {' '.join(word for _, word in group)}")[2:]
        out.append(f"<b>{text}</b>" if moved else text)
    return " ".join(out)


def _count_first(words: list[str], about: str) -> int:
    """Return how many first words are shown: those of the clause that names what it is about."""
    start = " ".join(words[:_LONGEST_START])
    if not about or about not in start:
        return _START
    end = start.index(about) + len(about)
    if start[:end].count(" ") < _START:
        return _START
    return start[: start.find(";", end) if ";" in start[end:] else None].count(" ") + 1


def summarise(text: str) -> str:
    """Return a text as it may appear in a summary, which is HTML and no Markdown.

    >>> summarise("a_b <i> `c`")
    'a_b &lt;i&gt; `c`'
    """
    return re.sub(r"(?<=[@#])(?=\w)", "\u2060", html.escape(one_line(text)))


def code(name: str) -> str:
    """Return a name as code; one with a backtick or a line break as a quotation."""
    return quote(name) if re.search(r"[`\x00-\x1f|]", name) or not name else f"`{name}`"


def fold(summary: str, body: str) -> str:
    """Return Markdown that opens at a click; it needs its empty lines."""
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _escape(text: str) -> str:
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)  # else a text could be read backwards
    safe = re.sub(r"(?i)\bwww\.", lambda mark: mark.group()[:-1] + "\\.", escape_markdown(text))
    return re.sub(r"(?<=[@#])(?=\w)", "\u2060", safe)
