"""A corpus tallied in parts gives what it gives whole, however it is cut, run or stopped."""

import json
import os
import random
import shutil
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest
from long_run import choose, runs
from own_lexicon import THEMES

import analysis as a
from analysis.__main__ import main
from analysis.describe.corpus import describe_corpus, name_source
from analysis.scaling import (
    engine,
    find_carriers,
    links,
    read_documents,
    read_tallies,
    run,
    sample,
    store,
    tally,
    tally_corpus,
    weigh_corpus,
)
from analysis.scaling.engine import Engine, Failure, PoolEngine, Task
from analysis.scaling.folders import list_documents
from analysis.scaling.partitions import list_partitions
from analysis.scaling.sample import read_sample
from analysis.scaling.whole import pool_cells
from analysis.topics import estimate_topics
from analysis.topics.fitted import weigh_topics

ROOT = Path(__file__).resolve().parents[2]
#: Of a partition, where many of few documents each show no more than some of several.
SIZE = runs(3_000, 6_000)


def tally_directly(path, clean="auto"):
    corpus = a.read_corpus(path, clean=clean)
    sentences = a.score_sentences(a.split_sentences(corpus.documents))
    mentions = a.find_mentions(sentences, THEMES)
    parts = [
        f(corpus.documents, sentences, mentions, period="date")
        for f in (a.tally_mentions, a.tally_tone)
    ]
    return corpus, a.add_tallies(*parts)


def make_rows():
    """Rows whose copies, shared lines and ids read twice lie far apart."""
    rng = random.Random(0)
    words = "the minister of Japan met on terrorism Quad technology Russia said talks were good bad war peace".split()
    rows = []
    for i in range(36):
        body = "\n".join(" ".join(rng.choices(words, k=18)).capitalize() + "." for _ in range(6))
        rows.append({"doc_id": f"d{rng.random():.8f}", "date": f"2021-{i % 12 + 1:02d}-0{i % 9 + 1}", "source": f"s{i % 4}",
                     "text": body + ("\nThis story was written in the old library of the islands, where the minister of trade was born." if i % 4 == 1 else "")})  # fmt: skip
    rows += [
        {**rows[i], "doc_id": f"copy{i}", "date": f"{rows[i]['date'][:8]}12"} for i in (2, 7, 11)
    ]
    rows.append(
        {
            **rows[5],
            "text": "Another text under an id that was read before, which counts for nothing here.",
        }
    )
    return rows


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in make_rows()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(made):
    """What the verbs give on it whole: the corpus, its sentences, its mentions and all sums."""
    corpus, tallies = tally_directly(made)
    sentences = a.split_sentences(corpus.documents)
    return corpus, sentences, a.find_mentions(sentences, THEMES), tallies


@pytest.fixture(scope="module")
def parts(made, tmp_path_factory):
    """A run in many parts, for tests that change it in a copy."""
    out = tmp_path_factory.mktemp("parts") / "t"
    tally_corpus(made, themes=THEMES, out=out, partition_size=SIZE)
    return out


@pytest.fixture
def copied(parts, tmp_path):
    """A copy of the run in parts."""
    return shutil.copytree(parts, tmp_path / "t")


def read_files(out):
    return {
        p.relative_to(out).as_posix(): p.read_bytes() for p in Path(out).rglob("*") if p.is_file()
    }


def test_seeds_in_parts_give_what_they_give_whole(tmp_path):
    corpus, tallies = tally_directly(ROOT / "seeds")
    tally_corpus(ROOT / "seeds", themes=THEMES, out=tmp_path / "t", partition_size=1)
    pd.testing.assert_frame_equal(read_tallies(tmp_path / "t", period="date"), tallies)
    sample = a.read_corpus(tmp_path / "t")
    for name in ("documents", "dropped_lines", "set_aside"):
        pd.testing.assert_frame_equal(
            getattr(sample, name), getattr(corpus, name)[getattr(sample, name).columns]
        )
    assert len(sample.documents) == 5


def test_the_sample_of_a_corpus_in_many_partitions_is_kept(made, copied, tmp_path, monkeypatch):
    assert not (tmp_path / "t" / "sample").exists()
    drawn = read_sample(tmp_path / "t")
    monkeypatch.setattr(sample, "_MANY_PARTS", 2)
    tally_corpus(made, themes=THEMES, out=tmp_path / "t", partition_size=SIZE)
    monkeypatch.setattr(sample, "_draw_sample", None)  # it is not drawn again
    kept = read_sample(tmp_path / "t")
    for name in ("documents", "dropped_lines", "set_aside"):
        pd.testing.assert_frame_equal(getattr(kept, name), getattr(drawn, name))
    assert kept.n_whole == drawn.n_whole == 0
    assert (
        a.read_corpus(tmp_path / "t", metadata=False)
        .documents["date_evidence"]
        .eq("not looked for")
        .all()
    )


def test_copies_are_found_with_few_fingerprints_in_memory(made, whole, tmp_path, monkeypatch):
    corpus = whole[0]
    monkeypatch.setattr(links, "_PRINTS", 100)
    monkeypatch.setattr(links, "_WORDS", 100)
    tally_corpus(made, themes=THEMES, out=tmp_path / "t", partition_size=SIZE)
    listed = list_documents(tmp_path / "t")
    assert (
        listed["copy_of"].tolist() == corpus.documents["copy_of"].tolist()
        and (listed["copy_of"] != "").sum() == 3
    )


def test_texts_that_come_back_are_no_copies_in_parts_either(tmp_path):
    rows = [
        {**row, "doc_id": f"{year}-{row['doc_id']}", "date": date}
        for year in (2019, 2020, 2021)
        for i, row in enumerate(make_rows()[:12])
        for date in [f"{year}-03-0{i % 9 + 1}"]
    ]
    rows += [
        {**rows[i], "doc_id": f"late{i}", "date": f"2021-0{3 + i // 6 * 3}-{10 + i}"}
        for i in range(12)
    ]
    rows += [{**rows[i], "doc_id": f"year{i}", "date": "2020"} for i in (1, 4)]
    rows += [{**rows[i], "doc_id": f"never{i}", "date": ""} for i in (2, 3)]
    path = tmp_path / "years.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    documents = a.read_corpus(path).documents
    done = tally_corpus(path, themes=THEMES, out=tmp_path / "t", partition_size=SIZE)
    assert list_documents(tmp_path / "t")["copy_of"].tolist() == documents["copy_of"].tolist()
    copies = documents[documents["copy_of"] != ""]
    assert done.n_partitions > 3 and done.n_copies == len(copies) == 10
    years = copies["copy_of"].str[:4]
    # half of the late ones come after the window
    assert sorted(years) == ["2019"] * 2 + ["2020"] * 2 + ["2021"] * 6


@pytest.fixture(scope="module")
def judged(made):
    return tally_directly(made, clean="web")


@pytest.mark.parametrize("size", choose([2_500, 9_000, 10**7], [9_000, 10**7]))
def test_any_cut_gives_the_whole(made, judged, tmp_path, size):
    corpus, tallies = judged
    done = tally_corpus(made, clean="web", themes=THEMES, out=tmp_path / "t", partition_size=size)
    assert (done.n_partitions > 1) == (size < 10**7) and done.n_copies == 3 and not done.failures
    pd.testing.assert_frame_equal(read_tallies(tmp_path / "t", period="date"), tallies)
    whole = list_documents(tmp_path / "t")
    columns = ["doc_id", "date", "copy_of", "episode"]
    pd.testing.assert_frame_equal(whole[columns], corpus.documents[columns])
    assert (corpus.dropped_lines["reason"] == "shared line").any()
    sample = read_sample(tmp_path / "t")
    columns = ["text", "file", "lines"]
    pd.testing.assert_frame_equal(sample.documents[columns], corpus.documents[columns])
    assert sample.set_aside["problem"].tolist() == corpus.set_aside["problem"].tolist()


def test_parquet_and_an_address_give_the_same(whole, tmp_path):
    pytest.importorskip("fsspec", reason="the extra `scale` is not installed")
    frame = pd.DataFrame(make_rows())
    frame.to_parquet(tmp_path / "news.parquet", row_group_size=15)
    assert len(list_partitions(tmp_path / "news.parquet", size=4_000)) > 3
    for i, path in enumerate([tmp_path / "news.parquet", f"file://{tmp_path}/news.parquet"]):
        tally_corpus(path, themes=THEMES, out=tmp_path / f"t{i}", partition_size=4_000)
        found = read_tallies(tmp_path / f"t{i}", period="date")
        pd.testing.assert_frame_equal(found, whole[-1])


def test_a_run_that_was_stopped_is_taken_up_and_ends_in_the_same_bytes(
    made, parts, tmp_path, monkeypatch
):
    write, rng, stops = store.os.replace, random.Random(1), 0
    for _ in range(200):
        left = rng.randrange(1, runs(25, 9))

        def replace(*paths):
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            write(*paths)

        monkeypatch.setattr(store.os, "replace", replace)
        try:
            done = tally_corpus(made, themes=THEMES, out=tmp_path / "cut", partition_size=SIZE)
            break
        except KeyboardInterrupt:
            stops += 1
    assert stops >= 3 and done.n_read_before == done.n_partitions
    assert read_files(tmp_path / "cut") == read_files(parts)


def test_in_a_large_corpus_a_document_that_copies_none_is_its_own_episode(
    made, tmp_path, monkeypatch
):
    for module in (links, run, tally):
        monkeypatch.setattr(module, "MOST_FOR_EPISODES", 10)
    done = tally_corpus(made, themes=THEMES, out=tmp_path / "t", partition_size=9_000)
    documents = list_documents(tmp_path / "t").set_index("doc_id")
    assert done.episodes == "given only" and done.n_copies == 3
    original = documents["copy_of"].where(documents["copy_of"] != "", documents.index)
    assert documents["episode"].tolist() == original.tolist()


def test_sums_of_other_groups_and_the_way_back_to_sentences(whole, parts):
    corpus, sentences, mentions, _ = whole
    expected = a.add_tallies(
        a.tally_mentions(corpus.documents, sentences, mentions, period="year", group="source")
    )
    found = read_tallies(parts, group="source")
    pd.testing.assert_frame_equal(
        found[found["measure"] != "tone"].reset_index(drop=True), expected
    )
    originals = corpus.documents.loc[corpus.documents["copy_of"] == "", "doc_id"]
    hits = (
        mentions[(mentions["theme"] == "russia") & mentions["doc_id"].isin(originals)]
        .groupby("doc_id")
        .size()
    )
    carriers = find_carriers(parts, "russia", most=5)
    assert sorted(hits[carriers], reverse=True) == sorted(hits, reverse=True)[:5]
    texts = read_documents(parts, carriers).set_index("doc_id")["text"]
    assert texts.to_dict() == corpus.documents.set_index("doc_id")["text"][carriers].to_dict()
    with pytest.raises(ValueError, match="no document 'x'"):
        read_documents(parts, ["x"])


def kill_at(number, folder, times):
    """Return the number; the third kills its worker so many times."""
    died = Path(folder, f"{number}")
    n = len(died.read_text()) if died.exists() else 0
    if number == 3 and n < times:
        died.write_text("x" * (n + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        raise ValueError("no text")
    return number


@pytest.mark.parametrize("times", [1, 9])
def test_a_killed_worker_costs_at_most_its_own_partition(tmp_path, times):
    pool = PoolEngine(2)
    try:
        found = pool.run(kill_at, [Task(f"p{i}", 1, (i, str(tmp_path), times)) for i in range(8)])
    finally:
        pool.close()
    assert [f for f in found if not isinstance(f, Failure)] == [
        i for i in range(8) if i != 5 and (i != 3 or times == 1)
    ]
    assert found[5] == Failure("p5", "ValueError: no text")
    assert times == 1 or found[3].name == "p3" and "killed twice" in found[3].problem


def test_pool_and_one_process_write_the_same_bytes(made, tmp_path):
    for workers in (1, 2):
        tally_corpus(
            made, themes=THEMES, out=tmp_path / f"w{workers}", partition_size=5_000, workers=workers
        )
    assert read_files(tmp_path / "w1") == read_files(tmp_path / "w2")


def test_a_cluster_writes_the_same_bytes(made, tmp_path):
    distributed = pytest.importorskip(
        "dask.distributed", reason="the extra `scale` is not installed"
    )
    tally_corpus(made, themes=THEMES, out=tmp_path / "one", partition_size=5_000, workers=1)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        assert address.startswith("tcp://")
        command = [
            "tally",
            str(made),
            "--out",
            str(tmp_path / "many"),
            "--partition-size",
            ".005",
            "--scheduler",
            address,
        ]
        assert main(command) == 0
    assert read_files(tmp_path / "one") == read_files(tmp_path / "many")


def test_small_corpora_start_no_processes_and_wrong_options_are_named():
    assert type(engine.choose_engine(10)) is Engine
    with pytest.raises(ValueError, match="workers is 0"):
        engine.choose_engine(10, workers=0)
    with pytest.raises(ValueError, match="partition size is 0"):
        list_partitions(ROOT / "seeds", size=0)
    with pytest.raises(ValueError, match="within the corpus"):
        tally_corpus(ROOT / "seeds", out=ROOT / "seeds" / "t")


@pytest.mark.parametrize(
    "library, path, options",
    [("dask.distributed", "seeds", {"scheduler": "tcp://x:1"}), ("fsspec", "s3://x", {})],
)
def test_a_missing_extra_is_named(tmp_path, monkeypatch, library, path, options):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match="extra `scale`: pip install"):
        tally_corpus(path, out=tmp_path / "t", themes=THEMES, **options)


def test_a_sample_is_bounded_by_its_words_and_says_of_how_many_it_is(parts, monkeypatch):
    whole = a.read_corpus(parts)
    words = list_documents(parts).set_index("doc_id")["n_words"]
    assert whole.n_whole == 0 and len(whole.documents) == len(words) == 40
    monkeypatch.setattr("analysis.scaling.sample.SAMPLE_WORDS", 1000)
    some = a.read_corpus(parts)
    n_words = words[some.documents["doc_id"]].sum()
    assert some.n_whole == 40 and 1000 - words.max() < n_words <= 1000
    assert set(some.documents["doc_id"]) < set(read_sample(parts, size=20).documents["doc_id"])
    sentences = a.split_sentences(some.documents)
    assert "documents, a random sample of 40 whose counts over time are all used, on" in str(
        describe_corpus(some, sentences)
    )
    assert name_source(some).startswith(
        "Source: 40 documents, 2021"
    ) and "random sample of" in name_source(some)
    monkeypatch.setattr("analysis.scaling.sample.SAMPLE_WORDS", 1)
    assert len(a.read_corpus(parts).documents) == 1


def test_charts_of_a_sample_show_the_whole(made, whole, parts, monkeypatch):
    tallies = whole[-1]
    monkeypatch.setattr("analysis.scaling.sample.SAMPLE_WORDS", 1000)
    some = a.read_corpus(parts)
    sentences = a.split_sentences(some.documents)
    mentions = a.find_mentions(sentences, THEMES)
    by_document = a.tally_mentions(
        some.documents, sentences, mentions, period="date", group="doc_id"
    )
    cells = pool_cells(by_document, some.documents, corpus=parts, period="month")
    expected = a.pool_tallies(tallies[tallies["measure"] != "tone"], period="month", group="all")
    keys = ["measure", "theme", "period"]
    pd.testing.assert_frame_equal(cells.sort_values(keys, ignore_index=True), expected)
    themes = cells.loc[cells["measure"] == "share", "theme"].unique().tolist()
    assert themes == [*THEMES.names, "none"]
    assert (
        pool_cells(by_document, some.documents, corpus=made, period="month")["sum_x"].sum()
        < cells["sum_x"].sum()
    )


def write_pages(folder):
    """Pages of one source that share a line within their text, each a file."""
    rng = random.Random(1)
    words = "minister talks quad trade ports pact islands ships chips tariffs envoys summit".split()
    folder.mkdir()
    for i in range(12):
        body = [" ".join(rng.choices(words, k=20)).capitalize() + "." for _ in range(5)]
        shared = "Sign up for the letter that our desk for foreign affairs in the capital sends out on each Monday of the year."
        (folder / f"p{i:02d}.txt").write_text(
            "\n".join([shared, *body, shared]) + "\n", encoding="utf-8"
        )
    rows = "".join(f"p{i:02d},wire,2021-0{i % 9 + 1}-01\n" for i in range(12))
    (folder / "metadata.csv").write_text("doc_id,outlet,published\n" + rows, encoding="utf-8")
    return folder


def test_lines_are_those_of_the_file_whatever_lines_are_shared(tmp_path):
    pages = write_pages(tmp_path / "pages")
    corpus = a.read_corpus(pages)
    tally_corpus(pages, themes=THEMES, out=tmp_path / "t", partition_size=2_000)
    sample = read_sample(tmp_path / "t")
    columns = ["text", "file", "lines"]
    pd.testing.assert_frame_equal(sample.documents[columns], corpus.documents[columns])
    assert set(corpus.documents["lines"]) == {"2-6"}


def test_topics_of_a_sample_are_weighed_over_all(whole, copied):
    corpus, sentences, *_ = whole
    some = sentences[sentences["doc_id"].isin(corpus.documents["doc_id"][::2])]
    topics = a.fit_topics(some, n_topics=2, n_resamples=3)
    weights, refits = weigh_corpus(copied, topics, refits=True)
    expected, more = weigh_topics(topics, sentences)
    pd.testing.assert_frame_equal(
        weights, expected.sort_values(["doc_id", "topic"], ignore_index=True)
    )
    pd.testing.assert_frame_equal(
        refits, more.sort_values(["refit", "doc_id", "topic"], ignore_index=True)
    )
    spread = weigh_corpus(copied, topics, workers=2)
    pd.testing.assert_frame_equal(spread[0], weights)
    assert spread[1].empty
    about = list_documents(copied)
    trends = estimate_topics(about, weights, refits, period="year")
    original = about["copy_of"] == ""
    # the text of a dozen words may hold none of the topics'
    assert original.sum() - 1 <= trends["n_documents"].max() <= original.sum()
