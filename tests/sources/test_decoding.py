import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis.sources.decoding import decode
from analysis.sources.encodings import guess_encoding
from analysis.sources.html_charset import decode_html, find_charset
from analysis.sources.mixed_lines import LineDecoder, _count_beyond
from analysis.sources.source import Unreadable

SAMPLES = {
    "cp1252": "The minister’s words – “we’ll meet” – weren’t new, an officer said in São Paulo.",
    "cp1250": "Minister spraw zagranicznych powiedział, że spotkanie odbędzie się w przyszłym tygodniu w Łodzi.",
    "cp1251": "Министр иностранных дел заявил, что переговоры в Москве прошли успешно и стороны договорились о встрече.",
    "cp1253": "Ο υπουργός Εξωτερικών δήλωσε ότι οι συνομιλίες στην Αθήνα ήταν εποικοδομητικές και θα συνεχιστούν.",
    "cp932": "外務大臣は東京で会談し、両国の安全保障協力を強化することで合意したと述べた。",
    "gb18030": "外交部长在北京举行会谈，双方同意加强安全合作，并将于下周再次会面。",
    "koi8_r": "Министр иностранных дел заявил, что переговоры в Москве прошли успешно.",
    "iso8859_5": "Министр иностранных дел заявил, что переговоры в Москве прошли успешно.",
    "mac_cyrillic": "Министр иностранных дел заявил, что переговоры прошли успешно. Стороны договорились о встрече.",
    "iso8859_6": "اتفق وزيرا خارجية الهند واليابان يوم الثلاثاء على تعميق التعاون في مجال الأمن البحري.",
    "cp1255": "שר החוץ אמר ביום רביעי כי השיחות בטוקיו הסתיימו בהצלחה והצדדים ייפגשו שוב.",
    "cp874": "รัฐมนตรีว่าการกระทรวงการต่างประเทศกล่าวเมื่อวันพุธว่าการเจรจาประสบความสำเร็จ",
    "cp949": "외교부 장관은 수요일 도쿄에서 열린 회담이 성공적이었다고 말했다.",
    "big5": "外交部長星期三表示，在東京舉行的會談取得了成功。",
    "euc_jp": "外務大臣は東京で会談し、両国の安全保障協力を強化することで合意したと述べた。",
    "iso2022_jp": "外務大臣は東京で会談し、合意したと述べた。",
    "utf-16": "The minister’s words",
    "utf-16-le": "The minister’s words were not new",
    "utf-16-be": "The minister’s words were not new",
    "utf-32": "The minister’s words",
    "utf-8-sig": "The minister’s words",
    "utf-8": "The minister’s words",
}


@pytest.mark.parametrize("encoding", SAMPLES)
def test_encodings_in_which_news_is_found(encoding):
    assert decode(SAMPLES[encoding].encode(encoding))[0] == SAMPLES[encoding]


def test_utf_8_that_is_cut_off_or_holds_a_few_bytes_of_cp1252():
    assert decode("“It is” naïve".encode() + b"\xe2\x80")[0] == "“It is” naïve"
    assert decode("“It is” naïve, ".encode() + b"isn\x92t it")[0] == "“It is” naïve, isn’t it"
    assert decode(b"a caf\xe9")[0] == "a café"


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"a\nb\0", 2), (b"a\n\n\x81\x8d\xff", 3), (b"\xff\xfea\x00\n\x00\x00\xd8", 2)],
)
def test_what_is_no_text_is_refused_by_line(raw, line):
    with pytest.raises(Unreadable) as error:
        decode(raw)
    assert error.value.line == line


@settings(max_examples=examples(200))
@given(st.text())
def test_utf_8_is_never_taken_for_another(text):
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, "utf-8")


@settings(max_examples=examples(200))
@given(st.binary())
def test_any_bytes_are_decoded_or_refused(raw):
    try:
        text, _ = decode(raw)
    except Unreadable as error:
        assert 1 <= error.line <= raw.count(b"\n") + 1
    else:
        text.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "The minister’s words were not new.\n",
        "दोनों पक्षों ने सेमीकंडक्टर आपूर्ति श्रृंखला पर चर्चा की।\n",
        "日本とインドの外相は火曜日に東京で会談した。\n両国は協力する。\n",
        "外交部长在北京举行会谈，双方同意加强合作。\n",
        "Министр заявил, что переговоры прошли успешно.\n",
        "قال الوزير إن المحادثات كانت ناجحة.\n",
        "한국과 일본의 외교 장관이 도쿄에서 회담했다.\n",
        "日本とインドの外相は火曜日に東京で会談した。",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)
    page = f"<html><p>{text}</p></html>"
    assert decode_html(page.encode(encoding))[0] == page


def test_an_encoding_is_named_and_not_taken_where_none_clearly_fits():
    with pytest.raises(Unreadable, match="no other encoding clearly fits") as error:
        decode("Nëse një shqiptar… ".encode("mac_roman") + b"\x81\x8d\xe7\xe7\xe7\xd0\xd0\xb0\xb1")
    assert error.value.remedy.startswith("it may be ") and " or " in error.value.remedy
    assert error.value.remedy.endswith(": save it as UTF-8 text")


@pytest.mark.parametrize("encoding", "cp1251 koi8_r iso8859_5 mac_cyrillic cp866 cp855".split())
def test_a_cyrillic_text_is_read_right_or_refused(encoding):
    words = SAMPLES["cp1251"].split()
    for start in range(len(words) - 5):
        text = " ".join(words[start : start + 6])
        name, likely = guess_encoding(text.encode(encoding))
        assert not name or text.encode(encoding).decode(name) == text
        assert len(likely) in (1, 2, 3)


@pytest.mark.parametrize(
    ("label", "read_as"),
    [
        ("iso-8859-1", "cp1252"), ("Latin1", "cp1252"), ("us-ascii", "cp1252"), ("iso-8859-9", "cp1254"),
        ("gb2312", "gb18030"), ("GBK", "gb18030"), ("shift_jis", "cp932"), ("x-sjis", "cp932"),
        ("euc-kr", "cp949"), ("ks_c_5601-1987", "cp949"), ("tis-620", "cp874"), ("windows-874", "cp874"),
        ("big5", "big5hkscs"), ("x-mac-cyrillic", "mac-cyrillic"), ("utf-16", "utf-8"), ("utf8", "utf-8"),
        ("koi8-u", "koi8-u"), ("rot13", ""), ("base64", ""), ("klingon", ""),
    ],
)  # fmt: skip
def test_labels_of_pages_mean_what_they_mean_to_browsers(label, read_as):
    for head in (
        f'<meta charset="{label}">',
        f"<META http-equiv=Content-Type content='text/html; charset={label}'>",
        f'<?xml version="1.0" encoding="{label}"?>',
    ):
        assert find_charset(head.encode()) == read_as


@pytest.mark.parametrize("label", ["iso-8859-1", "iso-8859-15", "latin1", "ascii", "windows-1252"])
def test_a_page_of_windows_under_another_name(label):
    page = f'<meta charset="{label}"><p>India’s “free” sea – a café'
    assert decode_html(page.encode("cp1252")) == (page, "utf-8")


def test_lines_of_cp1252_among_utf_8_are_counted_and_read_alike():
    line = (
        "India’s minister said the “free and open” region – a café’s naïve idea – cost £5 and €6."
    )
    for wrong in ({0}, {3, 7, 9}, set(range(9)), {9}):
        lines = [line.encode("cp1252" if i in wrong else "utf-8") for i in range(10)]
        text, encoding = decode(b"\n".join(lines))
        assert text == "\n".join([line] * 10)
        n = f"{len(wrong)} line{'s' * (len(wrong) > 1)}"
        assert encoding == f"utf-8 and cp1252 ({n})"
        decoder = LineDecoder(b"\n".join(lines))
        assert [decoder.decode(each) for each in lines] == [line] * 10
        assert (decoder.encoding, decoder.n_other) == ("cp1252", len(wrong))


def test_a_character_that_was_cut_is_left_out_and_not_read_as_another():
    cut = "A region. भारत".encode()[:-1]
    text, _ = decode(b'"' + cut + b'"\n' + "“naïve”\n".encode() + b"r\xe9gion\n")
    assert text == '"A region. भार"\n“naïve”\nrégion\n'


@settings(max_examples=examples(200))
@given(st.text(st.characters(codec="cp1252", exclude_characters="\0\r"), max_size=60))
def test_a_line_of_cp1252_behind_lines_of_utf_8(line):
    raw = line.replace("\n", " ").encode("cp1252")
    sample = "“naïve”\nIndia’s\n".encode()
    text = LineDecoder(sample).decode(raw)
    try:
        assert text == raw.decode("utf-8")
    except UnicodeDecodeError:
        assert len(text) <= len(raw)


@settings(max_examples=examples(200))
@given(st.binary(), st.lists(st.binary(max_size=30), max_size=5))
def test_any_bytes_are_a_page_or_lines_or_refused(raw, lines):
    try:
        decode_html(b'<meta charset="gb2312">' + raw)[0].encode("utf-8")
    except Unreadable as error:
        assert error.remedy
    decoder = LineDecoder(raw)
    for line in lines:
        with contextlib.suppress(UnicodeDecodeError):
            decoder.decode(line).encode("utf-8")


@settings(max_examples=examples(100))
@given(
    st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc", "Cn"]),
        min_size=8,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]),
)
def test_unicode_comes_back(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@given(st.text())
def test_characters_beyond_ascii_are_counted(text):
    assert _count_beyond(text + "\udc80é") == sum(c > "\x7f" for c in text) + 2
