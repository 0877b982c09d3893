"""Whether what a verb tells was done, is intended or was denied, by the words of its clause."""

import re

STATUSES = ("done", "intended", "denied")

_LOOK_BACK = 90  # characters of the clause before the verb
_BREAK = re.compile(r"[,;:.!?()\"“”—–]")
_WORD = r"(?!(?:and|but|then|what)\b)[\w’'-]+\s+"
_ADVERBS = (
    r"(?:(?:\w+ly|also|soon|then|now|again|still|even|first|yet|ever|all|both|together|next|be|"
    r"get|being)\s+){0,3}"
)
# What denies a verb, with at most two words between; "not only signed" and "did not hesitate to
# sign" deny nothing.
_NOT = re.compile(
    rf"(?:\b(?:not(?!\s+(?:only|just|merely|simply))|never|cannot|nor|neither|without|hardly|scarcely|"
    rf"no\s+longer|nobody|nothing|no\s+one|none)|n['’]t)\s+(?:{_WORD}){{0,2}}$",
    re.IGNORECASE,
)
_NOT_NOT = re.compile(
    r"(?:\bnot|\bnever|n['’]t)\s+(?:fail|hesitate|hesitated|forget)\s+to\s+$", re.I
)
_NO_ONE = re.compile(
    r"\b(?:no|none\s+of|neither\s+of|few\s+of)\s+(?:[\w’'-]+\s+){1,4}$|"
    r"\bno\s+(?:[\w’'-]+\s+){1,5}(?:was|were|is|are|been)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# what somebody did instead of it
_STOPPED = re.compile(
    rf"\b(?:(?:refus|declin|fail|neglect)\w*\s+to|(?:un(?:able|willing)|reluctant|powerless)\s+to|"
    r"short\s+of|instead\s+of|rather\s+than|(?:refrain\w*|abstain\w*|desist\w*|shy\s+away|shied\s+away|"
    r"(?:back|walk)(?:ed|s)?\s+away|(?:hold|held)\s+back|prevent\w*|barred|far)\s+(?:\w+\s+)?from|"
    r"(?:back|pull|opt)(?:ed|s|ing)?\s+out\s+of|(?:hold|held|put|holding|putting)\s+off(?:\s+on)?|avoid(?:s|ed|ing)?|"
    r"resist(?:s|ed|ing)?|refus(?:es|ed|ing)|rul(?:es|ed|ing)\s+out|reject(?:s|ed|ing)?\s+calls\s+to)"
    rf"\s+(?:{_WORD}){{0,2}}$",
    re.IGNORECASE,
)
# done in part only, or hindered: "almost signed", "blocked the ratification", "the signing was cancelled"
_ALMOST = re.compile(r"\b(?:almost|nearly|all\s+but|stopped\s+before)\s+$", re.IGNORECASE)
_HINDERED = re.compile(
    r"\b(?:veto|block|halt|postpon|delay|cancel|scrap|suspend)\w*\s+(?:the\s+|its\s+|their\s+)?$",
    re.I,
)
_UNDONE = re.compile(
    r"(?:\s+(?:of|by)\s+[\w’'\s-]{1,60}?)?\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:\w+ly\s+)?"
    r"(?:postponed|cancelled|canceled|called\s+off|delayed|put\s+off|blocked|suspended|abandoned|shelved)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying|ial)|(?:false|untrue|not\s+true|no\s+truth)\b(?:\s+[\w’'-]+){{0,4}}?)\s+"
    rf"(?:that\s+|having\s+)?(?:{_WORD}){{0,4}}$",
    re.IGNORECASE,
)
_MODAL = r"(?:will|would|shall|could|may|might|must|should|can)"
_INTENDED = re.compile(
    rf"(?:\b(?:to(?!\s+have\b)|{_MODAL}|let\s+us)|['’](?:ll|d))(?:\s+not)?\s+{_ADVERBS}$|"
    # one other word between: "will themselves sign"
    rf"\b(?:to|{_MODAL}|let\s+us)\s+(?!have\b|has\b|had\b)[\w-]+\s+$|"
    # not done either: "would have signed", but "to have signed" is done
    rf"\b{_MODAL}\s+(?:\w+\s+)?have\s+(?:been\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    rf"\b(?:if|unless|whether|provided|assuming|supposing|in\s+case|as\s+long\s+as|"
    rf"on\s+condition|in\s+the\s+event)\s+(?:that\s+)?(?:{_WORD}){{1,4}}$|"
    rf"^\s*(?:should|were|had)\s+(?:{_WORD}){{1,4}}$|"
    # a demand that something be done
    rf"\b(?:demand|insist|propos|request|recommend|suggest|ask|urg)\w*\s+that\s+(?:{_WORD}){{1,4}}$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"^\W*(?:{_MODAL}|do|does|did|has|have|is|are)\s+(?:[\w’'-]+\s+){{1,5}}$", re.I
)
# what is planned, before a verb in -ing
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|hope[sd]?|intend(?:s|ed)?|expect(?:s|ed)?|propos(?:es|ed|al)|consider(?:s|ed|ing)?|"
    r"mull(?:s|ed|ing)?|suggest(?:s|ed)|aim(?:s|ed)?|close|closer|ready|possibility|prospect|idea|"
    r"intention|verge|brink|favour|favor|talks|promise|way|toward|towards|forward)\s+"
    r"(?:(?:on|for|of|to|at|about|in|towards?)\s+)?(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# To say that one is pleased to announce is to announce.
_SPOKEN = re.compile(
    r"\b(?:pleased|happy|proud|glad|hono[u]?red|delighted|like|wish|wishes|want|wants)\s+to\s+$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:and|or)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_GOVERNED = re.compile(
    rf"(?P<no>\bnot|\bnever|\bcannot|n['’]t|\b(?:refus|declin|fail)\w*\s+to)\s+[\w’'-]+|"
    rf"\b(?:to|{_MODAL})\s+[\w’'-]+",
    re.IGNORECASE,
)
_INFLECTED = re.compile(r"(?:ed|ing|s)\b")


def read_status(text: str, start: int, end: int) -> str:
    """Return "done", "intended" or "denied", as the words before a verb say of it.

    Examples
    --------
    >>> [read_status(text, text.find("sign"), len(text)) for text in ("They sign", "If they sign")]
    ['done', 'intended']
    """
    before = _BREAK.split(text[max(0, start - _LOOK_BACK) : start])[-1]
    verb = text[start:end].split()[0].lower()
    if _NOT_NOT.search(before):
        return "done"
    if _NOT.search(before) or _STOPPED.search(before) or _NO_ONE.search(before):
        return "denied"
    if _DENIED.search(before) or _ALMOST.search(before):
        return "denied"
    if verb.endswith(("ing", "ion")) and (_HINDERED.search(before) or _UNDONE.match(text, end)):
        return "denied"
    if _CONDITION.search(before):
        return "intended"
    if _INTENDED.search(before) and not _SPOKEN.search(before):
        return "intended"
    if verb.endswith("ing") and _PLANNED.search(before):
        return "intended"
    if "?" in text[-3:] and _ASKED.search(before):
        return "intended"
    if not _INFLECTED.search(verb) and _JOINED.search(before):
        governed = list(_GOVERNED.finditer(before))
        if governed:
            return "denied" if governed[-1]["no"] else "intended"
    return "done"
