"""Exports of reference managers (RIS) and collections of news in SGML: records of fields with tags,
each between two lines of its own.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .lines import Article, Export, Lines, join_body

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
# What the tags of RIS hold, the likelier first.
_RIS = {
    "title": ("TI", "T1"), "source": ("T2", "JO", "JF", "JA", "PB"), "date": ("DA", "Y1", "PY"),
    "byline": ("AU", "A1"), "id": ("AN", "ID"), "language": ("LA",),
}  # fmt: skip
_TEXTS = ("AB", "N2", "N1")
_OPEN = re.compile(r"<(?:DOC|REUTERS)(?:\s[^<>]{0,300})?>")
_FIELD = re.compile(r"<(/?)([A-Za-z][\w-]{0,20})(?:\s[^<>]{0,200})?>")
_SGML = {
    "docno": "id", "docid": "id", "date": "date", "date_time": "date", "headline": "title",
    "head": "title", "title": "title", "byline": "byline", "source": "source",
}  # fmt: skip
_BODIES = {"text", "body", "leadpara"}


def split_ris(lines: Lines) -> Export | None:
    """Return the records of the stripped lines of a file in RIS, None where it holds none.

    >>> split_ris(["TY  - NEWS", "TI  - Talks", "AB  - They met.", "ER  -"]).articles[0].text
    'They met.'
    """
    articles: list[Article] = []
    fields: dict[str, list[str]] = {}
    start, tag = 0, ""
    for at, line in enumerate(lines):
        found = _TAG.fullmatch(line)
        if found and found[1] == "TY":
            fields, start, tag = {"TY": []}, at + 1, "TY"
        elif found and found[1] == "ER" and fields:
            articles.append(_make(len(articles) + 1, start, fields))
            fields, tag = {}, ""
        elif found and fields:
            tag = found[1]
            fields.setdefault(tag, []).append(found[2] or "")
        elif line and tag in fields:
            fields[tag].append(line)  # a text that has several paragraphs
    if fields:
        articles.append(_make(len(articles) + 1, start, fields))
    return Export("RIS", articles) if articles else None


def _make(number: int, line: int, fields: dict[str, list[str]]) -> Article:
    named = {}
    for name, tags in _RIS.items():
        value = next((fields[tag][0].strip() for tag in tags if any(fields.get(tag, ()))), "")
        if value:
            named[name] = value.rstrip("/") if name == "date" else value
    texts = ["\n\n".join(filter(None, fields.get(tag, ()))) for tag in _TEXTS]
    return Article(number, line, max(texts, key=len), named)


def split_sgml(lines: Lines) -> Export | None:
    """Return the documents of a collection in SGML, each from <DOC> to </DOC>, in the stripped
    lines of a file; None where there are none with a text.

    >>> shown = ["<DOC>", "<HEADLINE>Talks</HEADLINE>", "<TEXT>", "They met.", "</TEXT>", "</DOC>"]
    >>> split_sgml(shown).articles[0].fields
    {'title': 'Talks'}
    """
    starts = [at for at, line in enumerate(lines) if _OPEN.match(line)]
    articles = []
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1):
        fields: dict[str, list[str]] = {}
        body: list[str] = []
        for name, words in _list_words(lines[start:end]):
            if name in _BODIES:
                body.append(words)
            elif name in _SGML and words.strip():
                fields.setdefault(_SGML[name], []).append(words.strip())
        named = {name: " ".join(said) for name, said in fields.items()}
        articles.append(Article(number, start + 1, join_body(body), named))
    return Export("SGML", articles) if any(article.text for article in articles) else None


def _list_words(lines: Lines) -> Iterator[tuple[str, str]]:
    """Yield each line's words with their field; within a body, tags of paragraphs are breaks."""
    name = ""
    for line in lines:
        place = 0
        for tag in _FIELD.finditer(line):
            own = tag[2].lower()
            known = own in _SGML or own in _BODIES
            if words := line[place : tag.start()].strip():
                yield name, words
            place = tag.end()
            if not known:
                yield name, ""
            elif tag[1]:
                name = "" if own == name else name
            else:
                name = own
        yield name, line[place:].strip()
