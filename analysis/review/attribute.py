"""Which input moved a result: the old version is run again with one new input at a time."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .facts import SAID, Fact, find_moved, list_facts
from .inputs import INPUTS, PACKAGE, Change, mix, split_change
from .trees import CannotCompare, Tree, run_tree

_AT_ONCE = 2


@dataclass(frozen=True)
class Cause:
    """What moved a part of a result: an input that differs, or several that act on one another.

    The name is the input's, or joins several: " and " where they could only be run together,
    " together with " where they move a fact only together, " or " where each alone is enough.
    `said` and `measured` are the shares (0-1) of the readings and claims, and of all other facts,
    that it moved; over all causes they add up to 1. NaN where nothing of the kind moved.
    """

    name: str
    files: tuple[str, ...]  # paths that differ
    said: float
    measured: float
    n_said: int  # readings and claims that it moved
    remark: str = ""  # why it was run with others, or not at all


@dataclass(frozen=True)
class Attribution:
    """The causes, the greatest first; each fact that moved is one cause's."""

    causes: tuple[Cause, ...] = ()
    # readings and claims that an input moves alone and that stand still when all change
    n_cancelled: int = 0
    changes: dict[str, Change] = field(default_factory=dict, repr=False)  # inputs that differ
    origins: Mapping[Fact, str] = field(default_factory=dict, repr=False)


def attribute(
    base: Tree, head: Tree, before: dict, now: dict, *, run: Callable[[Tree], dict] = run_tree
) -> Attribution:
    """Return which inputs moved a result, first the one that moved most readings and claims.

    `before` and `now` are what the versions say; `run` runs one, where several inputs differ.
    """
    changes, old, new = split_change(base, head), list_facts(before), list_facts(now)
    moved = find_moved(old, new)
    if not changes or not moved:
        return Attribution(changes=changes)
    known = {*before.get("problems", ()), *now.get("problems", ())}

    def look(names: tuple[str, ...]) -> dict | str:
        """Return what is said with these inputs alone, or why that cannot be run."""
        if len(names) == len(changes):
            return new
        try:
            mixed = run(mix(base, head, changes, list(names)))
        except CannotCompare as error:
            return str(error)
        odd = [problem for problem in mixed.get("problems", ()) if problem not in known]
        return odd[0] if odd else list_facts(mixed)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        looked = dict(zip(changes, pool.map(lambda name: look((name,)), changes), strict=True))
    alone: dict[tuple[str, ...], dict] = {
        (name,): facts for name, facts in looked.items() if not isinstance(facts, str)
    }
    why = {name: facts for name, facts in looked.items() if isinstance(facts, str)}
    rest = _join(why, changes, look, alone) if why else None
    origins = {key: _find_origin(key, old, new, alone, rest) for key in moved}
    units = [*alone, *([rest] if rest and rest not in alone else [])]
    named = {" and ".join(unit): unit for unit in units}
    said: dict[Fact, tuple] = {}
    first: dict[tuple, str] = {}
    for key in sorted((key for key in moved if key[0] in SAID), key=repr):
        # a reading that several notebooks give alike is one reading
        said[key] = key if key[0] == "claim" else (old.get(key), new.get(key))
        origins[key] = first.setdefault(said[key], origins[key])
    names = [*named, *sorted({*origins.values()} - set(named))]
    total = len(first), len(moved) - len(said)
    causes = []
    for name in names:
        split = re.split(" and | together with | or ", name)
        parts = named.get(name, tuple(n for n in changes if n in split))
        n_said = sum(origin == name for origin in first.values())
        n_other = sum(origin == name and key not in said for key, origin in origins.items())
        remarks = [f"{n} could not be run alone ({why[n]})" for n in parts if n in why]
        causes.append(
            Cause(
                name=name,
                files=tuple(dict.fromkeys(path for n in parts for path in changes[n])),
                said=n_said / total[0] if total[0] else float("nan"),
                measured=n_other / total[1] if total[1] else float("nan"),
                n_said=n_said,
                remark="; ".join(remarks) if name in named else "",
            )
        )
    # stable: else as in INPUTS
    causes.sort(key=lambda cause: (-cause.n_said, -cause.measured if total[1] else 0.0))
    strayed = {
        key for facts in alone.values() for key in find_moved(old, facts) - moved if key[0] in SAID
    }
    return Attribution(tuple(causes), len({key[1:] for key in strayed}), changes, origins)


def _join(why: dict[str, str], changes: dict[str, Change], look, alone: dict) -> tuple[str, ...]:
    """Return the inputs that only run together, and keep in `alone` what they say."""
    joined: tuple[str, ...] = ()
    # code that cannot be run alone is tried with what else of the package changed
    for more in (("code",), PACKAGE):
        joined = tuple(name for name in INPUTS if name in changes and (name in why or name in more))
        facts = look(joined) if len(joined) > 1 else ""
        if not isinstance(facts, str):
            for name in joined:
                alone.pop((name,), None)
            alone[joined] = facts
            return joined
    # where they cannot be run even together, what the others leave unexplained is theirs
    return tuple(name for name in INPUTS if name in why)


def _find_origin(
    key: Fact, old: dict, new: dict, alone: dict[tuple[str, ...], dict], rest: tuple | None
) -> str:
    """Return the cause of a fact that moved: what makes it alone, else what makes it together."""
    makers = [unit for unit, facts in alone.items() if facts.get(key) == new.get(key)]
    if makers:
        return " or ".join(" and ".join(unit) for unit in makers)
    if rest is not None and rest not in alone:
        return " and ".join(rest)
    movers = [unit for unit, facts in alone.items() if facts.get(key) != old.get(key)]
    movers = movers if len(movers) > 1 else list(alone)
    return " together with ".join(" and ".join(unit) for unit in movers)
