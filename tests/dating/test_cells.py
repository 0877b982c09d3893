"""The days that a cell names: each way of writing a day gives it back."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from time import process_time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.periods import bound_period
from analysis.dating.calendar_words import MONTHS, make_day, read_both_ways
from analysis.dating.cells import LONGEST, is_missing, parse_days

DAY = date(2020, 10, 6)
#: One way of writing the sixth of October 2020 a line.
WRITTEN = """
2020-10-06
2020-10-6
2020/10/6
2020.10.06
2020 10 06
20201006
20201006T233000Z
20201006T2330
20201006233000
202010062330
2020100623
2020-10-06T23:30Z
2020-10-06t23:30:00z
2020-10-06T23:30:00.123456789Z
2020-10-06T00:10:00+09:00
2020-10-06 23:30:00 UTC
2020-10-06 23:30:00 +0530
2020-10-06 23:30:00+05:30
2020-10-06 23:30 IST
2020-10-06 23:30:00 EST
2020-10-06, 23:30
2020-10-6 9:05
2020-10-06T23:30+02:00[Europe/Paris]
2020-10-06 23:59:60 GMT
20201006T10
2020-10-06T10Z
2020-10-06 23:30 UTC+05:30
2020-10-06 23:30 GMT+2
2020-10-06 23:30 America/New_York
2020-10-06 23.30
2020-10-06 (Tue)
2020-10-06-23:30
[2020-10-06]
October 6, 2020 (Tuesday)
6/Oct/2020
06/Oct/2020:23:30:00 +0000
6Oct2020
06OCT20
mar. 6 oct. 2020
mié 6 oct 2020
Di., 6. Okt. 2020
2020-W41-2
2020-280
6 Oct 2020
6 Oct. 2020
6. Oct 2020
06-Oct-2020
06-Oct-20
6October2020
6th October 2020
6th of October, 2020
the 6th of October 2020
Oct 6 2020
Oct. 6, 2020
Oct 6,2020
OCTOBER 6, 2020
October 6th, 2020
2020 Oct 6
2020-Oct-06
Tuesday, October 6, 2020
Tue., Oct. 6, 2020
Tuesday 6 October 2020
Tue, 06 Oct 2020 23:30:00 GMT
Tue, 6 Oct 2020 23:30:00 +0530
Tue Oct  6 23:30:00 2020
Tue Oct  6 23:30:00 UTC 2020
Tue Oct 06 23:30:00 +0000 2020
Tue Oct 06 2020 23:30:00 GMT+0530 (India Standard Time)
Oct 6, 2020 11:30 PM
Oct 6, 2020, 11:30pm
October 6, 2020 at 11:30 p.m. EDT
6 October 2020 - 23:30
6 October 2020 | 11:30 PM IST
11:30 PM | October 6, 2020
23:30, 6 October 2020
Published: 6 October 2020
Published on October 6, 2020
Tue 06/10/2020
Tuesday, 10/6/2020 11:30:00 PM
6 octobre 2020
mardi 6 octobre 2020 à 23h30
6 de octubre de 2020
martes, 6 de octubre de 2020
6. Oktober 2020
Dienstag, 6. Oktober 2020, 23:30 Uhr
6 ottobre 2020
martedì 6 ottobre 2020
6 de outubro de 2020
terça-feira, 6 de outubro de 2020
6 oktober 2020
2020年10月6日
2020年10月6日（火）
2020년 10월 6일
２０２０年１０月６日
２０２０-１０-０６
1601942400
1601942400.0
1601942400.75
1601942400000
1601942400000000
1601942400000000000
1.6019424789E+12
44110
44110.0
44110.98
/Date(1601942400000)/
/Date(1601942400000+0530)/
{'$date': '2020-10-06T00:00:00Z'}
{"$date": 1601942400000}
{"$date": {"$numberLong": "1601942400000"}}
"2020-10-06"
"""


@pytest.mark.parametrize(
    "value", [line for line in WRITTEN.strip().splitlines() if "23.30" not in line]
)
def test_a_day_in_many_forms(value):
    assert parse_days(value) == (DAY, DAY)
    assert parse_days(f"  {value}\n") == (DAY, DAY)
    assert not is_missing(value)


@pytest.mark.parametrize(
    "value",
    [
        DAY, datetime(2020, 10, 6, 23, 30), datetime(2020, 10, 6, 0, 10, tzinfo=timezone(timedelta(hours=9))),
        pd.Timestamp("2020-10-06T23:30", tz="Asia/Tokyo"), np.datetime64("2020-10-06T23:30"), np.datetime64("2020-10-06"),
        np.int64(1601942400), np.float64(1601942400), 1601942400, 1601942400.0, 1601942400000, 44110, 44110.5, 20201006,
        np.str_("2020-10-06"),
    ],
)  # fmt: skip
def test_cells_that_are_no_text(value):
    assert parse_days(value) == (DAY, DAY)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("2020", (2020, 1, 1), (2020, 12, 31)),
        ("2020.0", (2020, 1, 1), (2020, 12, 31)),
        (2020, (2020, 1, 1), (2020, 12, 31)),
        (2020.0, (2020, 1, 1), (2020, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024/2", (2024, 2, 1), (2024, 2, 29)),
        ("02/2024", (2024, 2, 1), (2024, 2, 29)),
        ("202402", (2024, 2, 1), (2024, 2, 29)),
        ("February 2024", (2024, 2, 1), (2024, 2, 29)),
        ("Feb. 2024", (2024, 2, 1), (2024, 2, 29)),
        ("2024 Feb", (2024, 2, 1), (2024, 2, 29)),
        ("février 2024", (2024, 2, 1), (2024, 2, 29)),
        ("Feb '24", (2024, 2, 1), (2024, 2, 29)),
        ("2020Q4", (2020, 10, 1), (2020, 12, 31)),
        ("Q4 2020", (2020, 10, 1), (2020, 12, 31)),
        ("2020-Q1", (2020, 1, 1), (2020, 3, 31)),
        ("H2 2020", (2020, 7, 1), (2020, 12, 31)),
        ("2020-W41", (2020, 10, 5), (2020, 10, 11)),
        ("2020W41", (2020, 10, 5), (2020, 10, 11)),
        ("2020-W53", (2020, 12, 28), (2021, 1, 3)),
        ("2021-W53", None, None),
        ("2018-2020", (2018, 1, 1), (2020, 12, 31)),
        ("2020-2018", None, None),
        ("2020-21", (2020, 1, 1), (2021, 12, 31)),
        ("2020-10-06 to 2020-10-08", (2020, 10, 6), (2020, 10, 8)),
        ("2020-10-06/2020-10-08", (2020, 10, 6), (2020, 10, 8)),
        ("2020-10-06 / 2020-10-08", (2020, 10, 6), (2020, 10, 8)),
        ("2020-10-06–2020-10-08", (2020, 10, 6), (2020, 10, 8)),
        ("2020-10-06 23:30 - 2020-10-08 11:00", (2020, 10, 6), (2020, 10, 8)),
        ("from 6 October 2020 to 8 November 2020", (2020, 10, 6), (2020, 11, 8)),
        ("6-8 October 2020", (2020, 10, 6), (2020, 10, 8)),
        ("October 6–8, 2020", (2020, 10, 6), (2020, 10, 8)),
        ("October 6 - November 8, 2020", (2020, 10, 6), (2020, 11, 8)),
        ("6 & 7 October 2020", (2020, 10, 6), (2020, 10, 7)),
        ("6.-8. Oktober 2020", (2020, 10, 6), (2020, 10, 8)),
        ("early October 2020", (2020, 10, 1), (2020, 10, 31)),
        ("mid-October 2020", (2020, 10, 1), (2020, 10, 31)),
        ("06.10.2020-08.10.2020", (2020, 6, 10), (2020, 10, 8)),
        ("Mar. 6, 2020", (2020, 3, 6), (2020, 3, 6)),
        ("mar 6 2020", (2020, 3, 6), (2020, 3, 6)),
        ("Tue 06.10.20", (2020, 10, 6), (2020, 10, 6)),
        ("06.10.20", (2020, 6, 10), (2020, 10, 6)),
        ("8-6 October 2020", None, None),
        ("2020-10-08 to 2020-10-06", None, None),
        ("1.60194E+12", (2020, 10, 5), (2020, 10, 6)),
        ("06/07/2018", (2018, 6, 7), (2018, 7, 6)),
        ("06.07.2018", (2018, 6, 7), (2018, 7, 6)),
        ("06-07-2018", (2018, 6, 7), (2018, 7, 6)),
        ("6/7/2018 11:30:00 PM", (2018, 6, 7), (2018, 7, 6)),
        ("6/7/18", (2018, 6, 7), (2018, 7, 6)),
        ("06/07/98", (1998, 6, 7), (1998, 7, 6)),
        ("20-10-06", (2006, 10, 20), (2020, 10, 6)),
        ("06072018", (2018, 6, 7), (2018, 7, 6)),
        ("25/12/2021", (2021, 12, 25), (2021, 12, 25)),
        ("12/25/2021", (2021, 12, 25), (2021, 12, 25)),
        ("25122021", (2021, 12, 25), (2021, 12, 25)),
        ("03/03/2021", (2021, 3, 3), (2021, 3, 3)),
    ],
)
def test_less_than_a_day_is_an_interval(value, low, high):
    assert parse_days(value) == (low and (date(*low), date(*high)))


#: A cell a line, and the interval that holds its day.
VAGUE = """
2020: [2020] | (2020) | ٢٠٢٠ | early 2020 | mid-2020 | late 2020 | end of 2020 | Anfang 2020 | Ende 2020 | mi-2020 | début 2020
2020: fin 2020 | principios de 2020 | finales de 2020 | inizio 2020 | fine 2020 | 2020-XX | 2020-??-?? | 2020-00-00 | Summer 2020
2020: verano de 2020 | verão 2020
2016 2026: c. 2021 | ca. 2021 | ca 2021 | circa 2021 | c2021 | about 2021 | approx. 2021 | ~2021 | ≈ 2021 | vers 2021 | um 2021 | [ca. 2021]
2016 2026: hacia 2021 | около 2021 | 2021? | [2021?] | 2021 (?) | probably 2021 | environ 2021
2020-12 2021-06: circa March 2021 | ca. März 2021 | March 2021? | about 03/2021
2021-04-20 2021-05-20: around 5 May 2021 | 5 May 2021? | ca. 2021-05-05 | vers le 5 mai 2021
2020 2021: 2020-21 | 2020/21 | 2020/2021 | 2020–2021 | 2020 or 2021 | 2020 to 2021 | between 2020 and 2021 | from 2020 to 2021 | FY2020-21
1999 2000: 1999-00 | 1999/2000
2018 2022: 2018-22 | 2018-2022
1990 1999: 1990s | 1990's | the 1990s | early 1990s | mid-1990s | 1990er | 1990er Jahre | années 1990 | años 1990 | anni 1990 | 199x | 1990-99
2022-03 2022-12: Spring 2022 | spring of 2022 | Autumn 2022 | primavera 2022 | otoño 2022 | outono 2022 | 2022 Spring
2022-03 2022-06: Frühling 2022 | Frühjahr 2022 | printemps 2022 | весна 2022 | lente 2022
2022-06 2022-09: Sommer 2022 | été 2022 | estate 2022 | zomer 2022 | лето 2022
2022-09 2022-12: Fall 2022 | Herbst 2022 | automne 2022 | autunno 2022 | осень 2022
2020-12 2022-03: Winter 2021 | invierno 2021 | hiver 2021 | inverno 2021
2021-12 2022-03: Winter 2021-22 | Winter 2021/22 | winter 2021/2022 | hiver 2021-2022 | Summer 2021/22
2021-07 2021-09: Q3 2021 | 3Q 2021 | Q3'21 | Q3-21 | T3 2021 | third quarter of 2021 | 3rd quarter 2021
2022-01 2022-06: H1 2022 | first half of 2022
2020-04 2022-06: FY2021 | FY 2021 | FY21 | fiscal year 2021
2021-03: late March 2021 | end of March 2021 | Anfang März 2021 | fin mars 2021 | 2021-03-XX | 2021-03-?? | 2021-03-00 | ?? March 2021 | xx/03/2021
2021-03 2021-04: March-April 2021 | March/April 2021 | Mar–Apr 2021 | März/April 2021
2020-12 2021-01: Dec 2020-Jan 2021 | December 2020/January 2021
2021-05-03 2021-05-04: 3 or 4 May 2021 | 3/4 May 2021 | 3-4 May 2021
"""


@pytest.mark.parametrize("line", VAGUE.strip().splitlines())
def test_a_vague_date_is_an_interval_as_wide_as_its_words(line):
    ends, _, cells = line.partition(": ")
    first, _, last = ends.partition(" ")
    expected = bound_period(first)[0], bound_period(last or first)[1]
    for cell in cells.split(" | "):
        found = parse_days(cell)
        assert found and tuple(map(str, found)) == expected, cell
        assert not is_missing(cell)


@pytest.mark.parametrize(
    ("value", "first", "second"),
    [
        ("06/07/2018", (2018, 7, 6), (2018, 6, 7)),
        ("06.07.2018 10:00", (2018, 7, 6), (2018, 6, 7)),
        ("6-7-18", (2018, 7, 6), (2018, 6, 7)),
        ("06072018", (2018, 7, 6), (2018, 6, 7)),
        ("25/07/2018", (2018, 7, 25), (2018, 7, 25)),
        ("2018-07-06", (2018, 7, 6), (2018, 7, 6)),
    ],
)
def test_a_known_order_settles_what_it_can(value, first, second):
    assert parse_days(value, day_first=True) == (date(*first),) * 2
    assert parse_days(value, day_first=False) == (date(*second),) * 2
    assert parse_days(value) == tuple(sorted((date(*first), date(*second))))


@pytest.mark.parametrize(
    "value",
    [
        "soon", "5", "99", "Oct-20", "6 Oct", "May", "Monday", "10:30", "2020-13-01", "2021-02-30", "2018-02-30T05:50:00Z", "30 Feb 2020",
        "2021-00", "0000", "31/31/2021", "12/34/2020", "1900-01-00", "1.2.3", "10.6.0", "555-123-4567", "192.168.1.1", "19.99", "$44,110",
        "May be 3 2021", "3 May 2021 and 4 May 2021", "1499-12-31", "2101-01-01", "9999-12-31", "1066", "2563", "-1601942400", "12345", "99999",
        "20201", "123456", "1234567", "20209999", "99999999999999999999", "253402300799", "132464160000000000", "1e400", "2020-10-06T99:99", "2020-10-06 or so", "½", "²",
        "before 2020", "after May 2020", "by 2020", "since 2020", "2019-", "-2020", "2021-00", "1900-01-00", "2021-05-xy", "2021-22-23",
        "Winter 2021/24", "Fall 1", "Fall of Saigon, 1975", "20th century", "about", "c. 99", "?", "1990-95-99", "Spring", "FY", "Q5 2021",
        "2021-99", "Dec-Jan 2021", "summer 2021/2021", "about 2099?", "20s", "version 2021.0.1", "12 May?",
        None, True, float("nan"), float("inf"), -5, 1e300, b"2020",
        object(), [], {}, pd.NaT, pd.NA, np.datetime64("NaT"), complex(1, 2), date(1, 1, 1),
    ],
)  # fmt: skip
def test_no_day_is_made_of_what_names_none(value):
    assert parse_days(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "", " ", "-", "—", "n/a", "N/A", "#N/A", "NaN", "nat", "None", "NULL", "<NA>", "\\N", "unknown", "n.d.", "0", 0, "0000-00-00",
        "0000-00-00 00:00:00", "0001-01-01T00:00:00", "yesterday", "Today", "2 days ago", "an hour ago", "about 3 weeks ago", "5h ago",
        "just now", "last week", "n. d.", "[n.d.]", "(n.d.)", "s.a.", "o.J.", "ohne Datum", "sans date", "sin fecha", "date unknown",
        "unbekannt", "[undated]", "senza data", "forthcoming", "2 hrs. ago", "hace 2 días", "il y a 3 heures", "gestern", None, float("nan"), pd.NaT, pd.NA, False,
    ],
)  # fmt: skip
def test_what_is_not_known_is_missing_and_no_day(value):
    assert is_missing(value) and parse_days(value) is None


@pytest.mark.parametrize("value", ["soon", "2020-13-01", "Oct-20", "days ago", object()])
def test_what_is_bad_is_not_missing(value):
    assert not is_missing(value)


EXACT = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y%m%dT%H%M%SZ", "%Y%m%d%H%M%S", "%Y%m%d%H%M",
    "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%A, %B %d, %Y", "%a %d %b %Y", "%a, %d %b %Y %H:%M:%S GMT", "%d-%b-%Y",
    "%d-%b-%y", "%a %b %d %H:%M:%S %Y", "%c", "%B %d %Y %I:%M %p", "%H:%M, %d %B %Y", "%Y-%j", "%G-W%V-%u", "%a %d/%m/%Y", "%d/%b/%Y:%H:%M:%S +0000",
)  # fmt: skip
EITHER = (
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y %H:%M", "%d-%m-%y", "%y-%m-%d", "%d%m%Y", "%m/%d/%Y %I:%M:%S %p",
    "%Y", "%Y-%m", "%B %Y", "%b %Y", "%Y%m", "%m/%Y", "%G-W%V",
)  # fmt: skip
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31, 23, 59, 59))


@given(MOMENTS)
def test_every_exact_form_gives_the_day(moment):
    for form in EXACT:
        day = parse_days(moment.strftime(form))
        if form == "%a %d/%m/%Y" and day != (moment.date(),) * 2:  # both may fall on the weekday
            assert day[0] <= moment.date() <= day[1]
            continue
        assert day == (moment.date(), moment.date()), form


@given(MOMENTS)
def test_every_other_form_gives_an_interval_that_holds_the_day(moment):
    for form in EITHER:
        low, high = parse_days(moment.strftime(form))
        assert low <= moment.date() <= high, form
        if form.startswith("%d") or form.startswith("%m/%d"):
            day = parse_days(moment.strftime(form), day_first=form.startswith("%d"))
            assert day == (moment.date(), moment.date())


@given(
    MOMENTS, st.sampled_from([1, 10**3, 10**6, 10**9]), st.sampled_from([str, int, "{}.0".format])
)
def test_moments_since_1970_are_days_in_utc(moment, unit, write):
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    assert parse_days(write(seconds * unit)) == (moment.date(), moment.date())


@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)), st.floats(0, 0.999))
def test_days_as_a_spreadsheet_counts_them(day, part):
    count = (day - date(1899, 12, 30)).days
    assert parse_days(count) == parse_days(str(count)) == parse_days(count + part) == (day, day)


@given(st.dates(date(1500, 1, 1), date(2100, 12, 31)), st.times())
def test_a_day_of_six_centuries_is_itself_at_any_time(day, at):
    assert parse_days(day.isoformat()) == parse_days(day) == (day, day)
    assert parse_days(datetime.combine(day, at).isoformat()) == (day, day)
    assert parse_days(datetime.combine(day, time()), day_first=True) == (day, day)


@given(
    st.one_of(
        st.text(max_size=300), st.from_regex(r"[0-9TZe:/., +\-'apmwqh()]{0,40}", fullmatch=True)
    )
)
def test_no_text_raises(value):
    days = parse_days(value)
    assert days is None or 1500 <= days[0].year <= days[1].year <= 2100 and days[0] <= days[1]
    assert parse_days(value, day_first=True) is None or days
    is_missing(value)


@given(
    st.lists(
        st.sampled_from(
            [*"0123456789/-. :,", "2020", "oct", "tue", "to", "q", "w", "T", "Z", "am", "e"]
        )
    ).map("".join)
)
def test_no_heap_of_parts_of_dates_raises(value):
    days = parse_days(value)
    assert days is None or days[0] <= days[1]


@given(
    st.one_of(
        st.integers(), st.floats(), st.decimals(), st.booleans(), st.binary(), st.complex_numbers()
    )
)
def test_no_value_raises(value):
    days = parse_days(value)
    assert days is None or days[0] <= days[1]
    is_missing(value)


@pytest.mark.parametrize("piece", ["1", "[", "2020-10-06 ", " ", "(", "1:", "- ", "to "])
def test_a_cell_of_a_megabyte_is_over_at_once(piece):
    cell = piece * (1_000_000 // len(piece))
    start = process_time()
    assert parse_days(cell) is None and not is_missing(cell + "x")
    assert process_time() - start < 0.5


def test_numbers_of_any_size_are_none():
    assert parse_days(10**5000) is None and parse_days(-(10**5000)) is None


def test_a_date_has_no_more_than_two_hundred_characters():
    assert parse_days(" " * 500 + "2020-10-06") == (DAY, DAY)
    assert parse_days("2020-10-06 " + "(" + "x" * LONGEST + ")") is None


def test_months_are_told_by_one_name_alone():
    assert set(MONTHS.values()) == set(range(1, 13))
    assert all(name.isascii() and name.islower() and len(name) > 2 for name in MONTHS)
    assert make_day(2020, "Okt", "6") == make_day(2020, 10, 6) == DAY
    assert make_day(2020, "x", "6") is make_day(2020, "²", "6") is None
    assert read_both_ways("31", "31", 2020) == ()
