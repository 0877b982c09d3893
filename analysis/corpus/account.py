"""What became of each file of a corpus, and of what kinds its problems are."""

import ast
import re
import shlex

import pandas as pd

from ..sources.names import split_name
from ..sources.source import SET_ASIDE
from .read import Corpus

_LONGEST = 600  # characters of a problem that are looked at
# What differs between problems of one kind: quotations, names with an ending, and numbers.
_PARTICULAR = r"""'[^'\n]*'|"[^"\n]*"|“[^”\n]*”|‘[^’\n]*’|[^\s,;:]+\.\w+|\d[\d.,]*"""
_SHARED = r"\A(\d+) documents of this file: "  # as `read.tabulate_problems` writes it
_OF_A_COLUMN = "read without it"  # what comes of a column that is not used
_ARGUMENT = re.compile(r"columns=(\{'\w+': .{1,200}?\})(?=\)|\Z)|clean='(no|web)'")


def account_files(corpus: Corpus) -> pd.DataFrame:
    """Return how many documents each file gave, and what was wrong with it.

    Parameters
    ----------
    corpus
        What `read_corpus` gives.

    Returns
    -------
    DataFrame
        One row per file that documents or table `set_aside` name, in order of name: `file`; `kind`,
        what its name says that it is ("" if nothing); `documents`, read from it; `set_aside`, rows
        of that table whose outcome is "set aside" (the file itself, rows of it; a run of broken
        lines is one); `remarks`, the other rows. The documents and the rows of the corpus are the
        sums.

    Examples
    --------
    >>> from .read import read_corpus
    >>> account_files(read_corpus("seeds"))["documents"].sum()
    np.int64(5)
    """
    aside = corpus.set_aside
    lost = aside["outcome"] == SET_ASIDE
    counts = {
        "documents": _files(corpus),
        "set_aside": aside.loc[lost, "file"],
        "remarks": aside.loc[~lost, "file"],
    }
    table = pd.DataFrame({name: files.value_counts() for name, files in counts.items()})
    table = table.fillna(0).astype("int64").rename_axis("file").sort_index().reset_index()
    table["file"] = table["file"].astype("str")
    kinds = [split_name(file.rpartition("/")[2])[1] for file in table["file"]]
    table.insert(1, "kind", pd.Series(kinds, index=table.index, dtype="str"))
    return table


def _files(corpus: Corpus) -> pd.Series:
    """Return the file of each document; a table without documents has no such column."""
    return corpus.documents.get("file", pd.Series(dtype="str"))


def name_kinds(outcomes: pd.Series, problems: pd.Series) -> pd.Series:
    """Return of what kind each problem is, by its outcome and what was wrong: those that differ in
    names and numbers alone are of one.
    """
    said = problems.str.replace(_SHARED, "", regex=True).str.slice(0, _LONGEST)
    return outcomes + ": " + said.str.replace(_PARTICULAR, "…", regex=True)


def drop_shared(problem: str) -> str:
    """Return a problem without the number of documents that share it."""
    return re.sub(_SHARED, "", problem)


def weigh_problems(corpus: Corpus) -> pd.Series:
    """Return how many documents or rows each row of `set_aside` is about, as far as is known."""
    aside = corpus.set_aside
    shared = aside["problem"].str.extract(_SHARED)[0].astype("float").fillna(1)
    n_documents = aside["file"].map(_files(corpus).value_counts()).fillna(1)
    weights = shared.where(aside["outcome"] != _OF_A_COLUMN, n_documents)
    return weights.astype("int64")


def find_option(remedy: str) -> str:
    """Return the option of the command line that a remedy names as an argument, "" if it names
    none.

    Examples
    --------
    >>> find_option("name it: columns={'date': 'seen on'}"), find_option("check it")
    ("--column 'date=seen on'", '')
    """
    found = _ARGUMENT.search(remedy)
    if not found:
        return ""
    if found[2]:
        return f"--clean {found[2]}"
    try:
        columns = ast.literal_eval(found[1])
    except (SyntaxError, ValueError, MemoryError, RecursionError):  # a name that is cut
        return ""
    named = [f"{name}={column}" for name, column in columns.items() if isinstance(column, str)]
    return " ".join(f"--column {shlex.quote(argument)}" for argument in named)
