import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from analysis import find_mentions, read_themes
from analysis.themes import compare_labels, list_errors, place_labels, read_labels

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "labels" / "themes_dev.csv"


def make(truth):
    n = len(truth)
    return pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(n)],
            "sentence_no": 0,
            "start": 10,
            "end": 20,
            "text": "ten chars.",
            "class": "x",
            "label": truth,
            "borderline": False,
            "note": "",
        }
    )


def predict(found):
    rows = [(f"d{i}", 10 + i % 10, "x", "word") for i, hit in enumerate(found) if hit]
    return pd.DataFrame(rows, columns=["doc_id", "start", "theme", "term"])


def wilson(k, n, z=1.959963984540054):
    centre, half = k + z * z / 2, z * np.sqrt(k * (n - k) / n + z * z / 4)
    return max(0, (centre - half) / (n + z * z)), min(1, (centre + half) / (n + z * z))


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_scores_are_those_of_other_software(pairs):
    truth, found = map(list, zip(*pairs, strict=True))
    row = compare_labels(predict(found), make(truth)).iloc[0]
    precision, recall, f1, _ = precision_recall_fscore_support(
        truth, found, average="binary", zero_division=np.nan
    )
    np.testing.assert_allclose([row["precision"], row["recall"]], [precision, recall])
    np.testing.assert_allclose(row["f1"], f1 if any(truth) or any(found) else np.nan)
    if len(set(truth) | set(found)) == 2:
        np.testing.assert_allclose(row["kappa"], cohen_kappa_score(truth, found), atol=1e-12)
    if any(found):
        np.testing.assert_allclose(
            [row["precision_low"], row["precision_high"]],
            wilson(row["n_both"], row["n_predicted"]),
            atol=1e-9,
        )
    if any(truth) or any(found):
        assert row["low"] - 1e-9 <= row["f1"] <= row["high"] + 1e-9


def test_an_interval_of_f1_is_that_of_the_share_it_rises_with():
    row = compare_labels(predict([1, 1, 1, 0]), make([True, True, False, True])).iloc[0]
    low, high = wilson(2, 4)
    assert row["f1"] == pytest.approx(2 / 3)
    assert (row["low"], row["high"]) == pytest.approx((2 * low / (1 + low), 2 * high / (1 + high)))


def test_a_hit_counts_where_it_starts():
    hits = pd.DataFrame({"doc_id": "d0", "start": [9, 20], "theme": "x"})
    assert compare_labels(hits, make([True])).iloc[0]["n_predicted"] == 0
    assert compare_labels(hits.assign(start=[10, 19]), make([True])).iloc[0]["n_both"] == 1


def test_macro_is_the_mean_of_classes():
    labels = pd.concat([make([True, False]), make([True, True]).assign(**{"class": "y"})])
    out = compare_labels(predict([1, 0]), labels).set_index("class")
    assert (
        out.loc["x", "f1"] == 1
        and out.loc["y", "recall"] == 0
        and np.isnan(out.loc["y", "precision"])
    )
    assert out.loc["macro", "f1"] == 0.5 and out.loc["macro", "n"] == 2


def test_every_error_is_listed_with_what_hit():
    errors = list_errors(predict([1, 1, 0, 0]), make([True, False, True, False]))
    assert errors[["error", "doc_id", "terms"]].values.tolist() == [
        ["false positive", "d1", "word"],
        ["false negative", "d2", ""],
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("doc_id,start,x\na,0,1\n", "no column text"),
        ("id,text\na,b\n", "no column of 0/1 labels"),
        ("id,text,x,y\na,b,1,0\nb,c,0,2\n", "row 3, column y: '2'; write 0 or 1"),
        ("id,text,x,borderline\na,b,1,maybe\n", "row 2, column borderline: 'maybe'"),
    ],
)
def test_a_fault_in_labels_names_the_place(tmp_path, body, words):
    file = tmp_path / "labels.csv"
    file.write_text(body)
    with pytest.raises(ValueError, match="labels.csv.*" + words):
        read_labels(file)


def test_labels_are_found_again_where_the_text_has_moved():
    labels = make([True]).assign(doc_id="a", text="It met.", start=40, end=47)
    moved = place_labels(
        labels, pd.DataFrame({"doc_id": ["a"], "text": ["It met. " + "x" * 20 + " It met. So."]})
    )
    assert moved[["start", "end"]].values.tolist() == [[29, 36]]
    with pytest.warns(
        UserWarning,
        match="1 of 1 labelled sentences are not in their texts .* the first a: 'It met.'; label them anew",
    ):
        assert place_labels(labels, pd.DataFrame({"doc_id": ["a"], "text": ["It left."]})).empty


@pytest.mark.parametrize(
    "rows, said, kept",
    [
        ("a,0,It met.,2\na,9,It left.,1\n", "row 2, column quad: '2'; write 0 or 1; left out", 1),
        ("a,0,It met.,\na,9,It left.,x\nb,0,So.,1\n", "1 more rows like it", 1),
        ("a,x,It met.,1\na,9,It left.,1\n", "column start: 'x'; write the number", 1),
        ("a,0,It met.,1\na,0,It met.,0\n", "keep one row of a sentence", 1),
        ("", "", 0),
    ],
)
def test_labels_beside_a_corpus_lose_the_rows_that_are_wrong(tmp_path, rows, said, kept):
    (tmp_path / "labels.csv").write_text("doc_id,start,text,quad\n" + rows)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert len(read_labels(tmp_path, beside=True)) == kept
    assert said in " ".join(str(warning.message) for warning in caught) and bool(caught) == bool(
        said
    )
    if said:
        with pytest.raises(ValueError, match="labels.csv, row"):
            read_labels(tmp_path / "labels.csv")


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00", b"", b"a,b\n1,2\n", b"text\nIt met.\n", b'doc_id,start,text,quad\n"open'],
)
def test_labels_beside_a_corpus_that_cannot_be_read_cost_themselves(tmp_path, data):
    (tmp_path / "labels.csv").write_bytes(data)
    with pytest.warns(UserWarning, match="labels.csv was not read: "):
        assert read_labels(tmp_path, beside=True).empty


def test_no_hit_in_the_five_articles_is_denied_by_their_labels_and_none_missed(
    corpus, sentences, mentions
):
    labels = place_labels(read_labels(ROOT / "seeds" / "labels.csv"), corpus.documents)
    assert sorted(set(labels["class"])) == sorted(read_themes().main)
    assert list_errors(mentions, labels)[["class", "error", "text"]].values.tolist() == []
    scores = compare_labels(mentions, labels).set_index("class")
    assert (scores["n_labelled"] >= 4).all() and (scores["f1"] == 1).all()


def test_the_labels_leave_no_sentence_of_the_five_articles_out(corpus):
    labels = place_labels(
        read_labels(ROOT / "seeds" / "labels.csv"), corpus.documents
    ).drop_duplicates(["doc_id", "start"])
    for row in corpus.documents.itertuples():
        rest = row.text
        for start, end in labels.loc[labels["doc_id"] == row.doc_id, ["start", "end"]].values[::-1]:
            rest = rest[:start] + rest[end:]
        assert not rest.strip(), row.doc_id


@pytest.mark.skipif(not DEV.exists(), reason="the development labels are not on this machine")
def test_the_themes_agree_with_readers_of_the_development_sentences():
    labels = read_labels(DEV)
    found = find_mentions(labels.drop_duplicates("doc_id"), read_themes())
    scores = compare_labels(found, labels).set_index("class")["f1"]
    assert scores["macro"] >= 0.95 and (scores >= 0.92).all()


HEAD, ROW, OTHER = "doc_id,start,text,x\n", "a,0,It met.,1\n", "b,0,They left.,0\n"


@pytest.mark.parametrize(
    ("body", "kept", "words"),
    [
        (HEAD + ROW + "b,0,They left.,1,9,9\n", "a", "more cells than columns"),
        (HEAD + ROW + "b,0,They left.\n", "a", "write 0 or 1"),
        (HEAD + ROW + 'b,0,"They left.,1\n', "a", "write 0 or 1"),
        (HEAD + ROW + "b,0,,1\n", "a", "write the sentence"),
        ((HEAD + ROW).encode() + b"b,0,caf\xe9,1\n", "a", "save the file in UTF-8"),
        (
            HEAD + ROW + "a,3,It met.,0\n" + OTHER,
            "ab",
            "1 of 3 labels left out, of a place that has one already",
        ),
        (HEAD + ROW + ROW + OTHER, "ab", "column start: '0'; keep one row of a sentence"),
        (
            "doc_id,start,sentence_no,text,x\na,0,1,It met.,1\nb,0,q,They left.,1\n",
            "a",
            "row 3, column sentence_no: 'q'",
        ),
        (
            "doc_id,start,text,x,comment\na,0,It met.,1,sure\nb,0,They left.,0,\n",
            "ab",
            "column 'comment': no 0 or 1",
        ),
        ("doc_id,start,text,x,\na,0,It met.,1,\n", "a", "column '': no 0 or 1"),
        ("doc_id,start,text,x,x\na,0,It met.,1,1\n", "", "names a column twice"),
        (b"doc_id,start,text,\xff\na,0,It met.,1\n", "", "not UTF-8"),
        ((HEAD + ROW).replace(",", "/"), "", "no column text"),
        ("", "", "no column text"),
    ],
)
def test_what_is_wrong_in_labels_beside_a_corpus_costs_itself_and_is_named(
    tmp_path, body, kept, words
):
    (tmp_path / "labels.csv").write_bytes(body if isinstance(body, bytes) else body.encode())
    documents = pd.DataFrame(
        {"doc_id": ["a", "b", "c"], "text": ["It met. So.", "They left.", None]}
    )
    with pytest.warns(UserWarning, match=words) as told:
        labels = place_labels(read_labels(tmp_path, beside=True), documents)
    assert len(told) == 1 and "".join(labels["doc_id"]) == kept
    compare_labels(predict([1]), labels)


@pytest.mark.parametrize("name", ["label", "class", "theme", "sentence"])
def test_labels_beside_a_corpus_may_have_columns_of_any_name(tmp_path, name):
    (tmp_path / "labels.csv").write_text(f"doc_id,start,text,x,{name}\na,0,1,1,1\n")
    assert len(read_labels(tmp_path, beside=True)) == 1 + (name != "sentence")


def make_drawn(n=20_000, seed=0):
    """Return labels of all sentences, what was found, and with what probability each is drawn."""
    rng = np.random.default_rng(seed)
    at = np.arange(n)
    labels = pd.DataFrame({"doc_id": at // 20, "start": 10 * at, "class": "x", "text": "w"})
    labels = labels.assign(end=labels["start"] + 5, sentence_no=0, borderline=False, note="")
    labels["label"] = rng.random(n) < 0.1
    found = labels[rng.random(n) < np.where(labels["label"], 0.6, 0.02)]
    is_hit = labels["start"].isin(found["start"])
    return labels, found[["doc_id", "start"]].assign(theme="x"), np.where(is_hit, 0.5, 0.05)


def test_a_sample_with_more_hits_than_others_agrees_as_all_sentences_do():
    labels, found, probability = make_drawn()
    (whole, _) = compare_labels(found, labels).to_dict("records")
    drawn = np.random.default_rng(1).random(len(labels)) < probability
    sample = labels.assign(probability=probability)[drawn]
    (part, _) = compare_labels(found, sample).to_dict("records")
    (naive, _) = compare_labels(found, labels[drawn]).to_dict("records")
    assert naive["recall"] > whole["recall"] + 0.15
    for name in ("precision", "recall", "f1", "kappa"):
        assert abs(part[name] - whole[name]) < 0.08, name
    for name in ("precision", "recall"):
        assert part[f"{name}_low"] < whole[name] < part[f"{name}_high"]
    assert part["low"] < whole["f1"] < part["high"]


def test_sentences_all_drawn_alike_agree_as_without_a_probability():
    labels, found, _ = make_drawn(500)
    plain, drawn = (
        compare_labels(found, table) for table in (labels, labels.assign(probability=0.2))
    )
    numbers = plain.select_dtypes("float").columns
    assert np.allclose(plain[numbers], drawn[numbers], equal_nan=True)


def test_labels_of_coders_are_read_as_labels(tmp_path):
    head = "doc_id,start,text,key,theme,label,coder,probability"
    lines = ["d,5,Hello.,s1,x,yes,a,0.5", "d,5,Hello.,s1,x,no,b,0.5", "d,9,Ho.,s2,x,yes,a,1"]
    lines += ["d,9,Ho.,s2,x,withdrawn,a,1", "d,20,He.,s3,x,unsure,a,1", "d,20,He.,s3,x,no,b,1"]
    lines += ["d,30,Cut.,s4,x,yes", "'=d,40,'=1.,s5,x,no,a,1", "d,50,Empty.,s6,x,,a,1"]
    (tmp_path / "labels.csv").write_text("\n".join([head, *lines]) + "\n")
    found = read_labels(tmp_path, beside=True)
    got = found[["doc_id", "start", "text", "label", "borderline"]].values.tolist()
    assert got == [
        ["d", 5, "Hello.", True, True], ["d", 20, "He.", False, True], ["=d", 40, "=1.", False, False],
    ]  # fmt: skip
    assert found["probability"].tolist() == [0.5, 1, 1]
