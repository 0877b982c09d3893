import pandas as pd
import pytest

from analysis import read_corpus
from analysis.cleaning.site_boilerplate import drop_shared_lines

EMPTY = pd.DataFrame({"doc_id": [], "line_no": [], "text": [], "reason": []})


def make(texts, sources=None):
    ids = [f"d{i}" for i in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "source": sources or ["Wire"] * len(texts), "text": texts})


def own(i):
    return "\n".join(f"The ministers spoke of matter {i}-{k} at length." for k in range(9))


def test_head_and_foot_that_pages_share_go_and_what_is_within_stays():
    rows = make(
        [
            f"Our desk writes:\n{own(i)}\nShared within.\n{own(i + 9)}\nRead our terms.\nBye."
            for i in range(4)
        ]
    )
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == [
        f"{own(i)}\nShared within.\n{own(i + 9)}" for i in range(4)
    ]
    assert dropped["line_no"].tolist() == [1, 21, 22] * 4 and set(dropped["reason"]) == {
        "shared line"
    }


def test_numbers_are_those_of_the_page():
    before = pd.DataFrame({"doc_id": "d1", "line_no": [1, 3], "text": "x", "reason": "blank"})
    _, dropped = drop_shared_lines(make([f"{own(i)}\nBye." for i in range(3)]), before)
    assert dropped.loc[dropped["reason"] == "shared line", "line_no"].tolist() == [10, 12, 10]


@pytest.mark.parametrize(
    "rows",
    [
        make([f"{own(i)}\nBye." for i in range(2)]),  # two are not many
        make([f"{own(i)}\nBye." for i in range(3)], ["A", "B", "C"]),  # of three sources
        make(
            [f"{own(i)}{chr(10) + 'Bye.' if i < 3 else ''}" for i in range(20)]
        ),  # three of twenty
        make([own(0)] * 5),  # copies of one another
        make(["Bye."] * 3),
        make([f"{own(i)}\nBye." for i in range(4)], [""] * 4),  # nobody knows of what sites
        make([f"{own(i)}\nBye." for i in range(4)], ["Reuters"] * 4),  # of those that took it
    ],
)
def test_what_is_not_furniture_stays(rows):
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == rows["text"].tolist() and dropped.empty


def write_versions():
    lead = "NORTHPORT, 3 March (Wire) - The five states have signed a treaty on cod.\nIt bans nets."
    more = ["The envoy of Vell was late.", "Whalers wept.", "A vote is due in May."]
    ends = ["Nobody spoke.", "The queue was long.", "Snow fell."]
    return [f"{lead}\n{a}\n{b}" for a, b in zip(more, ends, strict=True)]


def test_versions_of_one_story_keep_what_they_share():
    rows = make(write_versions())
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == rows["text"].tolist() and dropped.empty


def test_versions_of_one_story_do_not_hide_what_pages_of_a_site_share():
    pages = [f"{own(i)}\nBye." for i in range(4)]
    documents, _ = drop_shared_lines(make(write_versions() + pages), EMPTY)
    assert documents["text"].tolist() == write_versions() + [own(i) for i in range(4)]


def test_the_seeds_share_none(corpus):
    assert "shared line" not in set(corpus.dropped_lines["reason"])


def test_a_corpus_is_read_without_them(tmp_path):
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(
            f"{own(i)}\nThis story was written by the desk of the Wire in the morning.\n"
        )
    rows = "".join(f"{i}.txt,The Wire\n" for i in range(3))
    (tmp_path / "metadata.csv").write_text(f"file,source\n{rows}")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].tolist() == [own(i) for i in range(3)]
    assert corpus.dropped_lines.query("reason == 'shared line'")["line_no"].tolist() == [10] * 3
    whole = read_corpus(tmp_path, clean=False)
    assert set(whole.documents["text"].str.count("\n")) == {9} and whole.dropped_lines[
        "reason"
    ].unique().tolist() == ["blank"]
