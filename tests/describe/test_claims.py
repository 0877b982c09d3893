import pandas as pd
import pytest

from analysis import claim
from analysis.describe.claims import Claims


@pytest.fixture
def readings():
    change = ["rose", "no evidence of change", "in only one report", "not tested"]
    reading = [f"**{t}** moved | so" for t in "abcd"]
    return pd.DataFrame({"theme": list("abcd"), "change": change, "reading": reading})


@pytest.mark.parametrize(
    ("theme", "says", "grade"),
    [
        ("a", "rose", "supported"),
        ("a", "fell", "contradicted"),
        ("b", "rose", "not supported"),
        ("c", "fell", "in only one report"),
        ("c", "in only one report", "supported"),
        ("a", "in only one report", "contradicted"),
        ("c", "in every report", "contradicted"),
        ("d", "rose", "not tested"),
    ],
)
def test_a_claim_earns_its_grade(readings, theme, says, grade):
    out = claim("So it is", readings, theme=theme, says=says)
    assert out.grade == grade and repr(out) == f"“So it is”: {grade}. {theme} moved | so"
    assert f"**{grade}**" in out._repr_markdown_()


def test_a_claim_that_no_longer_holds_fails_the_test_and_says_why(readings, monkeypatch):
    monkeypatch.setenv("ANALYSIS_CLAIMS", "strict")
    assert (
        claim("A grows", readings, theme="a", says="rose", expect="supported").grade == "supported"
    )
    with pytest.raises(
        AssertionError,
        match="“B grows” was “supported” and is now “not supported”, because .*b.* moved",
    ):
        claim("B grows", readings, theme="b", says="rose", expect="supported")


def test_on_a_corpus_of_ones_own_it_shows_and_the_run_goes_on(readings, monkeypatch):
    monkeypatch.delenv("ANALYSIS_CLAIMS", raising=False)
    out = claim("B *grows*", readings, theme="b", says="rose", expect="supported")
    assert "not supported (it was: supported)" in repr(out)
    assert (
        "**not supported** (it was: supported)" in out._repr_markdown_()
        and "\\*grows\\*" in out._repr_markdown_()
    )


def test_the_ledger_is_written_whole(readings, tmp_path):
    claims = Claims(
        tuple(claim(t, readings, theme=t, says="rose", expect="supported") for t in "a")
    )
    assert claims.save(folder=tmp_path) is claims and [p.name for p in tmp_path.iterdir()] == [
        "claims.csv"
    ]
    ledger = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False)
    assert list(ledger.columns) == ["claim", "theme", "says", "grade", "expect", "reading"]
    assert ledger.iloc[0].tolist() == ["a", "a", "rose", "supported", "supported", "a moved | so"]
    assert repr(claims).startswith("“a”: supported") and claims._repr_markdown_().startswith(
        "- “a”"
    )


def test_a_claim_that_begins_as_a_formula_is_text_in_the_ledger(readings, tmp_path):
    Claims((claim("=HYPERLINK(1)", readings, theme="a", says="rose"),)).save(folder=tmp_path)
    assert (
        (tmp_path / "claims.csv")
        .read_text()
        .splitlines()[1]
        .startswith("'=HYPERLINK(1),a,rose,supported,")
    )


def test_what_cannot_be_claimed_is_named(readings):
    for options, words in (
        ({"theme": "a", "says": "grew"}, "'grew'"),
        ({"theme": "a", "says": "rose", "expect": "true"}, "'true'"),
    ):
        with pytest.raises(ValueError, match=words):
            claim("x", readings, **options)


def test_where_a_theme_stands_is_read_off_its_presence(readings):
    placed = readings.assign(presence="in every report")
    assert claim("Everywhere", placed, theme="a", says="in every report").grade == "supported"
    assert claim("Once", placed, theme="c", says="in only one report").grade == "contradicted"


def test_a_theme_that_was_not_looked_for_is_not_tested(readings, monkeypatch):
    monkeypatch.delenv("ANALYSIS_CLAIMS", raising=False)
    for says in ("rose", "in every report", "in only one report"):
        out = claim("Fish fades", readings, theme="fi*sh", says=says, expect="supported")
        assert out.grade == "not tested" and out.reading == r"No theme fi\*sh was looked for."
    assert claim("x", readings.head(0), theme="a", says="fell").grade == "not tested"


@pytest.mark.parametrize(
    ("when", "low", "high", "grade"),
    [
        ("2022", "2022-02-11", "2022-03-01", "supported"),
        ("2021..2022", "2022", "2022", "supported"),
        ("2022-02", "2021-06-01", "2022-02-11", "supported"),
        ("2020..2021", "2022-02-11", "2022-02-11", "not supported"),
        ("2023", "2022", "2022", "not supported"),
        ("2023", "", "", "not supported"),
        ("", "", "", "supported"),
    ],
)
def test_a_claim_of_when_is_held_against_the_dates_of_the_change(when, low, high, grade):
    row = {"theme": "a", "change": "peaked", "reading": "A.", "start_low": low, "start_high": high}
    found = claim("So", pd.DataFrame([row]), theme="a", says="peaked", when=when)
    assert found.grade == grade
    opposite = claim("So", pd.DataFrame([row]), theme="a", says="dipped", when=when)
    assert opposite.grade == "contradicted"


def test_a_time_that_is_none_is_refused(readings):
    with pytest.raises(ValueError, match="when 'last year'"):
        claim("So", readings, theme="a", says="rose", when="last year")


def test_words_of_earlier_versions_are_understood(readings):
    out = claim("C", readings, theme="c", says="in one report only", expect="holds")
    assert (out.says, out.expect, out.grade) == ("in only one report", "supported", "supported")
