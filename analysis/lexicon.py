"""The theme lexicon: from a YAML file that people edit to patterns that find its terms.

Patterns are built from escaped words and bounded globs only, never from a user's regular expression, so that
matching stays linear in the text. Each term compiles twice: a coarse gate for RE2, which may let too much through
but never too little, and an exact pattern for Python's `re`, tried only where a word begins like the term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

DEFAULT = Path(__file__).with_name("themes.yml")
_TOP = ("version", "extends", "themes")
_KEYS = ("label", "context", "definition", "source", "notes", "terms", "exclude")
_OPTIONS = ("term", "case", "with")
_REGEX = re.compile(r"[\\()\[\]{}|^$?]")

# What the marks of a term stand for. A line break after a hyphen often leaves a space ("Al- Shabaab").
_EXACT = {
    "*": r"[^\W\d_]{0,30}",
    "-": "(?:[-\u00ad\u2010-\u2013\u2212]\\s?|\\s)?",
    " ": r"\s{1,3}",
    "'": "['\u2018\u2019\u02bc]",
}
# The same for RE2, at least as wide, so that the gate misses nothing: for texts in ASCII, and for others by bytes, since
# classes of characters would swell its automaton.
_SPACE, _BYTES = r"[\s\x0b\x1c-\x1f]", r"(?:\C|\C\C|\C\C\C)"
_GATES = (
    {"*": "[a-z]*", "-": f"(?:-?{_SPACE}?)", " ": f"{_SPACE}{{1,3}}", "'": "'"},
    {"*": r"\C*", "-": rf"(?:{_BYTES}{_BYTES}?)?", " ": rf"(?:\s|{_BYTES}{_BYTES}?)", "'": _BYTES},
)


@dataclass(frozen=True)
class Entry:
    """A term of a theme.

    `pattern` finds it from a word's beginning. `heads` are the words that it can begin with, case-folded, a star
    after one that may go on. `gates` are what RE2 may look for instead, in a text in ASCII and in another; `opening` is what it looks for to
    find the heads.
    `company` is what the sentence must also hold; an `excluded` entry blocks.
    """

    theme: str
    term: str
    pattern: re.Pattern[str]
    heads: tuple[str, ...]
    gates: tuple[str, str]
    opening: str
    company: re.Pattern[str] | None = None
    excluded: bool = False

    @property
    def minds_case(self) -> bool:
        """Whether capitals matter."""
        return not self.pattern.flags & re.IGNORECASE


@dataclass(frozen=True)
class Themes:
    """A compiled lexicon; all its parts are in the order of the file."""

    version: int
    labels: dict[str, str]
    definitions: dict[str, str]
    notes: dict[str, str]
    sources: dict[str, str]
    context: frozenset[str]
    entries: tuple[Entry, ...]

    @property
    def names(self) -> list[str]:
        """All themes, in order."""
        return list(self.labels)

    @property
    def main(self) -> list[str]:
        """The themes that are not context, in order."""
        return [name for name in self.labels if name not in self.context]


@dataclass(frozen=True)
class _Place:
    """A place in a lexicon file, to name in a fault."""

    file: str
    lines: dict[tuple, int]
    path: tuple = ()
    words: str = ""

    def at(self, *path: object, words: str = "") -> _Place:
        return _Place(self.file, self.lines, (*self.path, *path), self.words + words)

    def fault(self, problem: str) -> ValueError:
        path = self.path
        while path not in self.lines:
            path = path[:-1]
        return ValueError(f"{self.file}, line {self.lines[path]}{self.words}: {problem}")


def read_themes(path: str | Path | None = None) -> Themes:
    """Read a theme lexicon.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `themes.yml`, which is the default. With `extends: default` at
        its top its themes and terms come on top of the packaged ones: a theme of the same name is widened, a
        term that the packaged file has too is replaced, and `exclude` takes one away.

    Raises
    ------
    ValueError
        If something in the file is wrong; the message names file, line, theme and term, and what to do.

    Examples
    --------
    >>> read_themes().main
    ['indo_pacific', 'terrorism', 'technology', 'russia']
    """
    path = Path(path or DEFAULT)
    data, place = _load(path)
    for name, theme in data["themes"].items():
        _check_theme(name, theme, place.at("themes", name, words=f", theme {name!r}"))
    entries = {name: _read_entries(name, theme, place.at("themes", name, words=f", theme {name!r}"))
               for name, theme in data["themes"].items()}

    def texts(key: str) -> dict[str, str]:
        return {name: theme[key] for name, theme in data["themes"].items() if theme.get(key)}

    own = Themes(
        version=data.get("version", 0),
        labels={name: name for name in data["themes"]} | texts("label"),
        definitions=texts("definition"),
        notes=texts("notes"),
        sources=texts("source"),
        context=frozenset(name for name, theme in data["themes"].items() if theme.get("context")),
        entries=tuple(entry for group in entries.values() for entry in group.values()),
    )
    return _extend(read_themes(), own, texts("label")) if "extends" in data else own


def _extend(base: Themes, own: Themes, labels: dict[str, str]) -> Themes:
    """Return the base with what a user's file adds or replaces."""
    def key(entry: Entry) -> tuple:
        return entry.theme, entry.term.casefold(), entry.excluded

    replaced = {key(entry) for entry in own.entries}
    kept = [entry for entry in base.entries if key(entry) not in replaced]
    return Themes(
        version=own.version,
        labels=base.labels | {name: own.labels[name] for name in own.labels if name not in base.labels} | labels,
        definitions=base.definitions | own.definitions,
        notes=base.notes | own.notes,
        sources=base.sources | own.sources,
        context=base.context | own.context,
        entries=(*kept, *own.entries),
    )


def _load(path: Path) -> tuple[dict, _Place]:
    """Return the file's content and where each part of it stands, sure that it is YAML with themes, none twice."""
    text = path.read_text(encoding="utf-8")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise ValueError(f"{path.name}: holds a YAML alias; put a term that begins with a star in quotes")
        data, node = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ValueError(f"{path.name}{line}: not YAML: {getattr(error, 'problem', error)}") from error
    place = _Place(path.name, {(): 1})
    if not isinstance(data, dict):
        raise place.fault("no lexicon; it needs `themes:` with at least one name under it")
    place = _Place(path.name, dict(_find_lines(node, (), path.name)))
    unknown = [key for key in data if key not in _TOP]
    if unknown:
        raise place.at(unknown[0]).fault(f"unknown key {unknown[0]!r}; it may have {', '.join(_TOP)}")
    if not isinstance(data.get("themes"), dict) or not data["themes"]:
        raise place.at("themes").fault("no themes; it needs `themes:` with at least one name under it")
    if type(data.get("version", 0)) is not int:
        raise place.at("version").fault(f"version is {data['version']!r}; write a whole number")
    if data.get("extends", "default") != "default":
        raise place.at("extends").fault(f"extends is {data['extends']!r}; write default, or leave it out")
    return data, place


def _find_lines(node: yaml.Node, path: tuple, file: str):
    """Yield the path and line of each part; raise for a key that stands twice, of which YAML would keep the last."""
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise ValueError(f"{file}, line {key.start_mark.line + 1}: {key.value!r} stands twice; join the two")
            seen.add(key.value)
            yield from _find_lines(value, (*path, key.value), file)
            yield (*path, key.value), key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _find_lines(value, (*path, i), file)


def _check_theme(name: object, theme: object, place: _Place) -> None:
    if not isinstance(name, str) or not name.isidentifier():
        raise place.fault("write a name of letters and underscores; what is shown goes under `label`")
    if not isinstance(theme, dict):
        raise place.fault(f"holds {theme!r}; it needs `terms:` under it")
    unknown = [key for key in theme if key not in _KEYS]
    if unknown:
        raise place.at(unknown[0]).fault(f"unknown key {unknown[0]!r}; it may have {', '.join(_KEYS)}")
    if type(theme.get("context", False)) is not bool:
        raise place.at("context").fault(f"context is {theme['context']!r}; write true or false")
    for key in ("label", "definition", "source", "notes"):
        if not isinstance(theme.get(key, ""), str):
            raise place.at(key).fault(f"{key} is {theme[key]!r}; write it in quotes")
    for key in ("terms", "exclude"):
        if not isinstance(theme.get(key) or [], list):
            raise place.at(key).fault(f"{key} is {theme[key]!r}; write a list")
    if not theme.get("terms") and not theme.get("exclude"):
        raise place.fault("no terms; write a list of at least one")


def _read_entries(name: str, theme: dict, place: _Place) -> dict[tuple, Entry]:
    """Return the entries of one theme by what they find, none twice."""
    out: dict[tuple, Entry] = {}
    for key in ("terms", "exclude"):
        for i, item in enumerate(theme.get(key) or []):
            several = isinstance(item, dict) and isinstance(item.get("term"), list) and item["term"]
            for term in [{**item, "term": word} for word in item["term"]] if several else [item]:
                entry = _read_term(name, term, place.at(key, i), key == "exclude")
                sign = (_sign(entry), entry.excluded)
                if sign in out:
                    raise place.at(key, i, words=f", term {entry.term!r}").fault("stands twice; leave one out")
                out[sign] = entry
    return out


def _sign(entry: Entry) -> str:
    return f"case {entry.pattern.pattern}" if entry.minds_case else entry.pattern.pattern.lower()


def _read_term(theme: str, term: object, place: _Place, excluded: bool) -> Entry:
    options = term if isinstance(term, dict) else {"term": term}
    place = place.at(words=f", term {options.get('term', term)!r}")
    unknown = [key for key in options if key not in _OPTIONS]
    if unknown:
        raise place.fault(f"unknown option {unknown[0]!r}; a term may have {', '.join(_OPTIONS)}")
    word = _check_word(options.get("term"), place)
    case, company = options.get("case", False), options.get("with")
    if type(case) is not bool:
        raise place.fault(f"case is {case!r}; write true or false")
    if "with" in options and (not isinstance(company, list) or not company):
        raise place.fault(f"with is {company!r}; write a list of words, one of which the sentence must have")
    beside = "|".join(_translate(_check_word(w, place.at(words=f", with {w!r}")), _EXACT) for w in company or [])
    heads = _find_heads(word)
    fold = "(?-i:" if case else "(?:"
    return Entry(
        theme,
        word,
        re.compile(_translate(word, _EXACT) + r"(?!\w)", 0 if case else re.IGNORECASE),
        tuple(head.casefold() for head in heads),
        tuple(f"{fold}{_gate(word, marks)})" for marks in _GATES),
        f"{fold}{'|'.join(map(_open, heads))})",
        re.compile(rf"(?<!\w)(?:{beside})(?!\w)", re.IGNORECASE) if beside else None,
        excluded,
    )


def _find_heads(term: str) -> list[str]:
    """Return the words that a term can begin with, since its hyphens may be there or not ("Indo", "IndoPacific")."""
    heads, head = [], ""
    for part in re.match(r"\*?[\w-]*\*?", term).group().split("-"):
        head += part
        if "*" in head[1:]:
            return [*heads, head[: head.index("*", 1) + 1]]
        heads.append(head)
    return heads


def _check_word(word: object, place: _Place) -> str:
    if not isinstance(word, str):
        raise place.fault("not text; write it in quotes")
    word = re.sub(r"\s+", " ", word).strip()
    if not word or "**" in word or sum(c.isalnum() for c in word) < 2:
        raise place.fault("finds too much; write at least two letters, and one star where any letters may follow")
    if word.count("*") > 2:
        raise place.fault("more than two stars; write the words out, each as a term")
    if _REGEX.search(word):
        raise place.fault(f"holds {_REGEX.search(word).group()!r}; a term is words and stars, no regular expression")
    if not re.match(r"[\w*]", word):
        raise place.fault(f"begins with {word[0]!r}; begin with a letter, a digit or a star")
    return word


def _translate(term: str, marks: dict[str, str]) -> str:
    """Return the pattern of a term: its marks by the table, all else escaped."""
    return "".join(marks.get(c, re.escape(c)) for c in term)


def _gate(term: str, marks: dict[str, str]) -> str:
    """Return what RE2 looks for: the term without stars at its ends, with word boundaries where ASCII has them."""
    stem = term.strip("*")
    left = r"\b" if term[0] != "*" and re.match(r"[A-Za-z0-9]", stem) else ""
    right = r"\b" if term[-1] != "*" and re.search(r"[A-Za-z0-9]$", stem) else ""
    return f"{left}{_translate(stem, marks)}{right}"


def _open(head: str) -> str:
    """Return what RE2 looks for to find where a word of the text begins like a term; stays within the word."""
    return (r"[\pL\pN_]{0,30}" if head[0] == "*" else "") + _gate(head, _GATES[0])
