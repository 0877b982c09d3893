"""How like body text each line of a page is, by its own looks and by what stands around it.

A page that has lost its markup still tells body from furniture: by how long a line is, how it ends, how many of
its words are function words, whether it speaks to the reader, whether it stands again on the page, whether it
uses the words that the body uses, and above all by what stands around it. `measure_lines` counts what a line shows
by itself, once; `score_lines` weighs that in two logistic steps, each line alone, then each among its neighbours.
No measure knows the name or the phrases of a site.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat

import numpy as np

WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCE_END = re.compile(r"(?<!\.\.)[.!?][\"'”’»)\]]*$")
#: Words that carry grammar, not content: running prose is full of them, menus and labels are not.
FUNCTION = frozenset(
    "a about after again all also an and are as at be because been before being both but by can could did do does "
    "during each for from had has have he her him his how i if in into is it its may more most no not of on one or "
    "other our out over she should so some such than that the their them then there these they this those through to "
    "under until up was we were what when where which while who will with would you your".split()
)
#: Generic words of page furniture (and, last, of reported speech), in the groups that the weights know.
CUES = {
    name: frozenset(words.split())
    for name, words in {
        "prompt": "subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter "
        "newsletters signup login logged register registered registering inbox notification notifications alerts "
        "click tap download app donate donation advert adverts advertise advertisement advertising ads unsubscribe "
        "follow join sign email account membership bookmark bookmarks whatsapp telegram youtube instagram facebook "
        "twitter",
        "reader": "you your yours please us reader readers",
        "legal": "copyright reserved rights terms privacy policy cookies cookie consent conditions redistributed "
        "republished unauthorized disclaimer trademark llc opt commission affiliate",
        "related": "related recommended trending popular latest watch read more next also story stories topics tags "
        "comments comment reply discussion discuss share",
        "credit": "photo photos photograph image images picture pictures pictured getty shutterstock credit file "
        "video courtesy afp handout screengrab",
        "person": "reporter journalist editor correspondent writer columnist freelance author contributed covers",
        "speech": "said says told added according announced",
        "asks": "comment comments reply share support notification",
    }.items()
}
BULLET = re.compile(r"\s*(?:[•*·▪►»>|–—-]|\d{1,2}[.)])\s")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\"'”’)]*$")
MEASURED = 1000  # characters of a line that are measured: beyond, a paragraph is no more of one
_TOKEN = re.compile(rf"{WORD.pattern}|\n")
_MARKS = frozenset(".!?…\"'”’»)]")  # what a sentence's end and an ellipsis end with
_LONGEST = 60  # words beyond which a line is no more of a paragraph
_KERNEL = 0.25 * 0.75 ** np.arange(64)  # what a neighbour counts: less with every line between

#: Measures of a line, in order, with their weights: alone, and together with those among its neighbours.
WEIGHTS = {
    # measure: (alone, among the neighbours)
    "length": (0.89, 0.59),
    "function": (1.78, 1.29),
    "stop": (2.91, 1.9),
    "question": (-1.11, -1.06),
    "colon": (2.52, 1.2),
    "ellipsis": (-2.17, -0.55),
    "bullet": (-0.97, -0.6),
    "lower": (1.55, 1.21),
    "prompt": (-1.18, -0.91),
    "reader": (-0.91, -0.51),
    "legal": (-1.21, -0.67),
    "related": (-0.27, -0.16),
    "credit": (-0.77, -1.22),
    "person": (-0.9, -0.94),
    "speech": (1.27, 1.35),
    "repeated": (-0.86, -0.36),
    "before": (0.0, 1.71),
    "after": (0.0, 1.83),
    "known": (0.0, 1.42),
    "below": (0.0, -0.93),
    "distance": (0.0, -0.47),
    "ends_seen": (0.0, -0.7),
    "cues_near": (0.0, -0.37),
    "intercept": (-5.08, -4.25),
}
_AROUND = ("before", "after", "known", "below", "distance", "ends_seen", "cues_near")
ALONE = tuple(name for name in WEIGHTS if name not in (*_AROUND, "intercept"))
WEIGHTS_ALONE = np.array([WEIGHTS[name][0] for name in (*ALONE, "intercept")])
WEIGHTS_AROUND = np.array([weight for _, weight in WEIGHTS.values()])
_CODES = {word: 1 for word in FUNCTION}  # a bit for function words and one for each group of cues
for _bit, _group in enumerate(CUES.values(), start=1):
    _CODES.update({word: _CODES.get(word, 0) | 1 << _bit for word in _group})


@dataclass(frozen=True)
class Lines:
    """The filled lines of a page, measured: arrays have one entry a line, `pair_*` one a content word of a line."""

    texts: list[str]
    words: list[list[str]]
    openings: list[str]  # first words, in lower case
    n_words: np.ndarray
    digits: np.ndarray  # whether a word holds other signs than letters
    alone: np.ndarray  # one row a measure, as `ALONE`; "repeated" is still 0
    cues: dict[str, np.ndarray]  # number of different words of each group
    pair_line: np.ndarray
    pair_word: np.ndarray

    @cached_property
    def repeats(self) -> np.ndarray:
        """How often each line stands on the page, whatever its case."""
        keys = [text.lower() if len(text) < MEASURED else text for text in self.texts]
        counts = Counter(keys)
        return np.fromiter(map(counts.__getitem__, keys), np.int64, len(keys))

    @cached_property
    def n_content(self) -> np.ndarray:
        """How many different words of each line are no function words."""
        return np.bincount(self.pair_line, minlength=len(self.texts))

    def count_shared(self, i: int) -> np.ndarray:
        """Count for each line the content words that it shares with line `i`."""
        own = np.zeros(int(self.pair_word.max(initial=0)) + 1, bool)
        own[self.pair_word[self.pair_line == i]] = True
        return np.bincount(self.pair_line[own[self.pair_word]], minlength=len(self.texts))

    def take(self, places: np.ndarray) -> Lines:
        """Return some of the lines, as if there were no others."""
        number = np.full(len(self.texts), -1)
        number[places] = np.arange(len(places))
        kept = number[self.pair_line] >= 0
        chosen = places.tolist()
        return Lines(
            [self.texts[i] for i in chosen], [self.words[i] for i in chosen], [self.openings[i] for i in chosen],
            self.n_words[places], self.digits[places], self.alone[:, places],
            {name: found[places] for name, found in self.cues.items()},
            number[self.pair_line[kept]], self.pair_word[kept],
        )  # fmt: skip


def measure_lines(texts: list[str]) -> Lines:
    """Measure what each line of a page shows by itself.

    Parameters
    ----------
    texts
        The lines that are not blank, in order, without spaces at their ends. Of a line no more than `MEASURED`
        characters and its end are looked at.

    Returns
    -------
    Lines
        What `score_lines` weighs, and what a line can be asked.
    """
    n = len(texts)
    tokens = _TOKEN.findall("\n".join([text[:MEASURED] for text in texts]))
    spelt = dict(zip(dict.fromkeys(["\n", *tokens]), count(), strict=False))
    word = np.fromiter(map(spelt.__getitem__, tokens), np.int64, len(tokens))
    breaks = np.flatnonzero(word == 0)
    starts, ends = np.append(0, breaks + 1)[:n], np.append(breaks, len(tokens))[:n]
    line, word = np.repeat(np.arange(n), ends - starts), word[word > 0]
    lower = list(map(str.lower, spelt))
    forms = dict(zip(dict.fromkeys(lower), count(), strict=False))
    form = np.fromiter(map(forms.__getitem__, lower), np.int64, len(lower))[word]
    codes = np.fromiter(map(_CODES.get, forms, repeat(0)), np.int64, len(forms))
    pair_line, pair_word = _find_pairs(line, form, len(forms))
    cues = _count_cues(pair_line, codes[pair_word], n)
    n_words = ends - starts
    some = np.maximum(n_words, 1)
    columns = {
        "length": np.log1p(np.minimum(n_words, _LONGEST)),
        "function": np.bincount(line[codes[form] & 1 > 0], minlength=n) / some,
        **_measure_ends(texts),
        "lower": np.bincount(line[np.fromiter(map(str.islower, spelt), bool, len(spelt))[word]], minlength=n) / some,
        **{name: np.minimum(found, 3) for name, found in cues.items()},
        "repeated": np.zeros(n),
    }
    letters = np.fromiter(map(str.isalpha, spelt), bool, len(spelt))
    content = codes[pair_word] & 1 == 0
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return Lines(
        texts,
        [tokens[start:end] for start, end in spans],
        [tokens[start].lower() if start < end else "" for start, end in spans],
        n_words,
        np.bincount(line[~letters[word]], minlength=n) > 0,
        np.array([columns[name] for name in ALONE], float),
        cues,
        pair_line[content],
        pair_word[content],
    )


def _find_pairs(line: np.ndarray, form: np.ndarray, n_forms: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the different words of each line, as line numbers and word numbers."""
    keys = np.sort(line * n_forms + form)
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return np.divmod(keys, n_forms)


def _count_cues(line: np.ndarray, codes: np.ndarray, n: int) -> dict[str, np.ndarray]:
    """Return for each group of cues how many different ones each line has."""
    cued = codes > 1
    line, codes = line[cued], codes[cued]
    return {
        name: np.bincount(line[(codes >> bit) & 1 > 0], minlength=n) for bit, name in enumerate(CUES, start=1)
    }


def _measure_ends(texts: list[str]) -> dict[str, list[bool]]:
    """Return what the first and last signs of each line show."""
    ends = [text[-16:] for text in texts]
    marked = [end[-1:] in _MARKS for end in ends]
    stop = [marked and bool(SENTENCE_END.search(end)) for marked, end in zip(marked, ends, strict=True)]
    return {
        "stop": stop,
        "question": [stop and "?" in end[-3:] for stop, end in zip(stop, ends, strict=True)],
        "colon": [end.endswith(":") for end in ends],
        "ellipsis": [marked and bool(ELLIPSIS.search(end)) for marked, end in zip(marked, ends, strict=True)],
        "bullet": [not text[:1].isalpha() and bool(BULLET.match(text[:16])) for text in texts],
    }


def score_lines(lines: Lines) -> tuple[np.ndarray, np.ndarray]:
    """Say how like body text each line is.

    Parameters
    ----------
    lines
        The lines of a page as `measure_lines` gives them.

    Returns
    -------
    tuple
        Two arrays with one entry a line: the probability that the line is body (0-1), and the share of its
        content words that the body's core uses in other lines too (0-1).

    Examples
    --------
    >>> texts = ["Home | News", "The ministers have agreed to meet in Tokyo again, the envoy said."]
    >>> scores, _ = score_lines(measure_lines(texts))
    >>> bool(scores[0] < 0.4 < scores[1])
    True
    """
    alone = lines.alone.copy()
    alone[ALONE.index("repeated")] = np.minimum(lines.repeats, 3) - 1
    around, known = measure_around(lines, logistic(alone, WEIGHTS_ALONE))
    return logistic(np.concatenate([alone, around]), WEIGHTS_AROUND), known


def logistic(measures: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)), where z is the weighted sum of the rows of measures, the intercept last."""
    return 1 / (1 + np.exp(-((measures * weights[:-1, None]).sum(axis=0) + weights[-1])))


def measure_around(lines: Lines, prose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the measures `_AROUND` of all lines, and of these again `known`; `prose` is their score alone."""
    n_words = np.minimum(lines.n_words, _LONGEST)
    first, last = best_stretch((prose - 0.35) * np.sqrt(n_words + 1))
    place = np.arange(len(prose))
    known = share_known(lines, (place >= first) & (place <= last) & (prose > 0.5))
    cues = np.minimum(sum(np.minimum(lines.cues[name], 3) for name in ("prompt", "legal", "related")), 2)
    measures = {
        "before": smooth(prose),
        "after": smooth(prose[::-1])[::-1],
        "known": known,
        "below": place > last,
        "distance": np.log1p(np.maximum(0, np.maximum(first - place, place - last))),
        "ends_seen": np.log1p(np.cumsum((place > first) & (n_words < 12) & (cues > 0))),
        "cues_near": smooth(cues) + smooth(cues[::-1])[::-1],
    }
    return np.array([measures[name] for name in _AROUND]), known


def share_known(lines: Lines, core: np.ndarray) -> np.ndarray:
    """Return for each line the share of its content words that a core line other than itself has."""
    line, word = lines.pair_line, lines.pair_word
    own = core[line]
    if not len(word):
        return np.zeros(len(core))
    seen = np.bincount(word[own], minlength=int(word.max()) + 1)[word] > own
    return np.bincount(line, seen, len(core)) / np.maximum(lines.n_content, 1)


def best_stretch(scores: np.ndarray) -> tuple[int, int]:
    """Return the first and last place of the stretch with the greatest sum; (0, -1) if no score is above 0.

    Examples
    --------
    >>> best_stretch(np.array([-1.0, 2.0, -1.0, 3.0, -5.0, 1.0]))
    (1, 3)
    """
    sums = np.append(0.0, np.cumsum(scores))
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    if not len(gains) or gains.max() <= 0:
        return 0, -1
    last = int(gains.argmax())
    return int(sums[: last + 1].argmin()), last


def smooth(values: np.ndarray) -> np.ndarray:
    """Return for each place the decaying mean of the values before it, itself left out.

    Examples
    --------
    >>> smooth(np.array([1.0, 0.0, 0.0])).tolist()
    [0.0, 0.25, 0.1875]
    """
    return np.append(0.0, np.convolve(values, _KERNEL)[: len(values) - 1])
