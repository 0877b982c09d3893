"""A chart: a figure with its headline, its alt text and the rows that it draws; it shows, saves and speaks."""

from __future__ import annotations

import hashlib
import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..core.safe_text import escape_alt, escape_in_line, escape_markdown, one_line
from ..project import RESULTS
from .style import finish, house_style

FOLDER_VARIABLE = "ANALYSIS_FIGURES"
_DPI, _COLOURS = 150, 64
_DIGITS, _SHOWN_DIGITS, _SHOWN_ROWS = 6, 4, 12
_SHOWN_WIDTH = 60  # characters of a cell in the digest


@dataclass(eq=False)
class Chart:
    """A finished chart.

    Shown in a notebook it is a PNG whose plain text is headline, alt text and a digest of its rows, so that a
    test of the notebook compares what is drawn, never pixels; below it stand reading and alt text as Markdown,
    since JupyterLab drops the alt text of a PNG.

    Parameters
    ----------
    figure
        A matplotlib figure (not one of pyplot, which would keep it) that holds the plot alone; headline,
        subtitle and source line are added here. It is drawn once: what is shown is what is saved.
    headline
        What the chart says, in plain text.
    subtitle
        Measure, unit, interval; each line is a paragraph.
    alt
        What is drawn, the n, the most important values, for those who cannot see it.
    rows
        The table that is drawn; the chart keeps a copy, rounded as `round_rows` does.
    source
        The line at the foot.
    reading
        Markdown that stands under the chart; text of articles in it has gone through `escape_markdown`.

    Raises
    ------
    ValueError
        If headline or alt text is empty.
    """

    figure: Figure = field(repr=False)
    headline: str
    subtitle: str
    alt: str
    rows: pd.DataFrame = field(repr=False)
    source: str = ""
    reading: str = ""
    _png: bytes = field(default=b"", init=False, repr=False)

    def __post_init__(self) -> None:
        self.headline, self.alt = one_line(self.headline), one_line(self.alt)
        for name in ("headline", "alt"):
            if not getattr(self, name):
                raise ValueError(f"a chart needs {name}: it is empty")
        self.rows = round_rows(self.rows)
        finish(self.figure, self.headline, self.subtitle, self.source)

    def to_png(self) -> bytes:
        """Return the chart as a PNG of 64 colours that carries headline and alt text."""
        if not self._png:
            from PIL import Image
            from PIL.PngImagePlugin import PngInfo

            raw, out, info = io.BytesIO(), io.BytesIO(), PngInfo()
            with house_style():  # ticks are made when drawn, and must be in style too
                FigureCanvasAgg(self.figure)
                # packed once, when its colours are few
                self.figure.savefig(raw, format="png", dpi=_DPI, pil_kwargs={"compress_level": 0})
            info.add_itxt("Title", self.headline)
            info.add_itxt("Description", self.alt)
            # the palette that covers most: a median cut gives a heat map's shades the greys of its text
            image = Image.open(raw).convert("RGB")
            cover, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
            image = image.quantize(_COLOURS, method=cover, dither=dither)
            image.save(out, "png", pnginfo=info, optimize=True, dpi=(_DPI, _DPI))
            self._png = out.getvalue()
        return self._png

    def digest(self) -> str:
        """Return the rows drawn as text when they are few, then their number and a hash that moves with any."""
        code = hashlib.sha256(to_csv(self.rows).encode()).hexdigest()[:12]
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        line = f"[{count} of {', '.join(map(str, self.rows.columns))}; sha256 {code}]"
        if not 0 < len(self.rows) <= _SHOWN_ROWS:
            return line
        cells = self.rows.copy()
        for column in cells.columns[[not pd.api.types.is_numeric_dtype(d) for d in cells.dtypes]]:
            cells[column] = cells[column].map(_show_cell).astype("object")
        text = cells.to_string(
            index=False, float_format=f"{{:.{_SHOWN_DIGITS}g}}".format, max_colwidth=None, line_width=None, na_rep=""
        )
        return f"{text}\n{line}"

    def to_markdown(self) -> str:
        """Return what stands under the chart: the reading (else headline and subtitle), then the alt text, folded."""
        head = self.reading.strip() or f"**{escape_markdown(self.headline)}** {escape_markdown(self.subtitle)}".strip()
        alt = escape_in_line(self.alt)  # a blank line would end the HTML
        return f"{head}\n\n<details><summary>The chart in words</summary>{alt}</details>"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        plain = f"{self.headline}\n{self.alt}\n{self.digest()}"
        image = {"width": 800, "alt": self.alt}
        display({"image/png": self.to_png(), "text/plain": plain}, raw=True, metadata={"image/png": image})
        text = self.to_markdown()
        display({"text/markdown": text, "text/plain": text}, raw=True)

    def save(self, name: str, folder: str | Path | None = None) -> Chart:
        """Write `name.png` and `name.csv` and return the chart, so that a cell that ends with it shows it.

        They go to `folder`, else to what the environment variable ANALYSIS_FIGURES names, else to the
        project's `figures` (installed from a wheel: of the working folder).

        Raises
        ------
        ValueError
            If `name` holds anything but letters, digits, hyphen, underscore and point, or begins with a point.
        """
        if not re.fullmatch(r"[\w-][\w.-]*", name):
            raise ValueError(f"{name!r} is no name for a figure: use letters, digits, - _ and .")
        folder = Path(folder or os.environ.get(FOLDER_VARIABLE) or RESULTS / "figures")
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}.csv", to_csv(self.rows).encode())
        write_whole(folder / f"{name}.png", self.to_png())
        return self


def _show_cell(cell: object) -> str:
    """Return a cell that is no number as text on one line, what is missing as nothing."""
    missing = pd.api.types.is_scalar(cell) and pd.isna(cell)
    return "" if missing else one_line(str(cell))[:_SHOWN_WIDTH]


def round_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with numbers of at most six digits, at most six of them behind the point; no negative zero.

    Digits before the point are kept, however many: a count of words stays what it is.

    Examples
    --------
    >>> round_rows(pd.DataFrame({"x": [-1e-9, 1 / 3, 12.3456789, 1234567.0]}))["x"].tolist()
    [0.0, 0.333333, 12.3457, 1234567.0]
    """
    out = rows.copy()
    for column in out.select_dtypes("float"):
        out[column] = out[column].map(_round, na_action="ignore")
    return out


def _round(number: float) -> float:
    if not np.isfinite(number):
        return number
    before = len(str(int(abs(number)))) if abs(number) >= 1 else 0
    return round(float(number), max(0, _DIGITS - before)) + 0.0


#: What a spreadsheet takes for the start of a formula, or skips before one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(rows: pd.DataFrame) -> str:
    """Return rows as CSV; text that a spreadsheet would run as a formula gets an apostrophe in front.

    Every table with text of articles is written through it. Numbers are never text, and keep their signs.

    Examples
    --------
    >>> print(to_csv(pd.DataFrame({"term": ['=HYPERLINK("x")', "a-b"], "shift": [-1, 2]})), end="")
    term,shift
    "'=HYPERLINK(""x"")",-1
    a-b,2
    """
    out = rows.copy()
    for column in out.select_dtypes(exclude=["number", "bool", "datetime", "timedelta"]):
        out[column] = out[column].astype("object").map(_disarm)
    return out.to_csv(index=False, lineterminator="\n")


def _disarm(cell):
    if not isinstance(cell, str):
        return cell
    # a bare carriage return would not be quoted, and so open a row of its own
    safe = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{safe}" if cell.startswith(_FORMULA) else safe


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_gallery(folder: str | Path) -> Path:
    """Write the folder's README.md: every chart under the headline and with the alt text that its PNG carries.

    Returns
    -------
    Path
        Of the file written. A picture that carries no headline (not made by `Chart.save`) is left out.
    """
    from PIL import Image

    folder = Path(folder)
    parts = ["# Figures\n\nMade by `make figures`; beside each picture the table that it draws. Do not edit by hand.\n"]
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as image:
            image.load()
            if not {"Title", "Description"} <= set(image.text):
                continue
            head, alt = image.text["Title"], image.text["Description"]
        parts.append(
            f"## {escape_markdown(head)}\n\n![{escape_alt(alt)}]({path.name})\n\n{escape_markdown(alt)}\n\nThe numbers: [{path.stem}.csv]({path.stem}.csv)\n"
        )
    write_whole(folder / "README.md", "\n".join(parts).encode())
    return folder / "README.md"
