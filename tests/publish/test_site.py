import hashlib
import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import matplotlib.figure
import pandas as pd
import pytest
from nbconvert.filters import markdown2html_mistune

from analysis import explore, find_mentions, read_corpus, read_themes, show, split_sentences
from analysis.__main__ import main
from analysis.charts import Chart
from analysis.describe.corpus import describe_corpus, name_source
from analysis.describe.findings import name_documents
from analysis.publish.site import build_site
from analysis.themes import show_evidence

ROOT = Path(__file__).resolve().parents[2]
NASTY = "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) **bold** \x1b[31mred =HYPERLINK(1)"


class Tags(HTMLParser):
    """The tags of a page, and the text between them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text, self.skipped = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.skipped = tag if tag in ("style", "script") else ""

    def handle_endtag(self, tag):
        self.skipped = ""

    def handle_data(self, data):
        if not self.skipped:
            self.text.append(data)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT, out)
    return out


@pytest.fixture(scope="module")
def site(built):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(built.iterdir())}


def test_a_page_for_each_notebook_one_for_the_figures_and_one_that_opens(site):
    books = {f"{path.stem}.html" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(site) == books | {"index.html", "figures.html", "search.html"}


def test_nothing_is_loaded_and_nothing_runs(site):
    for name, page in site.items():
        for tag, attributes in Tags(page).tags:
            assert tag not in ("script", "iframe", "object", "embed"), name
            assert not [key for key in attributes if key.startswith("on")], name
            loaded = attributes.get("src", "data:") if tag != "link" else attributes["href"]
            assert loaded.startswith("data:"), (name, loaded[:80])
        style = re.search("<style>(.*?)</style>", page, re.S)[1]
        assert "url(" not in style and "@import" not in style and "http" not in style


def test_every_picture_has_its_words_and_every_chart_is_there(site):
    for name, page in site.items():
        pictures = [attributes for tag, attributes in Tags(page).tags if tag == "img"]
        assert all(picture["alt"].strip() for picture in pictures), name
    figures = list((ROOT / "figures").glob("*.png"))
    pictures = [
        attributes["alt"] for tag, attributes in Tags(site["figures.html"]).tags if tag == "img"
    ]
    assert len(pictures) == len(figures) and all(len(alt) > 40 for alt in pictures)
    for book in (ROOT / "notebooks").glob("*.ipynb"):
        outputs = [
            output
            for cell in json.loads(book.read_text())["cells"]
            for output in cell.get("outputs", [])
        ]
        said = [
            output["metadata"]["image/png"]["alt"]
            for output in outputs
            if "image/png" in output.get("data", {})
        ]
        assert [
            attributes["alt"]
            for tag, attributes in Tags(site[f"{book.stem}.html"]).tags
            if tag == "img"
        ] == said


def test_headings_are_in_order_and_every_link_leads_somewhere(site):
    ids = {
        name: {attributes["id"] for _, attributes in Tags(page).tags if attributes.get("id")}
        for name, page in site.items()
    }
    for name, page in site.items():
        found = Tags(page).tags
        levels = [int(tag[1]) for tag, _ in found if re.fullmatch("h[1-6]", tag)]
        assert (
            levels[0] == 1
            and levels.count(1) == 1
            and all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
        )
        assert len(ids[name]) == sum("id" in attributes for _, attributes in found), (
            f"{name}: an id stands twice"
        )
        for tag, attributes in found:
            href = attributes.get("href", "") if tag == "a" else ""
            if href and not re.match("https?:|data:text/csv|mailto:", href):
                file, _, place = href.partition("#")
                assert (file or name) in site and (not place or place in ids[file or name]), (
                    name,
                    href,
                )
        assert found[0] == ("html", {"lang": "en"}) and 'class="skip" href="#content"' in page


def test_code_is_hidden_and_there(site):
    page = site["02-which-themes-rise-and-fall.html"]
    assert (
        page.count('<details class="code"><summary>Code</summary>') > 10
        and '<details class="code" open' not in page
    )
    assert "describe_contrasts" in "".join(Tags(page).text)


def test_the_same_results_give_the_same_bytes(built, tmp_path):
    build_site(ROOT, tmp_path / "two")
    one, two = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        for folder in (built, tmp_path / "two")
    )
    assert one == two
    for folder, names in ((built.parent, ["site"]), (tmp_path, ["two"])):
        assert os.listdir(folder) == names


def test_a_folder_that_is_no_site_is_left_alone(tmp_path, capsys):
    (tmp_path / "index.html").write_text("mine")
    assert main(["site", "--out", str(tmp_path)]) == 2
    assert (
        "holds something else than a site" in capsys.readouterr().err
        and (tmp_path / "index.html").read_text() == "mine"
    )


def test_a_site_that_cannot_be_written_leaves_the_old_one(built, tmp_path, monkeypatch):
    shutil.copytree(built, tmp_path / "site")
    before = (tmp_path / "site" / "index.html").read_bytes()
    monkeypatch.setattr(
        Path, "write_text", lambda *args, **options: (_ for _ in ()).throw(OSError("full"))
    )
    with pytest.raises(OSError, match="full"):
        build_site(ROOT, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_bytes() == before and os.listdir(tmp_path) == [
        "site"
    ]


def test_without_executed_notebooks_it_says_what_to_do(tmp_path, capsys):
    assert main(["site", str(tmp_path)]) == 2
    assert (
        "run `make figures` first" in capsys.readouterr().err and not (tmp_path / "site").exists()
    )


def test_an_article_that_would_act_is_text_wherever_it_is_shown(tmp_path):
    """A corpus whose file, title, source, event, speaker and body try to run something, through to
    the site.
    """
    text = f"Menu\n{NASTY}\n\nThe Quad ministers {NASTY} have agreed to build the ships together in Tokyo this week."
    (tmp_path / "a&lt;b&gt; <b>.txt").write_text(text)
    quoted = NASTY.replace("\x1b", "")
    (tmp_path / "metadata.csv").write_text(
        f"doc_id,date,title,source,episode,group\na&lt;b&gt; <b>,2022-02-11,{quoted},{quoted},{quoted},{quoted}\n"
    )
    corpus = read_corpus(tmp_path, clean=False)
    sentences = split_sentences(corpus.documents)
    mentions = find_mentions(sentences, read_themes())
    assert "onerror" in corpus.documents["title"][0] and len(mentions)
    names = name_documents(corpus.documents)
    rows = pd.DataFrame({"name": list(names.values()), "n": [1]})
    chart = Chart(matplotlib.figure.Figure(), NASTY, NASTY, NASTY, rows, source=name_source(corpus))
    shown = [
        show(corpus.documents), show(corpus.dropped_lines), show(corpus.set_aside), describe_corpus(corpus, sentences),
        show_evidence(mentions, sentences, corpus.documents), explore(mentions, sentences, corpus.documents),
    ]  # fmt: skip
    cells = [{"cell_type": "markdown", "source": "# What?\n\nThis.", "metadata": {}}]
    for thing in shown:
        kinds = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_"}
        data = {kind: getattr(thing, way)() for kind, way in kinds.items() if hasattr(thing, way)}
        for kind, output in [*data.items(), ("text/plain", repr(thing))]:
            assert "\x1b" not in output, (type(thing), kind)
            assert kind == "text/plain" or not _find_foreign(output, kind), (type(thing), kind)
            cells.append(_cell({kind: output}))
    cells.append(_cell({"text/markdown": chart.to_markdown()}))
    assert not _find_foreign(chart.to_markdown(), "text/markdown") and _find_foreign(
        NASTY, "text/markdown"
    )
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00.ipynb").write_text(json.dumps({"cells": cells}))
    chart.save("00-a", tmp_path / "figures")
    build_site(tmp_path, tmp_path / "site")
    for path in (tmp_path / "site").iterdir():
        page = Tags(path.read_text(encoding="utf-8"))
        assert not {"script", "b", "svg"} & {tag for tag, _ in page.tags}
        assert all(
            "onerror" not in attributes and attributes.get("src") != "x"
            for _, attributes in page.tags
        )
        assert not [
            attributes
            for _, attributes in page.tags
            if "javascript:" in (attributes.get("href") or "")
        ]
        if path.name == "00.html":
            assert "".join(page.text).count("<script>alert(1)</script>") >= 6
            assert not [
                tag for tag, attributes in page.tags if tag == "strong" and "bold" in attributes
            ]


def _find_foreign(output, kind):
    """The tags of an output that are none of ours, before anything sanitises it."""
    ours = "table caption thead tbody tr th td mark span wbr br small p ul li strong details summary".split()
    html = output if kind == "text/html" else markdown2html_mistune(output)
    return [
        tag
        for tag, attributes in Tags(html).tags
        if tag not in ours or set(attributes) - {"style", "scope"}
    ]


def _cell(data):
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    return {
        "cell_type": "code",
        "source": "x",
        "metadata": {},
        "execution_count": 1,
        "outputs": [output],
    }


@pytest.mark.parametrize(
    "name",
    [
        "javascript:alert(1)",
        "index",
        "figures",
        "search",
        "a b#c?d",
        "'\"><script>alert(1)</script>".replace("/", ""),
        "über $x$",
        "-rf",
    ],
)
def test_a_notebook_of_any_name_has_a_page_that_its_links_reach(tmp_path, name):
    (tmp_path / "notebooks").mkdir()
    cells = [
        {"cell_type": "markdown", "source": "Text", "metadata": {}},
        _cell({"text/plain": name}),
    ]
    (tmp_path / "notebooks" / f"{name}.ipynb").write_text(
        json.dumps({"cells": cells}), encoding="utf-8"
    )
    pages = build_site(tmp_path, tmp_path / "site")
    assert len(set(pages)) == 4 == len(list((tmp_path / "site").iterdir()))
    for page in pages:
        found = Tags((tmp_path / "site" / page).read_text(encoding="utf-8"))
        assert "script" not in {tag for tag, _ in found.tags}
        links = [
            attributes["href"]
            for tag, attributes in found.tags
            if tag == "a" and "#" not in attributes["href"]
        ]
        assert set(links) <= set(pages) and len(set(links)) > 1


def test_what_is_broken_costs_itself_and_is_named(tmp_path, capsys):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "figures").mkdir()
    good = [
        {"cell_type": "markdown", "source": "# A\n\nText", "metadata": {}},
        _cell({"text/plain": "\ud800 said"}),
        _cell({"image/png": "no"}),
    ]
    (tmp_path / "notebooks" / "00.ipynb").write_text(json.dumps({"cells": good}))
    for number, text in enumerate(
        ("{", "[]", '{"cells": [1]}', "[" * 100_000, '{"cells": 3}', "\x00"), 1
    ):
        (tmp_path / "notebooks" / f"0{number}.ipynb").write_text(text)
    (tmp_path / "figures" / "00-a.png").write_bytes(b"no")
    assert main(["site", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert (
        printed.err.count("error: ") == 7 == printed.err.count("\n")
        and "00-a.png is no picture" in printed.err
    )
    page = (tmp_path / "site" / "00.html").read_text(encoding="utf-8")
    assert "\\ud800 said" in page and "This output cannot be shown" in page
