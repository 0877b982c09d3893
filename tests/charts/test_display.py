import re

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis import show


def test_dates_numbers_and_what_is_missing():
    table = pd.DataFrame(
        {
            "day": pd.to_datetime(["2020-10-06", None]),
            "x": [-0.001, np.nan],
            "n": [3, 4],
            "ok": [True, False],
        }
    )
    assert show(table).cells == (("2020-10-06", "0.00", "3", "True"), ("", "", "4", "False"))


def test_text_is_whole_escaped_and_on_one_line():
    text = "<script>x</script>\n" + "a" * 200
    page = show(pd.DataFrame({"text": [text]}))._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;x&lt;/script&gt; " + "a" * 200 in page


def test_pandas_options_change_nothing():
    table = pd.DataFrame({c * 30: ["word " * 20] * 50 for c in "abcd"})
    before = repr(show(table)), show(table)._repr_html_()
    with pd.option_context(
        "display.width",
        20,
        "display.max_colwidth",
        5,
        "display.max_rows",
        3,
        "display.max_columns",
        1,
    ):
        assert (repr(show(table)), show(table)._repr_html_()) == before
    assert "40 of 50 rows." in before[0] and len(show(table).rows) == 40


@given(st.lists(st.one_of(st.text(), st.floats(), st.none(), st.integers()), max_size=4))
def test_anything_is_shown_as_text_in_as_many_cells(cells):
    shown = show(pd.DataFrame({"any": pd.Series(cells, dtype="object")}))
    page = shown._repr_html_()
    assert page.count("<td") == len(cells)
    assert set(re.findall(r"</?(\w+)", page)) <= {
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
        "span",
    }
    assert repr(shown)


def test_an_empty_table_says_so():
    shown = show(pd.DataFrame({"a": []}))
    assert repr(shown) == "No rows." and "No rows." in shown._repr_html_()


def test_what_is_no_number_is_not_shown_as_one():
    rows = pd.DataFrame(
        {"a": [np.inf, -np.inf, np.nan, 1.0], "b": [np.array([1, 2]), None, pd.NA, (3,)]}
    )
    assert [cell for line in show(rows).cells for cell in line] == [
        "no end",
        "[1 2]",
        "no beginning",
        "",
        "",
        "",
        "1.00",
        "(3,)",
    ]
