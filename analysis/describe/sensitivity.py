"""What a finding depends on: it is made again with one document, source, term or rule left out."""

from collections.abc import Callable

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_count
from ..core.progress import track
from ..core.safe_text import escape_markdown
from ..corpus.read import Corpus
from ..stats.tallies import tally_mentions
from ..themes.lexicon import Themes
from .classify import classify_themes
from .findings import Findings
from .leave_one_out import list_variants

Classify = Callable[[pd.DataFrame, pd.DataFrame, Themes], pd.DataFrame]
KINDS = ("document", "source", "term", "rule")


@cached()
def leave_out(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    themes: Themes,
    *,
    dropped_lines: pd.DataFrame | None = None,
    avoided: pd.DataFrame | None = None,
    most: int = 10,
    classify: Classify = classify_themes,
) -> pd.DataFrame:
    """Read every theme again with one thing left out at a time.

    Parameters
    ----------
    documents, sentences, mentions
        The tables of these names.
    dropped_lines, avoided
        The lines that cleaning removed, and what `find_mentions` finds in `lines_as_sentences` of
        them: with these, cleaning rules are left out too (their lines read as sentences).
    most
        How many documents, how many sources, and how many terms of a theme are left out: of more
        those with most hits.
    classify
        A callable of tallies with one row per document, documents and themes; it returns `theme` and
        `stance`. Where a term or a rule is left out the tallies are without the row of sentences
        that mention no theme.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).

    Returns
    -------
    DataFrame
        `kind` ("document", "source", "term", "rule"), `left_out`, `theme`, `stance` (then),
        `before` (with everything), `changed`, and `n_kind`, how many of the kind there are, left
        out or not.
    """
    whole = _tally(documents, sentences, mentions)
    before = classify(whole, documents, themes).set_index("theme")["stance"]
    parts = []
    tables = whole, documents, sentences, mentions, dropped_lines, avoided
    for kind, name, make in track(list_variants(*tables, most), "leaving out", unit=" variants"):
        tallies, docs = make()
        stance = classify(tallies, docs, themes)[["theme", "stance"]]
        if kind == "term":  # a term bears on its own theme only
            stance = stance[
                stance["theme"].isin(mentions.loc[mentions["pattern"] == name, "theme"])
            ]
        parts.append(stance.assign(kind=kind, left_out=name))
    columns = ["kind", "left_out", "theme", "stance", "before", "changed", "n_kind"]
    if not parts:
        return pd.DataFrame(columns=columns)
    out = pd.concat(parts, ignore_index=True)
    out["before"] = out["theme"].map(before)
    out["n_kind"] = _count_kinds(out, documents, mentions)
    return out.assign(changed=out["stance"] != out["before"])[columns]


@cached()
def describe_sensitivity(
    left_out: pd.DataFrame, themes: Themes, *, corpus: Corpus | None = None
) -> Findings:
    """Say for each main theme what its reading depends on.

    Parameters
    ----------
    left_out
        What `leave_out` gives.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).
    corpus
        What was read: where its documents are a sample of a larger corpus, it is said that these
        readings are the sample's.
    """
    out = []
    if corpus is not None and corpus.n_whole:
        n = len(corpus.documents)
        out.append(
            f"These are readings of the random sample of {say_count(n, 'document')} alone; those of "
            f"all {corpus.n_whole:,} may differ."
        )
    for theme in themes.main:
        rows = left_out[left_out["theme"] == theme]
        if rows.empty:
            continue
        changed = rows[rows["changed"]]
        words = " or ".join(
            f"{_list(part['left_out'])} "
            f"({len(part)} of {_say_tried(rows[rows['kind'] == kind], str(kind))})"
            for kind, part in changed.groupby("kind", sort=False)
        )
        told = f"“{rows['before'].iloc[0]}”"
        tried = ", ".join(f"{kind}s" for kind in KINDS if (rows["kind"] == kind).any())
        hangs = f"changes without {words}" if words else f"stands with any one left out ({tried})"
        out.append(f"**{escape_markdown(themes.labels[theme])}**, {told}, {hangs}.")
    return Findings(tuple(out))


def _list(names: pd.Series) -> str:
    return " or ".join(escape_markdown(name[:24]) for name in names.head(3)) + (
        " or others" if len(names) > 3 else ""
    )


def _say_tried(rows: pd.DataFrame, kind: str) -> str:
    """Return of how many, and of how many the rest was not tried."""
    tried, there = len(rows), int(rows["n_kind"].max())
    all_there = say_count(there, kind)
    return (
        say_count(tried, kind) if tried >= there else f"the {tried} with most hits of {all_there}"
    )


def _count_kinds(rows: pd.DataFrame, documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Return for each row how many documents, sources, terms of its theme or rules there are."""
    terms = mentions.groupby(mentions["theme"].astype("str"))["pattern"].nunique()
    fixed = {
        "document": len(documents),
        "source": documents.loc[documents["source"] != "", "source"].nunique(),
        "rule": rows.loc[rows["kind"] == "rule", "left_out"].nunique(),
    }
    return rows["kind"].map(fixed).fillna(rows["theme"].map(terms)).astype("int64")


def _tally(
    documents: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    return tally_mentions(documents, sentences, mentions, period="date", group="doc_id")
