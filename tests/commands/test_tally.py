"""The commands `tally`, `themes lint` and `clean`: what they print, on which stream, and how they
end.
"""

import json
import os
import sys

import pytest

import analysis as a
from analysis.__main__ import COMMANDS, main
from analysis.scaling import read_documents, read_tallies

TEXT = "Tokyo, Oct 07: The ministers of Japan and India have agreed to counter terrorism together in the Indo-Pacific."


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(
            f"Menu\nMinisters of {name} agree\n\n{TEXT}\n", encoding="utf-8"
        )
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_and_what_the_exit_codes_mean(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    shown = capsys.readouterr().out
    assert end.value.code == 0
    assert f"example: python -m analysis {command}" in shown and "exit codes: 0" in shown


@pytest.mark.parametrize("arguments", [["tally", "x"], ["themes", "mend"], ["clean"], ["sing"], []])
def test_what_no_command_takes_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2 and "usage: python -m analysis" in capsys.readouterr().err


def test_tally_says_what_it_did_and_what_it_took_up(articles, tmp_path, capsys):
    command = ["tally", str(articles), "--out", str(tmp_path / "t")]
    assert main(command) == 0
    shown = capsys.readouterr()
    assert (
        shown.err == ""
        and "3 documents (2 copies, counted once)" in shown.out
        and "0 partitions read, 0 counted" in shown.out
    )
    assert main([*command, "--json"]) == 0
    shown = capsys.readouterr()
    done = json.loads(shown.out)
    assert (
        done["n_documents"],
        done["n_read_before"],
        done["n_measured_before"],
        done["failures"],
    ) == (3, 1, 1, [])
    assert shown.err == ""
    terrorism = read_tallies(tmp_path / "t", period="all", themes=["terrorism"])
    assert terrorism.loc[terrorism["measure"] == "rate", "sum_y"].tolist() == [1]


def test_tally_shows_progress_on_a_terminal(articles, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["tally", str(articles), "--out", str(tmp_path / "t")]) == 0
    shown = capsys.readouterr()
    assert "reading: 1 of 1 partitions" in shown.err and "\r" not in shown.out


def test_tally_names_what_it_lost_and_ends_with_1(articles, tmp_path, capsys):
    (articles / "d.parquet").write_bytes(b"no")
    assert main(["tally", str(articles), "--out", str(tmp_path / "t"), "--json"]) == 1
    shown = capsys.readouterr()
    assert (
        shown.err.startswith("error: d.parquet: ")
        and json.loads(shown.out)["failures"][0]["name"] == "d.parquet"
    )


@pytest.mark.parametrize(
    "options, said",
    [
        (["--workers", "0"], "workers is 0"),
        (["--partition-size", "0"], "partition size is 0"),
        (["--column", "text"], "--column 'text'"),
        (["--themes", "nowhere.yml"], "nowhere.yml"),
    ],
)
def test_tally_ends_with_2_where_it_cannot_begin(articles, tmp_path, capsys, options, said):
    assert main(["tally", str(articles), "--out", str(tmp_path / "t"), *options]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("error: ") and said in shown.err and not shown.out
    assert main(["tally", str(tmp_path / "none"), "--out", str(tmp_path / "t")]) == 2


def test_tally_takes_columns_by_name(tmp_path, capsys):
    (tmp_path / "news.csv").write_text(f'key,said\nx,"{TEXT}"\n', encoding="utf-8")
    command = [
        "tally",
        str(tmp_path / "news.csv"),
        "--out",
        str(tmp_path / "t"),
        "--column",
        "text=said",
        "--column",
        "doc_id=key",
    ]
    assert main([*command, "--clean", "no"]) == 0
    assert read_documents(tmp_path / "t", ["x"])["text"].tolist() == [TEXT]


def test_ctrl_c_in_a_tally_says_how_to_go_on(articles, tmp_path, capsys, monkeypatch):
    def stop(*given, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.commands.tally.tally_corpus", stop)
    assert main(["tally", str(articles), "--out", str(tmp_path / "t")]) == 130
    assert "run the same command again to go on" in capsys.readouterr().err


def test_themes_lint_lists_findings_and_ends_with_1(articles, tmp_path, capsys):
    lexicon = tmp_path / "mine.yml"
    lexicon.write_text(
        "version: 1\nthemes:\n  asia:\n    label: Asia\n    definition: d\n    source: s\n    terms: [Japan, Indo-Pacific, Japan and India]\n",
        encoding="utf-8",
    )
    plain = main(["themes", "lint", str(lexicon), "--corpus", str(articles), "--dead"])
    lines = capsys.readouterr().out.splitlines()
    assert plain == main(
        ["themes", "lint", str(lexicon), "--corpus", str(articles), "--dead", "--json"]
    )
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert plain == int(any(row["finding"] != "glob" for row in rows)) and len(lines) == len(rows)
    assert all(
        line.startswith(f"{row['finding']}: asia, ") for line, row in zip(lines, rows, strict=True)
    )
    lexicon.write_text(
        "version: 1\nthemes:\n  asia:\n    label: Asia\n    terms: ['(Japan']\n", encoding="utf-8"
    )
    assert main(["themes", "lint", str(lexicon), "--corpus", str(articles)]) == 2
    assert "mine.yml, line" in capsys.readouterr().err


def test_clean_shows_bodies_or_why_lines_went(articles, capsys):
    assert main(["clean", str(articles / "a.txt")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("== a, ") and shown[1:] == [TEXT]
    assert main(["clean", str(articles / "a.txt"), "--lines"]) == 0
    assert "lines kept" in capsys.readouterr().out
    assert main(["clean", str(articles / "a.txt"), "--why"]) == 0
    assert "a, line 1, navigation: Menu" in capsys.readouterr().out.splitlines()
    assert main(["clean", str(articles / "a.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == TEXT
    assert main(["clean", str(articles / "a.txt"), "--json", "--why"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["reason"] == "navigation"


def test_clean_writes_a_file_a_document_and_names_what_it_set_aside(articles, tmp_path, capsys):
    (articles / "d.txt").write_bytes(b"a" + bytes(1))
    assert main(["clean", str(articles), "--out", str(tmp_path / "bodies")]) == 1
    shown = capsys.readouterr()
    assert shown.out == "" and shown.err.startswith("set aside: d.txt, line 1")
    assert {p.name: p.read_text() for p in (tmp_path / "bodies").iterdir()} == {
        f"{name}.txt": f"{TEXT}\n" for name in "abc"
    }
    assert main(["clean", str(tmp_path / "none")]) == 2


def test_clean_lets_no_control_character_of_a_text_act(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(
        f"{TEXT}\n\n{TEXT[:60]}\u202e\u009b31m{TEXT[60:]}", encoding="utf-8"
    )
    assert main(["clean", str(tmp_path / "a.txt")]) == 0
    shown = capsys.readouterr()
    assert not {"\u202e", "\u009b", "\x1b"} & set(shown.out + shown.err)


def test_clean_gives_every_document_a_file_of_its_own_whatever_its_id(tmp_path, capsys):
    ids = [
        "a/b",
        "a:b",
        "A_B",
        "../../x",
        "-rf",
        "",
        "x" * 400,
        "x" * 401,
        "é",
        "a_b-2",
        "日" * 200,
    ]
    (tmp_path / "news.jsonl").write_text(
        "".join(json.dumps({"doc_id": i, "text": f"{n} {TEXT}"}) + "\n" for n, i in enumerate(ids))
    )
    out = tmp_path / "out"
    assert main(["clean", str(tmp_path / "news.jsonl"), "--out", str(out)]) in (0, 1)
    files = [path for path in out.iterdir() if path.suffix == ".txt"]
    assert len(files) == len(a.read_corpus(tmp_path / "news.jsonl").documents) >= len(ids) - 1
    assert len({path.name.casefold() for path in files}) == len(files) and sorted(
        os.listdir(tmp_path)
    ) == ["news.jsonl", "out"]


@pytest.mark.parametrize("out", ["articles", "articles/below", "file", "file/below"])
@pytest.mark.parametrize("command", ["clean", "tally"])
def test_a_folder_that_cannot_be_written_is_told_first_and_nothing_is_touched(
    command, articles, tmp_path, monkeypatch, capsys, out
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert main([command, "articles", "--out", out]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("error: ") and printed.err.count("\n") == 1
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["clean", "tally"])
def test_no_corpus_leaves_no_folder(command, tmp_path, capsys):
    assert main([command, str(tmp_path / "none"), "--out", str(tmp_path / "a" / "b")]) == 2
    assert "no corpus at" in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_many_that_clean_set_aside_are_said_by_kind_and_listed_in_a_file(
    articles, tmp_path, capsys
):
    for i in range(50):
        (articles / f"bad{i}\x1b[31m.txt").write_bytes(b"a\0")
    out = tmp_path / "out"
    assert main(["clean", str(articles), "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert (
        printed.err.count("\n") == 5
        and "47 more of this kind" in printed.err
        and "\x1b" not in printed.err + printed.out
    )
    assert "50 set aside or read with a remark; the list: " in printed.err
    assert (out / "set-aside.csv").read_text(encoding="utf-8").count("\n") == 51
    assert len(a.read_corpus(out).documents) == 3  # the list is no article
    assert main(["clean", str(articles)]) == 1
    assert "--out FOLDER keeps the list" in capsys.readouterr().err


def test_many_that_a_tally_lost_are_said_by_kind_and_listed_in_a_file(articles, tmp_path, capsys):
    for i in range(50):
        (articles / f"bad{i}\x1b[31m.parquet").write_bytes(b"no")
    assert main(["tally", str(articles), "--out", str(tmp_path / "t")]) == 1
    printed = capsys.readouterr()
    assert (
        printed.err.count("\n") == 4
        and "47 more of this kind" in printed.err
        and "\x1b" not in printed.err + printed.out
    )
    assert "set-aside.csv" in printed.out
    assert (tmp_path / "t" / "set-aside.csv").read_text(encoding="utf-8").count("\n") == 51


def test_an_address_is_no_folder_for_a_tally(articles, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["tally", str(articles), "--out", "s3://bucket/x"]) == 2
    assert "is an address" in capsys.readouterr().err and os.listdir(tmp_path) == ["articles"]
