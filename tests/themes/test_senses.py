"""What the packaged lexicon takes for a theme and what it does not: families of sentences by kind."""

import pandas as pd
import pytest

from analysis import find_mentions

FOUND = {
    "russia": """
        Ukrainian gunners shelled the depot.
        The army of Ukraine crossed the river.
        Kherson's defenders held the bridge under mortar fire.
        Air defences over Odesa shot down four of them.
        Grenades for Kyiv left the port on Friday.
        Kyiv's troops pulled back from the front.
        The blackouts in Kharkiv followed a missile raid.
        No border of Ukraine may be moved by force.
        Ukraine must win.
        Conflicts in Sudan, Gaza and Ukraine drive up prices.
        After the invasion, Ukraine shut its ports.
        Missiles hit a bakery in Chernihiv.
        Rockets fell on Poltava at noon.
        Troops dug in around Kramatorsk.
        Sumy came under artillery fire.
        Wagner mercenaries dug in near the mine.
        Wagner troops were flown out.
        The GRU officer was expelled.
        Rosoboronexport showed the jet.
        #StandAgainstRussianAggression was seen all day.
        """,
    "terrorism": """
        Jaish-i-Muhammad claimed it.
        Hayat Tahrir al-Sham claimed it.
        Fear and terror in the town followed the bombing by a terror cell.
        The Qaeda cell was broken up.
        Al Zarkawi died in the raid.
        Abu Sayaf gunmen fled to the island.
        Boko Harram burned the village.
        Hafiz Sayeed was listed by the Council.
        The 9-11 attacks changed airports.
        Sept. 11 plotters went to court.
        There is no room for terror of any kind.
        Twelve died in terror attacks.
        Religious extremism is on the rise.
        #StopTerrorFinancing
        """,
    "indo_pacific": """
        The #QuadLeaders spoke.
        A #FreeOpenIndoPacific is the aim.
        South-China-Sea patrols resumed.
        They will help Taiwan deter an invasion.
        Japan renewed its FOIP plan.
        Maritime law must hold in South-East Asia.
        """,
    "technology": """
        Car makers cannot get chips.
        A memory-chip factory was opened.
        Data-centre rules were agreed.
        Export — controls — export-control lists grow.
        Mass surveillance by facial recognition is to end.
        Rules for crypto were drafted.
        The hospital was hacked.
        """,
}
NOT_FOUND = {
    "russia": """
        Ukraine and Chad met while the war in Yemen went on.
        Kyiv sold wheat after an armed robbery in Leeds.
        The Ukrainian envoy spoke of peacekeeping troops in Mali.
        Ukraine sent medicine; as all of you know, help is also needed where Sudanese troops fight.
        Ukraine lost the chess match.
        Ukraine fights corruption.
        Support for Ukraine goes on.
        A Russian gymnast won.
        They played Russian music at the wedding.
        The Russo-Turkish War was long over.
        She studied the Russian Empire.
        He grew up in Moscow, Idaho.
        A bakery in Lviv has won a prize.
        Poltava will host the fair.
        Two Moscow mules, please.
        Wagner's operas are long.
        """,
    "terrorism": """
        On 11 September the club meets before noon.
        Since September 11, 2019 the rate has been flat.
        After 11 September 2023 the shop stays closed.
        She ran in terror from the wasp.
        One saw the terror on the driver's face.
        There was terror in her eyes.
        They heard terror in the boy's voice.
        He screamed with terror on the ride.
        The terror of losing the job kept them quiet.
        A jihad against corruption was announced.
        Voters tired of extremism on both sides.
        Pages 9-11 are missing.
        """,
    "indo_pacific": """
        Quad bikes and quad biking are forbidden.
        The transatlantic Quad of Paris, London, Berlin and Washington met.
        Students played frisbee on the Quad, a lawn of the campus.
        Taiwan reaffirmed its determination to join.
        """,
    "technology": """
        Fish and chips for two.
        A bag of potato chips, please.
        He had a chip on his shoulder.
        They bought tickets over the internet.
        The chef likes to innovate with soup.
        A robot stars in the film.
        A quantum of solace.
        """,
}


def list_cases(cases):
    return [
        (theme, line.strip())
        for theme, lines in cases.items()
        for line in lines.strip().splitlines()
    ]


def find_themes(text, themes):
    rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    return set(find_mentions(rows, themes)["theme"])


@pytest.mark.parametrize(("theme", "text"), list_cases(FOUND))
def test_a_sentence_of_the_theme_is_found(theme, text, themes):
    assert theme in find_themes(text, themes)


@pytest.mark.parametrize(("theme", "text"), list_cases(NOT_FOUND))
def test_other_senses_of_its_words_are_none(theme, text, themes):
    assert theme not in find_themes(text, themes)
