"""What of a page is of its site: pleas, by which it offers its letter or speaks to its reader by its
own name, notes below an article, headlines below a label of links; and which kind of furniture a
line is most like.
"""

import re

import numpy as np

from .line_features import Lines, list_places

_LOOKED = 400  # characters of a line
_WORDS = 45  # of a plea at most
_OFFER = re.compile(
    r"(?i)\b(?:free|inbox|mailbox|post|daily|weekly|morning|evening|each|every|costs nothing)\b"
)
_CALL = re.compile(r"(?i)\b(?:our|your|you|us|get)\b")
_READER = re.compile(r"(?i)\b(?:you|your)\b")
_OWNER = re.compile(r"(?:©|\(c\)|Copyright)\W*(?:\d{4})?\W*((?:[A-Z]\w*\W+)*[A-Z]\w*)")
_NAME = re.compile(r"[A-Z]\w{4,}")
_OF_ALL = frozenset(
    "Limited Group Rights Reserved Copyright Company Corporation Media Press".split()
)
# what only a site says to its reader
_SITE = re.compile(
    r"(?i)\bsupport our (?:\w+ )?(?:journalism|reporting|work|newsroom)\b"
    r"|\byou have (?:\w+ ){0,3}(?:free )?(?:articles?|stories) (?:left|remaining)\b"
    r"|^\W*(?:enjoy(?:ing|ed)|like|liked) (?:this|what you) (?:article|story|piece|read)"
    r"|(?:^|[.?!] )become a (?:member|subscriber|supporter|patron)\b"
    r"|^\W*thank(?:s| you) for (?:reading|subscribing|visiting|registering)\b"
    r"|\bour (?:\w+ )?(?:newsletter|letter|briefing) (?:tells|brings|gives|sends) you\b"
)
_PRESS = re.compile(
    r"(?i)\b(?:journalis[mt]s?|reporters?|columnists?|editors?|producers?|correspondents?|newsrooms?)\b"
)
_QUOTES = "\"“‘'«"
_MEDIA = r"(?:newspaper|magazine|news agency|broadcaster|journal|think[ -]tank|charity|publisher)"
_BODY = r"(?:ministry|department|office|directorate|embassy|agency|mission|institute|foundation)"
# Phrases, since single words ("rights", "terms", "sign", "join", "contact") are those of foreign
# policy as well.
_OF_SITE = re.compile(
    r"(?i)\b(?:un)?subscri(?:be|ption)|\bnewsletter|\bcookies?\b|\ball rights reserved|©|\bcopyright\b"
    r"|\bprivacy (?:policy|notice|statement)|\b(?:terms|conditions) of (?:use|service)\b"
    r"|\bour terms\b|\bdisclaimer\b|\babout us\b|\bclick\b|\bsign up\b|\blog ?in\b|\bbrowser\b|\badvertis"
    r"|^\W*(?:please )?(?:contact(?!s? (?:between|with|among|group))|download|share|donate|"
    r"visit (?:us|our|the|www)|learn more|find (?:out|us)|listen to|register (?:now|here|for)|"
    r"help us improve|stay (?:informed|up to date)|not an official|"
    r"get in touch|see (?:also|more|the full)|read (?:more|also|our|all|the (?:full|whole))|"
    r"follow (?:us|our|the)|watch (?:the|our|more)|back to|comments|our standards|photo|source)\b"
    r"|^\W*(?:last |first )?(?:updated|modified|published|posted|issued|produced|powered) (?:by|on)\b"
    r"|\b(?:please|to) contact\b|\bcontact (?:us|our|the (?:press|media)|details|information)\b"
    r"|\bfor (?:further|more|additional|any) (?:information|details|enquir|inquir)"
    r"|\b(?:press|media) (?:enquiries|inquiries|contacts?)\b|\bcan be reached\b"
    r"|\bunofficial translation\b|\bfollow us\b|\boffice hours\b|\bis open (?:from |on )?mon"
    r"|\bweb ?(?:site|page)s?\b|\b(?:this|our) (?:article|story|page|site|post|piece|column|essay|"
    r"press release|transcript|translation|readers?|journalism|newsroom|app|channel)\b"
    r"|\byour (?:inbox|e-?mail|account|consent|device|settings|donation|experience)\b"
    r"|\b(?:views|opinions) expressed\b|\b(?:written|reporting|editing|edited|photos?) by\b"
    r"|\bcancel (?:at )?any ?time\b|\bunlimited access\b|\b(?:make|making) a donation\b"
    r"|\b(?:on|via) (?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram)\b"
    r"|@\w|https?:|\bwww\.|\b\w+\.(?:com|org|net|gov|int)\b|\+\d{2}|\b(?:tel|phone|fax)\b\D{0,4}\d"
    rf"|\bis (?:an?|the) (?:[\w-]+ ){{0,3}}{_MEDIA}\b|\b(?:is|are) headquartered in\b"
    r"|\bis an? (?:[\w-]+ ){0,3}(?:fellow|professor|correspondent|reporter|"
    r"columnist|journalist|author)\b"
    r"|\bis an? (?:independent|non-?profit|non-?partisan|charitable)\b[^.]{0,40}\borgani[sz]ation\b"
    rf"|\b{_BODY}\b[^.]{{0,60}}\bis (?:responsible for|in charge of|tasked with)\b"
    r"|\brechte vorbehalten|\bdroits réservés|\bderechos reservados|\babonn(?:ieren|ez)|\bsuscr[ií]b"
    r"|\bweitere informationen|\bpour plus d.informations|\bmás información|\bcontactez\b"
    r"|\bfolgen sie uns|\bsuivez-nous|\bsíguenos|права защищены|подпис(?:аться|ывай)|版权所有"
    r"|無断転載|お問い合わせ|联系我们"
)

_NOTE_WORDS = 40  # of a note at most
_ABOVE = 2  # sentences of eight words that stand above at least, as many words as _LONG
_LONG = 8
_HEADING = 8  # words of a heading on who is behind it at most

_PIECE = r"(?:article|piece|story|essay|post|column|commentary|op-?ed|interview|report|analysis)"
_NOTE = re.compile(
    rf"(?i)\W{{0,3}}(?:(?:the|this) {_PIECE} (?:(?:was|is|has been) )?(?:first|originally|previously|also) "
    r"(?:appeared|published|posted|ran|printed)\b"
    r"|(?:the )?(?:views|opinions)(?: (?:and|or) (?:views|opinions))? (?:expressed\b|"
    rf"(?:in|of) this {_PIECE}\b)"
    r"|(?:additional |with )?reporting by [A-Z])"
)
_WRITER = re.compile(
    r"(?i)\W{0,3}the (?:writers?|authors?|columnist) (?:is|are|was|has been) (?:an? |the )?"
    r"(?:former |retired |senior |visiting |associate |assistant |freelance |regular |research )*"
    r"(?:ambassador|professor|fellow|director|researcher|lecturer|journalist|analyst|editor|scholar|"
    r"diplomat|correspondent|columnist|commentator|student|foreign secretary|minister|officer|"
    r"general|expert|teacher|consultant|lawyer|economist|chair|president|member|executive)"
)
_PROSE = 8  # words from which a line can be prose by its length
_LABEL, _HEADLINE, _LINKS = 3, 20, 4  # words of a label, of a headline, and headlines below a label


def speaks_of_site(text: str) -> bool:
    """Tell whether a sentence is of the site or its publisher: asks the reader for something, names
    rights, contacts or who wrote the page.

    Examples
    --------
    >>> speaks_of_site("Follow us on Twitter."), speaks_of_site("All states must follow the rules.")
    (True, False)
    """
    return bool(_OF_SITE.search(text[:_LOOKED]) or _SITE.search(text[:_LOOKED]))


def find_pleas(lines: Lines) -> list[int]:
    """Find the lines of a page that offer a letter, ask for support, or name the page's owner and
    its reader.
    """
    brief = (lines.n_words <= _WORDS) & (lines.n_words > 3)
    texts, lettered = lines.texts, list_places(brief & (lines.count_cues("letter") > 0))
    offers = [i for i in lettered if _OFFER.search(texts[i]) and _CALL.search(texts[i])]
    hinted = brief & (lines.marked("plea") | lines.marked("opens plea"))
    offers += [i for i in list_places(hinted) if _SITE.search(lines.texts[i][:_LOOKED])]
    marked = list_places(lines.marked("owner") | lines.marked("opens owner"))[:3]
    owners = [match[1] for i in marked if (match := _OWNER.search(lines.texts[i][:200]))]
    names = {name for owner in owners for name in _NAME.findall(owner)} - _OF_ALL
    if not names:
        return [i for i in offers if not _is_quoted(lines.texts[i])]
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    reading = list_places(brief & (lines.count_cues("reader") > 0))
    calls = [i for i in reading if _READER.search(texts[i]) and named.search(texts[i])]
    return [i for i in sorted({*offers, *calls}) if not _is_quoted(lines.texts[i])]


def _is_quoted(text: str) -> bool:
    return any(sign in text for sign in _QUOTES if sign != "'") or text.startswith("'")


def speaks_of_itself(lines: Lines, i: int) -> bool:
    """Tell whether a line speaks to the reader, of terms or of the press, as notes below an article do."""
    cues = lines.count_cues("prompt", "reader", "legal", "asks", "letter")
    return bool(cues[i]) or _PRESS.search(lines.texts[i][:_LOOKED]) is not None


def find_end_notes(lines: Lines) -> list[int]:
    """Find the lines of a page, below two sentences or more, that are notes on who wrote an
    article, on whose views it gives and where it appeared before.
    """
    prose = list_places(lines.ended & (lines.n_words >= _LONG))
    if len(prose) <= _ABOVE:
        return []
    below = lines.marked("opens note") & lines.ended & (lines.n_words <= _NOTE_WORDS)
    notes = [
        i
        for i in list_places(below)
        if i > prose[_ABOVE - 1]
        if _NOTE.match(text := lines.texts[i][:_LOOKED]) or _WRITER.match(text)
    ]
    abouts = [
        i
        for i in list_places(lines.marked("opens about")[:-1])
        if i > prose[_ABOVE - 1] and _is_about(lines, i)
    ]
    return [*notes, *abouts, *(i + 1 for i in abouts)]


def _is_about(lines: Lines, i: int) -> bool:
    """Tell whether a line says only whom the one below it, which begins with the name, is about."""
    name = lines.texts[i][len("about ") :].rstrip(":")
    plain = lines.n_words[i] <= _HEADING and not lines.ended[i] and name[:1].isupper()
    return bool(plain and lines.texts[i + 1].removeprefix("The ").startswith(name))


def name_kinds(lines: Lines, first: int, last: int) -> list[str]:
    """Return which kind of furniture each line of a page, whose body goes from `first` to `last`,
    is most like.
    """
    n, count, place = lines.n_words, lines.count_cues, np.arange(len(lines.texts))
    asks = count("asks") > 0  # a plea goes on below
    inside = (place > first) & (place < last) & ~lines.shows("ellipsis")
    kinds = [
        ("notice", count("legal") > 1),
        ("prompt", (n > 1) & (count("prompt", "asks") > 0) | (n < 20) & (count("reader") > 0)),
        ("prompt", (n >= _PROSE) & (place > last) & np.append(False, asks[:-1])),
        ("caption", count("credit") > 0),
        ("related link", (n < 5) & (count("related") > 0) | (n >= 5) & inside),
        ("teaser", n >= 5),
        ("navigation", place < first),
    ]
    which = np.full(len(lines.texts), len(kinds))
    for k in reversed(range(len(kinds))):
        which[kinds[k][1]] = k
    names = [name for name, _ in kinds] + ["fragment"]
    return [names[k] for k in which.tolist()]


def find_links(lines: Lines, said: list[str]) -> list[int]:
    """Find the headlines of a page right below a label such as "Read more:", by what lines say
    against themselves.
    """
    found, left = [], 0
    for i, (reason, n) in enumerate(zip(said, lines.n_words.tolist(), strict=True)):
        label = reason == "related link" and n <= _LABEL
        headline = not reason and _LABEL < n <= _HEADLINE and lines.texts[i][-1:].isalnum()
        if left and headline:
            found.append(i)
        left = _LINKS if label else left - 1 if left and headline else 0
    return found
