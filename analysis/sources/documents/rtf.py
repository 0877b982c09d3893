r"""Rich Text Format (.rtf): its text in order, of tables and notes too.

A library (striprtf) was tried: it loses accented letters where a file names no code page, and
notes, and fails whole on one number that is too large.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..source import Problem, Record, Source, Unreadable
from .flow import Flow
from .whole_files import as_document, read_whole

_SAVE = "open it in Word or LibreOffice and save it as .docx"
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([\da-fA-F]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_DEEPEST = 10_000  # groups within groups
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "bullet": "•",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
# Groups that are no text; others that begin with \* are none either.
_SKIPPED = set(
    "colortbl stylesheet listtable pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc "
    "fldinst objdata nonshppict xe tc rxe filetbl revtbl annotation atnid atnauthor bkmkstart bkmkend datafield "
    "themedata datastore latentstyles xmlnstbl listoverridetable rsidtbl generator keywords subject operator company "
    "comment doccomm category manager hlinkbase creatim revtim printim buptim userprops".split()
)
_PARAGRAPH_ENDS = {"par", "sect", "page", "column", "nestcell", "nestrow"}
# Character sets of fonts that are not the file's own, and the encoding of each.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class _State:
    """What holds within a group: where its text goes, and how it is written."""

    target: str = "text"
    encoding: str = ""
    after: int = 1  # characters behind one of Unicode that stand for it in old programs
    hidden: bool = False


@dataclass(slots=True)
class _Reader:
    flow: Flow = field(default_factory=Flow)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
    encoding: str = "cp1252"
    pending: bytearray = field(default_factory=bytearray)
    passed: int = 0  # characters still to pass over
    font: int = 0
    half: int = 0  # the first half of a character of Unicode that is written as two
    in_table: bool = False
    row_open: bool = False
    starred: bool = False

    def flush(self) -> None:
        if self.pending:
            raw, self.pending = bytes(self.pending), bytearray()
            self.put(raw.decode(self.state.encoding or self.encoding, "replace"))

    def put(self, text: str) -> None:
        state = self.state
        if state.target in ("title", "author"):
            self.info[state.target] = self.info.get(state.target, "")[:1000] + text
        elif state.target in ("text", "note") and not state.hidden:
            if state.target == "text":
                self._place()
            self.flow.add(text)

    def _place(self) -> None:
        """Begin or end a row of a table, as the paragraph in hand is in one or not."""
        if self.in_table and not self.row_open:
            self.flow.begin_row()
            self.flow.begin_cell()
            self.row_open = True
        elif self.row_open and not self.in_table:
            self.end_row()

    def end_row(self) -> None:
        if self.row_open:
            self.flow.end_row()
            self.row_open = False

    def end_paragraph(self) -> None:
        if self.state.target in ("text", "note"):
            self.flow.end()
            self.flow.begin()


def read_rtf(source: Source) -> Iterator[Record | Problem]:
    """Yield the document that an .rtf file is."""
    raw = read_whole(source)
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        raise Unreadable(0, "it is no RTF (it does not begin with {\\rtf)", _SAVE)
    reader = _Reader()
    reader.flow.begin()
    place = 0
    while token := _TOKEN.match(raw, place):
        place = _take(reader, token, raw)
    reader.flush()
    reader.flow.end()
    reader.end_row()
    yield as_document(source, reader.flow.text(), reader.info)


def _take(reader: _Reader, token: re.Match, raw: bytes) -> int:
    """Take a token in, and return where the next begins."""
    word, number, code, symbol, brace, text = token.groups()
    if code or text:
        data = bytes([int(code, 16)]) if code else text
        if reader.passed:
            n = min(reader.passed, len(data))
            reader.passed, data = reader.passed - n, data[n:]
        if reader.state.target != "skip":
            reader.pending += data
        return token.end()
    reader.flush()
    if brace or word:
        reader.passed = 0
    if brace == b"{":
        if len(reader.stack) >= _DEEPEST:
            raise Unreadable(0, "its groups are nested deeper than any text's", _SAVE)
        reader.stack.append(reader.state)
        reader.state = replace(reader.state)
    elif brace:
        _close(reader)
    elif symbol == b"*":
        reader.starred = True
        return token.end()
    elif symbol:
        if reader.passed:
            reader.passed -= 1
        elif symbol in b"\r\n":
            reader.end_paragraph()
        else:
            reader.put(_SYMBOLS.get(symbol, ""))
    elif word == b"bin":  # what follows are bytes, whatever they look like
        reader.starred = False
        return token.end() + max(0, int(number or 0))
    elif word:
        _obey(reader, word.decode("ascii"), int(number) if number else None)
    reader.starred = False
    return token.end()


def _close(reader: _Reader) -> None:
    if not reader.stack:
        return
    was, reader.state = reader.state.target, reader.stack.pop()
    if was == "note" and reader.state.target != "note":
        reader.flow.end()
        reader.flow.end_note()


def _obey(reader: _Reader, word: str, number: int | None) -> None:
    """Do what a control word says."""
    state, flow = reader.state, reader.flow
    if word == "footnote" and state.target == "text":
        state.target = "note"
        flow.begin_note()
        flow.begin()
    elif word in _SKIPPED or reader.starred and word != "footnote":
        state.target = "skip"
    elif word in ("fonttbl", "info") or word in ("title", "author") and state.target == "info":
        state.target = word
    elif word == "ansicpg" and number:
        reader.encoding = _check_encoding(f"cp{number}") or reader.encoding
    elif word in _CODE_PAGES and len(reader.stack) == 1:
        reader.encoding = _CODE_PAGES[word]
    elif word == "f" and number is not None:
        reader.font = number
        state.encoding = reader.fonts.get(number, "")
    elif word == "fcharset" and state.target == "fonttbl":
        if number in _CHARSETS:
            reader.fonts[reader.font] = _CHARSETS[number]
    elif word == "plain":
        state.hidden, state.encoding = False, ""
    elif word == "v":
        state.hidden = number != 0
    elif word == "uc" and number is not None:
        state.after = max(0, min(number, 10))
    elif word == "u" and number is not None:
        _put_unicode(reader, number)
    elif word in _SIGNS:
        reader.put(_SIGNS[word])
    elif word in _PARAGRAPH_ENDS:
        reader.end_paragraph()
    elif word in ("pard", "intbl"):
        reader.in_table = word == "intbl"
    elif word in ("cell", "row") and state.target == "text":
        reader.end_paragraph()
        if word == "row":
            reader.end_row()
        elif reader.row_open:
            flow.begin_cell()


def _put_unicode(reader: _Reader, number: int) -> None:
    unit = number & 0xFFFF if number <= 0xFFFF else number
    reader.passed = reader.state.after
    if 0xD800 <= unit < 0xDC00:
        reader.half = unit
    elif 0xDC00 <= unit < 0xE000:
        if reader.half:
            reader.put(chr(0x10000 + (reader.half - 0xD800) * 1024 + unit - 0xDC00))
        reader.half = 0
    elif 0 < unit <= 0x10FFFF:
        reader.put(chr(unit))


def _check_encoding(name: str) -> str:
    """Return the name of an encoding, "" if there is none of it."""
    try:
        return name if b"a".decode(name) == "a" else ""
    except (LookupError, ValueError):
        return "utf-8" if name == "cp65001" else ""
