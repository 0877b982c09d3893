"""Charts of words: terms that set a group apart, and topics with their stability."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib
import pandas as pd

from .charts import Chart
from .plots import _cut, _figure, _in_order, _nothing
from .style import BLUE, GREY, PALE, STYLE


def plot_terms(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    headline: str = "Terms that set documents apart",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw the top terms of each group as ranked bars.

    Parameters
    ----------
    terms
        Table `terms`, as many rows a group as are to be drawn.
    """
    if terms.empty:
        return _nothing(headline, "no term", terms)
    names = names or {}
    groups = _in_order(terms["group"], names)
    lines = -(-len(groups) // 3)
    with matplotlib.rc_context(STYLE):
        figure, axes = _figure(
            1.2 + lines * (0.5 + 0.2 * terms.groupby("group").size().max()), lines, min(3, len(groups))
        )
        for ax, group in zip(axes, groups, strict=False):
            rows = terms[terms["group"] == group]
            ax.barh(
                range(len(rows)),
                rows["weight"],
                color=[BLUE if n == 1 else PALE for n in rows["n_groups"]],
                height=0.72,
            )
            for y, row in enumerate(rows.itertuples()):
                ax.text(row.weight + 0.01, y, f"{row.count}", va="center", fontsize=7.5, color=GREY)
            ax.set_yticks(range(len(rows)), [_cut(t, 26) for t in rows["term"]], fontsize=8)
            ax.set(ylim=(len(rows) - 0.4, -0.6), xticks=[], xlim=(0, terms["weight"].max() * 1.15))
            ax.set_title(_cut(names.get(group, group), 22), fontsize=8.5)
            ax.grid(False)
        for ax in axes[len(groups) :]:
            ax.set_axis_off()
        alt = f"Top terms by TF-IDF in {len(groups)} groups. " + " ".join(
            f"{names.get(g, g)}: {', '.join(terms.loc[terms['group'] == g, 'term'].head(5))}.".replace("\n", ", ")
            for g in groups
        )
        return Chart(
            figure,
            headline,
            "TF-IDF weight (bar) and count (figure); blue: stands in no other document",
            alt,
            terms,
            source,
            reading,
        )


def plot_topics(
    topics: pd.DataFrame,
    weights: pd.DataFrame,
    stability: pd.DataFrame,
    *,
    bar: float = 0.6,
    names: Mapping[str, str] | None = None,
    headline: str = "Topics",
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw each topic's words, its stability and its share of each document; under the bar it is grey and unnamed.

    Parameters
    ----------
    topics, weights
        The tables of these names.
    stability
        Table `stability`; the rows for as many topics as there are in `topics` are used.
    """
    fitted = stability[stability["n_topics"] == topics["topic"].nunique()]
    stability_of_topics = dict(zip(fitted["topic"], fitted["stability"], strict=True))
    names, numbers = names or {}, sorted(stability_of_topics)
    documents = _in_order(weights["doc_id"], names)
    rows = weights.assign(
        stability=weights["topic"].map(dict(stability_of_topics)),
        words=weights["topic"].map(topics.groupby("topic")["word"].agg(", ".join)),
    )
    with matplotlib.rc_context(STYLE):
        figure, axes = _figure(1.2 + 1.35 * len(numbers), len(numbers), 1, sharex=True, sharey=True)
        for ax, topic in zip(axes, numbers, strict=True):
            stable = stability_of_topics[topic] >= bar
            words = topics.loc[topics["topic"] == topic, "word"]
            shares = weights[weights["topic"] == topic].set_index("doc_id")["share"].reindex(documents)
            ax.bar(range(len(documents)), shares, color=BLUE if stable else PALE, width=0.55)
            for x, share in enumerate(shares):
                ax.text(x, share, f"{share:.0%}", ha="center", va="bottom", fontsize=8)
            kind = f"Topic {topic}" + ("" if stable else ", not stable")
            ax.set_title(
                f"{kind} ({stability_of_topics[topic]:.2f}): {_cut(', '.join(words), 78)}",
                color="#222222" if stable else GREY,
                fontsize=8.5,
            )
            ax.set(yticks=[], ylim=(0, 1.15 * weights["share"].max()))
        axes[-1].set_xticks(range(len(documents)), [names.get(d, d) for d in documents])
        alt = " ".join(
            f"Topic {t}, stability {stability_of_topics[t]:.2f}: {', '.join(topics.loc[topics['topic'] == t, 'word'])}."
            for t in numbers
        )
        return Chart(
            figure,
            headline,
            f"Share of a document's paragraphs; in brackets stability, 0 to 1; under {bar} a topic is grey and not named",
            alt,
            rows,
            source,
            reading,
        )


def plot_stability(
    stability: pd.DataFrame,
    *,
    headline: str = "How well topics hold",
    bar: float = 0.6,
    source: str = "",
    reading: str = "",
) -> Chart:
    """Draw the stability of topics against their number: the mean as a line, each topic as a dot.

    Parameters
    ----------
    stability
        Table `stability`.
    """
    means = stability.groupby("n_topics")["stability"].mean()
    with matplotlib.rc_context(STYLE):
        figure, (ax,) = _figure(3)
        ax.plot(stability["n_topics"], stability["stability"], "o", color=GREY, mfc="white", ms=5)
        ax.plot(means.index, means, "-o", color=BLUE, lw=2)
        for x, y in means.items():
            ax.annotate(f"{y:.2f}", (x, y), xytext=(7, 4), textcoords="offset points", color=BLUE, fontsize=8.5)
        ax.axhline(bar, color=GREY, lw=0.9, ls="--")
        ax.set(ylim=(0, 1.02), xticks=list(means.index), xlabel="number of topics")
        alt = "Mean stability by number of topics: " + ", ".join(f"{k}: {v:.2f}" for k, v in means.items()) + "."
        return Chart(
            figure,
            headline,
            "Jaccard index of top words when documents are left out (1: the same words); disc: mean; ring: a topic; dashed: bar for a name",
            alt,
            stability,
            source,
            reading,
        )
