import re
import time

import pandas as pd
import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import find_mentions
from analysis.themes.company import CLAUSE, SENTENCE, Surroundings
from analysis.themes.entries import compile_company


def holds(text, term="harbour", *, words=("storm*", "gale"), apart=(), home=None, within=CLAUSE):
    company = compile_company(list(words), list(apart), home and list(home), within)
    at = text.index(term)
    return Surroundings(text).hold(at, at + len(term), company)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour was closed by a storm.", True),
        ("A gale closed the harbour.", True),
        ("After the storm, the harbour opened.", True),  # another clause, but near
        # One clause, however long: commas part the members of a list only.
        (
            "The harbour, its sheds, quays, cranes, ramps, roads and tracks were hit by a storm.",
            True,
        ),
        # Far, and in another clause.
        ("The harbour was dredged for eight months at great cost to all; a storm hit Fiji.", False),
        ("The harbour will be dredged again next year by the town, while storms hit Fiji.", False),
        ("The harbour was dredged.", False),
        # A dash is where a speaker begins anew.
        (
            "The harbour — and I have said so since we met in this very room — was hit by a storm.",
            True,
        ),
    ],
)
def test_company_counts_within_the_clause_or_a_few_words(text, expected):
    assert holds(text) is expected


def test_a_number_of_words_is_counted_and_clauses_are_not():
    text = "The harbour of the old town met a storm."
    assert not holds(text, within=5) and holds(text, within=6)
    assert holds("A harbour storm.", within=0) and not holds("A harbour in a storm.", within=0)


def test_the_sentence_counts_where_the_lexicon_says_so():
    text = "The harbour was dredged for eight months at great cost to all; a storm hit Fiji."
    assert holds(text, within=SENTENCE) and not holds(text)


def test_what_only_holds_the_word_is_no_company():
    assert not holds("A storm in a teacup at the harbour.", apart=["storm in a teacup"])
    assert holds("A storm in a teacup, a storm at the harbour.", apart=["storm in a teacup"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour reopened after a storm in Fiji.", False),
        ("The harbour sold fish after a storm warning in Fiji.", False),
        ("The harbour reopened after a storm in Lisbon.", True),  # at home
        ("Harbour storms in Fiji", True),  # side by side
        ("The harbour's great storm near Fiji", True),
        ("Storms in Fiji and at the harbour", True),  # one list
        ("Storms in Fiji, Samoa and the harbour", True),
        ("A storm in Fiji delayed the opening of the harbour.", False),
        ("A storm in Fiji, and a gale, hit the harbour.", True),
        ("The harbour reopened after a storm in May.", True),  # no capital, no other place
    ],
)
def test_company_of_another_place_is_the_terms_only_where_they_stand_together(text, expected):
    term = "Harbour" if "Harbour" in text else "harbour"
    assert holds(text, term, home=["Lisbon"]) is expected


PIECES = ["harbour", "storm", "a", "; ", "while", "gale", ", and", "in Fiji", "in a teacup", "Fiji"]


@settings(max_examples=examples(150))
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([0, 2, 8]))
def test_the_nearest_company_is_found_as_by_looking_at_all_of_it(pieces, within):
    text = " ".join(pieces)
    company = compile_company(["storm", "gale"], ["storm in a teacup"], None, within)
    around = Surroundings(text)
    apart = [match.span() for match in re.finditer("storm +in a teacup", text)]
    spans = [
        match.span()
        for match in re.finditer("storm|gale", text)
        if not any(a <= match.start() < b for a, b in apart)
    ]
    for hit in re.finditer("harbour", text):
        gaps = [text[hit.end() : a] if a > hit.end() else text[b : hit.start()] for a, b in spans]
        expected = any(len(re.findall(r"\w+", gap)) <= within for gap in gaps)
        assert around.hold(*hit.span(), company) is expected


@pytest.mark.parametrize(
    "unit",
    ["Kyiv war in Mali ", "Kyiv ", "war ", "war in ", "in Mali, ", "Kyiv" + " a" * 9 + "; war "],
)
def test_company_takes_linear_time(unit, themes):
    def find(n):
        text = unit * (n // len(unit))
        rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
        find_mentions(rows, themes)

    assert growth(find, 8_000, floor=0.05) < 20


@pytest.mark.parametrize("text", ["war" + "a" * 200_000, "Kyiv war " + "a" * 200_000 + " in Mali"])
def test_words_without_end_take_linear_time(text, themes):
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    start = time.process_time()
    find_mentions(rows, themes)
    assert time.process_time() - start < 2
