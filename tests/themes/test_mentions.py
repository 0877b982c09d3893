import time
from functools import cache

import pandas as pd
import pyarrow as pa
import pytest
from growth import growth

from analysis import find_mentions, read_themes


def find(text, themes=None):
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    found = find_mentions(rows, themes or read_themes())
    return [
        (t, w)
        for t, w in zip(found["theme"], found["term"], strict=True)
        if t in read_themes().main or themes
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (
            "A free Indo Pacific, an #IndoPacific",
            [("indo_pacific", "Indo Pacific"), ("indo_pacific", "IndoPacific")],
        ),
        ("He rode a quad bike", []),
        ("cross-border terrorism", [("terrorism", "terrorism")]),
        ("the 26/11 Mumbai attacks", [("terrorism", "26/11"), ("terrorism", "Mumbai attacks")]),
        ("technical assistance and security assistance", []),
        ("5G technology", [("technology", "5G"), ("technology", "technology")]),
        ("The aid said AI was aimed at", [("technology", "AI")]),
        ("environment around us and it", []),
        ("When the US brought up Ukraine at the Council", []),
        ("the invasion of Ukraine", [("russia", "Ukraine")]),
        ("critical minerals", []),
    ],
)
def test_finds_what_the_codebook_means(text, hits):
    assert find(text) == hits


def test_longest_match_wins_and_hits_do_not_overlap(tmp_path):
    file = tmp_path / "t.yml"
    file.write_text(
        "version: 1\nthemes:\n  x:\n    terms: [open, open seas, open seas policy]\n    exclude: [open door]\n"
    )
    assert find("An open seas policy, open seas, open door, open", read_themes(file)) == [
        ("x", "open seas policy"),
        ("x", "open seas"),
        ("x", "open"),
    ]


def test_every_hit_of_the_seeds_is_at_its_offset(corpus, mentions):
    texts = corpus.documents.set_index("doc_id")["text"]
    assert all(texts[m.doc_id][m.start : m.end] == m.term for m in mentions.itertuples())


def test_russia_and_most_of_terrorism_stand_in_one_article(mentions):
    counts = mentions.groupby(["theme", mentions["doc_id"].str[:3]], observed=True).size()
    assert counts["russia"].to_dict() == {"001": 10}
    assert counts["terrorism"].to_dict() == {"001": 11, "004": 2}
    assert set(counts["indo_pacific"].index) == {"000", "001", "002", "003", "004"}


def test_themes_without_a_hit_are_known(sentences):
    assert (
        list(find_mentions(sentences.head(0), read_themes())["theme"].cat.categories)
        == read_themes().names
    )


@pytest.mark.parametrize(
    "body",
    [
        "x: [1",
        "themes: {x: {terms: ['*']}}",
        "themes: {x: {terms: [{term: a, with: b}]}}",
        "themes: {x: {term: [a]}}",
        "[]",
    ],
)
def test_a_fault_in_the_lexicon_names_the_file(tmp_path, body):
    file = tmp_path / "mine.yml"
    file.write_text(body)
    with pytest.raises(ValueError, match="mine.yml"):
        read_themes(file)


def test_a_column_in_chunks_is_read_like_any_other(sentences, mentions):
    parts = [sentences.iloc[:20], sentences.iloc[20:]]
    chunked = pa.chunked_array([pa.array(part["text"], pa.large_string()) for part in parts])
    rows = sentences.assign(
        text=pd.Series(chunked.to_pandas(types_mapper=pd.ArrowDtype), index=sentences.index)
    )
    pd.testing.assert_frame_equal(find_mentions(rows, read_themes()), mentions)


def test_a_hostile_text_takes_linear_time():
    start = time.perf_counter()
    find("terroris" + "a" * 100_000 + " Indo" + "-" * 100_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "unit", ["chips ", "Quad, ", "South China ", "Ukraine ", "Quad bike Quad ", "East Sea "]
)
def test_what_stands_side_by_side_takes_linear_time(unit):
    themes = read_themes()
    make = cache(
        lambda n: pd.DataFrame(
            {"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [unit * (n // len(unit))]}
        )
    )
    assert growth(lambda n: find_mentions(make(n), themes), 8_000, floor=0.05) < 20


def test_a_hit_is_none_only_within_an_exclusion(tmp_path):
    file = tmp_path / "t.yml"
    file.write_text(
        "themes:\n  x:\n    terms: [open, open door policy, door]\n    exclude: [open door]\n  y:\n    terms: [door]\n"
    )
    found = find("open door, open door policy, open door, door open", read_themes(file))
    assert found == [("x", "open door policy"), ("x", "door"), ("x", "open"), *[("y", "door")] * 4]


@pytest.mark.parametrize(("n", "found"), [(1, False), (2, True), (9, True), (10, False)])
def test_each_mark_between_words_stands_for_at_most_three(tmp_path, n, found):
    file = tmp_path / "t.yml"
    file.write_text("version: 1\nthemes:\n  x:\n    terms: [open - seas]\n")
    assert bool(find(f"The open{' ' * n}seas", read_themes(file))) == found
