"""Dates at the head of a text that are not its own, and those beside them that are."""

from datetime import date

import pytest

from analysis.cleaning.pages import judge_page
from analysis.dating.page_dates import find_date

DAY, SEEN = date(2021, 5, 4), date(2022, 5, 3)
TITLE = "Ministers talk dues in Lowen"
TEXT = (
    "The harbour ministers of Velmora and Istrand have agreed on dues in the talks that were held in Lowen.\n\n"
    "The ministers also spoke about ferries, berths for small boats and the safety of the old quay.\n\n"
    "They will meet again in the autumn, a spokesman for the board said after the talks had ended."
)
LATER = "The files on it were opened in 2019, and have been read by many since then."


def read(head, body=TEXT, **options):
    return find_date(judge_page(f"{head}\n\n{body}"), **options)


@pytest.mark.parametrize("said", [
    "Retrieved 3 May 2022", "Retrieved on May 3, 2022", "Retrieved 3 May 2022 from https://velmora.example/dues",
    "Retrieved from https://velmora.example/dues on 3 May 2022", "Accessed: 2022-05-03", "Accessed on 3 May 2022", "Last accessed 3 May 2022",
    "(accessed 3 May 2022)", "URL: https://velmora.example/dues (accessed 3 May 2022)", "https://velmora.example/dues. Accessed 3 May 2022.",
    "Access date: 3 May 2022", "Date of access: 3 May 2022", "Date accessed\n3 May 2022", "Retrieved\n3 May 2022", "Downloaded 3 May 2022",
    "Crawled: 2022-05-03T10:00:00Z", "Scraped at 2022-05-03", "Archived 3 May 2022", "Snapshot of 3 May 2022", "Last visited: 3 May 2022",
    "Captured by the Harbour Archive on 3 May 2022", "Last reviewed 3 May 2022", "Reviewed by Dr Ana Brandt on 3 May 2022",
    "Consulté le 3 mai 2022", "Abgerufen am 3. Mai 2022", "zuletzt abgerufen am 3.5.2022", "Zugriff: 3. Mai 2022", "Consultado el 3 de mayo de 2022",
    "Acesso em 3 de maio de 2022", "Consultato il 3 maggio 2022", "Geraadpleegd op 3 mei 2022", "Дата обращения: 03.05.2022",
    "2022年5月3日閲覧", "访问日期:2022年5月3日",
])  # fmt: skip
def test_when_a_text_was_fetched_or_reviewed_is_a_bound_and_no_day(said):
    for head in (f"{TITLE}\n\n{said}", f"{said}\n\n{TITLE}", f"{TITLE}\n{said}"):
        found = read(head)
        assert (found.low, found.high, found.likely) == (None, SEEN, None), (head, found)
        assert "retrieved or reviewed" in found.evidence


@pytest.mark.parametrize(
    "said", ["Retrieved 3 May 2022", "Accessed on 3 May 2022", "[abgerufen am 3. Mai 2022]"]
)
def test_the_day_beside_it_is_the_document_s_unless_it_is_later(said):
    for head in ("{1}\n\n{0}", "{0}\n\n{1}", "{1} | {0}"):
        found = read(f"{TITLE}\n\n" + head.format(said, "4 May 2021"))
        assert (found.low, found.high) == (DAY, DAY), (head, found)
    assert read(f"{TITLE}\n\nPosted 4 May 2023\n\n{said}").low is None
    assert read(f"{TITLE}\n\n{said}", crawled=date(2022, 1, 1)).high == date(2022, 1, 1)


def test_a_list_of_references_says_nothing_of_when_a_text_was_fetched():
    references = "References\n\nReed, J. (2019). Dues of old. Retrieved 3 May 2020 from https://velmora.example"
    assert read(TITLE, f"{TEXT}\n\n{references}").high is None
    assert read(f"{TITLE}\n\n4 May 2021", f"{TEXT}\n\n{references}").low == DAY


@pytest.mark.parametrize("head", [
    "Fall of Lowen, 30 April 1975", "Remembering 30 April 1975", "30 April 1975: the fall of Lowen", "D-Day, 6 June 1944",
    "What 4 June 1989 means", "4 June 1989 - the quay is stormed", "The treaty of 4 June 1920",
    "September 11, 2001 attacks remembered", "The battle of Istrand, 4 June 1920", "Anniversary of 4 June 1989",
    f"{TITLE}\n\nThe fall of Lowen, 30 April 1975", f"{TITLE}\n\nVote: 12 March 2021", f"{TITLE}\n\nDate of vote: 12 March 2021",
    f"{TITLE}\n\nVoting on 12 March 2021", f"{TITLE}\n\nEntry into force: 1 January 2020", f"{TITLE}\n\nDear Mr Smith,\n\n5 May 1940",
    f"{TITLE}\n\n{TEXT[:103]}\n\n5 May 1940\n\nDear Mr Smith,", f"{TITLE}\n\n“Istrand, 5 May 1940. Dear Mr Smith, we are going.”",
    f"{TITLE}\n\nIn a letter of 5 May 1940 the board wrote to all.", "On 4 June 1920 the treaty was signed by all. It ended the war.",
    "On Tuesday, May 4, 2021, the board will meet in Lowen to speak about dues.", f"{TITLE}\n\nThe box was retrieved on 3 May 2022.",
    "Retrieved on 3 May 2022, the box is empty, officials of the board said on Tuesday in Lowen.",
    "Remembering the Istrand Declaration, 2 November 1917", "Treaty of Lowen, 28 June 1919: a reappraisal", "Lowen, 4 June 1920: a day of storms",
    "Ana Brandt (27 May 1923 - 29 November 2023)", "Ana Brandt, 27 May 1923 – 29 November 2023", "Ana Brandt (May 29, 1917 – November 22, 1963)",
    "Harbour Council Resolution 1325, adopted 31 October 2000", "The Harbour Treaty, signed 4 April 1949", "The Lowen Agreement, 30 September 1938",
    "The outbreak of war, 1 September 1939", "The Quay Offensive, 30 January 1968", "Centenary of the Treaty of Lowen, 24 July 1923",
    "The Istrand Declaration: 2 November 1917 and its legacy", "On this day: 4 June 1989", "The Lowen Conference, 4 February 1945 remembered",
    "File photo, 3 May 2012", "File photo: 3 May 2012", "Register by 1 July 2023", "RSVP by 1 July 2023", f"{TITLE}\n\nApplications close 1 July 2023",
    "Reed, J. (2019, May 3)", "Reed, J. A. (2019, May 3). Dues of old.", f"{TITLE}\n\nReed, J. (2019, May 3)", f"{TITLE}\n\nFile photo, 3 May 2012",
    "Conference: 12 May 2022", "Conference date: 12 May 2022", "Date of conference: 12 May 2022", f"{TITLE}\n\nAnnual conference: 12 May 2022",
    f"{TITLE}\n\nThe minister said so at a press conference on 4 May 2021",
])  # fmt: skip
def test_a_day_that_the_text_tells_of_is_none_of_the_document(head):
    assert (read(head).low, read(head).high) == (None, None), read(head)


@pytest.mark.parametrize("head", [
    "Old Quay, 7 December 1941", "Lowen, 22 November 1963", f"{TITLE}\n\n5 May 1940\n\nDear Mr Smith,", f"5 May 1940\n\n{TITLE}",
    f"{TITLE}\n\n5 May 1940", "7 December 1941",
])  # fmt: skip
def test_a_text_that_knows_of_years_long_after_a_day_is_not_of_it(head):
    assert read(head).low == read(head).high != None  # noqa: E711
    assert (read(head, f"{TEXT} {LATER}").low, read(head, f"{TEXT} {LATER}").high) == (None, None)


@pytest.mark.parametrize(
    "goal",
    [
        "Ships are to be clean by 2030.",
        "The plan runs until 2050.",
        "It is the Agenda 2063.",
        "Room 2019/20 is shut.",
    ],
)
def test_a_goal_in_years_to_come_leaves_the_day(goal):
    assert read(f"{TITLE}\n\n4 May 1998", f"{TEXT} {goal}").low == date(1998, 5, 4)


@pytest.mark.parametrize("head", [
    "Press Briefing by Ana Brandt, 4 May 2021", "Joint Statement, Lowen, 4 May 2021", "Remarks on the fall of Lowen, 4 May 2021",
    "Ministry of Harbours, 4 May 2021", "The Velmora Courier, 4 May 2021", f"{TITLE} (4 May 2021)", f"{TITLE} - 4 May 2021",
    f"{TITLE} | 4 May 2021", f"{TITLE}\n\nBy Ana Brandt, 4 May 2021", "Book review, 4 May 2021", "Film Reviews\n\n4 May 2021",
    f"{TITLE}\n\nPublished 4 May 2021 | Reviewed 9 May 2021", f"{TITLE}\n\nPosted 4 May 2021. Archived 9 May 2021.",
    "4 May 2021\n\nDear Mr Smith,", "Letter to the Board\n\n4 May 2021\n\nDear Mr Smith,", "Victory Day Address\n\n4 May 2021",
    "WAR DEPARTMENT, 4 May 2021", "Discurso del presidente, 4 de mayo de 2021", "Déclaration du ministre, 4 mai 2021",
    "Rede von Ministerin Brandt, 4. Mai 2021", f"{TITLE}\n\nDate: 4 May 2021", f"{TITLE}\n\nAdopted 4 May 2021", "Minutes, 4 May 2021",
    "Press Conference, 4 May 2021", "Press Conference - 4 May 2021", "Press Conference: 4 May 2021", "Press Conference on 4 May 2021",
    "Press Conference of Tuesday, 4 May 2021", "Press Conference, Lowen, 4 May 2021", "Press Conference, 2021-05-04", "JOINT PRESS CONFERENCE, 4 MAY 2021",
    "News Conference, May 4, 2021", "Transcript of the press conference of 4 May 2021", "Pressekonferenz vom 4. Mai 2021", "Conférence de presse du 4 mai 2021",
    "Rueda de prensa, 4 de mayo de 2021", "Harbour Ministry Spokesperson Ana Brandt's Regular Press Conference on May 4, 2021",
    "Remarks by Secretary Brandt at the Lowen Harbour Conference - May 4, 2021", "Conference on Harbours, 4 May 2021", f"{TITLE}\n\nPress Conference, 4.5.2021",
    "The future of the alliance, 4 May 2021", "Velmora and Istrand sign a defence pact, 4 May 2021", "Harbour Council, 8765th meeting, 4 May 2021",
    "A new treaty for the harbours, 4 May 2021", "War in the harbours goes on, 4 May 2021", "Why the talks failed, 4 May 2021", "Spies accessed files, 4 May 2021",
    "Statement on Remembrance Day, 4 May 2021", "Remarks on the anniversary of the pact, 4 May 2021", "Item 7 - 4 May 2021",
    "Dues for 120 boats - 4 May 2021", "Posted by Ana Brandt 4 May 2021",
    "Lowen, May 4, 2021", "The siege of Istrand: what we know\n\n4 May 2021", "On Tuesday, May 4, 2021, the board signed Order 12 on dues:",
])  # fmt: skip
def test_the_document_s_own_day_stays(head):
    assert (read(head).low, read(head).high) == (DAY, DAY), read(head)


@pytest.mark.parametrize("said", [
    "3-5 May 2021", "3–5 May 2021", "3 - 5 May 2021", "3 to 5 May 2021", "3.-5. Mai 2021", "3 May - 5 May 2021", "May 3 – May 5, 2021",
    "3 May 2021 - 5 May 2021", "3 May 2021 to 5 May 2021", "2021-05-03 - 2021-05-05", "Lowen, 3-5 May 2021", "Summit of the harbours, 3-5 May 2021",
])  # fmt: skip
def test_an_interval_is_no_certain_day(said):
    for head in (said, f"{TITLE}\n\n{said}"):
        found = read(head)
        assert (found.low, found.high) == (date(2021, 5, 3), date(2021, 5, 5)), (head, found)
        assert (found.day, found.either) == (DAY, False)
    assert read(f"{TITLE}\n\n{said}", crawled=DAY).high == DAY


@pytest.mark.parametrize("said", [
    "Lowen, 4 May 2021", "Done at Lowen on 4 May 2021", "Fait à Lowen, le 4 mai 2021", "Lowen, 4 May 2021.", "(Signed) Ana Brandt, 4 May 2021",
])  # fmt: skip
def test_the_last_line_of_a_plain_text_dates_it_where_nothing_else_does(said):
    assert read(TITLE, f"{TEXT}\n\n{said}").low == read(TITLE, f"{TEXT}\n\n{said}").high == DAY
    assert read(f"{TITLE}\n\n2 April 2021", f"{TEXT}\n\n{said}").low == date(2021, 4, 2)
    for rest in (f"{said}\n\nMost read", f"{said}\n\n2 April 2021"):
        assert read(TITLE, f"{TEXT}\n\n{rest}").low is None, rest
    assert read(TITLE, f"{TEXT}\n\n{said}", crawled=DAY).low is None
