"""Which words make the tone: of a column at once, the same as text by text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.tone import explained
from analysis.tone.explained import explain_texts
from analysis.tone.register import Register, read_register
from analysis.tone.vader import to_column

PIECES = (
    "good not bad! never so least kind of GREAT no but war, ?? ! 🙂 don’t — “terror threat” "
    "violent extremism United States (sad) :( would if were to"
).split()
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\n", " \t"])


def one_by_one(texts):
    register, rows = read_register(), []
    for row, text in enumerate(texts):
        rows += explained._weigh_text(row, text, register, register.make_scorer())
    return [(row, start, end, texts[row][start:end], weight) for row, start, end, weight in rows]


@settings(max_examples=examples(150))
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(PIECES), SPACES), max_size=9).map(
            lambda pairs: "".join(word + space for word, space in pairs)
        ),
        max_size=6,
    )
)
def test_a_column_is_explained_as_its_texts_are(texts):
    assert list(explain_texts(texts).itertuples(index=False, name=None)) == one_by_one(texts)


def test_a_text_that_cannot_be_explained_costs_itself(monkeypatch):
    def fail(*_):
        raise RuntimeError

    texts, weigh_text = ["good", "bad", "sad"], explained._weigh_text
    monkeypatch.setattr(explained, "_weigh_texts", fail)
    monkeypatch.setattr(
        explained, "_weigh_text", lambda i, *more: fail() if i == 1 else weigh_text(i, *more)
    )
    with pytest.warns(match="which words make the tone"):
        assert explain_texts(texts)["word"].tolist() == ["good", "sad"]


@pytest.mark.parametrize(
    "text",
    [
        "We attended services at Sacred Heart Catholic Church.",
        "I thank you Mr. President.",
        "The One Stop Shop Act of 2021 was signed.",
    ],
)
def test_names_and_courtesies_are_found_alike_whatever_was_read_before(text):
    packaged = read_register()
    for before in ([], ["never without doubt", "good bad war", "no kind of least so this"]):
        register = Register(packaged.version, packaged.entries)
        for other in before:
            register.make_scorer().score(other)
        places, rewritten = register.rewrite_touched(to_column([text]))
        assert places.tolist() == [0] and rewritten == [register.rewrite(text)]
