"""Tests of hashes of content: alike where the content is, different where anything is."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.metadata import packages_distributions
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from chunked import rechunk
from long_run import choose
from scipy.sparse import csr_array

from analysis import estimate_trends, read_themes
from analysis.core import content
from analysis.core.content import CannotHash, hash_code, hash_files, hash_values

TABLE = pd.DataFrame(
    {
        "doc_id": ["a", "b", None],
        "n": [1, 2, 3],
        "date": pd.to_datetime(["2020-01-01", None, "2021-01-01"]),
        "theme": pd.Categorical(["x", "y", "x"], ["x", "y"]),
    }
)


def test_equal_tables_have_one_hash_however_they_are_chunked():
    again = TABLE.copy(deep=True)
    assert hash_values(TABLE) == hash_values(again) == hash_values(rechunk(TABLE, 1))
    assert hash_values(TABLE.iloc[1:]) == hash_values(TABLE.drop(index=0))


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.assign(n=[1, 2, 4]),
        lambda t: t.assign(n=[1.0, 2.0, 3.0]),
        lambda t: t.assign(doc_id=["a", "b", ""]),
        lambda t: t.assign(doc_id=["ab", "", None]),
        lambda t: t[["n", "doc_id", "date", "theme"]],
        lambda t: t.rename(columns={"n": "m"}),
        lambda t: t.set_axis([0, 1, 3]),
        lambda t: t.assign(theme=pd.Categorical(["x", "y", "x"], ["y", "x"])),
        lambda t: t.iloc[::-1],
        lambda t: t["n"],
    ],
)
def test_whatever_differs_in_a_table_changes_its_hash(change):
    assert hash_values(change(TABLE)) != hash_values(TABLE)


def test_order_counts_in_dictionaries_and_lists_and_not_in_sets():
    assert hash_values({"a": 1, "b": 2}) != hash_values({"b": 2, "a": 1})
    assert hash_values(["ab", "c"]) != hash_values(["a", "bc"])
    assert hash_values([["a"], []]) != hash_values([[], ["a"]])
    assert hash_values({"a", "b", "c"}) == hash_values({"c", "b", "a"})
    assert len({hash_values(value) for value in (1, 1.0, True, "1", b"1", None, np.int64(1))}) == 7


def test_sets_have_one_hash_in_every_process():
    code = "from analysis.core.content import hash_values; print(hash_values({'a', 'b', 'c', 'd'}))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in choose(["1", "2"], ["1"])  # beside that of this process
    }
    assert told == {hash_values({"a", "b", "c", "d"})}


def test_a_lexicon_and_matrices_can_be_hashed():
    themes = read_themes()
    assert hash_values(themes) == hash_values(read_themes())
    matrix = csr_array(np.eye(2))
    assert hash_values(matrix) == hash_values(matrix.copy()) != hash_values(matrix * 2)
    assert hash_values(np.eye(2)) != hash_values(np.eye(2).ravel())


def test_functions_of_the_package_count_by_name_and_others_are_refused():
    assert hash_values(estimate_trends) == hash_values(estimate_trends)
    for value in (lambda: None, object(), pd.DataFrame({"x": [1, "a", object()]}), print):
        with pytest.raises(CannotHash):
            hash_values(value)


def test_every_change_of_a_file_changes_the_hash(tmp_path):
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text("one")
    (folder / "below" / "b.txt").write_text("two")
    seen = [hash_files(folder)]

    def look():
        seen.append(hash_files(folder))

    (folder / "a.txt").write_text("One")  # as long as before
    look()
    (folder / "metadata.csv").write_text("file,date\na.txt,2020-01-01\n")
    look()
    (folder / "below" / "b.txt").rename(folder / "below" / "c.txt")
    look()
    (folder / "below" / "c.txt").unlink()
    look()
    (folder / "below").rmdir()
    look()
    (folder / "link.txt").symlink_to("a.txt")
    look()
    assert len(set(seen)) == len(seen)
    stamp = (folder / "a.txt").stat()
    os.utime(folder / "a.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 10**9))
    assert hash_files(folder) == seen[-1]  # the time of a file is no content


def test_what_a_link_leads_to_counts_and_no_pipe_is_waited_for(tmp_path):
    folder = tmp_path / "articles"
    (folder / "real").mkdir(parents=True)
    (folder / "real" / "a.txt").write_text("one")
    (tmp_path / "outside.txt").write_text("two")
    (folder / "link.txt").symlink_to("between")
    (folder / "between").symlink_to(Path("real") / "a.txt")
    (folder / "below").symlink_to("real")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    seen = [hash_files(folder)]

    def relink(name, to):
        (folder / name).unlink()
        (folder / name).symlink_to(to)
        seen.append(hash_files(folder))

    relink("between", "../outside.txt")  # what the other link leads to in the end
    (tmp_path / "outside.txt").write_text("six")
    seen.append(hash_files(folder))
    relink("below", "..")
    assert len(set(seen)) == len(seen)
    alone = hash_files(tmp_path / "outside.txt")
    assert hash_files(tmp_path / "outside.txt", [folder / "link.txt"]) != alone


def test_a_folder_that_cannot_be_listed_has_no_hash(tmp_path, monkeypatch):
    def refuse(*_, onerror=None, **__):
        onerror(PermissionError(13, "no"))
        return iter(())

    monkeypatch.setattr(os, "walk", refuse)
    with pytest.raises(OSError):
        hash_files(tmp_path)


def test_more_files_than_can_be_read_soon_are_refused(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("12345")
    monkeypatch.setattr(content, "_MOST_BYTES", 4)
    with pytest.raises(CannotHash):
        hash_files(tmp_path)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the package, for its code to be hashed."""
    package = tmp_path / "analysis"
    shutil.copytree(
        Path(content.__file__).parents[1], package, ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(content, "_PACKAGE", package)
    monkeypatch.setattr(content, "_IMPORTED", float("inf"))
    return package


def test_one_line_of_code_or_another_library_changes_the_hash(package, monkeypatch):
    before = hash_code()
    assert before == hash_code()
    module = package / "words" / "keyness.py"
    module.write_text(module.read_text() + "# one more\n")
    changed = hash_code()
    lexicon = package / "themes" / "themes.yml"
    lexicon.write_text(lexicon.read_text() + "# one more\n")
    assert len({before, changed, hash_code()}) == 3
    seen = [hash_code()]
    for place, name, value in (
        (content, "version", lambda library: "0"),
        (content.sys, "version", "4.0"),
        (content.platform, "machine", lambda: "abacus"),
    ):
        monkeypatch.setattr(place, name, value)
        content._hash_package.cache_clear()
        seen.append(hash_code())
    assert len(set(seen)) == len(seen)
    content._hash_package.cache_clear()


def test_a_file_of_the_package_changed_after_the_process_began_leaves_no_hash(package, monkeypatch):
    lexicon = package / "tone" / "register.yml"
    stamp = lexicon.stat()
    monkeypatch.setattr(content, "_IMPORTED", time.time() + 0.01)
    time.sleep(0.05)
    assert hash_code()
    os.utime(lexicon, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as a copy that keeps its time
    if os.name != "nt":
        assert hash_code() == ""
    monkeypatch.setattr(content, "_IMPORTED", time.time() + 9)
    assert hash_code()
    lexicon.unlink()
    assert hash_code() == ""


def test_every_library_that_results_may_depend_on_is_known():
    """What is imported where nothing is drawn or written, with what it needs itself."""
    drawn = {"charts", "publish", "explorer", "review", "commands"}
    # of labels what a reader clicks on
    shown = {"IPython", "anywidget", "ipykernel", "ipywidgets", "matplotlib", "tqdm", "traitlets"}
    remote = {"distributed", "dask", "fsspec"}  # which move what is read, and change none of it
    imported = set()
    root = Path(content.__file__).parents[1]
    for file in root.rglob("*.py"):
        if file.relative_to(root).parts[0] in drawn:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(node.module.partition(".")[0])
    known = content._list_versions()
    owners = packages_distributions()
    unknown = {
        name
        for name in imported
        - sys.stdlib_module_names
        - shown
        - remote
        - {"analysis", "platformdirs"}
        if not {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(name, [name])}
        & known.keys()
    }
    assert not unknown
    assert {"pyyaml", "charset-normalizer", "tzdata"} <= known.keys()  # and what these need
