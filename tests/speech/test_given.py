import numpy as np
import pandas as pd
import pytest

from analysis.speech import read_sides
from analysis.speech.given import read_given
from analysis.speech.sides import name_country

SIDES = read_sides()


def given(**cells):
    found = read_given(pd.DataFrame({"doc_id": ["a"], **{k: [v] for k, v in cells.items()}}), SIDES)
    return (found["a"].name, found["a"].side) if found else None


@pytest.mark.parametrize(
    "cells, wanted",
    [
        ({"speaker": "H.E. Mr. Kofi  Boateng", "side": "GHA"}, ("Kofi Boateng", "Ghana")),
        ({"speaker": "Joseph R. Biden, Jr."}, ("Joseph R Biden Jr", "US")),
        ({"speaker": "Prime Minister Narendra Modi"}, ("Prime Minister Narendra Modi", "India")),
        ({"speaker": "Ann Lee", "country": "Republic of the Gambia"}, ("Ann Lee", "Gambia")),
        ({"speaker": "Ann Lee", "side": "opposition"}, ("Ann Lee", "opposition")),
        ({"speaker": "Ann Lee", "side": np.nan, "country": None}, ("Ann Lee", "")),
        ({"speaker": "", "side": "JPN"}, ("", "Japan")),
        ({"side": "left"}, None),
        ({"country": "US"}, None),
        ({"speaker": "n/a", "side": ""}, None),
        ({"speaker": "17"}, None),
        ({"speaker": 3.5}, None),
        ({"speaker": "x" * 1000}, None),
        ({"speaker": "Various"}, None),
    ],
)
def test_who_speaks_is_read_from_the_columns_of_a_table(cells, wanted):
    assert given(**cells) == wanted


@pytest.mark.parametrize(
    "cell, side",
    [("USA", "US"), ("U.S.", "US"), ("GB", "Britain"), ("Great Britain", "Britain"), ("IND", "India"), ("Viet Nam", "Vietnam"),
     ("Korea, Republic of", "South Korea"), ("Democratic People’s Republic of Korea", "North Korea"), ("St. Lucia", "Saint Lucia"),
     ("Federal Democratic Republic of Nepal", "Nepal"), ("the Netherlands", "Netherlands"), ("Kyrgyz Republic", "Kyrgyzstan"),
     ("NATO", "NATO"), ("Türkiye", "Turkey"), ("in", ""), ("it", ""), ("neutral", ""), ("", ""), ("Republic of", ""), ("x" * 999, "")],
)  # fmt: skip
def test_a_country_is_named_as_the_list_of_sides_calls_it(cell, side):
    assert name_country(cell, SIDES) == side
