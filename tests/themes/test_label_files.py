"""Files of labels as spreadsheets save them."""

import pandas as pd
import pytest

from analysis.labels import compare_coders, label
from analysis.themes import read_labels
from analysis.themes.labels import decode_cells, tell_encoding

ROWS = [("a", f"s{i}", 20 * i, f"Zoë said; “no” {i}.", "russia", "yes", "Ann") for i in range(3)]
COLUMNS = ["doc_id", "key", "start", "text", "theme", "label", "coder"]


def save(mark=",", encoding="utf-8", head=""):
    table = pd.DataFrame(ROWS, columns=COLUMNS).to_csv(index=False, sep=mark)
    return (head + table).encode(encoding)


FORMS = {
    "UTF-8": save(),
    "with a mark of its encoding": save(encoding="utf-8-sig"),
    "UTF-16": save(encoding="utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + save(encoding="utf-16-be"),
    "UTF-16 without a mark": save(encoding="utf-16-le"),
    "sep=": save(";", head="sep=;\r\n"),
    "sep= in quotes": save("|", head='"sep=|"\n'),
    "sep= in UTF-16": save("\t", "utf-16", "sep=\t\n"),
    "tabs": save("\t"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_read_as_the_same_table_however_it_was_saved(form, tmp_path):
    file = tmp_path / "labels.csv"
    file.write_bytes(FORMS[form])
    for labels in (read_labels(file), read_labels(tmp_path, beside=True)):
        assert labels[["doc_id", "start", "text", "class", "label"]].values.tolist() == [
            ["a", 20 * i, f"Zoë said; “no” {i}.", "russia", True] for i in range(3)
        ]
    with pytest.warns(UserWarning, match="no column probability"):
        read_labels(file)
    assert compare_coders(file).agreement["n_coders"].item() == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_label_is_added_in_the_form_of_the_file(form, tmp_path):
    file = tmp_path / "labels.csv"
    file.write_bytes(FORMS[form])
    rows = pd.DataFrame(
        {"doc_id": "b", "sentence_no": [0], "start": [0], "text": ["Moscow spoke, Zoë said."]}
    )
    found = rows[["doc_id", "sentence_no"]].assign(theme="russia")
    label(rows, found, theme="russia", corpus=tmp_path, coder="Bo").decide("no")
    text, mark = decode_cells(file.read_bytes(), "strict")
    assert len(text.strip().split("\n")) == 5
    last = read_labels(file).iloc[-1]
    assert (last["doc_id"], last["class"], last["label"]) == ("b", "russia", False)
    assert mark == decode_cells(FORMS[form])[1]


def test_a_file_that_is_no_utf_8_is_named(tmp_path):
    file = tmp_path / "labels.csv"
    file.write_bytes("doc_id,start,text,russia\na,0,Zoë,1\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"labels\.csv: .*save the file in UTF-8"):
        read_labels(file)


def test_few_bytes_are_utf_8():
    assert [tell_encoding(raw) for raw in (b"", b"\0", b"a\0", b"a,b")] == ["utf-8"] * 4
