"""Files in which a database exported many articles, to the articles: Nexis, Factiva, ProQuest,
EBSCO, Gale, and any that repeats one header.

A file is split only where it says itself that it is an export; what it says of its articles' number
is checked.
"""

import html
import re
from collections.abc import Callable
from dataclasses import replace

from .factiva import split_factiva
from .fields import split_proquest, split_records
from .lines import Export, Lines
from .nexis import split_numbered
from .nexis_uni import split_ended
from .tagged import split_ris, split_sgml

Reader = Callable[[Lines], Export | None]
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|div|meta|\?xml)\b", re.I)
_TAG = re.compile(r"<!--|<[!?][^<>]*>|<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})\b[^<>]*>")
_HIDDEN = {"script", "style", "head", "title"}
_APART = {"p", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "hr", "ul"}
_BROKEN = {"br", "tr", "td", "th", "li", "body", "html"}
_BLANK = " \t\f\v\r\ufeff\u200b\u00a0"
_SPACE = r"^[^\S\n]{0,120}"
_ENDED = r"[^\S\n]{0,120}$"
# What a line of an export looks like, and the reader that it calls for, which is given all lines of
# a file, stripped, and returns None where they are no such export. It is looked for only where one
# of the words before it appears in the text, since nearly all texts are articles.
_SIGNS: list[tuple[list[str], re.Pattern, Reader]] = [
    (words.split("|"), re.compile(f"{_SPACE}(?:{line})", re.M), reader)
    for words, line, reader in (
        (
            "ProQuest document ID|Full text:|Full Text:|Volltext:|Texte intégral|Texto completo:|"
            "Testo completo:",
            r"(?:ProQuest document ID|Publication title):|_{20,}",
            split_proquest,
        ),
        (
            "DOCUMENT|Document |Dokument |Documento |DOKUMENT",
            r"(?:\d{1,6} \w{2,3} \d{1,6} DO[CK]UMENT\w{0,3}|"
            rf"(?:Do[ck]umento?|DO[CK]UMENT) \d{{1,6}} \w{{2,3}} \d{{1,6}}){_ENDED}",
            split_numbered,
        ),
        (
            "ocument|okument",
            "(?:End of Document|Ende des Dokuments|Dokumentende|Fin du document|Fin del documento|"
            rf"Fine (?:del )?documento|Einde van document|Fim do documento){_ENDED}",
            split_ended,
        ),
        (
            "Document |Dokument |Documento |Документ ",
            rf"(?:Document|Dokument|Documento|Документ) [A-Z][A-Za-z0-9]{{14,39}}{_ENDED}",
            split_factiva,
        ),
        ("TY  -", "TY  - [A-Z]", split_ris),
        ("</DOC>|</REUTERS>", r"<(?:DOC|REUTERS)(?:\s[^<>]{0,300})?>", split_sgml),
        ("HD", r"HD:?(?:[^\S\n]|$)", split_factiva),
        (
            "itle|eadline|ITLE|EADLINE|itel|itre",
            "(?i:(?:document |article )?(?:title|headline|titel|titre|título) ?:|"
            rf"Record:? \d{{1,6}}(?: of \d{{1,6}})?{_ENDED})",
            split_records,
        ),
    )
]
# The covers of exports, by words that appear in them.
_COVERS = {
    "Nexis": ("Download Request:", "Time Of Request:"),
    "Nexis Uni": ("Date and Time:", "Job Number:"),
    "ProQuest": ("Report Information from ProQuest",),
}
_LONGEST_COVER = 5000  # characters
_COUNT = re.compile(rf"{_SPACE}(?:Documents?|Dokumente?|Documentos?) \((\d{{1,6}})\){_ENDED}", re.M)
_IN_HTML = re.compile(
    r"class=[\"']?article\s[^\"'>]{0,40}Article|DOCUMENTS?\s*<|End of Document\s*<|"
    r"ProQuest document ID|>\s*(?:Document|Dokument) [A-Z][A-Za-z0-9]{14,39}\s*<"
)


def split_export(text: str) -> Export | None:
    """Split a file's text, plain or HTML, into the articles that a database exported, in order,
    those without a body too, with lines counted from 1; None where it is no export.

    >>> split_export("2 of 3 DOCUMENTS were signed.") is None
    True
    """
    marked = bool(_HTML.match(text.lstrip("\ufeff")[:500]))
    if marked and not _IN_HTML.search(text):
        return None
    numbers: list[int] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ")
    if marked:
        shown, numbers = read_lines(text)
        text = "\n".join(shown)
    readers = _list_readers(text)
    if not readers:
        return _find_cover(text)
    lines = [line.strip(_BLANK) for line in text.split("\n")]
    for reader in readers:
        if export := reader(lines):
            return _number(export, numbers) if marked else export
    return _find_cover(text)


def _list_readers(text: str) -> list[Reader]:
    """Return the readers that a text's lines call for, each once."""
    readers = (
        reader
        for words, line, reader in _SIGNS
        if any(word in text for word in words) and line.search(text)
    )
    return list(dict.fromkeys(readers))


def _find_cover(text: str) -> Export | None:
    """Return an export without articles where a text is no more than the cover of one."""
    if len(text) > _LONGEST_COVER:
        return None
    for kind, signs in _COVERS.items():
        if all(sign in text for sign in signs):
            lines = [line.strip(_BLANK) for line in text.split("\n")]
            if all(any(line.startswith(sign) for line in lines) for sign in signs):
                said = _COUNT.search(text)
                return Export(kind, [], [(int(said[1]), [])] if said else [])
    return None


def _number(export: Export, numbers: list[int]) -> Export:
    """Return an export that was read from HTML with the lines of the file."""
    articles = [replace(own, line=numbers[own.line - 1]) for own in export.articles]
    return replace(export, articles=articles)


def read_lines(text: str) -> tuple[list[str], list[int]]:
    """Return the lines that HTML shows and, for each, the line of the file (from 1) in which it
    begins; paragraphs are parted by an empty line.

    >>> read_lines("<p>A <b>bold</b> man</p>\\n<p>left.")
    (['', 'A bold man', '', 'left.'], [1, 1, 1, 2])
    """
    lines: list[str] = []
    numbers: list[int] = []
    held: list[str] = []
    began, number, at = 1, 1, 0

    def close(apart: bool) -> None:
        shown = " ".join(html.unescape("".join(held)).split())
        held.clear()
        if shown:
            lines.append(shown)
            numbers.append(began)
        if apart and (not lines or lines[-1]):
            lines.append("")
            numbers.append(number)

    while at < len(text):
        tag = _TAG.search(text, at)
        stop = tag.start() if tag else len(text)
        piece = text[at:stop]
        if not held:
            lead = len(piece) - len(piece.lstrip())
            began = number + piece.count("\n", 0, lead)
        if piece and (held or piece.strip()):
            held.append(piece)
        number += piece.count("\n")
        if not tag:
            break
        at, name = tag.end(), (tag[2] or "").lower()
        if tag[0] == "<!--" or name in _HIDDEN and not tag[1]:
            behind = _find_end(text, at, "-->" if not name else f"</{name}[^<>]*>")
            number += text.count("\n", stop, behind)
            at = behind
        else:
            number += tag[0].count("\n")
            if name in _APART or name in _BROKEN:
                close(name in _APART)
    close(False)
    return lines, numbers


def _find_end(text: str, at: int, what: str) -> int:
    """Return where what is not shown ends: at the end of the text if nothing closes it."""
    found = re.compile(what, re.I).search(text, at)
    return found.end() if found else len(text)
