"""Phrases and variants of forms, as terms."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.text.collocations import Terms, read_terms


def find(texts, **options):
    """Return the terms of each text, in order."""
    terms = read_terms(texts, np.arange(len(texts)), **options)[0]
    places = terms.find(texts)
    found = [[] for _ in texts]
    for code, text in zip(places.code, places.text, strict=True):
        found[text].append(places.terms[code])
    return [sorted(words) for words in found]


def test_a_phrase_is_one_term_and_its_parts_count_where_they_stand_alone():
    texts = [f"the prime minister, {word}" for word in ("spoke", "left", "met", "rose")]
    assert find([*texts, "a minister met", "prime time"]) == [
        *(sorted(["prime minister", text.split()[-1]]) for text in texts),
        ["met", "minister"],
        ["prime", "time"],
    ]


def test_number_and_hyphen_are_one_term_as_written_most():
    texts = [
        "Indo-Pacific, sanctions",
        "sanctions. Indo-Pacific",
        "indo pacific; sanction",
        "new, news",
    ]
    assert find(texts) == [["indo-pacific", "sanctions"]] * 3 + [["new", "news"]]


def test_what_cuts_a_phrase_is_none():
    """Of "effects of climate change" the pair is the phrase, not the first three words."""
    texts = ["effects of climate change"] * 3 + ["climate change"] * 9 + ["effects of war"] * 6
    assert find(texts)[0] == ["climate change", "effects"]


def test_a_phrase_crosses_no_mark_and_stands_in_two_documents_if_there_are_two():
    assert find(["prime, minister"] * 5)[0] == ["minister", "prime"]
    texts = [*["prime minister"] * 5, "ports"]
    for owners, found in (([0] * 5 + [1], ["minister", "prime"]), ([0] * 6, ["prime minister"])):
        terms = read_terms(texts, np.array(owners))[0]
        assert [term for term in terms.find(texts).terms if term != "ports"] == found


def test_words_that_never_stand_apart_are_a_phrase_from_the_second_place_on():
    assert find(["ned price spoke", "ned price left"])[0] == ["ned price", "spoke"]
    assert find(["ned price spoke", "ned price left", "a price"])[0] == ["ned", "price", "spoke"]


def test_initials_within_a_name_are_no_words_of_it():
    """The initial goes, and the name is one phrase; where a sentence ends, so does the phrase."""
    texts = [f"President Donald J. Trump {did}" for did in ("met", "left", "spoke")]
    assert all("president donald trump" in words for words in find([*texts, "Trump"])[:3])
    texts = ["George H. W. Bush met", "George W. Bush left", "George Bush rose"]
    assert [words[0] for words in find(texts)] == ["george bush"] * 3
    for text in ("Trade. J. Smith", "trade b. Smith", "Trade J, Smith"):
        assert find([text] * 4)[0] == ["smith", "trade"]
    for text in ("Annex B. Russia", "Vitamin C. Experts", "in the U.S. B. Smith"):
        assert all(" " not in term for term in find([text] * 4)[0])


def test_a_particle_stands_within_a_name():
    texts = ["Tren de Aragua met", "Tren de Aragua left", "Tren de Aragua rose"]
    assert [words[-1] for words in find(texts)] == ["tren de aragua"] * 3


def test_forms_with_and_without_accents_are_one_term():
    assert find(["São Paulo", "Sao Paulo", "São Paulo"]) == [["são paulo"]] * 3
    texts = ["Philémon Yang", "Philemon Yang", "Philémon Yang", "côte, cote, cote"]
    assert find(texts) == [*[["philémon yang"]] * 3, ["cote"] * 3]


def test_a_neighbour_that_stands_there_by_chance_is_no_word_of_the_phrase():
    """Not "American supply chain", where both parts are frequent by themselves."""
    texts = [*["American supply chain"] * 4, *["supply chain"] * 60, *["American ports"] * 60]
    assert find(texts)[0] == ["american", "supply chain"]
    words = ["outbreak", "clinics", "dose"]
    texts = [f"a covid vaccine {word}" for word in words * 4] + words * 20
    assert all("covid vaccine" in found for found in find(texts)[:12])


def test_where_one_of_its_words_is_nowhere_else_two_documents_are_enough():
    names = ["Papua New Guinea rose", "Papua New Guinea, Papua New Guinea", "Guinea"]
    others = [f"new plans{i} of matter{i} and ports{i}" for i in range(30)]
    assert find([*names, *others])[0] == ["papua new guinea", "rose"]
    assert find([*names, *others, "Papua"])[0] == ["guinea", "new", "papua", "rose"]


def test_places_come_as_they_are_read():
    texts = ["ports, prime minister, aid", *["prime minister"] * 4]
    places = read_terms(texts, np.arange(5))[0].find(texts)
    assert [places.terms[c] for c in places.code[:3]] == ["ports", "prime minister", "aid"]
    assert (np.diff(places.text) >= 0).all()


def test_nothing_is_found_in_nothing():
    for texts in ([], [""], ["...", "the"]):
        terms = read_terms(texts, np.arange(len(texts)))[0]
        assert terms.find(texts).terms.tolist() == [] and terms.find(["sea"]).terms.tolist() == [
            "sea"
        ]


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.text("abs -.", max_size=30), max_size=8))
def test_no_text_changes_what_is_found_in_another(texts):
    terms = read_terms(texts, np.arange(len(texts)), min_count=2)[0]
    whole = terms.find(texts)
    counts = whole.count(np.arange(len(texts)), max(len(texts), 1)).toarray()
    for i, text in enumerate(texts):
        alone = terms.find([text])
        held = {whole.terms[j]: n for j, n in enumerate(counts[i]) if n}
        assert held == dict(
            zip(*np.unique(alone.terms[alone.code], return_counts=True), strict=True)
        )
    assert Terms().find(texts) is not None
