"""Files beside articles that hold none: notes on a corpus, and what programs leave in folders."""

import re
from collections.abc import Iterator, Sequence

from ..core.counts import say_count
from .source import Problem

METADATA = "metadata.csv"
#: Files that stand beside articles: what is known of them, labelled sentences and targets, what was
# set aside, and claims.
TABLES = (
    METADATA, "labels.csv", "labels-drawn.csv", "targets.csv", "set-aside.csv", "claims.yml",
)  # fmt: skip
_READ = (METADATA, "claims.yml")  # by other functions
_NOTES = re.compile(
    r"(?:read[-_ ]?me(?:[-_.][\w-]{1,30}){0,2}|(?:licen[cs]e|copying|change-?log|contributing|"
    r"code_of_conduct|citation)(?:[-_.](?:[a-z]{2,3}|apache|code|data|cc[\w-]{1,12}|\d[\d.]{0,9}))?)"
    r"(?:\.(?:md|txt|rst|markdown|html?|pdf|rtf|docx?|cff|bib))?",
    re.I,
)
# What systems and programs leave: pictures in small, settings of folders, locks of open documents,
# copies from before the last change.
_LEFT = re.compile(r"thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|icon[\r?]|~\$.+|.+~", re.I)
_LEFT_FOLDERS = {"__macosx", "$recycle.bin", "system volume information", "__pycache__"}
# Folders in which browsers put what a page that they save is made of, in the browser's language.
_OF_PAGE = re.compile(
    r"(.+)(?:_files|\.files|_fichiers|-Dateien|_archivos|_arquivos|_file|_bestanden|-filer|_soubory)"
)
_NAMED = 20  # files that a remark names


def is_beside(name: str) -> bool:
    """Tell whether a file, named with or without its folders, stands beside articles.

    >>> is_beside("a/README.md"), is_beside("LICENSE"), is_beside("metadata.csv"), is_beside("a.txt")
    (True, True, True, False)
    """
    last = name.rpartition("/")[2]
    if last[:1].lower() not in "rlcmts":  # as nearly all are not
        return False
    return last.lower() in TABLES or bool(_NOTES.fullmatch(last))


def is_left(name: str) -> bool:
    """Tell whether a file or folder is one that a system or program left.

    >>> is_left(".DS_Store"), is_left("Thumbs.db"), is_left("~$talks.docx"), is_left("talks.docx")
    (True, True, True, False)
    """
    return name.startswith(".") or bool(_LEFT.fullmatch(name)) or name.lower() in _LEFT_FOLDERS


def name_saved_page(folder: str) -> str:
    """Return the name, without its ending, of the page that a browser would save beside a folder,
    "" if the folder is not named so.

    >>> name_saved_page("Talks in Tokyo_files"), name_saved_page("2021")
    ('Talks in Tokyo', '')
    """
    found = _OF_PAGE.fullmatch(folder)
    return found[1] if found else ""


def list_unsaid(names: Sequence[str]) -> list[str]:
    """Return those of files beside articles that are to be named: all but metadata.csv and claims.yml,
    which are read, and the README and tables that appear in one folder with a metadata.csv.
    """
    parts = [(name, name.rpartition("/")[0], name.rpartition("/")[2].lower()) for name in names]
    described = {folder for _, folder, last in parts if last == METADATA}
    noted = {name for name, _, last in parts if last.startswith("read") and is_beside(name)}
    return [
        name
        for name, folder, last in parts
        if last not in _READ and not (folder in described and (last in TABLES or name in noted))
    ]


def say_passed_over(file: str, names: Sequence[str], *, what: str = "file") -> Iterator[Problem]:
    """Yield one remark on what was passed over in a folder, archive or mailbox, nothing if nothing
    was; it names the first, and `what` each is called.
    """
    if not names:
        return
    n, some = len(names), [" ".join(name.split())[:80] for name in sorted(set(names))]
    more = n - len(some[:_NAMED])
    listed = ", ".join(some[:_NAMED]) + (f" and {more:,} more" if more else "")
    hold, were = ("holds", "was") if n == 1 else ("hold", "were")
    said = f"{say_count(n, what)} that {hold} no article {were} passed over: {listed}"
    yield Problem(file, 0, said, "none is needed", "passed over")
