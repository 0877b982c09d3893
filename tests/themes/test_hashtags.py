import pandas as pd
import pytest
from growth import growth

from analysis import find_mentions
from analysis.themes.mentions import Opened


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("See #QuadSummit2024 and #G20 now", "See #Quad Summit 2024 and #G20 now"),
        ("#Stop_Russian_Aggression", "#Stop Russian Aggression"),
        ("#NATOSummit #5GNetworks", "#NATO Summit #5G Networks"),
        ("QuadSummit is no hashtag, #quad has one word", None),
    ],
)
def test_hashtags_are_taken_apart_where_their_spelling_shows_words(text, opened):
    assert Opened(text).text == (opened or text)


def test_every_place_leads_back_to_the_same_letters():
    text = "We saw #FreeAndOpenIndoPacific, then #QuadSummit."
    opened = Opened(text)
    for word in ("Free", "Open", "Indo Pacific", "Quad", "Summit"):
        at = opened.text.index(word)
        start, end = opened.find(at, at + len(word))
        assert text[start:end] == word.replace(" ", "")
    at = opened.text.index("then")
    assert opened.find(at, at + 4) is None  # the closed text shows it itself


def test_hits_in_hashtags_stand_at_their_letters(themes):
    text = "Look: #StopRussianAggression and #AIForAll by TikTok #TikTok"
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [100], "text": [text]})
    found = find_mentions(rows, themes)
    assert found["term"].tolist() == ["AI", "TikTok", "TikTok", "Russian"]
    for hit in found.itertuples():
        assert text[hit.start - 100 : hit.end - 100] == hit.term


@pytest.mark.parametrize("unit", ["#QuadSummit ", "#Qa", "#", "#Q_", "aB"])
def test_hashtags_take_linear_time(unit, themes):
    def find(n):
        text = "#" + unit * (n // len(unit))
        rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
        find_mentions(rows, themes)

    assert growth(find, 8_000, floor=0.05) < 20


def test_a_sign_within_a_word_begins_no_hashtag():
    assert (
        Opened("quad#quad_quad C#SharpNotes &#NoTag").text == "quad#quad_quad C#SharpNotes &#NoTag"
    )
    assert Opened("(#NoWar #quad_us").text == "(#No War #quad us"
