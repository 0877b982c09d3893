"""Months by their names in many languages, as the dates of pages have them."""

from functools import lru_cache
from types import MappingProxyType

from .calendar_words import MONTHS, plain_words

# A language a row, beyond those of `calendar_words`: its twelve months, the forms of one joined by
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


@lru_cache(maxsize=1 << 10)
def number_month(name: str) -> int | None:
    """Return the number of a month by its name in any language that is known, in upper or lower
    case, with accents or without, or None.

    Examples
    --------
    >>> number_month("Kasım"), number_month("NOVIEMBRE"), number_month("ноября"), number_month("ship")
    (11, 11, 11, None)
    """
    return _NUMBERS.get(plain_words(name).replace(_DOTLESS, "i"))


def _list_months() -> list[tuple[str, int]]:
    return [
        (plain_words(name.replace("_", " ")), number)
        for row in _ROWS.replace("\\\n", "").strip().split("\n")
        for number, names in enumerate(row.split(), 1)
        for name in names.split("/")
        if name != "-"
    ]


_DOTLESS = "\u0131"  # the Turkish i, which no accent sets apart
_NUMBERS = dict(_list_months()) | MONTHS
#: The months by every name that is known, in plain words, with those of `calendar_words`.
ALL_MONTHS = MappingProxyType(_NUMBERS)
