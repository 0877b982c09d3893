"""Exports of Nexis: the older texts, in which a line counts each document, and the newer ones, in
which a line ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .exports_lines import Article, Export, find_end, is_day, is_notice, join_body, read_key

_MARK = re.compile(
    r"(?P<n1>\d{1,6}) (?:of|von|de|di|sur) (?P<all1>\d{1,6}) (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?)|"
    r"(?:Document|Dokument|Documento|DOCUMENT|DOKUMENT) (?P<n2>\d{1,6}) (?:of|von|de|di|sur) "
    r"(?P<all2>\d{1,6})"
)
_END = {
    "end of document", "ende des dokuments", "dokumentende", "fin du document", "fin del documento",
    "fine del documento", "fine documento", "einde van document",
}  # fmt: skip
_BODY = {"body", "text", "textkörper", "corps", "corps de l'article", "cuerpo", "corpo", "volltext"}
_COUNT = re.compile(r"(?:Documents?|Dokumente?|Documentos?|Documenti) \((\d{1,6})\)")
_NAMES = {
    "length": "length", "länge": "length", "longueur": "length", "longitud": "length",
    "lunghezza": "length", "byline": "byline", "autor": "byline", "auteur": "byline",
    "section": "section", "rubrik": "section", "rubrique": "section", "sección": "section",
    "headline": "title", "überschrift": "title", "schlagzeile": "title", "titre": "title",
    "load-date": "load_date", "update": "load_date", "date-chargement": "load_date",
    "date de chargement": "load_date", "ladedatum": "load_date", "language": "language",
    "sprache": "language", "langue": "language", "idioma": "language", "lingua": "language",
    "dateline": "", "highlight": "", "body": "", "series": "", "correction": "", "edition": "",
}  # fmt: skip
_TAIL = set(
    "load-date update date-chargement ladedatum language sprache langue idioma lingua graphic "
    "grafik graphique publication-type document-type type-publication journal-code subject "
    "organization company companies ticker industry person persons people city state country "
    "geographic notes url doc-id acc-no type classification".split()
) | {"date de chargement", "publication type", "load date", "document id"}
_CUT = {"classification", "klassifizierung", "graphic", "grafik", "graphique"}
_COVER = ("Job Number:", "Date and Time:", "User Name:")
_PAGE = re.compile(r"(?:^|[;,] ?)(?:Pg\.?|Page|S\.|Seite|p\.) ?([A-Z]{0,3}\d{1,4}\w{0,2})$", re.I)
_HEADER = 40  # lines of a header, at most
_LAST = {"load_date", "language"}  # fields that stand behind the body
_UNUSED = {"dateline", "highlight", "series", "correction", "edition"}
_RUNS_ON = {"title", "byline", "section", "dateline", "highlight"}  # over more lines than one
_CUT_BEFORE_END = 60  # lines from a list of pictures or subjects to the end of an article


def split_numbered(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export in which "2 of 37 DOCUMENTS" begins each, or None.

    Parameters
    ----------
    lines
        All lines of a file, without what they begin and end with of space.
    """
    marks = find_marks(lines)
    if not marks:
        return None
    articles = []
    for (at, number, _), end in zip(marks, [*(m[0] for m in marks[1:]), len(lines)], strict=True):
        fields, body = _read_header(lines, at + 1, end)
        stop = find_end(lines, body, end, _is_tail)
        _read_tail(lines, stop, end, fields)
        articles.append(Article(number, at + 1, _join(lines[body:stop], fields), fields))
    return Export("Nexis", articles, list_counts(marks))


def find_marks(lines: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return line, number and total of each line that counts a document: those that fit the ones
    around them and that a header follows.

    Parameters
    ----------
    lines
        All lines of a file, stripped.
    """
    found = []
    for at, line in enumerate(lines):
        if len(line) < 40 and line[-1:].isalnum() and (mark := _MARK.fullmatch(line)):
            number, total = int(mark["n1"] or mark["n2"]), int(mark["all1"] or mark["all2"])
            if 1 <= number <= total and _has_header(lines, at + 1):
                found.append((at, number, total))
    kept: list[tuple[int, int, int]] = []
    for n, (at, number, total) in enumerate(found):
        if kept:
            _, before, same = kept[-1]
            fits = total == same and number > before
            behind = found[n + 1] if n + 1 < len(found) else None
            # the ones before and behind agree with each other and not with this: it is a sentence
            if behind and behind[2] == same and behind[1] > before:
                fits = fits and number < behind[1]
            elif not fits:
                fits = number == 1
            if not fits:
                continue
        kept.append((at, number, total))
    return kept


def list_counts(marks: Sequence[tuple[int, int, int]]) -> list[tuple[int, list[int] | None]]:
    """Return, for each list of an export, how many it says that it has and the numbers found."""
    counts: list[tuple[int, list[int] | None]] = []
    numbers: list[int] = []
    for n, (_, number, total) in enumerate(marks):
        numbers.append(number)
        if n + 1 == len(marks) or marks[n + 1][2] != total or marks[n + 1][1] <= number:
            counts.append((total, numbers))
            numbers = []
    return counts


def _has_header(lines: Sequence[str], start: int) -> bool:
    """Tell whether a day, a notice or a field stands in the lines that follow."""
    ahead = lines[start : start + _HEADER]
    return any(is_notice(line) or is_day(line) or read_key(line)[0] in _KNOWN for line in ahead)


_KNOWN = {*_NAMES, "full text", "title", "author", "abstract", "publication info"} - {"update", ""}


def _read_header(lines: Sequence[str], start: int, end: int) -> tuple[dict[str, str], int]:
    """Return the fields before a body and where it begins: source, day, headline, and then fields
    with keys.
    """
    day = next((n for n in range(start, min(end, start + _HEADER)) if is_day(lines[n])), None)
    before = _list_paragraphs(lines, start, min(end, start + _HEADER) if day is None else day)
    before = [p for p in before if not is_notice(lines[p[0]])]
    fields: dict[str, str] = {}
    at = start
    if day is not None:
        if before:
            fields["source"] = " ".join(lines[slice(*before[-1])])
        fields["date"] = lines[day]
        at = day + 1
    elif before and not read_key(lines[before[0][0]])[0]:
        fields["source"] = " ".join(lines[slice(*before[0])])
        at = before[0][1]
    while day is not None and at < end and lines[at] and read_key(lines[at])[0] not in _NAMES:
        at += 1  # the edition stands below the day
    ahead = range(at, min(end, at + _HEADER))
    first = next((n for n in ahead if read_key(lines[n])[0] in _NAMES), None)
    loose = _list_paragraphs(lines, at, end if first is None else first)
    if first is None:
        loose, at = loose[:1], loose[0][1] if loose else at
    else:
        at = first
    shown = [" ".join(lines[slice(*p)]) for p in loose if not is_notice(lines[p[0]])]
    if len(shown) > 1 and len(shown[0]) <= 40 and "edition" in shown[0].lower():
        shown = shown[1:]
    if shown:
        fields["title"] = shown[0]
    return fields, _read_keys(lines, at, end, fields, set())


def _list_paragraphs(lines: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return where the first paragraphs begin and end, of at most a header."""
    found: list[tuple[int, int]] = []
    for at in range(start, min(end, start + _HEADER)):
        if not lines[at]:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _read_keys(
    lines: Sequence[str], at: int, end: int, fields: dict[str, str], words: set[str]
) -> int:
    """Read fields with keys, and return where the body begins: behind one of `words`, a key that
    says so, or what is no field.
    """
    name: str | None = None
    while at < end:
        line = lines[at]
        key, value = read_key(line)
        if not line:
            name = None
        elif line.lower().rstrip(":") in words or key == "body":
            fields["body"] = value  # where it begins in that line itself
            return at + 1
        elif key in _NAMES and _NAMES[key] not in _LAST:
            name = _NAMES[key] or key
            fields.setdefault(name, value)
        elif name in _RUNS_ON:
            fields[name] = f"{fields[name]} {line}".strip()
        elif not words and not is_notice(line):
            return at  # where a word begins the body, an edition may stand before it
        at += 1
    return end


def _is_tail(line: str) -> bool:
    return read_key(line)[0] in _TAIL


def _read_tail(lines: Sequence[str], stop: int, end: int, fields: dict[str, str]) -> None:
    """Read the fields behind a body, and the page out of the section."""
    for at in range(stop, end):
        key, value = read_key(lines[at])
        if value and _NAMES.get(key) in _LAST:
            fields.setdefault(_NAMES[key], value)
    if page := _PAGE.search(fields.get("section", "")):
        fields["page"] = page[1]
        fields["section"] = fields["section"][: page.start()].strip()


def _join(body: Sequence[str], fields: dict[str, str]) -> str:
    """Return a body's text; what is of no use in `fields` is taken out of them."""
    lead = fields.pop("body", "")
    for key in [key for key, value in fields.items() if key in _UNUSED or not value]:
        del fields[key]
    return join_body([lead, *body] if lead else body)


def split_ended(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export in which "End of Document" ends each, or None.

    Parameters
    ----------
    lines
        All lines of a file, stripped.
    """
    ends = [n for n, line in enumerate(lines) if len(line) < 24 and line.lower() in _END]
    articles: list[Article] = []
    known = False  # whether anything but that line is as Nexis writes it
    totals = [int(m[1]) for line in lines if len(line) < 24 and (m := _COUNT.fullmatch(line))]
    for start, end in zip([0, *(n + 1 for n in ends)], [*ends, len(lines)], strict=True):
        top = range(start, end)
        body = next((n for n in top if lines[n].lower() in _BODY), None)
        keyed = next((n for n in top if _NAMES.get(read_key(lines[n])[0]) == "length"), None)
        if end == len(lines) and body is None and keyed is None:
            break  # what follows the last one
        header = (
            end
            if body is None and keyed is None
            else min(n for n in (body, keyed) if n is not None)
        )
        known = known or keyed is not None or body is not None
        article = _read_ended(lines, start, header, end, len(articles) + 1)
        if article:
            articles.append(article)
    if not (ends and known):
        return None
    return Export("Nexis", articles, [(sum(totals), None)] if totals else [])


def _read_ended(
    lines: Sequence[str], start: int, header: int, end: int, number: int
) -> Article | None:
    """Read an article that stands between two ends; `header` is behind its title, source and day."""
    covered = any(line.startswith(_COVER) or _COUNT.fullmatch(line) for line in lines[start:header])
    above = [n for n in range(start, header) if lines[n]]
    if not above:
        return None
    days = [n for n, at in enumerate(above) if n and is_day(lines[at])]
    fields: dict[str, str] = {}
    if days:
        day = days[-1 if covered else 0]
        fields["date"] = lines[above[day]]
        at = above[day] + 1
        if day > 1:
            fields["source"] = lines[above[day - 1]]
        top = above[: max(day - 1, 1)]
    else:
        top, at = above[:1], above[0] + 1
        if covered:
            top = above[-1:]
    if covered:
        top = _drop_contents(lines, start, top)
    fields["title"] = " ".join(lines[n] for n in top)
    worded = any(lines[n].lower() in _BODY for n in range(at, end))
    body = _read_keys(lines, at, end, fields, _BODY if worded else set())
    stop = find_end(lines, body, _cut(lines, body, end), _is_tail)
    _read_tail(lines, stop, end, fields)
    return Article(number, top[0] + 1, _join(lines[body:stop], fields), fields)


def _drop_contents(lines: Sequence[str], start: int, top: list[int]) -> list[int]:
    """Return the line of the first title, which stands behind a cover and a list of contents."""
    contents = next((lines[n] for n in range(start, top[-1]) if lines[n].startswith("1. ")), "")
    same = [n for n in top if contents and lines[n] == contents[3:].strip()]
    return same[-1:] or top[-1:]


def _cut(lines: Sequence[str], body: int, end: int) -> int:
    """Return where a body ends before lists of pictures or subjects, which have a line as heading."""
    near = range(max(body, end - _CUT_BEFORE_END), end)
    return next((n for n in near if lines[n].lower() in _CUT), end)
