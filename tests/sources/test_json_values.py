"""JSON as tools write it: lists, lines, several values, answers of APIs, tables of pandas."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.sources.nested import flatten, join_strings, list_rows, read_cell

TEXTS = [f"India and Japan agreed on trade for the {k}th time, officials said." for k in range(3)]
ROWS = [{"id": f"d{k}", "date": f"2020-10-0{k + 1}", "text": text} for k, text in enumerate(TEXTS)]
FRAME = pd.DataFrame(ROWS)


def lines(values, sign="\n", **options):
    return sign.join(json.dumps(value, **options) for value in values)


WRITTEN = {
    "a list": json.dumps(ROWS),
    "a list, indented": json.dumps(ROWS, indent=2),
    "lines": lines(ROWS),
    "objects, indented": lines(ROWS, indent=2),
    "objects on one line": lines(ROWS, " "),
    "objects with commas": lines(ROWS, ",\n"),
    "an object, then a list": json.dumps(ROWS[0]) + "\n" + json.dumps(ROWS[1:]),
    "lists": lines([ROWS[:1], ROWS[1:]]),
    "a list in a list": json.dumps([ROWS]),
    "an answer": json.dumps({"status": "ok", "totalResults": 3, "articles": ROWS}),
    "an answer within": json.dumps({"response": {"meta": {"n": 3}, "docs": ROWS}}),
    "two pages of answers": lines([{"articles": ROWS[:2]}, {"articles": ROWS[2:]}]),
    "two lists": json.dumps({"news": ROWS[:2], "blogs": ROWS[2:]}),
    "a page within a page": json.dumps({"data": ROWS[:2], "next": {"data": ROWS[2:]}}),
    "hits": json.dumps({"hits": {"total": 3, "hits": [{"_source": row} for row in ROWS]}}),
    "records": FRAME.to_json(orient="records"),
    "records in lines": FRAME.to_json(orient="records", lines=True),
    "columns": FRAME.to_json(),
    "split": FRAME.to_json(orient="split"),
    "index": FRAME.to_json(orient="index"),
    "table": FRAME.to_json(orient="table"),
    "lists of columns": json.dumps(FRAME.to_dict(orient="list")),
    "rows of cells": json.dumps([list(FRAME), *FRAME.values.tolist()]),
    "with a mark": "\ufeff" + json.dumps(ROWS),
}


@pytest.mark.parametrize("ending", [".json", ".jsonl"])
@pytest.mark.parametrize("kind", WRITTEN)
def test_every_way_of_writing_gives_all_rows(tmp_path, kind, ending):
    if ending == ".jsonl" and kind not in ("lines", "two pages of answers", "records in lines"):
        return
    path = tmp_path / f"t{ending}"
    path.write_text(WRITTEN[kind], encoding="utf-8")
    documents = read_corpus(path).documents
    assert documents["doc_id"].tolist() == ["d0", "d1", "d2"]
    assert documents["text"].tolist() == TEXTS
    assert documents["date"].dt.day.tolist() == [1, 2, 3]


def test_what_breaks_off_is_said_and_what_stands_before_is_read(tmp_path):
    (tmp_path / "t.json").write_text(lines(ROWS)[:-20])
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["d0", "d1"]
    (said,) = corpus.set_aside.itertuples()
    assert said.line == 3 and "no JSON from here on" in said.problem


#: An article as tools and APIs give it, each with the same text, day and outlet.
BODY, DAY = TEXTS[0], "2020-10-06"
TOOLS = {
    "NewsAPI": {"source": {"id": None, "name": "The Ledger"}, "author": "A", "title": "T", "description": "D", "url": "https://ledger.example/1", "publishedAt": f"{DAY}T10:00:00Z", "content": BODY},
    "Media Cloud": {"stories_id": 7, "publish_date": f"{DAY} 10:00:00", "title": "T", "url": "https://ledger.example/1", "media_name": "The Ledger", "story_text": BODY},
    "Guardian": {"id": "world/1", "webTitle": "T", "webPublicationDate": f"{DAY}T10:00:00Z", "webUrl": "https://ledger.example/1", "publication": "The Ledger", "fields": {"bodyText": BODY}},
    "New York Times": {"_id": "nyt://1", "headline": {"main": "T"}, "lead_paragraph": BODY, "pub_date": f"{DAY}T10:00:00+0000", "source": "The Ledger", "web_url": "https://ledger.example/1"},
    "news-please": {"maintext": BODY, "date_publish": f"{DAY} 10:00:00", "date_download": "2021-01-01", "source_domain": "ledger.example", "title": "T", "url": "https://ledger.example/1"},
    "newspaper4k": {"title": "T", "text": BODY, "publish_date": f"{DAY}T00:00:00", "authors": ["A"], "source_url": "https://ledger.example", "summary": ""},
    "fundus": {"headline": "T", "plaintext": BODY, "publishing_date": f"{DAY} 10:00:00+00:00", "publisher": "The Ledger"},
    "trafilatura": {"title": "T", "hostname": "ledger.example", "date": DAY, "text": BODY, "source": "https://ledger.example/1", "filedate": "2021-01-01"},
    "Event Registry": {"uri": "1", "dateTimePub": f"{DAY}T10:00:00Z", "title": "T", "body": BODY, "source": {"title": "The Ledger", "uri": "ledger.example"}},
    "Mongo": {"_id": {"$oid": "5f7c"}, "text": BODY, "date": {"$date": f"{DAY}T00:00:00Z"}, "source": "The Ledger"},
    "WordPress": {"id": 1, "date": f"{DAY}T10:00:00", "title": {"rendered": "T"}, "content": {"rendered": f"<p>{BODY}</p>"}, "site": "The Ledger"},
    "a feed": {"title": "T", "link": "https://ledger.example/1", "published": "Tue, 06 Oct 2020 10:00:00 GMT", "summary": BODY, "feed_title": "The Ledger"},
    "quanteda": {"doc_id": "t1", "text": BODY, "Date": DAY, "Source": "The Ledger"},
    "GDELT": {"url": "https://ledger.example/1", "title": BODY, "seendate": "20201006T100000Z", "domain": "ledger.example", "language": "English"},
    "All the news": {"id": 1, "title": "T", "publication": "The Ledger", "author": "A", "date": DAY, "year": 2020.0, "month": 10.0, "url": "", "content": BODY},
    "paragraphs": {"id": 1, "text": [BODY], "date": DAY, "publisher": {"name": "The Ledger"}},
}  # fmt: skip


@pytest.mark.parametrize("as_csv", [False, True])
@pytest.mark.parametrize("tool", TOOLS)
def test_the_columns_of_tools_are_known(tmp_path, tool, as_csv):
    if as_csv:
        path = tmp_path / "t.csv"
        pd.json_normalize([TOOLS[tool]]).to_csv(path, index=False)
        if tool == "paragraphs":
            return  # a list in a cell is no text
    else:
        path = tmp_path / "t.jsonl"
        path.write_text(json.dumps(TOOLS[tool]))
    (document,) = read_corpus(path).documents.itertuples()
    assert document.text == BODY and str(document.date)[:10] == DAY
    assert document.source in ("The Ledger", "ledger.example")


def test_a_text_that_an_api_cut_is_read_without_the_mark(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([{"content": f"{BODY} And… [+2817 chars]"}]))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].tolist() == [f"{BODY} And"]
    assert "cut off" in corpus.set_aside.at[0, "problem"]


def test_a_missing_value_that_was_printed_is_missing(tmp_path):
    row = {"text": BODY, "title": "nan", "source": "NULL", "id": "None"}
    (tmp_path / "t.json").write_text(json.dumps([row]))
    (document,) = read_corpus(tmp_path).documents.itertuples()
    assert (document.title, document.source, document.doc_id) == ("", "", "None")


def test_an_empty_text_beside_a_summary_is_read_by_that(tmp_path):
    (tmp_path / "t.json").write_text(json.dumps([{"text": "", "description": BODY, "id": "a"}]))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].tolist() == [BODY]
    assert corpus.set_aside["outcome"].tolist() == ["read by its summary"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(VALUES)
def test_no_value_is_more_than_can_be_looked_at(value):
    for row in list_rows(value, {}):
        assert row is None or isinstance(row, dict)
    if isinstance(value, dict):
        flatten(value)
    read_cell(value)
    join_strings(value)


def test_deep_and_wide_values_are_bounded():
    deep: dict = {"text": "x"}
    for _ in range(5000):
        deep = {"a": deep}
    assert len(flatten(deep)) == 1
    wide = {str(k): {"v": k} for k in range(20_000)}
    assert len(flatten(wide)) <= 5000


TALKS = [{"title": f"Talks {n}", "text": f"The ministers met for the {n}th time."} for n in (4, 5)]


@pytest.mark.parametrize(
    "written",
    [
        f"load({json.dumps(TALKS)});",
        f"var news = {json.dumps(TALKS)};\n",
        f"window.__NEWS__ = {json.dumps({'articles': TALKS})};",
        f"// exported in 2021\n/* by the desk */\n{json.dumps(TALKS)}",
        "".join(f"\x1e{json.dumps(row)}\n" for row in TALKS),
        json.dumps({"columns": list(TALKS[0]), "rows": [list(row.values()) for row in TALKS]}),
        json.dumps({"data": {"news": {"edges": [{"node": row} for row in TALKS]}}}),
        json.dumps(
            {"total_rows": 2, "rows": [{"id": "a", "key": "a", "doc": row} for row in TALKS]}
        ),
        json.dumps(
            {
                "head": {"vars": list(TALKS[0])},
                "results": {
                    "bindings": [
                        {name: {"type": "literal", "value": cell} for name, cell in row.items()}
                        for row in TALKS
                    ]
                },
            }
        ),
        json.dumps(TALKS).replace("met for", "met\nfor"),
    ],
)
def test_json_in_a_script_or_an_answer_gives_its_rows(tmp_path, written):
    (tmp_path / "a.json").write_text(written, encoding="utf-8")
    found = read_corpus(tmp_path).documents
    assert list(found["title"]) == [row["title"] for row in TALKS]
    assert [" ".join(text.split()) for text in found["text"]] == [row["text"] for row in TALKS]
