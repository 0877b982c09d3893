"""What is doubtful in a lexicon, seen from the texts that it was used on."""

from collections import Counter

import pandas as pd

from ..core.cache import cached
from ..core.schema import conform, empty
from .lexicon import Themes
from .proposals import propose_terms

# Words that mean something else when they stand without capitals: "environment around us" is not
# the United States.
COMMON_WORDS = frozenset(
    "us it who may am pm in is as at on an or no so do go me we he if by to of up my be all can "
    "will let get set aids march quad stem chips".split()
)
_MOST = 0.8
_ENOUGH = 5


@cached()
def lint_themes(
    themes: Themes,
    mentions: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List what an analyst should look at in a lexicon.

    Parameters
    ----------
    themes
        A lexicon.
    mentions
        What `find_mentions` found with it.
    documents
        Table `documents`, where globs are to be shown by year.
    sentences
        The sentences that were searched, where words that a theme may lack are to be proposed.

    Returns
    -------
    DataFrame
        Table `findings`, in this order, each in the order of the lexicon: "dead" (a term that
        never hit), "overlap" (words counted in two themes), "common word" (a term that does not
        mind capitals, needs no company and is an ordinary word without capitals, or appears in
        capitals in the lexicon and was found in small letters; `n` counts the latter), "glob"
        (the words that a star stood for, by year where documents are given), "alone" (a term that
        makes at least 80 % of a theme of five mentions or more), "missing" (a word that stands
        among the same words as the theme's terms and in sentences without them, most alike first,
        with five such sentences; `n` counts them: what is no term may be company). `n` counts
        mentions, `detail` says more.

    Examples
    --------
    >>> from analysis import find_mentions, read_themes
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": ["Terrorists, terrorism."]})
    >>> found = lint_themes(read_themes(), find_mentions(rows, read_themes()))
    >>> found.loc[found["finding"] == "glob", ["term", "n", "detail"]].values.tolist()
    [['terroris*', 2, 'terrorism 1, terrorists 1']]
    """
    hits = mentions.assign(theme=mentions["theme"].astype("str"))
    counts = Counter(zip(hits["theme"], hits["pattern"], strict=True))
    terms = list(
        # company tells an ordinary word from a term too
        dict.fromkeys(
            (e.theme, e.term, e.minds_case or e.company is not None)
            for e in themes.entries
            if not e.excluded
        )
    )
    rows = [
        (theme, term, "dead", 0, "never found")
        for theme, term, _ in terms
        if not counts[theme, term]
    ]
    rows += _find_overlaps(hits, themes.names)
    small = hits[hits["pattern"].str.isupper() & ~hits["term"].str.isupper()]
    in_small = Counter(zip(small["theme"], small["pattern"], strict=True))
    remedy = "an ordinary word in small letters; write {term: ..., case: true}"
    rows += [
        (theme, term, "common word", in_small[theme, term], remedy)
        for theme, term, told_apart in terms
        if not told_apart and (term.casefold() in COMMON_WORDS or in_small[theme, term])
    ]
    globs = [(theme, term) for theme, term, _ in terms if "*" in term]
    rows += _expand_globs(hits, globs, documents)
    totals = Counter(hits["theme"])
    rows += [
        (theme, term, "alone", n, f"{n} of the theme's {totals[theme]} mentions")
        for theme, term in dict.fromkeys(pair[:2] for pair in terms)
        if (n := counts[theme, term]) >= _MOST * totals[theme] and totals[theme] >= _ENOUGH
    ]
    if sentences is not None:
        rows += propose_terms(themes, mentions, sentences)
    if not rows:
        return empty("findings")
    return conform(
        pd.DataFrame(rows, columns=["theme", "term", "finding", "n", "detail"]), "findings"
    )


def _find_overlaps(hits: pd.DataFrame, names: list[str]) -> list[tuple]:
    """Return the pairs of terms of two themes that hit the same characters, with how often."""
    counts: Counter = Counter()
    order = {name: i for i, name in enumerate(names)}
    ordered = hits.sort_values(["doc_id", "sentence_no", "start", "end"], kind="stable")
    columns = ("doc_id", "sentence_no", "start", "end", "theme", "pattern")
    sentence, open_hits = None, []
    for doc_id, number, start, end, *term in zip(
        *(ordered[name].tolist() for name in columns), strict=True
    ):
        if (doc_id, number) != sentence:
            sentence, open_hits = (doc_id, number), []
        open_hits = [other for other in open_hits if other[0] > start]
        for _, other in open_hits:
            counts[tuple(sorted([other, tuple(term)], key=lambda p: order[p[0]]))] += 1
        open_hits.append((end, tuple(term)))
    pairs = sorted(counts.items(), key=lambda item: (order[item[0][0][0]], -item[1], item[0]))
    return [(a, term, "overlap", n, f"also {b}: {other}") for ((a, term), (b, other)), n in pairs]


def _expand_globs(hits: pd.DataFrame, globs: list, documents: pd.DataFrame | None) -> list[tuple]:
    """Return for each glob the words that it stood for, most frequent first."""
    years = pd.Series(dtype="str")
    if documents is not None:
        years = documents.set_index("doc_id")["date"].dt.strftime("%Y").fillna("undated")
    groups = dict(list(hits.groupby(["theme", "pattern"], sort=False)))
    rows = []
    for theme, term in dict.fromkeys(globs):
        if (theme, term) not in groups:
            continue
        found = groups[theme, term]
        if documents is None:
            detail = _say_counts(found["term"])
        else:
            by_year = found.groupby(found["doc_id"].map(years))["term"]
            detail = "; ".join(f"{year}: {_say_counts(words)}" for year, words in by_year)
        rows.append((theme, term, "glob", len(found), detail))
    return rows


def _say_counts(words: pd.Series) -> str:
    counts = sorted(Counter(words.str.casefold()).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{word} {n}" for word, n in counts)
