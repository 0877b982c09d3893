"""Where charts and tables of a run are written; tables are written, and words of charts read."""

import os
import re
from pathlib import Path

import pandas as pd
from PIL import Image

from ..core.files import to_csv, write_whole
from ..project import RESULTS

FOLDER_VARIABLE = "ANALYSIS_FIGURES"


def save_table(rows: pd.DataFrame, name: str, folder: str | Path | None = None) -> Path:
    """Write a table whole to `name.csv`; returns the file and raises as `Chart.save`."""
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise ValueError(f"{name!r} is no name for a figure: use letters, digits, - _ and .")
    folder = Path(folder or os.environ.get(FOLDER_VARIABLE) or RESULTS / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{name}.csv", to_csv(rows).encode())
    return folder / f"{name}.csv"


def read_words(path: Path) -> tuple[str, str]:
    """Return the headline and the alt text of a PNG, "" where `Chart.save` did not make it.

    Raises OSError, ValueError or SyntaxError if the picture is broken.
    """
    with Image.open(path) as image:
        image.load()
        said = getattr(image, "text", {})
    known = "Title" in said and "Description" in said
    return (said["Title"], said["Description"]) if known else ("", "")
