import numpy as np
import pandas as pd
import pytest
from long_run import pair
from plot_tables import boxes, documents, list_overlaps

from analysis.charts.timeline import plot_timeline
from analysis.core.periods import bound_period


def test_undated_documents_are_named_not_drawn():
    chart = plot_timeline(documents(4, undated=1))
    assert (
        len(chart.rows) == 3
        and "Without a date: " in chart.subtitle
        and "Without a date: " in chart.alt
    )
    assert "without a date: " in plot_timeline(documents(2, undated=2)).alt


@pytest.mark.parametrize("n", [4, 60])
def test_groups_and_episodes_that_are_not_known_are_no_name(n):
    gone = documents(n, 2).assign(group=None, episode=None)
    chart = plot_timeline(gone)
    assert len(chart.rows) and "nan" not in chart.alt.lower() and "none" not in chart.alt.lower()
    assert not [text for text, _ in boxes(chart) if text.strip() in ("nan", "None", "<NA>")]


def test_crowded_timeline_counts_every_document_once():
    chart = plot_timeline(documents(60, 12, 3))
    assert chart.rows["n_documents"].sum() == 57 and chart.rows["group"].nunique() == 9
    assert "57 documents on 29 episodes from 1 March 2019" in chart.alt


def test_a_long_lane_keeps_its_count_and_the_note_its_span():
    rows = documents(40, 2).replace(
        {"Group 0": "India and the United States of America and others"}
    )
    chart = plot_timeline(rows)
    assert chart.subtitle == "Number of documents per year"  # a fifth is known no better
    assert any("…" in text and text.endswith(" (20)") for text, _ in boxes(chart))


def dated(*days):
    """Return documents whose dates are as written: a day, a month or a year."""
    ends = pd.DataFrame([bound_period(day) for day in days], columns=["date_low", "date_high"])
    ends = ends.apply(pd.to_datetime)
    rows = documents(len(days), 1).drop(columns=list(ends))
    return rows.assign(date=ends.mean(axis=1).dt.normalize(), **ends)


@pytest.mark.parametrize("months", [False, True])
def test_years_without_a_day_are_no_peak_in_their_middle(months):
    by_day = [f"2021-{m:02}-{d:02}" for m in range(1, 13) for d in (4, 18)]
    chart = plot_timeline(dated(*by_day, *["2021-07" if months else "2021"] * 20))
    if months:
        july = chart.rows.set_index("start")["n_documents"]["2021-07-01"]
        assert chart.subtitle == "Number of documents per month" and july == 22
    else:
        assert chart.subtitle == "Number of documents per year"
        assert chart.rows["n_documents"].tolist() == [44]


@pytest.mark.parametrize("n", [1, 2])
def test_a_few_known_less_well_than_a_bar_are_left_out_and_said(n):
    by_day = [f"2021-{m:02}-{d:02}" for m in range(1, 13) for d in (4, 18)]
    chart = plot_timeline(dated(*by_day, *["2021"] * n))
    assert chart.rows["n_documents"].tolist() == [2] * 12
    said = f"{n} document{'s' * (n > 1)} left out: date not known to the month"
    assert said in chart.subtitle and said in chart.alt


@pytest.mark.parametrize(("written", "marks"), [
    (["2020"], 0), (["2020", "2020-07-02"], 1), (["2020", "2021", "2022"], 0), (["2021-07"], 0), (["2021-07-02"] * 3, 3),
    (["2020-07", "2021-07-02", "2021"], 1), (["2021-W05"], 1), (["2021-Q3"], 0), (["1850", "1851-02-03"], 1),
    (["2021-01-01", "2021"], 1), (["2021"] * 12, 0),
])  # fmt: skip
def test_a_mark_names_a_day_and_a_bar_with_ends_what_is_known_instead(written, marks):
    chart = plot_timeline(dated(*written).assign(episode="", date_basis="text"))
    drawn = [line for line in chart.figure.axes[0].lines if line.get_marker() == "o"]
    assert len(drawn) == marks
    assert ("bar with ends" in chart.subtitle.lower()) == (marks < len(written))
    known = [w if len(w) in (4, 10) else w[:7] for w in written]
    known = {"2021-W05": "2021-02-04", "2021-Q3": "2021"}.get(written[0]) or sorted(known)
    told = sorted(chart.rows["date"])
    assert told == known or told == [known]


SPANS = (
    0,
    1,
    7,
    30,
    366,
    1100,
    24 * 366,
    25 * 365,
    119 * 366,
    150 * 366,
    240 * 366,
    1024 * 365,
    7975 * 365,
)  # days


COUNTS = [1, 2, 12, 13, 30, 300]
LASTS = ["2024-02-29", "1999-12-31", "9999-12-31", "0001-01-01"]


SPANNED = [
    *pair(SPANS[:-1], COUNTS, LASTS),
    *[(SPANS[-1], n, last) for n in COUNTS for last in LASTS[2:]],
]


def test_a_bar_over_all_the_time_holds_its_label_and_is_joined_where_days_are_known():
    rows = documents(4).assign(episode="talks")
    rows["date"] = pd.to_datetime(["2021-07-02", "2021-09-02", "2021-07-02", "2021-11-20"])
    low, high = pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31")
    is_year = pd.Series([True, False, True, False], rows.index)
    rows["date_low"] = rows["date"].mask(is_year, low)
    rows["date_high"] = rows["date"].mask(is_year, high)
    chart = plot_timeline(rows)
    labels = [text for text, _ in boxes(chart) if text.startswith("2021")]
    assert "2021  Title 2" in labels and all(len(text) > 12 for text in labels)
    (line,) = [line for line in chart.figure.axes[0].lines if len(line.get_xdata()) == 4]
    first, *years, last = sorted(line.get_xdata())
    assert np.ptp(years) == 0 and np.isclose(years[0], (first + last) / 2)


@pytest.mark.parametrize(("span", "n", "last"), SPANNED)
def test_any_span_of_time_is_drawn_without_a_text_on_another(n, span, last):
    way = 1 if last < "0002" else -1
    rows = documents(n, 2)
    rows["date"] = np.datetime64(last, "us") + way * np.linspace(0, span, n).astype(
        "timedelta64[D]"
    )
    chart = plot_timeline(rows.assign(date_low=rows["date"], date_high=rows["date"]))
    assert not list_overlaps(boxes(chart))
    if n > 12:
        assert chart.rows["n_documents"].sum() == n and (chart.rows["start"].str.len() == 10).all()
        days = rows["date"].dt.strftime("%Y-%m-%d")
        assert chart.rows["start"].min() <= days.min() and chart.rows["start"].max() <= days.max()


def test_dates_that_are_intervals_of_all_time():
    rows = documents(5).assign(
        date_low=np.datetime64("0001-01-01", "us"), date_high=np.datetime64("9999-12-31", "us")
    )
    assert "2000" in [text for text, _ in boxes(plot_timeline(rows))]
    undated = rows.assign(date=np.datetime64("NaT", "us"))
    assert plot_timeline(undated).alt.startswith("Nothing to draw: without a date: ")


def test_large_numbers_above_bars_do_not_touch():
    dates = pd.Series(pd.date_range("2019-01-01", "2024-12-31", periods=40_000))
    frame = pd.DataFrame({"doc_id": [f"d{i}" for i in range(40_000)], "date": dates})
    frame = frame.assign(
        date_low=dates,
        date_high=dates,
        episode=frame["doc_id"],
        title="",
        source="",
        group="all",
        date_basis="text",
    )
    drawn = [
        (text, box)
        for text, box in boxes(plot_timeline(frame))
        if "," in text and text[0].isdigit()
    ]
    assert len(drawn) >= 8
    assert not list_overlaps(drawn)
