"""Of which files documents came."""

import pandas as pd
from growth import growth

from analysis.commands.added import Files, find_lost
from analysis.corpus.read import Corpus


def test_a_document_is_of_its_file_or_of_the_archive_that_holds_it():
    files = Files(["a.txt", "b.zip", "c/d.tar.gz", "e"])
    found = {
        "a.txt": ["a.txt"],
        "a": [],
        "a.txt/x": ["a.txt"],
        "b/x.txt": ["b.zip"],
        "b.zip/in/x.txt": ["b.zip"],
        "bb/x.txt": [],
        "c/d/x.txt": ["c/d.tar.gz"],
        "c/d.tar.gz/x.txt": ["c/d.tar.gz"],
        "c": [],
        "e/f/g": ["e"],
        "": [],
    }
    assert {file: files.find(file) for file in found} == found
    assert files.find_all(found) == files.whole
    twins = Files(["a.zip", "a.tar"])
    assert twins.find("a/x.txt") == ["a.tar", "a.zip"]


def test_a_file_is_lost_where_all_of_it_was_set_aside():
    aside = pd.DataFrame({"file": ["bad.docx", "part.zip/x.txt"], "outcome": "set aside"})
    documents = pd.DataFrame({"file": ["good.txt", "part.zip/y.txt"]})
    corpus = Corpus(documents, pd.DataFrame(), aside)
    names = ["good.txt", "bad.docx", "part.zip", "README.md"]
    assert find_lost(corpus, names) == {"bad.docx"}


def test_the_time_grows_with_the_files():
    def call(n):
        files = Files(f"a{i}.txt" for i in range(n))
        files.find_all(f"a{i}.txt/x/{i}" for i in range(n))

    assert growth(call, 2_000) < 24
