"""Which input moved a result: the old version is run again with one new input at a time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .compare import list_facts
from .inputs import INPUTS, Change, mix, split_change
from .trees import CannotCompare, Tree, run_tree

_AT_ONCE = 2
_SAID = ("reading", "claim")


@dataclass(frozen=True)
class Cause:
    """An input that differs, and how much of the whole move its change alone makes.

    Parameters
    ----------
    name
        The input, or several joined by " and " that could only be run together.
    files
        Paths that differ.
    said, measured
        Share (0-1) of what readings and claims, and of what all other facts moved, that it
        reproduces alone; NaN where nothing of the kind moved.
    n_said
        Number of readings' and claims' facts it reproduces.
    remark
        Why it was run with others, or not at all.
    """

    name: str
    files: tuple[str, ...]
    said: float
    measured: float
    n_said: int
    remark: str = ""


@dataclass(frozen=True)
class Attribution:
    """The causes, the greatest first.

    Parameters
    ----------
    causes
        One for each input that differs.
    together
        Share (0-1) of all that moved that no input moves alone: they act on one another.
    n_cancelled
        Facts that an input moves alone and that stand still when all change.
    """

    causes: tuple[Cause, ...] = ()
    together: float = 0.0
    n_cancelled: int = 0
    changes: dict[str, Change] = field(default_factory=dict, repr=False)


def attribute(
    base: Tree, head: Tree, before: dict, now: dict, *, run: Callable[[Tree], dict] = run_tree
) -> Attribution:
    """Return which inputs moved a result, first the one that explains most readings and claims.

    Parameters
    ----------
    base, head
        The old and the new version.
    before, now
        What each says (`run_tree`).
    run
        Runs a version; only needed where several inputs differ.
    """
    changes, facts = split_change(base, head), list_facts(before)
    whole = facts ^ list_facts(now)
    if not changes or not whole:
        return Attribution(changes=changes)
    known = {*before.get("problems", ()), *now.get("problems", ())}

    def move(names: tuple[str, ...]) -> set | str:
        """Return what moves with these inputs alone, or why that cannot be run."""
        if len(names) == len(changes):
            return whole
        try:
            mixed = run(mix(base, head, changes, list(names)))
        except CannotCompare as error:
            return str(error)
        new = [problem for problem in mixed.get("problems", ()) if problem not in known]
        return new[0] if new else facts ^ list_facts(mixed)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        alone = dict(zip(changes, pool.map(lambda name: move((name,)), changes), strict=True))
    moves: dict[tuple[str, ...], set] = {
        (name,): moved for name, moved in alone.items() if not isinstance(moved, str)
    }
    why = {name: moved for name, moved in alone.items() if isinstance(moved, str)}
    if why:
        joined = tuple(
            name for name in INPUTS if name in why or (name == "code" and name in changes)
        )
        moves.pop(("code",), None)
        moved = move(joined) if len(joined) > 1 else why[joined[0]]
        # where they cannot be run even together, what the others leave unexplained is theirs
        moves[joined] = whole.difference(*moves.values()) if isinstance(moved, str) else moved
    causes = [_weigh(names, moved, whole, changes, why) for names, moved in moves.items()]
    # stable: else as in INPUTS
    causes.sort(key=lambda cause: (-cause.n_said, -_or_zero(cause.measured)))
    explained = set().union(*moves.values())
    return Attribution(
        tuple(causes), len(whole - explained) / len(whole), len(explained - whole), changes
    )


def _weigh(
    names: tuple[str, ...], moved: set, whole: set, changes: dict[str, Change], why: dict[str, str]
) -> Cause:
    said = {fact for fact in whole if fact[0] in _SAID}
    n_said, n_measured = len(moved & said), len(moved & (whole - said))
    remarks = [f"{name} could not be run alone ({why[name]})" for name in names if name in why]
    return Cause(
        name=" and ".join(names),
        files=tuple(dict.fromkeys(path for name in names for path in changes[name])),
        said=n_said / len(said) if said else float("nan"),
        measured=n_measured / len(whole - said) if whole - said else float("nan"),
        n_said=n_said,
        remark="; ".join(remarks),
    )


def _or_zero(share: float) -> float:
    return share if share == share else 0.0
