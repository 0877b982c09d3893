"""Verbs of commitment: their steps, their evidence, and whether the thing is done."""

import re

import pandas as pd
import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from made import make_sentences

from analysis import find_mentions, read_themes
from analysis.tone.commitment_status import STATUSES
from analysis.tone.commitments import _source, find_commitments, read_ladders, tabulate_commitments

PACKAGED = read_ladders()


def steps(text):
    return [(r.step, r.status) for r in find_commitments(make_sentences(text)).itertuples()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They explored the possibility of a pact.", [("explored", "done")]),
        (
            "They EXCHANGED views and held wide-ranging talks.",
            [("discussed", "done"), ("discussed", "done")],
        ),
        ("Both sides are gearing up to sign the pact.", [("signed", "intended")]),
        ("They are understood to have discussed it.", [("discussed", "done")]),
        ("He announced that India will open a consulate.", [("announced", "done")]),
        (
            "India will announce it, and signed another.",
            [("announced", "intended"), ("signed", "done")],
        ),
        (
            "India did not sign; Japan refused to condemn it.",
            [("signed", "denied"), ("condemned", "denied")],
        ),
        ("They have not yet agreed.", [("agreed", "denied")]),
        ("I am pleased to announce the pact.", [("announced", "done")]),
        ("They agreed to discuss it.", [("agreed", "done"), ("discussed", "intended")]),
        (
            "They voiced deep concern and urged calm.",
            [("voiced concern", "done"), ("called for", "done")],
        ),
        ("They deplored and denounced it.", [("condemned", "done"), ("denounced", "done")]),
        (
            "Without naming China, they condemned coercion.",
            [("without naming", "done"), ("condemned", "done")],
        ),
        ("In a sign of warmth, the treaty was ratified.", [("signed", "done")]),
        ("Warning signs of a considerable design", []),
        ("Russia launched a new attack.", []),
        ("They launched a new forum.", [("announced", "done")]),
        ("The agreement on designs stands.", []),
        ("", []),
    ],
)
def test_steps_and_status(text, expected):
    assert steps(text) == expected


# The last verb of each sentence.
LAST = {
    "intended": """
If they sign, trade will grow.
Unless Japan signs, the pact is dead.
Trade will grow if they ratify the treaty.
Should they sign, peace would follow.
Were they to sign, peace would follow.
Had they signed, peace would have followed.
They asked whether India had signed.
Provided that all sides sign, work starts in May.
In case China signs, prices fall.
India would have signed.
They could have condemned it.
They should have denounced it.
The envoy may have signed it.
They might soon sign.
They will soon formally sign the deal.
The treaty will be signed in May.
The treaty could soon be signed.
The deal is to be signed today.
They would sign.
He’ll sign it tomorrow.
Will Japan sign?
Did India condemn the raid?
They plan on signing it in June.
Both are close to signing.
The prospect of signing pleased them.
The talks on ratifying the pact dragged on.
They will sign and ratify it.
They hope to discuss and sign a pact.
Tokyo demanded that Beijing sign the text.
They must denounce it.
""",
    "denied": """
The ministers almost signed the treaty.
The accord was all but signed.
The Senate blocked ratification.
Peru suspended its ratification of the accord.
The signing of the pact by both kings was called off.
The minister stopped short of condemning the attack.
The paper stops well short of denouncing Moscow.
Instead of condemning it, they left.
They walked out rather than sign.
They denied having signed it.
Moscow denied that it had signed a deal.
Delhi denies it ever agreed to that.
They refused to sign.
India declined to condemn the raid.
They failed to ratify it.
The council refrained from condemning it.
He avoided criticising Beijing.
It held off on signing the pact.
They backed out of signing.
No country signed.
No agreement was signed.
None of the ministers condemned the raid.
Nothing was agreed.
Nobody signed it.
They neither signed nor ratified it.
They did not sign or ratify it.
They don't condemn it.
It never ratified the treaty.
They have not yet agreed.
They are unwilling to sign.
He ruled out signing it.
The report that they signed is one thing; it is false that they ratified it.
Japan was unable to ratify the treaty.
The letter was never signed.
""",
    "done": """
Almost all states signed.
Nearly forty ministers agreed.
The signing was a success.
They halted work, signing a truce.
They vowed to rebuild the port.
He promised that the road would be built.
They signed the treaty.
They not only signed but also ratified it.
They did not hesitate to condemn it.
I am pleased to announce the pact.
They are understood to have discussed it.
They have signed it.
The treaty has been signed.
They denied visas and condemned the raid.
After signing the pact they left.
They met before signing the pact.
The minister was not happy and condemned the raid.
If it rains, they said, they signed anyway.
Having signed, they left.
They signed and ratified it.
By signing the deal they ended the feud.
""",
}


@pytest.mark.parametrize(
    ("text", "status"),
    [(text, status) for status, block in LAST.items() for text in block.strip().split("\n")],
)
def test_what_is_conditional_refused_or_denied_is_not_done(text, status):
    noun = {"talks", "discuss"}
    found = [row for row in find_commitments(make_sentences(text)).itertuples()]
    assert [row.status for row in found if row.term not in noun][-1] == status


def test_hits_bear_offsets_and_ranks():
    frame = make_sentences("No verb.", "They signed it.")
    hits = find_commitments(frame)
    assert hits[["sentence_no", "ladder", "rank", "start", "end", "term"]].values.tolist() == [
        [1, "promise", 5, 1105, 1111, "signed"]
    ]
    assert frame["text"][1][5:11] == "signed"


def test_the_five_articles(sentences):
    hits = find_commitments(sentences).merge(
        sentences[["doc_id", "sentence_no", "text"]], on=["doc_id", "sentence_no"]
    )

    def found(doc, text):
        rows = hits[
            hits["doc_id"].str.startswith(doc) & hits["text"].str.contains(text, regex=False)
        ]
        return rows[["step", "status"]].values.tolist()

    assert found("000", "gearing up to sign") == [["signed", "intended"]]
    assert found("000", "agreed to continue close cooperation") == [["agreed", "done"]]
    assert found("001", "We denounce the use") == [
        ["condemned", "done"],
        ["denounced", "done"],
        ["called for", "done"],
    ]
    assert found("001", "Without naming China") == [["without naming", "done"]]
    assert found("001", "called for the elimination") == [["called for", "done"]]
    assert found("002", "exploring cooperation") == [["explored", "done"]]
    assert found("003", "Explored further expansion") == [["explored", "done"]]
    assert found("004", "He announced that India") == [["announced", "done"]]
    assert found("004", "agreed to task") == [["explored", "done"], ["agreed", "done"]]


def test_evidence_leads_back_to_the_documents(corpus, sentences):
    hits = find_commitments(sentences).merge(corpus.documents[["doc_id", "text"]], on="doc_id")
    assert len(hits) > 20
    assert all(row.text[row.start : row.end] == row.term for row in hits.itertuples())


def test_counts_by_theme_and_period(corpus, sentences):
    hits, mentions = find_commitments(sentences), find_mentions(sentences, read_themes())
    table = tabulate_commitments(hits, mentions, corpus.documents, period="all")
    expected = sum(
        len(
            set(
                mentions[
                    (mentions["doc_id"] == h.doc_id) & (mentions["sentence_no"] == h.sentence_no)
                ]["theme"]
            )
        )
        for h in hits.itertuples()
    )
    assert table["count"].sum() == expected > 0 and set(table["period"]) == {"all"}
    assert not table.duplicated(["theme", "ladder", "step", "status"]).any()
    assert tabulate_commitments(hits[:0], mentions, corpus.documents).empty


PIECES = "signed not to will have agreed voiced deep concern without naming it , condemn n’t launched attack".split()


@settings(max_examples=examples(80))
@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_gives_hits_that_stand_in_it(text):
    hits = find_commitments(make_sentences(text))
    assert all(
        text[r.start - 100 : r.end - 100] == r.term and r.status in STATUSES
        for r in hits.itertuples()
    )
    assert hits["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    "piece",
    [
        "voiced a b ",
        "sign ",
        "not ",
        "to ",
        "a",
        "launched a ",
        "concluded ",
        "express-",
        "if they ",
        "denied that it ",
        "and sign ",
    ],
)
def test_long_texts_take_linear_time(piece):
    assert (
        growth(lambda n: find_commitments(make_sentences("sign " + piece * n)), 1_000, runs=2) < 12
    )


def test_no_sentences():
    assert find_commitments(make_sentences().assign(start=pd.Series(dtype="int64"))).empty


# The file.


def write_and_read(tmp_path, text):
    path = tmp_path / "commitments.yml"
    path.write_text(text, encoding="utf-8")
    return read_ladders(path)


def test_ladders_of_ones_own(tmp_path):
    ladders = write_and_read(
        tmp_path, "version: 1\nladders:\n  aid:\n    - {step: gave, terms: [gave ... million]}\n"
    )
    hits = find_commitments(
        make_sentences("They gave $ 20 million", "They gave some ten million"), ladders
    )
    assert hits[["ladder", "step", "rank", "term"]].values.tolist() == [
        ["aid", "gave", 1, "gave some ten million"]
    ]


def test_the_packaged_ladders_rise():
    assert [s.step for s in PACKAGED.steps if s.ladder == "promise"] == [
        "explored",
        "discussed",
        "agreed",
        "announced",
        "signed",
    ]
    assert [s.rank for s in PACKAGED.steps if s.ladder == "protest"] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1", "line 1: expected `version` and `ladders`"),
        ("version: x\nladders: {}", "line 1: version is 'x'"),
        ("version: 1\nladders: {a: x}", "line 2, a: expected a list of steps"),
        ("version: 1\nladders: {a: [{step: s}]}", "line 2, a: .*needs step and terms"),
        ("version: 1\nladders: {a: [{step: s, terms: []}]}", "line 2, a: terms: expected a list"),
        ("version: 1\nladders: {a: [{step: s, terms: ['*']}]}", r"line 2, a: '\*' is not a term"),
        ("version: 1\nladders: {a: [{step: s, terms: ['a ...']}]}", "line 2, a: .* is not a term"),
        (
            "version: 1\nladders: {a: [{step: s, terms: [x, X]}]}",
            "line 2, a: 'X' stands more than once",
        ),
        (
            "version: 1\nladders:\n  a:\n  - step: s\n    terms:\n    - " + "x" * 201,
            "line 6, a: .* is too long a term",
        ),
        ("a: [", "line 1: not YAML"),
    ],
)
def test_faults_name_file_and_step(tmp_path, text, message):
    with pytest.raises(ValueError, match=r"commitments\.yml, " + message):
        write_and_read(tmp_path, text)


def test_terms_are_found_as_one_pattern_of_all_would_find_them():
    """By a second route: all terms in one pattern of any case."""
    ladders = read_ladders()
    terms = [(term, step) for step in ladders.steps for term in step.terms]
    terms += [(term, None) for step in ladders.steps for term in step.exclude]
    terms.sort(key=lambda pair: (-len(pair[0].split()), -len(pair[0]), pair[0]))
    source = "|".join(f"({_source(term)})" for term, _ in terms)
    pattern = re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)
    texts = [" ".join(term.replace("*", "ed").replace(" ...", "") for term, _ in terms), ""]
    texts += [f"They {term.upper()}S it, İstanbul: {term}." for term, _ in terms]
    for text in texts:
        expected = [
            (*match.span(), terms[match.lastindex - 1][1])
            for match in pattern.finditer(text)
            if terms[match.lastindex - 1][1]
        ]
        assert list(ladders.find(text)) == expected
