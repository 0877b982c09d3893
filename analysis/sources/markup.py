"""Mark-up out of text that should have none: tags to line breaks and spaces, entities to characters.

Only what is certainly mark-up goes: tags of HTML by name, with attributes as tags have them, and
entities with their semicolon. "a < b and c > d", "<Reuters>", "AT&T" and "Q&A" stay.
"""

import html
import re
from html.entities import html5

_BLOCKS = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li "
    "main menu nav noframes ol optgroup option p pre section select summary table tbody tfoot thead title "
    "tr ul"
)
_SPACES = (
    "td th img input button iframe video audio canvas embed object textarea wbr picture source"
)
_INLINES = (
    "a abbr acronym applet area b base basefont bdi bdo big cite code col colgroup data datalist del dfn "
    "em font i ins kbd label link map mark meta meter noscript nobr output param progress q rp rt ruby "
    "s samp script slot small span strike strong style sub sup svg template time track tt u var "
    "amp-img o:p st1:place st1:city st1:country-region w:sdt"
)
_BLOCK, _SPACE = frozenset(_BLOCKS.split()), frozenset(_SPACES.split()) - {"wbr"}
_KNOWN = _BLOCK | {*_SPACES.split(), *_INLINES.split()}
_FLAGS = (
    "nowrap|async|defer|disabled|checked|hidden|noshade|compact|controls|allowfullscreen|itemscope|"
    "selected|required|readonly|autoplay|loop|muted"
)
# Attributes as tags have them, so that "<b and c>" is no tag. Each begins behind a space, and what is
# in quotes ends with them, or the line of text would be read again and again.
_VALUE = r"(?:\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+'|[^\s\"'<>]{1,4000}+)"
_ATTRIBUTE = rf"\s{{1,50}}+(?:[A-Za-z_:@][\w:.@-]{{0,60}}+\s{{0,5}}+=\s{{0,5}}+{_VALUE}|(?:{_FLAGS})(?![\w-]))"
_TAG = re.compile(
    rf"(?i)</?([A-Za-z][\w:-]{{0,20}})(?![\w:-])(?:{_ATTRIBUTE}){{0,100}}+\s{{0,50}}+/?>"
)
# What is not read at all, up to its end; and marks of mark-up that are no tags.
_SILENT = ("script", "style", "noscript", "svg", "iframe", "object", "template")
_UNREAD = re.compile(
    rf"(?i)<({'|'.join(_SILENT)})(?![\w-])(?:{_ATTRIBUTE}){{0,100}}+\s{{0,50}}+>"
    r"|<!--|<!\[CDATA\[|\]\]>|<!doctype\b[^<>]{0,300}>|<\?xml\b[^<>]{0,300}>"
)
_BREAK, _GAP = "\x01", "\x02"  # what stands for tags until their neighbours are known
_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
# An entity, which may have been escaped once more for each "amp;".
_ENTITY = re.compile(
    r"&((?:amp;|AMP;|#0{0,5}38;|#[xX]0{0,5}26;){0,9}+)"
    r"(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?"
)
_ESCAPED_TAG = re.compile(
    r"(?i)&(?:amp;)?lt;(?:/(?:p|div|li|ul|ol|h[1-6]|td|tr|table)|br\s{0,3}/?)&(?:amp;)?gt;"
)


def read_plainly(text: str, *, breaks: bool = True) -> tuple[str, int, int]:
    """Return a text without tags and entities, how many tags it had, and how many entities.

    Tags go first, so that "&lt;b&gt;", which is written where a tag is meant to be read, stays as
    "<b>". A text whose paragraphs themselves are escaped was escaped once too often: there entities
    go first. Without `breaks` the end of a block becomes a space and no line break, so that the
    lines keep their number.

    >>> read_plainly("They met.<br>R&amp;D, said &lt;Reuters&gt;")
    ('They met.\\nR&D, said <Reuters>', 1, 3)
    >>> read_plainly("&lt;p&gt;They met.&lt;/p&gt;")
    ('They met.', 2, 4)
    """
    n_entities = 0
    if "&" in text and _ESCAPED_TAG.search(text):
        text, n_entities = unescape(text)
    text, n_tags = untag(text, breaks=breaks)
    text, more = unescape(text) if breaks else _unescape_lines(text)
    return text, n_tags, n_entities + more


def unescape(text: str) -> tuple[str, int]:
    """Return a text with its HTML entities as characters, and how many there were.

    Those that were escaped twice are read in one go, numbers from 128 to 159 as browsers read them.
    What has no semicolon is none.

    >>> unescape("India&#146;s R&amp;D, isn&amp;rsquo;t it, AT&T &c. &copy")
    ('India’s R&D, isn’t it, AT&T &c. &copy', 3)
    """
    if "&" not in text:
        return text, 0
    count = 0

    def read(match: re.Match[str]) -> str:
        nonlocal count
        again, entity = match[1], match[2] or ""
        known = entity[:1] == "#" or entity in html5
        count += bool(again or known)
        return html.unescape(f"&{entity}") if known else f"&{entity}"

    return _ENTITY.sub(read, text), count


def _unescape_lines(text: str) -> tuple[str, int]:
    """Return a text with entities as characters, none of which breaks a line."""
    if "&" not in text:
        return text, 0
    found = [unescape(line) for line in text.split("\n")]
    lines = [re.sub(r"[\r\n]", " ", line) if n else line for line, n in found]
    return "\n".join(lines), sum(n for _, n in found)


def untag(text: str, *, breaks: bool = True) -> tuple[str, int]:
    r"""Return a text without HTML tags, comments, scripts and styles, and how many tags it had.

    A tag that begins or ends a block becomes a line break (without `breaks` a space, so that lines
    keep number and place), a table's cell or a picture a space, any other nothing. No words run
    together, and the time is linear in the text.

    >>> untag("They met<br>in <b>Tokyo</b>; 3 < 4, <Reuters>")
    ('They met\nin Tokyo; 3 < 4, <Reuters>', 3)
    >>> untag("<ul><li>ships</li><li>trade</li></ul>They", breaks=False)
    ('ships trade They', 6)
    """
    if "<" not in text:
        return text, 0
    if _BREAK in text or _GAP in text:
        text = text.replace(_BREAK, "").replace(_GAP, "")  # as `normalise` does
    text, count = _drop_unread(text)

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        name = match[1].lower()
        if name not in _KNOWN:
            return match[0]
        count += 1
        sign = _BREAK if name in _BLOCK else _GAP if name in _SPACE else ""
        if breaks:
            return sign
        return (_GAP if sign else "") + "\n" * match[0].count("\n")

    text = _TAG.sub(replace, text)
    if _BREAK in text:
        text = _join([piece.strip(f" \t{_GAP}") for piece in text.split(_BREAK)], "\n")
    if _GAP in text:
        text = _join(text.split(_GAP), " ")
    return text, count


def _join(pieces: list[str], sign: str) -> str:
    """Join pieces of text by a sign where no space or line break parts them already."""
    parts: list[str] = []
    for piece in filter(None, pieces):
        apart = not parts or parts[-1][-1] == "\n" or piece[0] == "\n"
        if sign == " ":
            apart = apart or parts[-1][-1].isspace() or piece[0].isspace()
        parts += [piece] if apart else [sign, piece]
    return "".join(parts)


def _drop_unread(text: str) -> tuple[str, int]:
    """Return a text without comments and what appears in scripts and the like, its line breaks kept;
    one that does not close loses its first mark alone.
    """
    parts, place, count = [], 0, 0
    # of the same length, which `lower()` need not be
    lower = text.translate(_LOWER) if _UNREAD.search(text) else ""
    last = {f"</{name}": lower.rfind(f"</{name}") for name in _SILENT} | {"-->": text.rfind("-->")}
    for match in _UNREAD.finditer(text):
        if match.start() < place:
            continue
        count += 1
        parts.append(text[place : match.start()])
        close = "-->" if match[0] == "<!--" else f"</{match[1].lower()}" if match[1] else ""
        place = match.end()
        if close and last[close] >= place:
            start, place = place, lower.find(close, place) + 3 * (close == "-->")
            parts.append("\n" * text.count("\n", start, place))
    return "".join([*parts, text[place:]]), count
