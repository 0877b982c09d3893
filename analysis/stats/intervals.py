"""Sums to intervals, documents as the unit: what a cell's rate, share or tone may be in truth.

Words of one article come together, so counts vary more from document to document than independent
words would. How much more is told by one number in the sums: how often two hits are of one
document. With few documents that says little, and a prior on it, `PRIOR`, stands in; with many it
decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..core.measures import MEASURES, check_counted

#: The prior on how far documents differ, by measure (see `Measure.prior`).
PRIOR = {
    "rate": MEASURES["rate"].prior,
    "share": MEASURES["share"].prior,
    "spread": 1.0,  # standard deviation of log k and of the logit of the correlation
    "tone": MEASURES["tone"].prior,
}
FEW = 30  # units; from here on the ratio interval is asked too
#: Units from which on how far they differ is learnt from all cells of a theme together.
LEARN = 12
_GRID = np.linspace(-3.2, 3.2, 33)  # standard deviations of the prior
_SENTENCE_SPREAD = 0.35  # standard deviation of the tone of a document's sentences


@dataclass(frozen=True)
class Posterior:
    """Distributions of cells' values: each a mixture of betas (share) or betas' odds (rate).

    `weights`, `a`, `b` are cells x grid; `scale` turns odds into a rate; `spread` is the grid's k
    or correlation.
    """

    measure: str
    weights: np.ndarray
    a: np.ndarray
    b: np.ndarray
    scale: np.ndarray
    spread: np.ndarray

    def typical_spread(self) -> np.ndarray:
        """Return the geometric mean of each cell's k (rate) or correlation (share)."""
        return np.exp((self.weights * np.log(self.spread)).sum(1))

    def quantile(self, q: float) -> np.ndarray:
        """Return the value below which each cell lies with probability q."""
        from scipy.optimize.elementwise import find_root
        from scipy.special import betainc, betaincinv

        ends = self._unfold(betaincinv(self.a, self.b, q))
        low, high = ends.min(1), ends.max(1)

        def excess(x, i):
            u = self._fold(np.exp(x), i)
            return (self.weights[i] * betainc(self.a[i], self.b[i], u)).sum(-1) - q

        bracket = np.log(low) - 1e-9, np.log(high) + 1e-9
        return np.exp(find_root(excess, bracket, args=(np.arange(len(low)),)).x)

    def draw(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """Return n draws of each cell, n x cells."""
        out = np.empty((n, len(self.a)))
        for i, weights in enumerate(self.weights):
            k = rng.choice(len(weights), size=n, p=weights)
            gamma_a, gamma_b = rng.standard_gamma(self.a[i, k]), rng.standard_gamma(self.b[i, k])
            with np.errstate(divide="ignore"):
                odds = gamma_a / gamma_b
            out[:, i] = (
                odds * self.scale[i, k] if self.measure == "rate" else gamma_a / (gamma_a + gamma_b)
            )
        return np.minimum(out, MEASURES[self.measure].most)

    def _unfold(self, u: np.ndarray) -> np.ndarray:
        value = u / np.maximum(1 - u, 1e-300) * self.scale if self.measure == "rate" else u
        return np.clip(value, 1e-300, 1e300)

    def _fold(self, value: np.ndarray, i: np.ndarray) -> np.ndarray:
        value = value[..., None]
        if self.measure == "share":
            return np.minimum(value, 1.0)
        return value / (value + self.scale[i])


def spread_grid(measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the spreads that are weighed, k (rate) or correlations (share), and their log prior."""
    away = PRIOR["spread"] * _GRID
    if measure == "rate":
        return PRIOR["rate"] * np.exp(away), -(_GRID**2) / 2
    return 1 / (1 + (1 / PRIOR["share"] - 1) * np.exp(-away)), -(_GRID**2) / 2


def learn_spreads(measure: str, cells: pd.DataFrame) -> np.ndarray | None:
    """Return the log weight of each spread of the grid, learnt from all cells of one theme, or None
    if they have fewer than `LEARN` units: then each cell has only its own, and the prior.

    What documents differ within cells is taken, so that levels that change do not count as spread;
    where most cells have one document, what they differ over all.
    """
    n_units = cells["n_units"].to_numpy("int64")
    if n_units.sum() < LEARN:
        return None
    sums = cells[["sum_y", "sum_x", "sum_xx", "sum_yy"]]
    if (n_units - 1).sum() < LEARN - 1:
        sums = sums.sum().to_frame().T
    log = _weigh_grid(measure, sums[sums["sum_x"] > 0]).sum(0) - _GRID**2 / 2
    return log - log.max()


def infer(measure: str, cells: pd.DataFrame, weights: np.ndarray | None = None) -> Posterior:
    """Return the posterior of the rate (hits a word) or share of each cell, from its sums.

    Given k, the rate has its probability-matching prior (mu + mu^2 / k)^-1/2 and the posterior is a
    beta prime; given the correlation, the share has Jeffreys' beta posterior on counts divided by
    the design effect. Both are averaged over a grid, weighted by the prior and by how often two
    hits are of one document; or by `weights`, the logs that `learn_spreads` gives, a row a cell or
    one for all, where they are known.
    """
    check_counted(measure)
    y, x = (cells[c].to_numpy("float64")[:, None] for c in ("sum_y", "sum_x"))
    xx = cells["sum_xx"].to_numpy("float64")[:, None]
    grid = spread_grid(measure)[0][None, :]
    if measure == "rate":
        k, n = grid + 0 * y, x**2 / xx
        a, b, scale, spread = y + 0.5 + 0 * k, k * n, k * n / x, k
    else:
        effect = 1 + (xx / x - 1) * grid
        a, b, scale = y / effect + 0.5, (x - y) / effect + 0.5, np.ones_like(effect)
        spread = grid + 0 * y
    weight = _weigh_grid(measure, cells) - _GRID**2 / 2
    if weights is not None:
        weight = np.where(np.isnan(weights), weight, weights)
    weight = np.exp(weight - weight.max(1, keepdims=True))
    return Posterior(measure, weight / weight.sum(1, keepdims=True), a, b, scale, spread)


def _weigh_grid(measure: str, cells: pd.DataFrame) -> np.ndarray:
    """Return the log likelihood of each spread by how often two hits are of one document, cells x
    grid.
    """
    columns = ("sum_y", "sum_x", "sum_yy", "sum_xx")
    y, x, yy, xx = (cells[c].to_numpy("float64")[:, None] for c in columns)
    grid = spread_grid(measure)[0][None, :]
    if measure == "rate":
        return _together(y, yy, x**2 / xx, grid + 0 * y)
    odds = (y + 0.5) / (x - y + 0.5)
    return _together(y, yy, x * (x - 1) / np.maximum(xx - x, 1), odds / grid)


def _together(y: np.ndarray, yy: np.ndarray, n: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Return the log likelihood of k given how often two of y hits are of one of n documents.

    Given their sum, negative-binomial counts are Dirichlet-multinomial. The share of pairs of hits
    that fall together, sum of y (y - 1) over Y (Y - 1), is matched to a beta by its first two
    moments.
    """
    from scipy.special import betainc, betaln

    def rising(base, r):
        return np.prod([base + i for i in range(r)], axis=0)

    def falling(r):
        return np.prod([np.maximum(y - i, 0) for i in range(r)], axis=0)

    many, n = n > 1 + 1e-9, np.maximum(n, 1)
    pairs = np.maximum(falling(2), 1)
    seen = np.maximum((yy - y) / pairs, 1 / n)  # less together than chance gives is chance
    moment = {r: falling(r) * rising(k, r) / rising(k * n, r) for r in (2, 3, 4)}
    mean = np.maximum(n * moment[2] / pairs, 1e-12)
    square = n * (moment[4] + 4 * moment[3] + 2 * moment[2]) + n * (n - 1) * falling(4) * rising(
        k, 2
    ) ** 2 / rising(k * n, 4)
    variance = np.maximum(square / pairs**2 - mean**2, 1e-6 * mean**2)
    size = np.maximum(mean * (1 - mean) / variance - 1, 1e-6)
    a, b = mean * size, (1 - mean) * size
    low, high = np.clip(seen - 1 / pairs, 0, 1), np.clip(seen + 1 / pairs, 0, 1)
    mass = betainc(a, b, high) - betainc(a, b, low)
    middle = np.clip((low + high) / 2, 1e-9, 1 - 1e-9)
    tail = (a - 1) * np.log(middle) + (b - 1) * np.log1p(-middle) - betaln(a, b)
    tail += np.log(high - low)
    out = np.where(mass > 1e-12, np.log(np.maximum(mass, 1e-300)), tail)
    return np.where((y >= 2) & many, out, 0.0)


def count_interval(
    measure: str, cells: pd.DataFrame, level: float, learnt: Mapping[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of the rate (hits a word) or share of cells with x over 0; `learnt` is
    what `learn_spreads` gives of each `theme` that it gives anything of.

    Under `FEW` units they are quantiles of the posterior; from there on each end is the further one
    of the posterior and of the ratio interval, which assumes nothing of how documents differ.
    """
    columns = ["sum_y", "sum_x", "sum_xx", "sum_yy", "of"]
    learnt = learnt or {}
    of = cells["theme"].where(cells["theme"].isin(list(learnt)), "") if learnt else ""
    keyed = cells.assign(of=of)
    unique = keyed[columns].drop_duplicates()
    own = np.full(len(_GRID), np.nan)
    posterior = infer(measure, unique, np.array([learnt.get(name, own) for name in unique["of"]]))
    quantiles = {"low": (1 - level) / 2, "high": (1 + level) / 2}
    ends = unique.assign(**{name: posterior.quantile(q) for name, q in quantiles.items()})
    ends = keyed[columns].merge(ends, on=columns, how="left")
    low, high = (ends[name].to_numpy(copy=True) for name in quantiles)
    y, estimate = cells["sum_y"].to_numpy(), (cells["sum_y"] / cells["sum_x"]).to_numpy()
    many = (cells["n_units"] >= FEW).to_numpy() & (y > 0)
    if many.any():
        ratio = ratio_interval(cells[many], level)
        low[many], high[many] = np.minimum(low[many], ratio[0]), np.maximum(high[many], ratio[1])
    # Jeffreys' interval may end short of an estimate at the very edge of the scale.
    low, high = np.where(y > 0, np.minimum(low, estimate), 0.0), np.maximum(high, estimate)
    return low, np.minimum(high, MEASURES[measure].most)


def ratio_interval(cells: pd.DataFrame, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of y over x by the linearised jackknife of its logarithm and t."""
    n, y = cells["n_units"].to_numpy("float64"), cells["sum_y"].to_numpy("float64")
    estimate = y / cells["sum_x"].to_numpy("float64")
    error = np.sqrt(squared_residuals(cells, estimate) * n / (n - 1)) / y
    reach = np.exp(t_reach(level, n - 1) * error)
    return estimate / reach, estimate * reach


def t_reach(level: float, freedom):
    """Return how many standard errors an interval by Student's t reaches to either side."""
    from scipy import stats

    return stats.t.ppf((1 + level) / 2, freedom)


def sum_units(y: np.ndarray, x: np.ndarray) -> pd.DataFrame:
    """Return a row of the sums over units that intervals are read off."""
    sums = {"sum_y": y, "sum_x": x, "sum_yy": y**2, "sum_xy": x * y, "sum_xx": x**2}
    return pd.DataFrame([{"n_units": len(x), **{name: part.sum() for name, part in sums.items()}}])


def squared_residuals(cells: pd.DataFrame, estimate: np.ndarray) -> np.ndarray:
    """Return the sum over units of (y - estimate * x) squared, from the sums alone."""
    yy, xy, xx = (cells[c].to_numpy("float64") for c in ("sum_yy", "sum_xy", "sum_xx"))
    return np.maximum(yy - 2 * estimate * xy + estimate**2 * xx, 0)


def tone_interval(cells: pd.DataFrame, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return low and high of one theme's mean tones (sums in ten-thousandths), units as clusters,
    by t.

    With fewer than `LEARN` units a cell has its own residuals and the prior, which counts as two
    units; from there on the spread between units is learnt from all cells of the theme together,
    as in `learn_spreads`. From `FEW` units in a cell each end is the further one of both.
    """
    estimate = (cells["sum_y"] / cells["sum_x"]).to_numpy("float64")
    n = cells["n_units"].to_numpy("int64")
    reach = _own_reach(cells, estimate, level)
    if n.sum() >= LEARN:
        learnt = _learnt_reach(cells, level)
        reach = np.where(n >= FEW, np.maximum(reach, learnt), learnt)
    return np.maximum(estimate - reach, -1e4), np.minimum(estimate + reach, 1e4)


def _own_reach(cells: pd.DataFrame, estimate: np.ndarray, level: float) -> np.ndarray:
    n, x, xx = (cells[c].to_numpy("float64") for c in ("n_units", "sum_x", "sum_xx"))
    squares = 2 * (1e4 * PRIOR["tone"]) ** 2 + squared_residuals(cells, estimate) * n / xx
    return t_reach(level, 1 + n) * np.sqrt(squares / (1 + n) * xx) / x


def _learnt_reach(cells: pd.DataFrame, level: float) -> np.ndarray:
    """Return how far the intervals reach where the variance of a unit's sum of tones is w x + s x^2
    with w known (sentences) and s, between units, by the method of moments from all cells.

    A cell's units count as x^2 / xx, its effective number, and half of their degrees of freedom,
    since a few long documents carry most of the sums.
    """
    columns = ["sum_y", "sum_x", "sum_xx", "sum_xy", "sum_yy"]
    alone = (cells["n_units"] - 1).sum() < LEARN - 1
    pool = cells[columns].sum().to_frame().T if alone else cells[columns]
    x, xx = pool["sum_x"].to_numpy("float64"), pool["sum_xx"].to_numpy("float64")
    effective = np.maximum(x**2 / xx, 1)
    left, df = 1 - 1 / effective, (effective - 1).sum() / 2
    residual = squared_residuals(pool, pool["sum_y"].to_numpy("float64") / x).sum()
    within, prior = (1e4 * _SENTENCE_SPREAD) ** 2, (1e4 * PRIOR["tone"]) ** 2
    found = max(residual - within * (x * left).sum(), 0) / max((xx * left).sum(), 1)
    between = (found * df + 2 * prior) / (df + 2)
    x, xx = cells["sum_x"].to_numpy("float64"), cells["sum_xx"].to_numpy("float64")
    return t_reach(level, df + 2) * np.sqrt(within * x + between * xx) / x
