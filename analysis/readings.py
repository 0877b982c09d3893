"""The words that numbers earn: every headline and finding is computed here, none is typed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .charts import escape_markdown
from .documents import Corpus
from .lexicon import Themes
from .schema import TABLES
from .topics import Topics

BAR = 0.6


@dataclass(frozen=True)
class Findings:
    """Sentences in Markdown, shown as a list."""

    sentences: tuple[str, ...]

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {sentence}" for sentence in self.sentences)

    def __repr__(self) -> str:
        return self._repr_markdown_()


def say_day(date: pd.Timestamp) -> str:
    """Return a day as people write it."""
    return f"{date:%-d %B %Y}" if pd.notna(date) else "unknown date"


def say_count(n: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> say_count(1, "report"), say_count(1200, "report"), say_count(2, "file or row", "files or rows")
    ('1 report', '1,200 reports', '2 files or rows')
    """
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def count_rows(**tables: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows each table has, and what a row of it is.

    Parameters
    ----------
    tables
        Tables by their names in `schema.TABLES`, in the order the data flows.

    Examples
    --------
    >>> count_rows(documents=pd.DataFrame({"doc_id": ["a", "b"]})).values.tolist()
    [['documents', 2, 'an article or statement']]
    """
    rows = [(name, len(table), TABLES[name].row) for name, table in tables.items()]
    return pd.DataFrame(rows, columns=["table", "rows", "a row is"])


def name_documents(documents: pd.DataFrame) -> dict[str, str]:
    """Return a short name for each document, its date over its group; the start of its title where it has no
    date; in order of date."""
    names = {}
    for row in documents.sort_values(["date", "doc_id"]).itertuples():
        head = f"{row.date:%-d %b %Y}" if pd.notna(row.date) else (row.title or row.doc_id)[:18]
        names[row.doc_id] = head + ("" if row.group == "all" else f"\n{row.group}")
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {doc: f"{name}\n{doc[:12]}" if name in twice else name for doc, name in names.items()}


def tabulate_themes(by_document: pd.DataFrame, documents: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Return how many sentences of each document carry each theme, under display names, documents by date.

    Returns
    -------
    DataFrame
        `theme`, `column` (document), `n`, `of` (sentences), `share` (0-1), `context`.
    """
    names = name_documents(documents)
    order = {d: i for i, d in enumerate(documents.sort_values(["date", "doc_id"])["doc_id"])}
    rows = by_document[(by_document["measure"] == "share") & by_document["theme"].isin(themes.names)]
    rows = rows.assign(at=rows["group"].map(order), line=rows["theme"].map(themes.names.index)).sort_values(
        ["line", "at"]
    )
    return pd.DataFrame(
        {
            "theme": rows["theme"].map(themes.labels),
            "column": rows["group"].map(names),
            "n": rows["sum_y"].astype("int64"),
            "of": rows["sum_x"].astype("int64"),
            "share": rows["sum_y"] / rows["sum_x"],
            "context": rows["theme"].isin(themes.context),
        }
    ).reset_index(drop=True)


def read_corpus_line(corpus: Corpus, sentences: pd.DataFrame) -> Findings:
    """Say what was read: documents, episodes, dates, sources, sentences, and what was set aside."""
    documents = corpus.documents
    dates = documents["date"].dropna()
    span = f"from {say_day(dates.min())} to {say_day(dates.max())}" if len(dates) else "none of them dated"
    sources = sorted(set(documents["source"]) - {""})
    unknown = int((documents["source"] == "").sum())
    return Findings(
        (
            f"{say_count(len(documents), 'document')} on {say_count(documents['episode'].nunique(), 'episode')}, {span}; "
            f"{len(documents) - len(dates)} without a date; {_say_copies(documents)}.",
            f"Sources: {escape_markdown(', '.join(sources)) or 'none named'}"
            + (f"; {unknown} not known." if unknown else "."),
            f"{say_count(len(sentences), 'sentence')}, {say_count(int(sentences['n_words'].sum()), 'word')}; "
            f"{say_count(len(corpus.set_aside), 'file or row', 'files or rows')} set aside or read with a remark.",
        )
    )


def _say_copies(documents: pd.DataFrame) -> str:
    n = int((documents.get("copy_of", pd.Series("", index=documents.index)) != "").sum())
    return f"{n:,} of them {'a copy' if n == 1 else 'copies'} of another, counted once" if n else "none a copy of another"


def read_source(corpus: Corpus) -> str:
    """Return the source line of a chart: how many documents, of which outlets, in which years."""
    documents = corpus.documents
    years = documents["date"].dropna().dt.year.astype("str")
    span = "–".join(dict.fromkeys([years.min(), years.max()])) if len(years) else "undated"
    outlets = sorted(set(documents["source"]) - {""})
    return f"Source: {say_count(len(documents), 'document')}, {span}" + (
        f" ({', '.join(outlets[:6])}{', …' if len(outlets) > 6 else ''})" if outlets else ""
    )


def headline_cleaning(lines: pd.DataFrame) -> str:
    """Return how many lines went, and the theme hits that they would have given."""
    gone = lines[lines["reason"] != "kept"]
    return (
        f"Cleaning took {gone['n_lines'].sum():,} of {say_count(int(lines['n_lines'].sum()), 'line')}, "
        f"and with them {say_count(int(gone['n_mentions'].sum()), 'theme hit')} outside the articles' own text"
    )


def headline_timeline(documents: pd.DataFrame) -> str:
    """Return how many documents report how many episodes in which years."""
    years = documents["date"].dropna().dt.year
    span = f", {' to '.join(dict.fromkeys((str(years.min()), str(years.max()))))}" if len(years) else ""
    return f"{say_count(len(documents), 'report')} on {say_count(documents['episode'].nunique(), 'episode')}{span}"


def headline_terms(terms: pd.DataFrame, names: dict[str, str]) -> str:
    """Return the first term of the first and of the last group that no other group has."""
    own = terms[terms["n_groups"] == 1].sort_values("rank").groupby("group", sort=False)["term"].first()
    ends = [g for g in dict.fromkeys(terms["group"]) if g in own.index]
    if not ends:
        return "No report has a recurring term to itself"
    parts = [f"“{own[g]}” in that of {names.get(g, g).split(chr(10))[0]}" for g in dict.fromkeys((ends[0], ends[-1]))]
    return "Terms that one report has to itself: " + ", ".join(parts)


def headline_topics(topics: Topics) -> str:
    """Return how many topics pass the bar, out of how many, on how much text."""
    if topics.note:
        return topics.note[:1].upper() + topics.note[1:]
    fitted = topics.stability[topics.stability["n_topics"] == topics.n_topics]
    stable = int((fitted["stability"] >= BAR).sum())
    return (
        f"{stable} of {topics.n_topics} topics hold when a report is left out "
        f"({say_count(topics.n_paragraphs, 'paragraph')} of {say_count(topics.n_documents, 'report')})"
    )


def headline_tone(trends: pd.DataFrame, names: dict[str, str]) -> str:
    """Return the warmest and coldest cell, and whether their intervals are apart."""
    cells = trends.dropna(subset=["estimate"])
    if len(cells) < 2:
        return "; ".join(f"{names[c.label_key]}: {c.estimate:+.2f}" for c in cells.itertuples()) or "No sentence was scored"
    warm, cold = cells.loc[cells["estimate"].idxmax()], cells.loc[cells["estimate"].idxmin()]
    apart = warm["low"] > cold["high"]
    return (
        f"Warmest: {names[warm['label_key']]} ({warm['estimate']:+.2f}); coldest: {names[cold['label_key']]} ({cold['estimate']:+.2f}); "
        + ("their intervals are apart" if apart else "their intervals overlap: no difference is shown")
    ).replace("\n", ", ")


def headline_tone_map(cells: pd.DataFrame, names: dict[str, str], themes: Themes, *, least: int = 3) -> str:
    """Return the coldest and the warmest theme of a document, among those with at least so many sentences."""
    rows = cells[(cells["n_sentences"] >= least) & (cells["theme"] != "all")].dropna(subset=["estimate"])
    if rows.empty:
        return f"No theme has {least} sentences in one document: its tone there cannot be told"
    cold, warm = rows.loc[rows["estimate"].idxmin()], rows.loc[rows["estimate"].idxmax()]
    words = [
        f"{word}: {themes.labels[row['theme']]}, {names[row['group']].splitlines()[0]} ({row['estimate']:+.2f})"
        for word, row in (("Coldest", cold), ("Warmest", warm))
    ]
    return f"{words[0]}; {words[1][:1].lower()}{words[1][1:]}" if cold.name != warm.name else words[1]


def tabulate_tone(
    trends: pd.DataFrame, tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes | None = None
) -> pd.DataFrame:
    """Return tone rows under display names: documents ("all" sentences), or themes where `themes` is given.

    Returns
    -------
    DataFrame
        `label`, `label_key`, `estimate`, `low`, `high`, `n_sentences`, `thin`; documents by date, themes as in the lexicon.
    """
    rows = trends.assign(n_sentences=tallies["sum_x"].astype("int64"), thin=trends["n_documents"] == 1)
    if themes is None:
        names = {d: n.replace("\n", ", ") for d, n in name_documents(documents).items()}
        rows = rows[rows["theme"] == "all"].sort_values(["period", "group"]).assign(label_key=lambda r: r["group"])
    else:
        names = themes.labels
        rows = rows[rows["theme"].isin(themes.names)].assign(label_key=lambda r: r["theme"])
        rows = rows.sort_values("theme", key=lambda s: s.map(themes.names.index))
    rows = rows.assign(label=rows["label_key"].map(names))
    return rows[["label", "label_key", "estimate", "low", "high", "n_sentences", "thin"]].reset_index(drop=True)


def tabulate_tone_map(
    trends: pd.DataFrame, tallies: pd.DataFrame, documents: pd.DataFrame, themes: Themes
) -> pd.DataFrame:
    """Return the tone of each theme in each document, and of all its sentences, documents by date.

    Parameters
    ----------
    trends
        What `estimate_trends` gives for `tallies`.
    tallies
        What `tally_tone` gives with mentions, one row a document and theme (`period="date", group="doc_id"`).

    Returns
    -------
    DataFrame
        `theme` (as in the lexicon, then "all": all sentences), `group` (doc_id), `estimate`, `low`, `high` (-1 to 1,
        higher is warmer), `n_sentences`. A theme that a document does not carry has no row.
    """
    order = {d: i for i, d in enumerate(documents.sort_values(["date", "doc_id"])["doc_id"])}
    lines = {theme: i for i, theme in enumerate([*themes.names, "all"])}
    rows = trends.assign(n_sentences=tallies["sum_x"].astype("int64"))
    rows = rows[rows["theme"].isin(list(lines))]
    rows = rows.assign(line=rows["theme"].map(lines), at=rows["group"].map(order)).sort_values(["line", "at"])
    return rows[["theme", "group", "estimate", "low", "high", "n_sentences"]].reset_index(drop=True)
