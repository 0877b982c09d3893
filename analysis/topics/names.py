"""Names for topics that hold, and the same topics found again in another fit."""

from collections.abc import Sequence

import pandas as pd

from .choice import BAR
from .fitted import Topics

_FIRST = 5  # words of a topic in which a phrase goes before; one further down tells less
# The name of the text that is in no topic that holds.
REST = "not in a stable topic"


def label_topics(topics: Topics, *, bar: float = BAR) -> pd.DataFrame:
    """Name each topic by a phrase and two words, if it is stable enough to bear a name: `topic`,
    `name` ("" where the stability, 0-1, is under the bar or unknown), `stability` and `seed`, the
    name of the topic's seed ("" for none): what was looked for, whether or not the topic is stable.
    """
    heads = _head_topics(topics.topics)
    seeds = dict(enumerate(topics.seeds))
    rows = [
        (topic, heads.get(topic, "") if stability >= bar else "", stability, seeds.get(topic, ""))
        for topic, stability in topics.stability_of_topics.items()
    ]
    out = pd.DataFrame(rows, columns=["topic", "name", "stability", "seed"])
    return out.astype({"name": "str", "seed": "str"})


def name_topics(topics: Topics, *, bar: float = BAR) -> dict[str, str]:
    """Return a display name for each topic, by its number as text.

    The seed's name, the topic's first phrase of several words if it has one, and its first words to
    make three; in brackets where the topic is under the bar, since other documents would have given
    it others. The text in no topic that holds is "not in a stable topic".

    Parameters
    ----------
    topics
        What `fit_topics` gives.
    bar
        The least stability, 0-1, of a topic whose name stands without brackets.
    """
    words = _head_topics(topics.topics)
    rest = {str(topics.rest): REST} if topics.rest is not None else {}
    return rest | {
        str(row.topic): (f"{row.seed}: " if row.seed else "")
        + (row.name or f"({words.get(row.topic, '')})")
        for row in label_topics(topics, bar=bar).itertuples(index=False)
    }


def head_words(words: Sequence[str]) -> list[str]:
    """Return the words by which a topic is named: a phrase among its first five words, if any, and
    its first words, three in all.

    Examples
    --------
    >>> head_words(["terrorist", "statement", "attacks", "cross-border terrorism"])
    ['cross-border terrorism', 'terrorist', 'statement']
    """
    first = next((word for word in words[:_FIRST] if " " in word), words[0])
    return [first, *(word for word in words if word != first)][:3]


def _head_topics(topics: pd.DataFrame) -> pd.Series:
    ranked = topics.sort_values(["topic", "rank"]).groupby("topic")["word"].agg(list)
    heads = [", ".join(head_words(words)) for words in ranked]
    return pd.Series(heads, index=ranked.index, dtype="object")


def compare_topics(a: Topics, b: Topics, *, least: float = 0.25) -> pd.DataFrame:
    """Say which topics of one corpus or period another one keeps, splits, lacks or adds: `change`
    ("kept", "split", "gone", "new"), `name_a`, `name_b` ("" for none; of a split all parts, with
    semicolons) and the `overlap` of their words (Jaccard; of a split, the largest). Two topics are
    the same, or one a part of the other, from the `least` overlap (0-1) on.
    """
    names_a, names_b = name_topics(a), name_topics(b)
    sets_a, sets_b = (t.topics.groupby("topic")["word"].agg(frozenset).to_dict() for t in (a, b))
    near: dict[int, list[tuple[float, int]]] = {k: [] for k in sets_a}
    for j, words in sets_b.items():
        found = [(len(words & own) / len(words | own), -k) for k, own in sets_a.items()]
        overlap, k = max(found, default=(0.0, 0))
        if found and overlap >= least:
            near[-k].append((overlap, j))
    rows = []
    for k, parts in near.items():
        change = ("gone", "kept", "split")[min(len(parts), 2)]
        name = "; ".join(names_b[str(j)] for _, j in sorted(parts, reverse=True))
        overlap = round(max((value for value, _ in parts), default=0.0), 4)
        rows.append((change, names_a[str(k)], name, overlap))
    taken = {j for parts in near.values() for _, j in parts}
    rows += [("new", "", names_b[str(j)], 0.0) for j in sets_b if j not in taken]
    columns = ["change", "name_a", "name_b", "overlap"]
    kinds = {"change": "str", "name_a": "str", "name_b": "str", "overlap": "float64"}
    return pd.DataFrame(rows, columns=columns).astype(kinds)
