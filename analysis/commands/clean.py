"""`clean`: takes the furniture off pages and says of every line that goes why."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path

from ..core.files import write_whole
from ..core.safe_text import make_visible
from ..core.scratch import CannotUse, open_results
from ..corpus.page_lines import show_page
from ..corpus.read import Corpus, read_corpus
from ..project import name_files
from .asides import keep_aside, say_aside, say_listed
from .results import resolve_paths
from .told import tell_error

HELP = "take menus, teasers and other furniture off pages"
EXAMPLE = "python -m analysis clean page.txt --why"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("corpus", help="a folder or file of articles: text, HTML, tables, archives")
    parser.add_argument(
        "--out", type=Path, help="a folder for one .txt a document (default: all to the screen)"
    )
    parser.add_argument(
        "--why", action="store_true", help="show the lines that went, each with its reason, instead"
    )
    parser.add_argument(
        "--lines", action="store_true",
        help="show all lines of each page instead: + kept, - dropped with its reason",
    )  # fmt: skip
    parser.add_argument(
        "--json", action="store_true",
        help="write one JSON object per document (with --why or --lines: per line)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Clean; return 0 if every document was read, 1 if one was set aside, 2 if none was read."""
    try:
        with ExitStack() as stack:
            out = _place(options)
            if out:
                stack.enter_context(open_results(out))
            corpus = read_corpus(options.corpus)
            lines, is_cut = say_aside(corpus.set_aside)
            if out:
                names = name_files(corpus.documents["doc_id"], ".txt")
                for name, text in zip(names, corpus.documents["text"], strict=True):
                    write_whole(out / name, f"{text}\n".encode("utf-8", "replace"))
                if is_cut:
                    keep_aside(corpus.set_aside, out)
    except (CannotUse, OSError, ValueError) as error:
        return tell_error(error)
    if options.lines:
        for doc_id in corpus.documents["doc_id"]:
            print(show_page(corpus, doc_id).say(options.json))
    elif options.why or not out:
        show = _show_lines if options.why else _show_bodies
        for line in show(corpus, options.json):
            print(line)
    if is_cut:
        lines.append(say_listed(corpus.set_aside, out))
    for line in lines:
        print(line, file=sys.stderr)
    return int((corpus.set_aside["outcome"] == "set aside").any())


def _place(options: argparse.Namespace) -> Path | None:
    """Return where files are written, if they are: never among the articles of the same names."""
    if not options.out:
        return None
    corpus, out = resolve_paths(options.corpus, options.out)
    if out.is_relative_to(corpus) or out == corpus.parent and corpus.is_file():
        raise CannotUse(
            f"--out {out} lies among the articles, and could replace them: name a folder beside "
            "them"
        )
    return out


def _show_bodies(corpus: Corpus, as_json: bool):
    for row in corpus.documents.itertuples():
        date = "" if row.date is None or row.date != row.date else f"{row.date:%Y-%m-%d}"
        if as_json:
            told = {"date_evidence": row.date_evidence, "title": row.title, "source": row.source}
            yield json.dumps({"doc_id": row.doc_id, "date": date, **told, "text": row.text})
        else:
            yield make_visible(f"== {row.doc_id}, {date or 'undated'} ({row.date_evidence})")
            yield from map(make_visible, row.text.split("\n"))


def _show_lines(corpus: Corpus, as_json: bool):
    rows = corpus.dropped_lines[corpus.dropped_lines["reason"] != "blank"]
    for row in rows.to_dict("records"):
        text = f"{row['doc_id']}, line {row['line_no']}, {row['reason']}: {row['text']}"
        yield json.dumps(row) if as_json else make_visible(text)
