"""The rules of the house: one list of dependencies, the tree, the order of imports, the curated
facts.
"""

import ast
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "analysis"
# The folders in order: each imports itself, those before it, and where the project is.
ORDER = [
    "core", "sources", "cleaning", "dating", "corpus", "text", "themes", "tone", "stats", "labels", "speech", "topics", "words", "charts",
    "describe", "explorer", "scaling", "review", "publish", "commands",
]  # fmt: skip
#: The most lines of the modules between a file and a finding; lower it when they get fewer.
SPINE_LINES = 5_572
#: The most lines of all modules: what adds some says so here, or takes as many out elsewhere.
PACKAGE_LINES = 57_400
ROOT_MODULES = {"__init__", "__main__", "project", "study"}


def split_spec(spec):
    name, rest = re.match(r"([\w.-]+)\s*(.*)", spec).groups()
    return name.lower(), rest.replace(" ", "")


#: Extras without which all numbers are the same: a browser, what shows notebooks' differences, a
# cluster, a second opinion on tone.
NOT_LOCKED = {"browser", "embeddings", "review", "scale"}


def asked_for(settings):
    """What `make` installs."""
    project = settings["project"]
    extras = project["optional-dependencies"] | settings["dependency-groups"]
    return project["dependencies"] + [
        spec for name, extra in extras.items() if name not in NOT_LOCKED for spec in extra
    ]


def test_conda_and_pip_ask_for_the_same():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = settings["project"]
    pip = dict(map(split_spec, asked_for(settings)))
    conda = dict(
        map(split_spec, yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"])
    )
    assert conda.pop("python") == project["requires-python"]
    assert conda == pip
    assert {"jupyterlab", "scikit-learn", "pandas", "matplotlib", "vadersentiment", "nbval"} <= set(
        pip
    )


def test_every_dependency_is_locked_by_hash_and_no_registry_is_named():
    lock = (ROOT / "requirements.lock").read_text()
    for spec in asked_for(tomllib.loads((ROOT / "pyproject.toml").read_text())):
        assert re.search(rf"^{split_spec(spec)[0]}==\S+", lock, re.M | re.I)
    assert "--hash=sha256:" in lock and "index-url" not in lock and "://" not in lock


def test_hooks_before_a_commit_run_the_versions_that_are_locked():
    lock = (ROOT / "requirements.lock").read_text()
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    asked = {hook["repo"].rpartition("/")[2]: hook["rev"] for hook in hooks}
    for name, hook in {"ruff": "ruff-pre-commit", "mypy": "mirrors-mypy"}.items():
        assert f"\n{name}=={asked[hook].removeprefix('v')} " in lock


def list_package_files():
    """Return the files of the package and of what its wheel carries, as the wheel names them."""
    files = [file for file in PACKAGE.rglob("*") if file.is_file()]
    own = [file for file in files if "__pycache__" not in file.parts]
    carried = [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("tests/benchmarks/*.csv")]
    names = {file.relative_to(ROOT).as_posix() for file in own}
    return names | {f"analysis/shipped/{file.relative_to(ROOT).as_posix()}" for file in carried}


def test_a_wheel_holds_the_package_its_data_and_the_notebooks_and_no_articles(tmp_path):
    pytest.importorskip("setuptools", minversion="77")
    base, built = tmp_path / "base", tmp_path / "built"
    base.mkdir()
    command = [sys.executable, "setup.py", "-q", "egg_info", "--egg-base", base]
    command += ["build_py", "--build-lib", built]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    assert written == list_package_files()


def test_all_data_of_the_package_is_named_for_the_wheel():
    """As above by a simpler route, which needs no setuptools."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    globs, names = sum(tool["package-data"].values(), []), list_package_files()
    shipped = {name for name in names if name.startswith("analysis/shipped/")}
    data = [Path(name) for name in names - shipped if not name.endswith(".py")]
    assert {path.name for path in data} >= {"py.typed", "themes.yml", "base.html.j2"}
    for path in data:
        assert any(path.match(glob) for glob in globs), path
    setup = ast.parse((ROOT / "setup.py").read_text())
    set_there = {n.targets[0].id: n.value for n in setup.body if isinstance(n, ast.Assign)}
    globs = ast.literal_eval(set_there["CARRIED"])
    carried = {file.relative_to(ROOT).as_posix() for glob in globs for file in ROOT.glob(glob)}
    assert {f"analysis/shipped/{name}" for name in carried} == shipped
    assert len([name for name in carried if name.endswith(".ipynb")]) == 8


def test_installed_from_a_wheel_notebooks_come_with_it_and_results_go_elsewhere(tmp_path):
    """The package is laid out as a wheel lays it out, and started from an empty folder."""
    package, empty = tmp_path / "site" / "analysis", tmp_path / "empty"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "shipped").mkdir()
    shutil.copytree(ROOT / "notebooks", package / "shipped" / "notebooks")
    empty.mkdir()
    code = (
        "from analysis import project; from analysis.publish.execute import NOTEBOOKS;"
        "print(project.PACKAGES, NOTEBOOKS, project.RESULTS, sep='\\n');"
        "print(project.find_path('my-articles'))"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    options = {"cwd": empty, "env": env, "capture_output": True, "text": True}
    said = subprocess.run([sys.executable, "-c", code], check=True, **options).stdout.splitlines()
    books = (package / "shipped" / "notebooks").resolve()
    assert said == [str(books.parents[2]), str(books), ".", "my-articles"]
    command = [sys.executable, "-m", "analysis", "figures", ROOT / "seeds"]
    done = subprocess.run(command, **options)
    assert done.returncode == 2 and "--out" in done.stderr and not list(empty.iterdir())


def test_every_folder_has_its_place_and_says_what_comes_in_and_goes_out():
    folders = {
        file.parent.name: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
        for file in PACKAGE.glob("*/__init__.py")
    }
    assert set(folders) == set(ORDER)
    assert all(doc and doc.strip().endswith(".") for doc in folders.values())
    assert {file.stem for file in PACKAGE.glob("*.py")} == ROOT_MODULES


def test_a_folder_imports_only_those_before_it():
    for file in sorted(PACKAGE.glob("*/*.py")):
        below = {*ORDER[: ORDER.index(file.parent.name) + 1], "project"}
        below |= {"study"} if file.parent.name == ORDER[-1] else set()  # which stands on all others
        used = {name.split(".")[1] for name in list_imports(file) if "." in name}
        assert used <= below, (file.name, used - below)


def test_no_module_imports_itself_by_way_of_others():
    used = {name_module(file): list_imports(file) for file in PACKAGE.rglob("*.py")}
    done, way = set(), []

    def follow(name):
        assert name not in way, " imports ".join([*way[way.index(name) :], name])
        if name in done:
            return
        way.append(name)
        for other in sorted(used.get(name, ())):
            follow(other)
        done.add(way.pop())

    for name in sorted(set(used) - {"analysis"}):
        follow(name)


def test_dask_is_imported_by_the_engine_alone_and_only_when_asked_for():
    with_dask = [
        f.name
        for f in (ROOT / "analysis").rglob("*.py")
        if re.search(r"import dask|from dask", f.read_text())
    ]
    assert with_dask == ["engine.py"]
    assert not re.search(
        r"^(import|from) (dask|distributed|fsspec)",
        (ROOT / "analysis/scaling/engine.py").read_text(),
        re.M,
    )


def name_module(file):
    """Return a file's name as it is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def list_modules():
    return {name_module(file) for file in PACKAGE.rglob("*.py")}


@cache
def list_imports(file):
    """Return the modules of `analysis` that a file imports, wherever in it; of a name within a
    module, the module.
    """
    modules = list_modules()
    package = ".".join(file.parent.relative_to(ROOT).parts)
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            start = (
                package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            )
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {
                name if (name := f"{base}.{alias.name}") in modules else base
                for alias in node.names
            }
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & modules) - {"analysis"}


def test_no_module_is_longer_than_a_reader_holds_in_mind():
    sizes = {f.relative_to(PACKAGE).as_posix(): count_lines(f) for f in PACKAGE.rglob("*.py")}
    assert not {name: n for name, n in sizes.items() if n > 300}


def test_what_must_be_read_to_follow_a_number_grows_no_longer():
    """From a file to a finding and its chart; the goal is 4,000 lines. What is kept changes none, nor
    does how a warning looks, how far a step is, or how a count or a date is written.
    """
    kept = {
        f"core/{name}.py"
        for name in ("cache", "content", "progress", "remarks", "counts", "said_dates")
    }
    names = [
        *({file.relative_to(PACKAGE).as_posix() for file in PACKAGE.glob("core/*.py")} - kept),
        *"sources/records.py corpus/read.py cleaning/pages.py dating/page_dates.py".split(),
        *"text/sentences.py themes/lexicon.py themes/patterns.py themes/mentions.py".split(),
        *"tone/sentiment.py stats/tallies.py stats/intervals.py stats/estimates.py".split(),
        *"stats/trend_tests.py stats/shapes.py stats/shape_tests.py stats/shape_estimates.py".split(),
        *"charts/chart.py charts/trends.py describe/changes.py describe/themes.py".split(),
        "study.py",
    ]
    assert sum(count_lines(PACKAGE / name) for name in names) <= SPINE_LINES


def test_the_package_grows_no_longer():
    assert sum(map(count_lines, PACKAGE.rglob("*.py"))) <= PACKAGE_LINES


def count_lines(file):
    return len(file.read_text(encoding="utf-8").splitlines())


def test_nothing_but_the_command_line_imports_the_review():
    for file in sorted((ROOT / "analysis").rglob("*.py")):
        used = [name for name in list_imports(file) if name.startswith("analysis.review")]
        assert not used or file.parent.name in ("commands", "review"), (file.name, used)


def test_a_chart_imports_what_charts_share_and_no_other_chart():
    shared = {"style", "chart", "display", "hover"}
    for file in (PACKAGE / "charts").glob("[!_]*.py"):
        beside = {
            name.split(".")[2] for name in list_imports(file) if name.startswith("analysis.charts.")
        }
        assert all(name.startswith("_") or name in shared for name in beside), (file.name, beside)


def test_the_order_of_imports_sees_what_a_module_uses():
    assert list_imports(PACKAGE / "charts" / "timeline.py") >= {
        "analysis.core.safe_text",
        "analysis.charts.chart",
        "analysis.charts._timeline_counts",
    }
    assert "analysis.describe.corpus" in list_imports(PACKAGE / "study.py")


def test_no_name_of_a_module_stands_as_a_string():
    """What is known of a module by its name is forgotten when it is renamed: keys go by folder."""
    modules = {name_module(file) for file in PACKAGE.rglob("*.py")} - {"analysis"}
    files = {f"analysis/{'/'.join(name.split('.')[1:])}.py" for name in modules} | {
        f"{name.split('.')[-1]}.py" for name in modules
    }
    for file in PACKAGE.rglob("*.py"):
        code = ast.parse(file.read_text(encoding="utf-8"))
        found = {
            node.value
            for node in ast.walk(code)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not found & (modules | files) - {"__main__.py", "analysis/__main__.py"}, (
            file.name,
            found & (modules | files),
        )


def test_the_container_knows_both_commands_no_secret_and_a_user_without_rights():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = dockerfile.splitlines()
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    (user,) = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert user != "root" and container["remoteUser"] == user
    assert not [line for line in lines if line.startswith("ADD ") or "--mount=type=secret" in line]
    assert not re.search(r"(?i)password|token|api_?key", dockerfile)
    for command in ("make figures", "make test"):
        assert command in dockerfile and command in container["postAttachCommand"]
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv"} <= set(left_out)


def test_every_figure_of_the_model_card_stands_in_the_benchmarks():
    card = (ROOT / "MODELCARD.md").read_text(encoding="utf-8")
    benchmarks = (ROOT / "tests" / "benchmarks" / "README.md").read_text(encoding="utf-8")
    number = r"(?<![\w.])\d*\.\d+|\d[\d,]*\d(?!\.?\d)"
    figures = set(re.findall(number, card)) - {"01", "06"}  # notebooks
    assert len(figures) > 30 and not figures - set(re.findall(number, benchmarks))


def test_the_top_of_the_tree_holds_the_card():
    names = {p.name for p in ROOT.iterdir()}
    assert {
        "notebooks",
        "analysis",
        "seeds",
        "figures",
        "tests",
        "environment.yml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
    } <= names
    assert not names & {"utils", "src", "scripts", "config"}


def test_curated_dates_are_days_and_every_seed_has_its_row():
    with (ROOT / "seeds" / "metadata.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {r["doc_id"] for r in rows} == {p.stem for p in (ROOT / "seeds").glob("*.txt")}
    assert all(
        date.fromisoformat(r["event_date"])
        and r["date_basis"] in ("text", "part", "curated")
        and r["known_from"]
        for r in rows
    )


def test_every_figure_has_its_numbers_and_its_place_in_the_gallery():
    gallery = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    pictures = sorted((ROOT / "figures").glob("*.png"))
    assert len(pictures) >= 8
    for picture in pictures:
        assert picture.with_suffix(".csv").exists() and f"({picture.name})" in gallery


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "MODELCARD.md", "tests/benchmarks/README.md"]
)
def test_every_module_and_table_that_the_documents_name_is_there(name):
    """Where a name stands within a folder of the package, of the tests or of the project."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|yml))`", text))
    places = [ROOT, ROOT / "analysis", ROOT / "tests", ROOT / "tests" / "benchmarks"]
    assert not {n for n in named if not any((place / n).exists() for place in places)}
