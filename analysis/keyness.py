"""The words that one group of documents says and another does not, tested document by document.

Words of one article come together, so a test that counts words takes one talkative report for a shift. Here
whole documents, or the episodes that they report, change sides.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .schema import conform, empty
from .vocabulary import check_texts, count_phrases, count_words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_BATCH = 999  # splits between two looks at which terms go on
_ENOUGH = 20  # splits as extreme as the documents' own after which a term's p is known well enough
_WIDE = 250  # splits held in memory at once


@dataclass(frozen=True)
class _Counts:
    """Documents by terms, the words of each document, the group that it is in and the unit that moves with it."""

    matrix: csr_array
    terms: list[str]
    n_words: np.ndarray
    in_a: np.ndarray
    units: np.ndarray

    def by_unit(self) -> _Counts:
        """Return the same with the documents of a unit added; a unit in both groups is one in each."""
        from scipy.sparse import csr_array

        keys = pd.MultiIndex.from_arrays([self.units, self.in_a])
        code, names = pd.factorize(keys)
        adder = csr_array((np.ones(len(code)), (code, np.arange(len(code)))), shape=(len(names), len(code)))
        in_a = np.array([name[1] for name in names], dtype=bool)
        return _Counts(csr_array(adder @ self.matrix), self.terms, adder @ self.n_words, in_a, np.arange(len(names)))


def compare_terms(
    sentences: pd.DataFrame,
    a: Hashable | Collection[Hashable],
    b: Hashable | Collection[Hashable] | None = None,
    *,
    groups: Mapping[Hashable, Hashable] | pd.Series | None = None,
    units: Mapping[Hashable, Hashable] | pd.Series | None = None,
    max_words: int = 3,
    min_count: int = 3,
    min_documents: int = 2,
    prior: float = 1.0,
    n_permutations: int = 9_999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how often two groups of documents use each word or phrase, and whether documents can show it.

    Parameters
    ----------
    sentences
        A frame with `doc_id` and `text`. Copies of a text count like any other: drop them first.
    a, b
        A group or several; all documents of no group in `a` where `b` is not given.
    groups
        The group of each `doc_id` (a mapping, or a Series indexed by it); without it every document is a
        group of its own name. Documents that it does not hold are left out.
    units
        What changes sides together, for each `doc_id`: the episode, where several documents report one; the
        document unless given.
    max_words
        The longest phrase, in words.
    min_count, min_documents
        The fewest occurrences, and documents with one, of a term that is compared.
    prior
        The weight of the prior, in documents of mean length.
    n_permutations
        The random splits at most; where there are no more splits than that and one, all of them are tried.
    seed
        Of the random splits.

    Returns
    -------
    DataFrame
        Table `keyness`, by `p` and then the size of `z`: `log_odds` (natural logarithm; above 0: more in `a`) and
        `z`, the same in standard errors of independent words, for ranking alone; `p` of a log-odds as large, either
        way, when documents change sides; `p_least`, the smallest
        that these splits can give;
        `q`, p adjusted over all terms; `sign_holds`, whether leaving out any one unit keeps the sign
        (never where a group has one unit); counts and documents with the term in each group; `dispersion` over the
        documents of the group that says it more: 0, in proportion to their length; 1, all in the shortest; missing
        where it has one document; `n_splits` and whether they are all there are (`exact`). No row without enough text.

    Raises
    ------
    ValueError
        If a column is missing, a group is unknown or on both sides, or an option is out of range.

    Notes
    -----
    Log-odds with a Dirichlet prior in proportion to the term's use in both groups (Monroe, Colaresi and Quinn
    2008); inference by permutation, random splits ended early for terms whose p is plainly large (Besag and Clifford
    1991); q after Benjamini and Hochberg (1995); normalised deviation of proportions (Gries 2008; Lijffijt and
    Gries 2012).

    Examples
    --------
    >>> texts = ["quad quad sea", "quad sea", "trade sea", "trade trade sea"]
    >>> rows = pd.DataFrame({"doc_id": list("wxyz"), "text": texts})
    >>> found = compare_terms(rows, ["w", "x"], ["y", "z"])
    >>> found[["term", "log_odds", "p", "p_least"]].round(2).values.tolist()
    [['quad', 2.2, 0.33, 0.33], ['trade', -2.2, 0.33, 0.33], ['sea', 0.0, 1.0, 0.33]]
    """
    check_texts(sentences, "doc_id")
    options = {"max_words": max_words, "min_count": min_count, "min_documents": min_documents}
    for name, value in (options | {"n_permutations": n_permutations}).items():
        if value < 1:
            raise ValueError(f"{name}={value}: must be 1 or more")
    if not 0 < prior < math.inf:
        raise ValueError(f"prior={prior}: must be above 0, in documents")
    sides = _choose_sides(sentences["doc_id"].unique(), a, b, groups)
    counts = _count(sentences, sides, units, **options)
    if counts is None:
        return empty("keyness")
    return _compare(counts, prior, n_permutations, seed)


def _choose_sides(doc_ids: Collection, a, b, groups: Mapping | pd.Series | None) -> dict[Hashable, bool]:
    """Return whether each document that is compared is in group a."""
    of = {doc_id: doc_id for doc_id in doc_ids} if groups is None else dict(groups)
    of = {doc_id: of[doc_id] for doc_id in doc_ids if doc_id in of and not pd.isna(of[doc_id])}
    names = dict.fromkeys(of.values())
    first = _as_list(a)
    second = [name for name in names if name not in first] if b is None else _as_list(b)
    for name in [*first, *second]:
        if name not in names:
            found = ", ".join(map(str, list(names)[:12])) + (", ..." if len(names) > 12 else "")
            raise ValueError(f"group {name!r} has no document; groups are {found or 'none'}")
    both = [name for name in first if name in second]
    if both:
        raise ValueError(f"group {both[0]!r} stands in a and in b: name each group once")
    return {doc_id: name in first for doc_id, name in of.items() if name in first or name in second}


def _as_list(names: Hashable | Collection[Hashable]) -> list[Hashable]:
    return list(names) if isinstance(names, Collection) and not isinstance(names, str) else [names]


def _count(
    sentences: pd.DataFrame, sides: Mapping, units, max_words: int, min_count: int, min_documents: int
) -> _Counts | None:
    """Return the counts of both groups; None where one has no word or no term is left."""
    from scipy.sparse import csr_array

    held = sentences.assign(_n=count_words(sentences["text"]))
    held = held[held["doc_id"].isin(list(sides)) & (held["_n"] > 0)]
    texts = {doc_id: rows["text"].tolist() for doc_id, rows in held.groupby("doc_id", sort=True)}
    if len({sides[doc_id] for doc_id in texts}) < 2:
        return None
    found = count_phrases(texts, max_words, min_count)
    spread = pd.Series([term for count in found.values() for term in count], dtype="object").value_counts()
    terms = sorted(spread.index[spread >= min_documents])
    if not terms:
        return None
    column = {term: j for j, term in enumerate(terms)}
    cells = [(i, column[t], n) for i, count in enumerate(found.values()) for t, n in count.items() if t in column]
    i, j, n = np.array(cells).T
    matrix = csr_array((n.astype("float64"), (i, j)), shape=(len(texts), len(terms)))
    of = {} if units is None else dict(units)
    unit = np.array([of.get(doc_id, doc_id) for doc_id in texts], dtype=object)
    in_a = np.array([sides[doc_id] for doc_id in texts])
    n_words = held.groupby("doc_id", sort=True)["_n"].sum().to_numpy(dtype="float64")
    return _Counts(matrix, terms, n_words, in_a, unit)


def _compare(counts: _Counts, prior: float, n_permutations: int, seed: int) -> pd.DataFrame:
    """Return table `keyness` of documents by terms."""
    from scipy.stats import false_discovery_control

    model = _Model(counts, prior)
    size, z = model.measure(model.units.in_a[:, None])
    size, z = size[:, 0], z[:, 0]
    p, p_least, n_splits, exact = _permute(model, np.abs(size), n_permutations, seed)
    in_a = counts.in_a
    has = (counts.matrix > 0).astype("int64")
    out = pd.DataFrame(
        {
            "term": counts.terms,
            "log_odds": np.round(size, 4) + 0.0,
            "z": np.round(z, 4) + 0.0,
            "p": p.round(6),
            "p_least": p_least.round(6),
            "q": false_discovery_control(p).round(6),
            "sign_holds": _holds(model, np.sign(np.round(size, 9))),
            "count_a": counts.matrix[in_a].sum(axis=0),
            "count_b": counts.matrix[~in_a].sum(axis=0),
            "n_documents_a": has[in_a].sum(axis=0),
            "n_documents_b": has[~in_a].sum(axis=0),
            "dispersion": np.where(size >= 0, _disperse(counts, in_a), _disperse(counts, ~in_a)).round(4),
            "n_splits": n_splits,
            "exact": exact,
        }
    )
    order = np.lexsort((out["term"].to_numpy(dtype=str), -out["z"].abs(), out["p"]))
    return conform(out.iloc[order], "keyness")


class _Model:
    """Log-odds of every term for any split of the units into two sides."""

    def __init__(self, counts: _Counts, prior: float) -> None:
        self.units = counts.by_unit()
        self.by_term = self.units.matrix.T.tocsr()
        self.total, self.n_words = self.by_term.sum(axis=1), self.units.n_words.sum()
        self.weight = prior * counts.n_words.mean()
        self.share = self.total / self.n_words

    def count(self, side: np.ndarray, keep: slice | np.ndarray = slice(None)) -> tuple[np.ndarray, np.ndarray]:
        """Return occurrences (terms by splits) and words (splits) on one side; `side` is units by splits."""
        side = side.astype("float64")
        return self.by_term[keep] @ side, self.units.n_words @ side

    def odds(self, y: np.ndarray, n: np.ndarray, keep: slice | np.ndarray = slice(None)) -> np.ndarray:
        """Return the odds of terms (rows) that stand y times among n words, the prior added."""
        first = (self.weight * self.share[keep])[:, None]
        with np.errstate(divide="ignore"):  # a corpus of one word has no odds
            return (y + first) / np.maximum(n + self.weight - y - first, 0)

    def measure(self, side: np.ndarray, keep: slice | np.ndarray = slice(None)) -> tuple[np.ndarray, np.ndarray]:
        """Return log-odds and z (terms by splits) of the units on a side against all others."""
        ya, na = self.count(side, keep)
        yb, nb = self.total[keep, None] - ya, self.n_words - na
        with np.errstate(invalid="ignore"):  # 0 where nothing but the term is said
            size = np.nan_to_num(np.log(self.odds(ya, na, keep) / self.odds(yb, nb, keep)))
        first = (self.weight * self.share[keep])[:, None]
        return size, size / np.sqrt(1 / (ya + first) + 1 / (yb + first))


def _permute(model: _Model, observed: np.ndarray, n_permutations: int, seed: int):
    """Return p, the least p, the number of splits for each term, and whether they are all that exist.

    The documents' own split is one of those counted.
    """
    n, k = len(model.units.in_a), int(model.units.in_a.sum())
    if math.comb(n, k) <= n_permutations + 1:
        return *_try_all(model, observed, _all_splits(n, k)), True
    reached, n_splits = np.ones(len(observed)), np.ones(len(observed), dtype=int)
    going = np.arange(len(observed))
    for last, splits in _draw_splits(n, k, n_permutations, seed):
        size = np.abs(model.measure(splits, going)[0])
        reached[going] += (size >= _less(observed[going])).sum(axis=1)
        n_splits[going] += splits.shape[1]
        if last:
            going = going[reached[going] <= _ENOUGH]
    return reached / n_splits, np.full(len(observed), 1 / (n_permutations + 1)), n_splits, False


def _try_all(model: _Model, observed: np.ndarray, splits: Iterator[np.ndarray]):
    """Return p, the least p that any split has, and their number, for each term."""
    reached, record, holders, n = np.zeros(len(observed)), observed, np.zeros(len(observed)), 0
    for part in splits:
        size = np.abs(model.measure(part)[0])
        reached += (size >= _less(observed)).sum(axis=1)
        most = np.maximum(record, size.max(axis=1))
        holders = holders * (record >= _less(most)[:, 0]) + (size >= _less(most)).sum(axis=1)
        record, n = most, n + part.shape[1]
    return reached / n, holders / n, np.full(len(observed), n)


def _less(size: np.ndarray) -> np.ndarray:
    """Return sizes, as a column, less what rounding can take from an equal one."""
    return (size - 1e-9 * (1 + size))[:, None]


def _all_splits(n: int, k: int) -> Iterator[np.ndarray]:
    """Yield every choice of k of n units, units by splits, some at a time."""
    chosen = np.array(list(combinations(range(n), k)), dtype=int).reshape(-1, k)
    for i in range(0, len(chosen), _WIDE):
        part = chosen[i : i + _WIDE]
        splits = np.zeros((n, len(part)), dtype=bool)
        splits[part.T, np.arange(len(part))] = True
        yield splits


def _draw_splits(n: int, k: int, n_permutations: int, seed: int) -> Iterator[tuple[bool, np.ndarray]]:
    """Yield random choices of k of n units, and whether a batch ends with them."""
    rng = np.random.default_rng(seed)
    for begin in range(0, n_permutations, _BATCH):
        end = min(begin + _BATCH, n_permutations)
        for i in range(begin, end, _WIDE):
            width = min(_WIDE, end - i)
            rank = rng.random((width, n)).argpartition(k - 1, axis=1)
            splits = np.zeros((n, width), dtype=bool)
            splits[rank[:, :k].T, np.arange(width)] = True
            yield i + width == end, splits


def _holds(model: _Model, sign: np.ndarray) -> np.ndarray:
    """Tell for each term whether leaving out any one unit keeps the sign; the prior never turns it."""
    in_a = model.units.in_a
    holds = sign != 0
    if min(in_a.sum(), (~in_a).sum()) < 2:
        return np.zeros_like(holds)
    for i in range(0, len(in_a), _WIDE):
        out = np.arange(i, min(i + _WIDE, len(in_a)))
        sides = []
        for group in (in_a, ~in_a):
            side = np.repeat(group[:, None], len(out), axis=1)
            side[out, np.arange(len(out))] = False
            sides.append(model.count(side))
        (ya, na), (yb, nb) = sides
        holds &= (np.sign(ya * nb - yb * na) == sign[:, None]).all(axis=1)
    return holds


def _disperse(counts: _Counts, group: np.ndarray) -> np.ndarray:
    """Return each term's normalised deviation of proportions over the documents of a group."""
    length = counts.n_words[group] / counts.n_words[group].sum()
    if len(length) < 2:
        return np.full(len(counts.terms), np.nan)
    cells = counts.matrix[group]
    total = cells.sum(axis=0)
    cells = cells.tocoo()
    share = cells.data / total[cells.col]
    # Half the sum of |share - length| is the sum of what the shares have over the lengths.
    over = np.bincount(cells.col, np.maximum(share - length[cells.row], 0), minlength=len(total))
    return np.where(total > 0, over / (1 - length.min()), np.nan)
