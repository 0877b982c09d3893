"""A text that breaks a rule of ours costs itself: each verb reads the others, and names it in one
warning.
"""

import warnings

import pandas as pd
import pytest
from own_lexicon import THEMES

from analysis import attribute_speech, find_mentions, score_sentences, split_sentences
from analysis.core.apart import Apart
from analysis.speech import list_quotes, speech
from analysis.text import sentences
from analysis.themes import mentions
from analysis.tone import (
    commitments,
    explained,
    find_commitments,
    score_targets,
    sentiment,
    shift_words,
)
from analysis.tone import targeted_tone as targets
from analysis.tone.explained import explain_texts

TEXTS = [
    "US envoy Ann Lee said “yes”. Russia signed a bad treaty.",
    "Breaks: Russia signed a bad treaty, he said.",
    "Russia signed it.",
]
DOCUMENTS = pd.DataFrame({"doc_id": list("abc"), "text": TEXTS}).astype("str")
SENTENCES = split_sentences(DOCUMENTS)


def break_at(monkeypatch, module, name, error):
    """Let functions of a module raise where any argument of it holds "Breaks"."""

    def breaking(whole):
        def fail(*values, **options):
            if any("Breaks" in str(value) for value in values):
                raise error
            return whole(*values, **options)

        return fail

    for each in name.split():
        monkeypatch.setattr(module, each, breaking(getattr(module, each)))


VERBS = {
    "split_sentences": (
        sentences,
        "_spans",
        lambda rows: split_sentences(DOCUMENTS[DOCUMENTS["doc_id"].isin(rows["doc_id"])]),
    ),
    "attribute_speech": (speech, "_attribute", lambda rows: attribute_speech(rows, DOCUMENTS)),
    "list_quotes": (
        speech,
        "find_quotations",
        lambda rows: list_quotes(rows.assign(speaker=""), DOCUMENTS),
    ),
    "find_commitments": (commitments, "read_status", find_commitments),
    "find_mentions": (mentions._Openings, "fit", lambda rows: find_mentions(rows, THEMES)),
    "score_targets": (
        targets,
        "split_clauses",
        lambda rows: score_targets(rows, {"Russia": ["Russia"]}),
    ),
    "score_sentences": (sentiment, "_score_both", score_sentences),
    "shift_words": (explained, "_weigh_texts _weigh_text", lambda rows: shift_words(rows, rows)),
}


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        RecursionError("deep"),
        AssertionError(),
        IndexError("list index"),
        MemoryError(),
    ],
)
@pytest.mark.parametrize("verb", VERBS)
def test_the_other_texts_are_read_and_the_one_is_named(monkeypatch, verb, error):
    module, name, call = VERBS[verb]
    others = call(SENTENCES[SENTENCES["doc_id"] != "b"])
    break_at(monkeypatch, module, name, error)
    with pytest.warns(UserWarning, match=type(error).__name__) as told:
        found = call(SENTENCES)
    ours = [str(one.message) for one in told if issubclass(one.category, UserWarning)]
    assert len(ours) == (2 if verb == "shift_words" else 1) and "is unknown in " in ours[0]
    if "doc_id" in found and verb != "shift_words":
        pd.testing.assert_frame_equal(
            found[found["doc_id"] != "b"].reset_index(drop=True), others.reset_index(drop=True)
        )
    if verb in ("attribute_speech", "score_sentences"):
        assert len(found) == len(SENTENCES)
        lost = found[found["doc_id"] == "b"]
        assert (
            lost["speaker"].eq("").all()
            if verb == "attribute_speech"
            else lost[["tone", "tone_raw"]].isna().all(axis=None)
        )


@pytest.mark.parametrize("verb", VERBS)
def test_who_stops_a_run_stops_it(monkeypatch, verb):
    module, name, call = VERBS[verb]
    break_at(monkeypatch, module, name, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        call(SENTENCES)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_said_where_nothing_breaks(verb):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        VERBS[verb][2](SENTENCES)


def test_many_are_counted_and_one_is_named():
    apart = Apart("the end")
    for name in range(1_200):
        with apart.of(name):
            raise ValueError("a\nlong " + "message " * 99)
    with pytest.warns(
        UserWarning,
        match=r"^the end is unknown in 0 \(ValueError: a long .* and 1,199 more: please report",
    ) as told:
        apart.warn()
    assert len(str(told[0].message)) < 400
    assert explain_texts([""]).empty
