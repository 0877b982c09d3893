"""A chart: a figure with its headline, its alt text and the rows that it draws; it shows, saves and speaks."""

from __future__ import annotations

import hashlib
import io
import os
import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .style import finish

FOLDER_VARIABLE = "ANALYSIS_FIGURES"
_DPI, _COLOURS, _DIGEST = 144, 64, 12


@dataclass
class Chart:
    """A finished chart.

    Shown in a notebook it is a PNG whose plain text is headline, alt text and a digest of its rows, so that a test of
    the notebook compares what is drawn; below it stand alt text and reading as Markdown, for those who cannot see it.
    """

    figure: Figure
    headline: str
    subtitle: str
    alt: str
    rows: pd.DataFrame
    source: str = ""
    reading: str = ""
    _png: bytes = field(default=b"", init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("headline", "alt"):
            if not getattr(self, name).strip():
                raise ValueError(f"a chart needs {name}: it is empty")
        self.rows = round_rows(self.rows)
        finish(self.figure, self.headline, self.subtitle, self.source)

    def to_png(self) -> bytes:
        """Return the chart as a PNG of 64 colours that carries headline and alt text."""
        if not self._png:
            from PIL import Image
            from PIL.PngImagePlugin import PngInfo

            FigureCanvasAgg(self.figure)
            raw, out, info = io.BytesIO(), io.BytesIO(), PngInfo()
            with warnings.catch_warnings():
                warnings.filterwarnings(
                    "ignore", "Glyph"
                )  # a script that the font lacks shows as boxes; the table has it
                self.figure.savefig(raw, format="png", dpi=_DPI, metadata={"Software": None})
            info.add_itxt("Title", self.headline)
            info.add_itxt("Description", self.alt)
            Image.open(raw).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(
                out, "png", pnginfo=info, optimize=True
            )
            self._png = out.getvalue()
        return self._png

    def digest(self) -> str:
        """Return the rows drawn as text: all when few, else their number and a hash that moves with them."""
        if len(self.rows) <= _DIGEST:
            with pd.option_context("display.width", 160, "display.max_columns", 20, "display.max_colwidth", 60):
                return self.rows.to_string(index=False)
        code = hashlib.sha256(_to_csv(self.rows).encode()).hexdigest()[:12]
        return f"{len(self.rows)} rows of {', '.join(self.rows.columns)} [{code}]"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        plain = f"{self.headline}\n{self.alt}\n{self.digest()}"
        display({"image/png": self.to_png(), "text/plain": plain}, raw=True, metadata={"image/png": {"width": 800}})
        text = "\n\n".join(part for part in (f"*Chart: {escape_markdown(self.alt)}*", self.reading) if part)
        display({"text/markdown": text, "text/plain": text}, raw=True)

    def save(self, name: str, folder: str | Path | None = None) -> Chart:
        """Write `name.png` and `name.csv` to the figures' folder and return the chart, so that a cell shows it.

        The folder is `folder`, else what the environment variable ANALYSIS_FIGURES names, else the project's `figures`.
        """
        root = Path(__file__).resolve().parent.parent
        folder = Path(folder or os.environ.get(FOLDER_VARIABLE) or root / "figures")
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}.csv", _to_csv(self.rows).encode())
        write_whole(folder / f"{name}.png", self.to_png())
        return self


def round_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with numbers of at most six digits behind the point and no negative zero."""
    out = rows.copy()
    for column in out.select_dtypes("float"):
        out[column] = out[column].round(6) + 0.0
    return out


def _to_csv(rows: pd.DataFrame) -> str:
    """Return rows as CSV; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = rows.copy()
    for column in out.select_dtypes(["object", "string", "category"]):
        text = out[column].astype("str")
        out[column] = text.where(~text.str.match(r"[=+\-@\t\r]").fillna(False), "'" + text)
    return out.to_csv(index=False, lineterminator="\n")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    os.replace(draft, path)


def escape_markdown(text: str) -> str:
    """Return text with everything that Markdown or HTML would read as mark-up escaped.

    Examples
    --------
    >>> escape_markdown("<b>*no*</b>")
    '&lt;b&gt;\\\\*no\\\\*&lt;/b&gt;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|#~$])", r"\\\1", text)


def write_gallery(folder: str | Path) -> Path:
    """Write the folder's README.md: every chart with the headline and alt text that its PNG carries."""
    from PIL import Image

    folder = Path(folder)
    parts = ["# Figures\n\nMade by `make figures`; beside each picture the table that it draws. Do not edit by hand.\n"]
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as image:
            head, alt = escape_markdown(image.text["Title"]), escape_markdown(image.text["Description"])
        parts.append(
            f"## {head}\n\n![{alt}]({path.name})\n\n{alt}\n\nThe numbers: [{path.stem}.csv]({path.stem}.csv)\n"
        )
    write_whole(folder / "README.md", "\n".join(parts).encode())
    return folder / "README.md"
