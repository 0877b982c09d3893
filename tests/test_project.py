"""The rules of the house: one list of dependencies, the tree, the order of imports, the curated facts."""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
ORDER = {
    "charts": {"style"},
    "plots": {"charts", "style"},
    "plots_words": {"plots", "charts", "style"},
    "plots_estimates": {"plots", "charts", "style"},
    "text": {"lines"},
    "lines": set(),
    "schema": set(),
    "style": set(),
    "dates": {"text"},
    "periods": set(),
    "sketches": set(),
    "intervals": set(),
    "negbin": {"intervals"},
    "tallies": {"schema", "periods", "sketches"},
    "trends": {"schema", "tallies", "intervals", "sketches"},
    "changes": {"intervals", "negbin", "periods", "tallies", "trends"},
    "series": {"intervals", "periods", "tallies", "trends"},
    "power": {"changes", "intervals"},
    "sentences": {"schema"},
    "mentions": {"schema"},
}


def split_spec(spec):
    name, rest = re.match(r"([\w.-]+)\s*(.*)", spec).groups()
    return name.lower(), rest.replace(" ", "")


def test_conda_and_pip_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pip = dict(map(split_spec, project["dependencies"] + project["optional-dependencies"]["dev"]))
    conda = dict(map(split_spec, yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]))
    assert conda.pop("python") == project["requires-python"]
    assert conda == pip
    assert {"jupyterlab", "scikit-learn", "pandas", "matplotlib", "vadersentiment", "nbval"} <= set(pip)


def test_every_dependency_is_locked_by_hash_and_no_registry_is_named():
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for spec in project["dependencies"] + project["optional-dependencies"]["dev"]:
        assert re.search(rf"^{split_spec(spec)[0]}==\S+", lock, re.M | re.I)
    assert "--hash=sha256:" in lock and "index-url" not in lock and "://" not in lock


def test_modules_import_only_what_stands_below_them():
    for name, allowed in ORDER.items():
        ours = set(re.findall(r"^from \.(\w+) import", (ROOT / "analysis" / f"{name}.py").read_text(), re.M))
        assert ours <= allowed, (name, ours - allowed)


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
        date.fromisoformat(r["event_date"]) and r["date_basis"] in ("text", "part", "curated") and r["known_from"]
        for r in rows
    )


def test_every_figure_has_its_numbers_and_its_place_in_the_gallery():
    gallery = (ROOT / "figures" / "README.md").read_text(encoding="utf-8")
    pictures = sorted((ROOT / "figures").glob("*.png"))
    assert len(pictures) >= 8
    for picture in pictures:
        assert picture.with_suffix(".csv").exists() and f"({picture.name})" in gallery
