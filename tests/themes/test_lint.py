import pandas as pd

from analysis import find_mentions, lint_themes, read_themes

LEXICON = """
themes:
  states:
    terms: [US, Ghana, {term: IT, case: true}]
  words:
    terms: [secur*, us navy, security council]
    exclude: [security guard]
"""


def lint(tmp_path, texts, documents=None):
    file = tmp_path / "mine.yml"
    file.write_text(LEXICON)
    rows = pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(len(texts))],
            "sentence_no": 0,
            "start": 0,
            "text": texts,
        }
    )
    themes = read_themes(file)
    out = lint_themes(themes, find_mentions(rows, themes), documents)
    return {
        kind: group[["theme", "term", "n", "detail"]].values.tolist()
        for kind, group in out.groupby("finding")
    }


TEXTS = [
    "around us",
    "the US Navy",
    "secure security security",
    "securing IT, us",
    "US, US",
    "US and the US",
]


def test_findings(tmp_path):
    found = lint(tmp_path, TEXTS)
    assert [row[1] for row in found["dead"]] == ["Ghana", "security council"]
    assert found["overlap"] == [["states", "US", 1, "also words: us navy"]]
    assert [row[:3] for row in found["common word"]] == [["states", "US", 2]]
    assert found["glob"] == [["words", "secur*", 4, "security 2, secure 1, securing 1"]]
    assert found["alone"] == [
        ["states", "US", 7, "7 of the theme's 8 mentions"],
        ["words", "secur*", 4, "4 of the theme's 5 mentions"],
    ]


def test_globs_expand_by_year(tmp_path):
    dates = pd.to_datetime(
        ["2001-05-01", "2002-01-01", "2001-09-09", None, "2003-01-01", "2003-01-01"]
    )
    documents = pd.DataFrame({"doc_id": [f"d{i}" for i in range(6)], "date": dates})
    assert (
        lint(tmp_path, TEXTS, documents)["glob"][0][3]
        == "2001: security 2, secure 1; undated: securing 1"
    )


def test_the_packaged_lexicon_has_no_word_that_small_letters_make_another(corpus, mentions):
    found = lint_themes(read_themes(), mentions, corpus.documents)
    assert "common word" not in set(found["finding"])
    # The four themes share no words: an overlap would count one word twice.
    main = set(read_themes().main)
    overlaps = found[found["finding"] == "overlap"]
    assert not any(
        row.theme in main and row.detail.split()[1].rstrip(":") in main
        for row in overlaps.itertuples()
    )
