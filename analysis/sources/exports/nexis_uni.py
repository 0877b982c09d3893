"""The newer exports of Nexis (Nexis Uni, Lexis Advance), in which a line ends each document."""

import re

from .lines import Article, Export, Lines, is_day, read_key
from .nexis import NAMES, find_stop, join_fields, read_keys, read_tail

_END = {
    "End of Document", "Ende des Dokuments", "Dokumentende", "Fin du document", "Fin del documento",
    "Fine del documento", "Fine documento", "Einde van document", "Fim do documento",
}  # fmt: skip
_BODY = {
    "body", "text", "textkörper", "corps", "corps de l'article", "cuerpo", "corpo", "volltext",
    "hoofdtekst", "tekst",
}  # fmt: skip
_COUNT = re.compile(r"(?:Documents?|Dokumente?|Documentos?|Documenti|Documenten) \((\d{1,6})\)")
_SUBJECTS = {"Classification", "Klassifizierung"}
_PICTURES = {"Graphic", "Grafik", "Graphique"}
_LINKS = ("Link to ", "Link zum ", "Lien vers ")
_COVER = ("Job Number:", "Date and Time:", "User Name:")
_MOST_SUBJECTS, _MOST_PICTURES = 60, 12  # lines of such a list


def split_ended(lines: Lines) -> Export | None:
    """Return the articles of an export in which "End of Document" ends each, or None."""
    ends = [n for n, line in enumerate(lines) if line in _END]
    totals = [int(m[1]) for line in lines if len(line) < 24 and (m := _COUNT.fullmatch(line))]
    articles: list[Article] = []
    for start, end in zip([0, *(n + 1 for n in ends)], [*ends, len(lines)], strict=True):
        header = next((n for n in range(start, end) if _ends_header(lines[n])), end)
        if header == end == len(lines):
            break  # what follows the last one
        article = _read_ended(lines, start, header, end, len(articles) + 1)
        if article:
            articles.append(article)
    if not (ends and any(a.fields.keys() & {"length", "load_date"} for a in articles)):
        return None  # another document that says where it ends
    return Export("Nexis", articles, [(sum(totals), None)] if totals else [])


def _ends_header(line: str) -> bool:
    return line.lower() in _BODY or NAMES.get(read_key(line)[0]) == "length"


def _read_ended(lines: Lines, start: int, header: int, end: int, number: int) -> Article | None:
    """Read an article that stands between two ends; `header` is behind its title, source and day."""
    covered = any(line.startswith(_COVER) or _COUNT.fullmatch(line) for line in lines[start:header])
    above = [n for n in range(start, header) if lines[n] and not lines[n].startswith(_LINKS)]
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
        top, at = above[-1:] if covered else above[:1], above[0] + 1
    if covered:
        top = _drop_contents(lines, start, top)
    fields["title"] = " ".join(lines[n] for n in top)
    worded = any(lines[n].lower() in _BODY for n in range(at, end))
    body = read_keys(lines, at, end, fields, _BODY if worded else set())
    stop = find_stop(lines, body, _cut(lines, body, end))
    read_tail(lines, stop, end, fields)
    return Article(number, top[0] + 1, join_fields(lines[body:stop], fields), fields)


def _drop_contents(lines: Lines, start: int, top: list[int]) -> list[int]:
    """Return the line of the first title, which stands behind a cover and a list of contents."""
    contents = next((lines[n] for n in range(start, top[-1]) if lines[n].startswith("1. ")), "")
    same = [n for n in top if contents and lines[n] == contents[3:].strip()]
    return same[-1:] or top[-1:]


def _cut(lines: Lines, body: int, end: int) -> int:
    """Return where a body ends before lists of subjects and of pictures, which have a heading."""
    for headings, most in ((_SUBJECTS, _MOST_SUBJECTS), (_PICTURES, _MOST_PICTURES)):
        near = range(end - 1, max(body, end - most) - 1, -1)
        end = next((n for n in near if lines[n] in headings), end)
    return end
