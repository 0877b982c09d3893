"""Where charts and tables of a run are written, and tables written there."""

import os
import re
from pathlib import Path

import pandas as pd

from ..core.files import to_csv, write_whole
from ..project import RESULTS

FOLDER_VARIABLE = "ANALYSIS_FIGURES"


def save_table(rows: pd.DataFrame, name: str, folder: str | Path | None = None) -> Path:
    """Write a table whole to `name.csv`, as `Chart.save` does; return the file.

    Raises
    ------
    ValueError
        As `Chart.save`.
    """
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise ValueError(f"{name!r} is no name for a figure: use letters, digits, - _ and .")
    folder = Path(folder or os.environ.get(FOLDER_VARIABLE) or RESULTS / "figures")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{name}.csv", to_csv(rows).encode())
    return folder / f"{name}.csv"
