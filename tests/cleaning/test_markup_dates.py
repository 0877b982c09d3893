"""The day of publication in a page's markup."""

import json
from datetime import date

import pytest
from growth import growth

from analysis import read_corpus
from analysis.cleaning.html_extraction import read_html
from analysis.cleaning.markup_dates import find_published

pytest.importorskip("trafilatura")
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "India and Japan have agreed to build new ships together, the ministers said in Tokyo on Wednesday.",
        "The first of them shall be ready before the next meeting, which the two sides hold every year.",
        "They spoke of trade and of the sea, and they asked for an end of the dispute over the islands.",
    )
)
DAY = (date(2018, 6, 19), date(2018, 6, 19))
EITHER = (date(2018, 6, 7), date(2018, 7, 6))
PUBLISHED = '<meta property="article:published_time" content="{}">'
OLD = '<time datetime="2012-01-01">1 Jan 2012</time> Old story'
NOW = '<time datetime="2018-06-19">19 June 2018</time>'


def find(head="", above="", below="", after=""):
    return read_html(
        f"<!DOCTYPE html><html><head><title>Ships agreed</title>{head}</head><body><article><h1>Ships agreed</h1>"
        f"{above}{BODY}{below}</article>{after}</body></html>"
    ).days


def script(**data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "page",
    [
        {"above": f"<aside>{OLD}</aside>{NOW}"},
        {"above": f'<div class="related-posts">{OLD}</div>{NOW}'},
        {"above": NOW, "below": f'<ol class="comment-list"><li>{OLD}</li></ol>'},
        {"above": NOW, "after": f'<section id="comments"><article>{OLD}</article></section>'},
        {"above": NOW, "after": f"<article><h2>Other</h2>{OLD}</article>"},
        {"above": NOW, "below": f"<p>The treaty of {OLD} is kept, as both sides have said.</p>"},
        {"above": f'<div class="sidebar"><span class="date">1 Jan 2012</span></div>{NOW}'},
        {"above": f'Updated <time datetime="2012-01-01">1 Jan 2012</time> Published {NOW}'},
        {"above": f'<time class="updated" datetime="2012-01-01">x</time>{NOW}'},
        {"above": f'{OLD}<time itemprop="datePublished" datetime="2018-06-19T10:00">x</time>'},
        {"head": script(**{"@type": "NewsArticle", "datePublished": "20180619T055000Z"})},
        {"head": script(**{"@type": "NewsArticle", "datePublished": "2018-06-19"})},
        {"head": script(**{"@type": "NewsArticle", "datePublished": "June 19, 2018"})},
        {"head": '<meta name="pubdate" content="20180619055000">'},
        {"above": f"<header>{NOW}</header>", "after": f'<div class="comment">{OLD}</div>'},
        {
            "head": script(
                **{
                    "@graph": [
                        {"@type": "WebSite", "datePublished": "2001-01-01"},
                        {
                            "@type": ["Thing", "NewsArticle"],
                            "comment": {"@type": "Comment", "datePublished": "2019-01-01"},
                            "datePublished": "2018-06-19T05:00:00+09:00",
                        },
                    ]
                }
            )
        },
        {"head": PUBLISHED.format("2018-06-19T23:50:00-05:00")},
        {"head": PUBLISHED.format("06/19/2018")},
        {
            "head": '<meta property="article:modified_time" content="2023-01-09">'
            + PUBLISHED.format("2018-06-19")
        },
    ],
)
def test_the_day_is_that_of_the_article(page):
    assert find(**page) == DAY


@pytest.mark.parametrize(
    "page",
    [
        {"head": '<meta property="article:modified_time" content="2023-01-09T05:50:00Z">'},
        {"head": '<meta name="last-modified" content="2023-01-09">'},
        {"head": '<meta itemprop="dateModified" content="2023-01-09">'},
        {"head": script(**{"@type": "NewsArticle", "dateModified": "2023-01-09T05:50:00Z"})},
        {"head": PUBLISHED.format("2018-02-30T05:50:00Z")},
        {"head": PUBLISHED.format("2018-13-01")},
        {"head": PUBLISHED.format("20180230")},
        {"head": PUBLISHED.format("31/06/2018")},
        {"head": PUBLISHED.format("31 June 2018")},
        {"head": PUBLISHED.format("0000-00-00")},
        {"head": '<meta name="dcterms.modified" content="2023-01-09">'},
        {"head": "<!-- generated 2023-01-09T10:00:00Z -->"},
        {"above": '<p>Last updated: <time datetime="2023-01-09">9 Jan 2023</time></p>'},
        {"head": PUBLISHED.format("2018")},
        {"head": PUBLISHED.format("2018-06")},
        {"head": script(**{"@type": "NewsArticle", "datePublished": "2018-02-30"})},
        {"above": '<time datetime="2018-02-30">30 February</time>'},
        {"above": f"<aside>{OLD}</aside>"},
        {"after": f"<footer>{OLD}</footer>"},
    ],
)
def test_changes_other_articles_and_days_that_are_none_give_no_date(page):
    assert find(**page) is None


@pytest.mark.parametrize(
    ("page", "days"),
    [
        ({"head": '<meta name="date" content="06/07/2018">'}, EITHER),
        ({"head": '<meta name="date" content="07-06-2018">'}, EITHER),
        ({"head": '<meta name="date" content="6/7/18">'}, EITHER),
        ({"head": '<meta name="date" content="06/07/2018 10:30 AM">'}, EITHER),
        ({"head": script(**{"@type": "NewsArticle", "datePublished": "06/07/2018"})}, EITHER),
        ({"above": '<time datetime="06/07/2018">x</time>'}, EITHER),
        ({"above": '<span class="date">06/07/2018</span>'}, EITHER),
        ({"head": '<meta name="date" content="06.07.2018">'}, (date(2018, 7, 6),) * 2),
        (
            {"head": '<meta name="date" content="06/07/2018">', "above": "<p>6 July 2018</p>"},
            (date(2018, 7, 6),) * 2,
        ),
        (
            {"head": '<meta name="date" content="06/07/2018">', "above": "<p>June 7, 2018</p>"},
            (date(2018, 6, 7),) * 2,
        ),
        (
            {"head": '<meta name="date" content="06/07/2018">', "below": "<p>25/06/2018</p>"},
            (date(2018, 7, 6),) * 2,
        ),
        (
            {"head": '<meta name="date" content="06/07/2018">', "below": "<p>06/25/2018</p>"},
            (date(2018, 6, 7),) * 2,
        ),
    ],
)
def test_numbers_in_either_order_are_an_interval_unless_the_page_shows_which(page, days):
    assert find(**page) == days


POST = "<!DOCTYPE html><html><head><title>Ships agreed</title>{}</head><body>{}</body></html>"
VIDEO = {"@type": "VideoObject", "datePublished": "2012-01-01"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f'<header><div class="date">1 Jan 2012</div></header><article><h1>Ships</h1>{NOW}{BODY}</article>'),
        ("", f'<div class="masthead"><span class="date">1 Jan 2012</span></div><article><h1>Ships</h1>{NOW}{BODY}</article>'),
        ("", f'<article><h1>Ships</h1><span itemprop="datePublished" content="2018-06-19">x</span>{BODY}</article>'),
        ("", f'<article><h1>Ships</h1><b itemprop="datePublished">19 June 2018</b>{BODY}</article>'),
        ("", f'<article><h1>Ships</h1><time class="published updated" datetime="2018-06-19">x</time>{BODY}</article>{OLD}'),
        (script(**VIDEO), f"<article><h1>Ships</h1>{NOW}{BODY}</article>"),
        (script(**{"@graph": [VIDEO, {"@type": "WebPage", "datePublished": "2018-06-19"}]}), f"<h1>Ships</h1>{BODY}"),
        (
            script(**{"@type": "WebPage", "datePublished": "2012-01-01"})
            + script(**{"@type": "NewsArticle", "datePublished": "2018-06-19"}),
            f"<h1>Ships</h1>{BODY}",
        ),
        ("", f"<div><article>{OLD}</article></div><h1>Ships</h1>{NOW}<div>{BODY}</div>"),
        ("", f"<div>{OLD}</div><main><h1>Ships</h1><article>{NOW}{BODY}</article></main>"),
        ("", f"<main><h1>Ships</h1><article>{NOW}{BODY}</article></main><div><article>{OLD}</article></div>"),
        ("", f"<main><div>{NOW}<h1>Ships</h1></div><div>{BODY}</div><p>{OLD}</p></main>"),
    ],
)  # fmt: skip
def test_the_time_nearest_to_the_headline_is_the_article_s(head, body):
    assert read_html(POST.format(head, body)).days == DAY


def test_the_day_between_two_is_no_date(tmp_path):
    html = POST.format('<meta name="date" content="06/07/2018">', f"<h1>Ships</h1>{BODY}")
    (tmp_path / "a.html").write_text(html)
    text = "Home\nWorld\n{}\n{}\nThe ministers have agreed to build the ships in Kochi, the envoy said.\n"
    (tmp_path / "b.txt").write_text(text.format("Ministers agree to build ships", "06/07/2018"))
    documents = read_corpus(tmp_path).documents
    assert documents["date"].isna().all()
    for end, day in zip(("low", "high"), EITHER, strict=True):
        assert set(documents[f"date_{end}"].dt.date) == {day}


def test_a_crawl_leaves_one_of_two_days():
    html = f'<!DOCTYPE html><html><head><meta name="date" content="06/07/2018"></head><body><article>{BODY}</article></body></html>'
    assert read_html(html, crawled=date(2018, 6, 20)).days == (date(2018, 6, 7),) * 2
    assert read_html(html, crawled=date(2018, 7, 6)).days == EITHER
    assert read_html(html, crawled=date(2018, 6, 6)).days is None


def test_the_interval_is_the_document_s_and_a_changed_page_is_dated_by_its_text(tmp_path):
    page = "<!DOCTYPE html><html><head><title>Ships</title>{}</head><body><article><h1>Ships</h1>{}{}</article></body></html>"
    (tmp_path / "a.html").write_text(
        page.format('<meta name="date" content="06/07/2018">', "", BODY)
    )
    changed = '<meta property="article:modified_time" content="2023-01-09">'
    (tmp_path / "b.html").write_text(page.format(changed, "<p>Published 19 June 2018</p>", BODY))
    documents = read_corpus(tmp_path).documents.set_index("doc_id")
    assert [documents.at["a", f"date_{end}"].date() for end in ("low", "high")] == list(EITHER)
    assert documents.at["b", "date"].date() == DAY[0]
    assert documents.at["b", "date_evidence"].startswith("byline")


@pytest.mark.parametrize(
    "text", ["{" * 5000, "[" * 100_000, '{"@type": 3, "datePublished": {"a": []}}']
)
def test_json_that_is_none_costs_the_date_alone(text):
    head = '<script type="application/ld+json">"datePublished"' + text + "</script>"
    assert find(head=head) is None
    assert (
        find(head=f'<script type="application/ld+json">{{"datePublished":{text}}}</script>') is None
    )


@pytest.mark.parametrize(
    "piece",
    ['<div class="related">', "<time>1</time>", "<h1>x</h1>", "<aside><article>", "1/2/2018 ", '<meta name="date" content="3">'],
)  # fmt: skip
def test_time_grows_with_the_page(piece):
    from trafilatura import load_html

    def find_in(size):
        html = f"<html><body><article>{piece * size}{BODY}</article></body></html>"
        find_published(load_html(html), html)

    assert growth(find_in, 500, floor=0.02) < 24


@pytest.mark.parametrize(
    "mark", ["", '<p class="date">19 June 2018</p>', PUBLISHED.format("2018-06-19")]
)
def test_a_headline_names_the_day_of_what_it_tells(mark):
    page = f"<html><head><title>Talks on 12 July 2018</title>{mark if 'meta' in mark else ''}</head><body>"
    page += f"<h1>Talks on 12 July 2018</h1>{'' if 'meta' in mark else mark}{BODY}</body></html>"
    assert read_html(page).days == (DAY if mark else None)
