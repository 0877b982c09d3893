"""More kinds of page, as in `page_kinds.py`: speeches, statements, tables without many figures, and
what sites put above and below.
"""

KINDS = {
    "speech": """\
Speech on rescue at sea
9 March 2021
+ Mr President,
+ Distinguished delegates,
+ Two winters ago a trawler of eleven hands went down within sight of the light on Cape Sund.
+ Nobody came, because nobody knew whose sea it was.
+ That will not happen again.
+ I thank you for your attention.""",
    "speech as delivered": """\
Remarks on the rescue pact
March 9, 2021
+ As prepared for delivery
+ Thank you, Admiral.
+ The pact that we have signed this morning is nine pages long, and each page of it has cost a life.
+ Let us keep to it.
+ Thank you all.""",
    "resolution": """\
Resolution on rescue at sea
9 March 2021
+ The Council of the Northern Sea,
+ Recalling its resolution of 2014,
+ Noting with regret the loss of three crews since then,
+ 1. Decides that the ships of all members may enter the outer bank to save lives;
+ 2. Calls upon the members to share the pictures of their radars;
+ 3. Requests its secretary to report within a year.""",
    "treaty": """\
Pact of Norvik and Palmera on rescue at sea
9 March 2021
+ Norvik and Palmera, in the wish to save lives on the sea that they share, have agreed as follows:
+ Article 1
+ Each state opens its ports to the rescue ships of the other at any hour of the day.
+ Article 2
+ Each state pays for the fuel and the crews of its own ships and helicopters.""",
    "short bullets below a colon": """\
Outcomes of the meeting on rescue at sea
9 March 2021
+ The ministers of Norvik and Palmera met in Halden on Tuesday and spoke for six hours.
+ They have decided to:
+ • open a joint centre
+ • train their crews together
+ • meet again in the spring
+ The ministers were the guests of the town of Halden, which had put flags on all of its boats.""",
    "turns in small letters": """\
Press conference of the coast guards
March 9, 2021
+ Reporter: Who commands when both are there?
+ Admiral Rask: The first.
+ Reporter: And who pays for the fuel?
+ Admiral Rask: Each for its own, as it has been.
+ (Laughter)
+ Reporter: Will there be a second pact?
+ Admiral Rask: Ask me in the autumn.""",
    "labels on lines of their own": """\
Press conference of the coast guards
March 9, 2021
+ QUESTION:
+ Who commands when both of the guards are there?
+ ADM RASK:
+ Whoever comes first commands, and nobody has ever asked for it to be otherwise.
+ (Laughter)
+ QUESTION:
+ And who pays for the fuel?
+ ADM RASK:
+ Each of us for its own, as it has been since the winter of 2014.""",
    "labels in brackets": """\
Press conference of the coast guards
March 9, 2021
+ [Reporter]
+ Who commands when both of the guards are there?
+ [Admiral Rask]
+ Whoever comes first commands, and nobody has ever asked for it to be otherwise.
+ [Reporter]
+ And who pays for the fuel?
+ [Admiral Rask]
+ Each of us for its own, as it has been since the winter of 2014.""",
    "labels without a mark": """\
Press conference of the coast guards
March 9, 2021
+ REPORTER
+ Who commands when both of the guards are there?
+ ADMIRAL RASK
+ Whoever comes first commands, and nobody has ever asked for it to be otherwise.
+ REPORTER
+ And who pays for the fuel?
+ ADMIRAL RASK
+ Each of us for its own, as it has been since the winter of 2014.""",
    "table with bars": """\
{OPENING}
+ State | Boats | Crews | Calls
+ Norvik | 14 | 61 | 209
+ Palmera | 9 | 44 | 188
+ Ostmark | 3 | 12 | 40
{CLOSING}""",
    "table with wide gaps and few figures": """\
{OPENING}
+ Boat  Home port  State  Crew
+ Gudrun  Halden  afloat  eleven
+ Old Maid  Cape Sund  in dock  none
+ Sea Rose  Vik Island  sold  none
{CLOSING}""",
    "cells of two columns": """\
{OPENING}
+ Port
+ Dues
+ Halden
+ 25 per cent
+ Cape Sund
+ 10 per cent
+ Vik Island
+ 15 per cent
{CLOSING}""",
    "days and what is on them": """\
{OPENING}
+ Key dates ahead
+ 12 April – The admirals meet in Palmera
+ 3 May – First exercise off Cape Sund
+ 21 May – Vote in both parliaments""",
    "rows behind a colon": """\
{OPENING}
+ The next flights to the outer bank:
+ Halden – Vik Island, Sunday, 40 seats
+ Halden – Cape Sund, Monday, 12 seats
+ Palmera – Vik Island, Tuesday, 88 seats""",
    "teasers in sentences above": """\
Editors' picks
How a village kept its school
The last teacher had left when the parents took over, and now others come to see how they did it.
The woman who counts bridges
She has walked over four thousand of them, and says that the worst are in the capital.
{OPENING}
{CLOSING}""",
    "notes below": """\
{OPENING}
{CLOSING}
The author is a former director of the harbour office. The views expressed are her own.
This article first appeared in the Palmera Review and is reprinted with its permission.""",
    "release with who sent it": """\
{OPENING}
{CLOSING}
About Halden Tugs
Halden Tugs runs four vessels and employs sixty people in both states.""",
    "calls for support": """\
{OPENING}
Enjoying this article? Support our journalism for as little as one mark a week.
You have two free articles left this month. Become a member to read on.
{CLOSING}
Thank you for reading.
Explore our coverage of the coast:
• Why the old lighthouse is leaning over
• Ten walks along the northern shore""",
    "comments without dates": """\
{OPENING}
{CLOSING}
3 responses
Gull says:
I saw the signing from my window and the band was louder than all the speeches, it was a good day.
Tomte says:
About time. My uncle waited six hours on a raft because nobody knew whose helicopter was to fly.
Plain Jane says:
Nobody asked who pays for this, and nobody will until the first bill comes in the autumn.""",
}
