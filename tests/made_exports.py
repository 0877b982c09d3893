"""Exports as news databases write them, of invented articles: each kind says the same of them in
another way.
"""

from __future__ import annotations

import datetime as dt
import html
import textwrap
from dataclasses import dataclass

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}


@dataclass(frozen=True)
class Made:
    """An invented article."""

    title: str
    source: str
    day: dt.date
    byline: str
    section: str
    page: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(p.split()) for p in self.paragraphs)


ARTICLES = (
    Made(
        "Harbour towns of Ostrava Bay sign a ferry pact that took their councils eleven years to write",
        "The Northern Courier (Ostrava)",
        dt.date(2020, 10, 6),
        "Mira Halloran",
        "WORLD NEWS",
        "5",
        (
            "The four harbour towns of the bay signed a ferry pact on Tuesday, which their councils "
            "had written and rewritten for eleven years, and which no side had expected to see.",
            "One clerk had numbered the drafts by hand. The last of them was marked 2 of 3 DOCUMENTS "
            "and bore the note LENGTH: as long as it takes, in capitals, so that nobody missed it.",
            "The first ferry will leave in the spring, the ministers said.",
        ),
    ),
    Made(
        "Talks on grain resume",
        "Evening Ledger",
        dt.date(2021, 2, 28),
        "",
        "BUSINESS",
        "A12",
        (
            "Delegates of both countries met again on Sunday to talk about grain, a week after they "
            "had parted without a word about when they would come back to the table.",
            "“We shall see what we shall see,” an envoy said. Body language at the table was stiff.",
        ),
    ),
    Made(
        "Why the border ministers of three republics no longer answer their telephones",
        "Weekly Atlas",
        dt.date(2019, 12, 31),
        "Jonas Pell and Ada Quist",
        "OPINION",
        "22",
        (
            "Nobody at the three ministries picked up when we called last week, and nobody picked up "
            "when we called this week, which says more about their pact than any communiqué does.",
            "The pact has a clause on telephones. Document 2 of 9 in its annex is a list of numbers.",
            "It is out of date, as its own footnote says: Record: 1 of many that nobody mends.",
        ),
    ),
)


def say_day(day: dt.date, form: str = "us", language: str = "en") -> str:
    """Write a day as a database does."""
    month = MONTHS[language].split()[day.month - 1]
    weekday = DAYS[language].split()[day.weekday()]
    return {
        "us": f"{month} {day.day}, {day.year} {weekday}",
        "time": f"{month} {day.day}, {day.year} {weekday} 10:15 AM GMT",
        "first": f"{weekday}, {month} {day.day}, {day.year}",
        "plain": f"{day.day} {month} {day.year}",
        "short": f"{month[:3]} {day.day}, {day.year}",
        "de": f"{day.day}. {month} {day.year} {weekday}",
        "fr": f"{weekday} {day.day} {month} {day.year}",
        "number": f"{day.month:02d}/{day.day:02d}/{day.year}",
    }[form]


def _center(text: str) -> str:
    return "\n".join(line.center(78).rstrip() for line in textwrap.wrap(text, 50))


def _wrap(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 79))


COVER = (
    "\n\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Friday, March 20, 2018  16:51:31\n"
    "\nSend To:\nREADING ROOM\n\nTerms: (ferry or grain)\n\n\n"
)
OLD_WORDS = {
    "en": ("{} of {} DOCUMENTS", "BYLINE", "SECTION", "LENGTH", "words", "LOAD-DATE", "LANGUAGE"),
    "de": ("Dokument {} von {}", "AUTOR", "RUBRIK", "LÄNGE", "Wörter", "UPDATE", "SPRACHE"),
    "fr": ("Document {} de {}", "AUTEUR", "RUBRIQUE", "LONGUEUR", "mots", "DATE-CHARGEMENT", "LANGUE"),
}  # fmt: skip


def write_old_nexis(
    articles=ARTICLES, *, language="en", form="us", keyed=False, cover="", total=0, numbers=()
) -> str:
    """Write an older text of Nexis: centred source and day; with `keyed`, HEADLINE: and BODY:."""
    mark, byline, section, length, words, load, spoken = OLD_WORDS[language]
    out = [cover]
    for n, a in enumerate(articles):
        number = numbers[n] if numbers else n + 1
        out.append(_center(mark.format(number, total or len(articles))) + "\n\n\n")
        notice = f"Copyright {a.day.year} {a.source} Limited\nAll Rights Reserved"
        if keyed:
            out.append("\n".join(_center(line) for line in notice.split("\n")) + "\n\n")
        out.append(f"{_center(a.source)}\n\n{_center(say_day(a.day, form, language))}\n")
        out.append(f"{_center('Final Edition')}\n\n")
        named = [f"{byline}: {a.byline}"] if a.byline else []
        first = [f"{section}: {a.section}; Pg. {a.page}", f"{length}: {a.words} {words}"]
        if keyed:
            out.append(
                "\n\n".join([*first, _wrap(f"HEADLINE: {a.title}"), *named, "DATELINE: PORT"])
            )
            out.append("\n\nBODY:\n")
        else:
            out.append("\n\n".join([_wrap(a.title), *named, *first]) + "\n\n")
        out.append("\n\n".join(map(_wrap, a.paragraphs)) + "\n\n")
        loaded = say_day(a.day + dt.timedelta(1), "us").rsplit(" ", 1)[0]
        out.append(f"{load}: {loaded}\n\n{spoken}: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n")
        out.append("SUBJECT: FERRIES (90%); PORTS (78%); TREATIES &\nAGREEMENTS (71%)\n\n\n")
        if not keyed:
            out.append("\n".join(_center(line) for line in notice.split("\n")) + "\n\n")
    return "".join(out)


def write_new_nexis(articles=ARTICLES, *, blank=True, cover=True, form="us", total=0) -> str:
    """Write a newer document of Nexis as text: a paragraph a line."""
    out = []
    if cover:
        out += ["Date and Time: Saturday, 28 November 2026 11:00:00 CET", "Job Number: 123456789",
                f"Documents ({total or len(articles)})"]  # fmt: skip
        for n, a in enumerate(articles, 1):
            out += [f"{n}. {a.title}", "Client/Matter: -None-", "Search Terms: ferry OR grain"]
        out += [
            "About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2026 LexisNexis"
        ]
    for a in articles:
        out += [a.title, a.source, say_day(a.day, form), "Final Edition"]
        out += [f"Copyright {a.day.year} {a.source} All Rights Reserved"]
        out += [f"Section: {a.section}; Pg. {a.page}", f"Length: {a.words} words"]
        out += [f"Byline: {a.byline}"] if a.byline else []
        out += [
            "Highlight: What it says.",
            "Body",
            *a.paragraphs,
            "Graphic",
            "A ferry, photographed",
        ]
        loaded = say_day(a.day + dt.timedelta(1), "us").rsplit(" ", 1)[0]
        out += ["Classification", "Language: ENGLISH", "Publication-Type: Newspaper"]
        out += ["Subject: FERRIES (90%)", f"Load-Date: {loaded}", "End of Document"]
    return ("\n\n" if blank else "\n").join(out) + "\n"


def _number(a: Made) -> str:
    return f"NCOU0000{a.day:%Y%m%d}ega60000{a.page[-1]}"


def write_plain_factiva(articles=ARTICLES, *, language="en", blank=False) -> str:
    """Write a document of Factiva as text, in which the number of a document ends it."""
    words, end = {"en": ("words", "Document"), "de": ("Wörter", "Dokument")}[language]
    join = "\n\n" if blank else "\n"
    out = []
    for a in articles:
        top = [a.section.title(), a.title] + ([f"By {a.byline}"] if a.byline else [])
        facts = [
            f"{a.words:,} {words}",
            say_day(a.day, "plain", language),
            "10:15",
            a.source,
            "NCOU",
        ]
        facts += [a.page, "English", f"Copyright {a.day.year} {a.source}. All rights reserved. "]
        out.append(join.join([*top, *facts]) + "\n\n" + "\n\n".join(a.paragraphs))
        out.append(f"\n\n{end} {_number(a)}\n\n\n")
    return "".join(out) + "Search Summary\nText\tferry or grain\nResults Found\t3\n"


def _coded(a: Made) -> list[tuple[str, list[str]]]:
    return [
        ("SE", [a.section]), ("HD", [a.title]), *([("BY", [f"By {a.byline}"])] if a.byline else []),
        ("WC", [f"{a.words} words"]), ("PD", [say_day(a.day, "plain")]), ("ET", ["10:15"]),
        ("SN", [a.source]), ("SC", ["NCOU"]), ("PG", [a.page]), ("LA", ["English"]),
        ("CY", [f"Copyright {a.day.year} {a.source}"]), ("LP", list(a.paragraphs[:1])),
        ("TD", list(a.paragraphs[1:])), ("NS", ["gdip : International Relations"]),
        ("RE", ["eurz : Europe"]), ("PUB", [a.source]), ("AN", [f"Document {_number(a)}"]),
    ]  # fmt: skip


def write_coded_factiva(articles=ARTICLES, *, gap="  ", alone=False) -> str:
    """Write fields of Factiva with their codes; with `alone`, codes in lines of their own."""
    out = []
    for a in articles:
        for code, lines in _coded(a):
            body = "\n\n".join(lines)
            out.append(
                f"{code}\n{body}\n\n" if alone or code in ("LP", "TD") else f"{code}{gap}{body}\n"
            )
        out.append("\n\n")
    return "".join(out)


def write_html_factiva(articles=ARTICLES, *, coded=True) -> str:
    """Write HTML of Factiva: a table of codes and fields, or lines."""
    out = ["<!DOCTYPE html>\n<html><head><title>Factiva</title><style>p {}</style></head><body>\n"]
    for a in articles:
        out.append(f'<div id="article-{_number(a)}" class="article enArticle">\n')
        if coded:
            out.append("<table>\n")
            for code, lines in _coded(a):
                shown = "".join(
                    f'<p class="articleParagraph">{html.escape(p)}</p>\n' for p in lines
                )
                out.append(f"<tr>\n<td><b>{code}</b>&nbsp;</td>\n<td>{shown}</td>\n</tr>\n")
            out.append("</table>\n")
        else:
            out.append(
                f'<div id="hd"><span class="enHeadline">{html.escape(a.title)}</span></div>\n'
            )
            out.append(f"<div>By {a.byline}</div>\n" if a.byline else "")
            for fact in (f"{a.words} words", say_day(a.day, "plain"), html.escape(a.source), "NCOU",
                         "English", f"Copyright {a.day.year} &copy;"):  # fmt: skip
                out.append(f"<div>{fact}</div>\n")
            out += [f'<p class="articleParagraph">{html.escape(p)}</p>\n' for p in a.paragraphs]
            out.append(f"<p>Document {_number(a)}</p>\n")
        out.append("</div><br/>\n")
    return "".join(out) + "</body></html>\n"


RULE = "_" * 60


def write_proquest(articles=ARTICLES, *, counted=True, total=0) -> str:
    """Write a text of ProQuest: a rule before each article, with `counted` its number too."""
    out = []
    if not counted:
        out.append(f"{RULE}\nReport Information from ProQuest\nNovember 28 2026 11:00\n")
    for n, a in enumerate(articles, 1):
        out.append(f"{RULE}\n\n")
        out.append(f"Document {n} of {total or len(articles)}\n\n" if counted else "")
        out.append(f"{a.title}\n\n" + (f"Author: {a.byline}\n\n" if a.byline else ""))
        out.append(f"Publication info: {a.source} {say_day(a.day, 'plain')}: {a.page}.\n\n")
        out.append("Abstract: What it says.\n\nLinks: None\n\nFull text: ")
        out.append("\n\n".join(a.paragraphs))
        fields = {
            "Subject": "Ferries; Grain", "Location": "Ostrava Bay", "Title": a.title,
            "Publication title": a.source, "First page": a.page, "Publication year": a.day.year,
            "Publication date": say_day(a.day, "short"), "Section": a.section, "ISSN": "00000000",
            "Language of publication": "English", "ProQuest document ID": 24000000 + int(a.page[-2:]),
            "Document URL": "https://example.org/x", "Copyright": "Copyright Ledger", "Database": "News",
        }  # fmt: skip
        out.append("\n\n" + "".join(f"{key}: {value}\n\n" for key, value in fields.items()))
    return (
        "".join(out)
        + f"{RULE}\n\nContact us at: https://example.org Copyright © 2026 ProQuest LLC\n"
    )


def write_ebsco(articles=ARTICLES) -> str:
    """Write a text of EBSCO: a line with the record's number before its fields."""
    out = []
    for n, a in enumerate(articles, 1):
        out.append(
            f"Record: {n}\n\nTitle: {a.title}\n" + (f"Authors: {a.byline}\n" if a.byline else "")
        )
        out.append(f"Source: {a.source}, {say_day(a.day, 'short')}, p{a.page}\n")
        out.append(
            f"Document Type: Article\nSection: {a.section}\nFull Text Word Count: {a.words}\n"
        )
        out.append(f"Accession Number: 8W00{n}\nDatabase: Newspaper Source Plus\n\n")
        out.append(
            "\n\n".join(a.paragraphs) + f"\n\nCopyright of {a.source} is its publisher's.\n\n"
        )
    return "".join(out)


def write_gale(articles=ARTICLES) -> str:
    """Write a text of Gale: fields, the full text, and the number of the document."""
    out = []
    for n, a in enumerate(articles, 1):
        out.append(f"Title: {a.title}\n" + (f"Author(s): {a.byline}\n" if a.byline else ""))
        out.append(f"Source: {a.source}. ({say_day(a.day, 'short')}): p{a.page}.\n")
        out.append("Document Type: Article\n\nFull Text:\n\n" + "\n\n".join(a.paragraphs))
        out.append(
            f"\n\nCopyright: COPYRIGHT 2026 Ledger\n\nGale Document Number: GALE|A63{n}\n\n\n"
        )
    return "".join(out)


def write_monitoring(articles=ARTICLES, *, rule="") -> str:
    """Write articles under a header that repeats, as monitoring services do."""
    out = []
    for a in articles:
        out.append(f"{rule}\n" if rule else "")
        out.append(f"Headline: {a.title}\nSource: {a.source}\nLanguage: English\n")
        out.append(f"Date: {a.day.isoformat()}\n" + (f"Author: {a.byline}\n" if a.byline else ""))
        out.append("\n" + "\n\n".join(a.paragraphs) + "\n\n\n")
    return "".join(out)


#: Exports by name: each holds `ARTICLES`.
KINDS = {
    "old Nexis": write_old_nexis(cover=COVER),
    "old Nexis with all keys": write_old_nexis(keyed=True),
    "old Nexis with a time": write_old_nexis(keyed=True, form="time"),
    "old Nexis in German": write_old_nexis(language="de", form="de"),
    "old Nexis in French": write_old_nexis(language="fr", form="fr"),
    "new Nexis": write_new_nexis(),
    "new Nexis without blank lines": write_new_nexis(blank=False, form="time"),
    "new Nexis without a cover": write_new_nexis(cover=False, form="first"),
    "Factiva": write_plain_factiva(),
    "Factiva with blank lines": write_plain_factiva(blank=True),
    "Factiva in German": write_plain_factiva(language="de"),
    "Factiva with codes": write_coded_factiva(),
    "Factiva with codes and one space": write_coded_factiva(gap=" "),
    "Factiva with codes alone": write_coded_factiva(alone=True),
    "Factiva in HTML": write_html_factiva(),
    "Factiva in HTML without codes": write_html_factiva(coded=False),
    "ProQuest": write_proquest(),
    "ProQuest without numbers": write_proquest(counted=False),
    "EBSCO": write_ebsco(),
    "Gale": write_gale(),
    "monitoring": write_monitoring(),
    "monitoring with rules": write_monitoring(rule="=" * 40),
}
