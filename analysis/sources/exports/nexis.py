"""The older exports of Nexis, in which a line counts each document: 2 of 37 DOCUMENTS."""

import re

from .lines import (
    Article,
    Export,
    Lines,
    find_end,
    is_day,
    is_notice,
    join_body,
    read_day,
    read_key,
    strip_by,
)

Mark = tuple[int, int, int]  # the line of one, its number and the total
_MARK = re.compile(
    r"(?P<n1>\d{1,6}) (?:of|von|de|di|sur|van) (?P<all1>\d{1,6}) "
    r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)|"
    r"(?:Document|Dokument|Documento|DOCUMENT|DOKUMENT) (?P<n2>\d{1,6}) (?:of|von|de|di|sur|van) "
    r"(?P<all2>\d{1,6})"
)
NAMES = {
    alias: name
    for name, aliases in {
        "length": "length,länge,longueur,longitud,lunghezza,lengte,comprimento,extensão,tamanho",
        "byline": "byline,autor,auteur,autore",
        "section": "section,rubrik,rubrique,sección,sectie,sezione,seção,secção",
        "title": "headline,überschrift,schlagzeile,titre,kop,titolo,titular,título",
        "load_date": "load-date,load date,update,ladedatum,date-chargement,date de chargement,"
        "fecha-carga,fecha de carga,fecha-de-carga,laaddatum,laad-datum,data-caricamento,"
        "data di caricamento,data-carregamento,data de carregamento",
        "language": "language,sprache,langue,idioma,lingua,taal",
        "": "dateline,highlight,body,series,correction,edition",
    }.items()
    for alias in aliases.split(",")
}
_TAIL = set(
    "graphic grafik graphique publication-type document-type type-publication journal-code subject "
    "organization company companies ticker industry person persons people city state country "
    "geographic notes url doc-id acc-no type classification".split()
) | {"publication type", "document id"}
_TAIL |= {key for key, name in NAMES.items() if name in ("load_date", "language")}
_KNOWN = {*NAMES, "full text", "title", "author", "abstract", "publication info"} - {"update", ""}
_PAGE = re.compile(r"(?:^|[;,] ?)(?:Pg\.?|Page|S\.|Seite|p\.) ?([A-Z]{0,3}\d{1,4}\w{0,2})$", re.I)
_HEADER = 40  # lines of a header, at most
_FIRST_LINES = 10  # of a header: whose it is, the source, the day, a long headline
_LONGEST_COVER = 300  # characters before the first article of an export without fields
_LONGEST_MARK = 40  # characters
_LONGEST_EDITION = 40  # characters
_LAST = {"load_date", "language"}  # fields that stand behind the body
_BEHIND = {*_LAST, "id"}  # and what is no field of a header
_UNUSED = {"dateline", "highlight", "series", "correction", "edition"}
_RUNS_ON = {"title", "byline", "section", "dateline", "highlight"}  # over more lines than one


def split_numbered(lines: Lines) -> Export | None:
    """Return the articles of stripped lines in which "2 of 37 DOCUMENTS" begins each, or None."""
    marks = find_marks(lines)
    if not marks:
        return None
    articles = []
    ends = [*(mark[0] for mark in marks[1:]), len(lines)]
    for (at, number, _), end in zip(marks, ends, strict=True):
        fields, body = _read_header(lines, at + 1, end)
        stop = find_stop(lines, body, end)
        read_tail(lines, stop, end, fields)
        articles.append(Article(number, at + 1, join_fields(lines[body:stop], fields), fields))
    keyed = any(article.fields.keys() & {"length", "load_date"} for article in articles)
    before = sum(map(len, lines[: marks[0][0]]))
    if not keyed and (before > _LONGEST_COVER or marks[0][1] != 1):
        return None
    if not keyed and not all(
        article.fields.get("date")
        and article.fields.get("source")
        and any(map(is_notice, lines[at + 1 : end]))
        for article, (at, _, _), end in zip(articles, marks, ends, strict=True)
    ):
        return None  # pages that count documents otherwise
    return Export("Nexis", articles, list_counts(marks))


def find_marks(lines: Lines) -> list[Mark]:
    """Return line, number and total of each line that counts a document: those that fit the ones
    around them and that a header follows.
    """
    marks = []
    for at, line in enumerate(lines):
        if len(line) < _LONGEST_MARK and line[-1:].isalnum() and (mark := _MARK.fullmatch(line)):
            number, total = int(mark["n1"] or mark["n2"]), int(mark["all1"] or mark["all2"])
            if 1 <= number <= total:
                marks.append((at, number, total, bool(mark["n1"])))
    found: list[Mark] = []
    for n, (at, number, total, form) in enumerate(marks):
        stop = marks[n + 1][0] if n + 1 < len(marks) else len(lines)
        if form != marks[0][3] or not _has_header(lines, at + 1, stop):
            continue
        if not found or found[-1][1:] != (number, total):  # or a sentence repeats the mark
            found.append((at, number, total))
    return _drop_strays(found)


def _drop_strays(found: list[Mark]) -> list[Mark]:
    """Return the marks that fit those around them: another is part of a sentence that was wrapped."""
    kept: list[Mark] = []
    for n, (at, number, total) in enumerate(found):
        if kept:
            _, before, same = kept[-1]
            fits = total == same and number > before
            behind = found[n + 1] if n + 1 < len(found) else None
            # the ones before and behind agree with each other and not with this
            if behind and behind[2] == same and behind[1] > before:
                fits = fits and number < behind[1]
            elif not fits:  # another list begins
                fits = number == 1 or bool(behind) and behind[1:] == (number + 1, total)
            if not fits:
                continue
        kept.append((at, number, total))
    return kept


def list_counts(marks: list[Mark]) -> list[tuple[int, list[int] | None]]:
    """Return, for each list of an export, how many it says that it has and the numbers found."""
    counts: list[tuple[int, list[int] | None]] = []
    numbers: list[int] = []
    for n, (_, number, total) in enumerate(marks):
        numbers.append(number)
        if n + 1 == len(marks) or marks[n + 1][2] != total or marks[n + 1][1] <= number:
            counts.append((total, numbers))
            numbers = []
    return counts


def _has_header(lines: Lines, start: int, stop: int) -> bool:
    """Tell whether a day, a notice or a field appears in the first lines that are not empty."""
    left = _FIRST_LINES
    for line in lines[start : min(stop, start + _HEADER)]:
        key = read_key(line)[0]
        if key in _TAIL or not left:
            return False
        if is_notice(line) or is_day(line) or key in _KNOWN:
            return True
        left -= bool(line)
    return False


def _read_header(lines: Lines, start: int, end: int) -> tuple[dict[str, str], int]:
    """Return the fields before a body and where it begins: source, day, title, fields with keys."""
    end = next((n for n in range(end, start, -1) if lines[n - 1]), start)
    ahead = range(start, min(end, start + _HEADER))
    first = next((n for n in ahead if NAMES.get(read_key(lines[n])[0], "id") not in _BEHIND), None)
    top = range(start, ahead.stop if first is None else first)
    day = next((n for n in top if is_day(lines[n])), None)
    before = _list_paragraphs(lines, start, top.stop if day is None else day)
    before = [p for p in before if not is_notice(lines[p[0]])]
    fields: dict[str, str] = {}
    at = start
    if day is not None:
        if before:
            fields["source"] = _join_lines(lines, before[-1])
        elif day > start and lines[day - 1] and not is_notice(lines[day - 1]):
            fields["source"] = lines[day - 1]  # no empty line parts it from the notice
        fields["date"] = lines[day]
        # the edition stands right below the day
        at = next((n for n in range(day + 1, top.stop) if not lines[n]), day + 1)
    elif before:
        fields["source"] = _join_lines(lines, before[0])
        at = before[0][1]
        if first is not None and len(before) > 2:  # a day that is none, such as a season
            fields["date"] = _join_lines(lines, before[1])
            at = before[1][1]
    loose = [p for p in _list_paragraphs(lines, at, top.stop) if not is_notice(lines[p[0]])]
    if "" not in lines[at:end]:  # of Word, where each line is a paragraph
        at += at < end and _is_edition(lines[at])
        loose = [(at, min(at + 1, end) if first is None else first)] if loose else []
    if len(loose) > 1 and _is_edition(_join_lines(lines, loose[0])):
        loose = loose[1:]
    if loose:
        fields["title"] = _join_lines(lines, loose[0])
    at = first if first is not None else loose[0][1] if loose else at
    return fields, read_keys(lines, at, end, fields, set())


def _join_lines(lines: Lines, place: tuple[int, int]) -> str:
    return " ".join(lines[slice(*place)])


def _is_edition(text: str) -> bool:
    return len(text) <= _LONGEST_EDITION and "edition" in text.lower()


def _list_paragraphs(lines: Lines, start: int, end: int) -> list[tuple[int, int]]:
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


def read_keys(lines: Lines, at: int, end: int, fields: dict[str, str], words: set[str]) -> int:
    """Read fields with keys, and return where the body begins: behind one of `words`, a key that
    says so, or what is no field.
    """
    name: str | None = None
    flat = "" not in lines[at:end]  # as in Word: no field runs on over lines
    while at < end:
        line = lines[at]
        key, value = read_key(line)
        if not line:
            name = None
        elif line.lower().rstrip(":") in words or key == "body":
            fields["body"] = value  # where it begins in that line itself
            return at + 1
        elif key in NAMES and NAMES[key] not in _LAST:
            name = NAMES[key] or key
            fields.setdefault(name, value)
        elif name in _RUNS_ON and not (flat and _ends_keys(lines, at, end)):
            fields[name] = f"{fields[name]} {line}".strip()
        elif not words and not is_notice(line):
            return at  # where a word begins the body, an edition may stand before it
        at += 1
    return end


def _ends_keys(lines: Lines, at: int, end: int) -> bool:
    """Tell whether no further field of a header stands right below a line."""
    keys = (NAMES.get(read_key(lines[n])[0], "id") for n in range(at + 1, min(at + 4, end)))
    return all(key in _BEHIND for key in keys)


def find_stop(lines: Lines, body: int, end: int) -> int:
    """Return where the body of an article that ends at `end` ends: before its last fields, of which
    the day when it was loaded is always one.
    """
    keys = ((at, *read_key(lines[at])) for at in range(end - 1, body - 1, -1))
    loads = (at for at, key, day in keys if NAMES.get(key) == "load_date" and read_day(day))
    loaded = next(loads, end)
    return find_end(lines, body, loaded, lambda line: read_key(line)[0] in _TAIL)


def read_tail(lines: Lines, stop: int, end: int, fields: dict[str, str]) -> None:
    """Read the fields behind a body, and the page out of the section."""
    for at in range(stop, end):
        key, value = read_key(lines[at])
        if value and NAMES.get(key) in _LAST:
            fields.setdefault(NAMES[key], value)
    if page := _PAGE.search(fields.get("section", "")):
        fields["page"] = page[1]
        fields["section"] = fields["section"][: page.start()].strip()


def join_fields(body: Lines, fields: dict[str, str]) -> str:
    """Return a body's text; what is of no use in `fields` is taken out of them."""
    lead = fields.pop("body", "")
    for key in [key for key, value in fields.items() if key in _UNUSED or not value]:
        del fields[key]
    if "byline" in fields:
        fields["byline"] = strip_by(fields["byline"])
    return join_body([lead, *body] if lead else body)
