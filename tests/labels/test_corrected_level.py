"""A corrected level: exact where it can be, as simpler routes give it, and its interval."""

import numpy as np
import pytest

from analysis.labels.corrected_level import correct_level


def make(rng, n_documents=300, share=0.1, recall=0.6, alike=0.1, length=15):
    size = 1 / alike - 1
    documents = np.repeat(np.arange(n_documents), rng.poisson(length, n_documents) + 2)
    level = rng.beta(size * share, size * (1 - share), n_documents)[documents]
    truth = (rng.random(len(documents)) < level) * 1.0
    measured = (rng.random(len(documents)) < np.where(truth, recall, 0.01)) * 1.0
    return documents, truth, measured


def draw(rng, truth, cell, wanted):
    label, probability = np.full(len(truth), np.nan), np.ones(len(truth))
    for name, k in enumerate(wanted):
        drawn = rng.choice(np.flatnonzero(cell == name), k, replace=False)
        label[drawn], probability[drawn] = truth[drawn], k / (cell == name).sum()
    return label, probability


def test_where_all_is_labelled_the_level_is_that_of_the_labels():
    documents, truth, measured = make(np.random.default_rng(0))
    cell = (measured == 0) * 1
    found = correct_level(measured, truth, np.ones(len(truth)), cell, documents, is_share=True)
    assert np.isclose(found.estimate, truth.mean())
    # as wide as the mean of clusters has it
    beyond = np.bincount(documents, truth - truth.mean())
    error = np.sqrt((beyond**2).sum()) / len(truth)
    assert 1.9 * error < (found.high - found.low) / 2 < 2.6 * error


def test_it_is_the_mean_measured_and_the_weighted_mean_error():
    rng = np.random.default_rng(1)
    documents, truth, measured = make(rng)
    cell = (measured == 0) * 1
    label, probability = draw(rng, truth, cell, (30, 90))
    found = correct_level(measured, label, probability, cell, documents, is_share=True)
    known = ~np.isnan(label)
    error = ((label - measured)[known] / probability[known]).sum() / len(truth)
    assert np.isclose(found.estimate, measured.mean() + error)


@pytest.mark.parametrize("is_share", [True, False])
def test_it_is_right_on_average(is_share):
    rng = np.random.default_rng(2)
    documents, truth, measured = make(rng)
    cell, found = (measured == 0) * 1, []
    for _ in range(400):
        label, probability = draw(rng, truth, cell, (30, 90))
        found.append(
            correct_level(measured, label, probability, cell, documents, is_share=is_share)
        )
    means = np.array([level.estimate for level in found])
    assert abs(means.mean() - truth.mean()) < 4 * means.std() / np.sqrt(400)
    assert measured.mean() < 0.8 * truth.mean()


@pytest.mark.parametrize(("share", "alike", "n_documents"), [(0.1, 0.1, 300), (0.03, 0.1, 300), (0.2, 0.3, 60)])  # fmt: skip
def test_intervals_hold_the_truth_of_a_share(share, alike, n_documents):
    rng, held = np.random.default_rng(3), []
    for _ in range(300):
        documents, truth, measured = make(rng, n_documents, share, alike=alike)
        cell = (measured == 0) * 1
        label, probability = draw(rng, truth, cell, (min(25, (cell == 0).sum()), 75))
        level = correct_level(measured, label, probability, cell, documents, is_share=True)
        held.append(level.low <= share <= level.high)
    assert np.mean(held) > 0.93


def test_no_error_seen_among_few_labels_is_no_certainty():
    rng = np.random.default_rng(4)
    documents, truth, measured = make(rng, recall=1.0, share=0.02)
    truth = measured.copy()
    cell = (measured == 0) * 1
    label, probability = draw(rng, truth, cell, (20, 80))
    level = correct_level(measured, label, probability, cell, documents, is_share=True)
    assert level.high - level.estimate > 0.03 > level.estimate - level.low


def test_labels_of_one_cell_alone_leave_the_other_open():
    documents, truth, measured = make(np.random.default_rng(5))
    cell = (measured == 0) * 1
    label = np.where((cell == 1) & (np.arange(len(cell)) < 2000), truth, np.nan)
    part = (cell == 0).mean()
    level = correct_level(measured, label, np.ones(len(cell)), cell, documents, is_share=True)
    assert level.high - level.low > part and 0 <= level.low < level.high <= 1


def test_a_tone_that_tells_nothing_is_not_used_and_one_that_tells_all_is():
    rng = np.random.default_rng(6)
    documents = np.repeat(np.arange(300), 10)
    truth = np.clip(rng.normal(0.1, 0.4, 3000), -1, 1)
    label = np.where(np.arange(3000) % 20 == 0, truth, np.nan)
    one = np.zeros(3000, "int64")
    options = (label, np.full(3000, 0.05), one, documents)
    useless = correct_level(rng.normal(0, 0.4, 3000), *options, is_share=False)
    perfect = correct_level(truth, *options, is_share=False)
    assert useless.tuning < 0.25 and perfect.tuning == pytest.approx(1)
    assert perfect.high - perfect.low < 0.5 * (useless.high - useless.low)
    assert perfect.estimate == pytest.approx(truth.mean())


def test_a_tone_measured_the_same_everywhere_is_the_mean_of_its_labels():
    documents, label = np.arange(200), np.resize([0.5, -0.5, 0.5], 200)
    still = np.zeros(200)
    level = correct_level(still, label, np.ones(200), np.zeros(200, int), documents, is_share=False)
    assert level.estimate == pytest.approx(label.mean()) and -1 <= level.low < level.high <= 1
