"""Who speaks in transcripts whose labels have rarer forms, a paragraph each or all in one."""

import pandas as pd
import pytest

from analysis import attribute_speech, read_corpus, split_sentences
from analysis.cleaning.turn_labels import find_openings

#: The label of who asks, of who answers, and who that is.
FORMS = {
    "Q. A.": ("Q. ", "A. ", ""),
    "Q. and a name": ("Q. ", "MR. HALE. ", "Hale"),
    "Q)": ("Q) ", "A) ", ""),
    "Q: A:": ("Q: ", "A: ", ""),
    "Q1: A1:": ("Q1: ", "A1: ", ""),
    "Q dash": ("Q — ", "MR. HALE — ", "Hale"),
    "Q hyphen": ("Q - ", "A - ", ""),
    "(Q)": ("(Q) ", "(A) ", ""),
    "[Q]:": ("[Q]: ", "[A]: ", ""),
    "Q slash": ("Q/ ", "A/ ", ""),
    "Q bar": ("Q | ", "A | ", ""),
    "Q bold": ("**Q** ", "**A** ", ""),
    "Ques:": ("Ques: ", "Ans: ", ""),
    "Question.": ("Question. ", "Mr. Hale. ", "Hale"),
    "QUESTION dash": ("QUESTION — ", "MR. HALE — ", "Hale"),
    "REPORTER:": ("REPORTER: ", "PRESIDENT HALE: ", "Hale"),
    "[Reporter]: among names": ("[Reporter]: ", "MR. HALE: ", "Hale"),
    "[Reporter]": ("[Reporter] ", "[Mr. Hale] ", "Hale"),
    "Journalist:": ("Journalist: ", "Prime Minister Hale: ", "Hale"),
    "PM:": ("QUESTION: ", "PM HALE: ", "Hale"),
    "with an outlet": ("Reporter (Morning Post): ", "Foreign Minister Hale: ", "Hale"),
    "with a remark": ("QUESTION (via translator): ", "PRESIDENT HALE (in French): ", "Hale"),
    "Q and two spaces": ("Q  ", "MR. HALE:  ", "Hale"),
}
ASKED = [
    "Will the ferry treaty be signed before the harvest, in item {}?",
    "Thank you. And who is to pay for the lighthouse, in item {}?",
]
ANSWERED = [
    "The lawyers have read it twice, and we will sign when they are done. That is point {}.",
    "Both ports will share the cost of the lamp. That is point {}.",
]
PAGE = """Home
Subscribe to our newsletter

Briefing on ferries, 3 March 2022

By Ann Lee

The spokesperson met the press on Thursday to speak about ferries and lamps along the coast.

{}

Most read

Sign up
"""


def make_talk(form, n, opens, between="\n\n"):
    asks, answers, _ = FORMS[form]
    turns = [f"{answers}Good day to you all. That is point 9."] * opens
    for i in range(n):
        turns += [asks + ASKED[i % 2].format(i), answers + ANSWERED[i % 2].format(i)]
    return between.join(turns)


def tell(text):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    return attribute_speech(split_sentences(documents), documents)


def check(told, form, n):
    asked = told[told["text"].str.contains("in item")]
    assert len(asked) == n
    assert set(asked["speech"]) == {"quoted"} and set(asked["side"]) == {"reporter"}
    answered = told[told["text"].str.contains("lawyers|ports|point ")]
    assert set(answered["speech"]) == {"quoted"} and "reporter" not in set(answered["side"])
    assert set(answered["speaker"]) == {FORMS[form][2]}


@pytest.mark.parametrize("opens", [0, 1], ids=["asked first", "greeted first"])
@pytest.mark.parametrize("form", FORMS)
def test_each_turn_is_its_speakers_whatever_the_form_of_labels(form, opens):
    check(tell(make_talk(form, 2, opens)), form, 2)


@pytest.mark.parametrize("opens", [0, 1], ids=["asked first", "greeted first"])
@pytest.mark.parametrize("form", FORMS)
def test_turns_in_one_paragraph_are_parted(form, opens):
    check(tell(make_talk(form, 2, opens, between=" ")), form, 2)


@pytest.mark.parametrize("clean", ["auto", "web"])
@pytest.mark.parametrize("form", FORMS)
def test_cleaning_keeps_every_turn_or_names_why_a_line_goes(tmp_path, form, clean):
    talk = make_talk(form, 3, 0)
    for name, text in (("page", PAGE.format(talk)), ("plain", f"Briefing\n\n{talk}")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.txt").write_text(text)
        corpus = read_corpus(folder, clean=clean)
        kept = corpus.documents["text"].item().splitlines()
        assert not {line for line in talk.splitlines() if line.strip()} - {*map(str.strip, kept)}
        gone = corpus.dropped_lines
        assert gone["reason"].astype("str").str.len().gt(0).all()
        lines = {line.strip() for line in text.splitlines() if line.strip()}
        assert lines == {*map(str.strip, kept)} | {*gone["text"].str.strip()} - {""}


def test_the_first_label_in_a_paragraph_is_read_where_nothing_ends_the_line_above():
    talk = make_talk("REPORTER:", 2, 1, between=" ")
    told = tell(f"The East Room 2:15 P.M. {talk} The lamps MR. ROE:  Are lit. PRESIDENT HALE: Yes.")
    assert told["speaker"].tolist()[:2] == ["Hale"] * 2
    check(tell(f"The East Room 2:15 P.M. {talk}"), "REPORTER:", 2)


@pytest.mark.parametrize("form", ["Q)", "(Q)", "Q slash", "Q dash", "Question.", "Q. and a name"])
def test_a_colon_within_what_is_said_is_none_of_the_label(form):
    asks, answers, name = FORMS[form]
    talk = [f"{asks}And one more thing, sir: who pays, in item 1?", f"{answers}Two things: we do."]
    told = tell("\n\n".join([make_talk(form, 2, 0), *talk]))
    asked = told[told["text"].str.contains("one more thing")]
    assert asked["side"].astype("str").tolist() == ["reporter"]
    assert told["side"].astype("str").tolist()[-1] != "reporter"
    assert told["speaker"].tolist()[-1] == name


def test_who_is_cut_short_does_not_speak_the_question():
    told = tell(
        "MR. HALE: We met. QUESTION: And then? MR. HALE: Then we -- QUESTION: You signed? "
        "MR. HALE: No — QUESTION: Why not?"
    )
    sides = dict(zip(told["text"], told["side"].astype("str"), strict=True))
    assert [text for text, side in sides.items() if side == "reporter"] == [
        "QUESTION: And then?", "QUESTION: You signed?", "QUESTION: Why not?",
    ]  # fmt: skip


def test_questions_whose_answers_have_no_label_do_not_take_them():
    text = "Question: who is to pay?\n\nThe ports are.\n\nQuestion: who is to gain?\n\nThe ferries are."
    told = tell(text)
    assert told["side"].astype("str").tolist() == ["reporter", "", "reporter", ""]
    assert told["speech"].astype("str").tolist() == ["quoted"] * 4
    documents = pd.DataFrame(
        {"doc_id": ["a"], "text": [text], "title": ["Interview with Foreign Minister Ida Hale"]}
    )
    told = attribute_speech(split_sentences(documents), documents)
    assert told["speaker"].tolist() == ["", "Ida Hale", "", "Ida Hale"]


NEWS = "The ports spoke of lamps and ferries. It went on until the evening."
NO_LABELS = {
    "datelines": f"OSLO: {NEWS}\n\nLIMA: {NEWS}\n\nOSLO: {NEWS}\n\nReporters asked: Who pays?",
    "notes": f"Note: {NEWS}\n\nWill they meet again?\n\nNote: {NEWS}",
    "Q. E. D.": "The sum is odd. Q. E. D.\n\nQ. E. D. is what Euclid wrote, was it not?\n\nA. The first is odd.",
    "points": "On the agenda:\n\nA: the first point is lamps.\n\nB: the second is ferries.\n\nQ: what is left?",
    "brackets": "A) Lamps cost more since May.\n\nB) Ferries do not.\n\nC) What of trade? It goes on.",
    "headings": f"Key Outcomes: {NEWS}\n\nThe Question of Lamps: {NEWS}\n\nKey Outcomes: {NEWS} Who pays?",
    "stage": "[Laughter] The room was full.\n\n[Applause] He went on.\n\n[Laughter] Who would have thought?",
    "quarters": "Q1: Growth was two per cent.\n\nQ2: It was three.\n\nQ3: It was one.\n\nWill it last?",
    "quarters without marks": "Q1 Growth was two per cent.\n\nQ2 It was three.\n\nQ3 It was one.",
    "votes": "A: 12 votes\n\nB: 9 votes\n\nQ: Who has won?",
    "vitamins": "A. The dose is small.\n\nB. The dose is large.\n\nQ. The dose? Nobody knows.",
    "an office": "He met the President. Then he left.\n\nThe President. That is who.\n\nWho else?",
    "agencies": "SWIFT — not yet. Who would? SWIFT — it is a start. The plan holds.",
}  # fmt: skip


@pytest.mark.parametrize("name", NO_LABELS)
def test_what_is_no_label_makes_nobody_speak(name):
    told = tell(NO_LABELS[name])
    assert set(told["speech"].astype("str")) <= {"narrated", "reported"}, told[["text", "speech"]]
    assert find_openings(NO_LABELS[name].split("\n\n")) == {}


def test_credits_make_nobody_ask():
    told = tell(f"Reporter: Ann Lee\n\nEditor: Bob Ray\n\nPhoto: Cy Orr\n\n{NEWS} Who will pay?")
    assert "quoted" not in set(
        told["speech"][told["side"].astype("str") == "reporter"].astype("str")
    )
