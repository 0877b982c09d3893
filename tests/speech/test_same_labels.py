"""Labels of one person in several forms, and labels of records with a country or a party."""

import pandas as pd
import pytest

from analysis import attribute_speech, split_sentences


def tell(*turns, title="Press conference"):
    """Return the speaker and side of each turn, by the number that stands in it."""
    text = "\n\n".join(turn.replace(" #", f" point {i} ") for i, turn in enumerate(turns))
    rows = pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]})
    told = attribute_speech(split_sentences(rows), rows).astype({"speaker": "str", "side": "str"})
    found = [told[told["text"].str.contains(f"point {i} ")].iloc[0] for i in range(len(turns))]
    return [(row["speaker"], row["side"]) for row in found]


SAID, ASKED = "We #hold.", "Is it #?"
#: Labels in order, who asks left out, and who speaks under each.
FORMS = {
    "office behind the full label": (
        ["FOREIGN MINISTER PENNY WONG", "FOREIGN MINISTER", "FOREIGN MINISTER"],
        ["Penny Wong"] * 3,
    ),
    "surname": (["JAVAD ZARIF", "ZARIF", "ZARIF"], ["Javad Zarif"] * 3),
    "surname once": (["IDA HALE", "HALE"], ["Ida Hale"] * 2),
    "surname first": (["HALE", "IDA HALE"], ["Ida Hale"] * 2),
    "full name without its office": (
        ["President of Russia Vladimir Putin", "Vladimir Putin"],
        ["Vladimir Putin"] * 2,
    ),
    "abbreviated office": (
        ["SECRETARY OF STATE ANTONY BLINKEN", "SEC. BLINKEN", "SECRETARY BLINKEN"],
        ["Antony Blinken"] * 3,
    ),
    "abbreviated office first": (
        ["SEC. BLINKEN", "SECRETARY OF STATE ANTONY BLINKEN"],
        ["Antony Blinken"] * 2,
    ),
    "Jr": (["Robert F. Kennedy, Jr.", "Robert F. Kennedy, Jr."], ["Robert F Kennedy Jr"] * 2),
    "honourable": (
        ["SENATOR THE HON PENNY WONG, FOREIGN MINISTER", "FOREIGN MINISTER", "SENATOR WONG"],
        ["Penny Wong"] * 3,
    ),
    "two of two offices": (
        ["FOREIGN MINISTER IDA HALE", "DEFENCE MINISTER BEN ROE", "DEFENCE MINISTER"],
        ["Ida Hale", "Ben Roe", "Ben Roe"],
    ),
    "either of two": (
        ["FOREIGN MINISTER IDA HALE", "DEFENCE MINISTER BEN ROE", "MINISTER"],
        ["Ida Hale", "Ben Roe", ""],
    ),
    "two of a surname": (
        ["FOREIGN MINISTER IDA HALE", "DEFENCE MINISTER BEN HALE", "HALE", "HALE"],
        ["Ida Hale", "Ben Hale", "*", "*"],
    ),
    "another office": (
        ["VICE PRESIDENT IDA HALE", "PRESIDENT", "PRESIDENT"],
        ["Ida Hale", "", ""],
    ),
    "both in turn": (
        ["PRESIDENT IDA HALE", "PRESIDENT", "PRESIDENT IDA HALE", "PRESIDENT"],
        ["Ida Hale", "", "Ida Hale", ""],
    ),
    "an office before the full label": (
        ["MINISTER", "FOREIGN MINISTER IDA HALE"],
        ["", "Ida Hale"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_labels_of_one_person_are_his(form):
    labels, wanted = FORMS[form]
    turns = [turn for label in labels for turn in (f"{label}: {SAID}", f"QUESTION: {ASKED}")]
    told = tell(*turns)
    assert set(told[1::2]) == {("", "reporter")}
    for (name, side), who in zip(told[::2], wanted, strict=True):
        assert who in ("*", name) and side != "reporter"


RECORDS = [
    ("Mr. Nebenzia (Russian Federation)", "Nebenzia", "Russia"),
    ("Mr. Zhang Jun (China) (spoke in Chinese)", "Zhang Jun", "China"),
    ("Zhang Jun (China)", "Zhang Jun", "China"),
    ("Mrs. Kamboj (India)", "Kamboj", "India"),
    ("Dame Barbara Woodward (United Kingdom)", "Barbara Woodward", "Britain"),
    ("Ms. Hale (United States of America)", "Hale", "US"),
    ("Mr. Roe (spoke in Russian)", "Roe", ""),
    ("Mr. Roe (via video)", "Roe", ""),
    ("Ida Hale (Harbour North) (Lab)", "Ida Hale", ""),
    ("Ida Hale (Con)", "Ida Hale", ""),
]


@pytest.mark.parametrize(("label", "name", "side"), RECORDS)
def test_a_country_in_brackets_is_the_speakers(label, name, side):
    told = tell(f"The President: {SAID}", f"{label}: {ASKED}", f"The President: {SAID}")
    assert told[1] == (name, side)


def test_a_country_that_stands_once_is_told_of_each_turn():
    told = tell(
        *(f"Mr. Roe ({x}): {SAID}" for x in ("spoke in French", "Qatar", "spoke in Arabic"))
    )
    assert told == [("Roe", "Qatar")] * 3


def test_members_of_a_parliament_who_ask_are_no_reporters():
    told = tell(
        f"Ida Hale (Harbour) (Lab): {ASKED}", f"Ben Roe: {SAID}",
        f"Ida Hale: {ASKED}", f"Ben Roe: {SAID}",
    )  # fmt: skip
    assert [name for name, _ in told] == ["Ida Hale", "Ben Roe"] * 2
    assert {side for _, side in told} == {""}


@pytest.mark.parametrize(
    "labels",
    [
        ("Paris (France)", "Lyon (France)"),
        ("New York (United States)", "San Jose (Costa Rica)"),
        ("Elementary, Track 1", "Elementary, Track 2"),
        ("Budget (Norland)", "Harbour Works (Lab tests)"),
    ],
)
def test_places_and_headings_speak_to_nobody(labels):
    assert set(tell(*(f"{label}: The talks #went on." for label in labels), title="Notes")) == {
        ("", "reporter")
    }
