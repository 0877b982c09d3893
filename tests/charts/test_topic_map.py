from plot_tables import boxes, trends

from analysis.charts.heat_maps import plot_topic_map


def table(n=3):
    rows = trends([str(2000 + i) for i in range(n)], themes=("0", "10", "2"))
    return rows.assign(estimate=[0.1, 0.25, 0.65] * n, n_documents=7)


def test_cells_are_per_cent_and_topics_in_order_of_their_numbers():
    chart = plot_topic_map(table(2), labels={"0": "trade, port", "2": "(sea, aid)"})
    drawn = [text for text, _ in boxes(chart)]
    assert [drawn.count(cell) for cell in ("10", "25", "65")] == [2, 2, 2] and "2000\nn 7" in drawn
    assert drawn.index("trade, port") < drawn.index("(sea, aid)") < drawn.index("Topic 10")
    assert "in brackets: a topic that is not stable" in chart.subtitle
    assert "trade, port: 2000 10%, 2001 10%." in chart.alt


def test_undated_periods_are_left_out_and_of_very_many_an_even_choice_is_drawn():
    assert "Nothing to draw" in plot_topic_map(table(1).assign(period="undated")).alt
    assert " of 20 periods" not in plot_topic_map(table(20)).subtitle
    chart = plot_topic_map(table(60))
    assert "an even choice, 24 of 60 periods" in chart.subtitle
    assert {"2000", "2059"} <= set(chart.rows["period"])
    assert "in brackets" not in plot_topic_map(table(1)).subtitle


def test_what_is_in_no_topic_is_hollow_and_does_not_set_the_shade():
    def darkest(chart):
        bars = [patch.get_facecolor() for patch in chart.figure.axes[0].patches]
        return sorted(bars, key=sum)[0]

    rest = {"2": "not in a stable topic"}
    chart = plot_topic_map(table(2), labels=rest)
    assert "hollow: not in a stable topic" in chart.subtitle
    assert "hollow" not in plot_topic_map(table(2)).subtitle
    assert darkest(chart) == darkest(plot_topic_map(table(2)))  # now that of 25 %, then of 65 %
    colours = [patch.get_facecolor() for patch in chart.figure.axes[0].patches]
    assert colours.count(darkest(chart)) == 2 and colours.count((1.0, 1.0, 1.0, 1.0)) == 2


def test_where_no_topic_is_stable_there_is_nothing_to_draw():
    rows = table(2)
    alone = plot_topic_map(rows[rows["theme"] == "2"], labels={"2": "not in a stable topic"})
    assert alone.alt == "Nothing to draw: no topic is stable."


def test_many_topics_are_rows_with_their_names():
    rows = trends([str(2000 + i) for i in range(20)], themes=tuple(str(k) for k in range(30)))
    chart = plot_topic_map(rows.assign(estimate=0.03, n_documents=7))
    assert "an even choice, 12 of 20 periods" in chart.subtitle
    assert {"Topic 0", "Topic 29"} <= {text for text, _ in boxes(chart)}
    quarters = [f"{2001 + i // 4}-Q{1 + i % 4}" for i in range(20)]
    rows = trends(quarters, themes=tuple(str(k) for k in range(10)))
    long = {str(k): f"critical infrastructure, cyber, {k}" for k in range(10)}
    chart = plot_topic_map(rows.assign(estimate=0.03, n_documents=2016), labels=long)
    drawn = {text for text, _ in boxes(chart)}
    assert {*long.values(), "2001-Q1\nn 2,016"} <= drawn
