"""Terms over time: what is planted is called and drawn, and nothing that is not tested."""

import numpy as np
import pandas as pd
import pytest
from long_run import runs

from analysis.charts import plot_term_changes
from analysis.describe import headline_terms
from analysis.words.traced import trace_terms

N = 80


def make(seed=0, **planted):
    """Return documents of twenty years of forty words each; each planted word appears in those that
    it is given, five times a document.
    """
    rng = np.random.default_rng(seed)
    names = [f"matter{chr(97 + i)}" for i in range(26)]
    texts = []
    for i in range(N):
        words = list(rng.choice(names, 40)) + [w for w, at in planted.items() if at(i)] * 5
        texts.append(". ".join(rng.permutation(words)) + ".")
    ids = [f"d{i:02}" for i in range(N)]
    dates = pd.to_datetime([f"{2000 + i // 4}-{1 + 3 * (i % 4):02}-01" for i in range(N)])
    rows = pd.DataFrame({"doc_id": ids, "text": texts}).astype("str")
    return rows, rows.assign(date=dates, episode=ids)


def test_what_rises_peaks_or_falls_is_called_dated_and_drawn():
    rows, documents = make(
        virus=lambda i: 40 <= i < 52, tariff=lambda i: i >= 60, treaty=lambda i: i < 20
    )
    traced = trace_terms(rows, documents)
    found = traced.changes.set_index("theme")
    assert set(found.index[found["called"]]) == {"virus", "tariff", "treaty"}
    assert found.loc["virus", ["shape", "direction"]].tolist() == ["pulse", 1]
    assert found.loc["virus", ["start", "end"]].str[:4].tolist() == ["2010", "2012"]
    assert found.loc[["tariff", "treaty"], "direction"].tolist() == [1, -1]
    assert found.loc["tariff", "start"][:4] == "2015"
    chart = plot_term_changes(traced.rates, traced.changes)
    kinds = dict(zip(chart.rows["term"], chart.rows["change"], strict=True))
    assert kinds == {"virus": "peaked", "tariff": "rose", "treaty": "fell"}
    assert chart.rows.groupby("term")["period"].nunique().tolist() == [20] * 3
    said = headline_terms(traced.changes)
    assert said.startswith("3 of 29 terms changed over time: ") and "“virus” peaked from" in said


def test_rates_are_counts_over_words():
    rows, documents = make(virus=lambda i: 40 <= i < 52)
    rates = trace_terms(rows, documents).rates
    years = documents["date"].dt.year.astype("str")
    count = rows["text"].str.count("virus").groupby(years).sum()
    words = rows["text"].str.split().str.len().groupby(years).sum()
    assert rates["count"].tolist() == count.tolist() and rates["n_words"].tolist() == words.tolist()
    assert rates["rate"].tolist() == pytest.approx((1000 * count / words).tolist(), abs=1e-6)


def test_without_a_change_none_is_drawn_and_chance_seldom_gives_one():
    n = runs(20, 7)
    called = [trace_terms(*make(seed)).changes["called"].any() for seed in range(n)]
    assert sum(called) <= 3 * n / 20
    rows, documents = make(seed=called.index(False))
    traced = trace_terms(rows, documents)
    chart = plot_term_changes(traced.rates, traced.changes)
    assert traced.rates.empty and chart.rows.empty and "none changed" in chart.alt
    assert headline_terms(traced.changes).startswith("No term of 26 changed")


def test_which_terms_are_tested_does_not_depend_on_dates():
    rows, documents = make(virus=lambda i: 40 <= i < 52)
    other = documents.assign(date=documents["date"].to_numpy()[::-1])
    tested = [set(trace_terms(rows, table, top=9).changes["theme"]) for table in (documents, other)]
    assert tested[0] == tested[1] and len(tested[0]) == 9


def test_reports_of_one_event_and_copies_are_no_further_evidence():
    rows, documents = make(virus=lambda i: 40 <= i < 52)
    one = documents.assign(episode=["e" if 40 <= i < 52 else f"e{i}" for i in range(N)])
    assert not trace_terms(rows, one).changes.set_index("theme").at["virus", "called"]
    copies = documents.assign(copy_of=["d40" if 40 < i < 52 else "" for i in range(N)])
    assert "virus" not in set(trace_terms(rows, copies).changes["theme"])


@pytest.mark.parametrize("n", [0, 1, 3])
def test_too_few_documents_give_no_change(n):
    rows, documents = make()
    traced = trace_terms(rows.head(n), documents.head(n))
    assert not traced.changes["called"].any() and traced.rates.empty
    assert plot_term_changes(traced.rates, traced.changes).rows.empty
    with pytest.raises(ValueError, match="top=0"):
        trace_terms(rows, documents, top=0)


def test_the_greatest_changes_are_drawn_and_the_chart_says_how_many():
    rows, documents = make(**{f"word{c}": lambda i: i >= 40 for c in "abcde"})
    traced = trace_terms(rows, documents)
    chart = plot_term_changes(traced.rates, traced.changes, top=2)
    assert chart.rows["term"].nunique() == 2
    assert f"{traced.changes['called'].sum()} of " in chart.subtitle and "2 drawn" in chart.subtitle
