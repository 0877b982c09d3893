"""The command `figures`: what cannot work is said at once, what works is whole, and what is stopped
ends soon.
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from long_run import choose

from analysis.__main__ import main
from analysis.commands import figures
from analysis.publish import execute as notebooks
from analysis.publish import kernels
from analysis.publish.execute import Reading
from analysis.scaling.processes import START

pytestmark = pytest.mark.usefixtures("loaded")
ROOT = Path(__file__).resolve().parents[2]
TEXT = "Tokyo, Oct 07: The ministers of Japan and India have agreed to counter terrorism together in the Indo-Pacific.\n"
ODD = [
    "my articles", "x' + ('',open('PWNED','w'))[0] + 'y", 'x" + open("PWNED","w").name + "', "a\nb", "a\\", "a\\'", '"""', "'''", "über中文🙂",
    "n" * 200, b"caf\xe9".decode("utf-8", "surrogateescape"), "{x}", "$(touch PWNED)", "`touch PWNED`", "-rf", "--out", "#", "%s%n", " sp ",
    " ", "\x1b[31mred\x07", "\u202etxt", "\u2028", "<script>", "a\rb", "\\N{BULLET}", "\\u0041", "r'", "tab\t",
]  # fmt: skip


@pytest.fixture
def articles(tmp_path):
    return make_articles(tmp_path / "articles")


def make_articles(folder):
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def read_files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", ODD, ids=lambda name: ascii(name)[:30])
def test_a_corpus_of_any_name_is_read_and_nothing_in_the_name_runs(
    stub, tmp_path, monkeypatch, capsys, name
):
    monkeypatch.chdir(tmp_path)
    make_articles(tmp_path / name)
    (tmp_path / "books").mkdir()
    monkeypatch.setattr(figures, "NOTEBOOKS", make_book(tmp_path / "books", "CORPUS = 'a'").parent)
    assert main(["figures", "--out=out", "--", name]) == 0
    printed = capsys.readouterr()
    assert all(line.isprintable() for line in (printed.out + printed.err).splitlines())
    (cell,) = nbformat.read(tmp_path / "out" / "notebooks" / "00-x.ipynb", as_version=4).cells
    scope = {}
    exec(cell.source, scope)
    assert scope["CORPUS"] == str(tmp_path.resolve() / name)
    assert not list(tmp_path.rglob("PWNED"))


def test_period_span_and_lexicon_are_those_asked_for(stub, articles, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my themes.yml").write_text(
        "extends: default\nthemes:\n  rail:\n    label: Rail\n    terms: [railway]\n",
        encoding="utf-8",
    )
    asked = ["--period=week", "--from=2020", "--to=2024-Q4", "--themes=my themes.yml"]
    (articles / "metadata.csv").write_text("doc_id,date\na,2022-02-11\n")
    assert main(["figures", "articles", "--out=out", *asked, "--clean=no"]) == 0
    lexicon = str(tmp_path / "my themes.yml")
    study = {"start": "2020", "end": "2024-Q4", "themes": lexicon}
    assert set(map(str, stub.readings)) == {str(Reading({"clean": "no"}, study, "week"))}
    for book in (tmp_path / "out" / "notebooks").glob("*.ipynb"):
        code = "\n".join(c.source for c in nbformat.read(book, as_version=4).cells)
        assert (
            f"Study(CORPUS, clean='no', start='2020', end='2024-Q4', themes={lexicon!r}, " in code
        )
        assert "PERIOD = 'week'" in code and "read_corpus(CORPUS, start" not in code


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["--from=soon"], "no period"),
        (["--from=2022", "--to=2021"], "ends before it begins"),
        (["--from=2300"], "no document lies in 2300 or later"),
        (["--themes=none.yml"], "none.yml"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_executed(
    stub, articles, tmp_path, monkeypatch, capsys, asked, why
):
    monkeypatch.chdir(tmp_path)
    (articles / "metadata.csv").write_text("doc_id,date\na,2022-02-11\n")
    assert main(["figures", "articles", "--out=out", *asked]) == 2
    assert why in capsys.readouterr().err and not stub.seen


def test_the_cell_of_the_project_stays_as_it_is(stub, tmp_path):
    assert main(["figures", "--out", str(tmp_path / "out")]) == 0
    corpora = {"seeds": 7, "example:quad-at-the-un": 1}
    books = [book.read_text("utf-8") for book in (tmp_path / "out" / "notebooks").glob("*.ipynb")]
    for corpus, n in corpora.items():
        assert sum(f'"CORPUS = \\"{corpus}\\"\\n"' in book for book in books) == n


def test_a_notebook_of_an_example_is_not_run_on_another_corpus(stub, articles, tmp_path):
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 0
    names = {book.name[:2] for book in (tmp_path / "out" / "notebooks").glob("*.ipynb")}
    assert names == {"00", "01", "02", "03", "04", "05", "06"}


@pytest.mark.parametrize(
    "given",
    [
        "articles",
        "./articles/",
        "deep/../articles",
        "link",
        "link/",
        "articles/a.txt",
        "~/articles",
    ],
)
def test_a_corpus_is_named_in_any_way(stub, articles, tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "deep").mkdir()
    (tmp_path / "link").symlink_to("articles")
    assert main(["figures", given, "--out", "~/out"]) == 0
    assert set(stub.seen) == {str(articles / "a.txt" if given.endswith("txt") else articles)}
    assert (tmp_path / "out" / "figures" / "README.md").is_file()


@pytest.mark.parametrize(
    "corpus, out, said",
    [
        ("nowhere", "out", "no corpus at"),
        ("", "out", "has no name"),
        (" ", "out", "no corpus at"),
        ("empty", "out", "no documents in"),
        ("binary", "out", "no documents in"),
        ("loop", "out", ""),
        ("x" * 300, "out", "too long"),
        ("articles", None, "needs --out"),
        ("articles", "articles", "lies within the corpus"),
        ("articles", "articles/a/b", "lies within the corpus"),
        ("articles", "link/out", "lies within the corpus"),
        ("results/figures", "results", "lies within the corpus"),
        ("articles", "/", "root of all folders"),
        ("articles", str(ROOT), "the project's own"),
        ("articles", str(ROOT / "seeds"), "the project's own"),
        ("articles", str(ROOT / "seeds" / "x"), "the project's own"),
        ("seeds", str(ROOT / "seeds" / "x"), "lies within the corpus"),
        ("articles", "linked", "the project's own"),
        ("articles", "file", "cannot be written"),
        ("articles", "file/below", "cannot be written"),
        ("articles", "blocked", "figures cannot be written"),
        ("articles", "taken", "is a folder, and a file is to be written there"),
        ("articles", "x" * 300, "too long"),
    ],
)
def test_what_cannot_work_is_said_at_once_and_leaves_nothing(
    stub, articles, tmp_path, monkeypatch, capsys, corpus, out, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary").mkdir()
    (tmp_path / "binary" / "a.txt").write_bytes(bytes(10))
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "link").symlink_to("articles")
    make_articles(tmp_path / "results" / "figures")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "figures").symlink_to(ROOT / "figures")
    (tmp_path / "file").write_text("x")
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "figures").write_text("x")
    (tmp_path / "taken" / "figures" / "README.md").mkdir(parents=True)
    before = sorted(map(str, tmp_path.rglob("*")))
    assert main(["figures", corpus, *(["--out", out] if out else [])]) == 2
    printed = capsys.readouterr()
    assert (
        printed.err.startswith("error: ")
        and printed.err.count("\n") == 1
        and said in printed.err
        and not printed.out
    )
    assert not stub.seen and sorted(map(str, tmp_path.rglob("*"))) == before


def test_errors_of_notebooks_come_first_even_where_none_could_be_executed(
    stub, articles, tmp_path, capsys
):
    stub.failing["all"] = "cell 3 of 9: ValueError: no"
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 1
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert len(lines) == 7 and all(
        re.match(r"error: 0\d-[\w-]+\.ipynb: cell 3 of 9: ValueError: no$", line) for line in lines
    )
    assert (
        lines == sorted(lines)
        and printed.out.endswith("\n0 of 7 notebooks executed on 1 document\n")
        and not (tmp_path / "out").exists()
    )


def test_what_an_earlier_run_made_goes_and_what_is_somebodys_own_stays(stub, articles, tmp_path):
    out = tmp_path / "out"
    (out / "figures").mkdir(parents=True)
    (out / "figures" / "mine.png").write_bytes(b"mine")
    (out / "figures" / "claims.csv").write_bytes(b"mine")
    stub.failing["00-shifting-priorities.ipynb"] = "no"
    assert main(["figures", str(articles), "--out", str(out)]) == 1
    assert (
        out / "figures" / "claims.csv"
    ).read_bytes() == b"mine"  # no run of ours was there before
    stub.failing.clear()
    assert main(["figures", str(articles), "--out", str(out)]) == 0
    whole = read_files(out)
    stub.failing["04-which-topics-emerge.ipynb"] = "no"
    assert main(["figures", str(articles), "--out", str(out)]) == 1
    left = read_files(out)
    gone = set(whole) - set(left)
    assert (
        "notebooks/04-which-topics-emerge.ipynb" in gone
        and all(Path(name).name.startswith("04") for name in gone)
        and len(gone) > 2
    )
    assert left["figures/mine.png"] == b"mine"


def test_a_page_of_an_earlier_result_goes_and_one_of_the_same_stays(stub, articles, tmp_path):
    out = tmp_path / "out"
    page = out / "brief.pdf"
    out.mkdir()
    page.write_bytes(b"mine")
    for _ in range(2):  # no run of ours was there before; then one that made the same
        assert main(["figures", str(articles), "--out", str(out)]) == 0
        assert page.read_bytes() == b"mine"
    stub.failing["04-which-topics-emerge.ipynb"] = "no"
    assert main(["figures", str(articles), "--out", str(out)]) == 1
    assert not page.exists()


def test_a_file_that_cannot_be_published_is_named_and_the_rest_is_there(
    stub, articles, tmp_path, capsys
):
    (tmp_path / "out" / "figures" / "00-shifting-priorities.png" / "x").mkdir(parents=True)
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 1
    assert "00-shifting-priorities.png cannot be written" in capsys.readouterr().err
    assert (tmp_path / "out" / "figures" / "00-shifting-priorities.csv").is_file()


def test_a_folder_on_another_disk_gets_its_files_too(stub, articles, tmp_path, monkeypatch):
    replace = os.replace

    def refuse(old, new):
        if ".draft-" in str(old) and ".draft-" not in str(new):
            raise OSError(18, "Invalid cross-device link")
        replace(old, new)

    monkeypatch.setattr(figures.os, "replace", refuse)
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out" / "notebooks").glob("*.ipynb"))) == 7


def test_of_what_was_set_aside_the_terminal_shows_kinds_and_a_file_shows_all(
    stub, articles, tmp_path, capsys
):
    for i in range(50):
        (articles / f"b{i}\x1b[31m.txt").write_bytes(b"a\0")
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert (
        out.count("\n") <= 10
        and "47 more of this kind" in out
        and "\x1b" not in out
        and "set-aside.csv" in out
    )
    assert (tmp_path / "out" / "set-aside.csv").read_text().count("\n") == 51
    for file in articles.glob("b*"):
        file.unlink()
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "out" / "set-aside.csv").exists()


def test_a_draft_of_a_run_that_was_killed_goes(stub, articles, tmp_path):
    old = tmp_path / "out" / ".draft-abcdefgh"
    (old / "figures").mkdir(parents=True)
    (old / "made-by-analysis").touch()
    assert main(["figures", str(articles), "--out", str(tmp_path / "out")]) == 0
    assert sorted(os.listdir(tmp_path / "out")) == ["figures", "notebooks", "result.json"]


def make_book(folder, *cells):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell, id=str(i)) for i, cell in enumerate(cells)]
    )
    notebook.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, folder / "00-x.ipynb")
    return folder / "00-x.ipynb"


def test_an_executed_notebook_shows_how_its_corpus_is_read(tmp_path, capsys, monkeypatch):
    books, articles, out = (tmp_path / name for name in ("books", "it's", "out"))
    books.mkdir()
    articles.mkdir()
    text = "India and Japan have agreed to build ships together in five years."
    (articles / "t.csv").write_text(f"id,seen 'on',body\n1,2021-03-01,{text}\n")
    make_book(
        books,
        "CORPUS = 'seeds'",
        "from analysis import Study\nprint(Study(CORPUS).documents['date'].notna().sum())",
    )
    monkeypatch.setattr(figures, "NOTEBOOKS", books)
    options = ["--column", "date=seen 'on',text=body", "--clean", "no", "--out", str(out)]
    assert main(["figures", str(articles), *options]) == 0
    assert "1 document dated, all of 1 March 2021" in capsys.readouterr().out
    first, second = nbformat.read(out / "notebooks" / "00-x.ipynb", as_version=4).cells
    assert first.source == f"CORPUS = {str(articles)!r}"
    given = """Study(CORPUS, columns={'date': "seen 'on'", 'text': 'body'}, clean='no')"""
    assert given in second.source and second.outputs[0].text == "1\n"
    assert main(["figures", str(articles), "--column", "date", "--out", str(out)]) == 2
    assert "NAME=COLUMN" in capsys.readouterr().err


on_linux = pytest.mark.skipif(START != "forkserver", reason="kernels are forked on Linux only")


FAILING = [
    ("raise ValueError('one\\n\\x1b[31mtwo\\n\\n')", "cell 2 of 2: two"),
    ("raise Exception", "cell 2 of 2: Exception"),
    (
        "raise RuntimeError('Kernel died before replying to kernel_info')",
        "cell 2 of 2: RuntimeError: Kernel died before",
    ),
    ("import os; os._exit(1)", "cell 2 of 2: its kernel died"),
    ("while True: pass", "cell 2 of 2: not done after 1 seconds"),
    ("(", "cell 2 of 2: SyntaxError"),
    ("import sys; sys.exit(3)", "cell 2 of 2: SystemExit: 3"),
]


@pytest.mark.parametrize("cell, said", choose(FAILING, [FAILING[i] for i in (0, 2, 3, 4)]))
def test_a_cell_that_fails_is_named_with_its_errors_last_line(tmp_path, monkeypatch, cell, said):
    monkeypatch.setattr(notebooks, "TIMEOUT", 1)
    problem = notebooks.execute(make_book(tmp_path, "CORPUS = 'seeds'", cell), tmp_path, "seeds")
    assert problem.startswith(f"00-x.ipynb: {said}") and problem.isprintable()
    assert (tmp_path / "notebooks").exists() == (
        "kernel died" not in said and "not done" not in said
    )


def test_a_cell_that_fails_costs_itself_and_leaves_no_traceback(tmp_path):
    cells = ("CORPUS = 'seeds'", "x = 1", "raise KeyError('<b>$y$')", "print(x + 1)", "1 / 0")
    problem = notebooks.execute(make_book(tmp_path, *cells), tmp_path, "seeds")
    assert (
        problem
        == "00-x.ipynb: cell 3 of 5: KeyError: '<b>$y$' (and 1 more, some of which needed it)"
    )
    outputs = [
        cell.outputs for cell in nbformat.read(tmp_path / "notebooks" / "00-x.ipynb", 4).cells
    ]
    assert outputs[2][0]["text"].startswith(
        "This cell could not be computed on this corpus (KeyError:"
    )
    assert outputs[3][0]["text"] == "2\n" and all(
        out["output_type"] != "error" for cell in outputs for out in cell
    )


def test_what_is_no_notebook_or_cannot_be_written_is_an_error_of_its_own(tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    assert notebooks.execute(tmp_path / "a.ipynb", tmp_path, "seeds").startswith("a.ipynb: ")
    book = make_book(tmp_path, "CORPUS = 'seeds'")
    (tmp_path / "notebooks").write_text("in the way")
    assert notebooks.execute(book, tmp_path, "seeds").startswith("00-x.ipynb: FileExistsError")


@on_linux
@pytest.mark.parametrize(
    # of one that starts at its second try, the next test tells
    "n_deaths, starts",
    choose([(1, True), (2, True), (3, False)], [(3, False)]),
)
def test_a_kernel_that_dies_at_its_start_is_started_again(tmp_path, monkeypatch, n_deaths, starts):
    launch, launched = kernels.ForkedProvisioner.launch_kernel, []

    async def die_first(self, cmd, **options):
        launched.append(cmd)
        out = await launch(self, cmd, **options)
        if len(launched) <= n_deaths:
            os.kill(self.pid, signal.SIGKILL)
        return out

    monkeypatch.setattr(kernels.ForkedProvisioner, "launch_kernel", die_first)
    problem = notebooks.execute(make_book(tmp_path, "CORPUS = 'seeds'", "x = 1"), tmp_path, "a")
    assert len(launched) == min(n_deaths + 1, 3)
    assert (problem == "") == starts == (tmp_path / "notebooks" / "00-x.ipynb").exists()
    assert starts or "its kernel could not be started, tried 3 times" in problem


@on_linux
def test_a_port_that_was_taken_meanwhile_costs_no_notebook(tmp_path, monkeypatch):
    import socket

    launch, taken = kernels.ForkedProvisioner.launch_kernel, []

    async def take_port(self, cmd, **options):
        if not taken:
            taken.append(socket.create_server(("127.0.0.1", self.connection_info["shell_port"])))
        return await launch(self, cmd, **options)

    monkeypatch.setattr(kernels.ForkedProvisioner, "launch_kernel", take_port)
    assert notebooks.execute(make_book(tmp_path, "CORPUS = 'seeds'"), tmp_path, "a") == ""
    taken[0].close()


SLOW = """
import sys
from pathlib import Path
if __name__ == "__main__":  # a kernel loads what stands before it
    from analysis.commands import figures
    from analysis.__main__ import main, _end
    figures.NOTEBOOKS = Path(sys.argv[1])
    figures._LOADED = figures._LOADED[:2]  # no more than a kernel needs to start
    _end(main(["figures", sys.argv[2], "--out", sys.argv[3]]))
"""


@on_linux
@pytest.mark.parametrize(
    # one handler hears the first two; a short run presses Ctrl-C in tests of the tally, and kills
    # what starts kernels in their own
    "number",
    choose(
        [signal.SIGINT, signal.SIGTERM, signal.SIGKILL],
        [signal.SIGTERM],
    ),
)
def test_a_run_that_is_stopped_ends_soon_with_its_kernels_and_publishes_nothing(
    articles, tmp_path, number
):
    books = tmp_path / "books"
    books.mkdir()
    cell = f"import os, time; open({str(tmp_path)!r} + '/pid', 'w').write(str(os.getpid())); time.sleep(100)"
    make_book(books, "CORPUS = 'seeds'", cell)
    (tmp_path / "run.py").write_text(SLOW)
    command = [sys.executable, tmp_path / "run.py", books, articles, tmp_path / "out"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    start = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert time.monotonic() - start < 10  # a machine that is busy
    wait_for(lambda: not is_running(int((tmp_path / "pid").read_text())))
    if number != signal.SIGKILL:
        assert (process.returncode, err) == (130, "stopped: what was written is whole\n")
        assert len(out.splitlines()) == 3  # how the corpus was read, and no result
        assert not (tmp_path / "out").exists()
    else:
        assert [name[:7] for name in os.listdir(tmp_path / "out")] == [".draft-"]


def wait_for(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"zombie" not in Path(f"/proc/{pid}/status").read_bytes()


@pytest.mark.parametrize(("cores", "at_once"), [(1, 2), (3, 3), (64, 4)])
def test_as_many_notebooks_run_at_once_as_there_are_cores_but_few(
    tmp_path, monkeypatch, cores, at_once
):
    books = [tmp_path / f"{n}.ipynb" for n in range(9)]
    for book in books:
        nbformat.write(nbformat.v4.new_notebook(), book)
    going, most = [], []

    def run(book, *given):
        going.append(book)
        most.append(len(going))
        time.sleep(0.1)
        going.remove(book)
        return ""

    monkeypatch.setattr(figures, "_execute", run)
    monkeypatch.setattr(figures, "count_cores", lambda: cores)
    assert figures._execute_all(books, tmp_path, "seeds", Reading()) == {b.name: "" for b in books}
    assert max(most) == at_once
