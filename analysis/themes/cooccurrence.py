"""Which themes share a sentence or a document, which side raises what, and who is silent."""

from itertools import combinations

import numpy as np
import pandas as pd

from ..core.cache import cached
from ..core.schema import conform, empty

_UNITS = {"sentence": ["doc_id", "sentence_no"], "document": ["doc_id"]}


@cached()
def count_together(
    mentions: pd.DataFrame, sentences: pd.DataFrame, *, unit: str = "sentence"
) -> pd.DataFrame:
    """Count how often two themes share a sentence or a document.

    Parameters
    ----------
    mentions, sentences
        The tables of these names; of `sentences` only `doc_id` and `sentence_no`, to know how many
        there are.
    unit
        "sentence" or "document".

    Returns
    -------
    DataFrame
        Table `pairs`, one row per pair of themes, in the order of themes: `n_units` there are,
        `n_theme` and `n_other` with the one and the other, `n_both`; `n_documents` in which
        `n_both` stand; `expected` units with both if the two were independent; `ratio` of `n_both`
        to it (above 1: together more than by chance; NaN without either); `jaccard`, the share of
        both in either (0-1).

    Raises
    ------
    ValueError
        If `unit` is neither.

    Examples
    --------
    >>> sentences = pd.DataFrame({"doc_id": "a", "sentence_no": [0, 1, 2, 3]})
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_no": [0, 0, 1], "theme": ["x", "y", "x"]})
    >>> count_together(mentions, sentences)[["n_both", "expected", "ratio", "jaccard"]].values.tolist()
    [[1.0, 0.5, 2.0, 0.5]]
    """
    if unit not in _UNITS:
        raise ValueError(f"unit is {unit!r}; write 'sentence' or 'document'")
    key = _UNITS[unit]
    n_units = len(sentences[key].drop_duplicates())
    themes = list(pd.Categorical(mentions["theme"]).categories)
    units = {
        theme: set(map(tuple, mentions.loc[mentions["theme"] == theme, key].values))
        for theme in themes
    }
    rows = []
    for theme, other in combinations(themes, 2):
        both, either = units[theme] & units[other], units[theme] | units[other]
        expected = len(units[theme]) * len(units[other]) / n_units if n_units else np.nan
        rows.append(
            {
                "theme": theme,
                "other": other,
                "n_units": n_units,
                "n_theme": len(units[theme]),
                "n_other": len(units[other]),
                "n_both": len(both),
                "n_documents": len({place[0] for place in both}),
                "expected": expected,
                "ratio": len(both) / expected if expected else np.nan,
                "jaccard": len(both) / len(either) if either else np.nan,
            }
        )
    return conform(pd.DataFrame(rows), "pairs") if rows else empty("pairs")


@cached()
def compare_sides(mentions: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Compare how much each side that speaks raises each theme, within the same documents.

    What a side is expected to say is its part of the sentences of each document, so that a side is
    not called silent on what nobody raised where it spoke.

    Parameters
    ----------
    mentions
        The table of this name.
    sides
        `doc_id`, `sentence_no`, `side`, one row per sentence that is to count.

    Returns
    -------
    DataFrame
        Table `sides`, one row per theme and side, in the order of themes and of the sides' first
        words: `n_sentences` of the side and `n_hit` of these with the theme, `share` (0-1),
        `n_documents` in which the side speaks, `n_documents_hit` in which it raises the theme,
        `n_others` (hits of the other sides in those documents), `expected` hits, `p_fewer` and
        `p_more`: the chance of so few (of so many) hits if the theme's sentences were assigned at
        random to the speakers of each document (exact, by the hypergeometric distribution of each
        document, added up), and `sum_xx`, the sum of squares of the side's sentences in each
        document. A small `p_fewer` is silence that chance does not explain; near 1
        with `n_hit` 0 the side has said too little to tell.

    Raises
    ------
    ValueError
        If a sentence appears in `sides` twice.

    Examples
    --------
    >>> sides = pd.DataFrame({"doc_id": "a", "sentence_no": range(8), "side": list("RRRRIIII")})
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_no": [0, 1, 2], "theme": "russia"})
    >>> compare_sides(mentions, sides)[["side", "n_hit", "expected", "p_fewer"]].round(3).values.tolist()
    [['R', 3, 1.5, 1.0], ['I', 0, 1.5, 0.071]]
    """
    key = ["doc_id", "sentence_no"]
    if sides.duplicated(key).any():
        raise ValueError(
            f"sides: {sides.loc[sides.duplicated(key), key].iloc[0].to_dict()} stands twice"
        )
    cell = ["doc_id", "side"]
    own = sides.groupby(cell, sort=False, observed=True).size().rename("own").reset_index()
    own["n"] = own.groupby("doc_id", sort=False)["own"].transform("sum")
    parts = []
    for theme in pd.Categorical(mentions["theme"]).categories:
        carried = mentions.loc[mentions["theme"] == theme, key].drop_duplicates()
        hits = sides.merge(carried, on=key).groupby(cell, sort=False, observed=True).size()
        judged = own.merge(hits.rename("own_hit").reset_index(), on=cell, how="left")
        judged["own_hit"] = judged["own_hit"].fillna(0).astype("int64")
        judged["hit"] = judged.groupby("doc_id", sort=False)["own_hit"].transform("sum")
        parts.append(judged.assign(theme=str(theme)))
    if own.empty or not parts:
        return empty("sides")
    cells = pd.concat(parts, ignore_index=True)
    cells["chances"] = _list_chances(cells)
    rows = [
        {"theme": theme, "side": side, **_weigh(of)}
        for (theme, side), of in cells.groupby(["theme", "side"], sort=False, observed=True)
    ]
    return conform(pd.DataFrame(rows), "sides")


def _list_chances(cells: pd.DataFrame) -> list[np.ndarray]:
    """Return for each cell the chance of no hit, of one, and so on to all hits of its document:
    all in one call, since a call costs more than a thousand chances.
    """
    from scipy.stats import hypergeom

    kinds, at = np.unique(cells[["hit", "n", "own"]].to_numpy("int64"), axis=0, return_inverse=True)
    sizes = kinds[:, 0] + 1
    ends = np.cumsum(sizes)
    drawn = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
    hit, n, own = np.repeat(kinds, sizes, axis=0).T
    chances = np.split(hypergeom.pmf(drawn, n, hit, own), ends[:-1])
    return [chances[i] for i in at.ravel()]


def _weigh(cells: pd.DataFrame) -> dict[str, float]:
    """Return counts of one side and theme over documents, and how likely they are."""
    alone = cells["own"] == cells["n"]  # nobody else speaks there, so that nothing is by chance
    certain = int(cells.loc[alone, "hit"].sum())
    chances = np.ones(1)
    for more in cells.loc[~alone & (cells["hit"] > 0), "chances"]:
        chances = np.convolve(chances, more)
    n, n_hit = int(cells["own"].sum()), int(cells["own_hit"].sum())
    drawn = n_hit - certain
    return {
        "n_sentences": n,
        "n_hit": n_hit,
        "share": n_hit / n,
        "n_documents": len(cells),
        "n_documents_hit": int((cells["own_hit"] > 0).sum()),
        "n_others": int(cells["hit"].sum()) - n_hit,
        "expected": float((cells["hit"] * cells["own"] / cells["n"]).sum()),
        "p_fewer": float(min(1.0, chances[: drawn + 1].sum())),
        "p_more": float(min(1.0, chances[drawn:].sum())),
        "sum_xx": int((cells["own"] ** 2).sum()),
    }
