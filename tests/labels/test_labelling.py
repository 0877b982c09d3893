"""Labelling without a browser: order, progress, undo, taking up, a table to fill in."""

import csv

import numpy as np
import pandas as pd
import pytest

from analysis import read_themes
from analysis.labels import compare_coders, correct_estimates, label
from analysis.labels.decisions import read_decisions


def make(n=30):
    texts = [f"Sentence {i} of a text." for i in range(n)]
    rows = pd.DataFrame({"doc_id": "d", "sentence_no": range(n), "start": range(n), "text": texts})
    return rows, rows[["doc_id", "sentence_no"]].head(8).assign(theme="russia")


def work(labelling, choose):
    while labelling.current is not None:
        labelling.decide(choose(labelling.show()["text"]))
    return labelling


def test_what_a_coder_sees_is_the_sentence_between_its_neighbours_and_nothing_of_the_measure(
    tmp_path,
):
    labelling = label(*make(), n=20, corpus=tmp_path)
    seen = labelling.show()
    no = int(seen["text"].split()[1])
    assert seen["before"] == (f"Sentence {no - 1} of a text." if no else "")
    assert seen["after"] == (f"Sentence {no + 1} of a text." if no < 29 else "")
    assert seen["labels"] == ["yes", "no", "unsure"] and "hit" not in str(seen.values())


def test_the_theme_is_asked_for_by_its_name_and_definition(tmp_path):
    rows, found = make()
    found["theme"] = "indo_pacific"
    seen = label(rows, found, n=20, corpus=tmp_path).show()
    themes = read_themes()
    assert seen["question"] == "Does this sentence mention the theme “Indo-Pacific”?"
    assert seen["definition"] == " ".join(themes.definitions["indo_pacific"].split()) != ""


def test_a_line_is_written_for_every_decision_with_coder_and_date(tmp_path):
    labelling = label(*make(), n=20, corpus=tmp_path, coder="Ann")
    labelling.decide("yes")
    (row,) = csv.DictReader((tmp_path / "labels.csv").read_text().splitlines())
    assert row["coder"] == "Ann" and pd.Timestamp(row["date"]) and row["label"] == "yes"
    assert float(row["probability"]) > 0 and row["theme"] == "russia"
    assert labelling.say_progress() == "1 of 20 sentences labelled by Ann; 19 to go"


def test_work_goes_on_where_it_stopped(tmp_path):
    first = label(*make(), n=20, corpus=tmp_path)
    shown = []
    for word in ("yes", "no", "unsure"):
        shown.append(first.show()["text"])
        first.decide(word)
    again = label(*make(), n=20, corpus=tmp_path)
    assert again.n_done == 3 and again.show()["text"] == first.show()["text"] not in shown
    again.undo()
    assert again.show()["text"] == shown[-1]


def test_undo_takes_back_one_after_the_other_and_then_does_nothing(tmp_path):
    labelling = label(*make(), n=20, corpus=tmp_path)
    shown = labelling.show()
    labelling.undo()
    labelling.decide("yes")
    labelling.decide("no")
    for _ in range(3):
        labelling.undo()
    assert labelling.show() == shown
    assert read_decisions(labelling.file)["label"].tolist() == ["yes", "no", "withdrawn", "withdrawn"]  # fmt: skip


def test_two_coders_see_the_same_sentences_in_another_order(tmp_path):
    orders = []
    for coder in ("Ann", "Ben"):
        seen = []
        work(
            label(*make(), n=20, corpus=tmp_path, coder=coder),
            lambda text: seen.append(text) or "no",
        )
        orders.append(seen)
    assert orders[0] != orders[1] and set(orders[0]) == set(orders[1])
    assert compare_coders(tmp_path / "labels.csv").agreement["n_sentences"].tolist() == [20]


def test_when_all_is_labelled_nothing_more_can_be_and_a_wrong_label_is_refused(tmp_path):
    labelling = label(*make(), n=20, corpus=tmp_path)
    with pytest.raises(ValueError, match="label 'maybe' is none of yes, no, unsure"):
        labelling.decide("maybe")
    work(labelling, lambda text: "no")
    assert labelling.show()["at"] == -1 and labelling.n_done == labelling.n
    with pytest.raises(ValueError, match="every sentence"):
        labelling.decide("no")


def test_one_theme_comes_after_the_other(tmp_path):
    rows, found = make()
    both = pd.concat([found, found.assign(theme="trade")])
    asked = []
    labelling = label(rows, both, n=20, corpus=tmp_path)
    while labelling.current is not None:
        asked.append(labelling.show()["question"])
        labelling.decide("no")
    assert asked == sorted(asked) and len(set(asked)) == 2 and len(asked) == 40


def test_tone_has_five_labels(tmp_path):
    rows, found = make()
    labelling = label(rows, found, measure="tone", n=20, corpus=tmp_path)
    assert labelling.labels == ["very negative", "negative", "neutral", "positive", "very positive", "unsure"]  # fmt: skip
    assert labelling.show()["question"] == "What is the tone of this sentence?"


def test_a_table_is_filled_in_where_nothing_can_run(tmp_path):
    labelling = label(*make(), n=20, corpus=tmp_path, coder="Ann")
    labelling.decide("yes")
    file = labelling.write_template(tmp_path / "to-label.csv")
    with pytest.raises(FileExistsError):
        labelling.write_template(file)
    rows = pd.read_csv(file, keep_default_na=False)
    assert len(rows) == 19 and (rows["label"] == "").all() and (rows["coder"] == "Ann").all()
    rows.assign(label="no").to_csv(tmp_path / "labels.csv", index=False)
    assert label(*make(), n=20, corpus=tmp_path, coder="Ann").n_done == 19
    assert "to-label.csv" in repr(labelling) and "yes, no, unsure" in repr(labelling)


def test_where_no_widget_can_be_made_the_words_are_shown(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "anywidget", None)
    monkeypatch.delitem(__import__("sys").modules, "analysis.labels.widget", raising=False)
    shown = label(*make(), n=20, corpus=tmp_path)._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}


def test_text_of_others_is_made_visible_and_never_run(tmp_path):
    rows, found = make()
    rows["text"] = [f"<script>{i}</script>\u202e\x00" for i in range(30)]
    labelling = label(rows, found, n=20, corpus=tmp_path, coder="<b>Ann</b>")
    assert "\\x202e" in labelling.show()["text"]
    assert "<b>" not in labelling._repr_mimebundle_()["text/html"]


def test_nobody_labels_without_a_name_and_nothing_to_label_is_shown(tmp_path):
    rows, found = make()
    with pytest.raises(ValueError, match="coder is empty"):
        label(rows, found, coder=" ", corpus=tmp_path)
    none = label(rows.head(0), found.head(0), corpus=tmp_path)
    assert none.n == 0 and none.show()["at"] == -1 and "0 of 0" in repr(none)


def test_labels_survive_a_new_reading_and_changed_numbers(tmp_path):
    rows, found = make(200)
    work(label(rows, found, n=120, corpus=tmp_path), lambda text: "no")
    later = rows.assign(sentence_no=rows["sentence_no"] + 7, start=rows["start"] + 99)
    moved = found.assign(sentence_no=found["sentence_no"] + 7)
    assert label(later, moved, n=120, corpus=tmp_path).n_done == 120
    corrected = correct_estimates(tmp_path / "labels.csv", later, moved)
    assert corrected["n_labels"].tolist() == [120] and np.isclose(corrected["estimate"].item(), 0)
