"""Paragraphs, tables and notes of an office document, collected in the order of reading."""

from ..source import MAX_DOCUMENT, SPLIT_IT, TOO_LONG, Unreadable

_DEEPEST = 4  # tables within tables of which the rows are told apart
_LONGEST_CELL = 200  # characters of a cell that is a value, and no text laid out in a table


class Flow:
    """Text as it comes, made to lines: one for each paragraph, and one for each row of a table whose
    cells are values.

    A table whose cells hold paragraphs lays a page out, and is read paragraph by paragraph. Notes and
    text boxes stand within a paragraph; their own come after all others, or after it.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self._open: list[list[str]] = []  # paragraphs within paragraphs, the innermost last
        self._rows: list[list[list[str]]] = []  # rows that are open: of each, cells of paragraphs
        self._depth = 0  # of tables within tables
        self._size = 0
        self._in_note = 0

    def add(self, text: str) -> None:
        """Add text to the paragraph in hand."""
        self._size += len(text)
        if self._size > MAX_DOCUMENT:
            raise Unreadable(0, TOO_LONG, SPLIT_IT)
        if self._open:
            self._open[-1].append(text)

    def begin(self) -> None:
        """Begin a paragraph."""
        self._open.append([])

    def end(self) -> str:
        """End the paragraph in hand, and return it."""
        text = "".join(self._open.pop()) if self._open else ""
        lines = [" ".join(filter(None, line.split(" "))).strip() for line in text.split("\n")]
        text = "\n".join(filter(None, lines))
        if text:
            self._keep(text)
        return text

    def begin_note(self) -> None:
        """Begin a note: its paragraphs come after the text."""
        self._in_note += 1

    def end_note(self) -> None:
        """End a note."""
        self._in_note -= 1

    def begin_row(self) -> None:
        """Begin a row of a table."""
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell of the row in hand."""
        if self._rows and self._depth <= _DEEPEST:
            self._rows[-1].append([])

    def end_row(self) -> None:
        """End the row in hand."""
        self._depth -= 1
        # what deeper ones hold belongs to the cell around them
        cells = self._rows.pop() if self._rows and self._depth < _DEEPEST else []
        values = all(len(cell) < 2 and len("".join(cell)) <= _LONGEST_CELL for cell in cells)
        if values and sum(map(bool, cells)) > 1:
            self._keep("\t".join("".join(cell).replace("\n", " ") for cell in cells).strip())
            return
        for cell in cells:
            for text in cell:
                self._keep(text)

    def text(self) -> str:
        """Return all lines, those of notes last."""
        return "\n".join([*self.lines, *self.notes])

    def _keep(self, text: str) -> None:
        if self._in_note:
            self.notes.append(text)
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1].append(text)
        else:
            self.lines.append(text)
