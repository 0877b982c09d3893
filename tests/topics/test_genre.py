"""Words of genre and speaker."""

import pandas as pd

from analysis.words.counted import list_genre


def find(texts, speakers):
    """Return the reason of each word of genre; each text is a document, in sentences."""
    rows = [
        (f"d{i:02}", sentence, speaker)
        for i, (text, speaker) in enumerate(zip(texts, speakers, strict=True))
        for sentence in text
    ]
    table = pd.DataFrame(rows, columns=["doc_id", "text", "speaker"])
    return list_genre(table).set_index("word")["reason"].to_dict()


def test_who_speaks_at_length_in_one_document_is_named_and_who_speaks_once_is_matter():
    long = [f"Doses{i} reached clinics{i} of states{i}." for i in range(30)]
    texts = [
        long,
        ["Ports were built."],
        *([f"Walensky and Romer{i} on ports."] for i in range(22)),
    ]
    reasons = find(texts, ["Rochelle Walensky", "Christina Romer0", *[""] * 22])
    assert reasons.get("walensky") == "names a speaker"
    assert "romer0" not in reasons
    reasons = find([long[:29], *texts[1:]], ["Rochelle Walensky", "Christina Romer0", *[""] * 22])
    assert "walensky" not in reasons


def test_what_an_audience_calls_is_genre():
    lines = ["We will build ports.", "AUDIENCE: Booo!", "AUDIENCE MEMBERS: Four more years!"]
    reasons = find([lines] * 6 + [["Ports were built."]] * 6, [""] * 12)
    called = {word for word, reason in reasons.items() if reason == "is called by the audience"}
    assert "booo" in called and "ports" not in reasons


def test_words_of_a_few_sentences_that_come_again_are_no_style():
    """Function words tell such sentences apart, and so the words of each."""
    stock = [
        (
            "ukraine",
            "They say that we must not go to war over Ukraine, and that it is of no use to us.",
        ),
        ("migration", "For who is to stop migration, if you do not and if they will not?"),
        ("sanctions", "I have been told by them that there were to be sanctions before this."),
    ]
    texts = [[stock[(i + j) % 3][1] for j in range(6) for _ in range(4)] for i in range(24)]
    texts += [[stock[i % 3][1]] * 20 for i in range(24)]
    reasons = find(texts, [""] * 48)
    assert not [w for w, _ in stock if reasons.get(w) == "follows the style of the text"]


def test_thanks_are_genre_in_texts_of_one_sentence_too():
    texts = [[f"Thank you for ports{i % 3} today."] for i in range(12)]
    texts += [[f"Harbours and ports{i % 3} grow (applause)."] for i in range(12)]
    reasons = find(texts, [""] * 24)
    assert any(word in reasons for word in ("thank", "thank you"))
    assert "ports" not in reasons and "harbours" not in reasons
