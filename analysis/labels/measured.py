"""What is sampled and corrected: each counted sentence with its period, what the measure says of it,
and a key that survives when the corpus is read again.
"""

import warnings
from hashlib import blake2b

import numpy as np
import pandas as pd

from ..core.periods import UNDATED, place_documents
from ..core.remarks import Remark
from ..corpus.copies import drop_copies
from ..themes.lexicon import read_themes
from ..themes.mentions import find_mentions
from ..tone.sentiment import CLASSES, label_tone, score_sentences

THEMES, TONE = "themes", "tone"
#: The theme of a tone that is that of all sentences.
ALL = "all"
HIT, NO_HIT = "hit", "no hit"
#: The strata of a measure: sentences that measure alike.
STRATA = {THEMES: (HIT, NO_HIT), TONE: CLASSES}
#: What the labels of a measure are worth.
VALUES = {
    THEMES: {"yes": 1.0, "no": 0.0},
    TONE: {"very negative": -1.0, "negative": -0.5, "neutral": 0.0}
    | {"positive": 0.5, "very positive": 1.0},
}
UNSURE, WITHDRAWN = "unsure", "withdrawn"


def measure_sentences(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    documents: pd.DataFrame | None,
    measure: str,
    theme: str,
    period: str,
) -> pd.DataFrame:
    """Return the sentences that are counted, in their order, with `key`, `period`, `stratum` and
    `measured`: 1 or 0 for a theme, the tone from -1 to 1.

    Copies, documents without a date and sentences without a score are left out; without `documents`
    all sentences are of the period "all".
    """
    rows = sentences[["doc_id", "sentence_no", "start", "text"]].reset_index(drop=True)
    hits = mentions.loc[mentions["theme"].astype("str") == theme, ["doc_id", "sentence_no"]]
    places = pd.MultiIndex.from_frame(rows[["doc_id", "sentence_no"]])
    is_hit = places.isin(pd.MultiIndex.from_frame(hits.drop_duplicates()))
    rows = rows.assign(key=name_sentences(rows))
    if measure == THEMES:
        rows = rows.assign(measured=is_hit * 1.0, stratum=np.where(is_hit, HIT, NO_HIT))
    else:
        tone = sentences["tone"].reset_index(drop=True).astype("float64")
        rows = rows.assign(measured=tone, stratum=label_tone(tone).astype("object"))
        rows = rows[rows["measured"].notna() & (is_hit | (theme == ALL))]
    if documents is None:
        return rows.assign(period="all").reset_index(drop=True)
    counted = drop_copies(documents)
    names = place_documents(counted, period).set_axis(counted["doc_id"])
    rows = rows.assign(period=rows["doc_id"].map(names))
    return rows[rows["period"].notna() & (rows["period"] != UNDATED)].reset_index(drop=True)


def name_sentences(sentences: pd.DataFrame) -> pd.Series:
    """Return a key of each sentence within its document: a hash of its words, and of which of
    several alike it is.
    """
    words = sentences["text"].astype("object").map(lambda text: " ".join(str(text).split()))
    again = pd.DataFrame({"doc_id": sentences["doc_id"], "words": words})
    again = again.groupby(["doc_id", "words"], sort=False).cumcount()
    named = (f"{text}|{n}" if n else text for text, n in zip(words, again, strict=True))
    # a letter in front: a spreadsheet would take some hashes for numbers
    keys = [f"s{hash_text(name)[:12]}" for name in named]
    return pd.Series(keys, index=sentences.index, dtype="str")


def hash_text(text: str) -> str:
    """Return a hash of a text that is the same in every process; half characters count too."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def complete(
    sentences: pd.DataFrame, mentions: pd.DataFrame | None, measure: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return sentences with their tone where it is asked for, and the mentions, found with the
    package's lexicon unless given.

    Raises
    ------
    ValueError
        If `measure` is none of those, or a column is missing.
    """
    if measure not in STRATA:
        raise ValueError(f"measure {measure!r} is none of {', '.join(STRATA)}")
    check_columns(sentences, "sentences", "doc_id", "sentence_no", "start", "text")
    if mentions is not None:
        check_columns(mentions, "mentions", "doc_id", "sentence_no", "theme")
    if mentions is None:
        mentions = find_mentions(sentences, read_themes())
    if measure == TONE and "tone" not in sentences:
        sentences = score_sentences(sentences)
    return sentences, mentions


def check_columns(table: pd.DataFrame, name: str, *columns: str) -> None:
    """Raise ValueError for the first of some columns that a table lacks."""
    for column in columns:
        if column not in table.columns:
            found = ", ".join(map(str, table.columns)) or "none"
            raise ValueError(f"{name}: no column {column} (it has {found})")


def warn_undated(documents: pd.DataFrame | None, period: str) -> None:
    """Say why no sentence is counted, where no document lies in a period; check the columns."""
    if documents is None:
        return
    check_columns(documents, "documents", "doc_id", "date")
    names = place_documents(drop_copies(documents), period)
    if len(names) and (names.isna() | (names == UNDATED)).all():
        warnings.warn(
            f"no sentence is counted: of no document the {period} is known; give dates in "
            "metadata.csv, or take period='all'",
            Remark,
            stacklevel=3,
        )


def list_themes(mentions: pd.DataFrame, measure: str, theme: str | None) -> list[str]:
    """Return the themes that are asked for: one, or all that were looked for; of tone, that of all
    sentences.

    Raises
    ------
    ValueError
        If `theme` is none of those that were looked for.
    """
    known = [str(name) for name in pd.Categorical(mentions["theme"]).categories]
    if theme is None:
        return [ALL] if measure == TONE else known
    if theme not in known and not (measure == TONE and theme == ALL):
        raise ValueError(f"theme {theme!r} is none of {', '.join(map(repr, known[:12]))}")
    return [theme]
