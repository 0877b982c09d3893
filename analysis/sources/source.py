"""What the readers of files share: a source, a raw record, and what cannot be read."""

import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

SET_ASIDE = "set aside"
#: Bytes of a document (characters of a table's cell) beyond which it is set aside: a long book has
# two million.
MAX_DOCUMENT = 10_000_000
TOO_LONG = f"its text is longer than {MAX_DOCUMENT:,} characters, as no article is"
SPLIT_IT = "split it into its documents"
#: What is wrong with a file that holds nothing but blanks, and the remedy.
EMPTY = ("it is empty", "save the article's text in it, or delete it")
#: What reading a file or an archive that is damaged, locked or not what its name says raises.
DAMAGED = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file or row of it, where, and what to do: a row of table `set_aside`."""

    file: str
    line: int
    problem: str
    remedy: str
    outcome: str = SET_ASIDE
    doc_id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or member: its name below the folder, that name without endings, its kind, and how to
    open it.

    It may be a piece of a table: `rows` are those to read of a Parquet file (from, to), `before`
    how many lines and rows of a JSONL file stand before what `open` gives.
    """

    name: str
    stem: str
    kind: str
    open: Callable[[], BinaryIO]
    rows: tuple[int, int] | None = None
    before: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Record:
    """A raw document: its id, its file, its first line or row there (0: the file), its text, and
    fields by name.

    `given` tells that the text is an article's body already: nothing of a web page is around it.
    """

    doc_id: str
    file: str
    line: int
    text: str
    is_html: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    given: bool = False


@dataclass(frozen=True, slots=True)
class Unused:
    """Columns of a table that nothing was read from: the cells of each in its first rows, what the
    others hold, and the characters of an average text.
    """

    file: str
    line: int
    cells: dict[str, list]
    used: frozenset[str]
    text_length: float


class Unreadable(ValueError):
    """What is wrong with a file, its line and its remedy."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.line, self.remedy = line, remedy
