import pandas as pd
import pytest
from long_run import LONG

from analysis import find_mentions, tally_mentions
from analysis.describe import describe_sensitivity, leave_out
from analysis.text.sentences import lines_as_sentences


def read_presence(tallies, documents, themes):
    """A quick reading: in how many documents a theme stands, up to two."""
    rows = tallies[(tallies["measure"] == "share") & tallies["theme"].isin(themes.names)]
    n = (rows["sum_y"] > 0).groupby(rows["theme"]).sum().clip(upper=2)
    return pd.DataFrame(
        {"theme": n.index, "stance": n.map({0: "none", 1: "one", 2: "more"}).to_numpy()}
    )


@pytest.fixture(scope="module")
def left(corpus, sentences, mentions, themes):
    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), themes)
    options = {"dropped_lines": corpus.dropped_lines, "avoided": avoided, "classify": read_presence}
    return leave_out(corpus.documents, sentences, mentions, themes, **options)


def test_everything_is_left_out_once(left, corpus, mentions):
    kinds = left.drop_duplicates(["kind", "left_out"])["kind"].value_counts()
    assert (
        kinds["document"] == 5
        and kinds["source"] == 4
        and kinds["term"] == mentions["pattern"].nunique()
    )
    assert kinds["rule"] == len(set(corpus.dropped_lines["reason"]) - {"blank"})


def test_what_one_report_carries_falls_with_it(left, themes):
    gone = left[(left["theme"] == "russia") & left["changed"]]
    assert gone["left_out"].tolist()[:2] == ["001_7555a8000eb1cc09", "IANS (Samay Live)"]
    assert set(gone["stance"]) <= {"none", "more"}
    russia = next(
        s for s in describe_sensitivity(left, themes).sentences if s.startswith("**Russia**")
    )
    assert "001\\_7555a8000eb1cc09 (1 of 5 documents)" in russia
    pacific = next(
        s for s in describe_sensitivity(left, themes).sentences if s.startswith("**Indo-Pacific**")
    )
    assert "stands with any one left out (documents, sources, terms, rules)" in pacific


def test_a_cleaning_rule_left_out_brings_its_hits_back(corpus, sentences, mentions, themes):
    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), themes)
    seen = {}

    def read(tallies, documents, themes):
        seen[len(seen)] = tallies.loc[tallies["measure"] == "rate", "sum_y"].sum()
        return read_presence(tallies, documents, themes)

    no_terms = mentions.head(0)
    leave_out(
        corpus.documents,
        sentences,
        no_terms,
        themes,
        dropped_lines=corpus.dropped_lines,
        avoided=avoided,
        classify=read,
    )
    rules = sorted(set(lines_as_sentences(corpus.dropped_lines).merge(
        corpus.dropped_lines, left_on=["doc_id", "sentence_no"], right_on=["doc_id", "line_no"])["reason"]))  # fmt: skip
    brought = list(seen.values())[-len(rules) :]
    assert sum(brought) == len(avoided) > 0


def test_sums_with_one_thing_left_out_are_those_of_a_count_without_it(
    corpus, sentences, mentions, themes
):
    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), themes)
    seen = []

    def read(tallies, documents, themes):
        seen.append(tallies)
        return read_presence(tallies, documents, themes)

    def count(sentences, mentions):
        out = tally_mentions(corpus.documents, sentences, mentions, period="date", group="doc_id")
        return out[out["theme"] != "none"].reset_index(drop=True)

    options = {
        "dropped_lines": corpus.dropped_lines,
        "avoided": avoided,
        "classify": read,
        "most": 10_000,
    }
    out = leave_out(corpus.documents, sentences, mentions, themes, **options)
    variants = out.drop_duplicates(["kind", "left_out"]).reset_index(drop=True)
    assert len(variants) == len(seen) - 1 > 50  # and the whole
    lines = lines_as_sentences(corpus.dropped_lines).merge(
        corpus.dropped_lines[["doc_id", "line_no", "reason"]].rename(
            columns={"line_no": "sentence_no"}
        )
    )
    lines["n_words"] = [len(text.split()) for text in lines["text"]]
    for variant, tallies in zip(variants.itertuples(), seen[1:], strict=True):
        if variant.kind == "term" and (LONG or variant.Index % 4 == 0):
            expected = count(sentences, mentions[mentions["pattern"] != variant.left_out])
        elif variant.kind == "rule":
            back = lines[lines["reason"] == variant.left_out].assign(
                sentence_no=lambda rows: rows["sentence_no"] + 10**6
            )
            hits = avoided.assign(sentence_no=avoided["sentence_no"] + 10**6)
            hits = hits.merge(back[["doc_id", "sentence_no"]])
            hits = pd.concat([mentions, hits], ignore_index=True).astype(
                {"theme": mentions["theme"].dtype}
            )
            expected = count(pd.concat([sentences, back], ignore_index=True), hits)
        else:
            continue
        pd.testing.assert_frame_equal(tallies, expected)


def test_the_default_reading_runs(corpus, sentences, mentions, themes):
    few = mentions[mentions["pattern"].isin(["Russia", "Quad"])]
    out = leave_out(corpus.documents, sentences, few, themes)
    assert out.loc[out["left_out"] == "Russia", "stance"].item().startswith("in no report")


def test_names_that_articles_bear_are_text(left, themes):
    hostile = left.assign(
        left_out=left["left_out"].replace("IANS (Samay Live)", "<b onclick=x()>*[x](y)")
    )
    said = " ".join(describe_sensitivity(hostile, themes).sentences)
    assert "&lt;b onclick=x()&gt;\\*\\[x\\](y)" in said and "<b" not in said


def test_of_very_many_those_with_most_hits_are_left_out(corpus, sentences, mentions, themes):
    few = leave_out(corpus.documents, sentences, mentions, themes, most=2, classify=read_presence)
    documents = few.loc[few["kind"] == "document", "left_out"].unique().tolist()
    counts = mentions["doc_id"].value_counts()
    assert set(documents) == set(counts.index[:2]) and documents == sorted(documents)
    assert set(few.loc[few["kind"] == "document", "n_kind"]) == {5}
    terms = few[(few["kind"] == "term") & (few["theme"] == "russia")]
    of = mentions.loc[mentions["theme"] == "russia", "pattern"]
    assert set(terms["left_out"]) == set(of.value_counts().index[:2]) and set(terms["n_kind"]) == {
        of.nunique()
    }
    russia = next(
        s for s in describe_sensitivity(few, themes).sentences if s.startswith("**Russia**")
    )
    assert "(1 of the 2 with most hits of 5 documents)" in russia
