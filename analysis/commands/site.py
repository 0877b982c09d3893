"""`site`: writes executed notebooks and charts as pages to send, offline and without script."""

import argparse
import os
from pathlib import Path

from ..core.counts import say_count
from ..core.safe_text import make_visible
from ..core.scratch import CannotUse, open_results
from ..project import expand_home
from ..publish.site import build_site
from .results import add_results, find_results
from .told import tell_error

HELP = "write the notebooks and charts as pages to send"
EXAMPLE = "python -m analysis site my-results --out my-site"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_results(parser, "notebooks/ and figures/ as `figures --out` writes it")
    parser.add_argument(
        "--out", type=Path, help="the folder to write (default: site, beside the notebooks)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the site; return 1 if a part was left out, 2 if nothing can be shown or written."""
    problems: list[str] = []
    try:
        results = find_results(options)
        out = expand_home(options.out) if options.out else results / "site"
        with open_results(out.resolve().parent, alone=False):
            pages = build_site(results, out, problems=problems)
    except (CannotUse, OSError) as error:
        return tell_error(error)
    for problem in problems:
        tell_error(problem)
    index = os.path.relpath(out / "index.html")
    print(make_visible(f"{say_count(len(pages), 'page')}; open {index}"))
    return 1 if problems else 0
