"""The words for the mixture of sources."""

import numpy as np
import pandas as pd
import pytest
from long_run import choose
from made_mixtures import count_documents, tabulate
from own_lexicon import THEMES

from analysis.describe import describe_composition, describe_groups, headline_composition
from analysis.describe.composition import say_name, say_nouns
from analysis.stats import compare_groups, compare_mixture, part_change

SIDES = {"before": "2019", "after": "2021"}
PART = {
    "theme": "russia", "measure": "share", "called": "", "before": "before 2022", "after": "since 2022", "level_before": 0.006,
    "level_after": 0.08, "change": 0.074, "change_low": 0.06, "change_high": 0.09, "within": 0.07,
    "within_low": 0.051, "within_high": 0.09, "between": 0.004, "between_low": -0.002, "between_high": 0.011,
    "carried_by": "within", "p_mixture": 0.01, "remark": "",
}  # fmt: skip
MIXTURE = {
    "p": 0.004, "n_documents": 90, "n_groups": 2, "n_periods": 4, "until": "2019", "since": "2020",
    "group": "White House", "before": 0.9, "after": 0.1,
}  # fmt: skip


def describe(mixture=None, **part):
    tables = pd.DataFrame([PART | part]), pd.DataFrame([MIXTURE | (mixture or {})])
    return describe_composition(*tables, THEMES).sentences


def test_the_mixture_is_said_with_its_dates():
    assert describe()[0] == (
        "The mixture of sources changed (p < 0.01): White House made up 90% of documents until 2019 "
        "and 10% since 2020."
    )
    assert (
        describe({"p": 0.4})[0]
        == "The mixture of sources did not change by more than chance (p = 0.40)."
    )
    assert "under 1% since" in describe({"after": 0.004})[0]


@pytest.mark.parametrize(
    ("mixture", "said"),
    [
        (
            {"n_groups": 1},
            "The dated documents name one source, so no change can come from another.",
        ),
        ({"n_groups": 0}, "No dated document names its source."),
    ],
)
def test_with_one_source_or_none_one_sentence_is_all(mixture, said):
    assert describe(mixture) == (said,)


def test_a_rise_within_sources():
    assert describe()[1] == (
        "Of the rise of **Russia** from 0.6% of sentences before 2022 to 8.0% since, 7.0 points (5.1 to 9.0) "
        "happened within sources and 0.4 (-0.2 to 1.1) through their mixture."
    )


def test_a_fall_is_told_along_its_way():
    turned = {name: -PART[name] for name in ("change", "within", "between")}
    for name in turned.copy():
        turned |= {f"{name}_low": -PART[f"{name}_high"], f"{name}_high": -PART[f"{name}_low"]}
    words = describe(**turned, level_before=0.08, level_after=0.006, p_mixture=0.5)[1]
    assert words.startswith(
        "Of the fall of **Russia** from 8.0% of sentences before 2022 to 0.6% since, 7.0 "
    )
    assert words.endswith("and 0.4 (-0.2 to 1.1) through their mixture.")


def test_no_evidence_is_said_as_such():
    flat = {f"{part}_low": -0.01 for part in ("change", "within", "between")}
    words = describe(**flat, carried_by="neither")[1]
    assert "without evidence of change: 7.0 points (-1.0 to 9.0) within sources" in words
    words = describe(**flat | {"between_low": 0.001}, carried_by="neither", p_mixture=0.5)[1]
    assert words.endswith("through their mixture, which changed by no more than chance.")
    words = describe(change_low=-0.01, carried_by="within")[1]
    assert "as a whole went from" in words and "since: 7.0 points" in words


def test_themes_of_which_it_cannot_be_told_are_named_with_the_reason():
    lost = {"carried_by": "cannot be told", "remark": "no group is on both sides"}
    assert describe(**lost)[1] == (
        "Whether a change of any theme comes from the sources cannot be told: none of the sources has documents "
        "both before and after."
    )
    table = pd.DataFrame([PART, PART | lost | {"theme": "terrorism"}])
    said = describe_composition(table, pd.DataFrame([MIXTURE]), THEMES, by="country").sentences
    assert said[0].startswith("The mixture of countries") and "happened within countries" in said[1]
    assert said[2].startswith(
        "Whether a change of **Terrorism** comes from the countries cannot be told"
    )


def test_small_rates_have_more_digits_and_no_hits_none():
    small = {k: v / 1e4 for k, v in PART.items() if isinstance(v, float) and k != "p_mixture"}
    words = describe(**small, measure="rate")[1]
    assert (
        "from 0.0006 hits per 1,000 words" in words
        and "0.01 per 1,000 words (0.01 to 0.01)" in words
    )
    assert len(describe(level_before=0.0, level_after=0.0)) == 1


def test_a_change_that_was_not_found_is_not_divided():
    assert describe(called="no")[1:] == (
        "No theme was found to change, so there is no change to divide.",
    )
    words = describe(called="yes", carried_by="neither", change_low=-0.01)[1]
    assert "which of the two explains it is unknown: 7.0 points" in words


def test_a_mixture_of_single_documents_is_not_tested():
    assert "cannot be tested" in describe({"n_documents": 9, "n_groups": 8})[0]


def test_names_of_others_act_on_nothing():
    words = describe({"group": "<b>*\u202eA" + "x" * 99})[0]
    assert "<b>" not in words and "\u202e" not in words and "…" in words
    assert (
        len(say_name("x" * 99)) == 60
        and say_nouns("press") == "press"
        and say_nouns("a_kind") == "a kinds"
    )


def test_what_the_verbs_give_can_be_said():
    rng = np.random.default_rng(0)
    documents, counts = count_documents(
        ["2019-01-01", "2021-01-01"] * 20, list("abba") * 10, np.full((40, 2), 0.1), rng
    )
    mixture, parts = compare_mixture(documents), part_change(counts, documents, **SIDES)
    rows = describe_composition(parts, mixture, THEMES).rows
    assert (
        rows["theme"].tolist() == ["", "theme 0", "theme 1"]
        and len(headline_composition(mixture)) > 20
    )
    documents, counts = tabulate(["2019-01-01"], ["a"], [[1]], [9])
    alone = describe_composition(part_change(counts, documents), compare_mixture(documents), THEMES)
    assert len(alone.sentences) == 1


@pytest.mark.parametrize("seed", choose(range(40), range(12)))
def test_any_small_corpus_is_parted_exactly_and_said_without_a_missing_number(seed):
    rng = np.random.default_rng(seed)
    n, measure = int(rng.integers(1, 14)), ("share", "rate")[seed % 2]
    x = rng.integers(seed % 5 > 0, (2, 5, 60)[seed % 3] + 1, n)
    y = rng.binomial(x[:, None], rng.choice([0, 0.05, 0.5, 1], (n, 2)))
    days = rng.choice(["2019-01-01", "2020-06-01", "2021-03-04", "undated"], n)
    sources = rng.choice(["a", "b", "", "c"][: rng.integers(1, 5)], n)
    documents, counts = tabulate(days, sources, y, x, measure, ["russia", "china"])
    documents["episode"] = rng.choice(["e1", "e2", *documents["doc_id"]], n)
    for sides in ({}, SIDES):
        parts = part_change(counts, documents, measure=measure, **sides)
        known = parts.dropna(subset=["change"])
        assert np.allclose(known["within"] + known["between"], known["change"])
        for part in ("change", "within", "between"):
            assert known[f"{part}_low"].le(known[part]).all()
            assert known[f"{part}_high"].ge(known[part]).all()
        found = describe_composition(parts, compare_mixture(documents), THEMES)
        groups = describe_groups(compare_groups(counts, documents, measure=measure), THEMES)
        assert "nan" not in repr(found) + repr(groups)
