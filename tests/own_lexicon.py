"""Lexicons, read once for all tests that are made of them when they are collected: the package's own,
and a small one.
"""

import json
import tempfile
from pathlib import Path

from analysis import read_themes

_FEW = {
    "terrorism": {"label": "Terrorism", "terms": ["terroris*"]},
    "russia": {"label": "Russia", "terms": ["Russia*", "Ukraine"]},
    "fish": {"label": "Fish", "terms": ["zebrafish"]},
    "trade": {"label": "Trade", "context": True, "terms": ["supply chains"]},
}


def _read_few():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "themes.yml"
        file.write_text(json.dumps({"themes": _FEW}), encoding="utf-8")
        return read_themes(file)


THEMES = read_themes()
#: Four themes, one of them never found: less work where nobody asks what is found.
FEW = _read_few()
