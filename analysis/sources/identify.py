"""What reads a file: by its name, else by what it holds; and why nothing does."""

from collections.abc import Callable
from typing import BinaryIO

from .beside import TABLES
from .names import only_points, say_no_article, say_remedy, split_name
from .sniff import HEAD, as_utf8, sniff
from .source import EMPTY, Problem, Source

#: What is wrong with a file whose first bytes are of a kind that has no reader, and the remedy.
_OTHER = {
    "": ("it is not text in any encoding, and its name does not say what it is", "name it by its kind, or take it out"),
    "packed": ("it is packed, and its name does not say what is in it", "name it by its kind, as in news.csv.gz"),
    "archive": ("it is an archive of a kind that is not opened (.7z or .rar)", "unpack it"),
    "tar": ("it is an archive, and its name does not say so", "name it .tar, or .tar.gz if it is packed"),
    "picture": ("it is a picture and holds no article", "take it out, or leave it"),
}  # fmt: skip
# Kinds that are read though the name's ending is that of a kind without a reader: "chapter.one".
_READ_ANYWAY = {"text", "html", "rtf", "pdf", "mail", "mhtml", "subtitles"}


def identify(
    name: str,
    kind: str,
    open_it: Callable[[], BinaryIO],
    *,
    stem: str | None = None,
    once: bool = False,
) -> Source | Problem:
    """Return a file as a source, or why it has no reader.

    `name` is its name within the corpus, `stem` that without endings, if it is another; `kind` what
    its name says that it is ("": its first bytes are read), and `once` tells that it can be opened
    only once, as a member of a streamed archive.
    """
    stem = drop_endings(name) if stem is None else stem
    if kind or name.rpartition("/")[2].lower() in TABLES:  # which whoever reads them knows
        return Source(name, stem, kind or "text", open_it)
    if what := say_no_article(name):
        return Problem(name, 0, f"it is {what} and holds no article", "take it out, or leave it")
    remedy = say_remedy(name)
    refused = Problem(name, 0, f"there is no reader for {name[name.rfind('.') :].lower()}", remedy)
    if remedy and only_points(name):
        return refused
    stream = open_it()
    head = stream.peek(HEAD)[:HEAD] if hasattr(stream, "peek") else stream.read(HEAD)
    kind = sniff(head)
    if remedy and kind not in _READ_ANYWAY:
        stream.close()
        return refused
    kind = "old" if kind == "office" else kind
    if kind in _OTHER:
        stream.close()
        return Problem(name, 0, *(_OTHER[kind] if as_utf8(head).strip() else EMPTY))
    if once:
        return Source(name, stem, kind, lambda: stream)
    stream.close()
    return Source(name, stem, kind, open_it)


def drop_endings(name: str) -> str:
    """Return a name within the corpus without the endings of its last part.

    >>> drop_endings("2020/10/news.csv.gz")
    '2020/10/news'
    """
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{split_name(last)[0]}"
