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
