"""Stacked shares by source."""

import pandas as pd
from plot_tables import mixtures

from analysis.charts import plot_composition
from analysis.charts.composition import OTHERS


def test_shares_are_those_of_the_period_and_add_up():
    table = mixtures(["2019", "2020"], ["a", "b", "c"])
    rows = plot_composition(table).rows
    assert rows.groupby("period")["share"].sum().round(6).tolist() == [1, 1]
    of = table.groupby("period")["n_documents"].sum()
    first = rows[(rows["group"] == "a") & (rows["period"] == "2020")].iloc[0]
    assert abs(first["n_documents"] / of["2020"] - first["share"]) < 1e-5


def test_seven_are_drawn_and_of_more_six_and_the_others():
    assert OTHERS not in set(plot_composition(mixtures(["2019"], list("abcdefg"))).rows["group"])
    rows = plot_composition(mixtures(["2019"], list("abcdefgh"))).rows
    assert rows["group"].iloc[-1] == OTHERS and len(rows) == 7
    assert rows["n_documents"].sum() == mixtures(["2019"], list("abcdefgh"))["n_documents"].sum()


def test_a_source_of_that_name_is_not_lost():
    table = mixtures(["2019"], [OTHERS, *"abcdefgh"], 3).sort_values("group")
    rows = plot_composition(table).rows
    assert rows["n_documents"].sum() == table["n_documents"].sum()


def test_what_is_not_told_comes_last():
    table = pd.DataFrame({"period": "2020", "group": ["unknown", "a"], "n_documents": [9, 1]})
    assert plot_composition(table).rows["group"].tolist() == ["a", "unknown"]


def test_long_histories_are_cut_and_said():
    periods = [str(year) for year in range(1900, 1970)]
    chart = plot_composition(mixtures(periods, ["a", "b"]))
    assert "the last 60 of 70 periods" in chart.subtitle and "1910" in set(chart.rows["period"])
    assert "1909" not in set(chart.rows["period"]) and "at most" in chart.alt


def test_no_documents_are_said():
    chart = plot_composition(mixtures([], []))
    assert "there are no documents" in chart.alt


def test_where_no_source_is_known_there_is_nothing_to_draw():
    table = mixtures(["2019", "2020"], ["unknown"])
    assert plot_composition(table).alt == "Nothing to draw: no group is known."
