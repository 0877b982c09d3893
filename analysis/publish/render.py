"""A notebook's cells to HTML in which nothing acts: no script, nothing from elsewhere."""

import base64
import io
import re
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup
from PIL import Image

from ..charts.hover import show_values, unpack_values
from ..core.safe_text import drop_codes, make_visible

_TEXT = set("p br hr em strong del code pre blockquote ul ol li dl dt dd a".split())
_TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
_TAGS = _TEXT | _TABLE | {"details", "summary", "mark", "small", "sub", "sup", "span", "wbr"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_SIDES = {"a": ["href", "title"], "th": ["scope", "style"], "td": ["style"], "ol": ["start"]}
_PLUGINS = ["strikethrough", "table", "url", "def_list"]
HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.S)
_SAVED = re.compile(r"""\.save\(\s*["']([\w.-]+)["']""")


@dataclass(frozen=True)
class Block:
    """A part of a page: kind ("prose", "picture", "output", "code"), HTML, a chart's name."""

    kind: str
    html: Markup
    name: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of the second level, and the id that it can be reached by."""

    id: str
    text: str


def render_cells(cells: list[dict]) -> list[Block]:
    """Return a notebook's cells as blocks: outputs, then code; that of silent neighbours is one."""
    blocks: list[Block] = []
    silent: list[str] = []
    numbers = count(1)
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and source.strip():
            silent.append(source)
            if outputs := cell.get("outputs", []):
                name = found[1] if (found := _SAVED.search(source)) else ""
                blocks += [_try(render_output, output, next(numbers), name) for output in outputs]
                blocks += _flush(silent, numbers)
        elif cell["cell_type"] == "markdown":
            blocks += [*_flush(silent, numbers), _try(_render_prose, source, 0)]
    return blocks + _flush(silent, numbers)


def _flush(silent: list[str], numbers) -> list[Block]:
    """Return the code in hand as a block, if there is any, and let go of it."""
    code = "\n\n".join(silent)
    silent.clear()
    return [Block("code", highlight(code, next(numbers)))] if code else []


def _try(render, given, number: int, *rest) -> Block:
    """Return what is rendered or, where a library breaks on it, the same as plain text."""
    try:
        return render(given, number, *rest)
    except Exception as error:
        shown = f"This output cannot be shown ({type(error).__name__})."
        return Block("output", render_plain(given if isinstance(given, str) else shown, number))


def _render_prose(source: str, number: int) -> Block:
    return Block("prose", render_markdown(source, number, headings=True))


def render_output(output: dict, number: int, name: str = "") -> Block:
    """Return what a cell gave: a picture, else HTML, Markdown or plain text, the first there is."""
    data = {kind: "".join(value) for kind, value in output.get("data", {}).items()}
    if "image/png" in data:
        alt = output.get("metadata", {}).get("image/png", {}).get("alt")
        alt = alt or data.get("text/plain", "").split("\n")[0]
        png = base64.b64decode(data["image/png"])
        return Block("picture", render_picture(png, alt, f"values-{number}"), name)
    if "text/html" in data:
        return Block("output", clean(data["text/html"], number))
    if "text/markdown" in data:
        return Block("output", render_markdown(data["text/markdown"], number))
    told = data.get("text/plain") or "".join(output.get("text", ""))
    return Block("output", render_plain(told or "\n".join(output.get("traceback", [])), number))


def render_picture(png: bytes, alt: str, name: str = "") -> Markup:
    """Return a picture as part of the page, with its size; under a name, with its values."""
    with Image.open(io.BytesIO(png)) as image:
        wide, high = image.size
        image.load()
        held = getattr(image, "text", {}).get("Values", "")
    data = base64.b64encode(png).decode()
    shown = Markup('<img alt="{}" width="{}" height="{}" src="data:image/png;base64,{}">')
    shown = shown.format(alt.strip() or "A picture without a description", wide, high, data)
    return Markup(show_values(shown, unpack_values(held), name)) if name else shown


def render_preview(png: bytes) -> Markup:
    """Return a picture made small, for a link to it."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        small = image.convert("RGB")
        small.thumbnail((480, 480))
        small.quantize(32, dither=Image.Dither.NONE).save(out, "png", optimize=True)
    return render_picture(out.getvalue(), "Small picture of the chart")


def render_markdown(source: str, number: int = 0, *, headings: bool = False) -> Markup:
    """Return Markdown as safe HTML; headings are text except where they are wanted.

    >>> render_markdown("```python\\nx = 1\\n```")
    Markup('<pre><code>x = 1\\n</code></pre>\\n')
    """
    from mistune import create_markdown

    html = str(create_markdown(escape=False, plugins=_PLUGINS)(source))
    if headings:
        html = re.sub(r"<(h[1-6])>(.*?)</\1>", _name_heading, html, flags=re.S)
    return clean(html, number, headings=headings)


def _name_heading(found: re.Match) -> str:
    """Return a heading with an id of its words."""
    words = re.findall(r"\w+", str(Markup(found[2]).striptags()).lower())
    return f'<{found[1]} id="{"-".join(words)}">{found[2]}</{found[1]}>'


def render_plain(text: str, number: int) -> Markup:
    """Return text as it stands, without a terminal's codes."""
    shown = "\n".join(make_visible(line) for line in drop_codes(text).split("\n"))
    return _put_in_box(Markup("<pre>{}</pre>").format(shown), f"Text {number}")


def clean(html: str, number: int = 0, *, headings: bool = False) -> Markup:
    """Return HTML in which nothing can act, the rest as text; tables scroll within a box.

    >>> clean('<b onclick="x()">no</b> <a href="javascript:x()">link</a>')
    Markup('&lt;b onclick="x()"&gt;no&lt;/b&gt; <a>link</a>')
    """
    from bleach import clean as sanitise
    from bleach.css_sanitizer import CSSSanitizer

    ids = {name: ["id"] for name in _HEADINGS} if headings else {}
    safe = sanitise(
        html,
        tags=_TAGS | (_HEADINGS if headings else set()),
        attributes=_SIDES | ids,
        protocols={"http", "https", "mailto"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=["text-align"]),
    )
    numbers = count(1)

    def put_in_box(table: re.Match) -> str:
        label = f"Table {number or 'in the text'}.{next(numbers)}"
        return str(_put_in_box(Markup(table.group()), label))

    return Markup(re.sub("<table>.*?</table>", put_in_box, safe, flags=re.S))


def _put_in_box(inside: Markup, label: str) -> Markup:
    """Return what may be wider than the page in a box that scrolls, by keyboard too."""
    box = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{}">{}</div>')
    return box.format(label, inside)


def highlight(code: str, number: int) -> Markup:
    """Return Python with its words in spans of classes."""
    from pygments import highlight as mark
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    marked = Markup(mark(code, PythonLexer(), HtmlFormatter(nowrap=True)))
    return _put_in_box(Markup("<pre><code>{}</code></pre>").format(marked), f"Code {number}")


def find_headings(blocks: list[Block]) -> list[Heading]:
    """Return the headings of the second level, in order."""
    prose = "".join(block.html for block in blocks if block.kind == "prose")
    return [Heading(key, str(Markup(text).striptags())) for key, text in HEADING.findall(prose)]


def split_opening(blocks: list[Block]) -> tuple[str, Markup, list[Block]]:
    """Return a notebook's title, its first paragraph, and the rest."""
    first = blocks[0].html if blocks and blocks[0].kind == "prose" else Markup()
    found = re.match(r"\s*<h1[^>]*>(.*?)</h1>\s*(?:<p>(.*?)</p>)?(.*)", first, re.S)
    if not found:
        return "", Markup(), blocks
    rest = [Block("prose", Markup(found[3]))] if found[3].strip() else []
    return str(Markup(found[1]).striptags()), Markup(found[2] or ""), [*rest, *blocks[1:]]
