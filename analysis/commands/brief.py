"""`brief`: writes one page of a result for a reader who opens no notebook, as PDF and as Word file."""

import argparse
import os

from ..core.files import write_whole
from ..core.safe_text import make_visible
from ..core.scratch import CannotUse, open_results, say_os_error
from ..publish.brief import read_brief
from ..publish.brief_page import draw_page, fit_page
from .results import PAGES, add_results, find_results
from .told import tell_error

HELP = "write one page of a result, as PDF and as Word file"
EXAMPLE = "python -m analysis brief my-results"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_results(
        parser, "figures/ as `figures --out` writes it, where brief.pdf and brief.docx are written"
    )


def run(options: argparse.Namespace) -> int:
    """Write both files; return 2 if there is no result, or the files cannot be written."""
    try:
        results = find_results(options)
        page = fit_page(read_brief(results))
        made = draw_page(page), _write_word(page)
        with open_results(results, alone=False):
            for name, data in zip(PAGES, made, strict=True):
                write_whole(results / name, data)
    except (CannotUse, OSError) as error:
        return tell_error(say_os_error(error) if isinstance(error, OSError) else error)
    print(make_visible(" and ".join(os.path.relpath(results / name) for name in PAGES)))
    return 0


def _write_word(page) -> bytes:
    try:
        from ..publish.brief_word import write_word

        return write_word(page)
    except ImportError as error:
        raise CannotUse(
            "a Word file needs python-docx: python -m pip install 'shifting-priorities[brief]'"
        ) from error
