"""Tests of texts that by their form are no pages of the web."""

import pytest

from analysis import read_corpus
from analysis.corpus.given_form import is_given_form

FORMS = {
    "speech": "Excellencies,\n\nLadies and gentlemen,\n\nIt is a pleasure to be in Oslo today.\n\nThank you.",
    "agenda": "AGENDA\n\nHarbour Dialogue\nOslo, 4 May 2022\n\n09:00 Registration\n09:30 Opening remarks\n"
    "10:00 Session 1: Fishing rights\n13:00 Lunch",
    "statement": "Joint Statement\n\nOslo, 1 March 2021\n\nThe two ministers:\n\n• welcomed the ferry pact\n"
    "• agreed to meet again\n• spoke of fishing rights\n\nOslo\nMarch 1, 2021",
    "transcript": "Press Briefing\nOslo\n\nMR. HOLM: Good afternoon, everyone.\n\nQUESTION: On the pact –\n\n"
    "MR. HOLM: Yes.\n\n(Laughter.)",
    "answer": "QUESTION NO. 12 FERRY PACT\n\nWill the Minister be pleased to state:\n\n(a) whether it was signed;\n"
    "(b) if so, when; and\n(c) by whom?\n\nANSWER\n\n(a) to (c) Yes, Sir.",
    "minutes": "MINUTES OF THE SECOND MEETING\n\nPresent: A. Holm (Chair), B. Lund\nApologies: C. Dahl\n\n"
    "The agenda was adopted.\n\nNext meeting: 5 June 2021",
    "resolution": "RESOLUTION 12 (2021)\n\nThe Harbour Council,\n\nRecalling its previous resolutions,\n\n"
    "1. Condemns the raising of fares;\n\n2. Demands that ferries run;\n\n3. Decides to meet again.",
    "questions": "Q: Mr Holm, is the pact dead?\nA: No.\n\nQ: Why not?\nA: Because we signed it.",
}
PAGES = {
    "article": "Ferry pact signed\n\nThe four towns signed a ferry pact on Tuesday, their councils said.",
    "menu": "Home\nWorld\nSport\nExcellencies,\nIt is a pleasure to be in Oslo today.",
    "shares": "Joint Statement\n• one point\n• two points\n• three points\nShare this article",
    "labels": "World\nSport\nTravel\nMusic\nBooks\nFilm\nThank you.\nThe towns signed the pact on Tuesday.",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_single_text_of_such_a_form_keeps_all_its_lines(tmp_path, form, ends):
    (tmp_path / "a.txt").write_text(FORMS[form].replace("\n", ends), encoding="utf-8", newline="")
    text = read_corpus(tmp_path).documents["text"][0]
    assert text.split("\n") == [line for line in FORMS[form].split("\n") if line]


def test_beside_a_page_it_is_kept_and_the_page_is_judged(tmp_path):
    (tmp_path / "a.txt").write_text(FORMS["speech"], encoding="utf-8")
    page = (
        f"Home\nSubscribe\n{PAGES['article']}\nShare this article\nRead more: Ferries of the north"
    )
    (tmp_path / "b.txt").write_text(page, encoding="utf-8")
    texts = read_corpus(tmp_path).documents["text"]
    assert texts[0].startswith("Excellencies,") and texts[0].endswith("Thank you.")
    assert "Subscribe" not in texts[1] and "Share" not in texts[1]


def test_the_user_s_word_goes_before_the_form(tmp_path):
    text = f"{FORMS['speech']}\nSubscribe to our newsletter"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert "Subscribe" not in read_corpus(tmp_path, clean="web").documents["text"][0]
    assert "Subscribe" in read_corpus(tmp_path, clean="no").documents["text"][0]


@pytest.mark.parametrize("page", PAGES)
def test_pages_and_plain_articles_have_no_such_form(page):
    assert not is_given_form(PAGES[page])


def test_the_summary_says_that_lines_are_judged_only_where_some_are(tmp_path):
    (tmp_path / "a.txt").write_text(FORMS["speech"], encoding="utf-8")
    assert list(read_corpus(tmp_path).cleaning["judged"]) == [False]
    (tmp_path / "b.txt").write_text(PAGES["article"], encoding="utf-8")
    assert list(read_corpus(tmp_path).cleaning["judged"]) == [True]
