from plot_tables import cells

from analysis.charts.summary import plot_summary


def test_summary_says_k_of_n_and_puts_context_last():
    table = cells(2).iloc[::-1].assign(n=3)
    chart = plot_summary(table)
    assert "Russia: 2 Oct 2020 India-Japan 3 of 20, 1 Oct 2020 India-Japan 3 of 20." in chart.alt
    assert (
        chart.alt.rindex("China:") > chart.alt.rindex("Indo-Pacific:")
        and chart.rows["theme"].iloc[-1] == "china"
    )


def test_a_band_has_no_place_for_what_has_no_date():
    table = cells(20)
    last = table["column"].iloc[-1]
    dated = table.assign(dated=table["column"] != last)
    chart = plot_summary(dated)
    assert last not in set(chart.rows["column"]) and "left out: 1 without a date" in chart.subtitle
    assert "dated" not in chart.rows and "in 19 columns" in chart.alt
    few = cells(3).assign(dated=False)  # discs have their own columns
    assert "left out" not in plot_summary(few).subtitle
    assert "left out" not in plot_summary(table.assign(dated=False)).subtitle
