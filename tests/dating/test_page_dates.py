from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PAGES

from analysis.cleaning.pages import judge_page, normalise
from analysis.dating.page_dates import find_date

SEEDS = {p.name[:3]: p for p in Path(__file__).resolve().parents[2].joinpath("seeds").glob("*.txt")}


def find(seed):
    return find_date(judge_page(normalise(SEEDS[seed].read_text(encoding="utf-8"))))


def test_a_date_of_the_page_furniture_is_only_an_upper_bound():
    found = find("000")
    assert (found.low, found.high, found.tier) == (None, date(2024, 3, 29), "bound")


def test_when_an_article_was_updated_is_an_upper_bound():
    found = find("001")
    assert (found.low, found.high, found.tier) == (None, date(2022, 2, 12), "updated")


def test_a_stamp_dates_an_article():
    assert read(TITLE, "By Jo Reed, Lowen", "12 Feb 2022 11:13:49 AM IST").low == date(2022, 2, 12)


def test_what_the_text_does_not_say_is_unknown():
    assert (find("002").low, find("002").high, find("002").tier) == (None, None, "unknown")


def test_day_and_weekday_leave_the_years_that_fit():
    found = find("003")
    assert all(str(year) in found.evidence for year in (2009, 2015, 2020, 2026))
    assert "2021" not in found.evidence and found.low < date(2020, 10, 7) < found.high


def test_a_dateline_takes_the_year_of_the_stamp_and_lies_between_the_two():
    assert (find("004").low, find("004").high) == (date(2024, 8, 20), date(2024, 8, 21))


def test_a_day_that_is_none_is_not_found():
    page = judge_page(
        "Ships agreed\nPosted 31 February 2021\nIndia and Japan have agreed on the ships in the talks."
    )
    assert find_date(page).tier == "unknown"


TITLE = "Ministers agree to build ships"
BODY = "The ministers have agreed to build the ships in Kochi, the envoy said.\nThe ships will be built in Kochi by the two states."


def read(*lines, body=BODY, **options):
    return find_date(judge_page("\n".join(["Home", "World", *lines, body])), **options)


@pytest.mark.parametrize("stamp", [
    "May 3, 2021", "3 May 2021", "Posted on 3rd May 2021", "2021-05-03", "Monday, May 3, 2021, 10:05", "03.05.2021",
    "By Jo Reed | May 3, 2021", "Published: 03 May, 2021 2:23 PM", "May 3, 20212:23 PM",
])  # fmt: skip
def test_a_stamp_below_the_headline_is_the_date(stamp):
    found = read(TITLE, stamp)
    assert found.tier == "byline" and found.low == found.high == date(2021, 5, 3)


def test_numbers_in_either_order_leave_both_days_and_say_so():
    found = read(TITLE, "Posted 03/05/2021")
    assert (found.low, found.high) == (date(2021, 3, 5), date(2021, 5, 3))


def test_another_date_of_the_page_shows_the_order():
    assert read(TITLE, "Posted 03/05/2021", body=f"{BODY}\nComments\n14/05/2021").low == date(
        2021, 5, 3
    )
    assert read(TITLE, "Posted 03/05/2021", body=f"{BODY}\nComments\n03/14/2021").low == date(
        2021, 3, 5
    )


def test_a_weekday_in_the_stamp_shows_the_order():
    assert (
        read(TITLE, "Monday, 03/05/2021").low
        == read(TITLE, "Monday, 03/05/2021").high
        == date(2021, 5, 3)
    )


def test_posted_wins_over_updated():
    found = read(TITLE, "Updated May 9, 2021", "Posted May 3, 2021")
    assert found.low == found.high == date(2021, 5, 3)


def test_the_one_posted_day_below_the_body_is_the_date():
    found = read(
        TITLE,
        body="\n".join([BODY] * 8) + "\nPosted on August 2, 2019 by Jo\nAugust 3, 2019 at 4:11 am",
    )
    assert found.low == found.high == date(2019, 8, 2)


def test_a_list_of_posts_is_no_date_but_an_interval_of_them():
    posts = [
        line for day in (1, 4, 6, 9, 12) for line in (f"Post number {day}", f"May {day}, 2021")
    ]
    found = read(*posts, TITLE)
    assert found.low < found.high == date(2021, 5, 12)


def test_a_date_in_running_text_is_none_of_the_page():
    assert (
        read(
            TITLE, body="The ministers have agreed on May 3, 2021 to build the ships in Kochi."
        ).low
        is None
    )


def test_nothing_is_later_than_the_crawl():
    crawled = date(2020, 1, 1)
    assert (
        read(TITLE, "May 3, 2021", crawled=crawled).high,
        read(TITLE, crawled=crawled).high,
    ) == (crawled, crawled)


def test_without_body_or_text_nothing_is_known():
    assert find_date(judge_page("")).tier == find_date(judge_page("Menu\nHome")).tier == "unknown"


def test_a_weekday_narrows_a_month_and_is_said():
    found = read(
        TITLE,
        "May 2021",
        body="The ministers agreed on Tuesday to build the ships in Kochi, the envoy said.",
    )
    assert (found.low, found.high, found.tier) == (
        date(2021, 5, 4),
        date(2021, 5, 31),
        "body",
    ) and "Tuesday" in found.evidence


def test_a_weekday_beside_an_upper_bound_is_said_and_no_more():
    found = find("000")
    assert found.low is None and "Tuesday" in found.evidence


def test_a_transcript_is_dated_by_its_head():
    assert find_date(judge_page(PAGES["transcript"][0])).low == date(2023, 5, 4)


def test_the_years_of_a_dateline_are_those_in_which_day_and_weekday_meet():
    found = read(
        TITLE, body="Tokyo, Oct 07: The ministers agreed on Wednesday to build the ships in Kochi."
    )
    years = [int(year) for year in found.evidence.split(": ")[1].split(", ")]
    assert years == [y for y in range(1990, 2036) if date(y, 10, 7).weekday() == 2]


@given(
    st.dates(date(1990, 1, 1), date(2035, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%b %d, %Y"]),
)
def test_any_day_is_read_back(day, form):
    found = read(TITLE, "Posted " + day.strftime(form))
    assert found.low == found.high == day


@given(st.text(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_no_text_raises_and_no_answer_is_after_the_crawl_or_inside_out(text, crawled):
    for page in (judge_page(text), judge_page(f"{TITLE}\n3 May 2021\nMay 2022\n{text}\n{BODY}")):
        found = find_date(page, crawled=crawled)
        assert found.high is None or found.high <= crawled
        assert found.low is None or found.low <= found.high
        assert find_date(page).tier in {
            "dateline",
            "byline",
            "body",
            "updated",
            "bound",
            "unknown",
        }


def test_thirty_thousand_dates_are_read_in_linear_time():
    days = (date(1990, 1, 1) + timedelta(n % 9000) for n in range(30_000))
    assert find_date(judge_page("\n".join(map(str, days)))).low is None


LABELS = Path(__file__).resolve().parents[3] / "shared" / "labels" / "pages_date_dev.parquet"


@pytest.mark.skipif(not LABELS.exists(), reason="the labelled pages are not part of the project")
def test_dates_of_labelled_pages_are_found_and_what_is_certain_is_right():
    import sys

    import pandas as pd

    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    from bench_pages import score_dates

    scores = score_dates(pd.read_parquet(LABELS), lambda text: find_date(judge_page(text)))
    assert scores["exact"] >= 0.87 and scores["held"] >= 0.985 and scores["wrong"] <= 0.015


@pytest.mark.parametrize(
    ("posted", "tier"),
    [("May 3, 2021", "dateline"), ("May 6, 2021", "dateline"), ("May 7, 2021", "byline")],
)
def test_a_post_follows_its_dateline_by_three_days_at_most(posted, tier):
    found = read(TITLE, posted, body="TOKYO, May 3 (Reuters) - " + BODY)
    assert found.tier == tier and str(found.high) == f"2021-05-0{posted[4]}"


def test_a_month_that_begins_on_the_day_of_the_crawl_is_that_day_and_a_later_one_none():
    found = read("February 2022", TITLE, crawled=date(2022, 2, 1))
    assert (found.low, found.high, found.tier) == (date(2022, 2, 1), date(2022, 2, 1), "body")
    assert read("February 2022", TITLE, crawled=date(2022, 1, 31)).tier == "bound"


PROSE = """
The ministers of Norland and Ostra have agreed on the ships in the talks of this week.
They spoke of trade and of fish, and will meet again."""


@pytest.mark.parametrize(
    ("head", "low", "high"),
    [
        ("Quarterly report\nQ3 2023", date(2023, 7, 1), date(2023, 9, 30)),
        ("Spring 2022\nReport on the sea", date(2022, 3, 1), date(2022, 12, 31)),
        ("Review of the sea\nWinter 2020/21", date(2020, 12, 1), date(2021, 3, 31)),
        ("Bulletin\nMay-June 2021", date(2021, 5, 1), date(2021, 6, 30)),
        ("First half of 2021\nReport on the sea", date(2021, 1, 1), date(2021, 6, 30)),
    ],
)
def test_a_line_at_the_head_may_be_a_season_or_a_quarter(head, low, high):
    found = read(head + PROSE)
    assert (found.low, found.high, found.tier) == (low, high, "body")


@pytest.mark.parametrize(
    "head",
    ["Report 2021", "2021", "Agenda 2030", "Autumn Statement 2022", "Vol. 3, 2021", "2021-22"],
)
def test_a_line_with_no_more_than_a_year_dates_nothing(head):
    assert read(head + PROSE).tier == "unknown"


@pytest.mark.parametrize(
    "head",
    [
        "Remarks on ships\nDelivered on: 3 May 2021\nPosted 9 May 2021",
        "Remarks on ships\nPublished\n9 May 2021\nDelivered on:\n3 May 2021 (as it was delivered)",
        "Address on ships\nPublished 9 May 2021\nSpeech delivered 3 May 2021",
        "Date of speech: 3 May 2021\nLast updated 9 May 2021",
    ],
)
def test_the_day_of_a_speech_counts_before_that_of_its_posting(head):
    assert read(head + PROSE).day == date(2021, 5, 3)


def test_a_sentence_on_what_was_delivered_does_not_date_the_page():
    told = "\nThe speech was delivered on 3 May 2021 in the port, and it was long."
    assert read("Ships agreed\nPosted 9 May 2021" + told + PROSE).day == date(2021, 5, 9)
