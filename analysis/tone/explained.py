"""Which words give texts their tone, and where they stand: of a column at once where the rules run on
arrays, else text by text.
"""

import re
from bisect import bisect_left

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from .register import Register, is_mark, read_register
from .vader import Scorer, Tokens, to_column, weigh_tokens

_TOKEN = re.compile(r"\S+")
_Rows = list[tuple[int, int, int, float]]  # text, start, end, weight


def explain_texts(texts: list[str], *, register: Register | None = None) -> pd.DataFrame:
    """Return the words that give some texts their tone.

    Parameters
    ----------
    texts
        Sentences.
    register
        The register of diplomatic news; the packaged one unless given.

    Returns
    -------
    DataFrame
        `row` of the text, `start` and `end` (characters of it), `word` as written there (a phrase or
        construction of the register as a whole) and `valence`: its weight (-4 to 4) after negation,
        degree words and "but", in the order of the text; then the marks ! and ?, if they add
        weight. Words without weight are absent. The tone is the sum s of the valences as s /
        sqrt(s^2 + 15).

    Examples
    --------
    >>> explain_texts(["The United States is not happy"]).round(4).to_dict("records")
    [{'row': 0, 'start': 25, 'end': 30, 'word': 'happy', 'valence': -1.3986}]
    """
    register = read_register() if register is None else register
    apart = Apart("which words make the tone")
    try:
        rows = _weigh_texts(texts, register)
    except Exception:  # of one text: read one by one, that one alone is lost
        rows = []
        for row, text in enumerate(texts):
            with apart.of(text[:60]):
                rows += _weigh_text(row, text, register, register.make_scorer())
    apart.warn()
    frame = pd.DataFrame(rows, columns=["row", "start", "end", "valence"])
    places = zip(frame["row"].tolist(), frame["start"].tolist(), frame["end"].tolist(), strict=True)
    frame.insert(3, "word", [texts[row][start:end] for row, start, end in places])
    return frame.astype(
        {"row": "int64", "start": "int64", "end": "int64", "word": "str", "valence": "float64"}
    )


def _weigh_texts(texts: list[str], register: Register) -> _Rows:
    """Return text, start, end and weight of what gives texts their tone, in the order of texts."""
    scorer, column = register.make_scorer(), to_column(pd.Series(texts, dtype="object"))
    places, rewritten = register.rewrite_touched(column)
    touched = np.zeros(len(texts), bool)
    touched[places] = True
    column = pc.replace_with_mask(column, pa.array(touched), pa.array(rewritten, column.type))
    tokens = Tokens(column)
    weighed = weigh_tokens(tokens, scorer)
    alone = weighed.left
    kept = (weighed.weights != 0) & ~alone[weighed.rows]
    words = weighed.places[kept], weighed.rows[kept], weighed.weights[kept]
    found = _place_words(texts, tokens, words, _begin(column, tokens, *words[:2]), register)
    found += _place_marks(column, tokens, np.where(alone, 0.0, weighed.total))
    for row in np.flatnonzero(alone).tolist():
        found += _weigh_text(row, texts[row], register, scorer)
    return sorted(found, key=lambda hit: hit[0])  # stable: words, then marks


def _begin(texts: pa.Array, tokens: Tokens, places: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return where in its text each of some tokens begins, given in the order of texts."""
    sizes = np.array([len(token) + 1 for token in tokens.distinct], "int64")[tokens.numbers]
    edges = np.concatenate([[0], np.cumsum(sizes)])
    first = edges[tokens.starts]
    out = edges[places] - first[rows]
    # where more than one space divides tokens, they are not where their lengths say
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    loose = np.flatnonzero((np.diff(first) != lengths + 1)[rows])
    known, begins = -1, []
    for i, row in zip(loose.tolist(), rows[loose].tolist(), strict=True):
        if row != known:
            known = row
            begins = [match.start() for match in _TOKEN.finditer(texts[row].as_py())]
        out[i] = begins[places[i] - tokens.starts[row]]
    return out


def _place_words(
    texts: list[str],
    tokens: Tokens,
    words: tuple[np.ndarray, np.ndarray, np.ndarray],
    starts: np.ndarray,
    register: Register,
) -> _Rows:
    """Return text, start, end and weight of words, given by their places among the tokens, their
    texts and their weights; `starts` are where in its text each one's token begins.
    """
    places, rows, weights = words
    numbers, at = np.unique(tokens.numbers[places], return_inverse=True)
    used = [tokens.distinct[number] for number in numbers.tolist()]
    strip = register.make_scorer().strip
    skipped = np.array([token.index(strip(token)) for token in used], "int64")[at]
    sizes = np.array([len(strip(token)) for token in used], "int64")[at]
    marked = np.array([any(map(is_mark, token)) for token in used], bool)[at]
    starts = starts + skipped
    ends = starts + sizes
    found = zip(*(part.tolist() for part in (rows, starts, ends)), strict=True)
    spans, known = list(found), {}
    for i in np.flatnonzero(marked).tolist():
        row, start, end = spans[i]
        if row not in known:
            known[row] = _find_terms(texts[row], register)
        spans[i] = (row, *_widen(start, end, known[row]))
    return [(*span, weight) for span, weight in zip(spans, weights.tolist(), strict=True)]


def _place_marks(texts: pa.Array, tokens: Tokens, total: np.ndarray) -> _Rows:
    """Return text, first and last place, and weight of the marks ! and ? of texts that have a tone."""
    out = []
    for mark, size in zip("!?", tokens.marks, strict=True):
        rows = np.flatnonzero((size != 0) & (total != 0))
        weights = np.copysign(size, total)[rows].tolist()
        for row, text, weight in zip(
            rows.tolist(), texts.take(pa.array(rows)).to_pylist(), weights, strict=True
        ):
            out.append((row, text.find(mark), text.rfind(mark) + 1, weight))
    return out


def _weigh_text(row: int, text: str, register: Register, scorer: Scorer) -> _Rows:
    """Return what `_weigh_texts` gives of one text."""
    terms = _find_terms(text, register)
    spans = scorer.weigh_spans(register.rewrite(text))
    return [(row, *_widen(start, end, terms), weight) for start, end, weight in spans]


def _find_terms(text: str, register: Register) -> dict[int, int]:
    """Return the ends of terms with a weight by their starts, in order."""
    return {start: end for start, end, weight in register.find_terms(text) if weight}


def _widen(start: int, end: int, terms: dict[int, int]) -> tuple[int, int]:
    """Return the span of the whole term that begins within a word, else the word's."""
    begins = list(terms)
    i = bisect_left(begins, start)
    if i < len(begins) and begins[i] < end:
        return begins[i], terms[begins[i]]
    return start, end
