"""How like body text each line of a page is, by its own looks and by what stands around it.

A page that has lost its markup still tells body from furniture: by how long a line is, how it ends, how many of
its words are function words, whether it speaks to the reader, whether it stands again on the page, whether it
uses the words that the body uses, and above all by what stands around it. `score_lines` measures these and weighs
them in two logistic steps: each line alone, then each line among its neighbours.

The weights are those of an L2-penalised logistic regression (C = 0.01 on standardised measures) fitted to 82
English news pages of some 60 outlets whose body is known, each line weighing by its words and each page the same,
together with the same pages without list marks and with their bodies alone. Fitted to one half of the pages, they
did as well on the other. No measure knows the name or the phrases of a site.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import NamedTuple

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
    }.items()
}
_ANY_CUE = frozenset().union(*CUES.values())
BULLET = re.compile(r"\s*(?:[•*·▪►»>|–—-]|\d{1,2}[.)])\s")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\"'”’)]*$")
_MARKS = frozenset(".!?…\"'”’»)]")  # what either of them ends with
_DECAY = 0.75  # of what a neighbour counts, with every line that is not blank
_LONGEST = 60  # words beyond which a line is no more of a paragraph
_LENGTHS = [math.log1p(n) for n in range(_LONGEST + 1)]
_GROUPS = tuple(CUES.values())
_NO_CUES = (0,) * len(CUES)

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


class Lines(NamedTuple):
    """What is known of lines: their words as written, these in lower case and one string, and their scores."""

    words: list[list[str]]
    keys: list[str]
    scores: list[float]
    known: list[float]


def score_lines(lines: list[str]) -> Lines:
    """Say how like body text each line is.

    Parameters
    ----------
    lines
        The lines of a page that are not blank, in order.

    Returns
    -------
    Lines
        Lists with one entry a line: `words`, `keys` (the words in lower case, with a space between them),
        `scores` (0-1, the probability that the line is body) and `known` (0-1, the share of its content words
        that the body's core uses in other lines too).

    Examples
    --------
    >>> _, _, scores, _ = score_lines(["Home | News", "The ministers have agreed to meet in Tokyo again, the envoy said."])
    >>> scores[0] < 0.4 < scores[1]
    True
    """
    words = [WORD.findall(line) for line in lines]
    keys = [" ".join(found).lower() for found in words]
    lower = [key.split(" ") if key else [] for key in keys]
    if not lines:
        return Lines([], [], [], [])
    repeats = Counter(keys)
    alone = np.array([measure_alone(*line, repeats[key]) for *line, key in zip(lines, words, lower, keys, strict=True)])
    around, known = measure_around(alone, logistic(alone, WEIGHTS_ALONE), lower)
    scores = logistic(np.hstack([alone, around]), WEIGHTS_AROUND)
    return Lines(words, keys, scores.tolist(), known.tolist())


def logistic(measures: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)), where z is the weighted sum of each row of measures, the intercept last."""
    return 1 / (1 + np.exp(-((measures * weights[:-1]).sum(axis=1) + weights[-1])))


def measure_alone(line: str, words: list[str], lower: list[str], repeats: int) -> tuple[float, ...]:
    """Return the measures `ALONE` of a line that is not blank, standing `repeats` times on its page."""
    n = len(words) or 1
    opening, end = line[:16].lstrip(), line[-16:].rstrip()
    found = _ANY_CUE.intersection(lower)
    stop = end[-1:] in _MARKS and bool(SENTENCE_END.search(end))
    return (
        _LENGTHS[min(len(words), _LONGEST)],
        sum(map(FUNCTION.__contains__, lower)) / n,
        stop,
        stop and "?" in end[-3:],
        end.endswith(":"),
        end[-1:] in _MARKS and bool(ELLIPSIS.search(end)),
        bool(BULLET.match(opening)),
        sum(map(str.islower, words)) / n,
        *([min(len(found & group), 3) for group in _GROUPS] if found else _NO_CUES),
        min(repeats, 3) - 1,
    )


def measure_around(alone: np.ndarray, prose: np.ndarray, lower: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the measures `_AROUND` of all lines, and of these again `known`; `prose` is their score alone."""
    n_words = np.array([min(len(words), _LONGEST) for words in lower], float)
    first, last = best_stretch((prose - 0.35) * np.sqrt(n_words + 1))
    place = np.arange(len(prose))
    core = (place >= first) & (place <= last) & (prose > 0.5)
    known = share_known([set(words) - FUNCTION for words in lower], core)
    column = {name: alone[:, i] for i, name in enumerate(ALONE)}
    cues = np.minimum(column["prompt"] + column["legal"] + column["related"], 2)
    measures = {
        "before": smooth(prose),
        "after": smooth(prose[::-1])[::-1],
        "known": known,
        "below": place > last,
        "distance": np.log1p(np.maximum(0, np.maximum(first - place, place - last))),
        "ends_seen": np.log1p(np.cumsum((place > first) & (n_words < 12) & (cues > 0))),
        "cues_near": smooth(cues) + smooth(cues[::-1])[::-1],
    }
    return np.column_stack([measures[name] for name in _AROUND]), known


def share_known(contents: list[set[str]], core: np.ndarray) -> np.ndarray:
    """Return for each line the share of its words that a core line other than itself has."""
    seen = Counter(word for words, is_core in zip(contents, core, strict=True) if is_core for word in words)
    pairs = zip(contents, core.tolist(), strict=True)
    return np.array([sum(seen[w] > own for w in words) / len(words) if words else 0.0 for words, own in pairs])


def best_stretch(scores: np.ndarray) -> tuple[int, int]:
    """Return the first and last place of the stretch with the greatest sum; (0, -1) if no score is above 0.

    Kadane's algorithm (Bentley 1984, Communications of the ACM 27).

    Examples
    --------
    >>> best_stretch(np.array([-1.0, 2.0, -1.0, 3.0, -5.0, 1.0]))
    (1, 3)
    """
    best, total, start, found = 0.0, 0.0, 0, (0, -1)
    for i, score in enumerate(scores.tolist()):
        total += score
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, found = total, (start, i)
    return found


def smooth(values: np.ndarray) -> np.ndarray:
    """Return for each place the decaying mean of the values before it, itself left out."""
    means, mean = [], 0.0
    for value in values.tolist():
        means.append(mean)
        mean = _DECAY * mean + (1 - _DECAY) * value
    return np.array(means)
