"""A frame is what it holds: no verb of sentences minds its index, the chunks of its columns, or
`object` for text.
"""

import warnings
from functools import cache

import numpy as np
import pandas as pd
import pytest
from chunked import rechunk
from own_lexicon import THEMES

from analysis import attribute_speech, find_mentions, score_sentences, split_sentences
from analysis.core.locators import locate_sentences
from analysis.speech import list_quotes
from analysis.themes import (
    compare_labels,
    compare_sides,
    count_terms,
    count_together,
    lint_themes,
    list_errors,
    place_labels,
    show_evidence,
)
from analysis.tone import (
    find_commitments,
    label_tone,
    score_targets,
    shift_words,
    tabulate_commitments,
)
from analysis.words import list_templates


@pytest.fixture(scope="module")
def tables(corpus):
    documents = corpus.documents
    sentences = split_sentences(documents)
    mentions = find_mentions(sentences, THEMES)
    head = sentences.head(30)[["doc_id", "sentence_no", "start", "end", "text"]]
    return {
        "documents": documents,
        "sentences": attribute_speech(sentences, documents),
        "mentions": mentions,
        "commitments": find_commitments(sentences),
        "labels": place_labels(
            head.assign(**{"class": "russia", "label": True, "borderline": False, "note": ""}),
            documents,
        ),
    }


VERBS = {
    "split_sentences": (split_sentences, "documents"),
    "attribute_speech": (attribute_speech, "sentences", "documents"),
    "list_quotes": (list_quotes, "sentences", "documents"),
    "list_templates": (list_templates, "documents"),
    "find_mentions": (lambda s: find_mentions(s, THEMES), "sentences"),
    "lint_themes": (lambda m, d: lint_themes(THEMES, m, d), "mentions", "documents"),
    "show_evidence": (
        lambda m, s, d: show_evidence(m, s, d).rows,
        "mentions",
        "sentences",
        "documents",
    ),
    "count_terms": (count_terms, "mentions"),
    "count_together": (count_together, "mentions", "sentences"),
    "compare_sides": (
        lambda m, s: compare_sides(m, s[["doc_id", "sentence_no", "side"]]),
        "mentions",
        "sentences",
    ),
    "score_sentences": (score_sentences, "sentences"),
    "label_tone": (lambda s: label_tone(score_sentences(s)["tone"]).to_frame(), "sentences"),
    "score_targets": (score_targets, "sentences", "mentions"),
    "score_targets by names": (
        lambda s: score_targets(s, {"Russia": ["Russia"], "India": ["India"]}),
        "sentences",
    ),
    "shift_words": (lambda s: shift_words(s[: len(s) // 2], s[len(s) // 2 :]), "sentences"),
    "find_commitments": (find_commitments, "sentences"),
    "tabulate_commitments": (tabulate_commitments, "commitments", "mentions", "documents"),
    "locate_sentences": (locate_sentences, "sentences", "documents"),
    "place_labels": (place_labels, "labels", "documents"),
    "compare_labels": (compare_labels, "mentions", "labels"),
    "list_errors": (list_errors, "mentions", "labels"),
}


def to_object(frame):
    text = [name for name in frame if frame[name].dtype == "str"]
    return frame.astype(dict.fromkeys(text, object))


WAYS = {
    "in chunks": lambda frame: rechunk(frame, seed=5),
    "in one row a chunk": lambda frame: pd.concat(
        [frame.iloc[[i]] for i in range(len(frame))], ignore_index=True
    ),
    "an index from behind": lambda frame: frame.set_axis(range(len(frame))[::-1]),
    "an index of one label": lambda frame: frame.set_axis([7] * len(frame)),
    "an index of names": lambda frame: frame.set_axis([f"row {i}" for i in range(len(frame))]),
    "an index of pairs": lambda frame: frame.set_axis(
        pd.MultiIndex.from_arrays([[0] * len(frame), np.arange(len(frame))])
    ),
    "text as object": to_object,
    "more columns": lambda frame: frame.assign(zz_1=1, text_2="a", **{"": None}),
}


@pytest.fixture(scope="module")
def give(tables):
    """Return a function from a verb to what it gives on the tables as they are."""

    @cache
    def call(verb):
        function, *names = VERBS[verb]
        return function(*(tables[name] for name in names)).reset_index(drop=True)

    return call


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("verb", VERBS)
def test_the_same_result_for_the_same_rows(tables, give, verb, way):
    call, *names = VERBS[verb]
    wanted = give(verb)
    found = call(*(WAYS[way](tables[name]) for name in names)).reset_index(drop=True)
    shared = [name for name in wanted if name in found]
    assert shared == list(wanted)
    pd.testing.assert_frame_equal(found[shared], wanted, check_dtype=way != "text as object")


@pytest.mark.parametrize("verb", VERBS)
def test_no_row_gives_no_row(tables, verb):
    call, *names = VERBS[verb]
    found = call(*(tables[name].head(0) for name in names))
    # a row for each term, and for each pair of themes
    assert found.empty or verb in ("lint_themes", "count_together")


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
@pytest.mark.parametrize("kind", [object, "str"])
@pytest.mark.parametrize(
    "verb", ["score_sentences", "score_targets by names", "shift_words", "find_commitments"]
)
def test_a_row_without_text_is_named(verb, kind, missing):
    rows = pd.DataFrame(
        {
            "doc_id": "a",
            "sentence_no": [0, 1],
            "start": 0,
            "text": pd.Series(["Russia met us.", missing], dtype=kind),
        }
    )
    with pytest.raises(ValueError, match="row 1"):
        VERBS[verb][0](rows)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
@pytest.mark.parametrize("kind", [object, "str"])
def test_a_document_without_text_has_no_sentence(kind, missing):
    documents = pd.DataFrame(
        {"doc_id": list("ab"), "text": pd.Series([missing, "Ann Lee said so."], dtype=kind)}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = split_sentences(documents)
    assert found["doc_id"].tolist() == ["b"]
    rows = documents.assign(sentence_no=0, start=0)
    assert find_mentions(rows, THEMES).empty
    spoken = attribute_speech(found, documents)
    assert spoken["speaker"].tolist() == ["Ann Lee"] and list_quotes(spoken, documents).empty
