"""One sentence verbatim for a theme and a stretch of time, with who said it and where it stands."""

from __future__ import annotations

import pandas as pd

from ..core.safe_text import escape_markdown
from .findings import say_date

_SHORTEST, _LONGEST = 8, 45  # words of a sentence that can be quoted


def choose_quotes(
    mentions: pd.DataFrame, spoken: pd.DataFrame, documents: pd.DataFrame, stretches: pd.Series
) -> dict[tuple[int, str], str]:
    """Choose for each stretch of time and theme the sentence that shows the theme best.

    That is one of 8 to 45 words that a named speaker says, with the most hits of the theme, of the
    document with the most of them; the first of equals.

    Parameters
    ----------
    mentions, spoken, documents
        Tables `mentions`, `speech` and `documents`.
    stretches
        The number of the stretch of each `doc_id`; documents in none are left out.

    Returns
    -------
    dict
        Markdown by number and theme: the sentence, then speaker, side, source and date.
    """
    keys = ["doc_id", "sentence_no"]
    hits = mentions.groupby([*keys, "theme"], sort=False).size().rename("hits").reset_index()
    hits["of_document"] = hits.groupby(["doc_id", "theme"])["hits"].transform("sum")
    rows = hits.merge(spoken[[*keys, "text", "n_words", "speaker", "side", "speech"]], on=keys)
    rows["stretch"] = rows["doc_id"].map(stretches)
    rows = rows[rows["n_words"].between(_SHORTEST, _LONGEST) & rows["stretch"].notna()]
    rows = rows.assign(named=rows["speaker"] != "")
    order = ["named", "hits", "of_document", "doc_id", "sentence_no"]
    best = rows.sort_values(order, ascending=[False, False, False, True, True], kind="stable")
    best = best.drop_duplicates(["stretch", "theme"]).merge(
        documents, on="doc_id", suffixes=("", "_of")
    )
    return {(int(row.stretch), row.theme): _say(row) for row in best.itertuples()}


def _say(row) -> str:
    side = row.side if row.side.casefold() not in row.speaker.casefold() else ""
    who = f"{row.speaker} ({side})" if row.speaker and side else row.speaker or side
    where = ", ".join(
        escape_markdown(part) for part in (who, row.source, say_date(row._asdict())) if part
    )
    return f"{escape_markdown(_close(' '.join(row.text.split())))} — *{where}*"


def _close(text: str) -> str:
    """Return a sentence without a mark of quotation at its start or end whose other is missing, as
    where a quote goes on in the next sentence, and without the mark of a list.
    """
    text = text.lstrip("-•*– ")
    if text.count('"') % 2:
        text = text[1:] if text.startswith('"') else text.removesuffix('"')
    if text.count("“") > text.count("”"):
        text = text.removeprefix("“")
    elif text.count("”") > text.count("“"):
        text = text.removesuffix("”")
    return text
