"""Shared by all tests: the five articles read once, and a folder for figures that is not the
project's.
"""

import gc
import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from long_run import EXAMPLES

ROOT = Path(__file__).resolve().parents[1]
# A slow machine is no failure; and where a run decides over a change, the same examples are tried
# each time.
settings.register_profile(
    "project",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=EXAMPLES,
)
settings.load_profile("project")
# A lexicon has more patterns than Python keeps: without room for them each test that reads one
# compiles all of them again, which takes half a second.
re._MAXCACHE = 8192
# Kernels that run the notebooks under test inherit this: a test never writes into figures/.
os.environ.setdefault("ANALYSIS_FIGURES", tempfile.mkdtemp(prefix="figures-"))
# And in the notebooks under test a claim that no longer holds is an error.
os.environ.setdefault("ANALYSIS_CLAIMS", "strict")
# Nothing is kept of what tests make, and nothing that an earlier run made is taken for a result.
os.environ["ANALYSIS_CACHE"] = "no"


# The files that take longest, longest first. The processes share the files in this order, so that
# none begins a long one when the others have nothing left.
LONGEST = (
    "tests/review/test_causes.py",
    "tests/test_any_corpus.py",
    "tests/charts/test_every_chart.py",
    "tests/test_any_notebook.py",
    "tests/describe/test_spread.py",
    "tests/publish/test_kernels.py",
    "tests/commands/test_figures.py",
    "tests/commands/test_add.py",
    "tests/core/test_guards.py",
    "tests/scaling/test_interruptions.py",
    "tests/scaling/test_tally.py",
    "tests/core/test_safe_text.py",
    "tests/describe/test_no_contradiction.py",
    "tests/test_linear.py",
    "tests/topics/test_fit.py",
    "tests/core/test_cache.py",
    "tests/scaling/test_whole.py",
    "tests/test_main.py",
    "tests/publish/test_brief.py",
    "tests/test_small_corpora.py",
)


def pytest_collection_modifyitems(items):
    """Put the tests of the longest files first, and a second check behind each notebook."""
    if any(item.path.suffix == ".ipynb" for item in items):
        from nbval_once import add_second_check

        add_second_check(items)
    place = {name: i for i, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


def pytest_collection_finish():
    """Keep the collector of garbage from walking through all libraries again and again: it took a
    third of the time of charts.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)


@pytest.fixture(scope="session")
def corpus():
    from analysis import read_corpus

    return read_corpus(ROOT / "seeds")


@pytest.fixture(scope="session")
def sentences(corpus):
    from analysis import split_sentences

    return split_sentences(corpus.documents)


@pytest.fixture(scope="session")
def themes():
    from own_lexicon import THEMES

    return THEMES


@pytest.fixture(scope="session")
def mentions(sentences, themes):
    from analysis import find_mentions

    return find_mentions(sentences, themes)


@pytest.fixture(scope="session")
def news():
    """The study of the five articles, whose tables are made once: change none of its attributes."""
    from analysis import Study

    return Study("seeds")


@pytest.fixture(scope="session")
def loaded():
    """Let processes be forked from one that has all libraries loaded, as in a run of notebooks: a
    kernel starts at once.
    """
    from analysis.commands.figures import _LOADED
    from analysis.scaling.processes import preload

    preload(*_LOADED)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return a function from a kind to its folder and the number of its documents, each written
    once.
    """
    from any_corpora import CORPORA

    made = {}

    def write(name):
        if name not in made:
            folder = tmp_path_factory.mktemp("corpus")
            made[name] = folder, CORPORA[name](folder)
        return made[name]

    return write
