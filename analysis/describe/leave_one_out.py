"""The tallies of a corpus with one document, source, term or cleaning rule left out.

Sums add: what goes or comes is taken from, or added to, the tallies of the whole, and nothing is
counted again.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pandas as pd

from ..stats.distinct_counts import sketch_names
from ..stats.tallies import UNMATCHED
from ..text.sentences import lines_as_sentences

Make = Callable[[], tuple[pd.DataFrame, pd.DataFrame]]


def _weightiest(names: pd.Series, hits: pd.Series, most: int) -> list[str]:
    """Return the names with most hits, in the order in which they appear there."""
    known = pd.Series(0, index=[name for name in dict.fromkeys(names) if name])
    counts = known.add(hits.value_counts(), fill_value=0).reindex(known.index)
    chosen = set(counts.sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in known.index if name in chosen]


def list_variants(
    whole, documents, sentences, mentions, dropped_lines, avoided, most
) -> list[tuple[str, str, Make]]:
    """Return kind, name, and what makes tallies and documents, of every corpus with one thing left
    out.
    """
    out: list[tuple[str, str, Make]] = []
    for kind, column in (("document", "doc_id"), ("source", "source")):
        hits = mentions["doc_id"].map(
            dict(zip(documents["doc_id"], documents[column], strict=True))
        )
        for name in _weightiest(documents[column], hits, most):
            if (documents[column] != name).any():
                out.append((kind, name, partial(_drop, whole, documents, column, name)))
    of_theme = mentions.groupby(mentions["theme"].astype("str"))["pattern"]
    heavy = {term for _, of in of_theme for term in _weightiest(of, of, most)}
    add = _Adder(whole, documents)
    losses = _count_by_term(mentions[mentions["pattern"].isin(heavy)], mentions)
    for term in (term for term in dict.fromkeys(mentions["pattern"]) if term in heavy):
        out.append(("term", term, partial(add, -losses.xs(term))))
    if dropped_lines is not None and avoided is not None:
        for rule, hits, lines in _count_by_rule(dropped_lines, avoided, add.themes):
            out.append(("rule", rule, partial(add, hits, lines)))
    return out


def _drop(
    whole: pd.DataFrame, documents: pd.DataFrame, column: str, name: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    kept = documents[documents[column] != name]
    return whole[whole["group"].isin(kept["doc_id"])], kept


class _Adder:
    """Adds hits and lines to tallies with one row per document, as if counted with them."""

    def __init__(self, whole: pd.DataFrame, documents: pd.DataFrame) -> None:
        self.documents = documents
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

    def __call__(
        self, hits: pd.Series, lines: pd.Series | None = None
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the tallies with more `hits` (measure, theme, document) and `lines` (no theme), and
        the documents.
        """
        x = self.whole["sum_x"]
        if lines is not None:
            x = x + lines.reindex(self._lines, fill_value=0).to_numpy()
        y = self.whole["sum_y"] + hits.reindex(self._hits, fill_value=0).to_numpy()
        sums = {"sum_y": y, "sum_x": x, "sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x}
        names = {column: of.where(y > 0, "") for column, of in self._named.items()}
        carriers = (y > 0).astype("int64")
        tallies = self.whole.assign(**sums, top_y=y, n_carriers=carriers, **names)
        return tallies, self.documents


def _count_by_term(rows: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Return what goes with each term: its hits, and the sentences that no other term keeps."""
    key = ["pattern", "measure", "theme", "doc_id"]
    carried = mentions[["doc_id", "sentence_no", "theme", "pattern"]].drop_duplicates()
    alone = carried[~carried.duplicated(["doc_id", "sentence_no", "theme"], keep=False)]
    lost = pd.concat([rows.assign(measure="rate")[key], alone.assign(measure="share")[key]])
    return lost.astype({"theme": "str"}).groupby(key).size()


def _count_by_rule(
    dropped_lines: pd.DataFrame, avoided: pd.DataFrame, themes: Iterable[str]
) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """Yield each rule with what its lines would add: hits by theme, and lines and words."""
    dropped_lines = dropped_lines[dropped_lines["reason"] != "blank"]  # nothing is read in them
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
