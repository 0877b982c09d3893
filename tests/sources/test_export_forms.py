"""Exports of databases in the forms and languages in which they come: each article with its title,
source, day and text, and a count that differs is said.
"""

import re

import pytest

from analysis.sources.exports.records import read_export
from analysis.sources.exports.split import split_export
from analysis.sources.source import Record, Source

TEXTS = (
    "The foreign ministers of India and Japan agreed in Tokyo on Tuesday to deepen cooperation "
    "on trade and security across the region.",
    "Talks on semiconductors would go on in Delhi, the prime minister told parliament, in the "
    "spring of the coming year.",
    "Negotiators from both sides had met eleven times before the accord was signed, an embassy "
    "said late in the evening.",
)
TITLES = (
    "India and Japan deepen ties",
    "Minister warns of delay over chips",
    "Accord signed at last",
)
RULE = "_" * 60


def body(n):
    return f"{TEXTS[n]}\n\n{TEXTS[(n + 1) % 3]}"


def old_nexis(
    n, of, mark="{} of {} DOCUMENTS", day="October 6, 2020 Tuesday", keys="", notice="", load=""
):
    keys = keys or "LENGTH: 320 words"
    notice = notice or "Copyright 2020 Kasturi & Sons Ltd\n    All Rights Reserved"
    load = load or "LOAD-DATE: October 7, 2020"
    return f"\n   {mark.format(n + 1, of)}\n\n\n   The Hindu\n\n   {day}\n\n{TITLES[n]}\n\n{keys}\n\n{body(n)}\n\n{load}\n\n   {notice}\n"


def new_nexis(
    n,
    day="October 6, 2020 Tuesday",
    word="Body",
    end="End of Document",
    length="Length: 320 words",
    load="Load-Date: October 7, 2020",
):
    return f"{TITLES[n]}\nThe Hindu\n{day}\n\nCopyright 2020 Kasturi All Rights Reserved\n\n{length}\n{word}\n\n\n{body(n)}\n\n\n{load}\n\n\n{end}\n\n\n"


def factiva(
    n,
    end="Document",
    length="320 words",
    day="6 October 2020",
    language="English",
    notice="",
    apart="\n",
    foot="",
):
    notice = notice or "Copyright 2020. The Hindu. All rights reserved."
    return f"{TITLES[n]}\n{apart}By Ann Author\n{length}\n{day}\nThe Hindu\nTHEHIN\n{language}\n{notice}\n\n{body(n)}\n\n{end} THEHIN0020201006eg{n:07d}\n\n{foot}"


def coded(n, sep="  ", language="LA"):
    lead, tail = body(n).split("\n\n")
    fields = [
        ("HD", TITLES[n]), ("BY", "By Ann"), ("WC", "320 words"), ("PD", "6 October 2020"), ("SN", "The Hindu"),
        ("SC", "THEHIN"), (language, "English"), ("CY", "Copyright 2020"), ("LP", lead), ("TD", tail),
        ("CO", "thehin : The Hindu"), ("RE", "india : India"), ("AN", f"Document THEHIN0020201006eg{n:07d}"),
    ]  # fmt: skip
    return "\n\n".join(f"{code}{sep}{value}" for code, value in fields) + "\n\n\n"


def proquest(
    n,
    info="",
    labels=("Full text", "Publication title", "Publication date", "ProQuest document ID"),
    source="The Hindu",
):
    text, publication, date, number = labels
    where = f"Publication info: {info}\n\n" if info else ""
    said = "" if info else f"{publication}: {source}\n\n{date}: Oct 6, 2020\n\n"
    return f"{RULE}\n\n{TITLES[n]}\n\n{where}{text}: {body(n)}\n\nSubject: Trade\n\nTitle: {TITLES[n]}\n\n{said}{number}: {1000 + n}\n\nCopyright: Copyright 2020\n\n"


def ebsco(n, mark="Record: {}"):
    return f"{mark.format(n + 1)}\n\nTitle: {TITLES[n]}\n\nAuthors: Author, Ann\n\nSource: The Hindu, 10/06/2020, p5\n\nSubjects: Trade\n\nFull Text Word Count: 320\n\nAccession Number: {9000 + n}\n\nFull Text: {body(n)}\n\n"


def gale(n):
    return f'Title: {TITLES[n]}\nSource: The Hindu. (Oct. 6, 2020): News: p5.\nDocument Type: Article\n\nFull Text:\n\n{body(n)}\n\nSource Citation (MLA 9th Edition)\nAuthor, Ann. "{TITLES[n]}." The Hindu, 6 Oct. 2020, p. 5.\n\nGale Document Number: GALE|A{600 + n}\n\n'


FORMS = {
    "Nexis": lambda n: old_nexis(n, 3),
    "Nexis, Document 1 of 3": lambda n: old_nexis(n, 3, "Document {} of {}"),
    "Nexis, German": lambda n: old_nexis(n, 3, "{} von {} DOKUMENTEN", "Dienstag 6. Oktober 2020", "LÄNGE: 320 Wörter", "Copyright 2020\nAlle Rechte vorbehalten", "UPDATE: 7. Oktober 2020"),
    "Nexis, French": lambda n: old_nexis(n, 3, "{} de {} DOCUMENTS", "mardi 6 octobre 2020", "LONGUEUR: 320 mots", "Copyright 2020\nTous droits réservés", "DATE-CHARGEMENT: 7 octobre 2020"),
    "Nexis, Spanish": lambda n: old_nexis(n, 3, "{} de {} DOCUMENTOS", "6 de octubre de 2020 martes", "LONGITUD: 320 palabras", "Copyright 2020\nTodos los derechos reservados", "FECHA-CARGA: 7 de octubre de 2020"),
    "Nexis, Italian": lambda n: old_nexis(n, 3, "{} di {} DOCUMENTI", "6 ottobre 2020 martedì", "LUNGHEZZA: 320 parole", "Copyright 2020\nTutti i diritti riservati", "DATA-CARICAMENTO: 7 ottobre 2020"),
    "Nexis, Dutch": lambda n: old_nexis(n, 3, "{} van {} DOCUMENTEN", "6 oktober 2020 dinsdag", "LENGTE: 320 woorden", "Copyright 2020\nAlle rechten voorbehouden", "LAADDATUM: 7 oktober 2020"),
    "Nexis, Portuguese": lambda n: old_nexis(n, 3, "{} de {} DOCUMENTOS", "6 de outubro de 2020 terça-feira", "COMPRIMENTO: 320 palavras", "Copyright 2020\nTodos os direitos reservados", "DATA DE CARREGAMENTO: 7 de outubro de 2020"),
    "Nexis, no fields before the body": lambda n: old_nexis(n, 3).replace("LENGTH: 320 words\n\n", ""),
    "Nexis, no fields at all": lambda n: old_nexis(n, 3).replace("LENGTH: 320 words\n\n", "").replace("LOAD-DATE: October 7, 2020\n\n", ""),
    "Nexis, edition below the day": lambda n: old_nexis(n, 3, day="October 6, 2020 Tuesday\n   First Edition"),
    "Nexis Uni": new_nexis,
    "Nexis Uni, CRLF": lambda n: new_nexis(n).replace("\n", "\r\n"),
    "Nexis Uni, no load date": lambda n: new_nexis(n, load=""),
    "Nexis Uni, German": lambda n: new_nexis(n, "6. Oktober 2020 Dienstag", "Textkörper", "Ende des Dokuments", "Länge: 320 Wörter", "Ladedatum: 7. Oktober 2020"),
    "Nexis Uni, Spanish": lambda n: new_nexis(n, "6 de octubre de 2020 martes", "Cuerpo", "Fin del documento", "Longitud: 320 palabras", "Fecha de carga: 7 de octubre de 2020"),
    "Factiva": factiva,
    "Factiva, headline and byline together": lambda n: factiva(n, apart=""),
    "Factiva, feet of pages": lambda n: factiva(n, foot=f"Page {n + 1} of 3 © 2020 Factiva, Inc. All rights reserved.\n\n"),
    "Factiva, Portuguese": lambda n: factiva(n, "Documento", "320 palavras", "6 outubro 2020", "Português"),
    "Factiva, Russian": lambda n: factiva(n, "Документ", "320 слов", "6 октября 2020", "Русский"),
    "Factiva, Spanish": lambda n: factiva(n, "Documento", "320 palabras", "6 octubre 2020", "Español", "Copyright 2020. Todos los derechos reservados."),
    "Factiva, codes": coded,
    "Factiva, codes with colons": lambda n: coded(n, ": "),
    "Factiva, codes above": lambda n: coded(n, "\n"),
    "Factiva, language as LN": lambda n: coded(n, language="LN"),
    "ProQuest": proquest,
    "ProQuest, place": lambda n: proquest(n, source="The Hindu; New Delhi"),
    "ProQuest, place in its line": lambda n: proquest(n, "The Hindu ; New Delhi: Kasturi & Sons. (Oct 6, 2020)"),
    "ProQuest, place in brackets": lambda n: proquest(n, "The Hindu; New Delhi  [New Delhi]. 06 Oct 2020: 5."),
    "ProQuest, German": lambda n: proquest(n, labels=("Volltext", "Titel der Publikation", "Veröffentlichungsdatum", "ProQuest-Dokument-ID")),
    "EBSCO": ebsco,
    "EBSCO, Record: 1 of 3": lambda n: ebsco(n, "Record: {} of 3"),
    "Gale, citation behind the body": gale,
}  # fmt: skip


def read(text):
    found = list(read_export(Source("in/batch.txt", "batch", "text", None), text))
    return [r for r in found if isinstance(r, Record)], [
        p for p in found if not isinstance(p, Record)
    ]


def tell(record):
    fields = record.fields
    return fields["title"], fields["source"], fields["date"], re.sub(r"\n+", "\n", record.text)


WANTED = [(TITLES[n], "The Hindu", "2020-10-06", body(n).replace("\n\n", "\n")) for n in range(3)]


@pytest.mark.parametrize("form", FORMS)
def test_each_article_is_read_with_what_the_export_says_of_it(form):
    records, problems = read("".join(map(FORMS[form], range(3))))
    assert [tell(record) for record in records] == WANTED and not problems


@pytest.mark.parametrize("form", [form for form in FORMS if "CRLF" not in form])
def test_so_it_is_where_no_line_is_empty_as_in_word(form):
    text = re.sub(r"\n\s*\n+", "\n", "".join(map(FORMS[form], range(3))))
    records, problems = read(text)
    assert [tell(record) for record in records] == WANTED and not problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (old_nexis(0, 3) + old_nexis(2, 3), "3 documents, 2 were found: number 2 is missing"),
        (old_nexis(0, 37) + old_nexis(1, 37), "37 documents, 2 were found: numbers 3 to 37 are missing"),
        ("Job Number: 1\nDate and Time: today\n\nDocuments (3)\n\n" + new_nexis(0) + new_nexis(1), "3 documents, 2 were found"),
        (ebsco(0, "Record: {} of 4") + ebsco(1, "Record: {} of 4"), "4 documents, 2 were found"),
    ],
)  # fmt: skip
def test_a_count_that_differs_is_said(text, said):
    records, problems = read(text)
    assert len(records) == 2 and [said in problem.problem for problem in problems] == [True]


def test_pages_that_count_documents_are_no_export():
    page = f"{TEXTS[0]}\n\n1 of 3 DOCUMENTS\n\nThe Hindu\n\nOctober 6, 2020\n\n{body(1)}\n"
    assert split_export(page * 3) is None
    assert (
        split_export(
            "Documents\n\n"
            + "\n\n".join(f"{n} of 3 DOCUMENTS\n\n{TEXTS[n - 1]}" for n in (1, 2, 3))
        )
        is None
    )
