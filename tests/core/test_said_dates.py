"""Dates in words are no more exact than they are known."""

import pandas as pd
import pytest

from analysis.charts.timeline import plot_timeline
from analysis.core.said_dates import say_date, say_ends, write_date
from analysis.describe.findings import name_documents
from analysis.themes import show_evidence

KNOWN = [  # first and last day; in full, in short
    ("2023-01-12", "2023-01-12", "12 January 2023", "12 Jan 2023"),
    ("2023-01-12", "2023-01-13", "12 to 13 January 2023", "12 Jan 2023"),
    ("2023-01-01", "2023-01-31", "January 2023", "Jan 2023"),
    ("2024-02-01", "2024-02-29", "February 2024", "Feb 2024"),
    ("2023-03-04", "2023-03-28", "4 to 28 March 2023", "Mar 2023"),
    ("2023-01-01", "2023-12-31", "2023", "2023"),
    ("2023-01-01", "2023-03-31", "January to March 2023", "2023"),
    ("2022-12-01", "2022-12-31", "December 2022", "Dec 2022"),
    ("2023-11-27", "2023-12-03", "November to December 2023", "30 Nov 2023"),
    ("1999-04-01", "1999-04-30", "April 1999", "Apr 1999"),
]


def document(low, high):
    low, high = pd.Timestamp(low), pd.Timestamp(high)
    return {"date": low + (high - low) // 2, "date_low": low, "date_high": high}


@pytest.mark.parametrize(("low", "high", "full", "short"), KNOWN)
def test_a_date_is_said_as_it_is_known(low, high, full, short):
    row = document(low, high)
    row["date"] = row["date"].normalize()
    assert (say_date(row), write_date(row)) == (full, short)


def test_without_a_date_there_is_none():
    assert write_date({"date": pd.NaT}) == write_date({}) == "undated"


def test_names_charts_and_evidence_say_no_day_of_a_month():
    rows = [document(f"2023-0{m}-01", f"2023-0{m}-28") for m in (1, 2, 3)]
    documents = pd.DataFrame(rows).assign(
        doc_id=list("abc"),
        text="The Quad met.",
        title="Talks",
        source="a",
        group="all",
        episode=list("abc"),
    )
    sentences = documents[["doc_id", "text"]].assign(sentence_no=0, start=0)
    mentions = documents[["doc_id"]].assign(
        sentence_no=0, theme="indo_pacific", start=4, end=8, term="Quad", pattern="Quad"
    )
    assert list(name_documents(documents).values()) == ["Jan 2023", "Feb 2023", "Mar 2023"]
    assert "14 " not in plot_timeline(documents, headline="h").alt
    shown = show_evidence(mentions, sentences, documents)
    for text in (repr(shown), shown._repr_html_(), shown._repr_markdown_()):
        assert "Jan 2023" in text and "14 Jan" not in text
    whole = documents.assign(
        date_low=pd.Timestamp("2023-01-01"), date_high=pd.Timestamp("2023-01-31")
    )
    assert say_ends(whole) == ("January 2023", "January 2023")
