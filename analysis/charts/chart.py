"""A chart: a figure with its headline, alt text and rows; it shows, saves and speaks."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..core.files import to_csv, write_whole
from ..core.safe_text import escape_alt, escape_in_line, escape_markdown, one_line
from ._saved import read_words, save_table
from .hover import locate_values, pack_values
from .style import finish, house_style

_DPI, _COLOURS = 150, 64
_DIGITS, _SHOWN_DIGITS, _SHOWN_ROWS = 6, 4, 12
_SHOWN_WIDTH = 60  # characters of a cell in the digest


@dataclass(eq=False)
class Chart:
    """A finished chart.

    Shown in a notebook it is a PNG whose plain text is headline, alt text and a digest of its rows,
    so that a test of the notebook compares what is drawn, never pixels; below it stand headline and
    alt text as Markdown, since JupyterLab drops the alt text of a PNG.

    Parameters
    ----------
    figure
        A matplotlib figure (not one of pyplot, which would keep it) that holds the plot alone;
        headline, subtitle and source line are added here. It is drawn once: what is shown is what
        is saved.
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
    _png: bytes = field(default=b"", init=False, repr=False)

    def __post_init__(self) -> None:
        self.headline, self.alt = one_line(self.headline), one_line(self.alt)
        for name in ("headline", "alt"):
            if not getattr(self, name):
                raise ValueError(f"a chart needs {name}: it is empty")
        self.rows = round_rows(self.rows)
        finish(self.figure, self.headline, self.subtitle, self.source)

    def to_png(self) -> bytes:
        """Return the chart as a PNG of 64 colours with headline and alt text."""
        if not self._png:
            raw, out, info = io.BytesIO(), io.BytesIO(), PngInfo()
            with house_style():  # ticks are made when drawn, and must be in style too
                FigureCanvasAgg(self.figure)
                # packed once, when its colours are few
                self.figure.savefig(raw, format="rgba", dpi=_DPI)
            info.add_itxt("Title", self.headline)
            info.add_itxt("Description", self.alt)
            if values := locate_values(self.figure):
                info.add_itxt("Values", pack_values(values), zip=True)
            # the palette that covers most: a median cut gives a heat map's shades the greys of its
            # text
            data, wide = raw.getvalue(), int(self.figure.get_figwidth() * _DPI)
            image = Image.frombytes("RGBA", (wide, len(data) // (4 * wide)), data).convert("RGB")
            cover, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
            image = image.quantize(_COLOURS, method=cover, dither=dither)
            image.save(out, "png", pnginfo=info, optimize=True, dpi=(_DPI, _DPI))
            self._png = out.getvalue()
        return self._png

    def digest(self) -> str:
        """Return the rows drawn as text when they are few, then their number and a hash of them."""
        code = hashlib.sha256(to_csv(self.rows).encode()).hexdigest()[:12]
        count = f"{len(self.rows)} row{'s' * (len(self.rows) != 1)}"
        line = f"[{count} of {', '.join(map(str, self.rows.columns))}; sha256 {code}]"
        if not 0 < len(self.rows) <= _SHOWN_ROWS:
            return line
        cells = self.rows.copy()
        for column in cells.columns[[not pd.api.types.is_numeric_dtype(d) for d in cells.dtypes]]:
            cells[column] = cells[column].map(_show_cell).astype("object")
        digits = f"{{:.{_SHOWN_DIGITS}g}}".format
        look = {"max_colwidth": None, "line_width": None, "na_rep": ""}
        text = cells.to_string(index=False, float_format=digits, **look)
        return f"{text}\n{line}"

    def to_markdown(self) -> str:
        """Return what is shown under the chart: headline and subtitle, then the alt text, folded."""
        head = f"**{escape_markdown(self.headline)}** {escape_markdown(self.subtitle)}".strip()
        alt = escape_in_line(self.alt)  # a blank line would end the HTML
        return f"{head}\n\n<details><summary>The chart in words</summary>{alt}</details>"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        plain = f"{self.headline}\n{self.alt}\n{self.digest()}"
        picture = {"image/png": self.to_png(), "text/plain": plain}
        look = {"image/png": {"width": 800, "alt": self.alt}}
        display(picture, raw=True, metadata=look)
        text = self.to_markdown()
        display({"text/markdown": text, "text/plain": text}, raw=True)

    def save(self, name: str, folder: str | Path | None = None) -> Chart:
        """Write `name.png` and `name.csv` and return the chart, so that a cell that ends with it
        shows it.

        They go to `folder`, else to what the environment variable ANALYSIS_FIGURES names, else to
        the project's `figures` (installed from a wheel: of the working folder).

        Raises
        ------
        ValueError
            If `name` holds anything but letters, digits, hyphen, underscore and point, or begins
            with a point.
        """
        file = save_table(self.rows, name, folder)
        write_whole(file.with_name(f"{name}.png"), self.to_png())
        return self


def _show_cell(cell: object) -> str:
    """Return a cell that is no number as text on one line, what is missing as nothing."""
    missing = pd.api.types.is_scalar(cell) and pd.isna(cell)
    return "" if missing else one_line(str(cell))[:_SHOWN_WIDTH]


def round_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with numbers of six digits, but all of those before the point; no negative zero.

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


def write_gallery(folder: str | Path) -> Path:
    """Write the README.md of a folder with all its charts and their words; return its path."""
    folder = Path(folder)
    made = "Made by `make figures`; beside each picture the table that it draws."
    parts = [f"# Figures\n\n{made} Do not edit by hand.\n"]
    for path in sorted(folder.glob("*.png")):
        head, alt = read_words(path)
        if head:
            parts.append(
                f"## {escape_markdown(head)}\n\n![{escape_alt(alt)}]({path.name})\n\n"
                f"{escape_markdown(alt)}\n\nThe numbers: [{path.stem}.csv]({path.stem}.csv)\n"
            )
    write_whole(folder / "README.md", "\n".join(parts).encode())
    return folder / "README.md"
