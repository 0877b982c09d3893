"""Languages by code and by name: what a column calls them, and what readers call them."""

import re

# ISO 639-1, then codes of three letters (639-2 and 639-3), then names in English; the first name is
# the one that is shown.
_LANGUAGES = """
af afr Afrikaans;  am amh Amharic;  ar ara arb Arabic;  as asm Assamese;
az aze azj Azerbaijani Azeri;  be bel Belarusian;  bg bul Bulgarian;  bn ben Bengali Bangla;
bs bos Bosnian;  ca cat Catalan;  cs ces cze Czech;  cy cym wel Welsh;  da dan Danish;
de deu ger German;  el ell gre Greek;  en eng English;  es spa Spanish Castilian;
et est ekk Estonian;  eu eus baq Basque;  fa fas per pes Persian Farsi;  fi fin Finnish;
fr fra fre French;  ga gle Irish;  gl glg Galician;  gu guj Gujarati;  ha hau Hausa;
he heb iw Hebrew;  hi hin Hindi;  hr hrv Croatian;  hu hun Hungarian;  hy hye arm Armenian;
id ind in Indonesian;  is isl ice Icelandic;  it ita Italian;  ja jpn Japanese;
ka kat geo Georgian;  kk kaz Kazakh;  km khm Khmer Cambodian;  kn kan Kannada;  ko kor Korean;
ku kur kmr Kurdish;  ky kir Kyrgyz;  lo lao Lao;  lt lit Lithuanian;  lv lav lvs Latvian;
mk mkd mac Macedonian;  ml mal Malayalam;  mn mon khk Mongolian;  mr mar Marathi;
ms msa may zsm Malay;  mt mlt Maltese;  my mya bur Burmese;  ne nep npi Nepali;
nl nld dut Dutch Flemish;  no nor nb nob nn nno Norwegian;  or ori ory Odia Oriya;
pa pan Punjabi Panjabi;  pl pol Polish;  ps pus pbt Pashto;  pt por Portuguese;
ro ron rum mo Romanian Moldovan;  ru rus Russian;  sd snd Sindhi;  si sin Sinhala Sinhalese;
sk slk slo Slovak;  sl slv Slovenian Slovene;  so som Somali;  sq sqi alb als Albanian;
sr srp Serbian;  sv swe Swedish;  sw swa swh Swahili;  ta tam Tamil;  te tel Telugu;
tg tgk Tajik;  th tha Thai;  ti tir Tigrinya;  tk tuk Turkmen;  tl tgl fil Filipino Tagalog;
tr tur Turkish;  ug uig Uyghur;  uk ukr Ukrainian;  ur urd Urdu;  uz uzb uzn Uzbek;
vi vie Vietnamese;  xh xho Xhosa;  yo yor Yoruba;  zh zho chi cmn yue Chinese Mandarin Cantonese;
zu zul Zulu
"""
#: What readers call each language, by its ISO 639-1 code.
LANGUAGE_NAMES: dict[str, str] = {}
_CODES: dict[str, str] = {}
for _words in map(str.split, _LANGUAGES.split(";")):
    LANGUAGE_NAMES[_words[0]] = next(word for word in _words if word[0].isupper())
    _CODES.update((word.lower(), _words[0]) for word in _words)
#: Those that write no spaces between words, where the terms of a lexicon are not found.
UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
_LETTERS = re.compile(r"[a-z]+")
_LONGEST = 60  # characters of a value that names a language


def find_code(value: str) -> str:
    """Return the ISO 639-1 code of a language named by a code, a locale or its English name, "" for
    what is not known as a language.

    Examples
    --------
    >>> [find_code(value) for value in ("ENG", "pt_BR", "Simplified Chinese", "strong")]
    ['en', 'pt', 'zh', '']
    """
    words = _LETTERS.findall(value.lower()) if len(value) <= _LONGEST else []
    if not words:
        return ""
    # behind others only a name is one: "no" and "is" are words, too
    last = _CODES.get(words[-1], "") if len(words[-1]) > 3 else ""
    return _CODES.get(words[0], "") or last


def say_language(code: str) -> str:
    """Return what readers call a language by its ISO 639-1 code, the code itself where no name is
    known.

    Examples
    --------
    >>> say_language("hi")
    'Hindi'
    """
    return LANGUAGE_NAMES.get(code, code)
