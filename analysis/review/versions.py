"""Two versions of the project, or two folders of results, compared: what differs, and why."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ..core.counts import say_some
from .attribute import Attribution, attribute
from .compare import Changes, compare_results
from .figures import Figure, compare_figures
from .folders import drop_unlisted, is_results, read_folder, read_results
from .inputs import DRAWING, split_change
from .quoting import code, quote
from .trees import CannotCompare, Tree, find_base, read_tree, resolve, run_tree

LOCK = "requirements.lock"
_ENTRY = "analysis/__init__.py"
_STALE = 5  # stale charts that are named
_FOLDERS = (
    "Folders of results keep no sentences and cannot be run again: name commits to see those, and "
    "the cause."
)


@dataclass(frozen=True)
class Review:
    """Two versions compared: what differs and why, and which charts changed."""

    changes: Changes
    attribution: Attribution = Attribution()
    base: Tree = field(default_factory=dict)
    head: Tree = field(default_factory=dict)
    names: tuple[str, str] = ("before", "now")
    notes: tuple[str, ...] = ()  # what to know of the comparison, in Markdown
    commits: tuple[str | None, str | None] = (None, None)
    figures: list[Figure] = field(default_factory=list)

    @property
    def n_pictures(self) -> int:
        """Return of how many charts the picture changed."""
        return sum(figure.moved for figure in self.figures)

    @property
    def moved(self) -> bool:
        """Whether anything differs."""
        return self.changes.any or bool(self.figures)


def compare_versions(
    root: Path, base: str, head: str | None, *, run: Callable[..., dict] = run_tree
) -> Review:
    """Compare two commits of the project at `root`, or one with the working tree (None).

    Raises CannotCompare if a commit is not known or the new version cannot be run.
    """
    if head and is_results(head):
        said = f"{base!r} is no folder of results and {head!r} is one: name two of a kind"
        raise CannotCompare(said)
    commits = find_base(root, base, head), resolve(root, head) if head else None
    trees = read_tree(root, commits[0]), read_tree(root, commits[1])
    tip = _name_commit(head, commits[1], commits[1]) if head and commits[1] else "the working tree"
    names = _name_commit(base, commits[0], resolve(root, base)), tip
    if _ENTRY not in trees[1]:
        raise CannotCompare(f"{names[1]} holds no `{_ENTRY}`: name a version of the project")
    notes = []
    if trees[0].get(LOCK) != trees[1].get(LOCK):
        notes.append(
            f"`{LOCK}` differs; both versions ran with what is installed here, so what it moves "
            "is not seen."
        )
    inputs = split_change(*trees)
    if not inputs and not compare_figures(*trees, {}):  # both say the same
        return Review(Changes(), Attribution(), *trees, names, tuple(notes), commits)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(_run, run, trees[0], names[0])]
        if inputs:
            draw = bool(DRAWING & inputs.keys())
            runs.append(pool.submit(_run, run, trees[1], names[1], draw=draw))
        now = runs[-1].result()  # one that cannot be run ends the review
        try:
            before = runs[0].result()
        except CannotCompare as error:
            said = f"Too far apart to attribute: comparing results only. {quote(str(error))}"
            return _compare_committed(trees, names, commits, (*notes, said))
    changes = compare_results(before, now)
    # a notebook that stops in both alike is nothing that moved, but what it would have said is not
    # known
    stopped = sorted({*before["problems"]} & {*now["problems"]})
    changes.problems = [p for p in changes.problems if p.split(": ", 1)[1] not in stopped]
    notes += [f"Neither version says all: {quote(problem)}" for problem in stopped]
    figures = compare_figures(*trees, now)
    if stale := [figure.path.split("/", 1)[1] for figure in figures if figure.stale]:
        shown = say_some([*map(code, stale)], _STALE)
        said = f"`figures/` does not hold what this version makes ({shown})"
        notes.append(f"{said}: run `make figures`.")
    why = attribute(*trees, before, now, run=run)
    return Review(changes, why, *trees, names, tuple(notes), commits, figures)


def _name_commit(asked: str, commit: str, tip: str) -> str:
    """Return one name of a commit: twelve digits, with the branch that was asked for."""
    name = "" if tip.startswith(asked.lower()) else asked
    if commit != tip:
        return f"{commit[:12]}, where the new version left {name or tip[:12]}"
    return f"{name} ({commit[:12]})" if name else commit[:12]


def _run(run: Callable[..., dict], tree: Tree, name: str, **how: bool) -> dict:
    try:
        return run(tree, **how)
    except CannotCompare as error:
        raise CannotCompare(f"{name} cannot be run: {error}") from error


def _compare_committed(
    trees: tuple[Tree, Tree],
    names: tuple[str, str],
    commits: tuple[str, str | None],
    notes: tuple[str, ...],
) -> Review:
    """Compare the results that both versions hold, where the old one cannot be run any more."""
    before, now = map(read_results, trees, names)
    drop_unlisted(before, now)
    figures = compare_figures(*trees, {})
    return Review(
        compare_results(before, now), Attribution(), *trees, names, notes, commits, figures
    )


def compare_folders(
    old: str | Path, new: str | Path, *, documents: tuple[dict, dict] | None = None
) -> Review:
    """Compare two folders of results by their files.

    `documents` are those of each that may have moved, with their facts, else those that a table of
    both lists. Raises CannotCompare if there are no results in one, or a file of them is broken.
    """
    (before, base), (now, head) = read_folder(old), read_folder(new)
    if documents is not None:
        before["documents"], now["documents"] = documents
    else:
        drop_unlisted(before, now)
    changes, figures = compare_results(before, now), compare_figures(base, head, {})
    notes = (_FOLDERS,) if changes.any or figures else ()
    return Review(changes, Attribution(), base, head, (str(old), str(new)), notes, figures=figures)
