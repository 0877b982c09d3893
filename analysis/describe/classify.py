"""Where each theme stands and whether it changed, as a class without words or counts."""

import pandas as pd

from ..stats.trend_tests import compare_dates
from ..themes.lexicon import Themes
from .changes import VERBS

SEVERAL = "in several reports"


def classify_changes(
    by_document: pd.DataFrame, changes: pd.DataFrame, documents: pd.DataFrame, themes: Themes
) -> pd.DataFrame:
    """Return what `describe_themes` says of each theme, without its sentence: `theme`, `presence`,
    `change`, `stance` (both, said once where they are the same), `n_hit`, `n_documents`.
    """
    rows = by_document[by_document["measure"] == "share"]
    episode = rows["group"].map(documents.set_index("doc_id")["episode"])
    rows = rows.assign(episode=episode).dropna(subset="episode")
    of, hits = rows["theme"].value_counts(), rows[rows["sum_y"] > 0].groupby("theme")["episode"]
    n_hit, n_episodes = hits.size(), hits.nunique()
    tests = {test["theme"]: test for test in changes.to_dict("records")}
    out = []
    for theme in themes.names:
        n, among = int(n_hit.get(theme, 0)), int(of.get(theme, 0))
        presence = name_presence(n, among)
        change = _change(n, among, n_episodes.get(theme, 0) >= 2, tests.get(theme))
        stance = presence if presence == change else f"{presence}; {change}"
        out.append([theme, presence, change, stance, n, among])
    columns = ["theme", "presence", "change", "stance", "n_hit", "n_documents"]
    return pd.DataFrame(out, columns=columns)


def classify_themes(
    by_document: pd.DataFrame, documents: pd.DataFrame, themes: Themes
) -> pd.DataFrame:
    """Test tallies with one row per document, and classify the changes: the default of
    `leave_out`.
    """
    changes = compare_dates(by_document, documents, family=themes.main, dated=False)
    return classify_changes(by_document, changes, documents, themes)


def name_presence(n_hit: int, n: int) -> str:
    """Return where a theme stands, without counts, if so many of n documents mention it."""
    if not n_hit:
        return "in no report"
    if n_hit == 1 < n:
        return "in only one report"
    return "in every report" if n_hit == n else SEVERAL


def _change(n_hit: int, n: int, carried: bool, test: dict | None) -> str:
    if test is None or test["n_units"] < 2:
        return "not tested"
    if n_hit == 1 < n:
        return "in only one report"
    if test["called"] and carried:
        return VERBS[test["shape"], test["direction"]]
    return "no evidence of change"
