"""Dates in further languages and scripts, as English writes them: months, digits, eras."""

import re
import unicodedata

from ..core import calendar_names
from .calendar_words import ALL_MONTHS, MONTHS, plain_words

# Weekdays, and words that stand around a date and say nothing.
_SILENT = (
    "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье понеділок вівторок середа "
    "четвер п'ятниця субота неділя пн вт ср чт пт сб вс года год г року рік р в о об "
    "الأحد الاحد الإثنين الاثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت م هـ في يوم الموافق "
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार शुक्रवार शनिवार रविवार को "
    "pazartesi sali carsamba persembe cuma cumartesi pazar gunu "
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela roku r pondeli utery streda ctvrtek patek nedele "
    "senin selasa rabu kamis jumat sabtu minggu tanggal"
)
_WORDS = {
    name: calendar_names.MONTHS[number - 1]
    for name, number in ALL_MONTHS.items()
    if name not in MONTHS
}
_WORDS |= {plain_words(word): "" for word in _SILENT.split()}
# Marks of Arabic and Indian scripts are part of a word, though no letters.
_EDGE = "\\w\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd"
_KNOWN = re.compile(
    rf"(?<![{_EDGE}])(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})(?![{_EDGE}])\.?"
)
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TEN = re.compile("([1-9]?)十([1-9]?)")
_CHINESE_DATE = re.compile("[〇零一二三四五六七八九十]{1,4}(?=[年月日号號])")
_ERA = re.compile("(令和|平成|昭和|大正|明治|民國|民国) ?([0-9]{1,3}|元)(?= ?年)")
_BEFORE_ERA = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
}  # fmt: skip
_GLUED = re.compile("(?<=[0-9]{4})(?:م|г|р)(?![^\\W0-9])")  # "of our era", and "year"
_ARABIC_SIGNS = str.maketrans("،؛", ",;")


def read_digits(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9.

    Examples
    --------
    >>> read_digits("٦ ६ 6")
    '6 6 6'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign > "\x7f" and sign.isdecimal() else sign
        for sign in text
    )


def count_years(text: str) -> str:
    """Return a date of East Asia with its year of our calendar, its numbers in digits.

    Examples
    --------
    >>> count_years("令和2年10月8日"), count_years("二〇二〇年十月二十八日")
    ('2020年10月8日', '2020年10月28日')
    """
    if "年" not in text:
        return text
    text = _CHINESE_DATE.sub(_read_chinese, text)
    return _ERA.sub(
        lambda era: str(_BEFORE_ERA[era[1]] + (1 if era[2] == "元" else int(era[2]))), text
    )


def _read_chinese(number: re.Match) -> str:
    digits = number[0].translate(_CHINESE)
    return _TEN.sub(lambda ten: f"{ten[1] or 1}{ten[2] or 0}", digits)


def translate(plain: str) -> str:
    """Return a date of `plain_words` with its month in English, and without what says nothing.

    Examples
    --------
    >>> translate("6 октября 2020 г."), translate("6 ekim 2020")
    ('6 october 2020', '6 october 2020')
    """
    plain = _GLUED.sub("", plain.replace("ı", "i"))
    found = _KNOWN.sub(lambda word: f" {_WORDS[word[0].rstrip('.')]} ", plain)
    return " ".join(found.translate(_ARABIC_SIGNS).split())
