"""Words that a theme may lack: those that keep the company of its terms, in the user's own corpus.

Words of one family stand among the same words: the names of two groups that a text calls terrorist
are both named beside "attacks" and "fighters". So a word is compared with the theme's terms, taken
as one word, by what stands within a few words of each.
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from .lexicon import Themes

_WORD = re.compile(r"\x01|[^\W\d_][\w'’-]*")
_TERM = "\x01"
_BESIDE = 3  # words on each side
_LEAST, _DOCUMENTS = 5, 3  # sentences and documents with a word that is proposed
_MOST, _MOST_SENTENCES = 5, 100_000  # words of a theme; sentences that are read
_LIKE = 0.1  # the least cosine
# A word in so many sentences, and a share of all, is no term of one theme.
_FEW, _COMMON = 50, 0.01
_SHOWN, _LETTERS = 5, 160


def propose_terms(themes: Themes, mentions: pd.DataFrame, sentences: pd.DataFrame) -> list[tuple]:
    """Return words that a theme may lack, five a theme at most.

    Parameters
    ----------
    themes
        A lexicon.
    mentions
        What `find_mentions` found with it in the sentences.
    sentences
        Table `sentences`; of very many, evenly spread ones are read.

    Returns
    -------
    list of tuple
        Theme, word, "missing", in how many sentences without a mention of the theme it stands, and
        five of these sentences; the most alike first.
    """
    step = -(-len(sentences) // _MOST_SENTENCES) or 1
    rows = sentences.iloc[::step].reset_index(drop=True)
    hits = mentions[mentions["start"] < mentions["end"]].assign(theme=mentions["theme"].astype(str))
    hits = hits.merge(
        rows[["doc_id", "sentence_no", "start"]]
        .rename(columns={"start": "first"})
        .assign(row=rows.index),
        on=["doc_id", "sentence_no"],
    )
    plain = [_WORD.findall(text.lower()) for text in rows["text"].astype(str)]
    counts = pd.Series([word for words in plain for word in set(words)], dtype="str").value_counts()
    known = sorted(counts.index[(counts >= _LEAST) & (counts.index.str.len() > 2)])
    codes = {word: code for code, word in enumerate([_TERM, *known])}
    out = []
    for theme in themes.main:
        own = hits[hits["theme"] == theme]
        if len(own) >= _LEAST and known:
            company = {e.company for e in themes.entries if e.theme == theme and e.company}
            beside = [c.words for c in company]
            out += _propose(theme, own, rows, plain, codes, beside)
    return out


def _propose(
    theme: str,
    hits: pd.DataFrame,
    rows: pd.DataFrame,
    plain: list[list[str]],
    codes: dict[str, int],
    company: list[re.Pattern[str]],
) -> list[tuple]:
    """Return the words most like the terms of one theme."""
    masked = dict(_mask(hits, rows))
    texts = [masked.get(row, words) for row, words in enumerate(plain)]
    beside = _count_beside(texts, codes)
    likeness = _compare(beside)
    names = list(codes)
    own = {part for term in hits["term"].str.lower() for part in _WORD.findall(term)}
    order = sorted(
        np.flatnonzero(likeness >= _LIKE), key=lambda i: (-round(float(likeness[i]), 6), names[i])
    )
    out = []
    for code in order:
        if len(out) == _MOST:
            break
        word = names[code]
        # what the theme knows as company is no term of it
        if word == _TERM or word in own or any(words.fullmatch(word) for words in company):
            continue
        at = [row for row, found in enumerate(plain) if row not in masked and word in found]
        if (
            not _LEAST <= len(at) <= max(_COMMON * len(rows), _FEW)
            or rows["doc_id"].iloc[at].nunique() < _DOCUMENTS
        ):
            continue
        first = rows.iloc[at].drop_duplicates("doc_id").index.tolist()
        shown = sorted([*first, *(row for row in at if row not in set(first))][:_SHOWN])
        detail = " | ".join(_show(rows["text"].iloc[row], word) for row in shown)
        out.append((theme, word, "missing", len(at), detail))
    return out


def _mask(hits: pd.DataFrame, rows: pd.DataFrame) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that mentions the theme, with one sign in the place of each term."""
    for row, group in hits.sort_values(["row", "start"]).groupby("row"):
        text, pieces, last = str(rows["text"].iloc[row]), [], 0
        for start, end in zip(
            group["start"] - group["first"], group["end"] - group["first"], strict=True
        ):
            pieces += [text[last:start], f" {_TERM} "]
            last = end
        yield int(row), _WORD.findall("".join([*pieces, text[last:]]).lower())


def _count_beside(texts: list[list[str]], codes: dict[str, int]) -> sparse.csr_matrix:
    """Return how often each word stands a few words behind each other, then before it."""
    gap = [-1] * _BESIDE
    flat = [code for words in texts for code in (*(codes.get(word, -1) for word in words), *gap)]
    line = np.array(flat, dtype=np.int64)
    before = sparse.csr_matrix((len(codes), len(codes)), dtype=np.float64)
    for distance in range(1, _BESIDE + 1):
        left, right = line[:-distance], line[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.ones(int(both.sum()))
        before += sparse.coo_matrix((ones, (right[both], left[both])), shape=before.shape).tocsr()
    return sparse.hstack([before, before.T]).tocsr()


def _compare(beside: sparse.csr_matrix) -> np.ndarray:
    """Return the cosine of each word's company with that of the theme's terms, by positive
    pointwise mutual information.
    """
    totals = np.asarray(beside.sum(axis=1)).ravel()
    # that of rare words is made less of
    others = np.asarray(beside.sum(axis=0)).ravel() ** 0.75
    pairs = beside.tocoo()
    ratio = pairs.data * others.sum() / (totals[pairs.row] * others[pairs.col])
    weights = sparse.csr_matrix(
        (np.maximum(np.log(ratio), 0), (pairs.row, pairs.col)), shape=beside.shape
    )
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    products = np.asarray((weights @ weights[0].T).todense()).ravel()
    scale = lengths * lengths[0]
    return np.divide(products, scale, out=np.zeros_like(products), where=scale > 0)


def _show(text: str, word: str) -> str:
    """Return a sentence, or what is around the word in a long one."""
    at = max(0, text.lower().find(word) - _LETTERS // 2)
    shown = " ".join(text[at : at + _LETTERS].split())
    return ("…" if at else "") + shown + ("…" if at + _LETTERS < len(text) else "")
