"""Lines above an article that say its title, date and source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.sources.head_lines import split_head_lines

BODY = (
    "India and Japan agreed on Tuesday to deepen cooperation on supply chains, ministers said.\n\n"
    "They will meet again next year in Delhi. Officials said that the talks had been useful.\n"
)
TITLE = "India and Japan agree on supply chains"
SAID = {"title": TITLE, "date": "6 October 2020", "source": "The Ledger"}


@pytest.mark.parametrize(
    "head",
    [
        f"Title: {TITLE}\nDate: 6 October 2020\nSource: The Ledger\n",
        f"Date: 6 October 2020\nTitle: {TITLE}\nSource: The Ledger\n\n",
        f"SOURCE: The Ledger\n\nDATE: 6 October 2020\n\nTITLE: {TITLE}\n\nTEXT:\n",
        f"\ufeffHeadline:{TITLE}\r\nPublication:The Ledger\r\nPublished:6 October 2020\r\n\r\n",
        f"**Title:** {TITLE}\n**Date:** 6 October 2020\n**Source:** The Ledger\n\n",
        f"Titel: {TITLE}\nDatum: 6 October 2020\nQuelle: The Ledger\n\n",
        f"标题：{TITLE}\n日期：6 October 2020\n来源：The Ledger\n\n",
    ],
)
def test_what_the_lines_say_is_taken_and_is_no_body(tmp_path, head):
    fields, text = split_head_lines(head + BODY)
    assert fields == SAID and text.strip("\ufeff\r\n") == BODY.strip()
    assert text.count("\n") == (head + BODY).count("\n")
    (tmp_path / "a.txt").write_bytes((head + BODY).encode())
    document = read_corpus(tmp_path).documents.iloc[0]
    assert document["title"] == TITLE and document["source"] == "The Ledger"
    assert str(document["date"])[:10] == "2020-10-06"
    assert " ".join(document["text"].split()) == " ".join(BODY.split())


def test_what_else_they_say_becomes_a_column(tmp_path):
    head = (
        f"{TITLE}\nBy: Jane Roe\nURL: https://ledger.example/a\nSection: World\nDate: 2020-10-06\n"
    )
    (tmp_path / "a.txt").write_text(head + BODY)
    document = read_corpus(tmp_path).documents.iloc[0]
    assert document["author"] == "Jane Roe" and document["section"] == "World"
    assert document["url"] == "https://ledger.example/a" and document["title"] == TITLE
    assert str(document["date"])[:10] == "2020-10-06" and "Jane" not in document["text"]


def test_text_behind_its_own_label_stays():
    fields, text = split_head_lines(f"Title: {TITLE}\nDate: 2020\nText: They met.\nAnd left.\n")
    assert fields == {"title": TITLE, "date": "2020"} and text == "\n\nThey met.\nAnd left.\n"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Title: {TITLE}\n{BODY}",
        f"Reporter: What did they say?\nAuthor: Little about it.\n{BODY}",
        f"{TITLE}\n\n{BODY}\nDate: 2020\nSource: Reuters\n",
        f"{TITLE}\n{BODY}Date: 2020\nSource: Reuters\n",
        "Section: World\nTags: a, b\n" + BODY,
        "",
        "Title:",
    ],
)
def test_other_lines_stay_as_they_are(text):
    assert split_head_lines(text) == ({}, text)


def test_front_matter_of_a_text_file_is_read(tmp_path):
    head = f'---\ntitle: "{TITLE}"\ndate: 2020-10-06\nsource: The Ledger\n---\n\n'
    (tmp_path / "a.txt").write_text(head + BODY)
    document = read_corpus(tmp_path).documents.iloc[0]
    assert document["title"] == TITLE and document["source"] == "The Ledger"
    assert document["lines"].startswith("7") and "---" not in document["text"]


_PARTS = st.sampled_from(
    ["Title: ", "Date: ", "Source: ", "By:", "\n", "\r\n", "x", "\u2028", ": "]
)


@given(st.lists(_PARTS, max_size=30).map("".join))
def test_no_line_is_lost_or_won(text):
    fields, left = split_head_lines(text)
    assert left.splitlines() == text.splitlines() or fields
    assert len(left.split("\n")) == len(text.split("\n"))
