"""What a whole column of cells shows."""

import random
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from analysis.dating.cells import parse_days
from analysis.dating.columns import find_order, looks_like_dates

RANDOM = random.Random(7)
MOMENTS = [
    datetime(2005, 1, 1) + timedelta(seconds=RANDOM.randrange(6 * 10**8)) for _ in range(300)
]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["06/07/2018", "25/07/2018"], True),
        (["06/07/2018", "07/25/2018"], False),
        (["06.07.2018", "25.07.2018"], True),
        (["06-07-2018", "07-25-2018 10:00"], False),
        (["6/7/18", "25/7/18"], True),
        (["06/07/2018 23:30", "25/07/2018 01:10 PM"], True),
        (["06072018", "25072018"], True),
        (["Tue 06/10/2020", "06/07/2018"], True),
        (["Tuesday, 10/06/2020", "06/07/2018"], False),
        (["Fri 06/07/2018"], True),
        (["06/07/2018"], None),
        (["25/07/2018", "07/25/2018"], None),
        (["2018-07-06", "2018-07-25", "06-07-2018"], None),
        (["20-10-06", "25-10-06"], None),
        (["31/31/2018", "13/13/2018", "40/01/2018"], None),
        (["2018-07-25", "20180725", "1601942400", "July 25, 2018", "n/a", "", None, 7, float("nan")], None),
        (["1.25.2018.3", "x25/07/2018/1", "125/07/2018"], None),
        (["25/07/2018" + "x" * 10**6], None),
        ([], None),
    ],
)  # fmt: skip
def test_a_day_above_twelve_or_a_weekday_shows_the_order(cells, order):
    assert find_order(cells) is order
    assert find_order(pd.Series(cells, dtype=object)) is order
    assert find_order(cells[::-1]) is order


@given(st.lists(st.dates(date(1990, 1, 1), date(2035, 12, 31)), min_size=1), st.booleans())
def test_a_column_is_read_in_its_order(days, first):
    form = "%d/%m/%Y" if first else "%m/%d/%Y"
    cells = [day.strftime(form) for day in days]
    shown = any(day.day > 12 for day in days)
    assert find_order(cells) is (first if shown else None)
    for day in days:
        low, high = parse_days(day.strftime(form), day_first=find_order(cells))
        assert low <= day <= high and (low == high or not shown)


@given(st.lists(st.one_of(st.text(max_size=30), st.integers(), st.none(), st.floats(), st.dates())))
def test_any_column_has_an_order_and_a_share(cells):
    assert find_order(cells) in (True, False, None) and 0 <= looks_like_dates(cells) <= 1


@pytest.mark.parametrize(
    "form",
    [
        "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y", "%m/%d/%Y %I:%M %p", "%d.%m.%Y", "%Y%m%d", "%Y%m%d%H%M%S", "%Y%m%dT%H%M%SZ",
        "%d %B %Y", "%a, %d %b %Y %H:%M:%S GMT", "%B %d, %Y", "%d-%b-%y",
    ],
)  # fmt: skip
def test_dates_look_like_dates(form):
    cells = [moment.strftime(form) for moment in MOMENTS]
    assert looks_like_dates(cells) == looks_like_dates(pd.Series(cells)) == 1
    assert looks_like_dates([*cells, *["n/a", "", None] * 99]) == 1
    assert 0.4 < looks_like_dates([*cells, *["Tokyo"] * 300]) < 0.6


@pytest.mark.parametrize("unit", [1, 10**3, 10**6, 10**9])
def test_moments_look_like_dates(unit):
    seconds = [int(moment.timestamp()) for moment in MOMENTS]
    assert looks_like_dates([n * unit for n in seconds]) == 1
    assert looks_like_dates([f"{n * unit}.0" for n in seconds]) == 1
    assert looks_like_dates(np.array([n * unit for n in seconds])) == 1


def test_columns_of_dates_are_dates():
    assert looks_like_dates(pd.Series(pd.to_datetime(["2018-07-06", None]))) == 1
    assert looks_like_dates([date(2018, 7, 6), None]) == 1
    assert looks_like_dates(pd.Series([None], dtype="datetime64[ns]")) == 0


def draw(low, high, size=400):
    return [RANDOM.randrange(low, high) for _ in range(size)]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("counter", list(range(1, 500))),
        ("five digits", draw(10_000, 99_999)),
        ("days of a spreadsheet, or postcodes", draw(40_000, 45_000)),
        ("years", draw(1200, 2500)),
        ("years of our time", [str(year) for year in draw(1990, 2025)]),
        ("years as floats", [float(year) for year in draw(1990, 2025)]),
        ("prices", [round(RANDOM.uniform(0, 3000), 2) for _ in range(400)]),
        ("prices in words", [f"${n:,}.99" for n in draw(100, 90_000)]),
        ("ids of eight digits", draw(10**7, 10**8)),
        ("ids of ten digits in order", list(range(1_500_000_000, 1_500_000_500))),
        ("ids of ten digits", draw(10**9, 10**10)),
        ("ids of posts", draw(10**18, 14 * 10**17)),
        ("ids of pages", draw(10**15, 11 * 10**14)),
        ("book numbers", draw(9_780_000_000_000, 9_790_000_000_000)),
        ("telephone", [str(n) for n in draw(2_010_000_000, 9_899_999_999)]),
        ("telephone with lines", [f"{n // 10**7}-{n // 10**4 % 10**3}-{n % 10**4}" for n in draw(2 * 10**9, 10**10)]),
        ("telephone in pairs", [" ".join(f"0{n}"[k : k + 2] for k in range(0, 10, 2)) for n in draw(10**8, 10**9)]),
        ("addresses", [f"{n % 256}.{n % 200}.{n % 100}.{n % 50}" for n in draw(1, 10**6)]),
        ("versions", [f"{n % 9}.{n % 7}.{n % 5}" for n in draw(1, 10**6)]),
        ("scores", [f"{n % 9}-{n % 7}" for n in draw(1, 10**6)]),
        ("ratios", [f"{n % 12}/{n % 7}" for n in draw(1, 10**6)]),
        ("seasons", [f"{year}-{year % 100 + 1}" for year in draw(1990, 2020)]),
        ("clocks", [f"{n % 24}:{n % 60:02}" for n in draw(1, 10**6)]),
        ("codes", [f"{n:08x}" for n in draw(0, 2**32)]),
        ("months", ["May", "June", "July"] * 9),
        ("months of years", ["2020-05", "May 2020"] * 9),
        ("quarters", ["2020Q4", "Q1 2021"] * 9),
        ("words", ["Tokyo", "Delhi", "March"] * 9),
        ("headlines", ["May visits Tokyo on 3 May 2021", "Talks of 6 October 2020 in Delhi"] * 9),
        ("texts", ["The ministers met on 6 October 2020. " * 50] * 9),
        ("nothing", ["", None, float("nan"), "n/a"]),
        ("flags", [True, False, True]),
        ("tone", [RANDOM.gauss(0, 3) for _ in range(400)]),
        ("coordinates", [f"{RANDOM.uniform(-90, 90):.4f}, {RANDOM.uniform(0, 180):.4f}" for _ in range(400)]),
        ("empty", []),
    ],
)  # fmt: skip
def test_other_columns_do_not_look_like_dates(name, cells):
    assert looks_like_dates(cells) < 0.06, name


def test_a_column_takes_time_by_its_size():
    cells = [
        f"{n % 28 + 1} May {1990 + n % 30} {n % 24}:{n // 24 % 60:02}:{n // 1440 % 60:02}"
        for n in range(32_000)
    ]
    assert growth(lambda n: find_order(cells[:n]), 4_000, floor=0.03) < 20
    assert growth(lambda n: looks_like_dates(cells * n), 4, floor=0.02) < 8
