"""The tone of a sentence, by vaderSentiment, with the register of diplomatic news taken out of account.

A general lexicon hears praise in "United States" and alarm in "critical minerals". `register.yml` lists
such names, terms and constructions; before the adjusted score they are masked: each letter becomes an x. The
mask keeps the length, the number of tokens, the punctuation and the capitals of the text, and no run of two
or more x is a word of the lexicon. So the masked words score nothing, while what VADER hears around them
(negation up to three tokens back, words in capitals, "but", exclamation marks) stays as it was.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .vader import Scorer
from .vocabulary import check_texts

REGISTER = Path(__file__).with_name("register.yml")

# Between a stance and its thing: at most three words ("cross-border" is one), and no other mark.
_GAP = r"(?:\s+[\w'’]+(?:-[\w'’]+)*){0,3}?[\s-]+"
# What continues a list of things: "terrorism, including cross-border terrorism and violent extremism".
_JOIN = r"(?:,|,?\s+(?:and|or|including|as\s+well\s+as))"


@dataclass(frozen=True)
class Register:
    """The terms that carry no tone: `pattern` matches every stretch that is masked."""

    version: int
    neutral: tuple[str, ...]
    opposing: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    patterns: tuple[re.Pattern[str], ...]

    def mask(self, text: str) -> str:
        """Return the text with each letter of a masked stretch replaced by x (X where it is a capital)."""
        for pattern in self.patterns:
            text = pattern.sub(_mask_letters, text)
        return text


def score_sentences(sentences: pd.DataFrame, *, register: Register | None = None) -> pd.DataFrame:
    """Score the tone of each sentence, from -1 (most negative) over 0 (none) to 1 (most positive).

    Parameters
    ----------
    sentences
        A frame with a column `text`; each distinct text is scored once.
    register
        What carries no tone; `read_register()` unless given.

    Returns
    -------
    DataFrame
        The same rows and columns and two more: `tone` (the compound score of the text with the register
        masked) and `tone_raw` (vaderSentiment's compound score of the text as it stands).

    Raises
    ------
    ValueError
        If there is no column `text`, or a row of it holds no string; the message names the row.

    Notes
    -----
    The compound score is the sum s of the words' valences after VADER's rules, as s / sqrt(s^2 + 15)
    (Hutto and Gilbert 2014). It tells sign and rough strength, saturates in long sentences, and is meant
    for sentences, not for whole documents.

    Examples
    --------
    >>> scored = score_sentences(pd.DataFrame({"text": ["The United States sent a note."]}))
    >>> scored[["tone", "tone_raw"]].iloc[0].tolist()
    [0.0, 0.4215]
    """
    check_texts(sentences)
    if sentences.empty:
        return sentences.assign(tone=pd.Series(dtype="float64"), tone_raw=pd.Series(dtype="float64"))
    register = read_register() if register is None else register
    texts, scorer = sentences["text"].tolist(), Scorer()
    raw = scorer.score_texts(texts)
    masked = {text: register.mask(text) for text in dict.fromkeys(texts)}
    return sentences.assign(tone=scorer.score_texts(masked[text] for text in texts), tone_raw=raw)


def explain_tone(text: str, *, register: Register | None = None) -> pd.DataFrame:
    """Return the words that give a sentence its tone.

    Returns
    -------
    DataFrame
        `word` as written and `valence`: the lexicon's rating of it (-4 to 4) after negation, degree words,
        capitals and "but", in the order of the text. Masked words are absent. Exclamation and question marks are
        not in the valence.

    Examples
    --------
    >>> explain_tone("The United States is not happy").to_dict("records")
    [{'word': 'happy', 'valence': -1.998}]
    """
    masked = (read_register() if register is None else register).mask(text)
    words = text.split()
    rows = [(words[place].strip(string.punctuation), round(weight, 4)) for place, weight in Scorer().weigh_words(masked)]
    frame = pd.DataFrame(rows, columns=["word", "valence"])
    return frame.astype({"word": "str", "valence": "float64"})


def read_register(path: str | Path | None = None) -> Register:
    """Read a register of words that carry no tone.

    Parameters
    ----------
    path
        A YAML file laid out as the package's `register.yml`, which is read unless another is given:
        `version`, `neutral` (entries of `term` and `reason`) and `opposing` (entries of `stances`,
        `things` and `reason`).

    Raises
    ------
    ValueError
        If the file cannot be read or an entry is at fault; the message names the file and the entry.
    """
    path = REGISTER if path is None else Path(path)
    loaded = _load_yaml(path)
    neutral = tuple(
        _check_terms([entry["term"]], f"{path}: neutral[{i}]")[0]
        for i, entry in _entries(loaded, "neutral", {"term", "reason"}, path)
    )
    repeated = sorted({term for term in neutral if neutral.count(term) > 1})
    if repeated:
        raise ValueError(f"{path}: neutral: {repeated[0]!r} stands more than once")
    opposing = tuple(
        tuple(_check_terms(entry[key], f"{path}: opposing[{i}].{key}") for key in ("stances", "things"))
        for i, entry in _entries(loaded, "opposing", {"stances", "things", "reason"}, path)
    )
    return Register(loaded["version"], neutral, opposing, _compile(neutral, opposing))


def _mask_letters(match: re.Match[str]) -> str:
    return "".join("X" if c.isupper() else "x" if c.islower() else c for c in match.group())


def _compile(neutral: tuple[str, ...], opposing: tuple) -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each opposing entry, then one for the neutral terms."""
    sources = [
        rf"{_any_of(stances)}{_GAP}{_any_of(things)}(?:{_JOIN}{_GAP}{_any_of(things)})*" for stances, things in opposing
    ]
    if neutral:
        sources.append(_any_of(neutral))
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _any_of(terms: tuple[str, ...]) -> str:
    """Return the source of a pattern for any of the terms, the longest first, as whole words."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return rf"(?<!\w)(?:{'|'.join(map(_source, ordered))})(?!\w)"


def _source(term: str) -> str:
    """Return the source of a pattern for a term as the register writes it."""
    escaped = re.escape(term).replace(r"\*", r"\w*").replace("'", "['’]")
    return re.sub(r"(?:\\[ -])+", lambda _: r"[\s-]+", escaped)


def _load_yaml(path: Path) -> dict:
    """Return the mapping of a register file, or raise ValueError naming the file."""
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(loaded, dict):
        raise ValueError(f"{path}: expected version, neutral and opposing, found {type(loaded).__name__}")
    if not isinstance(loaded.get("version"), int):
        raise ValueError(f"{path}: version: {loaded.get('version')!r} is not a whole number")
    unknown = set(loaded) - {"version", "neutral", "opposing"}
    if unknown:
        raise ValueError(f"{path}: {sorted(map(str, unknown))[0]!r} is not a part of a register")
    return loaded


def _entries(loaded: dict, part: str, keys: set[str], path: Path):
    """Yield number and entry of a part of the register; each entry has just these keys."""
    entries = loaded.get(part) or []
    if not isinstance(entries, list):
        raise ValueError(f"{path}: {part}: expected a list, found {type(entries).__name__}")
    for i, entry in enumerate(entries):
        if not isinstance(entry, dict) or set(entry) != keys:
            raise ValueError(f"{path}: {part}[{i}]: {entry!r} needs just {', '.join(sorted(keys))}")
        if not isinstance(entry["reason"], str) or not entry["reason"].strip():
            raise ValueError(f"{path}: {part}[{i}]: no reason given")
        yield i, entry


def _check_terms(terms: object, where: str) -> tuple[str, ...]:
    """Return the terms as a tuple, or raise ValueError naming the one that is no term."""
    if not isinstance(terms, list) or not terms:
        raise ValueError(f"{where}: expected a list of terms, found {terms!r}")
    for term in terms:
        if not isinstance(term, str) or not re.fullmatch(r"[\w'’.&/+-]+\*?(?: [\w'’.&/+-]+\*?)*", term):
            raise ValueError(f"{where}: {term!r} is not a term (words, single spaces, a trailing *)")
    return tuple(terms)
