import base64
import io
import re

import pandas as pd
import pytest
from maths import TEXTS, Strings, find_maths
from PIL import Image

from analysis import show
from analysis.core.safe_text import escape_in_line, escape_markdown, one_line
from analysis.publish.render import (
    clean,
    find_headings,
    render_cells,
    render_markdown,
    render_output,
    render_plain,
    split_opening,
)

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "![x](http://elsewhere.example/a.png)",
    "<svg onload=alert(1)><use href='//elsewhere.example'/></svg>",
    "<iframe src=//elsewhere.example></iframe>",
    "<p style='background:url(http://elsewhere.example/a.png)' onclick=alert(1)>x</p>",
    "<link rel=stylesheet href=//elsewhere.example/a.css>",
    "<details open ontoggle=alert(1)>x</details>",
    "</td></tr></table><form action=//elsewhere.example><input name=x></form>",
    "<!-- --><base href=//elsewhere.example>",
]


def code(*outputs, source="x"):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def shows(**data):
    return {
        "output_type": "display_data",
        "data": {kind.replace("_", "/"): text for kind, text in data.items()},
        "metadata": {},
    }


def tags(html):
    """Every tag of some HTML, in the order in which it opens: name, and names of its attributes."""
    from html.parser import HTMLParser

    found = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Tags().feed(str(html))
    return found


def acts(html):
    """What could act or load in some HTML, as a browser would parse it."""
    return [
        (tag, attributes)
        for tag, attributes in tags(html)
        if tag
        in (
            "script",
            "img",
            "svg",
            "iframe",
            "link",
            "base",
            "form",
            "input",
            "style",
            "use",
            "object",
        )
        or any(name.startswith("on") for name in attributes)
        or re.match(r"\s*(javascript|data):", attributes.get("href") or "", re.I)
        or "url(" in (attributes.get("style") or "")
    ]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("kind", ["text_html", "text_markdown", "text_plain"])
def test_nothing_acts_whatever_kind_of_output_it_stands_in(text, kind):
    assert not acts(render_output(shows(**{kind: text}), 1).html)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_acts_in_prose(text):
    assert not acts(render_markdown(f"# {text}\n\n{text}", headings=True))


def test_the_test_sees_what_acts():
    assert all(acts(text) for text in NASTY if text[0] == "<")


def test_what_a_browser_would_run_shows_as_text():
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in clean("<td><script>alert(1)</script></td>")
    assert "&lt;img" in clean("<img src=x onerror=alert(1)>")


def test_codes_of_a_terminal_go_and_direction_marks_are_seen():
    shown = render_plain("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\u202e", 1)
    assert ">red link\\x202e<" in shown


def test_code_stands_under_what_comes_out_and_silent_cells_are_one_block():
    prose = {"cell_type": "markdown", "source": ["## Why\n", "\n", "Because."]}
    cells = [
        code(source="a = 1"),
        code(source="b = 2"),
        prose,
        code(shows(text_plain="3"), source="a + b"),
        code(source=" "),
    ]
    blocks = render_cells(cells)
    assert [block.kind for block in blocks] == ["code", "prose", "output", "code"]
    assert "a" in blocks[0].html and "b" in blocks[0].html and ">3</pre>" in blocks[2].html


def test_a_picture_has_its_alt_text_its_size_and_its_name():
    out = io.BytesIO()
    Image.new("RGB", (4, 3)).save(out, "png")
    png = base64.b64encode(out.getvalue()).decode()
    output = shows(image_png=png, text_plain="head\nrest")
    output["metadata"] = {"image/png": {"alt": 'Shares of "a" <b>'}}
    block = render_cells([code(output, source='plot(x).save("02-x")')])[0]
    assert (block.kind, block.name) == ("picture", "02-x")
    attributes = dict(tags(block.html))["img"]
    assert attributes["alt"] == 'Shares of "a" <b>' and (
        attributes["width"],
        attributes["height"],
    ) == ("4", "3")
    del output["metadata"]
    assert dict(tags(render_output(output, 1).html))["img"]["alt"] == "head"


def test_tables_scroll_in_a_box_that_a_keyboard_reaches():
    html = clean(
        '<table><tr><th scope="col" style="text-align:right;position:fixed">x</th></tr></table>'
        * 2,
        3,
    )
    boxes = [attributes for tag, attributes in tags(html) if tag == "div"]
    assert [box["aria-label"] for box in boxes] == ["Table 3.1", "Table 3.2"] and boxes[0][
        "tabindex"
    ] == "0"
    assert "text-align:right" in html and "position" not in html


def test_widgets_show_what_stands_for_them():
    view = {
        "output_type": "execute_result",
        "metadata": {},
        "data": {"text/html": "<table></table>", "text/plain": "x"},
    }
    view["data"]["application/vnd.jupyter.widget-view+json"] = {"model_id": "x"}
    assert "<table>" in render_output(view, 1).html


def test_title_first_paragraph_and_headings():
    prose = {
        "cell_type": "markdown",
        "source": "# Why *this*?\n\nBecause.\n\n## One & two\n\nText.",
    }
    title, opening, rest = split_opening(render_cells([prose]))
    assert (title, str(opening)) == ("Why this?", "Because.")
    assert [(heading.id, heading.text) for heading in find_headings(rest)] == [
        ("one-two", "One & two")
    ]
    assert split_opening([]) == ("", "", [])


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_others_stands_on_a_page_as_it_was_written(text):
    pages = [
        render_markdown(f"- {escape_markdown(text)}"),
        clean(show(pd.DataFrame({"a": [text]}))._repr_html_()),
    ]
    pages.append(
        render_markdown(f"x\n\n<details><summary>y</summary>{escape_in_line(text)}</details>")
    )
    for page in pages:
        assert one_line(text) in " ".join(Strings(page).text.split()) and not find_maths(page)
