"""How many words at the ends of two texts are those that texts of a source have in common: notes on
who publishes, contacts, disclaimers. They tell nothing about copying.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from ..cleaning.site_boilerplate import number_sites

# Words from which an end in common is worth leaving out.
_LEAST = 12
# Words up to which three texts of no known source may have an end in common that is no story: of
# one source, no newspaper prints a story three times under leads that have nothing in common.
_MOST_UNKNOWN = 150
#: The site of a text of which no source is known, and of one from an agency, which many sites print.
UNKNOWN, MANY = 0, -1


def list_sites(documents: pd.DataFrame) -> np.ndarray:
    """Return the number of each document's source, as `number_sites` gives it."""
    if "source" not in documents.columns:
        return np.full(len(documents), UNKNOWN)
    return number_sites(documents["source"].astype("str").fillna(""))


def share_site(site: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Tell which pairs of texts are of one source, or both of none that is known."""
    one, other = site[pairs.T]
    return (one == other) & (one != MANY)


def list_known_ends(
    pairs: np.ndarray, ends: np.ndarray, site: np.ndarray, n_words: np.ndarray
) -> np.ndarray:
    """Return for each pair how many words at its ends a third text of the source has as well, four
    numbers as in `ends`: the words that the first has at its head and foot in common with the
    second, and the second with the first (`fingerprints.measure_ends`; 0 where there are none).

    Three texts count that have a passage of their own each, and nothing in common but how they
    begin or end. Where only two of a source do, or the three end in different places, as copies
    that were cut do, nothing is shown. What they show holds for texts too that have hardly more
    than these ends.
    """
    ends = np.where(ends >= _LEAST, ends, 0) * share_site(site, pairs)[:, None]
    ends[(site[pairs[:, :1]] == UNKNOWN) & (ends > _MOST_UNKNOWN)] = 0
    of_each = ends.reshape(-1, 2, 2)
    told = of_each.any(axis=2).sum(axis=1)  # of how many texts of a pair
    near: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    both = np.flatnonzero(told == 2).tolist()
    for k in both:
        (a, b), (one, other) = pairs[k].tolist(), of_each[k].tolist()
        near[a][b], near[b][a] = tuple(one), tuple(other)
    known = np.zeros_like(of_each)
    of_text = np.zeros((len(site), 2), np.int64)
    for k in both:
        a, b = pairs[k].tolist()
        if thirds := near[a].keys() & near[b].keys():
            held = np.array([(near[a][c], near[b][c]) for c in thirds])
            held = np.minimum(held, of_each[k])
            held *= (held >= _LEAST).all(axis=1, keepdims=True)
            known[k] = held.max(axis=0)
    np.maximum.at(of_text, pairs[both].ravel(), known[both].reshape(-1, 2))
    one = np.flatnonzero(told == 1)
    known[one] = np.minimum(of_each[one], of_text[pairs[one]]).max(axis=1, keepdims=True)
    np.maximum.at(of_text, pairs[one].ravel(), known[one].reshape(-1, 2))
    left = (n_words - of_text.sum(axis=1))[pairs].min(axis=1)
    none = (told == 0) & share_site(site, pairs) & (left < _LEAST)
    none &= of_text[pairs].any(axis=2).all(axis=1)
    known[none] = of_text[pairs[none]]
    return known.reshape(-1, 4)
