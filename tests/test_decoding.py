import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.sources.decoding import Undecodable, decode
from analysis.sources.mending import repair, unwrap

SAMPLES = {
    "cp1252": "The minister’s words – “we’ll meet” – weren’t new, an officer said in São Paulo.",
    "cp1250": "Minister spraw zagranicznych powiedział, że spotkanie odbędzie się w przyszłym tygodniu w Łodzi.",
    "cp1251": "Министр иностранных дел заявил, что переговоры в Москве прошли успешно и стороны договорились о встрече.",
    "cp1253": "Ο υπουργός Εξωτερικών δήλωσε ότι οι συνομιλίες στην Αθήνα ήταν εποικοδομητικές και θα συνεχιστούν.",
    "cp932": "外務大臣は東京で会談し、両国の安全保障協力を強化することで合意したと述べた。",
    "gb18030": "外交部长在北京举行会谈，双方同意加强安全合作，并将于下周再次会面。",
    "utf-16": "The minister’s words",
    "utf-16-le": "The minister’s words were not new",
    "utf-16-be": "The minister’s words were not new",
    "utf-32": "The minister’s words",
    "utf-8-sig": "The minister’s words",
    "utf-8": "The minister’s words",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_encodings_in_which_news_is_found(encoding):
    assert decode(SAMPLES[encoding].encode(encoding))[0] == SAMPLES[encoding]


def test_utf_8_that_is_cut_off_or_holds_a_few_bytes_of_cp1252():
    assert decode("“It is” naïve".encode() + b"\xe2\x80")[0] == "“It is” naïve"
    assert decode("“It is” naïve, ".encode() + b"isn\x92t it")[0] == "“It is” naïve, isn’t it"
    assert decode(b"a caf\xe9")[0] == "a café"


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"a\nb\0", 2), (b"a\n\n\x81\x8d\xff", 3), (b"\xff\xfea\x00\n\x00\x00\xd8", 2)],
)
def test_what_is_no_text_is_refused_by_line(raw, line):
    with pytest.raises(Undecodable) as error:
        decode(raw)
    assert error.value.line == line


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_utf_8_is_never_taken_for_another(text):
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, "utf-8")


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_are_decoded_or_refused(raw):
    try:
        text, _ = decode(raw)
    except Undecodable as error:
        assert 1 <= error.line <= raw.count(b"\n") + 1
    else:
        text.encode("utf-8")


@pytest.mark.parametrize(
    "words", ["India’s “new” partner", "São Paulo café", "The minister – “naïve”…", "Łódź"]
)
def test_mojibake_is_repaired_and_good_text_is_not_touched(words):
    # ftfy's, which knows the five bytes that cp1252 leaves out
    mangled = words.encode().decode("sloppy-windows-1252")
    assert repair(words) == words and repair(f"{words}\n{words}") == f"{words}\n{words}"
    assert repair(f"good “line”\n{mangled}").split("\n") == ["good “line”", words]


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_repairing_text_that_ascii_writes_changes_nothing_and_all_can_be_stored(text):
    repair(text).encode("utf-8")
    ascii_only = text.encode("ascii", "ignore").decode()
    assert repair(ascii_only) == ascii_only


def test_surrogates_of_json_become_characters():
    assert repair("\ud83d\ude00 \ud800") == "😀 \ufffd"


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


@settings(max_examples=100, deadline=None)
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
