import pandas as pd
import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.read import read_corpus
from analysis.sources.cut_words import join_cut_words


@pytest.mark.parametrize(
    ("cut", "joined"),
    [
        ("against ter-\nrorism in", "against terrorism\nin"),
        ("their of-\n  ficials, who", "their officials,\nwho"),
        ("gov-\r\nernment of", "government\nof"),
        ("the état mem-\nbre du", "the état membre\ndu"),
        ("a state-\nowned bank", "a state-owned\nbank"),
        ("an anti-\nterrorism law", "an anti-terrorism\nlaw"),
        ("by e-\nmail", "by e-mail\n"),
        ("face-to-\nface talks", "face-to-face\ntalks"),
        ("Indo-\nPacific", "Indo-\nPacific"),  # its lines are joined as they are
        ("pre-\nand post-war", "pre-\nand post-war"),
        ("a 20-\nyear plan", "a 20-\nyear plan"),
        ("- item\n- other -\nmore", "- item\n- other -\nmore"),
        ("cease-\nfire. The ceasefire held", "ceasefire.\nThe ceasefire held"),
        ("trade-\noff. A trade-off", "trade-off.\nA trade-off"),
        ("sea-\nlanes. The sea and its lanes", "sea-lanes.\nThe sea and its lanes"),
        ("no cut - here\nor here", "no cut - here\nor here"),
        ("", ""),
    ],
)
def test_words_are_put_together(cut, joined):
    assert join_cut_words(cut) == joined


@given(st.text(alphabet="ab-\n .,A9\r", max_size=60))
def test_lines_keep_their_number_and_nothing_but_hyphens_and_spaces_goes(text):
    joined = join_cut_words(text)
    assert joined.count("\n") == text.count("\n")
    drop = str.maketrans("", "", "- \n\r")
    assert joined.translate(drop) == text.translate(drop)


def test_themes_of_cut_words_are_found_in_files_and_cells(tmp_path):
    text = "Talks end\nThe ministers spoke of fish and of ter-\nrorism at sea. They meet in the au-\ntumn.\n"
    (tmp_path / "a.txt").write_text(text)
    pd.DataFrame({"text": [text.replace("ministers", "heads of state")]}).to_csv(tmp_path / "b.csv")
    texts = read_corpus(tmp_path, clean="no").documents["text"]
    assert len(texts) == 2
    assert all("terrorism" in text and "autumn" in text for text in texts)


@pytest.mark.parametrize("piece", ["a-\nb ", "a-", "-\n", "ab-\n\n", "a-a-a-", "a-\n "])
def test_time_grows_with_the_length_of_the_text(piece):
    assert growth(lambda n: join_cut_words(piece * n), 4_000) < 15
