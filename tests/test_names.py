"""The public names: few at the top, the others in groups, each in one place and asked for by
somebody.
"""

import ast
import inspect
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import analysis

ROOT = Path(__file__).resolve().parents[1]
GROUPS = {
    name: getattr(analysis, name)
    for name in dir(analysis)
    if isinstance(getattr(analysis, name), ModuleType)
}
PLACES = {name: analysis for name in analysis.__all__} | {
    name: group for group in GROUPS.values() for name in group.__all__
}
# The core, whose names and arguments stay.
CORE = (
    "read_corpus split_sentences read_themes find_mentions score_sentences attribute_speech weigh_terms compare_terms "
    "fit_topics estimate_trends claim explore show"
).split()
# What the readers' own text does not name: the sums that a study keeps, what a verb gives or takes
# that has parts of its own, and rules of one's own.
UNNAMED = {
    *"tally_mentions add_tallies tally_corpus".split(),
    *"Corpus Themes Topics Chart".split(),
    *"read_register read_sides read_ladders".split(),
}


def read_notebooks():
    """Return the code of all cells, by notebook."""
    return {
        book.name: [
            "".join(cell["source"])
            for cell in json.loads(book.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code"
        ]
        for book in sorted(ROOT.glob("notebooks/*.ipynb"))
    }


def test_the_top_is_short_and_the_groups_are_few():
    assert len(analysis.__all__) <= 25
    shown = {"charts", "describe"}  # one name for each kind of chart, and for each kind of headline
    verbs = [n for name, group in GROUPS.items() if name not in shown for n in group.__all__]
    assert len(analysis.__all__) + len(verbs) <= 70
    assert all(len(GROUPS[name].__all__) <= 30 for name in shown)


def test_every_name_is_in_one_place_exists_and_is_no_module():
    listed = [*analysis.__all__, *(n for group in GROUPS.values() for n in group.__all__)]
    assert len(listed) == len(set(listed)) == len(PLACES)
    for name, place in PLACES.items():
        assert not isinstance(vars(place)[name], ModuleType), name


@pytest.mark.parametrize("place", [analysis, *GROUPS.values()], ids=lambda place: place.__name__)
def test_a_place_holds_nothing_but_what_it_lists(place):
    own = {
        name
        for name, thing in vars(place).items()
        if name[0] != "_" and getattr(thing, "__module__", "").startswith("analysis.")
    }
    assert own - {"read_sample", "is_tally"} <= set(place.__all__)  # these two are registered


def test_the_core_stays_at_the_top():
    assert set(CORE) <= set(analysis.__all__)


def test_dir_shows_what_is_public():
    assert set(dir(analysis)) == {*analysis.__all__, *GROUPS, "__version__"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert analysis.__version__ == project["version"]


def test_the_documentation_of_the_package_names_every_group():
    assert set(re.findall(r"`analysis\.(\w+)`", analysis.__doc__)) == set(GROUPS)


def test_whoever_imports_all_gets_no_module():
    space = {}
    exec("from analysis import *", space)
    assert not [name for name, thing in space.items() if isinstance(thing, ModuleType)]


def test_every_name_is_asked_for_by_a_notebook_or_by_the_documents():
    code = "\n".join(cell for cells in read_notebooks().values() for cell in cells)
    documents = [ROOT / name for name in ("README.md", "MODELCARD.md", "CONTRIBUTING.md")]
    text = code + "".join(file.read_text(encoding="utf-8") for file in documents)
    unused = {name for name in PLACES if not re.search(rf"\b{name}\b", text)}
    assert unused <= UNNAMED | set(CORE), unused - UNNAMED - set(CORE)
    assert not UNNAMED - set(PLACES)


def test_notebooks_import_public_names_from_where_they_are_and_use_each():
    for book, cells in read_notebooks().items():
        code = ast.parse("\n".join(cells))
        found = [node for node in ast.walk(code) if isinstance(node, ast.ImportFrom)]
        used = {node.id for node in ast.walk(code) if isinstance(node, ast.Name)}
        assert found, book
        for node in found:
            for alias in node.names:
                assert PLACES[alias.name].__name__ == node.module, (book, alias.name)
                assert alias.name in used, (book, alias.name)


def test_the_code_of_the_documents_runs_on_public_names():
    for name in ("README.md", "CONTRIBUTING.md", "MODELCARD.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"```python\n(.*?)```", text, re.S):
            imports = [n for n in ast.walk(ast.parse(block)) if isinstance(n, ast.ImportFrom)]
            for node in imports:
                names = {alias.name for alias in node.names} - {"*"}
                assert all(PLACES[name].__name__ == node.module for name in names)


def test_public_names_do_not_warn():
    code = "import analysis; from analysis import *; [getattr(analysis, n) for n in dir(analysis)]"
    command = [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c"]
    subprocess.run([*command, code], check=True, cwd=ROOT, env=_with_root())


def test_a_name_that_never_was_is_no_attribute():
    with pytest.raises(AttributeError, match="read_minds"):
        analysis.read_minds  # noqa: B018
    with pytest.raises(ImportError, match="read_minds"):
        exec("from analysis import read_minds")


def _list_functions():
    things = {name: getattr(place, name) for name, place in sorted(PLACES.items())}
    return {name: thing for name, thing in things.items() if isinstance(thing, FunctionType)}


FUNCTIONS = _list_functions()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_says_what_each_parameter_is(name):
    function = FUNCTIONS[name]
    section = inspect.getdoc(function).partition("Parameters\n----------\n")[2]
    section = re.split(r"\n\n\w[^\n]*\n-{4,}", section)[0]
    named = [
        word.strip(" *")
        for line in section.split("\n")
        if line[:1].strip()
        for word in line.split(",")
    ]
    assert sorted(named) == sorted(inspect.signature(function).parameters)


def test_everything_public_has_a_docstring_for_the_documentation():
    for name, place in PLACES.items():
        thing = getattr(place, name)
        assert not callable(thing) or inspect.getdoc(thing), name


def test_every_name_that_the_model_card_speaks_of_is_public():
    card = (ROOT / "MODELCARD.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## .*\((.+)\)$", card, re.M)
    named = {name for title in titles for name in re.findall(r"`(\w+)`", title)}
    assert len(named) > 10 and named <= set(PLACES)


def _with_root():
    """Return the environment of a process that imports this version."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
