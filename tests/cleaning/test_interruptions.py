"""Lines that interrupt an article go, and nothing below them does."""

from unittest.mock import patch

import pytest

from analysis.cleaning.interruptions import interrupts
from analysis.cleaning.line_classifier import score_lines
from analysis.cleaning.pages import judge_page, judge_pages
from analysis.dating.page_dates import find_date

MARKS = [
    "ADVERTISEMENT", "Advertisement", "- Advertisement -", "Advertisement 3", "Advertisement · Scroll to continue",
    "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below", "Story continues below advertisement",
    "Article continues below this ad", "(The article continues after the video)", "Scroll down to continue reading",
    "Continue reading the main story", "This advertisement has not loaded yet, but your article continues below.",
    "Skip advertisement", "after newsletter promotion", "Anzeige", "Publicité", "La suite après cette publicité",
    "Реклама", "- 広告 -", "Der Artikel wird nach der Anzeige fortgesetzt",
]  # fmt: skip
PROSE = [
    "The text continues below the line that both sides drew.", "The report continues under a new chairman.",
    "The interview continues after the election.",
    "Continue reading the story of the two seas", "Scroll to more than one treaty in this list", "This story continues after the war.",
    "Continue reading", "The story continues", "Advertisement for the post closes on Monday", "Scroll", "Read more",
    "Ad hoc talks", "The text continues below the map of the two seas, which both sides signed after long talks in May.",
    "Adverse weather", "", "Werbung für den Frieden", "Adsl",
]  # fmt: skip
PARAGRAPHS = [
    "NEW DELHI: India and Japan agreed on Thursday to work together on chips, officials said after talks in the capital.",
    "The two sides also discussed the Indo-Pacific and the war in Ukraine, according to a statement.",
    "They agreed to meet again in Tokyo next year, and to set up a working group on rare earths.",
    "The ministers will brief their parliaments in June, a spokesman added.",
]


@pytest.mark.parametrize("text", MARKS)
def test_an_interruption_is_told(text):
    assert interrupts(text) and interrupts(text.upper())


@pytest.mark.parametrize("text", PROSE)
def test_nothing_else_is(text):
    assert not interrupts(text)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("several", [1, 3])
def test_an_article_goes_on_below_it(mark, several):
    between = "\n\n".join(["", *[mark] * several, ""])
    page = judge_page("India and Japan agree on chips\n\n" + between.join(PARAGRAPHS))
    assert page.body.split("\n") == PARAGRAPHS
    assert {line.reason for line in page.lines if line.text == mark} == {"prompt"}


def test_different_ones_between_two_paragraphs_part_nothing():
    between = "\n\nAdvertisement\n\nStory continues below\n\nScroll to continue\n\n"
    assert judge_page(between.join(PARAGRAPHS)).body.split("\n") == PARAGRAPHS


BOXES = {
    "audio": ["Listen 3:45", "Download", "Embed"],
    "letter": ["Sign up", "Enter your email address"],
    "poll": ["Should India join?", "Yes", "No", "Vote"],
    "gallery": ["1 of 4", "Next", "Previous", "View gallery"],
}


@pytest.mark.parametrize("box", BOXES)
def test_the_last_paragraph_stays_below_a_box(box):
    page = judge_page("\n\n".join([*PARAGRAPHS[:3], *BOXES[box], PARAGRAPHS[3]]))
    assert page.body.split("\n") == PARAGRAPHS


@pytest.mark.parametrize("sentence", [
    "Related disputes in the north have been quiet for a decade.", "See also the annex, which names eleven villages.",
    "Recommended changes to the draft fill forty pages.",
])  # fmt: skip
def test_a_sentence_that_begins_as_a_link_does_is_none(sentence):
    page = judge_page("\n\n".join([*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]]))
    assert page.body.split("\n") == [*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]]


@pytest.mark.parametrize(
    "link",
    [
        "Read more: Quad ministers to meet",
        "Related: What is the Quad?",
        "Also read | Talks resume.",
        "Related: The ministers of both countries will meet again in Tokyo.",
        "Lesen Sie auch: Treffen in Tokio",
        "LIRE AUSSI : Les ministres se rencontrent",
        "À lire aussi : Les ministres se rencontrent",
        "Lea también: Los ministros hablan",
        "Leggi anche: I ministri parlano",
        "Читайте также: Встреча в Токио",
        "Image caption, The ministers in New Delhi on Thursday.",
        "Image source, Getty Images",
    ],
)
def test_a_label_with_its_headline_is_one(link):
    page = judge_page("\n\n".join([*PARAGRAPHS[:2], link, *PARAGRAPHS[2:]]))
    assert page.body.split("\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "name", ["Talks fail", "Interview with Ana Reyes", "Joint Statement by Kestria and Valmora"]
)
def test_name_and_day_above_a_copied_text_stay_with_an_advertisement_in_it(name):
    page = judge_page(
        "\n\n".join([f"{name}\n14 May 2022", *PARAGRAPHS[:2], "Advertisement", *PARAGRAPHS[2:]])
    )
    assert page.title == name and str(find_date(page).day) == "2022-05-14"


def test_a_page_that_ends_with_one_says_nothing_of_the_next():
    ends = "\n".join([*PARAGRAPHS, "Advertisement"])
    begins = "\n".join(["Advertisement", "Menu", *PARAGRAPHS])
    pages = [ends, begins, "", begins, ends, begins]
    with patch("analysis.cleaning.boilerplate.score_lines", wraps=score_lines) as scored:
        alone = [judge_page(page) for page in pages]
        asked = sum(len(call.args[0].texts) for call in scored.call_args_list)
        scored.reset_mock()
        assert judge_pages(pages) == alone
        assert sum(len(call.args[0].texts) for call in scored.call_args_list) == asked
