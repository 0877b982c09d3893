"""A text to words and phrases, the same way for every measure that counts them.

A word is lower case, save a name in capitals that would read as a stop word: US, IT and WHO are not
us, it and who. Dotted initials lose their dots ("U.S.-India" is us-india, "U.S." is US), a
possessive its ending. "2+2", "5G", "26/11", "Indo-Pacific" and "COVID-19" are one word each.
`phrases` does the same for many texts at once.
"""

import re
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .marks import MARKS, RE2_MARKS

_INITIALS = r"(?:[^\W\d_]\.){2,}"
# Letters and digits, and the marks on them; possessive, since a mark may stand on each letter.
_PART = rf"[^\W_]++(?:[{MARKS}]++[^\W_]*+)*+"
WORD = re.compile(rf"(?:{_INITIALS}|{_PART})(?:[-'’.+/&](?:{_INITIALS}|{_PART}))*")

# The same to RE2, near enough to count by.
_ANY_PART = rf"[\pL\pN][\pL\pN{RE2_MARKS}]*"
_ANY_WORD = rf"{_ANY_PART}(?:[-'’.+/&]{_ANY_PART})*"

# Stop words that may stand within a phrase ("rule of law", "Tren de Aragua").
LINKS = frozenset({"and", "de", "of"})

# Small words within a name, which hold it together ("Ursula von der Leyen", "Lula da Silva").
PARTICLES = frozenset(
    "af al ben bin da das de del della den der di dos du el ibn la ter van von zu".split()
)

_SUFFIX = re.compile(r"'(?:s|re|ve|ll|d|m)?$")
# Also a date, a span of years and the number of a document ("a/70/l.1"), yet not "26/11".
_NUMBER = re.compile(
    r"\d+(?:[.']\d+)*(?:st|nd|rd|th)?|\d+(?:[-/]\d+){2,}|\d+-\d{3,}|[a-z]{1,3}/\d+/[\w./]+"
)
# What may stand between the words of a phrase; any other mark ends it.
_WITHIN = re.compile(r"[\s#@$'‘’]*")

# Names in capitals that read as stop words; other such words in capitals are emphasis or a label.
_NAMES = frozenset({"is", "it", "un", "us", "who"})

# Words that the general list calls empty and that are not so in the news.
_CONTENT = frozenset({"bill", "cry", "fire", "interest", "serious", "sincere", "system"})
# Forms of address, and verbs that only report speech, are empty in the news.
_NEWS = frozenset("dr hon jr mr mrs ms sr add added say saying says said told".split())


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the words with which no phrase begins or ends: scikit-learn's English list without its
    few content words, and besides forms of address and verbs of reporting.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return (ENGLISH_STOP_WORDS - _CONTENT) | _NEWS


def check_texts(sentences: pd.DataFrame, *columns: str) -> None:
    """Raise ValueError unless the frame has these columns and `text`, all strings."""
    for column in (*columns, "text"):
        if column not in sentences.columns:
            found = ", ".join(map(str, sentences.columns))
            raise ValueError(f"sentences: no column {column} (it has {found})")
    if sentences["text"].dtype == "str" and not sentences["text"].hasnans:
        return
    for label, text in zip(sentences.index, sentences["text"], strict=True):
        if not isinstance(text, str):
            raise ValueError(f"sentences.text, row {label}: {text!r} is not a text")


def count_words(texts: pd.Series) -> np.ndarray:
    """Return how many words, stop words and numbers among them, each text has.

    What is written without spaces, as in Japanese, is one word.

    Examples
    --------
    >>> count_words(pd.Series(["The 2+2 of 2020", "..."])).tolist()
    [4, 0]
    """
    words = pc.count_substring_regex(
        pa.array(texts.astype("str"), type=pa.large_string()), _ANY_WORD
    )
    return words.to_numpy(zero_copy_only=False)


@lru_cache(maxsize=2**17)  # the same words come again and again
def normalise(word: str, stops: frozenset[str], shouted: bool) -> str:
    """Return the form under which a word is counted."""
    plain = _SUFFIX.sub("", word.replace("’", "'"))
    if "." in plain and (
        re.match(_INITIALS, plain) or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", plain)
    ):
        plain = plain.replace(".", "")
    lower = plain.lower()
    is_name = not shouted and lower in _NAMES and plain.isupper() and lower in stops
    return plain if is_name else lower


def is_within(gap: str) -> bool:
    """Tell whether a phrase may go on over what stands between two words."""
    return _WITHIN.fullmatch(gap) is not None


def is_stop(word: str, stops: frozenset[str]) -> bool:
    """Tell whether the word is one with which no phrase begins or ends, or a contracted "not"."""
    return word in stops or word.endswith("n't")


@lru_cache(maxsize=2**17)
def may_bound(word: str, stops: frozenset[str]) -> bool:
    """Tell whether a phrase may begin or end with the word."""
    return len(word) > 1 and not is_stop(word, stops) and not _NUMBER.fullmatch(word)
