import pandas as pd

from analysis import headline_terms


def test_a_group_without_a_name_is_a_period():
    terms = pd.DataFrame({"group": ["2020", "2021", "2022"], "term": ["quad", "talks", "ports"], "rank": 1, "n_groups": [1, 2, 1]})
    assert headline_terms(terms, {}) == "Terms that one period has to itself: “quad” in 2020, “ports” in 2022"
    names = {"2020": "6 Oct 2020\nIndia-US", "2021": "b", "2022": "1 Feb 2022\nIndia-US"}
    said = "Terms that one report has to itself: “quad” in that of 6 Oct 2020, “ports” in that of 1 Feb 2022"
    assert headline_terms(terms, names) == said
    assert headline_terms(terms.assign(n_groups=2), names) == "No report has a recurring term to itself"
    assert headline_terms(terms.head(1), {}) == "Terms that one period has to itself: “quad” in 2020"
