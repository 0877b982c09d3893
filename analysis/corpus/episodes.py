"""Which documents report one event: near in date, and alike in the people, places and bodies that
they name.

Names are weighed by their rarity in the corpus (tf-idf), compared by cosine, and documents joined
by average linkage (Sokal and Michener 1958), which, unlike single links, does not chain: a document
joins an episode if it is like its documents on the whole. No episode lasts longer than `days`.
Where dates are not known, names of countries and those that most documents have tell nothing.
Names are told by their capitals; in scripts without them a document without metadata stands alone.
"""

import numpy as np
import pandas as pd

from .clusters import ALWAYS, NEVER, Clusters
from .country_names import is_country_word
from .names_in_texts import find_names
from .windows import check_days

# A date known to within so many times `days` counts as known; a wider interval only rules out what
# lies outside.
_CLOSE = 2
# A date of which only one end is known counts as no further from it than so many days: names alone,
# which return with every visit, are no reason to join what may be years apart.
_OPEN_DAYS = 31
# Pairs under this part of the likeness asked for count as unlike: that keeps the pairs few.
_FLOOR = 0.25
# Each doubling of the documents of those days raises the likeness asked for: the more there are,
# the more alike are the two most alike of different events.
_PER_DOUBLING = 0.03
# Names in more documents than this say nothing about two texts without a date, which need so many
# names in common.
_COMMONEST, _SHARED = 1000, 3
# So do names in more than so many documents and this share of all.
_FEW, _MOST = 3, 0.5
#: The column in which names may be given: no column of a user's ends in a space.
NAMES = "names "
_BLOCK = 500


def assign_episodes(
    documents: pd.DataFrame, *, days: int = 4, likeness: float = 0.22, undated_likeness: float = 0.7
) -> pd.DataFrame:
    """Give every document the episode it reports, where metadata gave none.

    A filled `episode` is given: it is never changed, and two given episodes are never joined. A
    document whose `episode` is empty joins a given episode, or others like it, or stands alone
    under its own `doc_id`. A copy (`copy_of`, see `mark_copies`) has the episode of its original.
    The order of the rows changes nothing.

    Parameters
    ----------
    documents
        Table `documents`: `doc_id`, `date_low`, `date_high`, `episode` ("" where there is none),
        `text`; with `copy_of` where copies are marked. In place of `text` it may have `NAMES`, what
        `find_names` gives.
    days
        The longest time from an episode's first document to its last, in days.
    likeness
        The mean cosine (0-1) of names, weighed by rarity, that joins two documents whose dates are
        known and that stand alone in their days; every doubling of the documents of those days adds
        .03.
    undated_likeness
        The same where one date is not known to within a week or so, and three names at least must
        be shared; an interval still rules out what lies outside it, and where only one end is
        known, what is over a month from it. Such a document gets no date from its episode.

    Returns
    -------
    DataFrame
        The documents, rows and index as given, with `episode` filled: as given, or the first day
        and a name that tells it from others ("2020-10-06-tokyo"; the first `doc_id` if no date is known),
        or the `doc_id` of one alone.

    Raises
    ------
    ValueError
        If a column is missing, `days` is negative or a likeness not above 0 and at most 1.

    Examples
    --------
    >>> names = ["Motegi in Tokyo", "Motegi in Tokyo", "Blinken in Rome"]
    >>> texts = [f"Talks with {name} went on." for name in names]
    >>> documents = pd.DataFrame({"doc_id": list("abc"), "text": texts, "episode": ""})
    >>> documents["date_low"] = documents["date_high"] = pd.to_datetime(["2020-10-06", "2020-10-07", "2020-10-07"])
    >>> assign_episodes(documents)["episode"].tolist()
    ['2020-10-06-motegi', '2020-10-06-motegi', 'c']
    """
    _check(documents, days, likeness, undated_likeness)
    frame = documents.reset_index(drop=True)
    frame = frame.assign(episode=frame["episode"].astype("str").fillna(""))
    original = frame["doc_id"]
    if "copy_of" in frame.columns:
        original = original.where(~frame["copy_of"].isin(original), frame["copy_of"])
    given = frame.assign(original=original)[frame["episode"] != ""].sort_values(
        "doc_id", kind="stable"
    )
    own = given[given["doc_id"] == given["original"]]
    given = pd.concat([own, given]).drop_duplicates("original").set_index("original")["episode"]
    events = frame[original == frame["doc_id"]]
    events = events.assign(given=[given.get(doc_id, "") for doc_id in events["doc_id"]])
    events = _bound(events, days).sort_values(
        ["low", "high", "doc_id"], kind="stable", ignore_index=True
    )
    weights, names = _weigh_names(
        events[NAMES] if NAMES in events.columns else find_names(events["text"])
    )
    pairs = _compare(events, weights, names, days, likeness, undated_likeness)
    groups = _link(events, pairs, days)
    named = _name(events, groups, weights, names, set(frame["episode"]))
    of = dict(zip(events["doc_id"], named, strict=True))
    filled = frame["episode"].where(frame["episode"] != "", original.map(of))
    return documents.assign(episode=filled.to_numpy()).astype({"episode": "str"})


def _check(documents: pd.DataFrame, days: int, likeness: float, undated_likeness: float) -> None:
    text = NAMES if NAMES in documents.columns else "text"
    for column in ("doc_id", "date_low", "date_high", "episode", text):
        if column not in documents.columns:
            found = ", ".join(map(str, documents.columns))
            raise ValueError(f"documents: no column {column} (it has {found})")
    check_days(days)
    for name, share in {"likeness": likeness, "undated_likeness": undated_likeness}.items():
        if not 0 < share <= 1:
            raise ValueError(f"{name} {share!r} is not above 0 and at most 1")


def _bound(events: pd.DataFrame, days: int) -> pd.DataFrame:
    """Add `low` and `high` in days since 1970, unknown bounds far off, and `close`: whether the
    date counts as known.
    """
    bounds = {}
    for name, column, unknown in (("low", "date_low", ALWAYS), ("high", "date_high", NEVER)):
        dates = pd.to_datetime(events[column]).to_numpy("datetime64[D]")
        bounds[name] = np.where(np.isnat(dates), unknown, dates.astype("int64"))
    low, high = bounds["low"], bounds["high"]
    begins, ends = low > ALWAYS, high < NEVER
    low = np.where(ends & ~begins, high - _OPEN_DAYS, low)
    high = np.where(begins & ~ends, bounds["low"] + _OPEN_DAYS, high)
    return events.assign(low=low, high=high, close=begins & ends & (high - low <= _CLOSE * days))


def _weigh_names(found: pd.Series):
    """Return the documents' names weighed by tf-idf, rows of length 1 (CSR), and the names in order
    of the columns.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(len(names) for names in found):
        from scipy.sparse import csr_array

        return csr_array((len(found), 1)), np.array([""])
    model = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    return model.fit_transform(found), model.get_feature_names_out()


def _choose_names(weights, names: np.ndarray):
    """Return the weights of the names by which documents without a date are compared, rows of
    length 1.
    """
    from sklearn.preprocessing import normalize

    n_documents = np.bincount(weights.indices, minlength=weights.shape[1])
    rare = n_documents <= min(max(_MOST * weights.shape[0], _FEW), _COMMONEST)
    rare &= [not is_country_word(name) for name in names.tolist()]
    return normalize(weights[:, rare]) if rare.any() and weights.shape[0] else weights[:, rare]


def _compare(
    events: pd.DataFrame,
    weights,
    names: np.ndarray,
    days: int,
    likeness: float,
    undated_likeness: float,
) -> pd.DataFrame:
    """Return the pairs that could report one event: rows `a` < `b`, and their likeness over the one
    asked for.
    """
    low, high, close = (events[c].to_numpy() for c in ("low", "high", "close"))
    near, far = np.flatnonzero(close), np.flatnonzero(~close)
    asked = _ask(events, days, likeness, undated_likeness)
    parts = []
    for i in range(0, len(near), _BLOCK):
        block = near[i : i + _BLOCK]
        ahead = near[i : np.searchsorted(low[near], high[block].max() + days, side="right")]
        parts.append(_multiply(weights, block, ahead, asked, 1))
    chosen = _choose_names(weights, names) if len(far) else weights
    for i in range(0, len(far), _BLOCK):
        parts.append(_multiply(chosen, far[i : i + _BLOCK], np.arange(len(events)), asked, _SHARED))
    pairs = pd.concat([pd.DataFrame({"a": [], "b": [], "ratio": []}, dtype="int64"), *parts])
    a, b = np.sort(pairs[["a", "b"]].to_numpy(), axis=1).T
    gap = np.maximum(low[a], low[b]) - np.minimum(high[a], high[b])
    pairs = pairs.assign(a=a, b=b)[(a != b) & (gap <= days)]
    return pairs.drop_duplicates(["a", "b"]).sort_values(["a", "b"], ignore_index=True)


def _ask(events: pd.DataFrame, days: int, likeness: float, undated_likeness: float) -> np.ndarray:
    """Return the likeness that each document asks for, by the number of documents that it could be
    confused with.
    """
    low, high, close = (events[c].to_numpy() for c in ("low", "high", "close"))
    begun = np.searchsorted(np.sort(low[close]), high + days, side="right")
    ended = np.searchsorted(np.sort(high[close]), low - days, side="left")
    rivals = np.where(close, begun - ended, len(events))
    by_number = likeness + _PER_DOUBLING * np.log2(np.maximum(rivals, 2) / 2)
    return np.where(close, by_number, np.maximum(by_number, undated_likeness))


def _multiply(weights, rows: np.ndarray, columns: np.ndarray, asked: np.ndarray, least: int):
    """Return the pairs of a row and a column that share so many names, and their cosine over the
    greater of what the two ask for.
    """
    like = weights[rows] @ weights[columns].T
    if least > 1:
        named = weights.sign()
        like = like.multiply(named[rows] @ named[columns].T >= least)
    like = like.tocoo()
    a, b = rows[like.row], columns[like.col]
    ratio = (like.data / np.maximum(asked[a], asked[b])).round(6)
    return pd.DataFrame({"a": a, "b": b, "ratio": ratio})[ratio >= _FLOOR]


def _link(events: pd.DataFrame, pairs: pd.DataFrame, days: int) -> list[list[int]]:
    """Return the rows of each group: average linkage down to a mean ratio of 1, given episodes
    whole from the start.
    """
    starts = pd.Series([given or row for row, given in enumerate(events["given"])], dtype=object)
    cluster_of = starts.groupby(starts, sort=False).ngroup().to_numpy()
    clusters = Clusters(events, cluster_of, days)
    for a, b, ratio in zip(
        cluster_of[pairs["a"]], cluster_of[pairs["b"]], pairs["ratio"], strict=True
    ):
        if a != b:
            clusters.add(int(a), int(b), ratio)
    clusters.merge()
    return sorted(clusters.rows.values())


def _name(
    events: pd.DataFrame, groups: list[list[int]], weights, names: np.ndarray, taken: set[str]
) -> list[str]:
    """Return each row's episode: the given one, else a name that no other group has."""
    given, ids = events["given"].tolist(), events["doc_id"].tolist()
    days = events["low"].where(events["close"]).to_numpy("float64")
    n_documents = np.bincount(weights.indices, minlength=weights.shape[1])
    rarity = np.log(max(len(events), 1) / np.maximum(n_documents, 1))
    out = [""] * len(events)
    taken = set(taken)
    for rows in groups:
        name = next((given[row] for row in rows if given[row]), "")
        if not name:
            stem = name = _describe(rows, days, weights, rarity, names) or str(ids[rows[0]])
            n = 1
            while name in taken:
                n += 1
                name = f"{stem}-{n}"
            taken.add(name)
        for row in rows:
            out[row] = name
    return out


def _describe(
    rows: list[int], days: np.ndarray, weights, rarity: np.ndarray, names: np.ndarray
) -> str:
    """Return the first day and the name that is shared most widely and elsewhere least; "" where
    there is none.
    """
    known = [days[row] for row in rows if not np.isnan(days[row])]
    if len(rows) == 1 or not known:
        return ""
    columns = np.concatenate(
        [weights.indices[weights.indptr[row] : weights.indptr[row + 1]] for row in rows]
    )
    columns, n_sharing = np.unique(columns, return_counts=True)
    # Columns are in order of the alphabet: of equals the first.
    best = columns[((n_sharing - 1) * (1 + rarity[columns])).round(6).argmax()]
    return f"{np.datetime64(int(min(known)), 'D')}-{names[best]}"
