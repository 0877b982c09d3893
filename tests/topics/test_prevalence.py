"""Shares of topics over time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.core.schema import TABLES, empty
from analysis.topics.prevalence import estimate_topics


def make(shares, years, **columns):
    """Return documents and weights of topics 0 and 1 from the shares of topic 0."""
    ids = [f"d{i}" for i in range(len(shares))]
    documents = pd.DataFrame(
        {"doc_id": ids, "date": pd.to_datetime([f"{y}-05-01" for y in years]), "episode": ids}
    )
    rows = [(d, k, s) for d, x in zip(ids, shares, strict=True) for k, s in ((0, x), (1, 1 - x))]
    return documents.assign(**columns), pd.DataFrame(rows, columns=["doc_id", "topic", "share"])


DOCUMENTS, WEIGHTS = make([0.2, 0.4, 0.9, 0.5], [2020, 2020, 2021, 2021])


def shift(*steps):
    """Return refits in which topic 0 has that much more of every document."""
    sign = np.where(WEIGHTS["topic"] == 0, 1, -1)
    parts = [
        WEIGHTS.assign(share=WEIGHTS["share"] + sign * s, refit=i) for i, s in enumerate(steps)
    ]
    return pd.concat(parts, ignore_index=True)


def test_sums_by_hand():
    cells = estimate_topics(DOCUMENTS, WEIGHTS, WEIGHTS.head(0).assign(refit=0))
    cells = cells.set_index(["theme", "period"])
    columns = ["n_documents", "n_mentions", "estimate"]
    assert cells.loc[("0", "2020"), columns].tolist() == [2, 600_000, 0.3]


def test_copies_and_documents_that_no_topic_reaches_do_not_count():
    documents, weights = make([0.2, 0.4, 0.9], [2020] * 3, copy_of=["", "d0", ""])
    weights.loc[weights["doc_id"] == "d2", "share"] = 0.0
    got = estimate_topics(documents, weights, weights.head(0).assign(refit=0))
    assert got["n_documents"].tolist() == [1, 1]


def test_uncertain_topics_widen_the_interval_and_move_no_estimate():
    sure, unsure = (
        estimate_topics(DOCUMENTS, WEIGHTS, shift(*s)) for s in ((0, 0, 0), (-0.15, 0, 0.1))
    )
    assert sure["estimate"].tolist() == unsure["estimate"].tolist() == [0.3, 0.7, 0.7, 0.3]
    wide = [f["high"] - f["low"] for f in estimates(shift(0, 0, 0), shift(-0.15, 0, 0.1))]
    assert (wide[1] > wide[0]).all()


def estimates(*refits):
    documents = pd.concat(
        [
            DOCUMENTS.assign(**{c: DOCUMENTS[c] + f"-{i}" for c in ("doc_id", "episode")})
            for i in range(10)
        ]
    )
    for refit in refits:
        weights, again = (
            pd.concat([f.assign(doc_id=f["doc_id"] + f"-{i}") for i in range(10)])
            for f in (WEIGHTS, refit)
        )
        yield estimate_topics(documents, weights, again)


def test_intervals_of_documents_alone_hold_as_often_as_they_say():
    shares, n = np.random.default_rng(0).beta(2, 3, size=2400), 12
    documents, weights = make(
        shares, [2020] * len(shares), group=[f"g{i // n}" for i in range(len(shares))]
    )
    got = estimate_topics(documents, weights, WEIGHTS.head(0).assign(refit=0), group="group")
    got = got[got["theme"] == "0"]
    held = (got["low"] <= 0.4) & (got["high"] >= 0.4)
    assert len(got) == 200 and 0.9 <= held.mean() <= 0.99


def test_one_document_says_nothing_of_others():
    documents, weights = make([0.2], [2020])
    got = estimate_topics(documents, weights, weights.assign(refit=0))
    assert got[["low", "high"]].values.tolist() == [[0, 1], [0, 1]]


def test_documents_on_one_episode_are_no_second_opinion():
    documents, weights = make([0.2, 0.3], [2020, 2020])
    got = estimate_topics(documents.assign(episode="one"), weights, weights.assign(refit=0))
    assert got[["low", "high"]].values.tolist() == [[0, 1], [0, 1]]


def test_table_is_as_declared_and_the_same_twice():
    a, b = (estimate_topics(DOCUMENTS, WEIGHTS, shift(0, 0.1)) for _ in range(2))
    pd.testing.assert_frame_equal(a, b)
    assert {c: str(t) for c, t in a.dtypes.items()} == TABLES["trends"].columns
    assert (a["low"] <= a["estimate"]).all() and (a["estimate"] <= a["high"]).all()


def test_nothing_gives_empty_tables():
    pd.testing.assert_frame_equal(
        estimate_topics(DOCUMENTS, WEIGHTS.head(0), shift(0).head(0)), empty("trends")
    )


@pytest.mark.parametrize("options", [{"level": 1.0}, {"period": "fortnight"}, {"group": "nobody"}])
def test_faults_are_named(options):
    with pytest.raises(ValueError, match="level 1.0|fortnight|nobody"):
        estimate_topics(DOCUMENTS, WEIGHTS, shift(0), **options)


def test_documents_of_one_event_are_one_observation_and_each_counts_in_the_share():
    documents, weights = make([0.2, 0.2, 0.2, 0.2, 0.5], [2020] * 5)
    alone = estimate_topics(documents, weights, weights.assign(refit=0))
    joined = documents.assign(episode=["e", "e", "e", "e", "f"])
    together = estimate_topics(joined, weights, weights.assign(refit=0))
    assert alone["estimate"].tolist() == together["estimate"].tolist() == [0.26, 0.74]
    wide = [(f["high"] - f["low"]).tolist() for f in (alone, together)]
    assert (np.array(wide[1]) > 1.5 * np.array(wide[0])).all()


def test_an_event_of_two_periods_stands_in_each_with_its_documents_there():
    documents, weights = make([0.2, 0.4], [2020, 2021], episode=["e", "e"])
    got = estimate_topics(documents, weights, weights.assign(refit=0))
    assert got[["period", "theme", "estimate"]].values.tolist() == [
        ["2020", "0", 0.2],
        ["2021", "0", 0.4],
        ["2020", "1", 0.8],
        ["2021", "1", 0.6],
    ]


SHARES = st.lists(st.floats(0.05, 0.9), min_size=2, max_size=8)


@settings(max_examples=examples(20))
@given(SHARES, SHARES, st.integers(0, 3))
def test_no_topic_and_no_period_moves_another(first, later, seed):
    years = [2020] * len(first) + [2021] * len(later)
    documents, weights = make(first + later, years)
    whole = estimate_topics(documents, weights, weights.assign(refit=0), seed=seed)
    third = weights[weights["topic"] == 0].assign(topic=2)
    more = pd.concat([third, weights], ignore_index=True)
    wider = estimate_topics(documents, more, more.assign(refit=0), seed=seed)
    early = documents[: len(first)]
    fewer = estimate_topics(early, weights, weights.assign(refit=0), seed=seed)
    key = ["theme", "period"]
    for other in (wider, fewer):
        both = whole.merge(other[key])[whole.columns], other.merge(whole[key])[whole.columns]
        left, right = (f.sort_values(key, ignore_index=True) for f in both)
        assert len(left) >= 2
        pd.testing.assert_frame_equal(left, right, check_exact=True)


def test_an_event_of_thousands_of_documents_has_an_interval():
    n = 4000
    documents, weights = make([0.25] * n + [0.35] * 3, [2020] * (n + 3))
    documents["episode"] = ["e"] * n + ["f", "g", "h"]
    got = estimate_topics(documents, weights, weights.assign(refit=0)).iloc[0]
    assert 0.2 < got["low"] <= got["estimate"] <= got["high"] < 0.3
