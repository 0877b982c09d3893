import re

import pandas as pd
import pytest

from analysis import (
    attribute_speech,
    explore,
    find_mentions,
    read_corpus,
    read_themes,
    score_sentences,
    split_sentences,
)
from analysis.explorer.choice import Choice

NASTY = "<script>alert(1)</script> <img src=x onerror=alert(2)> [Quad](javascript:alert(3)) \x1b[31mred\u202e **met**."


@pytest.fixture(scope="module")
def explorer(corpus, sentences, mentions):
    spoken = score_sentences(attribute_speech(sentences, corpus.documents))
    return explore(mentions, spoken, corpus.documents, labels=read_themes().labels, theme="russia")


def world(text=NASTY, file="a.txt", **options):
    at = text.index("Quad")
    documents = pd.DataFrame(
        {
            "doc_id": ["a<b>"],
            "date": [pd.Timestamp("2022-02-11")],
            "text": [text],
            "file": [file],
            "lines": ["7"],
            "group": "all",
        }
    )
    documents = documents.assign(source="", episode="")
    sentences = pd.DataFrame(
        {"doc_id": ["a<b>"], "sentence_no": [0], "start": [0], "text": [text], "n_words": [9]}
    )
    mentions = pd.DataFrame(
        {"doc_id": ["a<b>"], "sentence_no": [0], "theme": ["indo_pacific"], "start": [at], "end": [at + 4],
         "term": ["Quad"], "pattern": ["Quad"]}
    )  # fmt: skip
    return explore(mentions, sentences, documents, **options)


def test_the_sentences_that_fit_are_found(explorer, mentions, sentences, corpus):
    first = explorer.find(explorer.first)
    own = mentions[mentions["theme"].astype("str") == "russia"].drop_duplicates(
        ["doc_id", "sentence_no"]
    )
    assert len(first) == len(own) and set(first["file"].str[:3]) == {"001"}
    assert set(explorer.find(Choice(period="2020"))["doc_id"].str[:3]) == {"000", "003"}
    assert set(explorer.find(Choice(period="2020-10-07"))["doc_id"].str[:3]) == {"003"}
    assert set(explorer.find(Choice(who="India"))["side"]) == {"India"}
    assert set(explorer.find(Choice(who="Ned Price"))["speaker"]) == {"Ned Price"}
    terrorism = explorer.find(Choice("terrorism", term="terroris*"))
    assert len(terrorism) and terrorism["text"].str.contains("terroris", case=False).all()
    assert len(explorer.find(Choice())) == len(mentions.drop_duplicates(["doc_id", "sentence_no"]))
    assert explorer.find(Choice("russia", period="2024")).empty


def test_hits_are_the_terms_in_the_sentence(explorer, mentions):
    rows = explorer.find(Choice())
    found = sorted(row.text[start:end] for row in rows.itertuples() for start, end in row.hits)
    assert found == sorted(mentions["term"])
    marked = re.findall("<mark>(.*?)</mark>", explorer._repr_html_())
    russia = explorer.find(Choice("russia"))
    assert marked == [row.text[start:end] for row in russia.itertuples() for start, end in row.hits]


def test_the_chart_counts_what_the_table_shows(explorer):
    for choice in (
        Choice("technology"),
        Choice("indo_pacific", who="US"),
        Choice("russia", term="Moscow"),
    ):
        rows = explorer.find(choice)
        n = explorer.chart(choice).rows.set_index("period")
        spoken = explorer.sentences[
            [choice.who in ("", side) for side in explorer.sentences["side"]]
        ]
        days = spoken["date"].dt.strftime("%Y-%m-%d").value_counts()
        hits = rows["date"].dt.strftime("%Y-%m-%d").value_counts()
        for period, cell in n.iterrows():
            assert cell["estimate"] == pytest.approx(hits.get(period, 0) / days[period], abs=1e-5)


def test_options_are_what_there_is(explorer, mentions):
    options = {
        name: [value for _, value in pairs]
        for name, pairs in explorer.options(Choice("russia")).items()
    }
    own = mentions[mentions["theme"].astype("str") == "russia"]
    assert set(options["term"][1:]) == set(own["pattern"])
    assert options["theme"][1:] == list(mentions["theme"].cat.categories)
    assert {"India", "US", "Ned Price"} <= set(options["who"]) and options["period"][:3] == [
        "",
        "2020",
        "2020-10-06",
    ]
    for name, values in options.items():
        assert values[0] == "" and len(values) == len(set(values)), name


def test_the_static_table_is_the_same_twice_and_holds_nothing_that_acts():
    shown = world()
    page, lines = shown._repr_html_(), repr(shown)
    assert (page, lines) == (world()._repr_html_(), repr(world()))
    assert set(re.findall(r"</?(\w+)", page)) <= {
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "mark",
        "span",
        "wbr",
    }
    assert (
        "&lt;script&gt;alert(1)" in page
        and "[<mark>Quad</mark>](javascript" in page
        and "a.txt:7" in page
    )
    for output in (page, lines):
        assert "\x1b" not in output and "\u202e" not in output
    assert "&lt;i&gt;.txt:7" in world(file="<i>.txt")._repr_html_()


def test_the_controls_stand_under_a_name_that_hangs_on_what_they_show(explorer):
    widgets = pytest.importorskip("ipywidgets").widgets.widget._instances
    view = "application/vnd.jupyter.widget-view+json"
    one, two = explorer._repr_mimebundle_(), explorer._repr_mimebundle_()
    assert one == two and set(one) == {"text/html", "text/plain", view}
    assert one["text/html"] == explorer._repr_html_() and one["text/plain"] == repr(explorer)
    assert world()._repr_mimebundle_()[view]["model_id"] != one[view]["model_id"]
    page = widgets[one[view]["model_id"]]
    menus, (chart, right) = page.children[2].children, page.children[3].children
    theme, period, who, term = menus
    said, table = right.children
    assert "6 sentences: Russia" in said.value and "<img alt=" in chart.value
    assert 'aria-label="Russia, 11 Feb 2022 27% (' in chart.value
    term.value = "Moscow"
    assert "1 sentence: Russia by the term &#x27;Moscow&#x27;" in said.value and len(table.df) == 1
    theme.value = "technology"
    assert term.value == "" and "10 sentences: Technology" in said.value and len(table.df) == 10
    period.value, who.value = "2024", "India"
    rows = explorer.find(Choice("technology", "2024", "India"))
    assert len(table.df) == len(rows) and f"{len(rows)} sentence" in said.value


def test_more_sentences_than_a_browser_bears_are_cut_and_counted(monkeypatch, explorer):
    widgets = pytest.importorskip("ipywidgets").widgets.widget._instances
    monkeypatch.setattr("analysis.explorer.widgets._MOST", 4)
    name = explorer._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]["model_id"]
    said, table = widgets[name].children[3].children[1].children
    assert len(table.df) == 4 and "4 of 6 sentences: Russia" in said.value


def test_what_an_article_holds_is_text_in_the_controls():
    widgets = pytest.importorskip("ipywidgets").widgets.widget._instances
    bundle = world()._repr_mimebundle_()
    page = widgets[bundle["application/vnd.jupyter.widget-view+json"]["model_id"]]
    said, table = page.children[3].children[1].children
    assert set(re.findall(r"</?(\w+)", "".join(table.df.to_numpy()[0]))) == {"span", "mark"}


def test_a_corpus_of_ones_own_without_dates_speakers_or_hits(tmp_path):
    (tmp_path / "a.txt").write_text("The ministers have agreed to build the ships together.")
    corpus = read_corpus(tmp_path)
    sentences = split_sentences(corpus.documents)
    shown = explore(find_mentions(sentences, read_themes()), sentences, corpus.documents)
    assert repr(shown).startswith("0 sentences") and shown.chart(shown.first).alt
    assert [value for _, value in shown.options(shown.first)["period"]] == ["", "undated"]


def test_dates_known_to_the_year_are_drawn_by_year(corpus, sentences, mentions):
    years = pd.Series([f"{2000 + i}-09-24" for i in range(15)]).astype("datetime64[s]")
    low, high = years - pd.Timedelta(days=200), years + pd.Timedelta(days=90)
    documents = pd.concat([corpus.documents.head(1)] * 15, ignore_index=True)
    documents = documents.assign(doc_id=[f"d{i}" for i in range(15)], date=years)
    documents = documents.assign(date_low=low, date_high=high)
    own = [part[part["doc_id"] == corpus.documents["doc_id"][0]] for part in (mentions, sentences)]
    mentions, sentences = (
        pd.concat([part.assign(doc_id=doc) for doc in documents["doc_id"]], ignore_index=True)
        for part in own
    )
    shown = explore(mentions, sentences, documents, theme="indo_pacific")
    assert shown.chart(shown.first).rows["period"].tolist() == [str(2000 + i) for i in range(15)]


@pytest.mark.parametrize(
    "asked",
    [{"theme": "rusia"}, {"who": "nobody"}, {"term": "x"}, {"period": "1999"}],
    ids=lambda asked: next(iter(asked)),
)
def test_a_choice_that_is_none_is_refused(asked):
    (name, value), *_ = asked.items()
    with pytest.raises(ValueError, match=f"{name} '{value}' is none of"):
        world(**asked)


def test_at_least_one_row():
    with pytest.raises(ValueError, match="max_rows is 0"):
        world(max_rows=0)
