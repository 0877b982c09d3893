"""A row's text in several columns: lead and body, numbered paragraphs, short and whole text."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from .column_names import RETOLD
from .columns import find_all_columns, squash
from .markup import read_plainly

_LONGER = 1.5  # times the text that is looked for first, from which on another is the text
_LONGEST_END = 100  # characters at the end of a lead that say that it goes on
_FEWEST_WORDS = 6  # of a lead, and of a paragraph on average
_WORDS, _SIGNS = 12, 30  # of an average cell of a column of texts; in scripts without spaces
_NUMBERED = re.compile(
    r"(paragraph|paragraphs|para|par|p|text|body|content|part|absatz|absatznr|parrafo|paragraphe|"
    r"paragrafo|alinea|sentence|абзац|段落|story|section)[ _.-]{0,2}([0-9]{1,3})"
)
_MOST_PARTS = 200
_TAGS = re.compile(r"<(?:p|div|br|span|html|body|article|table|a|h[1-6])\b", re.IGNORECASE)
_END = re.compile(r"(?:\s*(?:…|\.{3}|\[(?:…|\.{3})\]|\[\+\d+ chars\]|read more))+\s*\Z", re.I)
_MOST_WORDS, _MOST_TEXT = 400, 200_000  # of what is said, and signs of the text, that are compared
_SAME = 0.6  # of its runs of three words that are also the text's: it says the same
_WORD = re.compile(r"\w+")
_FAR_EAST = re.compile("[\u0e00-\u0eff\u2e80-\U0003ffff]")


class TextColumns(NamedTuple):
    """Columns of texts: alternatives, the likeliest first; those that begin a text; those that
    retell it; and the paragraphs of one, in their order.
    """

    bodies: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    retold: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Text(NamedTuple):
    """A row's text, and the columns that it is made of, in order."""

    text: object
    columns: tuple[str, ...]


def find_text_columns(names: Iterable[str], columns: Mapping[str, str]) -> TextColumns:
    """Return the columns of texts of a table; a text that the user named in `columns` is all of it.

    >>> find_text_columns(["lead", "content", "text"], {})
    TextColumns(bodies=('text', 'content'), leads=('lead',), retold=(), parts=())
    """
    names = list(names)
    found = find_all_columns(names, columns)
    bodies = found.get("text", ())
    bodies += tuple(name for name in (f"{body}_2" for body in bodies) if name in names)
    if "text" in columns:
        return TextColumns(bodies)
    summaries = set(found.get("summary", ()))
    # in the order of the table, as what stands first is read first
    ordered = [name for name in names if name in summaries]
    retold = tuple(name for name in ordered if squash(name) in RETOLD)
    parts = () if "html" in columns else _find_parts(names)
    return TextColumns(bodies, tuple(n for n in ordered if n not in retold), retold, parts)


def _find_parts(names: list[str]) -> tuple[str, ...]:
    """Return the columns that hold the paragraphs of a text, in order of their numbers."""
    by_stem: dict[str, dict[int, str]] = {}
    for name in names:
        numbered = _NUMBERED.fullmatch(name.strip().lower())
        if numbered:
            by_stem.setdefault(numbered[1], {}).setdefault(int(numbered[2]), name)
    most = max(by_stem.values(), key=len, default={})
    if len(most) < 2:
        return ()
    return tuple(most[number] for number in sorted(most)[:_MOST_PARTS])


def read_text_columns(row: Mapping, columns: TextColumns, title: object = "") -> Text | None:
    """Return the text of a row, or None if no column of texts is filled.

    The text is the first that is filled, or another that is much longer; a lead that it does not
    hold, and that is not the title, stands before it.

    >>> row = {"lead": "The ministers of two countries met.", "body": "They agreed on trade. " * 5}
    >>> read_text_columns(row, find_text_columns(row, {})).columns
    ('lead', 'body')
    """
    filled = [name for name in columns.bodies if _is_filled(row.get(name))]
    parts = [name for name in columns.parts if _is_text(row.get(name))]
    if not filled and not parts:
        return None
    chosen, text = (filled[0], row[filled[0]]) if filled else ("", "")
    if not isinstance(text, str):  # said when it is checked
        return Text(text, (chosen,))
    for name in filled[1:]:
        other = row[name]
        if isinstance(other, str) and len(other) > _LONGER * len(text) and _alike(text, other):
            chosen, text = name, other
    used: tuple[str, ...] = (chosen,) if chosen else ()
    joined = "\n\n".join(str(row[name]).strip() for name in parts)
    if len(joined) > _LONGER * len(text) and (filled or _reads_on(joined, len(parts))):
        text, used = joined, tuple(parts)
    if not used:
        return None
    leads = [*columns.leads, *(name for name in filled[:1] if name not in used)]
    before = choose_leads(row, leads, text, title)
    whole = "\n\n".join([*(lead for _, lead in before), text])
    return Text(whole, (*(name for name, _ in before), *used))


def choose_leads(
    row: Mapping, names: Iterable[str], body: str, title: object = ""
) -> list[tuple[str, str]]:
    """Return the leads of a row that neither body nor title nor one another hold, by column."""
    out: list[tuple[str, str]] = []
    given = [name for name in names if _is_text(row.get(name))]
    if not given:
        return out
    said = [_plain_signs(body), _plain_signs(str(title or ""))]
    for name in given:
        lead = row[name].strip()
        if "<" in lead or "&" in lead:
            lead = read_plainly(lead)[0].strip()
        if cut := _END.search(lead, max(0, len(lead) - _LONGEST_END)):
            lead = lead[: cut.start()]
        if len(lead.split()) < _FEWEST_WORDS and not _FAR_EAST.search(lead):
            continue
        plain = _plain_signs(lead)
        if plain and not any(_holds(text, plain) for text in said):
            out.append((name, lead))
            said.append(plain)
    return out


def join_summaries(row: Mapping, names: Iterable[str], title: object = "") -> Text | None:
    """Return a row's summaries as one text, each that no other and not the title holds, or None."""
    given = [name for name in names if _is_filled(row.get(name))]
    if len(given) < 2:
        return Text(row[given[0]], (given[0],)) if given else None
    longest = max(given, key=lambda name: len(str(row[name])))
    body = row[longest]
    if not isinstance(body, str):
        return Text(body, (longest,))
    kept = dict(choose_leads(row, [n for n in given if n != longest], body, title))
    kept[longest] = body
    ordered = [name for name in given if name in kept]
    return Text("\n\n".join(kept[name] for name in ordered), tuple(ordered))


def find_unnamed(
    rows: Iterable[Mapping], taken: Container[str], shorter: Iterable[str] = ()
) -> str:
    """Return the column of the longest texts in a table's first rows that is not `taken` by a name
    that says something, "" if there is none or summaries and titles, the `shorter`, are nearly as
    long.
    """
    lengths: dict[str, list[int]] = {}
    words: dict[str, int] = {}
    n = 0
    for row in rows:
        n += 1
        for name, cell in row.items():
            if isinstance(cell, str) and (filled := cell.strip()):
                if filled[0] in "{[" or filled.startswith(("http://", "https://")):
                    continue
                lengths.setdefault(str(name), []).append(len(filled))
                far = len(_FAR_EAST.findall(filled[:1000]))
                count = len(filled.split()) + far * _WORDS // _SIGNS
                words[str(name)] = words.get(str(name), 0) + count
    means = {name: sum(of) / len(of) for name, of in lengths.items()}
    texts = {
        name: mean
        for name, mean in means.items()
        if words[name] >= _WORDS * len(lengths[name])
        and len(lengths[name]) * 2 >= n
        and name not in taken
    }
    found = max(texts, key=texts.__getitem__, default="")
    least = _LONGER * max((means.get(name, 0) for name in shorter), default=0)
    return found if found and texts[found] > least else ""


def _is_filled(value: object) -> bool:
    return not (value is None or isinstance(value, float) or not str(value).strip())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.strip().lower() != "nan"


def _alike(text: str, other: str) -> bool:
    """Tell whether another text may stand for one: it is no HTML where that is none."""
    return bool(_TAGS.search(text[:5000])) or not _TAGS.search(other[:5000])


def _reads_on(text: str, n: int) -> bool:
    return len(text.split()) >= _FEWEST_WORDS * n or bool(_FAR_EAST.search(text[:1000]))


def says(text: str, other: str) -> bool:
    """Tell whether a text says what another one does.

    >>> says("On Tuesday, they met in Tokyo.", "They met in Tokyo")
    True
    """
    return _holds(_plain_signs(text), _plain_signs(other))


def _plain_signs(text: str) -> str:
    """Return the words of a text in lower case, a space between them.

    >>> _plain_signs("They met, in Tokyo.")
    'they met in tokyo'
    """
    return " ".join(_WORD.findall(text.lower()))


def _holds(text: str, said: str) -> bool:
    """Tell whether plain words hold others, though with some changed here and there."""
    if said in text:
        return True
    words, text = said.split()[:_MOST_WORDS], text[:_MOST_TEXT]
    runs = [" ".join(words[k : k + 3]) for k in range(len(words) - 2)]
    return bool(runs) and sum(run in text for run in runs) >= _SAME * len(runs)
