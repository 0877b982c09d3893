"""Which lines of one page are its body: one stretch, chosen by the scores of all its lines, of which
a line goes only on strong evidence.

The stretch is the one with the greatest sum of scores above `NEUTRAL`, weighed by length, so that a
list within it costs little and a teaser below it cannot be reached. Blocks of lines (records, hours,
turns, comments) are told first and counted as wholes.
"""

import re

import numpy as np

from .blocks import find_author_box, find_hours, find_signature, find_threads, find_top, find_turns
from .line_classifier import best_stretch
from .line_features import LONGEST, WORD, Lines, list_places
from .page_title import find_repeats, find_title, is_standfirst
from .pleas import find_end_notes, find_links, find_pleas, name_kinds, speaks_of_itself
from .set_pieces import find_addresses, find_clauses, find_points

# Scores: at which a line neither lengthens nor shortens the body, and below which one within it
# goes, also where it stands alone between two that stay.
NEUTRAL, KEEP, KEEP_ALONE = 0.3, 0.2, 0.1
# scores of a record and of a turn, so that a body reaches what is beside it
_BLOCK, _TURN = 0.31, 0.6
# share of known words from which a line is believed less when it speaks against itself
_OF_BODY = 0.3
_ISLAND = 0.25  # the same, from which on a last line belongs to a body that it stands apart from
_SHARED = 0.1  # the same, from which on a line that is no sentence can be an end
# names within a body that are looked at; what a line of a thread takes from a stretch across it
_HEADINGS, _BARRED = 1000, 2.0
_PROSE = 8  # words from which a line can be prose by its length

_ENDS = re.compile(r"(?<![ap]\.m)[.!?][\"'”’)\]]*$")  # as a sentence does, and no clock
_CAPITALS = re.compile(r"^[^\W\d_]?[A-Z]")

#: Rules, in order, each a method of `_Draft`; `tests/benchmarks/rules.csv` shows what each is for.
RULES = tuple(
    "drop_outright drop_pleas drop_links keep_turns keep_hours keep_records keep_points "
    "keep_set_pieces keep_signature bar_threads cut_author_box cut_teasers choose_stretch "
    "drop_islands keep_lone drop_names find_title drop_standfirst".split()
)


def draft_page(
    lines: Lines, scores: np.ndarray, known: np.ndarray, said: list[str], is_row: np.ndarray
) -> tuple[list[str], str]:
    """Judge the lines of a page once; return the reasons, "" for body text, and the title, "" where
    there is none.

    `scores` and `known` are what `score_lines` gives, `said` is the reason that each line gives
    against itself, and `is_row` tells whether it is a row of records (`blocks.find_records`).
    """
    draft = _Draft(lines, scores, known, said, is_row)
    for rule in (*RULES, "name"):
        getattr(draft, rule)()
    return draft.reasons, "" if draft.title is None else lines.texts[draft.title]


class _Draft:
    """Lines while they are judged; "?" stands for a reason not named yet."""

    def __init__(
        self,
        lines: Lines,
        scores: np.ndarray,
        known: np.ndarray,
        said: list[str],
        is_row: np.ndarray,
    ) -> None:
        self.lines, self.texts, self.known, self.is_row = lines, lines.texts, known, is_row
        self.scores, self.said, self.outright = scores.copy(), said, list(said)
        self.raised = np.zeros(len(said), bool)  # lines of blocks that belong to a body
        self.barred: list[int] = []  # lines of threads
        self.links: list[int] = []  # below a label such as "Read more:"
        self.top = 0  # above which nothing is body
        self.cut = len(said)  # from where on nothing is body
        self.title: int | None = None
        self.first, self.last = len(said), -1
        self.reasons = ["?"] * len(said)

    def drop_outright(self) -> None:
        """Believe what lines say of themselves, unless the page speaks against it."""
        for i, reason in enumerate(self.said):
            if reason == "time stamp" and self.scores[i] >= KEEP:
                ended = self.lines.n_words[i] > 2 and _ENDS.search(self.texts[i][-16:])
                doubted = self.lines.other[i] or ended
            else:
                doubted = reason == "teaser" and self.known[i] >= _OF_BODY
            if doubted:
                self.outright[i] = ""
            elif reason:
                self.scores[i] = 0

    def drop_pleas(self) -> None:
        """Drop pleas in whole sentences, and notes on who wrote an article."""
        for i in find_pleas(self.lines):
            if self.known[i] < _OF_BODY:
                self.scores[i], self.outright[i] = 0, "prompt"
        for i in find_end_notes(self.lines):
            self.scores[i], self.outright[i] = 0, "notice"

    def drop_links(self) -> None:
        """Drop the headlines right below a label such as "Read more:"."""
        self.links = find_links(self.lines, self.said)
        for i in self.links:
            self.scores[i], self.outright[i] = 0, "related link"

    def keep_turns(self) -> None:
        """Raise what is said in a transcript."""
        self._raise(find_turns(self.lines, self.said), _TURN)

    def keep_hours(self) -> None:
        """Raise the hours of a live blog."""
        self._raise(find_hours(self.lines), _BLOCK)

    def keep_records(self) -> None:
        """Raise the rows of tables and other records, and a line with a colon right above."""
        rows = list_places(self.is_row)
        above = [i - 1 for i in rows if i and self.texts[i - 1].endswith(":")]
        above = [i for i in above if self.lines.repeats[i] == 1]
        self._raise(sorted({*rows, *above}), _BLOCK)

    def _raise(self, places: list[int], score: float) -> None:
        if not places:
            return
        self.scores[places] = np.maximum(self.scores[places], score)
        self.raised[places] = True
        for i in places:
            self.outright[i] = ""

    def keep_points(self) -> None:
        """Raise the points of a statement, and what announces them."""
        self._raise(find_points(self.lines), _BLOCK)

    def keep_set_pieces(self) -> None:
        """Raise what greets and thanks in a speech, and the clauses of a statement."""
        self._raise([*find_addresses(self.lines), *find_clauses(self.lines)], _BLOCK)

    def keep_signature(self) -> None:
        """Raise the place and date below a statement."""
        self._raise(find_signature(self.lines, self.scores), _BLOCK)

    def bar_threads(self) -> None:
        """Let no body reach into a thread of comments, nor across it."""
        self.barred = find_threads(self.lines, self.said)
        self.scores[self.barred] = 0

    def cut_author_box(self) -> None:
        """End the body above the box on its author."""
        self.cut = min(self.cut, find_author_box(self.lines, self.said))

    def cut_teasers(self) -> None:
        """Begin the body below the byline, where teasers stand above it."""
        self.top = find_top(self.lines, self.said)

    def choose_stretch(self) -> None:
        """Choose the stretch, and within it drop what is most unlike body text."""
        able = (self.lines.n_words >= _PROSE) & (self.known >= _SHARED)
        able |= self.lines.ended | self.lines.other | self.raised
        able |= (self.lines.n_words >= _PROSE) & [text[-1] == ":" for text in self.texts]
        away = [i for i, reason in enumerate(self.outright) if reason]
        for neutral in (NEUTRAL, KEEP):  # the second for a page of one paragraph
            worth = (self.scores - neutral) * np.sqrt(np.minimum(self.lines.n_words, LONGEST) + 1)
            worth[away] = 0  # parts nothing
            worth[self.barred] = -_BARRED
            worth[: self.top] = -_BARRED
            self.first, self.last = best_stretch(worth[: self.cut], able[: self.cut])
            if self.last >= 0:
                break
        self._extend(able)
        for i in range(self.first, self.last + 1):
            if not self.outright[i] and self.scores[i] >= KEEP:
                self.reasons[i] = ""
        if self.last < 0:
            self.first = len(self.texts)
        for i, reason in enumerate(self.outright):
            # above the body, a word in capitals is a label as often
            if reason and not (reason == "agency credit" and i <= self.first):
                self.reasons[i] = reason

    def _extend(self, able: np.ndarray) -> None:
        """Take in the lines right at the ends that could stay within."""
        while self.top < self.first <= self.last and self._could_stay(self.first - 1, able):
            self.first -= 1
        while self.first <= self.last < self.cut - 1 and self._could_stay(self.last + 1, able):
            self.last += 1

    def _could_stay(self, i: int, able: np.ndarray) -> bool:
        return bool(able[i] and self.scores[i] >= KEEP and not self.outright[i])

    def drop_islands(self) -> None:
        """Drop pleas: last lines apart from the body, with few of its words, of the press or reader."""
        within = {*self.links, *(i for i, reason in enumerate(self.said) if reason == "prompt")}
        kept = [i for i, reason in enumerate(self.reasons) if not reason]
        while len(kept) > 3 and self.known[kept[-1]] < _ISLAND:
            apart = len({*range(kept[-2] + 1, kept[-1])} - within) >= 2
            if not (apart and speaks_of_itself(self.lines, kept[-1])):
                break
            self.reasons[kept.pop()] = "?"
            self.last = kept[-1]

    def keep_lone(self) -> None:
        """Keep a line that stands alone between two of the body: a heading."""
        plain = (self.scores >= KEEP_ALONE) & (self.lines.repeats == 1)
        for i in range(self.first + 1, self.last):
            if self.reasons[i - 1 : i + 2] == ["", "?", ""] and plain[i]:
                self.reasons[i] = ""

    def drop_names(self) -> None:
        """Drop names that stand alone within the body, and again in its prose: captions."""
        body = range(self.first, self.last + 1)
        named = [
            i
            for i in body
            if not self.reasons[i] and self.lines.n_words[i] <= 3 and not self.raised[i]
            if (words := WORD.findall(self.texts[i])) and len(words) > 1
            if all(word[0].isupper() for word in words) and not self.lines.ended[i]
        ][:_HEADINGS]
        if named:
            long = [self.texts[i] for i in body if self.lines.n_words[i] >= _PROSE][:2000]
            prose = " ".join(long)[:200_000]
            for i in named:
                words = self.texts[i].split()
                if self.texts[i] in prose or f"{words[0]} {words[-1]}" in prose:
                    self.reasons[i] = "caption"

    def find_title(self) -> None:
        """Find the title above the body, or in its first line."""
        taken = ["block" if r else why for r, why in zip(self.raised, self.reasons, strict=True)]
        self.title = find_title(self.lines, self.known, taken, self.first)
        if self.title is not None:
            self.reasons[self.title] = "headline"

    def drop_standfirst(self) -> None:
        """Drop an opening line if a later paragraph says the same words in the same order."""
        body = [i for i, reason in enumerate(self.reasons) if not reason]
        if len(body) < 2 or self.raised[body[0]] or self.lines.n_words[body[0]] < _PROSE:
            return  # what is said in a transcript is no standfirst
        if is_standfirst(self.lines, self.known, body):
            self.reasons[body[0]] = "repeated standfirst"

    def name(self) -> None:
        """Name why the lines that are not like body text were dropped."""
        again = [] if self.title is None else find_repeats(self.lines, self.title)
        repeated = list_places(self.lines.repeats > 1)
        for places, reason in ((again, "repeated headline"), (repeated, "repeated line")):
            for i in places:
                self.reasons[i] = reason if self.reasons[i] == "?" else self.reasons[i]
        names = name_kinds(self.lines, self.first, self.last) if "?" in self.reasons else []
        for i, reason in enumerate(self.reasons):
            if reason == "?":
                beside = names[i] == "fragment" and i and self.reasons[i - 1] == "agency credit"
                place = beside and all(map(_CAPITALS.match, WORD.findall(self.texts[i])))
                self.reasons[i] = "dateline" if place else names[i]
