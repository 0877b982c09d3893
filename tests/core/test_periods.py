import numpy as np
import pandas as pd
import pytest
from long_run import LONG

from analysis.core.periods import (
    PERIODS,
    bound_period,
    label_periods,
    lengthen_periods,
    place_documents,
    tell_period,
)

DAYS = pd.Series(pd.to_datetime(["2019-12-31", "2020-01-01", None]))


@pytest.mark.parametrize("short", [p for p in PERIODS if p != "week"])
@pytest.mark.parametrize("long", [*PERIODS[1:], "all"])
def test_a_lengthened_name_is_the_name_of_the_longer_period(short, long):
    order = [*PERIODS, "all"]
    if order.index(short) > order.index(long) or (long == "week" and short != "day"):
        with pytest.raises(ValueError, match="longer than"):
            lengthen_periods(label_periods(DAYS, short), long)
    else:
        assert (
            lengthen_periods(label_periods(DAYS, short), long).tolist()
            == label_periods(DAYS, long).tolist()
        )


def test_an_unknown_period_is_named():
    for verb in (label_periods, lengthen_periods):
        with pytest.raises(ValueError, match="fortnight"):
            verb(DAYS if verb is label_periods else pd.Series(["2020"]), "fortnight")
    with pytest.raises(ValueError, match="spring"):
        lengthen_periods(pd.Series(["spring"]), "year")


def test_a_week_lies_in_itself_and_in_all_alone():
    weeks = label_periods(DAYS, "week")
    assert lengthen_periods(weeks, "week").tolist() == weeks.tolist()
    assert lengthen_periods(weeks, "all").unique().tolist() == ["all"]
    with pytest.raises(ValueError, match="two of a month"):
        lengthen_periods(weeks, "month")


@pytest.mark.parametrize("period", PERIODS)
def test_every_day_lies_between_the_ends_of_its_period_and_no_other_day_does(period):
    days = pd.Series(
        pd.date_range("2015-12-20" if LONG or period != "day" else "2023-12-20", "2026-01-12")
    ).dt.as_unit("s")
    names, written = label_periods(days, period), days.dt.strftime("%Y-%m-%d")
    for name, own in written.groupby(names):
        first, last = bound_period(name)
        assert tell_period(name) == period
        assert own.tolist() == [day for day in written if first <= day <= last]


@pytest.mark.parametrize("day", ["0001-01-01", "0999-06-30", "9999-12-31"])
@pytest.mark.parametrize("period", PERIODS)
def test_calendars_of_any_age(day, period):
    name = label_periods(pd.Series(np.array([day], "datetime64[s]")), period)[0]
    first, last = bound_period(name)
    assert first <= day <= last


@pytest.mark.parametrize(
    "name", ["", "all", "undated", "2020-13", "2020-W54x", "2020-Q5", "20", "a-b"]
)
def test_other_names_are_of_no_period(name):
    assert bound_period(name) is None


def test_a_day_is_called_date_too():
    assert label_periods(DAYS, "date").tolist() == label_periods(DAYS, "day").tolist()


@pytest.mark.parametrize(("last", "known"), [("2029-12-31", "2020s"), ("2030-01-01", "undated")])
def test_a_date_that_is_known_to_a_decade_lies_in_it_and_to_a_day_more_in_none(last, known):
    days = {"date": "2024-12-31", "date_low": "2020-01-01", "date_high": last}
    documents = pd.DataFrame({name: [pd.Timestamp(day)] for name, day in days.items()})
    assert place_documents(documents, "decade").tolist() == [known]


@pytest.mark.parametrize(
    ("low", "high", "year", "decade"),
    [
        ("1990-01-01", "1999-12-31", "undated", "1990s"),
        ("2001-01-01", "2002-12-31", "undated", "2000s"),
        ("2018-06-07", "2018-07-06", "2018", "2010s"),
        ("1999-01-01", "2000-12-31", "undated", "undated"),
        (None, "2000-12-31", "undated", "undated"),
        (None, None, "undated", "undated"),
    ],
)
def test_a_document_without_a_day_lies_in_the_period_that_holds_all_it_may_be_of(
    low, high, year, decade
):
    days = {"date": [None], "date_low": [low], "date_high": [high]}
    documents = pd.DataFrame(days).astype("datetime64[s]")
    assert place_documents(documents, "year").tolist() == [year]
    assert place_documents(documents, "decade").tolist() == [decade]
    assert place_documents(documents, "day").tolist() == ["undated"]
