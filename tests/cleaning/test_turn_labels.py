"""Labels of speakers on lines of their own are kept, and say whose the words below are."""

import pytest

from analysis import attribute_speech, read_corpus, split_sentences
from analysis.cleaning.turn_labels import find_label_lines, is_asking, is_surely_asking

ASKED = [
    "Can you tell us whether the talks on trade with India will go on next week",
    "And what about the sanctions on Russia that the President spoke of yesterday",
]
ANSWERED = [
    "The talks will go on next week, and we welcome the progress that our teams have made.",
    "We have been clear that the sanctions stay in place until the troops go home.",
]
#: How a turn opens: the label of who asks, of who answers, and who that is.
FORMS = {
    "in brackets": ("[Reporter]\n\n", "[Mr. Price]\n\n", "Price"),
    "in brackets with a colon": ("[Reporter]: ", "[Ned Price]: ", "Ned Price"),
    "capitals on a line": ("QUESTION:\n\n", "MR PRICE:\n\n", "Price"),
    "a letter on a line": ("Q:\n\n", "A:\n\n", ""),
    "a letter": ("Q: ", "MR. PRICE: ", "Price"),
    "a letter without a colon": ("Q    ", "MS. PSAKI:  ", "Psaki"),
    "bold": ("**Q:** ", "**MR. PRICE:** ", "Price"),
    "bold on a line": ("**Q:**\n\n", "**MR. PRICE:**\n\n", "Price"),
    "a number": ("Reporter 1:\n\n", "Ned Price:\n\n", "Ned Price"),
    "capitals without a mark": ("REPORTER\n\n", "SECRETARY BLINKEN\n\n", "Blinken"),
    "with a full stop": ("Question.\n\n", "Secretary Blinken.\n\n", "Blinken"),
}
PAGE = """Home
World
Subscribe to our newsletter
Share this article

Briefing by the spokesperson, 3 March 2022

By Ann Lee

The spokesperson met reporters in Washington on Thursday to answer questions on trade and the war.

{}

Read more: Ten ships in port

Most read

Sign up

Copyright 2022 The Daily
"""
STATEMENT = "Press briefing by the spokesperson\n\nMarch 3, 2022\n\n{}"


def make_talk(form):
    asks, answers, _ = FORMS[form]
    turns = []
    for i in range(4):
        turns.append(f"{asks}{ASKED[i % 2]}, in item {i}?")
        turns.append(f"{answers}{ANSWERED[i % 2]} That is point {i}.")
    return "\n\n".join(turns)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("frame", [PAGE, STATEMENT], ids=["page", "statement"])
def test_no_line_of_a_transcript_is_lost_and_each_turn_is_its_speakers(tmp_path, form, frame):
    talk = make_talk(form)
    (tmp_path / "talk.txt").write_text(frame.format(talk))
    documents = read_corpus(tmp_path).documents
    text = documents["text"].item()
    assert not [line for line in talk.split("\n\n") if line.strip() not in text]
    assert "Subscribe" not in text and "Most read" not in text
    told = attribute_speech(split_sentences(documents), documents)
    asked = told[told["text"].str.contains("in item")]
    assert asked["side"].astype("str").tolist() == ["reporter"] * 4
    answered = told[told["text"].str.contains("talks will go on|sanctions stay|point ")]
    assert set(answered["speaker"]) == {FORMS[form][2]} and "reporter" not in set(answered["side"])


@pytest.mark.parametrize(
    "lines",
    [
        ["Contact:", "Call us on any day.", "Press:", "Ask us anything.", "Contact:", "Write here."],
        ["Question", "World News Today", "Sport", "All of the results", "Money", "All the prices"],
        ["QUESTION:", "Who goes?", "QUESTION:", "Who comes?", "QUESTION:", "Who stays?"],  # none answers
        ["Reporter:", "Sports:", "Editor:", "Photo:"],  # labels with nothing below
        [],
    ],
)  # fmt: skip
def test_other_short_lines_are_no_labels(lines):
    assert find_label_lines(lines) == {}


@pytest.mark.parametrize(
    "label",
    "Q Q12 Q. Question QUES Reporter REPORTER Interviewer Host".split()
    + ["Reporter 2", "Reporter #3", "Japanese Journalist", "Unidentified male reporter", "MALE MEDIA"]
    + ["Correspondent, Harbour Echo", "Question from Ann Lee", "QUESTION FROM THE FLOOR", "Press"],
)  # fmt: skip
def test_these_ask(label):
    assert is_asking(label)
    assert is_surely_asking(label) == (label != "Press")


@pytest.mark.parametrize(
    "label",
    ["A", "Answer", "Ann Lee", "The free press", "Open Question", "Our guest host", "Q3 report", "QE", ""]
    + ["we asked the reporter", "Press secretary", "Reporters without borders", "Television Host"],
)  # fmt: skip
def test_these_do_not(label):
    assert not is_asking(label)
    assert not is_surely_asking(label)
