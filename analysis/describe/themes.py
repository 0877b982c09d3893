"""Changes in words: which themes rose or fell, in which reports, and what could be detected."""

import pandas as pd

from ..core.counts import say_count, say_list, say_part
from ..core.periods import UNDATED
from ..core.safe_text import escape_markdown
from ..stats.shape_estimates import DATES
from ..themes.lexicon import Themes
from .changes import MOVES, are_too_few, say_limits, say_power, say_test, say_when
from .classify import SEVERAL, classify_changes
from .findings import Findings, as_rows, key_cells, name_documents, say_date

_DATED = ("doc_id", "date", "date_low", "date_high", "episode")
_LONG_ABSENCE = 0.2  # of the reports: a theme that is in none of the last is said to be absent


def tabulate_themes(tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Return how many sentences of each document or period mention each theme, by display names.

    Parameters
    ----------
    tallies
        What `tally_mentions` gives by document, or `pool_cells` of it.
    documents, themes
        Table `documents`, and the lexicon (`read_themes`).

    Returns
    -------
    DataFrame
        `theme`, `column` (document or period), `n`, `of` (sentences), `share` (0-1), `context`,
        `dated` (whether the column's date is known).
    """
    names = name_documents(documents)
    dated = documents.set_index("doc_id")["date"].notna()
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
            "dated": [bool(dated.get(key, key != UNDATED)) for key in rows["key"]],
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
    """Put into words where each theme appears, and whether, when and by how much it changed.

    "rose", "fell", "peaked" and "dipped" need p < .05 over the orders of the events, corrected for
    the shapes and the themes tested together; p < .10 and the same direction when any one event is
    left out; and two events with the theme. A theme that only one document mentions is "in one
    report only"; else there is "no evidence of change". With what `detectable_ratio` gives (`power`),
    a reading without a change says what change the corpus could detect.

    One row per theme: `theme`, `label`, `presence`, `change`, `when` (of a step, peak or dip),
    `stance` (presence and change, without counts), `n_hit`, `n_documents`, the dates of the change
    as in `compare_dates`, `evidence` (what the test says), `reading`.
    """
    dated = documents[[name for name in _DATED if name in documents]]
    rows = by_document[by_document["measure"] == "share"]
    rows = rows.merge(dated, left_on="group", right_on="doc_id")
    tests = {test["theme"]: test for test in changes.to_dict("records")}
    few = are_too_few(changes)
    could = {} if power is None else power.set_index("theme")["ratio"].to_dict()
    out = []
    for stance in classify_changes(by_document, changes, documents, themes).to_dict("records"):
        theme, n, of = stance["theme"], stance["n_hit"], stance["n_documents"]
        cells = rows[rows["theme"] == theme].sort_values(["date", "doc_id"])
        label, change = themes.labels[theme], stance["change"]
        several = f"in {say_part(n, of, 'report')}"
        presence = several if stance["presence"] == SEVERAL else stance["presence"]
        tested = _test_words(change, tests.get(theme), could.get(theme), few)
        # that no theme can be tested is said once, of the corpus (`describe_limits`)
        said = f"; {tested}" if n and not few else ""
        where = presence + _where(cells, cells[cells["sum_y"] > 0])
        words = f"**{escape_markdown(label)}** appears {where}{said}."
        test = tests[theme] if change in MOVES else dict.fromkeys(DATES, "")
        own = {"label": label, "presence": presence, "when": say_when(test)}
        own |= {name: test[name] for name in DATES}
        out.append(stance | own | {"evidence": tested if n else "", "reading": words})
    columns = "theme label presence change when stance n_hit n_documents".split()
    return Findings(pd.DataFrame(out, columns=[*columns, *DATES, "evidence", "reading"]))


def _where(cells: pd.DataFrame, hit: pd.DataFrame) -> str:
    """Say which report carries most, and since when a theme is absent or present."""
    if hit.empty:
        return ""
    top = hit.iloc[hit["sum_y"].argmax()]
    n, dated = int(hit["sum_y"].sum()), pd.notna(top["date"])
    words = f" ({say_count(n, 'sentence')}"
    if len(hit) > 1 and top["sum_y"] >= 0.6 * n or len(hit) == 1:
        share = "" if n == 1 else f"{top['sum_y'] / n:.0%} of them "
        words += f", {share}in that of {say_date(top)}" if dated else f", {share}in one undated"
    words += ")"
    if hit["date"].isna().any() or len(hit) < 2:  # one without a date may be of any
        return words
    low, high = ("date_low", "date_high") if "date_low" in cells else ("date", "date")
    after, before = cells[cells[low] > hit[high].max()], cells[cells[high] < hit[low].min()]
    long = _LONG_ABSENCE * len(cells)
    if len(after) >= long:
        words += f" and in none after {say_date(hit.iloc[hit[high].argmax()])}"
    elif len(before) >= max(long, 2):
        words += f" and in none before {say_date(hit.iloc[hit[low].argmin()])}"
    return words


def _test_words(change: str, test: dict | None, could: float | None, few: bool) -> str:
    if change == "not tested":
        return "with fewer than two dated events a change cannot be tested"
    words = say_test(test, "themes", called=change in MOVES)
    if change in MOVES:
        return words
    if few:
        return f"{words}: too few events to show any"
    return words if could is None else f"{words}; {say_power(could)}"


def describe_limits(changes: pd.DataFrame, power: pd.DataFrame | None = None) -> Findings:
    """Say whether any change could be detected with these episodes, and how large a one.

    Parameters
    ----------
    changes
        What `compare_dates` gives.
    power
        What `detectable_ratio` gives; without it only what the orders allow is said.
    """
    return Findings((say_limits(changes, power),))


def headline_themes(findings: Findings | pd.DataFrame, themes: Themes) -> str:
    """Return a headline that says which main themes changed and when, or where each appears.

    Parameters
    ----------
    findings, themes
        What `describe_themes` gives, and the lexicon (`read_themes`).
    """
    rows = as_rows(findings)
    main = rows[rows["theme"].isin(themes.main)]
    if main.empty:
        return "No main theme was looked for"
    moved = main[main["change"].isin(MOVES)]
    rest = main[~main["change"].isin(MOVES)]
    parts = [
        f"{say_list(rows['label'])} {change}{f' {when}' if when else ''}"
        for (change, when), rows in moved.groupby(["change", "when"], sort=False)
    ]
    if parts and len(rest):
        parts.append(f"no evidence that {say_list(rest['label'], 'or')} changed")
    elif len(rest):
        parts = [
            f"{say_list(rows['label'])} {presence}"
            for presence, rows in rest.groupby("presence", sort=False)
        ]
        parts.append("no change could be shown")
    return "; ".join(parts)
