"""Sentences to mentions: which sentence carries which theme, by which term, where.

A lexicon compiles to one pattern a theme, built from escaped words and bounded globs only, so that matching
stays linear. Whole columns are gated by RE2 through Arrow; only the rows that hit are searched for offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from .schema import conform, empty

DEFAULT = Path(__file__).with_name("themes.yml")
_HYPHEN = "[-‐‑–/ ]?"
_THEME_KEYS = {"label", "context", "definition", "source", "notes", "terms", "exclude"}


@dataclass(frozen=True)
class Entry:
    """A term of a theme as written, how to find it, and what it needs beside it in the sentence."""

    theme: str
    term: str
    pattern: str
    case: bool = False
    company: re.Pattern[str] | None = None
    excluded: bool = False


@dataclass(frozen=True)
class Themes:
    """A compiled lexicon: `names` and `main` (those that are not context) in its order, `labels`, `entries`."""

    version: int
    labels: dict[str, str]
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


def read_themes(path: str | Path | None = None) -> Themes:
    """Read a theme lexicon.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `themes.yml`, which is the default.

    Raises
    ------
    ValueError
        If the file is no lexicon; the message names file, theme and term.
    """
    path = Path(path or DEFAULT)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: not YAML: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("themes"), dict):
        raise ValueError(f"{path.name}: it needs `version` and `themes`")
    entries: list[Entry] = []
    for name, theme in data["themes"].items():
        where = f"{path.name}, theme {name}"
        if not isinstance(theme, dict) or set(theme) - _THEME_KEYS or not theme.get("terms"):
            raise ValueError(f"{where}: it needs `terms` and may have {', '.join(sorted(_THEME_KEYS))}")
        entries += [_read_term(name, term, where, False) for term in theme["terms"]]
        entries += [_read_term(name, term, where, True) for term in theme.get("exclude") or []]
    labels = {name: theme.get("label", name) for name, theme in data["themes"].items()}
    context = frozenset(name for name, theme in data["themes"].items() if theme.get("context"))
    return Themes(int(data.get("version", 0)), labels, context, tuple(entries))


def _read_term(theme: str, term: str | dict, where: str, excluded: bool) -> Entry:
    options = term if isinstance(term, dict) else {"term": term}
    word = str(options.get("term", "")).strip()
    if not word.replace("*", "") or set(options) - {"term", "case", "with"}:
        raise ValueError(f"{where}, term {term!r}: write a word, or {{term: word, case: true, with: [words]}}")
    company = options.get("with")
    if company is not None and not isinstance(company, list):
        raise ValueError(f"{where}, term {word!r}: `with` is to be a list of words")
    beside = re.compile(_boundaries("|".join(map(_glob, company))), re.I) if company else None
    return Entry(theme, word, _glob(word), bool(options.get("case")), beside, excluded)


def _glob(term: str) -> str:
    """Return the pattern of a term: a star is up to 30 letters, a hyphen also a space or nothing."""
    pieces = {"*": r"[^\W\d_]{0,30}", "-": _HYPHEN, " ": r"\s+"}
    return "".join(pieces.get(c, re.escape(c)) for c in re.sub(r"\s+", " ", str(term)))


def _boundaries(alternatives: str) -> str:
    return rf"(?<!\w)(?:{alternatives})(?!\w)"


def find_mentions(sentences: pd.DataFrame, themes: Themes) -> pd.DataFrame:
    """Find every hit of every theme's terms; the longest wins, and hits of one theme never overlap.

    Parameters
    ----------
    sentences
        `doc_id`, `sentence_no`, `start` and `text` are read.
    themes
        A lexicon.

    Returns
    -------
    DataFrame
        Table `mentions`, one row a hit: `term` as it stands in the text, `pattern` as in the lexicon, offsets
        into the document's text. `theme` is categorical over all themes of the lexicon, found or not.

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [10], "text": ["The #IndoPacific."]})
    >>> find_mentions(rows, read_themes())[["theme", "start", "end", "term"]].values.tolist()
    [['indo_pacific', 15, 26, 'IndoPacific']]
    """
    rows = []
    texts = sentences["text"].astype("str")
    column = pa.array(texts, pa.large_string())
    for order, name in enumerate(themes.names):
        entries = [entry for entry in themes.entries if entry.theme == name]
        # Longest first, so that the alternation prefers it; exclusions cover before terms of their length.
        entries.sort(key=lambda e: (-len(e.term), not e.excluded))
        pattern = re.compile(
            _boundaries(
                "|".join(f"(?P<t{i}>{e.pattern if e.case else f'(?i:{e.pattern})'})" for i, e in enumerate(entries))
            )
        )
        gate = "(?i)" + "|".join(e.pattern.replace(r"[^\W\d_]", r"\pL") for e in entries if not e.excluded)
        for i in pc.indices_nonzero(pc.match_substring_regex(column, gate)).to_pylist():
            rows += [(i, order, *hit) for hit in _hits(texts.iloc[i], pattern, entries)]
    rows.sort()
    kind = pd.CategoricalDtype(themes.names)
    if not rows:
        return empty("mentions").astype({"theme": kind})
    out = pd.DataFrame(rows, columns=["row", "order", "start", "end", "term", "pattern"])
    at = sentences.iloc[out["row"]].reset_index(drop=True)
    out = out.assign(
        doc_id=at["doc_id"],
        sentence_no=at["sentence_no"],
        theme=[themes.names[o] for o in out["order"]],
        start=out["start"] + at["start"],
        end=out["end"] + at["start"],
    )
    return conform(out.drop(columns=["row", "order"]), "mentions").astype({"theme": kind})


def _hits(text: str, pattern: re.Pattern[str], entries: list[Entry]) -> list[tuple[int, int, str, str]]:
    """Return start, end, term and lexicon entry of one theme's hits in a sentence."""
    found = []
    for match in pattern.finditer(text):
        entry = entries[int(match.lastgroup[1:])]
        if entry.excluded or entry.company and not entry.company.search(text):
            continue
        term = text[match.start() : match.end()]
        assert match.group() == term
        found.append((match.start(), match.end(), term, entry.term))
    return found
