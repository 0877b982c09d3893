"""The register: what it masks and weighs, and how its file is read."""

import re
from functools import cache

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as vader

from analysis.tone.register import REGISTER, Register, read_register
from analysis.tone.register_patterns import compile_term
from analysis.tone.vader import Scorer, Tokens, to_column

ANALYZER = vader.SentimentIntensityAnalyzer()
PACKAGED = read_register()
SCORER = PACKAGED.make_scorer()


def tone(text, register=PACKAGED):
    return register.make_scorer().score(register.rewrite(text))


def test_no_run_of_x_is_a_word_that_vader_knows():
    known = {*ANALYZER.lexicon, *vader.BOOSTER_DICT, *vader.NEGATE, *vader.SPECIAL_CASES}
    assert "good" in known
    assert not [word for word in known if re.search(r"\bxx+\b", word)]


TERMS = [
    term.replace("*", "s") for e in PACKAGED.entries if e.part == "phrases" for term in e.terms
]
PIECES = [
    *TERMS,
    *"not GOOD bad but very U.S. :) 🙂 , “peace” — isn’t İ".split(),
    "the fight against terrorism",
    "threat to peace",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map(" ".join)


@given(texts)
def test_rewriting_keeps_length_tokens_and_what_is_no_letter(text):
    rewritten = PACKAGED.rewrite(text)
    assert len(rewritten) == len(text)
    assert list(map(len, rewritten.split())) == list(map(len, re.sub("[—–]", " ", text).split()))
    terms = PACKAGED.find_terms(text)
    assert all(0 <= a < b <= len(text) for a, b, _ in terms)
    assert all(one[1] <= two[0] for one, two in zip(terms, terms[1:], strict=False))
    inside = {i for a, b, _ in terms for i in range(a, b)}
    plain = text.translate(str.maketrans("“”‘’—–…\u2011", "\"\"''  .-"))
    marks = [c for c in text if "\ufdd0" <= c <= "\ufdef"]
    if not marks:
        assert all(
            rewritten[i] == plain[i]
            for i in range(len(text))
            if i not in inside or not plain[i].isalpha()
        )


@cache
def compile_patterns():
    return [re.compile(compile_term(t.term).pattern + t.then) for t in PACKAGED._finder._terms]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_terms_are_found_as_by_trying_every_pattern(text):
    """Second route: no look-up of keys, every pattern of the register on the text."""
    plain = text.translate(str.maketrans("“”‘’—–…İ", "\"\"''  .I"))
    anywhere = {
        i
        for p in compile_patterns()
        for m in p.finditer(plain.lower())
        for i in range(m.start(), m.end())
    }
    found = {i for start, end, _ in PACKAGED.find_terms(text) for i in range(start, end)}
    assert found <= anywhere
    assert {i for i in anywhere if text[i] == "i"} - found <= anywhere and bool(found) == bool(
        anywhere
    )


def propose(some):
    """The pairs of a text and a term that `TermFinder.propose` gives, of texts as they are."""
    rows, numbers = PACKAGED._finder.propose(Tokens(to_column(some)))
    return set(zip(rows.tolist(), numbers.tolist(), strict=True))


def write_terms():
    """Every term as a text: a stance with the longest of its things at the end of the longest gap."""
    for entry in PACKAGED.entries:
        if entry.part == "phrases":
            yield from (term.replace("*", "ing") for term in entry.terms)
        if entry.part == "constructions":
            thing = max(entry.things, key=lambda thing: thing.count(" ")).replace("*", "s")
            gap = "well-known own own has been"
            if not entry.near:
                gap = f"between the own own own and {gap}"
            yield from (f"{term.replace('*', 'ing')} {gap} {thing}" for term in entry.terms)


@pytest.mark.parametrize(
    "form",
    [
        str,
        str.upper,
        "“{}”".format,
        "İ é: ({})!".format,
        "not—{}…".format,
        lambda term: term.replace(" ", "\u3000\n"),
        lambda term: re.sub(r"^(\S+) (\S+)$", "\\1 - \u2011 -\\2", term),
        lambda term: re.sub(r"^(\S+) (\S+)$", r"\1-\2", term),
    ],
)
def test_every_term_is_proposed_wherever_it_is(form):
    """Second route: the pattern of each term on its text."""
    some = [form(term) for term in write_terms()]
    proposed, missed = propose(some), []
    for row, pattern in enumerate(compile_patterns()):
        plain = some[row].translate(str.maketrans("“”‘’—–…\u2011İ", "\"\"''  .-I")).lower()
        if pattern.search(plain) and (row, row) not in proposed:
            missed.append(some[row])
    assert not missed and len({row for row, _ in proposed}) > len(some) - 40


@given(
    st.lists(
        st.lists(st.sampled_from([*PIECES, "-", "—", "\u2011", ",", "has been", "own"])).map(
            " ".join
        )
    )
)
def test_texts_are_found_to_hold_what_they_are_proposed_to_hold(some):
    """Second route: without proposals, each text by itself."""
    rows, rewritten = PACKAGED.rewrite_touched(to_column(some))
    alone = [PACKAGED.rewrite(text) for text in some]
    changed = {i: text for i, text in enumerate(alone) if text != some[i]}
    assert dict(zip(rows.tolist(), rewritten, strict=True)) == changed


def test_a_register_may_have_terms_of_any_length_or_none(tmp_path):
    empty = write_and_read(tmp_path, "version: 1\n")
    assert empty.rewrite_touched(to_column(["good", "", "—"]))[1] == [" "]
    long = write_and_read(tmp_path, PHRASE.replace("good offices", "a b c d e f g h office*"))
    for text in ("a b c d e f g h offices", "a b c d e f g h offices\u2011 b"):
        assert long.rewrite_touched(to_column([text]))[1] == [long.rewrite(text)] != [text]


@given(
    st.lists(
        st.one_of(
            texts,
            st.sampled_from([form(t) for t in TERMS for form in (str, str.upper, "x-{}s".format)]),
        ),
        max_size=5,
    )
)
def test_a_column_is_rewritten_as_its_texts_are(some):
    places, rewritten = PACKAGED.rewrite_touched(to_column(some))
    assert {
        i: r for i, r in enumerate(map(PACKAGED.rewrite, some)) if r != some[i]
    }.items() <= dict(zip(places.tolist(), rewritten, strict=True)).items()


@pytest.mark.parametrize(
    ("masked", "neutral"),
    [
        ("The United States were not at all happy", "The foreign office were not at all happy"),
        ("not the United States, but a happy friend", "not the foreign office, but a happy friend"),
        ("never the United States happy", "never the foreign office happy"),
    ],
)
def test_masked_words_count_as_neutral_words_do(masked, neutral):
    """Second route: a text in which words without tone stand in the place of the masked ones."""
    assert tone(masked) == tone(neutral)


def test_only_listed_stretches_are_rewritten():
    text = "No friend of terrorism, the united States-led alliance laments violent extremism; peace won."
    assert PACKAGED.rewrite(text) == (
        "No friend of terrorism, the xxxxxx xxxxxx-led alliance laments violent extremism; peace won."
    )
    assert PACKAGED.rewrite("They fight violent cross-border extremism and terror, and won.") == (
        "They xxxxx xxxxxxx xxxxx-xxxxxx xxxxxxxxx xxx xxxxxx, and won."
    )


def test_a_phrase_weighs_as_a_whole(tmp_path):
    register = write_and_read(tmp_path, PHRASE)
    assert register.find_terms("No good office, good-offices") == [(16, 28, -2.5)]
    # one word of weight -2.5, as "bad"
    assert tone("They gave (good offices) again", register) == -0.5423
    assert tone("They gave no very good offices", register) > 0


def test_marks_in_a_text_are_no_weights(tmp_path):
    register = write_and_read(tmp_path, PHRASE)
    assert tone("\ufdd0xx and \ufdd1", register) == 0.0


def test_typographic_marks_hide_no_word():
    assert tone("“Wonderful”") == tone('"Wonderful"') == tone("Wonderful") > 0
    assert tone("It isn’t wonderful") == tone("It isn't wonderful") < 0
    assert tone("The talks—wonderful") == tone("The talks wonderful")


def test_capitals_add_nothing():
    assert tone("The WONDERFUL talks") == tone("The wonderful talks")


def test_words_by_stem_exact_form_and_the_rest(tmp_path):
    text = (
        "version: 1\nothers: {positive: 0.5, negative: 1, reason: x}\nwords:\n"
        "  - {weight: -2, words: [warn*], reason: x}\n  - {weight: 0, words: [warning, happy], reason: x}\n"
        "  - {weight: 1, words: [warn*s], reason: x}\n"
    )
    with pytest.raises(ValueError, match="'warn\\*s' is not a term"):
        write_and_read(tmp_path, text)
    register = write_and_read(tmp_path, text.replace("warn*s", "warni*"))
    scorer = register.make_scorer()
    weights = [
        w for *_, w in scorer.weigh_spans("warns warned warning warnings warm happy bad good")
    ]
    assert weights == [-2, -2, 1, 0.45, -2.5, 0.95]


@pytest.mark.parametrize(
    "piece",
    [
        "stop ",
        "stop-",
        "stop, ",
        "stop terrorism ",
        "stop terrorism, and ",
        "against a b ",
        "as well ",
        "a",
        "terrorism ",
        " ",
        "united states ",
    ],
)
def test_long_texts_take_linear_time(piece):
    assert (
        growth(lambda n: PACKAGED.rewrite("terrorism " + piece * n + " terrorism united"), 4_000)
        < 24
    )


# The file.


def test_every_entry_changes_something():
    """A term holds a word that VADER scores or has a weight; a glob or word of weight 0 is of the
    lexicon.
    """
    known = {*ANALYZER.lexicon, *vader.BOOSTER_DICT, *vader.NEGATE}
    weighed = {w for e in PACKAGED.entries if e.part == "words" and e.weight for w in e.terms}
    stems = tuple(w[:-1] for w in weighed if w.endswith("*"))
    listed_only = {"strategic", "alliance*"}  # so that a lexicon that scores them changes nothing
    for e in PACKAGED.entries:
        if not e.weight and e.part == "words":
            idle = [
                t
                for t in e.terms
                if not any(k == t or t.endswith("*") and k.startswith(t[:-1]) for k in known)
            ]
            assert set(idle) <= listed_only, idle
        if not e.weight and e.part == "phrases":
            words = {t: set(re.findall(r"[a-z']+", t)) for t in e.terms}
            idle = [
                t
                for t, ws in words.items()
                if not ws & (known | weighed) and not any(w.startswith(stems) for w in ws)
            ]
            assert not idle, idle


PHRASE = "version: 2\nphrases:\n  - {weight: -2.5, terms: [good offices], reason: a term of art}\n"


def write_and_read(tmp_path, text):
    path = tmp_path / "register.yml"
    path.write_text(text, encoding="utf-8")
    return read_register(path)


def test_an_empty_register_weighs_as_the_lexicon(tmp_path):
    register = write_and_read(tmp_path, "version: 1\n")
    assert isinstance(register, Register) and not register.entries
    assert register.rewrite("the United States") == "the United States"
    text = "the united states were not very happy, but good!"
    assert tone(text, register) == Scorer().score(text)


ENTRY = "version: 1\nphrases: [{weight: 0, terms: [a b], reason: x}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("words: []", "line 1: version is None"),
        (
            "version: 1\nwords: [{weight: 0, words: [no], reason: x}]",
            "line 2, words: False is not a term",
        ),
        (
            "version: 1\nwords: [{weight: 0, words: [a b], reason: x}]",
            "line 2, words: 'a b' has several words",
        ),
        (
            "version: 1\nwords: [{weight: 0, words: [a]}]",
            "line 2, words: .*needs just reason, weight, words",
        ),
        ("version: 1\nwords: [{weight: 0, words: [a], reason: ' '}]", "line 2, words: no reason"),
        (
            "version: 1\nwords: [{weight: 5, words: [a], reason: x}]",
            "line 2, words: weight 5 is not a number from -4 to 4",
        ),
        (
            "version: 1\nwords: [{weight: yes, words: [a], reason: x}]",
            "line 2, words: weight True is not",
        ),
        (
            "version: 1\nwords: [{weight: 0, words: [''], reason: x}]",
            "line 2, words: '' is not a term",
        ),
        (
            "version: 1\nwords: [{weight: 0, words: ['*'], reason: x}]",
            "line 2, words: .* is not a term",
        ),
        (
            f"{ENTRY}, {{weight: 0, terms: [A b], reason: x}}]",
            "line 2, phrases: 'a b' stands more than once",
        ),
        ("version: 1\nwords: {a: b}", "line 2, words: expected a list, found dict"),
        (
            "version: 1\nconstructions: [{weight: 0, stances: a, things: [b], reason: x}]",
            "line 2, constructions: expected a list of terms, found 'a'",
        ),
        (
            "version: 1\nconstructions: [{weight: 0, stances: [a], things: [], reason: x}]",
            r"line 2, constructions: expected a list of terms, found \[\]",
        ),
        ("version: 1\nneutrals: []", "line 2: 'neutrals' is not a part"),
        ("version: 1\nothers: 2", "line 2: others: 2 needs just negative, positive, reason"),
        (
            "version: 1\nothers: {positive: 3, negative: 1, reason: x}",
            "line 2: others: positive 3 is not a number from 0 to 2",
        ),
        ("- a", "line 1: expected version, words, phrases, constructions, found list"),
        ("a: [", "line 1: not YAML"),
    ],
)
def test_faults_name_file_and_entry(tmp_path, text, message):
    with pytest.raises(ValueError, match=r"register\.yml, " + message):
        write_and_read(tmp_path, text)


def test_a_register_that_is_not_there(tmp_path):
    with pytest.raises(ValueError, match="nowhere.yml: cannot be read"):
        read_register(tmp_path / "nowhere.yml")


def test_the_packaged_register_is_read_by_default():
    assert read_register(REGISTER).entries == PACKAGED.entries and PACKAGED.version >= 2
