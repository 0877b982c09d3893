"""The words for a corpus: what was read, when it was written, what cleaning removed."""

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_part
from ..core.safe_text import escape_markdown
from ..core.said_dates import say_stretch
from ..core.schema import TABLES
from ..corpus.copies import drop_copies
from ..corpus.languages import keep_languages, say_language
from ..corpus.read import Corpus
from ..words.templates import list_templates
from .findings import Findings, say_count


def count_rows(**tables: pd.DataFrame) -> pd.DataFrame:
    """Return how many rows each table of `schema.TABLES` has, and what a row of it is.

    Examples
    --------
    >>> count_rows(documents=pd.DataFrame({"doc_id": ["a", "b"]})).values.tolist()
    [['documents', 2, 'an article or statement']]
    """
    rows = [(name, len(table), TABLES[name].row) for name, table in tables.items()]
    return pd.DataFrame(rows, columns=["table", "rows", "a row is"])


@cached()
def describe_corpus(corpus: Corpus, sentences: pd.DataFrame) -> Findings:
    """Say what was read: documents, episodes, dates, sources, sentences, and what was set aside."""
    documents = corpus.documents
    dates = documents["date"].dropna()
    span = say_stretch(documents[documents["date"].notna()]) if len(dates) else ""
    undated = len(documents) - len(dates)
    sources = sorted(set(documents["source"]) - {""})
    unknown = int((documents["source"] == "").sum())
    whole = f"{corpus.n_whole:,} whose counts over time are all used"
    sample = f", a random sample of {whole}," if corpus.n_whole else ""
    aside = say_count(len(corpus.set_aside), "file or row", "files or rows")
    said = (
        f"{say_count(len(documents), 'document')}{sample} on "
        f"{say_count(documents['episode'].nunique(), 'episode')}"
        f"{f', {span}; {undated}' if span else ','} without a date; {_say_copies(documents)}"
        f"{_say_languages(documents, sentences)}.",
        f"Sources: {escape_markdown(', '.join(sources)) or 'none named'}"
        f"{f'; {unknown:,} not known' * bool(unknown)}.",
        f"{say_count(len(sentences), 'sentence')}, "
        f"{say_count(int(sentences['n_words'].sum()), 'word')}; {aside} set aside or read with a "
        "remark.",
    )
    return Findings((*said, *_say_templates(documents)))


def _say_copies(documents: pd.DataFrame) -> str:
    n = int((documents["copy_of"] != "").sum()) if "copy_of" in documents else 0
    if not n:
        return "none a copy of another"
    return f"{n:,} of them {'a copy' if n == 1 else 'copies'} of another, counted once"


def _say_templates(documents: pd.DataFrame) -> tuple[str, ...]:
    n = len(list_templates(documents))
    if not n:
        return ()
    repeat, count = ("repeats", "counts") if n == 1 else ("repeat", "count")
    said = f"{say_count(n, 'document')} {repeat} the wording of an earlier one of another time and "
    return (f"{said}{count} in full (`list_templates`).",)


def _say_languages(documents: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Say how many documents are not counted since they are in another language."""
    others = documents[~documents["doc_id"].isin(keep_languages(documents)["doc_id"])]
    n_each = others.loc[~others["doc_id"].isin(sentences["doc_id"]), "language"].value_counts()
    if n_each.empty:
        return ""
    named = sorted(n_each.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"{n:,} in {say_language(str(language))}" for language, n in named[:5])
    more = f", {sum(n for _, n in named[5:]):,} in others" if len(named) > 5 else ""
    return f"; not counted, since the lexicon is in another language: {listed}{more}"


def name_source(corpus: Corpus) -> str:
    """Return the source line of a chart: how many documents, of which outlets, in which years."""
    documents = corpus.documents
    years = documents["date"].dropna().dt.year.astype("str")
    span = "–".join(dict.fromkeys([years.min(), years.max()])) if len(years) else "undated"
    outlets = sorted(set(documents["source"]) - {""})
    named = f" ({', '.join(outlets[:6])}{', …' if len(outlets) > 6 else ''})" if outlets else ""
    said = f"Source: {say_count(corpus.n_whole or len(documents), 'document')}, {span}{named}"
    n_copies = len(documents) - len(drop_copies(documents))
    if n_copies and not corpus.n_whole:
        said += f"; {say_count(n_copies, 'copy', 'copies')} not counted"
    if corpus.n_whole:
        said += f"; all but counts over time from a random sample of {len(documents):,}"
    return said


def headline_cleaning(lines: pd.DataFrame) -> str:
    """Return how many lines went, and the theme hits that they would have given.

    Parameters
    ----------
    lines
        What `tally_lines` gives.
    """
    gone = lines[lines["reason"] != "kept"]
    of = say_part(gone["n_lines"].sum(), int(lines["n_lines"].sum()), "line")
    hits = say_count(int(gone["n_mentions"].sum()), "theme hit")
    return f"Cleaning removed {of}, and with them {hits} outside the articles' own text"


def headline_timeline(documents: pd.DataFrame) -> str:
    """Return how many documents report how many episodes in which years.

    Parameters
    ----------
    documents
        Table `documents`.
    """
    years = documents["date"].dropna().dt.year.astype("str")
    span = f", {' to '.join(dict.fromkeys((years.min(), years.max())))}" if len(years) else ""
    episodes = say_count(documents["episode"].nunique(), "episode")
    return f"{say_count(len(documents), 'report')} on {episodes}{span}"
