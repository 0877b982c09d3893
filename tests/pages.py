"""Small pages, written for the tests, with the lines (from 1) that are body by hand: what crawls
hold beside plain news.
"""

TRANSCRIPT = """\
Home
Briefings
Ministry of External Relations
Department Press Briefing – May 4, 2023
Anna Price, Department Spokesperson
Washington, DC
May 4, 2023
1:22 p.m. EDT
MR PRICE: Good afternoon, everyone. I have two things at the top, and then I will be happy to turn to your questions.
The Secretary will travel to Tokyo next week, where he will meet his counterparts from Australia, India and Japan.
They will discuss maritime security, critical minerals and the situation in the Indo-Pacific.
Q: Can you say whether the Secretary will raise the export controls?
MR PRICE: He will.
Q: And the sanctions?
MR PRICE: I do not want to get ahead of the meeting. We have been clear about our concerns, both in public and in private.
Q: Thank you.
MR PRICE: Please, go ahead. You had your hand up.
Q: Do you have any comment on the photo that was published yesterday?
MR PRICE: I do not. I would refer you to our partners for that story.
(The briefing was concluded at 2:04 p.m.)
Share
Facebook
Twitter
Privacy policy
"""
TRANSCRIPT_BODY = range(9, 21)

REMARKS = """\
Skip to main content
Speeches and statements
Search
English version of the press statement by the Prime Minister
PRIME MINISTER MODI: Your Excellency, friends from the media, good evening to all of you.
It is a great pleasure for me to welcome the President to New Delhi on his first visit to India.
PRESIDENT ALDER: Thank you, Prime Minister.
Our two countries have agreed on a partnership for clean energy, for safe seas and for trusted technology.
PRIME MINISTER MODI: Today we have decided to raise our partnership to a new level.
We will build ships together, we will train engineers together and we will stand together against terrorism.
Thank you very much.
Subscribe to our newsletter
Sitemap
"""
REMARKS_BODY = range(5, 12)

JOINT = """\
Home > Documents
Joint Statement of the Foreign Ministers
1. The Foreign Ministers of the four countries met in Harbour City on 3 March 2023 for the eighth time.
2. The Ministers reaffirmed their commitment to a free and open Indo-Pacific that is inclusive and resilient.
3. They condemned terrorism and violent extremism in all forms, and underlined the need to hold the perpetrators to account.
Maritime security
4. The Ministers stressed that the law of the sea must be respected, and that disputes be settled by peaceful means.
5. They welcomed the progress that has been made on:
(a) the training of coast guards;
(b) the sharing of data on illegal fishing; and
(c) the laying of undersea cables between the islands.
6. The Ministers decided to meet again next year.
Harbour City
Print this page
Back to top
"""
JOINT_BODY = range(3, 13)

RELEASE = """\
Menu
News
About us
Contact
FOR IMMEDIATE RELEASE
Shipyards to build three patrol vessels for the islands
The Ministry of Defence has ordered three patrol vessels from the shipyards of Northport, the Ministry announced today.
The vessels will be delivered from next year and will be used by the coast guard of the islands against illegal fishing.
"These vessels will make our seas safer, and they will be built by our own people," the Minister said at the signing.
The contract is worth 90 million dollars and includes the training of the crews and the maintenance of the vessels.
Media contact
Ministry of Defence
12 Harbour Street
Northport 4001
Tel: +00 555 0100
press@example.org
© 2022 Ministry of Defence. All rights reserved.
"""
RELEASE_BODY = range(7, 11)

COMMENTS = """\
World
Politics
Ministers agree on a treaty for the northern sea
By Jo Reed
The ministers of the five northern states have agreed on a treaty that bans fishing in the central northern sea.
The treaty was signed on Monday after two years of talks and will come into force when three states have ratified it.
Scientists said that the ban would give the stocks in the northern sea the time that they need to recover.
The states will meet again in the spring to agree on how the treaty is to be enforced.
3 Comments
Sort by newest
bluewhale77
2 hours ago
lol as if anyone is going to stick to that
Reply
Share
old_sailor
5 hours ago
About time!!
Reply
Share
Leave a comment
"""
COMMENTS_BODY = range(5, 9)

CAPTIONS = """\
Home
Troops leave the valley after the ceasefire
Soldiers board a truck near the valley. Photo: Example Agency
The last troops have left the valley, a week after the two armies agreed on a ceasefire, the army said on Tuesday.
General Ada Quill
General Quill said that the troops had taken all their vehicles with them and had cleared the road of mines.
[Image courtesy of the army press office]
Villagers who had fled to the south have begun to return, and the market in the valley was open again on Tuesday.
The ceasefire is to be watched by observers of three neighbouring states, who are expected in the valley next week.
"""
CAPTIONS_BODY = (4, 6, 8, 9)

LIVE = """\
Live
Talks in the capital: as it happened
10:42
The delegations have left the palace without a word to the reporters who had waited in the rain since the early morning.
10:15
The talks have ended, a spokesman says. A statement by the two delegations is expected within the hour.
09:30
The foreign minister has arrived at the palace. He said that he hoped for an agreement on the release of the prisoners.
08:05
Good morning, and welcome to our coverage of the talks between the two delegations on the release of the prisoners.
Follow us on Facebook
"""
LIVE_BODY = range(3, 11)

BULLETS = """\
Home
Topics
What the new pact says
Five states have signed a pact on critical minerals. These are the points on which they have agreed:
• The states will share what they know about deposits of lithium, nickel and cobalt with each other.
• They will keep a common stock of the minerals, from which each can draw when supplies fail.
• No state will tax the export of a mineral to another state of the pact.
• A council of the states will meet twice a year and will settle disputes.
The pact will come into force in January, when the last of the five parliaments has agreed to it.
• About us
• Jobs
• Cookies
"""
BULLETS_BODY = range(4, 10)

PAGES = {
    "transcript": (TRANSCRIPT, TRANSCRIPT_BODY),
    "remarks": (REMARKS, REMARKS_BODY),
    "joint statement": (JOINT, JOINT_BODY),
    "press release": (RELEASE, RELEASE_BODY),
    "comments": (COMMENTS, COMMENTS_BODY),
    "captions": (CAPTIONS, CAPTIONS_BODY),
    "live blog": (LIVE, LIVE_BODY),
    "bullets": (BULLETS, BULLETS_BODY),
}
