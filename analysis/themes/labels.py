"""Labels of readers: read from CSV, in UTF-8 or as spreadsheets save it, and placed in the documents
whose sentences they label.
"""

import csv
import io
import warnings
from pathlib import Path

import pandas as pd

from ..core.counts import say_part
from ..core.remarks import Remark
from ..core.schema import conform, empty
from ..project import find_path
from ..sources.decoding import find_mark
from ..sources.dialects import find_dialect
from .drawn_labels import is_drawn, read_drawn

_CARRIED = "id doc_id sentence_no start end text sentence source date borderline note".split()
_RAGGED = "more cells than columns"
_LOOKED_AT = 400  # bytes


def read_labels(
    path: str | Path, *, classes: list[str] | None = None, beside: bool = False
) -> pd.DataFrame:
    """Read labelled sentences from a CSV file with one row per sentence and one 0/1 column per class.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a column `text` (or `sentence`) and, where the sentences are those
        of documents, `doc_id` and `start`. Without `start` each sentence is a text of its own,
        named by `id` or its line. `borderline` (0/1) and `note` are read where present. The file that
        `label` writes, one line per decision, is read too; its labels have a `probability`.
    classes
        The columns that hold labels; by default all that are none of `id`, `doc_id`, `sentence_no`,
        `start`, `end`, `text`, `sentence`, `source`, `date`, `borderline`, `note`.
    beside
        Whether `path` is a corpus, whose labels appear in it or next to it as `labels.csv`; without
        such a file there are none. Rows of it that cannot be read, and columns without a 0 or 1,
        are left out with a warning.

    Returns
    -------
    DataFrame
        Table `labels`, one row per sentence and class; its distinct sentences are in the form that
        `find_mentions` reads.

    Raises
    ------
    ValueError
        If a column is missing or a label is neither 0 nor 1; the message names column and line.
    """
    path = find_path(path)
    if beside:
        path = (path if path.is_dir() else path.parent) / "labels.csv"
        if not path.is_file():
            return empty("labels")
        try:
            return _read_rows(path, classes, skip=True)
        except ValueError as error:  # it costs itself, not the notebook
            said = str(error).removeprefix(f"{path.name}: ").strip()
            said = f"{path.name} was not read: {said}; mend it, or take it away"
            warnings.warn(said, Remark, stacklevel=2)
            return empty("labels")
    return _read_rows(path, classes, skip=False)


def _read_rows(path: Path, classes: list[str] | None, *, skip: bool) -> pd.DataFrame:
    """Return table `labels` of a file; with `skip`, wrong rows warn, else they are an error."""
    wide, others = _read_cells(path, skip), []
    if is_drawn(wide):
        return read_drawn(wide)
    if "text" not in wide:
        wide = wide.rename(columns={"sentence": "text"})
    if classes is None:
        classes = [c for c in wide.columns if c not in _CARRIED]
        # columns of remarks
        others = [c for c in classes if skip and len(wide) and not wide[c].isin(["0", "1"]).any()]
        classes = [c for c in classes if c not in others]
    missing = [column for column in ("text", *classes) if column not in wide.columns]
    if missing or not classes:
        raise ValueError(f"{path.name}: no column {missing[0] if missing else 'of 0/1 labels'}")
    if others:
        warnings.warn(
            f"{path.name}, column {others[0]!r}: no 0 or 1 in it; left out", Remark, stacklevel=3
        )
    if skip:
        for is_right, remedy in (
            (lambda t: t != _RAGGED, "put a text that holds commas in quotation marks"),
            (lambda t: t.str.strip() != "", "write the sentence"),
            (lambda t: ~t.str.contains("\ufffd"), "save the file in UTF-8"),
        ):
            wide = _check(wide, is_right(wide["text"]), path, "text", remedy, skip)
    for column in {*classes, "borderline"} & set(wide.columns):
        wide = _check(wide, wide[column].isin(["0", "1"]), path, column, "write 0 or 1", skip)
    if "start" not in wide:
        names = wide["id"] if "id" in wide else pd.Series(wide.index + 2, wide.index).astype(str)
        wide = wide.assign(doc_id=names, start=0, sentence_no=0)
    remedies = {
        "start": "write the number of the sentence's first character",
        "sentence_no": "write a whole number from 0 on",
    }
    for column, remedy in remedies.items():
        if column in wide:
            numbers = wide[column].astype("str").str.fullmatch(r"\d{1,15}")
            wide = _check(wide, numbers, path, column, remedy, skip)
    wide = wide.assign(start=wide["start"].astype("int64"))
    if "doc_id" not in wide:
        raise ValueError(f"{path.name}: no column doc_id")
    once = ~wide.duplicated(["doc_id", "start"])
    wide = _check(wide, once, path, "start", "keep one row of a sentence", skip)
    wide = wide.assign(end=wide["start"] + wide["text"].str.len())
    for column, value in (("sentence_no", 0), ("borderline", "0"), ("note", "")):
        wide[column] = wide.get(column, value)
    keys = ["doc_id", "sentence_no", "start", "end", "text", "borderline", "note"]
    # Not by `melt`, to which a class may not be called "label".
    parts = [wide[keys].assign(**{"class": name, "label": wide[name] == "1"}) for name in classes]
    long = pd.concat(parts, ignore_index=True)
    return conform(long.assign(borderline=long["borderline"] == "1"), "labels")


def _read_cells(path: Path, skip: bool) -> pd.DataFrame:
    """Return the cells of a CSV file; `skip` reads on over bad bytes and rows too long."""
    if not skip:
        try:
            content, mark = decode_cells(path.read_bytes(), "strict")
        except UnicodeDecodeError as error:
            raise ValueError(f"{path.name}: {error}; save the file in UTF-8") from None
        return pd.read_csv(io.StringIO(content), sep=mark, dtype=str, keep_default_na=False)
    try:  # pandas stops, or passes over rows without a word, where a row is not as the first
        content, mark = decode_cells(path.read_bytes())
        rows = [row for row in csv.reader(io.StringIO(content, newline=""), delimiter=mark) if row]
    except csv.Error as error:
        raise ValueError(f"not a table of comma-separated cells: {error}") from error
    names, n = rows[0] if rows else [], len(rows[0]) if rows else 0
    if any("\ufffd" in name for name in names) or len(set(names)) < n:
        raise ValueError("its first line is not UTF-8, or names a column twice")
    cells = [[*row, *[""] * (n - len(row))] if len(row) <= n else [_RAGGED] * n for row in rows[1:]]
    return pd.DataFrame(cells, columns=names, dtype="str")


def _check(
    wide: pd.DataFrame, right: pd.Series, path: Path, column: str, remedy: str, skip: bool
) -> pd.DataFrame:
    """Return the rows that are right; raise for the first that is not, or warn of it."""
    if right.all():
        return wide
    first = wide.index[~right][0]
    said = f"{path.name}, row {first + 2}, column {column}: {str(wide[column][first])!r}; {remedy}"
    if not skip:
        raise ValueError(said)
    more = f" ({(~right).sum() - 1:,} more rows like it)" if (~right).sum() > 1 else ""
    warnings.warn(f"{said}{more}; left out", Remark, stacklevel=4)
    return wide[right]


def place_labels(labels: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Find the labelled sentences again in documents whose cleaning or splitting may have changed.

    Parameters
    ----------
    labels, documents
        The tables of these names.

    Returns
    -------
    DataFrame
        Table `labels` with `start` and `end` as they are in `documents` now: of several places with
        the sentence's text the nearest to where it stood. Sentences that are not in their document
        are left out, with one warning that counts them and names the first.
    """
    texts = {
        key: text
        for key, text in zip(documents["doc_id"], documents["text"], strict=True)
        if isinstance(text, str)
    }
    places, lost = {}, []
    for key in (
        labels[["doc_id", "start", "text"]].drop_duplicates().itertuples(index=False, name=None)
    ):
        doc_id, start, sentence = key
        found = _find_nearest(texts.get(doc_id, ""), sentence, start)
        if found < 0:
            lost.append(f"{doc_id}: {sentence[:60]!r}")
        places[key] = found
    if lost:
        said = (
            f"{len(lost):,} of {len(places):,} labelled sentences are not in their texts and "
            f"were left out, the first {lost[0]}"
        )
        warnings.warn(f"{said}; label them anew", Remark, stacklevel=2)
    keys = zip(labels["doc_id"], labels["start"], labels["text"], strict=True)
    starts = pd.Series([places[key] for key in keys], labels.index, dtype="int64")
    placed = labels.assign(start=starts, end=starts + labels["text"].str.len())[starts >= 0]
    again = placed.duplicated(["doc_id", "start", "class"])
    if again.any():
        first = placed[again].iloc[0]
        said = (
            f"{say_part(int(again.sum()), len(placed), 'label')} left out, of a place that has one "
            "already, the first of"
        )
        warnings.warn(
            f"{said} {first['doc_id']}: {first['text'][:60]!r}; keep one row of a sentence",
            Remark,
            stacklevel=2,
        )
    return conform(placed[~again], "labels")


def _find_nearest(text: str, sentence: str, start: int) -> int:
    """Return where in a text a sentence stands, nearest to a place; -1 if nowhere."""
    after, before = text.find(sentence, start), text.rfind(sentence, 0, start + len(sentence))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - start)) if found else -1


def tell_encoding(raw: bytes) -> str:
    """Return the encoding of a file of labels by its first bytes, as lines are added to it: one
    without a mark.

    Examples
    --------
    >>> [tell_encoding("doc_id,text".encode(name)) for name in ("utf-16", "utf-16-be", "utf-8-sig")]
    ['utf-16-le', 'utf-16-be', 'utf-8']
    """
    found = find_mark(raw[:_LOOKED_AT])
    wide = "utf-16-le" if raw[:1] == b"\xff" else "utf-16-be"
    return {"": "utf-8", "utf-8-sig": "utf-8", "utf-16": wide}.get(found, found)


def decode_cells(raw: bytes, errors: str = "replace") -> tuple[str, str]:
    """Return the text of a file of labels, its head first, and what separates its cells; `errors`
    as in `bytes.decode`.

    Examples
    --------
    >>> decode_cells(b"sep=;\\nid;text\\n")
    ('id;text\\n', ';')
    """
    text = raw.decode(tell_encoding(raw), errors).removeprefix("\ufeff")
    head, _, rest = text.partition("\n")
    dialect, ahead = find_dialect([(1, head)])
    if head.strip() and not ahead:  # it says the separator, and is no header
        dialect, _ = find_dialect([(1, head), (2, rest.partition("\n")[0])])
        text = rest
    return text, dialect.delimiter
