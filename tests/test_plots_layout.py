from plot_tables import FOUR

from analysis.plots._layout import name_theme


def test_themes_have_names_that_people_write():
    assert [name_theme(t) for t in (*FOUR, "Indo-Pacific")] == [
        "Indo-Pacific", "Terrorism", "Technology", "Russia", "Indo-Pacific",
    ]  # fmt: skip
