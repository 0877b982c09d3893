"""How a corpus was read, in words: its files, dates, sources and lengths, what was set aside and
what to change first.
"""

import pandas as pd

from ..core.cache import cached
from ..core.counts import say_part
from ..core.safe_text import escape_markdown, make_visible
from ..corpus.languages import say_language
from ..corpus.read import Corpus
from .findings import Findings, say_count
from .reading_measures import measure_reading

_KINDS = {
    "": "with other endings", "text": "text", "html": "HTML", "csv": "CSV", "jsonl": "JSON lines", "json": "JSON",
    "parquet": "Parquet", "docx": "Word", "odt": "OpenDocument", "rtf": "RTF", "pdf": "PDF", "markdown": "Markdown",
    "xlsx": "Excel",
    "xml": "XML", "warc": "WARC", "mail": "mail", "mbox": "mailbox", "old": "old Office", "archive": "packed",
}  # fmt: skip
# By what a date is known (`reading_measures.ORIGINS`).
_ORIGINS = {
    "metadata": "metadata.csv",
    "file": "a column or field of their file",
    "markup": "the mark-up of the page",
    "text": "their text",
    "name": "the name of their file, or their address or id",
}
_SHOWN, _LONGEST = 5, 60  # items of a list; characters of a name in it


@cached()
def summarise_reading(corpus: Corpus, *, extent: str = "") -> Findings:
    """Say in a few lines how a corpus was read, and what to change first.

    Parameters
    ----------
    corpus
        What `read_corpus` gives.
    extent
        Which part of the corpus that is, "" if it is all.

    Returns
    -------
    Findings
        One row per `fact`: "files", "dates" of documents, "languages" where they are known, "sources",
        "lengths", "cleaning" where something had to be decided, "set aside".
    """
    measured = measure_reading(corpus, extent=extent)
    said = {
        "files": _say_files(measured),
        "dates": _say_dates(measured["dates"]) if measured["documents"] else "",
        "languages": _say_languages(measured["languages"]),
        "sources": _say_sources(measured["sources"]),
        "lengths": _say_lengths(measured),
        "cleaning": _say_cleaning(measured["cleaning"]),
        "set aside": _say_aside(measured),
    }
    rows = [(fact, escape_markdown(make_visible(text))) for fact, text in said.items() if text]
    return Findings(pd.DataFrame(rows, columns=["fact", "reading"]))


def _say_files(measured: dict) -> str:
    files, rows = measured["files"], measured["rows"]
    kinds = ", ".join(f"{n:,} {_KINDS.get(kind, kind)}" for kind, n in files["kinds"].items())
    if not files["found"]:
        return "No file was found: put articles in the folder."
    of = say_part(files["read"], files["found"], "file")
    said = f"{say_count(measured['documents'], 'document')} read from {of}"
    said += f" ({kinds})" if kinds else ""
    if n_rows := rows["read"] + rows["set_aside"]:
        said += f"; {say_part(rows['read'], n_rows, 'row')} of tables"
    if measured["sampled_from"]:
        said += f"; a random sample of {measured['sampled_from']:,} documents"
    if measured["extent"]:
        said += f". Only a part was read: {measured['extent']}"
    return f"{said}."


def _say_dates(dates: dict) -> str:
    if not dates["dated"]:
        return "No document has a date, so nothing can be shown over time."
    first, last = dates["span"]
    span = f"from {first} to {last}" if first != last else f"all of {first}"
    origins = [f"{n:,} by {_ORIGINS[origin]}" for origin, n in dates["from"].items() if n]
    said = f"{say_count(dates['dated'], 'document')} dated, {span}: {', '.join(origins)}"
    said += f"; {dates['to_day']:,} to the day"
    for name in ("month", "year"):
        said += f", {n:,} to the {name}" if (n := dates[f"to_{name}"]) else ""
    return f"{said}; {dates['undated'] or 'none'} without a date."


def _say_languages(languages: dict[str, int] | None) -> str:
    if not languages:
        return ""
    named = {say_language(code) if code else "unknown": n for code, n in languages.items()}
    return f"{'Languages' if len(named) > 1 else 'Language'}: {_say_items(named)}."


def _say_cleaning(cleaning: dict[str, list[str]]) -> str:
    hows = {"judged": "judged one by one, as on web pages,", "whole": "kept whole"}
    said = [
        f"{how} in {_say_first([name[:_LONGEST] for name in cleaning[kind]])}"
        for kind, how in hows.items()
        if cleaning[kind]
    ]
    return f"Lines are {'; '.join(said)}." if said else ""


def _say_items(counts: dict[str, int]) -> str:
    return _say_first([f"{name[:_LONGEST] or 'unknown'} ({n:,})" for name, n in counts.items()])


def _say_first(items: list[str]) -> str:
    more = len(items) - _SHOWN
    return ", ".join(items[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _say_sources(sources: dict) -> str:
    without = sources["without"]
    if not sources["named"]:
        return "No document names its source." if without else ""
    largest = {entry["source"]: entry["documents"] for entry in sources["largest"]}
    more = sources["named"] - len(largest)
    said = f"{say_count(sources['named'], 'source')}: {_say_items(largest)}"
    said += f" and {more:,} more" if more else ""
    return f"{said}; {without:,} without a source." if without else f"{said}."


def _say_lengths(measured: dict) -> str:
    if not measured["documents"]:
        return ""
    words, copies = measured["words"], measured["copies"]
    copied = f"{say_count(copies, 'copy', 'copies')} of another document, counted once"
    return (
        f"Words per document: median {words['median']:,.0f}, shortest {words['shortest']:,}, "
        f"longest {words['longest']:,}; {copied if copies else 'no copies'}."
    )


def _say_aside(measured: dict) -> str:
    n_lost, n_noted = (sum(e["rows"] for e in measured[name]) for name in ("set_aside", "remarks"))
    lost = say_count(n_lost, "file or row", "files or rows") if n_lost else "Nothing"
    said = f"{lost} set aside" + (f", {say_count(n_noted, 'remark')}" if n_noted else "")
    if not measured["changes"]:
        return f"{said}."
    first = measured["changes"][0]
    n = say_count(first["documents"], "document or row", "documents or rows")
    return f"{said}. To change first, for {n} (as in {first['file']}): {first['change']}."
