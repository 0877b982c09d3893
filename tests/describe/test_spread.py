"""A claim under every choice: which choices there are, what agrees, and what is said."""

import numpy as np
import pandas as pd
import pytest

from analysis import Study, read_themes
from analysis.charts import plot_spread
from analysis.core.content import hash_values
from analysis.describe import describe_contrasts, grade_claims, read_claims
from analysis.describe.claims_file import list_proposals
from analysis.describe.readings import Readings
from analysis.describe.specifications import list_choices, spread_claim
from analysis.describe.spread import describe_spread
from analysis.themes.variants import vary_themes


@pytest.fixture(scope="module")
def news():
    return Study("seeds")


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


def test_of_many_sources_the_largest_ten_are_left_out():
    n = 60
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "date": pd.date_range("2020-01-01", periods=n, freq="W"),
            "episode": [f"e{i}" for i in range(n)],
            "source": [f"s{min(i, 30)}" for i in range(n)],
        }
    )
    y, x = np.arange(n) // 20, np.full(n, 20)
    sums = {"sum_y": y, "sum_x": x, "sum_yy": y * y, "sum_xy": x * y, "sum_xx": x * x, "top_y": y}
    rows = {"period": documents["date"].dt.strftime("%Y-%m-%d"), "group": documents["doc_id"]}
    rows |= {"theme": "russia", "n_documents": 1, "n_units": 1, "n_carriers": (y > 0).astype(int)}
    counts = pd.concat(
        [
            pd.DataFrame(rows | sums | {"measure": m, "sources": "", "episodes": ""})
            for m in ("share", "rate")
        ]
    )
    readings = Readings({("default", "default"): counts}, documents, read_themes())
    claim = {"text": "Russia rose", "theme": "russia", "says": "rose"}
    base, choices, n_sources = list_choices(claim, readings)
    assert n_sources == 31 and choices[0] == base
    assert [c["left_out"] for c in choices if c["left_out"]][:1] == ["s30"]
    rows = spread_claim(claim, readings)
    assert (rows["left_out"] != "").sum() == 10 and rows["agrees"].mean() > 0.8
    assert (rows["estimate"] > 1).all() and rows["p_median"].iloc[0] < 0.01
    assert "10 largest of 31 sources" in repr(describe_spread([claim], readings))
    fell = spread_claim({**claim, "says": "fell"}, readings)
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
    assert "random sample of 3 of 5 documents" in subtitle
    assert news.spread.specifications["n_units"].max() <= 3


def test_what_was_tested_before_is_no_part_of_what_readings_are(news):
    readings = news._readings
    before = hash_values(readings)
    readings._tests["any"] = pd.DataFrame({"x": [1]})
    assert hash_values(readings) == before
    del readings._tests["any"]
