"""`review`: says in one report what a change moved, by how much and from which cause."""

import argparse
import dataclasses
import json
import re
import sys
import urllib.parse
from contextlib import ExitStack
from pathlib import Path

from ..core.files import write_whole
from ..core.safe_text import one_line
from ..core.scratch import CannotUse, open_results
from ..project import ROOT, expand_home
from ..review.figures import Place
from ..review.folders import is_results
from ..review.quoting import quote
from ..review.report import write_report
from ..review.trees import CannotCompare, allow_runs, run_tree, stop_runs
from ..review.verdict import STILL, say_verdict
from ..review.versions import Review, compare_folders, compare_versions
from ..scaling.processes import ended_on_stop
from .told import tell_error

HELP = "say what a change moved, by how much and from which cause"
EXAMPLE = (
    "python -m analysis review origin/main. The exit code is 0 when the two could be compared, "
    "whatever moved; "
    "1 when something moved under --fail-on-change; 2 when they could not be compared"
)
_TOLD = ("path", "said", "moved", "stale")  # of a chart, as JSON


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "base",
        help="the old version: a commit or branch (where HEAD left it counts), or a folder of "
        "results",
    )
    parser.add_argument(
        "head", nargs="?",
        help="the new version: a commit, or a folder of results (default: the working tree, or "
        "the project's own results)",
    )  # fmt: skip
    parser.add_argument(
        "--out",
        type=Path,
        help="write the report to a file, and the figures that changed beside it",
    )
    parser.add_argument(
        "--images", metavar="URL",
        help="where committed files can be seen, as URL/COMMIT/figures/NAME.png; the report links "
        "there",
    )  # fmt: skip
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
            if options.base.strip() and is_results(options.base):
                review = compare_folders(options.base, options.head or root)
            else:
                review = compare_versions(root, options.base, options.head, run=run_tree)
            return _report(options, review)
    except (CannotUse, CannotCompare) as error:
        code = tell_error(one_line(str(error)))
        # else an earlier report would be taken for this one
        if isinstance(error, CannotCompare) and options.out and not options.json:
            said = f"**These versions could not be compared: {quote(str(error), most=600)}**\n"
            write_whole(options.out, said.encode("utf-8", "backslashreplace"))
        return code


def _report(options: argparse.Namespace, review: Review) -> int:
    """Write the report; return the exit code."""
    place = _place_images(options, review)
    text = _to_json(review) if options.json else write_report(review, place)
    if options.out:
        write_whole(options.out, text.encode("utf-8", "backslashreplace"))
        print(say_verdict(review) if review.moved else STILL)
    else:
        sys.stdout.write(text)
    return 1 if options.fail_on_change and review.moved else 0


def _place_images(options: argparse.Namespace, review: Review) -> Place | None:
    """Return where pictures can be seen: under a URL of commits, beside the report, or nowhere."""
    if re.fullmatch(r"https://[\w./:-]+", options.images or "") and all(review.commits):
        sides = zip(("before", "now"), review.commits, (review.base, review.head), strict=True)
        seen = {side: (commit, tree) for side, commit, tree in sides}

        def link(path: str, side: str, data: bytes) -> str:
            commit, tree = seen.get(side, ("", {}))
            held = tree.get(f"{path}.png") == data  # else it was drawn now, or is a difference
            return f"{options.images.rstrip('/')}/{commit}/{path}.png" if held else ""

        return link
    if not options.out or options.json:
        return None
    folder = options.out.with_name(f"{options.out.stem}-figures")

    def keep(path: str, side: str, data: bytes) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{Path(path).stem}-{side}.png"
        write_whole(folder / name, data)
        return urllib.parse.quote(f"{folder.name}/{name}")

    return keep


def _to_json(review: Review) -> str:
    causes = map(dataclasses.asdict, review.attribution.causes)
    moves = {k: v for k, v in vars(review.changes).items() if k not in ("facts", "readings")}
    readings = [
        {"old": row.old, "new": row.new, "notebooks": row.notebooks, "subject": row.subject}
        | {"cause": review.attribution.origins.get(row.key, "")}
        for row in review.changes.readings
    ]
    out = {
        "verdict": say_verdict(review),
        "moved": review.moved,
        "compared": review.names,
        "notes": review.notes,
        "changed_inputs": list(review.attribution.changes),
        "causes": [{k: None if v != v else v for k, v in cause.items()} for cause in causes],
        "n_cancelled": review.attribution.n_cancelled,
        "readings": readings,
        **moves,
        "figures": [{name: getattr(f, name) for name in _TOLD} for f in review.figures],
    }
    return json.dumps(out, indent=1) + "\n"
