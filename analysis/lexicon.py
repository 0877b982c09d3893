"""The theme lexicon: from a YAML file that people edit to patterns that find its terms.

Patterns are built from escaped words and bounded globs only, never from a user's regular expression, so that
matching stays linear whatever the text. Each theme compiles twice: a coarse gate for RE2, which may let too much
through but never too little, and exact patterns for Python's `re`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

DEFAULT = Path(__file__).with_name("themes.yml")
_KEYS = ("label", "context", "definition", "source", "notes", "terms", "exclude")
_OPTIONS = ("term", "case", "with")

# What the marks of a term stand for. A line break after a hyphen often leaves a space ("Al- Shabaab").
_EXACT = {
    "*": r"[^\W\d_]{0,30}",
    "-": "(?:[-\u00ad\u2010-\u2013\u2212]\\s?|\\s)?",
    " ": r"\s{1,3}",
    "'": "['\u2018\u2019\u02bc]",
}
# The same for RE2, whose \s and \b know ASCII alone: at least as wide, so that the gate misses nothing.
_GATE = {**_EXACT, "*": r"\S{0,30}", "-": "(?:[-\u00ad\u2010-\u2013\u2212]?[\\s\\pZ\x0b\x1c-\x1f\x85]?)",
         " ": "[\\s\\pZ\x0b\x1c-\x1f\x85]{1,3}"}


@dataclass(frozen=True)
class Entry:
    """A term of a theme: as written, its pattern, and what it needs beside it in the sentence."""

    theme: str
    term: str
    pattern: re.Pattern[str]
    gate: str
    company: re.Pattern[str] | None = None
    excluded: bool = False


@dataclass(frozen=True)
class Matcher:
    """What finds one theme: `gate` for RE2, and the entries by how a word must begin to be one of them."""

    gate: str
    entries: dict[str, tuple[Entry, ...]]

    def at(self, text: str, start: int) -> Iterator[Entry]:
        """Yield the entries that may begin at a place of the text: few, where the whole lexicon has hundreds."""
        opening = text[start:start + 2].casefold()
        for key in (opening[:2], opening[:1], ""):
            yield from self.entries.get(key, ())


@dataclass(frozen=True)
class Themes:
    """A compiled lexicon; `labels`, `entries` and `matchers` are in the order of the file."""

    version: int
    labels: dict[str, str]
    definitions: dict[str, str]
    context: frozenset[str]
    entries: tuple[Entry, ...]
    matchers: dict[str, Matcher]

    @property
    def names(self) -> list[str]:
        """All themes, in order."""
        return list(self.labels)

    @property
    def main(self) -> list[str]:
        """The themes that are not context, in order."""
        return [name for name in self.labels if name not in self.context]


def read_themes(path: str | Path | None = None) -> Themes:
    """Read a theme lexicon.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `themes.yml`, which is the default.

    Raises
    ------
    ValueError
        If something in the file is wrong; the message names file, theme and term, and what to do.

    Examples
    --------
    >>> read_themes().main
    ['indo_pacific', 'terrorism', 'technology', 'russia']
    """
    path = Path(path or DEFAULT)
    data = _load(path)
    themes = data["themes"]
    for name, theme in themes.items():
        _check_theme(name, theme, f"{path.name}, theme {name!r}")
    entries = {name: _read_entries(name, theme, f"{path.name}, theme {name!r}") for name, theme in themes.items()}
    return Themes(
        version=data["version"],
        labels={name: theme.get("label", name) for name, theme in themes.items()},
        definitions={name: theme.get("definition", "") for name, theme in themes.items()},
        context=frozenset(name for name, theme in themes.items() if theme.get("context")),
        entries=tuple(entry for group in entries.values() for entry in group),
        matchers={name: _compile(group) for name, group in entries.items()},
    )


def _load(path: Path) -> dict:
    """Return the file's content, sure that it is YAML with a version and themes, none of them twice."""
    text = path.read_text(encoding="utf-8")
    try:
        data, node = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("themes"), dict) or not data["themes"]:
        raise ValueError(f"{path.name}: no themes; it needs `themes:` with at least one name under it")
    if type(data.get("version")) is not int:
        raise ValueError(f"{path.name}: version {data.get('version')!r}; write a whole number, raised with each change")
    _check_twice(node, path.name)
    return data


def _check_twice(node: yaml.MappingNode, where: str) -> None:
    """Raise if a mapping names a key twice: YAML itself would silently keep the last."""
    twice = [key for key, n in Counter(key.value for key, _ in node.value).items() if n > 1]
    if twice:
        raise ValueError(f"{where}: {twice[0]!r} stands twice; join the two")
    for key, value in node.value:
        if isinstance(value, yaml.MappingNode):
            _check_twice(value, f"{where}, {key.value}")


def _check_theme(name: object, theme: object, where: str) -> None:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"{where}: write a name of letters and underscores; what is shown goes under `label`")
    if not isinstance(theme, dict):
        raise ValueError(f"{where}: holds {theme!r}; it needs `terms:` under it")
    unknown = [key for key in theme if key not in _KEYS]
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}; it may have {', '.join(_KEYS)}")
    if type(theme.get("context", False)) is not bool:
        raise ValueError(f"{where}: context is {theme['context']!r}; write true or false")
    for key in ("label", "definition"):
        if not isinstance(theme.get(key, ""), str):
            raise ValueError(f"{where}: {key} is {theme[key]!r}; write it in quotes")
    if not isinstance(theme.get("terms"), list) or not theme["terms"]:
        raise ValueError(f"{where}: terms is {theme.get('terms')!r}; write a list of at least one term")
    if not isinstance(theme.get("exclude") or [], list):
        raise ValueError(f"{where}: exclude is {theme['exclude']!r}; write a list, or leave it out")


def _read_entries(name: str, theme: dict, where: str) -> list[Entry]:
    entries = [_read_term(name, term, where, False) for term in theme["terms"]]
    entries += [_read_term(name, term, where, True) for term in theme.get("exclude") or []]
    seen: set[tuple[str, bool]] = set()
    for entry in entries:
        minds_case = not entry.pattern.flags & re.IGNORECASE
        key = (entry.pattern.pattern if minds_case else entry.pattern.pattern.lower(), minds_case)
        if key in seen:
            raise ValueError(f"{where}, term {entry.term!r}: stands twice; leave one out")
        seen.add(key)
    return entries


def _read_term(theme: str, term: object, where: str, excluded: bool) -> Entry:
    options = term if isinstance(term, dict) else {"term": term}
    where = f"{where}, term {options.get('term', term)!r}"
    unknown = [key for key in options if key not in _OPTIONS]
    if unknown:
        raise ValueError(f"{where}: unknown option {unknown[0]!r}; a term may have {', '.join(_OPTIONS)}")
    word = _check_word(options.get("term"), where)
    case = options.get("case", False)
    if type(case) is not bool:
        raise ValueError(f"{where}: case is {case!r}; write true or false")
    company = options.get("with")
    if "with" in options and (not isinstance(company, list) or not company):
        raise ValueError(f"{where}: with is {company!r}; write a list of words, one of which the sentence must have")
    beside = "|".join(_translate(_check_word(w, f"{where}, with {w!r}"), _EXACT) for w in company or [])
    return Entry(theme, word, re.compile(_translate(word, _EXACT) + r"(?!\w)", 0 if case else re.IGNORECASE),
                 _gate(word, case), re.compile(_bounded(beside), re.IGNORECASE) if beside else None, excluded)


def _check_word(word: object, where: str) -> str:
    if not isinstance(word, str):
        raise ValueError(f"{where}: not text; write it in quotes")
    word = re.sub(r"\s+", " ", word).strip()
    if "**" in word or sum(c.isalnum() for c in word) < 2:
        raise ValueError(f"{where}: finds too much; write at least two letters, and one star where any letters may follow")
    if not re.match(r"[\w*]", word):
        raise ValueError(f"{where}: begins with {word[0]!r}; begin with a letter, a digit or a star")
    return word


def _translate(term: str, marks: dict[str, str]) -> str:
    """Return the pattern of a term: its marks by the table, all else escaped."""
    return "".join(marks.get(c, re.escape(c)) for c in term)


def _bounded(alternatives: str) -> str:
    return rf"(?<!\w)(?:{alternatives})(?!\w)"


def _gate(term: str, case: bool) -> str:
    """Return what RE2 looks for: the term up to its last star, with word boundaries where ASCII has them."""
    stem = term.rstrip("*")
    left = r"\b" if re.match(r"[A-Za-z0-9]", stem) else ""
    right = r"\b" if stem == term and re.search(r"[A-Za-z0-9]$", stem) else ""
    return f"{'(?-i:' if case else '(?:'}{left}{_translate(stem, _GATE)}{right})"


def _compile(entries: list[Entry]) -> Matcher:
    """Return the matcher of one theme's entries."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_opening(entry.term), []).append(entry)
    return Matcher(gate="(?i)" + "|".join(entry.gate for entry in entries if not entry.excluded),
                   entries={key: tuple(group) for key, group in groups.items()})


def _opening(term: str) -> str:
    """Return how a word must begin to be the term: two characters, or fewer where a mark follows or leads."""
    return re.match(r"\w{0,2}", term.casefold()).group()
