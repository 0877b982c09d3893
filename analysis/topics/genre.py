"""Words of genre and speaker, told from words of matter by how they spread."""

import re
from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..text.collocations import Places, Terms
from ..text.phrases import read_words
from ..text.vocabulary import PARTICLES, is_stop, stop_words
from .document_terms import Counts
from .units import Units

_STYLES = 6  # axes of style
_BOUND = 0.08  # of a word's variance, which style explains
# Of the words: more than that have no style, but are of texts of few sentences that come again.
_MOST = 1 / 3
_LONG_TEXT = 60  # terms of a text whose ends are told
_EDGE, _AT_EDGE = 0.1, 2.0  # the ends of a text; how many times as often a word appears there
_AT_ENDS = 0.2  # of the long texts have the word at an end: one that few have is of their matter
_LABELS = 0.5  # of a word's places, more than which are in labels of speakers, or in brackets
_OF_SOURCE = 5  # documents of a source whose words are told
_FEW, _AT_LENGTH = 20, 30  # documents of which each speaker counts; sentences of one, else
_DOCUMENTS = 600  # whose words' places are looked at
_LONG = 2_000  # characters of a sentence within which a bracket is looked for
_LABEL = re.compile(r"^\s{0,9}([^:!?\n]{1,40}):")
# A letter is small: what appears in capitals is the short form of a name.
_BRACKET = re.compile(r"[(\[](?=[^()\[\]a-z]{0,39}[a-z])([^()\[\]]{1,40})[)\]]")
_AUDIENCE = re.compile(r"^\s{0,9}AUDIENCE(?: MEMBERS?)?:(.{1,99})")
# Of genre in any text; elsewhere they are told by how they spread, which texts of a sentence do not show.
_GREETINGS = frozenset(
    (
        "applause crosstalk excellencies excellency gentlemen inaudible ladies laughter madam mr mrs ms thank "
        "thanks"
    ).split()
) | {"good afternoon", "good evening", "good morning", "ladies and gentlemen", "thank you"}
GREETS = "greets, thanks or directs the stage"
NAMES, LABELS, CALLS = "names a speaker", "labels speakers", "is called by the audience"
ENDS, BRACKETS = "opens or ends texts", "appears in brackets"
_COLUMNS = ["word", "reason", "value"]


def rate_words(
    sentences: pd.DataFrame,
    units: Units,
    counts: Counts,
    terms: Terms,
    *,
    sources: Mapping[Hashable, str] | None = None,
    keep: Collection[str] = (),
    drop: Collection[str] = (),
) -> tuple[np.ndarray, pd.DataFrame]:
    """Return 1 for each word of matter, 0 for one of genre, and a table of these with the reason.

    With a column `speaker` of the sentences, names of speakers are known; `sources` is the source of
    each `doc_id`. Words to `keep` are of matter, and those to `drop` left out, whatever is found.

    A word's style is how much of its variance over units the function words of these explain, by
    their first six principal components: who asks and answers says "I" and "you", an order says
    "any" and "such", a greeting "my" and "on behalf of".
    """
    found: dict[str, tuple[np.ndarray, np.ndarray]] = {}  # how far, and whether it is of genre
    style = _explain_by_style(sentences, units, counts)
    if (style >= _BOUND).mean() > _MOST:
        style = np.zeros(len(style))
    found["follows the style of the text"] = style, style >= _BOUND
    looked = _choose(sentences)
    places = terms.find(looked["text"].tolist())
    edge = _measure_ends(pd.factorize(looked["doc_id"])[0], places, counts.words)
    found[ENDS] = edge, edge >= _AT_EDGE
    for reason, pattern in ((LABELS, _LABEL), (BRACKETS, _BRACKET), (CALLS, _AUDIENCE)):
        share = _share_within(looked, terms, pattern, places, counts.words)
        found[reason] = share, share > _LABELS
    named, owned = _name_speakers(sentences, looked, counts.words), _find_owned(counts, sources)
    found[NAMES], found["belongs to one source"] = (named, named > 0), (owned, owned > 0)
    lower = np.array([word.lower() for word in counts.words], dtype=object)
    greets = np.isin(lower, list(_GREETINGS))
    found[GREETS] = greets, greets
    of_genre = np.array([held for _, held in found.values()])
    kept, dropped = (np.isin(lower, [w.lower() for w in words]) for words in (keep, drop))
    total = np.where(dropped | of_genre.any(axis=0) & ~kept, 0.0, 1.0)
    reasons, first = list(found), of_genre.argmax(axis=0)
    rows = [
        (word, "left out by choice", np.nan) if dropped[j]
        else (word, reasons[first[j]], round(float(found[reasons[first[j]]][0][j]), 4))
        for j, word in enumerate(counts.words) if not total[j]
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=_COLUMNS)
    table = table.astype({"word": "str", "reason": "str", "value": "float64"})
    return total, table.sort_values(["reason", "word"], ignore_index=True)


def _explain_by_style(sentences: pd.DataFrame, units: Units, counts: Counts) -> np.ndarray:
    """Return the share of each word's variance that function words explain beyond chance."""
    n = len(counts.numbers)
    words = read_words(sentences["text"].to_numpy()[units.of_sentence >= 0].tolist())
    unit = units.of_sentence[units.of_sentence >= 0][words.text]
    stops = stop_words()
    function = np.array([is_stop(form.lower(), stops) for form in words.forms], dtype=bool)
    held = function[words.code] if len(words.code) else np.zeros(0, dtype=bool)
    shape = (len(units.document), max(len(words.forms), 1))
    said = csr_array((np.ones(int(held.sum())), (unit[held], words.code[held])), shape=shape)
    said = said[counts.numbers]
    said.sum_duplicates()
    frequent = np.bincount(said.indices, minlength=shape[1]) > 0.02 * n
    length = np.bincount(unit, minlength=len(units.document))[counts.numbers]
    rates = np.sqrt(said[:, np.flatnonzero(frequent)].toarray() / np.maximum(length, 1)[:, None])
    if n <= 10 * _STYLES or rates.shape[1] < 5 * _STYLES:  # too little to tell a style by
        return np.zeros(len(counts.words))
    rates -= rates.mean(axis=0)
    squared, axes = np.linalg.eigh(rates.T @ rates)  # of few words, where there are many units
    axes = rates @ axes[:, -_STYLES:] / np.sqrt(np.maximum(squared[-_STYLES:], 1e-12))
    has = (counts.matrix > 0).astype("float64")
    share = has.sum(axis=0) / n
    squares = ((has.T @ axes) ** 2).sum(axis=1)
    explained = squares / np.maximum(n * share * (1 - share), 1e-9)
    return np.maximum(explained - axes.shape[1] / n, 0)


def _choose(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of some documents, the same whatever the order of the corpus."""
    document, names = pd.factorize(sentences["doc_id"])
    order = np.argsort(pd.util.hash_array(np.asarray(names, dtype=object), categorize=False))
    return sentences[np.isin(document, order[:_DOCUMENTS])]


def _measure_ends(document: np.ndarray, places: Places, words: np.ndarray) -> np.ndarray:
    """Return how many times as often each word stands at the ends of documents; near 1 where
    little is known.
    """
    order = np.lexsort((np.arange(len(places.text)), document[places.text]))
    code, owner = places.code[order], document[places.text[order]]
    size = np.bincount(owner)
    rank = np.arange(len(owner)) - (np.cumsum(size) - size)[owner]
    position, long = (rank + 0.5) / size[owner], size[owner] >= _LONG_TEXT
    at_end = ((position < _EDGE) | (position > 1 - _EDGE)) & long
    usual = at_end.sum() / max(long.sum(), 1)
    ends, all_ = (np.bincount(code[which], minlength=len(places.terms)) for which in (at_end, long))
    edge = (ends + 20 * usual) / (all_ + 20) / max(usual, 1e-9) if usual else np.ones(len(ends))
    once = np.unique(code[at_end].astype("int64") * max(len(size), 1) + owner[at_end])
    texts = np.bincount(once // max(len(size), 1), minlength=len(ends))
    edge[texts < _AT_ENDS * (size >= _LONG_TEXT).sum()] = 1.0
    return pd.Series(edge, index=places.terms).reindex(words).fillna(1.0).to_numpy()


def _share_within(
    sentences: pd.DataFrame, terms: Terms, pattern: re.Pattern, places: Places, words: np.ndarray
) -> np.ndarray:
    """Return the share of each word's places that is in what the pattern finds."""
    parts = [part for text in sentences["text"] for part in pattern.findall(text[:_LONG])]
    held = terms.find(parts)
    sums = (
        pd.Series(np.bincount(p.code, minlength=len(p.terms)), index=p.terms)
        for p in (held, places)
    )
    within, n = (n.reindex(words).fillna(0).to_numpy() for n in sums)
    return within / np.maximum(n, 1)


def _name_speakers(sentences: pd.DataFrame, looked: pd.DataFrame, words: np.ndarray) -> np.ndarray:
    """Return 1 for the words that hold a name of who speaks in two documents or more, at length in
    one, or in one of a few; a name is not written small, and who is named by words that are is an
    office or a body.
    """
    if "speaker" not in sentences.columns:
        return np.zeros(len(words))
    said = sentences.loc[sentences["speaker"].ne(""), ["doc_id", "speaker"]]
    often = said.drop_duplicates()["speaker"].value_counts()
    long = said["speaker"].value_counts()[often.index] >= _AT_LENGTH
    few = sentences["doc_id"].nunique() <= _FEW
    small = {word for text in looked["text"] for word in text.split() if word.islower()}
    split = (name.lower().split() for name in often.index[long | (often >= (1 if few else 2))])
    names = ([part for part in name if part not in PARTICLES] for name in split)
    most = 0.0 if few else 0.49  # of the words of a name
    persons = [n for n in names if len(n) > 1 and len(small.intersection(n)) <= most * len(n)]
    parts = {p for name in persons for p in name if len(p) > 2} - small
    return np.array([float(not parts.isdisjoint(w.lower().split())) for w in words])


def _find_owned(counts: Counts, sources: Mapping[Hashable, str] | None) -> np.ndarray:
    """Return the share of one source's documents that say a word, where hardly any other's do."""
    found = np.zeros(len(counts.words))
    if sources is None:
        return found
    documents, names = pd.factorize(counts.doc_ids)
    named = np.array([str(sources.get(n) or "") for n in names], dtype=object)
    source, labels = pd.factorize(named)
    if len(labels) < 2:
        return found
    row = np.repeat(documents, np.diff(counts.matrix.indptr))
    said = np.unique(counts.matrix.indices.astype("int64") * len(names) + row)
    by = np.zeros((len(counts.words), len(labels)))
    np.add.at(by, (said // len(names), source[said % len(names)]), 1)
    shares = by / np.bincount(source)
    most = shares.max(axis=1)
    others = np.partition(shares, -2, axis=1)[:, -2]
    enough = np.bincount(source)[shares.argmax(axis=1)] >= _OF_SOURCE
    return np.where(enough & (most >= 1 / 3) & (others <= most / 5), most, 0.0)
