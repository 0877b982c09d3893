"""Words of units, and the words of seeds among them."""

import pandas as pd

from analysis.counts import count_distinct, count_units, weigh_seeds

ROWS = pd.DataFrame(
    {"doc_id": list("aabb"), "paragraph_no": [0, 1, 0, 0], "text": ["sea terrorism", "sea the", "terrorists China", "sea China"]}
)


def test_words_of_units_by_hand():
    counts = count_units(ROWS, "paragraph", 9, 1.0)
    assert counts.words.tolist() == ["sea"] and counts.matrix.toarray().tolist() == [[1], [1], [1]]
    assert counts.doc_ids.tolist() == ["a", "a", "b"]
    assert count_units(ROWS, "document", 9, 1.0).matrix.toarray().tolist() == [[2], [1]]


def test_seeds_by_hand():
    """A term of several words counts a part for each; a star stands for any end; the greatest of several counts."""
    twice = pd.concat([ROWS, ROWS.assign(doc_id="c")])
    counts = count_units(twice, "paragraph", 9, 1.0)
    assert counts.words.tolist() == ["china", "sea", "terrorism", "terrorists"]
    names, rows = weigh_seeds(counts, {"sea": ["South China Sea", "Sea"], "moon": ["rocket"], "terror": ["terroris*", "of the"]})
    assert names == ["sea", "terror"] and rows.round(2).tolist() == [[0.33, 1, 0, 0], [0, 0, 1, 1]]


def test_distinct_rows():
    assert count_distinct(count_units(ROWS, "paragraph", 9, 1.0).matrix) == 1


def test_passages_are_parts_of_like_length():
    """Of 1,300 words three passages, of 700 one; a sentence belongs where it begins."""
    lines = pd.DataFrame({"doc_id": ["a"] * 26 + ["b"] * 14, "text": ["quad " * 50] * 8 + ["sea " * 50] * 18 + ["quad sea " * 25] * 14})
    counts = count_units(lines, "passage", 99, 1.0)
    assert counts.doc_ids.tolist() == ["a", "a", "a", "b"] and counts.words.tolist() == ["quad", "sea"]
    assert counts.matrix.toarray().tolist() == [[400, 50], [0, 450], [0, 400], [350, 350]]


def test_a_long_sentence_and_no_words_are_one_passage():
    lines = pd.DataFrame({"doc_id": ["a", "a", "b"], "text": ["quad " * 4000, "quad", "..."]})
    assert count_units(lines, "passage", 99, 1.0).matrix.toarray().tolist() in ([[4000], [1]], [[4001]])
