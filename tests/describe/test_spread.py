"""A claim under every choice: which choices there are, what agrees, and what is said."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis import Study, read_themes
from analysis.charts import plot_spread
from analysis.core.content import hash_values
from analysis.describe import describe_contrasts, grade_claims, read_claims
from analysis.describe.changes import say_ratio
from analysis.describe.claims_file import list_proposals
from analysis.describe.readings import Readings
from analysis.describe.specifications import find_obstacle, list_choices, spread_claim
from analysis.describe.spread import _say_claim, describe_spread, say_choice
from analysis.themes.variants import vary_themes


def test_the_default_is_what_grades_the_claim(news):
    claims = read_claims("seeds")
    graded = grade_claims(claims, news.findings, news.counts, news.counted, news.themes).claims
    rows = news.spread.specifications
    for one in graded:
        (agrees,) = rows.loc[(rows["claim"] == one.text) & rows["default"], "agrees"]
        assert agrees == (one.grade == "supported"), one.text


def test_the_default_has_the_ratio_of_its_test(news):
    rows = news.spread.specifications
    own = rows[rows["default"]].set_index("theme")
    tests = news.changes.set_index("theme")
    assert own.loc["pandemic", "estimate"] == tests.loc["pandemic", "ratio"]
    since = describe_contrasts(news.counts, news.counted, news.themes, since="2023").rows
    contrast = since.set_index("theme").loc["technology"]
    ends = own.loc["technology", ["estimate", "low", "high"]].tolist()
    assert ends == contrast[["ratio", "low", "high"]].tolist()


def test_every_choice_is_made_once_and_one_that_changes_nothing_is_none(news):
    rows = news.spread.specifications
    names = ["lexicon", "cleaning", "dates", "unit", "measure", "test", "left_out"]
    assert not rows.duplicated(["claim", *names]).any()
    moved = rows[rows["p"].notna()]
    assert (moved["dates"].groupby(moved["claim"]).nunique() == 1).all()  # all known to the day
    assert (moved["unit"].groupby(moved["claim"]).nunique() == 2).all()  # one event has two
    assert set(rows["left_out"]) - {""} == set(news.documents["source"]) - {""}
    assert moved["p"].between(1 / 24 - 1e-9, 1).all()  # of the orders of four events


def test_what_is_said_counts_what_is_listed(news):
    rows = news.spread.specifications
    for row in news.spread.rows.itertuples():
        own = rows[rows["claim"] == row.claim]
        assert (row.n_supported, row.n) == (own["agrees"].sum(), len(own))
        assert f"supported in {row.n_supported} of {row.n} specification" in row.reading


def test_a_claim_that_cannot_be_tested_again_says_so(news):
    claims = [
        {"text": "Chess rose", "theme": "chess", "says": "rose"},
        {"text": "Chess is everywhere", "theme": "chess", "says": "in every report"},
    ]
    said = describe_spread(claims, news._readings)
    assert all("cannot be tested again" in sentence for sentence in said.sentences)
    assert said.specifications.empty


@pytest.mark.parametrize("n", [1, 2])
def test_few_documents_end_in_words(tmp_path, n):
    for i in range(n):
        (tmp_path / f"{i}.txt").write_text(f"On Monday Russia and Ukraine spoke of war, {i}. " * 6)
    said = Study(tmp_path).spread
    assert said.sentences and "nan" not in repr(said).lower()
    rises = [{"text": "Russia rose", "theme": "russia", "says": "rose"}]
    assert "cannot be tested again" in repr(describe_spread(rises, Study(tmp_path)._readings))


@cache  # what was tested of them is kept with them
def make_readings(n=30, y=None, dated=30, sources=3, events=None):
    """Return n documents four weeks apart in one lexicon, with y sentences of 20 on Russia."""
    day = pd.Series(pd.date_range("2020-01-01", periods=n, freq="28D"))
    day[dated:] = pd.NaT
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "date": day,
            "episode": [f"e{i // (n // (events or n))}" for i in range(n)],
            "source": [f"s{min(i, sources - 1)}" if sources else "" for i in range(n)],
        }
    )
    y, x = np.arange(n) * 3 // n if y is None else np.array(y), np.full(n, 20)
    sums = {"sum_y": y, "sum_x": x, "sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x, "top_y": y}
    period = day.dt.strftime("%Y-%m-%d").fillna("undated")
    rows = {"period": period, "group": documents["doc_id"], "theme": "russia", "n_documents": 1}
    rows |= {"n_units": 1, "n_carriers": (y > 0).astype(int), "sources": "", "episodes": ""}
    counts = pd.concat([pd.DataFrame(rows | sums | {"measure": m}) for m in ("share", "rate")])
    return Readings({("default", "default"): counts}, documents, read_themes())


def rise(**more):
    return {"text": "Russia rose", "theme": "russia", "says": "rose", **more}


def test_of_many_sources_ten_are_left_out():
    readings = make_readings(n=60, dated=60, sources=31)
    base, choices, n_sources = list_choices(rise(), readings)
    assert n_sources == 31 and choices[0] == base
    assert [c["left_out"] for c in choices if c["left_out"]][:1] == ["s30"]  # it has most
    rows = spread_claim(rise(), readings)
    assert (rows["left_out"] != "").sum() == 10 and rows["agrees"].mean() > 0.8
    assert (rows["estimate"] > 1).all() and rows["p_median"].iloc[0] < 0.01
    fell = spread_claim(rise(says="fell"), readings)
    assert not fell["agrees"].any() and fell["p_median"].iloc[0] > 0.9


def test_a_narrow_lexicon_finds_less_and_a_wide_one_more():
    variants = vary_themes(read_themes())
    assert list(variants) == ["default", "narrow", "wide"]
    narrow, wide = variants["narrow"].entries, variants["wide"].entries
    assert not [e for e in narrow if e.company and not e.excluded]
    assert not [e for e in wide if e.company or e.excluded]
    assert {e.term for e in wide} == {e.term for e in read_themes().entries if not e.excluded}


def test_a_lexicon_without_rules_has_one_reading(tmp_path):
    file = tmp_path / "themes.yml"
    file.write_text("themes:\n  ships: {terms: [frigate, destroyer]}\n")
    assert list(vary_themes(read_themes(file))) == ["default"]


def test_without_claims_those_that_could_be_made_are_tested(tmp_path, news):
    proposals = list_proposals(news.findings)
    assert [row["says"] for row in proposals] == ["in every report", "in only one report"]
    said = describe_spread(proposals, news._readings)
    assert [len(row) for row in (said.rows, proposals)] == [2, 2]


def test_of_very_many_documents_a_sample_is_tested_and_this_is_said(monkeypatch):
    monkeypatch.setattr("analysis.describe.readings._MOST_DOCUMENTS", 3)
    news = Study("seeds")
    readings = news._readings
    assert (len(readings.documents), readings.n_whole) == (3, 5)
    assert all(
        set(of["group"]) == set(readings.documents["doc_id"]) for of in readings.counts.values()
    )
    said = news.spread.rows["reading"].tolist()
    assert said[0].startswith("Tested on a random sample of 3 of 5 documents, which shows less")
    subtitle = news.draw(plot_spread, news.spread.specifications).subtitle
    assert "3 documents of 3 events, each copy once, from a random sample of 5" in subtitle
    assert news.spread.specifications["n_units"].max() <= 3


def test_what_was_tested_before_is_no_part_of_what_readings_are(news):
    readings = news._readings
    before = hash_values(readings)
    readings._tests["any"] = pd.DataFrame({"x": [1]})
    assert hash_values(readings) == before
    del readings._tests["any"]


@pytest.mark.parametrize("since", ["1990", "2050"])
def test_what_cannot_be_tested_is_counted_on_no_side(since):
    readings = make_readings()
    rows = spread_claim(rise(since=since), readings)
    lost = rows["not_tested"] != ""
    assert (lost == (rows["test"] == "contrast")).all() and lost.any() and not lost.all()
    assert rows.loc[lost, ["estimate", "p"]].isna().all(axis=None)
    assert not rows.loc[lost, "agrees"].any()
    shapes = spread_claim(rise(), readings)
    alone = shapes.query("test == 'shape' and left_out == ''")
    assert rows.loc[~lost, "p"].tolist() == alone["p"].tolist()
    (said,) = describe_spread([rise(since=since)], readings).sentences
    side = f"before {since}" if since == "1990" else f"{since} or later"
    assert f"{lost.sum()} could not be tested (no document is dated {side})" in said
    assert f"supported in {rows['agrees'].sum()} of {(~lost).sum()} specifications" in said
    assert rows["p_median"].iloc[0] < 0.05


def test_a_claim_without_any_testable_specification_has_no_joint_p():
    rows = spread_claim(rise(since="2050"), make_readings()).query("test == 'contrast'")
    rows = rows.assign(p_median=np.nan, p_share=np.nan)
    assert "none of 5 specifications could be tested" in _say_claim(rows)
    chart = plot_spread(rows)
    assert "no document is dated 2050 or later" in chart.alt and len(chart.rows) == 0


@pytest.mark.parametrize("n_plain", [0, 1, 6])
def test_events_that_only_one_reading_of_dates_dates_have_no_part_in_the_joint_p(tmp_path, n_plain):
    """1/05/2016 is in January or in May: an interval, and no date where dates are as given."""
    text = "Russia and Ukraine were discussed by both ministers at length in the capital. "
    dates = [f"{2015 + i}-05-05" for i in range(n_plain)] + [
        f"{i % 4 + 1}/0{i % 4 + 5}/{2016 + i}" for i in range(7)
    ]
    rows = {
        "date": dates,
        "text": [text * (1 + i % 3) + f"Item {i} ended." for i in range(len(dates))],
    }
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    claims = "claims:\n- {text: Russia rose, theme: russia, says: rose}\n"
    (tmp_path / "claims.yml").write_text(claims)
    news = Study(tmp_path)
    assert news.documents["date_low"].lt(news.documents["date_high"]).sum() == 7
    said = " ".join(news.spread.rows["reading"])
    assert "supported in" in said and "no joint p" not in said and "before )" not in said
    rows = news.spread_claim(rise())
    assert rows["p_median"].notna().all()
    # as given, one plain date is no two events; as intervals, all are tested
    tested = rows[(rows["test"] == "shape") & (rows["not_tested"] == "")]
    assert set(tested["dates"]) == {"as intervals", *["as given"] * (n_plain > 1)}


def test_without_two_events_that_all_readings_date_there_is_no_joint_p():
    rows = spread_claim(rise(), make_readings()).assign(p_median=np.nan, p_share=np.nan)
    assert "no joint p: the readings of dates have fewer than two events in common" in _say_claim(
        rows
    )


def test_chart_and_sentence_count_the_same_rows():
    for claim in (rise(), rise(since="1990"), rise(since="2021")):
        said = describe_spread([claim], make_readings())
        chart = plot_spread(said.specifications)
        (row,) = said.rows.itertuples()
        assert f"supported in {row.n_supported} of {row.n} specifications" in chart.headline
        n_not = len(said.specifications) - row.n
        assert (f"{n_not} could not be tested" in chart.headline) == (n_not > 0)
        assert len(chart.rows) == len(said.specifications)


def test_a_row_without_a_ratio_is_drawn_at_the_foot_and_counted():
    rows = spread_claim(rise(), make_readings(sources=1))
    rows.loc[2:3, ["estimate", "low", "high"]] = np.nan
    chart = plot_spread(rows)
    assert f"of {len(rows)} specifications" in chart.headline and len(chart.rows) == len(rows)
    assert "at the foot: no ratio" in chart.subtitle and "at the foot" not in (
        plot_spread(rows.drop(index=[2, 3])).subtitle
    )


def test_no_median_is_of_two_kinds_of_ratio():
    # a peak before the middle: within it far more, later less
    y = (0,) * 10 + (9,) * 5 + (0,) * 15
    readings = make_readings(y=y)
    rows = spread_claim(rise(says="fell"), readings)
    tested = rows[rows["not_tested"] == ""]
    medians = tested.groupby("ratio_of")["estimate"].median()
    assert medians["a peak or dip"] > 5 and medians["two periods"] < 0.5
    (said,) = describe_spread([rise(says="fell")], readings).sentences
    assert all(f"{say_ratio(m)} of {kind} (" in said for kind, m in medians.items())
    assert "choice of test moves the ratio" not in say_choice(tested)
    chart = plot_spread(rows)
    lowest = rows.loc[rows["test"] == "contrast", "estimate"].min()
    for name in ("measure", "ratio of"):
        assert f"By {name}:" in chart.alt
    assert f"Ratios of two periods from {lowest:.2g}" in (chart.alt)


def test_documents_and_events_are_said_and_when_these_are_too_few():
    readings = make_readings(n=6, events=3, sources=0)
    (said,) = describe_spread([rise()], readings).sentences
    assert "(6 documents, 3 events)" in said
    assert "3 events are too few for the test of shapes by event to show any change" in said
    assert (
        "Tested on 6 documents of 3 events" in plot_spread(spread_claim(rise(), readings)).subtitle
    )
    (said,) = describe_spread([rise()], make_readings(dated=25)).sentences
    assert "(25 documents, 25 events)" in said and "too few" not in said


def test_what_is_alike_in_all_of_many_events_does_not_make_these_too_few():
    rows = spread_claim(rise(), make_readings(y=(3,) * 30))
    assert not rows["too_few"].any()
    assert say_choice(rows) == "no choice moves whether it is supported, or the ratio by much"


def test_the_reason_why_nothing_is_tested_is_the_true_one():
    flat = (0,) * 30
    for claim, readings, why in (
        (rise(theme="chess_"), make_readings(), "no theme chess_ was looked for"),
        (rise(), make_readings(y=flat), "no sentence mentions the theme"),
        (rise(), make_readings(dated=0), "no event is dated"),
        (rise(), make_readings(dated=1), "only one event is dated"),
    ):
        assert find_obstacle(claim, readings) == why
        assert spread_claim(claim, readings).empty
        assert why in repr(describe_spread([claim], readings))


@pytest.mark.parametrize(
    ("sources", "words"),
    [(0, "no source is named"), (1, "all documents are from one source"), (12, "10 of 12 sources")],
)
def test_what_is_said_of_sources_is_so(sources, words):
    (said,) = describe_spread([rise()], make_readings(sources=sources)).sentences
    assert words in said and "largest" not in said
    subtitle = plot_spread(spread_claim(rise(), make_readings(sources=sources))).subtitle
    assert ("10 of 12 sources" in subtitle) == (sources == 12)


def test_a_supported_change_whose_interval_spans_one_is_explained():
    rows = spread_claim(rise(), make_readings())
    assert rows["agrees"].any()
    assert "not by the interval" not in plot_spread(rows.assign(low=1.1)).subtitle
    assert "not by the interval" in plot_spread(rows.assign(low=0.9)).subtitle


def test_a_claim_that_is_not_there_is_told_with_those_that_are(news):
    rows = news.spread.specifications
    alt = news.draw(plot_spread, rows, claim="no such claim").alt
    assert "no claim “no such claim” was tested; there are:" in alt
    assert "“The pandemic fades”" in news.draw(plot_spread, rows, claim="Pandemic fades").alt
    counted = news.draw(plot_spread, rows, claim="The Indo-Pacific is in every talk").alt
    assert "was counted, and has no ratio" in counted


def test_a_long_claim_is_cut_in_the_chart_and_whole_in_its_words():
    text = "Russia rose very much and for a very long time " * 9
    chart = plot_spread(spread_claim(rise(text=text), make_readings()))
    assert len(chart.headline) < 230 and "…”" in chart.headline
    assert text.strip() in chart.alt
