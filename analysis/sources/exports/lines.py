"""What the exports of all databases share: an article as it was found, days as databases write
them, where a body ends, and lines that were wrapped to a width.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro январь января stycznia",
            "february feb februar février févr fév febrero febbraio februari fevereiro fev февраль февраля lutego",
            "march mar märz mär mars marzo maart mrt março март марта marca",
            "april apr avril avr abril abr aprile апрель апреля kwietnia",
            "may mai mayo maggio mag mei maio май мая maja",
            "june jun juni juin junio giugno giu junho июнь июня czerwca",
            "july jul juli juillet juil julio luglio lug julho июль июля lipca",
            "august aug août aou agosto ago augustus август августа sierpnia",
            "september sep sept septembre septiembre settembre set setembro сентябрь сентября września",
            "october oct oktober okt octobre octubre ottobre ott outubro out октябрь октября października",
            "november nov novembre noviembre novembro ноябрь ноября listopada",
            "december dec dezember dez décembre déc diciembre dic dicembre dezembro декабрь декабря grudnia",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|"
    r"domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|"
    r"(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье"
)
_DAY = re.compile(
    rf"\b(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b|"
    rf"(?<!\d)(?P<d2>\d{{1,2}})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?(?P<m2>{_MONTH}),?\s+"
    r"(?:de\s+)?(?P<y2>\d{4})\b|"
    r"\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b|"
    r"(?<!\d)(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})\b",
    re.I,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_LONGEST_DAY = 70  # characters of a line that is a day
_MONTH_ALONE = re.compile(rf"{_MONTH}\s+\d{{4}}", re.I)
# What stands beside the day in its line: the weekday, a time with its zone.
_BESIDE_DAY = re.compile(
    rf"(?:{_WEEKDAY}|\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?|[ap]\.?m\.?|gmt|utc|[abcew]?est|[cemp][ds]t|"
    r"edt|ist|jst|bst|cet|uhr|at|à|um|[\s,|]+)",
    re.I,
)
_NOTICE = re.compile(
    r"(?:\(c\) ?)?Copyright(?: ?(?:\(c\)|©)| of |:|(?=.{0,60}\b(?:19|20)\d\d\b))|©|\(c\) ?\d{4}|"
    r"All Rights Reserved|Alle Rechten?\b|Tous (?:les )?droits|Todos los derechos|Tutti i diritti|"
    r"Todos os direitos|Все права",
    re.I,
)
_BY = re.compile(r"(?:By|Par|Von|Por)\b:?\s+", re.I)
_KEY = re.compile(r"([^\W\d_][\w./()&-]{0,30}(?: [\w./()&-]{1,20}){0,3}) ?:(?: +|\t+|$)(.*)")
_PENDING = 40  # lines that a field behind a body may run on for
_NARROW, _WIDE, _SLACK = 50, 100, 3  # characters of lines that were wrapped to a width
_FULL = 0.6  # of the lines above another are full where lines were wrapped
_BROKEN = re.compile(r"\w-$")  # a word that was broken at its own hyphen
_AND = re.compile(r"(?:and|or|to|und|oder|bis|et|ou)\b")


#: The lines of a file, stripped.
Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an export: its number there, its first line (from 1), its body, and what the
    export says of it by name: title, source, date (as written), byline, section, length, page,
    load_date, language, id; what it does not say is not there.
    """

    number: int
    line: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """A file of many articles: which database wrote it, its articles, and, for each list that says
    how many it has, that number and the numbers that were found (none: it has none).
    """

    kind: str
    articles: list[Article]
    said: list[tuple[int, list[int] | None]] = field(default_factory=list)


def read_day(text: str, *, month_first: bool = False) -> str:
    """Return the first day that a database's text names as YYYY-MM-DD, "" if it names none;
    10/06/2020 only where the month is first, since it may be a day of June.

    >>> read_day("October 6, 2020 Tuesday 10:15 AM GMT"), read_day("6 octobre 2020"), read_day("soon")
    ('2020-10-06', '2020-10-06', '')
    """
    found = _DAY.search(text)
    if found:
        year, month, day = next(
            (found[f"y{n}"], found[f"m{n}"], found[f"d{n}"]) for n in "1234" if found[f"y{n}"]
        )
        number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
    elif month_first and (found := _NUMERIC.search(text)):
        number, day, year = int(found[1]), found[2], found[3]
    else:
        return ""
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def split_day(text: str) -> tuple[str, str, str]:
    """Return what stands before the first day that a text names, the day as written, and the rest.

    >>> split_day("Ledger, Oct 6, 2020, p5"), split_day("Ledger, 10/06/2020, p5")[1]
    (('Ledger', 'Oct 6, 2020', ', p5'), '10/06/2020')
    """
    found = _DAY.search(text) or _NUMERIC.search(text)
    if not found:
        return text, "", ""
    return text[: found.start()].rstrip(" ,.;:("), found[0], text[found.end() :]


def is_day(line: str) -> bool:
    """Tell whether a line is a day and nothing else but a weekday and a time."""
    if not 6 <= len(line) <= _LONGEST_DAY:
        return False
    found = _DAY.search(line) or _MONTH_ALONE.match(line)
    return bool(found) and not _BESIDE_DAY.sub("", line[: found.start()] + line[found.end() :])


def is_notice(line: str) -> bool:
    """Tell whether a line says to whom the text belongs."""
    return bool(_NOTICE.match(line))


def strip_by(byline: str) -> str:
    """Return a byline without the word that begins it."""
    found = _BY.match(byline)
    return byline[found.end() :] if found else byline


def read_key(line: str) -> tuple[str, str]:
    """Return a line's key in small letters and its value; ("", "") where it is no such line.

    >>> read_key("LENGTH: 523 words"), read_key("At 10:15 he left.")
    (('length', '523 words'), ('', ''))
    """
    found = _KEY.match(line) if ":" in line[:100] else None
    return (found[1].lower(), found[2].strip()) if found else ("", "")


def find_end(lines: Lines, start: int, end: int, is_field: Callable[[str], bool]) -> int:
    """Return where a body from `start` ends: before the fields and notices at the end of its block.

    Read from the end up, so that a field's name in a sentence of the body is not taken for one.
    """
    while end > start and not lines[end - 1]:
        end -= 1
    # where no empty lines part paragraphs, each is a line, and no field runs on
    most = _PENDING if "" in lines[start:end] else 0
    found, pending = end, 0
    for at in range(end - 1, start - 1, -1):
        line = lines[at]
        if not line:
            if pending:
                break
        elif is_field(line) or is_notice(line):
            found, pending = at, 0
        else:
            pending += 1
            if pending > most:
                break
    return found


def join_body(lines: Lines) -> str:
    """Return lines as a text in which a line is a paragraph: wrapped ones are joined."""
    wide = max(map(len, lines), default=0)
    joins = [
        _is_full(above, below, wide)
        for above, below in zip(lines, lines[1:], strict=False)
        if above and below
    ]
    if not (_NARROW <= wide <= _WIDE and sum(joins) > _FULL * len(joins)):
        return "\n".join(lines).strip("\n")
    out: list[str] = []
    above = ""
    for line in lines:
        if above and line and _is_full(above, line, wide):
            out[-1] += line if _BROKEN.search(above) and not _AND.match(line) else f" {line}"
        else:
            out.append(line)
        above = line
    return "\n".join(out).strip("\n")


def _is_full(line: str, below: str, wide: int) -> bool:
    """Tell whether a line had no room for the first word of the one below it."""
    first = next(iter(below.split(None, 1)), "")  # a line of control characters has none
    return len(line) + 1 + len(first) > wide - _SLACK
