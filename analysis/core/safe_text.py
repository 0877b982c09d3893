"""Texts of others in Markdown and HTML: shown as they were written, with nothing in them that acts.

JupyterLab looks for mathematics twice: in the source of Markdown before it reads anything else in
it, and in the page that is drawn, where the text of one element is one string. So each `$` and
each backslash, the signs that open mathematics, is an entity, which the first does not know, in an
element of its own, which leaves the second no pair.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # what is read is not what is written
_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
_MATHS = re.compile(r"[$\\]")
_MARKDOWN = re.compile(r"[$\\`*_\[\]{}|#~]|:(?=//)")  # a viewer makes a link of an address
_HEAD = 'th scope="col"'
_FIRST = re.compile(r"^(\d{0,9})([-+=.)])")  # at the start of a line: a list or a rule


def one_line(text: str) -> str:
    """Return a text without line breaks, control characters and those that turn its direction.

    Examples
    --------
    >>> one_line("6 Oct 2020\\nIndia-US")
    '6 Oct 2020 India-US'
    """
    return " ".join(_TURNING.sub("", _CONTROL.sub(" ", text)).split())


def escape_markdown(text: str) -> str:
    """Return text on one line with everything that Markdown, HTML or mathematics would read as
    mark-up escaped.

    Examples
    --------
    >>> escape_markdown("<b>*no*</b>")
    '&lt;b&gt;\\\\*no\\\\*&lt;/b&gt;'
    >>> print(escape_markdown("1. see http://x.y"))
    1\\. see http\\://x.y
    >>> escape_markdown("$5")
    '<span>&#36;</span>5'
    """
    return _FIRST.sub(r"\1\\\2", _replace_marks(text, lambda sign: f"\\{sign.group()}"))


def escape_alt(text: str) -> str:
    """Return text as `escape_markdown` does, for the alt text of a picture in Markdown, which can
    hold no element.

    Examples
    --------
    >>> escape_alt("*$5*")
    '\\\\*&#36;5\\\\*'
    """
    return re.sub("</?span>", "", escape_markdown(text))


def escape_in_line(text: str) -> str:
    """Return text on one line for HTML in Markdown, where some viewers read Markdown and others
    none.

    Examples
    --------
    >>> escape_in_line("*$5*")
    '&#42;<span>&#36;</span>5&#42;'
    """
    return _replace_marks(text, _as_entity)


def escape_text(text: str) -> str:
    """Return text that HTML shows as it was written.

    Examples
    --------
    >>> escape_text("<b> $5")
    '&lt;b&gt; <span>&#36;</span>5'
    """
    return _MATHS.sub(_set_apart, html.escape(text))


def escape_html(text: str) -> str:
    """Return text that HTML shows as it was written, with what would act on a reader made
    visible.
    """
    return escape_text(make_visible(text))


def make_visible(text: str) -> str:
    """Return a text with control and direction characters made visible, so that none of them can
    act.
    """
    return _HIDDEN.sub(lambda m: " " if m.group() in "\t\n\r" else f"\\x{ord(m.group()):02x}", text)


def drop_codes(text: str) -> str:
    """Return a text without the codes that a terminal would act on.

    Examples
    --------
    >>> drop_codes("\\x1b[31mred\\x1b[0m")
    'red'
    """
    return _CODES.sub("", text)


def unescape_markdown(text: str) -> str:
    """Return what `escape_markdown` was given, on one line.

    Examples
    --------
    >>> print(unescape_markdown(escape_markdown("R&D <b> $5 *now*")))
    R&D <b> $5 *now*
    """
    return html.unescape(re.sub(r"</?span>|\\([^\w\s]|_)", lambda mark: mark[1] or "", text))


def _replace_marks(text: str, replace: Callable[[re.Match], str]) -> str:
    """Return text on one line for HTML, with signs of Markdown replaced, those of mathematics set
    apart.
    """
    return _MARKDOWN.sub(
        lambda sign: _set_apart(sign) if _MATHS.match(sign.group()) else replace(sign),
        html.escape(one_line(text), quote=False),
    )


def _as_entity(sign: re.Match) -> str:
    return f"&#{ord(sign.group())};"


def _set_apart(sign: re.Match) -> str:
    return f"<span>{_as_entity(sign)}</span>"


def html_table(
    rows: Iterable[Iterable[str]],
    styles: Sequence[str],
    *,
    names: Sequence[str] = (),
    caption: str = "",
) -> str:
    """Return a table as HTML, with the CSS of each column; cells, names of columns (none, and there
    is no head) and caption are HTML that is safe.

    Examples
    --------
    >>> print(html_table([["1"]], ["color:red"], names=["n"]))
    <table><thead><tr><th scope="col" style="color:red">n</th></tr></thead>
    <tbody>
    <tr><td style="color:red">1</td></tr>
    </tbody></table>
    """

    def line(cells: Iterable[str], opening: str, closing: str) -> str:
        pairs = zip(cells, styles, strict=True)
        row = "".join(f'<{opening} style="{style}">{cell}</{closing}>' for cell, style in pairs)
        return f"<tr>{row}</tr>"

    above = f'<caption style="text-align:left;caption-side:top">{caption}</caption>\n'
    head = f"<thead>{line(names, _HEAD, 'th')}</thead>\n" if names else ""
    body = "\n".join(line(row, "td", "td") for row in rows)
    return f"<table>{above if caption else ''}{head}<tbody>\n{body}\n</tbody></table>"
