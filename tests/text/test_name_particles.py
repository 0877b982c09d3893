"""Names that small words hold together are whole terms, and no part of one is a term of its own."""

import numpy as np
import pandas as pd
import pytest

from analysis import attribute_speech, split_sentences, weigh_terms
from analysis.text.collocations import read_terms
from analysis.topics.genre import NAMES
from analysis.words import link_terms
from analysis.words.counted import list_genre


def find(*texts):
    places = read_terms(list(texts), np.arange(len(texts)))[1]
    terms = places.terms[places.code]
    return [terms[places.text == i].tolist() for i in range(len(texts))]


@pytest.mark.parametrize("name", [
    "Ursula von der Leyen", "Lula da Silva", "Mohammed bin Salman", "Geert van den Berg", "Elio di Rupo",
    "Santiago del Estero", "Charles de Gaulle", "Ana della Torre", "Ajuri dos Santos", "Otto von Bismarck",
    "Chris Van Hollen", "Alexander Van der Bellen", "Isaac ben Levi", "Fattah el Sisi", "Rio de Janeiro",
])  # fmt: skip
def test_a_name_is_one_term_even_where_it_comes_once(name):
    assert find(f"Premier {name} spoke of trade.") == [["premier", name.lower(), "spoke", "trade"]]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Today von der Leyen spoke.", ["von der leyen", "spoke"]),
        ("Von der Leyen spoke.", ["von der leyen", "spoke"]),
        ("It was, da Silva told us.", ["da silva"]),
        ("A van Germany sent, the bin Japan made.", ["van", "germany", "sent", "bin", "japan"]),
        ("The facto is no de facto US rule.", ["facto", "facto", "US", "rule"]),
        ("Conan O'Brien and Ann McRae met al-Sisi.", ["conan", "o'brien", "ann", "mcrae", "met", "al-sisi"]),
        ("Ann von, Berg", ["ann", "von", "berg"]),  # a comma parts
    ],
)  # fmt: skip
def test_titles_days_and_things_are_no_part_of_a_name(text, terms):
    assert [t for t in find(text)[0] if t != "today"] == terms


def test_given_names_before_join_where_they_come_again():
    talks = [
        f"Luiz Inácio Lula da Silva spoke of {it}." for it in ("trade", "fish", "peace", "rain")
    ]
    assert all("luiz inácio lula da silva" in terms for terms in find(*talks))
    alone = find(*talks, "Then Lula da Silva left.")[-1]
    assert alone == ["lula da silva", "left"]


def test_every_measure_of_words_has_the_same_names():
    texts = [
        "Oil brought Ursula von der Leyen to Riyadh, where Mohammed bin Salman spoke of ports.",
        "The ports were built when Ursula von der Leyen asked Mohammed bin Salman for gas.",
        "Fish is what Mohammed bin Salman sold while Ursula von der Leyen looked at ships.",
    ]
    rows = pd.DataFrame({"doc_id": list("abc"), "text": texts})
    rows["sentence_no"], rows["paragraph_no"], rows["start"] = 0, 0, 0
    names = {"ursula von der leyen", "mohammed bin salman"}
    terms = set(weigh_terms(pd.concat([rows, rows.assign(doc_id="d", text="Rain fell.")]))["term"])
    assert names <= terms and not terms & {"von", "der", "leyen", "salman", "ursula", "der leyen"}
    links = link_terms(rows, terms=sorted(names), min_count=2)
    assert {*links["term_a"], *links["term_b"]} == names


def test_a_speaker_with_a_small_word_is_a_name_and_left_out():
    rows = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "text": ["Ursula von der Leyen said trade grows.", "Trade grows, von der Leyen said."],
            "speaker": "Ursula von der Leyen",
        }
    )
    genre = list_genre(rows)
    assert "ursula von der leyen" in set(genre["word"][genre["reason"] == NAMES])


# A text, and who speaks in its last sentence.
SAID = [
    ("Ursula von der Leyen said it holds.", "Ursula von der Leyen"),
    ("EU chief Ursula von der Leyen spoke. Von der Leyen said it holds.", "Ursula von der Leyen"),
    ("“It holds,” said Ursula von der Leyen.", "Ursula von der Leyen"),
    ("“It holds,” von der Leyen said.", "von der Leyen"),
    ("In von der Leyen's words, it is “a start”.", "von der Leyen"),
    ("President Luiz Inácio Lula da Silva met Modi. Lula said it holds.", "Luiz Inácio Lula da Silva"),
    ("President Luiz Inácio Lula da Silva met Modi. Lula da Silva said so.", "Luiz Inácio Lula da Silva"),
    ("Crown Prince Mohammed bin Salman said no. “Never,” bin Salman added.", "Mohammed bin Salman"),
    ("Abdel Fattah el-Sisi said it was open. El-Sisi said it would stay so.", "Abdel Fattah el-Sisi"),
    ("Abdel Fattah al-Sisi spoke. “It is so,” said al-Sisi.", "Abdel Fattah al-Sisi"),
    ("Minister Sigrid van den Berg said no. Van den Berg said it again.", "Sigrid van den Berg"),
    ("Minister Itamar Ben Gvir said no. Ben Gvir said it twice.", "Itamar Ben Gvir"),
    ("Foreign Secretary Peter O'Brien said no. O'Brien said it again.", "Peter O'Brien"),
    ("Mitch McConnell said no. McConnell said it again.", "Mitch McConnell"),
    ("Envoy Teresa della Torre said no. Della Torre said it again.", "Teresa della Torre"),
    ("QUESTION: When?\n\nPRESIDENT URSULA VON DER LEYEN: Soon.", "Ursula von der Leyen"),
    ("QUESTION: When?\n\nCROWN PRINCE MOHAMMED BIN SALMAN: Soon.", "Mohammed bin Salman"),
    ("Question: When?\n\nPresident Lula da Silva: Soon.", "Lula da Silva"),
    ("Shelters in El Paso say it holds.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SAID)
def test_speakers_keep_the_small_words_of_their_names(text, name):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    told = attribute_speech(split_sentences(documents), documents)
    assert told["speaker"].tolist()[-1] == name
