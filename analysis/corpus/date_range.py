"""The part of a corpus that lies between two dates."""

from dataclasses import replace

import pandas as pd

from ..core.periods import bound_span
from ..sources.source import Problem
from .read import Corpus, tabulate_problems

LEFT_OUT = "left out, as asked"


def keep_dates(corpus: Corpus, start: str = "", end: str = "") -> Corpus:
    """Keep the documents of a span of time; those outside it, and those without a date, are named
    in `set_aside`. A copy whose original lies outside the span takes its place.

    `start` and `end` are the first and the last period: a day, week, month, quarter, year or decade
    by name ("2020", "2020-Q4", "2020-10-06"); "" for no bound. Of a sample of a larger corpus,
    `n_whole` stays the size of that corpus.

    Raises
    ------
    ValueError
        If `start` or `end` is no period, the one lies after the other, or no document between them.
    """
    low, high = bound_span(start, end)
    if not start and not end:
        return corpus
    documents = corpus.documents
    days = documents["date"].dt.strftime("%Y-%m-%d").fillna("")
    inside = select_days(days, low, high)
    if not inside.any():
        dated = days[days != ""]
        span = f"they are of {dated.min()} to {dated.max()}" if len(dated) else "none has a date"
        raise ValueError(f"no document lies {_say_span(start, end)}: {span}")
    outside = documents[~inside]
    problems, undated = [], f"it has no date, and those {_say_span(start, end)} were asked for"
    for row, day in zip(outside.itertuples(), days[~inside], strict=True):
        said = f"its date, {day}, does not lie {_say_span(start, end)}" if day else undated
        problems.append(Problem(row.file, 0, said, "", LEFT_OUT, row.doc_id))
    aside = pd.concat([corpus.set_aside, tabulate_problems(problems, [])], ignore_index=True)
    kept = documents[inside].reset_index(drop=True)
    lines = corpus.dropped_lines
    return replace(
        corpus,
        documents=kept.assign(copy_of=_renew_copies(kept)),
        dropped_lines=lines[lines["doc_id"].isin(kept["doc_id"])].reset_index(drop=True),
        set_aside=aside.sort_values(["file", "line"], ignore_index=True, kind="stable"),
    )


def select_days(days: pd.Series, low: str, high: str) -> pd.Series:
    """Tell which days, written as "2020-10-06", lie in a span; "" does not."""
    return (days != "") & (days >= low) & (days <= high)


def _say_span(start: str, end: str) -> str:
    if start and end:
        return f"between {start} and {end}" if start != end else f"in {start}"
    return f"in {start} or later" if start else f"in {end} or earlier"


def _renew_copies(documents: pd.DataFrame) -> pd.Series:
    """Return of which kept document each is a copy: the first takes the place of a lost original."""
    ids, of = documents["doc_id"], documents["copy_of"]
    lost = (of != "") & ~of.isin(ids)
    first = documents[lost].sort_values(["date", "doc_id"], kind="stable").groupby("copy_of")
    stands_for = first["doc_id"].first().to_dict()
    renewed = [stands_for[name] if gone else name for name, gone in zip(of, lost, strict=True)]
    return pd.Series(renewed, index=of.index, dtype="str").where(renewed != ids, "")
