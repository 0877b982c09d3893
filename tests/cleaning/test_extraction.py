from os.path import commonprefix

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.cleaning.extraction import MAX_LINES, _place, judge_records
from analysis.cleaning.html_extraction import NotReadable
from analysis.cleaning.pages import normalise
from analysis.sources.source import Record

BODY = "India and Japan have agreed to build new ships together, the ministers said in Tokyo."


def judge(text, keep="auto", crawled=None):
    (found,) = judge_records([Record("a", "a.txt", 0, text)], keep=[keep], crawled=[crawled])
    if isinstance(found, NotReadable):
        raise found
    return found


@pytest.mark.parametrize(
    ("text", "outcome", "line"),
    [
        (f"{BODY}\n\u202e{BODY}", "read without them", 2),
        (f"{BODY}\n\nIndiaâ€™s envoy", "read, repaired", 3),
        (f"{BODY}\n<script>x</script>", "read without them", 2),
        (
            "Menu\nthe ministers have agreed to meet again\n"
            + "in the course of the year, they said\n" * 12,
            "read, joined",
            1,
        ),
    ],
)
def test_what_is_odd_is_remarked_by_line(text, outcome, line):
    remarks = judge(text).remarks
    assert [(r[0], r[3]) for r in remarks] == [(line, outcome)]


def test_a_million_lines_are_refused():
    for sign in "\n\r\x0b\u2028":  # U+0085 in number is what cp1252 calls an ellipsis, and repaired
        with pytest.raises(NotReadable, match="100,000 lines"):
            judge(sign * (MAX_LINES + 1) + BODY)


def test_a_single_line_of_a_book_is_read():
    assert (
        len(
            judge(
                " ".join(f"On day {i} it was said that {BODY[:40]}." for i in range(12_000))
            ).page.body
        )
        > 800_000
    )


@settings(max_examples=examples(150))
@given(st.text(), st.sampled_from(["auto", "all", "1"]))
def test_any_text_is_judged_or_refused_and_kept_plus_dropped_lines_are_all(text, keep):
    try:
        judged = judge(text, keep=keep)
    except NotReadable:
        return
    assert [line.line_no for line in judged.page.lines] == list(
        range(1, len(judged.page.lines) + 1)
    )
    if not judged.remarks:
        assert "\n".join(line.text for line in judged.page.lines) == normalise(text)


def test_a_body_comes_back_as_it_is(corpus):
    for text in corpus.documents["text"]:
        assert judge(text).page.body == text and judge(text, keep="all").page.body == text


@settings(max_examples=examples(200))
@given(st.text(alphabet="ab\n😀"), st.text(alphabet="ab\n😀"), st.text(alphabet="ab\n😀"))
def test_the_line_from_which_texts_differ_is_that_behind_what_they_share(start, old, new):
    """Second route: one character after the other."""
    for a, b in ((start + old, start + new), (start, start), ("", start)):
        assert _place(a, b) == commonprefix([a, b]).count("\n") + 1


def test_what_interrupts_an_article_in_markup_goes_unless_it_is_all():
    def page(*paragraphs):
        said = "".join(f"<p>{text}</p>" for text in paragraphs)
        return f"<html><body><article><h1>Ships</h1>{said}</article></body></html>"

    found = judge(
        page(BODY, "Advertisement", "Story continues below", BODY.replace("ships", "ports"))
    )
    assert found.page.body.split("\n") == [BODY, BODY.replace("ships", "ports")]
    gone = {line.text: line.reason for line in found.page.lines if line.reason == "prompt"}
    assert gone == {"Advertisement": "prompt", "Story continues below": "prompt"}


@pytest.mark.parametrize(
    ("said", "stamped"),
    [
        (["12 de marzo de 2023"], True),
        (["2023年3月12日"], True),
        (["ayer"], False),
    ],
)
def test_the_words_of_the_only_time_of_a_page_are_its_stamp(said, stamped):
    times = "".join(f"<time>{words}</time>" for words in said)
    text = f"<html><body><article><h1>Ships</h1>{times}<p>{BODY}</p><p>{BODY}</p></article></body></html>"
    found = [(line.text, line.reason) for line in judge(text).page.lines]
    assert ((said[0], "time stamp") in found) is stamped
    assert found[-1][0].endswith(BODY)


PROSE = "\n\nThe ministers of both countries met in the port to talk of trade and of fish.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Remarks on trade in Osaka", "Remarks on trade in Osaka"),
        ("Speech\nRemarks on trade in Osaka\n3 May 2021", "Remarks on trade in Osaka"),
        ("FOR IMMEDIATE RELEASE\nMay 3, 2021\nTrade talks of May 2021", "Trade talks of May 2021"),
        ("Monday, 3rd May 2021\nOn the sea and on fish", "On the sea and on fish"),
        ("Mr. President", ""),
        ("Good morning everyone", ""),
        ("Ann Lee: Thank you all for coming", ""),
        ("We met in Osaka today.", ""),
        ("1. We met in Osaka today", ""),
        ("3 May 2021", ""),
    ],
)
def test_a_text_that_is_kept_whole_has_the_headline_above_it_for_a_title(head, title):
    text = head + PROSE
    (judged,) = judge_records([Record("a", "a.txt", 0, text)], keep=["all"], crawled=[None])
    assert judged.page.title == title
    assert not [line for line in judged.page.lines if line.reason not in ("", "blank")]
    (row,) = judge_records([Record("a", "a.csv", 2, text)], keep=["all"], crawled=[None])
    assert row.page.title == ""
