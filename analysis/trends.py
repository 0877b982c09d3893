"""Sums to estimates: a rate, share or tone with its interval, and whether the dates can carry a change.

The unit is the document, never the word: words of one article come together. With few documents their
spread cannot be told from the data alone, so a prior worth two documents stands in for it, and is shown
(`PRIOR`). One document gives a wide interval, and no hits an upper bound.
"""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pandas as pd

from .schema import TABLES, conform, empty
from .tallies import UNDATED, UNMATCHED

#: What is taken for granted about how far documents differ, and how many documents that is worth.
PRIOR = {
    "documents": 2.0,  # weight of the prior, in documents
    "rate": 1.0,  # size k of a negative binomial: variance = mean + mean^2 / k
    "share": 0.1,  # correlation of two sentences of one document
    "tone": 0.2,  # standard deviation of a document's mean tone
}
_EXACT = 8  # up to this many episodes every order of the dates is tried
_N_DRAWS = 9_999


def estimate_trends(tallies: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate each cell of the tallies with an interval.

    Rates get a gamma posterior, shares a beta posterior, both with Jeffreys' prior on counts divided by
    their overdispersion across documents; tone gets a t interval. The overdispersion is estimated from
    the sums and drawn towards `PRIOR`.

    Parameters
    ----------
    tallies
        Table `tallies`.
    level
        Probability that the interval is to hold, between 0 and 1.

    Returns
    -------
    DataFrame
        Table `trends`: `estimate`, `low`, `high` in hits per 1,000 words (rate), 0-1 (share) or -1 to 1
        (tone); all three empty where nothing was read (x is 0). `top_document_share` is the share of y
        that one document gave (0-1; 1: one document carries the cell; empty for tone and where y is 0).

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or a measure is unknown.
    """
    if not 0 < level < 1:
        raise ValueError(f"level {level!r} is not between 0 and 1")
    if tallies.empty:
        return empty("trends")
    parts = [
        rows.assign(level=level, **_interval(measure, rows, level))
        for measure, rows in tallies.groupby("measure", sort=False)
    ]
    out = pd.concat(parts).sort_index()
    counted = ~out["measure"].str.startswith("tone") & (out["sum_y"] > 0)
    out["top_document_share"] = (out["top_y"] / out["sum_y"]).where(counted)
    return conform(out[list(TABLES["trends"].columns)], "trends")


def _interval(measure: str, cells: pd.DataFrame, level: float) -> dict[str, pd.Series]:
    """Return estimate, low and high of the cells of one measure."""
    from scipy import stats

    tails = [(1 - level) / 2, (1 + level) / 2]
    y, x, n = cells["sum_y"], cells["sum_x"].where(cells["sum_x"] > 0), cells["n_documents"]
    estimate = y / x
    if measure.startswith("tone"):
        error = _tone_error(cells, estimate, x)
        t = stats.t.ppf(tails[1], PRIOR["documents"] + n - 1)
        low, high = (estimate - t * error).clip(lower=-1), (estimate + t * error).clip(upper=1)
    else:
        posterior = _posterior(measure, cells)
        low, high = (pd.Series(posterior.ppf(tail), index=cells.index) for tail in tails)
        low = low.where(y > 0, 0.0)
        # Jeffreys' interval may end short of an estimate at the very edge of the scale.
        low, high = np.minimum(low, estimate), np.maximum(high, estimate)
    return {"estimate": estimate, "low": low.where(x.notna()), "high": high.where(x.notna())}


def _posterior(measure: str, cells: pd.DataFrame):
    """Return the posterior distributions of the cells' rates or shares (scipy, one for each cell)."""
    from scipy import stats

    y, x = cells["sum_y"], cells["sum_x"].where(cells["sum_x"] > 0)
    spread = _overdispersion(measure, cells, x)
    if measure == "rate":
        return stats.gamma(y / spread + 0.5, scale=spread / x)
    if measure == "share":
        return stats.beta(y / spread + 0.5, (x - y) / spread + 0.5)
    raise ValueError(f"measure {measure!r} is none of rate, share, tone")


def _residuals(cells: pd.DataFrame, estimate: pd.Series) -> pd.Series:
    """Return the sum over documents of (y - estimate * x) squared, from the sums alone."""
    squares = cells["sum_yy"] - 2 * estimate * cells["sum_xy"] + estimate**2 * cells["sum_xx"]
    return squares.clip(lower=0)


def _overdispersion(measure: str, cells: pd.DataFrame, x: pd.Series) -> pd.Series:
    """Return how many times the variance across documents exceeds that of independent hits (at least 1)."""
    n = cells["n_documents"]
    rate = (cells["sum_y"] + 0.5) / (x + (0.5 if measure == "rate" else 1.0))
    if measure == "rate":
        independent, expected = rate * x / n, 1 + (rate * x / n) / PRIOR["rate"]
    else:
        independent, expected = rate * (1 - rate) * x / n, 1 + (x / n - 1).clip(lower=0) * PRIOR["share"]
    weight = PRIOR["documents"]
    seen = _residuals(cells, cells["sum_y"] / x) / independent
    return ((weight * expected + seen) / (weight + n - 1)).clip(lower=1)


def _tone_error(cells: pd.DataFrame, estimate: pd.Series, x: pd.Series) -> pd.Series:
    """Return the standard error of a mean tone, documents as clusters."""
    n, weight = cells["n_documents"], PRIOR["documents"]
    size = x / n
    variance = (weight * PRIOR["tone"] ** 2 + _residuals(cells, estimate) / size**2) / (weight + n - 1)
    return np.sqrt(variance * cells["sum_xx"]) / x


def compare_periods(
    before: pd.DataFrame, after: pd.DataFrame, *, measure: str = "share", level: float = 0.95, seed: int = 0
) -> pd.DataFrame:
    """Compare each theme's level in two sets of documents as a ratio.

    Parameters
    ----------
    before, after
        Tables `tallies`; cells of one theme are added first.
    measure
        "share" or "rate".

    Returns
    -------
    DataFrame
        `theme`, `ratio` (after over before; over 1: more in `after`; median of the posterior), `low`, `high`.
    """
    draws = {}
    for name, tallies in (("before", before), ("after", after)):
        cells = tallies[tallies["measure"] == measure].drop(columns=["period", "group", "measure"])
        how = {c: "max" if c == "top_y" else "sum" for c in cells.columns if c != "theme"}
        cells = cells.groupby("theme", sort=False).agg(how)
        rng = np.random.default_rng(seed if name == "before" else seed + 1)
        sample = _posterior(measure, cells).rvs((20_000, len(cells)), random_state=rng)
        draws[name] = pd.DataFrame(sample, columns=cells.index)
    ratio = draws["after"] / draws["before"]
    low, mid, high = (ratio.quantile(q) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    return pd.DataFrame(
        {"theme": ratio.columns.astype("str"), "ratio": mid.to_numpy(), "low": low.to_numpy(), "high": high.to_numpy()}
    )


def compare_dates(
    tallies: pd.DataFrame, documents: pd.DataFrame, *, measure: str = "share", seed: int = 0
) -> pd.DataFrame:
    """Test each theme for a rise or fall over time by permuting the dates of the episodes.

    The statistic is the sum over episodes of date rank times (y - rate x): positive where a theme is
    denser in later episodes than in earlier ones. Under no change every order of the episodes is as likely.

    Parameters
    ----------
    tallies
        Table `tallies` with one row a document (`period="date", group="doc_id"`).
    documents
        Table `documents`, for the episode of each; documents of one episode move together, and those
        without a date are left out.
    measure
        "share" or "rate".
    seed
        Of the Monte Carlo orders beyond 8 episodes.

    Returns
    -------
    DataFrame
        `theme`, `direction` (1 up, -1 down, 0 none), `p` (two-sided), `p_least` (the smallest p that any order
        of these episodes could give), `n_orders`, `n_units` (episodes), `sign_holds` (leaving out any
        one episode keeps the direction).

    Raises
    ------
    ValueError
        If a row of the tallies holds more than one document.
    """
    rows = tallies[(tallies["measure"] == measure) & (tallies["period"] != UNDATED)]
    if (rows["n_documents"] > 1).any():
        raise ValueError('compare_dates needs one row a document: tally with period="date", group="doc_id"')
    rows = rows.merge(documents[["doc_id", "episode"]], left_on="group", right_on="doc_id")
    out = []
    for theme, cells in rows[rows["theme"] != UNMATCHED].groupby("theme", sort=False):
        units = cells.groupby("episode").agg(date=("period", "min"), y=("sum_y", "sum"), x=("sum_x", "sum"))
        units = units[units["x"] > 0].sort_values(["date", "y"])
        out.append({"theme": theme, **_permute(units["date"].rank(), units["y"], units["x"], seed)})
    columns = ["theme", "direction", "p", "p_least", "n_orders", "n_units", "sign_holds"]
    return pd.DataFrame(out, columns=columns).astype({"theme": "str"})


def _permute(rank: pd.Series, y: pd.Series, x: pd.Series, seed: int) -> dict:
    """Return the permutation test of one theme."""
    n = len(rank)
    excess = (y - y.sum() / x.sum() * x).to_numpy() if n else np.zeros(0)
    centred = (rank - rank.mean()).to_numpy()
    observed = float(centred @ excess)
    orders = _orders(n, seed)
    size = np.abs(centred[orders] @ excess)
    slack = 1e-9 * (1 + size.max(initial=0.0))
    without = [_statistic(rank.drop(i), y.drop(i), x.drop(i)) for i in rank.index]
    direction = int(np.sign(round(observed, 9)))
    return {
        "direction": direction,
        "p": float(np.mean(size >= abs(observed) - slack)),
        "p_least": float(np.mean(size >= size.max(initial=0.0) - slack)),
        "n_orders": len(orders),
        "n_units": n,
        "sign_holds": bool(direction) and all(np.sign(round(t, 9)) == direction for t in without),
    }


def _statistic(rank: pd.Series, y: pd.Series, x: pd.Series) -> float:
    return float((rank - rank.mean()) @ (y - y.sum() / x.sum() * x)) if len(rank) else 0.0


def _orders(n: int, seed: int) -> np.ndarray:
    """Return orders of n things, one a row: all of them when few, else the identity and seeded draws."""
    if n <= _EXACT:
        return np.array(list(permutations(range(n))), dtype=int).reshape(math.factorial(n), n)
    rng = np.random.default_rng(seed)
    return np.vstack([np.arange(n), *(rng.permutation(n) for _ in range(_N_DRAWS))])
