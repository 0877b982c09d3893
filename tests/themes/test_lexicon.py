import time

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import find_mentions, read_themes
from analysis.speech import read_sides
from analysis.themes.lexicon import Themes
from analysis.themes.patterns import compile_term
from analysis.tone import read_ladders, read_register


def write(folder, body, name="mine.yml"):
    file = folder / name
    file.write_text(body, encoding="utf-8")
    return file


def lexicon(folder, *terms, exclude=()):
    lines = "".join(f"      - {term}\n" for term in terms)
    blocked = "".join(f"      - {term}\n" for term in exclude)
    return read_themes(
        write(
            folder,
            f"themes:\n  x:\n    terms:\n{lines}" + (f"    exclude:\n{blocked}" if exclude else ""),
        )
    )


def find(text, themes):
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    return find_mentions(rows, themes)["term"].tolist()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "themes:\n  x:\n    terms:\n      - good\n      - '**'\n",
            r"line 5, theme 'x', term '\*\*': finds too much",
        ),
        (
            "themes:\n  x:\n    terms: [good,\n      a]\n",
            "line 4, theme 'x', term 'a': finds too much",
        ),
        (
            "themes:\n  x:\n    terms: [good,\n      (a+)+b]\n",
            r"line 4, theme 'x', term '\(a\+\)\+b': holds '\('",
        ),
        ("themes:\n  x:\n    terms: ['a*b*c*d']\n", r"line 3, .* more than two stars"),
        (
            "themes:\n  x:\n    terms: [good, Good]\n",
            "line 3, theme 'x', term 'Good': stands twice",
        ),
        (
            "themes:\n  x:\n    terms: [yes, 12]\n",
            "line 3, theme 'x', term True: not text; write it in quotes",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, cases: true}\n",
            "line 4, .* unknown option 'cases'",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, case: 1}\n",
            "line 4, .* case is 1; write true or false",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, with: war}\n",
            "line 4, .* with is 'war'; write a list",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, with: [w]}\n",
            "line 4, .* term 'us', with 'w': finds too much",
        ),
        ("themes:\n  x:\n    terms:\n      - '-free'\n", "line 4, .* begins with '-'"),
        ("themes:\n  x:\n    term: [good]\n", "line 3, theme 'x': unknown key 'term'"),
        ("themes:\n  x:\n    label: x\n", "line 2, theme 'x': no terms"),
        ("themes:\n  x:\n    terms: [good]\n  x:\n    terms: [bad]\n", "line 4: 'x' stands twice"),
        (
            "themes:\n  x:\n    terms: [good]\n    context: maybe\n",
            "line 4, theme 'x': context is 'maybe'",
        ),
        (
            "themes:\n  my theme:\n    terms: [good]\n",
            "line 2, theme 'my theme': write a name of letters",
        ),
        (
            "themes:\n  all:\n    terms: [good]\n",
            "line 2, theme 'all': all is a word of the tables; take another name",
        ),
        (
            "themes:\n  none:\n    terms: [good]\n",
            "line 2, theme 'none': none is a word of the tables",
        ),
        (
            "themes:\n  x: {label: One, terms: [good]}\n  y:\n    label: ' one'\n    terms: [bad]\n",
            "line 4, theme 'y': its label ' one' is also",
        ),
        (
            "extends: default\nthemes:\n  y:\n    label: Russia\n    terms: [bad]\n",
            "line 4, theme 'y': its label 'Russia' is also that of theme 'russia'",
        ),
        (
            "version: new\nthemes: {x: {terms: [good]}}\n",
            "line 1: version is 'new'; write a whole number",
        ),
        (
            "extends: other\nthemes: {x: {terms: [good]}}\n",
            "line 1: extends is 'other'; write default",
        ),
        ("theme: {x: {terms: [good]}}\n", "line 1: unknown key 'theme'"),
        ("version: 1\n", "line 1: no themes"),
        ("[]\n", "line 1: no lexicon"),
        ("themes:\n  x: [1\n", "line 2: not YAML"),
        ("themes:\n  x:\n    terms: [*tech]\n", "begins with a star in quotes"),
        ("themes: &a\n  x: *a\n", "alias"),
        ("lists: [war]\nthemes: {x: {terms: [good]}}\n", "line 1: lists is"),
        ("lists:\n  war: []\nthemes: {x: {terms: [good]}}\n", "line 2, list 'war': holds"),
        (
            "lists:\n  war:\n    - a\nthemes: {x: {terms: [good]}}\n",
            "line 3, list 'war': finds too much",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, with: [$war]}\n",
            "line 4, .* no list of this name under `lists`; there are none",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, with: [war], within: 200}\n",
            "line 4, .* within is 200; write clause, sentence",
        ),
        (
            "themes:\n  x:\n    terms:\n      - {term: us, without: [war]}\n",
            "line 4, .* has 'without' and no `with`",
        ),
    ],
)
def test_a_fault_names_file_line_and_term(tmp_path, body, words):
    with pytest.raises(ValueError, match="mine.yml.*" + words):
        read_themes(write(tmp_path, body))


def test_the_packaged_lexicon_says_what_each_theme_is_and_where_its_terms_come_from():
    themes = read_themes()
    assert isinstance(themes, Themes) and themes.main == [
        "indo_pacific",
        "terrorism",
        "technology",
        "russia",
    ]
    assert themes.context == {"pandemic", "china", "defence", "economy"}
    assert set(themes.definitions) == set(themes.names)
    assert set(themes.main) <= set(themes.sources) and set(themes.main) <= set(themes.notes)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (
            "Indo-Pacific",
            "Indo-Pacific Indo Pacific #IndoPacific Indo–Pacific Indo- Pacific indopacific",
            [
                "Indo-Pacific",
                "Indo Pacific",
                "IndoPacific",
                "Indo–Pacific",
                "Indo- Pacific",
                "indopacific",
            ],
        ),
        (
            "Indo-Pacific",
            "Indo/Pacific Indo-Pacifics XIndo-Pacific éIndo-Pacific Indo-Pacificé",
            [],
        ),
        ("terroris*", "Terrorists' terrorism, counterterrorism", ["Terrorists", "terrorism"]),
        ("'*tech'", "fintech tech technical", ["fintech", "tech"]),
        ("{term: US, case: true}", "environment around us, the US and the U.S.", ["US"]),
        ("Da'esh", "Da’esh and Da'esh and Daesh", ["Da’esh", "Da'esh"]),
        ("free and open", "free\u00a0and  open", ["free\u00a0and  open"]),
        ("{term: [cat, dog], with: [bites]}", "the cat bites the dog", ["cat", "dog"]),
        ("{term: [cat, dog], with: [bites]}", "the cat sees the dog", []),
        ("R&D", "R&D spending", ["R&D"]),
        ("East Sea", "East-Sea claims, East\u2011Sea, East - Sea", ["East-Sea", "East\u2011Sea"]),
        (
            "Indo-Pacific",
            "Indo - Pacific, Indo\u2014Pacific",
            ["Indo - Pacific", "Indo\u2014Pacific"],
        ),
        ("9-11", "9-11, 9 - 11, 911, 9 11", ["9-11", "9 - 11"]),
        ("2+2", "the 2+2 talks", ["2+2"]),
        ("États-Unis", "les ÉTATS-UNIS", ["ÉTATS-UNIS"]),
    ],
)
def test_what_a_term_finds(tmp_path, term, text, found):
    assert find(text, lexicon(tmp_path, term)) == found


def test_an_exclusion_blocks_what_it_covers_and_nothing_longer(tmp_path):
    themes = lexicon(
        tmp_path, "China", "People's Republic of China", exclude=["Republic of China", "China shop"]
    )
    assert find("The Republic of China, a China shop, China", themes) == ["China"]
    assert find("The People's Republic of China", themes) == ["People's Republic of China"]


def test_an_exclusion_may_need_company(tmp_path):
    themes = lexicon(tmp_path, "Quad", exclude=["{term: Quad, with: [Yemen]}"])
    assert find("The Quad on Yemen", themes) == [] and find("The Quad", themes) == ["Quad"]


def test_lists_are_shared_by_name_and_those_of_the_packaged_file_may_be_used(tmp_path):
    own = read_themes(
        write(
            tmp_path,
            "extends: default\nlists:\n  food: [cake*, pie]\nthemes:\n  x:\n    terms: [{term: Freedonia, "
            "with: [$war, $food, tea]}]\n",
        )
    )
    for company in ("howitzers", "cakes", "tea"):
        assert find(f"Freedonia and its {company}", own) == ["Freedonia"]
    assert find("Freedonia and its hills", own) == []


def test_a_file_of_ones_own_extends_the_packaged_one(tmp_path):
    own = read_themes(
        write(
            tmp_path,
            "extends: default\nversion: 7\nthemes:\n  russia:\n    label: Russia and Belarus\n    terms: [Belarus]\n"
            "    exclude: [Moscow]\n  migration:\n    terms: [migra*]\n",
        )
    )
    packaged = read_themes()
    assert own.names == [*packaged.names, "migration"] and own.version == 7
    assert (
        own.labels["russia"] == "Russia and Belarus"
        and own.labels["terrorism"] == packaged.labels["terrorism"]
    )
    assert own.definitions["russia"] == packaged.definitions["russia"]
    assert find("Moscow and Belarus on migrants and the Quad", own) == [
        "Quad",
        "Belarus",
        "migrants",
    ]


def test_a_term_of_ones_own_replaces_the_packaged_one(tmp_path):
    own = read_themes(
        write(
            tmp_path,
            "extends: default\nthemes:\n  russia:\n    terms: [{term: Moscow, with: [Kremlin]}]\n",
        )
    )
    assert find("Moscow in spring", own) == [] and find("Moscow, the Kremlin", own) == [
        "Moscow",
        "Kremlin",
    ]


def test_a_file_of_ones_own_replaces_the_packaged_one(tmp_path):
    assert lexicon(tmp_path, "Belarus").names == ["x"]


HOSTILE = [
    "a" * 100_000,
    "a-" * 50_000,
    "a b " * 25_000,
    ("a" * 31 + "b ") * 3_000,
    "-" * 100_000,
    "'" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_worst_globs_take_time_linear_in_the_text(tmp_path, text):
    themes = lexicon(tmp_path, "'*a*b'", "'a*-*b'", "a-a-a-a-a-a-a-a-c", "a b a b a b c", "'*a-*a'")
    start = time.process_time()
    find(text, themes)
    assert time.process_time() - start < 10  # half a second on a machine of its own


WORDS = [
    "quad",
    "Quad",
    "quads",
    "qu",
    "é",
    "indo",
    "pacific",
    "INDO",
    "QUA",
    "us",
    "US",
    "naïve",
    "K",
    "don",
]
JOINS = [" ", "-", "", "\u00a0", "–", ". ", "\x01", "  ", "'", "’", "\u2009", "_", "#"]
TERMS = [
    "q*-*c",
    "{term: 'Q*-U*S', case: true}",
    "*ua*",
    "quad",
    "qu*",
    "indo-pacific",
    "quad us",
    "naïve",
    "*ds",
    "don't",
    "{term: US, case: true}",
    "é-quad",
    "indo",
    "{term: quads, with: [us], within: sentence}",
    "{term: quad-us, name: true}",
    "{term: naive, name: true}",
]


@settings(max_examples=examples(60))
@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=12),
    st.sets(st.sampled_from(range(len(TERMS))), min_size=1),
    st.sets(st.sampled_from(["us", "quad quad", "pacific"])),
)
# one opening ends, another begins within a word
@example([("quad", ""), ("é", " ")], {2, 11}, set())
@example([("quad", ""), ("é", " "), ("quad", " ")], {11}, set())  # "é quad" within a word
@example([("quads", " "), ("US", " ")], {13}, set())  # company in capitals
def test_gate_and_look_up_find_what_trying_everything_everywhere_finds(
    tmp_path_factory, pieces, chosen, exclude
):
    text = "".join(word + join for word, join in pieces)
    terms = [TERMS[i] if TERMS[i][0] == "{" else f'"{TERMS[i]}"' for i in sorted(chosen)]
    themes = lexicon(
        tmp_path_factory.mktemp("l"), *terms, exclude=[f'"{e}"' for e in sorted(exclude)]
    )
    assert find(text, themes) == [term for _, term in try_everything(text, themes)]


# A phrase's second word begins other terms, a short term stands in a longer one, gaps are beyond
# ASCII or none.
NEAR_WORDS = ["open", "sea", "seas", "al", "sea's", "alsea", "é", "мир", "миру", "e", "OPEN", "a"]
NEAR_JOINS = [
    " ",
    "  ",
    "-",
    "",
    "\u2013",
    " \u2014 ",
    " - ",
    "- ",
    "\n",
    "\u00a0",
    "\u00a0 \u00a0",
    "\u2019",
    "\u200b",
    ". ",
    "\x01",
]
NEAR_PIECES = ["open", "sea", "seas", "al", "мир", "é", "sea*", "op*", "*ea", "*l", "e", "a"]
near_terms = (
    st.lists(st.sampled_from(NEAR_PIECES), min_size=1, max_size=3)
    .flatmap(
        lambda words: st.lists(
            st.sampled_from([" ", "-", "'", "' "]), min_size=len(words) - 1, max_size=len(words) - 1
        ).map(
            lambda joins: (
                words[0] + "".join(join + word for join, word in zip(joins, words[1:], strict=True))
            )
        )
    )
    .filter(lambda term: term.count("*") < 3 and sum(map(str.isalnum, term)) > 1)
)


@settings(max_examples=examples(150))
@given(
    st.lists(
        st.tuples(st.sampled_from(NEAR_WORDS), st.sampled_from(NEAR_JOINS)), min_size=2, max_size=14
    ),
    st.lists(
        st.tuples(near_terms, st.sampled_from("xyz"), st.booleans(), st.booleans()),
        min_size=1,
        max_size=12,
        unique_by=lambda item: (item[0].lower(), item[1]),
    ),
)
@example(
    [("open", "\u00a0"), ("sea", " "), ("open", "\x0b"), ("sea", " ")],
    [("open sea", "x", False, False)],
)
@example(
    [("open", "\u2013\u00a0"), ("sea", " "), ("open", "\u00ad\x1c"), ("sea", "")],
    [("open-sea", "x", False, False)],
)
@example(
    [("open", "\u2019"), ("sea", " "), ("open", "'"), ("sea", "")],
    [("open'sea", "x", False, False)],
)
@example([("мир", "")] * 3, [("мир", "x", False, False)])  # openings side by side within one word
@example(
    [("alsea", " "), ("open", " ")],
    [("al-sea", "x", False, False), ("alsea open", "y", False, False)],
)
@example(
    [("sea", "\u00a0 \u00a0"), ("open", " ")],
    [("sea' open", "x", False, False), ("sea open", "y", False, False)],
)
@example(
    [("open", "\n"), ("sea", " "), ("al", "")],
    [("open sea", "x", False, False), ("sea al", "y", False, False)],
)
def test_phrases_that_share_words_are_found_as_trying_everything_everywhere_does(pieces, chosen):
    text = "".join(word + join for word, join in pieces)
    entries = tuple(
        compile_term(theme, term, case=case, excluded=excluded)
        for term, theme, case, excluded in chosen
    )
    themes = Themes(0, {name: name for name in "xyz"}, {}, {}, {}, frozenset(), entries)
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    found = find_mentions(rows, themes)
    assert list(zip(found["theme"], found["term"], strict=True)) == try_everything(text, themes)


def try_everything(text, themes):
    """Return theme and words of each hit, by every pattern at every place."""
    places = [
        i for i in range(len(text)) if i == 0 or not (text[i - 1].isalnum() or text[i - 1] == "_")
    ]
    fits = [
        (i, match.end(), e)
        for i in places
        for e in themes.entries
        if (match := e.pattern.match(text, i))
        and (e.company is None or e.company.words.search(text.lower()))
    ]
    expected = []
    for name in themes.names:
        own, last = [fit for fit in fits if fit[2].theme == name], 0
        blocks = [(a, b) for a, b, e in own if e.excluded]
        for a, b, e in sorted(own, key=lambda fit: (fit[0], -fit[1])):
            if not e.excluded and a >= last and not any(c <= a and b <= d for c, d in blocks):
                expected.append((name, text[a:b]))
                last = b
    return expected


FOREIGN = [
    "россия мир " * 10_000,
    "россия " * 20_000,
    "мир" * 30_000,
    "мир\u00a0" * 20_000,
    "usé" * 30_000,
    "мирx" * 30_000,
]


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_letters_beyond_ascii_without_end_take_time_linear_in_the_text(tmp_path, text):
    themes = lexicon(
        tmp_path,
        "россия",
        "россия украина",
        "мир",
        "мир abc",
        "атом* xyz",
        "us",
        "us xyz",
        "'us* xyz'",
        "'*xyz'",
    )
    start = time.process_time()
    find(text, themes)
    assert time.process_time() - start < 2  # a tenth of a second on a machine of its own


def test_terms_are_listed_by_theme_without_those_that_exclude():
    terms = read_themes().list_terms()
    assert list(terms) == read_themes().names and "Indo-Pacific" in terms["indo_pacific"]
    assert "Golden Quadrilateral" not in terms["indo_pacific"]


@pytest.mark.parametrize("reader", [read_themes, read_ladders, read_register, read_sides])
@pytest.mark.parametrize(
    "body",
    [
        "[" * 3000, "themes: " + "[" * 1500 + "]" * 1500, "themes: " + "{a: " * 3000, "themes:\n  x:\n    terms:\n      - 2020-13-45\n",
        "themes:\n  x:\n    terms: [2020-01-01T99:99:99]\n", "version: " + "9" * 6000 + "\n", b"themes:\n  x:\n    terms: [caf\xe9]\n",
        "themes:\n  x:\n    terms: [war]\n".encode("utf-16"), "themes:\n  x:\n    terms:\n      - \"ab\\ud83d\"\n",
        "themes:\n  x:\n    label: \"\\ud83d\\ude00\"\n    terms: [war]\n", "a: &a\n  x: *a\n", "themes:\n  ? {a: b}\n  : {terms: [war]}\n", "a\0", "",
    ],
)  # fmt: skip
def test_a_file_of_words_that_cannot_be_read_is_named(tmp_path, reader, body):
    file = tmp_path / "t.yml"
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    with pytest.raises(ValueError, match="t.yml"):
        reader(file)
