import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.speech import read_sides
from analysis.speech.titles import read_title

SIDES = read_sides()
# Title, and for each whom it names his name and side.
NAMED = [
    ("Remarks by President Biden and President Võ Văn Lâm of Vietnam at a Luncheon", [("Biden", "US"), ("Võ Văn Lâm", "Vietnam")]),
    ("Press Briefing by Press Secretary Jane Roe and National Security Advisor Jake Sullivan", [("Jane Roe", ""), ("Jake Sullivan", "US")]),
    ("Statement by President Joseph R. Biden, Jr. on the Order", [("Joseph R Biden", "US")]),
    ("Remarks by APNSA Jake Sullivan on Grain", [("Jake Sullivan", "US")]),
    ("Remarks by President Yoon Suk Yeol of the Republic of Korea", [("Yoon Suk Yeol", "South Korea")]),
    ("Statement from President Joe Biden Condemning the Raid", [("Joe Biden", "US")]),
    ("Xi Jinping's speech at the opening", [("Xi Jinping", "China")]),
    ("Address of the President of Ukraine", [("", "Ukraine")]),
    ("India's statement at the Council", [("", "India")]),
    ("PM statement on grain: 24 February 2022", [("", "")]),
    ("Forum 50: Presidential Message on Trade", []),
    ("Remarks at the Harbour Forum", []),
    ("Joint Press Statement on Grain", [("", "joint")]),
]  # fmt: skip


@pytest.mark.parametrize("title, named", NAMED)
def test_a_title_names_who_speaks(title, named):
    found = read_title(title, SIDES)
    assert [(who.name, who.side) for who, _ in found.who] == named


@pytest.mark.parametrize(
    "title",
    ["", "Ministers meet in Delhi", "Statement of intent signed", "Message of hope from Kyiv", "Remarks draw fire",
     "Pressure grows on Tehran", "Speechless in Seoul", "How the statement was written", "Addressing the past", "A letter home"],
)  # fmt: skip
def test_other_titles_tell_of_no_speech(title):
    assert read_title(title, SIDES) is None


def test_an_office_and_a_surname_lead_to_whom_the_title_names():
    found = read_title("Remarks by President Biden and President Duda of Poland", SIDES)
    assert found.by_office({"the", "president"}).name == "Biden"
    assert found.by_office({"president"}) is None and found.by_office({"minister"}) is None
    assert found.by_surname("DUDA").side == "Poland" and found.by_surname("Lee") is None


@given(st.text(max_size=400))
def test_any_title_is_read(title):
    for text in (title, f"Remarks by {title}", f"{title}'s address to {title}"):
        read_title(text, SIDES)
