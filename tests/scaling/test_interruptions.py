"""A run that is stopped, starved or struck leaves whole files only, and the next takes up what is
there.
"""

import io
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from long_run import runs

from analysis.scaling import read_tallies, steps, store, tally_corpus
from analysis.scaling.engine import Engine, Task
from analysis.scaling.folders import list_documents
from analysis.scaling.sample import read_sample

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = {"partition_size": 2_400}
N = runs(30, 20)  # documents of most runs, four or five of a partition


def make_rows(start, stop):
    words = "the minister of Japan met on terrorism Quad technology Russia said talks were good bad war peace".split()
    for i in range(start, stop):
        rng = random.Random(i)
        text = "\n".join(" ".join(rng.choices(words, k=18)).capitalize() + "." for _ in range(4))
        yield {
            "doc_id": f"d{i:03d}",
            "date": f"2021-{i % 12 + 1:02d}-01",
            "source": f"s{i % 3}",
            "text": text,
        }


def write_rows(path, start, stop):
    path.write_text(
        "".join(json.dumps(row) + "\n" for row in make_rows(start, stop)), encoding="utf-8"
    )
    return path


def read_files(out):
    return {
        p.relative_to(out).as_posix(): p.read_bytes() for p in Path(out).rglob("*") if p.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return write_rows(tmp_path_factory.mktemp("made") / "news.jsonl", 0, N)


@pytest.fixture(scope="module")
def undisturbed(made, themes, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "t"
    assert tally_corpus(made, out=out, themes=themes, **OPTIONS).n_partitions >= 4
    return read_files(out)


class Terminal(io.StringIO):
    """A terminal that does something at each line of progress."""

    def __init__(self, act=lambda line: None):
        super().__init__()
        self.act = act

    def isatty(self):
        return True

    def write(self, text):
        self.act(text)
        return super().write(text)


def run_alone(path, out, themes):
    tally_corpus(path, out=out, themes=themes, **OPTIONS)


def test_a_run_killed_at_any_moment_is_taken_up_and_ends_in_the_same_bytes(
    made, undisturbed, themes, tmp_path
):
    context, rng, counts, codes = multiprocessing.get_context("fork"), random.Random(3), [0], []
    while len(codes) < 10 and 0 not in codes:
        process = context.Process(target=run_alone, args=(made, tmp_path / "t", themes))
        process.start()
        process.join(rng.uniform(0.02, 0.25))
        process.kill()
        process.join()
        codes.append(process.exitcode)
        files = {
            name: data
            for name, data in read_files(tmp_path / "t").items()
            if not name.endswith(".draft")
        }
        assert files.items() <= undisturbed.items()
        counts.append(len(files))
    assert codes.count(-signal.SIGKILL) >= 3 and counts == sorted(counts)
    tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    assert read_files(tmp_path / "t") == undisturbed


def test_a_worker_killed_in_the_middle_changes_nothing(made, undisturbed, themes, tmp_path):
    struck = []

    def strike(line):
        if line.startswith(("\rreading: 3", "\rmeasuring: 3")):
            victim = multiprocessing.active_children()[0]
            os.kill(victim.pid, signal.SIGKILL)
            struck.append(victim.pid)

    report = Terminal(strike)
    done = tally_corpus(
        made, out=tmp_path / "t", themes=themes, workers=2, report=report, **OPTIONS
    )
    assert len(set(struck)) == 2 and not done.failures
    assert read_files(tmp_path / "t") == undisturbed


def press_ctrl_c(made, out):
    """Start a run, stop it once it has read something, and return how it ended, and whether it was
    over before.
    """
    command = [
        sys.executable,
        "-m",
        "analysis",
        "tally",
        str(made),
        "--out",
        str(out),
        "--partition-size",
        ".0024",
    ]
    process = subprocess.Popen(
        [*command, "--workers", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # what runs behind a shell is started deaf to the key
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while process.poll() is None and not list(out.glob("pages/*/*.parquet")):
        time.sleep(0.01)
    over = (out / "tally.json").exists()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers hear it too
    return *process.communicate(timeout=60), process.returncode, over


def test_ctrl_c_leaves_whole_files_and_says_how_to_go_on(themes, tmp_path):
    # long enough that the key is pressed in the middle, however busy the machine is
    made = write_rows(tmp_path / "news.jsonl", 0, 40)
    for attempt in range(3):
        out, err, code, over = press_ctrl_c(made, tmp_path / f"t{attempt}")
        if code and not over:
            break
    assert (code, out) == (130, ""), err
    assert err == "stopped: what was done is kept; run the same command again to go on\n"
    kept = read_files(tmp_path / f"t{attempt}")
    run_alone(made, tmp_path / "undisturbed", themes)
    whole = read_files(tmp_path / "undisturbed")
    assert kept.items() < whole.items()
    run_alone(made, tmp_path / f"t{attempt}", themes)
    assert read_files(tmp_path / f"t{attempt}") == whole


@pytest.mark.parametrize("whole", [0, 5, 13])
def test_a_full_disk_is_told_with_its_folder_and_leaves_nothing_half_written(
    made, undisturbed, themes, tmp_path, monkeypatch, whole
):
    write, n = store.pq.write_table, 0

    def fill(table, path, **options):
        nonlocal n
        n += 1
        if n > whole:
            Path(path).write_bytes(b"PAR1 half")
            raise OSError(28, "No space left on device")
        write(table, path, **options)

    monkeypatch.setattr(store.pq, "write_table", fill)
    with pytest.raises(
        store.CannotWrite,
        match=r"t/\w+/\w\w cannot be written \(No space left on device\); make room",
    ):
        tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    files = read_files(tmp_path / "t")
    assert len(files) == whole and files.items() <= undisturbed.items()
    monkeypatch.setattr(store.pq, "write_table", write)
    tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    assert read_files(tmp_path / "t") == undisturbed


def test_what_is_half_written_is_never_read_as_whole(made, undisturbed, themes, tmp_path):
    tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    for file in sorted(
        (tmp_path / "t").rglob("*.parquet")
    ):  # as a disk may leave them when power fails
        file.write_bytes(
            file.read_bytes()[: random.Random(file.name).randrange(file.stat().st_size)]
        )
    tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    assert read_files(tmp_path / "t") == undisturbed


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(themes, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, rows in {"a.jsonl": (0, 6), "c.jsonl": (6, 12)}.items():
        write_rows(folder / name, *rows)
    tally_corpus(folder, out=tmp_path / "good", themes=themes, **OPTIONS)
    (folder / "b.parquet").write_bytes(b"PAR1 no more PAR1")
    done = tally_corpus(folder, out=tmp_path / "t", themes=themes, **OPTIONS)
    (failure,) = done.failures
    assert (
        failure.name == "b.parquet"
        and "no Parquet file" in failure.problem
        and done.n_documents == 12
    )
    found, expected = (read_tallies(tmp_path / name) for name in ("t", "good"))
    pd.testing.assert_frame_equal(found, expected)


def test_a_file_that_may_not_be_read_leaves_the_others_of_its_partition(
    themes, tmp_path, monkeypatch
):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for row in make_rows(0, 3):
        (folder / f"{row['doc_id']}.txt").write_text(row["text"], encoding="utf-8")
    opened = Path.open

    def refuse(path, *args, **options):
        if path.name == "d001.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    done = tally_corpus(folder, out=tmp_path / "t", themes=themes)
    assert [f.name for f in done.failures] == ["d001.txt"] and done.n_documents == 2


def test_a_document_that_breaks_a_step_is_named_and_the_rest_is_counted(
    made, themes, tmp_path, monkeypatch
):
    score = steps.score_sentences

    def break_on_one(sentences, **options):
        if "d007" in set(sentences["doc_id"]):
            raise RuntimeError("odd text")
        return score(sentences, **options)

    monkeypatch.setattr(steps, "score_sentences", break_on_one)
    done = tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    (aside,) = read_sample(tmp_path / "t").set_aside.itertuples()
    assert (aside.doc_id, aside.file) == (
        "d007",
        "news.jsonl",
    ) and "counted (RuntimeError: odd text)" in aside.problem
    assert done.n_documents == N - 1 and not done.failures
    assert "d007" not in set(list_documents(tmp_path / "t")["doc_id"])
    monkeypatch.undo()  # mended, only its partition is counted
    again = tally_corpus(made, out=tmp_path / "t", themes=themes, **OPTIONS)
    assert (
        again.n_documents == N
        and again.n_partitions - again.n_measured_before == 1
        and not again.failures
    )


def test_progress_is_shown_on_a_terminal_alone(made, themes, tmp_path, capsys):
    terminal = Terminal()
    tally_corpus(made, out=tmp_path / "t", themes=themes, report=terminal, **OPTIONS)
    lines = terminal.getvalue().split("\r")
    assert any(
        re.match(r"measuring: 3 of \d+ partitions: .*<\d\d:\d\d, +[\d.]+[kM]B/s\]", line)
        for line in lines
    )
    assert not lines[-1].strip()
    tally_corpus(made, out=tmp_path / "u", themes=themes, **OPTIONS)
    assert capsys.readouterr().err == ""


def test_each_partition_has_its_line_of_progress_however_small():
    terminal, sizes = Terminal(), [9_000, 0, 1, 8_000, 0]
    tasks = [Task(str(n), size, (n,)) for n, size in enumerate(sizes)]
    assert Engine().run(str, tasks, label="reading", report=terminal) == list("01234")
    said = re.findall(r"\rreading: (\d) of 5", terminal.getvalue())
    assert sorted(set(said)) == list("12345")
