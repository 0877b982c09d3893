"""The command `add`: new documents join a result, cost themselves where they must, and what they
moved is said, with a stated rate of false alerts.
"""

import json
import random
import shutil

import nbformat
import pandas as pd
import pytest
from long_run import runs

from analysis import Study
from analysis.__main__ import main
from analysis.commands import add

pytestmark = pytest.mark.usefixtures("loaded")
WORDS = (
    "apples bridges carpets dances engines farms gardens hats islands jackets kettles lamps mirrors "
    "nets orchards pencils quilts rivers sails tables umbrellas violins wagons yards zebras barrels"
).split()


def write(folder, name, loud=False, day="2022-02-11", n=6):
    """Write a text of sentences; its date is in a line of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(name)
    body = "\n".join(_say(draw, loud) for _ in range(n))
    (folder / f"{name}.txt").write_text(f"{name}\n{body}\n", encoding="utf-8")
    file = folder / "metadata.csv"
    head = file.read_text() if file.is_file() else "doc_id,date,source,url\n"
    file.write_text(f"{head}{name},{day},The Paper,https://example.org/{name}\n")
    return folder


def _say(draw, loud):
    words = draw.choices(WORDS, k=14)
    if loud:
        words[3:5] = ["condemned", "terrorism"]
    return f"The {' '.join(words)} of the evening."


@pytest.fixture
def result(stub, tmp_path):
    """A result of four months of quiet texts, in a folder with a space."""
    for month in range(1, 13):
        for i in range(2):
            name = f"m{month:02}{'ab'[i]}"
            write(tmp_path / "base", name, loud=False, day=f"2022-{month:02}-1{i}", n=5 + i)
    out = tmp_path / "my result"
    assert main(["figures", str(tmp_path / "base"), f"--out={out}", "--period=month"]) == 0
    return out


def call(capsys, *arguments):
    """Return the exit code, what is printed, and what is said to be wrong."""
    capsys.readouterr()
    code = main(["add", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def snapshot(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def name_corpora(out):
    found = set()
    for book in (out / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(book, as_version=4).cells:
            if "parameters" in cell.metadata.get("tags", []):
                scope = {}
                exec(cell.source, scope)
                found.add(scope["CORPUS"])
    return found


def test_a_planted_break_raises_an_alert_with_its_sentences_and_a_quiet_month_none(
    result, tmp_path, capsys, monkeypatch
):
    for i in range(3):
        write(tmp_path / "-new", f"n{i}", day=f"2023-01-1{i}")
    before = snapshot(tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, "--to", result, "--", "-new")
    assert (code, err) == (0, "") and "ALERT" not in out
    assert out.startswith("Added 3 documents from 3 files, of 10 January 2023 to 12 January 2023.")
    assert "at most 5% of additions raise a false one" in out
    for i in range(3):
        write(tmp_path / "loud", f"l{i}", loud=True, day=f"2023-02-1{i}")
    code, out, err = call(capsys, tmp_path / "loud", "--to", result, "--json")
    told = json.loads(out)
    assert (code, err) == (add.ALERT, "")
    (alert,) = told["alerts"]
    assert (alert["theme"], alert["direction"], alert["n_newest"]) == ("terrorism", 1, 3)
    assert 1 <= len(alert["sentences"]) <= 3
    for sentence in alert["sentences"]:
        assert "condemned terrorism" in sentence
        assert "The Paper, " in sentence and " February 2023, https://example.org/l" in sentence
    assert snapshot(tmp_path / "base") == before  # the user's folder stays
    assert name_corpora(result) == {str(result / "corpus")}


def test_any_order_of_batches_gives_one_corpus_and_one_study(result, tmp_path, capsys):
    everything = shutil.copytree(tmp_path / "base", tmp_path / "all")
    n = runs(3, 2)  # batches
    for i in range(n):
        write(tmp_path / f"batch{i}", f"n{i}", loud=i > 0, day=f"2023-0{1 + i}-1{i}")
        write(everything, f"n{i}", loud=i > 0, day=f"2023-0{1 + i}-1{i}")
    seen = []
    for order in (range(n), reversed(range(n))):
        out = shutil.copytree(result, tmp_path / f"copy{len(seen)}")
        for i in order:
            assert call(capsys, tmp_path / f"batch{i}", "--to", out)[0] in (0, add.ALERT)
        seen.append(snapshot(out / "corpus"))
        assert name_corpora(out) == {str(out / "corpus")}
    assert seen[0] == seen[1]
    assert {k: v for k, v in seen[0].items() if k != "metadata.csv"} == {
        k: v for k, v in snapshot(everything).items() if k != "metadata.csv"
    }
    one, other = Study(out / "corpus"), Study(everything)
    for name in ("documents", "sentences", "mentions", "counts", "changes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_like=True)


def test_what_is_there_already_costs_nothing_and_writes_nothing(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0", day="2023-01-10")
    assert call(capsys, new, "--to", result)[0] == 0
    before = snapshot(result)
    for again in (new, tmp_path / "base"):
        code, out, err = call(capsys, again, "--to", result)
        assert (code, err) == (0, "") and out.startswith("Nothing to add: ")
    assert "24 files: 24 there already (m01a.txt, m01b.txt, m02a.txt and 21 more)." in out
    (tmp_path / "empty").mkdir()
    code, out, _ = call(capsys, tmp_path / "empty", "--to", result)
    assert code == 0 and out == f"Nothing to add: {tmp_path / 'empty'} holds no file.\n"
    assert snapshot(result) == before


def test_a_copy_counts_once_and_a_bad_file_costs_itself(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0", day="2023-01-10")
    (new / "again.txt").write_bytes((tmp_path / "base" / "m12a.txt").read_bytes())
    (new / "bad.docx").write_bytes(b"PK\x03\x04 broken")
    (new / "m01a.txt").write_text("Another text of this name.\n")
    code, out, _ = call(capsys, new, "--to", result)
    assert code == 0 and "Added 1 document" in out and "1 copy not counted again" in out
    assert "1 copy not counted again (again.txt)." in out
    assert out.splitlines()[1] == "4 files: 2 new, 2 not added (bad.docx, m01a.txt)."
    assert "Not added: bad.docx: " in out
    report = (result / add.REPORT).read_text()
    assert "; 2 documents entered or left, 1 of them a copy of another, which" in report
    listed = [line for line in report.splitlines() if line.startswith(("- entered:", "- left:"))]
    assert [line.split(",")[0] for line in listed] == ["- entered: again", "- entered: n0"]
    assert "Not added: m01a.txt: the corpus holds another file of this name; give it another" in out
    assert (result / "corpus" / "m01a.txt").read_bytes() == (
        tmp_path / "base/m01a.txt"
    ).read_bytes()
    assert not (result / "corpus" / "bad.docx").exists()  # what is not added is not kept
    # once more: nothing is new, and what could not be read is named again
    code, out, _ = call(capsys, new, "--to", result)
    assert code == 0 and out.startswith("Nothing was added: no new document could be read")
    assert "4 files: 2 there already (again.txt, n0.txt), 2 not added (" in out
    # mended, it is added
    (new / "bad.docx").unlink()
    mended = tmp_path / "mended"
    mended.mkdir()
    (mended / "bad.docx").write_text(
        "A text after all.\n" + "\n".join(_say(random.Random(i), True) for i in range(6))
    )
    assert call(capsys, mended, "--to", result)[0] == 0
    assert (result / "corpus" / "bad.docx").read_bytes() == (mended / "bad.docx").read_bytes()
    code, out, _ = call(capsys, _only_bad(tmp_path), "--to", result)
    assert code == 2 and out.startswith("Nothing was added: no new document could be read")


def _only_bad(folder):
    (folder / "only").mkdir()
    (folder / "only" / "x.docx").write_bytes(b"PK\x03\x04 broken")
    return folder / "only"


def test_other_languages_undated_and_older_documents_are_said(result, tmp_path, capsys):
    german = (
        "Die Minister trafen sich in Berlin und sprachen lange über den Handel und die Schulen."
    )
    new = write(tmp_path / "new", "old", day="1999-01-10")
    (new / "deutsch.txt").write_text("\n".join([german] * 8) + "\n", encoding="utf-8")
    code, out, _ = call(capsys, new, "--to", result)
    assert code == 0
    said = (
        "of the 2 documents 1 without a date, and so in no test, 1 in other languages, not counted"
    )
    assert out.startswith("Added 2 documents from 2 files, of 10 January 1999; " + said + ".\n")
    assert "No alert was tested: none of the new documents lies in the newest period." in out


def test_a_document_dated_to_an_interval_is_not_said_to_be_without_a_date(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0", day="3.02.2023")  # in February or on 2 March
    code, out, _ = call(capsys, new, "--to", result, "--dry-run")
    assert code == 0 and "without a date" not in out
    first = "Would add 1 document from 1 file, of 3 February 2023 to 2 March 2023."
    assert out.splitlines()[0] == first


def test_faults_of_the_new_metadata_are_counted_and_said_to_be_listed(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0", day="nonsense")
    write(new, "n1", day="2023-01-10")
    table = new / "metadata.csv"
    table.write_text(f"{table.read_text()}n1,2023-01-11,The Paper,\nn9,2023-01-12,The Paper,\n")
    code, out, _ = call(capsys, new, "--to", result)
    listed = pd.read_csv(result / "set-aside.csv")
    n = len(listed)
    said = f"{n} set aside or read with a remark, {n} of them new; the list: {result}/set-aside.csv"
    assert code == 0 and said in out.splitlines()
    assert listed["problem"].str.contains("nonsense").any() and n >= 2
    assert "Not added: metadata.csv: it has two rows of n1 that differ; keep one of them." in out
    assert "n1," not in (result / "corpus" / "metadata.csv").read_text()


def test_a_dry_run_says_the_same_and_writes_nothing(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0", day="2023-01-10")
    before = snapshot(result)
    code, said, _ = call(capsys, new, "--to", result, "--dry-run")
    assert code == 0 and said.startswith("Would add 1 document") and snapshot(result) == before
    code, done, _ = call(capsys, new, "--to", result)
    assert code == 0
    assert done.replace("Added", "Would add").splitlines()[:-1] == said.splitlines()


def test_a_run_that_fails_or_is_killed_midway_leaves_the_former_result(
    result, tmp_path, capsys, monkeypatch
):
    new = write(tmp_path / "new", "n0", day="2023-01-10")
    before = snapshot(result)

    def stop(*_, **__):
        raise KeyboardInterrupt

    for name in ("fill_draft", "compare_folders", "_measure"):
        with monkeypatch.context() as patch:
            patch.setattr(add, name, stop)
            assert call(capsys, new, "--to", result)[0] == 130
        assert snapshot(result) == before
    # killed after the documents were moved into place, before the figures were
    with monkeypatch.context() as patch:
        patch.setattr(add, "publish", stop)
        assert call(capsys, new, "--to", result)[0] == 130
    code, out, _ = call(capsys, new, "--to", result)
    assert code == 0 and "The corpus had changed since the result was made" in out
    assert name_corpora(result) == {str(result / "corpus")}
    assert call(capsys, new, "--to", result)[1].startswith("Nothing to add: ")


def test_what_cannot_be_is_said_in_words(result, tmp_path, capsys):
    new = write(tmp_path / "new", "n0")
    (tmp_path / "bare").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "result.json").write_text('{"corpus": 3}')
    tally = tmp_path / "tally"
    tally.mkdir()
    (tally / "tally.json").write_text("{}")
    for arguments, why in (
        ((tmp_path / "none", "--to", result), "no documents at"),
        ((new, "--to", tmp_path / "nowhere"), "no folder"),
        ((new, "--to", tmp_path / "bare"), "holds no result.json"),
        ((new, "--to", tmp_path / "broken"), "cannot be read"),
        ((result / "figures", "--to", result), "lie in one another"),
        ((tally, "--to", result), "is a tally"),
    ):
        code, out, err = call(capsys, *arguments)
        assert (code, out) == (2, "") and err.startswith("error: ") and why in err, err
        code, out, same = call(capsys, "--json", *arguments)
        assert code == 2 and same == err
        assert json.loads(out) == {"error": err.removeprefix("error: ").rstrip("\n")}
    shutil.rmtree(tmp_path / "base")
    code, _, err = call(capsys, new, "--to", result)
    assert code == 2 and "put it back" in err


def test_the_record_names_no_machine_and_moves_with_its_folders(result, tmp_path, capsys):
    assert str(tmp_path) not in (result / "result.json").read_text()
    (tmp_path / "there").mkdir()
    for name in ("base", "my result"):
        shutil.move(tmp_path / name, tmp_path / "there" / name)
    new = write(tmp_path / "new", "n0", day="2023-01-10")
    assert call(capsys, new, "--to", tmp_path / "there" / "my result")[0] == 0


def test_a_single_file_brings_its_row_of_metadata_and_no_other(result, tmp_path, capsys):
    write(tmp_path / "new", "n0", day="2023-01-10")
    write(tmp_path / "new", "n1", day="2023-01-11")
    assert call(capsys, tmp_path / "new" / "n0.txt", "--to", result)[0] == 0
    text = (result / "corpus" / "metadata.csv").read_text()
    assert "n0,2023-01-10" in text and "n1" not in text
    assert not (result / "corpus" / "n1.txt").exists()


def test_the_packages_help_says_where_documents_are_kept(capsys):
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "OUT/corpus" in said and "3 when a theme has changed" in said
    assert "0 when no alert was raised or nothing is new" in said
