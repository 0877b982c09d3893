"""The theme lexicon: from a YAML file that people edit to compiled terms.

A fault in the file is told with its line, theme and term, and what to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..core.yaml_file import Place, read_yaml
from ..corpus.languages import ENGLISH, UNSPACED, find_code, say_language
from .entries import read_entries, read_lists
from .patterns import Entry

DEFAULT = Path(__file__).with_name("themes.yml")
_TOP = ("version", "language", "extends", "lists", "themes")
_KEYS = ("label", "context", "definition", "source", "notes", "terms", "exclude")
# In tables "all" stands for every sentence and "none" for those without a theme.
_TAKEN = ("all", "none")


@dataclass(frozen=True)
class Themes:
    """A compiled lexicon; all its parts are in the order of the file.

    `languages` are those of its terms, as ISO 639-1 codes: documents in others are not counted.
    `lists` are words that entries share by name, as a file on top of this one may.
    """

    version: int
    labels: dict[str, str]
    definitions: dict[str, str]
    notes: dict[str, str]
    sources: dict[str, str]
    context: frozenset[str]
    entries: tuple[Entry, ...]
    languages: tuple[str, ...] = (ENGLISH,)
    lists: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """All themes, in order."""
        return list(self.labels)

    @property
    def main(self) -> list[str]:
        """The themes that are not context, in order."""
        return [name for name in self.labels if name not in self.context]

    def list_terms(self) -> dict[str, list[str]]:
        """The terms of each theme, without those that exclude, all in order."""
        return {
            name: [e.term for e in self.entries if e.theme == name and not e.excluded]
            for name in self.labels
        }


def read_themes(path: str | Path | None = None) -> Themes:
    """Read a theme lexicon.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `themes.yml`, which is the default. With `extends:
        default` at its top its themes and terms come on top of the packaged ones: a theme of the
        same name is widened, a term that the packaged file has too is replaced, and `exclude` takes
        one away. `language: hi` says in which language the terms are, or in which (a list); English
        unless given. Documents in others are not counted.

    Raises
    ------
    ValueError
        If something in the file is wrong; the message names file, line, theme and term, and what to
        do.

    Examples
    --------
    >>> read_themes().main
    ['indo_pacific', 'terrorism', 'technology', 'russia']
    """
    path = Path(path or DEFAULT)
    data, place = _load(path)
    for name, theme in data["themes"].items():
        _check_theme(name, theme, place.at("themes", name, words=f", theme {name!r}"))
    base = read_themes() if "extends" in data else None
    lists = read_lists(data.get("lists"), place.at("lists"), base.lists if base else {})
    entries = {
        name: read_entries(name, theme, place.at("themes", name, words=f", theme {name!r}"), lists)
        for name, theme in data["themes"].items()
    }

    known = base.labels if base else {}
    labels = {
        name: theme.get("label") or known.get(name, name) for name, theme in data["themes"].items()
    }
    _check_labels(known | labels, place)

    def texts(key: str) -> dict[str, str]:
        return {name: theme[key] for name, theme in data["themes"].items() if theme.get(key)}

    own = Themes(
        version=data.get("version", 0),
        labels=labels,
        definitions=texts("definition"),
        notes=texts("notes"),
        sources=texts("source"),
        context=frozenset(name for name, theme in data["themes"].items() if theme.get("context")),
        entries=tuple(entry for group in entries.values() for entry in group.values()),
        languages=_read_languages(data.get("language", ENGLISH), place),
        lists=lists,
    )
    return _extend(base, own) if base else own


def _check_labels(labels: dict[str, str], place: Place) -> None:
    """Refuse a label that two themes have: charts and readings tell themes apart by it."""
    first: dict[str, str] = {}
    for name, label in labels.items():
        other = first.setdefault(" ".join(label.split()).casefold(), name)
        if other != name:
            where = place.at("themes", name, "label", words=f", theme {name!r}")
            raise where.fault(
                f"its label {label!r} is also that of theme {other!r}; give one of them another"
            )


def _extend(base: Themes, own: Themes) -> Themes:
    """Return the base with what a user's file adds or replaces."""

    def key(entry: Entry) -> tuple:
        return entry.theme, entry.term.casefold(), entry.excluded

    replaced = {key(entry) for entry in own.entries}
    kept = [entry for entry in base.entries if key(entry) not in replaced]
    return Themes(
        version=own.version,
        labels=base.labels | own.labels,
        definitions=base.definitions | own.definitions,
        notes=base.notes | own.notes,
        sources=base.sources | own.sources,
        context=base.context | own.context,
        entries=(*kept, *own.entries),
        languages=tuple(dict.fromkeys((*base.languages, *own.languages))),
        lists=own.lists,
    )


def _load(path: Path) -> tuple[dict, Place]:
    """Return the file's content and the place of each part; it has themes, none twice."""
    data, place = read_yaml(path)
    if not isinstance(data, dict):
        raise place.fault("no lexicon; it needs `themes:` with at least one name under it")
    unknown = [key for key in data if key not in _TOP]
    if unknown:
        raise place.at(unknown[0]).fault(
            f"unknown key {unknown[0]!r}; it may have {', '.join(_TOP)}"
        )
    if not isinstance(data.get("themes"), dict) or not data["themes"]:
        raise place.at("themes").fault(
            "no themes; it needs `themes:` with at least one name under it"
        )
    if type(data.get("version", 0)) is not int:
        raise place.at("version").fault(f"version is {data['version']!r}; write a whole number")
    if data.get("extends", "default") != "default":
        raise place.at("extends").fault(
            f"extends is {data['extends']!r}; write default, or leave it out"
        )
    return data, place


def _read_languages(value: object, place: Place) -> tuple[str, ...]:
    """Return the codes of the languages that a file names; `no` without quotes is false in YAML."""
    names = value if isinstance(value, list) else [value]
    codes = [find_code("no" if name is False else str(name)) for name in names]
    if not codes or "" in codes:
        raise place.at("language").fault(
            f"language is {value!r}; write a code such as en or hi, or a list of them"
        )
    for code in codes:
        if code in UNSPACED:
            raise place.at("language").fault(
                f"{say_language(code)} has no spaces between words, and terms are found at whole "
                "words; translate the texts, and write terms in their language"
            )
    return tuple(dict.fromkeys(codes))


def _check_theme(name: object, theme: object, place: Place) -> None:
    if not isinstance(name, str) or not name.isidentifier():
        raise place.fault(
            "write a name of letters and underscores; what is shown goes under `label`"
        )
    if name in _TAKEN:
        raise place.fault(
            f"{name} is a word of the tables; take another name, and write {name!r} under `label`"
        )
    if not isinstance(theme, dict):
        raise place.fault(f"holds {theme!r}; it needs `terms:` under it")
    unknown = [key for key in theme if key not in _KEYS]
    if unknown:
        raise place.at(unknown[0]).fault(
            f"unknown key {unknown[0]!r}; it may have {', '.join(_KEYS)}"
        )
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
