"""What the columns of a table show as a whole."""

import pandas as pd
import pytest

from analysis import read_corpus

BODY = "India and Japan have agreed to build new ships together, the ministers said in {}."


def table(tmp_path, header, *rows):
    path = tmp_path / "t.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return read_corpus(path)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["06/07/2018", "25/07/2018"], ["2018-07-06", "2018-07-25"]),
        (["06/07/2018", "07/25/2018"], ["2018-06-07", "2018-07-25"]),
        (["06-07-2018", "25-07-2018"], ["2018-07-06", "2018-07-25"]),
        (["06/07/18", "25/07/18"], ["2018-07-06", "2018-07-25"]),
    ],
)
def test_the_column_tells_which_number_is_the_day(tmp_path, cells, days):
    rows = [f"{k},{cell},{BODY.format(k)}" for k, cell in enumerate(cells)]
    documents = table(tmp_path, "id,date,text", *(r.replace(", ", " ") for r in rows)).documents
    assert documents["date"].dt.strftime("%Y-%m-%d").tolist() == days


def test_where_no_cell_shows_it_the_date_is_an_interval(tmp_path):
    rows = [f"{k},06/07/2018,{BODY.format(k).replace(',', '')}" for k in range(2)]
    document = table(tmp_path, "id,date,text", *rows).documents.iloc[0]
    assert str(document["date_low"])[:10] == "2018-06-07"
    assert str(document["date_high"])[:10] == "2018-07-06"


def test_a_column_of_dates_that_was_not_used_is_named(tmp_path):
    rows = [f"{k},2020-10-0{k + 1},{BODY.format(k).replace(',', '')}" for k in range(4)]
    corpus = table(tmp_path, "id,wann,text", *rows)
    (said,) = corpus.set_aside.itertuples()
    assert said.problem == "its column 'wann' looks like a date and was not used"
    assert said.remedy == "name it: columns={'date': 'wann'}" and said.outcome != "set aside"
    path = tmp_path / "t.csv"
    assert read_corpus(path, columns={"date": "wann"}).documents["date"].notna().all()


def test_ids_counts_and_other_dates_are_no_unused_dates(tmp_path):
    rows = [f"{k},{k + 1200},555-010{k},2020-10-01,2020-11-01,{k}." for k in range(9)]
    rows = [row + BODY.format(k).replace(",", "") for k, row in enumerate(rows)]
    corpus = table(tmp_path, "id,n,phone,date,modified_at,text", *rows)
    assert corpus.set_aside.empty and corpus.documents["date"].notna().all()


def test_a_longer_text_that_was_not_used_is_named(tmp_path):
    long = (BODY.replace(",", "") + " ") * 4
    rows = [f"{k},They met {k}.,{long.format(*[k] * 4)}" for k in range(4)]
    corpus = table(tmp_path, "id,text,remarks", *rows)
    assert corpus.set_aside["problem"].tolist() == [
        "its column 'remarks' looks like a longer text and was not used"
    ]


def test_another_text_that_was_not_used_is_named_unless_it_says_the_same(tmp_path):
    plain = [BODY.format(k).replace(",", "") for k in range(4)]
    other = "We think that this is good news for all of us and thank the ministers for it."
    rows = [f"{k},{text} {text},{text.upper()},{other}" for k, text in enumerate(plain)]
    corpus = table(tmp_path, "id,text,capitals,comments", *rows)
    assert corpus.set_aside["problem"].tolist() == [
        "its column 'comments' looks like another text and was not used"
    ]


def test_texts_in_a_column_of_any_name_are_read_where_there_are_no_others(tmp_path):
    rows = [f"{k},Ministers meet {k},{BODY.format(k).replace(',', '')}" for k in range(4)]
    corpus = table(tmp_path, "id,title,Wortlaut", *rows)
    assert corpus.documents["text"].str.startswith("India and Japan").all()
    assert corpus.documents["title"].tolist() == [f"Ministers meet {k}" for k in range(4)]
    assert "'Wortlaut' is read as the text" in corpus.set_aside.at[0, "problem"]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["201006", "201031"], ["2020-10-06", "2020-10-31"]),
        (["201006", "201007"], ["2010-06-15", "2010-07-16"]),
        (["981231", "990101"], ["1998-12-31", "1999-01-01"]),
        (["202010", "202011"], ["2020-10-16", "2020-11-15"]),
    ],
)
def test_the_column_tells_days_of_six_digits_from_months(tmp_path, cells, days):
    rows = [f"{k},{cell},{BODY.format(k)}" for k, cell in enumerate(cells)]
    documents = table(tmp_path, "id,date,text", *(r.replace(", ", " ") for r in rows)).documents
    assert documents["date"].dt.strftime("%Y-%m-%d").tolist() == days


def test_a_table_without_text_names_the_likeliest_column(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("nr;Wortlaut\n1;They agreed to build new ships\n")
    with pytest.raises(ValueError, match=r"columns={'text': 'Wortlaut'}"):
        read_corpus(path)


@pytest.mark.parametrize(
    ("precision", "low", "high"),
    [
        ("year", "2012-01-01", "2012-12-31"),
        ("Yearly", "2012-01-01", "2012-12-31"),
        ("month", "2012-09-01", "2012-09-30"),
        ("week", "2012-09-24", "2012-09-30"),
        ("decade", "2010-01-01", "2019-12-31"),
        ("day", "2012-09-24", "2012-09-24"),
        ("", "2012-09-24", "2012-09-24"),
        ("roughly", "2012-09-24", "2012-09-24"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "jsonl", "metadata"])
def test_a_day_of_which_the_year_alone_is_known_is_an_interval(
    tmp_path, form, precision, low, high
):
    texts = [f"The minister number {i} spoke of ships and trade in the assembly." for i in range(3)]
    rows = pd.DataFrame(
        {"doc_id": list("abc"), "date": "2012-09-24", "date_precision": precision, "text": texts}
    )
    if form == "csv":
        rows.to_csv(tmp_path / "t.csv", index=False)
    elif form == "jsonl":
        rows.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    else:
        rows.drop(columns="text").to_csv(tmp_path / "metadata.csv", index=False)
        for name, text in zip("abc", texts, strict=True):
            (tmp_path / f"{name}.txt").write_text(text)
    documents = read_corpus(tmp_path).documents
    days = documents[["date", "date_low", "date_high"]].astype("str").drop_duplicates()
    assert days.to_numpy().tolist() == [["2012-09-24", low, high]]
