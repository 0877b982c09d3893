"""Lines are judged where a source shows the furniture of web pages, and nowhere else."""

import json

import pytest

from analysis import read_corpus
from analysis.corpus.survey import FEWEST_FILES, survey_cleaning

SPEECH = (
    "Mr. President, my delegation thanks the Secretary-General for his report number {0}.\n"
    "Delegates of India, {0}\nDelegates of Japan, {0}\n"
    "We believe that trade serves peace, and we shall say so {0} times again to this assembly.\n"
    "Thank you ({0})"
)
PAGE = (
    "Home\nNews\nWorld\nSubscribe to our newsletter\nMinisters meet in Tokyo\n"
    "By Our Correspondent\nUpdated: October 6, 2020 10:15 AM IST\n"
    "The foreign ministers of India and Japan agreed on Tuesday to meet {0} times a year.\n"
    "Also read: What the Quad is about\nShare this article on Facebook\n"
    "Both sides spoke of maritime security in the Indo-Pacific, officials said on Tuesday.\n"
    "Copyright 2020 The Ledger. All rights reserved.\n"
)


def write_table(folder, texts):
    rows = (json.dumps({"id": k, "text": text}) for k, text in enumerate(texts))
    path = folder / "t.jsonl"
    path.write_text("\n".join(rows))
    return path


def test_texts_of_a_table_stay_whole(tmp_path):
    corpus = read_corpus(write_table(tmp_path, [SPEECH.format(k) for k in range(5)]))
    assert corpus.documents["text"].str.contains("Delegates of Japan").all()
    assert corpus.documents["text"].str.contains("Thank you").all()
    assert corpus.cleaning[["n", "n_furnished", "judged"]].values.tolist() == [[5, 0, False]]


def test_pages_in_a_table_are_cleaned(tmp_path):
    corpus = read_corpus(write_table(tmp_path, [PAGE.format(k) for k in range(5)]))
    assert not corpus.documents["text"].str.contains("Subscribe|Share|Copyright|Also").any()
    assert corpus.documents["text"].str.contains("agreed on Tuesday").all()


@pytest.mark.parametrize("n", [FEWEST_FILES, 30])
def test_speeches_in_files_stay_whole_beside_pages_in_another_folder(tmp_path, n):
    for folder, text in (("speeches", SPEECH), ("pages", PAGE)):
        (tmp_path / folder).mkdir()
        for k in range(n):
            (tmp_path / folder / f"{k}.txt").write_text(text.format(k))
    texts = read_corpus(tmp_path).documents.set_index("doc_id")["text"]
    assert texts.filter(like="speeches/").str.contains("Delegates of Japan").all()
    assert not texts.filter(like="pages/").str.contains("Subscribe").any()
    assert {g: s.judged for g, s in survey_cleaning(tmp_path).items()} == {
        "pages/": True,
        "speeches/": False,
    }


def test_the_callers_word_and_a_documents_own_stand_above_it(tmp_path):
    path = write_table(tmp_path, [PAGE.format(k) for k in range(3)])
    whole = read_corpus(path, clean="no").documents["text"]
    assert whole.str.contains("Subscribe").all()
    assert read_corpus(path, clean=False).documents["text"].tolist() == whole.tolist()
    pleas = [f"{SPEECH.format(k)}\nSubscribe to our newsletter" for k in range(3)]
    judged = read_corpus(write_table(tmp_path, pleas), clean="web")
    assert judged.cleaning.empty and not judged.documents["text"].str.contains("Subscribe").any()
    with pytest.raises(ValueError, match="'auto', 'no', 'web'"):
        read_corpus(path, clean="maybe")


@pytest.mark.parametrize(
    "text",
    [
        "Officials met in Delhi (Reuters)",
        "Quad ministers to meet on 5 March #Quad",
        "Talks on trade go on…",
        "Ministers meet — PTI",
        "Ministers of four countries to meet 🙂",
        "Why the talks matter: https://example.org/a",
    ],
)
def test_a_headline_in_a_table_is_a_document(tmp_path, text):
    corpus = read_corpus(write_table(tmp_path, [text, "Another headline of the day"]))
    assert corpus.documents["text"].tolist() == [text, "Another headline of the day"]
    assert corpus.set_aside.empty
