"""Why two averages of tone differ: by which words, through their use or through their weight.

The tone of a sentence is a sum of its words' shares: with s the sum of the valences, tone is s /
sqrt(s^2 + 15), so a word of valence v has the share v / sqrt(s^2 + 15). A mean tone is then, over
words, the uses a sentence times the mean share of a use; and a difference of two means is, over
words, what a change of use and what a change of weight makes (Gallagher et al. 2021, with 0, no
tone, as the reference).
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..text.vocabulary import check_texts
from .explained import explain_texts
from .register import Register

OTHERS = "(all other words)"
_CELLS = 1 << 21  # so many words times documents are held at once


@cached()
def shift_words(
    a: pd.DataFrame,
    b: pd.DataFrame,
    *,
    top: int | None = 20,
    level: float = 0.95,
    register: Register | None = None,
) -> pd.DataFrame:
    """Return the words that make the mean tone of the sentences of `b` differ from that of `a`.

    Parameters
    ----------
    a, b
        Tables `sentences`; `doc_id` and `text` are read.
    top
        The words with the largest shift, by size; the rest is one last row, `OTHERS`. All words if
        None.
    level
        Probability that an interval is to hold, between 0 and 1.
    register
        What the words weigh; `read_register()` unless given.

    Returns
    -------
    DataFrame
        One row per word or phrase (in lower case; "!" and "?" for the marks), by size of the shift:
        `word`; `shift` (in units of tone; above 0: makes `b` warmer than `a`; the sum over rows is
        the difference of the means); its parts `by_use` and `by_weight` (the same word in other
        company, negated or in sentences that are less full); `uses_a`, `uses_b` (uses a sentence),
        `weight_a`, `weight_b` (mean share of a use, -1 to 1; empty without uses); `low`, `high`
        (jackknife over documents with t(n - 1); empty if a side has but one document); `sign_holds`
        (leaving out any one document keeps the sign); `n_documents` that use it. No row where a
        side has no sentence, and so no mean.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range.

    References
    ----------
    Gallagher et al. 2021, Generalized word shift graphs, EPJ Data Science 10:4.

    Examples
    --------
    >>> a = pd.DataFrame({"doc_id": ["x"], "text": ["The talks were bad."]})
    >>> b = pd.DataFrame({"doc_id": ["y", "y"], "text": ["The talks were bad.", "They met."]})
    >>> shift_words(a, b)[["word", "shift", "by_use", "uses_a", "uses_b"]].round(3).values.tolist()
    [['bad', 0.271, 0.271, 1.0, 0.5]]
    """
    if not 0 < level < 1:
        raise ValueError(f"level={level!r}: give a probability between 0 and 1")
    if top is not None and top < 1:
        raise ValueError(f"top={top!r}: must be 1 or more, or None for all words")
    for side in (a, b):
        check_texts(side, "doc_id")
    if a.empty or b.empty:
        return _finish(pd.DataFrame(columns=["word"]))
    documents = sorted({*a["doc_id"], *b["doc_id"]})
    shares = [_share_out(side, register) for side in (a, b)]
    n_sentences = np.array(
        [side.groupby("doc_id").size().reindex(documents, fill_value=0) for side in (a, b)]
    )
    words = sorted({*shares[0]["word"], *shares[1]["word"]})
    if not words:
        return _finish(pd.DataFrame(columns=["word"]))
    parts = _sum_by_document(shares, words, documents)
    sums = np.concatenate([part.sum(axis=-1) for part in parts], axis=-1)
    table = _shift(sums, n_sentences.sum(axis=1)).assign(word=words)
    sized = table.assign(size=table["shift"].abs())
    order = sized.sort_values(["size", "word"], ascending=[False, True]).index
    kept = order[:top]
    parts, shift = _sum_by_document(shares, [words[k] for k in kept], documents), iter(kept)
    spreads = [
        _jackknife(part, n_sentences, table.loc[list(islice(shift, part.shape[2])), "shift"], level)
        for part in parts
    ]
    out = table.loc[kept].join(pd.concat(spreads))
    if len(kept) < len(order):
        rest = table.loc[order[top:], ["shift", "by_use", "by_weight"]].sum()
        out = pd.concat([out, pd.DataFrame([{**rest, "word": OTHERS}])])
    return _finish(out)


def _share_out(side: pd.DataFrame, register: Register | None) -> pd.DataFrame:
    """Return document, word and share in its sentence's tone of each use of a word."""
    words = explain_texts(side["text"].tolist(), register=register)
    total = words.groupby("row")["valence"].transform("sum")
    forms = (
        words["word"]
        .str.lower()
        .mask(words["word"].str.startswith(("!", "?")), words["word"].str[:1])
    )
    share = words["valence"] / np.sqrt(total**2 + 15)
    return pd.DataFrame(
        {"doc_id": side["doc_id"].to_numpy()[words["row"]], "word": forms, "share": share}
    )


def _sum_by_document(
    shares: list[pd.DataFrame], words: list[str], documents: list[str]
) -> Iterator[np.ndarray]:
    """Yield uses and summed share (axis 0) of each side (1), word (2) and document (3), of a few
    words at a time, so that memory stays bounded.
    """
    step = max(_CELLS // len(documents), 1)
    sides = []
    for rows in shares:
        word = pd.Index(words).get_indexer(rows["word"])
        order = np.argsort(word, kind="stable")[np.count_nonzero(word < 0) :]
        of = pd.Index(documents).get_indexer(rows["doc_id"])[order]
        sides.append((word[order], of, rows["share"].to_numpy()[order]))
    for first in range(0, len(words), step):
        out = np.zeros((2, 2, min(step, len(words) - first), len(documents)))
        for side, (word, of, share) in enumerate(sides):
            some = slice(*np.searchsorted(word, (first, first + step)))
            at = (word[some] - first, of[some])
            np.add.at(out[0, side], at, 1)
            np.add.at(out[1, side], at, share[some])
        yield out


def _shift(sums: np.ndarray, n_sentences: np.ndarray) -> pd.DataFrame:
    """Return use, weight and shift of each word from its uses and summed shares on both sides."""
    uses = sums[0] / n_sentences[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = sums[1] / sums[0]
    # A word that one side lacks differs by its use alone.
    filled = np.where(np.isnan(weight), weight[::-1], weight)
    by_use = (uses[1] - uses[0]) * np.nan_to_num(filled[0] + filled[1]) / 2
    by_weight = (uses[0] + uses[1]) / 2 * np.nan_to_num(filled[1] - filled[0])
    columns = {"shift": by_use + by_weight, "by_use": by_use, "by_weight": by_weight}
    columns |= {"uses_a": uses[0], "uses_b": uses[1], "weight_a": weight[0], "weight_b": weight[1]}
    return pd.DataFrame(columns)


def _jackknife(
    sums: np.ndarray, n_sentences: np.ndarray, shift: pd.Series, level: float
) -> pd.DataFrame:
    """Return interval, whether the sign holds, and number of documents of each word's shift."""
    from scipy import stats

    n = n_sentences.shape[1]
    n_documents = (sums[0].sum(axis=0) > 0).sum(axis=1)
    if (np.count_nonzero(n_sentences, axis=1) < 2).any():
        gone = {"low": np.nan, "high": np.nan, "sign_holds": False}
        return pd.DataFrame({**gone, "n_documents": n_documents}, index=shift.index)
    whole, sentences = sums[1].sum(axis=-1), n_sentences.sum(axis=1)
    # The shift of a word is the difference of its summed shares a sentence; its parts need no
    # interval.
    left = (whole[..., None] - sums[1]) / (sentences[:, None] - n_sentences)[:, None, :]
    without = left[1] - left[0]
    error = np.sqrt(
        (n - 1) / n * ((without - without.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    )
    reach = stats.t.ppf((1 + level) / 2, n - 1) * error
    holds = (np.sign(without.round(12)) == np.sign(shift.to_numpy())[:, None]).all(axis=1)
    columns = {"low": shift - reach, "high": shift + reach, "sign_holds": holds}
    return pd.DataFrame({**columns, "n_documents": n_documents}, index=shift.index)


def _finish(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its columns in order and of their kinds."""
    numbers = "shift by_use by_weight uses_a uses_b weight_a weight_b low high".split()
    kinds = {"word": "str", **dict.fromkeys(numbers, "float64")}
    kinds |= {"sign_holds": "bool", "n_documents": "Int64"}
    out = table.reindex(columns=list(kinds)).reset_index(drop=True)
    return out.assign(sign_holds=out["sign_holds"].eq(True)).astype(kinds)
