"""What was read of a corpus, how it is dated, what was not read, and what to change."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from ..core.safe_text import escape_markdown
from ..corpus.read import Corpus
from ..sources.source import SET_ASIDE
from .findings import Findings, say_count

_MOST = 5  # sources, kinds of problems, and endings that are named
_UNKNOWN = "unknown"
# What differs between problems of one kind: quotations, names with an ending, and numbers.
_PARTICULAR = r"""\(so are [^()]*\)|'[^'\n]*'|"[^"\n]*"|“[^”\n]*”|[^\s,;:]+\.\w+|\d[\d.,]*"""


def account_files(corpus: Corpus) -> pd.DataFrame:
    """Return what became of each file: `documents` read from it, what was `set_aside` (rows, or the
    file itself), and `remarks`.

    Every file that was found stands here, save those beside articles (`metadata.csv`, notes).

    Parameters
    ----------
    corpus
        As `read_corpus` returns it.

    Returns
    -------
    DataFrame
        `file`, `documents`, `set_aside`, `remarks`, in order of `file`.
    """
    lost = corpus.set_aside["outcome"] == SET_ASIDE
    counts = {
        "documents": corpus.documents["file"].value_counts(),
        "set_aside": corpus.set_aside.loc[lost, "file"].value_counts(),
        "remarks": corpus.set_aside.loc[~lost, "file"].value_counts(),
    }
    table = pd.DataFrame(counts).fillna(0).astype("int64").sort_index()
    return table.rename_axis("file").reset_index().astype({"file": "str"})


def list_facts(corpus: Corpus) -> dict[str, Any]:
    """Return what was read as plain values, for a program to read.

    Parameters
    ----------
    corpus
        As `read_corpus` returns it.

    Returns
    -------
    dict
        `files` and `files_read`, `kinds` (documents by the ending of their file), `documents`,
        `copies`, `dates` (`known` to a month, `exact` to the day, `first`, `last`, `by`: documents
        by what dates them), `sources` and `languages` (documents by name, the most frequent
        first), `words` (`median`, `least`, `most`), `set_aside` and `remarks` (rows), `problems`
        (each kind: `n`, `outcome`, `problem`, `remedy`, and the first `file` and `line`), and
        `cleaning` as `Corpus` has it.
    """
    documents, aside = corpus.documents, corpus.set_aside
    files = account_files(corpus)
    words = documents["text"].str.split().str.len()
    by = documents["date_evidence"].str.split(r"[ :]", n=1, regex=True).str[0]
    dated = documents["date"].notna()
    exact = dated & (documents["date_low"] == documents["date_high"])
    endings = documents["file"].str.rpartition("/")[2].str.extract(r"(\.\w+)$")[0]
    lost = aside["outcome"] == SET_ASIDE
    return {
        "files": len(files),
        "files_read": int((files["documents"] > 0).sum()),
        "kinds": _count(endings.fillna("no ending")),
        "documents": len(documents),
        "copies": int((documents["copy_of"] != "").sum()),
        "dates": {
            "known": int(dated.sum()),
            "exact": int(exact.sum()),
            "first": _say_day(documents["date"].min()),
            "last": _say_day(documents["date"].max()),
            "by": _count(by.where(by != "", _UNKNOWN)),
        },
        "sources": _count(documents["source"].where(documents["source"] != "", _UNKNOWN)),
        "languages": _count(documents["language"].where(documents["language"] != "", _UNKNOWN))
        if "language" in documents.columns
        else {},
        "words": {
            "median": int(words.median()),
            "least": int(words.min()),
            "most": int(words.max()),
        },
        "set_aside": int(lost.sum()),
        "remarks": int((~lost).sum()),
        "problems": _list_problems(aside),
        "cleaning": corpus.cleaning.to_dict("records"),
    }


def describe_reading(corpus: Corpus) -> Findings:
    """Say what was read, how it is dated, what was not read and what to change.

    Parameters
    ----------
    corpus
        As `read_corpus` returns it.

    Returns
    -------
    Findings
        `about` ("read", "dates", "sources", "cleaning", "set aside", "to change") beside `reading`.
    """
    facts = list_facts(corpus)
    rows = [
        ("read", _say_read(facts)),
        ("dates", _say_dates(facts)),
        ("sources", _say_sources(facts)),
        *(("cleaning", said) for said in _say_cleaning(facts)),
        ("set aside", _say_aside(facts)),
        *(("to change", said) for said in _say_changes(facts)),
    ]
    return Findings(pd.DataFrame(rows, columns=["about", "reading"]).astype("str"))


def _count(values: pd.Series) -> dict[str, int]:
    counted = Counter(values.tolist())
    return dict(sorted(counted.items(), key=lambda item: (-item[1], str(item[0]))))


def _say_day(day: pd.Timestamp) -> str:
    return "" if pd.isna(day) else day.strftime("%Y-%m-%d")


def _list_problems(aside: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the kinds of problems, what was lost first, then the most frequent."""
    if not len(aside):
        return []
    kinds = aside["outcome"] + aside["problem"].str.replace(_PARTICULAR, "…", regex=True)
    sizes = kinds.map(kinds.value_counts())
    first = aside.assign(n=sizes)[~kinds.duplicated()]
    first = first.assign(kept=first["outcome"] != SET_ASIDE)
    first = first.sort_values(["kept", "n"], ascending=[True, False], kind="stable")
    names = ["n", "outcome", "problem", "remedy", "file", "line"]
    return first[names].astype({"n": object, "line": object}).to_dict("records")


def _list_most(counts: dict[str, int]) -> str:
    shown = [f"{escape_markdown(name)} {n:,}" for name, n in list(counts.items())[:_MOST]]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def _say_read(facts: dict) -> str:
    copies = f", {say_count(facts['copies'], 'copy', 'copies')} among them" * bool(facts["copies"])
    words = facts["words"]
    return (
        f"{say_count(facts['documents'], 'document')}{copies}, from "
        f"{facts['files_read']:,} of {say_count(facts['files'], 'file')} "
        f"({_list_most(facts['kinds'])}): {words['median']:,} words by the median, "
        f"{words['least']:,} to {words['most']:,}."
    )


def _say_dates(facts: dict) -> str:
    dates, n = facts["dates"], facts["documents"]
    if not dates["known"]:
        return "No document has a date, so nothing can be shown over time."
    unknown = n - dates["known"]
    return (
        f"{dates['known']:,} of {n:,} dated, {dates['first']} to {dates['last']} "
        f"({dates['exact']:,} to the day; by {_list_most(dates['by'])})"
        + (f"; {unknown:,} without a date" if unknown else "")
        + "."
    )


def _say_sources(facts: dict) -> str:
    said = f"Sources: {_list_most(facts['sources'])}."
    return f"{said} Languages: {_list_most(facts['languages'])}." if facts["languages"] else said


def _say_cleaning(facts: dict) -> list[str]:
    return [
        f"{escape_markdown(str(row['source']))}: {row['n_furnished']:,} of "
        f"{say_count(row['n'], 'document')} looked at show the furniture of web pages, so lines are "
        + ("judged one by one." if row["judged"] else "kept whole.")
        for row in facts["cleaning"][:_MOST]
    ]


def _say_aside(facts: dict) -> str:
    if not facts["set_aside"]:
        return "Nothing was set aside."
    return f"{say_count(facts['set_aside'], 'file or row', 'files or rows')} set aside."


def _say_changes(facts: dict) -> list[str]:
    said = []
    for kind in facts["problems"][:_MOST]:
        place = f"{kind['file']}, line {kind['line']}" if kind["line"] else kind["file"]
        times = f" ({kind['n']:,} times)" if kind["n"] > 1 else ""
        line = f"{place}: {kind['problem']}{times}; {kind['remedy']} ({kind['outcome']})."
        said.append(escape_markdown(line))
    more = len(facts["problems"]) - len(said)
    return (
        [*said, f"{say_count(more, 'other kind', 'other kinds')} of problem."] if more > 0 else said
    )
