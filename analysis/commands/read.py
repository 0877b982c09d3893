"""`read`: says in seconds how a corpus will be read, and what to change before a long run."""

import argparse
import json
import re

from ..core.safe_text import make_visible, unescape_markdown
from ..corpus.preview import LIMITS, preview_corpus
from ..corpus.survey import WAYS
from ..describe.reading import measure_reading, summarise_reading
from .asides import cut
from .told import say_place, tell_error

HELP = "say in seconds how a corpus will be read, and what to change"
EXAMPLE = "python -m analysis read my-articles --column date=seendate"
_SHOWN = 5  # kinds of problems, and changes
_PAIRS = re.compile(r",(?=\w+=)")  # what parts one NAME=COLUMN from the next


def add_corpus(parser: argparse.ArgumentParser) -> None:
    """Add what is read."""
    parser.add_argument(
        "corpus", nargs="?", default="seeds",
        help="a folder or file of articles: text, HTML, tables, archives (default: seeds)",
    )  # fmt: skip


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add what says how a corpus is read."""
    parser.add_argument(
        "--column", action="append", default=[], metavar="NAME=COLUMN",
        help="which column of a table holds what, as in text=body or date=seendate; given several "
        "times, or with commas: text=body,date=seendate",
    )  # fmt: skip
    parser.add_argument(
        "--clean", choices=WAYS, default="auto",
        help="judge the lines of flat text as a web page's (web), keep them all (no), or as each "
        "source shows (auto, the default)",
    )  # fmt: skip


def read_columns(given: list[str]) -> dict[str, str]:
    """Return names of columns by what they hold; raises ValueError if one is of another form."""
    pairs = [pair for one in given for pair in _PAIRS.split(one)]
    wrong = [pair for pair in pairs if not all(pair.partition("="))]
    if wrong:
        raise ValueError(f"--column {wrong[0]!r} is not of the form NAME=COLUMN")
    return {name: column for name, _, column in (pair.partition("=") for pair in pairs)}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_corpus(parser)
    add_reading_options(parser)
    parser.add_argument(
        "--all", action="store_true", help="read all of a large corpus, however long that takes"
    )
    parser.add_argument("--json", action="store_true", help="write the same facts as JSON")


def run(options: argparse.Namespace) -> int:
    """Read and say; return 0, or 2 if no document could be read."""
    try:
        corpus, extent = preview_corpus(
            options.corpus,
            columns=read_columns(options.column),
            clean=options.clean,
            limits=None if options.all else LIMITS,
        )
    except (OSError, ValueError) as error:
        return tell_error(error)
    measured = measure_reading(corpus, extent=extent)
    if options.json:
        print(json.dumps(measured))
    else:
        for sentence in summarise_reading(corpus, extent=extent).sentences:
            print(cut(unescape_markdown(sentence)))
        for line in _list(measured):
            print(cut(make_visible(line)))
    return 0 if len(corpus.documents) else 2


def _list(measured: dict) -> list[str]:
    """Return what was wrong and what to change, the most frequent first."""
    lines = []
    for name, head in (("set_aside", "Set aside"), ("remarks", "Read with a remark")):
        shown = [
            f"{entry['problem']}{'' if name == 'set_aside' else '; ' + entry['outcome']} "
            f"({say_place(entry['file'], entry['line'])})"
            for entry in measured[name]
        ]
        lines += _number(head, measured[name], shown)
    changes = [
        f"{entry['change']}{'  ' + entry['option'] if entry['option'] else ''} ({entry['file']})"
        for entry in measured["changes"]
    ]
    lines += _number("What to change (documents or rows)", measured["changes"], changes)
    if measured["extent"]:
        lines += ["", "--all reads the whole corpus."]
    return lines


def _number(head: str, entries: list[dict], texts: list[str]) -> list[str]:
    """Return a list under its head, the documents of each item before it."""
    if not texts:
        return []
    lines = [f"{e['documents']:7,}  {text}" for e, text in zip(entries, texts, strict=True)]
    more = len(lines) - _SHOWN
    rest = [f"         and {more:,} more of other kinds"] if more > 0 else []
    return ["", f"{head}:", *lines[:_SHOWN], *rest]
