"""Times come off the labels of a transcript, and nothing else does."""

import pytest
from growth import growth

from analysis import attribute_speech, read_corpus, split_sentences
from analysis.cleaning.turn_labels import find_openings
from analysis.cleaning.turn_times import drop_turn_times

FORMS = ["[00:0{}:05] {}:", "(0:{}5) {}:", "00:0{}:05 {}:", "0:{}5 - {}:"]
BEHIND = ["{1} (14:0{0}):", "{1} [00:0{0}:10]:"]
TURNS = [("Host", "Why is the port closed?"), ("Ann Lee", "The ships of Norland are safe."),
         ("Host", "And the fish?"), ("Ann Lee", "We condemn what was done to them.")]  # fmt: skip


@pytest.mark.parametrize("form", [*FORMS, *BEHIND])
def test_times_before_and_within_labels_come_off(form):
    lines = [f"{form.format(i, who)} {said}" for i, (who, said) in enumerate(TURNS)]
    assert drop_turn_times("\n".join(lines)).split("\n") == [f"{w}: {s}" for w, s in TURNS]


@pytest.mark.parametrize("form", ["{1}  0{0}:15", "{1} - 00:0{0}:15", "{1}\t[0{0}:15]"])
def test_a_name_and_a_time_on_a_line_of_their_own_label_the_line_below(form):
    text = "\n".join(f"{form.format(i, who)}\n{said}\n" for i, (who, said) in enumerate(TURNS))
    lines = drop_turn_times(text).split("\n")
    assert lines[1::3] == [f"{who}: {said}" for who, said in TURNS]
    assert text.count("\n") == len(lines) - 1


@pytest.mark.parametrize(
    "text",
    [
        "Timetable\n10:00 Opening\n10:30 Talks on trade: ships\n11:00 Lunch",
        "The train left at 10:15.\nIt came at 11:20: late.\nNobody met it at 12:30.",
        "[00:05] Host: Why?",
        "John 3:16\nFor God so loved it.\nJohn 3:17\nFor God sent him.\nMark 3:18\nThese.",
        "Oslo  09:15\nGate 4, on time today.\nBergen  09:40\nGate 5.\nOslo  10:15\nGate 4.",
        "Ann Lee  14:15\nThe winner.\nBo Oak  14:16\nShe came second.\nCy Elm  14:17\nThird.",
        "North Station  08:05\nOne.\nSouth Pier  08:15\nTwo.\nNorth Station  08:35\nThree.",
        "[12:00:01] ERROR: a\n[12:00:02] INFO: b\n[12:00:03] ERROR: c",
        "Al Baqarah 2:15\nOne.\nAl Imran 3:10\nTwo.\nAl Baqarah 2:16\nThree.",
        "Kane (12:30): header\nSaka (44:10): penalty",
        "0:0:0.0 --> 0:0:4.2\nLondon\nis cold.\n\n0:0:4.2 --> 0:0:9.0\nParis\nis warm.",
        "09:00 Opening: words\n10:00 Trade: ships\n11:00 Closing: thanks",
    ],
)
def test_other_times_stay(text):
    assert drop_turn_times(text) == text


UNITS = [
    "-",
    "A-",
    "A ",
    "A B-C ",
    " ",
    "1:00 ",
    "[1:00] ",
    "A (",
    "A 1:00\n",
    "1:00 A: b\n",
    "A.",
    "A - ",
    "1:00 -- ",
    "0:0:0.0 --> ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_in_proportion_to_the_text(unit):
    head = "1:00 x\n2:00 y\nA"
    call = lambda n: drop_turn_times(head + unit * (n // len(unit)))  # noqa: E731
    assert growth(call, 4_000, floor=0.01) < 24


def test_what_a_meeting_is_written_down_as_is_turns():
    cues = [f"0:0:{i}.0 --> 0:0:{i + 4}.2\n{w}\n{said}" for i, (w, said) in enumerate(TURNS)]
    lines = drop_turn_times("\n\n".join(cues)).split("\n")
    assert lines[2::4] == [f"{w}: {said}" for w, said in TURNS]


HANSARD = """House of Deputies
7 September 2022

Mr OAK (Estford—Leader of the Opposition) (14:01): My question is to the Minister of Trade. Does he support the treaty?

Mr ELM (Sudham—Minister of Trade) (14:02): We do support the treaty. Norland should not be surprised.

Ms ASH: Point of order.
"""


def test_members_of_a_parliament_speak_under_their_labels(tmp_path):
    (tmp_path / "a.txt").write_text(HANSARD)
    documents = read_corpus(tmp_path).documents
    rows = attribute_speech(split_sentences(documents), documents)
    said = dict(zip(rows["text"].str.rpartition(": ")[2], rows["speaker"], strict=True))
    assert said["Does he support the treaty?"] == "OAK"
    assert said["Norland should not be surprised."] == "ELM" and said["Point of order."] == "ASH"


def test_labels_of_members_and_of_numbered_speakers_are_turns_without_a_question():
    lines = ["Mr OAK: It is so.", "Ms ASH: It is not.", "Mr OAK: It is."]
    assert [one.words for one in find_openings(lines).values()] == ["Mr OAK", "Ms ASH", "Mr OAK"]
    lines = ["Speaker 1: It is so.", "Speaker 2: It is not.", "Speaker 1: It is."]
    assert len(find_openings(lines)) == 3
    guests = ["Mr. Bo Oak: Chief of Staff", "Ms. Ann Lee: Envoy", "Mr. Cy Elm: Minister"]
    assert not find_openings(guests)
    assert not find_openings(["Mr Oak: trade", "Mr Oak: ships", "Mr Oak: fish"])
    assert not find_openings(["Article 1: It is so.", "Article 2: It is not.", "Article 3: It is."])
