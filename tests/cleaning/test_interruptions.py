"""Lines that interrupt an article go, and nothing below them does."""

import pytest

from analysis.cleaning.interruptions import interrupts
from analysis.cleaning.pages import judge_page

MARKS = [
    "ADVERTISEMENT", "Advertisement", "- Advertisement -", "Advertisement 3", "Advertisement · Scroll to continue",
    "ADVERTISEMENT - CONTINUE READING BELOW", "Story continues below", "Story continues below advertisement",
    "Article continues below this ad", "(The article continues after the video)", "Scroll down to continue reading",
    "Continue reading the main story", "This advertisement has not loaded yet, but your article continues below.",
    "Skip advertisement", "after newsletter promotion", "Anzeige", "Publicité", "La suite après cette publicité",
    "Реклама", "- 広告 -", "Der Artikel wird nach der Anzeige fortgesetzt",
]  # fmt: skip
PROSE = [
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
