"""What each chapter of a story has in numbers: documents, sentences, themes and words that stand out,
tone.
"""

import numpy as np
import pandas as pd

from ..themes.lexicon import Themes
from ..words.tfidf import weigh_terms
from .findings import find_keys

_THEMES = 3  # that are said of a chapter
# By how many standard errors, how many times and from what share on a theme stands out.
_ERRORS, _RATIO, _LEAST = 1.0, 1.25, 0.005
# Sentences of a chapter, or scored ones; with fewer nothing stands out and no tone is said.
FEWEST = 5
_WORDS = 5  # that are said of a chapter


def count_chapters(
    tallies: pd.DataFrame, documents: pd.DataFrame, chapter: pd.Series, themes: Themes
) -> pd.DataFrame:
    """Return hits and sentences by chapter and theme, in the chapter and in all others."""
    rows = by_chapter(tallies, documents, chapter, "share")
    rows = rows[rows["theme"].isin(themes.names)]
    sums = rows.groupby(["theme", "chapter"], sort=False)[["sum_y", "sum_x"]].sum().reset_index()
    sums = sums.rename(columns={"sum_y": "n", "sum_x": "of"})
    rest = sums.groupby("theme")[["n", "of"]].transform("sum") - sums[["n", "of"]]
    return sums.assign(n_rest=rest["n"], of_rest=rest["of"]).sort_values("chapter", kind="stable")


def by_chapter(
    tallies: pd.DataFrame, documents: pd.DataFrame, chapter: pd.Series, measure: str
) -> pd.DataFrame:
    """Return the tallies of a measure with the chapter of each cell; cells in none are left out."""
    rows = tallies[tallies["measure"] == measure]
    rows = rows.assign(chapter=find_keys(rows, documents).map(chapter)).dropna(subset="chapter")
    return rows.astype({"chapter": "int64"})


def count_documents(
    documents: pd.DataFrame, tallies: pd.DataFrame, chapter: pd.Series
) -> dict[int, int]:
    """Return how many documents each chapter counts, as the tallies say."""
    rows = by_chapter(tallies, documents, chapter, "share")
    one = rows.drop_duplicates(["period", "group"])
    return one.groupby("chapter")["n_documents"].sum().astype("int64").to_dict()


def standardise(n: pd.Series, of: pd.Series, n_rest: pd.Series, of_rest: pd.Series) -> np.ndarray:
    """Return the difference of two shares in its standard errors under no difference."""
    both = (n + n_rest) / np.maximum(of + of_rest, 1)
    error = np.sqrt(both * (1 - both) * (1 / np.maximum(of, 1) + 1 / np.maximum(of_rest, 1)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num((n / np.maximum(of, 1) - n_rest / np.maximum(of_rest, 1)) / error)


def find_leading(counts: pd.DataFrame, number: int, themes: Themes) -> pd.DataFrame:
    """Return the themes that stand out of a chapter, the most first: their share is a standard error
    and a quarter above that of the rest. Where neither of the first two is a main theme, the first
    main theme is the second.
    """
    rows = counts[(counts["chapter"] == number) & (counts["n"] > 0)]
    if (rows["of_rest"] == 0).all():
        return rows.sort_values("n", ascending=False, kind="stable").head(_THEMES)
    rows = rows[rows["of"] >= FEWEST]
    by = standardise(rows["n"], rows["of"], rows["n_rest"], rows["of_rest"])
    share = rows["n"] / rows["of"]
    more = (by >= _ERRORS) & (share * rows["of_rest"] >= _RATIO * rows["n_rest"])
    rows = rows.assign(by=by)[more & (share >= _LEAST)]
    rows = rows.sort_values("by", ascending=False, kind="stable")
    is_main = rows["theme"].isin(themes.main)
    if is_main.any() and not is_main.head(2).any():
        place = is_main.to_numpy().argmax()
        rows = rows.iloc[[0, place, *(i for i in range(1, len(rows)) if i != place)]]
    return rows.head(_THEMES)


def measure_tone(
    tones: pd.DataFrame, documents: pd.DataFrame, chapter: pd.Series
) -> dict[int, float]:
    """Return the mean tone of all sentences of each chapter, NaN where few were scored."""
    rows = by_chapter(tones[tones["theme"] == "all"], documents, chapter, "tone")
    sums = rows.groupby("chapter")[["sum_y", "sum_x"]].sum()
    mean = (sums["sum_y"] / sums["sum_x"] / 1e4).where(sums["sum_x"] >= FEWEST)
    return mean.reindex(range(int(chapter.max()) + 1)).to_dict()


def choose_words(
    spoken: pd.DataFrame, groups: pd.Series, chapter: pd.Series
) -> dict[int, list[str]]:
    """Return for each chapter the terms that are most above their frequency in the rest; a term is
    of the chapter that it is most above in, so no two chapters have the same.
    """
    of = groups.map(chapter).dropna().astype("int64").astype("str")
    terms = weigh_terms(spoken, groups=of)
    total = terms.groupby("group")["count"].transform("sum")
    everywhere = terms.groupby("term")["count"].transform("sum")
    rest = everywhere - terms["count"], terms["count"].sum() - total
    by = terms["weight"] if not rest[1].any() else standardise(terms["count"], total, *rest)
    terms = terms.assign(by=by, chapter=terms["group"].astype("int64"))
    order = ["by", "term", "chapter"]
    terms = terms[terms["by"] > 0].sort_values(order, ascending=[False, True, True])
    terms = terms.drop_duplicates("term")
    return {number: _drop_parts(list(rows["term"])) for number, rows in terms.groupby("chapter")}


def _drop_parts(terms: list[str]) -> list[str]:
    """Return the first terms of a list without those that share a word with one before."""
    out: list[str] = []
    seen: set[str] = set()
    for term in terms:
        if not seen & set(term.split()):
            out.append(term)
            seen |= set(term.split())
        if len(out) == _WORDS:
            break
    return out
