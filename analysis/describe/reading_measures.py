"""How a corpus was read, in numbers: its files, dates, sources and lengths, what was set aside and
what to change.
"""

import pandas as pd

from ..core.said_dates import say_ends
from ..corpus.account import account_files, drop_shared, find_option, name_kinds, weigh_problems
from ..corpus.read import Corpus
from ..sources.records import is_beside
from ..sources.source import SET_ASIDE
from ..text.vocabulary import count_words

_TABLES = ("csv", "jsonl", "json", "parquet", "xlsx")
#: What a date may come from: metadata.csv, a column or field of the file, the mark-up, the text.
ORIGINS = ("metadata", "file", "markup", "text", "name")
_NO_BODY = "it holds no body text"
_KEEP_LINES = "if these are articles, keep all their lines: clean='no'"
_GIVE_DATES = "give their dates in metadata.csv, in its columns doc_id and date"
_LARGEST = 5  # sources that are named


def measure_reading(corpus: Corpus, *, extent: str = "") -> dict:
    """Return what `summarise_reading` says as plain values, fit for JSON; of `preview_corpus`, too,
    where there may be no document.

    The same keys for every corpus: `extent`; `files` (`found`, `read`, and of those the `kinds`);
    `documents`, and `sampled_from`, how many those are a random sample of (0: all); `rows` of
    tables (`read`, `set_aside`); `dates` (`dated`, `undated`, what they come `from`, `first`,
    `last`, known `to_day`, `to_month` and `to_year`); `languages`, documents of each, None where
    nobody has looked; `sources` (`named`, documents `without`, the `largest`); `copies`; `words` of
    a document (`median`, `shortest`, `longest`); `cleaning`, the sources of flat text whose lines
    are `judged` one by one, and those kept `whole`; `set_aside` and `remarks`, each kind of them
    (`problem`, `outcome`, how many `rows` of the table, and `documents` or rows that those are
    about, and the `file` and `line` of the first); `changes`, what to do about them (`change`, the
    `option` of the command line, how many `documents` or rows it may help, one `file`), most
    frequent first.
    """
    documents, aside = corpus.documents, corpus.set_aside
    files = account_files(corpus)
    read = files[files["documents"] > 0]
    found = [file for file in files["file"] if not file.endswith("/") and not is_beside(file)]
    tables = files[files["kind"].isin(_TABLES) & ~files["file"].map(is_beside).astype(bool)]
    lost, weights = aside["outcome"] == SET_ASIDE, weigh_problems(corpus)
    words = pd.Series(count_words(documents["text"]), dtype="int64")
    cleaned, judged = (
        corpus.cleaning["source"].astype("str"),
        corpus.cleaning["judged"].astype("bool"),
    )
    return {
        "extent": extent,
        "files": {"found": len({*found, *read["file"]}), "read": len(read), "kinds": _count(read["kind"])},
        "documents": len(documents),
        "sampled_from": int(corpus.n_whole),
        "rows": {
            "read": int(tables["documents"].sum()),
            "set_aside": int((lost & (aside["line"] > 0) & aside["file"].isin(tables["file"])).sum()),
        },
        "dates": _measure_dates(documents),
        "languages": _count(documents["language"]) if "language" in documents else None,
        "sources": _measure_sources(documents["source"]),
        "copies": int((documents["copy_of"] != "").sum()) if "copy_of" in documents else 0,
        "words": {
            "median": float(words.median()) if len(words) else 0.0,
            "shortest": int(words.min()) if len(words) else 0,
            "longest": int(words.max()) if len(words) else 0,
        },
        # the sources of flat text by what is done with their lines
        "cleaning": {"judged": cleaned[judged].tolist(), "whole": cleaned[~judged].tolist()},
        "set_aside": _list_problems(aside[lost], weights[lost]),
        "remarks": _list_problems(aside[~lost], weights[~lost]),
        "changes": _list_changes(corpus),
    }  # fmt: skip


def _count(values: pd.Series) -> dict[str, int]:
    """Return how often each value occurs, the most frequent first."""
    counts = values.astype("str").value_counts()
    return dict(sorted(((str(k), int(n)) for k, n in counts.items()), key=lambda c: (-c[1], c[0])))


def _measure_dates(documents: pd.DataFrame) -> dict:
    dated = documents[documents["date"].notna()]
    evidence = dated["date_evidence"]
    origins = pd.Series("text", index=dated.index, dtype="str")
    first = last = None
    if len(dated):
        origins[evidence.str.startswith("metadata")] = "metadata"
        origins[evidence == "metadata (" + dated["file"] + ")"] = "file"
        origins[evidence == "markup"] = "markup"
        origins[evidence.str.startswith("name: ")] = "name"
        first, last = (f"{day:%Y-%m-%d}" for day in (dated["date"].min(), dated["date"].max()))
    counts = _count(origins)
    days = (dated["date_high"] - dated["date_low"]).dt.days
    to_day = int((days == 0).sum())
    return {
        "dated": len(dated),
        "undated": len(documents) - len(dated),
        "from": {origin: counts.get(origin, 0) for origin in ORIGINS},
        "first": first,
        "last": last,
        "span": say_ends(dated) if len(dated) else None,
        "to_day": to_day,
        "to_month": int((days <= 31).sum()) - to_day,
        "to_year": int((days > 31).sum()),
    }


def _measure_sources(sources: pd.Series) -> dict:
    counts = _count(sources[sources != ""])
    largest = [{"source": name, "documents": n} for name, n in list(counts.items())[:_LARGEST]]
    return {"named": len(counts), "without": int((sources == "").sum()), "largest": largest}


def _list_problems(aside: pd.DataFrame, weights: pd.Series) -> list[dict]:
    """Return one entry per kind of problem, the most frequent first, with the first row of it."""
    if aside.empty:
        return []
    kinds = name_kinds(aside["outcome"], aside["problem"])
    first = aside[~kinds.duplicated()]
    out = first[["problem", "outcome"]].assign(problem=first["problem"].map(drop_shared))
    sizes = kinds.value_counts(), weights.groupby(kinds).sum().astype("int64")
    out["rows"], out["documents"] = (kinds[first.index].map(size) for size in sizes)
    out = out.join(first[["file", "line"]])
    return out.sort_values("documents", ascending=False, kind="stable").to_dict("records")


def _list_changes(corpus: Corpus) -> list[dict]:
    """Return what to do about the problems of a corpus, what helps most first."""
    aside = corpus.set_aside
    flat = ~aside["file"].str.lower().str.contains(r"\.x?html?(?:\.|\Z)", regex=True)
    judged = aside["problem"].str.startswith(_NO_BODY) & flat
    remedy = aside["remedy"].where(~judged, _KEEP_LINES)
    table = aside[["file"]].assign(change=remedy, documents=weigh_problems(corpus))
    table = table[table["change"] != ""]  # what was asked for needs no change
    rows = table.groupby("change", sort=False).agg({"documents": "sum", "file": "first"})
    found = zip(rows.index.astype("str"), rows["documents"].tolist(), rows["file"], strict=True)
    changes = [
        {"change": change, "option": find_option(change), "documents": int(n), "file": file}
        for change, n, file in found
    ]
    undated = int(corpus.documents["date"].isna().sum())
    if undated and not any("date=" in change["option"] for change in changes):
        rows = corpus.documents[corpus.documents["date"].isna()]
        first = str(rows["file"].iat[0]) if "file" in rows else ""
        changes.append({"change": _GIVE_DATES, "option": "", "documents": undated, "file": first})
    return sorted(changes, key=lambda change: (-change["documents"], change["change"]))
