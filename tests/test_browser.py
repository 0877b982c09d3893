"""In a browser: the site as its readers meet it, and the notebooks as JupyterLab runs them."""

import base64
import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from browser import ROOT, open_browser, open_notebook, run_all, save, start_lab
from maths import TEXTS
from plot_tables import draw

from analysis import (
    attribute_speech,
    explore,
    find_mentions,
    read_corpus,
    read_themes,
    split_sentences,
)
from analysis.charts.hover import locate_values
from analysis.core.safe_text import escape_markdown
from analysis.explorer.explorer import Choice
from analysis.publish.site import build_site

BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WIDTHS = {"desktop": 1280, "phone": 390}
_EXPLORE = """from analysis import *
corpus = read_corpus("{corpus}")
sentences = split_sentences(corpus.documents)
themes = read_themes()
mentions = find_mentions(sentences, themes)
spoken = attribute_speech(sentences, corpus.documents)
explore(mentions, spoken, corpus.documents, labels=themes.labels, theme="russia")"""
_SAYS = """import pandas as pd
from analysis import *
from analysis.charts import Chart
from analysis.describe import as_findings
from analysis.themes import show_evidence
from analysis.charts.style import start_figure
texts = {texts!r}
long = [f"{{text}} Quad {{text}}" for text in texts]
frame = pd.DataFrame({{"doc_id": texts, "text": long, "title": texts, "source": texts, "file": texts, "lines": "7", "group": "all"}})
frame = frame.assign(date=pd.Timestamp("2022-02-11"), episode="", sentence_no=0, start=0, n_words=9, speaker=texts)
rows = [(text, 0, "$a$ \\\\(b\\\\)", len(text) + 1, len(text) + 5, "Quad", text) for text in texts]
mentions = pd.DataFrame(rows, columns=["doc_id", "sentence_no", "theme", "start", "end", "term", "pattern"])
sentences = frame[["doc_id", "sentence_no", "start", "text", "n_words", "speaker"]]
documents = frame.drop(columns=["sentence_no", "start", "n_words", "speaker"])
%%
as_findings(*texts)
%%
show(frame[["title", "source"]], most=99)
%%
show_evidence(mentions, sentences, documents, max_rows=99)
%%
for text in texts[:23]:
    display(Chart(start_figure(1), text, text, text, frame[["title"]].head(1)))
%%
for text in texts[23:]:
    display(Chart(start_figure(1), text, text, text, frame[["title"]].head(1)))
%%
explore(mentions, sentences, documents, theme="", max_rows=99, labels={{"$a$ \\\\(b\\\\)": "$a$ \\\\(b\\\\)"}})"""
_DRAWN = """() => ({
  maths: [...document.querySelectorAll('mjx-container, .MathJax, .katex')].map(found => found.parentElement.innerText),
  cells: [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(cell => ({
    text: [...cell.querySelectorAll('.jp-OutputArea-output')].map(output => output.innerText).join(' '),
    folded: [...cell.querySelectorAll('.jp-OutputArea-output details')].map(part => part.textContent.slice(18)),
    items: [...cell.querySelectorAll('.jp-OutputArea-output li, .jp-MarkdownOutput li')].map(item => item.innerText),
    cells: [...cell.querySelectorAll('.jp-OutputArea-output td')].map(item => item.innerText),
    options: [...cell.querySelectorAll('option')].map(item => item.innerText)}))})"""

# What stands out of a frame, to the left or the right.
_WIDER = """frame => [...document.querySelectorAll(frame)].flatMap(box => {
  const {left, right} = box.getBoundingClientRect();
  return [...box.querySelectorAll('*')].filter(part => {
    const at = part.getBoundingClientRect();
    return at.width > 1 && (at.left < left - 12 || at.right > right + 12);
  }).map(part => part.tagName + '.' + part.className); })"""


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("shown") / "site"
    build_site(ROOT, out)
    return out


@pytest.fixture(scope="module")
def axe():
    found = importlib.util.find_spec("axe_playwright_python")
    if not found:
        pytest.skip("needs axe-core: pip install '.[browser]'")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(params=WIDTHS)
def page(browser, request):
    """A page of some width; at the end nothing must have been written to the console or asked of
    another place.
    """
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 900}, bypass_csp=True
    )
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:")) else told.append(asked.url),
    )
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    yield page
    assert not told
    context.close()


def test_no_page_of_the_site_keeps_anybody_out(site, page, axe):
    pages = [(path, scheme) for path in sorted(site.glob("*.html")) for scheme in ("light", "dark")]
    for path, scheme in pages:
        page.emulate_media(color_scheme=scheme)
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        # one word of the search page is as another, and axe slow on a thousand
        page.evaluate("document.querySelectorAll('.word ~ .word').forEach(word => word.remove())")
        page.evaluate(axe)
        found = page.evaluate("axe.run().then(result => result.violations)")
        grave = [
            (fault["id"], fault["nodes"][0]["target"])
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
        assert not grave, (path.name, scheme, grave)


def test_axe_sees_what_is_wrong(page, axe):
    page.set_content(
        "<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p></body></html>"
    )
    page.evaluate(axe)
    found = {fault["id"] for fault in page.evaluate("axe.run().then(result => result.violations)")}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found


def test_every_picture_is_drawn_and_nothing_is_wider_than_the_page(site, page):
    for path in sorted(site.glob("*.html")):
        page.goto(path.as_uri())
        bare = "[...document.images].filter(image => !image.alt.trim() || !image.complete || !image.naturalWidth).length"
        assert page.evaluate(bare) == 0, path.name
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path.name
        assert page.evaluate(_WIDER, ".chart") == [], path.name


def test_a_chart_says_its_values_to_mouse_and_keyboard_and_grows_within_its_frame(
    tmp_path, page, axe
):
    chart = draw("heat map of 5").save("00-a", tmp_path / "figures")
    draw("summary of 60").save("00-b", tmp_path / "figures")  # whose last marks lie at the edge
    png = base64.b64encode(chart.to_png()).decode()
    output = {"output_type": "display_data", "data": {"image/png": png}, "metadata": {}}
    said = output | {"data": {"text/markdown": f"```\n{'a long line of code ' * 9}\n```"}}
    cell = {"cell_type": "code", "source": "x", "metadata": {}, "outputs": [output, said]}
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00.ipynb").write_text(json.dumps({"cells": [cell]}))
    build_site(tmp_path, tmp_path / "site")
    words = [value.words for value in locate_values(chart.figure)]
    for name in ("00.html", "figures.html"):
        page.goto((tmp_path / "site" / name).as_uri())
        marks = page.locator(".chart").first.get_by_role("radio")
        assert [mark.get_attribute("aria-label") for mark in marks.all()] == words
        marks.first.focus()
        for key, want in (("ArrowRight", words[1]), ("ArrowDown", words[2])):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.ariaLabel") == want
        for mark in marks.all():
            mark.hover()
            assert mark.evaluate("mark => getComputedStyle(mark, '::after').content") != "none"
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.evaluate(axe)
        assert page.evaluate("axe.run('.chart').then(result => result.violations.length)") == 0
        if page.viewport_size["width"] < 500:
            page.get_by_label("Enlarge").first.check()
            assert page.locator(".chart img").first.bounding_box()["width"] > 700
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_word_is_found_without_a_script(site, page):
    page.goto((site / "search.html").as_uri())
    assert page.locator(".word:visible").count() > 500
    page.get_by_label("Word").focus()
    page.keyboard.type("russia")
    assert page.locator(".word:visible dt").all_inner_texts() == ["russia"]
    page.locator(".word:visible a").last.click()
    assert page.locator("main").get_by_text("Russia").count() > 0


def test_code_opens_on_demand_and_a_keyboard_gets_past_the_menu(site, page):
    page.goto((site / "00-shifting-priorities.html").as_uri())
    assert not page.locator("details.code pre").first.is_visible()
    page.locator("details.code summary").first.click()
    assert page.locator("details.code pre").first.is_visible()
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the project that JupyterLab may write to."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("analysis", "notebooks", "seeds"):
        shutil.copytree(
            ROOT / name,
            tree / name,
            ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"),
        )
    benchmarks = tree / "tests" / "benchmarks"
    benchmarks.mkdir(parents=True)
    for path in (ROOT / "tests" / "benchmarks").glob("*.csv"):
        shutil.copy(path, benchmarks)
    return tree


@pytest.fixture(scope="module")
def lab(browser, tree, tmp_path_factory):
    with start_lab(tree, tmp_path_factory.mktemp("settings")) as address:
        yield address


@pytest.fixture
def lab_page(browser):
    page = browser.new_page(viewport={"width": 1500, "height": 1200})
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.evaluate(
        "async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }"
    )
    page.close()


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_to_its_end_in_jupyterlab(lab, lab_page, tree, book):
    open_notebook(lab_page, lab.format(f"notebooks/{book.name}"))
    state = run_all(lab_page)
    assert not state["errors"] and state["counts"] == list(range(1, len(state["counts"]) + 1))
    save(lab_page)
    new, old = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (tree / "notebooks" / book.name, book)
    )
    for after, before in zip(new["cells"], old["cells"], strict=True):
        assert after.get("outputs") == before.get("outputs"), "".join(before["source"])


@pytest.fixture(params=["seeds", "own"])
def chosen(request, tree, lab, lab_page):
    """A notebook that explores a corpus, run, with the page on which it is open and the same
    sentences found here.
    """
    folder = tree / request.param
    if request.param == "own" and not folder.exists():
        folder.mkdir()
        kept = "The ministers of both countries have agreed {} and to meet again in the course of the coming year."
        for year, what in {
            2021: "to speak of Russia and of Ukraine",
            2022: "on 5G <img src=x onerror=alert(1)>",
        }.items():
            (folder / f"talks-{year}.txt").write_text(f"{kept.format(what)}\n")
        (folder / "metadata.csv").write_text(
            "doc_id,date\ntalks-2021,2021-05-01\ntalks-2022,2022-05-01\n"
        )
    cells = [
        {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    ]
    cells[0]["source"] = _EXPLORE.format(corpus=folder)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path = tree / f"{request.param}.ipynb"
    path.write_text(json.dumps(book))
    open_notebook(lab_page, lab.format(path.name))
    assert not run_all(lab_page)["errors"]
    corpus = read_corpus(folder)
    sentences = split_sentences(corpus.documents)
    mentions = find_mentions(sentences, read_themes())
    here = explore(
        mentions,
        attribute_speech(sentences, corpus.documents),
        corpus.documents,
        labels=read_themes().labels,
    )
    return lab_page, here, path


def read_table(page, caption):
    """What the explorer shows once it says that it shows it: a row a sentence, cell by cell."""
    page.wait_for_function(
        "said => document.querySelector('.jp-OutputArea strong')?.innerText === said", arg=caption
    )
    page.wait_for_timeout(500)  # the table comes after its caption
    rows = page.locator(".jp-OutputArea tbody tr:has(mark)")
    return [row.locator("td").all_inner_texts() for row in rows.all()]


def test_the_explorer_shows_the_sentences_that_are_chosen(chosen):
    page, here, path = chosen
    menus = page.locator(".jp-OutputArea .widget-dropdown select")
    theme, period = menus.nth(0), menus.nth(1)
    for choice, name in ((Choice("russia"), "Russia"), (Choice("technology"), "Technology")):
        theme.select_option(label=name)
        want = here.find(choice)
        shown = read_table(page, here.caption(choice, len(want), len(want)))
        assert len(shown) == min(len(want), 8) > 0
        places = [f"{row.file}:{row.line}" for row in want.itertuples()]
        assert {cells[-1] for cells in shown} <= set(places)
        assert {cells[2] for cells in shown} <= {" ".join(text.split()) for text in want["text"]}
        picture = page.locator(".jp-OutputArea .widget-html img")
        assert (
            name in picture.get_attribute("alt")
            and picture.evaluate("image => image.naturalWidth") > 0
        )
    year = str(want["date"].dt.year.max())
    period.select_option(label=year)
    last = here.find(Choice("technology", year))
    shown = read_table(page, here.caption(Choice("technology", year), len(last), len(last)))
    assert sorted(cells[2] for cells in shown) == sorted(
        " ".join(text.split()) for text in last["text"]
    )
    assert all(cells[0].startswith(year) for cells in shown)
    sentence, table = (
        page.locator(f".explorer {part}").first for part in ("td:has(mark)", "table")
    )
    assert sentence.bounding_box()["width"] > table.bounding_box()["width"] / 2
    assert page.evaluate(_WIDER, ".explorer") == []
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.set_viewport_size({"width": 390, "height": 1200})
    page.wait_for_timeout(500)
    assert page.evaluate(_WIDER, ".explorer") == [] and not menus.first.is_visible()
    page.locator(".explorer .fold").click()
    assert menus.first.is_visible() and page.evaluate(_WIDER, ".explorer") == []


def test_what_is_saved_is_the_same_twice_and_shows_the_table_where_nothing_runs(chosen, lab):
    page, here, path = chosen
    saved = []
    for _ in range(2):
        run_all(page)
        save(page)
        saved.append(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["outputs"][0]["data"])
    assert saved[0] == saved[1] and "<mark>Russia</mark>" in "".join(saved[0]["text/html"])
    # as it reaches somebody else, whose JupyterLab does not trust it
    other = path.with_name(f"sent-{path.name}")
    other.write_text(path.read_text(encoding="utf-8").replace('"id": "a"', '"id": "b"'))
    open_notebook(page, lab.format(other.name))
    page.wait_for_selector(".jp-OutputArea mark")
    assert page.locator(".jp-OutputArea select").count() == 0


def test_texts_of_others_are_no_mathematics_in_jupyterlab(lab, lab_page, tree):
    """As they are written when the cells run (controls and all), and in a saved notebook that is
    not trusted.
    """
    facts = {"metadata": {}, "outputs": [], "execution_count": None}
    sources = _SAYS.format(texts=TEXTS).split("\n%%\n")
    cells = [
        {"cell_type": "code", "id": f"c{n}", "source": source, **facts}
        for n, source in enumerate(sources)
    ]
    prose = "\n".join(f"- {escape_markdown(text)}" for text in TEXTS)
    cells.append({"cell_type": "markdown", "id": "prose", "metadata": {}, "source": prose})
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path = tree / "texts.ipynb"
    path.write_text(json.dumps(book))
    # all cells are drawn that are in view
    lab_page.set_viewport_size({"width": 1500, "height": 30_000})
    open_notebook(lab_page, lab.format(path.name))
    assert not run_all(lab_page)["errors"]
    save(lab_page)
    other = path.with_name("sent-texts.ipynb")  # another's JupyterLab does not trust it
    other.write_text(path.read_text(encoding="utf-8").replace('"id": "c', '"id": "d'))
    _look_for_maths(lab_page, controls=True)
    open_notebook(lab_page, lab.format(other.name))
    _look_for_maths(lab_page, controls=False)


def _look_for_maths(page, *, controls):
    page.wait_for_selector(".jp-OutputArea table mark")
    page.wait_for_timeout(3000)  # mathematics comes after the text
    drawn = page.evaluate(_DRAWN)
    assert drawn["maths"] == []
    shown = [" ".join(text.split()) for text in TEXTS]
    _, findings, table, evidence, *charts, explorer, prose = drawn["cells"]
    assert findings["items"] == [f"{text}." for text in shown] and prose["items"] == shown
    assert table["cells"] == [text for text in shown for _ in range(2)]
    # two cells: of many outputs JupyterLab folds the last
    assert sum((cell["folded"] for cell in charts), []) == shown
    words = " ".join(" ".join(cell["text"] for cell in charts).split())
    assert all(f"{text} {text}" in words for text in shown)
    assert {text for text in evidence["cells"] if text != "Quad"} >= set(shown)
    if controls:
        assert {f"{text} (1)" for text in shown} <= {
            " ".join(option.split()) for option in explorer["options"]
        }
    sentences = [cell for cell in map(str, explorer["cells"]) if " Quad " in cell]
    assert {sentence.split(" Quad ")[0] for sentence in sentences} <= set(shown) and len(
        sentences
    ) >= 8
