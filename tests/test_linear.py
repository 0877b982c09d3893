"""The time of every verb of sentences is linear in the text, whatever the text repeats: in one
sentence, and as it is split.
"""

import base64
import random
import time
from functools import cache

import pandas as pd
import pytest
from growth import growth
from long_run import runs
from own_lexicon import THEMES

from analysis import attribute_speech, find_mentions, read_themes, score_sentences, split_sentences
from analysis.core.locators import locate_sentences
from analysis.speech import list_quotes
from analysis.themes import compare_sides, count_terms, count_together, lint_themes, show_evidence
from analysis.tone import find_commitments, score_targets, shift_words
from analysis.tone.explained import explain_texts

LARGE, TIMES = 16_000, 8  # characters of the large text, and how many times the small one it is
# Texts that repeat one thing.
REPEATED = {
    "quotes unclosed": "“We agree he said. ", "quotes alternating": "'\"", "single quotes": "‘the allies’ choice ", "brackets": "[(",
    "commas": "a, ", "a letter": "a", "capitals": "A", "a word": "a ", "initials": "A. ", "initials joined": "A.B.", "digits": "7", "dots": ".",
    "dots apart": ". ", "hyphens": "-", "hyphens apart": "a- ", "titles": "Mr. ", "lines": "a\n", "blank lines": "\n", "line ends": "a\r\nb\rc\u2028d\x85",
    "spaces": " ", "spaces beyond ASCII": "a.\u00a0", "marks": "!? A ", "titled": "Ukraine Minister ", "roles": "the minister of ", "people": "Ann and Bob and ",
    "said": "he said Xi said ", "according": "according to ", "statements": "The joint statement said so. ", "labels": "MR. A: We said so.\n",
    "addresses": "Mr. President, Mr. Speaker, and Members: We meet. ", "country": "Japan ", "possessives": "O'B’C's ",
    "war": "war ", "sentences": "War. ", "negated": "not good ", "degrees": "very ", "good": "very good ", "but": "good but bad ", "never": "never so good ",
    "capitals of tone": "GOOD bad ", "idioms": "kind of good ", "doubt": "without doubt good ", "will": "will ", "attacked": "Russia attacked ",
    "condemned": "we condemn Russia ", "against": "against Russia by ", "things": "condemn terrorism, including cross-border terrorism and violent extremism, ",
    "fights": "fight against ", "Quads": "Quad, ", "blocked": "Quad bike Quad ", "chips": "chips ", "sea": "South China ", "lanes": "free and open sea lanes, ",
    "cyber": "cyber-", "signed": "refused to sign ", "concern": "expressed deep ", "emoji": "good 😀", "Chinese": "印度和日本。", "Thai": "อินเดีย", "Arabic": "الهند ",
    "combining": "e\u0301", "zero width": "a\u200b", "directions": "\u202e", "NUL": "a\0", "marks of ours": "Quad\x01\ufdd0", "letters": "é İ ß ", "tags": "<a><b>",
    "n't": "isn't ", "underscores": "_", "points": ". - A ", "hours": "5 p.m. ", "numbers": "No. 5 ",
}  # fmt: skip
_RANDOM = random.Random(1)
TEXTS = {
    **{
        name: (lambda n, unit=unit: (unit * (n // len(unit) + 1))[:n])
        for name, unit in REPEATED.items()
    },
    "a name of capitals": lambda n: (
        "Foreign Minister Ivan Petrov came. The minister said " + "A" * n
    ),
    "a blob": lambda n: "The minister said " + base64.b64encode(_RANDOM.randbytes(n)).decode()[:n],
    "nested": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "combining on one letter": lambda n: "e" + "\u0301" * n,
    "one quotation": lambda n: "“" + "We met. " * (n // 8) + "” he said.",
    "many words": lambda n: " ".join(f"{i:x}x" for i in range(n // 6)),
    "many names": lambda n: " ".join(
        f"President A{i:x} B{i:x} said so." for i in range(n // 30)
    ).translate(str.maketrans("0123456789", "ghijklmnop")),
}
assert len(TEXTS) > 70


@cache
def make(text, n):
    """Return documents of one such text, its sentences, and the text as one sentence."""
    words = TEXTS[text](n)
    day = pd.Timestamp("2020-01-01")
    documents = pd.DataFrame(
        {"doc_id": ["a"], "date": [day], "text": [words], "file": "a.txt", "lines": "1-9"}
    ).astype({"text": "str"})
    one = {
        "doc_id": "a",
        "sentence_no": 0,
        "paragraph_no": 0,
        "start": 0,
        "end": len(words),
        "text": words,
        "n_words": 1,
        "quoted": False,
    }
    return (
        documents,
        split_sentences(documents),
        pd.DataFrame([one]).astype({"doc_id": "str", "text": "str"}),
    )


def speak(sentences, documents):
    spoken = attribute_speech(sentences, documents)
    return list_quotes(spoken, documents)


def mention(documents, sentences):
    found = find_mentions(sentences, THEMES)
    if found.empty:
        return
    show_evidence(found, sentences, documents)._repr_html_()
    lint_themes(THEMES, found, documents)
    count_together(found, sentences)
    count_terms(found)
    compare_sides(found, sentences[["doc_id", "sentence_no"]].assign(side="a"))
    score_targets(sentences, found)


VERBS = {
    "split_sentences": lambda documents, split, one: split_sentences(documents),
    "speech": lambda documents, split, one: speak(split, documents),
    "speech in a sentence": lambda documents, split, one: speak(one, documents),
    "mentions": lambda documents, split, one: find_mentions(split, THEMES),
    "mentions in a sentence": lambda documents, split, one: mention(documents, one),
    "tone": lambda documents, split, one: score_sentences(
        pd.concat([split, one.assign(doc_id="b")])
    ),
    "targets": lambda documents, split, one: score_targets(
        one, {"Russia": ["Russia", "he"], "we": ["we", "a", "Japan"]}
    ),
    "commitments": lambda documents, split, one: find_commitments(
        pd.concat([split, one.assign(doc_id="b")])
    ),
    "words of tone": lambda documents, split, one: (
        explain_texts([one["text"][0]]),
        shift_words(one, one),
    ),
    "places": lambda documents, split, one: locate_sentences(split, documents),
}


@cache
def warm(verb):
    """Call a verb once, so that no later call pays for what the first one keeps."""
    VERBS[verb](*make("war", LARGE // TIMES))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("text", TEXTS)
def test_time_is_linear_in_the_text(text, verb):
    def call(n):
        return VERBS[verb](*make(text, n))

    small, large = LARGE // TIMES, LARGE
    warm(verb), make(text, large)
    start = time.process_time()
    call(large)
    if time.process_time() - start > 0.3:  # else it cannot have been long, whatever its shape
        assert growth(call, small, TIMES, floor=0.01) < 2.5 * TIMES


ODD_TERMS = (
    "a- - - - - - - - - b", "a" + "-" * 30 + "b", "a - b - c - d - e - f - g - h - i - j - k - l - m", "a-*---*-b", "a*-*b", "*a*b", "a*b*c*d*", "*", "**", "-", "--",
    "", " ", "(ab)+", "a|b", "[ab]", "a.b", "ab" * 5_000, "ab", "éß", "印太", "-".join("abcdefghijklmnopqrst"), "a " * 90 + "b", "ab\x01", "ab ***",
)  # fmt: skip


@pytest.mark.parametrize("place", ["- {}", "- {{term: war, with: [{}]}}"])
@pytest.mark.parametrize("term", ODD_TERMS)
def test_a_term_is_found_in_linear_time_or_refused_with_its_line(tmp_path, term, place):
    import json

    file = tmp_path / "t.yml"
    file.write_text(
        "themes:\n  x:\n    terms:\n      - peace\n      " + place.format(json.dumps(term)) + "\n"
    )
    try:
        themes = read_themes(file)
    except ValueError as error:
        assert str(error).startswith("t.yml, line 5, theme 'x'") and len(str(error)) < 21_000
        return
    for unit in ("a- ", "a - ", "a  -  ", "a b c d ", "war ", "ab", "ab-", "印太", "é", "a-b-c-"):
        make_rows = cache(
            lambda n, unit=unit: pd.DataFrame(
                {
                    "doc_id": ["a"],
                    "sentence_no": 0,
                    "start": 0,
                    "text": [unit * (n // len(unit)) + " c"],
                }
            )
        )
        start = time.process_time()
        find_mentions(make_rows(LARGE), themes)
        if time.process_time() - start > 0.3:
            assert (
                growth(
                    lambda n: find_mentions(make_rows(n), themes), LARGE // TIMES, TIMES, floor=0.02
                )
                < 2.5 * TIMES
            )


@pytest.mark.parametrize("form", ["{}", "*{}", "{}*", "*{}*", "{0} {0}", "{0}-{0}"])
def test_thousands_of_terms_are_looked_for(tmp_path, form):
    rng = random.Random(2)
    words = ["".join(rng.choices("abcdefghijklm", k=7)) for _ in range(runs(3_000, 500))]
    file = tmp_path / "t.yml"
    file.write_text(
        "themes:\n  x:\n    terms:\n"
        + "".join(f"      - '{form.format(word)}'\n" for word in dict.fromkeys(words))
    )
    text = "Words " + " and ".join(form.replace("*", "").format(word) for word in words[:50])
    found = find_mentions(
        pd.DataFrame({"doc_id": ["a"], "sentence_no": 0, "start": 0, "text": [text]}),
        read_themes(file),
    )
    assert len(found) == 50
