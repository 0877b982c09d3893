"""Themes by document, terms by group and topics by period, as heat maps."""

from collections.abc import Iterable, Mapping

import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ..topics.names import REST
from ..words.counted import choose_whole
from ._grid import FEW, TALL, WIDE, draw_counts
from ._layout import TOO_SMALL, draw_nothing, in_order, name_themes, say_each
from ._merged import (
    MOST,
    are_dated,
    choose_even,
    choose_groups,
    merge_columns,
    name_merged,
    say_merged,
)
from ._time_axis import name_period
from .chart import Chart

_NAMED_ABOVE = 9  # topics whose names have room above columns
_BESIDE, _YEAR = 12, 4  # columns that have room beside long names, and letters of their own
_SHORT, _MANY_TERMS, _MANY_TOPICS = 7, 16, 15  # letters of names, of which so many columns fit


def plot_heat_map(
    counts: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "Sentences that mention each theme, by document",
    source: str = "",
) -> Chart:
    """Draw counts as a heat map: the figure is the count, the shade its share; more than nine
    columns turn to rows.

    Of more than 24 periods or dated documents neighbours are added up, and of other columns those
    with the most are drawn. A cell of fewer than five sentences is pale and hollow.

    Parameters
    ----------
    counts
        `theme`, `column` (a document or period), `n` (count), `share` (0-1, darker is more); both
        in order of appearance. A pair without a row stays empty. If known `of`: the sentences that
        `n` is a part of; without it, of many periods an even choice is drawn.
    labels
        Display names of themes.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    counts = counts.dropna(subset=["n"]).drop(columns="dated", errors="ignore")
    if counts.empty:
        return draw_nothing(headline, "nothing was counted", counts, source)
    shown, known = name_themes(counts["theme"], labels), list(dict.fromkeys(counts["column"]))
    drawn, columns, more = _fit_columns(counts, known)
    drawn = drawn[drawn["column"].isin(list(columns))]
    cells = {(row.theme, row.column): (row.n, row.share) for row in drawn.itertuples()}
    few = drawn[drawn["of"] < FEW] if "of" in drawn else drawn.head(0)
    top = drawn["share"].drop(few.index).max()
    pale = set(zip(few["theme"], few["column"], strict=True))
    figure = draw_counts(shown, columns, cells, top, thin=pale, said=_say_share)
    alt = f"Sentences that mention each theme in {say_count(len(columns), 'column')}. " + say_each(
        (name, _say_counts([(n, cells[t, c][0]) for c, n in columns.items() if (t, c) in cells]))
        for t, name in shown.items()
    )
    note = "Number of sentences that mention the theme; the darker, the larger their share"
    note += f" (darkest: {top:.0%})" if top > 0 else ""
    note += f"; pale and hollow: of fewer than {FEW} sentences{more}" if pale else more
    return Chart(figure, headline, note, alt, drawn, source)


def _fit_columns(
    counts: pd.DataFrame, columns: list[str]
) -> tuple[pd.DataFrame, dict[str, str], str]:
    """Return counts of no more periods than a picture holds, their names, and what was done."""
    if len(columns) <= MOST:
        return counts, {column: name_period(column) for column in columns}, ""
    if not are_dated(columns):
        largest = set(counts.groupby("column")["n"].sum().nlargest(MOST).index)
        kept = {column: name_period(column) for column in columns if column in largest}
        return counts, kept, f"; the {MOST} of {len(columns):,} with the most"
    if "of" not in counts:
        few = choose_even(columns, MOST)
        said = f"; an even choice, {len(few)} of {len(columns):,}"
        return counts, {column: name_period(column) for column in few}, said
    merged = merge_columns(columns)
    by = ["theme", "column"]
    sums = {c: "sum" if c in ("n", "of") else "first" for c in counts if c not in by}
    added = counts.assign(column=counts["column"].map(merged))
    added = added.groupby(by, sort=False, as_index=False).agg(sums)
    share = (added["n"] / added["of"].where(added["of"] > 0)).fillna(0.0)
    return added.assign(share=share), name_merged(merged, {}), say_merged(merged)


def _say_counts(pairs: list[tuple[str, float]]) -> str:
    """Return all counts when they are few, else the sum and the three largest."""
    if len(pairs) <= 9:
        return ", ".join(f"{one_line(name)} {n:,.0f}" for name, n in pairs)
    most = sorted(pairs, key=lambda pair: -pair[1])[:3]
    listed = ", ".join(f"{one_line(name)} {n:,.0f}" for name, n in most if n)
    return f"{sum(n for _, n in pairs):,.0f} in all" + (f", most in {listed}" if listed else "")


def plot_term_map(
    terms: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 3,
    headline: str = "Terms distinctive of groups of documents, in all groups",
    source: str = "",
) -> Chart:
    """Draw how often the top terms of each group appear in all groups: the figure is the count, the
    shade the TF-IDF weight.

    Parameters
    ----------
    terms
        Table `terms`, whole: a term that is among the top of one group is looked up in all others.
    names
        Display names of groups, in the order wanted. Nine are drawn, or sixteen with short names:
        the first, or an even choice where they are periods.
    top
        Terms of each group, at most.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    terms = terms.dropna(subset=["weight"])
    if terms.empty:
        return draw_nothing(headline, "no term", terms, source)
    names = names or {}
    shown = {group: names.get(group, group) for group in in_order(terms["group"], names)}
    columns = {
        group: name_period(shown[group]).replace("-Q", "\nQ")  # a quarter in two lines
        for group in choose_groups(shown, _count_columns(shown.values(), _MANY_TERMS))
    }
    rows = terms[terms["group"].isin(columns)]
    first = rows[rows["rank"] <= top].groupby("group")["term"].agg(list)
    chosen = choose_whole((term for group in columns for term in first.get(group, [])), TALL)
    rows = rows[rows["term"].isin(chosen)]
    cells = {(term, group): (0, 0.0) for term in chosen for group in columns}
    known = zip(rows["term"], rows["group"], rows["count"], rows["weight"], strict=True)
    cells |= {(term, group): (n, weight) for term, group, n, weight in known}
    named, darkest = {term: term for term in chosen}, rows["weight"].max()
    heads = {group: one_line(name) for group, name in columns.items()}
    figure = draw_counts(named, columns, cells, darkest, _MANY_TERMS, said=_say_term)
    alt = f"{say_count(len(chosen), 'term')} in {say_count(len(columns), 'group')}. " + say_each(
        (one_line(t), ", ".join(f"{heads[c]} {n:,}" for c in columns if (n := cells[t, c][0])))
        for t in chosen
    )
    note = (
        "Times that the term appears there; the darker, the greater its TF-IDF weight in the group "
    )
    note += f"(darkest: {darkest:.2f})"
    note += f"; {len(columns)} of {len(shown)} groups" if len(columns) < len(shown) else ""
    return Chart(figure, headline, note, alt, rows, source)


def _say_share(n: float, share: float) -> str:
    return f"{say_count(int(n), 'sentence')}, {share:.1%}"


def _say_term(n: float, weight: float) -> str:
    return f"{say_count(int(n), 'time')}, TF-IDF weight {weight:.2f}"


def _count_columns(names: Iterable[str], many: int) -> int:
    """Return of how many columns the names have room."""
    return many if all(len(name) <= _SHORT for name in names) else WIDE


def plot_topic_map(
    trends: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    headline: str = "What each period was about",
    source: str = "",
) -> Chart:
    """Draw the share of each topic in each period: the figure is per cent, the shade the same.

    Parameters
    ----------
    trends
        From `estimate_topics`; of several groups the first, of more than 24 periods an even choice
        is drawn. More than fifteen (nine with long names) turn to rows; where there are more than
        nine topics, twelve are drawn (nine).
    labels
        Display names of topics, by their number as text: from `name_topics`.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    rows = trends[(trends["period"] != "undated") & trends["estimate"].notna()]
    if rows.empty:
        why = "no document with a topic has a date" if len(trends) else TOO_SMALL
        return draw_nothing(headline, why, rows, source)
    rows = rows[rows["group"] == rows["group"].iloc[0]]
    if {(labels or {}).get(theme) for theme in rows["theme"]} == {REST}:
        return draw_nothing(headline, "no topic is stable", rows, source)
    periods = sorted(set(rows["period"]))
    themes = sorted(set(rows["theme"]), key=lambda theme: (len(theme), theme))
    wide = _count_columns(periods, _MANY_TOPICS)
    # names of many topics have room beside rows alone, and they leave less to the columns
    beside = _BESIDE if max(map(len, periods)) <= _YEAR else WIDE
    drawn = choose_even(periods, MOST if len(themes) <= _NAMED_ABOVE else beside)
    rows = rows[rows["period"].isin(drawn)]
    names = {theme: (labels or {}).get(theme, f"Topic {theme}") for theme in themes}
    cells = {(r.theme, r.period): (100 * r.estimate, r.estimate) for r in rows.itertuples()}
    counts = rows.groupby("period")["n_documents"].max()
    heads = {period: f"{name_period(period)}\nn {counts[period]:,}" for period in drawn}
    # what is in no topic is most of many texts: shaded, it would leave all topics pale
    outside = {key for key in cells if names[key[0]] == REST}
    top = max((share for key, (_, share) in cells.items() if key not in outside), default=0.0)
    figure = draw_counts(
        names, heads, cells, top, wide, outside, said=lambda _, share: f"{share:.1%}"
    )
    alt = f"Shares of {say_count(len(themes), 'topic')} in {say_count(len(drawn), 'period')}. "
    alt += say_each(
        (one_line(name), _say_shares(rows[rows["theme"] == theme])) for theme, name in names.items()
    )
    note = "Share of the documents' text that the topic makes up, per cent; the darker, the more; "
    note += "n: documents"
    note += f"; hollow: {REST}" if outside else ""
    if any(name.endswith(")") for name in names.values()):
        note += "; in brackets: a topic that is not stable"
    if len(drawn) < len(periods):
        note += f"; an even choice, {len(drawn)} of {len(periods):,} periods"
    return Chart(figure, headline, note, alt, rows, source)


def _say_shares(rows: pd.DataFrame) -> str:
    """Return the first, greatest and last share."""
    rows = rows.sort_values("period")
    ends = rows.iloc[sorted({0, int(rows["estimate"].to_numpy().argmax()), len(rows) - 1})]
    return ", ".join(f"{name_period(row.period)} {row.estimate:.0%}" for row in ends.itertuples())
