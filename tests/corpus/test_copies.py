from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_copies import edit, join, plant, rate_pairs, write_sentences, write_words

from analysis import find_mentions, read_themes, score_sentences, split_sentences
from analysis.core.schema import conform
from analysis.corpus import copies as module
from analysis.corpus import mark_copies
from analysis.corpus.copies import drop_copies
from analysis.corpus.fingerprints import choose_prints, hash_runs, share_in, strip_marks
from analysis.stats.tallies import tally_mentions, tally_tone

LEAD = "India and Japan agreed on Monday to build a new framework of security cooperation in the Indo-Pacific. "
BODY = (
    "The two foreign ministers met in Tokyo for the third time this year and spoke for an hour. "
    "They reviewed the supply of critical minerals and semiconductors, and called for a rules-based order. "
    "A joint statement is expected to follow when the leaders of both countries meet in New Delhi in March. "
)
TAIL = "Officials on both sides declined to say whether the talks had touched on the sale of naval engines to Manila."
NEW = join(write_sentences(np.random.default_rng(5), 8))


def frame(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "date", "text"]).astype({"date": "datetime64[us]"})


def copies(documents, **options):
    return dict(zip(documents["doc_id"], mark_copies(documents, **options)["copy_of"], strict=True))


def groups(marked):
    return marked["copy_of"].where(marked["copy_of"] != "", marked["doc_id"])


def test_the_earliest_is_the_original_then_the_first_by_name():
    text = LEAD + BODY
    assert copies(
        frame(("c", "2020-03-02", text), ("b", "2020-03-01", text), ("a", None, text))
    ) == {
        "c": "b",
        "b": "",
        "a": "b",
    }
    assert copies(frame(("b", "2020-03-01", text), ("a", "2020-03-01", text))) == {
        "b": "a",
        "a": "",
    }


def test_marks_case_and_spaces_make_no_difference():
    other = (LEAD + BODY).upper().replace(". ", " .\n\n").replace("-", " – ")
    assert copies(frame(("a", "2020-03-01", LEAD + BODY), ("b", "2020-03-02", other))) == {
        "a": "",
        "b": "a",
    }


def test_a_short_text_is_a_copy_only_word_for_word():
    assert copies(
        frame(("a", "2020-01", "Jaishankar lands."), ("b", "2020-02", "JAISHANKAR lands"))
    ) == {
        "a": "",
        "b": "a",
    }
    assert copies(
        frame(("a", "2020-01", "Jaishankar lands."), ("b", "2020-02", "Jaishankar lands now"))
    ) == {"a": "", "b": ""}


def test_a_text_without_a_word_is_no_copy():
    rows = [
        ("a", "2020", ""),
        ("b", "2021", ""),
        ("c", "2021", " .\n"),
        ("d", "2022", "–"),
        ("e", None, None),
    ]
    assert set(copies(frame(*rows)).values()) == {""}
    assert mark_copies(frame()).columns.tolist() == ["doc_id", "date", "text", "copy_of"]


def test_a_changed_lead_or_a_cut_makes_no_new_text():
    documents = frame(
        ("wire", "2020-03-01", LEAD + BODY + TAIL),
        (
            "lead",
            "2020-03-02",
            "Talks in the capital ended late at night without a word to the press. " + BODY + TAIL,
        ),
        ("cut", "2020-03-02", LEAD + BODY.split(". ")[0] + "."),
    )
    assert copies(documents) == {"wire": "", "lead": "wire", "cut": "wire"}


def test_a_text_within_a_longer_one_is_its_copy_whatever_the_date():
    documents = frame(
        ("flash", "2020-03-01", LEAD + BODY),
        ("full", "2020-03-02", LEAD + BODY + (TAIL + " ") + NEW),
    )
    assert copies(documents) == {"flash": "full", "full": ""}


def test_a_collected_volume_does_not_swallow_what_it_collects():
    rng = np.random.default_rng(6)
    items = [join(write_sentences(rng, 5)) for _ in range(12)]
    rows = [(f"item{i:02d}", "2020-03-02", text) for i, text in enumerate(items)]
    assert set(copies(frame(*rows, ("volume", "2020-03-01", " ".join(items)))).values()) == {""}
    # A round-up of three counts each of them once.
    few = copies(frame(*rows[:3], ("volume", "2020-03-01", " ".join(items[:3]))))
    assert few == {"item00": "volume", "item01": "volume", "item02": "volume", "volume": ""}


def test_reports_that_share_quotes_are_no_copies():
    quote = "“We call on all countries to ensure that territory under their control is not used for attacks,” they said. "
    rng = np.random.default_rng(7)
    rows = [(f"d{i}", "2020-03-01", join(write_sentences(rng, 4)) + " " + quote) for i in range(6)]
    assert set(copies(frame(*rows)).values()) == {""}


def test_languages_without_spaces_are_compared_by_the_character():
    text = "外务大臣于星期三在东京举行会谈讨论了印太地区的安全与合作以及关键矿产的供应问题并同意继续对话"
    documents = frame(
        ("a", "2020-11", text),
        ("b", "2021-01", text.replace("星期三", "周三") + "。"),
        ("c", "2021", text[::-1]),
    )
    assert copies(documents) == {"a": "", "b": "a", "c": ""}


def test_the_share_is_that_of_the_words_in_common_runs():
    def share(a, b):
        a, b = a.split(), b.split()
        known = {tuple(b[i : i + 4]) for i in range(len(b) - 3)}
        covered = {
            j for i in range(len(a) - 3) if tuple(a[i : i + 4]) in known for j in range(i, i + 4)
        }
        return len(covered) / len(a)

    rng = np.random.default_rng(8)
    for _ in range(40):
        a = write_sentences(rng, 3)
        a, b = (" ".join(map(" ".join, s)) for s in (a, edit(rng, a, rng.uniform(0, 0.5))))
        runs = hash_runs(strip_marks(pd.Series([a, b])))
        assert share_in(runs.of(0), np.sort(runs.of(1))) == pytest.approx(share(a, b))


def test_runs_do_not_cross_from_text_to_text():
    runs = hash_runs(strip_marks(pd.Series(["a b c d", "", "e f", "b c d e f", "c d e f"])))
    assert [len(runs.of(i)) for i in range(5)] == [1, 0, 0, 2, 1] and runs.of(4)[0] == runs.of(3)[1]


@pytest.mark.parametrize("edited, least", [(0.0, 0.99), (0.05, 0.99), (0.1, 0.96), (0.15, 0.88)])
def test_planted_copies_are_found_and_rivals_are_not(edited, least):
    documents = plant(800, seed=2, rate=edited)
    precision, recall = rate_pairs(groups(mark_copies(documents)), documents["family"])
    assert precision >= 0.99 and recall >= least


def split_prints(runs, n_parts):
    prints, texts = choose_prints(runs)
    return [
        lambda i=i: (prints[prints % n_parts == i], texts[prints % n_parts == i])
        for i in range(n_parts)
    ]


@pytest.mark.parametrize("n_parts", [1, 2, 7])
def test_pairs_are_those_of_all_fingerprints_however_few_are_in_memory(n_parts, monkeypatch):
    texts = plant(120, seed=3)["text"]
    runs = hash_runs(strip_marks(texts))
    sets = [set(runs.of(i)[runs.of(i) % 4 == 0].tolist()) for i in range(len(texts))]
    monkeypatch.setattr(module, "_AT_ONCE", 500)
    # so that every pair is met, and can be counted by hand
    monkeypatch.setattr(module, "_REACH", len(texts))
    found = module._pair_up(runs.n_words, split_prints(runs, n_parts), 0.2)
    words = runs.n_words
    expected = [
        [i, j]
        for i, j in combinations(range(len(texts)), 2)
        if len(sets[i] & sets[j]) >= max(0.2 * min(len(sets[i]), len(sets[j])), 2)
        and min(words[i], words[j]) >= 0.2 * max(words[i], words[j])
    ]
    assert found.tolist() == expected and len(expected) > 40


def test_a_large_family_is_one():
    rng = np.random.default_rng(9)
    text = write_sentences(rng, 12)
    rows = [(f"d{i:03d}", "2020-01-01", join(edit(rng, text, 0.1 * (i > 0)))) for i in range(300)]
    assert set(copies(frame(*rows)).values()) == {"", "d000"}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 0.3), st.integers(8, 80))
def test_the_order_of_the_rows_changes_nothing(seed, edited, n):
    documents = plant(n, seed=seed, rate=edited)
    documents.loc[::7, "date"] = pd.NaT
    mixed = documents.sample(frac=1, random_state=seed)
    marked = mark_copies(documents)
    again = mark_copies(mixed)
    assert again.index.equals(mixed.index)
    pd.testing.assert_frame_equal(again.sort_index(), marked)
    # Every copy names an original, never a copy.
    copy_of = marked.set_index("doc_id")["copy_of"]
    assert (copy_of[copy_of[copy_of != ""]] == "").all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60) | st.text("ab \n", max_size=200), max_size=8))
def test_any_text_is_read(texts):
    documents = frame(*((f"{i}", None, text) for i, text in enumerate(texts)))
    marked = mark_copies(documents)
    assert len(marked) == len(texts) and set(marked["copy_of"]) - {""} <= set(
        drop_copies(marked)["doc_id"]
    )


def test_a_huge_text_is_read():
    rng = np.random.default_rng(4)
    huge = " ".join(write_words(rng, 400_000))
    assert copies(
        frame(("huge", "2020", huge), ("part", "2021", huge[:2000]), ("other", "2020", LEAD + BODY))
    ) == {
        "huge": "",
        "part": "",
        "other": "",
    }


def test_what_cannot_be_is_named():
    with pytest.raises(ValueError, match="threshold 1.5"):
        mark_copies(frame(), threshold=1.5)
    with pytest.raises(ValueError, match="shortest 0"):
        mark_copies(frame(), shortest=0)
    with pytest.raises(ValueError, match="no column text"):
        mark_copies(frame().drop(columns="text"))


def test_the_five_articles_are_five_texts(corpus):
    assert (mark_copies(corpus.documents)["copy_of"] == "").all()


def test_a_copied_text_counts_once_and_stays_as_evidence(corpus):
    first = corpus.documents.iloc[[0]]
    twice = pd.concat(
        [corpus.documents, first.assign(doc_id="999_reprint", text=first["text"] + "\nMore.")]
    )
    marked = conform(mark_copies(twice), "documents")
    assert marked.loc[marked["copy_of"] != "", ["doc_id", "copy_of"]].values.tolist() == [
        ["999_reprint", first["doc_id"].iloc[0]]
    ]
    sentences = score_sentences(split_sentences(marked))
    mentions = find_mentions(sentences, read_themes())
    assert (sentences["doc_id"] == "999_reprint").any() and (
        mentions["doc_id"] == "999_reprint"
    ).any()
    for tally in (tally_mentions, tally_tone):
        once = [table[table["doc_id"] != "999_reprint"] for table in (sentences, mentions)]
        expected = tally(corpus.documents, *once)
        pd.testing.assert_frame_equal(tally(marked, sentences, mentions), expected)
        assert tally(marked.drop(columns="copy_of"), sentences, mentions)["n_documents"].max() > (
            expected["n_documents"].max()
        )


@pytest.mark.parametrize(("n_words", "original"), [(18, ""), (19, ""), (20, "a"), (24, "a")])
def test_texts_of_under_twenty_words_are_copies_only_if_the_same_in_every_word(n_words, original):
    words = [f"{letter}{kind}" for kind in ("lpha", "eta") for letter in "abcdefghijkl"][:n_words]
    rows = frame(
        ("a", "2020-01-01", " ".join(words)), ("b", "2020-01-02", " ".join([*words[:-1], "other"]))
    )
    assert copies(rows)["b"] == original
    assert copies(rows.assign(text=" ".join(words)))["b"] == "a"


YEARLY = [("2021", "2021-09-10"), ("2022", "2022-09-10"), ("2024", "2024-09-10")]


@pytest.mark.parametrize("change", ["", " They will meet again."])
def test_a_statement_repeated_a_year_later_counts(change):
    rows = [(i, day, LEAD + BODY + TAIL + change * k) for k, (i, day) in enumerate(YEARLY)]
    assert set(copies(frame(*rows)).values()) == {""}
    marked = copies(frame(*rows), days=400)
    assert marked["2022"] == "2021" and marked["2024"] == ""  # within 400 days of no original


def test_each_year_has_its_own_copies_and_what_has_no_date_may_be_of_any():
    text = LEAD + BODY
    rows = [("a1", "2021-09-10", text), ("a2", "2021-09-12", text + TAIL[:40]), ("u", None, text)]
    rows += [("b1", "2022-09-10", text), ("b2", "2022-09-11", text.upper())]
    found = copies(frame(*rows))
    assert found["b2"] == "b1" and found["b1"] == "" and found["u"] in ("a1", "a2")
    assert sorted([found["a1"], found["a2"]])[0] == ""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=12))
def test_no_copy_is_further_from_its_original_than_the_window(days):
    start = pd.Timestamp("2020-01-01")
    dates = [None if d is None else start + pd.Timedelta(days=d) for d in days]
    documents = frame(*((f"d{k:02}", date, LEAD + BODY) for k, date in enumerate(dates)))
    marked = mark_copies(documents).set_index("doc_id")
    for doc_id, original in marked["copy_of"].items():
        if original:
            gap = marked.at[doc_id, "date"] - marked.at[original, "date"]
            assert pd.isna(gap) or abs(gap.days) <= module.COPY_DAYS
            assert marked.at[original, "copy_of"] == ""
    first = marked["date"].min()
    assert pd.isna(first) or (marked["copy_of"][marked["date"] == first] == "").sum() == 1
