"""Words of units, and the words of seeds among them."""

import numpy as np
import pandas as pd

from analysis.text.collocations import Terms
from analysis.topics import document_terms
from analysis.topics.document_terms import count_distinct, weigh_seeds
from analysis.topics.units import choose_unit, cut_units, passage_length


def count_units(sentences, unit, max_terms, max_share):
    units = cut_units(sentences, unit, 500)
    places = Terms().find(sentences["text"].tolist())
    return document_terms.count_units(places, units, max_terms, max_share)


def count_known(sentences, unit, words):
    places = Terms().find(sentences["text"].tolist())
    return document_terms.count_known(places, cut_units(sentences, unit), words)


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


def test_units_are_drawn_from_all_documents_up_to_the_bound():
    units = cut_units(make_corpus(300), "paragraph")
    assert units.draw(600, 0) is units and units.draw(None, 0) is units
    drawn = units.draw(300, 0)
    assert len(drawn.document) == 300 and drawn.of_sentence.max() == 299
    by_document = np.bincount(drawn.document, minlength=300)
    assert by_document.sum() == 300 and by_document.max() <= 2 and (by_document > 0).sum() > 200


def test_the_draw_depends_on_the_seed_and_not_on_the_order():
    corpus = make_corpus(300)
    turned = corpus.iloc[::-1].sort_values("paragraph_no", kind="stable")
    drawn = [
        set(rows.loc[cut_units(rows, "paragraph").draw(100, seed).of_sentence >= 0, "text"])
        for rows, seed in ((corpus, 0), (turned, 0), (corpus, 1))
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_unit_follows_the_corpus():
    titles = pd.DataFrame({"doc_id": list("abc"), "paragraph_no": 0, "text": "a title"})
    articles = pd.concat([titles, titles.assign(paragraph_no=1)])
    speeches = pd.concat([articles.assign(text="word " * 20_000)])
    assert [choose_unit(rows) for rows in (titles, articles, speeches)] == [
        "document",
        "paragraph",
        "passage",
    ]
    assert passage_length(articles) == 60 and passage_length(speeches) == 120


def test_a_sample_has_as_many_units_of_each_year_and_in_it_of_each_source():
    rows = make_corpus(300)
    units = cut_units(rows, "paragraph")
    number = np.array([int(name[1:]) for name in units.doc_ids])
    year = np.where(number < 10, "2020", np.where(number < 60, "2021", "2022")).astype(object)
    source = np.where(number % 10 == 0, "rare", "often").astype(object)
    drawn = units.draw(90, 0, [year, source])
    table = pd.crosstab(year[drawn.document], source[drawn.document])
    # by hand: of 2020 all units of its one rare document, of which the others take the rest
    every = pd.crosstab(year[units.document], source[units.document])
    assert table.loc["2020"].tolist() == every.loc["2020"].clip(upper=30).tolist()
    left = (90 - table.loc["2020"].sum()) / 2
    assert abs(table.loc[["2021", "2022"]].sum(axis=1) - left).max() <= 0.5
    for one in ("2021", "2022"):
        rare = min(every.loc[one, "rare"], left // 2)
        assert abs(table.loc[one, "rare"] - rare) <= 1
    assert set(units.draw(90, 0).document) == set(
        units.draw(90, 0, [np.full(300, "x", dtype=object)]).document
    )
