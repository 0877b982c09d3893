"""The words for terms and topics."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..core.counts import say_part
from ..stats.trend_tests import SIGNIFICANT
from ..topics.choice import BAR
from ..topics.fitted import Topics
from ..topics.stability import FEW
from .changes import VERBS, are_too_few, say_when
from .findings import say_count

_SHOWN = 12  # groups, and terms of each; of more groups half as many terms


def headline_terms(terms: pd.DataFrame, names: Mapping[str, str] | None = None) -> str:
    """Return the first term of the first and of the last group that no other group has; or, of
    terms over time, how many changed, and the greatest changes.

    Groups that have no name in `names` are periods.

    Parameters
    ----------
    terms
        What `weigh_terms` gives, or `changes` of `Study.traced`.
    names
        Short names of documents (`name_documents`).
    """
    if "called" in terms:
        return _say_changed(terms)
    names = names or {}
    noun = "report" if set(terms["group"]) <= set(names) else "period"
    top = _SHOWN if terms["group"].nunique() <= _SHOWN else _SHOWN // 2  # as charts draw them
    own = terms[(terms["n_groups"] == 1) & (terms["rank"] <= top)].sort_values("rank")
    first = own.groupby("group", sort=False)["term"].first()
    ends = [group for group in dict.fromkeys(terms["group"]) if group in first.index]
    if not ends:
        return f"No {noun} has one of its first terms to itself"
    parts = []
    for group in dict.fromkeys((ends[0], ends[-1])):
        place = f"that of {names[group].splitlines()[0]}" if group in names else group
        parts.append(f"“{first[group]}” in {place}")
    return f"Terms that one {noun} has to itself: " + ", ".join(parts)


def _say_changed(changes: pd.DataFrame) -> str:
    """Return how many of the terms that were tested changed, and the first of each kind."""
    called = changes[changes["called"]]
    if changes.empty:
        return "No term appears in enough dated documents to be tested for a change over time"
    if called.empty:
        few = "; the texts are too few for any" if are_too_few(changes) else ""
        return f"No term of {len(changes):,} changed over time by more than chance{few}"
    size = np.log(called["ratio"].clip(1e-9, 1e9)).abs().round(6)
    first = called.assign(size=size).sort_values(["size", "theme"], ascending=[False, True])
    kinds = first.drop_duplicates(["shape", "direction"]).head(3)
    parts = [
        f"“{row['theme']}” {VERBS[row['shape'], row['direction']]} {say_when(row) or 'steadily'}"
        for row in kinds.to_dict("records")
    ]
    return f"{len(called):,} of {say_count(len(changes), 'term')} changed over time: {', '.join(parts)}"


def headline_keyness(keyness: pd.DataFrame, name: str) -> str:
    """Return how many terms are distinctive of a group by more than chance, or what could be found.

    Parameters
    ----------
    keyness, name
        What `compare_terms` gives, and the group that was compared, as the headline calls it.
    """
    if keyness.empty:
        return f"No term can be compared: {name} or the rest has too little text"
    told = keyness[(keyness["q"] <= SIGNIFICANT) & keyness["sign_holds"]]
    told = told.assign(size=-told["z"].abs()).sort_values(["q", "size", "term"])
    if len(told):
        ways = (("more", told[told["log_odds"] > 0]), ("less", told[told["log_odds"] <= 0]))
        parts = [f"{_name_first(rows['term'])} {way} often" for way, rows in ways if len(rows)]
        share = say_part(len(told), len(keyness), "term", "is", "are")
        return f"{share} distinctive of {name} by more than chance: {'; '.join(parts)}"
    none = "The one term" if len(keyness) == 1 else f"No term of {len(keyness):,}"
    return (
        f"{none} is{' not' * (len(keyness) == 1)} distinctive of {name} by more than chance; the smallest "
        f"attainable p is {keyness['p_least'].min():.2g}"
    )


def _name_first(terms: pd.Series) -> str:
    """Return the first three terms, and that they are the first."""
    quoted = ", ".join(f"“{term}”" for term in terms.head(3))
    more = len(terms) - 3
    return f"{quoted} and {say_count(more, 'other')}" if more > 0 else quoted


def headline_topics(topics: Topics) -> str:
    """Return how many topics pass the bar, out of how many, and on how much text.

    Parameters
    ----------
    topics
        What `fit_topics` gives.
    """
    if topics.note:
        return topics.note[:1].upper() + topics.note[1:]
    stable = int((topics.rated["stability"] >= BAR).sum())
    how = "a report is left out" if topics.n_documents <= FEW else "reports are resampled"
    text = say_count(topics.n_paragraphs, topics.unit)
    if topics.unit != "document":
        text += f" of {say_count(topics.n_documents, 'report')}"
    text += ", a sample of the text" * topics.sampled
    return f"{say_part(stable, topics.n_fitted, 'topic', 'holds', 'hold')} when {how} ({text})"
