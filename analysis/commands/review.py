"""`review`: says in one report what a change moved, by how much and from which cause."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..charts import write_whole
from ..paths import ROOT
from ..review import (
    Attribution,
    CannotCompare,
    Changes,
    Tree,
    attribute,
    compare_results,
    find_base,
    is_results,
    list_figures,
    read_folder,
    read_tree,
    run_tree,
    say_verdict,
    write_report,
)

HELP = "say what a change moved, by how much and from which cause"
EXAMPLE = (
    "python -m analysis review origin/main. The exit code is 0 when the two could be compared, whatever moved; "
    "1 when something moved under --fail-on-change; 2 when they could not be compared"
)
LOCK = "requirements.lock"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("base", help="the old version: a commit or branch (where HEAD left it counts), or a folder of results")
    parser.add_argument(
        "head",
        nargs="?",
        help="the new version: a commit, or a folder of results (default: the working tree, or the project's own results)",
    )
    parser.add_argument("--out", type=Path, help="write the report to a file, and the figures that changed beside it")
    parser.add_argument(
        "--images",
        metavar="URL",
        help="where committed files can be seen, as URL/COMMIT/figures/NAME.png; the report links there",
    )
    parser.add_argument("--json", action="store_true", help="write what moved as JSON instead of a report")
    parser.add_argument("--fail-on-change", action="store_true", help="return 1 if anything moved")


def run(options: argparse.Namespace, root: Path = ROOT) -> int:
    """Compare and report; see EXAMPLE for what is returned."""
    try:
        review = _review_folders(options, root) if is_results(options.base) else _review_commits(options, root)
    except CannotCompare as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    changes, attribution, (base, head), names, notes = review
    if options.json:
        text = _to_json(changes, attribution, base, head)
    else:
        image = _place_images(options, base, head, names)
        text = write_report(changes, attribution, base, head, names=names, notes=notes, image=image)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(options.out, text.encode())
        print(say_verdict(changes, attribution))
    else:
        sys.stdout.write(text)
    return 1 if options.fail_on_change and (changes.any or list_figures(base, head)) else 0


def _review_commits(options: argparse.Namespace, root: Path):
    if options.head and is_results(options.head):
        raise CannotCompare(f"{options.base!r} is no folder of results and {options.head!r} is one: name two of a kind")
    start = find_base(root, options.base, options.head)
    base, head = read_tree(root, start), read_tree(root, options.head)
    with ThreadPoolExecutor(2) as pool:
        before, now = pool.map(lambda pair: _run(*pair), ((base, options.base), (head, options.head or "the working tree")))
    changes = compare_results(before, now)
    # a notebook that stops in both alike is nothing that moved, but what it would have said is not known
    stopped = sorted({*before["problems"]} & {*now["problems"]})
    changes.problems = [p for p in changes.problems if p.split(": ", 1)[1] not in stopped]
    notes = [f"Neither version says all: {problem}" for problem in stopped]
    stale = [name for name, code in now["charts"].items() if _is_stale(head.get(f"figures/{name}.csv"), code)]
    if stale:
        notes.append(f"`figures/` is not what this version makes ({', '.join(stale)}): run `make figures`.")
    if base.get(LOCK) != head.get(LOCK):
        notes.append(f"`{LOCK}` differs; both versions ran with what is installed here, so what it moves is not seen.")
    names = (f"{options.base} ({start[:12]})", options.head or "the working tree")
    return changes, attribute(base, head, before, now), (base, head), names, tuple(notes)


def _run(tree: Tree, name: str) -> dict:
    try:
        return run_tree(tree)
    except CannotCompare as error:
        raise CannotCompare(f"{name} cannot be run: {error}") from error


def _is_stale(table: bytes | None, code: str) -> bool:
    return bool(code) and (table is None or hashlib.sha256(table).hexdigest()[:12] != code)


def _review_folders(options: argparse.Namespace, root: Path):
    new = options.head or root
    (before, base), (now, head) = read_folder(options.base), read_folder(new)
    notes = ("Folders of results keep no sentences and cannot be run again: name commits to see those, and the cause.",)
    return compare_results(before, now), Attribution(), (base, head), (options.base, str(new)), notes


def _place_images(
    options: argparse.Namespace, base: Tree, head: Tree, names: tuple[str, str]
) -> Callable[[str, str], str] | None:
    """Return where pictures can be seen: under a URL of commits, else in a folder beside the report, else nowhere."""
    if options.images and options.head and re.fullmatch(r"https://[\w./:-]+", options.images):
        commits = {"before": names[0].rsplit("(", 1)[-1].rstrip(")"), "now": options.head}
        return lambda path, side: f"{options.images.rstrip('/')}/{commits[side]}/{path}"
    if not options.out or options.json:
        return None
    folder = options.out.with_name(f"{options.out.stem}-figures")

    def place(path: str, side: str) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{Path(path).stem}-{side}.png"
        write_whole(folder / name, (base if side == "before" else head)[path])
        return f"{folder.name}/{name}".replace(" ", "%20")

    return place


def _to_json(changes: Changes, attribution: Attribution, base: Tree, head: Tree) -> str:
    out = {k: v for k, v in dataclasses.asdict(changes).items() if k != "facts"}
    causes = [
        {k: None if v != v else v for k, v in dataclasses.asdict(cause).items()} for cause in attribution.causes
    ]
    out |= {
        "verdict": say_verdict(changes, attribution),
        "moved": changes.any,
        "changed_inputs": list(attribution.changes),
        "causes": causes,
        "together": attribution.together,
        "n_cancelled": attribution.n_cancelled,
        "figures": list_figures(base, head),
    }
    return json.dumps(out, indent=1, ensure_ascii=True) + "\n"
