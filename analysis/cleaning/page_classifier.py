"""The lines of one page while they are judged: by their scores, and by what each says outright
against itself.
"""

from __future__ import annotations

import re

import numpy as np

from .line_features import ALONE, BULLET, MEASURED, SENTENCE_END, WORD, Lines
from .other_scripts import measure_letters

# scores from which a line is body, and from which it is between two that are
KEEP, KEEP_WITHIN = 0.5, 0.3
_PROSE = 8  # words from which a line can be the body's first or last
_TITLE_ABOVE, _TITLE = 6, 10  # lines above a body in another script, and letters of a title
_STANDFIRST = 3  # lines below the title in which its standfirst may be
_HEADINGS = 1000  # lines within a body that are looked at as headings
_TURNS = 3  # lines that name their speaker, from which a page is a transcript

_ENDS = re.compile(r"(?<![ap]\.m)[.!?][\"'”’)\]]*$")  # as a sentence does, and no clock
_SPEAKER = re.compile(r"(?:[QA]|[A-Z][A-Z.'’ -]{2,40}(?: \([^()]{1,40}\))?) ?: ?\S")
_CAPITALS = re.compile(r"^[^\W\d_]?[A-Z]")


def draft_page(
    lines: Lines, scores: np.ndarray, known: np.ndarray, said: list[str]
) -> tuple[list[str], str]:
    """Judge the lines of a page once.

    Parameters
    ----------
    lines
        The lines of one page.
    scores, known
        What `line_classifier.score_lines` gives for them.
    said
        The reason that each line gives against itself, "" where it gives none.

    Returns
    -------
    tuple
        The reasons, "" for body text, and the title, "" where there is none.
    """
    draft = _Draft(lines, scores, known, said)
    return draft.reasons, "" if draft.title is None else lines.texts[draft.title]


class _Draft:
    """Lines while they are judged, in the order of the methods below; "?" stands for a reason not
    named yet.
    """

    def __init__(
        self, lines: Lines, scores: np.ndarray, known: np.ndarray, said: list[str]
    ) -> None:
        self.lines, self.texts, self.known = lines, lines.texts, known
        self.title: int | None = None
        self.long = np.flatnonzero((lines.n_words >= _PROSE) | lines.other).tolist()
        self.reasons = ["" if kept else "?" for kept in (scores >= KEEP).tolist()]
        self._find_ends()
        for i in np.flatnonzero((scores >= KEEP_WITHIN) & (scores < KEEP)).tolist():
            if self.first < i < self.last:
                self.reasons[i] = ""
        self._drop_outright(said)
        self._drop_islands()
        self._find_ends()
        self._find_title()
        self._keep_standfirst()
        self._keep_headings()
        self._keep_small_headings()
        self._keep_speakers(said)
        self._drop_repeats()
        self._drop_standfirst()
        self._name()

    def _find_ends(self) -> None:
        """Find the first and last line of the body that are long enough to be prose."""
        prose = [i for i in self.long if not self.reasons[i]]
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(self.texts), -1)

    def _drop_outright(self, said: list[str]) -> None:
        """Drop lines by what they say of themselves, unless the page speaks against it."""
        for i, reason in enumerate(said):
            if reason and not (
                reason == "time stamp"
                and not self.reasons[i]
                and (self.lines.other[i] or _ENDS.search(self.texts[i][-16:]))
                or reason == "teaser"
                and self.known[i] >= 0.3
                or reason == "agency credit"
                and i <= self.first
            ):
                self.reasons[i] = reason

    def _drop_islands(self) -> None:
        """Drop last lines that stand apart from the body, by furniture, and share few of its words:
        pleas.
        """
        kept = [i for i, reason in enumerate(self.reasons) if not reason]
        asks = self.lines.count_cues("prompt", "asks")
        while len(kept) > 3 and kept[-1] - kept[-2] > 2 and self.known[kept[-1]] < 0.25:
            i = kept.pop()
            self.reasons[i] = "prompt" if asks[kept[-1] + 1 : i].any() else "teaser"

    def _find_title(self) -> None:
        """Find the line above the body that best shares its words."""
        n = min(self.first + 1, len(self.texts))
        content = self.lines.n_content[:n]
        scores = self.known[:n] * content / (content + 1) * 0.97 ** (self.first - np.arange(n))
        able = (content >= 3) & (self.lines.n_words[:n] <= 25) & (scores > 0.2)
        able &= ~self.lines.other[:n]
        good = [
            i
            for i in np.flatnonzero(able).tolist()
            if self.reasons[i] in ("", "?") and _is_open(self.texts[i])
        ]
        if good:
            best = max(scores[good])
            good = [i for i in good if scores[i] >= 0.7 * best]
            joined = {i: self._join(i) for i in good}
            # a breadcrumb runs menu and title together: the title is what it holds
            self.title = next(
                (i for i in good if i != good[0] and joined[i] in joined[good[0]]), good[0]
            )
        elif self.first < len(self.texts) and self.lines.other[self.first]:
            self._find_other_title()
        if self.title is not None:
            self.reasons[self.title] = "headline"

    def _find_other_title(self) -> None:
        """Find the longest line just above a body in another script, whose words cannot be told."""
        sizes = {
            i: measure_letters(self.texts[i][:MEASURED])
            for i in range(max(0, self.first - _TITLE_ABOVE), self.first)
            if self.reasons[i] == "?"
        }
        best = max(sizes, key=sizes.__getitem__, default=None)
        if best is not None and sizes[best] >= _TITLE:
            self.title = best

    def _join(self, i: int) -> str:
        """Return a line's words in lower case without anything between them."""
        return "".join(WORD.findall(self.texts[i][:MEASURED].lower()))

    def _keep_standfirst(self) -> None:
        """Keep sentences between title and body that share the body's words."""
        if self.title is not None:
            for i in range(self.title + 1, min(self.first, self.title + _STANDFIRST + 1)):
                if (
                    self.reasons[i] == "?"
                    and self.lines.n_words[i] >= _PROSE
                    and self.known[i] >= 0.5
                ):
                    self.reasons[i] = ""

    def _keep_headings(self) -> None:
        """Keep headings within the body whose words the body shares, and drop names that stand
        alone there.
        """
        short = (self.lines.n_words > 1) & (self.lines.n_words < _PROSE) & (self.known >= 0.8)
        inside = [i for i in np.flatnonzero(short).tolist() if self.first < i < self.last][
            :_HEADINGS
        ]
        if not inside:
            return
        prose = " ".join([self.texts[i] for i in self.long if self.first <= i <= self.last][:2000])[
            :200_000
        ]
        for i in inside:
            if self.reasons[i] not in ("", "?"):
                continue
            text = self.texts[i]
            named = self.lines.n_words[i] <= 3 and all(
                word[0].isupper() for word in WORD.findall(text)
            )
            if named and not ends_sentence(text) and text in prose:
                self.reasons[i] = "caption"
            elif self.lines.repeats[i] == 1 and not BULLET.match(text):
                self.reasons[i] = ""

    def _keep_small_headings(self) -> None:
        """Keep a few words without any cue, in part in lower case, that stand between two lines of
        prose.
        """
        n_words, prose = self.lines.n_words, {i for i in self.long if not self.reasons[i]}
        for i in np.flatnonzero(
            (n_words > 1) & (n_words < _PROSE - 1) & (self.lines.repeats == 1)
        ).tolist():
            if (
                self.reasons[i] == "?"
                and i - 1 in prose
                and i + 1 in prose
                and not self.lines.cues[:, i].any()
            ):
                words = WORD.findall(self.texts[i])
                if words and words[0][0].isupper() and not all(word[0].isupper() for word in words):
                    self.reasons[i] = ""

    def _keep_speakers(self, said: list[str]) -> None:
        """Keep what is said in a transcript: lines that name their speaker, and sentences among and
        below them.
        """
        speaking = [
            i
            for i, text in enumerate(self.texts)
            if ":" in text and _SPEAKER.match(text) and ends_sentence(text)
        ]
        if len(speaking) < _TURNS:
            return
        for i in speaking:
            self.reasons[i] = ""
        i = speaking[0]
        while i < len(self.texts) and (
            i <= speaking[-1] or not self.reasons[i] or ends_sentence(self.texts[i])
        ):
            if self.reasons[i] == "?" and not said[i] and ends_sentence(self.texts[i]):
                self.reasons[i] = ""
            i += 1

    def _drop_repeats(self) -> None:
        """Drop the title where it stands again, and what is not like body text and stands more than
        once.
        """
        title = "" if self.title is None else self._join(self.title)
        if len(title) > 15:
            shared = self.lines.count_shared(self.title)
            for i in np.flatnonzero(2 * shared >= shared[self.title]).tolist():
                if (
                    i != self.title
                    and title in (joined := self._join(i))
                    and len(joined) < 2 * len(title)
                ):
                    self.reasons[i] = "repeated headline"
        for i in np.flatnonzero(self.lines.repeats > 1).tolist():
            if self.reasons[i] == "?":
                self.reasons[i] = "repeated line"

    def _drop_standfirst(self) -> None:
        """Drop an opening line if a later paragraph says the same words in the same order."""
        body = [i for i, reason in enumerate(self.reasons) if not reason]
        if len(body) < 2 or self.lines.n_words[body[0]] < _PROSE or self.known[body[0]] < 0.6:
            return
        shared = self.lines.count_shared(body[0]).tolist()
        alike = [i for i in body[1:] if 3 * shared[i] >= shared[body[0]]]
        later = {run for i in alike for run in _runs(self.texts[i])}
        runs = list(_runs(self.texts[body[0]])) if alike else []
        if alike and sum(run in later for run in runs) >= 0.7 * len(runs):
            self.reasons[body[0]] = "repeated standfirst"

    def _name(self) -> None:
        """Name why the lines that are not like body text were dropped."""
        names = self._look_like() if "?" in self.reasons else []
        for i, reason in enumerate(self.reasons):
            if reason == "?":
                beside = names[i] == "fragment" and i and self.reasons[i - 1] == "agency credit"
                place = beside and all(map(_CAPITALS.match, WORD.findall(self.texts[i])))
                self.reasons[i] = "dateline" if place else names[i]

    def _look_like(self) -> list[str]:
        """Return which kind of furniture each line is most like."""
        n, count, place = self.lines.n_words, self.lines.count_cues, np.arange(len(self.texts))
        inside = (
            (place > self.first)
            & (place < self.last)
            & (self.lines.alone[ALONE.index("ellipsis")] == 0)
        )
        kinds = [
            ("notice", count("legal") > 1),
            ("prompt", (n > 1) & (count("prompt", "asks") > 0) | (n < 20) & (count("reader") > 0)),
            ("caption", count("credit") > 0),
            ("related link", (n < 5) & (count("related") > 0) | (n >= 5) & inside),
            ("teaser", n >= 5),
            ("navigation", place < self.first),
        ]
        which = np.full(len(self.texts), len(kinds))
        for k in reversed(range(len(kinds))):
            which[kinds[k][1]] = k
        names = [name for name, _ in kinds] + ["fragment"]
        return [names[k] for k in which.tolist()]


def _runs(text: str) -> zip:
    """Yield the runs of four words of a line, in lower case."""
    words = WORD.findall(text[:MEASURED].lower())
    return zip(words, words[1:], words[2:], words[3:], strict=False)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(SENTENCE_END.search(text[-16:]))


def _is_open(text: str) -> bool:
    """Tell whether a line ends and begins as a headline may."""
    return not text.endswith((".", ":")) and not BULLET.match(text)
