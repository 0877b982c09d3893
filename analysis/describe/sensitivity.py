"""What a reading hangs on: it is read again with one document, source, term or cleaning rule left
out at a time.

Sums add: what goes or comes is taken from, or added to, the tallies of the whole, and nothing is
counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from ..core.safe_text import escape_markdown
from ..stats.distinct_counts import sketch_names
from ..stats.tallies import UNMATCHED, tally_mentions
from ..text.sentences import lines_as_sentences
from ..themes.lexicon import Themes
from .classify import classify_themes
from .findings import Findings

Classify = Callable[[pd.DataFrame, pd.DataFrame, Themes], pd.DataFrame]
KINDS = ("document", "source", "term", "rule")


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
        The lines that cleaning took, and what `find_mentions` finds in `lines_as_sentences` of
        them: with these, cleaning rules are left out too (their lines read as sentences).
    most
        How many documents, how many sources, and how many terms of a theme are left out: of more
        those with most hits.
    classify
        A callable of tallies with one row a document, documents and themes; it returns `theme` and
        `stance`. Where a term or a rule is left out the tallies are without the row of sentences
        that carry no theme.
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
    for kind, name, tallies, docs in _variants(
        whole, documents, sentences, mentions, dropped_lines, avoided, most
    ):
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


def count_deletions(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    themes: Themes,
    *,
    most: int = 5,
    classify: Classify = classify_themes,
) -> pd.DataFrame:
    """Count how many documents must go until a reading is another.

    One document is tried in every place; more are taken away from the one with most of the theme
    downwards, so that a count over 1 is an upper bound.

    Parameters
    ----------
    documents
        Table `documents`.
    sentences
        Table `sentences`.
    mentions
        Table `mentions`.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).
    most
        Up to so many documents are taken away.
    classify
        As in `leave_out`.

    Returns
    -------
    DataFrame
        `theme`, `stance`, `n_deletions` (0: not within `most`), `then` (the reading that comes
        out).
    """
    whole = _tally(documents, sentences, mentions)
    before = classify(whole, documents, themes).set_index("theme")["stance"]
    single = {
        t: s
        for _, part in _without_documents(whole, documents, classify, themes, before)
        for t, s in part.items()
    }
    out = []
    for theme, stance in before.items():
        n, then = (
            (1, single[theme])
            if theme in single
            else _peel(whole, documents, themes, theme, stance, most, classify)
        )
        out.append([theme, stance, n, then])
    return pd.DataFrame(out, columns=["theme", "stance", "n_deletions", "then"])


def describe_sensitivity(left_out: pd.DataFrame, themes: Themes) -> Findings:
    """Say for each main theme what its reading hangs on.

    Parameters
    ----------
    left_out
        What `leave_out` gives.
    themes
        The lexicon: names, order and labels of themes (`read_themes`).
    """
    out = []
    for theme in themes.main:
        rows = left_out[left_out["theme"] == theme]
        if rows.empty:
            continue
        changed = rows[rows["changed"]]
        words = " or ".join(
            f"{_list(part['left_out'])} ({len(part)} of {_say_tried(rows[rows['kind'] == kind])} "
            f"{kind}s)"
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


def _say_tried(rows: pd.DataFrame) -> str:
    """Return of how many, and of how many the rest was not tried."""
    tried, there = len(rows), int(rows["n_kind"].max())
    return f"{tried}" if tried >= there else f"the {tried} with most hits of {there:,}"


def _count_kinds(rows: pd.DataFrame, documents: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Return for each row how many documents, sources, terms of its theme or rules there are."""
    terms = mentions.groupby(mentions["theme"].astype("str"))["pattern"].nunique()
    fixed = {
        "document": len(documents),
        "source": documents.loc[documents["source"] != "", "source"].nunique(),
        "rule": rows.loc[rows["kind"] == "rule", "left_out"].nunique(),
    }
    return rows["kind"].map(fixed).fillna(rows["theme"].map(terms)).astype("int64")


def _weightiest(names: pd.Series, hits: pd.Series, most: int) -> list[str]:
    """Return the names with most hits, in the order in which they stand there."""
    known = pd.Series(0, index=[name for name in dict.fromkeys(names) if name])
    counts = known.add(hits.value_counts(), fill_value=0).reindex(known.index)
    chosen = set(counts.sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in known.index if name in chosen]


def _tally(
    documents: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    return tally_mentions(documents, sentences, mentions, period="date", group="doc_id")


def _variants(
    whole, documents, sentences, mentions, dropped_lines, avoided, most
) -> Iterator[tuple[str, str, pd.DataFrame, pd.DataFrame]]:
    """Yield kind, name, tallies and documents of every corpus with one thing left out."""
    for kind, column in (("document", "doc_id"), ("source", "source")):
        hits = mentions["doc_id"].map(
            dict(zip(documents["doc_id"], documents[column], strict=True))
        )
        for name in _weightiest(documents[column], hits, most):
            kept = documents[documents[column] != name]
            if len(kept):
                yield kind, name, whole[whole["group"].isin(kept["doc_id"])], kept
    of_theme = mentions.groupby(mentions["theme"].astype("str"))["pattern"]
    heavy = {term for _, of in of_theme for term in _weightiest(of, of, most)}
    add = _Adder(whole, documents)
    losses = _count_by_term(mentions[mentions["pattern"].isin(heavy)], mentions)
    for term in (term for term in dict.fromkeys(mentions["pattern"]) if term in heavy):
        yield "term", term, add(-losses.xs(term)), documents
    if dropped_lines is not None and avoided is not None:
        for rule, hits, lines in _count_by_rule(dropped_lines, avoided, add.themes):
            yield "rule", rule, add(hits, lines), documents


class _Adder:
    """Adds hits and lines to tallies with one row a document, measure and theme, as if the corpus
    had been counted with them.
    """

    def __init__(self, whole: pd.DataFrame, documents: pd.DataFrame) -> None:
        self.whole = whole[whole["theme"] != UNMATCHED].reset_index(drop=True)
        self.themes = self.whole["theme"].unique()
        self._hits = pd.MultiIndex.from_frame(self.whole[["measure", "theme", "group"]])
        self._lines = pd.MultiIndex.from_frame(self.whole[["measure", "group"]])
        rows = documents.assign(group=documents["doc_id"], source=documents.get("source", ""))
        names = {"sources": "source", "episodes": "episode"}
        named = {column: sketch_names(rows, ["group"], name) for column, name in names.items()}
        self._named = {
            column: of.reindex(self.whole["group"]).fillna("").set_axis(self.whole.index)
            for column, of in named.items()
        }

    def __call__(self, hits: pd.Series, lines: pd.Series | None = None) -> pd.DataFrame:
        """Return the tallies with so many more `hits` (by measure, theme, document) and `lines`
        (measure, document).
        """
        x = self.whole["sum_x"]
        if lines is not None:
            x = x + lines.reindex(self._lines, fill_value=0).to_numpy()
        y = self.whole["sum_y"] + hits.reindex(self._hits, fill_value=0).to_numpy()
        sums = {
            "sum_y": y,
            "sum_x": x,
            "sum_yy": y * y,
            "sum_xy": x * y,
            "sum_xx": x * x,
            "top_y": y,
        }
        names = {column: of.where(y > 0, "") for column, of in self._named.items()}
        return self.whole.assign(**sums, n_carriers=(y > 0).astype("int64"), **names)


def _count_by_term(rows: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Return what goes with each term, by measure, theme and document: its hits, and sentences that
    no other term keeps.
    """
    key = ["pattern", "measure", "theme", "doc_id"]
    carried = mentions[["doc_id", "sentence_no", "theme", "pattern"]].drop_duplicates()
    alone = carried[~carried.duplicated(["doc_id", "sentence_no", "theme"], keep=False)]
    lost = pd.concat([rows.assign(measure="rate")[key], alone.assign(measure="share")[key]])
    return lost.astype({"theme": "str"}).groupby(key).size()


def _count_by_rule(
    dropped_lines: pd.DataFrame, avoided: pd.DataFrame, themes: Iterable[str]
) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """Yield each rule with what its lines would add: hits by measure, theme and document, lines and
    words by measure and document.
    """
    lines = lines_as_sentences(dropped_lines)
    lines = lines.assign(rate=lines["text"].str.split().str.len(), share=1).merge(
        dropped_lines[["doc_id", "line_no", "reason"]],
        left_on=["doc_id", "sentence_no"],
        right_on=["doc_id", "line_no"],
    )
    key = ["doc_id", "sentence_no"]
    hits = avoided[avoided["theme"].isin(list(themes))].merge(lines[[*key, "reason"]], on=key)
    parts = [
        hits.assign(measure="rate"),
        hits.drop_duplicates([*key, "theme"]).assign(measure="share"),
    ]
    by = ["reason", "measure", "theme", "doc_id"]
    found = pd.concat(parts).astype({"theme": "str"}).groupby(by).size()
    long = lines.melt(["reason", "doc_id"], ["rate", "share"], var_name="measure", value_name="n")
    more = long.groupby(["reason", "measure", "doc_id"])["n"].sum().astype("int64")
    known = set(found.index.get_level_values("reason"))
    for rule in sorted(set(lines["reason"])):
        yield (
            rule,
            found.xs(rule) if rule in known else found.droplevel("reason").head(0),
            more.xs(rule),
        )


def _without_documents(
    whole, documents, classify: Classify, themes: Themes, before: pd.Series
) -> Iterator[tuple[str, dict]]:
    """Yield each document with the readings that change without it."""
    for doc in documents["doc_id"]:
        kept = documents[documents["doc_id"] != doc]
        if len(kept):
            stance = classify(whole[whole["group"] != doc], kept, themes).set_index("theme")[
                "stance"
            ]
            yield doc, stance[stance != before.reindex(stance.index)].to_dict()


def _peel(
    whole, documents, themes, theme: str, stance: str, most: int, classify: Classify
) -> tuple[int, str]:
    """Return after how many documents, those with most of the theme first, the reading is another,
    and which.
    """
    of = whole[(whole["theme"] == theme) & (whole["measure"] == "share") & (whole["sum_y"] > 0)]
    gone: list[str] = []
    for doc in of.sort_values(["sum_y", "group"], ascending=[False, True])["group"].head(most):
        gone.append(doc)
        kept = documents[~documents["doc_id"].isin(gone)]
        if kept.empty:
            break
        now = (
            classify(whole[~whole["group"].isin(gone)], kept, themes)
            .set_index("theme")["stance"]
            .get(theme, stance)
        )
        if len(gone) > 1 and now != stance:
            return len(gone), now
    return 0, stance
