"""`site`: writes the executed notebooks and their charts as pages to send, which work offline and run no script."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..paths import ROOT
from ..site import build_site

HELP = "write the notebooks and charts as pages to send"
EXAMPLE = "python -m analysis site my-results --out my-site"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "results", nargs="?", type=Path, default=ROOT,
        help="a folder with notebooks/ and figures/ as `figures --out` writes it (default: the project)",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, help="the folder to write (default: site, beside the notebooks)")


def run(options: argparse.Namespace) -> int:
    """Write the site; return 2 if there is nothing to show or its folder holds something else."""
    out = options.out or options.results / "site"
    try:
        pages = build_site(options.results, out)
    except (FileNotFoundError, FileExistsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{len(pages)} pages; open {os.path.relpath(out / 'index.html')}")
    return 0
