"""Which fonts write the labels of charts: the house font, and others for scripts that it lacks."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

FONT = "DejaVu Sans"  # comes with matplotlib: the same glyphs on every machine
# For each script that the house font lacks the fonts of Linux, macOS and Windows, the first that is
# there; without weights and widths of their own, where there is a choice.
_FALLBACKS = {
    "CJK": "Noto Sans CJK JP, Noto Sans CJK SC, Noto Sans JP, Noto Sans SC, Source Han Sans, "
    "Hiragino Sans, PingFang SC, Yu Gothic, Microsoft YaHei, IPAexGothic, TakaoPGothic, "
    "WenQuanYi Micro Hei, WenQuanYi Zen Hei, Droid Sans Fallback, Arial Unicode MS",
    "Hangul": "Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, NanumGothic, "
    "UnDotum, Baekmuk Gulim",
    "Devanagari": "Noto Sans Devanagari, Kohinoor Devanagari, Nirmala UI, Mangal, Lohit Devanagari",
    "Bengali": "Noto Sans Bengali, Kohinoor Bangla, Nirmala UI, Vrinda, Lohit Bengali",
    "Gurmukhi": "Noto Sans Gurmukhi, Mukta Mahee, Nirmala UI, Raavi, Lohit Gurmukhi",
    "Gujarati": "Noto Sans Gujarati, Kohinoor Gujarati, Nirmala UI, Shruti, Lohit Gujarati",
    "Odia": "Noto Sans Oriya, Noto Sans Odia, Nirmala UI, Kalinga, Lohit Odia",
    "Tamil": "Noto Sans Tamil, Tamil Sangam MN, Nirmala UI, Latha, Lohit Tamil",
    "Telugu": "Noto Sans Telugu, Kohinoor Telugu, Nirmala UI, Gautami, Lohit Telugu",
    "Kannada": "Noto Sans Kannada, Noto Sans Kannada UI, Nirmala UI, Tunga, Lohit Kannada",
    "Malayalam": "Noto Sans Malayalam, Malayalam Sangam MN, Nirmala UI, Kartika, Lohit Malayalam",
    "Sinhala": "Noto Sans Sinhala, Sinhala Sangam MN, Nirmala UI, Iskoola Pota, LKLUG",
    "Thai": "Noto Sans Thai, Thonburi, Leelawadee UI, Tahoma, Loma, Garuda",
    "Khmer": "Noto Sans Khmer, Khmer Sangam MN, Leelawadee UI, Khmer OS",
    "Burmese": "Noto Sans Myanmar, Myanmar Sangam MN, Myanmar Text, Padauk",
    "Ethiopic": "Noto Sans Ethiopic, Kefa, Ebrima, Nyala, Abyssinica SIL",
    "Arabic": "Noto Sans Arabic, Geeza Pro, Segoe UI",  # what the house font lacks of it
}
# The first word of a letter's name in Unicode, where readers call its script otherwise.
_SCRIPTS = {
    "CJK": "Chinese characters", "HIRAGANA": "kana", "KATAKANA": "kana",
    "KATAKANA-HIRAGANA": "kana", "HANGUL": "Hangul", "MYANMAR": "Burmese", "ORIYA": "Odia",
}  # fmt: skip
_OTHERS = "other scripts"


def list_families() -> list[str]:
    """Return the families of charts: the house font, then others for scripts that it lacks."""
    return list(_choose_families(len(fontManager.ttflist)))


@lru_cache(maxsize=2)
def _choose_families(_n_fonts: int) -> tuple[str, ...]:  # a font that is added is seen
    there = {font.name for font in fontManager.ttflist}
    chosen = [FONT]
    for names in _FALLBACKS.values():
        chosen += [name for name in names.split(", ") if name in there][:1]
    return tuple(dict.fromkeys(chosen))


def list_unwritten(texts: Iterable[str]) -> list[str]:
    """Return the scripts of letters for which no font is there, by name.

    >>> list_unwritten(["6 October 2020", "Россия"])
    []
    """
    signs = {sign for text in texts if not text.isascii() for sign in text if sign > "\u024f"}
    # signs and pictures say no names; a mark stands with its letter
    letters = [sign for sign in signs if unicodedata.category(sign)[0] == "L"]
    written = {s for f in list_families() for s in letters if _open_font(f).get_char_index(ord(s))}
    names = {_name_script(sign) for sign in letters if sign not in written}
    return sorted(names, key=lambda name: (name == _OTHERS, name))


@lru_cache(maxsize=64)
def _open_font(family: str) -> FT2Font:
    return FT2Font(findfont(FontProperties(family=family)))


def _name_script(letter: str) -> str:
    word = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(word, word.capitalize()) if word.replace("-", "").isalpha() else _OTHERS
