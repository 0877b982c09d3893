import numpy as np
import pandas as pd
import pytest
from plot_tables import DAYS, trends

from analysis.plots.trends import plot_trends


def test_trends_say_every_value_with_its_interval_and_mark_thin_ones():
    table = trends(DAYS, themes=("indo_pacific",)).assign(estimate=0.25, low=0.1, high=np.nan)
    chart = plot_trends(table, labels={"indo_pacific": "IP"})
    assert "IP: 6 Oct 2020 25 %, 7 Oct 2020 25 %" in chart.alt and "hollow: one document" in chart.subtitle
    assert "hollow" not in plot_trends(table.assign(n_documents=2)).subtitle
    assert "25 % (10 % to 40 %)" in plot_trends(table.assign(high=0.4)).alt


def test_two_measures_are_refused():
    with pytest.raises(ValueError, match="share, tone"):
        plot_trends(pd.concat([trends(["2020"]), trends(["2020"], measure="tone")]))
