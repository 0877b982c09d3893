import pytest

from analysis.cleaning.asking_labels import is_asking, is_surely_asking


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
