import html
from html.entities import html5

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.sources.markup import read_plainly, unescape, untag


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("isn&#8217;t &amp; &#x2019; &rsquo; &nbsp;", "isn’t & ’ ’ \xa0"),
        ("isn&amp;#8217;t &amp;amp; &amp;amp;rsquo; &#38;rsquo;", "isn’t & ’ ’"),
        ("India&#146;s &#150; &#x93;new&#x94;", "India’s – “new”"),
        ("AT&T R&D Q&A; &c &c; AT&T; Q&A;B &copy 2020 a&b;c", None),
        ("&; &#; &#x; &#xg; &&& & &lt", None),
        ("&#0; &#xD800; &#x110000;", "\ufffd \ufffd \ufffd"),
    ],
)
def test_entities_become_characters_and_ampersands_stay(text, plain):
    assert unescape(text)[0] == (text if plain is None else plain)


@settings(max_examples=examples(200))
@given(st.text(), st.integers(1, 3))
def test_what_is_escaped_comes_back(text, times):
    escaped = text
    for _ in range(times):
        escaped = html.escape(escaped)
    # a text that holds entities itself is read through
    if ";" not in text:
        assert unescape(escaped)[0] == text


@pytest.mark.parametrize("name", [name for name in html5 if name.endswith(";")][::40])
def test_entities_by_name(name):
    assert unescape(f"a &{name} b") == (f"a {html5[name]} b", 1)


@pytest.mark.parametrize(
    ("text", "plain", "n"),
    [
        ("They met<br>They agreed", "They met\nThey agreed", 1),
        ("on:<ul><li>ships</li><li>trade</li></ul>The talks", "on:\nships\ntrade\nThe talks", 6),
        ("<table><tr><td>India</td><td>Japan</td></tr></table>Both", "India Japan\nBoth", 8),
        ("<P CLASS=x>One</P>\n<p>Two <b>b</b>old, <i>it</i>alic", "One\nTwo bold, italic", 7),
        ('<a href="http://x.y/?a>b&c=1" target=_blank>here</a>, a<img src=x>b', "here, a b", 3),
        ("a <script>var x = '<p>';</script>b<!-- no\nmore -->c", "a b\nc", 3),
        ("<![CDATA[text]]>", "text", 2),
        ("a < b and c > d, <Reuters>, <b and c>, <me@x.org>, <https://x.y>, 3 <5>", None, 0),
        ("<p", None, 0),
    ],
)
def test_tags_become_breaks_and_no_words_run_together(text, plain, n):
    assert untag(text) == (text if plain is None else plain, n)
    kept, n_kept = untag(text, breaks=False)
    assert kept.count("\n") == text.count("\n") and n_kept == n


def test_what_was_escaped_is_shown_and_what_was_escaped_too_often_is_read():
    assert read_plainly("the tag &lt;b&gt; is bold<br>so")[0] == "the tag <b> is bold\nso"
    assert read_plainly("&lt;p&gt;India&amp;rsquo;s&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;") == (
        "India’s\nTwo",
        4,
        9,
    )


@settings(max_examples=examples(300))
@given(
    st.text(st.characters(exclude_categories=[]))
    | st.text(alphabet="<>/!-pbr td&amp;lt;#x1\n\"'=", max_size=80)
)
def test_any_text_is_read_and_lines_keep_their_number(text):
    read_plainly(text)
    assert untag(text, breaks=False)[0].count("\n") == text.count("\n")
    plain, n_tags, n_entities = read_plainly(text, breaks=False)
    assert plain.count("\n") == text.count("\n")
    if not n_tags + n_entities and "\x01" not in text and "\x02" not in text:
        assert plain == text


@pytest.mark.parametrize(
    "unit",
    ["<", "<p ", "<p a='", '<p a="x ', "<a b=c ", "&", "&amp;", "&#", "&lt;", "<!--", "<script>", "<p>"]
    + [" \x01", "<b>\n", "&lt;p&gt;", "<script ", "<td nowrap "],
)  # fmt: skip
def test_the_time_is_linear(unit):
    assert growth(lambda n: read_plainly((unit * n)[:n]), 20_000) < 24
