"""Countries that speak together are a joint speaker, not the last one named; and who speaks before
brackets, under a name that comes once, and where only questions have a label.
"""

import pandas as pd
import pytest

from analysis import attribute_speech, split_sentences
from analysis.speech import read_sides
from analysis.speech.titles import read_title


def read(text, title=""):
    row = {"doc_id": "a", "title": title, "text": text, "date": pd.Timestamp("2023-04-06")}
    documents = pd.DataFrame([row])
    return attribute_speech(split_sentences(documents), documents)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Britain, Australia and the United States said they would build submarines.", "Britain, Australia and the United States"),
        ("The foreign ministers of France, Germany and Britain said that Iran had breached the deal.", "France, Germany and Britain"),
        ("\"This cannot be justified,\" the ministers of France, Germany and Britain said.", "France, Germany and Britain"),
        ("The United Kingdom, France, and Germany said they would act.", "The United Kingdom, France, and Germany"),
        ("Officials from the U.S., the U.K. and Canada told reporters that sanctions were near.", "U.S., the U.K. and Canada"),
        ("Norway, Sweden and Finland said they would join.", "Norway, Sweden and Finland"),
        ("India's and Japan's foreign ministers told reporters that they opposed coercion.", ""),
        ("The Indian and Japanese foreign ministers said they would meet.", ""),
    ],
)  # fmt: skip
def test_countries_in_a_list_speak_together(sentence, speaker):
    row = read(sentence).iloc[0]
    assert (row["speaker"], row["side"]) == (speaker, "joint")


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Blinken met ministers in Paris, and Japan said it would join.", "Japan"),
        ("After talks between India and China, New Delhi said that troops would leave.", "India"),
        ("Trinidad and Tobago said it would not join.", ""),
        ("The United Kingdom said it would act.", "Britain"),
        ("The foreign minister of Japan said he would act.", "Japan"),
    ],
)
def test_one_country_speaks_alone(sentence, side):
    assert read(sentence)["side"].iloc[0] == side


@pytest.mark.parametrize(
    ("title", "is_joint"),
    [
        ("Statement by the foreign ministers of France, Germany and Britain on Iran", True),
        ("Statement by the Foreign Ministers of Norway and Sweden", True),
        ("Statement from the U.S., the U.K. and Australia on AUKUS", True),
        ("Remarks by President Biden and Prime Minister Modi of India", False),
        ("Statement by the Ambassador of Japan, Chair of the Group of Friends of Syria", False),
        ("Statement by the Minister of Foreign Affairs of Trinidad and Tobago", False),
        ("Message from the Minister for Europe and Foreign Affairs of France", False),
    ],
)
def test_titles_that_name_countries_together_are_joint(title, is_joint):
    assert read_title(title, read_sides()).is_joint == is_joint


def test_a_statement_in_the_first_person_plural_is_of_all_it_names():
    text = "We, the foreign ministers of France, Germany and the United Kingdom, condemn the latest steps. We call on Iran to comply."
    said = read(text, "Statement by the foreign ministers of France, Germany and Britain on Iran")
    assert said["side"].tolist() == ["joint", "joint"]


@pytest.mark.parametrize(
    ("sentence", "speaker", "side"),
    [
        ("GILAD ERDAN (Israel) said that the hall was a shield.", "GILAD ERDAN", "Israel"),
        ("Mr. Zhang Jun (China) said that the Council must act.", "Zhang Jun", "China"),
        ("LINDA BERG (United States), noting that aid had come, said her Government agreed.", "LINDA BERG", "US"),
        ("NICOLAS ROY (France), also speaking for Estonia, said Paris agreed.", "NICOLAS ROY", "France"),
        ("Senator Tom Cotton (R-Ark.) said the bill was weak.", "Tom Cotton", ""),
        ("Ann Lee (pictured) said it was strong.", "Ann Lee", ""),
        ("The plan (France) said nothing.", "", "reporter"),
        ("The result (see table) told them little.", "", "reporter"),
    ],
)  # fmt: skip
def test_a_speaker_may_have_brackets_behind_the_name(sentence, speaker, side):
    row = read(sentence).iloc[0]
    assert (row["speaker"], row["side"]) == (speaker, side)


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Wang Yi", ""),
        ("Wang Yi (retranslated)", ""),
        ("Li Hui (retranslated)", ""),
        ("Minister Wang Yi (in Chinese)", "Wang Yi"),
        ("One thing", "Vladimir Putin"),
        ("Our aim is this", "Vladimir Putin"),
    ],
)
def test_a_name_with_a_colon_ends_the_turn_before_it(label, speaker):
    said = read(
        "President of Russia Vladimir Putin: Mr Wang and Mr Li, I am happy to see you. Our trade grows.\n\n"
        f"{label}: Thank you. China is ready to deepen the partnership.\n\n"
        "Vladimir Putin: Please convey my best wishes."
    )
    assert said["speaker"].iloc[0] == said["speaker"].iloc[-1] == "Vladimir Putin"
    assert said["speaker"].iloc[2] == speaker


def test_questions_with_a_letter_are_not_the_reporters_text_where_nobody_is_named():
    said = read(
        "Good morning. Today we will discuss the Middle East.\n\n"
        "Q. What is the position of the Union?\n\nWe reject it. The strip must not be reduced.\n\n"
        "Q. And about Ukraine?\n\nWe will keep supporting Ukraine."
    )
    told = ["", "", "reporter", "", "", "reporter", ""]
    assert said["side"].tolist() == told and (said["speech"] == "quoted").all()
    assert (said["speaker"] == "").all()
    # one question, or letters of a list, tell nothing
    assert (read("It was dull.\n\nQ. Who came?\n\nThey left.")["side"] == "reporter").all()
