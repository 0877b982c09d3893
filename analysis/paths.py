"""Where things are: the project's folder, and paths that a notebook names."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_path(path: str | Path) -> Path:
    """Return a path as given or, where a relative one does not exist, the same path in the project's folder."""
    path = Path(path)
    return path if path.is_absolute() or path.exists() else ROOT / path
