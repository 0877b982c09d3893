"""Agreement of coders: alpha as by its definition, its interval, and what they dispute."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.labels import compare_coders
from analysis.labels.measured import VALUES


def make(given_labels, measure="themes", documents=None):
    """Return decisions from one list of labels per coder; None is no label."""
    rows = []
    for coder, labels in given_labels.items():
        for i, word in enumerate(labels):
            if word:
                doc_id = f"d{i if documents is None else documents[i]}"
                rows.append((doc_id, f"s{i}", measure, "x", f"Text {i}.", word, coder))
    columns = "doc_id key measure theme text label coder".split()
    return pd.DataFrame(rows, columns=columns)


def compute_by_pairs(units, distance):
    """Return alpha from its definition: pairs of labels within units, beside pairs of all."""
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]
    within = sum(
        distance(a, b) / (len(unit) - 1)
        for unit in units
        for a, b in itertools.permutations(unit, 2)
    ) / len(every)
    pairs = list(itertools.permutations(every, 2))
    return 1 - within / (sum(distance(a, b) for a, b in pairs) / len(pairs))


def test_the_example_of_krippendorff_for_two_coders_and_two_values():
    """Ten units (Krippendorff 2011, Computing Krippendorff's alpha-reliability): .095."""
    first, second = "0100000010", "1110010000"
    words = {"0": "no", "1": "yes"}
    rows = make({"a": [words[c] for c in first], "b": [words[c] for c in second]})
    found = compare_coders(rows).agreement.iloc[0]
    assert round(found["alpha"], 3) == 0.095 and found["agreement"] == 0.6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["yes", "no", "unsure", None]), min_size=3, max_size=3), min_size=2, max_size=12))  # fmt: skip
def test_alpha_is_that_of_its_definition_for_themes(units):
    rows = make(dict(zip("abc", zip(*units, strict=True), strict=True)))
    if rows.empty:
        return
    alpha = compare_coders(rows).agreement["alpha"].item()
    decided = [[word for word in unit if word in ("yes", "no")] for unit in units]
    seen = {word for unit in decided if len(unit) > 1 for word in unit}
    if len(seen) < 2:
        assert np.isnan(alpha)
    else:
        assert np.isclose(alpha, compute_by_pairs(decided, lambda a, b: a != b))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*VALUES["tone"]]), min_size=2, max_size=2), min_size=2, max_size=9))  # fmt: skip
def test_alpha_of_tone_counts_how_far_labels_are_apart(units):
    rows = make(dict(zip("ab", zip(*units, strict=True), strict=True)), "tone")
    alpha = compare_coders(rows).agreement["alpha"].item()
    values = [[VALUES["tone"][word] for word in unit] for unit in units]
    if len({value for unit in values for value in unit}) < 2:
        assert np.isnan(alpha)
    else:
        assert np.isclose(alpha, compute_by_pairs(values, lambda a, b: (a - b) ** 2))


def test_the_interval_holds_alpha_of_very_many_sentences_and_takes_documents_for_units():
    rng = np.random.default_rng(3)

    def draw(n_documents, size=10, together=True):
        truth = rng.random((n_documents, 1 if together else size)) < 0.4
        truth = np.broadcast_to(truth, (n_documents, size)).ravel()
        wrong = np.repeat(rng.random(n_documents) < 0.25, size)  # a document is hard, or is not
        labels = [np.where(wrong & (rng.random(len(truth)) < 0.5), ~truth, truth) for _ in "ab"]
        words = [np.where(one, "yes", "no").tolist() for one in labels]
        documents = np.repeat(np.arange(n_documents), size)
        return make(dict(zip("ab", words, strict=True)), documents=documents)

    true = compare_coders(draw(1500)).agreement["alpha"].item()
    held, widths = [], []
    for seed in range(40):
        found = compare_coders(draw(40), seed=seed).agreement.iloc[0]
        held.append(found["low"] <= true <= found["high"])
        widths.append(found["high"] - found["low"])
    assert np.mean(held) > 0.86 and 0.1 < np.mean(widths) < 0.5


def test_disagreements_show_the_sentence_and_what_each_coder_said():
    rows = make({"Ann": ["yes", "no", "unsure"], "Ben": ["yes", "yes", "no"]})
    found = compare_coders(rows).disagreements
    assert found.to_dict("records") == [
        {
            "measure": "themes",
            "theme": "x",
            "doc_id": "d1",
            "text": "Text 1.",
            "Ann": "no",
            "Ben": "yes",
        }
    ]


def test_a_coder_may_have_the_name_of_a_column():
    found = compare_coders(make({"text": ["yes"], "theme": ["no"]})).disagreements
    assert found["coder text"].tolist() == ["yes"] and found["text"].tolist() == ["Text 0."]


@pytest.mark.parametrize(("labels", "remark"), [
    ({"a": ["yes", "no"]}, "no sentence has labels of two coders"),
    ({"a": ["yes", "yes"], "b": ["yes", "yes"]}, "all labels are alike, so that alpha cannot be told"),
    ({"a": ["unsure"], "b": ["yes"]}, "no sentence has labels of two coders"),
])  # fmt: skip
def test_what_cannot_be_told_is_said(labels, remark):
    (found,) = compare_coders(make(labels)).agreement.to_dict("records")
    assert np.isnan(found["alpha"]) and found["remark"] == remark


def test_one_document_has_no_interval_and_no_labels_are_no_rows():
    found = compare_coders(make({"a": ["yes", "no"], "b": ["yes", "yes"]}, documents=[0, 0]))
    assert np.isnan(found.agreement["low"].item())
    none = compare_coders(make({"a": ["yes"]}).head(0))
    assert none.agreement.empty and none.disagreements.empty
