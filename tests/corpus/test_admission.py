"""Every document has an id of its own, and none is lost for its name."""

from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.corpus.admission import Ids
from analysis.sources.source import Record

BODY = "India and Japan have agreed to build new ships together the ministers said in {}."


def put(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return read_corpus(folder)


def test_the_same_name_in_folders_and_with_two_endings(tmp_path):
    html = f"<html><body><article><p>{BODY.format('Delhi')}</p></article></body></html>"
    corpus = put(
        tmp_path, a_dot_txt=BODY.format(1), x__a_dot_txt=BODY.format(2), x__a_dot_html=html
    )
    assert corpus.documents["doc_id"].tolist() == ["a", "x/a", "x/a.txt"]
    assert corpus.set_aside["outcome"].tolist() == ["read, named by its whole name"]


def test_ids_that_start_again_in_each_file_and_within_one(tmp_path):
    rows = "id,text\n1,{}\n2,{}\n"
    corpus = put(
        tmp_path,
        a_dot_csv=rows.format(*map(BODY.format, (1, 2))),
        b_dot_csv=rows.format(*map(BODY.format, (3, 4))) + f"2,{BODY.format(5)}\n",
    )
    assert corpus.documents["doc_id"].tolist() == ["1", "2", "b/1", "b/2", "b/2~2"]
    said = corpus.set_aside
    assert said["outcome"].eq("read, named by file and id").all() and len(said) == 1


def test_rows_without_ids_are_named_by_their_table_wherever_it_stands(tmp_path):
    row = "text\n{}\n"
    corpus = put(
        tmp_path,
        **{
            "year=2020__part-0_dot_csv": row.format(BODY.format(1)),
            "year=2021__part-0_dot_csv": row.format(BODY.format(2)),
        },
    )
    assert corpus.documents["doc_id"].tolist() == [
        "year=2020/part-0-000001",
        "year=2021/part-0-000001",
    ]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "a/x", "x", "a/x~2"]), st.booleans())))
def test_no_id_is_given_twice(wanted):
    ids = Ids({"x": ("other.csv", 3)})
    given_ids = [
        ids.give(Record(doc_id, "a.csv" if row else f"{doc_id}.txt", int(row), ""))[0].doc_id
        for doc_id, row in wanted
    ]
    assert len(set(given_ids)) == len(given_ids) and "x" not in given_ids
