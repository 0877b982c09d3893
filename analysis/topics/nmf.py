"""Non-negative matrix factorisation by scikit-learn, started from an SVD rotated by varimax.

The loadings are fitted to the topics of the start before the first step: from constant loadings
the first steps move the topics away from the start, and the fit ends with a larger error.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_STEPS = 1000  # at most
_TOLERANCE = 5e-3  # of the first step's violation of the conditions of an optimum
_WEIGHING_STEPS = 50
_EXACT = 200  # rows or words up to which the SVD is exact
_TURNS = 200  # at most, of varimax
# The weight of a seed, as a share of the rows per topic: its words outweigh those of the text, so
# that no topic loses its seed.
_PULL = 0.4


def fit(
    matrix: csr_array,
    sizes: Collection[int],
    seed: int,
    near: Mapping[int, np.ndarray],
    seeds: np.ndarray | None = None,
) -> dict[int, tuple[np.ndarray, np.ndarray, bool]]:
    """Factorise a matrix for each number of topics.

    Parameters
    ----------
    matrix
        TF-IDF, rows by words.
    sizes
        Numbers of topics.
    seed
        Of the randomised SVD.
    near
        Topics by their number, as a second start; the fit with the smaller error is returned.
    seeds
        How much each word belongs to each seed, as in `factorise`. Each is added to the matrix as
        a row.

    Returns
    -------
    dict
        By number of topics: loadings (rows by topics), topics (by words), and whether the fit
        converged.
    """
    average = np.asarray(matrix.mean(axis=0)).ravel()
    drawn = _scale(seeds * average) if seeds is not None else np.zeros((0, len(average)))
    basis = _decompose(matrix, max(sizes, default=0), seed)
    found = {}
    for size in sizes:
        added = _add(matrix, drawn * np.sqrt(_PULL * matrix.shape[0] / size))
        starts = [_start(basis[:size], size, average.mean(), drawn)]
        starts += [near[size] + 1e-9] if size in near else []
        runs = [_descend(added, words) for words in starts]
        loadings, words, converged, _ = min(runs, key=lambda run: round(run[3], 6))
        found[size] = loadings[: matrix.shape[0]], words, converged
    return found


def _decompose(matrix: csr_array, size: int, seed: int) -> np.ndarray:
    """Return the leading right singular vectors, in rows; at most as many as there are."""
    from sklearn.utils.extmath import randomized_svd

    if min(matrix.shape) <= _EXACT:
        return np.linalg.svd(matrix.toarray(), full_matrices=False)[2][:size]
    return randomized_svd(matrix, size, n_oversamples=size + 10, n_iter=4, random_state=seed)[2]


def _start(basis: np.ndarray, size: int, mean: float, seeds: np.ndarray) -> np.ndarray:
    """Return the seeds, and for the other topics the rotated singular vectors least like them."""
    turned = _turn(basis.T).T @ basis
    turned *= np.sign(np.round((turned**3).sum(axis=1), 9) + 1e-12)[:, None]
    words = np.full((size, basis.shape[1]), mean)
    words[: len(turned)] = np.where(turned < 1e-9, mean, turned)
    if not len(seeds):
        return words
    free = words[_unmatched(_scale(words) @ seeds.T)]
    return np.vstack([np.where(seeds > 0, seeds, mean), free])


def _add(matrix: csr_array, rows: np.ndarray) -> csr_array:
    from scipy.sparse import csr_array, vstack

    return vstack([matrix, csr_array(rows)], format="csr") if len(rows) else matrix


def _descend(matrix: csr_array, words: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool, float]:
    """Return loadings, topics, whether they converged, and the error, from a start."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    model = NMF(len(words), init="custom", tol=_TOLERANCE, max_iter=_STEPS)
    start = load(matrix, words)
    # An exact fit has an error of 0, of which rounding can make the root of a negative number.
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        loadings = model.fit_transform(matrix, W=start, H=words.copy())
    error = float(np.nan_to_num(model.reconstruction_err_))
    return loadings, model.components_, model.n_iter_ < _STEPS, error


def _scale(rows: np.ndarray) -> np.ndarray:
    """Return rows of length one; rows of zeros as they are."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows, dtype=float), where=length > 0)


def _turn(columns: np.ndarray) -> np.ndarray:
    """Return the varimax rotation of orthogonal columns (Kaiser 1958)."""
    turn, reached = np.eye(columns.shape[1]), 0.0
    for _ in range(_TURNS):
        turned = columns @ turn
        squared = turned * turned
        left, values, right = np.linalg.svd(columns.T @ (turned * (squared - squared.mean(axis=0))))
        turn = left @ right
        if values.sum() <= reached * (1 + 1e-7):
            break
        reached = values.sum()
    return turn


def _unmatched(likeness: np.ndarray) -> list[int]:
    """Return the rows left over when each column is assigned the row most like it, one to one."""
    from scipy.optimize import linear_sum_assignment

    taken = set(linear_sum_assignment(np.round(likeness, 9), maximize=True)[0])
    return [row for row in range(len(likeness)) if row not in taken]


def load(matrix: csr_array, words: np.ndarray) -> np.ndarray:
    """Return the loadings of rows on given topics; none depends on the other rows.

    With a tolerance of 0 every row takes the same steps, unless no step moves any row further.
    """
    from sklearn.decomposition import non_negative_factorization

    if not words.any():
        return np.zeros((matrix.shape[0], len(words)))
    options = {"update_H": False, "tol": 0, "max_iter": _WEIGHING_STEPS}
    return non_negative_factorization(matrix, H=words, n_components=len(words), **options)[0]
