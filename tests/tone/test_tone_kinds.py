"""Kinds of sentences that a sum of the weights of words mishears, each by sentences made up for it."""

from pathlib import Path

import pandas as pd
import pytest
from growth import growth

from analysis.tone.register import read_register
from analysis.tone.sentiment import label_tone, score_sentences

# For each kind the class of most of its sentences, then the sentences ("-" before one: negative).
KINDS = {
    "a warm or strong word before a bad noun": (
        "negative",
        """
        A deep and lasting rift divides the coalition.
        The enduring conflict has emptied the valley.
        Their longstanding quarrel over the river goes on.
        A growing and collective anxiety followed the vote.
        Officials spoke of strong suspicion between the two capitals.
        The deepening recession hit the ports.
        They voiced great alarm at the news.
        A steadfast hostility marks the border.
        Mutual distrust blocked the treaty.
        The envoys expressed deep concern.
        An enduring deadlock paralyses the council.
        There is strong resentment in the north.
        A significant deterioration was recorded.
        The longstanding occupation of the islands continues.
        Lasting damage was done to the harbour.
        """,
    ),
    "a verb of agreeing before blame": (
        "negative",
        """
        They agreed that the strikes were a violation of the truce.
        The leaders reaffirmed that the blockade breaches international law.
        Both sides agree that the situation is alarming.
        The partners concurred that the missile tests threaten the peace.
        In a joint commitment the four condemned the coup.
        Ministers reiterated that the annexation is void and illegal.
        They affirmed that such coercion undermines stability.
        The friends of the treaty acknowledged that it has failed.
        The allies share the view that the crackdown was brutal.
        They agreed that the breach of peace must be punished.
        The two presidents agreed to denounce the invasion.
        All welcomed the report, which accuses the junta of atrocities.
        They reaffirmed their strong opposition to the unlawful claims.
        Members agreed that the growing abuse of human rights is grave.
        The prime ministers shared their concern over the shelling.
        """,
    ),
    "what eased or failed, behind whose it is": (
        "positive",
        """
        Tensions between Quito and Lima have eased.
        The dispute between Malta and the two shipping firms was settled.
        Fighting between the army and the clan militia has stopped.
        Violence in the northern provinces has subsided.
        Inflation in the island states has fallen.
        Hunger in the highlands has halved.
        The embargo on the sale of tractors was lifted.
        Fears of a wider war have receded.
        Hostilities along the river have ceased.
        - Cooperation between the two navies has stalled.
        - Trust between Rabat and Algiers has collapsed.
        - Trade between the landlocked kingdom and its neighbour has slumped.
        - Hopes for a swift end to the war have faded.
        - Growth in the smaller economies of Asia slowed.
        - Dialogue with the opposition broke off.
        - Confidence in the new cabinet is fading.
        """,
    ),
    "harm that did not come, or is made good": (
        "positive",
        """
        No civilians were wounded in the exchange.
        None of the crew were hurt.
        Nobody was killed when the roof fell.
        No journalists were detained this year.
        The mosque that was shelled has been rebuilt.
        The looted museum has reopened.
        Fields once mined were replanted.
        The kidnapped pupils came home.
        Twelve trapped miners were rescued.
        The climbers survived unhurt.
        - No fewer than 40 villagers were killed.
        - No one knows how many were killed.
        - No ambulance reached the wounded.
        - No one respected the truce.
        - The flooded dam has not been repaired.
        - The abducted priest has not been released.
        """,
    ),
    "offenders brought to justice": (
        "neutral",
        """
        Spain extradited two smugglers to Morocco.
        The arrest of the bomber took a year.
        Ghana prosecuted nine pirates.
        Police captured the gunman in a barn.
        - The smugglers killed two guards.
        - Rebels captured the town.
        - The arrested student died in custody.
        """,
    ),
    "adversity that help or cooperation answers": (
        "positive",
        """
        Side by side they face storms and hunger.
        Together we face a pandemic.
        Together the islands withstand cyclones and floods.
        Lima joined the battle against corruption.
        They stood together in the face of aggression.
        The two navies are partners in the struggle against piracy.
        Doctors from Cuba helped the province during the pandemic.
        The alliance will weather this crisis together.
        Oslo sent relief to the victims of the earthquake.
        Our nations cooperate in the fight against trafficking.
        Neighbours sheltered families who fled the flood.
        The bank helps farmers recover from drought.
        They work hand in hand to prevent famine.
        Japan gave tents to survivors of the tsunami.
        The fund supports communities hit by the hurricane.
        Friends stand by each other in times of hardship.
        The region united against the epidemic.
        """,
    ),
    "a bad thing that goes down or ends": (
        "positive",
        """
        The threat of famine has passed.
        Violence in the capital subsided.
        The siege was lifted.
        Inflation fell to its lowest level in a decade.
        The long dispute has been settled.
        Hostilities ceased at noon.
        The rift between the brothers has healed.
        Unemployment dropped sharply.
        The war is over.
        Fears of a recession eased.
        The easing of tensions continued.
        They brought the conflict to an end.
        Poverty has been halved since 2001.
        The sanctions were lifted.
        The crisis was averted.
        """,
    ),
    "a good thing that stops": (
        "negative",
        """
        The talks stalled.
        Confidence in the currency evaporated.
        The peace process collapsed.
        Support for the accord is waning.
        Relations have soured.
        Progress ground to a halt.
        Friendship turned into suspicion.
        The truce broke down within hours.
        Growth slowed to a crawl.
        The alliance is fraying.
        Hopes of a deal were dashed.
        Solidarity crumbled.
        The partnership fell apart.
        The agreement was never honoured.
        Prosperity vanished.
        """,
    ),
    "progress without a word of the lexicon": (
        "positive",
        """
        The bridge reopened after two years.
        Power was restored to the island.
        The two sides took their ties to a new level.
        Work on the port is ahead of plan.
        The truce has held.
        The ceasefire held over the weekend.
        The armistice held.
        Every goal was reached.
        Engineers completed the dam on time.
        The ministers moved the project forward.
        Vaccines were delivered to every village.
        The countries opened a new chapter.
        Flights between the capitals have resumed.
        Negotiations are on track.
        The parliament ratified the treaty.
        Exports doubled.
        The two sides narrowed their differences.
        """,
    ),
    "bad facts told drily": (
        "negative",
        """
        Villagers were displaced by the fighting.
        Thirty sailors are missing.
        The hospital has run out of medicine.
        The embassy was closed and its staff withdrawn.
        Half the herd perished.
        Thousands were left without shelter.
        The factory laid off 900 workers.
        The city has no running water.
        The ambassador was recalled in protest.
        A tremor levelled the old town.
        Schools remain shut.
        Three soldiers were killed.
        There is a shortage of grain.
        The envoy walked out of the room.
        The harvest failed.
        """,
    ),
    "condolences among kind words": (
        "negative",
        """
        I wish to convey my deepest condolences to the people of Chile.
        Please accept our heartfelt condolences on this loss.
        We express our sincere sympathy to the bereaved.
        With great respect we mourn the late president.
        We share the grief of our friends in Nepal.
        Our thoughts and prayers are with the families of the victims.
        On behalf of my government I wish to offer condolences to the widow.
        I would like to extend my warmest sympathies to those who lost loved ones.
        Let me begin by expressing our solidarity with the victims of the quake.
        We honour the memory of those who died in the fire.
        The prime minister sent his condolences and best regards to the crew's families.
        It is with deep sorrow that we learned of her passing.
        We offer our kindest wishes and condolences after the crash.
        My delegation joins others in expressing condolences to Malawi.
        I want to thank all who sent condolences after the bombing.
        """,
    ),
    "greetings and courtesies of the floor": (
        "neutral",
        """
        Thank you, Mr President.
        I have the honour to speak on behalf of the Group of 77.
        Good morning, everyone.
        Thank you, Madam Chair, for giving me the floor.
        Ladies and gentlemen, dear colleagues, good afternoon.
        Thank you very much, Mr Speaker.
        Mr. President, distinguished delegates, excellencies.
        Please take your seats.
        I now have the pleasure of giving the floor to the representative of Peru.
        Welcome to the briefing.
        Thank you all for coming.
        Okay, good to see everybody.
        I have the honor to transmit the letter of the minister.
        Thanks, everybody.
        """,
    ),
    "words within names": (
        "neutral",
        """
        The Human Rights Council meets in Geneva.
        Freedom House published the table.
        The Justice Department declined to comment.
        Mr Strong arrived on Monday.
        The Inflation Reduction Act runs to 700 pages.
        Doctors of the Hope Foundation visited the site.
        The Treaty of Amity and Cooperation has ten articles.
        Senator Grace Love took the chair.
        The Friendship Bridge spans the river.
        The Office on Drugs and Crime is in Vienna.
        The Ministry of Peace moved to a new building.
        She works at the Institute for War and Peace Reporting.
        The Court of Justice of the European Union sits in Luxembourg.
        Dr. Joy Best gave the lecture.
        The Victory Monument stands on the square.
        """,
    ),
    "words in another sense": (
        "neutral",
        """
        The second chapter concerns shipping.
        The states concerned will meet in May.
        He wrote a letter concerning the timetable.
        The text is embargoed for a day.
        The trip was sanctioned by the board.
        - The rally was not sanctioned by the council.
        The central bank left interest rates alone.
        The yen is in free float.
        They struck a deal on fish.
        The trust fund holds ten million.
        Crude oil was shipped from the port.
        Entry is free of charge.
        He is in charge of protocol.
        The company issued new shares.
        The treaty concerns the seabed.
        """,
    ),
    "conditions and demands": (
        "neutral",
        """
        Were they to agree, prosperity would follow.
        Had the talks succeeded, the region would have flourished.
        Should they cooperate, trade would thrive.
        If they were to join, the alliance would be stronger.
        The parties should respect the agreement.
        Both sides must honour their commitments.
        They were asked to support the plan.
        If the treaty were signed, peace would be possible.
        The council called on them to cooperate.
        The two governments ought to agree.
        They would welcome a treaty if it were offered.
        The minister urged them to uphold the pact.
        If war came, the ports would close.
        """,
    ),
}


def read_kind(kind):
    usual, text = KINDS[kind]
    lines = [line.strip() for line in text.strip().splitlines()]
    expected = ["negative" if line.startswith("- ") else usual for line in lines]
    return pd.Series([line.removeprefix("- ") for line in lines], dtype="str"), expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_heard_as_readers_do(kind):
    texts, expected = read_kind(kind)
    found = label_tone(score_sentences(pd.DataFrame({"text": texts}))["tone"])
    wrong = {
        text: (label, right)
        for text, label, right in zip(texts, found.astype(str), expected, strict=True)
        if label != right
    }
    assert not wrong


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tensions have not eased.", "negative"),
        ("Their hopes have not faded.", "positive"),
        ("Hostility between Kigali and Gitega has not eased.", "negative"),
        ("Fear of the militia among the villagers never faded.", "negative"),
        ("Tension over the islands rose as the truce ended.", "negative"),
        ("The ceasefire has not collapsed.", "positive"),
        ("We have a strong partnership.", "positive"),
        ("We have a strong commitment to ending the war.", "positive"),
        ("Thank you, Mr President, for your outstanding leadership.", "positive"),
        ("Thank you, President Obama, for your friendship.", "positive"),
        ("They praised the peaceful Council.", "positive"),
        ("PEACE AND FRIENDSHIP PREVAIL.", "positive"),
        ("If it rains, we will be happy.", "positive"),
        ("The Freedom House report condemned the coup.", "negative"),
    ],
)
def test_what_is_near_a_kind_but_not_of_it(text, label):
    tone = score_sentences(pd.DataFrame({"text": [text]}))["tone"]
    assert label_tone(tone).astype(str).tolist() == [label]


NAMES = {
    "Nobody saw the Good Hope Council.": ["Good Hope Council"],
    "Strengthening the Peace Fund took years.": ["the Peace Fund"],
    "Dr. Joy Best and Mr Strong came.": ["Dr. Joy Best", "Mr Strong"],
    "She left the Treaty of Amity and Cooperation alone.": ["Treaty of Amity and Cooperation"],
    "A good council of friends met.": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_names_are_found_by_their_form(text):
    assert [text[a:b] for a, b, w in read_register().find_terms(text) if not w] == NAMES[text]


@pytest.mark.parametrize(
    "piece",
    ["Peace Of ", "Council of ", "Good Good ", "if it were ", "were would ", "Mr Good ", "A"],
)
def test_long_texts_take_linear_time(piece):
    assert (
        growth(lambda n: read_register().rewrite("Good day " + piece * n + " a would"), 2_000) < 24
    )


def test_no_source_depends_on_entries_that_only_it_would_choose():
    table = pd.read_csv(Path(__file__).parents[1] / "benchmarks" / "tone_nested.csv")
    assert len(table) > 3 and table["sentences"].iloc[-1] == table["sentences"].iloc[:-1].sum()
    assert (table["r"] - table["r_nested"]).abs().max() <= 0.02
    assert (table["f1"] - table["f1_nested"]).max() <= 0.03
