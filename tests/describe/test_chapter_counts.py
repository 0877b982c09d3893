"""The words of chapters."""

import pandas as pd

from analysis.describe.chapter_counts import choose_words

SAID = {  # commas, so that no phrase is found
    "a": ["Reactors, treaties, uranium."] * 4,
    "b": [*["Reactors, barley."] * 2, *["Barley, farmers."] * 4],
    "c": ["Grain, ships."] * 40,
}


def test_a_word_of_two_chapters_is_of_the_one_that_says_it_most():
    rows = pd.DataFrame(
        [(name, text) for name, texts in SAID.items() for text in texts],
        columns=["doc_id", "text"],
    )
    own = pd.Series({name: name for name in SAID})
    words = choose_words(rows, own, pd.Series({"a": 1, "b": 2, "c": 3}))
    listed = [word for some in words.values() for word in some]
    assert len(listed) == len(set(listed))
    said = {word: number for number, some in words.items() for word in some}
    assert said["barley"] == 2 and said["grain"] == 3
    assert said["reactors"] == 1  # which the second says too, and more than the third
