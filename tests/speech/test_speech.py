import warnings

import pandas as pd
import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import attribute_speech, split_sentences
from analysis.core.schema import TABLES
from analysis.speech import list_quotes, read_sides
from analysis.speech import speech as module
from analysis.speech.scene import holds_name

J, POMPEO, BROWN, PRICE = (
    ("S Jaishankar", "India"),
    ("Mike Pompeo", "US"),
    ("Cale Brown", "US"),
    ("Ned Price", "US"),
)
BLINKEN, SINGH, AUSTIN = (
    ("Antony Blinken", "US"),
    ("Rajnath Singh", "India"),
    ("Lloyd Austin", "US"),
)
STATEMENT, MINISTERS, NSC = (
    ("joint statement", "joint"),
    ("ministers", "joint"),
    ("National Security Council", "US"),
)

NARRATED = ("narrated", "", "reporter")


def quoted(who, n=1):
    return [("quoted", *who)] * n


def reported(who, n=1):
    return [("reported", *who)] * n


# Read by hand, sentence by sentence, before the rules were written. An initial's full stop is not
# part of a name.
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
    ("Prices rose, according to an Acme poll. Rents fell, according to Acme.", [*reported(("", "")), *reported(("Acme", ""))]),
    ("Thai Prime Minister Somchai Prasert told parliament on Wednesday that the budget would pass. The opposition walked out.",
     [*reported(("Somchai Prasert", "Thailand")), REPORTER]),
    ("US Defense Secretary Carl Bohm and South Korean counterpart Lee Min-ho met in Seoul. Bohm said the alliance was \"ironclad\". "
     "Lee added that drills would resume.",
     [REPORTER, *reported(("Carl Bohm", "US")), *reported(("Lee Min-ho", "South Korea"))]),
    ("The White House said in a statement that the call lasted an hour. \"The leaders agreed to speak again,\" the statement said.",
     [*reported(("White House", "US")), *quoted(("White House", "US"))]),
    ("German Chancellor Eva Brandt, speaking in Berlin, said the gas would flow. \"Nobody will freeze,\" she added.",
     [*reported(("Eva Brandt", "Germany")), *quoted(("Eva Brandt", "Germany"))]),
    ("Analysts in Delhi say the deal is dead. \"It was never alive,\" said one of them.", [*reported(("", "")), *quoted(("", ""))]),
    ("As Brandt put it, the door is open. When asked, Brandt shrugged.", [REPORTER, REPORTER]),
    ("Former US ambassador to Kabul Dana Cole warned that the truce \"will not last the winter\".", reported(("Dana Cole", "US"))),
    ("Modi and Putin met in Kazan. \"This is not an era of war,\" Modi told Putin. Putin replied that he knew India's position.",
     [REPORTER, *quoted(("Modi", "India")), *reported(("Putin", "Russia"))]),
    ("In his speech, Mr Albrecht said: “Europe must pay.” The audience, mostly students, said nothing.",
     [*quoted(("Albrecht", "")), REPORTER]),
    ("PRESIDENT MACHAR: We thank you.\nPRIME MINISTER ALI: And I you.\n(End of transcript)",
     [*quoted(("Machar", "")), *quoted(("Ali", "")), REPORTER]),
    ("Resident Ann Hill said no. She said it was late. \"It is over,\" he said.", [*reported(("Ann Hill", ""), 2), *quoted(("", ""))]),
]  # fmt: skip


@pytest.mark.parametrize("text, wanted", CASES)
def test_speech_of_other_countries_is_attributed(text, wanted):
    assert read(text)[["speech", "speaker", "side"]].apply(tuple, axis=1).tolist() == wanted


def test_the_words_that_name_the_speaker_stand_at_their_offsets(speech, corpus):
    texts = corpus.documents.set_index("doc_id")["text"]
    named = speech[speech["speaker"] != ""]
    for row in named.itertuples():
        words = texts[row.doc_id][row.speaker_start : row.speaker_end]
        assert words.split()[-1].lower() == row.speaker.split()[-1].lower()
    assert (speech.loc[speech["speaker"] == "", ["speaker_start", "speaker_end"]] == -1).all(
        axis=None
    )


def test_quotes_are_listed_in_part_and_whole_with_their_speaker():
    documents = pd.DataFrame(
        {
            "doc_id": ["a"],
            "text": ['US envoy Ann Lee met "the team". "We agreed. It holds," Lee said.'],
        }
    )
    quotes = list_quotes(attribute_speech(split_sentences(documents), documents), documents)
    assert quotes[["sentence_no", "text", "speaker"]].values.tolist() == [
        [0, '"the team"', ""],
        [1, '"We agreed.', "Ann Lee"],
        [2, 'It holds,"', "Ann Lee"],
    ]
    assert all(documents["text"][0][row.start : row.end] == row.text for row in quotes.itertuples())


def test_a_speaker_that_metadata_gives_speaks_from_the_start():
    found = read("We thank the host. Peace is near.", speaker=["Kofi Boateng"], side=["Ghana"])
    assert (
        found[["speech", "speaker", "side", "speaker_start"]].values.tolist()
        == [["quoted", "Kofi Boateng", "Ghana", -1]] * 2
    )


def test_sides_can_be_named_by_the_reader(tmp_path):
    file = tmp_path / "sides.yml"
    file.write_text(
        "speakers: {opposition: [Ann Lee]}\nsides: {government: [Labour]}", encoding="utf-8"
    )
    documents = pd.DataFrame(
        {"doc_id": ["a"], "text": ["Ann Lee said no. Labour leader Tom Ray said yes."]}
    )
    found = attribute_speech(split_sentences(documents), documents, sides=read_sides(file))
    assert found["side"].tolist() == ["opposition", "government"]


@pytest.mark.parametrize(
    "text, problem",
    [("sides: [a]", "it needs `sides`"), ("sides: {a: b}", "side a"), ("sides: {a: [x], b: [x]}", "'x' stands under a and b"),
     ("sides: {a: [no]}", "side a"), ("sides: {", "not YAML")],
)  # fmt: skip
def test_a_faulty_file_of_sides_is_named_with_its_fault(tmp_path, text, problem):
    file = tmp_path / "mine.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.yml.*{problem}"):
        read_sides(file)


def test_nothing_in_nothing_out_and_a_lost_document_is_named():
    documents = pd.DataFrame({"doc_id": ["a"], "text": [""]})
    found = attribute_speech(split_sentences(documents), documents)
    assert found.empty and list(found.columns) == list(TABLES["speech"].columns)
    assert list_quotes(found, documents).empty
    sentences = split_sentences(pd.DataFrame({"doc_id": ["b"], "text": ["Who said so?"]}))
    with pytest.raises(ValueError, match="'b'"):
        attribute_speech(sentences, documents)


PIECES = st.sampled_from(
    ['"', "“", "”", " said ", ", ", ". ", ": ", "\n", "Ned Price", "Price", " he ", "The minister", "Minister Wang Yi", "Wang",
     "statement", "According to ", " the ", "MR. PRICE: ", "Q: ", " of ", " and ", "U.S. ", "they", "added", "-", "…", "é", "\x00"]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text()))
def test_any_text_is_attributed_with_offsets_that_hold(text):
    found = read(text)
    assert set(found["speech"]) <= {"quoted", "reported", "narrated"}
    assert (found.loc[found["speech"] == "narrated", "side"] == "reporter").all()
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        assert (row.speaker_start >= 0) == (row.speaker != "")
        assert row.speaker_end - row.speaker_start > 0 if row.speaker else row.speaker_end == -1
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    assert all(
        text[row.start : row.end] == row.text for row in list_quotes(found, documents).itertuples()
    )


def test_documents_do_not_speak_for_each_other():
    texts = [text for text, _ in CASES]
    documents = pd.DataFrame({"doc_id": [f"{i:03}" for i in range(len(texts))], "text": texts})
    together = attribute_speech(split_sentences(documents), documents)
    apart = pd.concat([read(text) for text in texts], ignore_index=True)
    assert together.drop(columns="doc_id").equals(apart.drop(columns="doc_id"))


# Sentences that broke a rule's own idea of what a text can say.
ODD = {
    "a pair whose first is a surname before a given name": (
        "President Biden and President Yoon Suk Yeol met on Monday. Yoon and President Biden said that the talks had gone well.",
        ("reported", "Yoon Suk Yeol and Biden", "joint"),
    ),
    "a pair of presidents": (
        "President Lee Jae-myung and Prime Minister Ishiba Shigeru met. Lee and Prime Minister Ishiba said that they had agreed.",
        ("reported", "Lee Jae-myung and Ishiba Shigeru", ""),
    ),
    "an address that looks like a label": (
        "Mr. President, Mr. Speaker, and Members of the 118th Congress: We meet today. I thank you.",
        None,
    ),
    "titles without a name": (
        "Mr. President, Madam Secretary: He said that we agree. Said the President of the Minister of.",
        None,
    ),
    "a verb alone": (
        "Said. Said said, said. According to. According to the according to. “Said,” said.",
        None,
    ),
    "marks where words are looked for": (
        "“,” said \u200d. ( said ) , said - said & and said of of.",
        None,
    ),
    "initials and possessives": (
        "'s said 's. A. B. C.’s said D.'s. O'Neil’s Minister's said.",
        None,
    ),
    "other letters": (
        "İ said ß. 習近平 said that 印太. 李 and 王 said so. Ünal Çelik and Şen said so.",
        None,
    ),
    "no letter but a name's": (
        "President @x and President #y met. @x and President #y said so.",
        None,
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_sentences_are_attributed_or_left_unknown(name):
    text, wanted = ODD[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = read(text)
    if wanted:
        assert tuple(rows.iloc[-1][["speech", "speaker", "side"]]) == wanted
    for row in rows.itertuples():
        assert (row.speaker_start < 0) == (row.speaker_end < 0)
        assert row.speaker_start < 0 or text[row.speaker_start : row.speaker_end].strip()


def test_a_place_that_does_not_name_the_speaker_is_no_place():
    assert holds_name("Yoon and President Biden", "Yoon Suk Yeol and Biden")
    assert not holds_name("and", "Yoon Suk Yeol and Biden") and not holds_name(
        "Lee and Biden", "Yoon Suk Yeol and Biden"
    )
    assert holds_name("Yoon", "Yoon Suk Yeol") and not holds_name("Lee", "Yoon Suk Yeol")


@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError("deep"), AssertionError(), IndexError("list index")]
)
def test_a_document_that_breaks_a_rule_is_unknown_and_the_others_are_read(monkeypatch, error):
    whole = module._attribute

    def fail(text, *rest):
        if "Blinken" in text:
            raise error
        return whole(text, *rest)

    monkeypatch.setattr(module, "_attribute", fail)
    texts = [
        "US envoy Ann Lee said that it holds.",
        "Secretary Antony Blinken said so. He left.",
        "US envoy Ann Lee said no.",
    ]
    documents = pd.DataFrame({"doc_id": list("abc"), "text": texts})
    with pytest.warns(UserWarning, match=f"(?s)unknown in b .{type(error).__name__}"):
        rows = attribute_speech(split_sentences(documents), documents)
    assert rows["speaker"].tolist() == ["Ann Lee", "", "", "Ann Lee"] and rows["side"].tolist() == [
        "US",
        "",
        "",
        "US",
    ]


def _number(i):
    return "".join("abcdefghij"[int(digit)] for digit in str(i)).title()


LONG = {
    "capitals": lambda n: f"The minister said {'A' * n}",
    "a blob": lambda n: "The minister said " + "QWxhZGRpbjpvcGVuIHNlc2FtZQ+/" * (n // 28),
    "names": lambda n: " ".join(
        f"President {_number(7 * i)}or {_number(i)}ov said that it holds." for i in range(n // 40)
    ),
    "one name": lambda n: (
        "President Ann Bobov came. " + "He said that it holds. Bobov said no. " * (n // 38)
    ),
    "one role": lambda n: (
        "Foreign Minister Ann Bobov came. "
        + "The foreign minister said that it holds. " * (n // 42)
    ),
    "open quotations": lambda n: "“We agree he said. " * (n // 18),
    "quotations within quotations": lambda n: "‘a “b ‘c ”d he said. '" * (n // 24),
    "phrases within phrases": lambda n: (
        "the minister of " * (n // 16) + "said the minister of Japan."
    ),
    "pairs": lambda n: "Ann and Bob and " * (n // 16) + "Cid said so.",
    "adverbs": lambda n: "Ann " + "last week also " * (n // 15) + "said so.",
    "commas": lambda n: "Ann, " * (n // 5) + "said so, he said.",
    "verbs": lambda n: "said " * (n // 5),
    "according to": lambda n: "according to " * (n // 13),
    "initials": lambda n: "Mr. A.B." + "C.D." * (n // 4) + " said so.",
    "hyphens": lambda n: "The minister said " + "A-B-" * (n // 4),
    "labels": lambda n: "Ann: We go.\nBob Lee: Why?\n" * (n // 26),
    "labels of one": lambda n: "\n".join(f"{_number(i)} Lee: Why?" for i in range(n // 16)),
    "questions": lambda n: "Q Why?\nMR. LEE: No.\n" * (n // 20),
    "relative clauses": lambda n: "Ann, who met Bob, " * (n // 18) + "said so.",
    "second verbs": lambda n: "Ann met Bob and said so and " * (n // 28),
    "in the words of": lambda n: "in Ann's words, as Ann put it, " * (n // 32),
    "credits": lambda n: "“We agree.” – Ann Lee, envoy\n" * (n // 28),
    "he and she": lambda n: "Mr Ann Bobov met Mrs Cid Lee. She said so. He came. " * (n // 52),
    "statements": lambda n: "a statement issued after " * (n // 25) + "said so.",
    "countries": lambda n: "Japan " * (n // 6) + "Minister Ann Bobov said so.",
}


@pytest.mark.parametrize("name", LONG)
def test_time_is_linear_in_the_text(name):
    def call(n):
        documents = pd.DataFrame({"doc_id": ["a"], "text": [LONG[name](n)]})
        list_quotes(attribute_speech(split_sentences(documents), documents), documents)

    assert growth(call, 5_000, times=4, floor=0.02) < 10


def test_many_names_are_looked_up_as_they_are_searched_for(monkeypatch):
    text = " ".join(
        f"Foreign Minister {_number(7 * i)}or {_number(i)}ov, said Envoy {_number(i)}ov of Japan."
        for i in range(90)
    )
    sought = read(text)
    monkeypatch.setattr("analysis.speech.people._SEARCHED", 0)
    pd.testing.assert_frame_equal(read(text), sought)


@pytest.mark.parametrize("opening", [
    "Prime Minister Narendra Modi said: “Trade is key.”", "Foreign Minister Abe wrote on Twitter: “No deal.”", "MR. PRICE SAID: No.",
])  # fmt: skip
def test_a_sentence_that_tells_who_said_something_is_no_label_of_a_transcript(opening):
    text = f"{opening} “We will act,” said Antony Blinken.\nThe talks went on."
    rows = read(text)
    assert not rows["speaker"].str.contains("said|wrote|Said|Twitter").any()
    assert rows["speaker"].tolist()[-2:] == ["Antony Blinken", ""]
