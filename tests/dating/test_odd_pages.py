"""Made-up pages whose date is easily misread: none may be certain and wrong."""

from datetime import date

import pytest

from analysis.cleaning.pages import judge_page
from analysis.dating.page_dates import find_date

DAY = date(2021, 5, 4)
MENU = ["Velmora Courier", "Home", "Region", "Markets", "Letters", "Sign in"]
TITLE = "Velmora and Istrand sign a pact on harbour dues"
TEXT = [
    "The harbour ministers of Velmora and Istrand signed a pact on dues on Tuesday, ending two years of quarrels.",
    "Ships of both states will pay the same rate from the autumn on, a spokeswoman said at the quay in Lowen.",
    "Fishermen had asked for the pact since the winter, when the rates were last raised by the harbour board.",
]
FOOT = [
    "Most read",
    "Ferry to Lowen runs again",
    "Contact",
    "Terms of use",
    "© 2021 Velmora Courier",
]
ROWS = [
    "2019-03-02 Anna Lee 31 m",
    "2019-03-09 Petrel 28 m",
    "2019-04-11 Osprey 40 m",
    "2020-01-05 Dunlin 22 m",
]
LIST = [
    line
    for title, day in (
        ("Board raises the harbour dues", "April 2, 2021"),
        ("Storm damages quay in Lowen", "March 30, 2021"),
        ("Istrand elects a new mayor", "March 11, 2021"),
        ("Ferry sold to Istrand line", "February 27, 2021"),
    )
    for line in (title, day)
]
LISTED = [f"{LIST[k + 1]}: {LIST[k]}" for k in range(0, len(LIST), 2)]

SUMMARIES = [
    "The harbour board of Lowen has raised its dues for the third time in as many years, to the dismay of fishermen.",
    "A storm has torn a hole into the old quay, which the city means to mend before the herring season begins.",
    "Istrand has elected a mayor who promised cheaper berths for small boats, and fewer for the ferry line.",
    "Owners of the ferry sold it on Monday to a line from Istrand, which will run it twice a day from June.",
    "Divers found the bell of a ship that sank two hundred years ago, and gave it to the museum in Lowen.",
]


def read(*lines, **options):
    return find_date(judge_page("\n".join(lines)), **options)


EXACT = {
    "masthead has the words of the stamp": ["May 4, 2021", *MENU, TITLE, "May 4, 2021", *TEXT, *FOOT],
    "masthead has another day": ["Thursday, May 6, 2021", *MENU, TITLE, "May 4, 2021", *TEXT, *FOOT],
    "masthead in the stamp's form with an author": [
        MENU[0], "4 May 2021", *MENU[1:], TITLE, "By Ana Brandt | 4 May 2021", *TEXT, *FOOT],
    "masthead in small print above": ["Skip to content", "12°C", "Tuesday 4 May 2021", *MENU, TITLE, "4 May 2021", *TEXT],
    "masthead once more below the menu": [
        "May 6, 2021", *MENU, "May 6, 2021", *MENU[1:], TITLE, "May 4, 2021", *TEXT, *FOOT],
    "dated rows in the text": [*MENU, TITLE, "May 4, 2021", TEXT[0], *ROWS, *TEXT[1:], *FOOT],
    "dated rows first in the text": [*MENU, TITLE, "May 4, 2021", *ROWS, *TEXT, *FOOT],
    "a table with a cell a line": [
        *MENU, TITLE, "May 4, 2021", TEXT[0], *[c for r in ROWS for c in r.split(" ", 1)], *TEXT[1:], *FOOT],
    "points with dates": [*MENU, TITLE, "May 4, 2021", *TEXT, *[f"• {r}" for r in LISTED], *FOOT],
    "a timeline with headings": [
        *MENU, TITLE, "May 4, 2021", TEXT[0],
        *[x for n, t in enumerate(TEXT * 2) for x in (f"{n + 2} March 2018", t)], *FOOT],
    "dated items above": [*MENU, *LISTED, TITLE, "May 4, 2021", *TEXT, *FOOT],
    "dated items above and a long stamp": [
        *MENU, *LISTED, TITLE,
        "May 4, 2021, from Lowen by Ana Brandt, filed under Harbours, Dues, Ferries and the Board of Trade of Istrand", *TEXT],
    "items and their days above": [*MENU, *LIST, TITLE, "May 4, 2021", *TEXT, *FOOT],
    "items and their days below": [*MENU, TITLE, "May 4, 2021", *TEXT, *FOOT, *LIST],
    "items and their days soon below": [*MENU, TITLE, "May 4, 2021", TEXT[0], "More", *LIST],
    "comments": [*MENU, TITLE, "May 4, 2021", *TEXT, "Comments", "Jo", "May 5, 2021 at 9:01 am", "Ed", "May 8, 2021 at 1:10 pm"],
    "published and updated": [*MENU, TITLE, "Published May 4, 2021 Updated May 9, 2021", *TEXT, *FOOT],
    "updated and published": [*MENU, TITLE, "Updated May 9, 2021 | Published May 4, 2021", *TEXT, *FOOT],
    "in two lines": [*MENU, TITLE, "Last updated: May 9, 2021", "First published: May 4, 2021", *TEXT, *FOOT],
    "labels in lines of their own": [*MENU, TITLE, "Updated", "May 9, 2021", "Published", "May 4, 2021", *TEXT, *FOOT],
    "a day and an update": [*MENU, TITLE, "4 May 2021Updated 9 May 2021", *TEXT, *FOOT],
    "an update far below": [*MENU, TITLE, "4 May 2021", *TEXT, *FOOT, "Page updated 1 January 2024"],
    "either, and a weekday": [*MENU, TITLE, "Tue 04/05/2021", *TEXT, *FOOT],
    "either, and a weekday in Spanish": [*MENU, TITLE, "martes, 04/05/2021", *TEXT, *FOOT],
    "either, and another date": [*MENU, TITLE, "04/05/2021", *TEXT, "Comments", "Jo", "23/05/2021", *FOOT],
    "either with hyphens": [*MENU, TITLE, "04-05-2021", *TEXT, "Comments", "Jo", "23-05-2021", *FOOT],
    "either, and a day in the text": [*MENU, TITLE, "05/04/2021", TEXT[0].replace("Tuesday", "May 4"), *TEXT[1:]],
    "either, and the zone": [*MENU, TITLE, "05/04/2021 10:00 AM EDT", *TEXT, *FOOT],
    "either, and a zone of Europe": [*MENU, TITLE, "04/05/2021 - 13:55 CEST", *TEXT, *FOOT],
    "either, and the site": [*MENU, TITLE, "04/05/2021", *TEXT, "© VelmoraCourier.ie 2021"],
    "a blog's day above its post": ["Quay Notes", "Tuesday, May 4, 2021", TITLE, *TEXT, "Posted by Ana at 9:05 PM"],
    "author and day touch": [*MENU, TITLE, "Ana BrandtMay 4, 2021", *TEXT, *FOOT],
    "a counter touches the day": [*MENU, TITLE, "by Ana BrandtMay 4, 202101747", *TEXT, *FOOT],
    "the day touches the standfirst": [*MENU, TITLE, "Will the pact hold through the winter?Tuesday, 4 May 2021", *TEXT],
    "the headline twice": [*MENU, TITLE, "May 4, 2021", "By Ana Brandt", "Listen", TITLE, *TEXT, *FOOT],
    "one dated item beside": [*MENU, TITLE, "May 4, 2021", *TEXT, "Related", "Dues rise", "April 2, 2021"],
    "a caption with a day": [*MENU, TITLE, "May 4, 2021", "The quay in Lowen, 3 June 2018. Photo: Velmora Courier", *TEXT],
    "short paragraphs throughout": [
        *MENU, TITLE, "May 4, 2021", "The pact is dead.", "Nobody killed it.", "It was left out in the rain.", *FOOT],
    "short paragraphs below author and day, without a menu": [
        "Leave it in the rain", "By Ana Brandt", "4 May 2021", "The pact is dead.", "Nobody killed it.", "It rained.", *FOOT],
    "posts of others above": [
        *MENU, "Posted on May 3, 2021: Dues rise again", "Posted on May 2, 2021: Ferry sold", TITLE, "May 4, 2021", *TEXT, *FOOT],
    "a deadline": [*MENU, TITLE, "Deadline: 30 June 2021", "4 May 2021", *TEXT, *FOOT],
}  # fmt: skip


@pytest.mark.parametrize("kind", EXACT)
def test_the_article_s_own_day_is_found(kind):
    found = read(*EXACT[kind])
    assert (found.low, found.high) == (DAY, DAY), found


OPEN = {
    "masthead alone": ["Tuesday, May 4, 2021", *MENU, TITLE, *TEXT, *FOOT],
    "masthead over the headline": [MENU[0], "Tuesday, May 4, 2021", "Subscribe to the Courier", TITLE, *TEXT, *FOOT],
    "updated alone": [*MENU, TITLE, "Updated May 9, 2021", *TEXT, *FOOT],
    "updated in a line of its own": [*MENU, TITLE, "Last updated:", "May 9, 2021", *TEXT, *FOOT],
    "changed at the end": [*MENU, TITLE, *TEXT, "This page was last modified on 9 May 2021", *FOOT],
    "rows without a stamp": [*MENU, TITLE, TEXT[0], *ROWS, *TEXT[1:], *FOOT],
    "items below without a stamp": [*MENU, TITLE, *TEXT, *FOOT, *LIST],
    "posts of a blog": [
        "Quay Notes", "Tuesday, May 4, 2021", "Dues rise again", TEXT[0], "Posted by Ana at 9:05 PM",
        "Monday, May 3, 2021", "Ferry sold", TEXT[1], "Posted by Ana at 8:01 PM"],
    "hours ago, beside a dated item": [*MENU, TITLE, "2 hours ago", *TEXT, "Related", "Dues rise", "April 2, 2021"],
    "one dated item below": [*MENU, TITLE, *TEXT, "Related", "Dues rise again | April 2, 2021", *FOOT],
    "one comment": [*MENU, TITLE, *TEXT, "Comments", "Jo Reed says: May 5, 2021 at 9:01 am", "Well done."],
    "posts with summaries": [
        "Quay Notes", "About", "Archive", *[x for n, t in enumerate(SUMMARIES) for x in (t[:34], f"May {n + 2}, 2021", t)]],
    "hours ago, and a dated item in the text": [
        *MENU, TITLE, "2 hours ago", TEXT[0], "Related", "Dues rise", "April 2, 2021", *TEXT[1:], *FOOT],
    "yesterday": [*MENU, TITLE, "Yesterday, 10:30", *TEXT, *FOOT],
    "a deadline alone": [*MENU, TITLE, "Apply until 30 June 2021", *TEXT, *FOOT],
    "an event": [*MENU, TITLE, "Event date: 30 June 2021", *TEXT, *FOOT],
    "a version": [*MENU, TITLE, "Version 3, 30 June 2018", *TEXT, *FOOT],
    "a member": [*MENU, TITLE, "Ana Brandt", "Member since 3 June 2011", *TEXT, *FOOT],
    "a caption": [*MENU, TITLE, "The quay in Lowen, 3 June 2018. Photo: Velmora Courier", *TEXT, *FOOT],
}  # fmt: skip


@pytest.mark.parametrize("kind", OPEN)
def test_what_does_not_date_the_article_is_not_certain(kind):
    found = read(*OPEN[kind])
    assert found.low is None or (found.low < DAY <= found.high), found
    assert found.high is None or found.high >= DAY, found


def test_an_update_is_a_bound_of_its_own_kind():
    found = read(*OPEN["updated alone"])
    assert (found.low, found.high, found.tier) == (None, date(2021, 5, 9), "updated")
    assert found.day == date(2021, 5, 9)  # the likeliest, and no certain one
    assert "updated" in found.evidence


@pytest.mark.parametrize(
    "written", ["04/05/2021", "04/05/21", "4/5/2021", "04-05-2021", "4-5-2021", "04/05/2021 10:30"]
)
def test_a_date_that_may_be_two_is_one_of_them_and_no_day_between(written):
    found = read(*MENU, TITLE, written, *TEXT, *FOOT)
    assert (found.low, found.high, found.either) == (date(2021, 4, 5), DAY, True)
    assert "2021-04-05 or 2021-05-04" in found.evidence


def test_the_masthead_and_the_crawl_leave_one_of_two_days():
    page = [*MENU, TITLE, "04/05/2021", *TEXT, *FOOT]
    before = date(2021, 4, 20)
    for found in (read("April 20, 2021", *page), read(*page, crawled=before)):
        assert found.low == found.high == date(2021, 4, 5) and not found.either


def test_a_source_says_which_number_is_the_day_unless_the_page_does():
    page = [*MENU, TITLE, "04/05/2021", *TEXT]
    assert read(*page, day_first=True).low == DAY
    assert read(*page, day_first=False).low == date(2021, 4, 5)
    assert read(*page, "Comments", "05/23/2021", day_first=True).low == date(2021, 4, 5)


@pytest.mark.parametrize(("said", "low", "high"), [
    ("2 hours ago", 3, 4), ("30 minutes ago", 3, 4), ("Yesterday", 2, 3), ("3 days ago", -1, 1), ("1 week ago", -11, -3),
])  # fmt: skip
def test_how_long_ago_is_an_interval_before_the_crawl(said, low, high):
    found = read(*MENU, TITLE, said, *TEXT, *FOOT, crawled=DAY)
    assert ((found.low - date(2021, 5, 1)).days + 1, (found.high - date(2021, 5, 1)).days + 1) == (
        low,
        high,
    )
    assert not found.either
