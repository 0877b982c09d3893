"""Cells of further languages and scripts name the same day."""

from datetime import date

import pytest

from analysis.dating.calendar_words import ALL_MONTHS, MONTHS, _list_months
from analysis.dating.cells import parse_days
from analysis.dating.other_languages import translate

DAY = date(2020, 10, 6)
#: The sixth of October 2020, one way a line.
WRITTEN = """
6 октября 2020
6 октября 2020 г.
6 октября 2020 года
6 окт. 2020
6 октября 2020, 14:30
6 октября 2020 в 09:00
вторник, 6 октября 2020
6 жовтня 2020 р.
٦ أكتوبر ٢٠٢٠
6 أكتوبر 2020م
الثلاثاء، 6 أكتوبر 2020
6 تشرين الأول 2020
٢٠٢٠-١٠-٠٦
٢٠٢٠/١٠/٠٦
۶ اکتبر ۲۰۲۰
६ अक्टूबर २०२०
6 अक्टूबर, 2020
मंगलवार, 6 अक्टूबर 2020
2020年10月6日
2020年10月06日(火)
二〇二〇年十月六日
令和2年10月6日
2020년 10월 6일
2020. 10. 6.
6 Ekim 2020
6 Ekim 2020 Salı
6 października 2020
6 paź 2020
6 października 2020 r.
6. října 2020
6 octombrie 2020
6 Οκτωβρίου 2020
"""


@pytest.mark.parametrize("written", WRITTEN.strip().splitlines())
def test_a_day_is_read_in_any_of_these(written):
    assert parse_days(written) == (DAY, DAY)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("октябрь 2020", "2020-10-01", "2020-10-31"),
        ("2020年10月", "2020-10-01", "2020-10-31"),
        ("अक्टूबर 2020", "2020-10-01", "2020-10-31"),
        ("平成元年1月8日", "1989-01-08", "1989-01-08"),
        ("民國109年10月6日", "2020-10-06", "2020-10-06"),
        ("2020年十二月二十八日", "2020-12-28", "2020-12-28"),
    ],
)
def test_months_and_years_of_eras(written, low, high):
    assert [str(day) for day in parse_days(written)] == [low, high]


@pytest.mark.parametrize(
    "written", ["15 مهر 1399", "۱۳۹۹/۰۷/۱۵", "18 صفر 1442 هـ", "майор 2020", "令和99年1月1日", "मई"]
)
def test_other_calendars_and_other_words_are_no_date(written):
    assert parse_days(written) is None


def test_no_month_goes_by_the_name_of_another():
    by_name: dict[str, set[int]] = {}
    for name, number in _list_months():
        by_name.setdefault(name, set()).add(number)
    assert all(len(of) == 1 for of in by_name.values())
    for name, number in ALL_MONTHS.items():
        assert MONTHS[translate(name).split()[0]] == number
