"""Speeches and statements are their speakers', reports and articles of opinion are not."""

import pandas as pd
import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import attribute_speech, split_sentences


def read(text, title="", **columns):
    documents = pd.DataFrame({"doc_id": ["a"], "title": [title], "text": [text], **columns})
    return attribute_speech(split_sentences(documents), documents)


def whose(text, title=""):
    """Who speaks in all sentences, as kind, name and side; all kinds of rows where they differ."""
    rows = read(text, title)[["speech", "speaker", "side"]].apply(tuple, axis=1)
    return list(dict.fromkeys(rows))


BODY = "We will keep our promises. Our partners know that we do. The strait must stay open."
# Made up: title, text, speaker and side.
TITLED = [
    ("Remarks by President Biden on Trade", f"Good morning. {BODY}", "Biden", "US"),
    ("Remarks as Prepared for Delivery by Secretary Marco Rubio at the Harbour Forum", f"Thank you. {BODY}", "Marco Rubio", "US"),
    ("Speech by Foreign Secretary Helen Ward at Albion House", f"{BODY} I thank you.", "Helen Ward", ""),
    ("Prime Minister Shigeru Ishiba's address to the nation", f"I speak to you tonight. {BODY}", "Shigeru Ishiba", "Japan"),
    ("Address by External Affairs Minister, Dr. S. Jaishankar at the Ocean Dialogue", f"Friends, {BODY}", "S Jaishankar", "India"),
    ("Keynote address by Claire Dubois, Minister of Defence of France", BODY, "Claire Dubois", "France"),
    ("Full text: Putin's address to parliament", BODY, "Putin", "Russia"),
    ("OPENING REMARKS BY PRESIDENT GRACE MWANGI OF KENYA", BODY, "Grace Mwangi", "Kenya"),
    ("English rendering of PM’s address at the summit", f"Namaskar. {BODY}", "", ""),
    ("Statement by H.E. Mr. Wang Yi, Minister for Foreign Affairs of China", BODY, "Wang Yi", "China"),
    ("Remarks by Vice President Harris in Lima", BODY, "Harris", "US"),
    ("Toast by King Olav of Norland", f"Your Majesty, {BODY}", "Olav", ""),
    ("State of the Union Address", f"I stand here tonight. {BODY}", "", ""),
    ("PM statement on the ferry: 4 May 2022", f"With permission, I wish to make a statement. {BODY}", "", ""),
]  # fmt: skip
STATEMENTS = [
    ("Statement from President Joe Biden on the Flood", "Jill and I mourn the dead. We stand with the valley.", "Joe Biden", "US"),
    ("Statement by NSC Spokesperson Anna Hill on the Raid", "The United States condemns the raid. It must end.", "Anna Hill", ""),
    ("Statement of the President of Ukraine", "We hold. We will not leave.", "", "Ukraine"),
    ("Press statement by Foreign Minister Penny Wong", "Australia regrets the step. It calls on all sides to talk.", "Penny Wong", "Australia"),
    ("Video message from Chancellor Eva Brandt of Germany", "Germany keeps its word. The gas will flow.", "Eva Brandt", "Germany"),
    ("Statement by Ambassador R. Nair of India at the Council", "India has always asked for talks. It does so today.", "R Nair", "India"),
    ("Joint Statement of the Leaders of Japan and Australia", "The leaders reaffirmed the treaty. They welcomed the talks.", "", "joint"),
    ("U.S.-EU Summit Joint Statement", "We agree on trade. The ministers urged restraint.", "", "joint"),
    ("G7 Statement on Grain", "We will act. Ports stay open.", "", "joint"),
    ("Statement by Secretary Blinken on the Anniversary", "Ten years ago the wall fell. Some said it never would.", "Blinken", "US"),
    ("Statement from First Lady Ann Bell", "Children were hurt. This has to stop.", "Ann Bell", ""),
]  # fmt: skip


@pytest.mark.parametrize("title, text, name, side", TITLED + STATEMENTS)
def test_a_title_tells_whose_speech_or_statement_a_document_is(title, text, name, side):
    assert whose(text, title) == [("quoted", name, side)]


GREETED = [
    "Mr. President, Excellencies, ladies and gentlemen, I bring greetings from my people. We come with hope. The sea rises.",
    "My fellow Americans, tonight I want to speak of the war. We did not choose it. It will end.",
    "Thank you very much. It is an honour to be here with you. We have come far. I thank the host.",
    "Good evening, everyone. It is great to be back in Ohio. We built this. I promise you that.",
    "Allow me to congratulate you on your election. My delegation will support you. We ask for reform.",
    "Distinguished delegates, on behalf of my Government I welcome you. Our task is large.",
    "Dear friends, dear colleagues, we meet in hard days. I believe in this union. It is ours.",
    "At the outset, I congratulate you, Sir, on your election.\nMy country is small.\nWe need the law to protect us.",
    "Excellencies,\n\nWe meet again.\n\nOur oceans are not for sale.\n\nThank you.",
    "Hello, Warsaw! (Applause.) We are with you. I said so then and I say so now. (Applause.)",
    "It is a privilege for me to address the General Assembly. Our island sinks. We did not cause it.",
    "Namaskar! My dear countrymen, today we open the bridge. I bow to those who built it.",
    "Madam Speaker, I rise to speak on the budget. We cannot pay for it. I will vote no.",
    "Check against delivery\n\nI thank the university. We owe it much. My topic is deterrence.",
]  # fmt: skip


@pytest.mark.parametrize("text", GREETED)
def test_an_address_without_a_name_is_a_speakers_and_not_the_reporters(text):
    rows = read(text)
    spoken = rows[~rows["text"].str.startswith("(")]
    assert (spoken["speech"] == "quoted").all() and (spoken["side"] == "").all()
    assert (rows["speaker"] == "").all()


REPORTS = [
    ("Trump's speech at UN draws fire", "Diplomats criticised the speech on Tuesday. \"We were shocked,\" said one. The hall was half empty."),
    ("Statement by minister sparks outrage", "A minister's statement has caused a row in Delhi. The opposition walked out. Police said the square was calm."),
    ("PM's address to the nation: five takeaways", "Prime Minister Narendra Modi spoke for an hour. He said the bridge would open. He promised roads."),
    ("Remarks by Biden anger Beijing", "Chinese spokesperson Liu Fang said the remarks were wrong. \"My government will act,\" Liu said. Talks were called off."),
    ("Joint statement by US, India slams raid", "A joint statement by the two leaders condemned the raid. The statement said there could be no excuse. Talks resume."),
    ("", "NEW DELHI: We and our partners will act, said the minister. My government is ready, he added. The House rose at noon."),
    ("", "\"Mr. President, we thank you. My country will not forget,\" the envoy said. The Assembly rose. Delegates left the hall."),
    ("Modi to address nation", "The prime minister will speak at eight. Officials said it would be about trade. Markets were calm."),
    ("Statement by Jaishankar on border draws reply", "Jaishankar said on Monday that talks went on. China's ministry said it took note. No date was set."),
    ("Press conference called off", "The press conference was called off at noon. Nobody said why. Reporters went home."),
    ("Speech on tariffs delayed", "The speech was put off. Aides said the president had a cold. It is now on Friday."),
    ("", "Officials said the road was closed. \"Ladies and gentlemen, we are sorry,\" said one. \"I thank you.\" It opened at six."),
    ("", "Our correspondent in Kyiv writes. The city was dark on Sunday. Officials said power would return."),
]  # fmt: skip


@pytest.mark.parametrize("title, text", REPORTS)
def test_a_report_stays_the_reporters_whatever_its_title_and_quotations(title, text):
    rows = read(text, title)
    pd.testing.assert_frame_equal(rows, read(text))
    assert (rows["side"] == "reporter").any()


OPINIONS = [
    "The treaty has failed. We should say so. It was signed in haste, and it shows. Nobody will mourn it.",
    "Why does Europe wait? Our leaders have had years. They wrote papers. The tanks stayed where they were.",
    "I first saw Kabul in 2003. The market was loud. Children sold kites. Twenty years later the market is gone.",
    "Good morning. Here is our newsletter for Monday. We look at trade. Subscribe to get it by mail.",
    "Dear Editor, I read your piece on grain. It is wrong. Ports are open. We ship each day.",
    "The column last week was about chips. This one is about steel. Readers wrote to me. Prices will fall.",
    "India should buy the jets. They are cheap. Pilots like them. Our budget allows it.",
    "Let us be clear. The sanctions bite. The rouble fell. It will fall again, and Moscow knows it.",
    "In my view the court erred. Its judges are cautious. The law is plain. Parliament must act.",
    "This is a war of choice. Its authors are known. History will judge them. Few of us will be there.",
]  # fmt: skip


@pytest.mark.parametrize("text", OPINIONS)
def test_an_article_of_opinion_is_no_address(text):
    assert (read(text)["speech"] == "narrated").all()


def test_a_transcript_of_one_speaker_is_his_from_the_label_on_with_the_name_of_the_title():
    text = (
        "East Room\n10:23 A.M. EDT\nTHE PRESIDENT:  Good morning.  We did it.\nI thank the crew.\n"
        "(Applause.)\n#MeToo changed us all. We listened.\nEND 10:40 A.M. EDT"
    )
    rows = read(text, "Remarks by President Biden on the Launch")
    told = dict(zip(rows["text"], rows["side"], strict=True))
    assert told["We did it."] == told["I thank the crew."] == told["We listened."] == "US"
    assert told["(Applause.)"] == told["END 10:40 A.M. EDT"] == told["10:23 A.M. EDT"] == "reporter"


@pytest.mark.parametrize(
    "text, sides",
    [
        ("THE PRESIDENT: Well, thank you.\nQ    Will you go?\nTHE PRESIDENT: Yes.\nIn May.", ["US", "reporter", "US", "US"]),
        ("PRESIDENT BIDEN: Welcome.\nPRESIDENT DUDA: We thank you.", ["US", "Poland"]),
        ("MODERATOR: Welcome.\nPRESIDENT BIDEN: We thank you.\nAUDIENCE MEMBER: Bravo!", ["", "US", ""]),
        ("Q Mr. President, why?\nTHE PRESIDENT: Because we can.\nQ When?\nTHE PRESIDENT: Soon.", ["reporter", "US"] * 2),
        ("QUESTION: Why?\nANSWER: We tried.", ["reporter", ""]),
    ],
)  # fmt: skip
def test_labels_stand_before_the_title(text, sides):
    title = "Remarks by President Biden and President Andrzej Duda of Poland"
    assert read(text, title)["side"].tolist() == sides


ORDERS = [
    ("By the authority vested in me as President by the laws of the United States of America, it is hereby ordered:\nFees are cut.\n"
     "DONALD J. TRUMP\nTHE WHITE HOUSE", "Donald J Trump", "US"),
    ("The oak is old. It gives shade.\nNOW, THEREFORE, I, JOSEPH R. BIDEN JR., President of the United States of America, do hereby "
     "proclaim Oak Day.", "Joseph R Biden", "US"),
    ("By virtue of the authority vested in me as Governor, I order this. Roads are shut.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize("text, name, side", ORDERS)
def test_an_order_is_whose_who_gives_it(text, name, side):
    assert whose(text) == [("quoted", name, side)]
    order = text.replace("\n", " ")
    report = f"The order was read out. “{order} We obey,” it ended. Clerks said it was long."
    assert "reporter" in set(read(report)["side"])


def test_headings_do_not_end_a_speech_and_a_row_of_marks_does():
    rows = read(
        "We go on.\n### Page 3 (continued):\nWe stay.\n# # #\nEditors: call us.",
        speaker=["Ann Lee"],
    )
    assert rows["speaker"].tolist() == ["Ann Lee"] * 3 + [""] * (len(rows) - 3)


def test_what_a_speaker_quotes_is_anothers():
    text = (
        "Mr. President, I thank you for the floor. Kofi Annan once said, “We need no more promises.” "
        "He was right. One official said, “Work hard, my boy, and be kind to all.” We call it “the long road”."
    )
    rows = read(text, speaker=["Ann Lee"], side=["Ghana"])
    assert rows["speaker"].tolist() == ["Ann Lee", "Kofi Annan", "Ann Lee", "", "Ann Lee"]
    assert rows["speech"].tolist() == ["quoted"] * 5


PIECES = st.sampled_from(
    ["I ", "we ", "my fellow ", "Mr. President, ", "Thank you. ", "THE PRESIDENT: ", "Q   ", "Remarks by ", "said", '"', "“", "”",
     "\n", ". ", " of ", "President ", "Biden", "hereby", "I, ", "uthority vested in me", "Joint Statement", "'s address", ", ", ":"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=12).map("".join))
def test_any_title_and_text_are_read(text, title):
    rows = read(text, title)
    assert set(rows["speech"]) <= {"quoted", "reported", "narrated"}
    assert (
        rows["text"] == [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]
    ).all()


LONG = {
    "selves": lambda n: "I, Ann Lee, President of " * (n // 25) + "hereby",
    "a self": lambda n: f"I, {'A' * n}, President",
    "said": lambda n: "said Ann said Ann " * (n // 18),
    "greetings": lambda n: "Mr. President " * (n // 14),
    "capitals": lambda n: "A" * n,
    "initials": lambda n: "said A." * (n // 7),
    "formulas": lambda n: "I thank honour on behalf of my " * (n // 31),
    "labels": lambda n: "THE PRESIDENT: yes.\nQ   Why?\nNO NAME: We do.\n" * (n // 44),
    "lines": lambda n: "we go\n" * (n // 6),
    "signatures": lambda n: "authority vested in me\n" + "ANN LEE" * (n // 7),
}


@pytest.mark.parametrize("name", LONG)
def test_time_is_linear_in_the_text_and_in_the_title(name):
    def call(n):
        read(LONG[name](n), f"Remarks by President Biden {LONG[name](n)}")

    assert growth(call, 5_000, times=4, floor=0.02) < 10
