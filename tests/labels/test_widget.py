"""The widget: what it does with messages, and how it is used in JupyterLab, by keys and on a phone."""

import json
import shutil

import pandas as pd
import pytest
from browser import ROOT, open_browser, open_notebook, run_all, start_lab

from analysis.labels import label
from analysis.labels.decisions import read_decisions

pytest.importorskip("anywidget")

_CELL = """import pandas as pd
from analysis.labels import label
texts = [f"Sentence {i} <b>of</b> $5$ a text that goes on about Russia and about trade." for i in range(12)]
rows = pd.DataFrame({"doc_id": "talks", "sentence_no": range(12), "start": range(12), "text": texts})
found = pd.DataFrame({"doc_id": "talks", "sentence_no": range(4), "theme": "russia"})
label(rows, found, n=6, corpus="here", coder="Ann")"""


def sentences(n=12):
    texts = [f"Sentence {i} of a text." for i in range(n)]
    return pd.DataFrame(
        {"doc_id": "talks", "sentence_no": range(n), "start": range(n), "text": texts}
    )


def mentions(n=4):
    return pd.DataFrame({"doc_id": "talks", "sentence_no": range(n), "theme": "russia"})


@pytest.fixture
def widget(tmp_path):
    from analysis.labels.widget import LabelWidget

    widget = LabelWidget(label(sentences(), mentions(), n=6, corpus=tmp_path, coder="Ann"))
    yield widget
    widget.close()


def tell(widget, **content):
    widget._answer(widget, content, [])


def test_a_label_is_saved_and_the_next_sentence_shown(widget, tmp_path):
    first = widget.seen["at"]
    tell(widget, at=first, label="yes")
    assert (
        widget.seen["at"] != first and widget.seen["n_done"] == 1 and widget.said == "Saved: yes."
    )
    assert read_decisions(tmp_path / "labels.csv")["label"].tolist() == ["yes"]


def test_a_key_pressed_twice_labels_one_sentence(widget, tmp_path):
    first = widget.seen["at"]
    tell(widget, at=first, label="yes")
    tell(widget, at=first, label="yes")
    assert widget.seen["n_done"] == 1 and len(read_decisions(tmp_path / "labels.csv")) == 1


def test_undo_shows_the_sentence_again(widget):
    first = widget.seen["at"]
    tell(widget, at=first, label="no")
    tell(widget, at=widget.seen["at"], undo=True)
    assert widget.seen["at"] == first and widget.seen["n_done"] == 0


@pytest.mark.parametrize("content", [None, "x", {}, {"at": 0, "label": "maybe"}, {"at": 0}])
def test_messages_that_make_no_sense_change_nothing(widget, content):
    widget._answer(widget, content, [])
    assert widget.seen["n_done"] == 0


def test_a_file_that_cannot_be_written_is_said_and_nothing_counted(widget, tmp_path):
    (tmp_path / "labels.csv").mkdir()
    tell(widget, at=widget.seen["at"], label="yes")
    assert widget.said.startswith("Not saved: ") and widget.seen["n_done"] == 0


def test_after_the_last_label_only_undo_is_left(widget):
    for _ in range(6):
        tell(widget, at=widget.seen["at"], label="unsure")
    assert widget.seen["at"] == -1 and widget.seen["n_done"] == 6
    tell(widget, at=-1, label="yes")
    assert widget.said.startswith("Not saved: ")
    tell(widget, at=-1, undo=True)
    assert widget.seen["n_done"] == 5


def test_run_again_the_cell_shows_one_widget_of_the_same_name(tmp_path):
    views = [
        label(sentences(), mentions(), n=6, corpus=tmp_path)._repr_mimebundle_()[
            "application/vnd.jupyter.widget-view+json"
        ]["model_id"]
        for _ in range(2)
    ]
    assert views[0] == views[1] and views[0].startswith("label-")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with open_browser() as browser:
        tree = tmp_path_factory.mktemp("tree")
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "analysis", tree / "analysis", ignore=ignored)
        (tree / "here").mkdir()
        (tree / "here" / "talks.txt").write_text("A text.\n")
        cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": _CELL}
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        book = {"cells": [cell | {"execution_count": None}], "metadata": {"kernelspec": kernel}}
        book |= {"nbformat": 4, "nbformat_minor": 5}
        (tree / "label.ipynb").write_text(json.dumps(book))
        with start_lab(tree, tmp_path_factory.mktemp("settings")) as address:
            yield browser, address.format("label.ipynb"), tree


@pytest.fixture(params=[1280, 390])
def page(lab, request):
    browser, address, tree = lab
    (tree / "here" / "labels.csv").unlink(missing_ok=True)
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.on("dialog", lambda dialog: dialog.accept())
    open_notebook(page, address)
    assert not run_all(page)["errors"]
    if request.param < 500:  # as anybody would on a phone: the list of files leaves no room
        page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
        page.wait_for_timeout(500)
    page.locator(".sentence-label").wait_for()
    yield page
    page.evaluate(
        "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }"
    )
    page.close()


def read_saved(tree):
    return read_decisions(tree / "here" / "labels.csv")["label"].tolist()


def wait_for(page, words):
    page.wait_for_function(
        "words => document.querySelector('.sentence-label [role=status]').textContent.includes(words)",
        arg=words,
    )


def test_sentences_are_labelled_by_keys_and_the_work_is_taken_up(page, lab):
    box, tree = page.locator(".sentence-label"), lab[2]
    assert "Does this sentence mention the theme “Russia”?" in box.inner_text()
    assert "<b>of</b> $5$" in box.locator(".now").inner_text()
    first = box.locator(".now").inner_text()
    box.focus()
    page.keyboard.press("1")
    wait_for(page, "Saved: yes. 1 of 6")
    assert box.locator(".now").inner_text() != first
    page.keyboard.press("u")
    wait_for(page, "Last label taken back. 0 of 6")
    assert box.locator(".now").inner_text() == first
    for n, (key, word) in enumerate({"2": "no", "3": "unsure"}.items(), 1):
        page.keyboard.press(key)
        wait_for(page, f"Saved: {word}. {n} of 6")
    assert read_saved(tree) == ["yes", "withdrawn", "no", "unsure"]
    source = page.evaluate(
        "window.jupyterapp.shell.currentWidget.content.model.cells.get(0).toJSON()"
    )
    assert source["cell_type"] == "code" and source["source"] == _CELL  # no key went to JupyterLab
    assert not run_all(page)["errors"]
    wait_for(page, "2 of 6 labelled.")
    for n in range(3, 7):
        page.locator(".sentence-label").get_by_role("button", name="1 yes").click()
        wait_for(page, f"{n} of 6 labelled.")
    assert (
        "Every sentence of the sample has a label." in page.locator(".sentence-label").inner_text()
    )


def test_it_is_named_fits_and_can_be_read_in_light_and_dark(page):
    box = page.locator(".sentence-label")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    buttons = box.get_by_role("button").all()
    assert [button.inner_text() for button in buttons] == ["1 yes", "2 no", "3 unsure", "u undo"]
    assert all(button.bounding_box()["height"] >= 44 for button in buttons)
    assert box.get_by_role("status").get_attribute("aria-live") == "polite"
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme
        )
        page.wait_for_timeout(1500)
        for part in (".now", ".near", ".choice", ".place"):
            assert box.locator(part).first.evaluate(_CONTRAST) >= 4.5, (theme, part)


# How the colour of text stands out from what is behind it, as WCAG counts it.
_CONTRAST = """part => {
  const light = colour => colour.map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  let behind = part, back = [0, 0, 0, 0];
  while (behind && (back = parse(getComputedStyle(behind).backgroundColor)).length === 4 && back[3] === 0)
    behind = behind.parentElement;
  const pale = parse(getComputedStyle(part).color), alpha = pale[3] ?? 1;
  const seen = pale.slice(0, 3).map((c, i) => alpha * c + (1 - alpha) * back[i]);
  const [a, b] = [light(seen), light(back.slice(0, 3))].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05); }"""
