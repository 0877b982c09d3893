from datetime import date
from pathlib import Path

from analysis.dates import find_date
from analysis.text import judge_page, normalise

SEEDS = {p.name[:3]: p for p in Path(__file__).resolve().parents[1].joinpath("seeds").glob("*.txt")}


def find(seed):
    return find_date(judge_page(normalise(SEEDS[seed].read_text(encoding="utf-8"))))


def test_a_date_of_the_page_furniture_is_only_an_upper_bound():
    found = find("000")
    assert (found.low, found.high, found.tier) == (None, date(2024, 3, 29), "chrome")


def test_a_stamp_dates_an_article():
    assert find("001").low == find("001").high == date(2022, 2, 12)


def test_what_the_text_does_not_say_is_unknown():
    assert (find("002").low, find("002").high, find("002").tier) == (None, None, "unknown")


def test_day_and_weekday_leave_the_years_that_fit():
    found = find("003")
    assert all(str(year) in found.evidence for year in (2009, 2015, 2020, 2026))
    assert "2021" not in found.evidence and found.low < date(2020, 10, 7) < found.high


def test_a_dateline_takes_the_year_of_the_stamp_and_lies_between_the_two():
    assert (find("004").low, find("004").high) == (date(2024, 8, 20), date(2024, 8, 21))


def test_a_day_that_is_none_is_not_found():
    page = judge_page("Ships agreed\nPosted 31 February 2021\nIndia and Japan have agreed on the ships in the talks.")
    assert find_date(page).tier == "unknown"
