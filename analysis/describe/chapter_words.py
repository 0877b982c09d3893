"""The words of a chapter: those that are most above their frequency in the rest."""

import pandas as pd

from ..words.tfidf import weigh_terms
from .chapter_counts import standardise

_WORDS = 5


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
    terms = terms[terms["by"] > 0].sort_values(
        ["by", "term", "chapter"], ascending=[False, True, True]
    )
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
