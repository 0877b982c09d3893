"""The latest texts."""

import pandas as pd
import pytest

from analysis.words import take_latest


def take(years, share=0.2):
    """Return what is taken of documents of these years; "-" for one without a date."""
    days = [None if year == "-" else f"{year}-06-01" for year in years.split()]
    ids = [f"d{i}" for i in range(len(days))]
    documents = pd.DataFrame({"doc_id": ids, "date": pd.to_datetime(days)})
    periods, *found = take_latest(documents, "year", share=share)
    assert periods.index.tolist() == ids
    # one without a date is on neither side
    assert periods.isna().tolist() == [year == "-" and "2" in years for year in years.split()]
    return tuple(found)


def test_the_latest_periods_hold_a_share_and_leave_one_to_compare():
    assert take("2019 2020") == (["2020"], "2020")
    assert take("2019 " * 9 + "2020") == (["2020"], "2020")  # a tenth: there is no other
    assert take("2018 " * 3 + "2019 " * 6 + "2020")[0] == ["2019", "2020"]
    assert take("2018 " * 3 + "2019 " * 5 + "2020 2020")[0] == ["2020"]  # a fifth exactly
    assert take("2018 " * 3 + "2019 " * 5 + "2020 2020 -")[0] == ["2020"]
    assert take("2021 2022 2023", 0.9) == (["2022", "2023"], "2022 to 2023")
    assert take("2019") == (["2019"], "2019")
    assert take("- -") == take("") == (["undated"], "undated")


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_that_is_none_is_named(share):
    with pytest.raises(ValueError, match="from 0 to 1"):
        take("2019 2020", share)
