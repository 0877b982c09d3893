"""What new documents moved, in words: changes that are now found or no longer, alerts of the newest
period, and what of the new documents is of each theme.
"""

import math
from collections.abc import Collection, Mapping

import pandas as pd

from ..core.measures import MEASURES
from ..core.safe_text import escape_markdown
from ..stats.trend_tests import SIGNIFICANT
from ..themes.lexicon import Themes
from .changes import VERBS, say_change, say_level, say_levels, say_p, say_period, say_when
from .findings import Findings, say_count
from .quotes import choose_quotes

_MOST = 5  # themes of the new documents that are named
_FEWEST = 2  # sentences of them with a theme that is named


def describe_calls(before: pd.DataFrame, now: pd.DataFrame, themes: Themes) -> Findings:
    """Say which changes over time are found now and were not, or were and are not: of what
    `compare_dates` gives without and with the new documents, of the main themes.

    A row per theme whose call moved: `theme`, `was` and `is` ("rose in 2022", "" where no change is
    found), `reading`.
    """
    calls = [
        {row["theme"]: row for row in table[table["called"]].to_dict("records")}
        for table in (before, now)
    ]
    rows = []
    for theme in themes.main:
        was, is_now = (_say_call(found.get(theme)) for found in calls)
        if was == is_now:
            continue
        name = f"**{escape_markdown(themes.labels[theme])}**"
        if is_now:
            said = f"{name} {say_change(calls[1][theme])}"
            said += f"; before, it {was}" if was else "; before, no change was found"
        else:
            said = f"{name}: no change is found any more; before, it {was}"
        rows.append({"theme": theme, "was": was, "is": is_now, "reading": f"{said}."})
    return Findings(pd.DataFrame(rows, columns=["theme", "was", "is", "reading"]))


def _say_call(call: Mapping | None) -> str:
    if call is None:
        return ""
    return f"{VERBS[call['shape'], call['direction']]} {say_when(call)}".strip()


def describe_alerts(newest: pd.DataFrame, themes: Themes, period: str) -> Findings:
    """Say which themes have changed in the newest period: the rows with an alert, in order of p,
    and `reading`.
    """
    rows = newest[newest["alert"].astype("bool")].sort_values(["p_family", "p"], kind="stable")
    said = []
    for row in rows.itertuples():
        level, before = say_levels([row.level, row.level_before], "share")
        since = f"from {say_period(row.since)} on" if row.since else "before"
        said.append(
            f"**{escape_markdown(themes.labels[row.theme])}** is "
            f"{'up' if row.direction > 0 else 'down'} in {say_period(period)}: "
            f"{level}{MEASURES['share'].after} ({say_count(row.n_newest, 'event')}), {before} "
            f"{since} ({say_count(row.n_before, 'event')}; {say_p(row.p_family)}, "
            f"{say_count(len(newest), 'theme')} tested together)."
        )
    return Findings(rows.assign(reading=pd.Series(said, index=rows.index, dtype="str")))


def say_alert_rate(newest: pd.DataFrame, period: str) -> str:
    """Say at which rate alerts are false, or why none can be raised, in plain text; the period is
    "" where no document has a date, or no new one lies in the newest.
    """
    if not period:
        return "No alert was tested: none of the new documents lies in the newest period."
    name = say_period(period)
    if newest.empty:
        return f"No alert was tested: nothing is dated before {name}."
    k, n = int(newest["n_newest"].max()), int(newest["n_before"].max())
    if k < 2:
        return f"No alert was tested: {name} has one event, and an alert needs two."
    if 1 / math.comb(k + n, k) >= SIGNIFICANT:
        few = f"{say_count(k + n, 'event')} are too few for p < {SIGNIFICANT}"
        return f"No alert was tested: {few}."
    return (
        f"Alerts are tested in {name}, {say_count(len(newest), 'theme')} together: where nothing "
        f"changes, at most {SIGNIFICANT:.0%} of additions raise a false one."
    )


def describe_new(counts: pd.DataFrame, new: Collection[str], themes: Themes) -> Findings:
    """Say how much of the new documents (by `doc_id`) the themes take whose shares differ most from
    the others; of tallies with one row per document.

    A row per theme, the greatest difference first: `theme`, `share` in the new documents,
    `share_before` in all others, `n`, sentences of the new with it; `reading`.
    """
    rows = counts[(counts["measure"] == "share") & counts["theme"].isin(themes.main)]
    is_new = rows["group"].isin(list(new))
    own, others = (
        part.groupby("theme")[["sum_y", "sum_x"]].sum().reindex(list(themes.main), fill_value=0)
        for part in (rows[is_new], rows[~is_new])
    )
    share, before = (part["sum_y"] / part["sum_x"] for part in (own, others))
    out = pd.DataFrame({"share": share, "share_before": before, "n": own["sum_y"]})
    out = out.rename_axis("theme")
    apart = (out["share"] - out["share_before"].fillna(0)).abs()
    kept = (out["n"] >= _FEWEST) & (apart > 0)
    out = out[kept].loc[apart[kept].sort_values(ascending=False, kind="stable").index]
    out = out.head(_MOST).reset_index()
    out["reading"] = [
        f"**{escape_markdown(themes.labels[row.theme])}** {say_level(row.share, 'share')} "
        f"({say_level(row.share_before, 'share')})"
        for row in out.itertuples()
    ]
    return Findings(out)


def quote_new(
    mentions: pd.DataFrame, speech: pd.DataFrame, documents: pd.DataFrame, new: Collection[str]
) -> dict[str, list[str]]:
    """Return up to three sentences of the new documents for each theme, in Markdown, each with
    source, date, and link or else file and line.
    """
    ids = list(new)
    spoken = speech[speech["doc_id"].isin(ids)]
    quotes = choose_quotes(mentions, spoken, documents, pd.Series(0, index=ids))
    return {
        theme: [quote.to_markdown(place=True) for quote in found.values()]
        for (_, theme), found in quotes.items()
    }
