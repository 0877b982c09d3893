"""Any corpus runs to its end: every verb and every chart on some forty odd corpora."""

import ast
from pathlib import Path

import all_verbs
import pandas as pd
import pytest
from any_corpora import AT_LIMITS, CORPORA, write_table
from chunked import rechunked, renamed
from long_run import LONG, choose
from own_lexicon import FEW, THEMES

import analysis
from analysis.charts import document_map
from analysis.corpus import builder, episodes
from analysis.explorer import widgets
from analysis.stats import power

# The kinds that a short run reads with the package's own lexicon, those that it takes through every
# stage, and those that it takes through some, beside reading, sentences and speech, which it tries
# on all: chosen so that together they take every branch of the package that all kinds take in all
# stages (measured with coverage.py), at the least cost, with a few more for what a branch does not
# show. They are a fifth of all pairs of a kind and a stage; a long run tries all.
HARD = ("one", "no dates", "1 and 9999", "marks alone", "transcripts", "odd names of few")
WHOLE = ("one", "odd names of few")
MORE = {
    "evidence": (
        "two", "250", "240 years in many", "capitals", "surnames first", "broken files beside a good one", "odd names of many",
        "no dates", "copies alone", "marks alone", "no theme", "mixed languages", "prices and marks",
    ),
    "time": (
        "250", "one giant", "many of a day", "intervals alone", "no theme", "a hundred sources", "a thousand years", "years alone",
        "odd names of many", "no dates", "marks alone", "1 and 9999",
    ),
    "words": ("250", "one-word texts", "intervals alone", "25 years", "copies alone"),
    "topics": ("copies alone", "headlines", "many kinds of file", "no dates", "transcripts"),
    "tone": ("99", "no theme", "one-word texts", "transcripts", "240 years in many"),
    # readings are also made again without each document, source and term, which takes longest
    "sensitivity": ("one", "three"),
}  # fmt: skip
SENSITIVITY = (
    *MORE["sensitivity"], "leap days", "years alone", "copies alone", "no theme", "transcripts", "broken files beside a good one",
)  # fmt: skip


def choose_stages(name):
    """Return the stages that a run takes a kind through."""
    every = [stage for stage in all_verbs.STAGES if stage != "sensitivity" or name in SENSITIVITY]
    if LONG:
        return every
    hard = [stage for stage in every if name in WHOLE and stage != "sensitivity"]
    return choose(every, [*hard, *(stage for stage in every if name in MORE[stage])])


# Where what is written is not what is counted: copies count, what holds no word does not come as a
# document.
NOTHING = {"no row"}
# What reads files, keeps settings or is a type is tried elsewhere.
ELSEWHERE = {
    *"Chart Claims Corpus Findings Study Themes Topics PRIOR".split(),
    *"tally_corpus weigh_corpus read_tallies find_carriers read_documents".split(),
    *"read_claims read_sides read_register read_labels read_benchmark as_findings".split(),
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


def test_the_kinds_that_a_short_run_chooses_are_there():
    chosen = {*HARD, *SENSITIVITY, *(name for names in MORE.values() for name in names)}
    assert chosen <= set(CORPORA) and set(MORE) == set(all_verbs.STAGES)


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
def test_every_verb_and_chart_comes_to_its_end(written, name, monkeypatch):
    folder, n = written(name)
    if name in AT_LIMITS:
        lower_limits(monkeypatch)
    if not LONG:  # fifty draws a ratio: what is found is not looked at here
        monkeypatch.setattr(power, "_DRAWS", 1)
    lexicon = THEMES if LONG or name in HARD else FEW
    results = all_verbs.run_verbs(folder, themes=lexicon, stages=choose_stages(name))
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
        name: all_verbs.run_verbs(written(name)[0], themes=FEW)
        for name in choose(["transcripts", "prices and marks"], ["transcripts"])
    }


@pytest.mark.parametrize(
    ("name", "seed"),
    choose([("transcripts", 0), ("prices and marks", 1)], [("transcripts", 0)]),
)
def test_no_verb_depends_on_how_a_column_is_chunked(written, untouched, name, seed, monkeypatch):
    """In a short run rows are renamed at the same time, to names that fall and occur twice: a fault
    of any of these shows, not of which.
    """
    given = written(name)[0], FEW, untouched[name], monkeypatch
    more = (lambda verb: verb) if LONG else (lambda verb: renamed(verb, "pairs"))
    _compare_runs(*given, lambda verb: rechunked(more(verb), seed))


@pytest.mark.skipif(not LONG, reason="a short run renames rows as it cuts columns, above")
@pytest.mark.parametrize("kind", ["same", "texts", "falling"])
def test_no_verb_depends_on_how_rows_are_named(written, untouched, kind, monkeypatch):
    given = written("transcripts")[0], FEW, untouched["transcripts"], monkeypatch
    _compare_runs(*given, lambda verb: renamed(verb, kind))


def _compare_runs(folder, themes, whole, monkeypatch, change):
    """Run all verbs changed, and hold what they give against what they gave."""
    for verb in all_verbs.VERBS:
        monkeypatch.setattr(all_verbs, verb, change(getattr(all_verbs, verb)))
    cut = all_verbs.run_verbs(folder, themes=themes)
    for key, result in whole.items():
        one, other = _as_table(result), _as_table(cut[key])
        if isinstance(one, pd.DataFrame):
            rows = one.reset_index(drop=True), other.reset_index(drop=True)
            pd.testing.assert_frame_equal(*rows, obj=key)
        elif isinstance(one, pd.Series):
            assert one.tolist() == other.tolist(), key
        else:
            assert repr(one) == repr(other), key


def _as_table(result):
    """Return the table that a result shows, where it is one."""
    return next(
        (getattr(result, name) for name in ("rows", "documents") if hasattr(result, name)), result
    )
