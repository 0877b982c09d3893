import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.__main__ import main
from analysis.corpus.read import _write_row
from analysis.sources.source import Problem

ROOT = Path(__file__).resolve().parents[2]
BODY = "India and Japan have agreed to build new ships together, the ministers said in Tokyo.\n"


def make(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("_txt", ".txt").replace("_csv", ".csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def problem(corpus, name):
    rows = corpus.set_aside[corpus.set_aside["file"].str.startswith(name)]
    assert len(rows) == 1, corpus.set_aside
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("content", "words", "line"),
    [
        (b"", "empty", 1),
        (b" \n", "empty", 1),
        (b"a\nb\0c", "binary", 2),
        (b"one\ntwo \xff\xfe", "not UTF-8", 2),
        (b"Menu\n", "no body text", 1),
    ],
)
def test_a_bad_file_is_set_aside_by_name_line_and_remedy(tmp_path, content, words, line):
    corpus = read_corpus(make(tmp_path, good_txt=BODY, bad_txt=content))
    row = problem(corpus, "bad.txt")
    assert (
        words in row["problem"]
        and row["line"] == line
        and row["remedy"]
        and row["outcome"] == "set aside"
    )
    assert corpus.documents["doc_id"].tolist() == ["good"]


def test_a_folder_or_a_link_out_named_like_a_text_is_set_aside(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    make(inside, good_txt=BODY)
    (inside / "dir.txt").mkdir()
    (tmp_path / "secret").write_text(BODY)
    os.symlink(tmp_path / "secret", inside / "link.txt")
    corpus = read_corpus(inside)
    assert corpus.documents["doc_id"].tolist() == ["good"]
    assert "cannot be opened" in problem(corpus, "dir.txt")["problem"]
    assert "link out of the folder" in problem(corpus, "link.txt")["problem"]


def test_metadata_faults_are_named_by_line_and_cost_no_article(tmp_path):
    rows = "doc_id,date\ngood,2020-01-02\nbad,2020-13-01\ntwice,2020-01-01\ntwice,2021-01-01\nlost,2020-01-01\n"
    corpus = read_corpus(
        make(tmp_path, good_txt=BODY, bad_txt=BODY, twice_txt=BODY, new_txt=BODY, metadata_csv=rows)
    )
    found = corpus.set_aside.set_index("doc_id")
    assert corpus.documents["doc_id"].tolist() == ["bad", "good", "new", "twice"]
    assert found.at["bad", "line"] == 3 and "2020-13-01" in found.at["bad", "problem"]
    assert found.at["bad", "outcome"] == "read, dated by its own text"
    assert (
        found.at["twice", "outcome"] == "read, dated by its own text"
        and found.at["twice", "line"] == 5
        and "lines 4 and 5" in found.at["twice", "problem"]
    )
    assert found.at["lost", "line"] == 6 and "no file lost.txt" in found.at["lost", "problem"]
    assert found.at["new", "outcome"] == "read, dated by its own text"
    assert corpus.documents["date"].tolist()[1] == pd.Timestamp("2020-01-02") and corpus.documents[
        "date"
    ].isna().tolist() == [True, False, True, True]


def test_two_files_of_one_name_are_told_apart_by_folder(tmp_path):
    (tmp_path / "sub").mkdir()
    make(tmp_path, a_txt=BODY)
    make(tmp_path / "sub", a_txt=BODY)
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["a", "sub/a"] and corpus.set_aside.empty


def test_unreadable_metadata_is_said_and_the_articles_are_read(tmp_path):
    corpus = read_corpus(make(tmp_path, a_txt=BODY, metadata_csv="colour\nx\n"))
    assert (
        len(corpus.documents) == 1
        and "no column doc_id" in problem(corpus, "metadata.csv")["problem"]
    )


def test_no_documents_is_an_error_in_one_line(tmp_path, capsys):
    with pytest.raises(ValueError, match="no documents in"):
        read_corpus(make(tmp_path, a_txt=b""))
    assert main(["figures", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    with pytest.raises(FileNotFoundError, match="no corpus at"):
        read_corpus(tmp_path / "nowhere")


def test_the_five_dates_and_what_they_rest_on(corpus):
    documents = corpus.documents
    assert documents["date"].dt.strftime("%Y-%m-%d").tolist() == [
        "2020-10-06",
        "2022-02-11",
        "2023-11-10",
        "2020-10-07",
        "2024-08-20",
    ]
    assert documents["date_basis"].tolist() == ["curated", "text", "curated", "part", "text"]
    assert documents["episode"].nunique() == 4 and corpus.set_aside.empty
    for text, day in zip(documents["text"], documents["date"], strict=True):
        assert f"{day:%A}" in text  # every article names the weekday of its talks


def test_a_sixth_article_joins_the_five(tmp_path):
    import shutil

    for file in ROOT.glob("seeds/*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "005_new.txt").write_text(
        "Menu\n" + BODY * 2 + "They will meet again next year, the two sides said.\n"
    )
    corpus = read_corpus(tmp_path)
    assert len(corpus.documents) == 6 and corpus.set_aside["doc_id"].tolist() == ["005_new"]
    with (tmp_path / "metadata.csv").open("a") as file:
        file.write("005_new,Wire,Ships,,2025-03-04,text,,,,,2025-ships,Quad,\n")
    corpus = read_corpus(tmp_path)
    assert len(corpus.documents) == 6 and corpus.set_aside.empty
    last = corpus.documents.iloc[5]
    assert (last["group"], last["source"], last["date"]) == (
        "Quad",
        "Wire",
        pd.Timestamp("2025-03-04"),
    )


def test_lines_are_all_kept_where_cleaning_is_off(tmp_path):
    make(
        tmp_path,
        a_txt="Menu\n" + BODY,
        b_txt="Menu\n" + BODY,
        metadata_csv="doc_id,clean\na,no\nb,\n",
    )
    assert read_corpus(tmp_path).documents["text"].tolist() == [
        "Menu\n" + BODY.strip(),
        BODY.strip(),
    ]
    texts = read_corpus(tmp_path, clean=False).documents["text"].tolist()
    assert texts == ["Menu\n" + BODY.strip()] * 2


def test_metadata_may_name_the_lines_that_are_the_body(tmp_path):
    text = f"Menu\nShips\n{BODY}Teaser\n"
    rows = 'doc_id,clean\na,"2-3"\nb,"2, 9"\nc,perhaps\n'
    corpus = read_corpus(make(tmp_path, a_txt=text, b_txt=text, c_txt=text, metadata_csv=rows))
    assert corpus.documents["text"].tolist() == [
        f"Ships\n{BODY.strip()}",
        BODY.strip(),
        BODY.strip(),
    ]
    dropped = corpus.dropped_lines.query("doc_id == 'a'").set_index("line_no")["reason"].to_dict()
    assert dropped[1] != "blank" and dropped[5] == "blank"
    # the wish costs itself, not the article
    assert set(corpus.set_aside["outcome"]) == {"read as if it were empty"}
    assert "lines 9 of a page of 5" in problem(corpus, "b.txt")["problem"]
    assert "give 'auto', 'all', or lines" in problem(corpus, "c.txt")["remedy"]


def test_a_copy_is_marked_and_shares_the_episode_of_its_original(tmp_path):
    text = "".join(BODY.replace("ships", f"ships of class {i}") for i in range(9))
    other = BODY.replace("India and Japan", "Peru and Chile").replace("Tokyo", "Lima")
    rows = "doc_id,date,episode\na,2020-01-02,tokyo\nb,2020-01-03,\nc,2021-01-03,\n"
    corpus = read_corpus(
        make(tmp_path, a_txt=text, b_txt="Wire copy\n" + text, c_txt=other, metadata_csv=rows)
    )
    assert corpus.documents["copy_of"].tolist() == ["", "a", ""]
    assert corpus.documents["episode"].tolist() == ["tokyo", "tokyo", "c"]


def test_what_is_odd_is_read_with_one_remark_a_file(tmp_path):
    make(
        tmp_path,
        a_txt=f"\u202e{BODY}",
        b_txt=BODY.replace("India", "India’s envoy").encode("cp1252"),
    )
    rows = "\n".join(
        f"{i},{BODY.strip().replace(',', ';')} Indiaâ€™s envoy said so." for i in range(3)
    )
    make(tmp_path, t_csv=f"id,text\n{rows}\n")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].str.contains("India’s envoy").tolist() == [
        True,
        True,
        True,
        False,
        True,
    ]
    assert corpus.set_aside["outcome"].tolist() == [
        "read without them",
        "read as that",
        "read, repaired",
    ]
    assert (
        corpus.set_aside["line"].tolist() == [1, 0, 2]
        and "3 documents of this file: " in corpus.set_aside.at[2, "problem"]
    )
    assert not corpus.documents["text"].str.contains("\u202e").any()


def test_speeches_lose_no_text_though_their_lines_are_broken():
    path = ROOT.parent / "shared" / "corpora" / "un_general_debate_2010_2024.parquet"
    if not path.exists():
        pytest.skip("the corpus of speeches is not on this machine")
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=["doc_id", "text", "date"]).slice(0, 40).to_pandas()
    with tempfile.TemporaryDirectory() as folder:
        table.to_parquet(Path(folder, "t.parquet"))
        documents = read_corpus(folder).documents.set_index("doc_id")
    kept = (
        documents["text"].str.split().str.len()
        / table.set_index("doc_id")["text"].str.split().str.len()
    )
    assert len(documents) == 40 and kept.mean() > 0.99 and kept.min() > 0.9


def test_kept_and_dropped_lines_are_all_lines(corpus):
    for row in corpus.documents.itertuples():
        n = ROOT.joinpath("seeds", f"{row.doc_id}.txt").read_text(encoding="utf-8").count("\n") + 1
        assert row.text.count("\n") + 1 + (corpus.dropped_lines["doc_id"] == row.doc_id).sum() == n


def test_a_headline_is_a_document_and_a_label_alone_in_a_file_is_none(tmp_path):
    rows = "id,text\n1,Ministers agree on ships\n2,Quad\n3,Subscribe to our newsletter now\n"
    corpus = read_corpus(
        make(tmp_path, t_csv=rows, four_txt="Ministers agree on ports\n", menu_txt="Menu\n")
    )
    assert corpus.documents["text"].tolist() == [
        "Ministers agree on ships", "Quad", "Subscribe to our newsletter now", "Ministers agree on ports",
    ]  # fmt: skip
    assert corpus.set_aside["doc_id"].tolist() == ["menu"]


def test_a_cell_of_which_no_line_looks_like_body_is_read_whole_and_said(tmp_path):
    rows = 'id,text\n1,"Menu\nHome\nShare this"\n'
    corpus = read_corpus(make(tmp_path, t_csv=rows))
    assert corpus.documents["text"].tolist() == ["Menu\nHome\nShare this"]
    assert corpus.set_aside["outcome"].tolist() == ["read whole"]


@pytest.mark.parametrize(("n", "shown"), [(1000, 1000), (1001, 1003)])
def test_of_a_long_problem_the_first_and_last_five_hundred_characters_are_shown(n, shown):
    said = "a" * (n - 600) + "b" * 600
    row = _write_row(Problem("x.txt", 0, said, ""))["problem"]
    assert len(row) == shown
    assert row == said or row == "a" * 401 + "b" * 99 + " … " + "b" * 500
