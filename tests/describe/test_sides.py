import pandas as pd
import pytest

from analysis import attribute_speech, read_themes
from analysis.describe import describe_sides
from analysis.describe.sides import find_silent
from analysis.themes import compare_sides


def sides(**p):
    """Two sides on every main theme: India in 30 of 90 sentences, the US silent in as many."""
    rows = [
        (t, s, 90, n, n / 90, 180)
        for t in read_themes().main
        for s, n in (("India", 30), ("US", 0))
    ]
    columns = ["theme", "side", "n_sentences", "n_hit", "share", "sum_xx"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(**{"p_more": 1.0, "p_fewer": 1.0, "n_others": 30, **p})


def test_who_raises_a_theme_and_who_is_silent():
    told = describe_sides(sides(), read_themes()).sentences
    assert told[1] == (
        "**Terrorism** is raised by India in 30 of 90 sentences; silent: the US (90 sentences, about 30 "
        "with the theme expected)."
    )
    assert (
        told[-1]
        == "Within the documents in which several sides speak, 16 comparisons together: no side stands out by more than chance."
    )


def of_theme(*rows):
    """Rows of one theme: side, sentences, those with the theme, and sentences a document."""
    frame = pd.DataFrame(rows, columns=["side", "n_sentences", "n_hit", "each"])
    return frame.assign(sum_xx=frame["n_sentences"] * frame["each"], n_others=1).drop(
        columns="each"
    )


@pytest.mark.parametrize(
    "silent, found",
    [(("A", 1, 0, 1), False), (("A", 20, 0, 1), False), (("A", 31, 0, 5), True), (("A", 100, 0, 2), True),
     (("A", 31, 0, 31), False), (("A", 60, 0, 60), False), (("A", 100, 1, 2), False), (("A", 0, 0, 0), False)],
)  # fmt: skip
def test_only_a_side_that_says_enough_in_enough_documents_is_silent(silent, found):
    rows = of_theme(silent, ("B", 200, 25, 2), ("C", 300, 40, 2))
    assert find_silent(rows)["side"].tolist() == ["A"] * found


def test_of_many_silent_sides_the_five_least_likely_are_named_the_surest_first():
    rows = of_theme(("Z", 900, 120, 2), *((f"S{n}", 10 * n, 0, 2) for n in range(1, 20)))
    assert find_silent(rows)["side"].tolist() == ["S19", "S18", "S17", "S16", "S15"]


def test_where_many_sides_raise_a_theme_those_with_most_mentions_are_named():
    rows = of_theme(*((f"S{n:02}", 100, n, 2) for n in range(1, 13)))
    rows = rows.assign(theme=read_themes().main[0], share=rows["n_hit"] / 100, p_more=1, p_fewer=1)
    told = describe_sides(rows, read_themes()).sentences[0]
    assert told.endswith(
        "S09 in 9 of 100 sentences, S08 in 8 of 100 sentences, 7 more sides; nobody is silent."
    )


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
    assert told[0] == "**Indo-Pacific** is raised by nobody." and "nothing to compare" in told[-1]


def test_five_reports_are_too_few_to_call_the_minister_silent_on_russia(
    corpus, sentences, mentions
):
    spoken = attribute_speech(sentences, corpus.documents)
    told = describe_sides(
        compare_sides(mentions, spoken[["doc_id", "sentence_no", "side"]]), read_themes()
    ).sentences
    russia = next(t for t in told if t.startswith("**Russia**"))
    assert "silent" not in russia and "the reporters in 5 of" in russia


@pytest.mark.parametrize("theme", ["terrorism"])
def test_terrorism_is_a_matter_of_joint_statements(corpus, sentences, mentions, theme):
    spoken = attribute_speech(sentences, corpus.documents)
    rows = compare_sides(mentions, spoken[["doc_id", "sentence_no", "side"]])
    top = rows[rows["theme"] == theme].set_index("side")["share"].idxmax()
    assert top == "joint"


def test_sides_that_share_no_document_are_not_said_to_be_alike():
    said = describe_sides(sides(n_others=0), read_themes()).sentences[-1]
    assert "documents of its own" in said and "chance" not in said
