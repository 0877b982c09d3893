"""Any corpus runs to its end: every verb and every chart on some forty odd corpora."""

import ast
from pathlib import Path

import all_verbs
import pandas as pd
import pytest
from any_corpora import AT_LIMITS, CORPORA, write_table
from chunked import rechunked, renamed
from long_run import LONG, choose

import analysis
from analysis.charts import document_map
from analysis.corpus import builder, episodes
from analysis.explorer import widgets
from analysis.stats import power

# The stages that a short run tries on a kind, beside reading, sentences and speech, which it tries
# on all: between them every kind of a size, of a calendar and of a text meets every stage, and the
# kinds that are the hardest meet all. A long run tries all on all.
DATED, WORDED = ("time", "tone"), ("words", "topics", "tone")
ALL = (*DATED, "words", "topics")
SHORT = {
    **dict.fromkeys(
        [
            "one",
            "three",
            "no dates",
            "1 and 9999",
            "marks alone",
            "copies alone",
            "transcripts",
            "odd names of few",
            "broken files beside a good one",
        ],
        ALL,
    ),
    **dict.fromkeys(
        [
            "two",
            "250",
            "numeric ids",
            "many undated",
            "dates that are none",
            "one day",
            "a month",
            "leap days",
            "3 years",
            "25 years",
            "240 years",
            "a thousand years",
            "240 years in many",
            "many of a day",
            "intervals alone",
            "years alone",
            "one theme everywhere",
            "one event",
            "odd names of many",
        ],
        DATED,
    ),
    **dict.fromkeys(
        [
            "100",
            "101",
            "101 reversed",
            "1,001",
            "ids not ASCII",
            "one dated of thirty",
            "150 years",
            "headlines",
            "one-word texts",
            "one long line",
            "one giant",
            "speeches",
            "surnames first",
            "no theme",
            "mixed languages",
            "capitals",
            "prices and marks",
            "a hundred sources",
            "many kinds of file",
        ],
        WORDED,
    ),
}
# The kinds on which readings are also made again without each document, source and term, which
# takes longest: in a short run, and in a long one.
WHOLE_SHORT = {"one", "three", "copies alone", "no theme"}
WHOLE = WHOLE_SHORT | {"leap days", "years alone", "transcripts", "broken files beside a good one"}
# Where what is written is not what is counted: copies count, what holds no word does not come as a
# document.
NOTHING = {"no row"}
# What reads files, keeps settings or is a type is tried elsewhere.
ELSEWHERE = {
    *"Chart Corpus Findings Study Themes Topics PRIOR".split(),
    *"tally_corpus weigh_corpus read_tallies find_carriers read_documents".split(),
    *"read_sides read_register read_labels read_benchmark as_findings".split(),
}


def test_every_public_verb_is_among_those_that_run():
    groups = [
        thing for name in dir(analysis) if hasattr(thing := getattr(analysis, name), "__all__")
    ]
    public = {name for place in (analysis, *groups) for name in place.__all__}
    called = {
        node.id
        for part in ast.parse(Path(all_verbs.__file__).read_text(encoding="utf-8")).body
        if isinstance(part, ast.FunctionDef) and part.name != "find_faults"
        for statement in part.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    }
    assert public - called == ELSEWHERE


def lower_limits(monkeypatch):
    """Let what begins with a thousand documents, names or sentences begin with a hundred."""
    for module, limit in (
        (builder, "_CHUNK"),
        (episodes, "_COMMONEST"),
        (document_map, "_COMPARED"),
        (widgets, "_MOST"),
    ):
        assert getattr(module, limit) == 1000
        monkeypatch.setattr(module, limit, 100)


@pytest.mark.parametrize("name", [name for name in CORPORA if name not in NOTHING])
def test_every_verb_and_chart_comes_to_its_end(written, themes, name, monkeypatch):
    folder, n = written(name)
    if name in AT_LIMITS:
        lower_limits(monkeypatch)
    stages = list(ALL if LONG else SHORT.get(name, ()))
    if name in (WHOLE if LONG else WHOLE_SHORT):
        stages.append("sensitivity")
    if not LONG:  # fifty draws a ratio: what is found is not looked at here
        monkeypatch.setattr(power, "_DRAWS", 1)
    results = all_verbs.run_verbs(folder, themes=themes, stages=stages)
    assert not all_verbs.find_faults(results)
    corpus = results["corpus"]
    lost = corpus.set_aside[corpus.set_aside["outcome"] == "set aside"]
    assert len(corpus.documents) == n or len(corpus.documents) + len(lost) >= n
    for row in lost.itertuples():
        assert row.file and row.problem and row.remedy


@pytest.mark.parametrize("name", NOTHING)
def test_a_corpus_of_nothing_is_said_in_one_plain_error(written, name):
    folder, _ = written(name)
    with pytest.raises(ValueError, match="no documents in .*: .*check what was saved"):
        analysis.read_corpus(folder)


@pytest.mark.parametrize(
    "name", ["broken files beside a good one", "many kinds of file", "headlines", "1,001"]
)
def test_what_can_be_read_is_read(written, name):
    folder, n = written(name)
    assert len(analysis.read_corpus(folder).documents) == n


@pytest.mark.parametrize("n", [999, 1000, 2500])
def test_every_row_of_many_is_read(tmp_path, n):
    write_table(tmp_path, [{"id": f"d{i:05}", "text": f"Report {i}."} for i in range(n)])
    assert analysis.read_corpus(tmp_path).documents["doc_id"].nunique() == n


@pytest.fixture(scope="module")
def untouched(written):
    """What all verbs give on two corpora, by name."""
    return {
        name: all_verbs.run_verbs(written(name)[0])
        for name in choose(["transcripts", "prices and marks"], ["transcripts"])
    }


@pytest.mark.parametrize(
    ("name", "seed"),
    choose([("transcripts", 0), ("prices and marks", 1)], [("transcripts", 0)]),
)
def test_no_verb_depends_on_how_a_column_is_chunked(written, untouched, name, seed, monkeypatch):
    _compare_runs(
        written(name)[0], untouched[name], monkeypatch, lambda verb: rechunked(verb, seed)
    )


@pytest.mark.parametrize("kind", choose(["same", "texts", "falling"], ["same", "falling"]))
def test_no_verb_depends_on_how_rows_are_named(written, untouched, kind, monkeypatch):
    _compare_runs(
        written("transcripts")[0],
        untouched["transcripts"],
        monkeypatch,
        lambda verb: renamed(verb, kind),
    )


def _compare_runs(folder, whole, monkeypatch, change):
    """Run all verbs changed, and hold what they give against what they gave."""
    for verb in all_verbs.VERBS:
        monkeypatch.setattr(all_verbs, verb, change(getattr(all_verbs, verb)))
    cut = all_verbs.run_verbs(folder)
    for key, result in whole.items():
        one, other = _as_table(result), _as_table(cut[key])
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
        elif isinstance(one, pd.Series):
            assert one.tolist() == other.tolist(), key
        else:
            assert repr(one) == repr(other), key


def _as_table(result):
    """Return the table that a result shows, where it is one."""
    return next(
        (getattr(result, name) for name in ("rows", "documents") if hasattr(result, name)), result
    )
