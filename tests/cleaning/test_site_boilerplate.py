import pandas as pd
import pytest

from analysis import read_corpus
from analysis.cleaning.site_boilerplate import drop_shared_lines

EMPTY = pd.DataFrame({"doc_id": [], "line_no": [], "text": [], "reason": []})


def make(texts, sources=None):
    ids = [f"d{i}" for i in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "source": sources or ["Wire"] * len(texts), "text": texts})


def own(i):
    return "\n".join(f"The ministers spoke of matter {i}-{k} at length." for k in range(9))


def test_head_and_foot_that_pages_share_go_and_what_is_within_stays():
    rows = make(
        [
            f"Our desk writes:\n{own(i)}\nShared within.\n{own(i + 9)}\nRead our terms.\nBye."
            for i in range(4)
        ]
    )
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == [
        f"{own(i)}\nShared within.\n{own(i + 9)}" for i in range(4)
    ]
    assert dropped["line_no"].tolist() == [1, 21, 22] * 4 and set(dropped["reason"]) == {
        "shared line"
    }


def test_numbers_are_those_of_the_page():
    before = pd.DataFrame({"doc_id": "d1", "line_no": [1, 3], "text": "x", "reason": "blank"})
    _, dropped = drop_shared_lines(make([f"{own(i)}\nBye." for i in range(3)]), before)
    assert dropped.loc[dropped["reason"] == "shared line", "line_no"].tolist() == [10, 12, 10]


@pytest.mark.parametrize(
    "rows",
    [
        make([f"{own(i)}\nBye." for i in range(2)]),  # two are not many
        make([f"{own(i)}\nBye." for i in range(3)], ["A", "B", "C"]),  # of three sources
        make(
            [f"{own(i)}{chr(10) + 'Bye.' if i < 3 else ''}" for i in range(20)]
        ),  # three of twenty
        make([own(0)] * 5),  # copies of one another
        make(["Bye."] * 3),
        make([f"{own(i)}\nBye." for i in range(4)], [""] * 4),  # nobody knows of what sites
        make([f"{own(i)}\nBye." for i in range(4)], ["Reuters"] * 4),  # of those that took it
    ],
)
def test_what_is_not_furniture_stays(rows):
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == rows["text"].tolist() and dropped.empty


def write_versions():
    lead = "NORTHPORT, 3 March (Wire) - The five states have signed a treaty on cod.\nIt bans nets."
    more = ["The envoy of Vell was late.", "Whalers wept.", "A vote is due in May."]
    ends = ["Nobody spoke.", "The queue was long.", "Snow fell."]
    return [f"{lead}\n{a}\n{b}" for a, b in zip(more, ends, strict=True)]


def test_versions_of_one_story_keep_what_they_share():
    rows = make(write_versions())
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == rows["text"].tolist() and dropped.empty


def test_versions_of_one_story_do_not_hide_what_pages_of_a_site_share():
    pages = [f"{own(i)}\nBye." for i in range(4)]
    documents, _ = drop_shared_lines(make(write_versions() + pages), EMPTY)
    assert documents["text"].tolist() == write_versions() + [own(i) for i in range(4)]


def test_the_seeds_share_none(corpus):
    assert "shared line" not in set(corpus.dropped_lines["reason"])


def test_a_corpus_is_read_without_them(tmp_path):
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(
            f"{own(i)}\nThis story was written by the desk of the Wire in the morning.\n"
        )
    rows = "".join(f"{i}.txt,The Wire\n" for i in range(3))
    (tmp_path / "metadata.csv").write_text(f"file,source\n{rows}")
    corpus = read_corpus(tmp_path)
    assert corpus.documents["text"].tolist() == [own(i) for i in range(3)]
    assert corpus.dropped_lines.query("reason == 'shared line'")["line_no"].tolist() == [10] * 3
    whole = read_corpus(tmp_path, clean=False)
    assert set(whole.documents["text"].str.count("\n")) == {9} and whole.dropped_lines[
        "reason"
    ].unique().tolist() == ["blank"]


def within(label, n=4):
    return [f"{own(i)}\n{label}\n{own(i + 9)}" for i in range(n)]


@pytest.mark.parametrize(
    "label",
    ["Story continues below this ad", "More from our desk", "Listen to this article now", "Get the news app today"],
)  # fmt: skip
def test_a_label_within_that_pages_share_goes(label):
    documents, dropped = drop_shared_lines(make(within(label)), EMPTY)
    assert not documents["text"].str.contains(label, regex=False).any()
    assert dropped["line_no"].tolist() == [10] * 4


@pytest.mark.parametrize(
    "line",
    [
        "Nobody spoke of it then.",  # a sentence
        "“Nobody spoke of it then”",
        "• Trade and investment ties",  # a point
        "2. Trade and investment ties",
        "Halden 14 of 61 boats",  # a row of a table
        "Summary",  # as a report's headings are
        "They agreed on the following:",
    ],
)
def test_what_may_be_text_stays_within_however_many_share_it(line):
    rows = make(within(line))
    documents, dropped = drop_shared_lines(rows, EMPTY)
    assert documents["text"].tolist() == rows["text"].tolist() and dropped.empty


@pytest.mark.parametrize(
    "note",
    [
        "A version of this article appears in print on March {}, 2021, Section A, page {}.",
        "This page was last reviewed on {} March 2021",
        "Printed in the edition of Sept. {}, page {}",
    ],
)
def test_a_note_below_that_differs_by_its_date_is_one(note):
    rows = make([f"{own(i)}\n{note.format(i + 1, i + 3)}" for i in range(4)])
    assert drop_shared_lines(rows, EMPTY)[0]["text"].tolist() == [own(i) for i in range(4)]


@pytest.mark.parametrize(
    "line", ["Exports were worth {} billion in March.", "Ship {} has left the port.", "In 202{} it rained."]
)  # fmt: skip
def test_a_sentence_below_that_differs_by_a_number_is_the_pages_own(line):
    rows = make([f"{own(i)}\n{line.format(i)}" for i in range(4)])
    assert drop_shared_lines(rows, EMPTY)[0]["text"].tolist() == rows["text"].tolist()


def test_a_first_paragraph_that_articles_share_stays():
    first = (
        "The ministry has been publishing its papers on the treaties since the start of the year."
    )
    rows = make([f"Our desk writes:\n{first}\n{own(i)}" for i in range(4)])
    texts = [f"{first}\n{own(i)}" for i in range(4)]
    assert drop_shared_lines(rows, EMPTY)[0]["text"].tolist() == texts


OURS = "The government reiterates its unwavering support for the sovereignty and territorial integrity of Ukraine."


@pytest.mark.parametrize(
    "said",
    [
        OURS,
        "We call on Russia to withdraw its troops at once. We stand with Kyiv. We shall not rest.",
        "Slava Ukraini!",
        "Thank you, Madam President, for convening this important meeting.",
        "Mr. President,",
        "Excellencies, ladies and gentlemen,",
        "I thank you.",
        "The Federal Council attaches great importance to the respect of international law.",
        "Norland remains a firm supporter of the rules-based international order.",
        "Norland will sign and follow the terms of the treaty and join its members.",
        "All states must respect the rights of refugees and read the signs of the times.",
        "The Contact Group will discuss donations, images and the right to privacy in June.",
        "“Nobody is above the law.”",
        "Hamas is a terrorist organisation.",
        "Russia is responsible for this war.",
        "我们呼吁俄罗斯立即撤军。",
        "Deutschland steht an der Seite der Ukraine.",
    ],
)
@pytest.mark.parametrize("source", ["Ministry", ""])
def test_what_statements_open_or_end_with_stays_and_the_footer_below_goes(said, source):
    opened = [f"{said}\n{own(i)}" for i in range(10)]
    ended = [f"{own(i)}\n{said}" for i in range(10)]
    for texts in (opened, ended):
        assert drop_shared_lines(make(texts, [source] * 10), EMPTY)[0]["text"].tolist() == texts
    footed = make([f"{text}\nLegal notice\nPress office: +41 58 462 31 53" for text in ended])
    assert drop_shared_lines(footed, EMPTY)[0]["text"].tolist() == ended


@pytest.mark.parametrize(
    "note",
    [
        "Read our terms.",
        "Subscribe to the newsletter of the ministry.",
        "© 2021 Ministry of Foreign Affairs. All rights reserved.",
        "For further information please contact the press office.",
        "The full text is available on the website of the ministry.",
        "We use cookies to improve your experience.",
        "Follow us on Twitter.",
        "The Norland Post is an independent newspaper that was founded in 1911.",
        "The Ministry of Foreign Affairs of Norland is responsible for the conduct of foreign relations.",
        "The views expressed here are those of the author.",
        "This article was written by our staff.",
        "Thank you for reading.",
        "Jane Smith is a senior fellow at the Norland Institute and the author of The Long Fence.",
        "Alle Rechte vorbehalten.",
        "Contact: Press office, +41 58 462 31 53",
        "About the Ministry\nNorland has had a ministry of foreign affairs since it was a kingdom.",
        "Share\nThe ministry is open on weekdays.",
    ],
)
def test_what_a_site_says_below_its_texts_goes(note):
    rows = make([f"{own(i)}\n{OURS}\n{note}" for i in range(10)])
    texts = [f"{own(i)}\n{OURS}" for i in range(10)]
    assert drop_shared_lines(rows, EMPTY)[0]["text"].tolist() == texts


def test_a_sentence_below_furniture_that_was_dropped_before_goes():
    rows = make([f"{own(i)}\nThe ministry is in Velm." for i in range(4)])
    cut = [(f"d{i}", 10, "Back to top", "navigation") for i in range(4)]
    dropped = pd.DataFrame(cut, columns=EMPTY.columns)
    documents, dropped = drop_shared_lines(rows, dropped)
    assert documents["text"].tolist() == [own(i) for i in range(4)]
    assert dropped["line_no"].tolist() == [10] * 4 + [11] * 4
    blank = pd.DataFrame(cut, columns=EMPTY.columns).assign(reason="blank")
    assert drop_shared_lines(rows, blank)[0]["text"].tolist() == rows["text"].tolist()


def test_files_that_end_with_the_same_sentence_keep_it(tmp_path):
    for i in range(10):
        (tmp_path / f"{i}.txt").write_text(f"{own(i)}\n\n{OURS}\n")
    assert read_corpus(tmp_path).documents["text"].tolist() == [
        f"{own(i)}\n{OURS}" for i in range(10)
    ]


@pytest.mark.parametrize(("n", "n_with", "gone"), [(8, 8, True), (7, 7, False), (20, 9, False)])
def test_pages_of_no_known_source_show_what_half_of_them_share(n, n_with, gone):
    texts = [own(i) + ("\nBye." if i < n_with else "") for i in range(n)]
    documents, dropped = drop_shared_lines(make(texts, [""] * n), EMPTY)
    assert (documents["text"].tolist() != texts) == gone == (len(dropped) == n_with)
