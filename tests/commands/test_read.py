"""`read`: what is said of a corpus before a long run; of a large one a part is looked at, and named."""

import json
import time

import nbformat
import pytest
from any_corpora import write_article

from analysis import read_corpus
from analysis.__main__ import main
from analysis.commands.read import read_columns
from analysis.corpus.preview import Limits, preview_corpus
from analysis.describe import summarise_reading
from analysis.describe.reading_measures import measure_reading
from analysis.publish.execute import NOTEBOOKS, Reading, set_corpus


@pytest.fixture
def folder(tmp_path):
    """A table whose dates appear in a column of another name, a page, and what cannot be read."""
    rows = [f"{k},2021-03-{k + 1:02},{'' if k == 3 else write_article(k)}" for k in range(6)]
    articles = tmp_path / "my 'articles'"
    articles.mkdir()
    write_rows(articles / "news.csv", rows)
    (articles / "logo.png").write_bytes(b"\x89PNG")
    (articles / "page.txt").write_text(f"Posted 3 May 2021\n{write_article(50)}")
    return articles


def write_rows(path, rows):
    lines = [",".join([*row.split(",", 2)[:2], f'"{row.split(",", 2)[2]}"']) for row in rows]
    path.write_text("\n".join(["key,noticed,body", *lines]) + "\n")


def read(capsys, *arguments):
    code = main(["read", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_it_says_what_to_type_and_that_helps(folder, capsys):
    code, out, _ = read(capsys, folder)
    assert code == 0
    assert "6 documents read from 2 of 3 files (1 CSV, 1 text); 5 of 6 rows of tables." in out
    assert "1 document dated, all of 3 May 2021: 1 by their text; 1 to the day; 5 without" in out
    assert "columns={'date': 'noticed'}  --column date=noticed (news.csv)" in out
    assert "1  its text is empty (news.csv, line 5)" in out and out.count("\n") < 25
    code, out, _ = read(capsys, folder, "--column", "date=noticed")
    assert "5 by a column or field of their file" in out and "--column" not in out


def test_json_has_the_same_keys_for_every_corpus(folder, tmp_path, capsys):
    code, out, _ = read(capsys, folder, "--json")
    facts = json.loads(out)
    assert (facts["documents"], facts["rows"]) == (6, {"read": 5, "set_aside": 1})
    assert facts["dates"]["dated"] + facts["dates"]["undated"] == 6
    assert sum(entry["rows"] for entry in facts["set_aside"]) == 2
    assert facts["changes"][0]["option"] == "--column date=noticed"
    assert facts["changes"][0]["documents"] == 5
    empty = tmp_path / "none.csv"
    empty.write_text("a,b\nit is a long text of many words that is meant,2\n")
    code, out, _ = read(capsys, empty, "--json")
    assert code == 2 and json.loads(out).keys() == facts.keys()
    assert json.loads(out)["changes"][0]["option"] == "--column text=a"


def test_what_cannot_be_read_at_all_is_one_line(tmp_path, capsys):
    assert read(capsys, tmp_path / "nowhere")[0] == 2
    code, _, err = read(capsys, tmp_path, "--column", "text")
    assert code == 2 and err.count("\n") == 1 and "NAME=COLUMN" in err
    assert read(capsys, tmp_path)[:2] == (
        2,
        "No file was found: put articles in the folder.\nNothing set aside.\n",
    )


def test_the_summary_of_a_preview_is_that_of_the_whole_where_all_was_read(folder):
    seen, extent = preview_corpus(folder)
    whole = read_corpus(folder)
    assert extent == "" and measure_reading(seen) == measure_reading(whole)
    assert summarise_reading(whole).rows["fact"].tolist()[:2] == ["files", "dates"]


def test_of_a_large_corpus_a_part_is_looked_at_and_named(tmp_path, capsys, monkeypatch):
    for k in range(40):
        (tmp_path / f"a{k:02}.txt").write_text(write_article(k))
    write_rows(tmp_path / "t.csv", [f"{k},2021-03-01,{write_article(100 + k)}" for k in range(200)])
    limits = Limits(100, 10_000_000)
    seen, extent = preview_corpus(tmp_path, limits=limits)
    assert "the first 60 documents of t.csv" in extent and len(seen.documents) == 100
    assert seen.documents.equals(preview_corpus(tmp_path, limits=limits).corpus.documents)
    # what the first rows show is said though the table is not read to its end
    assert (seen.set_aside["remedy"] == "name it: columns={'date': 'noticed'}").any()
    seen, extent = preview_corpus(tmp_path, limits=Limits(30, 10_000_000))
    assert extent.startswith("16 of 41 files, evenly spaced; the first 60 documents of t.csv")
    seen, extent = preview_corpus(tmp_path, limits=Limits(1000, 20_000))
    assert "t.csv" in extent and 0 < len(seen.documents) < 240
    monkeypatch.setattr("analysis.commands.read.LIMITS", limits)
    assert "Only a part was read: the first 60" in read(capsys, tmp_path)[1]
    assert "Only a part" not in read(capsys, tmp_path, "--all")[1]


def test_rows_of_metadata_beyond_the_part_are_not_said_to_lack_a_file(tmp_path):
    for k in range(100):
        (tmp_path / f"a{k:02}.txt").write_text(write_article(k))
    lines = [f"a{k:02},2021-03-01" for k in range(100)]
    (tmp_path / "metadata.csv").write_text("\n".join(["doc_id,date", *lines]) + "\n")
    seen, extent = preview_corpus(tmp_path, limits=Limits(70, 10_000_000))
    assert extent == "70 of 100 files, evenly spaced"
    assert seen.documents["date"].notna().all() and not len(seen.set_aside)


def test_a_long_table_takes_as_long_as_its_first_rows(tmp_path):
    rows = [f"{k},2021-03-01,{write_article(k, 2)}" for k in range(200)]
    write_rows(tmp_path / "short.csv", rows)
    table = (tmp_path / "short.csv").read_text()
    body = table.partition("\n")[2]
    (tmp_path / "long.csv").write_text(table + body * 500)  # 100,000 rows

    def measure(name):
        start = time.process_time()
        preview_corpus(tmp_path / name, limits=Limits(200, 10_000_000))
        return time.process_time() - start

    measure("short.csv")  # which imports what is needed
    assert measure("long.csv") < 10 * measure("short.csv") + 1


@pytest.mark.parametrize(
    ("given", "columns"),
    [
        (["date=seen on", "text=body"], {"date": "seen on", "text": "body"}),
        (["date=seen on,text=body, or not"], {"date": "seen on", "text": "body, or not"}),
        (["text=a=b"], {"text": "a=b"}),
        ([], {}),
    ],
)
def test_columns_are_named_one_by_one_or_with_commas(given, columns):
    assert read_columns(given) == columns


def test_languages_and_cleaning_are_said_by_their_names(folder):
    findings = summarise_reading(read_corpus(folder))
    said = dict(zip(findings.rows["fact"], findings.sentences, strict=True))
    assert said["languages"] == "Language: English (6)."
    assert said["cleaning"].startswith("Lines are judged one by one, as on web pages, in files of ")
    assert said["cleaning"].endswith("; kept whole in news.csv.")
    chosen = summarise_reading(read_corpus(folder, clean="no")).rows["fact"].tolist()
    assert "cleaning" not in chosen


def test_notebooks_show_how_their_corpus_was_read():
    for book in sorted(NOTEBOOKS.glob("*.ipynb")):
        plain, chosen = (nbformat.read(book, as_version=4) for _ in range(2))
        set_corpus(chosen, "it's mine", Reading({"clean": "no"}))
        code = "\n".join(cell.source for cell in chosen.cells if cell.cell_type == "code")
        assert (
            'CORPUS = "it\'s mine"' in code and "Study(CORPUS, clean='no', period=PERIOD)" in code
        )
        assert "read_corpus(CORPUS, metadata" not in code
        set_corpus(plain, "seeds")
        assert plain == nbformat.read(book, as_version=4)
