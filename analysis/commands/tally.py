"""`tally`: counts themes and tone of a corpus of any size, and says what it took up again."""

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import make_visible
from ..core.scratch import CannotUse, open_results
from ..project import expand_home
from ..scaling.folders import read_aside
from ..scaling.partitions import PARTITION_SIZE
from ..scaling.store import CannotWrite
from ..scaling.tally import Tally, tally_corpus
from .asides import cut, keep_aside, say_kinds
from .read import add_reading_options, read_columns
from .told import tell_error

HELP = "count themes and tone of a corpus of any size"
EXAMPLE = (
    "python -m analysis tally my-crawls --out my-tally; python -m analysis figures my-tally "
    "--out my-results"
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("corpus", help='a folder or file, or an address ("s3://bucket/folder")')
    parser.add_argument(
        "--out", required=True, help="a folder for the tally; run again, it takes up what is there"
    )
    parser.add_argument("--themes", type=Path, help="a lexicon (default: that of the package)")
    add_reading_options(parser)
    parser.add_argument(
        "--workers", type=int, help="processes (default: one a core, one alone for a small corpus)"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask cluster, as in tcp://host:8786"
    )
    parser.add_argument(
        "--partition-size", type=float, default=PARTITION_SIZE / 1e6, metavar="MB",
        help="megabytes of raw text in a partition (default: %(default)g); changes no number",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="write what was done as JSON")


def run(options: argparse.Namespace) -> int:
    """Tally; return 0 if all was counted, 1 if a partition or file was lost, 2 if the corpus or
    folder cannot be used, 130 if it was stopped by Ctrl-C.
    """
    if "://" in options.out:  # which a path would not show
        said = "is an address: name a folder of this machine, or one that it mounts"
        return tell_error(f"--out {options.out} {said}")
    out = expand_home(Path(options.out))
    try:
        with open_results(out.resolve()):
            tally = tally_corpus(
                options.corpus,
                out=out,
                themes=options.themes,
                columns=read_columns(options.column),
                clean=options.clean,
                workers=options.workers,
                scheduler=options.scheduler,
                partition_size=round(options.partition_size * 1e6),
            )
            aside = keep_aside(read_aside(out), out)
    except (CannotUse, CannotWrite, ImportError, OSError, RuntimeError, ValueError) as error:
        return tell_error(error)
    except KeyboardInterrupt:
        said = "stopped: what was done is kept; run the same command again to go on"
        print(said, file=sys.stderr)
        return 130
    if options.json:
        print(json.dumps(dataclasses.asdict(tally)))
    else:
        told = _say(tally)
        if aside:
            told.append(f"set aside or read with a remark; the list: {os.path.relpath(aside)}")
        print("\n".join(map(make_visible, told)))
    errors = [f"error: {failure.name}: {failure.problem}" for failure in tally.failures]
    lines, _ = say_kinds(
        pd.Series("error", index=range(len(errors))),
        pd.Series([failure.problem for failure in tally.failures], dtype=object),
        lambda rows: [cut(make_visible(errors[i])) for i in rows],
    )
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if tally.failures else 0


def _say(tally: Tally) -> list[str]:
    lines = [
        f"{say_count(tally.n_documents, 'document')} "
        f"({say_count(tally.n_copies, 'copy', 'copies')}, counted once) in "
        f"{say_count(tally.n_partitions, 'partition')}; "
        f"{say_count(tally.n_set_aside, 'file or row', 'files or rows')} set aside or read with a "
        "remark",
        f"taken up from earlier runs: {say_count(tally.n_read_before, 'partition')} read, "
        f"{tally.n_measured_before:,} counted",
    ]
    if tally.episodes != "compared":
        said = "episodes: those that metadata and copies give; the corpus is too large to compare "
        lines.append(f"{said}all documents")
    return [*lines, f"tally in {tally.folder}"]
