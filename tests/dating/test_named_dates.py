import json
from datetime import date

import pytest

from analysis.corpus.read import read_corpus
from analysis.dating.named_dates import find_named_date, narrow
from analysis.dating.stamps import UNKNOWN, FoundDate

DAYS = {
    "2023-05-04-statement.txt": "2023-05-04",
    "20230505_x.html": "2023-05-05",
    "wh_2023_5_4.txt": "2023-05-04",
    "2023 05 04 speech.txt": "2023-05-04",
    "speech.2023.05.04.txt": "2023-05-04",
    "2023-05-04T10-00-00Z_a.txt": "2023-05-04",
    "doc 1999.12.31 final.v2.txt": "1999-12-31",
    "statement_04.05.2023.txt": "2023-05-04",
    "25-12-2020 message.txt": "2020-12-25",
    "PM speech 7 May 2023.docx": "2023-05-07",
    "7may2023.pdf": "2023-05-07",
    "Statement_May 4th, 2023 (EN).txt": "2023-05-04",
    "speech-of-7th-of-may-2023.txt": "2023-05-07",
    "résumé du 3 août 2022.txt": "2022-08-03",
    "2021/05/04/x.html": "2021-05-04",
    "crawl.zip/2023-05-04-a.txt": "2023-05-04",
    r"C:\texts\2023-05-04.txt": "2023-05-04",
    "https://example.org/2023/05/04/talks": "2023-05-04",
    "https://example.org/world/2023/may/04/talks-held": "2023-05-04",
    "https://example.org/news/20230506-talks?id=20211231": "2023-05-06",
}
SPANS = {
    "2023-05.txt": ("2023-05-01", "2023-05-31"),
    "2023_05_title.txt": ("2023-05-01", "2023-05-31"),
    "May_2023.txt": ("2023-05-01", "2023-05-31"),
    "2021/02/x.txt": ("2021-02-01", "2021-02-28"),
    "https://example.org/2023/05/talks": ("2023-05-01", "2023-05-31"),
    "AFG_75_2020.txt": ("2020-01-01", "2020-12-31"),
    "2020/speech.txt": ("2020-01-01", "2020-12-31"),
    "minutes 2023-05-04 and 2023-05-09.txt": ("2023-05-04", "2023-05-09"),
}
NONE = [
    "statement.txt", "1970.html", "data set 2020.txt", "Mars 2020 mission.txt", "two years ago 2020.txt", "future_2099.html", "1066.txt", "agenda-2030.txt", "Agenda 2030.txt", "G20 2023.txt", "budget-2010-11.txt", "2010-11.txt",
    "2023-13-45.txt", "report-20231345.txt", "12345678.txt", "S-2023-412.txt", "A_75_PV.12.txt", "un-res-2231-2015.txt",
    "9-11.txt", "covid-19.txt", "march.txt", "crawl-2024-01-15/page1.txt", "What happened on 4 June 1989.txt",
    "anniversary of 6 June 1944.txt", "minutes 2019-05-04 and 2023-05-09.txt", "2023-W18.txt", "", "..", "/",
    "https://web.archive.org/web/20230504123000/http://example.org/a", "https://example.org/news/2020_election",
    "https://example.org/us-2020-election", "http://[bad/2023/05/04",
]  # fmt: skip


@pytest.mark.parametrize(("name", "day"), DAYS.items())
def test_the_day_of_a_name(name, day):
    found = find_named_date(name)
    assert (found.low, found.high, found.day) == (date.fromisoformat(day),) * 3


@pytest.mark.parametrize(("name", "span"), SPANS.items())
def test_the_span_of_a_name(name, span):
    found = find_named_date(name)
    assert (str(found.low), str(found.high)) == span
    assert found.low < found.day < found.high


@pytest.mark.parametrize("name", NONE)
def test_names_without_a_date(name):
    assert find_named_date(name) is None


def test_the_order_of_day_and_month():
    either = find_named_date("03-04-2021.txt")
    assert either.either and either.day is None
    assert (str(either.low), str(either.high)) == ("2021-03-04", "2021-04-03")
    assert str(find_named_date("03-04-2021.txt", day_first=True).day) == "2021-04-03"
    assert str(find_named_date("03-04-2021.txt", day_first=False).day) == "2021-03-04"


def test_words_may_name_an_event():
    name = "beijing-4-june-1989.txt"
    assert find_named_date(name, text="The protests of 1989 went on.") is not None
    assert find_named_date(name, text="Thirty years later, in 2019, many remember.") is None


DAY = find_named_date("2023-05-04.txt")
MAY, LATER = date(2023, 5, 1), date(2023, 5, 31)


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (UNKNOWN, True),
        (FoundDate(MAY, LATER, "May 2023", "body"), True),
        (FoundDate(None, LATER, "no later than 31 May 2023", "updated"), True),
        (FoundDate(None, MAY, "no later than 1 May 2023", "updated"), False),  # it was saved later
        (FoundDate(MAY, MAY, "1 May 2023", "byline"), False),
        (FoundDate(date(2023, 5, 5), LATER, "late in May", "body"), False),
    ],
)
def test_a_name_narrows_what_the_text_leaves_open(found, counts):
    assert narrow(found, DAY) == (DAY if counts else found)
    assert narrow(found, None) == found


def test_files_have_the_date_of_their_name_and_rows_of_their_address(tmp_path):
    prose = "The ministers of {} met in the port. They spoke of ships, and of fish off {}.\n"
    (tmp_path / "2023-05-04-talks.txt").write_text(prose.format("Norland", "Ostra"))
    (tmp_path / "2023-05-05-dated.txt").write_text(
        "Talks end\n2 May 2023\n" + prose.format("Sudland", "Estra")
    )
    (tmp_path / "2024-01-01.json").write_text(
        json.dumps(
            [
                {"url": "https://example.org/2022/03/02/a", "text": prose.format("Nord", "Sund")},
                {"url": "https://example.org/b", "text": prose.format("Sud", "Fjord")},
                {"id": "debate/2022-03-04a.5", "text": prose.format("Vest", "Fjell")},
                {"id": "S20220304", "text": prose.format("Aust", "Vann")},
            ]
        )
    )
    dates = read_corpus(tmp_path).documents.set_index("doc_id")[["date", "date_evidence"]]
    found = {i: (str(row.date)[:10], row.date_evidence) for i, row in dates.iterrows()}
    assert found == {
        "2023-05-04-talks": ("2023-05-04", "name: 2023-05-04"),
        "2023-05-05-dated": ("2023-05-02", "byline: 2 May 2023"),
        "https://example.org/2022/03/02/a": ("2022-03-02", "name: 2022/03/02"),
        "debate/2022-03-04a.5": ("2022-03-04", "name: 2022-03-04"),
        "S20220304": ("NaT", "unknown"),
        "https://example.org/b": ("NaT", "unknown"),  # a table's name is not that of its rows
    }


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("2020/January/statement 0.txt", date(2020, 1, 1), date(2020, 1, 31)),
        ("press/2020/Feb/talks.html", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020/05-May/talks.txt", date(2020, 5, 1), date(2020, 5, 31)),
        ("2021/12 December/a.txt", date(2021, 12, 1), date(2021, 12, 31)),
        ("2020/March/05/x.txt", date(2020, 3, 5), date(2020, 3, 5)),
        ("2022-03/talks.txt", date(2022, 3, 1), date(2022, 3, 31)),
        ("talks-2021-11.txt", date(2021, 11, 1), date(2021, 11, 30)),
        ("2021-12/talks.txt", date(2021, 12, 1), date(2021, 12, 31)),
        ("march_2023/talks.txt", date(2023, 3, 1), date(2023, 3, 31)),
        ("2022/Q2/talks.txt", date(2022, 4, 1), date(2022, 6, 30)),
        ("2023_Q3_report.txt", date(2023, 7, 1), date(2023, 9, 30)),
        ("H1-2021/talks.txt", date(2021, 1, 1), date(2021, 6, 30)),
        ("spring-2022.txt", date(2022, 3, 1), date(2022, 12, 31)),
    ],
)
def test_folders_of_months_by_name_date_what_is_in_them(name, low, high):
    found = find_named_date(name)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "name", ["May/talks.txt", "2020x/Marsh/talks.txt", "June/July/talks.txt", "offspring2022.txt"]
)
def test_folders_of_no_year_date_nothing(name):
    assert find_named_date(name) is None


@pytest.mark.parametrize(
    ("address", "low", "high"),
    [
        ("https://example.org/2023/mar/14/talks", date(2023, 3, 14), date(2023, 3, 14)),
        ("https://example.org/2023/03/talks", date(2023, 3, 1), date(2023, 3, 31)),
        ("https://example.org/talks", None, None),
    ],
)
def test_a_page_without_a_date_has_that_of_the_address_it_gives(tmp_path, address, low, high):
    prose = (
        "<p>The ministers of Norland and Ostra met in the port and spoke of ships and of fish.</p>"
    )
    (tmp_path / "page.html").write_text(
        f'<html><head><title>Talks</title><link rel="canonical" href="{address}"></head>'
        f"<body><article><h1>Talks on ships</h1>{prose * 3}</article></body></html>"
    )
    (row,) = read_corpus(tmp_path).documents.itertuples()
    days = [None if day != day else day.date() for day in (row.date_low, row.date_high)]
    assert days == [low, high]
