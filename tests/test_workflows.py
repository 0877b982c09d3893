"""The workflows: read-only where proposed code runs, and nothing but posting where a token can
write.
"""

import json
import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BOOKS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
MARK = "<!-- review report -->"


def triggers(flow):
    on = flow[True]  # YAML 1.1 reads the key `on` so
    return {on} if isinstance(on, str) else set(on)


def steps(flow):
    return [step for job in flow["jobs"].values() for step in job["steps"]]


def granted(flow):
    """All permissions that a workflow or one of its jobs has; a workflow without its own would have
    the repository's.
    """
    assert "permissions" in flow
    grants = [flow["permissions"], *(job.get("permissions", {}) for job in flow["jobs"].values())]
    assert all(isinstance(grant, dict) for grant in grants)
    return {(name, level) for grant in grants for name, level in grant.items()}


def test_there_is_one_that_checks_one_each_week_one_that_reviews_and_one_that_posts():
    assert set(BOOKS) == {"check", "long", "review", "comment"}


def test_once_a_week_everything_is_tried():
    (schedule,) = BOOKS["long"][True]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    assert "make test-long" in [step.get("run") for step in steps(BOOKS["long"])]
    assert granted(BOOKS["long"]) == {("contents", "read")}


def test_the_check_runs_on_every_python_that_is_supported_on_linux_and_macos():
    (job,) = BOOKS["check"]["jobs"].values()
    matrix = job["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "macos"}
    assert matrix["python"] == ["3.11", "3.12", "3.13"]
    assert job["runs-on"] == "${{ matrix.os }}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={matrix['python'][0]}"


def test_dependencies_of_every_kind_are_watched():
    text = (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
    kinds = {update["package-ecosystem"] for update in yaml.safe_load(text)["updates"]}
    assert kinds == {"github-actions", "pip", "docker"}


def test_forms_ask_for_what_is_needed_to_see_a_fault():
    """A form whose elements have no label, or two one id, is not shown."""
    needed = {"corpus": {"command", "corpus"}, "reading": {"reading", "sentence"}}
    for name, asked in needed.items():
        file = ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
        form = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert form["name"] and form["description"]
        fields = [item for item in form["body"] if item["type"] != "markdown"]
        ids = [item["id"] for item in fields]
        assert len(ids) == len(set(ids)) and asked <= set(ids)
        assert all(item["attributes"]["label"] for item in fields)
        assert all(item["validations"]["required"] for item in fields)


def test_the_citation_says_what_the_project_is_and_repeats_no_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["license"] == "MIT" and "version" not in cited


@pytest.mark.parametrize("name", BOOKS)
def test_actions_are_pinned_and_no_words_of_others_are_pasted_into_a_script(name):
    for step in steps(BOOKS[name]):
        assert (
            re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
            if "uses" in step
            else "${{" not in step["run"]
        )
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert all("timeout-minutes" in job for job in BOOKS[name]["jobs"].values())


@pytest.mark.parametrize("name", BOOKS)
def test_where_proposed_code_runs_the_token_can_only_read(name):
    flow = BOOKS[name]
    assert not triggers(flow) & {"pull_request_target", "issue_comment", "pull_request_review"}
    if "pull_request" in triggers(flow):
        assert granted(flow) == {("contents", "read")}
        assert "secrets." not in FILES[list(BOOKS).index(name)].read_text(encoding="utf-8")


def test_where_a_token_can_write_nothing_is_checked_out_and_no_action_runs():
    flow = BOOKS["comment"]
    assert triggers(flow) == {"workflow_run"} and flow[True]["workflow_run"]["workflows"] == [
        BOOKS["review"]["name"]
    ]
    assert granted(flow) == {("actions", "read"), ("pull-requests", "write")}
    (step,) = steps(flow)
    assert "uses" not in step and not re.search(
        r"\b(git|make|python|pip|npm|eval|source|bash|sh)\b", step["run"]
    )
    # what it knows of the run comes from the event, and only the report from the artifact
    known = r"(?:\$\{\{ github\.[\w.]+ \}\}|/raw|/)+"
    assert all(re.fullmatch(known, value) for value in step["env"].values())
    assert step["run"].count("unzip") == step["run"].count("unzip -p review.zip report.md") == 1


RAW = "https://forge.example/o/r/raw"
GH = """#!/usr/bin/env python3
import json, os, pathlib, sys
here = pathlib.Path(os.environ["STAND_IN"])
method = sys.argv[sys.argv.index("--method") + 1] if "--method" in sys.argv else "GET"
url = next(a for a in sys.argv[2:] if a.startswith("repos/"))
with (here / "calls").open("a") as file:
    file.write(method + " " + url + chr(10))
if "--input" in sys.argv:
    (here / "posted.json").write_bytes(pathlib.Path(sys.argv[sys.argv.index("--input") + 1]).read_bytes())
    print("{}")
elif url.endswith("/zip"):
    sys.stdout.buffer.write((here / "review.zip").read_bytes())
else:
    print((here / (url.rsplit("/", 1)[-1] + ".json")).read_text())
"""


@pytest.fixture
def post(tmp_path):
    """Run the script of the step that posts, with a stand-in for the forge: its calls, and the
    comment.
    """
    if not all(map(shutil.which, ("bash", "jq", "unzip", "iconv", "sed"))):
        pytest.skip("needs bash, jq, unzip, iconv and sed")
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)

    def run(
        report=b"**x**",
        *,
        sha="abc",
        size=100,
        comments=(),
        members=("report.md",),
        conclusion="success",
    ):
        with zipfile.ZipFile(tmp_path / "review.zip", "w") as archive:
            for member in members:
                archive.writestr(member, report)
        pulls = [{"number": 6, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": sha}}]
        said = {"pulls": pulls, "comments": list(comments)}
        kept = {"id": 5, "name": "review", "size_in_bytes": size}
        said["artifacts"] = {"artifacts": [kept] if members else []}
        for name, answer in said.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(answer))
        env = {
            "PATH": f"{tmp_path}:{os.environ['PATH']}",
            "STAND_IN": str(tmp_path),
            "REPOSITORY": "o/r",
            "RUN": "9",
        }
        env |= {
            "RUN_URL": "https://example.org/run",
            "HEAD_OWNER": "fork",
            "HEAD_BRANCH": "b; x",
            "HEAD_SHA": "abc",
            "CONCLUSION": conclusion,
            "FILES": RAW,
        }
        env |= {"TMPDIR": str(tmp_path)}
        (script,) = steps(BOOKS["comment"])
        done = subprocess.run(
            ["bash", "-c", script["run"]], env=env, capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        posted = tmp_path / "posted.json"
        body = json.loads(posted.read_text())["body"] if posted.exists() else None
        posted.unlink(missing_ok=True)
        calls = (tmp_path / "calls").read_text().splitlines()
        (tmp_path / "calls").unlink()
        return calls, body

    return run


def test_the_report_goes_to_the_pull_request_whose_commit_was_reviewed(post):
    calls, body = post(b"**No reading moved.**\n")
    assert calls[-1] == "POST repos/o/r/issues/7/comments"
    assert (
        body == f"{MARK}\n**No reading moved.**\n\n\n[The whole report](https://example.org/run)\n"
    )


def test_a_later_report_takes_the_place_of_the_earlier_one_and_of_nobody_elses(post):
    theirs = {"id": 1, "user": {"login": "someone"}, "body": f"{MARK} mine"}
    ours = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nold"}
    calls, _ = post(comments=[theirs, ours])
    assert calls[-1] == "PATCH repos/o/r/issues/comments/2"
    calls, _ = post(comments=[theirs])
    assert calls[-1] == "POST repos/o/r/issues/7/comments"


def test_nothing_is_posted_without_a_pull_request_at_that_commit(post):
    """After a push that replaced the commit, the report is of what nobody proposes any more."""
    assert post(sha="other")[1] is None


def test_a_report_that_is_too_large_is_not_posted(post):
    _, body = post(b"x" * 10, size=2_000_000)
    assert "xxx" not in body


@pytest.mark.parametrize("members", [("report.md",), ()])
def test_a_version_that_cannot_run_takes_the_place_of_what_was_said_of_an_earlier_one(
    post, members
):
    ours = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\nNo reading moved."}
    calls, body = post(b"**SyntaxError**\n", comments=[ours], members=members, conclusion="failure")
    assert calls[-1] == "PATCH repos/o/r/issues/comments/2"
    assert "The proposed version (abc) could not be reviewed" in body
    assert "No reading moved" not in body and ("**SyntaxError**" in body) == bool(members)


def test_only_a_cancelled_run_says_nothing():
    assert "conclusion != 'cancelled'" in BOOKS["comment"]["jobs"]["comment"]["if"]


def test_links_and_pictures_of_a_report_do_nothing_but_show_committed_figures(post):
    sha = "0123456789" * 4
    own = f"![00\\-x, before]({RAW}/{sha}/figures/00-x.png)"
    evil = [
        "[click](https://e.vil/)",
        "![x](https://e.vil/x.png)",
        f"![x]({RAW}/{sha}/figures/../../../e.png)",
        f"![x]({RAW}/main/figures/x.png)",
        "[x][y] [y]: https://e.vil",
        "<img src=https://e.vil/x.png><a href='//e.vil'>x</a>",
        "www.e.vil http://e.vil \x01\x02\x03\x04img src=x>",
        "[@octocat](mailto:a@e.vil)",
    ]
    fold = "<details><summary>2 more</summary>\n\nx <b>y</b>\n\n</details>"
    _, body = post("\n\n".join([own, *evil, fold]).encode())
    assert own in body and fold in body
    mistune = pytest.importorskip("mistune")
    page = mistune.create_markdown(escape=False, plugins=["url", "table"])(body)
    assert re.findall(r'<img src="([^"]*)"', page) == [f"{RAW}/{sha}/figures/00-x.png"]
    assert re.findall(r'<a href="([^"]*)"', page) == ["https://example.org/run"]
    assert not re.search(r"@\w", body) and not re.search("[\x01-\x08]", body)


MAKE = """#!/usr/bin/env python3
import os, pathlib, sys
given = dict(a.split("=", 1) for a in sys.argv[2:])
out = pathlib.Path(given["OUT"])
if os.environ["MAKE_SAYS"]:
    out.write_text(os.environ["MAKE_SAYS"] + " " + given["HEAD"])
sys.exit(int(os.environ["MAKE_ENDS"]))
"""


@pytest.mark.parametrize(
    ("says", "ends", "conclusion", "told"),
    [
        ("**No reading moved.**", 0, "success", "**No reading moved.** abc"),
        ("**could not be compared**", 2, "failure", "could not be reviewed"),
        ("", 2, "failure", "could not be reviewed"),
    ],
)
def test_the_whole_flow_from_the_proposed_code_to_the_comment(
    post, tmp_path, says, ends, conclusion, told
):
    """The step that writes the report, with a stand-in for make, and then the one that posts it."""
    (tmp_path / "make").write_text(MAKE)
    (tmp_path / "make").chmod(0o755)
    (step,) = (s for s in steps(BOOKS["review"]) if s.get("name") == "Write the report")
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path)}
    env |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "BASE_SHA": "b", "HEAD_SHA": "abc"}
    env |= {"FILES": RAW, "MAKE_SAYS": says, "MAKE_ENDS": str(ends)}
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env=env, cwd=tmp_path)
    assert done.returncode == ends
    report = tmp_path / "report.md"
    (kept,) = (s for s in steps(BOOKS["review"]) if "upload-artifact" in s.get("uses", ""))
    assert kept["if"] == "${{ !cancelled() }}" and kept["with"]["if-no-files-found"] == "ignore"
    members = ("report.md",) if report.exists() else ()
    _, body = post(report.read_bytes() if members else b"", members=members, conclusion=conclusion)
    assert told in body and (says in body)


def test_a_hostile_report_is_cut_calls_nobody_and_writes_no_file(post, tmp_path):
    report = b"@everyone $(touch owned) `touch owned` \xff" + b"@a" * 40_000
    _, body = post(report, members=("report.md", "../../evil", "gh"))
    assert len(body) < 65_000 and not re.search(r"@\w", body) and body.startswith(MARK)
    assert "$(touch owned) `touch owned`" in body
    assert (
        not [p for p in tmp_path.rglob("*") if p.name in ("owned", "evil")]
        and (tmp_path / "gh").read_text() == GH
    )
    _, body = post(report, members=("other.md",))
    assert body == f"{MARK}\n\n\n[The whole report](https://example.org/run)\n"


def test_the_template_asks_the_reviewers_six_questions():
    text = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert re.findall(r"^\*\*(\d)\. [^*]+\?\*\*", text, re.M) == list("123456")


def test_notebooks_are_compared_by_nbdime_and_articles_kept_byte_for_byte():
    def attribute(name, path):
        out = subprocess.run(
            ["git", "-C", ROOT, "check-attr", name, "--", path], capture_output=True, text=True
        )
        return out.stdout.rsplit(": ", 1)[-1].strip()

    if not shutil.which("git") or attribute("diff", "x.ipynb") == "":
        pytest.skip("not a git repository")
    assert attribute("diff", "notebooks/00-shifting-priorities.ipynb") == "jupyternotebook"
    assert attribute("text", "seeds/000_e45b2ead9df54af8.txt") == "unset"
