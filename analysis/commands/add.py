"""`add`: reads new documents into a result that `figures` has written, and says what they moved."""

import argparse
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.cache import keep_results
from ..core.files import write_whole
from ..core.periods import UNDATED, place_documents
from ..core.safe_text import make_visible
from ..core.scratch import CannotUse
from ..corpus.copies import drop_copies
from ..describe.claims_file import read_claims
from ..describe.moved import describe_alerts, describe_calls, describe_new, quote_new
from ..publish.execute import Reading, set_corpus
from ..review.report import write_report
from ..review.trees import CannotCompare
from ..review.versions import compare_folders
from ..scaling.processes import put_off_interrupt
from ..sources.beside import is_beside
from ..sources.source import SET_ASIDE
from ..stats.newest import compare_newest
from ..study import Study
from .added import find_lost, list_moved
from .asides import keep_aside
from .figures import fill_draft
from .gather import Gathered, check_kind, copy_corpus, gather
from .moved import Moved
from .record import Record, hash_corpus, read_record, write_record
from .results import open_draft, publish, resolve_paths
from .told import tell_error

HELP = "add documents to a result and say what they moved"
EXAMPLE = (
    "python -m analysis add new-articles --to my-results. The exit code is 0 when no alert was raised "
    "or nothing is new, 3 when a theme has changed in the newest period, 1 when a notebook failed, 2 when "
    "nothing could be added"
)
CORPUS, REPORT = "corpus", "moved.md"
ALERT = 3  # the exit code


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "new", help="a folder or file of new documents: text, HTML, tables, archives"
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar="OUT",
        help="a folder that `figures --out` has written. All documents are then kept in OUT/corpus: "
        "the first time, those that it was made of are copied there; the folder that they came from "
        "stays as it is and is not read again. OUT/moved.md tells all that moved",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would move, and write nothing"
    )
    parser.add_argument("--json", action="store_true", help="write the same as JSON")
    parser.add_argument(
        "--no-cache", action="store_true", help="make every result anew, and keep none"
    )


def run(options: argparse.Namespace) -> int:
    """Add and say what moved; see EXAMPLE for what is returned."""
    keep_results(not options.no_cache)
    try:
        new, out = _place(options)
        record = read_record(out)
        for corpus in (record.corpus, new):
            check_kind(corpus)
        _look_at_corpus(record, out)
        with open_draft(out, keep=not options.dry_run) as draft:
            record = read_record(out)  # another run may have ended meanwhile
            moved = _add(new, out, draft, record, keep=not options.dry_run)
    except (CannotUse, CannotCompare, OSError, ValueError) as error:
        code = tell_error(error)
        if options.json:
            print(json.dumps({"error": make_visible(str(error))}))
        return code
    for line in [moved.to_json()] if options.json else moved.say():
        print(line)
    for problem in moved.failed:
        tell_error(problem)
    if len(moved.alerts.rows):
        return ALERT
    return 2 if moved.is_nothing_read else int(bool(moved.failed))


def _place(options: argparse.Namespace) -> tuple[Path, Path]:
    """Return the paths of what is added and of the result; raises CannotUse if they cannot be."""
    new, out = resolve_paths(options.new, options.to, what="documents")
    if new.is_relative_to(out) or out.is_relative_to(new):
        raise CannotUse(f"{new} and {out} lie in one another: put the new documents elsewhere")
    return new, out


def _look_at_corpus(record: Record, out: Path) -> None:
    """Raise CannotUse unless the corpus of a result is there, and is that which was added to."""
    own = out / CORPUS
    if not record.corpus.exists():
        raise CannotUse(
            f"no corpus at {record.corpus}, of which {out} was made: put it back, or make the result "
            "again with figures"
        )
    if os.path.lexists(own) and not (own.is_dir() and record.corpus == own):
        raise CannotUse(
            f"{own} is there already, and {out} was made of {record.corpus}: move it away, or make "
            f"the result of what it holds: python -m analysis figures {own} --out {out}"
        )


def _study(path: Path, reading: Reading) -> Study:
    how: dict[str, Any] = {**reading.corpus, **reading.study}
    return Study(path, **how, period=reading.period)


def _add(new: Path, out: Path, draft: Path, record: Record, *, keep: bool) -> Moved:
    """Make the results of all documents in the draft, compare, and move what is new into place."""
    corpus, own = draft / CORPUS, out / CORPUS
    is_stale = hash_corpus(record.corpus) != record.files
    old = _study(record.corpus, record.reading)
    copy_corpus(record.corpus, corpus, own=record.corpus == own)
    aside = old.corpus.set_aside
    empty = set(aside.loc[aside["outcome"] == SET_ASIDE, "file"]) - set(
        old.corpus.documents["file"]
    )
    found = gather(new, corpus, without=empty)
    moved = Moved(str(new), str(out), found, is_stale=is_stale)
    if not found.added and not is_stale:
        moved.is_nothing_read = bool(found.refused) and not found.known
        return moved
    news = _study(corpus, record.reading)
    moved.read(news, [name for name in found.added if not is_beside(name)])
    # one that stands for another that could not be read either stays, as that one did
    if lost := find_lost(news.corpus, [name for name in found.added if name not in empty]):
        for name in lost:
            (corpus / name).unlink(missing_ok=True)
        found.added = [name for name in found.added if name not in lost]
        found.lost |= lost
        news = _study(corpus, record.reading)
    moved.count_aside(old.corpus.set_aside, news.corpus.set_aside)
    if not (len(moved.new) or moved.n_copies or is_stale or any(map(is_beside, found.added))):
        moved.is_nothing_read = not found.known
        return moved
    files = hash_corpus(corpus)
    books, _, moved.failed = fill_draft(str(corpus), draft, record.reading, is_told=False)
    _name_corpus(draft, own)
    # of a corpus that had changed nobody knows which documents the result was made of
    documents = None if is_stale else list_moved(old.documents, news.documents)
    review = compare_folders(out, draft, documents=documents)
    moved.review = replace(review, names=("before", "now"), notes=())
    _measure(moved, old, news)
    if keep and any(draft.glob("notebooks/*")):
        with put_off_interrupt():
            _keep_corpus(corpus, own, found)
            # a run that is killed here is known by it, and the next makes the figures
            write_record(out, Record(own, record.reading, ""))
            moved.failed += publish(draft, out, books)
            keep_aside(news.corpus.set_aside, out)
            report = write_report(moved.review).encode("utf-8", "backslashreplace")
            write_whole(out / REPORT, report)
            write_record(out, Record(own, record.reading, files))
        moved.is_kept = True
    return moved


def _name_corpus(draft: Path, own: Path) -> None:
    """Let the notebooks name the folder in which the documents will be."""
    import nbformat

    for file in sorted((draft / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(file, as_version=4)
        set_corpus(notebook, str(own))
        nbformat.write(notebook, file)


def _measure(moved: Moved, old: Study, news: Study) -> None:
    """Find what moved: calls, alerts, shares, and sentences of the new documents."""
    moved.themes = themes = news.themes
    moved.calls = describe_calls(old.changes, news.changes, themes)
    moved.shares = describe_new(news.counts, moved.new, themes)
    moved.claim_themes = {row["text"]: row["theme"] for row in read_claims(news.path)}
    moved.quotes = quote_new(news.mentions, news.speech, news.documents, moved.new)
    counted = drop_copies(news.documents)
    periods = place_documents(counted, news.period)
    dated = periods[periods != UNDATED]
    newest = max(dated, default="")
    is_new = counted.loc[periods == newest, "doc_id"].isin(moved.new).any()
    if newest and (is_new or moved.is_stale):
        moved.period = newest
        moved.newest = compare_newest(news.counts, counted, period=newest, family=themes.main)
        moved.alerts = describe_alerts(moved.newest, themes, newest)


def _keep_corpus(corpus: Path, own: Path, found: Gathered) -> None:
    """Move the documents into place: all the first time, later those that are new."""
    if not own.exists():
        shutil.move(corpus, own)
        return
    for name in found.added:
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(corpus / name, own / name)
