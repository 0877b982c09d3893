"""Topics kept, and documents weighed by them."""

import pickle

import numpy as np
import pandas as pd
import pytest
from planted_topics import FARM, LAW, SEA, THREE, make, make_large, rotate

from analysis.topics.fit import fit_topics
from analysis.topics.fitted import weigh_topics


@pytest.fixture(scope="module")
def large():
    """400 documents, six topics, and the tables of a fit to all of them."""
    sentences = make_large()
    return sentences, fit_topics(sentences, n_topics=6, n_resamples=3)


def test_shares_by_hand():
    """Of a new document with three paragraphs two are of the sea and one is of law; a word never
    seen counts for nothing.
    """
    fit = fit_topics(THREE, n_topics=3)
    new = make([SEA, f"{SEA} zebra", LAW], [FARM], ["zebra lion"])
    weights, refits = weigh_topics(fit, new)
    assert weights["share"].round(1).tolist() == [0.7, 0.3, 0, 0, 0, 1, 0, 0, 0]
    assert weights["doc_id"].unique().tolist() == ["d000", "d001", "d002"]
    assert refits.groupby("refit")["doc_id"].nunique().tolist() == [3] * 5


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_fitted_documents_and_copies_that_were_not_fitted_have_the_shares_of_the_fit(method):
    fit = fit_topics(THREE, n_topics=3, method=method, n_resamples=3)
    weights, refits = weigh_topics(fit, THREE)
    np.testing.assert_allclose(weights["share"], fit.weights["share"], atol=0.01)
    pd.testing.assert_frame_equal(refits, fit.refits)
    copies, again = weigh_topics(fit, THREE.assign(doc_id="copy of " + THREE["doc_id"]))
    for new, old in ((copies, weights), (again, refits)):
        pd.testing.assert_frame_equal(
            new.assign(doc_id=new["doc_id"].str.removeprefix("copy of ")), old
        )


def test_shares_in_a_large_corpus_are_those_of_the_fit_within_its_tolerance(large):
    sentences, fit = large
    weights, refits = weigh_topics(fit, sentences)
    apart = (weights["share"] - fit.weights["share"]).abs()
    assert apart.mean() < 0.001 and apart.max() < 0.01
    pd.testing.assert_frame_equal(refits, fit.refits)


@pytest.mark.parametrize("unit", ["paragraph", "passage", "document"])
def test_shares_of_parts_are_those_of_the_whole_bit_for_bit(large, unit):
    sentences = large[0].head(60)
    sentences = pd.concat(
        [sentences, sentences.assign(paragraph_no=1, text=sentences["text"].str[:90])]
    )
    sentences = sentences.sort_values("doc_id", kind="stable", ignore_index=True)
    model = pickle.loads(
        pickle.dumps(
            fit_topics(sentences, n_topics=6, n_resamples=2, unit=unit, max_units=50).model
        )
    )
    weights, refits = weigh_topics(model, sentences)
    doc_ids = sentences["doc_id"].unique()
    for cuts in ([1, 2, 5], [30], range(1, 60, 7)):
        parts = [
            weigh_topics(model, sentences[sentences["doc_id"].isin(set(ids))])
            for ids in np.split(doc_ids, cuts)
        ]
        pd.testing.assert_frame_equal(
            pd.concat([part[0] for part in parts], ignore_index=True), weights, check_exact=True
        )
        joined = pd.concat([part[1] for part in parts]).sort_values(
            "refit", kind="stable", ignore_index=True
        )
        pd.testing.assert_frame_equal(joined, refits, check_exact=True)


def test_refits_are_left_out_on_demand():
    fit = fit_topics(THREE, n_topics=3)
    weights, refits = weigh_topics(fit, THREE, refits=False)
    pd.testing.assert_frame_equal(weights, weigh_topics(fit, THREE)[0])
    pd.testing.assert_frame_equal(refits, fit.refits.head(0))


@pytest.mark.parametrize("sentences", [make(), make(["zebra"], ["lion"])])
def test_no_topics_and_no_known_words_give_no_shares(sentences):
    for tables in (
        weigh_topics(fit_topics(sentences), THREE),
        weigh_topics(fit_topics(THREE), make()),
    ):
        assert [len(table) for table in tables] == [0, 0] and list(tables[1]) == [
            "refit",
            "doc_id",
            "topic",
            "share",
        ]
    weights, refits = weigh_topics(fit_topics(THREE, n_topics=2), sentences)
    assert not weights["share"].any() and not refits["share"].any()
    assert weights["doc_id"].nunique() == sentences["doc_id"].nunique()


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="no column paragraph_no"):
        weigh_topics(fit_topics(THREE, n_topics=2), THREE.drop(columns="paragraph_no"))


def test_a_model_holds_no_text_and_is_small(large):
    sentences, fit = large
    assert len(pickle.dumps(fit.model)) < 0.5 * len(pickle.dumps(fit))
    many = make(*[rotate(SEA, 2) + rotate(LAW, 2)] * 3)
    assert fit_topics(many, n_topics=2).model.n_refits == 3
