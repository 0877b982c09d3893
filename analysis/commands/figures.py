"""`figures`: executes the notebooks on a corpus and writes every chart with its table."""

import argparse
import os
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from ..charts._saved import FOLDER_VARIABLE
from ..charts.chart import write_gallery
from ..core.cache import keep_results
from ..core.periods import PERIODS, bound_span
from ..core.progress import open_bar
from ..core.safe_text import make_visible, unescape_markdown
from ..core.scratch import CannotUse
from ..corpus.date_range import keep_dates
from ..corpus.read import TALLY, Corpus, read_corpus
from ..describe.findings import say_count
from ..describe.reading import summarise_reading
from ..project import PACKAGES, ROOT, find_path
from ..publish import kernels
from ..publish.execute import NOTEBOOKS, Reading, count_cells, names_example
from ..publish.execute import execute as _execute
from ..scaling.processes import (
    count_cores,
    end_forkserver,
    ended_on_stop,
    preload,
    put_off_interrupt,
)
from ..themes.lexicon import read_themes
from .asides import cut, keep_aside, say_aside, say_listed
from .read import add_corpus, add_reading_options, read_columns
from .record import Record, hash_corpus, write_record
from .results import SEEDS, compare_files, open_draft, place_results, publish
from .told import tell_error

HELP = "execute the notebooks and write every chart"
EXAMPLE = "python -m analysis figures my-articles --out my-results"
# What kernels and notebooks import, loaded once and forked; what is not installed is left out.
_LOADED = (
    kernels.__name__,
    "ipykernel.kernelapp",
    "scipy.optimize",
    "scipy.stats",
    "sklearn.feature_extraction.text",
    "anywidget",
    "itables",
)
# Notebooks executed at once: one waits while another computes, and each holds the corpus.
_FEWEST, _MOST = 2, 4
_FIRST = ("files", "dates", "set aside")  # what is said of the corpus before anything is done
THREADS = "notebook"  # how the names of threads begin that wait for kernels
_STOP_TAKES = 1.5  # seconds that threads have to see that their kernels are gone


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_corpus(parser)
    parser.add_argument(
        "--out", type=Path,
        help="where notebooks/ and figures/ are written (default: the project; a corpus of your "
        "own needs it)",
    )  # fmt: skip
    add_reading_options(parser)
    parser.add_argument(
        "--themes", type=Path, help="a lexicon of your own (default: that of the package)"
    )
    parser.add_argument(
        "--period", choices=("auto", *PERIODS, "document"), default="auto",
        help="what stands as one in charts (default: by the number of documents and their span)",
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="start", default="", metavar="PERIOD",
        help="leave out what is earlier, as in 2020, 2020-Q4, 2020-10 or 2020-10-06",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="end", default="", metavar="PERIOD", help="leave out what is later"
    )
    parser.add_argument(
        "--no-cache", action="store_true",
        help="make every result anew, and keep none for the next run (set ANALYSIS_CACHE to a folder to "
        "keep them there)",
    )  # fmt: skip
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a committed file would change"
    )


def run(options: argparse.Namespace) -> int:
    """Execute and write; return 0 if all went well, 1 if something failed or would change, else 2.

    It cannot begin without a corpus, or a folder that results can be written to: both are looked at
    first.
    """
    keep_results(not (options.no_cache or options.check))
    try:
        corpus, out = place_results(options)
        name = "seeds" if corpus == SEEDS.resolve() else str(corpus)
        with open_draft(out, keep=not options.check) as draft:
            reading = _say_reading(options)
            files = "" if out == ROOT or (corpus / TALLY).is_file() else hash_corpus(corpus)
            return _run(name, out, draft, Record(corpus, reading, files), check=options.check)
    except (CannotUse, FileNotFoundError, ValueError) as error:
        return tell_error(error)


def _say_reading(options: argparse.Namespace) -> Reading:
    """Return how the corpus is read, where not as usual; a lexicon is read once, as a trial."""
    columns = read_columns(options.column)
    chosen = {"columns": columns} if columns else {}
    chosen |= {"clean": options.clean} if options.clean != "auto" else {}
    study = {"start": options.start, "end": options.end}
    bound_span(**study)
    if options.themes:
        path = find_path(options.themes).resolve()
        read_themes(path)
        study["themes"] = str(path)
    return Reading(chosen, {k: v for k, v in study.items() if v}, options.period)


def _run(corpus_name: str, out: Path, draft: Path, record: Record, *, check: bool) -> int:
    """Execute all notebooks into the draft; what succeeds moves to `out`."""
    books, corpus, failed = fill_draft(corpus_name, draft, record.reading, is_told=not check)
    n_done = len(books) - len(failed)
    if check:
        failed = failed or compare_files(draft, out)
    # what a small corpus of one's own can show is shown; the project's is whole
    elif not failed or out != ROOT and any(draft.glob("notebooks/*")):
        with put_off_interrupt():
            failed += publish(draft, out, books)
            if out != ROOT:
                write_record(out, record)
    for error in failed:
        tell_error(error)
    told = "" if failed or check else f"; figures in {os.path.relpath(out / 'figures')}"
    n = len(corpus.documents)
    read = say_count(n, "document")
    if corpus.n_whole:
        read = f"{n:,} of {corpus.n_whole:,} documents, counts on all"
    print(make_visible(f"{n_done} of {len(books)} notebooks executed on {read}{told}"))
    lines, _ = say_aside(corpus.set_aside)
    for line in lines:
        print(line)
    if not check and out != ROOT and keep_aside(corpus.set_aside, out):
        print(say_listed(corpus.set_aside, out))
    return 1 if failed else 0


def fill_draft(
    corpus_name: str, draft: Path, reading: Reading, *, is_told: bool
) -> tuple[list[str], Corpus, list[str]]:
    """Execute all notebooks into a draft; return their names, the corpus and what went wrong.

    `corpus_name` is the path of the corpus, or "seeds". With `is_told`, what was read is said
    before the notebooks are executed. Raises FileNotFoundError or ValueError if nothing can be read.
    """
    # the longest first
    books = sorted(NOTEBOOKS.glob("*.ipynb"), key=lambda book: (-book.stat().st_size, book.name))
    if corpus_name != "seeds":
        books = [book for book in books if not names_example(book)]
    (draft / "figures").mkdir()
    os.environ[FOLDER_VARIABLE] = str(draft / "figures")
    path = [str(PACKAGES), os.environ.get("PYTHONPATH")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    preload(*_LOADED)
    with ended_on_stop(end_forkserver):
        # while libraries load; a corpus that cannot be read starts no kernel
        corpus = read_corpus(corpus_name, **reading.corpus)
        span = {name: reading.study.get(name, "") for name in ("start", "end")}
        corpus = keep_dates(corpus, **span)
        if is_told:  # before what takes long
            for sentence in summarise_reading(corpus).only(fact=_FIRST).sentences:
                print(cut(unescape_markdown(sentence)), flush=True)
        errors = _execute_all(books, draft, corpus_name, reading)
    write_gallery(draft / "figures")
    failed = [error for _, error in sorted(errors.items()) if error]
    return [book.name for book in books], corpus, failed


def _execute_all(
    books: list[Path], draft: Path, corpus_name: str, reading: Reading
) -> dict[str, str]:
    """Execute notebooks, one for each core; return what went wrong by notebook, "" for nothing."""
    jobs: list[Future] = []
    pool = ThreadPoolExecutor(min(max(count_cores(), _FEWEST), _MOST), thread_name_prefix=THREADS)
    try:
        with open_bar("executing", sum(map(count_cells, books)), " cells") as bar:
            given = draft, corpus_name, reading, bar.update
            jobs += [pool.submit(_execute, book, *given) for book in books]
            return {book.name: job.result() for book, job in zip(books, jobs, strict=True)}
    except BaseException:  # kernels are ended already where the run was stopped
        pool.shutdown(wait=False, cancel_futures=True)
        wait(jobs, timeout=_STOP_TAKES)
        raise
    finally:
        pool.shutdown(wait=False)
