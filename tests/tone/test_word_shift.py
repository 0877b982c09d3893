"""Why two mean tones differ: bars that add up, by use and by weight, with a jackknife."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from scipy import stats

from analysis.tone.sentiment import score_sentences
from analysis.tone.word_shift import OTHERS, shift_words


def table(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "text"])


def mean_tone(frame):
    return score_sentences(frame)["tone"].mean()


WORDS = "good not bad friend but war the stone very terrible! ?? United States look forward to threat to peace 🙂".split()
sides = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(60))
@given(sides, sides)
def test_bars_add_up_to_the_difference_of_the_means(a, b):
    a, b = table(*a), table(*b)
    bars = shift_words(a, b, top=2)
    # tone has four digits
    assert bars["shift"].sum() == pytest.approx(mean_tone(b) - mean_tone(a), abs=1.1e-4)
    assert np.allclose(bars["by_use"] + bars["by_weight"], bars["shift"], atol=1e-12)
    everything = shift_words(a, b, top=None)
    assert everything["shift"].sum() == pytest.approx(bars["shift"].sum(), abs=1e-12)
    assert len(bars) <= 3 and OTHERS not in everything["word"].tolist()


@settings(max_examples=examples(30))
@given(sides, sides)
def test_turned_round_all_signs_turn(a, b):
    one, two = (
        shift_words(table(*a), table(*b), top=None),
        shift_words(table(*b), table(*a), top=None),
    )
    two = two.set_index("word").loc[one["word"]]
    for column in ("shift", "by_use", "by_weight"):
        assert np.allclose(one[column], -two[column].to_numpy(), atol=1e-12)


def test_a_word_used_more_often_shifts_by_use():
    a, b = (
        table(("x", "A stone."), ("y", "A terrible stone.")),
        table(("x", "A terrible."), ("y", "Terrible.")),
    )
    row = shift_words(a, b).iloc[0]
    share = mean_tone(table(("x", "terrible")))
    assert (row["word"], row["uses_a"], row["uses_b"]) == ("terrible", 0.5, 1.0)
    assert (
        row["by_use"] == row["shift"] == pytest.approx(0.5 * share, abs=1e-4)
        and row["by_weight"] == 0
    )


def test_a_word_negated_shifts_by_weight():
    a, b = (
        table(("x", "A happy man."), ("y", "A happy man.")),
        table(("x", "Not happy."), ("y", "Not happy.")),
    )
    row = shift_words(a, b).iloc[0]
    assert row["word"] == "happy" and row["by_use"] == 0 and row["by_weight"] == row["shift"] < 0
    assert row["weight_a"] > 0 > row["weight_b"]


def test_a_phrase_is_one_word():
    bars = shift_words(table(("x", "They met.")), table(("x", "They Look Forward to it.")))
    assert bars["word"].tolist() == ["look forward to"]


def test_the_jackknife_leaves_out_each_document():
    """Second route: the shift computed anew without each document."""
    a = table(("x", "happy"), ("y", "stone"), ("z", "happy happy"), ("x", "not happy"))
    b = table(("x", "stone"), ("u", "happy"), ("v", "very happy"))
    row = shift_words(a, b).iloc[0]
    without = []
    for document in "uvxyz":
        kept = shift_words(a[a["doc_id"] != document], b[b["doc_id"] != document])
        without.append(kept.loc[kept["word"] == "happy", "shift"].sum())
    error = np.sqrt(4 / 5 * ((np.array(without) - np.mean(without)) ** 2).sum())
    reach = stats.t.ppf(0.975, 4) * error
    assert row[["low", "high"]].tolist() == pytest.approx(
        [row["shift"] - reach, row["shift"] + reach]
    )
    assert row["sign_holds"] == (len(set(np.sign(without))) == 1) and row["n_documents"] == 4


TEXTS = ["A terrible day.", "A happy day.", "They met.", "A good friend."]


def draw(rng, name, more="", n=40):
    return table(
        *((f"{name}{i}", TEXTS[rng.integers(4)] + (more if i % 2 else "")) for i in range(n))
    )


def test_a_planted_word_is_found():
    rng = np.random.default_rng(0)
    row = shift_words(draw(rng, "a"), draw(rng, "b", " A tragedy.")).iloc[0]
    assert row["word"] == "tragedy" and row["high"] < 0 and row["sign_holds"]


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Both sides are drawn alike, so that every true shift is 0."""
    rng = np.random.default_rng(1)
    bars = pd.concat([shift_words(draw(rng, "a"), draw(rng, "b")) for _ in range(60)])
    holds = ((bars["low"] <= 0) & (bars["high"] >= 0)).mean()
    assert len(bars) == 240 and 0.9 < holds < 0.99


def test_one_document_gives_bars_without_intervals():
    bars = shift_words(table(("x", "happy")), table(("y", "bad"), ("z", "good")))
    assert bars["low"].isna().all() and not bars["sign_holds"].any() and bars["shift"].notna().all()


def test_no_word_of_tone_gives_no_bars():
    bars = shift_words(table(("x", "They met.")), table(("y", "A stone.")))
    assert bars.empty and bars["shift"].dtype == "float64"


def test_equal_sides_shift_nothing():
    side = table(("x", "happy"), ("y", "A terrible war!"))
    assert shift_words(side, side)["shift"].abs().max() == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [({"top": 0}, "top=0"), ({"level": 1}, "level=1"), ({"level": 95}, "level=95")],
)
def test_options_out_of_range_are_named(options, message):
    side = table(("x", "happy"))
    with pytest.raises(ValueError, match=message):
        shift_words(side, side, **options)


def test_a_side_without_sentences_has_no_shifts():
    assert (
        shift_words(table(("x", "happy")), table()).empty
        and shift_words(table(), table(("x", "happy"))).empty
    )


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="no column doc_id"):
        shift_words(pd.DataFrame({"text": ["a"]}), table(("x", "a")))


@pytest.mark.parametrize("top", [3, None])
def test_how_many_words_are_summed_at_once_changes_nothing(monkeypatch, top):
    words = "good bad war peace friend threat terrible love"
    a, b = (
        table(*((f"d{i}", " ".join(words.split()[i % k :]) + " stone.") for i in range(9)))
        for k in (3, 5)
    )
    whole = shift_words(a, b, top=top)
    monkeypatch.setattr("analysis.tone.word_shift._CELLS", 9)  # one word of nine documents
    pd.testing.assert_frame_equal(shift_words(a, b, top=top), whole)
