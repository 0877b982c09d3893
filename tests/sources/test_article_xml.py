"""Articles in XML of agencies, libraries and lists: body, title, date and source."""

import pytest

from analysis.sources.documents.feeds import read_xml

from .as_source import fault, read

FIRST = "The foreign ministers of India and Japan agreed in Tokyo on Tuesday to deepen cooperation."
SECOND = "Officials said that talks on semiconductors would go on in Delhi before the spring."
PS = f"<p>{FIRST}</p><p>{SECOND}</p>"
HEAD = '<?xml version="1.0"?>'
NITF = (
    f'{HEAD}<nitf><head><title>Slug</title><docdata><date.issue norm="20201006T100000Z"/></docdata></head>'
    "<body><body.head><hedline><hl1>Ministers meet</hl1></hedline><byline>Ann Author</byline>"
    f"<dateline>TOKYO</dateline></body.head><body.content><block>{PS}</block></body.content></body></nitf>"
)
G2 = (
    f'{HEAD}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider literal="Wire"/>'
    "<versionCreated>2020-10-06T10:00:00Z</versionCreated></itemMeta><contentMeta>"
    "<headline>Ministers meet</headline></contentMeta><contentSet><inlineXML>"
    f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{PS}</body></html></inlineXML></contentSet></newsItem>'
)
NEWSML = (
    f"{HEAD}<NewsML><NewsItem><NewsManagement><FirstCreated>20201006T100000Z</FirstCreated></NewsManagement>"
    "<NewsComponent><NewsLines><HeadLine>Ministers meet</HeadLine></NewsLines><ContentItem><DataContent>"
    f"{PS}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
TEI = (
    f'{HEAD}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    "<title>Ministers meet</title></titleStmt><sourceDesc><p>From the web, by hand</p><bibl>"
    '<date when="2020-10-06">6 Oct</date></bibl></sourceDesc></fileDesc></teiHeader>'
    f"<text><body><div>{PS}</div></body></text></TEI>"
)
JATS = (
    f"{HEAD}<article><front><article-meta><title-group><article-title>Ministers meet</article-title>"
    "</title-group><pub-date><day>6</day><month>10</month><year>2020</year></pub-date>"
    f"</article-meta></front><body>{PS}</body></article>"
)
DOCBOOK = (
    f'{HEAD}<article xmlns="http://docbook.org/ns/docbook"><title>Ministers meet</title><info>'
    f"<date>2020-10-06</date></info><para>{FIRST}</para><para>{SECOND}</para></article>"
)
PLAIN = (
    f"{HEAD}<article><title>Ministers meet</title><date>2020-10-06</date>"
    f"<body>{FIRST}\n\n{SECOND}</body></article>"
)


@pytest.mark.parametrize("xml", [NITF, G2, NEWSML, TEI, JATS, DOCBOOK, PLAIN])
def test_one_article_is_a_document_by_its_files_name(xml):
    (record,), problems = read(read_xml, xml)
    assert not problems and record.doc_id == "news" and record.line == 0
    assert record.text.split("\n") == [FIRST, SECOND]
    assert record.fields["title"] == "Ministers meet" and record.fields["date"][:10] == "2020-10-06"


def test_what_an_agency_says_of_an_article_is_kept():
    assert read(read_xml, G2)[0][0].fields["source"] == "Wire"
    assert read(read_xml, NITF)[0][0].fields["author"] == "Ann Author"


@pytest.mark.parametrize(
    ("outer", "inner", "body"),
    [("articles", "article", "body"), ("root", "doc", "text"), ("data", "record", "content"), ("set", "row", "fulltext")],
)  # fmt: skip
def test_lists_of_articles_give_each_with_its_line(outer, inner, body):
    items = "".join(
        f"\n<{inner}><title>T{n}</title><date>2020-10-0{n}</date><source>Wire</source>"
        f"<{body}>{text}</{body}></{inner}>"
        for n, text in enumerate((FIRST, SECOND), 1)
    )
    records, problems = read(read_xml, f"{HEAD}<{outer}>{items}</{outer}>")
    assert [record.text for record in records] == [FIRST, SECOND] and not problems
    assert [record.doc_id for record in records] == ["news-000001", "news-000002"]
    assert [record.line for record in records] == [2, 3]
    assert [record.fields for record in records] == [
        {"title": f"T{n}", "date": f"2020-10-0{n}", "source": "Wire"} for n in (1, 2)
    ]


def test_a_newsletter_of_several_items_gives_each():
    item = G2.removeprefix(HEAD)
    xml = f"{HEAD}<newsMessage><itemSet>{item}{item}</itemSet></newsMessage>"
    assert len(read(read_xml, xml)[0]) == 2


def test_xml_that_breaks_off_gives_what_stands_before():
    items = f"<doc><text>{FIRST}</text></doc><doc><text>{SECOND}</text>"
    records, problems = read(read_xml, f"{HEAD}<docs>{items}")
    assert [record.text for record in records] == [FIRST] and len(problems) == 1


@pytest.mark.parametrize(
    "xml",
    ["<urlset><url><loc>https://example.org/</loc></url></urlset>", '<svg xmlns="s"><path d="M0"/></svg>', "<a/>", "<article/>"],
)  # fmt: skip
def test_xml_without_an_article_is_named(xml):
    assert "kind that is not read" in fault(read_xml, HEAD + xml)


def test_elements_within_elements_without_end_take_no_long_time():
    deep = "<doc>" * 50_000 + FIRST + "</doc>" * 50_000
    read(read_xml, HEAD + deep)
    read(read_xml, f"{HEAD}<doc><body>{'<p>' * 50_000}{FIRST}{'</p>' * 50_000}</body></doc>")
