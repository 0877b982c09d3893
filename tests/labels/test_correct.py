"""Corrected estimates by period, and their changes: refused, exact, and told with their power."""

import numpy as np
import pandas as pd
import pytest

from analysis import estimate_trends, tally_mentions, tally_tone
from analysis.labels import correct_changes, correct_estimates, draw_labels
from analysis.labels.changes import combine


def make(recalls=(0.9, 0.6), n_documents=250, length=12, share=0.12, seed=0):
    """Return sentences with the truth, mentions and documents of an ageing lexicon."""
    rng, parts = np.random.default_rng(seed), []
    for at, recall in enumerate(recalls):
        n = n_documents * length
        level = np.repeat(rng.beta(9 * share, 9 * (1 - share), n_documents), length)
        truth = rng.random(n) < level
        found = rng.random(n) < np.where(truth, recall, 0.01)
        name = [f"{2020 + at}-{i // length:03d}" for i in range(n)]
        parts.append(pd.DataFrame({"doc_id": name, "truth": truth, "found": found}))
    rows = pd.concat(parts, ignore_index=True)
    rows["sentence_no"] = rows.groupby("doc_id").cumcount()
    text = "Sentence " + rows.index.astype("str") + "."
    rows = rows.assign(start=9 * rows["sentence_no"], text=text, n_words=2)
    documents = pd.DataFrame({"doc_id": rows["doc_id"].unique()})
    documents["date"] = pd.to_datetime(documents["doc_id"].str[:4] + "-05-01")
    documents = documents.assign(source="s", episode=documents["doc_id"], group="g")
    mentions = rows.loc[rows["found"], ["doc_id", "sentence_no", "start"]]
    mentions = mentions.assign(theme=pd.Categorical(["russia"] * len(mentions)))
    return rows, mentions, documents


def label_all(sample, rows, coder="a"):
    truth = rows.set_index(["doc_id", "sentence_no"])["truth"]
    said = truth.loc[list(zip(sample["doc_id"], sample["sentence_no"], strict=True))]
    words = np.where(said.to_numpy(), "yes", "no")
    return sample.assign(label=words, coder=coder, date="2026-01-01")


@pytest.fixture(scope="module")
def aged():
    tables = make()
    return tables, label_all(draw_labels(*tables, n=150), tables[0])


def test_the_uncorrected_level_is_that_of_the_other_charts(aged):
    tables, labels = aged
    found = correct_estimates(labels, *tables)
    rows, mentions, documents = tables
    trends = estimate_trends(tally_mentions(documents, rows, mentions, group=None))
    trends = trends[(trends["measure"] == "share") & (trends["theme"] == "russia")]
    for mine, theirs in {"uncorrected": "estimate", "uncorrected_low": "low", "uncorrected_high": "high"}.items():  # fmt: skip
        assert np.allclose(found[mine], trends[theirs])
    assert found["n_documents"].tolist() == [250, 250] and (found["n_sentences"] == 3000).all()


def test_an_ageing_lexicon_calls_a_change_and_corrected_it_does_not(aged):
    tables, labels = aged
    corrected = correct_estimates(labels, *tables)
    truth = tables[0].groupby(tables[0]["doc_id"].str[:4])["truth"].mean().to_numpy()
    assert ((corrected["low"] < truth) & (truth < corrected["high"])).all()
    (change,) = correct_changes(corrected).to_dict("records")
    assert change["uncorrected_called"] and not change["called"]
    assert change["low"] < truth[1] - truth[0] < change["high"]
    assert change["detectable"] > 1.5 * change["uncorrected_detectable"] > 0
    assert (corrected["width_ratio"] > 1.5).all()


def test_precision_and_recall_are_those_of_all_sentences_in_the_long_run():
    tables = make(n_documents=400)
    rows = tables[0]
    labels = label_all(draw_labels(*tables, n=2500), rows)
    found = correct_estimates(labels, *tables)
    by_year = rows.groupby(rows["doc_id"].str[:4])
    recall = by_year.apply(lambda part: part.loc[part["truth"], "found"].mean())
    precision = by_year.apply(lambda part: part.loc[part["found"], "truth"].mean())
    assert np.allclose(found["recall"], recall, atol=0.09)
    assert np.allclose(found["precision"], precision, atol=0.05)


def test_with_every_sentence_labelled_the_estimate_is_the_truth():
    tables = make(n_documents=20)
    labels = label_all(draw_labels(*tables, n=10**6), tables[0])
    found = correct_estimates(labels, *tables)
    truth = tables[0].groupby(tables[0]["doc_id"].str[:4])["truth"].mean()
    assert np.allclose(found["estimate"], truth)


def test_a_period_with_fewer_than_a_hundred_labels_is_refused_with_how_many_are_lacking(aged):
    tables, labels = aged
    last = labels[labels["period"] == "2021"]
    few = pd.concat([labels[labels["period"] == "2020"], last.head(99)])
    found = correct_estimates(few, *tables)
    assert found["remark"].tolist() == ["", "99 of 100 labels: label 1 more"]
    assert found["estimate"].isna().tolist() == [False, True] and found["n_labels"].tolist() == [150, 99]  # fmt: skip
    (change,) = correct_changes(found).to_dict("records")
    assert change["remark"] == "1 of 2 periods with enough labels: two are needed"
    assert not change["called"] and np.isnan(change["estimate"])
    enough = pd.concat([few, last.iloc[[99]]])
    assert correct_estimates(enough, *tables)["estimate"].notna().all()


def test_unsure_is_missing_and_counted(aged):
    tables, labels = aged
    labels = labels.assign(label=labels["label"].where(np.arange(len(labels)) % 4 > 0, "unsure"))
    found = correct_estimates(labels, *tables)
    assert (found["n_labels"] + found["n_unsure"] == 150).all() and found["n_unsure"].min() > 30
    assert (found["estimate"] > 0).all()


def test_of_two_coders_the_mean_counts_or_one_of_them(aged):
    tables, labels = aged
    other = labels.assign(coder="b", label="no")
    both = pd.concat([labels, other])
    mean, one, none = (
        correct_estimates(both, *tables, coder=coder)["estimate"].to_numpy()
        for coder in (None, "a", "b")
    )
    assert np.allclose(mean, (one + none) / 2) and np.allclose(none, 0)
    assert (correct_estimates(both, *tables)["n_labels"] == 150).all()


def test_labels_of_sentences_that_are_gone_are_told_and_other_themes_are_not_asked_for(aged):
    (rows, mentions, documents), labels = aged
    gone = rows["doc_id"] != labels["doc_id"].iloc[0]
    with pytest.warns(UserWarning, match="1 of 300 labelled sentences are not|of 300 labelled"):
        correct_estimates(labels, rows[gone], mentions, documents)
    found = mentions.assign(theme=mentions["theme"].cat.add_categories(["trade"]))
    assert correct_estimates(labels, rows, found, documents)["theme"].unique().tolist() == [
        "russia"
    ]
    with pytest.warns(UserWarning, match="300 labels left out, whose theme 'russia' is none"):
        asked = correct_estimates(labels, rows, found, documents, theme="trade")
    assert asked["remark"].str.startswith("0 of 100 labels").all()


def test_another_period_than_that_of_the_sample_may_be_asked_for(aged):
    tables, labels = aged
    found = correct_estimates(labels, *tables, period="all")
    assert found["n_labels"].tolist() == [300]
    assert found["low"].item() < tables[0]["truth"].mean() < found["high"].item()


def test_a_lexicon_that_has_changed_since_is_corrected_by_the_same_labels(aged):
    (rows, _, documents), labels = aged
    other = rows[rows["truth"] & (rows.index % 3 > 0)][["doc_id", "sentence_no", "start"]]
    found = correct_estimates(labels, rows, other.assign(theme="russia"), documents)
    truth = rows.groupby(rows["doc_id"].str[:4])["truth"].mean().to_numpy()
    assert ((found["low"] < truth) & (truth < found["high"])).all()


def test_tone_is_corrected_too(aged):
    (rows, mentions, documents), _ = aged
    rng = np.random.default_rng(1)
    truth = np.clip(np.round(rng.normal(0.2, 0.8, len(rows))) / 2, -1, 1)
    drift = np.where(rows["doc_id"].str[:4] == "2021", -0.2, 0.0)
    measured = 0.7 * truth + drift + rng.normal(0, 0.1, len(rows))
    rows = rows.assign(tone=np.clip(measured, -1, 1).round(4))
    sample = draw_labels(rows, mentions, documents, measure="tone", n=200)
    places = rows.reset_index().set_index(["doc_id", "sentence_no"])["index"]
    at = places.loc[list(zip(sample["doc_id"], sample["sentence_no"], strict=True))]
    words = {
        -1: "very negative",
        -0.5: "negative",
        0: "neutral",
        0.5: "positive",
        1: "very positive",
    }
    labels = sample.assign(label=[words[truth[i]] for i in at], coder="a", date="")
    found = correct_estimates(labels, rows, mentions, documents, measure="tone")
    true = pd.Series(truth).groupby(rows["doc_id"].str[:4].to_numpy()).mean().to_numpy()
    assert ((found["low"] < true) & (true < found["high"])).all()
    trends = estimate_trends(tally_tone(documents, rows, group=None))
    assert np.allclose(found["uncorrected"], trends["estimate"])
    assert (found["tuning"] > 0.8).all() and found["recall"].isna().all()
    change = correct_changes(found).iloc[0]
    assert change["uncorrected_called"] and not change["called"]
    alike = correct_estimates(
        labels.assign(label="neutral"), rows, mentions, documents, measure="tone"
    )
    assert (
        alike["remark"].str.startswith("all labels are alike").all()
        and (found["remark"] == "").all()
    )


def test_a_share_of_no_hit_and_a_few_sentences_are_told():
    rows, mentions, documents = make(n_documents=5)
    found = correct_estimates(
        label_all(draw_labels(rows, mentions, documents), rows), rows, mentions, documents
    )
    assert found["remark"].str.contains("60 sentences, too few for 100 labels").all()
    rows, mentions, documents = make(n_documents=40)
    nothing = mentions.head(0).assign(theme=pd.Categorical([], categories=["russia"]))
    labels = label_all(draw_labels(rows, nothing, documents, n=150), rows)
    found = correct_estimates(labels, rows, nothing, documents)
    assert (found["uncorrected"] == 0).all() and (found["estimate"] > 0.04).all()
    assert (found["recall"] == 0).all() and found["precision"].isna().all()


def levels(estimate, half, n=None):
    n = len(estimate) if n is None else n
    frame = pd.DataFrame({"estimate": estimate}).assign(measure="themes", theme="x", level=0.95)
    frame = frame.assign(period=[str(2020 + i) for i in range(n)], uncorrected=0.1)
    ends = {"low": -half, "high": half, "uncorrected_low": -0.01, "uncorrected_high": 0.01}
    for name, away in ends.items():
        centre = "uncorrected" if name.startswith("un") else "estimate"
        frame[name] = frame[centre] + away
    return frame


def test_three_periods_have_neighbours_ends_and_a_trend():
    found = correct_changes(levels([0.1, 0.2, 0.3], 0.03))
    assert found["kind"].tolist() == ["change"] * 3 + ["trend"]
    assert found[["before", "after"]].values.tolist() == [
        ["2020", "2021"], ["2021", "2022"], ["2020", "2022"], ["2020", "2022"],
    ]  # fmt: skip
    assert np.allclose(found["estimate"], [0.1, 0.1, 0.2, 0.1])
    half = (found["high"] - found["low"]) / 2
    assert np.allclose(half, [0.03 * 2**0.5] * 3 + [0.03 / 2**0.5])
    assert found["called"].tolist() == [True] * 4 and not found["uncorrected_called"].any()
    assert np.allclose(found["detectable"], half * (1 + 0.841621 / 1.959964), atol=1e-5)


def test_a_period_without_an_estimate_is_left_out_of_changes():
    table = levels([0.1, np.nan, 0.3], 0.02)
    found = correct_changes(table)
    assert found[["before", "after", "n_periods"]].values.tolist() == [["2020", "2022", 2]]


def test_detectable_changes_are_called_in_four_fifths():
    rng, error = np.random.default_rng(0), 0.02
    table = levels([0.1, 0.1], 1.959964 * error)
    least = correct_changes(table)["detectable"].item()
    called = []
    for _ in range(250):
        drawn = levels(np.array([0.1, 0.1 + least]) + rng.normal(0, error, 2), 1.959964 * error)
        called.append(correct_changes(drawn)["called"].item())
    assert 0.72 < np.mean(called) < 0.88


def test_intervals_of_sums_are_recovered_from_unequal_arms():
    value, low, high = combine(np.array([-1.0, 1.0]), *np.array([[0.1, 0.3], [0.08, 0.26], [0.15, 0.4]]))  # fmt: skip
    assert np.allclose(
        [value, low, high], [0.2, 0.2 - np.hypot(0.05, 0.04), 0.2 + np.hypot(0.02, 0.1)]
    )


def test_a_ratio_has_the_interval_of_its_logarithm_and_no_end_where_a_level_reaches_0():
    table = levels([0.1, 0.2], 0.0)
    table[["low", "high"]] = [[0.08, 0.12], [0.15, 0.28]]
    found = correct_changes(table).iloc[0]
    down = np.hypot(np.log(0.2 / 0.15), np.log(0.12 / 0.1))
    up = np.hypot(np.log(0.28 / 0.2), np.log(0.1 / 0.08))
    want = 2 * np.exp([0, -down, up])
    assert np.allclose(found[["ratio", "ratio_low", "ratio_high"]].astype(float), want)
    table.loc[0, "low"] = 0.0
    found = correct_changes(table).iloc[0]
    assert np.isnan(found["ratio_high"]) and found["ratio"] == pytest.approx(2)
    assert correct_changes(table.assign(measure="tone"))["ratio"].isna().all()


def test_nothing_corrected_has_no_changes():
    assert correct_changes(levels([], 0.1)).empty


def test_a_coder_without_labels_is_an_error_that_names_the_others(aged):
    tables, labels = aged
    with pytest.raises(ValueError, match="coder 'Bo' is none of 'a'"):
        correct_estimates(labels, *tables, coder="Bo")
    with pytest.raises(ValueError, match="nobody: there are no labels"):
        correct_estimates(labels.head(0), *tables, coder="Bo")


def test_labels_of_a_theme_that_was_not_looked_for_are_told(aged):
    tables, labels = aged
    with pytest.warns(UserWarning, match="labels left out, whose theme 'rusia' is none of"):
        assert correct_estimates(labels.assign(theme="rusia"), *tables).empty
