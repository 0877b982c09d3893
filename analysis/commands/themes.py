"""`themes lint`: says what is doubtful in a lexicon, seen from a corpus that it is used on."""

import argparse
import json
from pathlib import Path

from ..core.safe_text import make_visible
from ..corpus.read import read_corpus
from ..text.sentences import split_sentences
from ..themes.lexicon import read_themes
from ..themes.lint import lint_themes
from ..themes.mentions import find_mentions
from .told import tell_error

HELP = "look for what is doubtful in a theme lexicon"
EXAMPLE = "python -m analysis themes lint my-themes.yml --corpus my-articles"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("action", choices=["lint"], help="what to do with the lexicon")
    parser.add_argument(
        "lexicon", nargs="?", type=Path, help="a lexicon (default: that of the package)"
    )
    parser.add_argument(
        "--corpus", default="seeds", help="the articles that it is used on (default: seeds)"
    )
    parser.add_argument("--dead", action="store_true", help="list terms that were never found, too")
    parser.add_argument("--json", action="store_true", help="write one JSON object a finding")


def run(options: argparse.Namespace) -> int:
    """List the findings; return 0 if there are none, 1 if there are, 2 if the lexicon or corpus
    cannot be read.

    What a star stood for, and what a theme may lack, is listed for the eye and is no finding.
    """
    try:
        themes = read_themes(options.lexicon)
        documents = read_corpus(options.corpus).documents
    except (OSError, ValueError) as error:
        return tell_error(error)
    sentences = split_sentences(documents)
    found = lint_themes(themes, find_mentions(sentences, themes), documents, sentences)
    if not options.dead:
        found = found[found["finding"] != "dead"]
    for row in found.to_dict("records"):
        text = f"{row['finding']}: {row['theme']}, {row['term']!r}: {row['detail']}"
        print(json.dumps(row) if options.json else make_visible(text))
    return int((~found["finding"].isin(["glob", "missing"])).any())
