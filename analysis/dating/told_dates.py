"""Dates at the head of a text that are not its own: of an event that a headline or a sentence
tells of, of a letter that is quoted, and of the day on which somebody fetched the text.
"""

import re

#: When somebody fetched or looked at a text, as a label: at most an upper bound of its date.
_SEEN = (
    r"(?:(?:last |date |date last |first )?(?:retrieved|accessed|downloaded|crawled|scraped|fetched|captured|archived|"
    r"visited|viewed|reviewed|fact[- ]checked)|(?:access|retrieval|crawl|download|capture|archive|review)(?:ed)? date|"
    r"date of (?:access|retrieval|download|capture)|snapshot(?: of| from| taken)?|"
    r"(?:derni[eè]re )?consult(?:é|ée|ation)|"
    r"(?:zuletzt )?(?:abgerufen|aufgerufen|gelesen)|(?:letzter )?(?:zugriff|abruf)|"
    r"(?:última )?consulta(?:do)?|(?:último )?acess(?:o|ado)|consultat[oa]|geraadpleegd|"
    r"дата обращения|просмотрено|dostęp|erişim(?: tarihi)?|diakses|访问日期|检索日期|閲覧日)"
)
_SEEN_BEFORE = re.compile(
    rf"(?i)(?:^\W*|[(\[|;•·] ?|https?://[^\s,]+[,.]? |(?:^| )(?:source|from|url)\b.{{0,80}}, ){_SEEN}"
    r"(?::? ?\b(?:from [^\s,]+,?|by [^,.;:]{2,40} on|on|at|by|le|am|op|el|em|il|pada)\b)*\W{0,3}$"
)
_SEEN_BEHIND = re.compile(r"(?i)[^\S\n]?(?:\((?:accessed|retrieved|abgerufen)\)|閲覧|访问|检索)")
_REST = 60  # characters behind such a date, but for an address
_ADDRESS = re.compile(r"(?:from )?(?:https?://|www\.)\S+")
# Words of a line that say what a text is and not what it is on: what is said now, whatever it
# recalls, and what may itself be recalled.
_SAID = (
    r"briefing|statement|remarks|speech|address|readout|transcript|interview|message|testimony|press|toast|keynote|"
    r"discours|entretien|discurso|entrevista|discorso|intervista|rede|toespraak|заявление|выступление|речь|интервью"
)
_SPOKEN = re.compile(rf"(?i)\b(?:{_SAID})s?\b")
_KIND = re.compile(
    rf"(?i)\b(?:{_SAID}|conference|communiqu[eé]|declaration|resolution|minutes|memorandum|memo|proclamation|order|"
    r"letter|release|bulletin|newsletter|dispatch|debate|question|report|update|agenda|edition|issue|daily|weekly|"
    r"monthly|journal|review|editorial|column|digest|sermon|lecture|notice|decision|judgment|fact ?sheet)s?\b"
)
# right before the date of what was issued then: "Regular Press Conference on "
_ISSUED = re.compile(
    r"(?i)\b(?:conference|briefing|statement|remarks|speech|interview)s? (?:on|of|from) $|"
    r"^\W*(?:done|given|signed) (?:at|in) (?-i:[A-Z])[^.]{1,40} on $"
)
_RECALLS = re.compile(
    r"(?i)^\W*(?:the )?(?:remember|commemorat)\w+|\b(?:remember\w*|commemorat\w+|anniversary|centenary|"
    r"in history|this day|what happened|legacy|reappraisal|revisited|[vd][ejp]?-? ?day)\b"
)
# an event by name: "The fall of Lowen", "Munich Agreement", but not "Ministers sign a pact"
_EVENT = re.compile(
    r"\W*(?:[Tt]he )?(?:[A-Z][\w’'-]*[ -]){0,2}(?i:fall|battle|siege|massacre|coup|revolution|attacks?|bombings?|"
    r"invasion|offensive|crisis|war|treaty|pact|accords?|agreement|armistice|surrender|assassination|independence|"
    r"uprising|disaster|birth|death|founding|outbreak)(?: (?:of|against)\b.*| (?:in|on|at) (?:the )?[A-Z]\S+)?[^\w]*$"
)
# what was done with another text, the last day for something, a reference, a picture
_ELSE = re.compile(
    r"\w.*\b(?:adopted|signed|ratified|concluded)(?: on)? $|(?<!ed )(?<!en )\b(?:by|closes?) $|"
    r"^\W*[A-Z][\w’'-]+, (?:[A-Z]\.[ -]?)+[^()]*\($"
)
# What stands beside a date and tells of nothing: who wrote it, its clock, small words of names.
_BESIDE = re.compile(r"(?i)\bby\b(?! (?:an?|the|this) (?-i:[a-z]))|[|•·]|[0-9][:.][0-9]{2}\b|@")
_SMALL = frozenset(
    "a am and an as at d da de del der des di du e el en et for from in is l la le les no of on or pm st th the to und "
    "von y s p page min read".split()
)
_LOWER = re.compile(r"(?<![\w.@/-])[a-z][a-zà-ÿ]+(?![\w.@/])")
_QUOTED = re.compile(r"^[\"“„«][^\"”“»]*$")
_GREETS = re.compile(
    r"(?i)\W*(?:dear|my dear|sir|madam|your (?:majesty|excellency)|cher|chère|lieber?|sehr geehrte\w*|estimad[oa])\b"
    r"[^.!?]{0,60}"
)
_HEADS = re.compile(r": [a-z]")  # "Lowen, 4 June 1920: a day of storms"
_SENTENCE = 3  # words in small letters that make one
_ON = re.compile(r"(?i)\W*on\b")
_SOON = 80  # characters behind a date in which a sentence has its verb
_ENDS = tuple(".!?:”\"'")
_WILL = re.compile(r"(?i)\b(?:will|shall|is (?:set|due|expected) to|are (?:set|due|expected) to)\b")
# The first digit is looked for before what stands before it, which takes a third of the time.
_YEAR = re.compile(r"[12](?<![\w/.,$€£-].)[09][0-9]{2}(?![\w/%-]|[.,][0-9])", re.DOTALL)
_SINCE = ("since ", "seit ", "depuis ", "desde ")
_LATER = 20  # years that a text looks ahead; it names round ones further off, as goals
_LAST = 2035  # beyond it lie goals alone


def is_seen(before: str, behind: str) -> bool:
    """Tell whether what stands beside a date in its line says that the text was fetched then.

    Examples
    --------
    >>> is_seen("Retrieved ", ""), is_seen("https://example.org (accessed on ", ")")
    (True, True)
    >>> is_seen("The box was retrieved on ", "")
    False
    """
    if _SEEN_BEHIND.match(behind):
        return True
    short = len(behind) < _REST or bool(_ADDRESS.match(behind.lstrip(" ,.;")))
    return short and bool(_SEEN_BEFORE.search(before))


def names_event(before: str, behind: str) -> bool:
    """Tell whether what stands around a date names what happened then, or something else that the
    day is of, and opens no text.

    Examples
    --------
    >>> [names_event(f"{words}, ", ": Why") for words in ("The fall of Lowen", "Lowen")]
    [True, False]
    """
    return bool(_EVENT.match(before) or _ELSE.search(before) or _HEADS.match(behind))


def is_issued(before: str) -> bool:
    """Tell whether a line says by "on" or "of" when a statement or the like was made, and no more.

    Examples
    --------
    >>> is_issued("Regular Press Conference on "), is_issued("He said so at a press conference on ")
    (True, False)
    """
    issued = _ISSUED.search(before)
    return bool(issued) and not _count_told(_KIND.sub("", before))


def tells_of(before: str, behind: str, *, title: bool) -> bool:
    """Tell whether the line of a date, of which `before` and `behind` are the rest, tells of
    something on that day, rather than who issues a text and what it is; `title` tells whether it is
    the headline.

    Examples
    --------
    >>> tells_of("Talks on dues, ", "", title=True), tells_of("Fall of Lowen, ", "", title=True)
    (False, True)
    """
    around = f"{before} {behind}"
    if _QUOTED.match(before.lstrip()) or (_ON.match(before) and _WILL.search(behind[:_SOON])):
        return True
    recalls = _RECALLS.search(around)
    if _ELSE.search(before) or recalls and not recalls.start():
        return True
    if _SPOKEN.search(around) or _BESIDE.search(around):
        return False
    if recalls or _EVENT.match(before):
        return True
    if _KIND.search(around):
        return False
    ends = behind.rstrip()[-1:] in (".", "!")
    if not _ON.match(before) and ends and _count_told(around) >= _SENTENCE:
        return True
    goes_on = not before.strip() and behind.lstrip()[:1] in tuple(":–—-") or _HEADS.match(behind)
    return bool((title or goes_on) and _count_told(behind))


def _count_told(text: str) -> int:
    """Count the words in small letters, but for those of names."""
    return sum(word not in _SMALL for word in _LOWER.findall(text))


def is_in_letter(lines: list[str], place: int) -> bool:
    """Tell whether a date in a line of its own is that of a letter within a text: below the words
    that open a letter, or right above them and below a sentence. `lines` go to the one below it.

    Examples
    --------
    >>> is_in_letter(["Talks", "Dear Mr Smith,", "5 May 1940"], 2), is_in_letter(["5 May 1940", "Dear Mr Smith,"], 0)
    (True, False)
    """
    if place and _GREETS.fullmatch(lines[place - 1].strip()):
        return True
    opens = bool(lines[place + 1 :] and _GREETS.fullmatch(lines[place + 1].strip()))
    return opens and any(
        len(line) > _REST and line.rstrip()[-1:] in _ENDS for line in lines[:place]
    )


def find_earliest(text: str) -> int:
    """Return the year before which a text cannot be, by the years that it knows of; 0 if it names
    none.

    Examples
    --------
    >>> find_earliest("The letter was found in 2019."), find_earliest("Goals for 2030 since 2021.")
    (1999, 2021)
    """
    earliest = 0
    for found in _YEAR.finditer(text):
        year = int(found[0])
        if text[max(0, found.start() - 7) : found.start()].lower().endswith(_SINCE):
            earliest = max(earliest, year)
        elif year <= _LAST and year % 5:
            earliest = max(earliest, year - _LATER)
    return earliest
