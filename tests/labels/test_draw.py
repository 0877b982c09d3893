"""Samples to label: whom they hold, with what probability, and that they stay the same."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from long_run import runs

from analysis.labels import draw_labels
from analysis.labels.draw import allocate
from analysis.labels.measured import name_sentences


def make(n=300, hits=40, years=2):
    """Return sentences, mentions and documents: ten sentences each, the first ones hits."""
    at = np.arange(n * years)
    rows = pd.DataFrame({"doc_id": [f"d{i // 10:03d}" for i in at], "sentence_no": at % 10})
    rows = rows.assign(start=20 * (at % 10), text=[f"Sentence {i} here." for i in at], n_words=3)
    documents = pd.DataFrame({"doc_id": rows["doc_id"].unique(), "copy_of": ""})
    year = 2020 + np.arange(len(documents)) * 10 // n
    documents["date"] = pd.to_datetime([f"{y}-05-01" for y in year])
    found = rows[(at % n) < hits][["doc_id", "sentence_no"]].assign(theme="russia", start=0)
    return rows, found, documents


def test_each_period_has_its_sample_a_quarter_of_it_hits():
    sample = draw_labels(*make(), n=120)
    counts = sample.groupby(["period", "stratum"]).size().unstack()
    assert counts.index.tolist() == ["2020", "2021"]
    assert (counts["hit"] == 30).all() and (counts["no hit"] == 90).all()


def test_the_probability_is_the_share_of_the_stratum_that_is_drawn():
    sample = draw_labels(*make(), n=120)
    told = sample.groupby("stratum")["probability"].unique()
    assert told["hit"].tolist() == [30 / 40] and told["no hit"].tolist() == [90 / 260]
    # so that what was drawn, weighed, is as many as there are
    assert np.isclose((1 / sample["probability"]).sum(), 600)


def test_every_sentence_is_drawn_with_its_probability():
    rows, found, documents = make(n=60, hits=12, years=1)
    draws = runs(300, 50)
    drawn = [draw_labels(rows, found, documents, n=20, seed=seed) for seed in range(draws)]
    share = pd.concat(drawn).groupby(["doc_id", "sentence_no"]).size() / draws
    probability = drawn[0].groupby("stratum")["probability"].first()
    places = pd.MultiIndex.from_frame(rows[["doc_id", "sentence_no"]])
    share = share.reindex(places, fill_value=0.0).to_numpy()
    want = np.where(np.arange(60) < 12, probability["hit"], probability["no hit"])
    error = np.sqrt(want * (1 - want) / draws)
    assert (np.abs(share - want) < 4.5 * error).all()


def test_rows_in_another_order_and_another_call_give_the_same_sample():
    rows, found, documents = make()
    first = draw_labels(rows, found, documents)
    shuffled = rows.sample(frac=1, random_state=1), found.sample(frac=1, random_state=2), documents
    pd.testing.assert_frame_equal(first, draw_labels(*shuffled))
    other = draw_labels(rows, found, documents, seed=1)
    assert set(first["key"]) != set(other["key"])


def test_a_larger_sample_holds_the_smaller_and_new_articles_leave_most_of_it():
    rows, found, documents = make()
    small, large = (draw_labels(rows, found, documents, n=n)["key"] for n in (60, 120))
    assert set(small) <= set(large)
    kept = rows[rows["doc_id"] != "d005"]
    fewer = draw_labels(kept, found[found["doc_id"] != "d005"], documents, n=60)["key"]
    assert len(set(small) & set(fewer)) > 0.9 * len(small)


def test_themes_have_samples_of_their_own():
    rows, found, documents = make()
    both = pd.concat([found, found.assign(theme="trade")])
    sample = draw_labels(rows, both, documents)
    keys = sample.groupby("theme")["key"].agg(set)
    assert list(keys.index) == ["russia", "trade"] and keys["russia"] != keys["trade"]
    pd.testing.assert_frame_equal(
        sample[sample["theme"] == "trade"].reset_index(drop=True),
        draw_labels(rows, both, documents, theme="trade"),
    )


def test_copies_and_undated_documents_are_left_out():
    rows, found, documents = make()
    documents.loc[0, "copy_of"], documents.loc[1, "date"] = "d009", pd.NaT
    sample = draw_labels(rows, found, documents, n=600)
    assert not {"d000", "d001"} & set(sample["doc_id"]) and "d002" in set(sample["doc_id"])


def test_without_documents_all_is_one_period_and_without_mentions_the_lexicon_is_used():
    rows = make()[0]
    rows["text"] = ["Russia is named.", *rows["text"][1:]]
    sample = draw_labels(rows, theme="russia", n=30)
    assert set(sample["period"]) == {"all"}
    assert sample.loc[sample["stratum"] == "hit", "text"].tolist() == ["Russia is named."]


def test_tone_is_drawn_by_its_class_and_of_a_theme_among_its_sentences():
    rows, found, documents = make()
    rows["tone"] = np.resize([0.6, 0.0, 0.0, -0.5, 0.3], len(rows))
    sample = draw_labels(rows, found, documents, measure="tone", n=100)
    counts = sample[sample["period"] == "2020"].groupby("stratum").size()
    assert counts.to_dict() == {"negative": 20, "neutral": 40, "positive": 40}
    some = draw_labels(rows, found, documents, measure="tone", theme="russia", n=100)
    assert len(some) == 80 and (some["probability"] == 1).all()


def test_a_sentence_that_stands_twice_has_two_keys_and_blanks_make_no_difference():
    rows = pd.DataFrame({"doc_id": ["a", "a", "a", "b"], "text": ["So.", "No.", " So. ", "So."]})
    keys = name_sentences(rows)
    assert keys[0] != keys[2] and keys[0] == keys[3] and keys.str.fullmatch("s[0-9a-f]{12}").all()


def test_what_is_asked_for_and_is_not_there_is_said():
    tables = make()
    with pytest.raises(ValueError, match="measure 'topics' is none of themes, tone"):
        draw_labels(*tables, measure="topics")
    with pytest.raises(ValueError, match="theme 'mars' is none of 'russia'"):
        draw_labels(*tables, theme="mars")
    with pytest.raises(ValueError, match="n=0"):
        draw_labels(*tables, n=0)
    with pytest.raises(ValueError, match="period 'moon'"):
        draw_labels(*tables, period="moon")


def test_of_no_sentences_nothing_is_drawn():
    rows, found, documents = make()
    assert draw_labels(rows.head(0), found.head(0), documents).empty
    with pytest.warns(UserWarning, match="of no document the year is known"):
        assert draw_labels(rows, found, documents.assign(date=pd.NaT)).empty


@given(st.lists(st.integers(0, 300), min_size=2, max_size=3), st.integers(1, 200))
def test_no_more_is_drawn_than_there_is_and_as_much_as_is_asked(sizes, n):
    sizes = dict(zip("abc", sizes, strict=False))
    total = sum(sizes.values())
    parts = {name: size / total if total else 0 for name, size in sizes.items()}
    out = allocate(sizes, parts, n)
    assert sum(out.values()) == min(n, total)
    assert all(0 <= out[name] <= sizes[name] for name in sizes)
    if n >= 40:
        assert all(out[name] >= min(10, sizes[name]) for name in sizes)


TABLES = {
    "sentences": pd.DataFrame({"doc_id": ["a"], "sentence_no": 0, "start": 0, "text": "Moscow."}),
    "mentions": pd.DataFrame({"doc_id": ["a"], "sentence_no": 0, "theme": "russia"}),
    "documents": pd.DataFrame({"doc_id": ["a"], "date": [pd.Timestamp("2024-05-01")]}),
}


@pytest.mark.parametrize(
    ("table", "column"), [(name, column) for name in TABLES for column in TABLES[name]]
)
def test_a_missing_column_is_named_with_its_table(table, column):
    tables = TABLES | {table: TABLES[table].drop(columns=column)}
    with pytest.raises(ValueError, match=f"{table}: no column {column}"):
        draw_labels(*tables.values())


def test_it_is_said_why_nothing_is_drawn_of_documents_without_dates():
    documents = TABLES["documents"].assign(date=pd.NaT)
    with pytest.warns(UserWarning, match="of no document the month is known"):
        assert draw_labels(*(TABLES | {"documents": documents}).values(), period="month").empty
    assert len(draw_labels(*(TABLES | {"documents": documents}).values(), period="all")) == 1
