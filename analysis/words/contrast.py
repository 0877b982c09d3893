"""The difference between the rates of a term on two sides, over its standard error."""

from collections.abc import Callable

import numpy as np

from .log_odds import Counts
from .rarefaction import Rarefaction, match_lengths


class Contrast:
    """Studentised differences of terms, for any split of the units into two sides.

    The difference is that of rates, occurrences over words; its error is that of a ratio estimator,
    with residuals from the rate of both sides together, so that a side without the term has one.

    Parameters
    ----------
    units
        The counts of units.
    seed
        Of the draws by which longer units lose words.
    """

    def __init__(self, units: Counts, seed: int) -> None:
        self.x = match_lengths(units.n_words, units.in_a)
        by_term = units.matrix.T.tocsr()
        self.counts = Rarefaction(by_term, units.terms, self.x / units.n_words, seed)

    def look(self, number: int, keep: slice | np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """Return what gives the sizes of some terms, terms by splits, on one draw of the counts."""
        from scipy.sparse import csr_array

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
