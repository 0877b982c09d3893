"""The charts of two versions: whose table, picture or neither moved, and which are stale."""

import base64
import binascii
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops

from ..core.counts import say_part
from .quoting import code, fold, quote, summarise
from .rows import Row, Section
from .trees import Tree

#: From a picture's name, side ("before", "now" or "difference") and PNG to where it can be seen.
Place = Callable[[str, str, bytes], str]


_STALE = "not drawn again"
_FADED = 0.25  # of what did not change, in a picture of the difference
_STRONGER = 4  # times that a difference is shown
_RED = (200, 30, 30)


@dataclass(frozen=True)
class Figure:
    """A chart that moved, or that is stale."""

    path: str  # as in "figures/00-x"
    old: bytes | None  # the picture, where there is one
    new: bytes | None
    said: str  # what became of it
    moved: bool  # whether its pixels changed
    stale: bool  # whether `figures/` does not hold what the new version makes


def compare_figures(base: Tree, head: Tree, now: dict) -> list[Figure]:
    """Return the charts whose picture or table changed, or that are stale.

    `now` is what the new version says: digests of the tables drawn, and pictures if it drew any.
    """
    out = []
    files = [p for p in {*base, *head} if p.startswith("figures/")]
    names = {p[:-4] for p in files if p[-4:] in (".png", ".csv")}
    names |= {f"figures/{name}" for name, digest in now.get("charts", {}).items() if digest}
    for path in sorted(names):
        name = path.removeprefix("figures/")
        old, new = (tree.get(f"{path}.png") for tree in (base, head))
        old_rows, rows = (tree.get(f"{path}.csv") for tree in (base, head))
        drawn = _decode(now.get("pictures", {}).get(name))
        digest = now.get("charts", {}).get(name, "")
        behind = bool(digest) and (rows is None or hashlib.sha256(rows).hexdigest()[:12] != digest)
        stale = behind or (drawn is not None and not is_same_picture(new, drawn))
        shown = drawn if drawn is not None else new
        moved = not is_same_picture(old, shown)
        if moved or stale or old_rows != rows:
            said = _say_rows(old, old_rows, shown, rows, moved)
            out.append(Figure(path, old, shown, said, moved, stale))
    return out


def _decode(text: str | None) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if text else None
    except (binascii.Error, ValueError, TypeError):
        return None


def list_figures(figures: list[Figure], place: Place | None, *, open: bool) -> Section:
    """List charts, each with its pictures side by side where they can be seen."""
    rows = []
    for figure in figures:
        if figure.said == _STALE:  # a note names them
            continue
        name = figure.path.rsplit("/", 1)[-1]
        known = re.fullmatch(r"[\w./-]+", figure.path)
        seen = _show(name, figure, place) if place and figure.moved and known else ""
        text = f"- {code(figure.path)}: {figure.said}"
        text = fold(summarise(f"{figure.path}: {figure.said}"), seen) if seen else text
        rows.append(Row("", text))
    moved = sum(figure.moved for figure in figures)
    title = "Charts" if open else f"Charts that changed, {moved:,} of them in their picture"
    return Section(title, rows, open=open)


def _show(name: str, figure: Figure, place: Place) -> str:
    sides = {"before": figure.old, "now": figure.new}
    if figure.old and figure.new:
        sides["difference"] = draw_difference(figure.old, figure.new)
    places = {side: place(figure.path, side, data) for side, data in sides.items() if data}
    shown = {side: where for side, where in places.items() if where}
    if not shown:
        return ""
    cells = " | ".join(f"![{quote(name)}, {side}]({where})" for side, where in shown.items())
    rule = " | ".join("---" for _ in shown)
    return f"| {' | '.join(shown)} |\n| {rule} |\n| {cells} |"


def _say_rows(
    old: bytes | None, old_rows: bytes | None, new: bytes | None, rows: bytes | None, moved: bool
) -> str:
    if old is None and old_rows is None:
        return "new"
    if new is None and rows is None:
        return "gone"
    if old_rows == rows or old_rows is None or rows is None:
        return "the picture changed, its rows did not" if moved else _STALE
    texts = (data.decode(errors="replace").splitlines() for data in (old_rows, rows))
    were, are = ([*map(tuple, csv.reader(lines))] for lines in texts)
    if were[:1] != are[:1]:
        return "its rows are of other columns"
    before, after = Counter(were[1:]), Counter(are[1:])
    n = max((before - after).total(), (after - before).total())
    # over the rows of both: what both hold, and those of one that stand against the other's
    of = (before & after).total() + n
    return say_part(n, of, "row", "differs", "differ") if n else "its rows are in another order"


def is_same_picture(old: bytes | None, new: bytes | None) -> bool:
    """Tell whether two pictures have the same pixels; one that cannot be read is like itself alone."""
    if old is None or new is None or old == new:
        return old == new
    first, second = _read(old), _read(new)
    if first is None or second is None or first.size != second.size:
        return False
    return ImageChops.difference(first, second).getbbox() is None


def draw_difference(old: bytes, new: bytes) -> bytes | None:
    """Return a PNG of the new picture, faded, what differs in red; None where one is broken."""
    first, second = _read(old), _read(new)
    if first is None or second is None:
        return None
    size = max(first.width, second.width), max(first.height, second.height)
    was, now, white = (Image.new("RGB", size, "white") for _ in range(3))
    was.paste(first)
    now.paste(second)
    # a shade that nobody sees apart is shown as pale as it is
    grey = ImageChops.difference(was, now).convert("L")
    shown = Image.blend(white, now, _FADED)
    shown.paste(_RED, mask=grey.point(lambda value: min(255, value * _STRONGER)))
    out = io.BytesIO()
    shown.save(out, "png")
    return out.getvalue()


def _read(data: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
