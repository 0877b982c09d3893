"""Log-odds of terms between two sides of a corpus, and how evenly documents say a term."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array


@dataclass(frozen=True)
class Counts:
    """Documents by terms; the words, the group, the unit and the source of each document."""

    matrix: csr_array
    terms: list[str]
    n_words: np.ndarray
    in_a: np.ndarray
    units: np.ndarray
    sources: np.ndarray | None = None

    def by_unit(self) -> Counts:
        """Return the same by unit; a unit in both groups is one in each."""
        keys = pd.MultiIndex.from_arrays([self.units, self.in_a])
        code, names = pd.factorize(keys)
        n = len(names)
        adder = csr_array((np.ones(len(code)), (code, np.arange(len(code)))), (n, len(code)))
        in_a = np.array([name[1] for name in names], dtype=bool)
        matrix = csr_array(adder @ self.matrix)
        return Counts(matrix, self.terms, adder @ self.n_words, in_a, np.arange(n))


class Model:
    """Log-odds of every term for any split of the units into two sides."""

    def __init__(self, counts: Counts, prior: float) -> None:
        self.units = counts.by_unit()
        self.by_term = self.units.matrix.T.tocsr()
        self.total, self.n_words = self.by_term.sum(axis=1), self.units.n_words.sum()
        self.weight = prior * counts.n_words.mean()
        self.share = self.total / self.n_words

    def count(self, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return occurrences (terms by splits) and words on one side (units by splits)."""
        side = side.astype("float64")
        return self.by_term @ side, self.units.n_words @ side

    def odds(self, y: np.ndarray, n: np.ndarray) -> np.ndarray:
        """Return the odds of terms that stand y times among n words, the prior added."""
        first = self.weight * self.share
        with np.errstate(divide="ignore"):  # a corpus of one word has no odds
            return (y + first) / np.maximum(n + self.weight - y - first, 0)

    def measure(self) -> tuple[np.ndarray, np.ndarray]:
        """Return log-odds and z of each term between the two sides."""
        (ya, na), (yb, nb) = (self.count(side) for side in (self.units.in_a, ~self.units.in_a))
        with np.errstate(invalid="ignore"):  # 0 where nothing but the term is said
            size = np.nan_to_num(np.log(self.odds(ya, na) / self.odds(yb, nb)))
        first = self.weight * self.share
        return size, size / np.sqrt(1 / (ya + first) + 1 / (yb + first))


def holds_sign(model: Model, sign: np.ndarray) -> np.ndarray:
    """Tell for each term whether leaving out any one unit keeps the sign.

    Units that have the term are tried one by one. Of those without it only the words of their side
    count, and that the more the longer they are: the longest and the shortest tell of all.
    """
    in_a, n_words = model.units.in_a, model.units.n_words
    if min(in_a.sum(), (~in_a).sum()) < 2:
        return np.zeros_like(sign, dtype=bool)
    (ya, na), (yb, nb) = (model.count(side) for side in (in_a, ~in_a))
    holds = sign != 0
    cells = model.by_term.tocoo()
    of_a, term, left = in_a[cells.col], cells.row, n_words[cells.col]
    kept = np.sign(
        (ya[term] - cells.data * of_a) * (nb - left * ~of_a)
        - (yb[term] - cells.data * ~of_a) * (na - left * of_a)
    )
    holds[term[kept != sign[term]]] = False
    for group in (in_a, ~in_a):
        units = np.flatnonzero(group)
        for order in (np.argsort(n_words[units]), np.argsort(-n_words[units])):
            place = _find_absent(model.by_term[:, units[order]])
            some = place < len(units)
            left = n_words[units[order][np.minimum(place, len(units) - 1)]]
            less_a, less_b = (left, 0) if in_a[units[0]] else (0, left)
            without = np.sign(ya * (nb - less_b) - yb * (na - less_a))
            holds &= ~some | (without == sign)
    return holds


def compare_within(counts: Counts, model: Model) -> np.ndarray:
    """Return the log-odds of each term between the two sides, documents compared with those of their
    own source (Mantel and Haenszel 1959), shrunk by the prior; missing where no source has both.
    """
    of = np.full(len(counts.n_words), None) if counts.sources is None else counts.sources
    code, names = pd.factorize(of)  # of no source: -1
    held = np.flatnonzero(code >= 0)
    a, b = (
        csr_array((side[held] * 1.0, (code[held], held)), shape=(len(names), len(code)))
        for side in (counts.in_a, ~counts.in_a)
    )
    na, nb = a @ counts.n_words, b @ counts.n_words
    both = np.flatnonzero((na > 0) & (nb > 0))
    if not len(both):
        return np.full(len(counts.terms), np.nan)
    na, nb, of_a, of_b = na[both], nb[both], a[both] @ counts.matrix, b[both] @ counts.matrix
    joint = of_a.multiply(of_b / (na + nb)[:, None]).sum(axis=0)
    first = model.weight * model.share
    prior = first * (model.weight - first) / (2 * model.weight)
    up = (nb / (na + nb)) @ of_a - joint + prior
    down = (na / (na + nb)) @ of_b - joint + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(np.log(up / down), posinf=0.0, neginf=0.0)


def _find_absent(by_term: csr_array) -> np.ndarray:
    """Return for each term (rows) the first unit (column) that does not have it."""
    by_term = by_term.copy()
    by_term.sort_indices()
    size = np.diff(by_term.indptr)
    place = np.arange(len(by_term.indices)) - np.repeat(by_term.indptr[:-1], size)
    row = np.repeat(np.arange(len(size)), size)
    out, gaps = size.copy(), np.flatnonzero(by_term.indices != place)[::-1]
    out[row[gaps]] = place[gaps]  # of several, the first is written last
    return out


def disperse(counts: Counts, group: np.ndarray) -> np.ndarray:
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
