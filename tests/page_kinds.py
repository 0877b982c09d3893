"""Kinds of page, made up for the tests: a body of each kind in the frame of two sites.

Of a page's lines those that begin with "+ " are body; the frames are not.
"""

from __future__ import annotations

from set_piece_kinds import KINDS as SET_PIECES

FRAMES = {
    "paper": (
        ["The Halden Gazette", "Home", "Regions", "Money", "Culture", "Sign in"],
        ["Most viewed", "A new bridge for the ring road", "Five soups for autumn", "About us",
         "Contact", "Privacy policy", "© 2021 The Halden Gazette"],
    ),
    "agency": (
        ["Search", "Menu", "Top news", "Video", "Subscribe"],
        ["Related articles", "Mayor opens the new fish hall", "Share", "Facebook", "Twitter",
         "Newsletter", "Terms of use"],
    ),
}  # fmt: skip
OPENING = """\
Norvik and Palmera sign a pact on sea rescue
By Edda Lorn
9 March 2021
+ Norvik and Palmera signed a pact on rescue at sea on Tuesday, after four winters of talks in the port of Halden.
+ The pact lets helicopters of either state land on the ships of the other, the coast guard of Palmera said."""
CLOSING = '+ "No sailor asks for a passport in the water," the admiral of Norvik told reporters on the pier.'

KINDS = {
    "plain": f"{OPENING}\n{CLOSING}",
    "words that a date stands in": f"""{OPENING}
+ What Lorn said 10 years ago was right: Sea is sea.  (Applause.)
+ The crews of both states were thanked for two winters of work without a single day that was lost.
{CLOSING}""",
    "schedule at the end": f"""{OPENING}
+ The first exercises are planned as follows:
+ Halden, north pier: 2 and 3 May
+ Palmera, old harbour: 11 May
+ Cape Sund, lighthouse: 19 to 21 June
+ Vik Island, airfield: 4 July
+ Halden, dry dock: 30 August""",
    "fixtures": f"""{OPENING}
+ The rowers of both coast guards meet again this spring:
+ 3 April: Halden v Cape Sund, 14:00
+ 10 April: Vik Island v Palmera, 15:30
+ 17 April: Cape Sund v Vik Island, 14:00
+ 24 April: Palmera v Halden, 16:00""",
    "table a row a line": f"""{OPENING}
+ State  Boats  Crews  Calls
+ Norvik  14  61  209
+ Palmera  9  44  188
+ Ostmark  3  12  40
+ Lund  22  90  311
{CLOSING}""",
    "table a cell a line": f"""{OPENING}
+ Harbour
+ 2019
+ 2020
+ Halden
+ 41.5
+ 39.0
+ Cape Sund
+ 12.2
+ 18.9
+ Vik Island
+ 7.7
+ 6.1
+ Source: coast guards of both states. Calls for each thousand voyages.
{CLOSING}""",
    "rows with dates": f"""{OPENING}
+ 2021-01-04  Gudrun III  engine lost
+ 2021-01-19  Old Maid  two hurt
+ 2021-02-02  Sea Rose  adrift
+ 2021-02-27  Tern  aground
{CLOSING}""",
    "records": f"""{OPENING}
+ North sector
+ Led by: Norvik
+ Ships: 4 cutters
+ Cost: 3 million marks
+ South sector
+ Led by: Palmera
+ Ships: 2 cutters
+ Cost: 2 million marks
+ Outer bank
+ Led by: both states
+ Ships: 1 tug
+ Cost: 1 million marks""",
    "sub-headings with cue words": f"""{OPENING}
+ What happens next
+ The two parliaments vote on the pact before the summer, and neither of them is expected to turn it down.
+ A long watch
+ The towers on the capes were manned by day only until now, and fishermen had asked for more for years.
{CLOSING}""",
    "services named in a report": f"""{OPENING}
+ The coast guard of Norvik will leave Twitter and Instagram in May and send storm alerts by email and by its own app to all ships.
{CLOSING}""",
    "teasers above, run together": f"""\
Latest
Bakers fight over the price of ryeThe guild meets on Friday and could call for a day without bread.
Why the town clock is lateTwo clockmakers have looked at it since spring, and both gave up.
Palmera counts its sealsVolunteers found twice as many on the outer bank as three years ago.
Nine trails for rainy daysOur writers went out with boots and maps and came back with these.
{OPENING}
{CLOSING}""",
    "comments": f"""{OPENING}
{CLOSING}
4 comments
gullfeeder
10 March 2021 at 08:12
I saw the signing from my window and the band was louder than all the speeches, it was a good day for the harbour.
Tomte_44
10 March 2021 at 09:40
About time. My uncle waited six hours on a raft because nobody knew whose helicopter was allowed to fly.
plain jane
11 March 2021 at 17:05
Nobody asked who pays for this, and nobody will until the first bill comes in the autumn.
gullfeeder
11 March 2021 at 18:22
We all pay for it, as we all pay for the lighthouse, and that is how it should be.""",
    "comments below one paragraph": """\
Ferry to Vik Island sails again
9 March 2021
+ The ferry to Vik Island sailed again on Tuesday after its owner had paid the harbour dues of two years.
3 responses to “Ferry to Vik Island sails again”
1. oar says:
9 March 2021 at 10:01 am
He paid half of them, and the town let him off the rest because the mayor likes to go fishing there.
2. mast says:
9 March 2021 at 11:34 am
Then let us hope that the old boat still floats, since I have seen better hulls on the beach.
3. keelson says:
9 March 2021 at 12:55 pm
It will be fine for a month or two, and then it will be tied up again as it was in each of the last springs.""",
    "comments signed on one line": """\
Ferry to Vik Island sails again
9 March 2021
+ The ferry to Vik Island sailed again on Tuesday after its owner had paid the harbour dues of two years.
Oar Blade March 9, 2021 at 10:01 am
He paid half of them, and the town let him off the rest because the mayor likes to go fishing there.
And who would not?
Mast March 9, 2021 at 11:34 am
Then let us hope that the old boat still floats, since I have seen better hulls on the beach.
Keelson March 10, 2021 at 8:55 pm
It will be fine for a month or two, and then it will be tied up again as it was in each of the last springs.""",
    "box on the author": f"""{OPENING}
{CLOSING}
Edda Lorn has written on the coast for the paper since 2009 and lives on a boat in Halden with two cats.
The paper was founded by printers in 1911 and belongs to those who write it and those who read it.""",
    "short paragraphs": """\
Keep the light on
By Edda Lorn
9 March 2021
+ Let us begin with the dark.
+ Out there it is complete.
+ You do not see the wave. You hear it.
+ For a hundred years a man sat in the tower and kept the light, and nobody wrote to thank him.
+ Then we saved his wage.
+ Was it worth it?
+ Ask the crew of the Gudrun. Two of them can still answer.
+ We should pay for the light again, and we should do it before the autumn storms.
+ That is all.""",
    "live blog": """\
Rescue talks: the day as it happened
9 March 2021, 19:20
+ 19:05
+ The ministers have signed
+ Both ministers signed at seven, and the ships in the harbour sounded their horns.
+ 18:30
+ Pens are brought in
+ A clerk has carried two pens and a flag into the hall.
+ 16:10
+ “Not without the bank”
+ The envoy of Palmera says that the outer bank must be part of the pact.
+ 15:00
+ Welcome to our report from the port of Halden, where the talks have just begun.""",
    "transcript": """\
Press conference of the coast guards
March 9, 2021
+ HOST: Good evening. The admiral will say a few words and then take your questions.
+ ADMIRAL RASK: Thank you. We have signed today what we have done for years.
+ QUESTION: Who commands when both are there?
+ ADMIRAL RASK: The first.
+ QUESTION: And who pays for —
+ ADMIRAL RASK: Both. Next question.
+ QUESTION: Will you share your radar pictures (inaudible)?
+ ADMIRAL RASK: Yes.
+ HOST: That was the last one. Thank you all.
+ (The conference ended at 6:40 p.m.)""",
    "questions and answers": """\
Interview: the man who kept the light
By Edda Lorn
9 March 2021
+ Olaf Teig kept the light on Cape Sund for thirty winters. We met him in his kitchen.
+ Did you ever fall asleep?
+ Once. Nothing happened, but I never told my wife.
+ What do you miss?
+ The gulls. They came for the crumbs at six.
+ Will the tower be manned again?
+ I think so. Somebody has to look.""",
    "numbered list": """\
Six things to know about the rescue pact
9 March 2021
+ Here is what sailors should know before the pact comes into force in the summer.
+ 1. It is about people
+ Cargo is not mentioned in it at all.
+ 2. It costs little
+ Each state pays for its own fuel.
+ 3. The bank is in it
+ Palmera had asked for that since the first winter.
+ 4. Norvik leads in the north
+ Its helicopters fly farther and by night.
+ 5. It can end
+ Either state may leave with a year's notice.""",
    "statement": """\
Joint Communiqué on Rescue at Sea
9 March 2021
+ 1. The ministers of Norvik and Palmera met in Halden on 9 March 2021.
+ 2. They reaffirmed:
+ (a) the duty to save lives at sea;
+ (b) the freedom of the high seas; and
+ (c) the law of the flag.
+ 3. They decided to:
+ i. share the pictures of their radars;
+ ii. train their crews together;
+ iii. meet each spring.
+ 4. They thanked the people of Halden for their welcome.
+ Halden, 9 March 2021""",
    "bullets of a statement": """\
Outcomes of the meeting on rescue at sea
9 March 2021
+ The ministers of Norvik and Palmera met in Halden and agreed on the following points:
+ • Both states open their ports to the rescue ships of the other at any hour.
+ • Crews will train together twice a year, once in each state.
+ • A joint centre on Vik Island will answer calls in both languages.
+ The ministers will meet again in Palmera next spring.""",
    "release": """\
FOR IMMEDIATE RELEASE
Coast guard orders two tugs
+ The coast guard of Norvik has ordered two tugs from the yard in Halden, it announced today.
+ The tugs will be delivered in two years and will work on the outer bank from the start.
+ "They are small and strong, as our people are," Admiral Rask said at the yard.
Media contact
Coast Guard of Norvik
Tel: +00 555 0199
press@coast.example""",
    "pleas in sentences": """\
Keepers of the tower
9 March 2021
Our evening letter brings the sea to your table, and it costs nothing.
+ The tower on Cape Sund will be manned again from May, the harbour office in Halden said on Tuesday.
Get the briefing of the harbour desk each morning before the first ferry.
+ Three keepers have been hired for it, and two of them are daughters of the man who was sent home in 1991.""",
    "prompts inside": f"""{OPENING}
Also read: Palmera counts its seals
Share this article
{CLOSING}
Advertisement
+ The pact comes into force on the first of July if both parliaments agree to it in time.""",
}


KINDS |= {
    kind: body.replace("{OPENING}", OPENING).replace("{CLOSING}", CLOSING)
    for kind, body in SET_PIECES.items()
}


def make_page(kind: str, frame: str) -> tuple[str, list[int]]:
    """Return a page of a kind in the frame of a site, and the numbers of its body's lines."""
    above, below = FRAMES[frame]
    rows = [*above, *KINDS[kind].split("\n"), *below]
    body = [i for i, row in enumerate(rows, 1) if row.startswith("+ ")]
    return "\n".join(row.removeprefix("+ ") for row in rows), body
