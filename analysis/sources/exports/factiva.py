"""Exports of Factiva: articles with a two-letter code before each field, and those that end in a
line with the document's number.
"""

import re
from itertools import pairwise

from .lines import Article, Export, Lines, is_day, is_notice, join_body, strip_by

_CODE = re.compile(r"([A-Z]{2,3}):?(?:$|(\t| +)(.*))")
_NAMES = {
    "HD": "title", "BY": "byline", "WC": "length", "PD": "date", "SN": "source", "SE": "section",
    "PG": "page", "LA": "language", "LN": "language", "AN": "id",
}  # fmt: skip
_HEAD = {*"HD CR BY WC PD ET SN SC ED PG VOL LA LN CY CX SE CLM".split()}
_ENDS = {"HD", "LP", "TD", "AN"}  # codes behind a header
_FIRST = {"SE", "CLM"}  # fields that may stand before the headline
_BODY = {"LP", "TD"}
# Codes behind the body: those of lists, whose items have codes too, and others.
_LISTS = {*"CO IN NS RE".split()}
_TAIL = {*"ART CT RF IPC IPD PUB AN".split()}
_ITEM = re.compile(r"\w{1,12} : ")
_AHEAD = 30  # lines from a headline to the end of its header
_NEAR = 6  # lines from a section to the headline
_END = re.compile(r"(?:Document|Dokument|Documento|Документ) ([A-Z][A-Za-z0-9]{14,39})")
_LENGTH = re.compile(
    r"\d[\d,.\u00a0\u202f ]{0,9}(?:words?|mots?|Wörter|Woorden|palabras|parole|palavras|слов[ао]?|"
    r"słów|kelime)",
    re.I,
)
_BYLINE = re.compile(r"(?:By|Par|Von|Por|Di|BY|VON|PAR) \S")
_LANGUAGE = {
    "english", "german", "french", "spanish", "italian", "portuguese", "dutch", "russian", "arabic",
    "chinese", "japanese", "englisch", "deutsch", "französisch", "anglais", "français", "allemand",
    "inglés", "español", "turkish", "polish", "hindi", "korean", "indonesian", "bahasa indonesia",
    "português", "portugiesisch", "portugais", "italiano", "italienisch", "nederlands", "русский",
    "russisch", "polski", "türkçe", "chinese - simplified", "chinese - traditional",
    "simplified chinese", "traditional chinese",
}  # fmt: skip
_PAGE = re.compile(r"(?:Page |Seite |p\. ?|Pg\.? )?[A-Z]{0,2}\d{1,4}(?:-[A-Z]{0,2}\d{1,4})?")
_FOOT = re.compile(r"Page \d{1,5} of \d{1,5}\b.{0,20}Factiva")  # of a printed page
_ABOVE = 5  # lines that may stand above the length: section, headline, byline
_BEHIND = 12  # lines from the length to the body
_TIME = re.compile(r"\d{1,2}[:.]\d{2}\b")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,8}")
_LONGEST_SECTION = 40  # characters
_LONG_HEADLINE = 5  # words that make a line a headline and no section or name


def split_factiva(lines: Lines) -> Export | None:
    """Return the articles of an export of Factiva in a file's stripped lines, or None."""
    lines = ["" if line.startswith("Page ") and _FOOT.match(line) else line for line in lines]
    starts = _find_coded(lines)
    articles = _read_coded(lines, starts) if starts else _read_plain(lines)
    return Export("Factiva", articles) if articles else None


def _read_code(line: str) -> tuple[str, str, bool]:
    """Return a line's code, the rest, and whether the code stands alone or apart; "" for none."""
    found = _CODE.match(line) if line[:2].isupper() else None
    if not found:
        return "", "", False
    return found[1], (found[3] or "").strip(), found[2] != " "


def _find_coded(lines: Lines) -> list[int]:
    """Return where coded articles begin: at a headline before day, source or length, and lead."""
    starts: list[int] = []
    first = -_AHEAD  # where a section before the headline stands
    for at, line in enumerate(lines):
        code, _, _ = _read_code(line)
        if code in _FIRST:
            first = at
        elif code == "HD":
            if _has_fields(lines, at + 1):
                starts.append(first if at - first <= _NEAR else at)
            first = -_AHEAD
    return starts


def _has_fields(lines: Lines, start: int) -> bool:
    """Tell whether the fields of a header, with a day, appear in the lines that follow."""
    codes = set()
    for at in range(start, min(len(lines), start + _AHEAD)):
        code, value, _ = _read_code(lines[at])
        if code == "PD" and not any(map(is_day, (value, *lines[at + 1 : at + 3]))):
            return False
        if code in _ENDS:
            break
        codes.add(code)
    return "PD" in codes and bool(codes & {"SN", "WC"})


def _read_coded(lines: Lines, starts: list[int]) -> list[Article]:
    articles = []
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), 1):
        fields: dict[str, list[str]] = {}
        body: list[str] = []
        code, state = "", "head"
        for at in range(start, end):
            line = lines[at]
            new, value, apart = _read_code(line)
            if state == "head":
                known = new in _HEAD and new not in fields or new in _BODY
            elif new in _TAIL | _LISTS:
                known = _is_tail(new, apart, (value, *lines[at + 1 : at + 3]))
            else:
                known = state == "body" and new == "TD" and new not in fields
            if known:
                code = new
                state = "body" if code in _BODY else "tail" if state != "head" else "head"
                fields[code] = []
                line = value
            if state == "body":
                body.append(line)
            elif line and code in fields:
                fields[code].append(line)
        named = {_NAMES[c]: " ".join(v) for c, v in fields.items() if c in _NAMES and v}
        if "byline" in named:
            named["byline"] = strip_by(named["byline"])
        if "id" in named:
            named["id"] = named["id"].split()[-1]
        articles.append(Article(number, start + 1, join_body(body), named))
    return articles


def _is_tail(code: str, apart: bool, values: Lines) -> bool:
    """Tell whether a code ends the body, and is no word of it, by what stands behind or below it."""
    if code == "AN":
        return any(map(_END.fullmatch, values))
    if code in _LISTS:
        return any(map(_ITEM.match, values))
    return apart


def _read_plain(lines: Lines) -> list[Article]:
    """Read articles that end in a line with the document's number."""
    articles: list[Article] = []
    start = 0
    for at in range(len(lines) + 1):
        found = _END.fullmatch(lines[at]) if at < len(lines) else None
        if at < len(lines) and not (found and sum(map(str.isdigit, found[1])) >= 8):
            continue
        if found or articles:  # what follows the last one may have lost its end
            article = _read_block(lines, start, at, len(articles) + 1)
            if article:
                if found:
                    article.fields["id"] = found[1]
                articles.append(article)
        start = at + 1
    return articles


def _read_block(lines: Lines, start: int, end: int, number: int) -> Article | None:
    """Read an article whose length and day appear in lines of their own; None where they do not."""
    filled = [at for at in range(start, end) if lines[at]]
    lengths = (n for n, line in enumerate(filled) if _LENGTH.fullmatch(lines[line]))
    dated = (n for n in lengths if any(is_day(lines[later]) for later in filled[n + 1 : n + 3]))
    at = next(dated, None)
    if at is None:
        return None
    above = _find_top(lines, filled, at)
    top = [lines[n] for n in above]
    fields = {"length": lines[filled[at]]}
    if len(top) > 1 and (_BYLINE.match(top[-1]) or _is_headline(top[-2])):
        fields["byline"] = strip_by(top.pop())
    if len(top) > 1 and not _is_headline(top[0]) and len(top[0]) <= _LONGEST_SECTION:
        fields["section"] = top.pop(0)
    if top:
        fields["title"] = " ".join(top)
    body = _read_behind(lines, filled[at + 1 :], fields)
    text = "" if body is None else join_body(lines[body:end])
    return Article(number, (above[0] if above else filled[at]) + 1, text, fields)


def _find_top(lines: Lines, filled: list[int], at: int) -> list[int]:
    """Return the lines of headline, section and byline, which stand above the length: those that
    stand further apart belong to a cover.
    """
    above = filled[max(0, at - _ABOVE) : at]
    near = filled[at] - above[-1] if above else 0
    parted = [n for n in range(1, len(above)) if above[n] - above[n - 1] > near]
    if parted:
        near_by = above[parted[-1] :]
        if len(near_by) == 1 and _BYLINE.match(lines[near_by[0]]):  # the headline is apart from it
            before = above[: parted[-1]]
            first = len(before) - 1
            while first > 0 and before[first] - before[first - 1] == 1:
                first -= 1
            return [*before[first:], *near_by]
        return near_by
    return above if at <= _ABOVE else above[-2:]


def _read_behind(lines: Lines, rest: list[int], fields: dict[str, str]) -> int | None:
    """Read the day and what follows into fields; return where the body begins."""
    texts = [lines[n] for n in rest[:_BEHIND]]
    at = 0
    if texts and is_day(texts[0]):
        fields["date"], at = texts[0], 1
    if at < len(texts) and _TIME.match(texts[at]):
        at += 1
    if at < len(texts):
        fields["source"], at = texts[at], at + 1
    last = at  # behind what is known to stand before a body
    for n in range(at, len(texts)):
        text = texts[n]
        if is_notice(text):
            last = n + 1
            break
        if text.lower() in _LANGUAGE:
            fields["language"], last = text, n + 1
        elif _PAGE.fullmatch(text):
            fields["page"], last = text, n + 1
        elif _SOURCE_CODE.fullmatch(text):
            last = n + 1
        elif len(text) > _LONGEST_SECTION:
            break  # no notice stands before the body
    return rest[last] if last < len(rest) else None


def _is_headline(line: str) -> bool:
    return len(line.split()) >= _LONG_HEADLINE
