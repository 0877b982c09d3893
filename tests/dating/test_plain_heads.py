"""Made-up plain texts that say their date at the head, and pages on which such a line is no proof."""

from datetime import date
from itertools import product

import pytest

from analysis.cleaning.pages import judge_page
from analysis.dating.page_dates import find_date

DAY = date(2021, 5, 4)
TITLES = (
    "Ministers talk dues (19)", "Department Press Briefing", "Joint Statement", "Talks", "Item 7", "No. 45/2021", "- 1 -\nTalks",
    "PRESS RELEASE", "Weekly Update", "Dues: talks resume, again", "Harbour Secretary's visit - key points", "The ministers talked.",
)  # fmt: skip
WRITTEN = (
    "May 4, 2021", "4 May 2021", "4th May 2021", "2021-05-04", "Tuesday, May 4, 2021", "Tuesday 4 May 2021",
    "(May 4, 2021)", "Lowen, May 4, 2021", "04.05.2021, Lowen, Tuesday 4 May 2021", "MAY 4, 2021",
)  # fmt: skip
SPOKEN = "MS. REED: Good afternoon. I have a few things at the top.\n\nQUESTION: Will the dues fall?\n\nMS. REED: They will."
TOLD = "The harbour ministers of Velmora and Istrand met on Tuesday to speak about dues.\nThey will meet again in June."
BRIEF = "The minister called the talks useful.\nOthers will follow."


def read(text, **options):
    return find_date(judge_page(text), **options)


@pytest.mark.parametrize("title", TITLES)
def test_a_date_alone_below_or_above_a_title_of_any_form_is_the_document_s(title):
    for written, body in product(WRITTEN[:8], (SPOKEN, TOLD, BRIEF)):
        for head in (
            f"{title}\n{written}\n",
            f"{title}\n\n{written}\n\n",
            f"{written}\n{title}\n\n",
        ):
            found = read(head + body)
            assert (found.low, found.high) == (DAY, DAY), (head, found)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_date_alone_above_a_text_without_a_title_is_the_document_s(written):
    for body in (SPOKEN, TOLD, BRIEF):
        assert read(f"{written}\n\n{body}").low == DAY


@pytest.mark.parametrize("issuer", [
    "Ministry of Harbours", "Office of the Spokesperson", "By Ana Brandt", "Ana Brandt, Spokesperson", "FOR IMMEDIATE RELEASE",
    "Velmora Harbour Board", "HARBOUR OFFICE", "Embassy of Istrand", "(Lowen, the Old Quay)", "Press Centre",
])  # fmt: skip
def test_a_line_of_who_issues_it_stands_above_or_below_the_title(issuer):
    for head in (
        "Joint Statement\n{}\nMay 4, 2021\n\n",
        "{}\nDepartment Press Briefing\n\nMay 4, 2021\n\n",
    ):
        assert read(head.format(issuer) + TOLD).low == DAY


DATELINES = (
    "LOWEN, May 4, 2021 (Kyodo) — ", "LOWEN, May 4, 2021 (AP) - ", "LOWEN, 4 May 2021 (IANS) -- ", "Lowen, May 4, 2021: ",
    "LOWEN (4 May 2021) – ", "LOWEN — May 4, 2021 — ", "OLD LOWEN, V.I., Tuesday, May 4, 2021 — ", "(May 4, 2021) ",
    "PORT OF LOWEN, May 4, 2021 /Newswire/ -- ", "Lowen, the Republic of Velmora, 4 May 2021 --- ",
)  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_with_its_year_is_read_whatever_stands_above_it(dateline):
    for title, body in product(("", *TITLES), (TOLD, BRIEF)):
        for gap in ("\n", "\n\n"):
            found = read(f"{title}{gap if title else ''}{dateline}{body}")
            assert (found.low, found.high) == (DAY, DAY), (title, found)


def test_a_date_of_the_event_below_a_dateline_is_not_the_document_s():
    text = f"Remarks at the Quay\n\nLOWEN, May 4, 2021 (Kyodo) — At the quay.\n\n(March 1, 2020)\n\n{SPOKEN}"
    assert read(text).low == read(text).high == DAY


@pytest.mark.parametrize("opening", [
    "On May 4, 2021, the harbour board of Lowen raised its dues — again, as it had in winter.",
    "Since the pact of May 4, 2021 - the second in a year - ships pay less in both harbours.",
    "May 4, 2021: a day that nobody in Lowen forgets, since the old quay fell into the sea.",
    "The board met on May 4, 2021: all were there, and the dues were raised by a third.",
    "Dues rose on May 4, 2021 (by a third) — and ships went elsewhere, as the board had feared.",
])  # fmt: skip
def test_a_sentence_that_names_a_date_and_a_dash_is_no_dateline(opening):
    assert read(f"Ministers talk dues (19)\n\n{opening}\nNobody had asked for it.").low is None


@pytest.mark.parametrize("opening", [
    "On April 15, 2019, by Order 12, the board declared the old quay closed to ships.", "On 4 May 2011 Velmora became a free port.",
    "On March 1, 1995, the harbour was flooded for the second time.",
])  # fmt: skip
def test_a_sentence_on_what_was_once_dates_nothing_and_one_with_a_weekday_does(opening):
    assert read(f"Notice on the quay\n\n{opening} So it is still.\n\n{TOLD}").low is None
    signed = "On Tuesday, May 4, 2021, the board signed:\n\nOrder 12, which closes the old quay to ships."
    assert read(f"Orders signed\n\n{signed}").low == DAY


FURNITURE = (
    "Home\nRegion\n{}\n{}", "Menu\n{}\n{}", "{}\n{}\nSubscribe to the Courier", "{}\n{}\n© 2021 Velmora Courier",
    "• Region\n• Markets\n{}\n{}", "{}\n{}\nMost read", "Skip to content\n{}\n{}", "{}\nSign in\n{}", "{}\n{}\nAdvertisement",
    "-12 °C\n{}\n{}",
)  # fmt: skip


@pytest.mark.parametrize("page", FURNITURE)
def test_above_the_title_of_a_page_it_may_be_the_day_of_the_visit(page):
    found = read(
        page.format("Tuesday, May 4, 2021", f"Velmora and Istrand sign a pact on dues\n{TOLD}")
    )
    assert (found.low, found.high) == (None, DAY), found


def test_a_date_that_is_the_crawl_s_is_a_bound():
    text = f"May 4, 2021\nVelmora and Istrand sign a pact on dues\n\n{TOLD}"
    assert read(text, crawled=DAY).low is None
    assert read(text, crawled=date(2021, 5, 5)).low == DAY


def test_of_two_dates_a_few_days_apart_the_one_below_the_headline_counts_else_both():
    title = "Velmora and Istrand sign a pact on dues"
    below = read(f"{title}\nMay 4, 2021\n(May 2, 2021)\n\n{TOLD}")
    assert (below.low, below.high) == (DAY, DAY)
    above = read(f"May 4, 2021\n{title}\n(May 2, 2021)\n\n{TOLD}")
    assert (above.low, above.high) == (date(2021, 5, 2), DAY) and not above.either


def test_two_dates_far_apart_leave_it_open():
    for other in ("May 2, 2020", "May 8, 2021"):
        assert read(f"May 4, 2021\n{other}\nTalks\n\n{TOLD}").low != DAY


def test_numbers_in_either_order_stay_one_of_two_days():
    found = read(f"Item 7\n04/05/2021\n\n{BRIEF}")
    assert (found.low, found.high, found.either) == (date(2021, 4, 5), DAY, True)


def test_a_date_and_nothing_else_dates_nothing():
    assert read("May 4, 2021").low is None


@pytest.mark.parametrize("title", [
    "President's speech on the 80th anniversary of the landing, 4 May 1941", "Address 75 years after 9 March 1946",
    "What 4 May 1989 means", "Minister's remarks on the massacre of 3 April 1940", "The treaty of 22 January 1963 at sixty",
    "President's speech on the raid of 6 June 1944", "Speech on the coup of 1 February 2019", "9 November 1989: thirty years on",
])  # fmt: skip
def test_a_day_long_before_that_the_headline_tells_of_is_not_the_document_s(title):
    day = title.removesuffix(" means").removesuffix(" at sixty")[-11:]
    for written in ("Lowen, 4 May 2021", "4 May 2021", "Lowen, May 4, 2021"):
        for body in (TOLD, f"On {day} young men waded ashore. Today we honour them. War is back."):
            assert read(f"{title}\n\n{written}\n\n{body}").low == DAY


def test_a_day_of_the_same_weeks_in_the_headline_leaves_the_line_below_as_it_was():
    assert read(f"Talks of 2 May 2021\n\n4 May 2021\n\n{TOLD}").low == DAY
    assert read(f"Press conference, 4 May 2021\n\n{TOLD}").low == DAY
