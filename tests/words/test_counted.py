"""Terms as all measures of words count them."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import compare_terms, weigh_terms
from analysis.charts import plot_keyness, plot_term_map, plot_term_network, plot_terms
from analysis.describe.chapter_counts import choose_words
from analysis.words import counted, link_terms
from analysis.words.counted import choose_whole, find_terms, list_genre


def make(texts, **columns):
    ids = [f"d{i}" for i in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": texts, **columns})


def count(sentences, **options):
    places = find_terms(sentences, **options)
    return pd.Series(places.terms[places.code]).value_counts().to_dict()


PLANTED = make(
    [
        *[
            f"The United Nations {did}, united on trade sanctions."
            for did in ("met", "rose", "left")
        ],
        "Nations, united: a trade sanction. An Indo-Pacific plan.",
        "The INDO PACIFIC, an Indo-Pacific; trade-sanctions",
        *(f"A matter{i} of port{i}." for i in range(20)),
    ]
)


def test_a_part_counts_only_where_it_stands_alone_and_variants_are_one():
    got = count(PLANTED)
    assert (got["united nations"], got["united"], got["nations"]) == (3, 4, 1)
    assert (got["trade sanctions"], got["indo-pacific"]) == (5, 3)
    assert not {"sanction", "trade", "pacific", "indo"} & set(got)


def test_every_measure_counts_the_same_terms():
    rows = pd.concat([PLANTED] * 2).assign(doc_id=[f"d{i:02}" for i in range(50)])
    rows["text"] = rows["text"].astype("str")
    groups = dict(zip(rows["doc_id"], ["a"] * 25 + ["b"] * 25, strict=True))
    found = count(rows)
    weighed = weigh_terms(rows, groups=groups).groupby("term")["count"].sum()
    keyness = compare_terms(rows, "a", groups=groups, n_permutations=9).set_index("term")
    links = link_terms(rows)
    assert weighed.to_dict() == {term: n for term, n in found.items() if n > 1}
    assert (keyness["count_a"] + keyness["count_b"]).to_dict() == {
        term: n for term, n in found.items() if n > 2
    }
    assert {*links["term_a"], *links["term_b"]} <= set(found)
    words = choose_words(rows, pd.Series(groups), pd.Series({"a": 1, "b": 2}))
    assert {word for chapter in words.values() for word in chapter} <= set(found)


def speeches(n=24):
    """Return speeches that open with a greeting, and turns of a person named before each."""
    body = " ".join(f"Trade matter{i} and ports." for i in range(40))
    texts, speakers = [], []
    for _ in range(n):
        texts += ["Excellencies, good morning.", *body.split(". "), "ANALYST: Thanks (applause)."]
        speakers += ["Ada Lovelace"] * (len(texts) - len(speakers))
    rows = pd.DataFrame({"text": texts, "speaker": speakers})
    size = len(texts) // n
    return rows.assign(doc_id=[f"d{i // size:02}" for i in range(len(texts))])


def test_words_of_genre_are_left_out_with_a_reason_and_can_be_kept():
    rows = speeches()
    more = pd.DataFrame({"doc_id": ["d00", "d01"], "text": "Lovelace spoke.", "speaker": ""})
    rows = pd.concat([rows, more], ignore_index=True)
    reasons = list_genre(rows).set_index("word")["reason"].to_dict()
    assert reasons["lovelace"] == "names a speaker"
    assert reasons["analyst"] == "labels speakers" or "ends texts" in reasons["analyst"]
    assert "excellencies" in reasons and "applause" in reasons
    assert "trade" not in reasons and "matter3" not in reasons
    assert not set(reasons) & set(count(rows))
    assert set(count(rows, keep_words=reasons)) >= set(reasons)
    assert "trade" not in count(rows, drop_words=["Trade"])
    weighed = weigh_terms(rows, keep_words=["Excellencies"])["term"]
    assert "excellencies" in set(weighed) and "applause" not in set(weighed)


def test_the_list_is_a_copy_and_texts_are_read_once(monkeypatch):
    list_genre(PLANTED)["word"] = "x"
    monkeypatch.setattr(counted, "_find", None)
    assert "x" not in set(list_genre(PLANTED)["word"]) and count(PLANTED)
    with pytest.raises(TypeError):
        count(make(["Another text."]))


@pytest.mark.parametrize("texts", [[], [""], ["the of"], ["..."]])
def test_nothing_is_found_in_nothing(texts):
    assert count(make(texts).astype("str")) == {} and list_genre(make(texts).astype("str")).empty


WORDS = st.lists(
    st.sampled_from("united nations south china sea trade of and. the, climate change".split()),
    max_size=9,
).map(" ".join)


def is_part(a, b):
    return a != b and re.search(rf"(?<!\S){re.escape(a)}(?!\S)", b) is not None


def holds_parts(terms):
    return any(is_part(a, b) for a in terms for b in terms)


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(WORDS, min_size=6, max_size=12))
def test_no_phrase_stands_beside_its_parts_in_any_chart(texts):
    rows = make(texts * 2).astype("str")
    groups = {d: "ab"[i % 2] for i, d in enumerate(rows["doc_id"])}
    terms = weigh_terms(rows, groups=groups, min_count=1)
    drawn = plot_terms(terms).rows
    assert not any(holds_parts(set(of["term"])) for _, of in drawn.groupby("group"))
    assert not holds_parts(set(plot_term_map(terms).rows["term"]))
    links = plot_term_network(link_terms(rows, min_count=1)).rows
    assert not holds_parts({*links["term_a"], *links["term_b"]})
    keyness = compare_terms(rows, "a", groups=groups, n_permutations=9, min_count=1)
    assert not holds_parts(set(plot_keyness(keyness).rows["term"]))


@given(st.lists(WORDS, max_size=8), st.integers(1, 5))
def test_whole_terms_are_the_first_of_which_none_is_a_part(terms, top):
    chosen = choose_whole(terms, top)
    assert len(chosen) <= top and not holds_parts(chosen)
    for term in terms:
        beside = [other for other in chosen if is_part(term, other) or is_part(other, term)]
        assert term in chosen or beside or len(chosen) == top


def test_a_single_word_to_keep_or_drop_is_one_word():
    rows = pd.DataFrame(
        {
            "doc_id": list("aabb"),
            "text": ["The Quad met.", "In Russia, rain.", "The Quad spoke.", "Of Russia."],
        }
    )
    kept = {
        str(drop): set(weigh_terms(rows, drop_words=drop)["term"])
        for drop in ("russia", ["russia"])
    }
    assert len(set(map(frozenset, kept.values()))) == 1
    assert "russia" not in kept["russia"] and "quad" in kept["russia"]
