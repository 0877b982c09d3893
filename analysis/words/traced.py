"""Terms over time: which of them rose, fell, peaked or dipped, by the test of shapes."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from ..core.cache import cached
from ..core.periods import UNDATED, place_documents
from ..corpus.copies import drop_copies
from ..stats.tallies import sum_cells
from ..stats.trend_tests import compare_dates
from ..text.collocations import LONGEST
from ..text.vocabulary import check_texts, count_words
from .counted import check_options, find_terms, list_genre, weigh_overall

_CARRIERS = 3  # documents with a term that is tested


@dataclass(frozen=True)
class Traced:
    """Terms over time: in `changes` what `compare_dates` gives of each that was tested, `theme` its
    name, corrected for them all, the surest first; in `rates` the `term`, `period`, `count`,
    `n_words` and `rate` (per 1,000 words) of each that changed (`called`), a row for every period
    that has a text; and the words left out as of genre or speaker (`list_genre`).
    """

    changes: pd.DataFrame
    rates: pd.DataFrame
    genre: pd.DataFrame


@cached()
def trace_terms(
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    period: str = "year",
    top: int = 60,
    max_words: int = LONGEST,
    seed: int = 0,
    keep_words: Collection[str] = (),
    drop_words: Collection[str] = (),
) -> Traced:
    """Test terms for a change of their rate over time, in any shape: the `top` ones, with the
    greatest TF-IDF over documents, whatever their dates; so p values hold.

    A rate is of words, so that long documents count by their length; documents of one episode
    change places together. A `period` is one point in `rates`; words are kept or dropped as in
    `weigh_terms`, and those that name speakers left out where there is a column `speaker`.

    Raises
    ------
    ValueError
        If a column is missing or an option is out of range.

    Examples
    --------
    >>> texts = [f"Trade in port{i}" + ", a virus, a virus" * (4 < i < 10) for i in range(24)]
    >>> rows = pd.DataFrame({"doc_id": [f"d{i:02}" for i in range(24)], "text": texts})
    >>> dates = pd.to_datetime([f"{2000 + i}-06-01" for i in range(24)])
    >>> changes = trace_terms(rows, rows.assign(date=dates, episode=rows["doc_id"])).changes
    >>> virus = changes[changes["theme"] == "virus"]
    >>> virus[["shape", "direction", "start", "end", "called"]].values.tolist()
    [['pulse', 1, '2005-06-01', '2009-06-01', True]]
    """
    check_texts(sentences, "doc_id")
    check_options(top=top)
    places = find_terms(
        sentences, max_words=max_words, keep_words=keep_words, drop_words=drop_words
    )
    documents = drop_copies(documents)
    doc_ids = documents["doc_id"].to_numpy()
    owner = pd.Index(doc_ids).get_indexer(sentences["doc_id"])
    counts = places.count(owner, len(doc_ids))
    known, words = owner >= 0, count_words(sentences["text"])
    n_words = np.bincount(owner[known], words[known], minlength=len(doc_ids)).astype("int64")
    n_carriers = np.bincount(counts.indices, minlength=len(places.terms))
    known = np.flatnonzero(n_carriers >= _CARRIERS)
    chosen = known[np.argsort(-weigh_overall(counts)[known], kind="stable")[:top]]
    counts, terms = counts[:, chosen], places.terms[chosen]
    cells = _list_cells(counts.tocoo(), doc_ids, terms, n_words)
    tallies = sum_cells(cells, documents, "date", "doc_id", "document")
    changes = compare_dates(tallies, documents, measure="rate", seed=seed)
    changes = changes.sort_values(["p_family", "p", "theme"], ignore_index=True)
    of = np.flatnonzero(np.isin(terms, changes.loc[changes["called"], "theme"].to_list()))
    rates = _measure_rates(counts[:, of], terms[of], n_words, place_documents(documents, period))
    return Traced(changes, rates, list_genre(sentences, max_words=max_words))


def _list_cells(counts, doc_ids: np.ndarray, terms: np.ndarray, n_words: np.ndarray):
    """Return counts by document and term; zeros of the first term alone, for the documents' sake."""
    none = np.setdiff1d(np.arange(len(doc_ids) if len(terms) else 0), counts.row[counts.col == 0])
    row, column = (np.concatenate(pair) for pair in ((none, counts.row), (0 * none, counts.col)))
    y = np.concatenate([0 * none, counts.data]).astype("int64")
    order = np.lexsort((row, column))
    row, column, y = row[order], column[order], y[order]
    names = {"doc_id": doc_ids[row], "theme": terms[column].astype("str")}
    return pd.DataFrame({**names, "y": y, "x": n_words[row], "measure": "rate"})


def _measure_rates(
    counts, terms: np.ndarray, n_words: np.ndarray, periods: pd.Series
) -> pd.DataFrame:
    """Return the rate of each term in each period that has a word."""
    code, names = pd.factorize(periods.to_numpy(), sort=True)
    adder = csr_array((np.ones(len(code)), (code, np.arange(len(code)))), (len(names), len(code)))
    words = (adder @ n_words).astype("int64")
    held = np.flatnonzero((words > 0) & (names != UNDATED))
    table = (adder @ counts)[held].toarray().astype("int64")
    rows = pd.MultiIndex.from_product([terms, names[held]], names=["term", "period"])
    out = rows.to_frame(index=False).astype("str").assign(count=table.T.ravel())
    out["n_words"] = np.tile(words[held], len(terms))
    return out.assign(rate=(1000 * out["count"] / out["n_words"]).round(6))
