"""Months and weekdays by their names, and days within the years that a date of ours can have."""

import calendar
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

#: Years beyond which a number is no year of a text: a constant, so that no clock is read.
FIRST_YEAR, LAST_YEAR = 1500, 2100
_CENTURY = 50  # two-digit years below it are of the 2000s
# English, French, Spanish, German, Italian, Portuguese and Dutch, without accents, by month.
_NAMES = (
    "jan january janv janvier ene enero januar janner jaen gen genn gennaio janeiro januari",
    "feb february fev fevr fevrier febrero februar febbraio fevereiro februari",
    "mar march mars marzo marz maerz mrz marco mrt maart",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag magg maggio maio mei",
    "jun june juin junio juni giu giugno junho",
    "jul july juil juillet julio juli lug luglio julho",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre setiembre set sett settembre setembro",
    "oct october octobre octubre okt oktober ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december decembre dic dicbre diciembre dez dezember dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# From Monday, 0. Abbreviations are English alone: "mar" is March and also a French Tuesday.
_DAY_NAMES = (
    "monday mon lundi lunes montag lunedi segunda maandag",
    "tuesday tue tues mardi martes dienstag martedi terca dinsdag",
    "wednesday wed weds mercredi miercoles mittwoch mercoledi quarta woensdag",
    "thursday thu thur thurs jeudi jueves donnerstag giovedi quinta donderdag",
    "friday fri vendredi viernes freitag venerdi sexta vrijdag",
    "saturday sat samedi sabado samstag sonnabend sabato zaterdag",
    "sunday sun dimanche domingo sonntag domenica zondag",
)
WEEKDAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
_MARKS = re.compile("[\u0300-\u036f]")
# Further languages, one a row: its twelve months, the forms of one joined by
# "/". A name that is another month in another language ("listopad") is left to the larger of them.
_ROWS = """
ocak/oca subat/sub mart nisan/nis mayis haziran/haz temmuz/tem agustos/agu eylul/eyl \
ekim/eki kasim/kas aralik/ara
stycznia/styczen/sty lutego/luty/lut marca/marzec kwietnia/kwiecien/kwi maja/maj \
czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpien/sie wrzesnia/wrzesien/wrz \
pazdziernika/pazdziernik/paz listopada/listopad/lis grudnia/grudzien/gru
ledna/leden unora/unor brezna/brezen dubna/duben kvetna/kveten cervna/cerven \
cervence/cervenec srpna/srpen zari rijna/rijen listopadu prosince/prosinec
januara/januar februara/februar marca/marec - maja/maj juna/jun jula/jul augusta \
septembra/septembar oktobra/oktobar novembra/novembar decembra/decembar
januari/jan februari/feb mars april/apr maj juni/jun juli/jul augusti/aug september/sep \
oktober/okt november/nov december/dec
januar februar marts april maj juni juli august september oktober november desember/des
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu \
toukokuuta/toukokuu kesakuuta/kesakuu heinakuuta/heinakuu elokuuta/elokuu syyskuuta/syyskuu \
lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie \
noiembrie/noi decembrie
januar februar marcius aprilis majus junius julius augusztus szeptember/szept oktober \
november december
gener febrer marc - maig juny juliol agost setembre - - desembre
januari/jan februari/peb/pebruari maret/mac/mrt - mei juni/jun juli/jul/julai \
agustus/ogos/agt - oktober - desember/disember
января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн \
июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт \
ноября/ноябрь/ноя/нояб декабря/декабрь/дек
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень \
липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад \
грудня/грудень
ιανουαριου/ιανουαριος/ιαν φεβρουαριου/φεβρουαριος/φεβ μαρτιου/μαρτιος/μαρ \
απριλιου/απριλιος/απρ μαιου/μαιος/μαι ιουνιου/ιουνιος/ιουν ιουλιου/ιουλιος/ιουλ \
αυγουστου/αυγουστος/αυγ σεπτεμβριου/σεπτεμβριος/σεπ οκτωβριου/οκτωβριος/οκτ \
νοεμβριου/νοεμβριος/νοε δεκεμβριου/δεκεμβριος/δεκ
يناير فبراير مارس أبريل/إبريل/ابريل مايو يونيو يوليو أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر \
ديسمبر
- شباط آذار/اذار نيسان أيار/ايار حزيران تموز آب/اب أيلول/ايلول - - -
जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर \
नवंबर/नवम्बर दिसंबर/दिसम्बर
জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগস্ট সেপ্টেম্বর \
অক্টোবর নভেম্বর ডিসেম্বর
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
януари февруари март април май юни юли август септември октомври ноември декември
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
كانون_الثاني - - - - - - - - تشرين_الأول/تشرين_الاول تشرين_الثاني كانون_الأول/كانون_الاول
जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
- - - - - - ژوئیهٔ - - - nopember -
ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי \
אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
"""


class CellDays(NamedTuple):
    """First and last day of a cell, and as what: a full "day", a "clock" (a day with its time),
    "either" of two days, "turned" (a number with its year last), a "year", "month", "serial" or
    "epoch" in numbers, or another "span".
    """

    low: date
    high: date
    kind: str


def make_cell(day: date | None) -> CellDays | None:
    """Return a full date as the days of a cell."""
    return CellDays(day, day, "day") if day else None


def make_span(days: tuple[date, date] | None, kind: str = "span") -> CellDays | None:
    """Return the first and the last of many days as those of a cell."""
    return CellDays(*days, kind) if days else None


def plain_words(text: str) -> str:
    """Return a text in lower case, without accents, its signs and spaces as a keyboard has them.

    Examples
    --------
    >>> plain_words("6  Août ２０２０")
    '6 aout 2020'
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(text.lower().split())


def make_day(year: int, month: int | str, day: int | str) -> date | None:
    """Return a day by its month's name or number, or None if no calendar of ours has it.

    Examples
    --------
    >>> str(make_day(2021, "May", "3")), make_day(2021, 2, 30), make_day(1066, 10, 14)
    ('2021-05-03', None, None)
    """
    if isinstance(month, str):
        month = int(month) if month.isdecimal() else MONTHS.get(month.lower(), 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, int(day))
    except ValueError:
        return None


def full_year(written: str) -> int:
    """Return a year of four digits, or of two, which are those of 1950 to 2049.

    Examples
    --------
    >>> full_year("1998"), full_year("98"), full_year("21")
    (1998, 1998, 2021)
    """
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < _CENTURY else 1900)


def span_months(year: int, first: int, last: int) -> tuple[date, date] | None:
    """Return the first day of a month and the last of another: those of a year are 1 to 12, and 13
    is the first of the next.

    Examples
    --------
    >>> [str(day) for day in span_months(2024, 1, 2)], str(span_months(2024, 12, 15)[1])
    (['2024-01-01', '2024-02-29'], '2025-03-31')
    """
    (opens, low), (closes, high) = (divmod(12 * year + month - 1, 12) for month in (first, last))
    start, end = make_day(opens, low + 1, 1), make_day(closes, high + 1, 1)
    if start is None or end is None or end < start:
        return None
    return start, end.replace(day=calendar.monthrange(closes, high + 1)[1])


def read_both_ways(
    first: str, second: str, year: int, day_first: bool | None = None
) -> tuple[date, ...]:
    """Return the days that 06/07/2018 can mean, in order: one if `day_first` is given or shows. It
    is not heeded where only the other way gives a day.

    Examples
    --------
    >>> [str(day) for day in read_both_ways("6", "7", 2018)]
    ['2018-06-07', '2018-07-06']
    >>> [str(day) for day in read_both_ways("25", "12", 2018, day_first=False)]
    ['2018-12-25']
    """
    ways = {True: make_day(year, second, first), False: make_day(year, first, second)}
    if day_first is not None and all(ways.values()):
        return (ways[day_first],)
    return tuple(sorted({day for day in ways.values() if day}))


@lru_cache(maxsize=1 << 10)
def number_month(name: str) -> int | None:
    """Return the number of a month by its name in any language that is known, in upper or lower
    case, with accents or without, or None.

    Examples
    --------
    >>> number_month("Kasım"), number_month("NOVIEMBRE"), number_month("ноября"), number_month("ship")
    (11, 11, 11, None)
    """
    return ALL_MONTHS.get(plain_words(name).replace(_DOTLESS, "i"))


def _list_months() -> list[tuple[str, int]]:
    return [
        (plain_words(name.replace("_", " ")), number)
        for row in _ROWS.strip().split("\n")
        for number, names in enumerate(row.split(), 1)
        for name in names.split("/")
        if name != "-"
    ]


_DOTLESS = "\u0131"  # the Turkish i, which no accent sets apart
#: The months by every name that is known, in plain words.
ALL_MONTHS = dict(_list_months()) | MONTHS
