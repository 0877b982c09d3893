"""The parts of a review on results made by hand: what differs, which input moved it, what is shown."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.review.attribute import Attribution, attribute
from analysis.review.compare import Changes, compare_results
from analysis.review.extract import unmark
from analysis.review.folders import read_folder
from analysis.review.inputs import FOLDERS, METADATA, mix, name_input, split_change
from analysis.review.quoting import quote, show_move
from analysis.review.report import STILL, say_verdict, write_report
from analysis.review.trees import CannotCompare

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
            ["00-x", "Region appears in 1 of 1 reports"],
            ["02-y", "Region appears in 1 of 1 reports"],
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
    assert not changes.any and write_report(changes, Attribution(), {}, {}) == STILL + "\n"


def test_a_reading_in_two_notebooks_moves_once():
    now = [
        ["00-x", "Region appears in 2 of 2 reports."],
        ["02-y", "Region appears in 2 of 2 reports"],
        ["02-y", "Else: new"],
    ]
    changes = compare_results(make(), make(readings=now))
    # what differs in more than numbers stands first
    assert changes.readings == [
        (None, "Else: new", ["02-y"]),
        ("Region appears in 1 of 1 reports", "Region appears in 2 of 2 reports", ["00-x", "02-y"]),
    ]
    assert say_verdict(changes).startswith(
        "2 readings moved, 1 in more than numbers; no claim flipped"
    )


def test_a_reading_that_another_notebook_takes_over_has_not_moved():
    changes = compare_results(make(), make(readings=[["05-z", "Region appears in 1 of 1 reports"]]))
    assert changes.readings == [] and not changes.any


def test_claims_flip_come_and_go():
    now = [["Region is all", "rose", "not supported"], ["New", "fell", "supported"]]
    assert compare_results(make(), make(claims=now)).claims == [
        ("Region is all", "supported", "not supported"),
        ("New", None, "supported"),
    ]
    assert compare_results(make(), make(claims=[])).claims == [("Region is all", "supported", None)]


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
    assert "lost **region** by “Quad” 0–4: a, 0–9: “Quad met.”" in write_report(
        lost, Attribution(), {}, {}
    )


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
            ["00", f"texts {texts}"],
            ["00", f"words {texts}"],
            ["00", f"themes {themes}"],
            ["00", f"both {texts}{themes}"],
        ]
    )


def blame(head):
    return attribute(BASE, head, say(BASE), say(head), run=say)


def test_each_input_is_held_against_what_it_moves_alone():
    out = blame(BASE | {"seeds/a.txt": b"a2", "analysis/themes/themes.yml": b"t2"})
    assert [cause.name for cause in out.causes] == ["data", "themes"]
    # of eight sentences that came or went the texts make 2 + 2 and take the old of both; the themes
    # 1 + 1 and that
    assert [cause.n_said for cause in out.causes] == [5, 3]
    assert [cause.said for cause in out.causes] == [5 / 8, 3 / 8]
    # the new sentence on both comes from neither, and what each makes of it alone is in neither
    # version
    assert out.together == 1 / 8 and out.n_cancelled == 2


def test_an_input_that_cannot_be_run_alone_is_joined_with_the_code():
    def needs_both(tree):
        if (tree["analysis/stats/estimates.py"], tree["analysis/themes/themes.yml"]) == (
            b"c",
            b"t2",
        ):
            raise CannotCompare("ImportError: no such name")
        return say({**tree, "analysis/stats/estimates.py": b"c"})

    head = BASE | {
        "seeds/a.txt": b"a2",
        "analysis/themes/themes.yml": b"t2",
        "analysis/stats/estimates.py": b"c2",
    }
    out = attribute(
        BASE, head, say(BASE), say({**head, "analysis/stats/estimates.py": b"c"}), run=needs_both
    )
    assert [(cause.name, cause.n_said) for cause in out.causes] == [
        ("data", 5),
        ("themes and code", 3),
    ]
    assert out.causes[1].remark == "themes could not be run alone (ImportError: no such name)"
    assert out.causes[1].files == ("analysis/themes/themes.yml", "analysis/stats/estimates.py")


def test_of_code_that_cannot_be_run_alone_is_what_nothing_else_explains():
    out = blame(
        BASE
        | {
            "seeds/a.txt": b"a2",
            "analysis/themes/themes.yml": b"t2",
            "analysis/stats/estimates.py": b"c2",
        }
    )
    assert [(cause.name, cause.n_said) for cause in out.causes] == [
        ("data", 5),
        ("themes", 3),
        ("code", 1),
    ]
    assert (
        "code could not be run alone (ImportError: no such name)" in out.causes[2].remark
        and out.together == 0
    )


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
    assert all(list((root / folder).glob("*.py")) for folder in FOLDERS.values())
    assert (
        name_input("analysis/cleaning/page_classifier.py") == "cleaning"
        and name_input("analysis/charts/style.py") == "code"
    )


def test_of_a_notebook_only_its_code_is_an_input():
    def book(source, output):
        cell = {"cell_type": "code", "source": [source], "outputs": [output]}
        return {"notebooks/00-x.ipynb": json.dumps({"cells": [cell]}).encode()}

    assert split_change(book("a", "old"), book("a", "new")) == {}
    assert list(split_change(book("a", "old"), book("b", "old"))) == ["code"]


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
        readings=[["00-x", f"Region appears in {EVIL}"], [EVIL, EVIL]],
        claims=[[EVIL, "rose", "supported"]],
        dropped=[["a", 3, EVIL, EVIL]],
        set_aside=[[EVIL, 1, EVIL, EVIL]],
        problems=[EVIL],
    )
    for old, new in ((make(), evil), (evil, make())):
        files = {f"seeds/{EVIL}.txt": b"x", "analysis/themes/themes.yml": EVIL.encode()}
        base, head = {"analysis/themes/themes.yml": b"x"}, files
        report = write_report(
            compare_results(old, new),
            attribute(base, head, old, new, run=lambda tree, new=new: new),
            base,
            head,
        )
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
        assert shown.text.count("<script>x</script><img src=x onerror=x> [a](javascript:x)") >= 8
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
    assert old == "w0 w1 … w18 w19 <b>w20</b> w21 w22 … w38 w39" and "<b>x</b>" in new


def test_figures_are_listed_with_pictures_where_they_can_be_seen():
    base = {
        "figures/00-x.csv": b"a,b\n1,2\n3,4\n",
        "figures/00-x.png": b"1",
        "figures/01-y.png": b"1",
    }
    head = {
        "figures/00-x.csv": b"a,b\n1,2\n3,5\n",
        "figures/00-x.png": b"2",
        "figures/02-z.png": b"1",
        "figures/02-z.csv": b"a\n",
    }
    changes = compare_results(make(), make())
    report = write_report(
        changes, Attribution(), base, head, image=lambda path, side: f"{side}/{path}"
    )
    assert "- `figures/00-x`: 1 of 2 rows differ" in report
    assert (
        "![00-x, before](before/figures/00-x.png)" in report
        and "![00-x, now](now/figures/00-x.png)" in report
    )
    assert "- `figures/02-z`: new" in report and "- `figures/01-y`: gone" in report
    assert "![" not in write_report(changes, Attribution(), base, head)


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
    new, _ = read_folder(
        write_results(tmp_path / "new", "not supported", "0.9", "**Region** stands nowhere")
    )
    # a quotation is no reading
    assert old["readings"] == [["00-x", "Region stands *here*"], ["00-x", "Same"]]
    changes = compare_results(old, new)
    assert changes.readings == [("Region stands *here*", "Region stands nowhere", ["00-x"])]
    assert changes.claims == [("All", "supported", "not supported")]
    assert changes.estimates == [("02-x, share", "a", "region", 0.5, 0.2, 0.8, 0.9)]


def test_what_is_no_folder_of_results_is_named(tmp_path):
    with pytest.raises(CannotCompare, match="holds no results"):
        read_folder(tmp_path)
    broken = write_results(tmp_path / "broken")
    (broken / "notebooks" / "00-x.ipynb").write_text("{")
    with pytest.raises(CannotCompare, match="JSONDecodeError"):
        read_folder(broken)


def test_claims_and_agreement_come_first_and_a_long_report_is_folded():
    told = [
        (f"Russia appears in {i} reports", f"Russia appears in {i + 1} places", ["00-x"])
        for i in range(30)
    ]
    fell = (
        "Russia: a reader saw it; F1 1.00 (0.84 to 1.00)",
        "Russia: a reader saw it; F1 0.62 (0.42 to 0.79)",
        ["06-x"],
    )
    hits = [("d", i, i + 9, "Russia came.", "russia", True, [("Russia", 0, 6)]) for i in range(40)]
    changes = Changes(
        readings=[*told, fell],
        claims=[("Russia rises", "supported", "not supported")],
        themes=hits,
        facts={("reading", "x")},
    )
    lines = write_report(changes, Attribution(), {}, {}).split("\n")
    at = {line: i for i, line in enumerate(lines)}
    assert at["## Claims"] < at["## Agreement with labels"] < at["## Readings"]
    claim = next(i for i, line in enumerate(lines) if "Russia rises" in line)
    f1 = next(i for i, line in enumerate(lines) if "F1 <b>0.62" in line)
    assert claim < 10 and f1 < 14
    depth, shown = 0, 0
    for line in lines:
        depth += line.count("<details>")
        shown += depth == 0
        depth -= line.count("</details>")
    assert depth == 0 and shown <= 60
    assert sum("Russia came." in line for line in lines) == 20  # the others are counted
    assert sum(line.startswith("- was: Russia appears") for line in lines) == 30
