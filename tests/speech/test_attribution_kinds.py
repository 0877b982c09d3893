"""Whom sentences of each kind give as the speaker: made up, two lines for a paragraph's end."""

import pandas as pd
import pytest

from analysis import attribute_speech, split_sentences

# A text ("/" ends a line), and behind the arrow the speaker or side of each sentence: "?" is nobody
# by name and not the reporter, "N" is narrated, "*" whatever it is.
KINDS = {
    "apposition": """
“No,” replied the White House press secretary, Karoline Leavitt, when asked about tariffs.
    -> Karoline Leavitt
“We are close,” said Marco Rubio, the US secretary of state, in Doha.
    -> Marco Rubio
“We are close,” said Rubio, the secretary of state, in Doha.
    -> Rubio
“We are close,” said the foreign minister, Penny Wong.
    -> Penny Wong
“We are close,” said the ministry's spokesman, Lin Jian, on Monday.
    -> Lin Jian
“It is over,” added Tokyo's envoy, Kenji Mori, before he left.
    -> Kenji Mori
“It is over,” said Anna Berg, who leads the mission in Kabul.
    -> Anna Berg
“It is over,” warned the head of the agency, Rafael Grossi.
    -> Rafael Grossi
“It is over,” said a senior official, Daniel Kritenbrink, who was in the room.
    -> Daniel Kritenbrink
“Not now,” said Sweden’s prime minister, Ulf Kristersson, after the vote.
    -> Ulf Kristersson
Talks will resume, said the German chancellor, Friedrich Merz, on Friday.
    -> Friedrich Merz
“We cannot wait,” said Mr Ramos, the defence secretary.
    -> Ramos
""",
    "said first": """
Said Rubio: “We are close.”
    -> Rubio
Said Jaishankar: “The border is calm.”
    -> Jaishankar
Added Wong: “We will wait.”
    -> Wong
Replied Foreign Minister Penny Wong: “We will wait.”
    -> Penny Wong
Said the minister: “We will wait.”
    -> ?
Says Modi: “India will not bow.”
    -> Modi
Said Kenji Mori, the envoy: “It is done.”
    -> Kenji Mori
Asked Wong: “Who will pay?”
    -> Wong
Wrote Blinken: “We stand with Kyiv.”
    -> Blinken
Tweeted Jaishankar: “A good meeting.”
    -> Jaishankar
""",
    "dash": """
“We are close.” – Marco Rubio, US Secretary of State
    -> Marco Rubio | *
“We are close.” — Marco Rubio
    -> Marco Rubio | *
“We are close” - Modi said.
    -> Modi
“We are close” — Modi said in Delhi.
    -> Modi
“Peace will come.” / — Penny Wong, Foreign Minister
    -> Penny Wong | *
"Peace will come." -- Kenji Mori, Japanese envoy
    -> Kenji Mori | *
“The border is calm” – S Jaishankar, External Affairs Minister
    -> S Jaishankar
“It is a start,” — President Macron
    -> Macron
The border is calm – Jaishankar said.
    -> Jaishankar
“It was a long night” - Foreign Minister Lars Holm told reporters.
    -> Lars Holm
“We will act.” – Prime Minister Kishida, Tokyo, 3 May
    -> Kishida | *
""",
    "words": """
In Modi’s words, the friendship is “deeper than the ocean”.
    -> Modi
In the words of Penny Wong, it was “a good day”.
    -> Penny Wong
In Rubio's words, “we are close”.
    -> Rubio
In the words of the foreign minister, Penny Wong, the deal is “done”.
    -> Penny Wong
It was, in Kishida’s words, “a turning point”.
    -> Kishida
It was, in the words of President Macron, “a turning point”.
    -> Macron
In Prime Minister Albanese's words, the pact is “historic”.
    -> Albanese
The ties are, as Modi put it, “deeper than the ocean”.
    -> Modi
As Rubio put it: “We are close.”
    -> Rubio
For Jaishankar, in his own words, it was “a test”.
    -> *
""",
    "second verb": """
Rubio’s spokesman, Tommy Pigott, declined to comment but said talks went on.
    -> Tommy Pigott
Modi met Biden and said the talks were useful.
    -> Modi
Foreign Minister Penny Wong met her Chinese counterpart Wang Yi and said ties were stable.
    -> Penny Wong
Rubio arrived in Tokyo on Monday and said the alliance was strong.
    -> Rubio
Jaishankar called on Putin in Moscow and told him that trade must grow.
    -> Jaishankar
Kishida flew to Kyiv, met Zelenskyy, and said Japan would help.
    -> Kishida
President Macron shook hands with the envoy and warned that time was short.
    -> Macron
Albanese welcomed the report and added that more was needed.
    -> Albanese
US envoy Ann Lee toured the camp, then said the aid was late.
    -> Ann Lee
Lavrov refused to name a date but said that talks would go on.
    -> Lavrov
Defence Minister Rajnath Singh visited the ship and announced that two more would follow.
    -> Rajnath Singh
Wong thanked Indonesia’s Retno Marsudi and said the region was safer.
    -> Wong
Prime Minister Ishiba spoke with President Yoon by telephone and stressed that ties matter.
    -> Ishiba
""",
    "relative": """
The minister, who had earlier met his Russian counterpart Sergey Lavrov, said the talks were useful.
    -> ?
Foreign Minister Penny Wong, who had met Wang Yi in Beijing, said ties were stable.
    -> Penny Wong
The envoy, whom President Macron sent to Kyiv, said the road was open.
    -> ?
Ann Lee, the US envoy who once worked for John Kerry, said the deal would hold.
    -> Ann Lee
The general, who served under Lloyd Austin, told reporters that the base was safe.
    -> ?
The official who briefed Antony Blinken said the text was ready.
    -> ?
The spokesman, which is rare, said nothing had changed.
    -> ?
The ambassador, who replaced Ann Lee last year, said the embassy would reopen.
    -> ?
Rubio, who met Lavrov in Riyadh, said the door was open.
    -> Rubio
The man who shot Abe said he acted alone.
    -> ?
""",
    "she": """
Minister Takeshi Iwaya met US envoy Ann Lee. She said the deal would hold.
    -> N | Ann Lee
Foreign Minister Lars Holm met Penny Wong in Oslo. She said the pact was close.
    -> N | Penny Wong
Mr Rao met Mrs Das in Dhaka. She said the river was high.
    -> N | Das
Mr Rao met Mrs Das in Dhaka. He said the river was high.
    -> N | Rao
King Willem met Queen Anna. She said the visit was overdue.
    -> N | Anna
Lars Holm said the pact was close. She said it was not.
    -> Lars Holm | ?
Prime Minister Kishida met the president. She said that she agreed.
    -> N | *
Secretary of State Marco Rubio landed in Tokyo. He met Foreign Minister Takeshi Iwaya. He said the
alliance was strong.
    -> N | N | Marco Rubio
Foreign Minister Penny Wong landed in Tokyo. She met Foreign Minister Takeshi Iwaya. She said the
alliance was strong.
    -> N | N | Penny Wong
Prime Minister Modi opened the port. It cost two billion. He said trade would double.
    -> N | N | Modi
Chancellor Angela Merkel met President Macron. He said Europe was ready.
    -> N | Macron
""",
    "joint": """
“The two sides agreed to step up cooperation,” a joint statement issued after the meeting said.
    -> joint statement
A joint statement released in Tokyo on Friday said the two sides would hold drills.
    -> joint statement
In a joint statement, Rubio and Iwaya said the alliance was strong.
    -> joint
In a joint statement, the two leaders said the alliance was strong.
    -> joint
Modi and Kishida said in a joint statement that ties had never been better.
    -> joint
Modi and Kishida met in Delhi. “We stand together,” the two leaders said.
    -> N | joint
Foreign Minister Penny Wong and Defence Minister Richard Marles said in a statement that aid was on its
way.
    -> Australia
“We are partners,” said Modi and Macron in a joint statement.
    -> joint
“We are partners,” Modi and Macron wrote in a joint article.
    -> joint
The joint statement, issued on Monday, said trade would double.
    -> joint statement
The statement issued by the two countries said trade would double.
    -> joint
“We oppose coercion,” the joint communiqué of the ministers said.
    -> joint
""",
    "rank": """
According to Defence Minister Gen Nakatani, the drill will last a week.
    -> Gen Nakatani
Defence Minister Gen Nakatani said the drill would last a week.
    -> Gen Nakatani
Japanese Defence Minister Gen Nakatani said the drill would go on. Nakatani added that it was routine.
    -> Gen Nakatani | Gen Nakatani
Gen. Nakata said the drill was routine.
    -> Nakata
Gen Asim Munir said the border was quiet.
    -> Asim Munir
General Asim Munir said the border was quiet.
    -> Asim Munir
Defence Secretary Gen Rao said it was routine.
    -> *
Minister Major Singh said the harvest was good.
    -> Major Singh
Prime Minister John Major said the harvest was good.
    -> John Major
Governor Dean Baker said the dam would hold.
    -> Dean Baker
Foreign Minister Prince Faisal bin Farhan said the talks went on.
    -> Faisal bin Farhan
Senator Chuck King said the bill was dead.
    -> Chuck King
Senator Angus King said the bill was dead.
    -> Angus King
Economist Stephen King said rates would fall.
    -> Stephen King
""",
    "surname first": """
Foreign Minister Hayashi Yoshimasa met Penny Wong. Wong and Foreign Minister Hayashi said the pact would
hold.
    -> N | Penny Wong and Hayashi Yoshimasa
Foreign Minister Hayashi Yoshimasa arrived. Hayashi said the pact would hold.
    -> N | Hayashi Yoshimasa
President Yoon Suk Yeol arrived. Yoon said the pact would hold.
    -> N | Yoon Suk Yeol
President Lee Jae-myung spoke in Seoul. “We will act,” Lee said.
    -> N | Lee Jae-myung
Chinese President Xi Jinping met Modi. Xi said ties must improve.
    -> N | Xi Jinping
Vietnam’s leader To Lam said the port would open. Lam added that it was deep.
    -> To Lam | To Lam
Defence Minister Dong Jun spoke. Dong warned that time was short.
    -> N | Dong Jun
Prime Minister Ishiba Shigeru met Lee Jae-myung. Lee said ties were warm. Ishiba agreed that they were.
    -> N | Lee Jae-myung | Ishiba Shigeru
Foreign Minister Cho Tae-yul flew to Tokyo. Cho said the talks were frank.
    -> N | Cho Tae-yul
Mao Ning, a ministry spokeswoman, said the patrol was routine. Mao said it broke no law.
    -> Mao Ning | Mao Ning
""",
    "title": """
Deputy Secretary for Ports and Coastal Waters Maria Silva stressed trust.
    -> Maria Silva
Under Secretary for Arms Control and International Security Bonnie Jenkins said the treaty stood.
    -> Bonnie Jenkins
Minister for Trade and Tourism Don Farrell said exports rose.
    -> Don Farrell
Assistant Secretary of State for East Asian and Pacific Affairs Daniel Kritenbrink said talks went on.
    -> Daniel Kritenbrink
Minister of State for External Affairs V Muraleedharan said the flights would resume.
    -> V Muraleedharan
Minister for Climate Change and Energy Chris Bowen said the target stood.
    -> Chris Bowen
Chair of the Joint Chiefs of Staff Mark Milley said the force was ready.
    -> Mark Milley
Director of the Bureau of Ocean and Polar Affairs Kenji Mori said the ice was thin.
    -> Kenji Mori
Secretary of Health and Human Services Xavier Becerra said the vaccine was safe.
    -> Xavier Becerra
Ambassador to Japan Rahm Emanuel said the alliance was strong.
    -> Rahm Emanuel
""",
    "suffix": """
Marcos Jr. said the reef was Manila's.
    -> Marcos Jr
President Ferdinand Marcos Jr. arrived in Hanoi. Marcos said the reef was Manila's. Marcos Jr. added that it was deep.
    -> N | Ferdinand Marcos Jr | Ferdinand Marcos Jr
Ferdinand Marcos, Jr., said the reef was Manila's.
    -> Ferdinand Marcos Jr
“We are one family,” said Ferdinand Marcos Jr. on Monday.
    -> Ferdinand Marcos Jr
According to Ferdinand Marcos Jr., the reef was Manila's.
    -> Ferdinand Marcos Jr
President Joseph R. Biden, Jr. said the door was open.
    -> US
President Donald Trump met Donald Trump Jr. in Doha. Trump said it was hot. Trump Jr. said it was fun.
    -> N | Donald Trump | Donald Trump Jr
King Charles III said the Commonwealth was strong. Charles added that it was old.
    -> Charles III | Charles III
Pope John Paul II told the crowd to pray.
    -> John Paul II
General Chris van der Berg IV said the base was safe. Van der Berg added that it was large.
    -> Chris van der Berg IV | Chris van der Berg IV
Marcos Jr. and Kishida said the reef was safe.
    -> Marcos Jr and Kishida
President Luiz Inácio Lula da Silva flew to Paris. Lula said Brazil was back. Da Silva added that it was strong.
    -> N | Luiz Inácio Lula da Silva | Luiz Inácio Lula da Silva
President Xi said the door was open.
    -> Xi
Ann Lee Sr, the envoy, said the door was open.
    -> Ann Lee Sr
Article IV said the treaty must be kept. Phase II reported results.
    -> N | N
""",
    "role": """
Speaker said the house would sit in May.
    -> ?
Spokesperson said the embassy was open.
    -> ?
The delegation said the talks were useful.
    -> ?
The Indian delegation said the text was agreed.
    -> India
International partners said the aid would come.
    -> ?
The two partners said the aid would come.
    -> joint
“We are ready,” partners said.
    -> ?
The Chair said the text was agreed.
    -> ?
“It is done,” the Rapporteur said.
    -> ?
The Speaker of the House said the text was agreed.
    -> ?
Speaker of the House Ann Lee said the text was agreed.
    -> Ann Lee
Speaker Om Rao met envoys. The Speaker said the house was old.
    -> N | Om Rao
Allies of Prime Minister Hale said the text was agreed.
    -> ?
Leaders of India and Japan said the text was agreed.
    -> joint
G7 leaders said the text was agreed.
    -> joint
Diplomats said the text was agreed.
    -> ?
Cabinet member Ann Lee said the text was agreed.
    -> Ann Lee
A member of the delegation, Ann Lee, said the text was agreed.
    -> Ann Lee
The European Commission said the text was agreed.
    -> European Commission
""",
    "quoted by another": """
TASS quoted Lavrov as saying that talks went on.
    -> Lavrov
Kyodo quoted an official as saying that talks went on.
    -> ?
The paper cited Foreign Minister Penny Wong as saying “no”.
    -> Penny Wong
King Abdullah II of Jordan said the pact was old.
    -> Abdullah II
Foreign Minister Penny Wong of Australia said the pact was old.
    -> Penny Wong
Governor of the Reserve Bank of India Arun Rao said the pact was old.
    -> Arun Rao
“It was cold,” recalled Ann Lee, 34, in Oslo.
    -> Ann Lee
He stood by the door, recalled to life.
    -> N
""",
    "control": """
“We will sign,” Prime Minister Anthony Albanese told reporters. / “It is a good deal,” he added.
    -> Anthony Albanese | Anthony Albanese
“It is,” said Penny Wong, “a matter for both sides.”
    -> Penny Wong
The Ministry of External Affairs said talks would resume.
    -> Ministry of External Affairs
As Brandt put it, the door is open. When asked, Brandt shrugged.
    -> N | N
Okafor, a banker, said Patel had saved the firm.
    -> Okafor
Tokyo opened a base and a port. He is said to be ill.
    -> N | N
Modi met Putin and Xi. The plan was called a success.
    -> N | N
The company bought a mine – Rubio said nothing.
    -> *
China said the island was its own and warned others to stay away.
    -> China
Rubio met Lavrov, and Lavrov said the talks were useful.
    -> Lavrov
Rubio met Lavrov, who said the talks were useful.
    -> Lavrov
Rubio met the envoy, who said the talks were useful.
    -> ?
Modi met Biden after the envoy said the talks were useful.
    -> *
""",
}
TRANSCRIPTS = """
MR. CARTER: We will meet them in May. // Q Will you meet them in Tokyo? // MR. CARTER: I have no news on
that.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q. Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q — the idea that you will? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q … but will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q       Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q / Will you meet them? // MR. CARTER: No.
    -> Carter | reporter | reporter | Carter
MR. CARTER: We will. // Q (Inaudible) will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // QUESTION Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Question: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Reporter: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // REPORTER: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Journalist: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // A REPORTER: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Reporter 2: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Question 3: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Q1: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // QUESTION (Reuters): Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // Question (in Hindi): Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // QUESTION FROM REUTERS: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
MR. CARTER: We will. // PRESS: Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
Mr. Carter: We will. // Q Will you? // Mr. Carter: No.
    -> Carter | reporter | Carter
Q: Will you meet them? / A: We will meet in May. / Q: In Tokyo? / A: Yes.
    -> reporter | ? | reporter | ?
Foreign Minister Penny Wong spoke to the radio. // Question: Will you meet them? // Answer: We will meet
in May. // Question: In Tokyo? // Answer: Yes.
    -> N | reporter | ? | reporter | ?
PM: I will go. / JOURNALIST: When? / PM: In May.
    -> ? | reporter | ?
Foreign Minister Penny Wong was on the radio. / Host: Will you go? / Wong: I will go. / Host: When? /
Wong: In May.
    -> N | reporter | Penny Wong | reporter | Penny Wong
SARA: Minister, will you go? / MINISTER WONG: I will go. / SARA: When? / MINISTER WONG: In May.
    -> reporter | Wong | reporter | Wong
MODERATOR: Welcome. / MR. KIRBY: Thanks. / OPERATOR: Next question. / Q Hi, thanks. / MR. KIRBY: Sure.
    -> ? | Kirby | ? | reporter | Kirby
Prime Minister Modi: We are friends. / President Biden: We are. / Prime Minister Modi: Thank you.
    -> Modi | Biden | Modi
Vice President Harris: We met. / Q Where? / Vice President Harris: In Munich.
    -> Harris | reporter | Harris
Official Spokesperson: We have seen the report. / Question: And Pakistan? / Official Spokesperson: No
comment.
    -> ? | reporter | ?
Shri Arindam Bagchi, Official Spokesperson: Good evening. / Sidhant: Sir, on China? / Shri Arindam
Bagchi, Official Spokesperson: Talks go on.
    -> Arindam Bagchi | * | Arindam Bagchi
Dr. Jaishankar: We met. / Reporter: Where? / Dr. Jaishankar: In Delhi.
    -> Jaishankar | reporter | Jaishankar
Foreign Minister Motegi: We met. / Reporter, Asahi Shimbun: Where? / Foreign Minister Motegi: In Delhi.
    -> Motegi | reporter | Motegi
Foreign Minister Motegi: We met. / Asahi Shimbun, Tanaka: Where was it? / Foreign Minister Motegi: In
Delhi.
    -> Motegi | reporter | Motegi
reporter: Why did India buy it? / jaishankar: We buy what is good. / reporter: Is it fair? / jaishankar: It
is.
    -> reporter | ? | reporter | ?
Reporter: Why did India buy it? / Jaishankar: We buy what is good.
    -> reporter | ?
first: we build a port. / second: we build a road.
    -> N | N
Q. Do you trust them? / A. We do not. / Q. Why? / A. They lied.
    -> reporter | ? | reporter | ?
A. Lee came. / Nobody spoke.
    -> N | N
QUESTION — Do you trust them? / MR. MILLER — We do not. / QUESTION — Why? / MR. MILLER — They lied.
    -> reporter | Miller | reporter | Miller
[Question] Do you trust them? / [Secretary Rubio] We do not. / [Question] Why? / [Secretary Rubio] They lied.
    -> reporter | Rubio | reporter | Rubio
**Question:** Do you trust them? / **Secretary Rubio:** We do not. / **Question:** Why? / **Secretary
Rubio:** They lied.
    -> reporter | Rubio | reporter | Rubio
MR. CARTER: We will. // Q Thanks. Two questions: Will you? // And on Russia: Will they? // MR. CARTER: No.
    -> Carter | reporter | reporter | reporter | Carter
MR. CARTER: We will. // I — let me add to that. Is it? // I — no. // Q On the // timeline: when will you? // MR.
CARTER: No.
    -> Carter | Carter | Carter | Carter | reporter | reporter | Carter
MR. CARTER: We will. Q    Will you? // MR. CARTER: No.
    -> Carter | reporter | Carter
Q Fever spread in the camps. / Q is for quality. / Nobody spoke.
    -> N | N | N
MR. HALE: We met. // Reuters: Did they pay? // MR. HALE: They did. // CNN: When? // MR. HALE: In May.
    -> Hale | reporter | Hale | reporter | Hale
MR. HALE: We met. // NEW YORK TIMES: Did they pay? // MR. HALE: They did. // DAILY POST: When? // MR. HALE: No.
    -> Hale | reporter | Hale | reporter | Hale
Minister Hale: We met. // South China Morning Post: You said so once. Is it true? // Minister Hale: It is.
    -> Hale | reporter | reporter | Hale
Minister Hale: We met. // Mr. Smith from the Times: Did they pay? // Minister Hale: They did.
    -> Hale | reporter | Hale
Minister Hale: We met. // AP/Jane Doe: Did they pay? // Minister Hale: They did.
    -> Hale | reporter | Hale
Minister Hale: We met. // Jane Doe (AFP): Did they pay? // Minister Hale: They did.
    -> Hale | reporter | Hale
Minister Hale: We met. // Question from the BBC: Did they pay? // Minister Hale: They did.
    -> Hale | reporter | Hale
Minister Hale: We met. // Asahi Shimbun: I have one on tariffs. // Minister Hale: Please. // Jiji Press: Are
there any? // Minister Hale: No.
    -> Hale | reporter | Hale | reporter | Hale
The Times of India: Sir, did they pay? // Ambassador Hale: They did. // Press Trust of India: When? //
Ambassador Hale: In May.
    -> reporter | Hale | reporter | Hale
Minister Hale: We met. // Tom Roe from Harbour Echo: Will they pay? // Minister Hale: They will. // And in full.
    -> Hale | ? | Hale | Hale
Minister Hale: They will. // QUESTION: Is it fair? // Minister Hale: Three points: is it fair? // It is.
    -> Hale | reporter | Hale | Hale
Moderator: Welcome. // Ida Hale: Thanks. // Audience member: Who pays? // Ida Hale: We do.
    -> ? | Ida Hale | ? | Ida Hale
MR. EMILY POST: We met. // QUESTION: When? // MR. EMILY POST: In May.
    -> Emily Post | reporter | Emily Post
Reuters: Oil rose on Monday. // Bloomberg: Gold fell again. // Wall Street Journal: Stocks were flat.
    -> N | N | N
Reuters: “Oil rose.” // Senator Hale: “We must act.” // Bloomberg: “Gold fell.” // Senator Roe: “We did.”
    -> * | Hale | ? | Roe
SPEAKER: We met. // QUESTION: When? // SPEAKER: In May.
    -> ? | reporter | ?
King Charles III: It is ours. // Question: Is it? // King Charles III: It is.
    -> Charles III | reporter | Charles III
FOREIGN MINISTER HALE: We signed. // FOREIGN MINISTER HALE: I am glad. // Questions // Who will pay? // The ports.
    -> Hale | Hale | N | ? | ?
FOREIGN MINISTER HALE: We signed. // QUESTIONS AND ANSWERS // Who will pay? // FOREIGN MINISTER HALE: The ports. //
And who will gain? // FOREIGN MINISTER HALE: All of us.
    -> Hale | N | ? | Hale | ? | Hale
MR. HALE: We signed. // Q&A session // QUESTION: Who pays? // MR. HALE: We do. // But who would not?
    -> Hale | N | reporter | Hale | Hale
MR. HALE: We signed. // MR. ROE: So we did. // The questions are hard. // The answers are not.
    -> Hale | Roe | Roe | Roe
"""
BELOW = [
    "ENDS", "END", "-END-", "- ends -", "[END]", "(ENDS)", "***", "###", "# # #", "-----", "Read the full transcript here",
    "Watch the video of the press conference here.", "Media contact: Ann Lee, 555 1234", "Press office: 555 1234",
    "For more information, contact the press office.", "Contacts: Ann Lee", "Follow us on X", "Share this page", "Related content",
]  # fmt: skip
WITH_TITLE = "Interview with Foreign Minister Penny Wong"
INTERVIEWS = """
Question: Will you meet them? / Answer: We will meet in May. / Question: In Tokyo? / Answer: Yes.
    -> reporter | Penny Wong | reporter | Penny Wong
Q: Will you meet them? / A: We will meet in May. / Q: In Tokyo? / A: Yes.
    -> reporter | Penny Wong | reporter | Penny Wong
JOURNALIST: Will you go? / MINISTER: I will. / JOURNALIST: When? / MINISTER: In May.
    -> reporter | Penny Wong | reporter | Penny Wong
Interviewer: Will you go? / Wong: I will go. / Interviewer: When? / Wong: In May.
    -> reporter | Penny Wong | reporter | Penny Wong
SALLY SARA: Minister, will you go? / PENNY WONG: I will go. / SALLY SARA: When? / PENNY WONG: In May.
    -> reporter | Penny Wong | reporter | Penny Wong
"""


def read_cases(block):
    """Return texts, and what is wanted of each sentence."""
    out = []
    for case in block.strip().split("\n    -> "):
        wanted, _, text = ("", "", case) if not out else case.partition("\n")
        if out:
            out[-1] = (out[-1][0], wanted.split(" | "))
        text = text.replace("\n", " ").replace(" // ", "\n\n").replace(" / ", "\n")
        out.append((text, []))
    return [case for case in out if case[0]]


def agrees(wanted, row):
    if wanted == "?":
        return not row.speaker and row.side != "reporter"
    return wanted == "*" or wanted in (row.speaker, row.side, row.speech[0].upper())


def check(text, wanted, **columns):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text], **columns})
    rows = [*attribute_speech(split_sentences(documents), documents).itertuples()]
    assert len(rows) == len(wanted)
    told = [(row.speech, row.speaker, row.side) for row in rows]
    assert all(map(agrees, wanted, rows)), told


@pytest.mark.parametrize(
    ("text", "wanted"), [case for block in KINDS.values() for case in read_cases(block)]
)
def test_each_kind_of_attribution_names_its_speaker(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), read_cases(TRANSCRIPTS))
def test_a_question_is_its_reporters_however_it_is_labelled(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), read_cases(INTERVIEWS))
def test_an_answer_is_the_guests_whom_the_title_or_metadata_names(text, wanted):
    check(text, wanted, title=[WITH_TITLE])
    check(text, wanted, speaker=["Penny Wong"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will share the water,” a joint statement issued after the talks said.", "quoted"),
        ("“Both ports will be dredged,” a joint communiqué released on Sunday said.", "quoted"),
        ("“The bridge is ours,” the declaration signed in Oslo said.", "quoted"),
        ("“It is agreed,” their joint statement published by the ministry said.", "quoted"),
        ("A joint statement issued after the talks said the water would be shared.", "reported"),
        (
            "The two spoke of “water” and a joint statement issued later said talks went on.",
            "reported",
        ),
    ],
)
def test_what_a_statement_is_quoted_with_is_a_quotation(text, kind):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    assert attribute_speech(split_sentences(documents), documents)["speech"].item() == kind


@pytest.mark.parametrize("verb", ["answered", "countered", "retorted", "exclaimed"])
def test_a_verb_of_answering_tells_who_speaks_beside_a_quotation_alone(verb):
    check(f"“Not yet,” {verb} the premier, Ida Holm, in Oslo.", ["Ida Holm"])
    check(f"“Not yet,” Ida Holm {verb}.", ["Ida Holm"])
    check(f"Ida Holm {verb} the call.", ["N"])


@pytest.mark.parametrize("line", BELOW)
def test_what_stands_below_the_last_answer_is_nobodys(line):
    talk = "MR. HALE: We will sign.\n\nQUESTION: When?\n\nMR. HALE: In May.\n\n"
    check(f"{talk}{line}", ["Hale", "reporter", "Hale", "N"])


@pytest.mark.parametrize("line", ["ENDS", "###", "Media contact"])
def test_behind_the_end_of_a_transcript_nobody_speaks(line):
    talk = "MR. HALE: We will sign.\n\nQUESTION: When?\n\nMR. HALE: In May.\n\n"
    check(f"{talk}{line}\n\nMinistry of Ports", ["Hale", "reporter", "Hale", "N", "N"])


@pytest.mark.parametrize(
    "line",
    [
        "End the war, I say.",
        "Ends matter more than means.",
        "Read the text, and see.",
        "We follow.",
    ],
)
def test_an_answer_goes_on_that_begins_as_an_end_does(line):
    talk = "MR. HALE: We will sign.\n\nQUESTION: When?\n\nMR. HALE: In May.\n\n"
    check(f"{talk}{line}", ["Hale", "reporter", "Hale", "Hale"])


def test_a_line_between_the_parts_of_a_speech_ends_it_not():
    text = "Good day, ladies and gentlemen. I thank you.\n\n***\n\nWe will sign the treaty, my friends."
    check(text, ["Ida Hale", "Ida Hale", "N", "Ida Hale"], speaker=["Ida Hale"])


def test_the_prime_minister_of_the_title_is_meant_by_pm():
    text = "JOURNALIST: Will you go?\nPM: I will.\nJOURNALIST: When?\nPM: In May."
    title = "Press conference by Prime Minister Anthony Albanese"
    check(text, ["reporter", "Anthony Albanese"] * 2, title=[title])
