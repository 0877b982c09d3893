"""YAML files that people edit, read so that each fault is named with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

# Half of a surrogate pair, as `\\ud83d` in a file that a program wrote: no text has it.
_HALF = re.compile("[\ud800-\udfff]")
# Written in C where it can be had: ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100  # lists and mappings within one another
_TOO_DEEP = "brackets or lines within hundreds of others; write lists of words"
_MOST = 200_000  # parts of a file; aliases of aliases would make any number


class _Fault(Exception):
    """A fault of which the message says all."""


@dataclass(frozen=True)
class Place:
    """A place in a YAML file, to name in a fault."""

    file: str
    lines: dict[tuple, int]  # of each part of the file, by its path of keys and positions
    path: tuple = ()  # the part that is meant
    words: str = ""  # what names the part beside its line, as in ", theme 'x'"

    def at(self, *path: object, words: str = "") -> Place:
        """Return the place of a part within this one."""
        return Place(self.file, self.lines, (*self.path, *path), self.words + words)

    def fault(self, problem: str) -> ValueError:
        """Return the error that names file and line, to be raised; of a part that is missing, those
        of what lacks it.
        """
        path = self.path
        while path not in self.lines:
            path = path[:-1]
        return ValueError(f"{self.file}, line {self.lines[path]}{self.words}: {problem}")


def read_yaml(path: Path, *, aliases: bool = False) -> tuple[object, Place]:
    """Return the content of a YAML file (in UTF-8, no key twice in one mapping), and the place of
    the whole of it.

    With `aliases` a list that stands elsewhere may be named (`&name`, `*name`). Without, a word that
    begins with a star is told from a list that is missing.

    Raises
    ------
    ValueError
        If it cannot be read as that; the message names the file, the line where it is known, and
        the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8")
        _check_events(text, path.name, aliases)
        data, node = _load(text)
        parts = list(islice(_find_lines(node, (), path.name), _MOST + 1)) if node else [((), 1)]
    except _Fault as error:
        raise ValueError(str(error)) from None
    except OSError as error:
        raise ValueError(
            f"{path}: cannot be read ({error.strerror or error}); name a YAML file"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # what ends too early is missed behind the last line
        line = f", line {min(mark.line + 1, len(text.splitlines()) or 1)}" if mark else ""
        raise ValueError(
            f"{path.name}{line}: not YAML: {getattr(error, 'problem', error)}"
        ) from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name}: not UTF-8; save it in UTF-8") from error
    except RecursionError:  # lists that hold themselves, by aliases
        raise ValueError(f"{path.name}: {_TOO_DEEP}") from None
    except ValueError as error:  # what looks like a date or a number and is none
        raise ValueError(f"{path.name}: {error}; put dates and numbers in quotes") from error
    if len(parts) > _MOST:
        raise ValueError(
            f"{path.name}: more than {_MOST:,} words, or lists within one another by aliases; "
            "write fewer"
        )
    return data, Place(path.name, dict(parts))


def _check_events(text: str, file: str, aliases: bool) -> None:
    """Refuse what would overflow a loader, and an alias where none may be."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent) and not aliases:
            said = "holds a YAML alias; put a word that begins with a star in quotes"
            raise _Fault(f"{file}: {said}")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Fault(f"{file}: {_TOO_DEEP}")


def _load(text: str) -> tuple[object, yaml.Node | None]:
    """Return the content and the nodes that it is made of."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return (None if node is None else loader.construct_document(node)), node
    finally:
        loader.dispose()


def _find_lines(node: yaml.Node, path: tuple, file: str) -> Iterator[tuple[tuple, int]]:
    """Yield the path and line of each part; raise for a key that stands twice, of which YAML would
    keep the last.
    """
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode) and _HALF.search(node.value):
        said = f"half of a character, {node.value!r}; write the character itself"
        raise _Fault(f"{file}, line {node.start_mark.line + 1}: {said}")
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise _Fault(f"{file}, line {line}: a key that is no word; write a word")
            if key.value in seen:
                raise _Fault(f"{file}, line {line}: {key.value!r} stands twice; join the two")
            seen.add(key.value)
            yield from _find_lines(value, (*path, key.value), file)
            yield (*path, key.value), line
    if isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _find_lines(value, (*path, i), file)
