"""PDF files with a text layer: their lines in order, page by page, without what is repeated on each.

Three libraries were tried on a press article set by a browser in two justified columns and on two
manuals: pypdfium2 joins words that are hyphenated, keeps the columns apart and takes 1 to 2
milliseconds a page; pypdf keeps hyphens and takes 10; pdfminer.six takes 20 and breaks justified
lines up.
"""

import re
from collections.abc import Iterator

from ...core.counts import say_some
from ..source import SPLIT_IT, TOO_LONG, Problem, Record, Source, Unreadable
from .page_layout import SPLIT, join_pages, join_words
from .pdf_process import MAX_PAGES, MAX_SECONDS, read_apart
from .whole_files import as_document, clean_field, import_extra, read_whole

_MOST_SHOWN = 5  # pages that a remark names
# How the library marks a hyphen that splits a word at the end of a line: the halves stand together.
_AS_MARK = {0: None, 2: SPLIT, 0xFFFE: SPLIT}
_FILE_NAME = re.compile(r"(?i)^microsoft word\b|\.\w{3,4}$|^untitled\b|^about:blank$|^https?:")
_OCR = "run OCR (for example ocrmypdf) and add the result"
_BAD = {
    "password": ("it is locked by a password", "save it again without a password"),
    "security": ("it is locked in a way that is not known", "save it again without a password"),
}


def read_pdf(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that a PDF file is, and before it a remark on pages that hold no text.

    Field `page_starts` holds the lines of the text at which pages begin, from 1, with commas
    between them; `running_heads` the lines that were left out because they stand on many pages,
    with a bar between them. `file_date` is when the file was made, which dates nothing.
    `Unreadable` if it cannot be read, or holds no text.
    """
    raw = read_whole(source)
    if b"%PDF-" not in raw[:2048]:
        said = "it is no PDF (it does not begin with %PDF)"
        raise Unreadable(0, said, "check what was saved under its name")
    pages, known, remarks = _read_pages(raw)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise Unreadable(0, "it holds pictures of pages and no text", _OCR)
    lines, starts, heads = join_pages(join_words(pages))
    if empty:
        shown = say_some([*map(str, empty)], _MOST_SHOWN)
        page, hold = ("pages", "hold") if len(empty) > 1 else ("page", "holds")
        remarks.append((f"{page} {shown} of {len(pages)} {hold} no text", _OCR))
    for problem, remedy in remarks:
        yield Problem(source.name, 0, problem, remedy, "read, without it", source.stem)
    title = clean_field(known.get("Title", ""))
    fields = {
        "title": "" if _FILE_NAME.search(title) else title,
        "author": known.get("Author", ""),
        "file_date": _read_date(known.get("CreationDate", "")),
        "page_starts": ",".join(map(str, starts)),
        "running_heads": " | ".join(heads),
    }
    yield as_document(source, "\n".join(lines), fields)


def _read_pages(raw: bytes) -> tuple[list[list[str]], dict[str, str], list[tuple[str, str]]]:
    """Return the lines of each page, what is known of the document, and what could not be read."""
    import_extra("pypdfium2", ".pdf")
    answer = read_apart(raw)
    if answer is None:
        said = f"reading it takes more than {MAX_SECONDS} seconds, or fails"
        raise Unreadable(0, said, "print it to a new PDF, or leave it out")
    if n := answer.get("too_many"):
        raise Unreadable(0, f"it has {n:,} pages, more than {MAX_PAGES:,}", SPLIT_IT)
    if "too_long" in answer:
        raise Unreadable(0, TOO_LONG, SPLIT_IT)
    if said := answer.get("error"):
        damaged = (f"it is damaged or no PDF ({said})", "fetch it again, or print it anew")
        raise Unreadable(0, *next((_BAD[word] for word in _BAD if word in said.lower()), damaged))
    remarks = [
        (f"page {number} cannot be read", "fetch it again")
        for number, text in enumerate(answer["pages"], 1)
        if text is None
    ]
    return [_split_lines(text or "") for text in answer["pages"]], answer["known"], remarks


def _split_lines(text: str) -> list[str]:
    text = text.translate(_AS_MARK)
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n"))
    return [line for line in lines if line]


def _read_date(said: str) -> str:
    """Return the day of a date as PDF writes it, "D:20240501120000Z"."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)", said)
    return "-".join(found.groups()) if found else ""
