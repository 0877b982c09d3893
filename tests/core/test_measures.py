"""The one table of measures: what tables, charts, intervals and reports take from it."""

import pytest

from analysis import PRIOR
from analysis.core.measures import MEASURES, check_counted, find_measure


def test_each_has_a_unit_a_range_a_prior_and_a_format():
    assert [(m.name, m.unit, m.most, m.prior) for m in MEASURES.values()] == [
        ("share", 1.0, 1.0, 0.15), ("rate", 1000.0, 1.0, 0.7), ("tone", 1e-4, float("inf"), 0.25),
    ]  # fmt: skip
    assert all(
        name == m.name and m.form.format(0.5 * m.factor) and m.title for name, m in MEASURES.items()
    )
    assert {name: PRIOR[name] for name in MEASURES} == {
        name: m.prior for name, m in MEASURES.items()
    } and PRIOR["spread"] == 1.0


def test_a_raw_tone_is_a_tone_and_a_name_that_is_none_is_named_with_those_that_are():
    assert find_measure("tone_raw") is MEASURES["tone"]
    with pytest.raises(ValueError, match="measure 'shares' is none of share, rate, tone"):
        find_measure("shares")


def test_hits_are_counted_by_shares_and_rates_alone():
    check_counted("share")
    check_counted("rate")
    with pytest.raises(ValueError, match="measure 'tone' is none of share, rate"):
        check_counted("tone")
