"""Lines that interrupt an article and say so: the place of an advertisement, "Story continues below"."""

import re

_LONGEST = 100  # characters of such a line at most
_ADS = (
    "advertisement advertisements advertising advertorial advert adverts ad ads anzeige werbung "
    "publicité publicidad publicidade pubblicità advertentie annons annonse annonce reklam reklama "
    "реклама 広告 广告 廣告 광고 विज्ञापन"
).split()
_AD = f"(?:{'|'.join(_ADS)})"
_THING = (
    rf"(?:(?:this|the|our|these|that) )?(?:{_AD}|(?:newsletter )?(?:promotion|sign-?up)|newsletter|videos?|"
    r"photos?|pictures?|images?|(?:photo )?gallery|slide ?show|message|break|poll|podcast|audio|player|"
    r"graphic|chart|map|infographic|box|quiz|sponsor(?:ed)?(?: message| content)?)"
)
_GOES_ON = (
    r"(?:(?:the|this|your|our|but your) )?(?:story|article|post|report|text|content|interview|page) "
    rf"(?:continues?|goes on|resumes) (?:below|after|beneath|under|following)(?: {_THING})?"
)
_SCROLL = (
    r"(?:please )?(?:keep |continue )?(?:scroll(?:ing)?|swipe)(?: down)? (?:to|for) "
    r"(?:continue|keep reading|read(?: on| more)?|more)(?: (?:reading|the (?:story|article)|below))?"
)
_READ_ON = (
    r"continue reading (?:(?:the )?(?:main )?(?:story|article)(?: below)?|below|"
    rf"(?:below |after ){_THING})"
)
_OTHERS = (
    rf"this {_AD} has not loaded yet(?:,? but your (?:story|article) continues below)?|"
    rf"(?:skip|close|hide|report)(?: past)?(?: this| the)? {_AD}|why this {_AD}\??|"
    r"(?:skip past|after) newsletter promotion|"
    r"la suite après (?:la|cette) publicité|"
    rf"(?:der |dieser )?(?:artikel|text) (?:wird|geht) nach (?:der|dieser) {_AD} (?:fortgesetzt|weiter)|"
    r"contin[uú]a (?:leyendo )?(?:despu[eé]s|tras) (?:de )?la publicidad"
)
_LABEL = rf"{_AD}(?: \d{{1,2}})?(?:\W+{_AD})?"
_INTERRUPTION = re.compile(
    rf"(?i)\W*(?:{_LABEL}|(?:{_AD}\W+)?(?:{_GOES_ON}|{_SCROLL}|{_READ_ON}|{_OTHERS}))\W*"
)
#: Their first words: no other line need be looked at.
OPENINGS = frozenset(
    "the this your our but story article post report text content interview page please keep "
    "continue scroll scrolling swipe skip close hide why after la der dieser artikel continúa "
    "continua Реклама".split()
) | {*_ADS}


def interrupts(text: str) -> bool:
    """Tell whether a line says no more than that something stands within the article, or that the
    article goes on.

    Examples
    --------
    >>> interrupts("Advertisement · Scroll to continue"), interrupts("Story continues below")
    (True, True)
    >>> interrupts("Advertisement for the post closes today"), interrupts("Continue reading")
    (False, False)
    """
    return len(text) <= _LONGEST and _INTERRUPTION.fullmatch(text) is not None
