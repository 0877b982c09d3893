"""Which number of topics is best, and which of its topics hold."""

import numpy as np
import pandas as pd

from .models import Fit
from .stability import Clashes, Refits, find_variants, first_words
from .tables import GENRE

# The least stability of a topic that is named.
BAR = 0.6
WHOLE = 0.6  # of the text: a larger topic is what all is about, and sets nothing apart


def rank_sizes(
    stability: pd.DataFrame, fits: dict[int, Fit], n_words: int, clashes: Clashes
) -> list[int]:
    """Return the numbers of topics, first that of which most hold and most text is in these: it has
    the greatest product of how many different first words they have, variants aside, the root of
    their share, and their mean stability; of ties the fewest.
    """
    holds = stability[mark_holding(stability) & stability["n_topics"].isin(list(fits))]
    score = dict.fromkeys(sorted(fits), 0.0)
    for size, rows in holds.groupby("n_topics"):
        heads = [first_words(fits[size].ranks[k], n_words, clashes) for k in rows["topic"]]
        variants = find_variants(heads)
        own = set().union(*(words for k, words in enumerate(heads) if k not in variants))
        weight = np.sqrt(round(rows["share"].sum(), 3)) * rows["stability"].mean()
        score[size] = round(len(own) * weight, 6)
    return sorted(score, key=lambda size: -score[size])


def mark_holding(stability: pd.DataFrame, bar: float = BAR) -> pd.Series:
    """Tell which rows of table `stability` are of topics that hold: those that come again, are not
    of genre, not nearly all of the text, and not a single word.
    """
    told = stability["share"].le(WHOLE) & stability["coherence"].notna()
    return stability["stability"].ge(bar) & told


def tell_kinds(
    fit: Fit, refits: Refits, stability: pd.DataFrame, n_words: int, clashes: Clashes
) -> tuple[list[int], dict[int, int]]:
    """Return of each topic 0 if it holds, 1 if it is a variant of one that does (and of which), 2 if
    it does not hold, is nearly all or is one word, 3 if it is of genre.
    """
    rows = stability[stability["n_topics"] == len(fit.words)]
    told = (~rows["share"].gt(WHOLE) & rows["coherence"].notna()).to_numpy()
    holds = (refits.overlaps.mean(axis=0).round(6) >= BAR) & told & (fit.genre() < GENRE)
    held = np.flatnonzero(holds).tolist()
    near = find_variants([first_words(fit.ranks[k], n_words, clashes) for k in held])
    variants = {held[k]: held[j] for k, j in near.items()}
    kinds = np.where(holds, 0, np.where(fit.genre() >= GENRE, 3, 2))
    kinds[list(variants)] = 1
    return kinds.tolist(), variants
