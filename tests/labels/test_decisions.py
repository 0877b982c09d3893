"""The file of labels: nothing is lost, whoever writes at once, is cut off, or saves it with a
spreadsheet.
"""

import csv
import threading
import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.labels.decisions import (
    COLUMNS,
    add_decision,
    as_written,
    current_labels,
    find_file,
    read_decisions,
)
from analysis.themes import read_labels


def decision(key="s1", label="yes", coder="a", **more):
    row = {"doc_id": "d", "sentence_no": 3, "start": 5, "text": "A, b.", "key": key}
    row |= {"measure": "themes", "theme": "russia", "period": "2020", "stratum": "hit"}
    return row | {"probability": 0.25, "label": label, "coder": coder, "date": "2026-01-02"} | more


def test_what_is_written_is_read_back(tmp_path):
    file = tmp_path / "labels.csv"
    for row in (decision(), decision("s2", "no", "Zoë")):
        add_decision(file, row)
    found = read_decisions(file)
    assert found.columns.tolist() == COLUMNS
    assert found.to_dict("records") == [decision(), decision("s2", "no", "Zoë")]
    assert file.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=40), st.text(min_size=1, max_size=10).filter(str.strip), st.text(max_size=9)
)
def test_any_text_keeps_its_line(tmp_path_factory, text, coder, doc_id):
    file = tmp_path_factory.mktemp("any") / "labels.csv"
    add_decision(file, decision(text=text, coder=coder, doc_id=doc_id))
    add_decision(file, decision("s2"))
    assert file.read_bytes().count(b"\n") == 3
    found = read_decisions(file)
    assert len(found) == 2 and found["doc_id"][0] in (as_written(doc_id), as_written(doc_id)[1:])


def test_text_that_a_spreadsheet_would_run_is_made_harmless_and_read_as_it_was(tmp_path):
    file = tmp_path / "labels.csv"
    add_decision(file, decision(doc_id="=1+1", text="=HYPERLINK(1)"))
    assert "'=HYPERLINK" in file.read_text() and read_decisions(file)["doc_id"][0] == "=1+1"


def test_a_line_that_was_cut_off_costs_itself_alone(tmp_path):
    file = tmp_path / "labels.csv"
    add_decision(file, decision())
    with file.open("a") as stream:
        stream.write('d,3,5,"a text that was cut')
    add_decision(file, decision("s2"))
    with pytest.warns(UserWarning, match="1 line of labels.csv left out"):
        assert read_decisions(file)["key"].tolist() == ["s1", "s2"]


def test_coders_who_write_at_once_lose_nothing(tmp_path):
    file = tmp_path / "labels.csv"

    def work(coder):
        for i in range(40):
            add_decision(file, decision(f"s{i}", coder=coder))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_decisions(file)) == 120


def test_the_last_label_of_a_coder_counts_and_one_withdrawn_does_not():
    rows = [decision(), decision(label="no"), decision(coder="b"), decision("s2")]
    rows.append(decision("s2", "withdrawn"))
    found = current_labels(read_decisions(pd.DataFrame(rows)))
    assert found[["key", "coder", "label"]].values.tolist() == [["s1", "a", "no"], ["s1", "b", "yes"]]  # fmt: skip


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_that_a_spreadsheet_has_saved_is_read_and_written_on(tmp_path, separator):
    file = tmp_path / "labels.csv"
    names = [*COLUMNS[::-1], "remark"]
    row = {name: str(value).replace(".", ",") for name, value in decision().items()}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, names, delimiter=separator)
        writer.writeheader()
        writer.writerow(row | {"text": f"One{separator} two", "label": " Yes"})
    add_decision(file, decision("s2"))
    found = read_decisions(file)
    assert found["probability"].tolist() == [0.25, 0.25] and found["key"].tolist() == ["s1", "s2"]
    assert found["label"].tolist() == ["yes", "yes"] and found["text"][0] == f"One{separator} two"


def test_lines_not_filled_in_are_no_labels_and_wrong_ones_are_told():
    rows = pd.DataFrame([decision(label=""), decision(), decision("s2", "maybe")])
    with pytest.warns(UserWarning, match="1 line of the labels left out"):
        assert len(read_decisions(rows)) == 1
    with pytest.warns(UserWarning, match="left out"):
        assert read_decisions(pd.DataFrame([decision(probability=0)])).empty


def test_labels_that_there_are_not_are_named_with_those_that_there_are():
    rows = pd.DataFrame([decision(label="1"), decision("s2", measure="theme"), decision("s3")])
    said = r"2 lines of the labels left out: .*\('1', 'theme'; labels of themes are yes, no, unsure, of"
    with pytest.warns(UserWarning, match=said):
        assert read_decisions(rows)["key"].tolist() == ["s3"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_head_in_capitals_or_with_spaces_and_any_line_ends_are_read(tmp_path, ending):
    file = tmp_path / "labels.csv"
    add_decision(file, decision())
    head, *lines = file.read_text("utf-8").splitlines()
    file.write_bytes(ending.join([head.upper().replace(",", " , "), *lines, ""]).encode())
    assert find_file(tmp_path) == file
    add_decision(file, decision("s2"))
    assert len(read_decisions(file)) == 2


def test_a_table_of_another_form_is_left_alone(tmp_path):
    other = tmp_path / "labels.csv"
    other.write_text("doc_id,start,text,russia\nd,0,Hello.,1\n")
    assert find_file(tmp_path).name == "labels-drawn.csv"
    with pytest.raises(ValueError, match="another form"):
        add_decision(other, decision())
    with pytest.raises(ValueError, match="no column key, label, theme: save it as CSV"):
        read_decisions(other)


def test_the_file_stands_in_the_folder_of_the_corpus_or_beside_its_file(tmp_path):
    (tmp_path / "news.csv").write_text("text\nHello.\n")
    assert find_file(tmp_path) == find_file(tmp_path / "news.csv") == tmp_path / "labels.csv"
    add_decision(find_file(tmp_path), decision())
    assert find_file(tmp_path) == tmp_path / "labels.csv"


def test_of_a_corpus_that_is_not_ones_own_labels_stand_in_the_working_folder(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError, match="name a folder that is there"):
        find_file(tmp_path / "none")
    monkeypatch.chdir(tmp_path)
    assert find_file("example:quad-at-the-un").resolve() == tmp_path / "labels.csv"


@pytest.mark.parametrize("name", ["labels.csv", "labels-drawn.csv"])
def test_a_corpus_with_a_file_of_labels_is_read_as_before(tmp_path, name):
    from analysis import read_corpus

    (tmp_path / "a.txt").write_text("The ministers met in Tokyo and agreed to meet again.\n")
    before = read_corpus(tmp_path).documents
    add_decision(tmp_path / name, decision())
    pd.testing.assert_frame_equal(read_corpus(tmp_path).documents, before)


def test_no_file_is_said(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_decisions(tmp_path / "none.csv")


def test_of_labels_drawn_the_reader_of_labels_makes_those_of_notebooks(tmp_path):
    for row in (decision(), decision("s2", "no", start=90), decision("s3", "unsure", start=99)):
        add_decision(tmp_path / "labels.csv", row)
    found = read_labels(tmp_path, beside=True)
    assert found[["class", "label", "start"]].values.tolist() == [["russia", True, 5], ["russia", False, 90]]  # fmt: skip


def test_what_a_file_lacks_is_said_where_it_changes_numbers(tmp_path):
    rows = pd.DataFrame([decision(), decision("s2")])
    with pytest.warns(UserWarning, match="no column probability: each sentence counts as if"):
        assert (
            read_decisions(rows.drop(columns="probability"), weighed=True)["probability"] == 1
        ).all()
    with pytest.warns(UserWarning, match="no column coder: all labels count as those of one"):
        assert (read_decisions(rows.drop(columns="coder"), weighed=True)["coder"] == "").all()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_decisions(rows, weighed=True)
        read_decisions(rows.drop(columns="probability"))
