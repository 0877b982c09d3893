"""Markdown (.md): its text without markup, one line for each paragraph, item and row of a table."""

import html
import re
from collections.abc import Iterator

import mistune

from ..decoding import decode
from ..source import MAX_DOCUMENT, SET_ASIDE, Problem, Record, Source, Unreadable
from .front_matter import split_front_matter
from .whole_files import as_document, read_whole

# Markup within a paragraph takes the library quadratic time ("[a](" 40,000 times: 1 s; a hundred
# times more: 3 hours); a paragraph of this length is taken as it is.
_LONGEST_PARAGRAPH = 10_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What begins and ends what is no text.
_NOT_TEXT = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_OUTCOME = "read, without it"


class _Inline(mistune.InlineParser):
    def __call__(self, source: str, env) -> list:
        if len(source) > _LONGEST_PARAGRAPH:
            return [{"type": "text", "raw": source}]
        return list(super().__call__(source, env))


def read_markdown(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that a Markdown file is, and before it what is wrong with the block above
    its text; the title is that of the block, or else the first heading of the first level.
    """
    raw = read_whole(source, MAX_DOCUMENT)
    try:
        text, _ = decode(raw)
    except Unreadable as error:
        raise Unreadable(error.line, str(error), "save the article as UTF-8 text") from error
    fields, text, problem = split_front_matter(text)
    if problem:
        remedy = "write it as YAML, or give title and date in metadata.csv"
        outcome = _OUTCOME if text.strip() else SET_ASIDE
        yield Problem(source.name, 1, problem, remedy, outcome, source.stem)
    plain, heading = strip_markdown(text)
    yield as_document(source, plain, {"title": heading} | fields)


def strip_markdown(text: str) -> tuple[str, str]:
    r"""Return a text without Markdown's markup, and its first heading of the first level; pictures
    and scripts are left out, of links the words stay.

    >>> strip_markdown("# Ships\nIndia *and* [Japan](http://x)\nagreed.\n\n- Trade\n")
    ('Ships\nIndia and Japan agreed.\nTrade', 'Ships')
    """
    inline = _Inline(hard_wrap=False)
    plugins = ["table", "footnotes", "strikethrough", "task_lists"]
    parse = mistune.Markdown(
        renderer=None,
        inline=inline,
        plugins=[mistune.plugins.import_plugin(name) for name in plugins],
    )
    lines: list[str] = []
    title = ""
    # blocks still to be read, the next one last; blocks stand within blocks
    for begin, end in _NOT_TEXT:
        text = _cut_out(text, begin, end)
    ahead = list(reversed(parse(text)))
    while ahead:
        block = ahead.pop()
        kind, inner = block["type"], block.get("children")
        if kind in ("table_head", "table_row"):
            cells = [_flatten(cell.get("children", ())) for cell in inner]
            lines.append("\t".join(cells).strip())
        elif kind == "block_html":
            lines += html.unescape(_TAG.sub(" ", block["raw"])).split("\n")
        elif inner is None:
            lines += block.get("raw", "").split("\n")
        elif kind in ("paragraph", "block_text", "heading"):
            said = _flatten(inner)
            lines += said.split("\n")
            if kind == "heading" and block["attrs"]["level"] == 1 and not title:
                title = " ".join(said.split())
        else:
            ahead += reversed(inner)
    kept = [" ".join(filter(None, line.split(" "))).strip() for line in lines]
    return "\n".join(filter(None, kept)), title


def _flatten(parts: list[dict]) -> str:
    """Return the words of a paragraph; parts stand within parts."""
    words = []
    ahead = list(reversed(parts))
    while ahead:
        part = ahead.pop()
        kind = part["type"]
        if kind == "softbreak":
            words.append(" ")
        elif kind == "linebreak":
            words.append("\n")
        elif kind in ("image", "footnote_ref", "inline_html"):
            words += "\n" if part.get("raw", "").lower().startswith("<br") else ""
        elif "children" in part:
            ahead += reversed(part["children"])
        else:
            words.append(part.get("raw", ""))
    return html.unescape("".join(words))


def _cut_out(text: str, begin: str, end: str) -> str:
    """Return a text without what stands between two marks; what is not closed stays."""
    lower, pieces, place = text.lower(), [], 0
    if len(lower) != len(text) or begin not in lower:
        return text
    while (start := lower.find(begin, place)) >= 0:
        stop = lower.find(end, start)
        if stop < 0:
            break
        pieces.append(text[place:start])
        place = stop + len(end)
    # left open, each would be searched to the end of the text
    return "".join([*pieces, text[place:].replace("<!--", "")])
