"""HTML of a database to the lines that a reader sees, each with its line in the file."""

import html
import re

_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|div|meta|\?xml)\b", re.I)
_TAG = re.compile(r"<!--|<[!?][^<>]*>|<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})\b[^<>]*>")
_HIDDEN = {"script", "style", "head", "title"}
_APART = {"p", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "hr", "ul"}
_BROKEN = {"br", "tr", "td", "th", "li", "body", "html"}


def is_html(text: str) -> bool:
    """Tell whether a text is HTML by how it begins."""
    return bool(_HTML.match(text.lstrip("\ufeff")[:500]))


def read_lines(text: str) -> tuple[list[str], list[int]]:
    """Return the lines that HTML shows and, for each, the line of the file (from 1) in which it
    begins; paragraphs are parted by an empty line.

    Examples
    --------
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
