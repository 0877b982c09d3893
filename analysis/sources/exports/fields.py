"""Exports in which each field of an article has its name before it: ProQuest, EBSCO, Gale, and any
other that repeats one header.
"""

import re
from collections import Counter
from itertools import islice, pairwise

from .lines import Article, Export, Lines, find_end, is_notice, join_body, read_key, split_day
from .nexis import find_marks, list_counts

# What a field holds, by its label in small letters; "" for what is not read.
_LABELS = {
    alias: name
    for name, aliases in {
        "title": "title,headline,document title,article title,titel,titre,título",
        "source": "source,publication title,publication,newspaper,outlet,journal,source name,quelle,"
        "titel der publikation,publikationstitel,titre de la publication,título de la publicación,"
        "titolo della pubblicazione",
        "date": "date,publication date,pub date,date published,published,pub. date,datum,"
        "date of publication,veröffentlichungsdatum,publikationsdatum,erscheinungsdatum,"
        "date de publication,fecha de publicación,data di pubblicazione",
        "byline": "author,authors,author(s),byline,by,autor,auteur",
        "section": "section,column,rubrik,rubrique",
        "length": "length,word count,full text word count,words,lexile word count",
        "page": "page,pages,first page,start page,page number",
        "load_date": "load-date,load date,last updated,date added",
        "language": "language,language of publication,sprache,langue",
        "id": "proquest document id,accession number,gale document number,document id,doc id,"
        "accession no,proquest-dokument-id,proquest-dokumenten-id,id du document proquest,"
        "identifiant de document proquest,id del documento de proquest,id documento proquest",
        "text": "full text,text,body,content,article text,full-text,body text,volltext,"
        "texte intégral,texto completo,testo completo",
        "": "abstract,publication info,links,subject,subject terms,location,people,company,"
        "publisher,place of publication,country of publication,publication subject,issn,eissn,isbn,"
        "source type,document type,document url,copyright,database,publication year,volume,issue,"
        "company / organization,identifier / keyword,credit,source citation,geographic terms,"
        "publication type,url,persistent link to this record,dateline,keywords,editors,edition,"
        "volume number,issue number,product,event,topic,named works,classification,series title,"
        "subjects,author affiliations,author-supplied keywords,naics/industry codes,company/entity,"
        "reviews & products,lexile measure,translated title,document subtype,credit,"
        "place,year,tags,category,document feature,doi,original date",
    }.items()
    for alias in aliases.split(",")
}
# Labels of ProQuest in other languages, as English ones.
_ENGLISH = {
    alias: "proquest document id" if name == "id" else "full text" if name == "text" else "publication title"
    for alias, name in _LABELS.items()
    if name == "id" and "proquest" in alias
    or name == "text" and (" int" in alias or "compl" in alias or alias == "volltext")
    or name == "source" and ("publi" in alias and alias != "publication")
}  # fmt: skip
_SURE = {"full text", "publication title"}
_PROQUEST = {"proquest document id", *_SURE}
_RULE = re.compile(r"_{10,}|[=\-*#~—–_]{5,}|(?:\* ?){5,}|(?:- ){5,}-?")
_RECORD = re.compile(r"Record:? (\d{1,6})(?: of (\d{1,6}))?")
_PAGE = re.compile(r"(?:\bp\.? ?|: )([A-Z]{0,3}\d{1,4})\b")
_ROW = 4  # fields that stand together
_NO_TEXT = re.compile(r"(?:full text )?not available\b.{0,20}|none available", re.I)
_GAP = 2  # lines between two of a header: empty, or what a field runs on in
_LEAST, _LEAST_RULED = 3, 2  # headers that make an export; with a rule before each
_MOST_BEFORE = 2000  # characters before the first header of an export
_CITATION = 30  # lines of a citation and what stands behind it
_PLACE = re.compile(r"\s{0,5};\s|\s{1,5}\[")  # what parts a newspaper and its place
_SHORT = 15  # words: where most bodies have fewer, headers are a list in a page


def split_proquest(lines: Lines) -> Export | None:
    """Return the articles of an export of ProQuest, None where lines are none."""
    marks = find_marks(lines)
    numbers = {at: number for at, number, _ in marks}
    rules = {n for n, line in enumerate(lines) if line[:10] == "_" * 10 and not line.strip("_")}
    cuts = sorted(rules | numbers.keys())
    blocks: list[tuple[int, int]] = []
    held: set[str] = set()  # the keys of the last block
    known = False
    for start, end in pairwise([-1, *cuts, len(lines)]):
        keys = (read_key(lines[n])[0] for n in range(start + 1, end))
        here = {_ENGLISH.get(key, key) for key in keys if key in _LABELS}
        if not here & _PROQUEST:
            continue  # a cover, contents, or what stands behind the last one
        whole = "proquest document id" in held or "full text" in here & held
        if blocks and not whole and start not in numbers:  # a rule within the article
            blocks[-1] = (blocks[-1][0], end)
            held |= here
        else:
            blocks.append((start, end))
            held = here
        known = known or held >= _SURE or "proquest document id" in held
    if not known:
        return None
    articles = [
        _read_fields(lines, start + 1, end, numbers.get(start, n), far=True)
        for n, (start, end) in enumerate(blocks, start=1)
    ]
    for article in articles:
        if source := _PLACE.split(article.fields.get("source", ""), maxsplit=1)[0].strip():
            article.fields["source"] = source
    return Export("ProQuest", articles, list_counts(marks))


def split_records(lines: Lines) -> Export | None:
    """Return the articles of an export that counts records or repeats one header, or None."""
    records = _find_records(lines)
    gale = any(line.startswith("Gale Document Number:") for line in lines)
    starts = [at + 1 for at, _, _ in records] or _find_headers(lines, sure=gale)
    if not starts:
        return None
    articles = []
    for n, (start, end) in enumerate(pairwise([*starts, len(lines)])):
        stop = end - 1 if records and n + 1 < len(starts) else end
        number = records[n][1] if records else n + 1
        cut = _cut_citation(lines, start, stop) if gale else stop
        article = _read_fields(lines, start, cut, number, far=gale)
        for line in lines[cut:stop]:
            key, value = read_key(line)
            if _LABELS.get(key) == "id" and value:
                article.fields.setdefault("id", value)
        articles.append(article)
    short = sum(len(article.text.split()) < _SHORT for article in articles)
    if not (records or gale) and 2 * short > len(articles):
        return None
    kind = "EBSCO" if records else "Gale" if gale else "repeated headers"
    totals = {total for _, _, total in records if total}
    said = [(totals.pop(), [number for _, number, _ in records])] if len(totals) == 1 else []
    return Export(kind, articles, said)


def _cut_citation(lines: Lines, start: int, end: int) -> int:
    """Return where an article of Gale ends before the citation that stands behind its body."""
    behind = range(end - 1, max(start, end - _CITATION) - 1, -1)
    return next((at for at in behind if lines[at].startswith("Source Citation")), end)


def _find_records(lines: Lines) -> list[tuple[int, int, int]]:
    """Return line, number and total (0: not said) of each line that counts a record before fields."""
    found: list[tuple[int, int, int]] = []
    for at, line in enumerate(lines):
        if line.startswith("Record") and (mark := _RECORD.fullmatch(line)):
            number = int(mark[1])
            below = next((later for later in lines[at + 1 : at + 4] if later), "")
            if read_key(below)[0] in _LABELS and (not found or number > found[-1][1]):
                found.append((at, number, int(mark[2] or 0)))
    return found


def _find_headers(lines: Lines, *, sure: bool) -> list[int]:
    """Return where articles begin in an export that repeats a header, none if it is none: each
    begins with the same field, and names a title and a day or source. It is `sure` where other
    lines say what it is.
    """
    runs = _list_runs(lines)
    if not runs or len(runs) < _LEAST_RULED and not sure:
        return []
    firsts = Counter(run[0][1] for run in runs)
    first = runs[0][0][1]
    if 5 * sum(first in {name for _, name in run} for run in runs) < 4 * len(runs):
        first = firsts.most_common(1)[0][0]
    starts = []
    for run in runs:
        places = [n for n, (_, name) in enumerate(run) if name == first]
        fits = (n for n in reversed(places) if _is_header({name for _, name in run[n:]}))
        starts += [run[place][0] for place in islice(fits, 1)]
    ruled = sum(_is_ruled(lines, at) for at in starts)
    if not sure and len(starts) < (_LEAST_RULED if ruled >= len(starts) - 1 > 0 else _LEAST):
        return []
    before = sum(map(len, lines[: starts[0]])) if starts else 0
    return starts if sure or before <= _MOST_BEFORE else []


def _list_runs(lines: Lines) -> list[list[tuple[int, str]]]:
    """Return the runs of lines with keys that may be headers: of each line its place and key."""
    runs: list[list[tuple[int, str]]] = []
    run: list[tuple[int, str]] = []
    gap = 0
    for at, line in enumerate([*lines, *[""] * (_GAP + 1)]):
        key = read_key(line)[0]
        if key:
            run.append((at, _LABELS.get(key) or key))
            gap = 0
            continue
        gap += 1
        if run and (gap > _GAP or _RULE.fullmatch(line)):
            if _is_header({name for _, name in run}):
                runs.append(run)
            run, gap = [], 0
    return runs


def _is_header(names: set[str]) -> bool:
    return "title" in names and bool(names & {"date", "source"})


def _is_ruled(lines: Lines, at: int) -> bool:
    """Tell whether a rule stands before a line."""
    above = next((lines[n] for n in range(at - 1, max(at - 4, -1), -1) if lines[n]), "")
    return bool(_RULE.fullmatch(above))


def _read_fields(lines: Lines, start: int, end: int, number: int, *, far: bool) -> Article:
    """Read an article that stands between two places: fields, body, fields. The field that holds
    the body may stand `far` below the others, behind an abstract.
    """
    while end > start and (not lines[end - 1] or _RULE.fullmatch(lines[end - 1])):
        end -= 1
    while start < end and not lines[start]:
        start += 1
    fields: dict[str, str] = {}
    at = _read_header(lines, start, end, fields)
    lead = ""
    below = range(start, end if far else min(end, at + _GAP))
    if (named := next((n for n in below if _names(lines[n]) == "text"), None)) is not None:
        fields.clear()
        _read_header(lines, start, named, fields)
        lead, at = read_key(lines[named])[1], named + 1
    stop = _find_stop(lines, at, end)
    _read_header(lines, stop, end, fields)
    text = join_body([lead, *lines[at:stop]] if lead else lines[at:stop])
    for place in ("source", "publication info"):
        if "date" not in fields and place in fields:
            source, fields["date"], rest = split_day(fields[place])
            fields["source"] = source or fields[place]
            if fields["date"] and (page := _PAGE.search(rest)):
                fields.setdefault("page", page[1])
    fields.pop("publication info", None)
    fields = {name: value for name, value in fields.items() if value}
    return Article(number, start + 1, "" if _NO_TEXT.fullmatch(text) else text, fields)


def _find_stop(lines: Lines, start: int, end: int) -> int:
    """Return where a body ends: before the fields at the end of its block, or before several of
    them in a row that name the article.
    """
    stop = find_end(lines, start, end, lambda line: read_key(line)[0] in _LABELS)
    keyed = [(n, _names(lines[n])) for n in range(start, stop) if read_key(lines[n])[0] in _LABELS]
    for first, (at, _) in enumerate(keyed[: -_ROW + 1]):
        row = keyed[first : first + _ROW]
        if row[-1][0] - at <= 2 * _ROW and _is_header({name for _, name in row}):
            return at if first == 0 or at - keyed[first - 1][0] > _GAP else keyed[first - 1][0]
    return stop


def _names(line: str) -> str:
    return _LABELS.get(read_key(line)[0], "")


def _read_header(lines: Lines, start: int, end: int, fields: dict[str, str]) -> int:
    """Read lines with keys into fields, and return where they end; a field may run on, and what has
    no key may be a title.
    """
    name, at, last = "", start, start
    for at in range(start, end):
        line = lines[at]
        key, value = read_key(line)
        if key and (key in _LABELS or last == at or not name):
            name = _LABELS.get(key) or key
            if name not in fields or not fields[name]:
                fields[name] = value
            last = at + 1
        elif line and not key and at == start and not is_notice(line):
            fields["title"], last = line, at + 1  # ProQuest repeats it by its name
        elif line and name and _runs_on(lines, at, end, fields[name], at - last):
            fields[name] = f"{fields[name]} {line}".strip()
            last = at + 1
        elif line:
            break
    for extra in [key for key in fields if key not in _KEPT]:
        del fields[extra]
    return last


_KEPT = {*_LABELS.values(), "publication info"} - {"", "text"}


def _runs_on(lines: Lines, at: int, end: int, value: str, gap: int) -> bool:
    """Tell whether a line goes on with a field: that has no value yet, or another follows soon."""
    ahead = range(at + 1, min(end, at + 1 + _GAP))
    if not value:
        return gap < _GAP
    return not gap and any(read_key(lines[n])[0] in _LABELS for n in ahead)
