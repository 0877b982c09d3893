"""Files of any name are read by what they hold, or named with the reason."""

import pytest

from analysis import read_corpus
from analysis.sources.names import ENDINGS, say_no_article, say_remedy
from analysis.sources.sniff import sniff

BODY = "The foreign ministers of India and Japan agreed on Tuesday to deepen cooperation."
HTML = f"<!DOCTYPE html><html><body><article><p>{BODY}</p><p>{BODY} Again.</p></article></body>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.text", BODY),
        ("a", BODY),
        ("article-123", BODY),
        ("story.asc", BODY),
        ("wire.story", BODY),
        ("page.php", HTML),
        ("page.aspx?id=5", HTML),
        ("page.shtml", HTML),
        ("page.xhtml", HTML),
        ("index", HTML),
        ("data", '[{"text": "' + BODY + '"}]'),
        ("a.TXT", BODY),
        ("a.md", f"# Talks\n\n{BODY}\n"),
        ("japan", "日本とインドの外相は東京で会談し、協力することで一致した。"),
    ],
)
def test_a_file_of_any_name_is_read_by_what_it_holds(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "other.txt").write_text("The envoys met in Delhi, and they spoke for an hour.")
    files = set(read_corpus(tmp_path).documents["file"])
    aside = read_corpus(tmp_path).set_aside
    assert name in files or name == "japan" and name in set(aside["file"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", b"\x89PNG\r\n", "a picture"),
        ("talks.gdoc", b'{"url": "https://example.org/d"}', "no reader for .gdoc"),
        ("talks.url", b"[InternetShortcut]\nURL=https://example.org/", "no reader for .url"),
        ("unnamed", b"7z\xbc\xaf\x27\x1c" + bytes(20), ".7z or .rar"),
        ("unnamed", bytes(257) + b"ustar" + bytes(300), "it is an archive"),
        ("talks.ppt", b"\xd0\xcf\x11\xe0" + bytes(20), "no reader for .ppt"),
        ("style.css", b"p { color: red }", "code or a style sheet"),
        ("data.bin2", bytes(range(256)), "not text"),
        ("empty", b"", "it is empty"),
        ("old.mobi", b"PK\x03\x04", "no reader for .mobi"),
        ("unnamed", b"PK\x03\x04" + bytes(20), "it is an archive"),
        ("letter", b"\xd0\xcf\x11\xe0" + bytes(20), "older Office"),
        ("stats.sav", b"$FL2", "no reader for .sav"),
        ("code.unknown", b"x = {a: [1, 2], b: {c: <d>}};\n" * 9, "not text"),
    ],
)
def test_what_is_not_read_is_named(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "other.txt").write_text(BODY)
    aside = read_corpus(tmp_path).set_aside.set_index("file")
    assert said in aside.at[name, "problem"] and aside.at[name, "remedy"]
    assert aside.at[name, "outcome"] == "set aside"


def test_notes_on_a_corpus_are_no_articles(tmp_path):
    for name in ("README.md", "readme.txt", "a.txt"):
        (tmp_path / name).write_text(BODY)
    assert read_corpus(tmp_path).documents["doc_id"].tolist() == ["a"]


def test_a_text_is_read_whatever_kind_its_ending_names(tmp_path):
    for name in ("chapter.one", "note.key", "from.part"):
        (tmp_path / name).write_text(f"From Tokyo, {name}: {BODY}")
    assert set(read_corpus(tmp_path).documents["file"]) == {"chapter.one", "note.key", "from.part"}


def test_no_ending_is_of_two_kinds():
    assert not [end for end in ENDINGS if say_no_article(f"a{end}") or say_remedy(f"a{end}")]


@pytest.mark.parametrize("kind", ["text", "html", "json", ""])
def test_any_cut_of_a_file_is_of_its_kind_or_unknown(kind):
    content = {"text": BODY, "html": HTML, "json": '[{"text": "x"}]', "": "\0\1"}[kind].encode()
    for encoding in ("utf-8", "utf-16"):
        assert sniff(content.decode().encode(encoding)) == kind
    for n in range(len(content)):
        assert sniff(content[:n]) in (kind, "text", "")


ROWS = "id,date,source,text\n1,2020-10-06,Reuters,{0}\n2,2020-10-07,AFP,{0} Again.\n"
LINES = '{{"id": "1", "date": "2020-10-06", "text": "{0}"}}\n{{"id": "2", "text": "{0} Again."}}\n'


@pytest.mark.parametrize("name", ["a.txt", "a.dat", "a"])
@pytest.mark.parametrize("content", [ROWS, ROWS.replace(",", "\t"), ROWS.replace(",", ";"), LINES])
def test_a_table_that_is_named_as_text_is_read_as_one(tmp_path, name, content):
    (tmp_path / name).write_text(content.format(BODY))
    corpus = read_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["1", "2"]
    assert str(corpus.documents["date"][0])[:10] == "2020-10-06"
    assert "whatever its name says" in " ".join(corpus.set_aside["problem"]) or name != "a.txt"


def test_an_article_is_no_table(tmp_path):
    lead = f"Title, date and text, of the talks, were given.\n{BODY}\n{BODY} Again.\n"
    (tmp_path / "a.txt").write_text(lead)
    assert read_corpus(tmp_path).documents["doc_id"].tolist() == ["a"]
