"""Each document has the language that it is written in, and those alone are counted that the
lexicon can read.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_texts import TEXTS

from analysis import Study, read_corpus, read_themes
from analysis.corpus.languages import (
    LANGUAGE_NAMES,
    detect_languages,
    find_code,
    keep_languages,
    say_language,
)
from analysis.scaling import read_tallies, tally_corpus


@pytest.mark.parametrize("language", TEXTS)
def test_long_and_short_texts_have_their_language(language):
    _, first, second = TEXTS[language]
    assert (
        detect_languages([first, second, f"{first}\n{second}", f"{first}\n" * 500])
        == [language] * 4
    )


def test_names_numbers_and_a_few_words_are_not_taken_for_another_language():
    texts = [
        "",
        "5,000",
        "— … —",
        "JOSEPH R. BIDEN JR.",
        "OK",
        "Jaishankar, Pompeo",
        "September 3, 2021.",
        "😀",
    ]
    assert set(detect_languages(texts)) <= {"", "en"}


def test_english_with_paragraphs_in_another_language_is_english():
    hindi, english = " ".join(TEXTS["hi"][1:]), " ".join(TEXTS["en"][1:])
    mixed = "\n".join([english, hindi, english])
    translated = "\n".join([hindi, *[english] * 30])
    assert detect_languages([mixed, translated]) == ["en", "en"]


@given(st.lists(st.text(), max_size=5))
def test_any_text_has_the_same_known_language_each_time(texts):
    found = detect_languages(texts)
    assert found == [detect_languages([text])[0] for text in texts]
    assert set(found) <= {"", *LANGUAGE_NAMES}


def test_half_a_character_stops_nothing():
    assert len(detect_languages(["\ud800" * 40, "a\udfff b" * 300, "\0" * 50])) == 3


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"), ("EN-us", "en"), ("eng", "en"), ("English (US)", "en"), ("zh_Hans_CN", "zh"),
        ("Simplified Chinese", "zh"), ("nb", "no"), ("Farsi", "fa"), ("fre", "fr"), (" Hindi ", "hi"),
        ("", ""), ("strong", ""), ("this is", ""), ("42", ""), ("en" * 100, ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_code_locale_and_name(value, code):
    assert find_code(value) == code


def test_each_language_is_found_by_the_name_that_is_shown():
    assert all(find_code(say_language(code)) == code == find_code(code) for code in LANGUAGE_NAMES)
    assert say_language("xx") == "xx"


def write_corpus(folder):
    """A file for each text, and a table with a column of its own."""
    folder.mkdir()
    for language, lines in TEXTS.items():
        (folder / f"{language}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (folder / "ja2.txt").write_text("\n\n".join(reversed(TEXTS["ja"])), encoding="utf-8")
    rows = [
        "id,lang,text",
        f'a,Hindi,"{TEXTS["en"][1]}"',
        f'b,,"{TEXTS["en"][2]}"',
        f'c,strong,"{TEXTS["hi"][1]}"',
    ]
    (folder / "table.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_documents_of_any_language_are_read_and_those_that_are_not_counted_are_said(tmp_path):
    corpus = read_corpus(write_corpus(tmp_path / "c"))
    documents = corpus.documents.set_index("doc_id")
    assert documents["language"].to_dict() == {
        **{language: language for language in TEXTS}, "ja2": "ja", "a": "hi", "b": "en", "c": "hi",
    }  # fmt: skip
    assert documents.loc["c", "language_"] == "strong"
    assert all(documents.loc[name, "text"].endswith(lines[-1]) for name, lines in TEXTS.items())
    said = corpus.set_aside[corpus.set_aside["outcome"] == "read, not counted"]
    assert len(said) == len(TEXTS) - 1
    by_problem = dict(zip(said["problem"], said["remedy"], strict=True))
    english = "themes and tone are read in English only"
    assert (
        "translation"
        in by_problem[f"the text is Japanese, as is that of 1 more document; {english}"]
    )
    assert (
        "`language: hi`"
        in by_problem[f"the text is Hindi, as is that of 2 more documents; {english}"]
    )
    assert f"the text is Russian; {english}" in by_problem


def test_other_languages_are_left_out_of_every_denominator(tmp_path):
    news = Study(write_corpus(tmp_path / "c"))
    assert set(news.counts["group"]) == set(news.tone_counts["group"]) == {"en", "b"}
    assert set(news.sentences["doc_id"]) == set(news.scored["doc_id"]) == {"en", "b"}
    said = news.describe().sentences[0]
    assert (
        "not counted, since the lexicon is in another language: 3 in Hindi, 2 in Japanese" in said
    )
    assert len(news.documents) == len(TEXTS) + 4


def test_a_lexicon_in_another_language_counts_its_documents_but_not_their_tone(tmp_path):
    lexicon = tmp_path / "hindi.yml"
    lexicon.write_text("language: hi\nthemes:\n  terror:\n    terms: [आतंकवाद]\n", encoding="utf-8")
    news = Study(write_corpus(tmp_path / "c"), themes=read_themes(lexicon))
    share = news.counts[(news.counts["measure"] == "share") & (news.counts["theme"] == "terror")]
    assert dict(zip(share["group"], share["sum_y"], strict=True)) == {"hi": 1, "a": 0, "c": 0}
    assert news.tone_counts.empty


@pytest.mark.parametrize("language", ["en", "hi", ["hi", "en", "Russian"]])
def test_a_tally_counts_the_documents_that_a_study_counts(tmp_path, language):
    lexicon = tmp_path / "own.yml"
    lexicon.write_text(
        f"language: {language}\nthemes:\n  talks:\n    terms: [talks, मंत्री, переговоры]\n",
        encoding="utf-8",
    )
    folder = write_corpus(tmp_path / "c")
    news = Study(folder, themes=read_themes(lexicon))
    for size in (1_500, 10**7):
        out = tmp_path / f"t{size}"
        tally_corpus(folder, out=out, themes=lexicon, workers=1, partition_size=size)
        whole = read_corpus(out)
        pd.testing.assert_frame_equal(whole.set_aside, news.corpus.set_aside)
        assert whole.documents["language"].equals(news.documents["language"])
        tallied = read_tallies(out, period="date", group="doc_id")
        direct = pd.concat([news.counts, news.tone_counts], ignore_index=True)
        by = ["measure", "theme", "group"]
        pd.testing.assert_frame_equal(
            *(frame.sort_values(by, ignore_index=True) for frame in (tallied, direct))
        )


def test_all_documents_are_kept_where_no_language_was_detected():
    documents = pd.DataFrame({"doc_id": ["a", "b"]})
    assert keep_languages(documents) is documents
    kept = keep_languages(documents.assign(language=["hi", ""]), ["en", "hi"])
    assert np.array_equal(kept["doc_id"], ["a", "b"])


@pytest.mark.parametrize("value", ["klingon", "[]", "[en, 7]", "ja", "{a: b}"])
def test_a_lexicon_says_which_language_it_cannot_be_in(tmp_path, value):
    lexicon = tmp_path / "own.yml"
    lexicon.write_text(f"language: {value}\nthemes:\n  a:\n    terms: [pact]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="own.yml, line 1: "):
        read_themes(lexicon)


def test_a_lexicon_that_extends_the_packaged_one_keeps_its_language(tmp_path):
    lexicon = tmp_path / "own.yml"
    lexicon.write_text(
        "extends: default\nlanguage: no\nthemes:\n  russia:\n    terms: [Russland]\n",
        encoding="utf-8",
    )
    assert read_themes().languages == ("en",)
    assert read_themes(lexicon).languages == ("en", "no")
