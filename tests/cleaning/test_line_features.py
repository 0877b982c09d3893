"""What is measured of lines, checked against a simpler route: one line, one word at a time."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning.line_classifier import best_stretch, score_lines, share_known, smooth_around
from analysis.cleaning.line_features import ALONE, CUES, FUNCTION, measure_lines

LINES = [
    "Home | News | 2023",
    "The ministers have agreed to build the ships in Kochi, the envoy said.",
    "“Will they build the ships?”",
    "Subscribe to our newsletter and follow us",
    "• Photos of the ships…",
    "These are the ships:",
    "Home | News | 2023",
    "—",
]
line = st.text('abcdeéşтABЖ019 ,.-—’"?!:|•…_', min_size=1, max_size=40)
lines = st.lists(line.map(lambda s: " ".join(s.split())).filter(bool), min_size=1, max_size=12)


def column(measured, name):
    return measured.alone[ALONE.index(name)].tolist()


def test_words_are_counted_line_by_line():
    measured = measure_lines([LINES])
    words = [re.findall(r"\w+", text.lower()) for text in LINES]
    assert measured.n_words.tolist() == [len(found) for found in words]
    assert measured.openings == [found[0] if found else "" for found in words]
    assert measured.n_content.tolist() == [len(set(found) - FUNCTION) for found in words]
    share = [sum(word in FUNCTION for word in found) / max(1, len(found)) for found in words]
    assert np.allclose(column(measured, "function"), share)
    for name, group in CUES.items():
        assert measured.count_cues(name).tolist() == [len(set(found) & group) for found in words]


def test_signs_are_seen():
    measured = measure_lines([LINES])
    assert [bool(stop) for stop in column(measured, "stop")] == [False, True, True, *[False] * 5]
    assert column(measured, "question")[2] and not column(measured, "question")[1]
    assert (
        column(measured, "ellipsis")[4]
        and column(measured, "bullet")[4]
        and column(measured, "colon")[5]
    )
    assert measured.digits.tolist() == [True, False, False, False, False, False, True, False]
    assert measured.repeats.tolist() == [2, 1, 1, 1, 1, 1, 2, 1]
    assert column(measured, "lower")[1] == 11 / 13  # all but "The" and "Kochi"


@given(lines, st.data())
def test_some_lines_are_measured_as_if_there_were_no_others(texts, data):
    places = sorted(data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1)))
    taken, alone = (
        measure_lines([texts]).take(np.array(places)),
        measure_lines([[texts[i] for i in places]]),
    )
    assert np.array_equal(taken.alone, alone.alone) and np.array_equal(taken.repeats, alone.repeats)
    assert np.array_equal(taken.n_content, alone.n_content) and taken.openings == alone.openings
    assert np.array_equal(score_lines(taken), score_lines(alone))


@given(lines)
def test_scores_are_probabilities_and_known_are_shares(texts):
    for values in score_lines(measure_lines([texts])):
        assert len(values) == len(texts) and ((values >= 0) & (values <= 1)).all()


@given(lines, st.data())
def test_known_words_are_those_of_other_lines_of_the_core(texts, data):
    core = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    words = [set(re.findall(r"\w+", text.lower())) - FUNCTION for text in texts]
    for i, share in enumerate(share_known(measure_lines([texts]), core)):
        others = set().union(*(words[j] for j in range(len(texts)) if j != i and core[j]))
        assert np.isclose(share, len(words[i] & others) / len(words[i]) if words[i] else 0)


@given(st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=15))
def test_the_best_stretch_has_the_greatest_sum(scores):
    first, last = best_stretch(np.array(scores))
    sums = [sum(scores[i:j]) for i in range(len(scores)) for j in range(i + 1, len(scores) + 1)]
    assert sum(scores[first : last + 1]) == max(0.0, *sums)


@given(st.lists(st.lists(st.floats(0, 1), max_size=40), min_size=1, max_size=3))
def test_smoothing_is_a_decaying_mean_of_what_came_before_and_comes_after(pages):
    def decay(values):
        mean, means = 0.0, []
        for value in values:
            means.append(mean)
            mean = 0.75 * mean + 0.25 * value
        return means

    starts = np.cumsum([0, *map(len, pages)])
    before, after = smooth_around(np.array([value for page in pages for value in page]), starts)
    # far lines count no more
    assert np.allclose(before, [mean for page in pages for mean in decay(page)], atol=1e-3)
    assert np.allclose(
        after, [mean for page in pages for mean in decay(page[::-1])[::-1]], atol=1e-3
    )


def test_a_paragraph_is_like_body_and_a_menu_is_not():
    scores, _ = score_lines(measure_lines([LINES]))
    assert scores[1] == scores.max() and scores[0] < 0.3 and scores[3] < 0.3


@given(st.lists(lines, min_size=1, max_size=4))
def test_a_page_is_measured_and_scored_the_same_in_any_company(pages):
    together = measure_lines(pages)
    scores, known = score_lines(together)
    for page, texts, start in zip(together.pages(), pages, together.starts, strict=False):
        alone = measure_lines([texts])
        assert np.array_equal(page.alone, alone.alone) and np.array_equal(
            page.repeats, alone.repeats
        )
        assert (
            np.array_equal(page.cues, alone.cues)
            and page.openings == alone.openings
            and page.texts == texts
        )
        assert page.pair_line.tolist() == alone.pair_line.tolist()
        own = slice(start, start + len(texts))
        assert np.array_equal([scores[own], known[own]], score_lines(alone))  # to the last bit
