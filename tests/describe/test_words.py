import pandas as pd

from analysis import fit_topics
from analysis.describe import headline_keyness, headline_terms, headline_topics


def test_a_group_without_a_name_is_a_period():
    terms = pd.DataFrame(
        {
            "group": ["2020", "2021", "2022"],
            "term": ["quad", "talks", "ports"],
            "rank": 1,
            "n_groups": [1, 2, 1],
        }
    )
    assert (
        headline_terms(terms, {})
        == "Terms that one period has to itself: “quad” in 2020, “ports” in 2022"
    )
    names = {"2020": "6 Oct 2020\nIndia-US", "2021": "b", "2022": "1 Feb 2022\nIndia-US"}
    said = "Terms that one report has to itself: “quad” in that of 6 Oct 2020, “ports” in that of 1 Feb 2022"
    assert headline_terms(terms, names) == said
    assert (
        headline_terms(terms.assign(n_groups=2), names)
        == "No report has one of its first terms to itself"
    )
    assert (
        headline_terms(terms.head(1), {}) == "Terms that one period has to itself: “quad” in 2020"
    )


def keyness(**columns):
    rows = pd.DataFrame(
        {
            "term": ["quad", "trade"],
            "z": [2.0, -2.0],
            "q": [0.9, 0.9],
            "p_least": [0.25, 0.25],
            "sign_holds": [True, True],
            "log_odds": [1.0, -1.0],
        }
    )
    return rows.assign(**columns)


def test_terms_that_pass_are_named_and_else_what_could_have_been():
    assert headline_keyness(keyness(), "2024") == (
        "No term of 2 is distinctive of 2024 by more than chance; the smallest attainable p is 0.25"
    )
    assert (
        headline_keyness(keyness(q=[0.04, 0.9]), "2024")
        == "1 of 2 terms is distinctive of 2024 by more than chance: “quad” more often"
    )
    assert headline_keyness(keyness(q=0.04), "2024").endswith(
        "“quad” more often; “trade” less often"
    )
    surer = keyness(term=["a", "b"], z=[2.0, 3.0], log_odds=1.0, q=0.04)
    assert headline_keyness(surer, "2024").endswith("“b”, “a” more often")
    many = pd.concat([keyness(q=0.01)] * 4)
    assert "“quad”, “quad”, “quad” and 1 other more often" in headline_keyness(many, "2024")
    assert "No term" in headline_keyness(keyness(q=[0.04, 0.9], sign_holds=False), "2024")
    assert headline_keyness(keyness().head(0), "2024").startswith("No term can be compared")


def test_topics_say_what_was_fitted_and_how_it_was_tried():
    texts = ["ship, port, sea", "port, sea, ship", "court, law, judge", "law, judge, court"]
    rows = [(f"d{i:02}", k, text) for i in range(12) for k, text in enumerate(texts)]
    sentences = pd.DataFrame(rows, columns=["doc_id", "paragraph_no", "text"])
    few, all_, drawn = (
        sentences.head(20),
        sentences,
        fit_topics(sentences, n_topics=2, max_units=40),
    )
    assert headline_topics(fit_topics(few, n_topics=2)) == (
        "2 of 2 topics hold when a report is left out (20 paragraphs of 5 reports)"
    )
    assert headline_topics(fit_topics(all_, n_topics=2)) == (
        "2 of 2 topics hold when reports are resampled (48 paragraphs of 12 reports)"
    )
    assert headline_topics(drawn) == (
        "2 of 2 topics hold when reports are resampled (40 paragraphs of 12 reports, a sample of the text)"
    )
