import pandas as pd
import pytest

from analysis.core.periods import label_periods, lengthen_periods

DAYS = pd.Series(pd.to_datetime(["2019-12-31", "2020-01-01", None]))


@pytest.mark.parametrize("short", ["date", "month", "year", "decade"])
@pytest.mark.parametrize("long", ["month", "year", "decade", "all"])
def test_a_lengthened_name_is_the_name_of_the_longer_period(short, long):
    order = ["date", "month", "year", "decade", "all"]
    if order.index(short) > order.index(long):
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
