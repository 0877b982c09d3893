"""Markdown and what stands above its text."""

import time

import pytest

from analysis.sources.documents.front_matter import split_front_matter
from analysis.sources.documents.markdown import read_markdown, strip_markdown

from .as_source import fault, only, read


def test_markup_goes_and_words_stay():
    text = """# Ships *agreed*

India [met](http://x 'y') `Japan` ![logo](i.png)
in Delhi &amp; Tokyo.  
Again.

> They **said**
> > so

- one
- two

| a | b |
|---|---|
| 1 | 2 |

<div>In <b>HTML</b></div><script>no()</script>

Noted[^1].

[^1]: The note.
"""
    plain, title = strip_markdown(text)
    assert title == "Ships agreed"
    assert plain.split("\n") == [
        "Ships agreed", "India met Japan in Delhi & Tokyo.", "Again.", "They said", "so", "one", "two", "a\tb", "1\t2", "In HTML",
        "Noted.", "The note.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "block, fields",
    [
        ("---\ntitle: 'S: x'\nDate: 2024-05-01T10:00:00Z\nauthors: [A, {name: B}]\nurl: http://x\n---", {"title": "S: x", "date": "2024-05-01T10:00:00Z", "author": "A, B"}),
        ("+++\ntitle = 'x'\ndate = 2024-05-01\n+++", {"title": "x", "date": "2024-05-01"}),
        ("---\nheadline: 2024\noutlet:\n  name: Post\n...", {"title": "2024", "source": "Post"}),
    ],
)  # fmt: skip
def test_the_block_above_a_text_tells_its_facts(block, fields):
    record = only(read_markdown, block + "\n# Heading\n\nThey met.")
    assert record.fields == {"title": "Heading"} | fields and record.text == "Heading\nThey met."


@pytest.mark.parametrize(
    "block",
    ["title: [a", "a: " + "[" * 9000, "a: *b", "a:\tb\n- c", "a: !!python/object:os.system x"],
)
def test_a_block_that_cannot_be_read_costs_itself(block):
    records, problems = read(read_markdown, f"---\n{block}\n---\nThey met.")
    assert records[0].text == "They met." and len(problems) <= 1


def test_text_between_rules_is_no_block_and_lines_keep_their_numbers():
    assert only(read_markdown, "---\n\nThey met\n\n---\nin Delhi.").text == "They met\nin Delhi."
    assert split_front_matter("---\na: b\n---\nx")[1].split("\n")[3] == "x"
    many = "\n".join(
        f"b{n}: &b{n} {{<<: [*b{n - 1}, *b{n - 1}]}}" if n else "b0: &b0 {x: 1}" for n in range(60)
    )
    assert split_front_matter(f"---\n{many}\n---\nx")[1].endswith("x")


@pytest.mark.parametrize("raw", [b"", b" \n", b"a\0b", b"---\na: b\n---\n", b"![a](b)"])
def test_a_bad_text_is_named(raw):
    fault(read_markdown, raw)


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "**",
        "[",
        "[a](",
        "`a",
        ">",
        "> a\n",
        "- a\n",
        "<a ",
        "&a",
        "_a ",
        "a b.\n\n",
        "|a",
        "[a]: b\n",
        "<!--",
        "<!--\n\n",
        "<script>\n\n",
        "[^a] ",
        "```\n",
        "# a\n",
        "|a|\n|-|\n",
        "- a\n  ",
    ],
)
def test_no_markup_takes_more_than_linear_time(piece):
    start = time.process_time()
    read(read_markdown, piece * (100_000 // len(piece)))
    assert time.process_time() - start < 5
