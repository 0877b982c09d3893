"""What stands above an article in lines such as "Title: ...", "Date: ...", "Source: ..."."""

import re

from .column_names import ALIASES
from .columns import squash

_LINE = re.compile(
    r"[\s#*>_-]{0,6}([^\W\d_][^:：\n]{0,30}?)\s{0,3}\*{0,2}[:：]\s{0,10}\*{0,2}\s?(.{0,1000})"
)
_MOST = 40  # lines that are looked at
_LONGEST_TITLE = 200  # characters of a title above these lines
_FEWEST = 2  # such lines, one of which says title, date or source
_ADDRESS = re.compile(r"(?i)https?://")
_WORDS = {
    "title": "subject betreff objet asunto oggetto тема",
    "date": "published_on date_of_publication publication_date dated",
    "source": "newspaper outlet publication publisher journal agency",
    "author": "author authors by byline reporter correspondent written_by writer autor autora auteur "
    "autore von par автор 作者 記者 기자 الكاتب लेखक yazar auteurs penulis",
    "url": "url link permalink address web_address weblink web",
    "section": "section category categories topic topics tags tag keywords rubric ressort rubrik "
    "updated last_updated contact contacts phone email tel desk country "
    "place location language lang edition page pages",
    "text": "text body content article full_text fulltext story volltext texte texto testo текст 正文 本文",
}
# What heads a line of speech too, and is no name of a title, date or source there.
_NOT_HEADS = frozenset(("heading", "name", "time", "day", "host", "domain", "issued", "posted"))
_KEYS = {
    squash(name): key
    for key, names in {
        **{key: " ".join((*ALIASES[key], _WORDS[key])) for key in ("title", "date", "source")},
        **{key: _WORDS[key] for key in ("author", "url", "section", "text")},
    }.items()
    for name in names.split()
    if squash(name) not in _NOT_HEADS
}
_FACTS = frozenset(("title", "date", "source"))


def split_head_lines(text: str) -> tuple[dict[str, str], str]:
    r"""Return what the lines above an article say, and the text with blank lines in their place.

    A title may stand above the lines, and blank lines among them. There are no fields, and the text
    is as it is, unless two lines say such things, one of them title, date or source. What else they
    say goes by its own name.

    >>> split_head_lines("Title: Ships agreed\nDate: 6 May 2024\n\nThey met.")
    ({'title': 'Ships agreed', 'date': '6 May 2024'}, '\n\n\nThey met.')
    >>> split_head_lines("Title: They met.\nThey left.")
    ({}, 'Title: They met.\nThey left.')
    """
    lines = text[: _MOST * 1200].splitlines(keepends=True)[:_MOST]
    fields: dict[str, str] = {}
    taken: list[int] = []
    body_at = -1
    for k, line in enumerate(lines):
        plain = line.strip().lstrip("\ufeff")
        if not plain:
            continue
        key, name, value = _read_line(plain)
        if key == "text" and taken:
            body_at = k if value else -1
            taken.append(k)
            break
        if not key or key == "text" or (key in fields and key in _FACTS):
            above = any(line.strip("\ufeff \t\r\n") for line in lines[:k])
            if taken or key or above or len(plain) > _LONGEST_TITLE:
                break
            continue  # a title above the lines
        taken.append(k)
        if value:
            own = key if key in (*_FACTS, "author", "url") else " ".join(name.lower().split())
            fields.setdefault(own, value)
    if len(taken) < _FEWEST or not _FACTS & fields.keys() or len(fields) < _FEWEST:
        return {}, text
    out = [_end(line) if k in taken else line for k, line in enumerate(lines)]
    if body_at >= 0:
        out[body_at] = _read_line(lines[body_at].strip())[2] + _end(lines[body_at])
    return fields, "".join(out) + text[sum(map(len, lines)) :]


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _read_line(line: str) -> tuple[str, str, str]:
    """Return what a line says, under what name, and the value; nothing if it is another line."""
    found = _LINE.fullmatch(line)
    if not found or _ADDRESS.match(line):
        return "", "", ""
    name = found[1].strip(" *_#")
    key = _KEYS.get(squash(name), "")
    return key, name, found[2].strip(" *\t") if key else ""
