"""The days that a string names."""

from datetime import date

import pytest

from analysis.dating.date_strings import (
    MAY_BE_DATE,
    read_days,
    read_month,
    read_month_days,
    read_order,
    read_weekday,
)


@pytest.mark.parametrize(("text", "days"), [
    ("3 May 2021", [date(2021, 5, 3)]),
    ("May 3rd, 2021", [date(2021, 5, 3)]),
    ("12 Sept. 2021", [date(2021, 9, 12)]),
    ("2021/05/03", [date(2021, 5, 3)]),
    ("Feb 182009", []),  # a day that touches its year could be cut in two places
    ("31 February 2021", []),
    ("version 1.2.3", []),
    ("13/05/2021", [date(2021, 5, 13)]),
    ("31/12/99", [date(1999, 12, 31)]),
    ("from 3 May 2021 to 5 June 2022", [date(2021, 5, 3), date(2022, 6, 5)]),
    ("3 May 2021, 4 May 2021", [date(2021, 5, 3), date(2021, 5, 4)]),
])  # fmt: skip
def test_full_dates_are_read_once_and_in_order(text, days):
    found = read_days(text)
    assert [day for named in found for day in named.days] == days
    assert all(text[named.start :].startswith(named.words) for named in found)
    assert not days or MAY_BE_DATE.search(text)


def test_numbers_are_read_in_the_order_that_is_known():
    assert read_days("03/05/2021")[0].days == (date(2021, 3, 5), date(2021, 5, 3))
    assert read_days("03/05/2021", day_first=True)[0].days == (date(2021, 5, 3),)
    assert read_days("03/05/2021", day_first=False)[0].days == (date(2021, 3, 5),)
    assert read_days("03.05.2021", day_first=False)[0].days == (date(2021, 5, 3),)


def test_the_order_shows_by_a_day_above_twelve_unless_the_text_writes_both():
    assert read_order("03/14/2021") is False
    assert read_order("14/03/2021 and 03/14/2021") is None


def test_parts_of_dates_are_read():
    assert read_month_days("on Oct 07 and 8 November") == [(3, 10, 7), (14, 11, 8)]
    assert read_month("In February 2024, it") == (
        "February 2024",
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert read_month("3 February 2024") is None
    assert read_weekday("It was a Friday.") == ("Friday", 4) and read_weekday("Fridays") is None
