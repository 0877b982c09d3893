"""`clean`: takes the furniture off pages and says of every line that goes why."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from ..charts import write_whole
from ..documents import Corpus, read_corpus
from ..escapes import make_visible

HELP = "take menus, teasers and other furniture off pages"
EXAMPLE = "python -m analysis clean page.txt --why"
_NO_NAME = re.compile(r"[^\w.-]")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("corpus", help="a folder or file of articles: text, HTML, tables, archives")
    parser.add_argument("--out", type=Path, help="a folder for one .txt a document (default: all to the screen)")
    parser.add_argument("--why", action="store_true", help="show the lines that went, each with its reason, instead")
    parser.add_argument("--json", action="store_true", help="write one JSON object a document (with --why: a line)")


def run(options: argparse.Namespace) -> int:
    """Clean; return 0 if every document was read, 1 if one was set aside, 2 if none could be read."""
    try:
        corpus = read_corpus(options.corpus)
        if options.out:
            _write(corpus, options.out)
    except (OSError, ValueError) as error:
        print(make_visible(f"error: {error}"), file=sys.stderr)
        return 2
    if options.why or not options.out:
        for line in _show_lines(corpus, options.json) if options.why else _show_bodies(corpus, options.json):
            print(line)
    for row in corpus.set_aside.itertuples():
        place = f"{row.file}, line {row.line}" if row.line else row.file
        print(make_visible(f"{row.outcome}: {place}: {row.problem}; {row.remedy}"), file=sys.stderr)
    return int((corpus.set_aside["outcome"] == "set aside").any())


def _write(corpus: Corpus, out: Path) -> None:
    """Write one file a document; a name that a file cannot have, or two would share, is refused before any is written."""
    names = [f"{_NO_NAME.sub('_', doc_id).lstrip('.') or '_'}.txt" for doc_id in corpus.documents["doc_id"]]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ()
    if twice:
        raise ValueError(f"two documents would be named {sorted(twice)[0]}: use --json")
    out.mkdir(parents=True, exist_ok=True)
    for name, text in zip(names, corpus.documents["text"], strict=True):
        write_whole(out / name, (text + "\n").encode())


def _show_bodies(corpus: Corpus, as_json: bool):
    for row in corpus.documents.itertuples():
        date = "" if row.date is None or row.date != row.date else f"{row.date:%Y-%m-%d}"
        if as_json:
            about = {"doc_id": row.doc_id, "date": date, "date_evidence": row.date_evidence, "title": row.title}
            yield json.dumps(about | {"source": row.source, "text": row.text})
        else:
            yield make_visible(f"== {row.doc_id}, {date or 'undated'} ({row.date_evidence})")
            yield from map(make_visible, row.text.split("\n"))


def _show_lines(corpus: Corpus, as_json: bool):
    rows = corpus.dropped_lines[corpus.dropped_lines["reason"] != "blank"]
    for row in rows.to_dict("records"):
        text = f"{row['doc_id']}, line {row['line_no']}, {row['reason']}: {row['text']}"
        yield json.dumps(row) if as_json else make_visible(text)
