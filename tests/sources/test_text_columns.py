"""The text of a row that a table keeps in several columns, and the names that languages have."""

import csv
import io
import json

import pandas as pd
import pytest

from analysis import read_corpus

LEADS = [
    "Delhi and Tokyo sign a pact on rare minerals and chips after months of talks.",
    "The Quad meets for the second time since it was founded in 2007, with China in mind.",
]
FIRST = [
    "India and Japan agreed on Tuesday to deepen cooperation on supply chains, ministers said.",
    "The foreign ministers of the four countries spoke about a free and open Indo-Pacific region.",
]
MORE = (
    "The ministers also discussed Ukraine, climate and health. They will meet again next year in "
    "Delhi. Officials said that the talks had been good and useful for all sides."
)
BODIES = [f"{first} {MORE}" for first in FIRST]
TITLES = ["India and Japan agree", "Four ministers meet"]
DAYS = ["2020-10-06", "2020-10-07"]


def read(tmp_path, table, kind="csv", **options):
    """Read a table of two articles, one list of cells for each column."""
    rows = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    path = tmp_path / f"t.{kind}"
    if kind == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(out.getvalue(), encoding="utf-8")
    return read_corpus(path, **options)


def texts(corpus):
    return [" ".join(text.split()) for text in corpus.documents["text"]]


def join(*columns):
    return [" ".join(cells) for cells in zip(*columns, strict=True)]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"lead": LEADS, "body": BODIES}, join(LEADS, BODIES)),
        ({"text": BODIES, "abstract": LEADS}, join(LEADS, BODIES)),
        ({"text": LEADS, "content": BODIES}, join(LEADS, BODIES)),
        ({"text": TITLES, "body": BODIES}, BODIES),
        ({"teaser": [f"{first[:70]} ..." for first in FIRST], "text": BODIES}, BODIES),
        ({"p1": LEADS, "p2": FIRST, "p10": [MORE] * 2}, join(LEADS, FIRST, [MORE] * 2)),
        ({"text1": FIRST, "text2": [MORE] * 2}, BODIES),
        ({"Paragraph 2": [MORE] * 2, "Paragraph 1": FIRST}, BODIES),
        ({"abstract": LEADS, "lead_paragraph": FIRST, "snippet": LEADS}, join(LEADS, FIRST)),
        ({"text": ["", None], "maintext": BODIES}, BODIES),
        ({"text": BODIES, "raw_text": [f"HOME NEWS {body}" for body in BODIES]}, BODIES),
        ({"document": BODIES, "highlights": LEADS}, BODIES),
    ],
)
def test_the_text_is_all_that_columns_hold_of_it(tmp_path, kind, columns, wanted):
    corpus = read(tmp_path, {"title": TITLES, "date": DAYS, **columns}, kind)
    assert texts(corpus) == wanted and corpus.documents["title"].tolist() == TITLES
    assert corpus.documents["date"].astype(str).tolist() == DAYS
    assert "set aside" not in corpus.set_aside["outcome"].tolist()


def test_what_texts_are_made_of_is_said_once_with_what_reads_one_alone(tmp_path):
    columns = {"title": TITLES, "lead": LEADS, "body": BODIES}
    (said,) = read(tmp_path, columns).set_aside.itertuples()
    assert said.problem == "its columns 'lead', 'body' are read as one text"
    assert said.remedy == "to read one alone, name it: columns={'text': 'body'}"
    assert texts(read(tmp_path, columns, columns={"text": "body"})) == BODIES


def test_a_summary_that_retells_the_text_is_named_and_not_read(tmp_path):
    corpus = read(tmp_path, {"id": ["a", "b"], "text": BODIES, "summary": LEADS})
    assert texts(corpus) == BODIES
    assert "'summary' looks like another text" in corpus.set_aside.at[0, "problem"]


NAMES = """
Titel Datum Quelle Inhalt
Überschrift Veröffentlicht Zeitung Volltext
Titre Date Source Texte
titre date_publication journal contenu
título fecha fuente texto
titular fecha medio contenido
título data fonte conteúdo
titolo data fonte testo
заголовок дата источник текст
Заголовок Дата_публикации Источник Текст_статьи
标题 日期 来源 正文
タイトル 日付 出典 本文
제목 날짜 출처 본문
العنوان التاريخ المصدر النص
शीर्षक दिनांक स्रोत पाठ
titel datum bron tekst
başlık tarih kaynak metin
tytuł data źródło treść
judul tanggal sumber isi
"""


@pytest.mark.parametrize("names", NAMES.strip().splitlines())
def test_columns_are_found_by_the_names_of_many_languages(tmp_path, names):
    cells = (TITLES, DAYS, ["The Ledger"] * 2, BODIES)
    corpus = read(tmp_path, dict(zip(names.split(), cells, strict=True)))
    documents = corpus.documents
    assert documents["title"].tolist() == TITLES and texts(corpus) == BODIES
    assert documents["date"].astype(str).tolist() == DAYS
    assert set(documents["source"]) == {"The Ledger"} and corpus.set_aside.empty


def test_columns_are_found_with_words_around_their_names(tmp_path):
    cells = (TITLES, DAYS, ["The Ledger"] * 2, BODIES)
    names = ["Headline (EN)", "Date (UTC)", "News Source", "Full Text [EN]"]
    corpus = read(tmp_path, dict(zip(names, cells, strict=True)))
    assert corpus.documents["title"].tolist() == TITLES and texts(corpus) == BODIES
    assert corpus.documents["date"].astype(str).tolist() == DAYS
    assert set(corpus.documents["source"]) == {"The Ledger"}


@pytest.mark.parametrize(
    ("columns", "days"),
    [
        ({"year": [2020, 2020], "month": [10, 10], "day": [6, 7]}, DAYS),
        ({"day": [6, 7], "Month": ["October", "Oct"], "pub_year": [2020] * 2}, DAYS),
        ({"Jahr": ["2020.0"] * 2, "Monat": ["10.0"] * 2, "Tag": ["6.0", "7.0"]}, DAYS),
        ({"year": [2020, 2020], "month": [10, ""]}, ["2020-10-16", "2020-07-01"]),
        ({"date": ["", DAYS[1]], "year": [2020] * 2, "month": [10] * 2, "day": [6, 9]}, DAYS),
        ({"created_utc": [1601942400, 1602028800]}, DAYS),
        ({"ts": DAYS}, DAYS),
        ({"data": ["x", "y"]}, ["", ""]),
    ],
)
def test_dates_in_several_columns_or_under_names_of_other_things(tmp_path, columns, days):
    corpus = read(tmp_path, {"title": TITLES, "text": BODIES, **columns})
    found = corpus.documents["date"].dt.strftime("%Y-%m-%d").fillna("").tolist()
    assert found == days and corpus.set_aside.empty
