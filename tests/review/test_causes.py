"""Prepared changes to a small copy of the project, reviewed as a user would: is the cause named
first, and right?
"""

import argparse
import collections
import hashlib
import json
import re
import shutil
import subprocess
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path

import pytest
from long_run import LONG, choose
from open_lines import count_open

from analysis.commands import review
from analysis.review import trees
from analysis.review.trees import run_tree
from analysis.review.verdict import STILL
from analysis.scaling.processes import START

from .forked import libraries_loaded, run_script

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<img src=x onerror=alert(1)> [see](javascript:alert(1)) @octocat #12 \x1b[31m www.evil.example"
)
ARTICLE = f"""Ministers meet on chips

NEW DELHI: India and Japan on Monday agreed to work on semiconductors {HOSTILE} and artificial intelligence after talks.

"We will not tolerate terrorism in any form, and Russia's war in Ukraine was discussed," the minister told reporters.

=HYPERLINK("http://evil.example","x") is what the minister said of a free and open Indo-Pacific in his remarks there.
"""
FACTS = '005_made,"=cmd|x",<script>alert(2)</script> Ministers meet on chips,,2025-01-15,curated,,Talks,Delhi,India; Japan,2025-01-delhi,India-Japan,made\n'


def git(root, *arguments):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", "-C", root, *who, *arguments], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A repository with the verbs, the articles, and of notebooks and figures those of the summary."""
    root = tmp_path_factory.mktemp("project")
    for name in ("analysis", "seeds"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("notebooks/00-*.ipynb", "figures/00-*", "figures/claims.csv"):
        for path in ROOT.glob(name):
            (root / path.parent.name).mkdir(exist_ok=True)
            shutil.copy(path, root / path.parent.name)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "base")
    return root


@pytest.fixture(scope="module", autouse=True)
def run_once():
    """Run each version once, drawn, however many tests look at it."""
    known = {}

    def run(tree, draw=False):
        key = hashlib.sha256(repr(sorted(tree.items())).encode()).hexdigest()
        if key not in known:
            known[key] = run_tree(tree, draw=True)
        return known[key] if draw else known[key] | {"pictures": {}}

    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(review, "run_tree", run)
        if START == "forkserver" and not LONG:
            stack.enter_context(libraries_loaded())
            patch.setattr(trees, "_run_script", run_script)
        yield


def edit(path, old, new, n=1):
    text = path.read_text(encoding="utf-8")
    assert old in text and n in (None, text.count(old)), (path.name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_article(root):
    (root / "seeds" / "005_made.txt").write_text(ARTICLE, encoding="utf-8")
    with (root / "seeds" / "metadata.csv").open("a", encoding="utf-8") as file:
        file.write(FACTS)


def drop_term(root):
    edit(
        root / "analysis" / "themes" / "themes.yml",
        "{term: [Quad, QUAD, Quadrilateral], case: true}, ",
        "",
    )


def loosen_cleaning(root):
    edit(
        root / "analysis" / "cleaning" / "page_classifier.py",
        "NEUTRAL, KEEP, KEEP_ALONE = 0.3, 0.2, 0.1",
        "NEUTRAL, KEEP, KEEP_ALONE = 0.05, 0.02, 0.01",
    )


def correct_date(root):
    edit(root / "seeds" / "metadata.csv", ",2023-11-10,curated", ",2021-11-10,curated")


def edit_article(root):
    edit(
        root / "seeds" / "001_7555a8000eb1cc09.txt",
        "a meeting of the Quad foreign ministers",
        "a meeting of the foreign ministers",
    )


def split_at_initials(root):
    edit(
        root / "analysis" / "text" / "sentences.py",
        " or len(word) == 1 and word.isupper() or _DOTTED",
        " or _DOTTED",
    )


def drop_word_of_the_register(root):
    edit(
        root / "analysis" / "tone" / "register.yml", "words: [prosperity, prosperous, ", "words: ["
    )


def hear_fewer_verbs(root):
    edit(
        root / "analysis" / "speech" / "vocabulary.py",
        '"said says say tweeted tweets',
        '"tweeted tweets',
    )


def widen_prior(root):
    edit(root / "analysis" / "stats" / "intervals.py", '"spread": 1.0,', '"spread": 3.0,')


def say_it_otherwise(root):
    edit(root / "analysis" / "describe" / "sides.py", "** is raised by {", "** is mentioned by {")


def colour_charts(root):
    edit(
        root / "analysis" / "charts" / "style.py", 'BLUE, RED = "#1F5FA8"', 'BLUE, RED = "#AA0000"'
    )


SINGLE = {
    "article": (add_article, "data"),
    "edited": (edit_article, "data"),
    "term": (drop_term, "themes"),
    "cleaning": (loosen_cleaning, "cleaning"),
    "date": (correct_date, "dates"),
    "splitting": (split_at_initials, "splitting"),
    "register": (drop_word_of_the_register, "tone"),
    "speech": (hear_fewer_verbs, "speech"),
    "statistics": (widen_prior, "statistics"),
    "wording": (say_it_otherwise, "wording"),
    "charts": (colour_charts, "charts"),
}
# Of those alone each is run already, so that a pair takes one more run.
DOUBLE = [("date", "term"), ("wording", "term"), ("register", "article"), ("speech", "date")]
# Without readings that move in notebook 00 alone, and without a figure of it that would be another.
UNSAID, UNDRAWN = {"register", "charts"}, {"statistics", "speech", "wording"}
FEW = ["article", "term", "date", "charts"]


def write_docstrings(root):
    for name in (
        "stats/tallies.py",
        "cleaning/line_features.py",
        "themes/lexicon.py",
        "tone/register.py",
    ):
        path = root / "analysis" / name
        path.write_text(
            path.read_text(encoding="utf-8").replace('"""', '"""Anew: ', 1), encoding="utf-8"
        )


def ask(root, *arguments):
    parser = argparse.ArgumentParser()
    review.add_options(parser)
    return review.run(parser.parse_args([str(a) for a in arguments]), root)


@pytest.fixture
def change(project, tmp_path):
    """Make changes in the working tree and review them against the commit: the report and its JSON."""

    def make(*edits):
        for one in edits:
            one(project)
        state = git(project, "status", "--porcelain"), (project / ".git" / "index").read_bytes()
        assert ask(project, "main", "--out", tmp_path / "report.md") == 0
        assert ask(project, "main", "--json", "--out", tmp_path / "report.json") == 0
        # neither the tree nor the index of the user was touched
        assert state == (
            git(project, "status", "--porcelain"),
            (project / ".git" / "index").read_bytes(),
        )
        report = (tmp_path / "report.md").read_text(encoding="utf-8")
        return report, json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))

    yield make
    git(project, "checkout", "-q", ".")
    git(project, "clean", "-qfd")


def look_at_page(report, moved):
    """What holds of every report: short, claims first, nothing twice, no theme beside another."""
    lines = report.split("\n")
    assert count_open(report) <= 60
    flipped = [old for old in moved["claims"] if None not in old[1:3]]
    shown = [i for i, line in enumerate(lines) if line.startswith("- “") and "was **" in line]
    assert len(shown) == len(flipped) and all(i < 10 for i in shown)
    for row in moved["readings"]:
        assert row["old"] != row["new"] and row["cause"]
        # a reading is of one theme, before and now
        assert all(row["subject"] in text for text in (row["old"], row["new"]) if text)
    twice = collections.Counter(line for line in lines if line.startswith("- ") and len(line) > 40)
    assert not [line for line, n in twice.items() if n > 1]
    for share in ("said", "measured"):
        shares = [cause[share] for cause in moved["causes"] if cause[share] is not None]
        assert not shares or abs(sum(shares) - 1) < 1e-9


@pytest.mark.parametrize("name", choose(SINGLE, FEW))
def test_the_cause_is_named_first(change, name):
    one, cause = SINGLE[name]
    report, moved = change(one)
    assert re.match(rf"\*\*Cause: {cause}\b", report), report[:200]
    look_at_page(report, moved)
    assert moved["changed_inputs"] == [cause]
    said = bool(moved["readings"] or moved["claims"])
    assert said == (name not in UNSAID)
    assert ("No reading moved" in report.splitlines()[0]) == (not said)
    if name != "charts":
        of = "said" if said else "measured"
        assert [c["name"] for c in moved["causes"]] == [cause] and moved["causes"][0][of] == 1
    # figures were not made anew: where they would differ, the report says so
    stale = "`figures/` does not hold what this version makes" in report
    assert stale == (name not in UNDRAWN)


@pytest.mark.parametrize("names", choose(DOUBLE, DOUBLE[:1]), ids="-".join)
def test_of_two_causes_the_one_that_alone_moves_more_comes_first(change, project, names):
    alone = {}
    for name in names:
        one, cause = SINGLE[name]
        _, moved = change(one)
        alone[cause] = len(moved["readings"]) + len(moved["claims"])
        git(project, "checkout", "-q", ".")
        git(project, "clean", "-qfd")
    report, moved = change(*(SINGLE[name][0] for name in names))
    look_at_page(report, moved)
    own = {c["name"]: c["n_said"] for c in moved["causes"] if c["name"] in alone}
    assert {*own} == {*alone} and all(own[cause] <= alone[cause] for cause in own)
    first = max(own, key=lambda cause: own[cause])
    assert re.match(rf"\*\*Cause: {first}\b", report)
    others = {c["name"] for c in moved["causes"]} - {*alone}
    assert all(" together with " in name or " or " in name for name in others)
    if names == DOUBLE[0]:
        # what is said of the Indo-Pacific over time has both, and neither alone makes it
        assert any("together with" in name for name in others) and "an interaction" in report
        assert "(notebook 00; from " in report


def test_of_a_term_that_is_dropped_nothing_is_said_of_other_themes(change):
    report, moved = change(drop_term)
    assert {row["subject"] for row in moved["readings"]} <= {"Indo-Pacific", ""}
    told = [line for line in report.split("\n") if not line.startswith("- lost")]
    assert not re.search("Terrorism|Technology|Pandemic|Defence|Economy", "\n".join(told))
    assert report.startswith(
        "**Cause: themes (Indo-Pacific without “Quad”, “QUAD”, “Quadrilateral”)."
    )


@pytest.mark.skipif(not LONG, reason="a run of its own; its page is tried in test_parts")
def test_a_change_in_splitting_leads_with_the_sentences(change):
    report, moved = change(split_at_initials)
    assert moved["splits"] and "sentences are now" in report.splitlines()[0]
    first = next(
        line for line in report.split("\n") if line.startswith("## ") and "Claims" not in line
    )
    assert first == "## Sentences split otherwise"


def test_pictures_that_change_alone_are_shown(change, tmp_path):
    report, moved = change(colour_charts)
    assert report.startswith("**Cause: charts. No reading moved, 2 pictures did.**")
    assert not moved["readings"] and all(f["moved"] and f["stale"] for f in moved["figures"])
    assert "| before | now | difference |" in report
    for side in ("before", "now", "difference"):
        assert (tmp_path / "report-figures" / f"00-tone-{side}.png").stat().st_size > 1000


def test_an_article_that_enters_is_quoted_and_flips_the_claim_that_it_refutes(change):
    report, moved = change(add_article)
    assert moved["claims"] == [
        ["Only one report mentions Russia", "supported", "contradicted", moved["claims"][0][3]]
    ]
    assert "- “Only one report mentions Russia”: **contradicted**, was **supported**" in report
    assert list(moved["entered"]) == ["005_made"] and not moved["left"]
    russia = [row for row in moved["sentences"] if "russia" in row[4]]
    assert [row[0] for row in russia] == [
        "005_made"
    ] and "Russia's war in Ukraine was discussed" in russia[0][3]
    assert all(entered for *_, entered in moved["sentences"])


class Shown(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def test_text_of_an_article_is_shown_and_does_nothing(change):
    mistune = pytest.importorskip("mistune")
    report, _ = change(add_article)
    shown = Shown()
    shown.feed(
        mistune.create_markdown(escape=False, plugins=["url", "table", "strikethrough", "math"])(
            report
        )
    )
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
    }
    # tags of a page's text go when it is read; a title is kept as a curator wrote it
    assert (
        "<script>alert(2)</script> Ministers" in shown.text
        and "[see](javascript:alert(1))" in shown.text
    )
    assert '=HYPERLINK("http://evil.example","x")' in shown.text and "\x1b" not in report
    assert "@octocat" not in report and "octocat" in shown.text  # nobody is called


def test_a_dropped_term_shows_the_sentences_that_lose_the_theme_and_its_place(change, sentences):
    report, moved = change(drop_term)
    assert {row[4] for row in moved["themes"]} == {"indo_pacific"} and not any(
        row[5] for row in moved["themes"]
    )
    text = {(row.doc_id, row.start): row.text for row in sentences.itertuples()}
    for doc, start, _, sentence, _, _, terms in moved["themes"]:
        assert text[doc, start] == sentence
        assert all(
            sentence[first - start : last - start] == term == "Quad" for term, first, last in terms
        )
    # a second route: sentences with the word, less those that another term of the theme carries
    assert 0 < len(moved["themes"]) <= sum("Quad" in sentence for sentence in text.values())


@pytest.mark.skipif(not LONG, reason="a run of its own")
def test_a_loosened_rule_names_the_lines_that_stay(change):
    report, moved = change(loosen_cleaning)
    stay = [text for _, text, old, new in moved["dropped"] if old and not new]
    assert any("subscription" in text for text in stay)
    assert "no longer dropped, was prompt" in report and "its body has" in report


def test_a_corrected_date_moves_the_document_and_no_sentence(change):
    report, moved = change(correct_date)
    assert moved["order"] == [["2022-02-melbourne", "2023-11-new-delhi"]]
    assert "1 event changed places" in report.splitlines()[0]
    assert "now comes after" in report
    assert [row for row in moved["documents"] if row[1] == "date"] == [
        ["002_82873d06cb52d168", "date", "2023-11-10", "2021-11-10"]
    ]
    assert not (moved["sentences"] or moved["themes"] or moved["dropped"] or moved["entered"])


def test_docstrings_move_no_reading_and_the_report_is_one_line(change):
    report, moved = change(write_docstrings)
    assert report == STILL + "\n" == "No reading moved.\n"
    # neither version was run
    assert moved["changed_inputs"] == [] and not moved["moved"]


def test_exit_codes_tell_moved_from_impossible(project, change, capsys):
    drop_term(project)
    assert ask(project, "main", "--fail-on-change") == 1
    git(project, "checkout", "-q", ".")
    assert ask(project, "main", "--fail-on-change") == 0
    assert (
        ask(project, "--", "--no-such") == 2
        and "'--no-such' is no commit here" in capsys.readouterr().err
    )
    assert ask(project / "seeds", "main") == 2  # no repository of its own, and no verbs
    (project / "analysis" / "__init__.py").write_text("import nothing_of_the_kind\n")
    assert ask(project, "main") == 2
    assert "the working tree cannot be run: ModuleNotFoundError" in capsys.readouterr().err
    (project / "analysis" / "__init__.py").write_text("import os\ndef f(:\n")
    report = project.parent / "failed" / "report.md"
    report.parent.mkdir()
    report.write_text("an earlier report")
    assert ask(project, "main", "--out", report) == 2
    assert "SyntaxError: invalid syntax (analysis/__init__.py, line 2)" in capsys.readouterr().err
    assert "could not be compared: the working tree cannot be run" in report.read_text()
    assert ask(project, "") == 2 and "no commit is named" in capsys.readouterr().err
    assert ask(project, " ") == 2


def test_a_broken_notebook_that_nobody_committed_is_named(change, project):
    (project / "notebooks" / "99-draft.ipynb").write_text("{")
    report, moved = change()
    assert "notebook 99-draft cannot be read: JSONDecodeError" in report
    assert "1 part of the new version cannot be run" in report.splitlines()[0]
    assert not moved["readings"]


def test_an_old_layout_is_compared_by_its_results(project, change):
    """Of a version that nobody can run any more, as its verbs had other names."""
    git(project, "checkout", "-qb", "old")
    (project / "analysis" / "__init__.py").write_text("def read(path):\n    return path\n")
    edit(project / "figures" / "claims.csv", ",supported,", ",contradicted,", n=None)
    git(project, "commit", "-qam", "old")
    git(project, "checkout", "-q", "-b", "new")
    git(project, "checkout", "-q", "main", "--", ".")
    git(project, "commit", "-qm", "new")
    try:
        out = project.parent / "old.md"
        assert ask(project, "old", "new", "--out", out) == 0
        report = out.read_text()
        assert "Too far apart to attribute: comparing results only" in report
        assert "**supported**, was **contradicted**" in report and "Cause" not in report
    finally:
        git(project, "checkout", "-q", "main")
        git(project, "branch", "-qD", "old", "new")


def test_what_others_committed_since_is_not_held_against_a_branch(project, change, capsys):
    git(project, "checkout", "-qb", "branch")
    write_docstrings(project)
    git(project, "commit", "-qam", "mine")
    git(project, "checkout", "-q", "main")
    drop_term(project)
    git(project, "commit", "-qam", "theirs")
    try:
        assert (
            ask(project, "main", "branch") == 0 and capsys.readouterr().out == "No reading moved.\n"
        )
        assert (
            ask(project, "main", "main~1") == 2
            and "name the older one first" in capsys.readouterr().err
        )
    finally:
        git(project, "reset", "-q", "--hard", "main~1")
        git(project, "branch", "-qD", "branch")
