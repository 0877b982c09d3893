"""Who speaks in a document, as the columns of tables and metadata say, whatever they are called."""

import json

import pandas as pd
import pytest

from analysis import attribute_speech, read_corpus, split_sentences

TEXT = "We will stand with our friends in the region. Trade must stay open for all."
NEWS = "The road was closed on Monday after the storm. It will reopen soon."


def write_csv(rows, folder):
    pd.DataFrame(rows).to_csv(folder / "a.csv", index=False)


def write_json(rows, folder):
    (folder / "a.json").write_text(json.dumps(rows), encoding="utf-8")


def write_jsonl(rows, folder):
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def write_parquet(rows, folder):
    pd.DataFrame(rows).to_parquet(folder / "a.parquet")


def write_metadata(rows, folder):
    for row in rows:
        (folder / f"{row['doc_id']}.txt").write_text(row["text"], encoding="utf-8")
    pd.DataFrame(rows).drop(columns="text").to_csv(folder / "metadata.csv", index=False)


def speak(folder):
    documents = read_corpus(folder).documents
    rows = attribute_speech(split_sentences(documents), documents)
    rows = rows[["doc_id", "speech", "speaker", "side"]].drop_duplicates()
    return {row[0]: row[1:] for row in rows.itertuples(index=False, name=None)}


@pytest.mark.parametrize(
    "write", [write_csv, write_json, write_jsonl, write_parquet, write_metadata]
)
def test_speaker_and_side_of_a_table_of_any_kind_are_of_the_whole_document(write, tmp_path):
    rows = [
        {"doc_id": "a", "date": "2020-01-01", "Speaker": "Mr. Ann Lee", "side": "Ghana", "text": TEXT},
        {"doc_id": "b", "date": "2020-01-02", "Speaker": "", "side": "", "text": NEWS},
    ]  # fmt: skip
    write(rows, tmp_path)
    assert speak(tmp_path) == {
        "a": ("quoted", "Ann Lee", "Ghana"),
        "b": ("narrated", "", "reporter"),
    }


@pytest.mark.parametrize(
    "columns, wanted",
    [
        ({"Delivered by": "Joe Biden"}, ("quoted", "Joe Biden", "US")),
        ({"speaker_name": "Taro Kono", "speaker_country": "Japan"}, ("quoted", "Taro Kono", "Japan")),
        ({"speaker": "Taro Kono", "country": "JPN"}, ("quoted", "Taro Kono", "Japan")),
        ({"session": 70, "year": 2015, "country": "MDV"}, ("quoted", "", "Maldives")),
        ({"President": "Barack Obama", "Speech Title": "On trade"}, ("quoted", "Barack Obama", "US")),
        ({"Rednerin": "Eva Brandt"}, ("quoted", "Eva Brandt", "")),
        ({"author": "Jane Roe", "country": "US"}, ("narrated", "", "reporter")),
        ({"side": "left", "party": "Labour"}, ("narrated", "", "reporter")),
        ({"president": "Joe Biden", "section": "world"}, ("narrated", "", "reporter")),
    ],
)  # fmt: skip
def test_names_of_columns_that_tools_give_are_known_and_others_are_not(columns, wanted, tmp_path):
    text = NEWS if wanted[0] == "narrated" else TEXT
    write_csv([{"id": "a", **columns, "date": "2020-01-01", "text": text}], tmp_path)
    assert speak(tmp_path) == {"a": wanted}
