"""Texts of one form that name other people and places are no copies; edited stories stay copies."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import mark_copies
from analysis.corpus.fingerprints import hash_runs, share_words, strip_marks

READOUT = (
    "Secretary of State Antony J. Blinken spoke today with {}. The Secretary and the Foreign Minister "
    "discussed {}. The Secretary reaffirmed the strength of the bilateral relationship between the "
    "United States and {}."
)
GREETING = (
    "On behalf of the Government of the United States of America, I congratulate the people of {0} on "
    "your National Day. Our two countries share a long friendship built on common values. Over the past "
    "year we have worked together on climate and health. I wish everyone in {0} a joyous celebration."
)
NOTE = (
    " The Ministry of Foreign Affairs of Norland is responsible for the conduct of the foreign policy of "
    "the Republic of Norland, for its consular services and for its development cooperation. It has 94 "
    "missions abroad and 1,800 staff. For more information on the work of the Ministry, visit the press "
    "centre, subscribe to the newsletter of the Ministry, or follow the Ministry on its official "
    "channels. Journalists who wish to receive releases by mail may register with the press office."
)
VELM = (
    "Minister Anna Berg today condemned the missile strike on the port of Velm and called for an "
    "inquiry. Eleven sailors died, among them two citizens of Norland."
)
FLOODS = (
    "Norland will give 40 million crowns for flood relief in Pakistan. The money goes through the Red "
    "Cross and will pay for tents and clean water."
)
INDIA = READOUT.format("Subrahmanyam Jaishankar", "the Quad and the pandemic", "India")
UKRAINE = READOUT.format("Dmytro Kuleba", "reform and the Russian military buildup", "Ukraine")
STORY = (
    "The foreign ministers of India and Japan agreed in Tokyo on Monday to hold naval exercises with "
    "Australia next year. Subrahmanyam Jaishankar told reporters after the talks that the exercises "
    "were aimed at no country. His host Toshimitsu Motegi spoke of a shared concern about the East "
    "China Sea, where Chinese ships have been seen near the Senkaku islands in every month of this year. "
    "The two also signed an agreement on the supply of rare earths, and promised to hold talks on trade "
    "with the ministers of Vietnam and Indonesia before the spring."
)
LATER = " Officials in Manila and Hanoi welcomed the plan, and Marise Payne said that Canberra would join."


CALL = (
    "The Minister spoke today with {}. They discussed food security and the war against Ukraine, and "
    "reaffirmed their support for an order based on rules. Trade, ties between the two peoples and work "
    "in the United Nations and the Commonwealth were on the agenda too. They agreed to stay in touch."
)
LISTED = (
    "The Foreign Secretary has today announced sanctions against {}. The measures include an asset freeze "
    "and a travel ban. The United Kingdom has now listed 1,600 people, together with the European Union, "
    "the United States, Canada, Australia, Japan and New Zealand, and will list more."
)
ADVICE = (
    "The Ministry advises against all but essential travel to {}. The security situation may change at "
    "short notice. Travellers should register with the embassy and avoid demonstrations. Help may be "
    "limited outside the capital."
)


def n_copies(*texts, titles=None):
    days = pd.to_datetime([f"2021-05-{k:02}" for k in range(1, len(texts) + 1)])
    ids = [f"d{k}" for k in range(len(texts))]
    documents = pd.DataFrame({"doc_id": ids, "date": days, "text": list(texts)})
    if titles:
        documents["title"] = titles
    return int((mark_copies(documents)["copy_of"] != "").sum())


@pytest.mark.parametrize(
    "texts",
    [
        [INDIA, UKRAINE],
        [INDIA, READOUT.format("Motegi Toshimitsu", "missiles and the Senkaku Islands", "Japan")],
        [UKRAINE, READOUT.format("Heiko Maas", "the pipeline in the Baltic Sea", "Germany")],
        [f"Readout of a Call\n{text}" for text in (INDIA, UKRAINE)],
        [GREETING.format(name) for name in ("Poland", "Japan", "Israel", "Cuba")],
        [GREETING.format(name) for name in ("Norway", "Jordan", "Argentina", "Kenya")],
        [GREETING.format(name) for name in ("Chad", "Niger", "Mali")],
        [VELM + NOTE, FLOODS + NOTE],
        [FLOODS.replace("Pakistan", "Malawi").replace("Red Cross", "Lutheran Mission") + NOTE, VELM + NOTE],
        [f"{NOTE} {text}" for text in (VELM, FLOODS)],
    ],
)  # fmt: skip
def test_texts_of_one_form_that_name_others_all_count(texts):
    assert n_copies(*texts) == 0
    # where nothing has a capital, nothing tells the names, and they are taken for edits
    assert n_copies(*map(str.lower, texts)) == len(texts) - 1


@pytest.mark.parametrize(
    "other",
    [
        STORY.upper(),
        STORY.replace("Monday", "Tuesday").replace("naval", "large").replace("every month", "some weeks"),
        STORY + LATER,
        STORY[: STORY.index("The two also")],
        "Tokyo and New Delhi Draw Closer\n" + STORY,
        STORY.replace("India", "New Delhi").replace("Motegi", "Motegi, a former banker,"),
        STORY.replace("Subrahmanyam Jaishankar", "S Jaishankar").replace("Senkaku", "Diaoyu"),
        STORY + " Additional reporting by Ann Lee and Bo Lind.",
        "India, Japan and Australia will train at sea, Jaishankar and Motegi said in Tokyo." + STORY[112:],
        STORY.replace("Japan", "its neighbour").replace("China Sea", "Chinese Sea"),
    ],
)  # fmt: skip
def test_a_story_that_was_edited_cut_or_led_anew_stays_a_copy(other):
    assert n_copies(STORY, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reporting by Ann Lee in London.", "Additional reporting by Bo Lind, Rome; editing by Carl Orff."),
        ("BY ANN LEE\n", "BY BO LIND OF THE HERALD\n"),
        ("Ministers Agree on Naval Drills\n", "Jakarta Looks On as Rivals Meet\n"),
    ],
)  # fmt: skip
def test_by_lines_and_headlines_name_nobody(one, other):
    texts = [t + STORY if t.endswith("\n") else f"{STORY} {t}" for t in (one, other)]
    assert n_copies(*texts) == 1


@pytest.mark.parametrize(
    ("form", "title", "names"),
    [
        (CALL, "Call with {}", ["Foreign Minister Alfred Mutua", "Mauro Vieira of Brazil"]),
        (CALL, "CALL WITH {}", ["Wopke Hoekstra", "Hadja Lahbib"]),
        (LISTED, "Sanctions update: {}", ["Igor Makarov", "Elena Petrova"]),
        (ADVICE, "Travel advice: {}", ["Mali", "Niger", "Chad"]),
        (ADVICE, "{} travel advice", ["Goma", "Port Sudan"]),
    ],
)
def test_what_both_headline_and_text_name_is_what_a_text_is_about(form, title, names):
    texts, titles = ([made.format(name) for name in names] for made in (form, title))
    assert n_copies(*texts, titles=titles) == 0
    assert n_copies(*map("\n".join, zip(titles, texts, strict=True))) == 0
    # one name in headlines of which the text says nothing
    assert n_copies(*texts[:1] * 2, titles=[f"{t} and Other News" for t in titles[:2]]) == 1


@pytest.mark.parametrize(
    ("title", "other", "text"),
    [
        ("Jaishankar and Motegi meet", "Beijing watches as rivals meet", STORY),
        ("Jaishankar in Tokyo", "Rare earths from Vietnam", STORY[: STORY.index("The two also")]),
        ("Canberra joins drills", "India and Japan agree on drills", STORY + LATER),
        (
            "Senkaku islands in focus",
            "Diaoyu islands in focus",
            STORY.replace("Senkaku", "Senkakus"),
        ),
        ("India meets Japan", "New Delhi meets Tokyo", STORY.replace("Japan", "its host")),
        ("", "Motegi meets Jaishankar", STORY.replace("Subrahmanyam", "Mr")),
    ],
)
def test_a_story_under_another_headline_stays_a_copy(title, other, text):
    assert n_copies(STORY, text, titles=[title, other]) == 1
    assert n_copies(STORY, text, titles=[other, title]) == 1


def test_two_names_of_one_place_are_one():
    texts = [ADVICE.format(name) for name in ("Kiev", "Kyiv")]
    assert n_copies(*texts, titles=["Travel to Kiev", "Travel to Kyiv"]) == 1


def test_german_nouns_are_no_names():
    text = (
        "Die Minister trafen sich in der Hauptstadt und sprachen über den {} und die Lage am Meer. Nach "
        "dem Gespräch sagte der Gastgeber, man habe auch über {} und Verkehr gesprochen, und es werde "
        "bald ein Treffen der {} geben, bei dem die offenen Fragen geklärt werden."
    )
    pair = (
        text.format("Handel", "Fischerei", "Fachleute"),
        text.format("Zoll", "Bergbau", "Berater"),
    )
    assert n_copies(*pair) == 1


def test_texts_read_back_give_the_same_shares():
    texts = pd.Series([INDIA, UKRAINE, STORY, STORY + LATER], dtype="str")
    pairs = np.array([[0, 1], [2, 3]])
    back = share_words(texts.to_frame("text").iloc[::-1], 3 - pairs)
    np.testing.assert_array_equal(
        back, hash_runs(strip_marks(texts), texts.to_frame("text")).shares(pairs)
    )
    assert back[0, :2].max() == 0 and back[1, :2].max() == 1
