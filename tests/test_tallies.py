import pandas as pd
import pytest

from analysis import add_tallies, tally_lines, tally_mentions
from analysis.tallies import KEY


def test_sums_equal_those_of_the_raw_rows(corpus, sentences, mentions):
    tallies = tally_mentions(corpus.documents, sentences, mentions, period="all", group=None).set_index(
        ["measure", "theme"]
    )
    n = {d: (sentences["doc_id"] == d).sum() for d in corpus.documents["doc_id"]}
    y = {d: len({m.sentence_no for m in mentions.itertuples() if m.doc_id == d and m.theme == "technology"}) for d in n}
    row = tallies.loc[("share", "technology")]
    assert (row["sum_y"], row["sum_x"], row["n_documents"]) == (sum(y.values()), sum(n.values()), 5)
    assert row["sum_xy"] == sum(n[d] * y[d] for d in n) and row["sum_yy"] == sum(v * v for v in y.values())
    assert row["top_y"] == max(y.values()) and row["n_episodes"] == 4
    matched = mentions.drop_duplicates(["doc_id", "sentence_no"])
    assert tallies.loc[("share", "none")]["sum_y"] == len(sentences) - len(matched)


def test_parts_add_up_to_the_whole_in_any_order(corpus, sentences, mentions):
    def tally(ids):
        keep = corpus.documents["doc_id"].isin(ids)
        return tally_mentions(
            corpus.documents[keep],
            sentences[sentences["doc_id"].isin(ids)],
            mentions[mentions["doc_id"].isin(ids)],
            period="all",
        )

    ids = list(corpus.documents["doc_id"])
    whole, (a, b, c) = tally(ids), (tally(ids[:2]), tally(ids[2:3]), tally(ids[3:]))
    columns = [c for c in whole.columns if c != "n_episodes"]  # an episode over two parts counts in each
    expected = whole.sort_values(KEY, ignore_index=True)[columns]
    for parts in ((a, b, c), (c, a, b), (add_tallies(a, b), c)):
        pd.testing.assert_frame_equal(add_tallies(*parts).sort_values(KEY, ignore_index=True)[columns], expected)


def test_wrong_period_and_group_are_named(corpus, sentences, mentions):
    with pytest.raises(ValueError, match="fortnight"):
        tally_mentions(corpus.documents, sentences, mentions, period="fortnight")
    with pytest.raises(ValueError, match="colour"):
        tally_mentions(corpus.documents, sentences, mentions, group="colour")


def test_cleaning_is_counted_by_line(corpus):
    from analysis import find_mentions, lines_as_sentences, read_themes

    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), read_themes())
    lines = tally_lines(corpus.documents, corpus.dropped_lines, avoided)
    assert lines["n_mentions"].sum() == len(avoided) > 0
    assert lines.loc[lines["reason"] == "kept", "n_lines"].tolist() == [11, 22, 5, 7, 11]
