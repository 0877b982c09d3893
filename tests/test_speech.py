import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import attribute_speech, list_quotes, read_sides, split_sentences
from analysis.schema import TABLES

J, POMPEO, BROWN, PRICE = ("S Jaishankar", "India"), ("Mike Pompeo", "US"), ("Cale Brown", "US"), ("Ned Price", "US")
BLINKEN, SINGH, AUSTIN = ("Antony Blinken", "US"), ("Rajnath Singh", "India"), ("Lloyd Austin", "US")
STATEMENT, MINISTERS, NSC = ("joint statement", "joint"), ("ministers", "joint"), ("National Security Council", "US")

NARRATED = ("narrated", "", "reporter")


def quoted(who, n=1):
    return [("quoted", *who)] * n


def reported(who, n=1):
    return [("reported", *who)] * n


# Read by hand, sentence by sentence, before the rules were written. An initial's full stop is not part of a name.
SEEDS = {
    "000": [NARRATED] * 3 + quoted(J, 2) + [NARRATED] * 3 + quoted(POMPEO, 2) + [NARRATED]
    + reported(BROWN) + quoted(BROWN, 2) + [NARRATED],
    "001": reported(PRICE) + quoted(PRICE) + [NARRATED] * 2 + quoted(NSC) + quoted(J) + [NARRATED]
    + reported(("India", "India")) + [NARRATED] * 5 + quoted(PRICE) + [NARRATED] + reported(STATEMENT)
    + quoted(STATEMENT, 2) + quoted(MINISTERS) + reported(MINISTERS) + quoted(STATEMENT) + reported(PRICE),
    "002": [NARRATED] * 2 + reported(J, 2) + reported(BLINKEN, 2) + reported(SINGH, 3) + reported(AUSTIN, 2),
    "003": [NARRATED] * 2 + reported(J, 2) + [NARRATED] + quoted(J, 3) + reported(J) + [NARRATED] * 4,
    "004": reported(J, 5) + quoted(J, 6) + [NARRATED] * 2 + reported(J, 2) + quoted(J, 3),
}  # fmt: skip


def read(text, **columns):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text], **columns})
    return attribute_speech(split_sentences(documents), documents)


@pytest.fixture(scope="module")
def speech(corpus, sentences):
    return attribute_speech(sentences, corpus.documents)


@pytest.mark.parametrize("article", SEEDS)
def test_the_five_articles_are_attributed_as_read_by_hand(speech, article):
    found = speech[speech["doc_id"].str.startswith(article)]
    assert found[["speech", "speaker", "side"]].apply(tuple, axis=1).tolist() == SEEDS[article]


REPORTER = NARRATED
# Made up, of other countries and names: text, and for each sentence kind, speaker, side.
CASES = [
    (
        "French Foreign Minister Claire Dubois met Germany's Jonas Weber in Lyon. \"We must act. We must act now,\" Dubois told "
        "reporters. She added that sanctions would follow.",
        [REPORTER, *quoted(("Claire Dubois", "France"), 2), *reported(("Claire Dubois", "France"))],
    ),
    (
        "\"The strait must stay open,\" said Australian Defence Minister Tom Hargrave in Perth. Talks resume on Friday.",
        [*quoted(("Tom Hargrave", "Australia")), REPORTER],
    ),
    (
        "Kenya's President Grace Mwangi and Ghana's Kofi Boateng opened the summit.\n\"Africa will not wait,\" Boateng said.\n"
        "\"The time is now.\"\nMwangi said trade came first.",
        [REPORTER, *quoted(("Kofi Boateng", "Ghana"), 2), *reported(("Grace Mwangi", "Kenya"))],
    ),
    (
        "According to Chinese foreign ministry spokesperson Liu Fang, the patrol was routine. Liu said it broke no law.",
        reported(("Liu Fang", "China"), 2),
    ),
    ("According to the Indian Army chief, General Arun Pathak, the posts are manned.", reported(("Arun Pathak", "India"))),
    ("Officials said the road was closed. A senior US official said it would reopen.",
     [*reported(("", "")), *reported(("", "US"))]),
    ("The Kremlin said it knew nothing. Moscow has denied that it sent troops.",
     [*reported(("Kremlin", "Russia")), *reported(("Moscow", "Russia"))]),
    (
        "Canada's foreign minister, Anne Tremblay, said the envoy would return. The minister urged calm.",
        reported(("Anne Tremblay", "Canada"), 2),
    ),
    (
        "Paulo Mendes, Brazil's trade minister, said tariffs would fall. Exporters cheered.",
        [*reported(("Paulo Mendes", "Brazil")), REPORTER],
    ),
    (
        "A joint statement by the two leaders condemned the attack. \"There can be no excuse,\" they said. The statement also "
        "called for restraint.",
        [*reported(STATEMENT), *quoted(STATEMENT), *reported(STATEMENT)],
    ),
    ("The ministers reaffirmed their commitment to free seas. Both sides said work would go on.",
     [*reported(MINISTERS), *reported(("sides", "joint"))]),
    (
        "Vietnamese Prime Minister Tran Van Minh arrived on Monday. He said the visit opened a new chapter.",
        [REPORTER, *reported(("Tran Van Minh", "Vietnam"))],
    ),
    (
        "UN envoy Lars Holm said aid was late. Pakistani Foreign Minister Sana Malik flew to Doha. She said the border was shut.",
        [*reported(("Lars Holm", "UN")), REPORTER, *reported(("Sana Malik", "Pakistan"))],
    ),
    ("\"It was a mistake,\" he said. Nobody asked more.", [*quoted(("", "")), REPORTER]),
    ("The so-called \"string of pearls\" worries Delhi. The Quad, an \"Asian NATO\" to some, met in June.", [REPORTER, REPORTER]),
    (
        "Asked about the leak, Israeli spokesman Dov Peretz said: \"No comment. Not today.\"",
        quoted(("Dov Peretz", "Israel"), 2),
    ),
    (
        "\"We start in May,\" the Polish defence minister, Marek Zielinski, told Radio Nowa. \"Not in June.\"",
        quoted(("Marek Zielinski", "Poland"), 2),
    ),
    (
        "MR. OKADA: Good afternoon. Let me begin with Manila.\nWe stand by the treaty.\nQUESTION: Is the Japanese navy going?\n"
        "MR. OKADA: No.",
        [("quoted", "Okada", "")] * 3 + [("quoted", "", "reporter")] + [("quoted", "Okada", "")],
    ),
    (
        "Foreign Minister Penny Wong and Secretary Blinken spoke.\nFOREIGN MINISTER WONG: Thank you.\nSECRETARY BLINKEN: My pleasure.",
        [REPORTER, *quoted(("Penny Wong", "Australia")), *quoted(("Blinken", "US"))],
    ),
    ("NEW DELHI: India will buy ten ships. TOKYO: Japan will not.", [REPORTER] * 2),
    ("The ship sank because the captain said it could sail. After Weber said no, the deal died.", [REPORTER] * 2),
    ("He is said to be ill. The plan was called a success. The states added troops.", [REPORTER, REPORTER, REPORTER]),
    (
        "Iran's Foreign Minister Reza Karimi said on Tuesday that his Omani counterpart had \"carried a message\" to Tehran.",
        reported(("Reza Karimi", "Iran")),
    ),
    (
        "Wang Lei, China's envoy, and Sergei Orlov of Russia signed the text. Orlov said it was historic. Wang called it \"a beginning\".",
        [REPORTER, *reported(("Sergei Orlov", "Russia")), *reported(("Wang Lei", "China"))],
    ),
    (
        "“The drills, Gen. P.K. Rao said, are routine.” The South Korean defence ministry said it was told in advance.",
        [("quoted", "", ""), *reported(("South Korean defence ministry", "South Korea"))],
    ),
    (
        "In a tweet, Ukrainian President Olena Bondar wrote: \"We hold.\" She later posted a photograph.",
        [*quoted(("Olena Bondar", "Ukraine")), REPORTER],
    ),
    ("The court heard that Singh was abroad. Article 5 says an attack on one is an attack on all.", [REPORTER] * 2),
    (
        "Italian Prime Minister Lucia Ferri said: “The sea unites us.\n“It also divides us.”\nThe crowd cheered.",
        [*quoted(("Lucia Ferri", "Italy"), 2), REPORTER],
    ),
    ("Egypt has told Turkey that it will not sign, Egyptian Foreign Minister Hany Nasser said in Cairo.",
     reported(("Hany Nasser", "Egypt"))),
    (
        "British Prime Minister Helen Ward and French President Luc Moreau met. Ward and Moreau said the tunnel would stay open.",
        [REPORTER, *reported(("Helen Ward and Luc Moreau", "joint"))],
    ),
]  # fmt: skip


@pytest.mark.parametrize("text, wanted", CASES)
def test_speech_of_other_countries_is_attributed(text, wanted):
    assert read(text)[["speech", "speaker", "side"]].apply(tuple, axis=1).tolist() == wanted
