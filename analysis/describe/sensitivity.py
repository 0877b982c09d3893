"""What a finding depends on: it is made again with one document, source, term or rule left out."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_count
from ..core.progress import track
from ..core.safe_text import escape_markdown
from ..corpus.read import Corpus
from ..stats.distinct_counts import sketch_names
from ..stats.tallies import UNMATCHED, tally_mentions
from ..text.sentences import lines_as_sentences
from ..themes.lexicon import Themes
from .classify import classify_themes
from .findings import Findings

Classify = Callable[[pd.DataFrame, pd.DataFrame, Themes], pd.DataFrame]
KINDS = ("document", "source", "term", "rule")
Make = Callable[[], tuple[pd.DataFrame, pd.DataFrame]]


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
    documents, sentences, mentions, themes
        The tables of these names, and the lexicon (`read_themes`).
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

    Returns
    -------
    DataFrame
        `kind` ("document", "source", "term", "rule"), `left_out`, `theme`, `stance` (then),
        `before` (with everything), `changed`, and `n_kind`, how many of the kind there are, left
        out or not.
    """
    whole = tally_mentions(documents, sentences, mentions, period="date", group="doc_id")
    before = classify(whole, documents, themes).set_index("theme")["stance"]
    parts = []
    tables = whole, documents, sentences, mentions, dropped_lines, avoided
    for kind, name, make in track(list_variants(*tables, most), "leaving out", unit=" variants"):
        tallies, docs = make()
        stance = classify(tallies, docs, themes)[["theme", "stance"]]
        if kind == "term":  # a term bears on its own theme only
            own = mentions.loc[mentions["pattern"] == name, "theme"]
            stance = stance[stance["theme"].isin(own)]
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
    left_out, themes
        What `leave_out` gives, and the lexicon (`read_themes`).
    corpus
        What was read: where its documents are a sample of a larger corpus, it is said that these
        readings are the sample's.
    """
    out = []
    if corpus is not None and corpus.n_whole:
        sample = f"random sample of {say_count(len(corpus.documents), 'document')}"
        whole = f"those of all {corpus.n_whole:,} may differ"
        out.append(f"These are readings of the {sample} alone; {whole}.")
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
    listed = [escape_markdown(name[:24]) for name in names.head(3)]
    return " or ".join([*listed, *["others"] * (len(names) > 3)])


def _say_tried(rows: pd.DataFrame, kind: str) -> str:
    """Return of how many, and of how many the rest was not tried."""
    tried, there = len(rows), int(rows["n_kind"].max())
    if tried >= there:
        return say_count(tried, kind)
    return f"the {tried} with most hits of {say_count(there, kind)}"


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
        of = dict(zip(documents["doc_id"], documents[column], strict=True))
        hits = mentions["doc_id"].map(of)
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
        self._named = {}
        for column, name in (("sources", "source"), ("episodes", "episode")):
            of = sketch_names(rows, ["group"], name).reindex(self.whole["group"]).fillna("")
            self._named[column] = of.set_axis(self.whole.index)

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
        return self.whole.assign(**sums, top_y=y, n_carriers=carriers, **names), self.documents


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
    key, reasons = ["doc_id", "sentence_no"], dropped_lines[["doc_id", "line_no", "reason"]]
    lines = lines_as_sentences(dropped_lines)
    lines = lines.assign(rate=lines["text"].str.split().str.len(), share=1)
    lines = lines.merge(reasons, left_on=key, right_on=["doc_id", "line_no"])
    hits = avoided[avoided["theme"].isin(list(themes))].merge(lines[[*key, "reason"]], on=key)
    carried = hits.drop_duplicates([*key, "theme"])
    found = pd.concat([hits.assign(measure="rate"), carried.assign(measure="share")])
    by = ["reason", "measure", "theme", "doc_id"]
    found = found.astype({"theme": "str"}).groupby(by).size()
    long = lines.melt(["reason", "doc_id"], ["rate", "share"], var_name="measure", value_name="n")
    more = long.groupby(["reason", "measure", "doc_id"])["n"].sum().astype("int64")
    known = set(found.index.get_level_values("reason"))
    none = found.droplevel("reason").head(0)
    for rule in sorted(set(lines["reason"])):
        yield rule, found.xs(rule) if rule in known else none, more.xs(rule)
