"""Changes in words: which themes rose or fell, in which reports, and what could have been shown."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..core.safe_text import escape_markdown
from ..stats.power import RATIOS
from ..stats.trend_tests import SIGNIFICANT
from ..themes.lexicon import Themes
from .classify import SEVERAL, classify_changes
from .findings import Findings, as_rows, key_cells, name_documents, say_day


def tabulate_themes(tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Return how many sentences of each document or period mention each theme, by display names.

    Parameters
    ----------
    tallies
        What `tally_mentions` gives by document, or `pool_cells` of it.
    documents
        Table `documents`.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).

    Returns
    -------
    DataFrame
        `theme`, `column` (document or period), `n`, `of` (sentences), `share` (0-1), `context`.
    """
    names = name_documents(documents)
    rows = tallies[(tallies["measure"] == "share") & tallies["theme"].isin(themes.names)]
    rows = key_cells(rows, documents)
    rows = rows.sort_values("theme", key=lambda names: names.map(themes.names.index), kind="stable")
    return pd.DataFrame(
        {
            "theme": rows["theme"].map(themes.labels),
            "column": rows["key"].map(lambda key: names.get(key, key)),
            "n": rows["sum_y"].astype("int64"),
            "of": rows["sum_x"].astype("int64"),
            "share": rows["sum_y"] / rows["sum_x"],
            "context": rows["theme"].isin(themes.context),
        }
    ).reset_index(drop=True)


def describe_themes(
    by_document: pd.DataFrame,
    changes: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Themes,
    *,
    power: pd.DataFrame | None = None,
) -> Findings:
    """Put into words where each theme stands and whether it changed.

    "rose" and "fell" need p < .05 over the orders of the episodes, corrected for the family of
    themes; p < .10 and the same direction when any one episode is left out; and two episodes with
    the theme. A theme that one document carries stands "in one report only"; else there is "no
    evidence of change".

    Parameters
    ----------
    by_document
        Tallies with one row a document (`period="date", group="doc_id"`).
    changes
        What `compare_dates` gives for them.
    power
        What `detectable_ratio` gives for them: then a reading without a change says what could have
        been shown.
    documents
        Table `documents`, for dates and episodes.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).

    Returns
    -------
    Findings
        A row a theme: `theme`, `label`, `presence`, `change`, `stance` (both, without counts),
        `n_hit`, `n_documents`, `reading`.
    """
    rows = by_document[by_document["measure"] == "share"].merge(
        documents[["doc_id", "date", "episode"]], left_on="group", right_on="doc_id"
    )
    tests = {test["theme"]: test for test in changes.to_dict("records")}
    could = {} if power is None else power.set_index("theme")["ratio"].to_dict()
    out = []
    for stance in classify_changes(by_document, changes, documents, themes).to_dict("records"):
        theme, n, of = stance["theme"], stance["n_hit"], stance["n_documents"]
        cells = rows[rows["theme"] == theme].sort_values(["date", "doc_id"])
        label, change = themes.labels[theme], stance["change"]
        presence = (
            f"in {n} of {of} reports" if stance["presence"] == SEVERAL else stance["presence"]
        )
        tested = _test_words(change, tests.get(theme), could.get(theme))
        words = (
            f"**{escape_markdown(label)}** stands "
            f"{presence}{_where(cells, cells[cells['sum_y'] > 0])}; {tested}."
        )
        out.append(stance | {"label": label, "presence": presence, "reading": words})
    columns = ["theme", "label", "presence", "change", "stance", "n_hit", "n_documents", "reading"]
    return Findings(pd.DataFrame(out, columns=columns))


def _where(cells: pd.DataFrame, hit: pd.DataFrame) -> str:
    """Say which report carries most, and since when a theme is absent or present."""
    if hit.empty:
        return ""
    top = hit.iloc[hit["sum_y"].argmax()]
    n = int(hit["sum_y"].sum())
    words = f" ({n} sentence{'s' if n > 1 else ''}"
    if len(hit) > 1 and top["sum_y"] >= 0.6 * n or len(hit) == 1:
        words += f", {top['sum_y'] / n:.0%} of them in that of {say_day(top['date'])}"
    words += ")"
    after, before = (
        cells[cells["date"] > hit["date"].max()],
        cells[cells["date"] < hit["date"].min()],
    )
    if len(after) and len(hit) > 1:
        words += f" and in none after {say_day(hit['date'].max())}"
    elif len(before) > 1 and len(hit) > 1:
        words += f" and in none before {say_day(hit['date'].min())}"
    return words


def _test_words(change: str, test: dict | None, could: float | None) -> str:
    if change == "not tested":
        return "with fewer than two dated episodes a change cannot be tested"
    verb = "no evidence of change" if change == "in one report only" else change
    family = f" for {test['n_family']} themes tested together" if test["n_family"] > 1 else ""
    words = f"{verb} over {test['n_units']} episodes (p = {_say_p(test['p_holm'])}{family}"
    if change in ("rose", "fell"):
        return f"{words})"
    if could is not None:
        return f"{words}; {say_power(could)})"
    least = min(1.0, test["p_least"] * test["n_family"])
    return f"{words}, the least possible {_say_p(least)})" if least >= 0.01 else f"{words})"


def _say_p(p: float) -> str:
    return f"{p:.2f}" if p >= 0.01 else "under 0.01"


def say_power(ratio: float) -> str:
    """Say what a corpus could have shown.

    Examples
    --------
    >>> say_power(4.0), say_power(float("inf"))
    ('a 4-fold change could have been shown', 'no change, however great, could have been shown')
    """
    if np.isinf(ratio):
        return "no change, however great, could have been shown"
    return f"a {ratio:g}-fold change could have been shown"


def describe_limits(changes: pd.DataFrame, power: pd.DataFrame | None = None) -> Findings:
    """Say whether any change could have been shown with these episodes, and how large a one.

    Parameters
    ----------
    changes
        What `compare_dates` gives.
    power
        What `detectable_ratio` gives; without it only what the orders allow is said.
    """
    return Findings((_say_limits(changes, power),))


def _say_limits(changes: pd.DataFrame, power: pd.DataFrame | None) -> str:
    if changes.empty or changes["n_units"].max() < 2:
        return "With fewer than two dated episodes no change over time can be tested at all."
    n, together = int(changes["n_units"].max()), int(changes["n_family"].min())
    least = min(1.0, changes["p_least"].min() * together)
    if least >= SIGNIFICANT or (power is not None and np.isinf(power["ratio"]).all()):
        why = (
            f"with {n} episodes and {together} themes tested together the smallest attainable p "
            f"is {_say_p(least)}"
        )
        if least < SIGNIFICANT:
            why = f"with {n} episodes no change would be called if any one of them were left out"
        return (
            f"**What this corpus cannot show:** {why}, so no theme could be shown to rise or fall "
            f"at the level of {SIGNIFICANT}, however it moved."
        )
    if power is None:
        return (
            f"With {n} episodes the smallest attainable p is {_say_p(least)}: a steady rise or "
            "fall could have been shown."
        )
    finite = power.loc[np.isfinite(power["ratio"]), "ratio"]
    none = len(power) - len(finite)
    rest = f"; for {none} of {len(power)} themes no ratio up to {RATIOS[-1]:g} is" if none else ""
    return (
        f"With {n} episodes a change between their earlier and later half is called four times in "
        f"five where it is {finite.min():g}-fold or more for the commonest theme, "
        f"{finite.max():g}-fold for the rarest{rest}."
    )


def headline_themes(findings: Findings | pd.DataFrame, themes: Themes) -> str:
    """Return a headline that groups the main themes by presence, and names what rose or fell.

    Parameters
    ----------
    findings
        What `describe_themes` gives.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).
    """
    rows = as_rows(findings)
    main = rows[rows["theme"].isin(themes.main)]
    if main.empty:
        return "No main theme was looked for"
    parts = [
        f"{_join(rows['label'])} {presence}"
        for presence, rows in main.groupby("presence", sort=False)
    ]
    moved = [
        f"{_join(rows['label'])} {change}"
        for change, rows in main.groupby("change", sort=False)
        if change in ("rose", "fell")
    ]
    return "; ".join(parts) + "; " + ("; ".join(moved) if moved else "no trend can be shown")


def _join(labels: pd.Series) -> str:
    *most, last = list(labels)
    return f"{', '.join(most)} and {last}" if most else last
