"""`review`: says in one report what a change moved, by how much and from which cause."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import re
import sys
import urllib.parse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from ..core.files import write_whole
from ..core.safe_text import make_visible, one_line
from ..core.scratch import CannotUse, open_results
from ..project import ROOT, expand_home
from ..review.attribute import Attribution, attribute
from ..review.compare import Changes, compare_results
from ..review.folders import is_results, read_folder
from ..review.inputs import split_change
from ..review.quoting import quote
from ..review.report import STILL, list_figures, say_verdict, write_report
from ..review.trees import (
    CannotCompare,
    Tree,
    allow_runs,
    find_base,
    read_tree,
    resolve,
    run_tree,
    stop_runs,
)
from ..scaling.processes import ended_on_stop

HELP = "say what a change moved, by how much and from which cause"
EXAMPLE = (
    "python -m analysis review origin/main. The exit code is 0 when the two could be compared, "
    "whatever moved; "
    "1 when something moved under --fail-on-change; 2 when they could not be compared"
)
LOCK = "requirements.lock"


@dataclasses.dataclass(frozen=True)
class Review:
    """Two versions compared: what differs and why, the files of both, their names, what to know,
    their commits.
    """

    changes: Changes
    attribution: Attribution
    base: Tree
    head: Tree
    names: tuple[str, str]
    notes: tuple[str, ...] = ()
    commits: tuple[str | None, ...] = (None, None)

    @property
    def moved(self) -> bool:
        return self.changes.any or bool(list_figures(self.base, self.head))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "base",
        help="the old version: a commit or branch (where HEAD left it counts), or a folder of "
        "results",
    )
    parser.add_argument(
        "head",
        nargs="?",
        help="the new version: a commit, or a folder of results (default: the working tree, or "
        "the project's own results)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="write the report to a file, and the figures that changed beside it",
    )
    parser.add_argument(
        "--images",
        metavar="URL",
        help="where committed files can be seen, as URL/COMMIT/figures/NAME.png; the report links "
        "there",
    )
    parser.add_argument(
        "--json", action="store_true", help="write what moved as JSON instead of a report"
    )
    parser.add_argument("--fail-on-change", action="store_true", help="return 1 if anything moved")


def run(options: argparse.Namespace, root: Path = ROOT) -> int:
    """Compare and report; see EXAMPLE for what is returned."""
    allow_runs()
    try:
        with ended_on_stop(stop_runs), ExitStack() as stack:
            if options.out:  # looked at before anything is run
                options.out = expand_home(options.out)
                if options.out.is_dir():
                    raise CannotUse(
                        f"{options.out} is a folder: name a file, as in {options.out / 'report.md'}"
                    )
                stack.enter_context(open_results(options.out.resolve().parent, alone=False))
            review = (
                _review_folders(options, root)
                if is_results(options.base)
                else _review_commits(options, root)
            )
            return _report(options, review)
    except (CannotCompare, CannotUse) as error:
        print(make_visible(f"error: {one_line(str(error))}"), file=sys.stderr)
        return 2


def _report(options: argparse.Namespace, review: Review) -> int:
    """Write the report; return the exit code."""
    verdict = say_verdict(review.changes, review.attribution)
    if options.json:
        text = _to_json(review)
    else:
        parts = review.changes, review.attribution, review.base, review.head
        text = write_report(
            *parts, names=review.names, notes=review.notes, image=_place_images(options, review)
        )
    if options.out:
        write_whole(options.out, text.encode("utf-8", "backslashreplace"))
        print(verdict if review.moved else STILL)
    else:
        sys.stdout.write(text)
    return 1 if options.fail_on_change and review.moved else 0


def _review_commits(options: argparse.Namespace, root: Path) -> Review:
    if options.head and is_results(options.head):
        raise CannotCompare(
            f"{options.base!r} is no folder of results and {options.head!r} is one: name two of a "
            "kind"
        )
    commits = (
        find_base(root, options.base, options.head),
        options.head and resolve(root, options.head),
    )
    base, head = (read_tree(root, commit) for commit in commits)
    named = [
        f"{options.base} ({commits[0][:12]})",
        f"{options.head} ({commits[1][:12]})" if options.head else "the working tree",
    ]
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(_run, base, named[0])]
        if split_change(base, head):  # else both say the same
            runs.append(pool.submit(_run, head, named[1]))
        before, now = runs[0].result(), runs[-1].result()
    changes = compare_results(before, now)
    # a notebook that stops in both alike is nothing that moved, but what it would have said is not
    # known
    stopped = sorted({*before["problems"]} & {*now["problems"]})
    changes.problems = [p for p in changes.problems if p.split(": ", 1)[1] not in stopped]
    notes = [f"Neither version says all: {quote(problem)}" for problem in stopped]
    stale = [
        name
        for name, code in now["charts"].items()
        if _is_stale(head.get(f"figures/{name}.csv"), code)
    ]
    if stale:
        notes.append(
            f"`figures/` is not what this version makes ({quote(', '.join(stale))}): run `make "
            "figures`."
        )
    if base.get(LOCK) != head.get(LOCK):
        notes.append(
            f"`{LOCK}` differs; both versions ran with what is installed here, so what it moves "
            "is not seen."
        )
    return Review(
        changes,
        attribute(base, head, before, now, run=run_tree),
        base,
        head,
        tuple(named),
        tuple(notes),
        commits,
    )


def _run(tree: Tree, name: str) -> dict:
    try:
        return run_tree(tree)
    except CannotCompare as error:
        raise CannotCompare(f"{name} cannot be run: {error}") from error


def _is_stale(table: bytes | None, code: str) -> bool:
    return bool(code) and (table is None or hashlib.sha256(table).hexdigest()[:12] != code)


def _review_folders(options: argparse.Namespace, root: Path) -> Review:
    new = options.head or root
    (before, base), (now, head) = read_folder(options.base), read_folder(new)
    review = Review(
        compare_results(before, now), Attribution(), base, head, (str(options.base), str(new))
    )
    note = (
        "Folders of results keep no sentences and cannot be run again: name commits to see "
        "those, and the cause."
    )
    return dataclasses.replace(review, notes=(note,)) if review.moved else review


def _place_images(options: argparse.Namespace, review: Review) -> Callable[[str, str], str] | None:
    """Return where pictures can be seen: under a URL of commits, else in a folder beside the
    report, else nowhere.
    """
    if (
        options.images
        and all(review.commits)
        and re.fullmatch(r"https://[\w./:-]+", options.images)
    ):
        commits = dict(zip(("before", "now"), review.commits, strict=True))
        return lambda path, side: f"{options.images.rstrip('/')}/{commits[side]}/{path}"
    if not options.out or options.json:
        return None
    folder = options.out.with_name(f"{options.out.stem}-figures")

    def place(path: str, side: str) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{Path(path).stem}-{side}.png"
        write_whole(folder / name, (review.base if side == "before" else review.head)[path])
        return urllib.parse.quote(f"{folder.name}/{name}")

    return place


def _to_json(review: Review) -> str:
    causes = [
        {k: None if v != v else v for k, v in dataclasses.asdict(c).items()}
        for c in review.attribution.causes
    ]
    out = {
        "verdict": say_verdict(review.changes, review.attribution),
        "moved": review.moved,
        "compared": review.names,
        "notes": review.notes,
        "changed_inputs": list(review.attribution.changes),
        "causes": causes,
        "together": review.attribution.together,
        "n_cancelled": review.attribution.n_cancelled,
        **{name: part for name, part in vars(review.changes).items() if name != "facts"},
        "figures": list_figures(review.base, review.head),
    }
    return json.dumps(out, indent=1) + "\n"
