"""Claims belong to a corpus: read from beside it, graded by its numbers, proposed where none are."""

import pandas as pd
import pytest

from analysis import Study, read_corpus
from analysis.describe import grade_claims, read_claims
from analysis.describe.claims_file import propose_claims

TEXT = "The ministers of India and Japan met in number {} of their talks on terrorism and on ships."


@pytest.fixture
def folder(tmp_path):
    for i in range(3):
        (tmp_path / f"t{i}.txt").write_text(TEXT.format(i))
    days = ["2020-01-01", "2021-01-01", "2022-01-01"]
    pd.DataFrame({"doc_id": ["t0", "t1", "t2"], "date": days}).to_csv(
        tmp_path / "metadata.csv", index=False
    )
    return tmp_path


def grade(folder):
    news = Study(folder)
    return grade_claims(read_claims(folder), news.findings, news.counts, news.counted, news.themes)


def test_the_claims_of_the_corpus_are_graded_and_the_file_is_no_article(folder):
    (folder / "claims.yml").write_text(
        "claims:\n"
        "- {text: Terror is everywhere, theme: terrorism, says: in every report, expect: supported}\n"
        "- {text: Russia rose, theme: russia, says: rose, when: 2021..2022}\n"
        "- {text: More of terror, theme: terrorism, says: rose, since: 2022}\n"
    )
    graded = grade(folder)
    assert [c.grade for c in graded.claims] == ["supported", "not supported", "not supported"]
    assert "since 2022" in graded.claims[2].reading.replace("**", "")
    corpus = read_corpus(folder)
    assert len(corpus.documents) == 3 and corpus.set_aside.empty


def test_a_corpus_without_claims_gets_those_that_it_could_make(folder):
    graded = grade(folder)
    assert graded.claims == () and "could be claimed" in repr(graded)
    (folder / "claims.yml").write_text(graded.proposal)
    again = grade(folder)
    assert [c.grade for c in again.claims] == ["supported"] * len(again.claims) != []
    assert "<pre>claims:\n" in graded._repr_markdown_() and graded.save(folder=folder) is graded


def test_changes_are_proposed_with_their_dates():
    rows = pd.DataFrame(
        {
            "theme": ["a", "b", "c"],
            "label": ['The "A"', "B\n```", "C"],
            "presence": ["in every report", "in only one report", "in 2 of 9 reports"],
            "change": ["rose", "no evidence of change", "fell"],
            "when": ["in 2022", "", ""],
            "start": ["2022", "", ""],
            "start_low": ["2021", "", ""],
            "start_high": ["2022", "", ""],
        }
    )
    findings = type("Found", (), {"rows": rows})
    assert propose_claims(findings).splitlines() == [
        "claims:",
        '  - text: "The \\"A\\" rose in 2022"',
        '    theme: "a"',
        '    says: "rose"',
        '    when: "2021..2022"',
        '    expect: "supported"',
        '  - text: "C fell"',
        '    theme: "c"',
        '    says: "fell"',
        '    expect: "supported"',
        '  - text: "B ``` is in only one report"',
        '    theme: "b"',
        '    says: "in only one report"',
        '    expect: "supported"',
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("claims: 3", "needs `claims`"),
        ("- a", "needs `claims`"),
        ("claims: [", "not YAML"),
        ("claims:\n- 3", "a claim needs"),
        ("claims:\n- {text: x, theme: a}", "without `says`"),
        ("claims:\n- {text: x, theme: a, says: grew}", "'grew' is none of"),
        ("claims:\n- {text: x, theme: a, says: rose, when: soon}", "'soon' is no period"),
        ("claims:\n- {text: x, theme: a, says: rose, expect: yes}", "expect"),
        ("claims:\n- {text: x, theme: a, says: rose, sins: 2022}", "unknown key 'sins'"),
    ],
)
def test_a_fault_is_named_and_costs_itself(tmp_path, text, why):
    (tmp_path / "claims.yml").write_text(text + "\n")
    with pytest.warns(UserWarning, match=why):
        assert read_claims(tmp_path) == []
    good = "claims:\n- {text: fine, theme: a, says: rose}\n"
    if text.startswith("claims:\n-"):
        (tmp_path / "claims.yml").write_text(good + text.partition("\n")[2] + "\n")
        with pytest.warns(UserWarning, match=why):
            assert [row["text"] for row in read_claims(tmp_path)] == ["fine"]


def test_claims_stand_beside_a_file_too(tmp_path):
    (tmp_path / "claims.yml").write_text("claims:\n- {text: x, theme: a, says: rose}\n")
    (tmp_path / "t.csv").write_text("text\nA text of several words stands here.\n")
    assert len(read_claims(tmp_path / "t.csv")) == 1
