"""Which entries of a lexicon or a register changed, named by their words."""

from collections import Counter
from collections.abc import Iterator

import yaml

from .trees import Tree

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C where it can be had
_DEEPEST = 20
_MOST = 100_000  # entries; aliases of aliases would make any number
# Keys that say where an entry belongs, not what it is; and those that are for people.
_PLACES = frozenset("themes terms term words lists ladders".split())
_TOLD = frozenset("reason note definition source version".split())
_NAMES = ("label", "name")
Entry = tuple[str, str]  # where it belongs, its words


def name_entries(base: Tree, head: Tree, files: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return which entries of YAML files changed: where each belongs, how, and its words."""
    out = []
    for path in files:
        if path.endswith((".yml", ".yaml")) and path in base and path in head:
            old, new = _list_entries(base[path]), _list_entries(head[path])
            for entry in dict.fromkeys([*old, *new]):
                if old.get(entry) != new.get(entry):
                    both = entry in old and entry in new
                    how = "otherwise" if both else "with" if entry in new else "without"
                    out.append((entry[0], how, entry[1]))
    return out


def _list_entries(data: bytes) -> dict[Entry, Counter]:
    """Return the entries of a file, each with its options; none of one that cannot be read."""
    out: dict[Entry, Counter] = {}
    try:
        for n, (place, words, options) in enumerate(_walk(yaml.load(data, _Loader))):
            if n > _MOST:
                return {}
            out.setdefault((place, words), Counter())[options] += 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return out


def _walk(part, place: tuple[str, ...] = (), options: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield where each word belongs, the word, and the options of its entry."""
    if len(place) > _DEEPEST:
        raise ValueError("mappings within mappings without end")
    if isinstance(part, list):
        for item in part:
            yield from _walk(item, place, _say_options(item) or options)
    elif not isinstance(part, dict):
        yield ", ".join(place), str(part), options
    else:
        label = next((str(part[key]) for key in _NAMES if isinstance(part.get(key), str)), "")
        place = (*place[:-1], label) if label else place
        for key, value in part.items():
            if key in _TOLD or key in _NAMES or f" {key}=" in options:
                continue
            yield from _walk(value, place if key in _PLACES else (*place, str(key)), options)


def _say_options(item) -> str:
    """Return what an entry says of its words, such as their weight."""
    if not isinstance(item, dict):
        return ""
    told = sorted(
        (str(key), value)
        for key, value in item.items()
        if not isinstance(value, (list, dict)) and key not in {*_PLACES, *_TOLD, *_NAMES}
    )
    return "".join(f" {key}={value}" for key, value in told)
