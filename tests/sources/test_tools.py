"""What tools and services write: text, title, date and source of each are read right."""

import csv
import io
import json

import pytest

from analysis import read_corpus

TITLE, SOURCE, SITE = "India and Japan agree on supply chains", "The Ledger", "ledger.example"
BODY = (
    "India and Japan agreed on Tuesday to deepen cooperation on supply chains. They meet in Delhi."
)
LEAD = "Delhi and Tokyo sign a pact on rare minerals and chips after months of talks."
PARAGRAPHS = {"summary": [LEAD], "sections": [{"headline": [], "paragraphs": [BODY]}]}
URL = "https://ledger.example/a"
STAMP = "2020-10-06T10:00:00Z"
GUARDIAN = {
    "id": "world/2020/oct/06/a", "type": "article", "sectionName": "World news", "webTitle": TITLE,
    "webPublicationDate": STAMP, "webUrl": URL, "apiUrl": URL,
}  # fmt: skip
NYT = {
    "web_url": URL, "abstract": LEAD, "lead_paragraph": BODY, "snippet": LEAD, "pub_date": STAMP,
    "source": "The New York Times", "headline": {"main": TITLE, "kicker": None}, "_id": "nyt://a",
    "byline": {"original": "By Jane Roe"}, "document_type": "article",
}  # fmt: skip
BOTH = f"{LEAD} {BODY}"


def wrap_csv(row):
    out = io.StringIO()
    csv.writer(out).writerows([row, row.values()])
    return out.getvalue()


# By tool: the file's ending, what it writes, and the source and text that are meant.
WRITTEN = {
    "Guardian": ("json", {"response": {"status": "ok", "results": [GUARDIAN | {"fields": {"bodyText": BODY, "headline": TITLE}}]}}, "The Guardian", BODY),
    "Guardian with HTML": ("json", {"response": {"results": [GUARDIAN | {"fields": {"body": f"<p>{BODY}</p>"}}]}}, "The Guardian", BODY),
    "Guardian as a table": ("csv", GUARDIAN | {"fields.bodyText": BODY}, "The Guardian", BODY),
    "New York Times": ("json", {"status": "OK", "response": {"docs": [NYT], "meta": {"hits": 1}}}, "The New York Times", BOTH),
    "New York Times as a table": ("csv", NYT, "The New York Times", BOTH),
    "NewsAPI": ("json", {"status": "ok", "articles": [{"source": {"id": None, "name": SOURCE}, "title": TITLE, "description": LEAD, "url": URL, "publishedAt": STAMP, "content": f"{BODY}… [+2000 chars]"}]}, SOURCE, BOTH),
    "newscatcher 2": ("json", {"articles": [{"title": TITLE, "published_date": "2020-10-06 10:00:00", "link": URL, "clean_url": SITE, "excerpt": BODY[:60], "summary": BODY, "rights": SITE, "_score": 7.1}]}, SITE, BODY),
    "newscatcher 3": ("json", {"articles": [{"title": TITLE, "published_date": "2020-10-06 10:00:00", "link": URL, "domain_url": SITE, "name_source": SOURCE, "content": BODY, "rights": SITE}]}, SOURCE, BODY),
    "GDELT": ("csv", {"GKGRECORDID": "20201006120000-1", "DATE": "20201006120000", "SourceCommonName": SITE, "DocumentIdentifier": URL, "title": TITLE, "text": BODY}, SITE, BODY),
    "GDELT's articles": ("json", {"articles": [{"url": URL, "title": TITLE, "seendate": "20201006T100000Z", "domain": SITE, "language": "English"}]}, SITE, TITLE),
    "Media Cloud": ("csv", {"id": "a", "indexed_date": "2021-01-01 10:00:00", "media_name": SOURCE, "media_url": SITE, "publish_date": "2020-10-06", "title": TITLE, "url": URL, "text": BODY}, SOURCE, BODY),
    "fundus": ("json", [{"title": TITLE, "plaintext": BODY, "publishing_date": "2020-10-06 10:00:00+00:00", "publisher": SOURCE, "lang": "en"}], SOURCE, BODY),
    "fundus with sections": ("json", [{"title": TITLE, "body": PARAGRAPHS, "publishing_date": "2020-10-06 10:00:00", "publisher": SOURCE}], SOURCE, BOTH),
    "newspaper4k": ("json", [{"url": URL, "title": TITLE, "publish_date": "2020-10-06T10:00:00", "summary": "", "meta_description": BODY[:50], "meta_site_name": SOURCE, "text": BODY}], SOURCE, BODY),
    "trafilatura": ("json", {"title": TITLE, "hostname": SITE, "date": "2020-10-06", "id": None, "raw_text": BODY, "text": BODY, "filedate": "2024-01-01", "source": URL, "source-hostname": SOURCE, "excerpt": BODY[:40]}, SOURCE, BODY),
    "news-please": ("json", {"date_download": "2021-01-01 00:00:00", "date_publish": "2020-10-06 10:00:00", "description": BODY[:40], "maintext": BODY, "source_domain": SITE, "text": None, "title": TITLE, "url": URL}, SITE, BODY),
    "Event Registry": ("json", {"articles": {"results": [{"uri": "61", "date": "2020-10-06", "time": "10:00:00", "dateTimePub": STAMP, "url": URL, "title": TITLE, "body": BODY, "source": {"uri": SITE, "title": SOURCE}}]}}, SOURCE, BODY),
    "Bing": ("json", {"_type": "News", "value": [{"name": TITLE, "url": URL, "description": BODY, "provider": [{"_type": "Organization", "name": SOURCE}], "datePublished": STAMP}]}, SOURCE, BODY),
    "All the News": ("csv", {"id": 1, "title": TITLE, "publication": SOURCE, "date": "2020-10-06", "year": "2020.0", "month": "10.0", "content": BODY}, SOURCE, BODY),
    "WordPress": ("json", [{"id": 1, "date": "2020-10-06T10:00:00", "link": URL, "title": {"rendered": TITLE}, "content": {"rendered": f"<p>{BODY}</p>"}, "site_name": SOURCE}], SOURCE, BODY),
    "structured data": ("json", [{"@type": "NewsArticle", "headline": TITLE, "datePublished": STAMP, "articleBody": BODY, "publisher": {"@type": "Organization", "name": SOURCE}}], SOURCE, BODY),
}  # fmt: skip


@pytest.mark.parametrize("tool", WRITTEN)
def test_what_a_tool_writes_is_read_right(tmp_path, tool):
    kind, value, source, text = WRITTEN[tool]
    written = wrap_csv(value) if kind == "csv" else json.dumps(value)
    (tmp_path / f"t.{kind}").write_text(written, encoding="utf-8")
    corpus = read_corpus(tmp_path)
    (document,) = corpus.documents.itertuples()
    assert (document.title, document.source) == (TITLE, source)
    assert str(document.date)[:10] == "2020-10-06"
    assert " ".join(document.text.split()) == text
    assert "set aside" not in corpus.set_aside["outcome"].tolist()


def test_what_quanteda_writes_is_read(tmp_path):
    (tmp_path / "t.csv").write_text(f'"","doc_id","text"\n"1","a","{BODY}"\n')
    (document,) = read_corpus(tmp_path).documents.itertuples()
    assert (document.doc_id, document.text) == ("a", BODY)
