import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import add_tallies, pool_tallies, score_sentences, tally_mentions, tally_tone
from analysis.stats import tally_lines
from analysis.stats.tallies import add_in_turn


def test_sums_equal_those_of_the_raw_rows(corpus, sentences, mentions):
    tallies = tally_mentions(
        corpus.documents, sentences, mentions, period="all", group=None
    ).set_index(["measure", "theme"])
    n = {d: (sentences["doc_id"] == d).sum() for d in corpus.documents["doc_id"]}
    y = {
        d: len(
            {
                m.sentence_no
                for m in mentions.itertuples()
                if m.doc_id == d and m.theme == "technology"
            }
        )
        for d in n
    }
    row = tallies.loc[("share", "technology")]
    assert (row["sum_y"], row["sum_x"], row["n_documents"]) == (sum(y.values()), sum(n.values()), 5)
    assert row["sum_xy"] == sum(n[d] * y[d] for d in n) and row["sum_yy"] == sum(
        v * v for v in y.values()
    )
    assert (
        row["top_y"] == max(y.values())
        and row["n_carriers"] == 3
        and len(row["episodes"].split()) == 3
    )
    matched = mentions.drop_duplicates(["doc_id", "sentence_no"])
    assert tallies.loc[("share", "none")]["sum_y"] == len(sentences) - len(matched)
    assert tallies.loc[("rate", "technology")]["sum_x"] == sentences["n_words"].sum()


@pytest.fixture(scope="module")
def made():
    """A corpus of 40 documents on 25 episodes over decades, its sentences with tone, and its
    mentions.
    """
    rng = np.random.default_rng(5)
    n = 40
    documents = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "date": pd.to_datetime("1988-01-01")
            + pd.to_timedelta(rng.integers(0, 15_000, n), unit="D"),
            "source": rng.choice(["A", "B", "C", ""], n),
            "episode": rng.choice([f"e{i}" for i in range(25)], n),
            "group": rng.choice(["x", "y"], n),
        }
    )
    sentences = pd.DataFrame({"doc_id": np.repeat(documents["doc_id"], rng.integers(1, 9, n))})
    sentences["sentence_no"] = sentences.groupby("doc_id").cumcount()
    sentences["n_words"] = rng.integers(3, 40, len(sentences))
    sentences["tone"] = rng.uniform(-1, 1, len(sentences)).round(4)
    mentions = sentences.sample(60, replace=True, random_state=1)[["doc_id", "sentence_no"]]
    mentions["theme"] = pd.Categorical(rng.choice(["s", "t"], 60), ["t", "s", "never"])
    return documents, sentences, mentions


def tally_both(tables, keep=None, **options):
    documents, sentences, mentions = (
        t if keep is None else t[t["doc_id"].isin(keep)] for t in tables
    )
    parts = [
        tally(documents, sentences, mentions, **options) for tally in (tally_mentions, tally_tone)
    ]
    return pd.concat(parts, ignore_index=True)


def to_bytes(tallies):
    return tallies.to_csv(index=False).encode()


@settings(max_examples=examples(5))
@given(data=st.data())
def test_any_partition_in_any_order_gives_the_same_bytes(made, data):
    documents = made[0]
    part = data.draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
    parts = [
        tally_both(made, documents.loc[np.array(part) == i, "doc_id"])
        for i in data.draw(st.permutations(range(4)))
    ]
    whole = to_bytes(add_tallies(tally_both(made)))
    assert to_bytes(add_tallies(*parts)) == whole
    assert to_bytes(add_tallies(parts[0], add_tallies(*parts[1:]))) == whole
    assert to_bytes(add_tallies(add_tallies(*parts[:3]), parts[3])) == whole


def test_many_are_added_with_few_in_memory(made):
    ids = made[0]["doc_id"]
    parts = [tally_both(made, ids.iloc[[i]], period="date") for i in range(20)]
    assert to_bytes(add_in_turn(iter(parts))) == to_bytes(add_tallies(*parts))
    assert add_in_turn(iter([])).empty


def test_days_add_up_to_years_years_to_decades_and_groups_to_the_whole(made):
    days = tally_both(made, period="date")
    for short in (days, tally_both(made, period="year")):
        expected = add_tallies(tally_both(made, period="decade"))
        assert to_bytes(pool_tallies(short, period="decade")) == to_bytes(expected)
    assert to_bytes(pool_tallies(days, period="all", group="all")) == to_bytes(
        add_tallies(tally_both(made, period="all", group=None))
    )


def test_an_episode_is_a_unit_of_each_period_that_it_has_documents_in(made):
    documents = made[0]
    by = tally_both(made, by="episode", period="year", group=None)
    whole = pool_tallies(by, period="all", group="all")
    at_once = add_tallies(tally_both(made, by="episode", period="all", group=None))
    for column in ("n_documents", "sum_y", "sum_x", "n_carriers"):
        assert whole[column].tolist() == at_once[column].tolist()
    years = documents["date"].dt.year.fillna(0).astype("int64")
    row = whole[(whole["theme"] == "t") & (whole["measure"] == "share")].iloc[0]
    n_parts = len(set(zip(documents["episode"], years, strict=True)))
    assert row["n_units"] == n_parts > documents["episode"].nunique()
    of = made[2][made[2]["theme"] == "t"].drop_duplicates(["doc_id", "sentence_no"])
    part = documents.assign(year=years).set_index("doc_id").loc[of["doc_id"], ["episode", "year"]]
    y = part.value_counts()
    assert row["sum_yy"] == (y**2).sum() and row["sum_y"] == len(of)


def test_tone_is_summed_in_ten_thousandths(corpus, sentences):
    scored = score_sentences(sentences)
    row = tally_tone(corpus.documents, scored, period="all", group=None).iloc[0]
    assert row["sum_y"] * 1e-4 / row["sum_x"] == pytest.approx(scored["tone"].mean(), abs=1e-12)
    with pytest.raises(ValueError, match="sentence 0 of 000_e45b2ead9df54af8 has no tone"):
        tally_tone(corpus.documents, scored.assign(tone=np.nan))


def test_wrong_period_group_and_unit_are_named(corpus, sentences, mentions):
    for option in ({"period": "fortnight"}, {"group": "colour"}, {"by": "paragraph"}):
        with pytest.raises(ValueError, match=next(iter(option.values()))):
            tally_mentions(corpus.documents, sentences, mentions, **option)


def test_nothing_adds_up_to_nothing(corpus, sentences, mentions):
    nobody = tally_mentions(corpus.documents.head(0), sentences.head(0), mentions.head(0))
    assert (
        nobody.empty
        and add_tallies(nobody, nobody).empty
        and pool_tallies(nobody, period="year").empty
    )


def test_cleaning_is_counted_by_line(corpus):
    from analysis import find_mentions, read_themes
    from analysis.text.sentences import lines_as_sentences

    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), read_themes())
    lines = tally_lines(corpus.documents, corpus.dropped_lines, avoided)
    assert lines["n_mentions"].sum() == len(avoided) > 0
    assert lines.loc[lines["reason"] == "kept", "n_lines"].tolist() == [11, 22, 5, 7, 11]
