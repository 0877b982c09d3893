"""Paragraphs of any script are body text; menus and labels of any script are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_texts import TEXTS

from analysis.cleaning.line_signs import find_other_prose, measure_letters
from analysis.cleaning.pages import judge_pages

OTHERS = ["ar", "ur", "hi", "bn", "ta", "ja", "zh", "ko", "th"]
MENU = {
    "hi": ["होम", "राजनीति", "खेल", "मनोरंजन"], "ja": ["ホーム", "政治", "スポーツ", "お問い合わせ"],
    "ar": ["الرئيسية", "سياسة", "رياضة", "اتصل بنا"], "ko": ["홈", "정치", "스포츠", "문의하기"],
}  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_are_prose_and_headlines_are_not(language):
    title, *sentences = TEXTS[language]
    assert find_other_prose([title, *sentences]).tolist() == [False, True, True]


@pytest.mark.parametrize("language", [name for name in TEXTS if name not in OTHERS])
def test_lines_in_latin_and_cyrillic_are_none_of_it(language):
    assert not find_other_prose(list(TEXTS[language])).any()


def test_a_name_in_another_script_makes_no_prose_of_a_line():
    lines = [
        "Narendra Modi (नरेन्द्र मोदी) met Kishida Fumio (岸田文雄) in Tokyo.",
        "“Don’t — ever…”",
        "日本。",
        "",
    ]
    assert not find_other_prose(lines).any()
    assert measure_letters("क" * 10) == 10 and measure_letters("日" * 10) == 25


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_in_any_script_has_title_and_body(language):
    title, *sentences = TEXTS[language]
    (page,) = judge_pages(["\n\n".join([title, *sentences])])
    assert page.body == "\n".join(sentences) and page.title == title


@pytest.mark.parametrize("language", MENU)
def test_a_menu_around_it_goes(language):
    title, *sentences = TEXTS[language]
    menu = "\n".join(MENU[language])
    lines = [menu, title, *sentences, menu, "© 2024 Example Media. All rights reserved."]
    (page,) = judge_pages(["\n".join(lines)])
    assert page.body == "\n".join(sentences)


@pytest.mark.parametrize("language", OTHERS)
def test_a_paragraph_within_an_english_article_stays(language):
    _, first, second = TEXTS["en"]
    body = [first, TEXTS[language][2], second]
    (page,) = judge_pages(["\n\n".join(["Ministers agree on ships", *body])])
    assert page.body == "\n".join(body)


@given(st.lists(st.text(alphabet="aé 日。की।ง\n.", max_size=200), max_size=4))
def test_cleaning_a_body_again_changes_nothing(pages):
    for page in judge_pages(pages):
        if page.body:
            assert judge_pages([page.body])[0].body in ("", page.body)
