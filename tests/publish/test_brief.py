"""One page of a result: what is on it comes from the result, nothing leaves the page, and both
files say the same.
"""

import io
import re
import shutil
import zipfile
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Affine2D

from analysis.__main__ import main
from analysis.charts.style import house_style
from analysis.core.safe_text import one_line
from analysis.describe.claims import GRADES
from analysis.publish import brief as reading
from analysis.publish.brief import ALWAYS, TABLES, Brief, Chapter, Graded, Quoted, read_brief
from analysis.publish.brief_blocks import EDGE, HEIGHT, SMALL, WIDTH
from analysis.publish.brief_charts import choose_panels
from analysis.publish.brief_page import draw_page, fill_sheet, fit_page

ROOT = Path(__file__).resolve().parents[2]
DPI = 200
INCHES = Affine2D().scale(1 / DPI)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
FROM_RIGHT = "روسيا وأوكرانيا في صدارة المحادثات"
CHINESE = "两国部长讨论了俄罗斯和乌克兰战争以及印太地区的自由与开放"
MARKED = "<b>x</b> & $5 *now* [x](javascript:alert(1)) \x1b[31m\u202e"


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("result")
    for name in ("figures", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def page(result):
    return fit_page(read_brief(result))


@pytest.fixture(scope="module")
def pdf(page):
    return draw_page(page)


def read_text(pdf):
    """Return the text of a PDF's only page."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0].get_textpage().get_text_range()


def find_numbers(*texts):
    return {number for text in texts for number in NUMBER.findall(text)}


def read_files(result, *names):
    return find_numbers(*((result / "figures" / f"{n}.csv").read_text("utf-8") for n in names))


def round_cells(result, page):
    """Return the numbers of the charts' tables as a page may write them."""
    said = set()
    for panel in page.panels:
        rows = pd.read_csv(result / "figures" / f"{panel.name}.csv")
        said |= find_numbers(panel.title, *rows.select_dtypes("str").fillna("").to_numpy().ravel())
        for value in np.abs(rows.select_dtypes("number").to_numpy().ravel()):
            each = (f"{value:.0%}", f"{value:.1%}", f"{value:.2f}", f"{value:.2g}")
            said |= find_numbers(*each) if np.isfinite(value) else set()
    return said


def test_every_number_of_the_page_is_one_of_the_result(result, page, pdf):
    shares = pd.read_csv(result / "figures" / "specifications.csv")
    counted = {
        f"{n / of:.0%}".rstrip("%")
        for n, of in zip(shares["n_supported"], shares["n"], strict=True)
        if of
    }
    told = read_files(result, *TABLES) | counted | round_cells(result, page)
    axes = {"1", "95", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "2", "5", "10"}  # of scales
    names = find_numbers(*(f"{panel.name}.csv" for panel in page.panels))
    rest = find_numbers(page.more_claims, page.more_quotes)
    found = find_numbers(read_text(pdf))
    assert len(found) > 40
    assert not found - told - axes - names - rest
    # each part from its own table
    claims = find_numbers(*(f"{c.text} {c.agrees} {c.reading}" for c in page.claims))
    assert not claims - read_files(result, "claims", "specifications") - counted
    lines = [text for c in page.chapters for text in (c.head, *c.lines)]
    assert not find_numbers(page.headline, *lines) - read_files(result, "story")
    assert not find_numbers(*page.limits) - read_files(
        result, "limits", "corpus", "agreement", "story"
    )


def test_a_number_that_is_none_of_the_result_is_seen(result, page):
    wrong = page._replace(headline=page.headline.replace("2020", "2019,7"))
    assert find_numbers(read_text(draw_page(wrong))) - read_files(result, *TABLES) >= {"2019,7"}


def test_shares_of_the_story_are_those_of_the_chart(result):
    """China in the two reports of October 2020, and in the others, counted from the chart's table."""
    rows = pd.read_csv(result / "figures" / "00-shifting-priorities.csv")
    china = rows[rows["theme"] == "China"]
    early = china["column"].str.contains("Oct 2020")
    now, rest = (
        china.loc[kept, "n"].sum() / china.loc[kept, "of"].sum() for kept in (early, ~early)
    )
    (line,) = read_brief(result).chapters[0].lines[:1]
    assert f"China ({now:.0%} of sentences; elsewhere {rest:.1%})" in line


def test_a_claim_has_the_share_of_its_specifications(page):
    by_text = {claim.text: claim for claim in page.claims}
    told = by_text["Only one report mentions Russia"]
    assert (told.grade, told.agrees) == ("supported", "4 of 5 (80%)")
    assert {"supported", "contradicted", "not supported"} == {claim.grade for claim in page.claims}


def test_the_same_result_gives_the_same_bytes_and_a_page_with_its_facts(page, pdf):
    assert draw_page(page) == pdf
    told = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert told["Title"] == page.headline and told["Author"] and not told["CreationDate"]
    assert b"/Type3" not in pdf and b"/CIDFontType2" in pdf  # letters that can be copied
    text = " ".join(read_text(pdf).split())
    assert page.headline in text and ALWAYS in text
    assert all(claim.text in text and claim.agrees in text for claim in page.claims)


def test_what_always_holds_is_said_as_in_the_readme():
    assert ALWAYS[:-1] in (ROOT / "README.md").read_text("utf-8")


def list_overlaps(page):
    """Return texts that leave the page, are small, or lie on another; in inches."""
    with house_style():
        figure = fill_sheet(page).figure
        figure.set_dpi(DPI)
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [text for text in figure.axes[0].texts if text.get_text().strip()]
        boxes = [text.get_window_extent(renderer).transformed(INCHES) for text in texts]
    out = [t.get_text() for t in texts if t.get_fontsize() < SMALL]
    for text, box in zip(texts, boxes, strict=True):
        inside = box.x0 >= EDGE - 0.03 and box.x1 <= WIDTH - EDGE + 0.07  # letters fitted to pixels
        out += [] if inside and box.y0 > 0.3 and box.y1 < HEIGHT - 0.3 else [text.get_text()]
    for (a, one), (b, other) in combinations(zip(texts, boxes, strict=True), 2):
        wide = min(one.x1, other.x1) - max(one.x0, other.x0)
        high = min(one.y1, other.y1) - max(one.y0, other.y0)
        if wide > 0.02 and high > 0.35 * min(one.height, other.height):
            out.append(f"{a.get_text()} / {b.get_text()}")
    return out


def make_brief(text="Russia rose", n=3, panels=()):
    """Return a brief whose every part is a text, n of each."""
    text = one_line(text)
    quotes = [Quoted(text, text, "6 October 2020", "https://example.org/" + "a" * n)] * 2
    claims = [Graded(text, grade, "4 of 5 (80%)", text) for grade in GRADES] * n
    return Brief(text, text, list(panels), text, claims[: 3 * n],
                 [Chapter(f"{text} (2 reports)", [text], quotes)] * n, [text] * min(n, 6))  # fmt: skip


ODD = (
    "", "Russia", "The ministers spoke of Russia and of more. " * 20, "W" * 900, FROM_RIGHT * 9, CHINESE * 9, MARKED * 9,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "n"),
    [(ODD[1], 0), (ODD[2], 1), *((text, 40) for text in ODD)],
    ids=range(len(ODD) + 2),
)
def test_nothing_leaves_the_page_or_lies_on_another_text(text, n, page):
    panels = [panel._replace(title=text or "-") for panel in page.panels[: n or 1]]
    assert not list_overlaps(fit_page(make_brief(text, n, panels)))


def test_nothing_of_the_project_s_own_lies_on_another_text(page):
    assert not list_overlaps(page)


def test_too_much_on_a_page_is_seen(page):
    assert list_overlaps(page._replace(claims=page.claims * 4))


@settings(max_examples=examples(6), deadline=None)
@given(st.text(max_size=400), st.integers(0, 9))
def test_any_text_is_a_page(text, n):
    brief = make_brief(" ".join(text.split()), n)
    assert not list_overlaps(fit_page(brief))


def test_what_does_not_fit_is_counted_and_no_grade_is_hidden():
    brief = make_brief("The ministers spoke of Russia and of more. " * 3, 20)
    page = fit_page(brief)
    assert (
        page.more_claims
        == f"{len(brief.claims) - len(page.claims)} more in claims.csv.".replace(
            "claims.csv", "specifications.csv"
        )
    )
    n_quotes = sum(len(chapter.quotes) for chapter in page.chapters)
    assert page.more_quotes == f"{40 - n_quotes} more in story.csv."
    assert 3 <= len(page.claims) < len(brief.claims)


def test_claims_take_turns_by_grade():
    grades = ["supported"] * 5 + ["not supported", "contradicted"]
    rows = pd.DataFrame({"claim": list("abcdefg"), "grade": grades, "reading": "r"})
    none = pd.DataFrame(columns=["claim", "n_supported", "n", "reading"], dtype="str")
    _, claims = reading._read_claims(rows, none)
    assert [claim.text for claim in claims] == list("agfbcde")


def test_without_claims_those_that_could_be_made_are_shown(tmp_path, result):
    figures = tmp_path / "figures"
    shutil.copytree(result / "figures", figures)
    claims = (figures / "claims.csv").read_text("utf-8")
    (figures / "claims.csv").write_text(claims.splitlines()[0] + "\n", "utf-8")
    brief = read_brief(tmp_path)
    assert brief.claimed.startswith("No claims stand beside this corpus")
    assert {claim.grade for claim in brief.claims} == {reading.PROPOSED}
    assert brief.claims[1].agrees == "4 of 5 (80%)" and "`" not in brief.claimed


def test_charts_are_chosen_by_what_was_found(tmp_path, result):
    figures = tmp_path / "figures"
    shutil.copytree(result / "figures", figures)
    before = [panel.name for panel in choose_panels(figures, "China", ["07-"])]
    assert before[:2] == ["00-shifting-priorities", "05-tone-by-theme"] and len(before) == 3
    tone = pd.read_csv(figures / "05-tone-by-theme.csv")
    tone.assign(low=-1.0, high=1.0).to_csv(figures / "05-tone-by-theme.csv", index=False)
    terms = pd.read_csv(result / "figures" / "07-keyness.csv")
    terms.to_csv(figures / "03-keyness.csv", index=False)  # two terms are distinctive
    after = [panel.name for panel in choose_panels(figures, "China", ["07-"])]
    assert after[:2] == ["00-shifting-priorities", "03-keyness"]
    (figures / "00-shifting-priorities.png").write_bytes(b"no picture")
    assert choose_panels(figures, "China", ["07-"])[0].name != "00-shifting-priorities"


def test_charts_of_another_corpus_are_left_out(result):
    assert not [panel.name for panel in read_brief(result).panels if panel.name.startswith("07")]


@pytest.mark.parametrize("place", ["javascript:alert(1)", "a.txt, line 3", "https://x.org/a b"])
def test_what_is_no_address_is_no_link(place, page):
    chapter = Chapter("2020 (1 report)", [], [Quoted("We met.", "X", "2020", place)])
    pdf = draw_page(fit_page(Brief("H", "", [], "", [], [chapter], [])))
    assert b"/URI" not in pdf and place in read_text(pdf)


def test_an_address_is_a_link():
    chapter = Chapter("2020", [], [Quoted("We met.", "X", "2020", "https://example.org/a")])
    page = fit_page(Brief("H", "", [], "", [], [chapter], []))
    assert b"(https://example.org/a)" in draw_page(page)


def test_the_command_writes_both_whole_and_the_same_again(result, capsys):
    docx = pytest.importorskip("docx")
    assert main(["brief", str(result)]) == 0
    files = [result / "brief.pdf", result / "brief.docx"]
    first = [file.read_bytes() for file in files]
    assert main(["brief", str(result)]) == 0
    assert [file.read_bytes() for file in files] == first
    assert not [p for p in result.iterdir() if p.name.startswith(".")]
    assert "brief.pdf" in capsys.readouterr().out
    assert docx.Document(files[1]).core_properties.title == fit_page(read_brief(result)).headline


def test_the_word_file_is_one_that_a_screen_reader_can_read(page):
    docx = pytest.importorskip("docx")
    from analysis.publish.brief_word import write_word

    told = page.chapters[0].quotes[0]._replace(place="https://example.org/a")
    chapters = [page.chapters[0]._replace(quotes=[told]), *page.chapters[1:]]
    data = write_word(page._replace(chapters=chapters))
    document = docx.Document(io.BytesIO(data))
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in styles]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    pictures = document.element.xpath("//wp:docPr")
    assert len(pictures) == 3 and all(len(p.get("descr")) > 60 for p in pictures)
    (table,) = document.tables
    assert len(table._tbl.xpath(".//w:tblHeader")) == 1
    assert [c.text for c in table.rows[1].cells] == list(page.claims[0])
    assert {
        each.get(docx.oxml.ns.qn("w:val"))
        for each in document.styles.element.iter(docx.oxml.ns.qn("w:lang"))
    } == {"en-GB"}
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert links == ["https://example.org/a"]
    text = "\n".join(p.text for p in document.paragraphs)
    assert page.headline in text and ALWAYS in text and page.foot in text
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_a_word_file_that_opens(text):
    docx = pytest.importorskip("docx")
    from analysis.publish.brief_word import write_word

    page = fit_page(make_brief(text + "\x0b\ud800"[:1], 2))
    document = docx.Document(io.BytesIO(write_word(page)))
    turned = document.element.xpath("//w:rtl")
    assert bool(turned) == (text.startswith(FROM_RIGHT))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("text", [None, "", "a\n1\n", b"\xff\xfe\x00"])
def test_what_is_no_result_is_said_in_words(tmp_path, result, capsys, name, text):
    shutil.copytree(result / "figures", tmp_path / "figures")
    file = tmp_path / "figures" / f"{name}.csv"
    if text is None:
        file.unlink()
    else:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["brief", str(tmp_path)]) == 2
    assert f"{name}.csv" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["figures"]


def test_a_folder_without_a_result_is_said_in_words(tmp_path, capsys):
    for folder in (tmp_path, tmp_path / "none"):
        assert main(["brief", str(folder)]) == 2
        assert "make figures" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
