"""Words and sentences of scripts other than Latin, and letters that are several characters."""

import pandas as pd
import pytest
from growth import growth
from plain_phrases import split_words

from analysis import find_mentions, read_themes, split_sentences
from analysis.text.sentences import count_words
from analysis.text.vocabulary import count_words as count_any


def split(text):
    rows = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    sentences = split_sentences(rows)
    for start, end, piece in sentences[["start", "end", "text"]].itertuples(index=False):
        assert text[start:end] == piece
    return sentences["text"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "आधुनिक मानक हिन्दी में विदेश मंत्री की बैठक",
        "the būṭ̤ō envoy and the q̃uad met",
        "ministe\u0300re e\u0301tats",
        "مُحَمَّد قال می\u200cشود",
        "কূটনীতি আলোচনা ரஷ்யா ไทย்",
    ],
)
def test_marks_do_not_part_words(text):
    assert split_words(text, frozenset()) == [text.split()]
    assert count_words(pd.Series([text])).tolist() == [len(text.split())]
    assert count_any(pd.Series([text])).tolist() == [len(text.split())]


@pytest.mark.parametrize(
    "sentences",
    [
        ["भारत और जापान ने बैठक की।", "दोनों पक्षों ने चर्चा की।", "अगली बैठक होगी॥"],
        ["هل اتفق الجانبان؟", "نعم، اتفقا.", "قال الوزير."],
        ["یہ ملاقات ہوئی۔", "اگلی ملاقات"],
    ],
)
def test_sentences_end_as_their_script_ends_them(sentences):
    assert split(" ".join(sentences)) == sentences


def test_sentences_without_spaces_between_them():
    sentences = ["両外相は会談した。", "「行く！」と述べた。", "「終わり。」", "次は？！", "本当。"]
    assert split("".join(sentences)) == sentences
    assert split("双方同意。会议结束") == ["双方同意。", "会议结束"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gens. Rawat and Dunford met in Delhi.",
        "Profs. Rao and Lee and Drs. Singh and Kaur met.",
        "He met Addl. Secy. Rao and Jt. Secy. Singh.",
        "Govs. Brown and Lee, Sens. Ford and Hill and Dy. Commr. Mehta spoke.",
    ],
)
def test_titles_of_several_people_and_offices_go_on(sentence):
    assert split(sentence) == [sentence]


def test_a_title_that_is_last_ends_a_sentence():
    assert split("It went to the House Reps. The bill passed.") == [
        "It went to the House Reps.",
        "The bill passed.",
    ]


@pytest.mark.parametrize(
    "unit", ["。", "。」", "「。", "？！", "की। ", "e\u0301", "\u0301", "क\u094d\u200d"]
)
def test_the_time_is_linear(unit):
    assert growth(lambda n: split((unit * n)[:n]), 4_000) < 24
    assert growth(lambda n: split_words((unit * n)[:n], frozenset()), 8_000) < 24


def test_a_term_is_not_found_within_a_word_of_marks(tmp_path):
    (tmp_path / "themes.yml").write_text(
        "themes:\n  bharat: {label: B, definition: d, terms: [भारत]}\n"
        "  quad: {label: Q, definition: d, terms: [quad]}\n",
        encoding="utf-8",
    )
    texts = [
        "महाभारत की कथा",
        "भारतीय नीति",
        "भारत, और जापान",
        "the q̃uad",
        "a quad\u0301",
        "a quad.",
    ]
    rows = pd.DataFrame({"doc_id": "a", "sentence_no": range(6), "start": 0, "text": texts})
    found = find_mentions(rows, read_themes(tmp_path / "themes.yml"))
    assert found["sentence_no"].tolist() == [2, 5]
