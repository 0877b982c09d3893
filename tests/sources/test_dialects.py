"""CSV in the dialects of spreadsheets and databases."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.sources.dialects import find_dialect
from analysis.sources.tabular import read_csv

TEXTS = [
    "India, Japan; and others agreed on trade | again.",
    'He said "we shall" and left, on Tuesday.\nThe talks go on.',
]
ROWS = [{"id": f"d{k}", "date": f"2020-10-0{k + 1}", "text": text} for k, text in enumerate(TEXTS)]


def write(delimiter=",", before="", end="\r\n", **options):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]), delimiter=delimiter, lineterminator=end, **options)
    writer.writeheader()
    writer.writerows(ROWS)
    return before + out.getvalue()


DIALECTS = {
    "commas": write(),
    "semicolons": write(";"),
    "pipes": write("|"),
    "tabs": write("\t"),
    "sep line": write(";", before="sep=;\r\n"),
    "sep line with commas": write(",", before="sep=,\n"),
    "quoted sep line": write("|", before='"sep=|"\n'),
    "a comment": write(before="# exported on 2020-11-01\n"),
    "a title and a blank line": write(before="Articles on India and Japan\n\n"),
    "lines about the export": write(before="Query;india AND japan\nFrom;2020\n"),
    "blank lines": write(before="\n\n"),
    "everything quoted": write(quoting=csv.QUOTE_ALL),
    "spaces behind commas": "id, date, text\n"
    + "".join(
        f'{r["id"]}, {r["date"]}, "{r["text"].replace(chr(34), chr(34) * 2)}"\n' for r in ROWS
    ),
    "a mark": "\ufeff" + write(),
    "old line ends": write(end="\r").replace("\n", "\r"),
    "a separator at the end": "".join(
        line + ("," if line.startswith("d") and line.endswith(('."', "Tuesday.")) else "") + "\n"
        for line in write(end="\n").replace("\nThe talks go on.", " The talks go on.").splitlines()
    ),
}


@pytest.mark.parametrize("kind", DIALECTS)
def test_every_dialect_gives_the_same_rows(tmp_path, kind):
    path = tmp_path / "t.csv"
    path.write_text(DIALECTS[kind], encoding="utf-8", newline="")
    documents = read_corpus(path).documents
    assert documents["doc_id"].tolist() == ["d0", "d1"]
    assert [" ".join(text.split()) for text in documents["text"]] == [
        " ".join(text.split()) for text in TEXTS
    ]
    assert documents["date"].dt.day.tolist() == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_a_dialect_in_another_encoding(tmp_path, encoding):
    path = tmp_path / "t.tsv"
    path.write_bytes(write("\t").replace("Tuesday", "Tuesday’s café").encode(encoding))
    assert "Tuesday’s café" in read_corpus(path).documents["text"].iat[1]


def test_of_two_columns_of_one_name_the_first_is_taken_and_it_is_said(tmp_path):
    (tmp_path / "t.csv").write_text("id,text,text\n1,The ministers met in Tokyo.,short\n")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].tolist() == ["The ministers met in Tokyo."]
    assert "two columns are named 'text'" in corpus.set_aside.at[0, "problem"]


@given(st.lists(st.text(max_size=30), max_size=30))
def test_any_lines_have_a_dialect(lines):
    numbered = [(k, f"{line}\n") for k, line in enumerate(lines, 1)]
    dialect, ahead = find_dialect(iter(numbered))
    assert len(dialect.delimiter) == 1 and all(line in numbered for line in ahead)


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_problems(raw):
    try:
        for line, row in read_csv(io.BytesIO(raw)):
            assert line >= 0 and isinstance(row, dict | tuple)
    except ValueError as error:
        assert str(error)


SAID = ["The ministers met, he said.", "They agreed on trade.", "They go on in March."]


def _read_file(tmp_path, written):
    (tmp_path / "a.csv").write_text(written, encoding="utf-8")
    return read_corpus(tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        "'id','text'\n" + "".join(f"'{n}','{text}'\n" for n, text in enumerate(SAID)),
        "id,text\n" + "".join(f'{n},{n},"{text}"\n' for n, text in enumerate(SAID)),
        "| id | text |\n|---|:--|\n"
        + "".join(f"| {n} | {text} |\n" for n, text in enumerate(SAID)),
        "id,text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate(SAID)) + "9,\\N\n",
    ],
)
def test_tables_of_tools_give_a_document_a_row(tmp_path, written):
    corpus = _read_file(tmp_path, written)
    assert [text.strip() for text in corpus.documents["text"]] == SAID


def test_quotes_behind_a_backslash_stay_in_their_cell(tmp_path):
    said = 'He said \\"we agree\\", and left, too.'
    corpus = _read_file(tmp_path, f'id,text\n1,"{said}"\n2,"{SAID[1]}"\n')
    assert list(corpus.documents["text"]) == [said.replace("\\", ""), SAID[1]]
    assert corpus.set_aside.empty


def test_a_table_of_unknown_names_or_none_is_no_article(tmp_path):
    rows = "".join(
        f'{n},Talks {n},2021-03-0{n},"{SAID[0]} {SAID[1]}\n\n{SAID[2]}"\n' for n in (1, 2, 3)
    )
    for header in ("Q. No.,Matter,Asked on,Answer given\n", ""):
        assert len(_read_file(tmp_path, header + rows).documents) == 3
