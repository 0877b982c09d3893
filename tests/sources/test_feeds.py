"""RSS and Atom, whole and broken."""

import time

import pytest

from analysis.sources.documents.feeds import read_feed_date, read_xml

from .as_source import fault, only, read

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Post &amp; Co</title><image><title>Logo</title></image>
%s</channel></rss>"""


def item(n, text="They met."):
    return f"""<item><title>Ships R&amp;D <![CDATA[<b>{n}</b>]]></title><link>http://p/{n}</link><guid>g{n}</guid>
<pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate><dc:creator>Ann</dc:creator><description>short</description>
<content:encoded><![CDATA[<p>{text} & more</p>]]></content:encoded><media:content><media:title>m</media:title></media:content></item>
"""


def test_the_items_of_rss_are_documents_with_their_facts():
    records, problems = read(read_xml, RSS % (item(1) + item(2)))
    assert not problems and [record.doc_id for record in records] == ["http://p/1", "http://p/2"]
    assert (
        records[0].text == "<p>They met. & more</p>" and records[0].is_html and records[0].line == 4
    )
    assert records[0].fields == {
        "title": "Ships R&D 1", "source": "The Post & Co", "date": "2024-05-01T10:00:00+00:00", "author": "Ann",
    }  # fmt: skip


def test_the_entries_of_atom_are_documents_with_their_facts():
    raw = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A&amp;amp;B</title><author><name>Feed</name></author>
    <entry><title>T</title><link rel="self" href="http://s"/><link href="http://e"/><id>urn:1</id><updated>2024-05-02</updated>
    <published>2024-05-01</published><author><email>e@x</email><name>Bob</name></author><content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>Hi &lt;there&gt; <b>you</b><br/></p></div></content></entry>
    <entry><id>urn:2</id><summary>Plain.</summary><updated>2024-05-03</updated></entry><entry><id>urn:3</id></entry></feed>"""
    (first, second), (empty,) = read(read_xml, raw)
    assert first.text == "<div><p>Hi &lt;there> <b>you</b><br></p></div>" and first.is_html
    assert first.doc_id == "http://e" and first.fields["date"] == "2024-05-01"
    assert first.fields["author"] == "Bob" and first.fields["source"] == "A&B"
    assert (second.doc_id, second.text, second.is_html) == ("urn:2", "Plain.", False)
    assert (
        second.fields["date"] == "2024-05-03"
        and empty.doc_id == "urn:3"
        and "no text" in empty.problem
    )


def test_rdf_names_its_items_by_their_address():
    raw = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel><title>C</title></channel><item r:about="http://i/1"><description>Text.</description></item></r:RDF>"""
    assert only(read_xml, raw).doc_id == "http://i/1"


def test_an_entry_that_is_no_xml_costs_itself():
    loose = "<item><title>R&D &nbsp; \x0b</title><link>http://p/l</link><description>a & b</description></item>\n"
    records, problems = read(
        read_xml, RSS % (item(1) + "<item></b></item>\n" + item(2) + loose + item(3))
    )
    assert [record.doc_id[-1] for record in records] == ["1", "2", "l", "3"]
    assert records[2].text == "a & b" and records[2].fields["title"] == "R&D"
    assert [problem.line for problem in problems] == [7]
    assert [record.line for record in records] == [4, 8, 11, 12]


def test_what_breaks_off_is_read_up_to_there():
    raw = RSS % (item(1) + item(2))
    records, problems = read(read_xml, raw[: raw.index("http://p/2")])
    assert len(records) == len(problems) == 1


@pytest.mark.parametrize(
    "said, encoding",
    [("UTF-8", "cp1252"), ("windows-1252", "cp1252"), ("gb2312", "gb18030"), ("utf-16", "utf-16")],
)
def test_a_feed_is_read_in_its_encoding(said, encoding):
    text = "日本" if encoding == "gb18030" else "café"
    raw = (RSS % item(1, text)).replace("UTF-8", said).encode(encoding)
    assert text in only(read_xml, raw).text


@pytest.mark.parametrize(
    "raw",
    [
        "<!doctype html><p>a<br>b",
        "<html><p>a<br>b</html>",
        '<?xml version="1.0"?><html><p>a</p></html>',
    ],
)
def test_a_page_of_xhtml_is_html(raw):
    if raw.startswith("<!doctype"):
        raw = raw.replace("<p>", "<html><p>")
    assert only(read_xml, raw).is_html


HOSTILE = {
    "empty": "", "blank": " \n", "text": "no XML", "NULs": "\0" * 99, "no entries": RSS % "", "a sitemap": "<urlset/>",
    "entities": '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><item><description>&c;</description></item></rss>',
    "a file": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><description>&a;</description></item></rss>',
    "deep": "<rss>" + "<a>" * 100_000, "ampersands": "<rss>" + "&" * 10**6, "open": "<rss>" + "<![CDATA[" * 10**5,
    "long": "<rss a='" + "a" * 10**7, "names": "<rss " + " ".join(f"a{n}=''" for n in range(50_000)) + "/>",
    "items": "<rss>" + "<item>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_bad_feed_is_named(raw):
    fault(read_xml, raw)


def test_a_feed_that_is_broken_everywhere_is_given_up():
    start = time.process_time()
    records, problems = read(read_xml, RSS % ("<item></b></item>\n" * 50_000))
    assert not records and len(problems) == 101 and time.process_time() - start < 30


def test_dates_that_are_none_stay_as_they_are():
    assert [*map(read_feed_date, ["soon", "", "Wed, 99 May 2024", "2024-05"])] == [
        "soon",
        "",
        "Wed, 99 May 2024",
        "2024-05",
    ]
