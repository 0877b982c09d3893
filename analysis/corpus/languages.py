"""In which language a document is written, and which documents a lexicon can count.

Themes and tone are found by words, so a text in another language than the lexicon's says nothing
about either: counted, it would be a document "without mentions". Such documents are read and kept,
and left out of what is counted (`keep_languages`).

Running English is recognised by words that no other language has; all else is left to py3langid, a
naive Bayes classifier over byte sequences that comes with its model.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import pandas as pd

from ..sources.source import Problem

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
#: The language in which tone and the packaged lexicon are.
ENGLISH = "en"
_PIECE = 600  # characters that are looked at, at the beginning and in other places
# What English is full of and others hardly have; words such as "in", "is", "was" are also Dutch or
# German.
_ENGLISH = frozenset(
    "the and that with which were has from this these their they been said would not its are his "
    "who after about it be there should could".split()
)
_OFTEN = 0.12  # of the words: in English texts of all kinds mostly .13 to .25
_WORD = re.compile(r"\w+")
# On 5,000 lines, 1,394 headlines and 2,903 speeches in English none is taken for another language
# from this probability on; one headline in Spanish is.
_SURE = 0.5
# Of 5,376 made-up headlines of six words in English, two reach .5, none .6.
_SHORT, _SURE_SHORT = 60, 0.6
# Not told apart: Bosnian from Croatian.
_NOT_TRIED = frozenset({"bs"})
_READ = "read, not counted"


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


def detect_languages(texts: Iterable[str]) -> list[str]:
    """Detect the language of each text, by its beginning: an ISO 639-1 code, "" where it cannot be
    told: names, numbers, a few words.

    A text that does not begin in English is looked at in its middle and at its end too, and has the
    language of most of the three pieces, since a translation may stand above an English text.

    Examples
    --------
    >>> detect_languages(["The two ministers said that they would meet again.", "5,000"])
    ['en', '']
    """
    return [_detect(text) for text in texts]


def _detect(text: str) -> str:
    first = _detect_piece(text[:_PIECE])
    if first == ENGLISH or len(text) <= 2 * _PIECE:
        return first
    middle = len(text) // 2 - _PIECE // 2
    pieces = first, _detect_piece(text[middle : middle + _PIECE]), _detect_piece(text[-_PIECE:])
    told = [piece for piece in pieces if piece]
    return max(told, key=told.count) if told and told.count(max(told, key=told.count)) > 1 else ""


def _detect_piece(text: str) -> str:
    words = _WORD.findall(text.lower())
    n = sum(word in _ENGLISH for word in words)
    plain = 2 * len(text.encode("ascii", "ignore")) >= len(text)
    if plain and n >= 5 and n >= _OFTEN * len(text.split()):
        return ENGLISH
    classifier = _load() if any(map(str.isalpha, text)) else None
    if classifier is None:
        return ""
    language, probability = classifier.classify(text)
    return language if probability >= (_SURE if len(text) > _SHORT else _SURE_SHORT) else ""


@lru_cache(maxsize=1)
def _load():
    """Return the classifier, None where it is not installed: it takes half a second to load, so
    only for what needs it.
    """
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    classifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(classifier.labels) & LANGUAGE_NAMES.keys() - _NOT_TRIED
    classifier.set_languages(sorted(known))
    return classifier


def keep_languages(
    documents: pd.DataFrame, languages: Collection[str] = (ENGLISH,)
) -> pd.DataFrame:
    """Return the documents in some languages (ISO 639-1 codes, such as the `languages` of a
    lexicon), and those whose language is not known; all where there is no column `language`.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "language": ["en", "ja", ""]})
    >>> keep_languages(documents)["doc_id"].tolist()
    ['a', 'c']
    """
    if "language" not in documents.columns:
        return documents
    return documents[documents["language"].isin({"", *languages})]


def remark_languages(documents: pd.DataFrame) -> list[Problem]:
    """Return a remark on the documents of each language but English; the text is not looked at."""
    others = documents[~documents["language"].isin({"", ENGLISH})].sort_values("doc_id")
    remarks = []
    for language, rows in others.groupby("language"):
        first, name, more = rows.iloc[0], say_language(str(language)), len(rows) - 1
        also = f", as is that of {more:,} more document{'s'[: more > 1]}" if more else ""
        said = f"the text is {name}{also}; themes and tone are read in English only"
        remedy = f"to count themes, use a lexicon in {name} (`language: {language}`)"
        if language in UNSPACED:
            remedy = "to count themes, add it in translation"
        remarks.append(Problem(first["file"], 0, said, remedy, _READ, first["doc_id"]))
    return remarks
