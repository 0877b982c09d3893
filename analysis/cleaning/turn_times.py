"""Times in the labels of a transcript, which come off so that the labels are seen: "[00:01:05] Host:",
"Mr LEE (14:01):", and a line of "Ann Lee  00:15" above what she says.
"""

import re

from .turn_labels import is_asking

_LEAST, _NAMES = (
    2,
    2,
)  # labels of a form, and names in them, from which on it is that of a transcript
_CLOCK = r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?)"
# no word ends in a hyphen, which else would be tried as what parts a name from its time
_WORD = r"[^\W\d_a-z][\w.'’]*(?:-[\w.'’]+)*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,5}}(?: [0-9]{{1,2}})?"
_ASIDE = r"(?: ?\([^()\n]{1,80}\))?"
_MAY = re.compile("[0-9]:[0-9]")
# the time before a label, in its brackets, and behind a name alone on its line
_BEFORE = re.compile(
    rf"(?m)^[ \t]*[\[(]?{_CLOCK}[\])]?[ \t]*(?:[-–—>]+[ \t]*)?(?=(?P<name>{_NAME}){_ASIDE} ?:\s)"
)
_WITHIN = re.compile(rf"(?m)^(?P<name>{_NAME}{_ASIDE}) ?[\[(]{_CLOCK}[\])] ?(?=:\s)")
_BEHIND = re.compile(
    rf"(?m)^(?P<name>{_NAME})[ \t,–—-]+[\[(]?{_CLOCK}[\])]?:?[ \t]*\n(?:[ \t]*\n)?(?=[^\s])"
)
# as a meeting is written down: from when to when, who, and what
_CUE = re.compile(
    r"(?m)^(?P<clock>(?:[0-9]{1,2}:){2}[0-9]{1,2}[.,][0-9]{1,3}) --> (?:[0-9]{1,2}:){2}[0-9]{1,2}[.,][0-9]{1,3}[ \t]*\n"
    rf"(?P<name>{_NAME})[ \t]*\n(?=[^\s])"
)
_CHAIR = re.compile(r"(?:M(?:r|s|rs|iss)|Dr|Sir|Dame|Senator|The|Hon)\b\.? ")
_BEGINS = 5 * 60  # seconds of a recording in which the first label stands


def drop_turn_times(text: str) -> str:
    """Return a text without the times in its labels, where several have one; lines keep their
    number.

    A time beside a name is as often that of a train, a race or a verse: two names must take turns, of
    which one comes again, and times go on from the beginning of a recording, save in the brackets
    behind members of a parliament.

    Examples
    --------
    >>> talk = "[00:05] Host: Why?\\n[00:09] Ann Lee: It is so.\\n[00:12] Host: Thanks."
    >>> drop_turn_times(talk).split("\\n")
    ['Host: Why?', 'Ann Lee: It is so.', 'Host: Thanks.']
    >>> drop_turn_times("Ann Lee  00:05\\nWhy?\\nBo Oak  00:09\\nSo.\\nAnn Lee  00:12\\nAh.").split("\\n")
    ['', 'Ann Lee: Why?', '', 'Bo Oak: So.', '', 'Ann Lee: Ah.']
    """
    if len(_MAY.findall(text, 0, 100_000)) < _LEAST:
        return text
    for form, by in ((_CUE, _move_down), (_BEFORE, ""), (_WITHIN, r"\1"), (_BEHIND, _move_down)):
        found = list(form.finditer(text))
        if len(found) >= _LEAST and _are_turns(form, found):
            text = form.sub(by, text)
    return text


def _are_turns(form: re.Pattern[str], found: list[re.Match[str]]) -> bool:
    """Tell whether what has the form of labels is what people say in turn."""
    names = [match["name"] for match in found]
    if form is _WITHIN and all(map(_CHAIR.match, names)):
        return True
    if not _NAMES <= len({*names}) < len(names):
        return False
    times = [_count_seconds(match["clock"]) for match in found]
    goes_on = times[0] < _BEGINS and times == sorted(times)
    return (form is _WITHIN or goes_on) and (form is not _BEHIND or all(map(_is_whole, names)))


def _count_seconds(clock: str) -> int:
    """Return the whole seconds of a clock of hours, minutes and seconds or of the last two."""
    seconds = 0
    for part in re.split("[.,]", clock)[0].split(":"):
        seconds = 60 * seconds + int(part)
    return seconds


def _is_whole(name: str) -> bool:
    """Tell whether a name has two words or is that of one who asks: "John 3:16" is a verse."""
    return " " in name or is_asking(name)


def _move_down(match: re.Match[str]) -> str:
    """Return a name as the label of the line below it."""
    return "\n" * match[0].count("\n") + f"{match['name']}: "
