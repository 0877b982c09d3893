"""Readings, tests and charts of a tally whose texts are a sample: those of the whole corpus."""

from types import SimpleNamespace

import pandas as pd
import pytest
from own_lexicon import THEMES

from analysis import (
    Study,
    add_tallies,
    find_mentions,
    read_corpus,
    split_sentences,
    tally_mentions,
)
from analysis.scaling import read_tallies, steps, tally_corpus
from analysis.scaling import whole as module
from analysis.scaling.whole import read_whole

from .test_tally import make_rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("whole")
    pd.DataFrame(make_rows()).to_json(base / "news.jsonl", orient="records", lines=True)
    tally_corpus(base / "news.jsonl", themes=THEMES, out=base / "t", partition_size=3_000)
    return base


@pytest.fixture(scope="module")
def whole(folder):
    """The study of all texts, whose tables are made once."""
    return Study(folder / "news.jsonl")


@pytest.fixture
def some(folder, monkeypatch):
    monkeypatch.setattr("analysis.scaling.sample.SAMPLE_WORDS", 1000)
    study = Study(folder / "t")
    assert study.corpus.n_whole > len(study.documents) > 1
    return study


def test_a_sample_gives_the_tables_of_the_whole(whole, some):
    for table in ("counts", "tone_counts", "cells", "tone_cells", "changes", "power"):
        found, expected = getattr(some, table), getattr(whole, table)
        if table.startswith("tone"):  # whose themes come in the order of the lexicon
            keys = ["theme", "period", "group"]
            found, expected = (t.sort_values(keys, ignore_index=True) for t in (found, expected))
        pd.testing.assert_frame_equal(found, expected, obj=table)


def test_findings_are_those_of_the_whole(whole, some):
    assert some.findings.sentences == whole.findings.sentences and some.period == whole.period
    assert len(some.counted) == len(whole.documents) and "text" not in some.counted


def test_a_span_is_kept_in_the_whole_too(folder, monkeypatch):
    monkeypatch.setattr("analysis.scaling.sample.SAMPLE_WORDS", 1000)
    span = {"start": "2021-02", "end": "2021-03"}
    some, whole = Study(folder / "t", **span), Study(folder / "news.jsonl", **span)
    assert set(some.counted["doc_id"]) == set(whole.documents["doc_id"])
    pd.testing.assert_frame_equal(some.counts, whole.counts)
    pd.testing.assert_frame_equal(some.cells, whole.cells)


def test_of_too_many_documents_a_sample_is_counted_and_charts_show_all(folder, some, monkeypatch):
    found = read_whole(folder / "t", THEMES.names, most=10)
    assert len(found.documents) == 10 and found.n == some.corpus.n_whole
    assert set(found.counts["group"]) <= set(found.documents["doc_id"])
    again = read_whole(folder / "t", THEMES.names, most=20)
    assert set(found.documents["doc_id"]) < set(again.documents["doc_id"])
    monkeypatch.setattr(module, "read_whole", None)
    monkeypatch.setattr("analysis.study.read_whole", lambda *_, **__: found)
    few = Study(folder / "t", period="month")
    whole = Study(folder / "news.jsonl", period="month")
    pd.testing.assert_frame_equal(few.cells, whole.cells)
    assert few.findings.rows["n_documents"].max() <= 10


def test_a_theme_that_was_not_tallied_is_named(folder):
    with pytest.raises(ValueError, match="'rail' was not tallied"):
        read_whole(folder / "t", ["rail"])


@pytest.mark.parametrize("period", ["date", "day", "month", "quarter", "year", "decade", "all"])
def test_days_known_roughly_count_in_the_periods_of_the_corpus(rough, period):
    base, tallied = rough
    corpus = read_corpus(base)
    sentences = split_sentences(corpus.documents)
    mentions = find_mentions(sentences, THEMES)
    keys = ["measure", "theme", "period", "sum_x", "sum_y"]
    for group in (None, "group", "source"):
        sums = tally_mentions(corpus.documents, sentences, mentions, period=period, group=group)
        found = read_tallies(tallied, period=period, group=group)
        found = found[found["measure"] != "tone"].reset_index(drop=True)
        pd.testing.assert_frame_equal(found[keys], add_tallies(sums)[keys])


@pytest.fixture(scope="module")
def rough(tmp_path_factory):
    base = tmp_path_factory.mktemp("rough")
    days = ["2021", "2021-05", "2021-06-02", "", "Spring 2022", "2021/22", "1990s", "2020-10-06"]
    rows = [{**row, "date": day} for row, day in zip(make_rows(), days, strict=False)]
    pd.DataFrame(rows).to_csv(base / "news.csv", index=False)
    tally_corpus(base / "news.csv", themes=THEMES, out=base / "t", partition_size=1_000)
    return base / "news.csv", base / "t"


def test_of_an_id_in_two_partitions_the_one_that_counts_is_tallied(monkeypatch):
    def cells(doc_id, y):
        return pd.DataFrame(
            {"doc_id": [doc_id], "theme": ["russia"], "measure": ["share"], "y": [y], "x": [10]}
        )

    held = {"one": cells("a", 3), "two": pd.concat([cells("a", 7), cells("b", 1)])}
    monkeypatch.setattr(steps, "place", lambda out, kind, key: key)
    monkeypatch.setattr(steps, "read_table", held.__getitem__)
    documents = pd.DataFrame(
        {"doc_id": ["a", "b"], "date": pd.Timestamp("2021-01-01"), "episode": ["a", "b"]}
    ).assign(source="s", copy_of="")
    parts = [SimpleNamespace(out="", cells=name) for name in held]
    rows = [documents.iloc[:1], documents.iloc[1:]]
    found = steps.tally_parts(parts, rows, "year", None)
    assert found[["sum_y", "sum_x", "n_documents"]].to_numpy().tolist() == [[4, 20, 2]]
