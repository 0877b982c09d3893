"""Executed notebooks and their charts to a site: pages that stand alone, work offline and run no script."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from .render import Block, Heading, find_headings, render_cells, render_picture, render_preview, split_opening

NAME = "Shifting priorities"
_MARK = '<meta name="generator" content="shifting-priorities">'  # by which a site is known for one of ours


@dataclass(frozen=True)
class Page:
    """A notebook as a page: its file, title, first paragraph, blocks and headings."""

    file: str
    title: str
    opening: Markup
    blocks: list[Block]
    headings: list[Heading]


@dataclass(frozen=True)
class Figure:
    """A chart of the gallery: its name, headline, picture, the same made small, the numbers drawn as CSV, and where it stands."""

    name: str
    headline: str
    picture: Markup
    preview: Markup
    numbers: str
    page: str


def build_site(results: str | Path, out: str | Path) -> list[str]:
    """Write a site of the executed notebooks and the charts of a folder.

    Parameters
    ----------
    results
        A folder with `notebooks` and `figures`, as `make figures` writes them.
    out
        The folder of the site; one that was built before is replaced, whole or not at all.

    Returns
    -------
    list of str
        The names of the pages written. Each is one file with its style and pictures in it; the same results give
        the same bytes.

    Raises
    ------
    FileNotFoundError
        If there is no executed notebook.
    FileExistsError
        If `out` holds something else than a site.
    """
    results, out = Path(results), Path(out).resolve()
    if out.exists() and not _is_ours(out):
        raise FileExistsError(f"{out} holds something else than a site built by this command: name another folder")
    pages = [read_page(path) for path in sorted((results / "notebooks").glob("*.ipynb"))]
    if not any(block.kind in ("output", "picture") for page in pages for block in page.blocks):
        raise FileNotFoundError(f"no executed notebook in {results / 'notebooks'}: run `make figures` first")
    files = draw_pages(pages, read_figures(results / "figures", pages))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as draft:
        new, old = Path(draft, "new"), Path(draft, "old")
        new.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        if out.exists():
            out.rename(old)
        new.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    return list(files)


def _is_ours(folder: Path) -> bool:
    index = folder / "index.html"
    return folder.is_dir() and (not any(folder.iterdir()) or index.is_file() and _MARK in index.read_text("utf-8", "replace"))


def read_page(path: Path) -> Page:
    """Read a notebook."""
    blocks = render_cells(json.loads(path.read_text(encoding="utf-8"))["cells"])
    title, opening, blocks = split_opening(blocks)
    return Page(f"{path.stem}.html", title or path.stem, opening, blocks, find_headings(blocks))


def read_figures(folder: Path, pages: list[Page]) -> list[Figure]:
    """Read the charts that carry headline and alt text, as `Chart.save` writes them."""
    from PIL import Image

    stands = {block.name: page.file for page in pages for block in page.blocks if block.name}
    figures = []
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as image:
            image.load()
            said = dict(image.text)
        if {"Title", "Description"} <= set(said):
            table = path.with_suffix(".csv")
            numbers = table.read_text(encoding="utf-8") if table.is_file() else ""
            png = path.read_bytes()
            pictures = render_picture(png, said["Description"]), render_preview(png)
            figures.append(Figure(path.stem, said["Title"], *pictures, numbers, stands.get(path.stem, "")))
    return figures


def draw_pages(pages: list[Page], figures: list[Figure]) -> dict[str, str]:
    """Return the text of every page by the name of its file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("analysis"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = Markup(templates.get_template("style.css").render())
    shared = {"site": NAME, "mark": Markup(_MARK), "style": style, "pages": pages, "figures": figures}
    files = {"index.html": ("index.html.j2", _open_story(pages))}
    beside = zip(pages, [None, *pages], [*pages[1:], None], strict=False)
    for number, (page, before, after) in enumerate(beside, 1):
        files[page.file] = ("notebook.html.j2", {"page": page, "number": number, "before": before, "after": after})
    files |= {"figures.html": ("figures.html.j2", {})}
    return {
        name: templates.get_template(template).render(shared, file=name, **facts) for name, (template, facts) in files.items()
    }


def _open_story(pages: list[Page]) -> dict:
    """Return what the first notebook finds, and its first picture, for the page that opens the site."""
    blocks = pages[0].blocks
    return {
        "story": pages[0],
        "found": next((block.html for block in blocks if block.kind == "output"), Markup()),
        "picture": next((block for block in blocks if block.kind == "picture"), None),
    }
