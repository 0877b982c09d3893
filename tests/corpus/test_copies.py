from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from planted_copies import edit, join, plant, rate_pairs, write_sentences, write_words

from analysis import find_mentions, read_themes, score_sentences, split_sentences
from analysis.core.schema import conform
from analysis.corpus import candidates, mark_copies
from analysis.corpus.copies import drop_copies
from analysis.corpus.fingerprints import choose_prints, find_in, hash_runs, strip_marks
from analysis.corpus.windows import COPY_DAYS
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


def test_the_same_text_of_another_time_is_another_document():
    text = LEAD + BODY
    for again in (text, LEAD + BODY + TAIL):
        rows = frame(
            ("a", "2021-09-10", text), ("b", "2022-09-10", again), ("c", "2022-09-12", text)
        )
        assert copies(rows) == {"a": "", "b": "", "c": "b"}
        assert copies(rows.assign(title="Joint statement", source="MEA"))["b"] == ""
        assert copies(rows, days=400) == {"a": "", "b": "a", "c": "a"}
        assert copies(rows, days=365) == {"a": "", "b": "a", "c": ""}
        assert copies(rows, days=1000) == {"a": "", "b": "a", "c": "a"}
    days = [("a", "2021-09-10", text), ("b", "2021-09-24", text), ("c", "2021-09-25", text)]
    assert copies(frame(*days), days=14) == {"a": "", "b": "a", "c": ""}


def test_a_short_text_in_a_longer_one_of_another_time_is_no_copy():
    rows = frame(
        ("flash", "2020-03-01", LEAD + BODY), ("full", "2021-03-02", LEAD + BODY + TAIL + " " + NEW)
    )
    assert set(copies(rows).values()) == {""}
    assert copies(rows.assign(date=rows["date"].iloc[1]))["flash"] == "full"


def test_a_date_known_by_its_interval_must_overlap():
    rows = frame(*((name, None, LEAD + BODY) for name in "abcd"))
    rows["date_low"] = pd.to_datetime(["2021-01-01", "2022-01-01", "2022-06-03", None])
    rows["date_high"] = pd.to_datetime(["2021-12-31", "2022-12-31", "2022-06-03", None])
    assert copies(rows) == {"a": "", "b": "", "c": "b", "d": "a"}
    assert copies(rows.iloc[[1, 3]]) == {"b": "", "d": "b"}


def count_days(a, b):
    """The least days between two rows, by hand."""
    bounds = [(row.date_low, row.date_high) for row in (a, b)]
    low = [pd.Timestamp(1800, 1, 1) if pd.isna(first) else first for first, _ in bounds]
    high = [pd.Timestamp(2200, 1, 1) if pd.isna(last) else last for _, last in bounds]
    return (max(low) - min(high)).days


@settings(max_examples=examples(40))
@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(2, 60))
def test_no_copy_is_further_from_its_original_than_the_window(seed, days, n):
    rng = np.random.default_rng(seed)
    base = write_sentences(rng, 8)
    texts = [join(edit(rng, base[: rng.integers(3, 9)], 0.03 * rng.integers(2))) for _ in range(n)]
    low = pd.to_datetime("2021-01-01") + pd.to_timedelta(rng.integers(0, 200, n), "D")
    wide = pd.to_timedelta(np.where(rng.random(n) < 0.2, rng.integers(0, 90, n), 0), "D")
    documents = frame(*((f"{i:02d}", None, text) for i, text in enumerate(texts))).assign(
        date_low=low, date_high=low + wide, date=low.where(wide < pd.Timedelta(days=30))
    )
    documents.loc[rng.random(n) < 0.1, ["date", "date_low", "date_high"]] = pd.NaT
    marked = mark_copies(documents, days=days)
    rows = {row.doc_id: row for row in marked.itertuples()}
    for row in rows.values():
        if row.copy_of:
            assert rows[row.copy_of].copy_of == "" and count_days(row, rows[row.copy_of]) <= days
    again = mark_copies(documents.sample(frac=1, random_state=seed), days=days).sort_index()
    pd.testing.assert_frame_equal(again, marked)


@settings(max_examples=examples(60))
@given(st.lists(st.integers(0, 60), min_size=1, max_size=30), st.integers(0, 20))
def test_the_same_text_begins_anew_after_each_window(offsets, days):
    first = pd.Timestamp("2021-01-01")
    rows = [(f"{i:02d}", first + pd.Timedelta(days=day), LEAD) for i, day in enumerate(offsets)]
    expected, original = {}, None
    for name, date, _ in sorted(rows, key=lambda row: (row[1], row[0])):
        if original is None or (date - original[1]).days > days:
            original = (name, date)
        expected[name] = "" if original[0] == name else original[0]
    assert copies(frame(*rows), days=days) == expected


def test_planted_stories_told_again_every_year_are_found_year_by_year():
    years = [plant(160, seed=4, rate=0.05).assign(year=year) for year in range(4)]
    documents = pd.concat(years, ignore_index=True)
    documents["date"] += pd.to_timedelta(365 * documents["year"], "D")
    for column in ("doc_id", "family"):
        documents[column] += "-" + documents["year"].astype("str")
    precision, recall = rate_pairs(groups(mark_copies(documents)), documents["family"])
    assert precision >= 0.99 and recall >= 0.97


def test_marks_case_and_spaces_make_no_difference():
    other = (LEAD + BODY).upper().replace(". ", " .\n\n").replace("-", " – ")
    assert copies(frame(("a", "2020-03-01", LEAD + BODY), ("b", "2020-03-02", other))) == {
        "a": "",
        "b": "a",
    }


def test_a_short_text_is_a_copy_only_word_for_word():
    assert copies(
        frame(("a", "2020-01-01", "Jaishankar lands."), ("b", "2020-01-02", "JAISHANKAR lands"))
    ) == {
        "a": "",
        "b": "a",
    }
    assert copies(
        frame(("a", "2020-01-01", "Jaishankar lands."), ("b", "2020-01-02", "Jaishankar lands now"))
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
        ("a", "2021", text),
        ("b", "2021", text.replace("星期三", "周三") + "。"),
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
        found = find_in(runs.of(0), np.sort(runs.of(1)))
        assert found.mean() == pytest.approx(share(a, b))


def test_runs_do_not_cross_from_text_to_text():
    runs = hash_runs(strip_marks(pd.Series(["a b c d", "", "e f", "b c d e f", "c d e f"])))
    assert [len(runs.of(i)) for i in range(5)] == [1, 0, 0, 2, 1] and runs.of(4)[0] == runs.of(3)[1]


@pytest.mark.parametrize("edited, least", [(0.0, 0.97), (0.05, 0.97), (0.1, 0.95), (0.15, 0.87)])
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
    monkeypatch.setattr(candidates, "_AT_ONCE", 500)
    # so that every pair is met, and can be counted by hand
    monkeypatch.setattr(candidates, "_REACH", len(texts))
    found = candidates.pair_up(runs.n_words, split_prints(runs, n_parts), 0.2)
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


@settings(max_examples=examples(25))
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


@settings(max_examples=examples(40))
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
        frame(("huge", "2020", huge), ("part", "2020", huge[:2000]), ("other", "2020", LEAD + BODY))
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
    with pytest.raises(ValueError, match="days -1 is negative"):
        mark_copies(frame(), days=-1)
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


@settings(max_examples=examples(100))
@given(st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=12))
def test_the_same_text_of_any_days_is_copied_within_the_window(days):
    start = pd.Timestamp("2020-01-01")
    dates = [None if d is None else start + pd.Timedelta(days=d) for d in days]
    documents = frame(*((f"d{k:02}", date, LEAD + BODY) for k, date in enumerate(dates)))
    marked = mark_copies(documents).set_index("doc_id")
    for doc_id, original in marked["copy_of"].items():
        if original:
            gap = marked.at[doc_id, "date"] - marked.at[original, "date"]
            assert pd.isna(gap) or abs(gap.days) <= COPY_DAYS
            assert marked.at[original, "copy_of"] == ""
    first = marked["date"].min()
    assert pd.isna(first) or (marked["copy_of"][marked["date"] == first] == "").sum() == 1


@pytest.mark.parametrize(("day", "copied"), [("2020-03-15", True), ("2020-03-16", False)])
def test_a_text_within_a_longer_one_is_its_copy_to_the_last_day_of_the_window(day, copied):
    rows = frame(
        ("flash", "2020-03-01", LEAD + BODY), ("full", day, LEAD + BODY + TAIL + " " + NEW)
    )
    assert copies(rows, days=14)["flash"] == ("full" if copied else "")


def test_a_share_of_exactly_the_threshold_makes_a_copy():
    """Of two texts of 80 words the first 60 are the same, and of a third, longer one too."""
    words = [f"w{i}" for i in range(300)]
    text = " ".join(words[:80])
    for other in (words[:60] + words[100:120], words[:60] + words[100:140]):
        rows = frame(("a", "2020-03-01", text), ("b", "2020-03-02", " ".join(other)))
        found = [copies(rows, threshold=share) for share in (0.75, 0.7500011)]
        assert [any(of.values()) for of in found] == [True, False]


def tell(n_same, n_own, *, at_end=True, seed=0):
    """Two texts of `n_same` sentences in common and `n_own` of each, at its head unless `at_end`."""
    rng = np.random.default_rng(seed)
    same = write_sentences(rng, n_same)
    own = [write_sentences(rng, n_own) for _ in range(2)]
    return [join(same + text if at_end else text + same) for text in own]


def of_two(one, other):
    return copies(frame(("a", "2021-05-04", one), ("b", "2021-05-05", other)))


@pytest.mark.parametrize(("n_same", "n_own"), [(6, 4), (5, 4), (9, 6), (4, 3), (12, 8)])
@pytest.mark.parametrize("at_end", [True, False])
def test_texts_that_share_six_of_ten_sentences_are_no_copies(n_same, n_own, at_end):
    found = [of_two(*tell(n_same, n_own, at_end=at_end, seed=seed)) for seed in range(20)]
    assert sum(f == {"a": "", "b": ""} for f in found) >= 18, found


@pytest.mark.parametrize(("n_same", "n_own"), [(9, 1), (12, 1), (10, 2), (14, 2), (20, 3)])
def test_a_story_with_a_new_lead_is_a_copy(n_same, n_own):
    found = [of_two(*tell(n_same, n_own, at_end=False, seed=seed)) for seed in range(20)]
    assert sum(f == {"a": "", "b": "a"} for f in found) >= 18, found


@pytest.mark.parametrize("added", [1, 3, 6])
def test_a_story_that_grew_is_one_with_what_it_grew_from(added):
    rng = np.random.default_rng(added)
    first = write_sentences(rng, 8)
    longer = join(edit(rng, first, 0.03) + write_sentences(rng, added))
    found = of_two(join(first), longer)
    assert sum(original != "" for original in found.values()) == 1


def test_edits_in_every_sentence_leave_a_copy():
    rng = np.random.default_rng(3)
    text = write_sentences(rng, 10)
    for rate in (0.05, 0.1, 0.15):
        assert of_two(join(text), join(edit(rng, text, rate))) == {"a": "", "b": "a"}


def test_the_share_of_own_passages_is_met_exactly_and_none_is_one():
    one, other = tell(6, 4)
    runs = hash_runs(strip_marks(pd.Series([one, other])))
    apart = runs.shares(np.array([[0, 1]]))[0, 2]
    rows = frame(("a", "2021-05-04", one), ("b", "2021-05-05", other))
    assert copies(rows, own=apart, threshold=0.3)["b"] == "a"
    assert copies(rows, own=np.nextafter(apart, 0), threshold=0.3)["b"] == ""
    with pytest.raises(ValueError, match="own 1.5"):
        mark_copies(rows, own=1.5)


ABOUT = (
    "About the Ministry. The Ministry of Foreign Affairs of Norland conducts the foreign policy of the "
    "country, runs its ninety missions abroad and protects its citizens in every part of the world. "
    "Media contact: Press Office, Ministry of Foreign Affairs, 12 Harbour Street, Norhaven, telephone "
    "555 0100, e-mail press at mfa dot example. Follow the Ministry for statements, speeches and advice "
    "to travellers in six languages."
)
RELEASES = [
    "Norland and Japan have signed an agreement on the exchange of young engineers in Norhaven, ministers said.",
    "The ambassador to Kenya presented his letters of credence to the president on Tuesday afternoon in Nairobi.",
    "Two rescue helicopters left for the flooded south of Mozambique early this morning with medical teams aboard.",
    "A new consulate will open in Perth next spring to serve the growing number of students and tourists there.",
]
OTHERS = ["Anna Smith", "Bo Lind", "Carla Diaz", "Dan Wu"]


def originals(*texts, dates=(), **columns):
    """`copy_of` of texts of as many days in May, or of these dates."""
    days = dates or [f"2021-05-{k:02}" for k in range(1, len(texts) + 1)]
    documents = frame(
        *((f"d{k}", day, text) for k, (day, text) in enumerate(zip(days, texts, strict=True)))
    )
    return mark_copies(documents.assign(**columns))["copy_of"].tolist()


@pytest.mark.parametrize(
    "texts",
    [
        [f"{news} {ABOUT}" for news in RELEASES[:3]],
        [f"{ABOUT} {news}" for news in RELEASES],
        [f"{ABOUT[:190]} {news} {ABOUT[190:]}" for news in RELEASES],
        [f"The Ministry of Foreign Affairs of Norland announced today that {news} {ABOUT}" for news in RELEASES],
        [f"Release No. {k}, {k} May 2021. {news} {ABOUT}" for k, news in enumerate(RELEASES, 70)],
        [f"{news} {ABOUT.replace('Press Office', OTHERS[k])}" for k, news in enumerate(RELEASES)],
        [f"{news} {ABOUT} Desk officer: {OTHERS[k]}, 555 01{k}1" for k, news in enumerate(RELEASES)],
        [f"{RELEASES[0]} {ABOUT}", f"{RELEASES[1]} {ABOUT}", f"{NEW} {ABOUT}"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", [None, "MFA"])
def test_what_three_releases_of_a_source_end_or_begin_with_makes_no_copies(texts, source):
    given_source = {} if source is None else {"source": source}
    assert originals(*texts, **given_source) == [""] * len(texts)


def test_a_release_of_another_year_shows_what_all_end_with():
    texts = [f"{news} {ABOUT}" for news in RELEASES[:3]]
    dates = ["2021-05-01", "2021-05-02", "2023-01-10"]
    assert originals(*texts, dates=dates) == ["", "", ""]
    # two alone do not show it
    assert originals(*texts[:2]) == ["", "d0"]


def test_copies_of_releases_are_found_by_what_is_their_own():
    texts = [f"{news} {ABOUT}" for news in RELEASES]
    again = f"{RELEASES[0].replace('signed', 'today signed')} {ABOUT}"
    assert originals(*texts, again) == ["", "", "", "", "d0"]
    rest = join(write_sentences(np.random.default_rng(1), 4))
    two = [f"{news} {rest} {ABOUT}" for news in RELEASES[:2]]
    assert originals(*two, *texts[2:]) == ["", "d0", "", ""]
    assert originals(*texts, texts[1])[-1] == "d1"


STORY = write_sentences(np.random.default_rng(12), 12)
LEADS = [write_sentences(np.random.default_rng(20 + k), 1) for k in range(5)]


@pytest.mark.parametrize(
    ("n_sentences", "sources"),
    [
        ([12] * 5, list("ABCDE")),  # one story in five papers, each with a lead of its own
        ([5] * 5, list("ABCDE")),
        ([12] * 5, "Reuters"),  # an agency's is printed by many
        ([12] * 5, ""),
        ([6, 7, 8, 9, 10], ""),  # cut, which no note at the end is
        ([6, 7, 8, 9, 10], "A"),
    ],
)
def test_a_story_under_many_leads_stays_one_story(n_sentences, sources):
    texts = [join(lead + STORY[:n]) for lead, n in zip(LEADS, n_sentences, strict=True)]
    assert sum(of == "" for of in originals(*texts, source=sources)) == 1


def test_order_changes_nothing_where_releases_end_alike():
    rng = np.random.default_rng(3)
    texts = [f"{join(write_sentences(rng, 1))} {ABOUT}" for _ in range(30)]
    documents = frame(*((f"d{k:02}", f"2021-05-{1 + k % 28:02}", t) for k, t in enumerate(texts)))
    marked = mark_copies(documents)
    assert (marked["copy_of"] == "").all()
    mixed = documents.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(mark_copies(mixed).sort_index(), marked)


def test_how_many_texts_are_named_at_once_changes_nothing(monkeypatch):
    documents = plant(300, seed=4)
    whole = mark_copies(documents)
    assert (whole["copy_of"] != "").any()
    monkeypatch.setattr("analysis.corpus.fingerprints._AT_ONCE", 1)
    pd.testing.assert_frame_equal(mark_copies(documents), whole)


def make_updates(n, kept=5):
    """Return daily updates, each of which drops the oldest sentence of the last and adds one."""
    lines = [draw_sentence(i) for i in range(n + kept)]
    days = pd.date_range("2021-03-01", periods=n)
    texts = [" ".join(lines[k : k + kept]) for k in range(n)]
    return pd.DataFrame({"doc_id": [f"d{k:02}" for k in range(n)], "date": days, "text": texts})


def draw_sentence(seed):
    rng = np.random.default_rng([5, seed])
    words = (
        "ship sea port trade fish minister treaty coal steel border talks water rice river".split()
    )
    return f"{' '.join(rng.choice(words, 15)).capitalize()} number {seed}."


def test_what_counts_of_updates_that_follow_each_other_holds_every_sentence():
    documents = make_updates(11)
    marked = mark_copies(documents)
    texts = documents.set_index("doc_id")["text"]
    for row in marked[marked["copy_of"] != ""].itertuples():
        own, first = ({*texts[i].split(". ")} for i in (row.doc_id, row.copy_of))
        assert len(own & first) >= 3
    counted = " ".join(marked.loc[marked["copy_of"] == "", "text"])
    assert all(f"number {i}." in counted for i in range(14))
    assert 0 < (marked["copy_of"] != "").sum() < 8


def test_copies_of_an_update_follow_it_and_other_times_stay_apart():
    once = make_updates(8)
    again = once.assign(doc_id="e" + once["doc_id"], date=once["date"] + pd.Timedelta(days=1))
    later = once.assign(doc_id="f" + once["doc_id"], date=once["date"] + pd.Timedelta(days=400))
    of = mark_copies(pd.concat([once, again, later])).set_index("doc_id")["copy_of"]
    for name in once["doc_id"]:
        assert of[f"e{name}"] == (of[name] or name)
        assert of[f"f{name}"] == (f"f{of[name]}" if of[name] else "")


def test_of_very_many_updates_each_copy_is_like_what_stands_for_it_and_of_reprints_one_stands():
    updates = make_updates(300).assign(date=pd.NaT)
    marked = mark_copies(updates)
    place = {doc_id: i for i, doc_id in enumerate(marked["doc_id"])}
    copies = marked[marked["copy_of"] != ""]
    assert 140 < len(copies) < 210 and all(
        abs(place[row.doc_id] - place[row.copy_of]) <= 2 for row in copies.itertuples()
    )
    text = updates["text"][0]
    same = [f"{text} Report {i} of many that were sent." for i in range(300)]
    reprints = pd.DataFrame(
        {"doc_id": [f"r{i:03}" for i in range(300)], "date": pd.NaT, "text": same}
    )
    assert (mark_copies(reprints)["copy_of"] == "").sum() == 1


def test_what_a_held_text_holds_is_a_copy_only_of_what_holds_it_too():
    words = [draw_sentence(i) for i in range(21)]
    texts = [" ".join(words[i:j]) for i, j in ((0, 4), (1, 13), (4, 21))]
    rows = pd.DataFrame({"doc_id": list("abc"), "date": pd.Timestamp("2021-03-01"), "text": texts})
    of = mark_copies(rows).set_index("doc_id")["copy_of"]
    assert of["b"] == "c" and of["a"] != "c"
