import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis import split_sentences


def split(text):
    return split_sentences(pd.DataFrame({"doc_id": ["a"], "text": [text]}))


def test_abbreviations_initials_and_dotted_names_do_not_end_a_sentence():
    text = 'Mr. S. Jaishankar met J. R. Smith of Biological E Ltd. in the U.S. Congress. They spoke on Oct. 7. "We agreed." He left the U.S. The end.'
    assert split(text)["text"].tolist() == [
        "Mr. S. Jaishankar met J. R. Smith of Biological E Ltd. in the U.S. Congress.",
        "They spoke on Oct. 7.",
        '"We agreed."',
        "He left the U.S.",
        "The end.",
    ]


def test_quotation_over_two_sentences_is_quoted():
    assert split('"We met. We agreed on all of it," he said. He left.')["quoted"].tolist() == [True, True, False]


@given(st.text())
def test_offsets_give_the_sentence_back_and_nothing_is_lost(text):
    found = split(text)
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
    assert "".join("".join(found["text"]).split()) == "".join(text.split())
    assert found["end"].tolist() == sorted(found["end"])
