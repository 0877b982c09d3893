"""Non-negative matrix factorisation of a matrix that is held as its leading singular vectors.

Hierarchical alternating least squares (Cichocki and Phan 2009) in these vectors (as in Erichson et
al. 2018), from a start that is rotated by varimax (Rohe and Zeng 2023), take a fraction of a second.
Every resample has vectors of its own: in those of the whole, resamples agree far more than they do.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

_STEPS = 60  # at most
_TOLERANCE = 2e-3  # the largest change of a word's weight in a topic of length one
_WEIGHING_STEPS = 30
_BLOCK = 256  # rows that are weighed at once
_EXACT = 200  # rows or words up to which the decomposition is exact
_SPARE = 20  # singular vectors beyond two for each topic
_TURNS = 200  # at most, of varimax
_TINY = 1e-12
# The weight of a seed, as a share of the rows per topic: its words outweigh those of the text, so
# that no topic loses its seed.
_PULL = 0.4


@dataclass(frozen=True)
class Decomposition:
    """A matrix as `rows` times `basis`, and the `seeds` (of length one) that draw topics."""

    rows: np.ndarray
    basis: np.ndarray
    seeds: np.ndarray


def decompose(
    matrix: csr_array, size: int, seed: int, seeds: np.ndarray | None = None
) -> Decomposition:
    """Return the singular vectors that factorisations of a matrix (TF-IDF, rows by words) into at
    most so many topics need; `seeds` are as in `Factoriser`.
    """
    from sklearn.utils.extmath import randomized_svd

    average = np.asarray(matrix.mean(axis=0)).ravel()
    drawn = _scale(seeds * average) if seeds is not None else np.zeros((0, len(average)))
    if min(matrix.shape) <= _EXACT:
        left, sizes, right = np.linalg.svd(matrix.toarray(), full_matrices=False)
    else:
        n = min(2 * size + _SPARE, min(matrix.shape))
        left, sizes, right = randomized_svd(matrix, n, n_oversamples=20, random_state=seed)
    return Decomposition(left * sizes, right, drawn)


def fit(
    whole: Decomposition, size: int, near: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Return loadings (rows by topics), topics (by words, of length one), and whether they
    converged; where there are topics to start from a second time (`near`), the fit with the smaller
    error.
    """
    n = 2 * size + _SPARE if len(whole.rows) > _EXACT else None
    whole = Decomposition(whole.rows[:, :n], whole.basis[:n], whole.seeds)
    starts = [_start(whole.basis[:size], size, whole.seeds)]
    starts += [] if near is None else [near + 1e-9]
    runs = [_alternate(whole, _scale(words)) for words in starts]
    return min(runs, key=lambda run: round(run[3], 6))[:3]


def _alternate(
    whole: Decomposition, words: np.ndarray
) -> tuple[np.ndarray, np.ndarray, bool, float]:
    """Return loadings, topics, whether they converged, and the squared error, from a start."""
    rows, times = whole.rows, np.ones(len(whole.rows))
    if len(whole.seeds):  # as if texts of these words alone were added
        rows = np.vstack([rows, whole.seeds @ whole.basis.T])
        times = np.append(times, np.full(len(whole.seeds), _PULL * times.sum() / len(words)))
    words, columns = words.copy(), np.ascontiguousarray(rows.T)
    gram, target = words @ words.T, (words @ whole.basis.T) @ columns
    loadings = np.maximum(target, 0) / np.maximum(gram.sum(axis=1), _TINY)[:, None]
    _descend(loadings, target, gram, 5)
    for _ in range(_STEPS):
        before = words.copy()
        weighed = loadings * times
        _descend(words, (weighed @ rows) @ whole.basis, weighed @ loadings.T, 1)
        length = np.maximum(np.linalg.norm(words, axis=1), _TINY)[:, None]
        words, loadings = words / length, loadings * length
        gram, target = words @ words.T, (words @ whole.basis.T) @ columns
        _descend(loadings, target, gram, 1)
        moved = float(np.abs(words - before).max(initial=0))
        if moved < _TOLERANCE:
            break
    fitted = (gram * (loadings @ loadings.T)).sum() - 2 * (target * loadings).sum()
    error = float((rows * rows).sum() + fitted)
    return loadings[:, : len(whole.rows)].T, words, moved < 10 * _TOLERANCE, error


def _descend(solution: np.ndarray, target: np.ndarray, gram: np.ndarray, passes: int) -> None:
    """Move each row towards its least squares, none below 0, in place."""
    for _ in range(passes):
        for k in range(len(solution)):
            step = (target[k] - gram[k] @ solution) / max(gram[k, k], _TINY)
            np.maximum(solution[k] + step, 0, out=solution[k])


def _start(vectors: np.ndarray, size: int, seeds: np.ndarray) -> np.ndarray:
    """Return the seeds, and for the other topics the rotated singular vectors least like them."""
    turned = _turn(vectors.T).T @ vectors
    turned *= np.sign(np.round((turned**3).sum(axis=1), 9) + 1e-12)[:, None]
    words = np.full((size, vectors.shape[1]), 1e-6)
    words[: len(turned)] = np.maximum(turned, 1e-6)
    if not len(seeds):
        return words
    free = words[_unmatched(_scale(words) @ seeds.T)]
    return np.vstack([np.maximum(seeds, 1e-6), free])


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
        if values.sum() <= reached * (1 + 1e-5):
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

    Rows go in blocks of one size and all take as many steps, so each is summed in the same order
    whatever stands beside it.
    """
    gram, found = words @ words.T, np.zeros((matrix.shape[0], len(words)))
    if not words.any():
        return found
    target = matrix @ words.T
    block = np.zeros((len(words), _BLOCK))
    for start in range(0, len(found), _BLOCK):
        rows = target[start : start + _BLOCK]
        block[:] = 0
        block[:, : len(rows)] = rows.T
        solution = np.maximum(block, 0) / np.maximum(gram.sum(axis=1), _TINY)[:, None]
        _descend(solution, block, gram, _WEIGHING_STEPS)
        found[start : start + _BLOCK] = solution[:, : len(rows)].T
    return found
