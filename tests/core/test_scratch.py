"""Folders that a run works in: taken away at the end, or by the next run, and never anybody else's."""

import multiprocessing
import os
import sys
import time

import pytest

from analysis.core import scratch
from analysis.core.scratch import CannotUse, open_results, open_scratch


def _hold(held, open_folder, place):
    with open_folder(*place):
        held.set()
        time.sleep(60)


def hold(open_folder, *place):
    """Start another run that holds a folder: a process that has loaded what it needs."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    held = context.Event()
    process = context.Process(target=_hold, args=(held, open_folder, place))
    process.start()
    assert held.wait(60)
    return process


def test_a_folder_is_gone_at_the_end(tmp_path):
    with pytest.raises(ZeroDivisionError), open_scratch(tmp_path, ".draft-") as folder:
        (folder / "a").write_text("x")
        raise ZeroDivisionError
    assert not os.listdir(tmp_path)


def test_what_a_killed_run_left_is_taken_away_and_nothing_else(tmp_path):
    for name in (".draft-mine", ".draft-ab_12345", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes").write_text("mine")
    (tmp_path / ".draft-link").symlink_to(tmp_path / "other")
    (tmp_path / ".draft-file").write_text("mine")
    before = set(os.listdir(tmp_path))
    killed, alive = (hold(open_scratch, tmp_path, ".draft-") for _ in range(2))
    killed.kill()
    killed.join()
    try:
        with open_scratch(tmp_path, ".draft-") as folder:
            left = set(os.listdir(tmp_path)) - before - {folder.name}
            assert len(left) == 1  # that of the run that goes on
    finally:
        alive.kill()
        alive.join()
    with open_scratch(tmp_path, ".draft-"):
        pass
    assert set(os.listdir(tmp_path)) == before


def test_a_prefix_is_no_pattern(tmp_path):
    parent = tmp_path / "a[b]*?"
    parent.mkdir()
    with open_scratch(parent, ".[x]*-") as folder:
        assert folder.is_dir()
    assert not os.listdir(parent)


def test_results_are_made_held_and_if_empty_taken_away(tmp_path):
    out = tmp_path / "a" / "b" / "c"
    with open_results(out):
        assert out.is_dir() and not os.listdir(out)
        with (
            pytest.raises(CannotUse, match="another run is writing to .*: wait"),
            open_results(out),
        ):
            pass
        with open_results(out, alone=False):
            pass
    assert not os.listdir(tmp_path)
    with open_results(out):
        (out / "x").touch()
    assert out.is_dir()
    process = hold(open_results, out)
    with pytest.raises(CannotUse, match="another run"), open_results(out):
        pass
    process.kill()
    process.join()
    time.sleep(0.05)
    with open_results(out):
        pass


@pytest.mark.parametrize("make", [
    lambda folder: folder.write_text("a file"),
    lambda folder: folder.symlink_to(folder.parent / "nowhere" / "at" / "all"),
    lambda folder: folder.symlink_to(folder),
    lambda folder: os.mkfifo(folder),
], ids=["file", "dangling", "loop", "pipe"])  # fmt: skip
def test_what_stands_in_the_way_is_told(tmp_path, make):
    make(tmp_path / "out")
    for out in (tmp_path / "out", tmp_path / "out" / "below"):
        with (
            pytest.raises(CannotUse, match="cannot be written .*: name another folder"),
            open_results(out),
        ):
            pass
    assert os.listdir(tmp_path) == ["out"]


def test_a_name_too_long_and_a_full_or_locked_disk_are_told(tmp_path, monkeypatch):
    with pytest.raises(CannotUse, match="too long"), open_results(tmp_path / ("x" * 300)):
        pass
    for code in (28, 30, 13, 122):

        def refuse(code=code, **options):
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(scratch.tempfile, "TemporaryFile", refuse)
        with pytest.raises(CannotUse, match=os.strerror(code)), open_results(tmp_path / "out"):
            pass
        assert not os.listdir(tmp_path)


def test_where_the_system_has_no_locks_it_works_without(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "fcntl", None)
    with open_results(tmp_path / "out"), open_scratch(tmp_path / "out", ".draft-") as folder:
        assert folder.is_dir()
    assert not os.listdir(tmp_path)
