"""Ten questions on each story, whose answers a reader must find in the first two screens of output.

A screen is taken as 45 lines of 110 characters, with a chart for 20 of them.
"""

import json
import textwrap
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
TWO_SCREENS = 90
ANSWERS = {
    "00-shifting-priorities": {
        "what came first, and when?": "China and Indo-Pacific (6 to 7 October 2020)",
        "what followed?": "Russia and Terrorism (11 February 2022)",
        "what came last?": "Technology and Economy (November 2023 to August 2024)",
        "how much of the text was on Russia?": "Russia (27% of sentences; elsewhere none)",
        "how many reports is that?": "(1 report, 22 sentences)",
        "what was said on Russia, and by whom?": "Ned Price (US), IANS (Samay Live), 11 February 2022",
        "which words were its own?": "Distinctive words: “terrorist”",
        "in what tone?": "Mean tone +0.06, the coldest",
        "what went away as Russia came?": "more Russia (none to 27%), less Technology (11% to none)",
        "is any of it proven?": "4 events are too few for any p below 0.05",
    },
    "07-what-sixty-speeches-show": {
        "what came first, and when?": "Stood out: Terrorism and Defence (2010 to 2018)",
        "what happened in 2020?": "Pandemic and Indo-Pacific (2020 to 2021)",
        "what came last?": "then Russia and Technology (2022 to 2024)",
        "how much of the text was on the pandemic?": "Pandemic (12% of sentences; elsewhere 0.5%)",
        "how many speeches is that?": "2020 to 2021 (8 reports, 838 sentences)",
        "who spoke of it?": "Narendra Modi (India), UN General Debate, 2021",
        "which words were its own?": "“vaccine”, “pandemic”, “covid-19”",
        "when did Russia rise?": "Russia rose in 2022",
        "when did terrorism fall?": "Terrorism fell in 2019",
        "how sure is it?": "p < 0.01, 60 events, 4 themes tested together",
    },
}


def read_two_screens(name):
    """Return the text of a notebook's outputs, as far as two screens go."""
    lines = []
    for cell in json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            text = "".join(output["data"].get("text/plain", []))
            if "sha256" in text:  # a chart: its headline, and the room of its picture
                lines += [text.splitlines()[0], *[""] * 20]
            else:
                for line in filter(str.strip, text.splitlines()):
                    lines += textwrap.wrap(line, 110, break_on_hyphens=False)
    return " ".join(lines[:TWO_SCREENS])


@pytest.mark.parametrize(("name", "question"), [(n, q) for n, qs in ANSWERS.items() for q in qs])
def test_the_answer_is_in_the_first_two_screens(name, question):
    shown = read_two_screens(name).replace("**", "")
    assert ANSWERS[name][question] in shown


def test_there_are_ten_questions_each():
    assert {len(questions) for questions in ANSWERS.values()} == {10}
