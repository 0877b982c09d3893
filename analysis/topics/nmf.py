"""Non-negative factorisation by way of the leading singular vectors.

scikit-learn's NMF goes through every count at every step. Here the matrix is first cut down to its first hundred
singular vectors (Zhou, Cichocki and Xie 2012), which makes a step several times cheaper, so that many refits can be
afforded, and leaves out what no topic could hold anyway. A small matrix keeps all its vectors and loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_RANK = 100  # singular vectors kept, or five a topic where that is more
_STEPS = 1000  # at most
_LOAD_STEPS = 50
_ROWS = 4096  # loaded at a time, so that they stay near the processor
_TURNS = 200  # at most, of a rotation
_PULL = 0.4  # of rows a topic, towards a seed: its words weigh more than the text's own, so that no topic leaves its seed
_TOLERANCE = 5e-5  # of the loadings' sum, moved in the last step


class Reduced:
    """A matrix as the product of a tall one and a wide one, and the topics that fit it.

    `seeds` (rows, perhaps none) are what the first topics are drawn towards, `most` is the largest number of topics to come.
    """

    def __init__(self, matrix: csr_array, most: int, seed: int, seeds: np.ndarray | None = None) -> None:
        from sklearn.utils.extmath import randomized_svd

        average = np.asarray(matrix.mean(axis=0)).ravel()
        self.mean = average.mean()
        self.seeds = _scale(seeds * average) if seeds is not None else np.zeros((0, matrix.shape[1]))
        rank = max(_RANK, 5 * most)
        if min(matrix.shape) <= 2 * rank:
            left, values, right = np.linalg.svd(matrix.toarray(), full_matrices=False)
        else:
            left, values, right = randomized_svd(matrix, rank, n_iter=2, random_state=seed)
        self.tall, self.wide = np.ascontiguousarray(left * values), np.ascontiguousarray(right)

    def fit(
        self, sizes: Iterable[int], near: Mapping[int, np.ndarray]
    ) -> dict[int, tuple[np.ndarray, np.ndarray, bool]]:
        """Return loadings (topics by rows), topics and whether they came to rest, for each number of topics.

        Each starts on its own and, where topics of this number are given, near these; the smaller error is returned.
        """
        starts = {size: [self._start(size)] + ([near[size] + 1e-9] if size in near else []) for size in sizes}
        runs = iter(self._alternate([words for several in starts.values() for words in several]))
        found = {size: [next(runs) for _ in several] for size, several in starts.items()}
        best = {size: min(of, key=lambda run: round(self._miss(run), 6)) for size, of in found.items()}
        return {size: (run.loadings, run.words, run.at_rest) for size, run in best.items()}

    def _start(self, size: int) -> np.ndarray:
        """Return the seeds, and for each further topic a turned singular vector that is least like them."""
        basis = self.wide[: min(size, len(self.wide))]
        turned = _turn(basis.T).T @ basis
        turned *= np.sign(np.round((turned**3).sum(axis=1), 9) + 1e-12)[:, None]
        words = np.full((size, basis.shape[1]), self.mean)
        words[: len(turned)] = np.where(turned < 1e-9, self.mean, turned)
        if len(self.seeds):
            free = words[_unmatched(_scale(words) @ self.seeds.T)]
            words = np.vstack([np.where(self.seeds > 0, self.seeds, self.mean), free])
        return words

    def _alternate(self, starts: list[np.ndarray]) -> list[_Run]:
        """Fit loadings and words, in turn, from each start until they come to rest.

        All take their steps together: most of the work are the products with the matrix, and those of many topics at once
        take little longer than those of a few.
        """
        runs = going = [_Run(words, self.seeds, self.tall) for words in starts]
        for run, target in zip(runs, self._project(runs), strict=True):
            run.loadings = np.ascontiguousarray(load(target.T, run.words @ run.words.T).T)
        for _ in range(_STEPS):
            targets = (np.concatenate([run.loadings for run in going]) @ self.tall) @ self.wide
            for run, target in zip(going, _split(targets, going), strict=True):
                run.update_words(target)
            for run, target in zip(going, self._project(going), strict=True):
                run.update_loadings(target)
            going = [run for run in going if not run.at_rest]
            if not going:
                break
        return runs

    def _project(self, runs: list[_Run]) -> list[np.ndarray]:
        """Return the matrix times the words of each run, topics in rows."""
        return _split((np.concatenate([run.words for run in runs]) @ self.wide.T) @ self.tall.T, runs)

    def _miss(self, run: _Run) -> float:
        """Return the squared error, less what is the same for all."""
        cross = np.sum((run.loadings @ self.tall) * (run.words @ self.wide.T))
        return float(np.sum((run.loadings @ run.loadings.T) * (run.words @ run.words.T)) - 2 * cross)


class _Run:
    """Topics on their way to a fit: `words` and `loadings`, topics in rows, and whether they came to rest."""

    def __init__(self, words: np.ndarray, seeds: np.ndarray, tall: np.ndarray) -> None:
        self.words, self.at_rest = words.copy(), False
        self.loadings = np.zeros((len(words), len(tall)))
        self.pull = np.zeros(len(words))
        self.pull[: len(seeds)] = _PULL * len(tall) / len(words)
        self.drawn = seeds * self.pull[: len(seeds), None]

    def update_words(self, target: np.ndarray) -> None:
        target[: len(self.drawn)] += self.drawn
        _solve(target, self.loadings @ self.loadings.T + np.diag(self.pull), self.words)

    def update_loadings(self, target: np.ndarray) -> None:
        moved = _solve(target, self.words @ self.words.T, self.loadings)
        self.at_rest = moved <= _TOLERANCE * self.loadings.sum()


def _split(pile: np.ndarray, runs: list[_Run]) -> list[np.ndarray]:
    """Return the rows of each run."""
    return np.split(pile, np.cumsum([len(run.words) for run in runs])[:-1])


def _solve(target: np.ndarray, gram: np.ndarray, rows: np.ndarray) -> float:
    """Take one step of least squares without negative values, row by row and in place; return how far it went."""
    moved = 0.0
    for k in np.flatnonzero(np.diag(gram) > 0):
        new = gram[k] @ rows
        np.subtract(target[k], new, out=new)
        new /= gram[k, k]
        new += rows[k]
        np.maximum(new, 0, out=new)
        rows[k] -= new
        moved += float(np.abs(rows[k]).sum())
        rows[k] = new
    return moved


def _scale(rows: np.ndarray) -> np.ndarray:
    """Return rows of length one; rows of zeros as they are."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows, dtype=float), where=length > 0)


def _turn(columns: np.ndarray) -> np.ndarray:
    """Return the rotation that makes the entries of orthogonal columns as uneven as can be (varimax, Kaiser 1958)."""
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
    """Return the rows that are left when every column took the row that it is most like, one to one."""
    from scipy.optimize import linear_sum_assignment

    taken = set(linear_sum_assignment(np.round(likeness, 9), maximize=True)[0])
    return [row for row in range(len(likeness)) if row not in taken]


def load(target: np.ndarray, gram: np.ndarray) -> np.ndarray:
    """Return loadings, none negative, that fit given topics; those of a row do not depend on the rows beside it.

    So there is no product of matrices here: its sums are split by how many rows there are, and bits by how they are split.
    """
    parts = [_settle(target[start : start + _ROWS].T.copy(), gram).T for start in range(0, len(target), _ROWS)]
    return np.ascontiguousarray(np.concatenate(parts))


def _settle(target: np.ndarray, gram: np.ndarray) -> np.ndarray:
    """Take steps of least squares as `_solve` does; topics are rows here, and are added up one by one."""
    loadings = np.maximum(target, 0) / max(float(np.trace(gram)), 1e-12)
    total, term = np.empty_like(target[0]), np.empty_like(target[0])
    for _ in range(_LOAD_STEPS):
        before = loadings.copy()
        for k in np.flatnonzero(np.diag(gram) > 0):
            total[:] = 0
            for row, factor in zip(loadings, gram[k], strict=True):
                np.multiply(row, factor, out=term)
                np.add(total, term, out=total)
            loadings[k] = np.maximum(loadings[k] + (target[k] - total) / gram[k, k], 0)
        if np.array_equal(loadings, before):  # to the last bit, so no further step would move any
            break
    return loadings
