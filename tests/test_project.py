"""The rules of the house: one list of dependencies, the tree, the order of imports, the curated facts."""

import csv
import re
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType

import yaml

import analysis

ROOT = Path(__file__).resolve().parents[1]
ORDER = {
    "escapes": {"style"},
    "charts": {"escapes", "style"},
    "listings": {"escapes", "style"},
    "plots": {"charts", "style"},
    "text": {"lines", "reasons"},
    "reasons": {"drafts", "lines", "scores"},
    "drafts": {"lines"},
    "scores": {"lines"},
    "lines": set(),
    "schema": set(),
    "style": set(),
    "dates": {"text", "days"},
    "days": set(),
    "places": set(),
    "shared_lines": {"places", "schema"},
    "copies": set(),
    "episodes": set(),
    "periods": set(),
    "sketches": set(),
    "intervals": set(),
    "negbin": {"intervals"},
    "tallies": {"schema", "copies", "periods", "sketches"},
    "guards": set(),
    "archives": {"guards"},
    "decoding": set(),
    "markup": set(),
    "tables": {"decoding"},
    "metadata": {"archives", "decoding"},
    "parquet": {"archives", "tables"},
    "readers": {"archives", "decoding", "guards", "parquet", "tables"},
    "pages": {"decoding", "markup", "readers", "text"},
    "intake": {"archives", "dates", "guards", "markup", "metadata", "pages", "places", "readers", "schema", "text"},
    "cells": {"periods", "scaling", "tallies"},
    "trends": {"schema", "intervals", "sketches", "tallies"},
    "changes": {"intervals", "negbin", "periods", "tallies", "trends"},
    "series": {"intervals", "periods", "tallies", "trends"},
    "power": {"changes", "intervals"},
    "claims": {"charts", "escapes"},
    "apart": set(),
    "sentences": {"apart", "schema"},
    "speech_words": set(),
    "attributions": {"speech_words"},
    "speakers": {"attributions", "speech_words"},
    "transcripts": {"speakers", "speech_words"},
    "speech": {"apart", "attributions", "schema", "sentences", "speakers", "speech_words", "transcripts"},
    "patterns": set(),
    "lexicon": {"patterns"},
    "mentions": {"apart", "schema", "lexicon", "patterns"},
    "lint": {"schema", "lexicon"},
    "evidence": {"escapes", "schema"},
    "agreement": {"schema", "paths"},
    "paths": set(),
    "together": {"schema"},
    "vader_words": set(),
    "vader": {"vader_words"},
    "register_file": set(),
    "register_terms": {"register_file", "vader_words"},
    "register": {"register_file", "register_terms", "vader"},
    "sentiment": {"apart", "register", "vader", "vocabulary"},
    "targets": {"apart", "register", "vader", "vocabulary"},
    "commitments": {"apart", "schema", "periods", "vocabulary"},
    "shifts": {"register", "sentiment", "vocabulary"},
    "vocabulary": set(),
    "phrases": {"vocabulary"},
    "terms": {"phrases", "schema", "vocabulary"},
    "permutation": set(),
    "odds": {"permutation"},
    "keyness": {"odds", "permutation", "phrases", "schema", "vocabulary"},
    "nmf": set(),
    "factorise": {"nmf"},
    "counts": {"phrases", "vocabulary"},
    "refits": {"counts", "factorise"},
    "topic_tables": {"counts", "factorise", "refits", "schema"},
    "topic_model": {"counts", "factorise", "schema", "topic_tables"},
    "topics": {"counts", "factorise", "refits", "schema", "topic_model", "topic_tables"},
    "topic_names": {"refits", "topics"},
    "prevalence": {"schema", "sketches", "tallies"},
    "maps": {"phrases", "vocabulary"},
    "review": {"charts", "escapes", "style"},
    "scaling": {
        "archives", "copies", "decoding", "documents", "episodes", "guards", "intake", "lexicon", "mentions", "metadata", "paths",
        "readers", "register", "schema", "sentences", "sentiment", "shared_lines", "tallies", "topics",
    },
}


def split_spec(spec):
    name, rest = re.match(r"([\w.-]+)\s*(.*)", spec).groups()
    return name.lower(), rest.replace(" ", "")


#: Extras without which all numbers are the same: a browser, what shows notebooks' differences, a cluster.
NOT_LOCKED = {"browser", "review", "scale"}


def asked_for(project):
    """What `make` installs."""
    extras = project["optional-dependencies"]
    return project["dependencies"] + [spec for name, extra in extras.items() if name not in NOT_LOCKED for spec in extra]


def test_conda_and_pip_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pip = dict(map(split_spec, asked_for(project)))
    conda = dict(map(split_spec, yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]))
    assert conda.pop("python") == project["requires-python"]
    assert conda == pip
    assert {"jupyterlab", "scikit-learn", "pandas", "matplotlib", "vadersentiment", "nbval"} <= set(pip)


def test_every_dependency_is_locked_by_hash_and_no_registry_is_named():
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for spec in asked_for(project):
        assert re.search(rf"^{split_spec(spec)[0]}==\S+", lock, re.M | re.I)
    assert "--hash=sha256:" in lock and "index-url" not in lock and "://" not in lock


def test_modules_import_only_what_stands_below_them():
    for name, allowed in ORDER.items():
        for file in find_modules(name):
            ours = list_imports(file)
            assert ours <= allowed, (file.name, ours - allowed)


def test_dask_is_imported_by_the_engine_alone_and_only_when_asked_for():
    with_dask = [f.name for f in (ROOT / "analysis").rglob("*.py") if re.search(r"import dask|from dask", f.read_text())]
    assert with_dask == ["engine.py"]
    assert not re.search(r"^(import|from) (dask|distributed|fsspec)", (ROOT / "analysis/scaling/engine.py").read_text(), re.M)


def find_modules(name):
    """The file of a module, or all files of a package."""
    folder = ROOT / "analysis" / name
    return sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def list_imports(file):
    """The modules of `analysis` that a file imports, whether it stands at the top or in a package."""
    dots = "." * len(file.relative_to(ROOT / "analysis").parts)
    return set(re.findall(rf"^\s*from {re.escape(dots)}(\w+) import", file.read_text(encoding="utf-8"), re.M))


def test_nothing_but_the_command_line_imports_the_review():
    for file in sorted((ROOT / "analysis").rglob("*.py")):
        assert "review" not in list_imports(file) or file.parent.name == "commands", file.name


def test_every_package_is_installed():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {".".join(file.parent.relative_to(ROOT).parts) for file in (ROOT / "analysis").rglob("__init__.py")}
    assert set(packages) == found


def test_a_chart_imports_what_charts_share_and_no_other_chart():
    folder = ROOT / "analysis" / "plots"
    for file in folder.glob("[!_]*.py"):
        beside = set(re.findall(r"^\s*from \.(\w+) import", file.read_text(encoding="utf-8"), re.M))
        assert all(name.startswith("_") for name in beside), (file.name, beside)


def test_the_order_of_imports_sees_a_package():
    plots = find_modules("plots")
    assert len(plots) > 8 and set.union(*map(list_imports, plots)) == {"charts", "style"}
    assert "plots" in list_imports(ROOT / "analysis" / "__init__.py")


def test_what_a_notebook_imports_is_named_exists_and_is_no_module():
    public = analysis.__all__
    assert len(public) == len(set(public))
    assert not [name for name in public if isinstance(getattr(analysis, name), ModuleType)]
    imported = {name for name, thing in vars(analysis).items() if name[0] != "_" and not isinstance(thing, ModuleType)}
    assert imported == set(public)


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
