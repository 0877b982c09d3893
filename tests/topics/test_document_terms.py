"""Words of units, and the words of seeds among them."""

import pandas as pd

from analysis.topics.document_terms import (
    count_distinct,
    count_known,
    count_units,
    draw_documents,
    weigh_seeds,
)

ROWS = pd.DataFrame(
    {
        "doc_id": list("aabb"),
        "paragraph_no": [0, 1, 0, 0],
        "text": ["sea terrorism", "sea the", "terrorists China", "sea China"],
    }
)


def test_words_of_units_by_hand():
    counts = count_units(ROWS, "paragraph", 9, 1.0)
    assert counts.words.tolist() == ["sea"] and counts.matrix.toarray().tolist() == [[1], [1], [1]]
    assert counts.doc_ids.tolist() == ["a", "a", "b"]
    assert count_units(ROWS, "document", 9, 1.0).matrix.toarray().tolist() == [[2], [1]]


def test_seeds_by_hand():
    """A term of several words counts a part for each; a star stands for any end; the greatest of
    several counts.
    """
    twice = pd.concat([ROWS, ROWS.assign(doc_id="c")])
    counts = count_units(twice, "paragraph", 9, 1.0)
    assert counts.words.tolist() == ["china", "sea", "terrorism", "terrorists"]
    names, rows = weigh_seeds(
        counts,
        {"sea": ["South China Sea", "Sea"], "moon": ["rocket"], "terror": ["terroris*", "of the"]},
    )
    assert names == ["sea", "terror"] and rows.round(2).tolist() == [[0.33, 1, 0, 0], [0, 0, 1, 1]]


def test_distinct_rows():
    assert count_distinct(count_units(ROWS, "paragraph", 9, 1.0).matrix) == 1


def test_passages_are_parts_of_like_length():
    """Of 1,300 words three passages, of 700 one; a sentence belongs where it begins."""
    lines = pd.DataFrame(
        {
            "doc_id": ["a"] * 26 + ["b"] * 14,
            "text": ["quad " * 50] * 8 + ["sea " * 50] * 18 + ["quad sea " * 25] * 14,
        }
    )
    counts = count_units(lines, "passage", 99, 1.0)
    assert counts.doc_ids.tolist() == ["a", "a", "a", "b"] and counts.words.tolist() == [
        "quad",
        "sea",
    ]
    assert counts.matrix.toarray().tolist() == [[400, 50], [0, 450], [0, 400], [350, 350]]


def test_a_long_sentence_and_no_words_are_one_passage():
    lines = pd.DataFrame({"doc_id": ["a", "a", "b"], "text": ["quad " * 4000, "quad", "..."]})
    assert count_units(lines, "passage", 99, 1.0).matrix.toarray().tolist() in (
        [[4000], [1]],
        [[4001]],
    )


def test_known_words_by_hand():
    counts = count_known(ROWS, "paragraph", ("china", "moon", "sea"))
    assert counts.matrix.toarray().tolist() == [
        [0, 0, 1],
        [0, 0, 1],
        [2, 0, 1],
    ] and counts.doc_ids.tolist() == ["a", "a", "b"]
    assert count_known(ROWS, "document", ("moon",)).matrix.shape == (0, 1)
    assert count_known(ROWS, "document", ()).matrix.shape == (0, 0)


def make_corpus(n):
    rows = [(f"d{i}", k, f"text {i} {k}") for i in range(n) for k in range(1 + i % 3)]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph_no", "text"])


def test_whole_documents_are_drawn_up_to_the_bound_and_a_small_corpus_is_taken_as_it_is():
    corpus = make_corpus(300)
    assert draw_documents(corpus, "paragraph", 600, 0) is corpus
    drawn = draw_documents(corpus, "paragraph", 100, 0)
    assert 98 <= len(drawn) <= 100
    whole = corpus[corpus["doc_id"].isin(drawn["doc_id"])].set_index(["doc_id", "paragraph_no"])[
        "text"
    ]
    assert drawn.set_index(["doc_id", "paragraph_no"])["text"].to_dict() == whole.to_dict()
    assert len(draw_documents(corpus, "document", 7, 0)["doc_id"].unique()) == 7
    assert draw_documents(corpus, "document", 1, 0)["doc_id"].nunique() == 2
    share = draw_documents(corpus, "document", 100, 0).groupby("doc_id").size().value_counts()
    assert share.between(20, 47).all()  # long documents are drawn as often as short ones


def test_the_draw_depends_on_the_seed_and_not_on_the_order():
    corpus = make_corpus(300)
    turned = corpus.iloc[::-1].sort_values("paragraph_no", kind="stable")
    a, b = (draw_documents(rows, "paragraph", 100, 0) for rows in (corpus, turned))
    assert a.to_numpy().tolist() == b.to_numpy().tolist()
    assert set(a["doc_id"]) != set(draw_documents(corpus, "paragraph", 100, 1)["doc_id"])


def test_a_corpus_that_grows_keeps_most_of_the_draw():
    small, grown = (
        set(draw_documents(make_corpus(n), "document", 100, 0)["doc_id"]) for n in (1000, 1100)
    )
    assert 80 <= len(small & grown) < 100
