"""Texts that by their form were given and not taken off a page of the web: speeches, statements,
agendas, minutes, transcripts, questions and answers.

A few files show too little for `survey` to tell what their source adds around a text. Where one has
the form of such a text, and no line that only a page has, its short lines (greetings, headings,
points) are its own.
"""

import re

from ..cleaning.turn_labels import find_label_lines, find_openings

_LOOKED = 2000  # lines, and characters of each
_LINE = 300
_HEAD = 8  # lines among which a title is
_TITLE_WORDS, _WEB_WORDS = 18, 12  # of a title, and of a line of a page, at most
_TURNS, _POINTS, _MENU = 2, 3, 6  # lines of a kind that make a sign
_LABEL_WORDS = 3  # of a line of a menu, at most

_TITLE = re.compile(
    r"(?i)\b(?:joint (?:press |media )?(?:statement|release)|press (?:statement|release|briefing|conference)"
    r"|communiqu[eé]|declaration|resolution|agenda|programme|minutes of|fact ?sheet|readout|remarks|"
    r"address by|opening address|keynote|speech|transcript|briefing|memorandum|treaty|statement by|"
    r"statement|question no|unstarred question|starred question|interview with|outcome document|"
    r"joint vision|action plan|list of outcomes)\b"
)
_TURN = re.compile(
    r"(?:[QA]|Question|Answer|Moderator|Interviewer|Journalist|Reporter|[A-Z][A-Z.,' -]{2,60}|"
    r"(?:Mr|Mrs|Ms|Dr|Shri|Smt|Sir|Dame|Amb|Ambassador|Minister|Secretary|President|Prime Minister|"
    r"Foreign Secretary|Spokesperson|Official Spokesperson|Senator|Representative)\b[^:]{0,60}+)"
    r"(?: ?\([^()]{1,60}\))?:\s+\S"
)
# "[Reporter]: ...", "**Q:** ..."
_MARKED = re.compile(r"^(?:\[([^\[\]\n]{1,60}+)\]|\*\*([^*\n]{1,60}?):?\*\*):? (?=\S)")
_GREETING = re.compile(
    r"(?i)(?:(?:your )?excellenc(?:y|ies)|(?:distinguished|honou?rable|esteemed|dear) [\w ,&’'.-]{1,60}|"
    r"ladies and gentlemen|friends|colleagues|namaskar|namaste|jai hind|vanakkam|assalamu alaikum|"
    r"thank you(?: (?:very|so) much| all| for your attention)?|(?:mr|madam|mister)\.? "
    r"(?:president|speaker|chair(?:man|person)?|secretary[ -]general)|yours (?:sincerely|faithfully|"
    r"truly)|good (?:morning|afternoon|evening)(?:,? \w+)?)(?:, [\w ]{1,40})?\s*[,.!:]?"
)
_POINT = re.compile(r"(?:[•·●▪◦‣✅✓✔➤*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s+\S")
_CLOCK = re.compile(r"\(?\d{1,2}[:.h]\d\d\b.{0,20}?\s[A-Za-z]")
_MARK = re.compile(
    r"(?i)(?:#{2,5}|\* ?\* ?\*|-+ ?30 ?-+|for immediate release|check against delivery|"
    r"\((?:laughter|applause|inaudible|end of transcript|crosstalk)\.?\)|present:.*|apologies:.*|"
    r"annex(?:ure)?(?: [\dIVX]+)?)"
)
_CLAUSE = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:Recalling|Reaffirming|Noting|Welcoming|Recognizing|Recognising|Stressing|"
    r"Underlining|Emphasizing|Expressing|Having|Acknowledging|Bearing|Convinced|Mindful|Guided|"
    r"Decides|Condemns|Demands|Requests|Calls|Urges|Welcomes|Reaffirms)\b.{5,}[,;]"
)
_WEB = re.compile(
    r"(?i)\b(?:subscribe|newsletters?|sign (?:in|up)|log ?in|advertisements?|cookies?|follow us|"
    r"share (?:this|on|via|article)|read (?:more|also|full)|(?:also|must) read|"
    r"related (?:stories|articles|news|topics|posts)|trending|most (?:read|popular|viewed)|"
    r"recommended|click here|whatsapp|facebook|linkedin|telegram|min(?:ute)?s? read|"
    r"leave a (?:reply|comment)|post a comment|\d+ comments|all rights reserved|privacy policy|"
    r"terms of (?:use|service)|skip to|text size|breaking news|latest news|top stories|back to top|"
    r"next (?:story|article)|previous (?:story|article)|support our|contact us|about us)\b|©|"
    r"^(?:(?:last )?updated\b.*|home|menu|search|share|print|e-?mail|tweet|tags?:.*|topics:.*|"
    r"comments?|by [A-Z][\w. -]{2,40}|photo.{0,3}:.*|source:.*)$"
)


def is_given_form(text: str) -> bool:
    """Tell whether a flat text, a paragraph or point a line, has the form of a speech, statement,
    agenda, transcript or the like, and no line that only a page of the web has.

    Examples
    --------
    >>> is_given_form("Excellencies,\\n\\nIt is a pleasure to be here today.\\n\\nThank you.")
    True
    >>> is_given_form("Home\\nTalks in Tokyo\\nThe ministers have met in Tokyo to speak of trade.")
    False
    """
    lines = [line.strip()[:_LINE] for line in text.splitlines()[: 2 * _LOOKED]]
    lines = [line for line in lines if line][:_LOOKED]
    if any(_count(line) <= _WEB_WORDS and _WEB.search(line) for line in lines) or _has_menu(lines):
        return False
    n_turns = sum(bool(_TURN.match(_MARKED.sub(r"\1\2: ", line, count=1))) for line in lines)
    if n_turns >= _TURNS or find_label_lines(lines) or find_openings(lines):
        return True
    if any(map(_GREETING.fullmatch, lines)):
        return True
    signs = (
        any(_TITLE.search(line) and _count(line) <= _TITLE_WORDS for line in lines[:_HEAD]),
        sum(bool(_POINT.match(line)) for line in lines) >= _POINTS,
        sum(bool(_CLOCK.match(line)) for line in lines) >= _POINTS,
        any(map(_MARK.fullmatch, lines)),
        sum(bool(_CLAUSE.fullmatch(line)) for line in lines) >= _TURNS,
    )
    return sum(signs) >= 2


def _has_menu(lines: list[str]) -> bool:
    """Tell whether labels stand one below another, as those of a menu do."""
    run = 0
    for line in lines:
        label = _count(line) <= _LABEL_WORDS and line[-1].isalpha() and not _POINT.match(line)
        run = run + 1 if label else 0
        if run >= _MENU:
            return True
    return False


def _count(line: str) -> int:
    return len(line.split())
