from plot_tables import FOUR

from analysis.charts._layout import cut_labels, name_theme
from analysis.charts._text import text_width


def test_themes_have_names_that_people_write():
    assert [name_theme(t) for t in (*FOUR, "Indo-Pacific")] == [
        "Indo-Pacific", "Terrorism", "Technology", "Russia", "Indo-Pacific",
    ]  # fmt: skip


def test_labels_of_spaces_alone_and_labels_without_end_are_cut():
    cut = cut_labels([" " * 400, " " * 400, "m" * 10_000, "m" * 10_001], 1.0)
    assert len(cut) == 4 and all(text_width(label, 9) <= 1.0 for label in cut)
