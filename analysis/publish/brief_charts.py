"""Three small charts of a result that carry the story, redrawn from the tables beside them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..charts._layout import say_tone
from ..charts._saved import read_words
from ..charts._scales import are_apart
from ..charts._time_axis import name_period
from ..core.measures import MEASURES
from ..core.safe_text import one_line
from ..stats.trend_tests import SIGNIFICANT
from .brief_marks import Draw, draw_dots, draw_ratios, draw_strips

_MOST = 6  # rows


class Panel(NamedTuple):
    """A small chart: its file, headline, note on marks, description, and what draws it."""

    name: str
    title: str
    note: str
    alt: str
    draw: Draw


class _Found(NamedTuple):
    """What a table has to show, and whether more than chance is in it."""

    more_than_chance: bool
    note: str
    draw: Draw


def choose_panels(figures: Path, story: str, leave: Iterable[str] = ()) -> list[Panel]:
    """Return at most three charts of a folder, as `Chart.save` writes them.

    The themes over time come first, since the story is told of them; then charts in which
    something is more than chance, in the order of `_FORMS`, then the others. No two are of one
    form or have one headline; of one form, that of the themes in the headline of the story. Charts
    whose names begin as in `leave` are of another corpus.
    """
    ranked = []
    for path in sorted(figures.glob("*.csv")):
        if path.name.startswith(tuple(leave)):
            continue
        try:
            title, alt = map(one_line, read_words(path.with_suffix(".png")))
            rows = pd.read_csv(path) if title else pd.DataFrame()
        except (OSError, ValueError, SyntaxError):  # no picture, or of another's hand
            continue
        for place, (columns, read) in enumerate(_FORMS):
            if columns <= set(rows) and len(rows) and (found := read(rows, story)):
                panel = Panel(path.stem, title, found.note, alt, found.draw)
                named = any(str(label) in story for label in rows.get("label", ()))
                key = (place > 0, not found.more_than_chance, place, not named, path.stem)
                ranked.append((key, panel))
    chosen: dict[int, Panel] = {}
    for (_, _, place, *_), panel in sorted(ranked, key=lambda each: each[0]):
        if panel.title not in {other.title for other in chosen.values()}:
            chosen.setdefault(place, panel)
    return list(chosen.values())[:3]


def _show_shares(rows: pd.DataFrame, story: str) -> _Found | None:
    rows = rows.dropna(subset=["share"])
    rows = rows[rows.groupby("theme")["n"].transform("sum") > 0]
    if rows.empty:
        return None
    labels = list(dict.fromkeys(rows["theme"]))
    led = [str(label) in story for label in labels]
    first = [labels[i] for i in np.argsort(np.logical_not(led), kind="stable")[:_MOST]]
    table = rows.pivot_table("share", "theme", "column", sort=False) * 100
    table = table.loc[[label for label in labels if label in first]]
    return _show_strips(table, MEASURES["share"].title, _say_per_cent)


def _show_terms(rows: pd.DataFrame, _story: str) -> _Found | None:
    table = rows.pivot_table("rate", "term", "period", sort=False).sort_index(axis=1)
    table = table[table.max(axis=1) > 0].fillna(0.0).head(_MOST)
    return _show_strips(table, MEASURES["rate"].title, "{:.2g}".format) if len(table) else None


def _show_strips(table: pd.DataFrame, note: str, say: Callable[[float], str]) -> _Found:
    """Return rows of bars, each on a scale of its own where their levels are far apart."""
    most = table.max(axis=1)
    own = are_apart(most)
    note += "; at right, the largest" + ", each on a scale of its own" * own
    columns = [name_period(str(column).split("\n")[0]) for column in table.columns]
    tops = most if own else pd.Series(most.max(), index=most.index)
    rows = [
        (one_line(str(name)), (row / (tops[name] or 1.0)).to_numpy(), say(most[name]))
        for name, row in table.iterrows()
    ]
    return _Found(True, note, draw_strips(rows, columns))


def _say_per_cent(value: float) -> str:
    return f"{value:.0f}%" if value >= 9.95 else f"{value:.1f}%"


def _show_tone(rows: pd.DataFrame, _story: str) -> _Found | None:
    rows = rows.dropna(subset=["estimate", "low", "high"])
    if len(rows) < 2:
        return None
    apart = bool(rows["low"].max() > rows["high"].min())
    rows = rows.sort_values("estimate", ascending=False, kind="stable")
    if len(rows) > _MOST:  # both ends
        rows = pd.concat([rows.head(_MOST // 2), rows.tail(_MOST // 2)])
    dots = [
        (one_line(str(row.label)), row.estimate, row.low, row.high, say_tone(row.estimate))
        for row in rows.itertuples()
    ]
    return _Found(apart, f"{MEASURES['tone'].title}; line: 95% interval", draw_dots(dots, -1, 1))


def _show_keyness(rows: pd.DataFrame, _story: str) -> _Found | None:
    told = rows[(rows["q"] <= SIGNIFICANT) & rows["sign_holds"].astype("bool")]
    if told.empty:
        return None
    told = told.head(_MOST)
    most = float(told["log_odds"].abs().max()) or 1.0
    odds = told["log_odds"].tolist()
    dots = [
        (one_line(str(term)), by, 0.0, by, f"{np.exp(abs(by)):.1f}")
        for term, by in zip(told["term"], odds, strict=True)
    ]
    note = "How many times as often: more (right) or less (left)"
    return _Found(True, note, draw_dots(dots, -most, most))


def _show_spread(rows: pd.DataFrame, _story: str) -> _Found | None:
    known = (rows["estimate"] > 0) & np.isfinite(rows["estimate"])
    lost, rows = int((~known).sum()), rows[known]
    if rows.empty:
        return None
    rows = rows.assign(agrees=rows["agrees"].astype("bool"))
    note = "Ratio of levels in each specification, with 95% interval; filled: supported"
    note += f"; {lost:,} without a ratio are not drawn" * (lost > 0)
    # the table has ratios of one kind side by side, each kind sorted
    return _Found(bool(rows["agrees"].any()), note, draw_ratios(rows))


def _show_documents(rows: pd.DataFrame, _story: str) -> _Found | None:
    days = pd.to_datetime(rows["date" if "date" in rows else "start"], errors="coerce")
    years = days.dt.year[days.notna()].astype("int64")
    if years.empty:
        return None
    n = rows["n_documents"] if "n_documents" in rows else pd.Series(1, index=rows.index)
    by = n[years.index].groupby(years).sum()
    by = by.reindex(range(by.index.min(), by.index.max() + 1), fill_value=0)
    table = pd.DataFrame([by.to_numpy("float64")], index=["Documents"], columns=by.index)
    return _show_strips(table, "By year", "{:,.0f}".format)._replace(more_than_chance=False)


#: The columns of a table that can be drawn small, and what reads it; the first of equals is chosen.
_FORMS: tuple[tuple[set[str], Callable[[pd.DataFrame, str], _Found | None]], ...] = (
    ({"theme", "column", "n", "of", "share", "context"}, _show_shares),
    ({"label", "estimate", "low", "high", "n_sentences"}, _show_tone),
    ({"term", "period", "rate"}, _show_terms),
    ({"term", "log_odds", "q", "sign_holds"}, _show_keyness),
    ({"claim", "left_out", "estimate", "low", "high", "agrees"}, _show_spread),
    ({"doc_id", "date", "basis"}, _show_documents),
    ({"group", "start", "n_documents"}, _show_documents),
)
