"""Prepared changes to a small copy of the project, reviewed as a user would: is the cause named
first, and right?
"""

import argparse
import hashlib
import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.commands import review
from analysis.review.report import STILL
from analysis.review.trees import run_tree

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
    """Run each version once, however many tests look at it."""
    known = {}

    def run(tree):
        key = hashlib.sha256(repr(sorted(tree.items())).encode()).hexdigest()
        if key not in known:
            known[key] = run_tree(tree)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review, "run_tree", run)
        yield


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old)
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


@pytest.mark.parametrize(
    ("edits", "cause"),
    [
        ([add_article], "data"),
        ([drop_term], "themes"),
        ([loosen_cleaning], "cleaning"),
        ([correct_date], "dates"),
    ],
    ids=["article", "term", "cleaning", "date"],
)
def test_the_cause_is_named_first(change, edits, cause):
    report, moved = change(*edits)
    assert report.startswith(f"**Cause: {cause}. ") and "readings moved" in report.splitlines()[0]
    assert [c["name"] for c in moved["causes"]] == [cause] and moved["causes"][0]["said"] == 1
    assert moved["readings"] and all(old != new for old, new, _ in moved["readings"])
    # figures were not made anew, and the report says so
    assert "`figures/` is not what this version makes" in report


def test_an_article_that_enters_is_quoted_and_flips_the_claim_that_it_refutes(change):
    report, moved = change(add_article)
    assert moved["claims"] == [["Only one report mentions Russia", "supported", "contradicted"]]
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
    assert "`themes.yml` had: <b>\\{term: \\[Quad, QUAD, Quadrilateral\\]" in report


def test_a_loosened_rule_names_the_lines_that_stay(change):
    report, moved = change(loosen_cleaning)
    stay = [text for _, text, old, new in moved["dropped"] if old and not new]
    assert any("subscription" in text for text in stay)
    assert "no longer dropped, was prompt" in report and "its body has" in report


def test_a_corrected_date_moves_the_document_and_no_sentence(change):
    _, moved = change(correct_date)
    assert [row for row in moved["documents"] if row[1] == "date"] == [
        ["002_82873d06cb52d168", "date", "2023-11-10", "2021-11-10"]
    ]
    assert not (moved["sentences"] or moved["themes"] or moved["dropped"] or moved["entered"])


def test_of_two_causes_the_one_that_alone_moves_more_comes_first(change, project):
    alone = {}
    for name, one in (("dates", correct_date), ("themes", drop_term)):
        _, moved = change(one)
        alone[name] = moved["causes"][0]["n_said"]
        git(project, "checkout", "-q", ".")
    report, moved = change(correct_date, drop_term)
    first, second = (cause["name"] for cause in moved["causes"])
    assert {first, second} == set(alone) and alone[first] == max(alone.values())
    assert report.startswith(f"**Cause: {first}, then {second}. ")
    # the reading on the Indo-Pacific bears both, and neither alone makes it
    assert 0 < moved["together"] < 1 and "they act on one another" in report


def test_docstrings_move_no_reading_and_the_report_is_one_line(change):
    report, moved = change(write_docstrings)
    assert report == STILL + "\n" == "No reading moved.\n"
    assert moved["changed_inputs"] == ["cleaning", "themes", "tone", "code"] and not moved["moved"]


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
