"""`read`: what a corpus holds, before a long run on it."""

from __future__ import annotations

import argparse
import json
import sys

from ..core.safe_text import make_visible, unescape_markdown
from ..corpus.read import read_corpus
from ..corpus.survey import WAYS
from ..describe.reading import describe_reading, list_facts

HELP = "say what is read of a corpus, how it is dated, and what to change"
EXAMPLE = "python -m analysis read my-articles --column date=Datum"
#: Documents that are read of a large corpus.
MOST = 20_000


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what says how a corpus is read."""
    parser.add_argument(
        "--column", action="append", default=[], metavar="NAME=COLUMN",
        help="which column of a table holds what, as in text=body or date=published",
    )  # fmt: skip
    parser.add_argument(
        "--clean", choices=WAYS, default="auto",
        help="judge the lines of flat text as a web page's (web), keep them all (no), or as each "
        "source shows (auto, the default)",
    )  # fmt: skip


def read_columns(pairs: list[str]) -> dict[str, str]:
    """Return the names of columns by what they hold.

    Raises
    ------
    ValueError
        If one is not of the form NAME=COLUMN.
    """
    wrong = [pair for pair in pairs if not all(pair.partition("="))]
    if wrong:
        raise ValueError(f"--column {wrong[0]!r} is not of the form NAME=COLUMN")
    return {name: column for name, _, column in (pair.partition("=") for pair in pairs)}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "corpus", nargs="?", default="seeds", help="a folder or file of articles (default: seeds)"
    )
    add_reading_options(parser)
    parser.add_argument("--json", action="store_true", help="give the same as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Read and say; return 0, or 2 if nothing can be read."""
    try:
        corpus = read_corpus(
            options.corpus, columns=read_columns(options.column), clean=options.clean, most=MOST
        )
    except (OSError, ValueError) as error:
        print(make_visible(f"error: {error}"), file=sys.stderr)
        return 2
    first = len(corpus.documents) + int((corpus.set_aside["outcome"] == "set aside").sum()) >= MOST
    if options.json:
        facts = list_facts(corpus) | {"only_first": MOST if first else 0}
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return 0
    if first:
        print(f"of the first {MOST:,} files and rows:")
    for sentence in describe_reading(corpus).sentences:
        print(make_visible(unescape_markdown(sentence)))
    return 0
