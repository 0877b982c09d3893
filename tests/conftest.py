"""Shared by all tests: the five articles read once, and a folder for figures that is not the project's."""

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Kernels that run the notebooks under test inherit this: a test never writes into figures/.
os.environ.setdefault("ANALYSIS_FIGURES", tempfile.mkdtemp(prefix="figures-"))
# And in the notebooks under test a claim that no longer holds is an error.
os.environ.setdefault("ANALYSIS_CLAIMS", "strict")


@pytest.fixture(scope="session")
def corpus():
    from analysis import read_corpus

    return read_corpus(ROOT / "seeds")


@pytest.fixture(scope="session")
def sentences(corpus):
    from analysis import split_sentences

    return split_sentences(corpus.documents)


@pytest.fixture(scope="session")
def mentions(sentences):
    from analysis import find_mentions, read_themes

    return find_mentions(sentences, read_themes())
