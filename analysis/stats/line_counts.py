"""How many lines cleaning kept and removed, by reason, and the theme hits of those removed."""

import pandas as pd


def tally_lines(
    documents: pd.DataFrame, dropped_lines: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Count what cleaning removed: lines by reason, and the theme hits they would have given.

    Parameters
    ----------
    documents, dropped_lines
        As `read_corpus` gives them; blank lines are not counted.
    mentions
        What `find_mentions` finds in `lines_as_sentences(dropped_lines)`.

    Returns
    -------
    DataFrame
        `doc_id`, `reason` ("kept" for body lines), `n_lines`, `n_mentions` (0 for kept lines).
    """
    lines = dropped_lines[dropped_lines["reason"] != "blank"]
    hits = mentions.groupby(["doc_id", "sentence_no"]).size().rename("n_mentions")
    lines = lines.join(hits, on=["doc_id", "line_no"]).fillna({"n_mentions": 0})
    dropped = lines.groupby(["doc_id", "reason"], as_index=False).agg(
        n_lines=("line_no", "size"), n_mentions=("n_mentions", "sum")
    )
    n_kept = documents["text"].str.count("\n") + 1
    kept = documents[["doc_id"]].assign(reason="kept", n_lines=n_kept, n_mentions=0)
    out = pd.concat([kept, dropped]).sort_values("doc_id", kind="stable", ignore_index=True)
    return out.astype({"n_lines": "int64", "n_mentions": "int64"})
