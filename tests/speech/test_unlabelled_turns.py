"""Who speaks where only the questions of a transcript have labels."""

import pandas as pd
import pytest

from analysis import attribute_speech, split_sentences

#: Labels of questions, with marks or without.
QUESTIONS = {
    "Q.": ("Q. ", "Q. "),
    "Q": ("Q ", "Q "),
    "Q:": ("Q: ", "Q: "),
    "Q1.": ("Q1. ", "Q2. "),
    "Q1:": ("Q1: ", "Q2: "),
    "Q dash": ("Q – ", "Q – "),
    "Question:": ("Question: ", "Question: "),
    "Question dash": ("Question - ", "Question - "),
    "Question number": ("Question 1. ", "Question 2. "),
    "[Question]": ("[Question] ", "[Question] "),
    "(Question)": ("(Question) ", "(Question) "),
    "[Q]:": ("[Q]: ", "[Q]: "),
    "Journalist:": ("Journalist: ", "Journalist: "),
    "Reuters:": ("Reuters: ", "Reuters: "),
    "dash": ("– ", "– "),
}
TITLES = {
    "Press remarks by High Representative Josep Borrell": "Josep Borrell",
    "Speech by Foreign Minister Anna Berg": "Anna Berg",
    "Press conference by Foreign Minister Anna Berg": "Anna Berg",
    "NATO Secretary General Jens Stoltenberg": "Jens Stoltenberg",
}
TALK = [
    "We have lit every lamp along the coast.",
    "Are the lamps too dim? Sailors call the ministry blind.",
    "They are bright enough.",
    "And who is to pay? The ports have betrayed you.",
    "The ports will pay their share.",
]
ASKED = ("", "reporter")


def tell(title, *paragraphs):
    """Return the speaker and side of each sentence."""
    text = "\n\n".join(paragraphs)
    rows = pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text]})
    told = attribute_speech(split_sentences(rows), rows)
    return told.astype({"speech": "str", "speaker": "str", "side": "str"})


def find(told, words):
    """Return the speaker and side of the sentence that holds words."""
    row = told[told["text"].str.contains(words, regex=False)].iloc[0]
    return row["speaker"], row["side"]


@pytest.mark.parametrize("form", QUESTIONS)
@pytest.mark.parametrize("title", TITLES)
def test_only_questions_have_labels_and_the_rest_is_whom_the_title_names(title, form):
    said, first, answer, second, last = TALK
    one, two = QUESTIONS[form]
    told = tell(title, said, one + first, answer, two + second, last)
    for words in ("Are the lamps", "Sailors call", "And who", "betrayed"):
        assert find(told, words) == ASKED
    for words in ("lit every", "bright enough", "their share"):
        assert find(told, words)[0] == TITLES[title]


def test_one_question_in_an_address_is_not_who_gives_it():
    told = tell("Remarks by Foreign Minister Anna Berg", TALK[0], "Q. " + TALK[1], TALK[2])
    assert find(told, "Sailors call") == ASKED
    assert find(told, "bright enough")[0] == "Anna Berg"


@pytest.mark.parametrize(
    ("paragraphs", "words", "speaker"),
    [
        (("Q: Two things. On lamps:", "are they dim?", "They are not."), "are they dim", ""),
        (("Q: Two things. Are lamps dim?", "And are ferries?", "Neither."), "And are", ""),
        (("Q: Two things. Are lamps dim?", "And are ferries?", "Neither."), "Neither", "Anna Berg"),
        (("Q: Are they dim?", "No. Look at them.", "And the ferries?", "They too."), "too", ""),
        (("Q: Are they dim?", "No. Is the sun? I think not.", "We sail."), "think not", ""),
        (("Q: Are they dim?", "(Laughter.)", "They are not."), "are not", "Anna Berg"),
        (("Q: Are they dim?", "They are not.", "We have been to look."), "been", "Anna Berg"),
    ],
)
def test_what_may_be_a_question_without_a_label_is_nobodys(paragraphs, words, speaker):
    told = tell("Remarks by Foreign Minister Anna Berg", TALK[0], *paragraphs, "Q: Who pays?")
    assert find(told, words)[0] == speaker


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("We ask three things.", "– What do we want?", "– Who will pay?", "We will answer."),
        ("We look at growth.", "Q3 Growth was strong. Will it last?", "We think so."),
        ("We have one doubt.", "– Who will pay?", "We will answer."),
        ("We ask ourselves much.", "Questions remain. Who will pay?", "We will answer."),
        ("We have points.", "– We sail. Who will not?", "We pay.", "– We row.", "We go."),
    ],
)
def test_what_an_official_asks_himself_is_his(paragraphs):
    told = tell("Speech by Foreign Minister Anna Berg", *paragraphs)
    assert set(told["speaker"]) == {"Anna Berg"}


@pytest.mark.parametrize("title", ["Lamps along the coast", "Minister Anna Berg visits a port"])
def test_answers_are_nobodys_where_no_title_names_who_gives_them(title):
    told = tell(title, "The ferry came.", "Q: " + TALK[1], TALK[2], "Q: " + TALK[3], TALK[4])
    assert told.loc[0, ["speech", "side"]].tolist() == ["narrated", "reporter"]
    assert find(told, "bright enough") == find(told, "their share") == ("", "")


def test_what_introduces_an_interview_is_not_the_guests():
    told = tell(
        "Interview with Foreign Minister Anna Berg",
        "I met her by the sea.",
        "Question: " + TALK[1],
        TALK[2],
    )
    assert told.loc[0, ["speech", "side"]].tolist() == ["narrated", "reporter"]
    assert find(told, "bright enough")[0] == "Anna Berg"


def test_the_title_may_be_the_first_line_of_the_text():
    title = "Press remarks by High Representative Josep Borrell"
    told = tell("", title, TALK[0], "Q. " + TALK[1], TALK[2], "Q. " + TALK[3], TALK[4])
    assert find(told, "Sailors call") == find(told, "betrayed") == ASKED
    for words in ("lit every", "bright enough", "their share"):
        assert find(told, words)[0] == "Josep Borrell"
