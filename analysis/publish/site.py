"""Executed notebooks and charts to a site: pages that stand alone, without script, and an index."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from ..charts._saved import read_words
from ..charts.hover import STYLE
from ..core.scratch import open_scratch
from ..project import name_files
from ..text.vocabulary import WORD, may_bound, normalise, stop_words
from .render import (
    HEADING,
    Block,
    Heading,
    find_headings,
    render_cells,
    render_picture,
    render_preview,
    split_opening,
)

NAME = "Shifting priorities"
_OWN = ("index.html", "figures.html", "search.html")  # pages that are no notebook's
# by which a site is known for one of ours
_MARK = '<meta name="generator" content="shifting-priorities">'
_ENDS = re.compile(r"</(?:t[dh]|li|p|summary|caption|h\d)>|<br>")  # tags that end a word
_LONGEST, _MOST = 40, 3000  # letters of a word; words, those in most sections


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
    """A chart of the gallery: name, headline, picture, preview, numbers as CSV, and its page."""

    name: str
    headline: str
    picture: Markup
    preview: Markup
    numbers: str
    page: str


def build_site(
    results: str | Path, out: str | Path, *, problems: list[str] | None = None
) -> list[str]:
    """Write a site of the executed notebooks and the charts of a folder, as `make figures` writes
    them; return the names of the pages.

    Each page is one file with its style and pictures in it; the same results give the same bytes. A
    site that was built at `out` before is replaced, whole or not at all. `problems` takes what was
    left out, by file, and why; the rest is shown. Raises FileNotFoundError if there is no executed
    notebook, FileExistsError if `out` holds something else than a site.
    """
    results, out = Path(results), Path(out).resolve()
    if out.exists() and not _is_ours(out):
        raise FileExistsError(
            f"{out} holds something else than a site built by this command: name another folder"
        )
    problems = [] if problems is None else problems
    pages = read_pages(results / "notebooks", problems)
    if not any(block.kind in ("output", "picture") for page in pages for block in page.blocks):
        raise FileNotFoundError(
            f"no executed notebook in {results / 'notebooks'}: run `make figures` first"
        )
    files = draw_pages(pages, read_figures(results / "figures", pages, problems))
    out.parent.mkdir(parents=True, exist_ok=True)
    with open_scratch(out.parent, ".site-") as draft:
        new = draft / "new"
        new.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        if out.exists():
            out.rename(draft / "old")
        new.rename(out)
    return list(files)


def _is_ours(folder: Path) -> bool:
    index = folder / "index.html"
    if index.is_file():
        return _MARK in index.read_text("utf-8", "replace")
    return folder.is_dir() and not any(folder.iterdir())


def read_pages(folder: Path, problems: list[str]) -> list[Page]:
    """Read the notebooks of a folder; one that cannot be read is a problem."""
    paths = sorted(folder.glob("*.ipynb"))
    files = name_files((path.stem for path in paths), ".html", taken=_OWN)
    faults = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
    pages = []
    for path, file in zip(paths, files, strict=True):
        try:
            blocks = render_cells(json.loads(path.read_text(encoding="utf-8"))["cells"])
            title, opening, blocks = split_opening(blocks)
            pages.append(Page(file, title or path.stem, opening, blocks, find_headings(blocks)))
        except faults as error:
            problems.append(
                f"{path.name} is no notebook that can be read ({type(error).__name__}: {error}): "
                "execute it again"
            )
    return pages


def read_figures(folder: Path, pages: list[Page], problems: list[str]) -> list[Figure]:
    """Read the charts that `Chart.save` wrote; a broken one is a problem."""
    stands = {block.name: page.file for page in pages for block in page.blocks if block.name}
    figures = []
    for path in sorted(folder.glob("*.png")):
        try:
            figures += _read_figure(path, stands.get(path.stem, ""))
        except (OSError, ValueError, SyntaxError) as error:
            problems.append(
                f"{path.name} is no picture that can be read ({type(error).__name__}: {error}): "
                "make it again"
            )
    return figures


def _read_figure(path: Path, page: str) -> list[Figure]:
    """Return a chart, or nothing where a picture is none."""
    headline, alt = read_words(path)
    if not headline or not re.fullmatch(r"[\w-][\w.-]*", path.stem):
        return []
    table = path.with_suffix(".csv")
    numbers = table.read_text(encoding="utf-8", errors="replace") if table.is_file() else ""
    png = path.read_bytes()
    picture = render_picture(png, alt, f"values-{path.stem}")
    return [Figure(path.stem, headline, picture, render_preview(png), numbers, page)]


def draw_pages(pages: list[Page], figures: list[Figure]) -> dict[str, str]:
    """Return the text of every page by the name of its file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    options: dict = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    loader = PackageLoader(__package__)
    templates = Environment(loader=loader, undefined=StrictUndefined, **options)
    style = Markup(STYLE) + Markup(templates.get_template("style.css").render())
    shared = dict(site=NAME, mark=Markup(_MARK), style=style, pages=pages, figures=figures)

    def draw(template: str, file: str, **facts: object) -> str:
        return templates.get_template(template).render(shared, file=file, **facts)

    words = index_words([page.blocks for page in pages])
    index, gallery, search = (draw(f"{file}.j2", file, words=words) for file in _OWN)
    books = {
        page.file: draw("notebook.html.j2", page.file, page=page, number=number)
        for number, page in enumerate(pages, 1)
    }
    return {_OWN[0]: index, **books, _OWN[1]: gallery, _OWN[2]: search}


class Word(NamedTuple):
    """A word, its letter, and by the number of a page the sections in which it appears."""

    word: str
    letter: str
    places: dict[int, list[Heading]]


def index_words(pages: Sequence[Sequence[Block]]) -> list[Word]:
    """Return the words of pages from A to Z, counted as terms are, without code and stop words.

    >>> block = Block("prose", Markup('<h2 id="who">Who?</h2><p>Russia, says Russia.</p>'))
    >>> index_words([[block]])
    [Word(word='russia', letter='R', places={0: [Heading(id='who', text='Who?')]})]
    """
    stops = stop_words()
    found: dict[str, dict[tuple[int, Heading], None]] = {}
    for number, blocks in enumerate(pages):
        section = Heading("", "")
        for block in blocks:
            parts = HEADING.split(block.html) if block.kind in ("prose", "output") else []
            for i, part in enumerate(parts):
                text = str(Markup(_ENDS.sub(" ", part)).striptags()) if i % 3 != 1 else ""
                section = Heading(parts[i - 1], text) if i % 3 == 2 else section
                keys = {normalise(word, stops, False) for word in WORD.findall(text)}
                for key in sorted(keys):
                    if len(key) <= _LONGEST and may_bound(key, stops):
                        found.setdefault(key, {})[number, section] = None
    words = []
    for key in sorted(found, key=lambda key: (-len(found[key]), key))[:_MOST]:
        sections: dict[int, list[Heading]] = {}
        for number, section in found[key]:
            sections.setdefault(number, []).append(section)
        first = key[0].upper()
        words.append(Word(key, first if "A" <= first <= "Z" else "Other", sections))
    return sorted(words, key=lambda each: (each.letter == "Other", each.word.lower(), each.word))
