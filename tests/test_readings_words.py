import pandas as pd

from analysis import headline_keyness


def keyness(**columns):
    rows = pd.DataFrame({"term": ["quad", "trade"], "q": [0.9, 0.9], "p_least": [0.25, 0.25], "sign_holds": [True, True]})
    return rows.assign(**columns)


def test_terms_that_pass_are_named_and_else_what_could_have_been():
    assert headline_keyness(keyness(), "2024") == (
        "No term of 2 sets 2024 apart by more than chance; the least p that was possible is 0.25"
    )
    assert headline_keyness(keyness(q=[0.04, 0.9]), "2024") == "1 term of 2 set 2024 apart by more than chance, first “quad”"
    assert "No term" in headline_keyness(keyness(q=[0.04, 0.9], sign_holds=False), "2024")
    assert headline_keyness(keyness().head(0), "2024").startswith("No term can be compared")
