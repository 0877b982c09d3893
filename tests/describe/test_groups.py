"""The words for groups compared."""

import numpy as np
import pandas as pd
from made_mixtures import count_documents, tabulate
from own_lexicon import THEMES

from analysis import read_themes
from analysis.describe import describe_groups
from analysis.stats import compare_groups

ROW = {
    "theme": "russia", "measure": "share", "group": "IANS", "other": "ANI", "period": "all", "level": 0.051,
    "level_other": 0.024, "ratio": 2.12, "low": 1.31, "high": 3.42, "p": 0.001, "p_family": 0.02, "called": True,
    "n_periods": 3, "n_documents": 20, "n_documents_other": 30,
}  # fmt: skip


def describe(*rows):
    return describe_groups(pd.DataFrame([ROW | row for row in rows]), THEMES).sentences


def test_a_difference_is_said_with_levels_ratio_and_p():
    assert describe({}) == (
        "IANS mentions **Russia** 2.1 times (1.3 to 3.4) as often as ANI at the same dates: 5.1% against 2.4% of "
        "sentences (p = 0.02).",
    )


def test_what_is_not_called_is_one_sentence_and_periods_none():
    none = {"called": False, "p_family": 0.4}
    said = describe({}, none, none, none | {"period": "2020"})
    assert len(said) == 2 and said[1].startswith(
        "In 2 other comparisons of themes by sources there is no evidence"
    )
    assert describe(none)[0].startswith("In 1 comparison of themes")


def test_no_common_period_is_said_once():
    apart = {"called": False, "p_family": np.nan, "n_periods": 0}
    said = describe(apart, apart | {"theme": "terrorism"})
    assert said == (
        "IANS and ANI have no period in common, so their levels cannot be compared at the same dates.",
    )
    said = describe(apart, apart | {"group": "<b>", "other": "the rest"})
    assert said[0].startswith("Each of IANS, &lt;b&gt; and the others have no period")


def test_nothing_to_compare_is_one_sentence():
    documents, counts = tabulate(["2020-01-01"], ["a"], [[1]], [9])
    said = describe_groups(compare_groups(counts, documents), THEMES, by="country").sentences
    assert said == ("There are no two countries to compare.",)


def test_what_the_verb_gives_can_be_said():
    rng = np.random.default_rng(0)
    level = np.tile([[0.02], [0.3]], (20, 1))
    documents, counts = count_documents(["2020-01-01"] * 40, ["a", "b"] * 20, level, rng)
    counts = counts.assign(theme="russia")
    said = describe_groups(compare_groups(counts, documents), THEMES).sentences
    assert len(said) == 1 and "mentions **Russia**" in said[0]


def test_of_many_small_groups_none_is_picked_by_its_name():
    rng = np.random.default_rng(0)
    names = [f"s{i}" for i in range(40)]
    documents, counts = count_documents(
        ["2019-01-01", "2021-01-01"] * 40, names * 2, np.full((80, 2), 0.1), rng
    )
    said = describe_groups(compare_groups(counts, documents), read_themes()).sentences
    assert len(said) == 1 and "Not one of the sources has 5% of the documents" in said[0]
