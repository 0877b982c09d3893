"""Tests of kept results: the same as made ones, made once, and never out of date."""

import os
import shutil
import subprocess
import sys
import threading
import time
import warnings
import zipfile
from functools import wraps
from pathlib import Path

import pandas as pd
import pytest

from analysis import Study, read_corpus
from analysis.core import cache, content

ARTICLE = (
    "India and Japan will patrol the Indo-Pacific together, the ministers said on Friday.\n" * 3
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Keep everything, however fast it was made; return the folder."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    monkeypatch.setattr(cache, "_WORTH", -1.0)
    # a module that another test, or an editor, touched is no matter here
    monkeypatch.setattr(content, "_IMPORTED", float("inf"))
    yield folder
    cache._open.cache_clear()


def count(function):
    """Return a function and the list of its calls."""
    calls = []

    @wraps(function)
    def called(*args, **kwargs):
        calls.append((args, kwargs))
        return function(*args, **kwargs)

    return called, calls


def test_a_result_is_made_once_and_each_caller_has_a_copy(kept):
    function, calls = count(lambda table, more=1: table.assign(more=more))
    cached = cache.cached()(function)
    table = pd.DataFrame({"x": ["a", "b"]})
    first, second = cached(table), cached(table.copy(), more=1)
    assert len(calls) == 1
    second["x"] = "c"
    pd.testing.assert_frame_equal(first, cached(table))
    cached(table, more=2)
    cached(table.assign(x=["a", "c"]))
    assert len(calls) == 3


def test_fast_results_are_not_kept(kept, monkeypatch):
    monkeypatch.setattr(cache, "_WORTH", 0.1)
    function, calls = count(lambda slow: time.sleep(0.15 * slow))
    cached = cache.cached()(function)
    for slow in (0, 0, 1, 1):
        cached(slow)
    assert [call[0] for call in calls] == [(0,), (0,), (1,)]


def test_errors_and_results_with_a_warning_are_not_kept(kept):
    def warn(x):
        warnings.warn("look at this", stacklevel=1)
        return x

    def fail(x):
        raise ValueError("no")

    warned, calls = count(warn)
    cached = cache.cached()(warned)
    for _ in range(2):
        with pytest.warns(UserWarning, match="look at this"):
            assert cached(1) == 1
    failed, errors = count(fail)
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            cache.cached()(failed)(1)
    assert len(calls) == len(errors) == 2


def test_what_is_made_on_the_way_is_not_kept_by_itself(kept):
    def add_one(x):
        return x + 1

    def call(x):
        return cached(x)

    inner, calls = count(add_one)
    cached = cache.cached()(inner)
    outer = cache.cached()(call)
    assert outer(1) == outer(1) == 2 and len(calls) == 1
    assert cached(1) == 2 and len(calls) == 2


def test_arguments_of_unknown_content_are_passed_on(kept):
    function, calls = count(lambda x: 1)
    cached = cache.cached()(function)
    cached(object())
    cached(object())
    assert len(calls) == 2
    with pytest.raises(TypeError):
        cached()


@pytest.mark.parametrize("value", ["no", "off", "0", "False"])
def test_it_can_be_turned_off(value, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, value)
    assert cache.find_folder() == ""


def test_only_notebooks_keep_results_unless_a_folder_is_named(monkeypatch):
    monkeypatch.delenv(cache.VARIABLE)
    assert cache.find_folder() == ""
    monkeypatch.setattr(cache, "_in_notebook", lambda: True)
    assert Path(cache.find_folder()).name == "shifting-priorities"


def fold(file):
    file.unlink()
    file.mkdir()
    (file / "inside").write_text("")


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"not a pickle"),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-5]),
        fold,
    ],
    ids=["other", "emptied", "cut", "folder"],
)
def test_a_damaged_file_is_made_anew_without_a_word(kept, damage, capfd, recwarn, caplog):
    function, calls = count(lambda x: [x] * 10)
    cached = cache.cached()(function)
    cached(1)
    (file,) = kept.rglob("output.pkl")
    damage(file)
    assert cached(1) == [1] * 10 and len(calls) == 2
    assert cached(1) == [1] * 10 and len(calls) == 2
    assert not recwarn.list and not caplog.records and capfd.readouterr() == ("", "")


def test_a_folder_that_cannot_be_made_costs_nothing(kept, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "below"))
    assert cache.cached()(lambda x: x)(1) == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files on this system")
def test_a_folder_of_another_user_is_not_used(kept, monkeypatch):
    function, calls = count(lambda x: x)
    cached = cache.cached()(function)
    cached(1)
    cache._open.cache_clear()
    monkeypatch.setattr(os, "getuid", lambda: -1)
    cached(1)
    assert len(calls) == 2


def test_two_that_ask_at_a_time_make_it_once(kept):
    function, calls = count(lambda x: time.sleep(0.3) or x)
    cached = cache.cached()(function)
    threads = [threading.Thread(target=cached, args=(1,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert not list((kept / "locks").iterdir())


def test_what_was_not_asked_for_the_longest_goes(kept, monkeypatch):
    cached = cache.cached()(lambda x: os.urandom(10_000))
    for x in range(4):
        cached(x)
    monkeypatch.setattr(cache, "_LARGEST", "25K")
    cache._open.cache_clear()
    cached(9)
    assert 1 <= len(list(kept.rglob("output.pkl"))) <= 3


def test_a_corpus_is_read_again_when_anything_of_it_changed(kept, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)

    def read(**options):
        row = read_corpus(folder, **options).documents.iloc[0]
        return "Saturday" in row["text"], str(row["date"])[:10]

    assert read() == (False, "NaT")
    (folder / "a.txt").write_text(ARTICLE.replace("Friday", "Saturday"))
    assert read() == (True, "NaT")
    (folder / "metadata.csv").write_text("file,date\na.txt,2019-01-02\n")
    assert read() == (True, "2019-01-02")
    assert read(metadata=False) == (True, "NaT")


@pytest.mark.parametrize("name", ["a.txt", "a.zip"])
def test_what_is_known_of_a_file_beside_it_counts_with_it(kept, tmp_path, name):
    folder = tmp_path / "articles"
    folder.mkdir()
    if name == "a.zip":
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("a.txt", ARTICLE)
    else:
        (folder / name).write_text(ARTICLE)

    def read():
        return str(read_corpus(folder / name).documents["date"].iloc[0])[:10]

    assert read() == "NaT"
    for beside, text in (
        ("metadata.csv", "file,date\na.txt,2019-01-02\n"),
        ("metadata.csv", "file,date\na.txt,2020-01-02\n"),
        ("metadata.csv", ""),
        ("metadata.tsv", "file\tdate\na.txt\t2021-01-02\n"),
    ):
        (folder / beside).write_text(text)
        assert read() == (text.strip()[-10:] or "NaT")


def test_what_changes_while_a_result_is_made_is_not_kept_under_what_it_was(kept, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    held = iter(["new", "new"])

    def read(path):
        path.write_text(next(held))  # an editor, just before it is read
        return path.read_text()

    cached = cache.cached(files="path")(read)
    assert cached(file) == "new"
    file.write_text("old")
    assert cached(file) == "new" and not list(kept.rglob("output.pkl"))


def test_a_lexicon_edited_while_a_process_runs_keeps_nothing_wrong(tmp_path):
    """The register is read late: by then the file is not what it was when the process began."""
    copy = tmp_path / "analysis"
    shutil.copytree(Path(cache.__file__).parents[1], copy)
    folder, kept = tmp_path / "articles", tmp_path / "kept"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE.replace("patrol", "happily patrol"))
    code = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from analysis.core import cache, content\n"
        "cache._WORTH = -1.0\n"
        "from analysis import Study\n"
        # a process that edits, then another that finds all as it was; both are spared the imports
        "edits = os.fork() == 0\n"
        "if not edits:\n"
        "    os.wait()\n"
        "    content._IMPORTED = time.time()\n"
        "study = Study(sys.argv[1])\n"
        "study.sentences\n"
        "file = Path('analysis/tone/register.yml')\n"
        "old = file.read_text()\n"
        "if edits:\n"
        "    new = old.replace('positive: 0.7', 'positive: 0.1')\n"
        "    assert new != old\n"
        "    file.write_text(new)\n"
        "print(study.scored['tone'].sum())\n"
        "file.write_text(old)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env=os.environ | {cache.VARIABLE: str(kept), "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    edited, found = told.splitlines()
    true = str(Study(folder).scored["tone"].sum())
    assert edited != true  # else nothing could have gone wrong
    assert found == true
    assert list(kept.rglob("output.pkl"))


def test_tables_of_a_study_are_the_same_made_and_kept(kept):
    names = "documents sentences mentions speech scored counts tone_counts cells changes".split()

    def make():
        study = Study("seeds")
        return {name: getattr(study, name) for name in names} | {"story": str(study.story)}

    first = make()
    assert list(kept.rglob("output.pkl"))
    second = make()
    for name in names:
        pd.testing.assert_frame_equal(first[name], second[name])
    assert first["story"] == second["story"]


def test_a_lexicon_that_changed_is_counted_anew(kept, tmp_path):
    lexicon = tmp_path / "themes.yml"
    text = "version: 1\nthemes:\n  one:\n    label: One\n    terms: [{}]\n"
    lexicon.write_text(text.format("India"))
    first = len(Study("seeds", themes=lexicon).mentions)
    lexicon.write_text(text.format("zzyzx"))
    assert first > 0 == len(Study("seeds", themes=lexicon).mentions)


def test_another_process_takes_what_was_kept(tmp_path):
    code = (
        "import sys\n"
        "from analysis.core import cache\n"
        "cache._WORTH = -1.0\n"
        "from analysis import Study\n"
        "study = Study(sys.argv[1])\n"
        "study.mentions\n"
        "print(len(list(__import__('pathlib').Path(sys.argv[2]).rglob('output.pkl'))))\n"
    )
    (tmp_path / "a.txt").write_text(ARTICLE)
    kept = tmp_path.parent / "kept-by-two"
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(kept)],
            env=os.environ | {cache.VARIABLE: str(kept), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] != "0\n"  # the second adds nothing: all keys are those of the first
