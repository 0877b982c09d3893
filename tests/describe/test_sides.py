import pandas as pd
import pytest

from analysis import attribute_speech, compare_sides, describe_sides, read_themes


def sides(**p):
    """Two sides on every main theme: India in 3 of 9 sentences, the US silent."""
    rows = [(t, s, 9, n, n / 9) for t in read_themes().main for s, n in (("India", 3), ("US", 0))]
    frame = pd.DataFrame(rows, columns=["theme", "side", "n_sentences", "n_hit", "share"])
    return frame.assign(**{"p_more": 1.0, "p_fewer": 1.0, **p})


def test_who_raises_a_theme_and_who_is_silent():
    told = describe_sides(sides(), read_themes()).sentences
    assert told[1] == "**Terrorism** is raised by India in 3 of 9 sentences; silent: US."
    assert told[-1] == "Over all 16 comparisons together, no side stands out by more than chance."


def test_a_side_stands_out_after_correction_for_all_comparisons():
    p = [1.0] * 8
    p[2] = 0.05 / 17
    assert (
        "India raise Terrorism more than others"
        in describe_sides(sides(p_more=p), read_themes()).sentences[-1]
    )
    p[2] = 0.05 / 15
    assert "no side stands out" in describe_sides(sides(p_more=p), read_themes()).sentences[-1]


def test_nothing_said_is_nobody():
    told = describe_sides(sides().head(0), read_themes()).sentences
    assert (
        told[0] == "**Indo-Pacific** is raised by nobody; nobody is silent."
        and "all 0 comparisons" in told[-1]
    )


def test_the_minister_was_silent_on_russia(corpus, sentences, mentions):
    spoken = attribute_speech(sentences, corpus.documents)
    told = describe_sides(
        compare_sides(mentions, spoken[["doc_id", "sentence_no", "side"]]), read_themes()
    ).sentences
    russia = next(t for t in told if t.startswith("**Russia**"))
    assert (
        "silent: " in russia
        and "India" in russia.split("silent: ")[1]
        and "the reporters in 5 of" in russia
    )


@pytest.mark.parametrize("theme", ["terrorism"])
def test_terrorism_is_a_matter_of_joint_statements(corpus, sentences, mentions, theme):
    spoken = attribute_speech(sentences, corpus.documents)
    rows = compare_sides(mentions, spoken[["doc_id", "sentence_no", "side"]])
    top = rows[rows["theme"] == theme].set_index("side")["share"].idxmax()
    assert top == "joint"
