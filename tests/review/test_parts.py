"""The parts of a review on results made by hand: what differs, which input moved it, what is shown."""

import base64
import csv
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from open_lines import count_open
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.review.attribute import Attribution, Cause, attribute
from analysis.review.compare import Changes, Reading, compare_results
from analysis.review.entries import name_entries
from analysis.review.extract import _hear, list_cells, list_examples, start_result, unmark
from analysis.review.figures import compare_figures, draw_difference, is_same_picture
from analysis.review.folders import read_folder
from analysis.review.inputs import FOLDERS, METADATA, mix, name_input, split_change
from analysis.review.quoting import quote, show_move
from analysis.review.report import write_report
from analysis.review.trees import CannotCompare
from analysis.review.verdict import STILL, say_verdict
from analysis.review.versions import Review, compare_folders

EVIL = "<script>x</script><img src=x onerror=x> [a](javascript:x) ![i](http://e.vil/x.png) **b** `c` $d$ | e @you #1 www.e.vil a@b.cd \x1b[31m\u202e"


def make(**parts):
    """A result with one document of two sentences."""
    result = {
        "documents": {
            "a": {
                "date": "2020-01-01",
                "title": "T",
                "source": "S",
                "group": "g",
                "n_characters": 9,
                "text_hash": "0",
            }
        },
        "sentences": [
            ["a", 0, 9, "Quad met.", 0.1, {"region": [["Quad", 0, 4]]}],
            ["a", 10, 19, "It rained.", 0.0, {}],
        ],
        "estimates": [
            ["share", "all", "region", 0.5, 0.2, 0.8],
            ["tone", "a", "region", 0.1, -0.2, 0.4],
        ],
        "readings": [
            ["00-x", "c1", "Region", "Region appears in 1 of 1 reports"],
            ["02-y", "c2", "Region", "Region appears in 1 of 1 reports"],
        ],
        "claims": [["Region is all", "rose", "supported"]],
        "dropped": [["a", 3, "Subscribe", "prompt"]],
        "set_aside": [],
        "charts": {"00-x": "abc"},
        "problems": [],
    }
    return {**result, **parts}


def test_the_same_results_say_so_in_one_line():
    changes = compare_results(make(), make())
    assert not changes.any and write_report(Review(changes)) == STILL + "\n"


def test_a_reading_in_two_notebooks_moves_once():
    now = [
        ["00-x", "c1", "Region", "Region appears in 2 of 2 reports."],
        ["02-y", "c2", "Region", "Region appears in 2 of 2 reports"],
        ["02-y", "c2", "", "Else: new"],
    ]
    changes = compare_results(make(), make(readings=now))
    # what differs in more than numbers comes first
    assert [row[:4] for row in changes.readings] == [
        (None, "Else: new", ["02-y"], ""),
        (
            "Region appears in 1 of 1 reports",
            "Region appears in 2 of 2 reports",
            ["00-x", "02-y"],
            "Region",
        ),
    ]
    assert say_verdict(Review(changes)) == "2 readings moved, 1 of them in words; no claim flipped."


def test_a_reading_is_never_paired_with_that_of_another_theme_or_cell():
    """The words are the same but for the theme; what is held against what is told by its name."""
    old = [["00-x", "c1", "Russia", "Russia appears in 1 of 5 reports"]]
    new = [
        ["00-x", "c1", "China", "China appears in 1 of 5 reports"],
        ["00-x", "c2", "Russia", "Russia appears in 2 of 5 reports"],
    ]
    changes = compare_results(make(readings=old), make(readings=new))
    assert {row[:2] for row in changes.readings} == {
        ("Russia appears in 1 of 5 reports", None),
        (None, "China appears in 1 of 5 reports"),
        (None, "Russia appears in 2 of 5 reports"),
    }


def test_a_reading_that_another_notebook_takes_over_has_not_moved():
    changes = compare_results(
        make(), make(readings=[["05-z", "c", "Region", "Region appears in 1 of 1 reports"]])
    )
    assert changes.readings == [] and not changes.any


def test_a_reading_of_a_claim_in_specifications_is_known_by_the_claim():
    """Its words in bold are how often it is supported, which is what moves."""
    old, new = start_result(), start_result()
    for out, n in ((old, 4), (new, 2)):
        said = f"“Only *one* report”: **supported in {n} of 6**; counted."
        rows = pd.DataFrame({"claim": ["Only *one* report"], "n": [n]})
        _hear(SimpleNamespace(sentences=(said,), rows=rows), "06-x", "c", out)
    (moved,) = compare_results(old, new).readings
    assert moved.subject == "Only *one* report" and moved.old and moved.new
    # nothing else is taken for a claim's
    said = SimpleNamespace(sentences=("**Russia** fell.", "All."), rows=pd.DataFrame({"n": [1, 2]}))
    out = start_result()
    _hear(said, "00-x", "c", out)
    assert [row[2] for row in out["readings"]] == ["Russia", ""]


def test_another_corpus_is_counted_and_listed_under_its_name(tmp_path):
    def of_two(*themes):
        name = "example:un/a"
        rows = [
            [doc, at, at + 9, f"No {at}.", 0.1, {"region": [["Quad", at, 4]]} if hit else {}]
            for doc, hits in (("z", themes[:1]), (name, themes[1:]))
            for at, hit in zip((0, 20), hits, strict=False)
        ]
        documents = {"z": {"date": "2020-01-01", "text_hash": "0"}, name: {"text_hash": "0"}}
        return make(documents=documents, sentences=rows)

    changes = compare_results(of_two(1, 1, 1), of_two(0, 0, 0))
    assert "; 1 sentence gained or lost a theme; 2 sentences of `example:un` gained" in (
        say_verdict(Review(changes))
    )
    assert [row[0] for row in changes.themes] == ["z", "example:un/a", "example:un/a"]
    report = write_report(Review(changes))
    assert report.count("- lost **region**") == 3 and report.count(": example:un/a, ") == 2
    (tmp_path / "07-x.ipynb").write_text(json.dumps({"source": ['CORPUS = "example:un"\n', "x"]}))
    (tmp_path / "00-x.ipynb").write_text(json.dumps({"source": ['CORPUS = "seeds"']}))
    assert list_examples(tmp_path) == ["example:un"]


def test_a_document_that_is_a_copy_is_said_to_be_one_and_brings_no_sentence():
    first, copy = make()["documents"]["a"], {"title": "T", "text_hash": "0", "copy_of": "a"}
    doubled = [[doc, *rest] for doc in ("a", "b") for _, *rest in make()["sentences"]]
    twice = make(
        documents={"a": first, "b": copy},
        sentences=doubled,
        set_aside=[["b.txt", 0, "no row for it", "read"], ["c.csv", 3, "no text", "set aside"]],
    )
    for old, new in ((make(), twice), (twice, make())):
        changes = compare_results(old, new)
        assert "1 document entered or left, a copy of another" in say_verdict(Review(changes))
        assert not changes.sentences
        report = write_report(Review(changes))
        assert ", a copy of a\n" in report
        assert "b.txt: no row" in report and "c.csv, line 3: no text" in report
    once = make(documents={"a": first, "b": copy | {"copy_of": ""}}, sentences=doubled)
    changes = compare_results(make(), once)
    assert len(changes.sentences) == 1 and "a copy" not in say_verdict(Review(changes))


def test_claims_flip_come_and_go():
    now = [["Region is all", "rose", "not supported"], ["New", "fell", "supported"]]
    assert compare_results(make(), make(claims=now)).claims == [
        ("Region is all", "supported", "not supported", "rose"),
        ("New", None, "supported", "fell"),
    ]
    assert compare_results(make(), make(claims=[])).claims == [
        ("Region is all", "supported", None, "rose")
    ]


@pytest.mark.parametrize(
    ("estimate", "outside"), [(0.8, 0), (0.81, 1), (0.19, 1), (0.2, 0), (0.5, 0), (None, 0)]
)
def test_an_estimate_is_listed_where_it_leaves_its_old_interval(estimate, outside):
    now = [["share", "all", "region", estimate, 0.0, 1.0], make()["estimates"][1]]
    changes = compare_results(make(), make(estimates=now))
    assert len(changes.estimates) == outside
    assert changes.n_within == (estimate in (0.8, 0.2))


def test_offsets_that_shift_move_no_sentence_and_equal_sentences_are_told_apart():
    shifted = [
        ["a", 5, 14, "Quad met.", 0.1, {"region": [["Quad", 5, 9]]}],
        ["a", 15, 24, "It rained.", 0.0, {}],
    ]
    assert not compare_results(make(), make(sentences=shifted)).any
    twice = [*make()["sentences"], ["a", 20, 29, "Quad met.", 0.1, {}]]
    changes = compare_results(make(), make(sentences=twice))
    assert changes.sentences == [("a", 20, 29, "Quad met.", {}, True)] and not changes.themes


def test_a_theme_gained_or_lost_is_told_with_the_term():
    bare = [["a", 0, 9, "Quad met.", 0.1, {}], make()["sentences"][1]]
    lost, gained = (
        compare_results(make(), make(sentences=bare)),
        compare_results(make(sentences=bare), make()),
    )
    place = ("a", 0, 9, "Quad met.", "region")
    assert lost.themes == [(*place, False, [["Quad", 0, 4]])] and gained.themes == [
        (*place, True, [["Quad", 0, 4]])
    ]
    assert "lost **region** by “Quad” 0–4: a, 0–9: “Quad met.”" in write_report(Review(lost))


def test_lines_kept_or_dropped_otherwise():
    moved = compare_results(
        make(), make(dropped=[["a", 9, "Subscribe", "teaser"], ["a", 4, "Menu", "navigation"]])
    ).dropped
    assert moved == [("a", "Menu", None, "navigation"), ("a", "Subscribe", "prompt", "teaser")]
    assert compare_results(make(), make(dropped=[["a", 8, "Subscribe", "prompt"]])).dropped == []


# causes
# ---------------------------------------------------------------------------------------------------------------

BASE = {
    "seeds/a.txt": b"a",
    "analysis/themes/themes.yml": b"t",
    "analysis/stats/estimates.py": b"c",
    METADATA: b"doc_id,event_date,group\na,2020-01-01,g\n",
}


def say(tree):
    """What a tree says: a reading of the texts, one of themes and one of both; `estimates.py` alone
    cannot be run.
    """
    if tree["analysis/stats/estimates.py"] == b"c2" and tree["analysis/themes/themes.yml"] == b"t":
        raise CannotCompare("ImportError: no such name")
    texts = b"".join(tree[p] for p in sorted(tree) if p.endswith(".txt")).decode()
    themes = tree["analysis/themes/themes.yml"].decode()
    return make(
        readings=[
            ["00", "c", "texts", f"texts {texts}"],
            ["00", "c", "words", f"words {texts}"],
            ["00", "c", "themes", f"themes {themes}"],
            ["00", "c", "both", f"both {texts}{themes}"],
        ]
    )


def blame(head):
    return attribute(BASE, head, say(BASE), say(head), run=say)


def test_each_input_is_held_against_what_it_moves_alone():
    out = blame(BASE | {"seeds/a.txt": b"a2", "analysis/themes/themes.yml": b"t2"})
    # two readings are of the texts, one of the themes, and of one both are needed: shares add up
    assert [(cause.name, cause.n_said, cause.said) for cause in out.causes] == [
        ("data", 2, 2 / 4),
        ("themes", 1, 1 / 4),
        ("data together with themes", 1, 1 / 4),
    ]
    assert out.origins["reading", "00", "c", "both", 1] == "data together with themes"
    assert out.n_cancelled == 0


def test_what_each_of_two_inputs_makes_alone_is_either_ones_and_what_they_undo_is_counted():
    def run(tree):
        changed = [
            tree[path][-1:] == b"2" for path in ("seeds/a.txt", "analysis/themes/themes.yml")
        ]
        said = ["any" if any(changed) else "none", "odd" if sum(changed) == 1 else "even"]
        return make(
            readings=[["00", "c", name, name] for name in ("x",)]
            + [["00", "c", "x", word] for word in said]
        )

    head = BASE | {"seeds/a.txt": b"a2", "analysis/themes/themes.yml": b"t2"}
    out = attribute(BASE, head, run(BASE), run(head), run=run)
    assert [(c.name, c.said) for c in out.causes if c.n_said] == [("data or themes", 1.0)]
    assert out.n_cancelled == 1
    changes = compare_results(run(BASE), run(head))
    report = write_report(Review(changes, out, BASE, head))
    assert "each alone is enough" in report and "others move it back" in report


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=1, max_size=6))
def test_shares_of_all_causes_add_up(values):
    """Whatever three inputs do alone and together, each fact that moved is one cause's."""
    paths = ("seeds/a.txt", "analysis/themes/themes.yml", "analysis/stats/estimates.py")

    def run(tree):
        changed = [path for path in paths if tree[path].endswith(b"2")]
        which = {0: None, 3: 3}.get(len(changed), paths.index(changed[0]) if changed else None)
        said = [0 if which is None else row[which] for row in values]
        return make(readings=[["00", "c", str(i), f"r{i} {n}"] for i, n in enumerate(said)])

    head = BASE | {path: BASE[path] + b"2" for path in paths}
    moved = len(compare_results(run(BASE), run(head)).readings)
    out = attribute(BASE, head, run(BASE), run(head), run=run)
    assert sum(cause.n_said for cause in out.causes) == moved
    if moved:
        assert np.isclose(sum(cause.said for cause in out.causes), 1)


def test_an_input_that_cannot_be_run_alone_is_joined_with_the_code():
    def needs_both(tree):
        if (tree["analysis/core/files.py"], tree["analysis/themes/themes.yml"]) == (b"c", b"t2"):
            raise CannotCompare("ImportError: no such name")
        return say({**tree, "analysis/stats/estimates.py": b"c"})

    base = BASE | {"analysis/core/files.py": b"c"}
    head = base | {
        "seeds/a.txt": b"a2",
        "analysis/themes/themes.yml": b"t2",
        "analysis/core/files.py": b"c2",
    }
    out = attribute(base, head, say(base), needs_both(head), run=needs_both)
    assert [(cause.name, cause.n_said) for cause in out.causes] == [
        ("data", 2),
        ("themes and code", 1),
        ("data together with themes and code", 1),
    ]
    assert out.causes[1].remark == "themes could not be run alone (ImportError: no such name)"
    assert out.causes[1].files == ("analysis/themes/themes.yml", "analysis/core/files.py")


def test_parts_of_the_package_that_only_run_together_are_one_cause():
    out = blame(
        BASE
        | {
            "seeds/a.txt": b"a2",
            "analysis/themes/themes.yml": b"t2",
            "analysis/stats/estimates.py": b"c2",
        }
    )
    # with the themes it can be run, and so both are one cause
    assert [(cause.name, cause.n_said) for cause in out.causes] == [
        ("data", 2),
        ("themes and statistics", 1),
        ("data together with themes and statistics", 1),
    ]
    assert "statistics could not be run alone (ImportError: no such name)" in out.causes[1].remark


def test_of_code_that_can_never_be_run_with_less_is_what_nothing_else_explains():
    head = BASE | {"seeds/a.txt": b"a2", "analysis/stats/estimates.py": b"c2"}

    def run(tree):
        if tree["analysis/stats/estimates.py"] == b"c2" and tree["seeds/a.txt"] == b"a":
            raise CannotCompare("ImportError: no such name")
        return say(tree | {"analysis/stats/estimates.py": b"c"})

    now = run(head)
    now["readings"][2][3] = "themes otherwise"
    out = attribute(BASE, head, run(BASE), now, run=run)
    assert [(c.name, c.n_said, c.said) for c in out.causes] == [
        ("data", 3, 3 / 4),
        ("statistics", 1, 1 / 4),
    ]
    assert "statistics could not be run alone" in out.causes[1].remark


def test_one_input_that_differs_is_the_cause_and_nothing_is_run():
    head = BASE | {"analysis/themes/themes.yml": b"t2"}
    out = attribute(BASE, head, say(BASE), say(head), run=None)
    assert [(c.name, c.said, c.files) for c in out.causes] == [
        ("themes", 1.0, ("analysis/themes/themes.yml",))
    ]


def test_a_table_of_facts_is_two_inputs():
    def table(*rows):
        return ("doc_id,event_date,group\n" + "".join(f"{row}\n" for row in rows)).encode()

    def inputs(old, new):
        return list(split_change({METADATA: old}, {METADATA: new}))

    old = table("a,2020-01-01,g", "b,2021-01-01,h")
    assert inputs(old, table("a,2020-01-02,g", "b,2021-01-01,h")) == ["dates"]
    assert inputs(old, table("a,2020-01-01,k", "b,2021-01-01,h")) == ["data"]
    assert inputs(old, table("a,2020-01-01,g", "b,2021-01-01,h", "c,2022-01-01,g")) == ["data"]
    assert inputs(old, table("b,2021-01-01,h")) == ["data"]
    assert inputs(old, b"\xff\xfe broken") == ["data"]
    both = table("a,2020-01-02,k", "c,2022-01-01,g")
    changes = split_change({METADATA: old}, {METADATA: both})
    assert list(changes) == ["data", "dates"]
    assert list(csv.reader(io.StringIO(changes["dates"][METADATA].decode())))[1:] == [
        ["a", "2020-01-02", "g"],
        ["b", "2021-01-01", "h"],
    ]
    assert list(csv.reader(io.StringIO(changes["data"][METADATA].decode())))[1:] == [
        ["a", "2020-01-01", "k"],
        ["c", "2022-01-01", "g"],
    ]
    assert mix({METADATA: old}, {METADATA: both}, changes, ["data", "dates"]) == {METADATA: both}


def test_every_folder_of_an_input_is_there():
    root = Path(__file__).resolve().parents[2]
    assert all([*root.glob(f"{place}*")] for places in FOLDERS.values() for place in places)
    assert name_input("analysis/cleaning/page_classifier.py") == "cleaning"
    assert name_input("analysis/core/files.py") == "code"
    assert name_input("analysis/text/phrases.py") == "words"


def test_of_a_notebook_only_its_code_is_an_input():
    def book(source, output):
        cell = {"cell_type": "code", "source": [source], "outputs": [output]}
        return {"notebooks/00-x.ipynb": json.dumps({"cells": [cell]}).encode()}

    assert split_change(book("a", "old"), book("a", "new")) == {}
    assert list(split_change(book("a", "old"), book("b", "old"))) == ["notebooks"]


def test_comments_and_docstrings_are_no_input():
    name = "analysis/stats/x.py"
    old = {name: b'"""Old."""\n\n\ndef f():\n    """Old."""\n    return 1  # old\n'}
    assert split_change(old, {name: old[name].replace(b"ld", b"nly")}) == {}
    assert list(split_change(old, {name: old[name].replace(b"1", b"2")})) == ["statistics"]
    # what is no Python is compared as it is
    assert list(split_change(old, {name: b"def f(:"})) == ["statistics"]


def test_a_file_that_left_is_gone_in_the_mix_and_an_empty_one_is_not():
    changes = split_change(
        BASE, {k: v for k, v in BASE.items() if k != "seeds/a.txt"} | {"seeds/e.txt": b""}
    )
    assert mix(BASE, {}, changes, ["data"]) == {
        k: v for k, v in BASE.items() if k != "seeds/a.txt"
    } | {"seeds/e.txt": b""}


# what is shown
# --------------------------------------------------------------------------------------------------------


class Shown(HTMLParser):
    def __init__(self, markdown):
        super().__init__()
        self.tags, self.text = set(), ""
        mistune = pytest.importorskip("mistune")
        self.feed(
            mistune.create_markdown(
                escape=False, plugins=["url", "table", "strikethrough", "math"]
            )(markdown)
        )

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def test_whatever_holds_text_holds_it_as_text():
    evil = make(
        documents={
            "a": {**make()["documents"]["a"], "title": EVIL, "source": EVIL},
            EVIL: {"title": EVIL, "date": EVIL},
        },
        sentences=[
            ["a", 0, 9, "Quad met.", 0.9, {EVIL: [[EVIL, 0, 4]]}],
            ["a", 10, 19, EVIL, 0.0, {}],
        ],
        estimates=[
            ["share", "all", "region", 0.9, 0.2, 0.8],
            ["tone", "a", "region", 0.1, -0.2, 0.4],
        ],
        readings=[
            ["00-x", "c1", "Region", f"Region appears in {EVIL}"],
            [EVIL, EVIL, EVIL, EVIL],
        ],
        labels={EVIL: EVIL},
        claims=[[EVIL, "rose", "supported"]],
        dropped=[["a", 3, EVIL, EVIL]],
        set_aside=[[EVIL, 1, EVIL, EVIL]],
        problems=[EVIL],
    )
    for old, new in ((make(), evil), (evil, make())):
        files = {f"seeds/{EVIL}.txt": b"x", "analysis/themes/themes.yml": EVIL.encode()}
        base, head = {"analysis/themes/themes.yml": b"x"}, files
        pairs = base, head, old, new
        review = Review(
            compare_results(old, new),
            attribute(*pairs, run=lambda tree, new=new: new),
            base,
            head,
            figures=compare_figures(
                {f"figures/{EVIL}.png": b"1"}, {f"figures/{EVIL}.png": b"2"}, {}
            ),
        )
        report = write_report(review, lambda path, side, data: f"{side}.png")
        shown = Shown(report)
        assert shown.tags <= {
            "p",
            "strong",
            "blockquote",
            "h2",
            "ul",
            "li",
            "b",
            "code",
            "details",
            "summary",
            "span",
        }
        assert shown.text.count("<script>x</script><img src=x onerror=x> [a](javascript:x)") >= 6
        assert (
            not set(report) & {"\x1b", "\u202e"}
            and "@you" not in report
            and "#1" not in report.replace("#\u2060", "")
        )


def test_a_quotation_is_cut_and_its_words_stay():
    assert len(quote("a" * 1000)) == 300 and quote("a" * 1000).endswith("…")
    assert Shown(quote(EVIL, most=999)).text.replace("\u2060", "").split()[:4] == EVIL.split()[:4]
    assert unmark("**Russia** \\*stands\\* &lt;b&gt;") == "Russia *stands* <b>"


def test_of_a_long_line_only_what_is_near_the_move_is_shown():
    words = [f"w{i}" for i in range(40)]
    old, new = show_move(" ".join(words), " ".join([*words[:20], "x", *words[21:]]), around=2)
    assert old == "w0 w1 w2 w3 … w18 w19 <b>w20</b> w21 w22 …" and "<b>x</b>" in new


def test_of_a_reading_on_several_themes_only_the_one_that_moved_is_shown():
    old = "China in 2 of 5 reports; Russia in only one report; no change"
    new = "China in 2 of 5 reports; Russia in every report; no change"
    assert show_move(old, new, around=2) == (
        "Russia in <b>only one</b> report",
        "Russia in <b>every</b> report",
    )
    # a clause that comes is all that is shown
    assert show_move("A rose", "A rose; B fell", around=2) == ("<b>…</b>", "<b>B fell</b>")


def test_what_a_reading_is_about_is_named_and_what_is_cut_is_long():
    old = "Russia is raised by the reporters in 5 of 28 sentences; no other side"
    new = "Russia is raised by the reporters in 5 of 28 sentences; silent: India"
    was, now = show_move(old, new, around=2, about="Russia")
    assert was.startswith("Russia is raised by ") and "<b>silent: India</b>" in now
    assert show_move("A rose", "A rose; B fell", around=2, about="A") == (
        "A <b>rose</b>",
        "A <b>rose; B fell</b>",
    )
    old = "“The Indo-Pacific is in every talk”: supported in 5 of 5 specifications of it"
    was, now = show_move(
        old, f"The claim {old}", around=2, about="The Indo-Pacific is in every talk"
    )
    assert was.startswith("“The Indo-Pacific is in every talk”: ")
    assert now.startswith("<b>The claim</b> “The Indo-Pacific is in every talk”: ")
    more = "; the sources move it most: {} supported without IANS or another of them"
    was, _ = show_move(
        f"{old[:-6]}{more.format('not')}", f"{old[:-6]}{more.format('only')}".replace("5", "6"),
        around=2, about="The Indo-Pacific is in every talk",
    )  # fmt: skip
    assert "</b> of <b>5</b>" in was and "<b>not</b>" in was
    # a few words are read as soon as left out
    was, _ = show_move(
        "0 files or rows set aside or read with a remark",
        "1 file or row set aside or read with a remark",
        around=2,
    )
    assert was.endswith("set aside or read with a remark")


def test_readings_that_would_be_shown_alike_are_shown_whole():
    rest = "of five reports, as was said of it a good while ago in a long line"
    told = [
        Reading(
            f"Pandemic is in 3 {rest} {end} after 11 February 2022",
            f"Pandemic is in 3 {rest} {end} after 11 March 2022",
            ["00-x"], "Pandemic", ("reading", "00-x", "c", "Pandemic", i),
        )
        for i, end in enumerate(("at last", "on the whole"))
    ]  # fmt: skip
    report = write_report(Review(Changes(readings=told, facts={("reading", "x")})))
    assert "2 readings moved, in words; " in report
    assert report.count("was: ") == 2 and report.count(rest) == 4


def test_numbers_that_move_beside_words_are_left_out_where_they_are_far():
    old = "Russia is in 3 of 5 reports as far as anybody knows today and rose in 2021"
    new = "Russia is in 4 of 5 reports as far as anybody knows today and fell in 2021"
    assert (
        show_move(old, new, around=2)[0] == "Russia is in <b>3</b> … today and <b>rose</b> in 2021"
    )


def draw(colour, size=(6, 4)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "png", pnginfo=PngInfo())
    return out.getvalue()


def test_pictures_are_compared_by_their_pixels():
    white, info = draw("white"), PngInfo()
    info.add_text("Title", "another headline")
    other = io.BytesIO()
    Image.new("RGB", (6, 4), "white").save(other, "png", pnginfo=info)
    assert white != other.getvalue() and is_same_picture(white, other.getvalue())
    dot = Image.new("RGB", (6, 4), "white")
    dot.putpixel((2, 1), (0, 0, 0))
    moved = io.BytesIO()
    dot.save(moved, "png")
    assert not is_same_picture(white, moved.getvalue()) and not is_same_picture(white, None)
    shown = Image.open(io.BytesIO(draw_difference(white, moved.getvalue()))).convert("RGB")
    red = [(x, y) for x in range(6) for y in range(4) if shown.getpixel((x, y)) != (255, 255, 255)]
    assert red == [(2, 1)]
    # of another size, and no picture at all
    assert not is_same_picture(white, draw("white", (7, 4)))
    assert Image.open(io.BytesIO(draw_difference(white, draw("white", (7, 4))))).size == (7, 4)
    assert draw_difference(white, b"no picture") is None and not is_same_picture(white, b"x")


def list_charts(base, head, now=None):
    return {figure.path[8:]: figure for figure in compare_figures(base, head, now or {})}


def test_charts_are_listed_with_pictures_side_by_side_where_they_can_be_seen():
    white, black = draw("white"), draw("black")
    base = {
        "figures/00-x.csv": b"a,b\n1,2\n3,4\n",
        "figures/00-x.png": white,
        "figures/01-y.png": white,
    }
    head = {
        "figures/00-x.csv": b"a,b\n1,2\n3,5\n",
        "figures/00-x.png": black,
        "figures/02-z.png": white,
        "figures/02-z.csv": b"a\n",
    }
    changes, figures = compare_results(make(), make()), compare_figures(base, head, {})
    sides = []

    def place(path, side, data):
        sides.append((path, side))
        return f"{side}/{path}.png"

    report = write_report(Review(changes, base=base, head=head, figures=figures), place)
    assert report.startswith("**No reading moved, 3 pictures did.**")
    assert "<summary>figures/00-x: 1 of 2 rows differs</summary>" in report
    assert "| before | now | difference |" in report and (
        "![00\\-x, before](before/figures/00-x.png) | ![00\\-x, now](now/figures/00-x.png) | "
        "![00\\-x, difference](difference/figures/00-x.png)" in report
    )
    assert ("figures/00-x", "difference") in sides
    plain = write_report(Review(changes, base=base, head=head, figures=figures))
    assert "- `figures/02-z`: new" in plain and "- `figures/01-y`: gone" in plain
    assert "![" not in plain


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"a\n1\n2\n", b"a\n3\n4\n5\n", "3 of 3 rows differ"),
        (b"a\n1\n2\n", b"a\n1\n2\n3\n", "1 of 3 rows differs"),
        (b"a\n1\n2\n", b"a\n", "2 of 2 rows differ"),
        (b"a\n1\n2\n", b"a\n2\n1\n", "its rows are in another order"),
        (b"a\n1\n2\n", b"b\n3\n4\n", "its rows are of other columns"),
        (b"a\n1\n", b"", "its rows are of other columns"),
    ],
)
def test_rows_that_differ_are_counted_over_the_rows_of_both(old, new, said):
    (chart,) = list_charts({"figures/x.csv": old}, {"figures/x.csv": new}).values()
    assert chart.said == said


def test_a_picture_that_was_not_drawn_again_is_stale():
    white, black, rows = draw("white"), draw("black"), b"a\n1\n"
    tree = {"figures/00-x.png": white, "figures/00-x.csv": rows}
    digest = hashlib.sha256(rows).hexdigest()[:12]

    def now(picture, code=digest):
        return {"charts": {"00-x": code}, "pictures": {"00-x": base64.b64encode(picture).decode()}}

    assert list_charts(tree, tree, now(white)) == {}
    # its code changed and the committed picture did not
    stale = list_charts(tree, tree, now(black))["00-x"]
    assert stale.moved and stale.stale and (stale.old, stale.new) == (white, black)
    # drawn again and committed
    done = list_charts(tree, tree | {"figures/00-x.png": black}, now(black))["00-x"]
    assert done.moved and not done.stale
    # its rows are others, as the digest says, and nothing was drawn
    behind = list_charts(tree, tree, {"charts": {"00-x": "0" * 12}})["00-x"]
    assert behind.stale and not behind.moved
    assert list_charts({}, {}, {"charts": {"new": "0" * 12}})["new"].stale


def test_what_is_split_otherwise_is_quoted_and_leads():
    one = [["a", 0, 20, "He met Dr. Who there.", 0.1, {}]]
    two = [["a", 0, 10, "He met Dr.", 0.1, {}], ["a", 11, 20, "Who there.", 0.1, {}]]
    old, new = make(sentences=one), make(sentences=two, readings=[])
    changes = compare_results(old, new)
    assert changes.splits == [("a", 0, 20, ["He met Dr. Who there."], ["He met Dr.", "Who there."])]
    head = {"analysis/text/sentences.py": b"x = 2"}
    base = {"analysis/text/sentences.py": b"x = 1"}
    report = write_report(Review(changes, attribute(base, head, old, new, run=None), base, head))
    assert report.startswith(
        "**Cause: splitting: 1 sentence is now 2 (“He met Dr.”). 1 reading moved"
    )
    titles = [line[3:] for line in report.splitlines() if line.startswith("## ")]
    assert titles == ["Sentences split otherwise", "Readings"]
    assert report.count("Who there.") == 1  # said once
    # in a text that changed, sentences entered and left
    documents = {"a": make()["documents"]["a"] | {"text_hash": "1"}}
    other = compare_results(old, make(sentences=two, documents=documents))
    assert not other.splits and len(other.sentences) == 3


def test_dates_that_change_the_order_of_events_say_so():
    def dated(*days):
        rows = {
            f"d{i}": {"date": day, "episode": f"e{i}", "text_hash": "0"}
            for i, day in enumerate(days)
        }
        return make(documents=rows, sentences=[])

    old = dated("2020-01-01", "2021-01-01", "2022-01-01")
    assert compare_results(old, dated("2020-01-01", "2021-05-05", "2022-01-01")).order == []
    changes = compare_results(old, dated("2020-01-01", "2023-01-01", "2022-01-01"))
    assert changes.order == [("e1", "e2")]
    report = write_report(Review(changes))
    assert "1 event changed places" in report.splitlines()[0]
    assert "- the order of events changed: e1 now comes after e2" in report


def test_entries_of_lexicons_are_named_by_their_words():
    base = {
        "t.yml": b"themes:\n  asia:\n    label: Asia\n    terms: [quad, {term: [a, b], case: true}]\n",
        "r.yml": b"words:\n  - weight: 0\n    reason: x\n    words: [firm, cold]\n",
        "x.py": b"",
    }
    head = {
        "t.yml": b"themes:\n  asia:\n    label: Asia\n    terms: [{term: [a, c], case: true}]\n",
        "r.yml": b"words:\n  - weight: 1\n    reason: y\n    words: [firm]\n  - weight: 0\n    words: [cold]\n",
        "x.py": b"1",
    }
    assert name_entries(base, head, ("t.yml", "x.py")) == [
        ("Asia", "without", "quad"),
        ("Asia", "without", "b"),
        ("Asia", "with", "c"),
    ]
    assert name_entries(base, head, ("r.yml",)) == [("", "otherwise", "firm")]
    # an odd file has no entries that could be named
    for odd in (b"{", b"a: &a [*a]", b"[" * 5000, b"\xff", b"", b"- 1", b"a: {b: {c: 2020-13-45}}"):
        name_entries(base, head | {"t.yml": odd}, ("t.yml",))


# folders of results
# ---------------------------------------------------------------------------------------------------


def write_results(folder, grade="supported", share="0.5", reading="**Region** stands \\*here\\*"):
    (folder / "figures").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    (folder / "figures" / "claims.csv").write_text(
        f"claim,theme,says,grade,expect,reading\nAll,region,rose,{grade},,x\n"
    )
    (folder / "figures" / "02-x.csv").write_text(
        f"group,theme,measure,estimate,low,high\na,region,share,{share},0.2,0.8\n"
    )
    outputs = [
        {"data": {"text/markdown": text}}
        for text in (f"- {reading}\n- Same", "2 mentions\n\n- a quotation")
    ]
    cell = {"cell_type": "code", "source": [], "outputs": outputs}
    (folder / "notebooks" / "00-x.ipynb").write_text(
        json.dumps({"cells": [{"cell_type": "markdown"}, cell]})
    )
    return folder


def test_folders_of_results_are_compared_by_what_their_files_say(tmp_path):
    old, _ = read_folder(write_results(tmp_path / "old"))
    (tmp_path / "old" / "figures" / "story.csv").write_text("part,reading\nline,x\n")
    assert list(read_folder(tmp_path / "old")[0]["charts"]) == ["02-x"]  # a table of words is none
    new, _ = read_folder(
        write_results(tmp_path / "new", "not supported", "0.9", "**Region** stands nowhere")
    )
    # a quotation is no reading
    assert [row[0::3] for row in old["readings"]] == [
        ["00-x", "Region stands *here*"],
        ["00-x", "Same"],
    ]
    changes = compare_results(old, new)
    assert [row[:4] for row in changes.readings] == [
        ("Region stands *here*", "Region stands nowhere", ["00-x"], "Region")
    ]
    assert changes.claims == [("All", "supported", "not supported", "rose")]
    assert changes.estimates == [("02-x, share", "a", "region", 0.5, 0.2, 0.8, 0.9)]


def test_documents_that_one_of_two_folders_counts_only_neither_entered_nor_left(tmp_path):
    for name, rows in (
        ("few", "doc_id,date,source\na,2020-01-01,S\n"),
        ("other", "doc_id,date,source\nb,2020-01-01,S\n"),
        ("many", "group,start,n_documents\nall,2020-01-01,13\n"),
    ):
        write_results(tmp_path / name)
        (tmp_path / name / "figures" / "01-timeline.csv").write_text(rows)
    for old, new in (("few", "many"), ("many", "few"), ("many", "many")):
        changes = compare_folders(tmp_path / old, tmp_path / new).changes
        assert not changes.entered and not changes.left
        assert "entered or left" not in say_verdict(Review(changes))
    changes = compare_folders(tmp_path / "few", tmp_path / "other").changes
    assert list(changes.entered) == ["b"] and list(changes.left) == ["a"]
    told = {"a": {}}, {"a": {}, "c": {}}
    changes = compare_folders(tmp_path / "few", tmp_path / "many", documents=told).changes
    assert list(changes.entered) == ["c"] and not changes.left


def test_what_is_no_folder_of_results_is_named(tmp_path):
    with pytest.raises(CannotCompare, match="holds no results"):
        read_folder(tmp_path)
    broken = write_results(tmp_path / "broken")
    (broken / "notebooks" / "00-x.ipynb").write_text("{")
    with pytest.raises(CannotCompare, match="JSONDecodeError"):
        read_folder(broken)


def test_claims_and_agreement_come_first_and_a_long_report_is_folded_by_theme():
    told = [
        Reading(
            f"{name} appears in {i} reports", f"{name} appears in {i} places", ["00-x"], name,
            ("reading", "00-x", "c", name, i),
        )
        for i in range(15)
        for name in ("Russia", "China")
    ]  # fmt: skip
    fell, rose = (
        Reading(f"A: F1 {a} (0.84 to 1.00)", f"A: F1 {b} (0.42 to 0.79)", ["06-x"], "A", ("r", a))
        for a, b in (("1.00", "0.62"), ("0.50", "0.60"))
    )
    hits = [("d", i, i + 9, f"No {i}.", "russia", True, [("Russia", 0, 6)]) for i in range(30)]
    changes = Changes(
        readings=[*told, fell, rose],
        claims=[("Russia rises", "supported", "not supported", "rose")],
        themes=hits,
        facts={("reading", "x")},
    )
    report = write_report(Review(changes, notes=("One.", "Two.", "Three.")))
    lines = report.split("\n")
    titles = [line[3:20] for line in lines if line.startswith("## ")]
    assert titles == ["Claims", "Agreement with la", "Readings", "Sentences that ga"]
    assert next(i for i, line in enumerate(lines) if "Russia rises" in line) < 10
    # agreement that rose is a number like others
    assert "0.60" in report.split("<details><summary>1 reading moved in numbers alone")[1]
    assert count_open(report) <= 60
    assert re.search(r"<summary>\d+ more: China</summary>", report)
    # nothing is left out, and nothing said twice
    assert all(report.count(f"No {i}.”") == 1 for i in range(30))
    assert sum("was: " in line for line in lines) == 32


def test_a_cause_that_moved_no_reading_is_not_in_the_verdict():
    changes = compare_results(make(), make(readings=[]))
    causes = [Cause("themes", ("t",), 1.0, 0.4, 1), Cause("tone", ("r",), 0.0, 0.6, 0)]
    origins = {key: "themes" for key in changes.facts}
    why = Attribution(tuple(causes), 0, {"themes": {}, "tone": {}}, origins)
    assert say_verdict(Review(changes, why)).startswith("Cause: themes. 1 reading moved")
    report = write_report(Review(changes, why))
    assert "(notebooks 00, 02; from themes)" in report and "**tone**: 0% of readings" in report


def test_a_notebook_that_is_none_is_named():
    for odd in (
        b"",
        b"{",
        b"[]",
        b'{"cells": 3}',
        b'{"cells": [{"cell_type": "code"}]}',
        b"[" * 9999,
    ):
        with pytest.raises(ValueError):
            list_cells(odd)
