"""Whatever counts documents by period counts each in the same, or as undated."""

import pandas as pd
import pytest

from analysis import find_mentions, read_themes, score_sentences, split_sentences
from analysis.core.periods import place_documents
from analysis.scaling.whole import pool_cells
from analysis.stats.binning import label_cells
from analysis.stats.composition import count_composition
from analysis.stats.tallies import tally_mentions, tally_tone
from analysis.tone.commitments import find_commitments, tabulate_commitments
from analysis.words import take_latest

#: First and last day, the day that stands for the date, and the year that it is counted in.
KINDS = [
    ("2020-12-30", "2020-12-30", "2020-12-30", "2020"),
    ("2021-01-02", "2021-01-02", "2021-01-02", "2021"),  # of the same event
    ("2021-03-01", "2021-03-31", "2021-03-16", "2021"),
    ("2021-01-01", "2021-12-31", "2021-07-02", "2021"),
    ("2019-03-01", "2021-06-30", "2020-05-01", "undated"),
    (None, "2022-05-04", None, "undated"),
    ("2018-05-04", None, None, "undated"),
    (None, None, None, "undated"),
    (None, "2022-02-12", "2022-02-12", "2022"),  # the likely day of an update
    ("2022-04-05", "2022-05-04", None, "2022"),  # one of two days, both of the year
]
TEXT = "India and Japan agreed to trade in ships, and Japan will support India in {}."


@pytest.fixture(scope="module")
def made():
    rows = [
        (f"d{n}{k}", *kind[:3], f"event {n}", TEXT.format(f"City {n}{k}"), kind[3])
        for n in range(6)
        for k, kind in enumerate(KINDS)
    ]
    columns = ["doc_id", "date_low", "date_high", "date", "episode", "text", "year"]
    documents = pd.DataFrame(rows, columns=columns).assign(source="a", title="", group="all")
    for name in ("date_low", "date_high", "date"):
        documents[name] = pd.to_datetime(documents[name]).astype("datetime64[s]")
    return documents.assign(copy_of="", language="en")


def count(periods):
    return pd.Series(periods).value_counts().to_dict()


def test_every_table_counts_a_document_in_the_period_of_its_own_date(made):
    expected = count(made["year"])
    assert count(place_documents(made, "year")) == expected
    assert count(label_cells(made, period="year")) == expected
    sentences = split_sentences(made)
    mentions = find_mentions(sentences, read_themes())
    counts = tally_mentions(made, sentences, mentions, period="date", group="doc_id")
    scored = score_sentences(sentences)
    tones = tally_tone(made, scored, mentions, period="date", group="doc_id")
    of_events = tally_mentions(made, sentences, mentions, period="year", group=None, by="episode")
    cells, tone_cells = (pool_cells(t, made, period="year") for t in (counts, tones))
    for table in (cells, tone_cells[tone_cells["theme"] == "all"], of_events):
        one = table.drop_duplicates("period").set_index("period")["n_documents"]
        assert one.to_dict() == expected
    sources = count_composition(made, by="source", period="year")
    assert sources.set_index("period")["n_documents"].to_dict() == expected
    latest = take_latest(made, "year", share=0)[0].dropna()
    assert count(latest) == {year: n for year, n in expected.items() if year != "undated"}
    promised = tabulate_commitments(find_commitments(sentences), mentions, made, period="year")
    assert len(promised) and (
        promised.groupby("period")["n_documents"].max().to_dict()
        == {period: n for period, n in expected.items()}
    )


def test_an_episode_gives_no_document_a_date(made):
    alone = made.assign(episode=made["doc_id"])
    for period in ("day", "month", "year", "decade"):
        assert label_cells(made, period=period).equals(label_cells(alone, period=period))
        assert place_documents(made, period).equals(place_documents(alone, period))
