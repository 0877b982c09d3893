import re

import pytest
from ftfy import fix_encoding
from ftfy.badness import is_bad
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.sources.mending import _C1, _LIGATURES, _REPAIR, repair, unwrap


@pytest.mark.parametrize(
    "words", ["India’s “new” partner", "São Paulo café", "The minister – “naïve”…", "Łódź"]
)
def test_mojibake_is_repaired_and_good_text_is_not_touched(words):
    # ftfy's, which knows the five bytes that cp1252 leaves out
    mangled = words.encode().decode("sloppy-windows-1252")
    assert repair(words) == words and repair(f"{words}\n{words}") == f"{words}\n{words}"
    assert repair(f"good “line”\n{mangled}").split("\n") == ["good “line”", words]


@settings(max_examples=examples(200))
@given(st.text())
def test_repairing_text_that_ascii_writes_changes_nothing_and_all_can_be_stored(text):
    repair(text).encode("utf-8")
    ascii_only = text.encode("ascii", "ignore").decode()
    assert repair(ascii_only) == ascii_only


def test_surrogates_of_json_become_characters():
    assert repair("\ud83d\ude00 \ud800") == "😀 \ufffd"


@settings(max_examples=examples(300))
@given(st.text(alphabet="aZ \x8d ﬁﬀﬆ\x80\x93\x9d\xa0éÂâ€™\u2013\n\ufb07\ufaff😀"))
def test_only_lines_that_look_mangled_are_given_to_ftfy(text):
    """Second route: every line looked at, then Windows' signs and joined letters by patterns."""
    lines = [fix_encoding(line, _REPAIR) if is_bad(line) else line for line in text.split("\n")]
    plain = "\n".join(lines)
    if re.search("[^\x81\x85\x8d\x8f\x90\x9d]", re.sub("[^\x80-\x9f]", "", plain)):
        plain = re.sub("[\x80-\x9f]", lambda sign: _C1[ord(sign[0])], plain)
    assert repair(text) == re.sub("[\ufb00-\ufb06]", lambda sign: _LIGATURES[ord(sign[0])], plain)


PARAGRAPHS = [
    "The ministers of the two countries have agreed that they will build new ships together in the next ten years, and "
    "they said that the first of them shall be ready before the next meeting in Tokyo.",
    "They spoke of trade, too, and of the sea. It was the third meeting of this kind, which the two sides hold in turn "
    "every year; none of the earlier ones had led to a plan of so large a size.",
]


@pytest.mark.parametrize("gap", ["\n\n", "\n  "])
def test_lines_of_a_fixed_width_are_joined_again(gap):
    import textwrap

    wrapped = gap.join("\n".join(textwrap.wrap(p, 50)) for p in PARAGRAPHS * 2)
    assert unwrap(wrapped).splitlines() == PARAGRAPHS * 2


def test_a_page_number_within_a_paragraph_comes_after_it():
    lines = ["the ministers have agreed that they", "will build new ships together"] * 6
    text = "\n".join([*lines, "", "27 10-55128", "", "in the next ten years, they said."])
    assert unwrap(text).splitlines() == [
        " ".join([*lines, "in the next ten years, they said."]),
        "27 10-55128",
    ]


@settings(max_examples=examples(100))
@given(st.lists(st.text(alphabet="ab cAB.,-\u00e9", max_size=60), max_size=40), st.integers(20, 90))
def test_joining_keeps_every_letter_in_number_and_is_done_once(lines, width):
    text = "\n".join(line.ljust(width, "x") for line in lines)
    joined = unwrap(text)
    assert sorted(joined.replace(" ", "").replace("\n", "")) == sorted(
        text.replace(" ", "").replace("\n", "")
    )


def test_a_menu_and_a_page_stay_as_they_are(corpus):
    from pathlib import Path

    menu = "home\nnews\nworld\nsport\n" * 10
    assert unwrap(menu) == menu
    for file in Path(__file__).parents[1].joinpath("seeds").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert unwrap(text) == text and repair(text) == text


def test_signs_of_windows_that_were_read_as_latin_1_come_back_and_joined_letters_come_apart():
    said = "The minister’s “plan” – a significant one – was told to his officers."
    assert repair(said.encode("cp1252").decode("latin-1")) == said
    assert repair("a signi\ufb01cant o\ufb00er") == "a significant offer"
    assert (
        repair("a line\x85another, é") == "a line\x85another, é"
    )  # a break, if nothing else shows
