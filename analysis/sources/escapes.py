"""Cells as programs print them: line breaks and signs written as escapes, lists and bytes with
their quotes, and dates as calls.
"""

import ast
import re

# A break behind the end of a sentence or another break: the path C:\\news\\new has none.
_BREAK = re.compile(r"[.!?;\"”’')]\s?(?:\\r)?\\n")
_BREAKS = re.compile(r"(?:\\r)?\\n")
_RETURN = re.compile(r"_x000D_\n?")
_SIGN = re.compile(r"\\u([0-9a-fA-F]{4})")
_PRINTED = re.compile(r"(?:b['\"]|\[\s*['\"])")
_LONGEST_PRINTED = 1_000_000  # characters
# ISODate("2021-03-01"), Timestamp('2021-03-01'), datetime.datetime(2021, 3, 1, 10, 15), and the
# bare numbers of a list
_CALL = re.compile(
    r"(?:[A-Za-z_]{1,20}\.)?[A-Za-z_]{1,20}\(\s*['\"]([^'\"()]{4,60})['\"][^()]{0,60}\)"
)
_NUMBERS = re.compile(
    r"(?:(?:[A-Za-z_]{1,20}\.)?[A-Za-z_]{1,20}\()?[\[(]?\s*(?:tm_year=)?(\d{4}),\s*(?:tm_mon=)?"
    r"(\d{1,2}),\s*(?:tm_mday=)?(\d{1,2})(?:,[\w\s,=.-]{0,200})?[\])]{0,2}"
)
# As Oracle prints a time; and a cell that says when it was published and when updated.
_DOTTED = re.compile(r"(\d{1,2}-[A-Za-z]{3}-\d{2,4}) \d{1,2}\.\d\d\.\d\d\b[ \d.APMapm:+-]*")
_UPDATED = re.compile(
    r"(?i)((?:published|posted)\b.{4,60}?)[\s|;,·/-]+(?:last )?(?:updated|modified)\b.*"
)
_WEEKDAY = re.compile("(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def mend_escapes(text: str) -> tuple[str, str]:
    """Return a cell's text as its author wrote it, and what was mended, "" if nothing was.

    >>> mend_escapes("They met.\\\\nThey agreed.")
    ('They met.\\nThey agreed.', 'its line breaks are written as signs')
    >>> mend_escapes("['They met.', 'They agreed.']")[0]
    'They met.\\n\\nThey agreed.'
    >>> mend_escapes("It is in C:\\\\news\\\\new.")[1]
    ''
    """
    said = ""
    if _PRINTED.match(text) and text.rstrip()[-1:] in "\"']" and len(text) <= _LONGEST_PRINTED:
        printed = _read_printed(text)
        if printed:
            text, said = printed, "its text is a list or bytes as a program prints them"
    if "_x000D_" in text:
        text, said = _RETURN.sub("\n", text), "its line breaks are written as signs"
    if "\\" not in text:
        return text, said
    if "\n" not in text and _BREAK.search(text):
        text, said = _BREAKS.sub("\n", text), "its line breaks are written as signs"
    if _SIGN.search(text):
        text = _SIGN.sub(lambda found: chr(int(found[1], 16)), text)
        said = said or "its signs are written as numbers"
    return text, said


def _read_printed(text: str) -> str:
    """Return what a list of texts or a text in bytes says, "" if it is none."""
    try:
        value = ast.literal_eval(text.strip())
    except Exception:  # whatever it is, it is no list
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if not (isinstance(value, list) and all(isinstance(part, str) for part in value)):
        return ""
    return "\n\n".join(value)


def plain_date(cell: str) -> str:
    """Return a cell's date without what a program prints around it, or a second date behind it.

    >>> plain_date("ISODate('2021-03-01T10:15:00Z')"), plain_date("[2021, 3, 1, 10, 15]")
    ('2021-03-01T10:15:00Z', '2021-03-01')
    >>> plain_date("01-MAR-21 10.15.00.000000 AM"), plain_date("1 March 2021")
    ('01-MAR-21', '1 March 2021')
    """
    cell = _WEEKDAY.sub("", _MARKS.sub("", cell)).strip()
    if cut := _DOTTED.fullmatch(cell) or _UPDATED.fullmatch(cell):
        return cut[1]
    if call := _CALL.fullmatch(cell):
        return call[1]
    if numbers := _NUMBERS.fullmatch(cell):
        year, month, day = numbers.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return cell
