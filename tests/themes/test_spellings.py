import pytest

from analysis import read_themes


def find(tmp_path, name, text):
    import pandas as pd

    from analysis import find_mentions

    file = tmp_path / "names.yml"
    file.write_text(f"themes: {{x: {{terms: [{{term: {name}, name: true}}]}}}}")
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    return find_mentions(rows, read_themes(file))["term"].tolist()


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Lashkar-e-Taiba", "Lashkar-e-Tayyiba,Lashkar e Tayiba,Lashkar-i-Taiba,LASHKAR-E-TAYBAH"),
        ("Zawahiri", "Zawahri,Zawaheri,Zawahiry"),
        ("Al-Shabaab", "Al-Shabab,al Shabaab,Al\u2013Shebab"),
        ("Jaish-e-Mohammed", "Jaish-e-Muhammad,Jaish e Mohamad,Jaïsh-e-Mohammed"),
        ("Hafiz Saeed", "Hafez Sayeed,Hafiz Sa'eed,Hafiz Sa’eed"),
        ("Haqqani", "Haqani,Hakkani"),
    ],
)
def test_a_name_is_found_in_all_its_spellings(tmp_path, name, spellings):
    for spelling in spellings.split(","):
        assert find(tmp_path, name, f"They named {spelling} again.") == [spelling]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Daesh", "a dash, a dish, a douche"),
        ("Zawahiri", "Zawahiris, the Zahir"),
        ("Hafiz Saeed", "half a seed"),
        ("Boko Haram", "the book harms"),
    ],
)
def test_other_words_are_no_spellings(tmp_path, name, text):
    assert find(tmp_path, name, text) == []


@pytest.mark.parametrize(
    ("term", "words"),
    [("{term: Al-*, name: true}", "a name is"), ("{term: Aua, name: true}", "too few consonants")],
)
def test_what_is_no_name_is_refused(tmp_path, term, words):
    file = tmp_path / "names.yml"
    file.write_text(f"themes:\n  x:\n    terms: [{term}]\n")
    with pytest.raises(ValueError, match=f"names.yml, line 3.*{words}"):
        read_themes(file)
