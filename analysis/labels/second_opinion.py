"""A second opinion on tone: a ridge regression on sentence embeddings, fitted to a reader's labels.

It is no part of any number of the suite. Its use is to list the sentences on which it and the
lexicon differ most, for a reader to look at.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..core.counts import say_count
from ..text.vocabulary import check_texts
from ..tone.sentence_vectors import embed_sentences
from ..tone.sentiment import score_sentences
from .decisions import current_labels, read_decisions
from .measured import TONE, VALUES, check_columns

Embed = Callable[[Sequence[str]], np.ndarray]
#: Labelled sentences that a second opinion needs.
LEAST = 50
_PENALTIES = np.geomspace(0.01, 100, 25)  # of vectors of length 1
_FOLDS, _RUNS = 10, 2000
_FEWEST = 10  # groups that are resampled


class ToneComparison(NamedTuple):
    """What `compare_tone` gives: the agreement of each opinion with the labels, and the sentences,
    those on which the two differ most first.
    """

    agreement: pd.DataFrame
    sentences: pd.DataFrame


def compare_tone(
    labels: str | Path | pd.DataFrame,
    sentences: pd.DataFrame | None = None,
    *,
    by: str = "doc_id",
    embed: Embed | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> ToneComparison:
    """Compare the tone with a second opinion: a ridge regression on embeddings of sentences.

    The regression is fitted to labels of yours; its penalty is chosen by cross-validation within
    the sentences that it is fitted to. A labelled sentence is judged by a regression that saw no
    label of its group (`by`), others by one that saw all.

    Parameters
    ----------
    labels
        The file of labels of tone that `label` writes, or its rows; or a table with `text` and
        `rating` (any scale, more is warmer), one row per sentence. Where several rows have one
        text, their mean counts.
    sentences
        Table `sentences`, which is judged; the labelled sentences unless given. `text` is read.
    by
        The column of `labels` whose values stay together in a fold: documents, or sources. Where
        `labels` has none, each sentence is its own group.
    embed
        What gives one row of numbers per text; the model of `pip install '.[embeddings]'` unless
        given.
    level
        Of the intervals, 0-1.
    seed
        Of the resampled documents.

    Returns
    -------
    ToneComparison
        `agreement`, one row per opinion, the tone, the second opinion and both (a regression
        on the embeddings and the tone): `opinion`, `n_sentences`, `n_groups`, `r` (Pearson's, with the
        labels, out of fold), `low` and `high` (from resampled groups; with fewer than ten, from
        resampled sentences). `sentences`, the rows judged with `rating` (empty where there is no
        label), `tone`, `second_opinion` (in points of the rating; out of fold where labelled), and
        `disagreement` (the second opinion less the rating that the tone alone lets expect), the
        largest first.

    Raises
    ------
    ImportError
        If the packages of the extra are not installed; the message says how to get them.
    ValueError
        If a column is missing, there are fewer than 50 labelled sentences or fewer than two groups,
        or all labels are alike.

    Notes
    -----
    Read `agreement` first: where the second opinion's interval is far below the tone's, its
    disagreements are mostly errors of its own. Some 50 sentences take a second.

    Examples
    --------
    >>> rows = pd.DataFrame({"text": [f"{word} {i}" for i in range(30) for word in ("good", "bad")]})
    >>> rows["rating"] = rows["text"].str.startswith("good") * 2 - 1
    >>> found = compare_tone(rows, embed=lambda texts: np.array([[len(text), "g" in text] for text in texts]))
    >>> found.agreement[["opinion", "r"]].round(2).values.tolist()
    [['tone', 1.0], ['second opinion', 1.0], ['both', 1.0]]
    """
    if not 0 < level < 1:
        raise ValueError(f"level={level!r}: give a number between 0 and 1")
    rated = _read_ratings(labels, by)
    groups, _ = pd.factorize(rated["group"])
    _check_ratings(rated["rating"], groups)
    own = rated[["text"]].assign(**{by: rated["group"]})
    judged = own if sentences is None else sentences
    check_texts(judged)
    embed = embed_sentences if embed is None else embed
    n = len(rated)
    texts = pd.concat([rated["text"], judged["text"]]).astype("object").drop_duplicates()
    vectors = _embed_all(embed, texts.tolist())
    place = pd.Series(range(len(texts)), index=texts)
    tones = score_sentences(pd.DataFrame({"text": texts.tolist()}))["tone"].to_numpy()
    ratings, at = rated["rating"].to_numpy(), place[rated["text"]].to_numpy()
    tone = np.nan_to_num(tones[at])
    fold = _assign_folds(groups)
    wide = _widen(vectors[at], tone)
    second, expected, both = np.empty(n), np.empty(n), np.empty(n)
    for k in range(fold.max() + 1):
        inside, out = fold != k, fold == k
        second[out] = _fit_ridge(vectors[at[inside]], ratings[inside])(vectors[at[out]])
        expected[out] = _fit_line(tone[inside, None], ratings[inside])(tone[out, None])
        both[out] = _fit_ridge(wide[inside], ratings[inside])(wide[out])
    opinions = {"tone": tone, "second opinion": second, "both": both}
    agreement = _measure(opinions, ratings, groups, level, seed)
    opinion = _fit_ridge(vectors[at], ratings)(vectors)
    without = _fit_line(tone[:, None], ratings)(np.nan_to_num(tones)[:, None])
    opinion[at], without[at] = second, expected
    given = np.full(len(texts), np.nan)
    given[at] = ratings
    rows = place[judged["text"].astype("object")].to_numpy()
    seen = {"rating": given, "tone": tones, "second_opinion": opinion.round(4)}
    seen["disagreement"] = np.where(np.isnan(tones), np.nan, opinion - without).round(4)
    table = judged.assign(**{name: values[rows] for name, values in seen.items()})
    order = np.argsort(-table["disagreement"].abs().to_numpy(), kind="stable")  # NaN come last
    return ToneComparison(agreement, table.iloc[order].reset_index(drop=True))


def _read_ratings(labels: str | Path | pd.DataFrame, by: str) -> pd.DataFrame:
    """Return one row per labelled sentence: `text`, `rating` and `group`."""
    if isinstance(labels, pd.DataFrame) and "rating" in labels:
        check_columns(labels, "labels", "text")
        rows = labels.reset_index(drop=True)
    else:
        rows = current_labels(read_decisions(labels))
        rows = rows[rows["measure"] == TONE].reset_index(drop=True)
        rows = rows.assign(rating=rows["label"].map(VALUES[TONE]))
    rating = pd.to_numeric(rows["rating"], errors="coerce").replace([np.inf, -np.inf], np.nan)
    if len(rows) and rating.isna().all():
        raise ValueError("labels.rating: no number in it; give each tone as a number")
    each = pd.Series([f"row {i}" for i in range(len(rows))], dtype="str")
    group = rows[by].astype("str").fillna(each) if by in rows else each
    rows = pd.DataFrame({"text": rows["text"], "rating": rating, "group": group.astype("str")})
    rows = rows[rows["rating"].notna() & rows["text"].notna()].astype({"text": "object"})
    return rows.groupby("text", sort=False).agg({"rating": "mean", "group": "first"}).reset_index()


def _check_ratings(ratings: pd.Series, groups: np.ndarray) -> None:
    n_groups = len(np.unique(groups))
    if len(ratings) < LEAST or n_groups < 2:
        said = f"{say_count(len(ratings), 'labelled sentence')} of {say_count(n_groups, 'group')}"
        raise ValueError(f"{said}: a second opinion needs {LEAST} of two or more")
    if ratings.nunique() < 2:
        raise ValueError("all labels are alike, so that nothing can be learnt from them")


def _embed_all(embed: Embed, texts: list[str]) -> np.ndarray:
    vectors = np.asarray(embed(texts), dtype="float64")
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise ValueError(f"embed: one row of numbers per text, not an array of {vectors.shape}")
    return vectors


def _assign_folds(groups: np.ndarray) -> np.ndarray:
    """Return the fold of each sentence: whole groups, the largest first to the smallest fold."""
    counts = np.bincount(groups)
    sizes = np.zeros(min(_FOLDS, len(counts)), dtype="int64")
    fold = np.empty(len(counts), dtype="int64")
    for group in np.argsort(-counts, kind="stable"):
        fold[group] = sizes.argmin()
        sizes[fold[group]] += counts[group]
    return fold[groups]


def _fit_ridge(vectors: np.ndarray, ratings: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    from sklearn.linear_model import RidgeCV
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):  # bits depend on how sums are split
        model = RidgeCV(alphas=_PENALTIES).fit(vectors, ratings)
    return lambda rows: rows @ model.coef_ + model.intercept_


def _fit_line(columns: np.ndarray, ratings: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Return what a linear regression on some columns lets expect."""
    weights = np.linalg.lstsq(np.column_stack([columns, np.ones(len(ratings))]), ratings)[0]
    return lambda rows: rows @ weights[:-1] + weights[-1]


def _widen(vectors: np.ndarray, tone: np.ndarray) -> np.ndarray:
    """Return vectors with the tone as one number more, which spreads as a whole vector is long."""
    spread = tone.std() or 1.0
    return np.column_stack([vectors, tone / spread * np.linalg.norm(vectors, axis=1).mean()])


def _measure(
    opinions: dict[str, np.ndarray],
    ratings: np.ndarray,
    groups: np.ndarray,
    level: float,
    seed: int,
) -> pd.DataFrame:
    """Return r of each opinion with the ratings, with intervals from resampled groups."""
    n_groups = groups.max() + 1
    groups = groups if n_groups >= _FEWEST else np.arange(len(groups))
    n = groups.max() + 1
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(n, np.full(n, 1 / n), _RUNS)
    rows = []
    for name, found in opinions.items():
        x, y = found - found.mean(), ratings - ratings.mean()
        sums = np.zeros((n, 6))
        np.add.at(sums, groups, np.column_stack([np.ones(len(x)), x, y, x * x, y * y, x * y]))
        r = _correlate(sums.sum(axis=0)[None])[0]
        drawn = _correlate(weights @ sums)
        known = np.isfinite(drawn).any()
        ends = np.nanquantile(drawn, [(1 - level) / 2, (1 + level) / 2]) if known else [np.nan] * 2
        rows.append((name, len(x), n_groups, r, *ends))
    return pd.DataFrame(rows, columns="opinion n_sentences n_groups r low high".split())


def _correlate(sums: np.ndarray) -> np.ndarray:
    """Return Pearson's r of each row of sums: n, x, y, xx, yy, xy."""
    n, x, y, xx, yy, xy = sums.T
    spread = (n * xx - x * x) * (n * yy - y * y)
    with np.errstate(invalid="ignore", divide="ignore"):
        r = (n * xy - x * y) / np.sqrt(spread)
    return np.where(spread > 1e-12, r, np.nan).clip(-1, 1)
