"""Negative-binomial regression of counts on time, with what they are counted in as offset."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from .intervals import FEW, PRIOR


def estimate_growth(units: pd.DataFrame, y: pd.Series) -> tuple[float, float, float, str]:
    """Return the rate at the last date over that at the first, pooled over imputed dates."""
    from scipy import stats

    nothing = (np.nan, np.nan, np.nan)
    if len(units) < FEW:
        return *nothing, f"no ratio under {FEW} episodes"
    if (y > 0).sum() < 2:
        return *nothing, "no ratio: hits in fewer than two episodes"
    days = np.stack(units["days"].to_list()).astype("float64")
    if (np.ptp(days, axis=0) == 0).any():
        return *nothing, "no ratio: all of one date"
    times = (days - days.min(0)) / np.ptp(days, axis=0)
    fits = np.array(
        [fit_growth(y.to_numpy("float64"), units["x"].to_numpy("float64"), t) for t in times.T]
    )
    slope, inside = fits.mean(0)  # pooled by Rubin's rules
    between = fits[:, 0].var(ddof=1) if len(fits) > 1 else 0.0
    error = math.sqrt(inside + (1 + 1 / len(fits)) * between)
    reach = stats.t.ppf(0.975, len(units) - 2) * error
    return math.exp(slope), math.exp(slope - reach), math.exp(slope + reach), ""


def fit_growth(y: np.ndarray, x: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    """Fit log(expected y / x) = a + b t, variance = mean + mean^2 / k, by maximum likelihood.

    log k has the normal prior of `PRIOR`, which keeps it finite where counts vary no more than
    chance. The variance of b is the sandwich's (White 1982, times n / (n - 2)), so that it holds
    where k is not the whole story.

    Parameters
    ----------
    y, x, t
        Counts (0 or more, not all 0), exposures (over 0) and times of units.

    Returns
    -------
    tuple of float
        b (change of the log rate per unit of t) and its variance.

    Raises
    ------
    ValueError
        If the fit does not settle.
    """
    from scipy.optimize import minimize

    design = np.column_stack([np.ones_like(t), t])
    offset = np.log(x)
    start = np.array([math.log(y.sum() / x.sum()), 0.0, math.log(PRIOR["rate"])])
    fit = minimize(
        _loss,
        start,
        args=(y, offset, design),
        jac=True,
        method="BFGS",
        options={"gtol": 1e-6 * len(y)},
    )
    if not np.isfinite(fit.fun):
        raise ValueError(
            f"negative-binomial regression of {len(y)} counts did not settle: {fit.message}"
        )
    mean, k = np.exp(offset + design @ fit.x[:2]), math.exp(fit.x[2])
    weight = mean / (1 + mean / k)
    bread = np.linalg.inv(design.T @ (design * weight[:, None]))
    score = design * ((y - mean) / (1 + mean / k))[:, None]
    variance = bread @ (score.T @ score) @ bread * len(y) / (len(y) - 2)
    return float(fit.x[1]), float(variance[1, 1])


def _loss(
    parameters: np.ndarray, y: np.ndarray, offset: np.ndarray, design: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return minus the log posterior, up to a constant, and its gradient."""
    from scipy.special import digamma, gammaln

    log_k = np.clip(parameters[2], -10, 10)
    k, mean = math.exp(log_k), np.exp(np.clip(offset + design @ parameters[:2], -50, 50))
    total = k + mean
    likelihood = gammaln(y + k) - gammaln(k) + k * np.log(k / total) + y * np.log(mean / total)
    prior = (log_k - math.log(PRIOR["rate"])) / PRIOR["spread"]
    slope = (y - mean) * k / total
    by_k = k * (digamma(y + k) - digamma(k) + np.log(k / total) + 1 - (y + k) / total)
    gradient = np.array([*(design.T @ slope), by_k.sum() - prior / PRIOR["spread"]])
    return -likelihood.sum() + prior**2 / 2, -gradient
