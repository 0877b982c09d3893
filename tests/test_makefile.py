"""What `make` is told reaches the commands as it was written: no name is split, expanded or run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMES = [
    "my articles", "a$(touch PWNED)b", "a$(shell touch PWNED)b", "a`touch PWNED`b", "a;touch PWNED", "a|touch PWNED", "a&touch PWNED&",
    "a\ntouch PWNED", "it's", 'say "hi"', "a#b", "a$$b", "$HOME", "${PATH}", "$(BIN)", "*", "?[a]", "-rf", "--out=x", "back\\slash",
    "trailing ", "tab\there", "über/中文/🙂", "%s", "a=b", "a:=b", "(x)", "{a,b}", "~", "!", "x' + ('',open('PWNED','w'))[0] + 'y", "\\",
    "a\\\nb", "$(info hi)", "$@", ">PWNED", "@echo", "x" * 1000, b"caf\xe9".decode("utf-8", "surrogateescape"),
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with the Makefile, and a command in place of Python that writes what it is called
    with.
    """
    folder = tmp_path_factory.mktemp("project") / "an odd $(touch PWNED) 'name"
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.lock").touch()
    (folder / ".venv" / ".ready").touch()
    for name in ("python", "nbdiff"):
        stub = folder / ".venv" / "bin" / name
        stub.write_text(
            f"#!{sys.executable}\nimport json, sys\nopen('called', 'w').write(json.dumps(sys.argv[1:]))\n"
        )
        stub.chmod(0o755)
    return folder


def call(project, target, names=(), environment=(), code=0):
    """Run make; return the arguments that the command got."""
    (project / "called").unlink(missing_ok=True)
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    for name in ("CORPUS", "OUT", "BASE", "HEAD", "IMAGES", "TEXTS", "COLUMN", "CLEAN"):
        own.pop(name, None)
    command = ["make", target, *(f"{name}={value}" for name, value in dict(names).items())]
    done = subprocess.run(
        command, cwd=project, env=own | dict(environment), capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert not list(project.rglob("PWNED*")) and not Path("PWNED").exists()
    return json.loads((project / "called").read_text()) if (project / "called").exists() else None


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_a_name_arrives_as_it_is(project, name):
    assert call(project, "figures", {"CORPUS": name, "OUT": name}) == [
        "-m",
        "analysis",
        "figures",
        f"--out={name}",
        "--",
        name,
    ]
    assert call(project, "figures", (), {"CORPUS": name, "OUT": name})[-3:] == [
        f"--out={name}",
        "--",
        name,
    ]


@pytest.mark.parametrize(
    "name", ["my articles", "a$(shell touch PWNED)b", "a`touch PWNED`'\"b", "-x"]
)
def test_all_targets_take_names_so(project, name):
    for target in ("site", "brief"):
        assert call(project, target, {"OUT": name}) == ["-m", "analysis", target, "--", name]
    assert call(project, "bench", {"TEXTS": name})[1:] == ["--", name]
    given = {"CORPUS": name, "COLUMN": f"text={name},date=$d", "CLEAN": name, "OUT": name}
    reading = [f"--clean={name}", f"--column=text={name},date=$d"]
    assert call(project, "figures", given)[2:] == ["figures", *reading, f"--out={name}", "--", name]
    del given["OUT"]
    assert call(project, "read", given)[2:] == ["read", *reading, "--", name]
    assert call(project, "add", {"NEW": name, "TO": name})[2:] == [
        "add",
        f"--to={name}",
        "--",
        name,
    ]
    given = {"BASE": name, "HEAD": name, "OUT": name, "IMAGES": name}
    assert call(project, "review", given)[2:] == [
        "review",
        f"--out={name}",
        f"--images={name}",
        "--",
        name,
        name,
    ]
    assert call(project, "diff", {"BASE": name}, code=2) is None  # no commit, and nothing is run


def test_without_names_there_are_defaults(project):
    assert call(project, "figures") == ["-m", "analysis", "figures", "--", "seeds"]
    assert call(project, "figures", {"CORPUS": "", "OUT": ""}) == [
        "-m",
        "analysis",
        "figures",
        "--",
        "seeds",
    ]
    assert call(project, "read", {"COLUMN": "", "CLEAN": ""})[2:] == ["read", "--", "seeds"]
    assert call(project, "review") == ["-m", "analysis", "review", "--", "origin/main"]
    assert call(project, "site") == ["-m", "analysis", "site"]
    assert call(project, "brief") == ["-m", "analysis", "brief"]
    assert call(project, "bench")[1:] == ["--", "texts.parquet"]


def test_diff_compares_with_a_commit(project):
    git = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run([*git, "init", "-q"], cwd=project, check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "one"], cwd=project, check=True)
    arguments = call(project, "diff", {"BASE": "HEAD"})
    assert (
        arguments[0] == "--sources"
        and len(arguments[1]) == 40
        and arguments[2:] == ["--", "notebooks"]
    )


def test_help_lists_the_targets(project):
    done = subprocess.run(["make"], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0 and "figures" in done.stdout and "bench" in done.stdout
