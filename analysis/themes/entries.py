"""The terms of a lexicon's file: checked, with their options, and compiled."""

import re
from collections.abc import Mapping
from itertools import groupby

from ..core.yaml_file import Place
from ..text.marks import MARKS, compile_once
from .company import CLAUSE, SENTENCE, Company
from .patterns import Entry, check_term, compile_term, translate_exactly

_OPTIONS = ("term", "case", "name", "with", "without", "within", "home")
_OF_COMPANY = ("without", "within", "home")
_MOST_WORDS = 100


def read_lists(lists: object, place: Place, known: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the lists of words that a file names, on top of those known."""
    if lists is None:
        return dict(known)
    if not isinstance(lists, dict):
        raise place.fault(f"lists is {lists!r}; write names, each with a list of words")
    out = dict(known)
    for name, words in lists.items():
        at = place.at(name, words=f", list {name!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise at.fault("write a name of letters and underscores")
        if not isinstance(words, list) or not words:
            raise at.fault(f"holds {words!r}; write a list of at least one word")
        out[name] = [_read_word(word, at.at(i)) for i, word in enumerate(words)]
    return out


def read_entries(
    name: str, theme: dict, place: Place, lists: Mapping[str, list[str]]
) -> dict[tuple, Entry]:
    """Return the entries of one theme by what they find, none twice."""
    out: dict[tuple, Entry] = {}
    for key in ("terms", "exclude"):
        for i, item in enumerate(theme.get(key) or []):
            options = item if isinstance(item, dict) else {"term": item}
            several = isinstance(options.get("term"), list) and options["term"]
            at = place.at(key, i)
            company = None
            for word in several or [options.get("term")]:
                named = at.at(words=f", term {word!r}")
                if company is None:  # terms of one entry share it
                    _check_options(options, named)
                    company = _read_company(options, named, lists)
                entry = _read_term(name, {**options, "term": word}, named, key, company)
                sign = (entry.sign, entry.excluded)
                if sign in out:
                    raise place.at(key, i, words=f", term {entry.term!r}").fault(
                        "stands twice; leave one out"
                    )
                out[sign] = entry
    return out


def _check_options(options: dict, place: Place) -> None:
    unknown = [key for key in options if key not in _OPTIONS]
    if unknown:
        raise place.fault(f"unknown option {unknown[0]!r}; a term may have {', '.join(_OPTIONS)}")
    for key in ("case", "name"):
        if type(options.get(key, False)) is not bool:
            raise place.fault(f"{key} is {options[key]!r}; write true or false")
    if options.get("case") and options.get("name"):
        raise place.fault("has `case` and `name`; names do not mind capitals, so leave one out")
    lonely = [key for key in _OF_COMPANY if key in options and "with" not in options]
    if lonely:
        raise place.fault(f"has {lonely[0]!r} and no `with`; name the company that it is about")


def _read_company(options: dict, place: Place, lists: Mapping[str, list[str]]) -> Company | None:
    """Return what must stand near a term, by its options."""
    if "with" not in options:
        return None
    within = options.get("within", "clause")
    known = {"clause": CLAUSE, "sentence": SENTENCE}
    is_number = type(within) is int and 0 <= within <= _MOST_WORDS
    if not is_number and not (isinstance(within, str) and within in known):
        raise place.fault(
            f"within is {within!r}; write clause, sentence, or how many words may be between"
        )
    words, apart, home = (
        None if key not in options else _read_words(key, options[key], place, lists)
        for key in ("with", "without", "home")
    )
    return compile_company(
        words or [], apart or [], home, within if is_number else known[str(within)]
    )


def _read_words(key: str, words: object, place: Place, lists: Mapping[str, list[str]]) -> list[str]:
    """Return the words of an option, those of `$name` in its place."""
    if not isinstance(words, list) or not words:
        raise place.fault(
            f"{key} is {words!r}; write a list of words, or of lists by name, as in [$war]"
        )
    out: list[str] = []
    for word in words:
        at = place.at(words=f", {key} {word!r}")
        if isinstance(word, str) and word.startswith("$"):
            if word[1:] not in lists:
                known = ", ".join(f"${name}" for name in lists) or "none"
                raise at.fault(f"no list of this name under `lists`; there are {known}")
            out += lists[word[1:]]
        else:
            out.append(_read_word(word, at))
    return out


def _read_term(theme: str, options: dict, place: Place, key: str, company: Company | None) -> Entry:
    word = _read_word(options["term"], place)
    try:
        return compile_term(
            theme,
            word,
            case=options.get("case", False),
            name=options.get("name", False),
            company=company,
            excluded=key == "exclude",
        )
    except ValueError as error:
        raise place.fault(str(error)) from None


def _read_word(word: object, place: Place) -> str:
    try:
        return check_term(word)
    except ValueError as error:
        raise place.fault(str(error)) from None


def compile_company(
    words: list[str], apart: list[str], home: list[str] | None, within: int
) -> Company:
    """Return the company of checked words; with `home`, said of no other place than those."""
    found = _compile_any(words)
    if found is None:
        raise ValueError("no company; write a list of words")
    own = None if home is None else _compile_any(home) or re.compile("(?!)")
    return Company(found, _compile_any(apart), within, own)


def _compile_any(words: list[str]) -> re.Pattern[str] | None:
    """Return the pattern that finds any of some words in small letters, the longest first."""
    if not words:
        return None
    small = [word.lower() for word in words]
    return compile_once(rf"(?<![\w{MARKS}])(?:{_join(small)})(?![\w{MARKS}])")


def _join(terms: list[str]) -> str:
    """Return the pattern of any of some terms, by first letter: most words begin with none."""
    # of those with one beginning the longest first, or "Cold" would be found for "Cold War"
    groups = groupby(sorted(set(terms), key=_lay_out), key=lambda term: term[0])
    return "|".join(
        f"{translate_exactly(first)}(?:{'|'.join(translate_exactly(term[1:]) for term in group)})"
        for first, group in groups
    )


def _lay_out(term: str) -> tuple[str, int, str]:
    return term[0], -len(term), term
