"""The days that a string names."""

from datetime import date

import pytest
from growth import growth

from analysis.dating.calendar_words import number_month
from analysis.dating.date_strings import (
    MAY_BE_DATE,
    plain_digits,
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
    ("Feb 182009", [date(2009, 2, 18)]),
    ("Feb 12009", [date(2009, 2, 1)]),
    ("May 3, 202101747", [date(2021, 5, 3)]),
    ("10-11-12-2023", []),
    ("call 555-12-2023", []),
    ("sets of 21-15-19", []),
    ("id20231110", []),
    ("20231399", []),
    ("20231110123", []),
    ("192.168.10.2023", []),
    ("10 ships 2023", []),
    ("10 March 20:15", []),
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


@pytest.mark.parametrize("text", [
    "10-Nov-23", "10-NOV-2023 10:00", "10/Nov/2023:10:20:30", "2023-Nov-10", "Nov 10, '23", "20231110", "Date: 20231110",
    "2023-11-10T10:00:00Z", "2023.11.10", "10.11.2023", "10.11.2023, 12:30 Uhr", "10. 11. 2023", "2023. 11. 10.",
    "2023年11月10日", "2023年 11月 10日", "2023년 11월 10일", "２０２３年１１月１０日", "the 10th of November 2023",
    "10th November, 2023", "Nov 10, 2023 4:35 PM IST", "Fri 10 Nov 2023 12.30 GMT", "Friday, November 10th, 2023",
    "Fri Nov 10 12:30:00 GMT 2023", "Research10 November 2023", "Jo ReedNovember 10, 2023", "November 10,2023",
    "10 novembre 2023", "10 de noviembre de 2023", "10 de noviembre del 2023", "noviembre 10 de 2023", "10 de novembro de 2023",
    "10. November 2023", "10.November 2023", "10 november 2023", "10. marraskuuta 2023", "10 noiembrie 2023", "10 Kasım 2023",
    "10 KASIM 2023", "10 listopada 2023", "10. listopadu 2023", "2023. november 10.", "10 ноября 2023 г.", "10 листопада 2023",
    "10 Νοεμβρίου 2023", "10 نوفمبر 2023", "10 نوفمبر، 2023", "١٠ نوفمبر ٢٠٢٣", "10 नवंबर 2023", "१० नवंबर २०२३", "10 নভেম্বর ২০২৩",
    "10 நவம்பர் 2023", "10 نومبر 2023", "10 בנובמבר 2023", "10 November 2023", "10 tháng 11, 2023", "10 tháng 11 năm 2023",
])  # fmt: skip
def test_usual_forms_of_a_day_are_read_in_many_languages(text):
    found = read_days(text)
    assert [named.days for named in found] == [(date(2023, 11, 10),)]
    assert text[found[0].start :].startswith(found[0].words)
    assert MAY_BE_DATE.search(plain_digits(text))


@pytest.mark.parametrize(
    "text", ["10-11-2023", "10–11–2023", "10/11/2023", "10/11/23", "10-11-23", "10/11/2023 10:30"]
)
def test_numbers_in_an_unknown_order_are_two_days(text):
    (found,) = read_days(text)
    assert found.days == (date(2023, 10, 11), date(2023, 11, 10)) and MAY_BE_DATE.search(text)


@pytest.mark.parametrize(("name", "number"), [
    ("března", 3), ("Mayıs", 5), ("Ağustos", 8), ("Σεπτεμβρίου", 9), ("октябрь", 10), ("Oktober", 10), ("août", 8),
    ("फ़रवरी", 2), ("أبريل", 4), ("июля", 7), ("lipca", 7), ("Mac", 3), ("ship", None), ("12", None),
])  # fmt: skip
def test_months_are_known_by_their_names(name, number):
    assert number_month(name) == number_month(name.upper()) == number


@pytest.mark.parametrize(
    "piece",
    ["3 May 2021 ", "2021 ", "1-", "May ", "٢", "1.1", "2021年", "10 de de ", "Nov 10, ", "–"],
)
def test_the_time_of_a_line_grows_with_its_length(piece):
    assert growth(lambda n: read_days(piece * n), 3000) < 24


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
