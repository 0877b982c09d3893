"""One sentence verbatim for a theme and a stretch of time, with who said it and where it stands."""

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

import pandas as pd

from ..core.locators import locate_sentences
from ..core.safe_text import escape_markdown
from ..speech.names import surname
from .findings import say_date

_SHORTEST, _LONGEST = 8, 45  # words of a sentence that can be quoted
_EACH = 3  # sentences that are kept of a theme, so that one can give way to another theme's
# First words by which a sentence leans on the one before.
_LEANS = (
    r"(?i)^\W*(?:it|its|he|his|she|her|they|them|their|this|that|these|those|such|so|but|and|or|yet|"
    r"both|there|then|thus|hence|however|therefore|moreover|furthermore|also|instead)\b"
)
_LIST_MARK = re.compile(r"\A\s*(?:[-•*–—]\s+)+")
_LABEL = re.compile(r"\A[^\W\d_][^:a-z?!]{1,40}:\s+")  # a name in capitals: "MS. PSAKI: "
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_OPENS = {last: first for first, last in _PAIRS.items()}
_LINKS = ("url", "link", "web_url", "permalink")  # names under which a column may be kept
_ADDRESS = re.compile(r"https?://\S+")
_Q = TypeVar("_Q")


class Quote(NamedTuple):
    """A sentence in plain text, who said it, in which source, when, and where it stands: the
    address of its document, else its file and line.
    """

    text: str
    who: str
    source: str
    date: str
    place: str

    def to_markdown(self, place: bool = False) -> str:
        """Return the sentence, then speaker, source and date, and where it stands if asked for."""
        facts = (self.who, self.source, self.date, self.place if place else "")
        named = map(escape_markdown, filter(None, facts))
        return f"{escape_markdown(self.text)} — *{', '.join(named)}*"


def choose_quotes(
    mentions: pd.DataFrame, spoken: pd.DataFrame, documents: pd.DataFrame, stretches: pd.Series
) -> dict[tuple[int, str], dict[tuple[str, int], Quote]]:
    """Choose for each stretch of time and theme the sentences that show the theme best: by number
    (`stretches`, of each `doc_id`; documents in none are left out) and theme up to three, the best
    first, by document and place.

    They are of 8 to 45 words; those that a named speaker says come first, then those that do not
    lean on the sentence before, those with the most hits of the theme, and those of the document
    with the most of them; the first of equals.
    """
    keys = ["doc_id", "sentence_no"]
    hits = mentions.groupby([*keys, "theme"], sort=False).size().rename("hits").reset_index()
    hits["of_document"] = hits.groupby(["doc_id", "theme"])["hits"].transform("sum")
    columns = [*keys, "start", "text", "n_words", "speaker", "side", "speech"]
    rows = hits.merge(spoken[columns], on=keys)
    rows["stretch"] = rows["doc_id"].map(stretches)
    rows = rows[rows["n_words"].between(_SHORTEST, _LONGEST) & rows["stretch"].notna()]
    leans = rows["text"].astype("str").str.match(_LEANS)
    rows = rows.assign(named=rows["speaker"] != "", leans=leans)
    order = ["named", "leans", "hits", "of_document", "doc_id", "sentence_no"]
    best = rows.sort_values(order, ascending=[False, True, False, False, True, True], kind="stable")
    best = best.groupby(["stretch", "theme"], sort=False).head(_EACH)
    best = best.merge(documents, on="doc_id", suffixes=("", "_of"))
    best = locate_sentences(best, documents[documents["doc_id"].isin(best["doc_id"])])
    found: dict[tuple[int, str], dict[tuple[str, int], Quote]] = {}
    for row in best.itertuples():
        place = row.doc_id, row.sentence_no
        found.setdefault((int(row.stretch), row.theme), {})[place] = _say(row)
    return found


def pick_quotes(
    quotes: dict[tuple[int, str], dict[tuple[str, int], _Q]], number: int, themes: Iterable[str]
) -> list[_Q]:
    """Return the best sentence of each theme in a stretch that no theme before it has taken."""
    taken: dict[tuple[str, int], _Q] = {}
    for theme in themes:
        free = {k: said for k, said in quotes.get((number, theme), {}).items() if k not in taken}
        taken |= dict(list(free.items())[:1])
    return list(taken.values())


def _say(row) -> Quote:
    side = row.side if row.side.casefold() not in row.speaker.casefold() else ""
    who = f"{row.speaker} ({side})" if row.speaker and side else row.speaker or side
    if row.side == "joint":
        who = row.speaker or "joint statement"
    text = " ".join(row.text.split())
    label = _LABEL.match(text)
    if label and row.speaker and surname(row.speaker).casefold() in label.group().casefold():
        text = text[label.end() :]  # who speaks is said behind
    cells = (str(getattr(row, name, "")) for name in (*_LINKS, "doc_id"))
    place = f"{row.file}, line {row.line}" if row.line else row.file
    place = next((cell for cell in cells if _ADDRESS.fullmatch(cell)), place)
    return Quote(close_quote(text), who, row.source, say_date(row._asdict()), place)


def close_quote(text: str) -> str:
    """Return a sentence without the mark of a list, and without marks of quotation of which the
    other is missing: at its ends they go; within, dots stand for what is not shown.

    Examples
    --------
    >>> close_quote("- “We agree on this."), close_quote("we will work together,” he said.")
    ('We agree on this.', '“… we will work together,” he said.')
    """
    text = _LIST_MARK.sub("", text)
    lone = _find_lone(text)
    ends = {k for k in lone if not text[:k].strip() or not text[k + 1 :].strip(" .,;:!?")}
    inner = [k for k in sorted(lone) if k not in ends]
    opened = [k for k in inner if lone[k]]
    closed = [k for k in inner if not lone[k]]
    before = "".join(_OPENS.get(text[k], text[k]) for k in reversed(closed))
    after = "".join(_PAIRS.get(text[k], text[k]) for k in reversed(opened))
    kept = "".join(letter for k, letter in enumerate(text) if k not in ends).strip()
    return (f"{before}… {kept}" if before else kept) + (f" …{after}" if after else "")


def _find_lone(text: str) -> dict[int, bool]:
    """Return the places of marks of quotation without their other, and whether each opens."""
    waiting: list[tuple[int, str]] = []
    lone: dict[int, bool] = {}
    for k, letter in enumerate(text):
        before, after = text[k - 1 : k] or " ", text[k + 1 : k + 2] or " "
        opens = letter in _PAIRS or (letter == '"' and (before in " ([—–“" and after != " "))
        if opens:
            waiting.append((k, _PAIRS.get(letter, letter)))
        elif letter in "”»" or letter == '"':
            if waiting and waiting[-1][1] == letter:
                waiting.pop()
            else:
                lone[k] = False
    return lone | {k: True for k, _ in waiting}
