import pandas as pd

from analysis import read_corpus, read_themes
from analysis.core.schema import empty
from analysis.describe import check_dates, describe_agreement, read_benchmark
from analysis.themes import compare_labels, place_labels, read_labels


def test_what_a_reader_saw_and_the_lexicon_found(corpus, mentions):
    labels = place_labels(read_labels("seeds", beside=True), corpus.documents)
    told = describe_agreement(compare_labels(mentions, labels), read_themes()).sentences
    n = labels.drop_duplicates(["doc_id", "start"]).shape[0]
    hits = labels.loc[labels["label"] & (labels["class"] == "russia")]
    assert f"a reader saw it in {len(hits)} of {n} sentences" in next(
        t for t in told if t.startswith("**Russia**")
    )
    assert told[-1].startswith("The mean F1 of the themes is ")


def test_no_labels_are_said_to_be_none(tmp_path, mentions):
    labels = read_labels(tmp_path / "some.parquet", beside=True)
    pd.testing.assert_frame_equal(labels, empty("labels"))
    assert (
        "No sentence of this corpus is labelled"
        in describe_agreement(compare_labels(mentions, labels), read_themes()).sentences[0]
    )


def test_dates_of_the_seeds_agree_with_what_their_text_bears(corpus):
    rows = check_dates(corpus.documents, read_corpus("seeds", metadata=False).documents)
    # 001 is dated by its talks; its page says only that it was updated a day later
    assert rows["agrees"].tolist() == ["yes", "yes", "unknown", "yes", "yes"]
    assert rows["doc_id"].tolist() == corpus.documents["doc_id"].tolist()


def test_an_open_end_holds_everything():
    day = pd.to_datetime(["2020-01-02"] * 4)
    own = pd.DataFrame({"doc_id": list("abcd"), "date": day})
    low, high = [None, "2020-01-03", None, "2020-01-01"], ["2020-01-02", None, None, "2020-01-02"]
    text = own.assign(
        date_low=pd.to_datetime(low), date_high=pd.to_datetime(high), date_evidence=""
    )
    assert check_dates(own, text)["agrees"].tolist() == ["yes", "no", "unknown", "yes"]


def test_benchmarks_are_tables_and_an_unknown_one_is_empty():
    assert {"judge_page", "all lines"} <= set(read_benchmark("bodies")["bodies by"])
    assert read_benchmark("dates")["wrong"].between(0, 1).all() and read_benchmark("nothing").empty
