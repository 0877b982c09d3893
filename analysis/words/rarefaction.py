"""Counts as they would be had both sides of a comparison texts of the same lengths.

A longer text says more rare words at least once. Where one side's texts are longer, texts cannot
change sides as if nothing told them apart: words said once a text would all seem to belong to the
longer side. Here longer texts lose words at random, until both sides have the same lengths.
"""

import zlib
from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from .log_odds import Counts

_AT_ONCE = 1 << 20  # occurrences that are drawn together
_STEP = np.uint64(0x9E3779B97F4A7C15)


def match_lengths(n_words: np.ndarray, in_a: np.ndarray) -> np.ndarray:
    """Return the length of each unit that gives both sides the same distribution of lengths.

    The k-th longest of one side keeps as many words as the k-th longest of the other has, if that
    is fewer; between sides of different size, quantiles take the place of ranks.
    """
    out = n_words.astype("float64")
    ranked = {side: np.sort(n_words[in_a == side]) for side in (True, False)}
    for side, other in ((True, False), (False, True)):
        at = np.flatnonzero(in_a == side)
        own = _middles(len(at))[np.argsort(np.argsort(n_words[at], kind="stable"))]
        out[at] = np.minimum(out[at], np.interp(own, _middles(len(ranked[other])), ranked[other]))
    return out


def _middles(n: int) -> np.ndarray:
    return (np.arange(n) + 0.5) / n


class Rarefaction:
    """Occurrences of terms by unit, each kept with a probability that is the same in a unit.

    Whether one is kept depends on the seed, its term, unit and place among the term's occurrences
    there, and on nothing else: no term moves another's draws. `by_term` are terms by units, `kept`
    is the probability of each unit.
    """

    def __init__(self, by_term: csr_array, terms: list[str], kept: np.ndarray, seed: int) -> None:
        self.by_term, self.kept = by_term, kept
        names = (term.encode("utf-8", "surrogatepass") for term in terms)
        self.keys = np.array([zlib.crc32(name) for name in names], dtype="uint64")
        self.seed = _mix(np.array([int(seed) & 0xFFFFFFFFFFFFFFFF], dtype="uint64"))
        self.is_random = bool((kept < 1).any())

    def draw(self, number: int, keep: slice | np.ndarray = slice(None)) -> csr_array:
        """Return the occurrences of some terms, by units, that the draw of this number leaves."""
        whole = self.by_term[keep]
        if not self.is_random:
            return whole
        row = np.repeat(np.arange(whole.shape[0]), np.diff(whole.indptr))
        cut = np.flatnonzero(self.kept[whole.indices] < 1)
        unit, count = whole.indices[cut], whole.data[cut].astype("int64")
        seed = _mix(self.seed + np.uint64(number))
        cell = _mix(_mix(self.keys[keep][row[cut]] + seed) + unit.astype("uint64"))
        bar = np.floor(self.kept[unit] * 2.0**53).astype("uint64")
        ends = np.cumsum(count)
        data, begin = whole.data.copy(), 0
        while begin < len(cut):
            done = ends[begin] - count[begin]
            end = max(int(np.searchsorted(ends, done + _AT_ONCE, "right")), begin + 1)
            some = slice(begin, end)
            at = np.repeat(np.arange(begin, end), count[some])
            place = np.arange(len(at)) - (ends[some] - count[some] - done).repeat(count[some])
            stays = (_mix(cell[at] + place.astype("uint64")) >> np.uint64(11)) < bar[at]
            data[cut[some]] = np.bincount(at[stays] - begin, minlength=end - begin)
            begin = end
        return csr_array((data, whole.indices, whole.indptr), shape=whole.shape)


def _mix(values: np.ndarray) -> np.ndarray:
    """Return a pseudorandom number for each whole number (the output function of SplitMix64)."""
    out = values * _STEP + _STEP
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))


class Contrast:
    """Studentised differences of terms, for any split of the units into two sides.

    The difference is that of rates, occurrences over words; its error is that of a ratio estimator,
    with residuals from the rate of both sides together, so that a side without the term has one. The
    seed is that of the draws by which longer units lose words.
    """

    def __init__(self, units: Counts, seed: int) -> None:
        self.x = match_lengths(units.n_words, units.in_a)
        by_term = units.matrix.T.tocsr()
        self.counts = Rarefaction(by_term, units.terms, self.x / units.n_words, seed)

    def look(self, number: int, keep: slice | np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """Return what gives the sizes of some terms, terms by splits, on one draw of the counts."""
        y, x = self.counts.draw(number, keep), self.x
        total, n_words = y.sum(axis=1)[:, None], x.sum()
        rate = total / n_words
        row = np.repeat(np.arange(y.shape[0]), np.diff(y.indptr))
        # The squared residual, (y - rate * x)^2, without its last summand, which all units have.
        over = y.data * (y.data - 2 * rate[row, 0] * x[y.indices])
        over = csr_array((over, y.indices, y.indptr), shape=y.shape)
        squares = over.sum(axis=1)[:, None]

        def measure(sides: np.ndarray) -> np.ndarray:
            side = sides.astype("float64")
            ya, va, xa, xxa = y @ side, over @ side, x @ side, (x * x) @ side
            xb, xxb = n_words - xa, x @ x - xxa
            gap = ya / xa - (total - ya) / xb
            square = (va + rate**2 * xxa) / xa**2 + (squares - va + rate**2 * xxb) / xb**2
            # A term said in exact proportion to length has no error, and no gap but rounding's.
            return gap / np.sqrt(np.maximum(square, 1e-9 * rate**2 + 1e-300))

        return measure
