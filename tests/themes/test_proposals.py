import pandas as pd

from analysis import find_mentions, read_themes
from analysis.themes import lint_themes

GROUPS = ["Alpha", "Bravo", "Charlie", "Delta"]
PLACES = ["north", "south", "east", "west", "valley", "harbour", "capital", "border"]


def make_sentences():
    """Return sentences in which four groups do the same, and others bake and sing."""
    texts = [
        f"Fighters of the {group} gang burned a school in the {place}"
        for group in GROUPS
        for place in PLACES
    ]
    texts += [f"A baker of the {place} sold warm bread at dawn" for place in PLACES]
    texts += [f"The choir of the {place} sang old songs by candlelight" for place in PLACES]
    return pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(len(texts))],
            "sentence_no": 0,
            "start": 0,
            "text": texts,
        }
    )


def lint(tmp_path, terms, sentences=None):
    file = tmp_path / "gangs.yml"
    file.write_text(f"themes: {{gangs: {{terms: [{terms}]}}}}")
    themes = read_themes(file)
    rows = make_sentences()
    found = lint_themes(
        themes, find_mentions(rows, themes), None, sentences if sentences is not None else rows
    )
    return found[found["finding"] == "missing"]


def test_a_missing_member_of_a_family_is_proposed_with_its_sentences(tmp_path):
    found = lint(tmp_path, "Alpha, Bravo")
    assert found["term"].tolist()[:2] == ["charlie", "delta"]
    assert found["n"].tolist()[:2] == [8, 8]
    shown = found["detail"].iloc[0].split(" | ")
    assert len(shown) == 5 and all("Charlie" in sentence for sentence in shown)
    assert not {"baker", "choir", "bread", "songs"} & set(found["term"])


def test_what_the_theme_has_as_term_or_company_is_not_proposed(tmp_path):
    found = lint(tmp_path, "Alpha, Bravo, Charlie, {term: Fighters, with: [delta, gang]}")
    assert not {"alpha", "bravo", "charlie", "delta", "gang"} & set(found["term"])


def test_proposals_are_the_same_each_time_and_none_without_sentences(tmp_path):
    pd.testing.assert_frame_equal(lint(tmp_path, "Alpha, Bravo"), lint(tmp_path, "Alpha, Bravo"))
    assert lint(tmp_path, "Alpha, Bravo", make_sentences().head(0)).empty
    assert lint(tmp_path, "Zulu").empty
