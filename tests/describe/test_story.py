"""The story of a corpus: of the five articles, of planted ones, and of those that have none."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples

from analysis import Study
from analysis.describe.quotes import choose_quotes, close_quote, pick_quotes
from analysis.describe.story import NOT_SHOWN

ROOMS = {
    "2020": "The Indo-Pacific strategy and the free and open Indo-Pacific were discussed at length.",
    "2021": "The pandemic and vaccines against Covid-19 were discussed by all the ministers there.",
    "2022": "Russia's invasion of Ukraine was discussed by all of the ministers who had come.",
}
PLAIN = "The ministers met again in the morning and had tea in the garden of the old house."


def plant(folder, years=ROOMS, n=4):
    folder.mkdir()
    rows = ["doc_id,date,outlet"]
    for year in years:
        for i in range(n):
            said = f'Prime Minister Narendra Modi said, "{ROOMS[year]}"'
            (folder / f"d{year}{i}.txt").write_text("\n\n".join([said, *[PLAIN] * 3]), "utf-8")
            rows.append(f"d{year}{i},{year}-0{i + 1}-10,The Paper")
    (folder / "metadata.csv").write_text("\n".join(rows), "utf-8")
    return Study(folder, period="year")


def test_the_five_articles_tell_their_story(news):
    story = news.story
    assert "then Russia and Terrorism (11 February 2022)" in story.headline
    assert "Technology" in story.headline.split(", then ")[-1]
    assert story.caveat == NOT_SHOWN and NOT_SHOWN in repr(story)
    assert story.rows["n_documents"].tolist() == [2, 1, 2] and story.rows["n_sentences"].sum() == 79
    assert "Ned Price (US), IANS (Samay Live), 11 February 2022" in story.rows["reading"][1]


def test_planted_priorities_are_told_in_order(tmp_path):
    story = plant(tmp_path / "c").story
    spans = [f"January to April {year}" for year in ROOMS]
    assert story.rows["when"].tolist() == spans
    assert story.headline == (
        f"Stood out: Indo-Pacific ({spans[0]}), then Pandemic ({spans[1]}), then Russia ({spans[2]})"
    )
    for row, theme in zip(
        story.rows.itertuples(), ("Indo-Pacific", "Pandemic", "Russia"), strict=True
    ):
        assert f"Stands out: {theme} (25% of sentences; elsewhere none)" in row.reading
        assert ROOMS[row.when[-4:]][:30] in row.reading and "Modi" in row.reading
        assert "The Paper" in row.reading and row.when in row.reading
    assert (
        "more Pandemic (none to 25%), less Indo-Pacific (25% to none)" in story.rows["reading"][1]
    )


def test_a_quote_is_of_its_stretch_and_theme(news):
    half = news.documents.set_index("doc_id")["date"].dt.year.ge(2022).astype(int)
    quotes = choose_quotes(news.mentions, news.speech, news.documents, half)
    assert (1, "russia") in quotes and (0, "russia") not in quotes
    first = next(iter(quotes[1, "russia"].values()))
    assert "Russia" in first.text and first.date == "11 February 2022"
    assert first.to_markdown().endswith(f"{first.source}, 11 February 2022*")
    assert all(len(said) <= 3 for said in quotes.values())


def test_a_story_is_saved_line_by_line_with_the_places_of_its_quotations(news, tmp_path):
    story = news.story
    assert story.save("told", tmp_path) is story
    rows = pd.read_csv(tmp_path / "told.csv", keep_default_na=False)
    assert rows["part"].value_counts()[["headline", "caveat", "chapter", "quote"]].tolist() == [
        1,
        1,
        3,
        6,
    ]
    plain = repr(story)
    assert all(reading.replace("**", "") in plain.replace("**", "") for reading in rows["reading"])
    for row in rows[rows["part"] == "quote"].itertuples():
        file, _, line = row.place.partition(", line ")
        found = Path("seeds", file).read_text("utf-8").splitlines()[int(line) - 1]
        assert row.reading.strip('“”"…. ')[:40] in found


def test_who_speaks_together_is_named_as_the_text_names_them():
    told = "Both leaders warned about delays over the war in Ukraine in a letter seen by staff."
    spoken = pd.DataFrame(
        {
            "doc_id": ["a", "b"], "sentence_no": 0, "start": 0, "text": told, "n_words": 15,
            "speaker": ["leaders", ""], "side": "joint", "speech": "reported",
        }
    )  # fmt: skip
    mentions = pd.DataFrame({"doc_id": ["a", "b"], "sentence_no": 0, "theme": "russia"})
    documents = pd.DataFrame({"doc_id": ["a", "b"], "source": "S", "file": "t.txt", "text": told})
    documents["date"] = documents["date_low"] = documents["date_high"] = pd.Timestamp("2021-03-04")
    documents["lines"] = None
    quotes = choose_quotes(mentions, spoken, documents, pd.Series(0, index=["a", "b"]))
    assert {quote.who for quote in quotes[0, "russia"].values()} == {"leaders", "joint statement"}


def test_the_place_of_a_quotation_is_its_address_if_it_has_one(tmp_path):
    text = "Russia and Ukraine were discussed by both ministers at length in the capital. " * 3
    rows = {
        "url": ["https://example.org/1", "b"],
        "date": ["2021-03-04", "2022-03-04"],
        "text": text,
    }
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    places = set(Study(tmp_path).story.quotes["place"])
    assert places <= {"https://example.org/1", "t.csv, line 3"} and places
    # a column that is kept beside an id of its own
    table = pd.DataFrame({"id": ["a", "b"], **rows, "url": "https://example.org/2"})
    table.to_csv(tmp_path / "t.csv", index=False)
    kept = Study(tmp_path, columns={"url": "url"}).story.quotes["place"]
    assert set(kept) == {"https://example.org/2"}


@pytest.mark.parametrize("date", ["", "2020-03-04"])
def test_a_story_without_quotations_is_saved(tmp_path, date):
    rows = {"id": ["a"], "date": [date], "text": ["Chop the onions. Stir the soup."]}
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    Study(tmp_path / "t.csv").story.save("told", tmp_path)
    saved = pd.read_csv(tmp_path / "told.csv", keep_default_na=False)
    assert saved["part"].iloc[0] == "headline" and (saved["place"] == "").all()


def test_a_sentence_is_quoted_once():
    quotes = {(0, "a"): {("d", 1): "one", ("d", 2): "two"}, (0, "b"): {("d", 1): "one"}}
    quotes[0, "c"] = {("d", 1): "one", ("d", 2): "two"}
    assert pick_quotes(quotes, 0, ["a", "b", "c"]) == ["one", "two"]
    assert pick_quotes(quotes, 1, ["a"]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We agree," he said, "on Russia', '"We agree," he said, "on Russia …"'),
        ("–5% fell", "–5% fell"),
        ("- – A list of them", "A list of them"),
        ("He said, “we agree on", "He said, “we agree on …”"),
        ("The “Quad” met.", "The “Quad” met."),
        ('end of it."', "end of it."),
        ("« Nous", "Nous"),
        ("the Indo-Pacific,” he said", "“… the Indo-Pacific,” he said"),
    ],
)
def test_marks_of_quotation_are_whole(text, said):
    assert close_quote(text) == said


@settings(max_examples=examples(100))
@given(st.text('ab “”«»"-•, .', max_size=40))
def test_words_of_a_quote_stay_and_its_marks_are_pairs(text):
    said = close_quote(text)
    assert re.sub(r"\W", "", said) == re.sub(r"\W", "", text)
    assert said.count("“") == said.count("”") and said.count("«") == said.count("»")


def test_a_label_of_the_speaker_is_no_part_of_a_quote():
    rows = {"doc_id": ["d"] * 2, "sentence_no": [0, 1], "speaker": ["Jen Psaki", "Jake Sullivan"]}
    said = "MS. PSAKI: We will speak of Russia and of the war in the room today."
    spoken = pd.DataFrame(rows).assign(text=said, n_words=14, side="US", speech="direct", start=0)
    hits = pd.DataFrame({"doc_id": ["d"] * 2, "sentence_no": [0, 1], "theme": ["russia", "china"]})
    documents = pd.DataFrame({"doc_id": ["d"], "date": [pd.Timestamp("2022-02-01")], "source": "W"})
    quotes = choose_quotes(hits, spoken, documents, pd.Series([0], index=["d"]))
    assert next(iter(quotes[0, "russia"].values())).text.startswith("We will speak")
    assert next(iter(quotes[0, "china"].values())).text.startswith("MS. PSAKI")  # somebody else's


def test_where_no_document_is_counted_it_is_said(tmp_path):
    text = "Les ministres ont discuté de la Russie et de la guerre en Ukraine pendant la réunion. "
    text += "Ils se sont mis d’accord sur les technologies et sur le terrorisme dans la région. "
    rows = {"doc_id": list("ab"), "date": ["2021-03-04", "2022-03-04"], "text": [text, text * 2]}
    pd.DataFrame(rows).to_csv(tmp_path / "t.csv", index=False)
    story = Study(tmp_path / "t.csv").story
    assert story.headline.startswith("No document is counted")
    assert "2 reports in another language, or without a sentence, are not counted." in repr(story)


@pytest.mark.parametrize("rows", ["", "d20200,,The Paper"])
def test_without_a_date_there_is_no_story(tmp_path, rows):
    news = plant(tmp_path / "c", ["2020"], 1)
    (tmp_path / "c" / "metadata.csv").write_text(f"doc_id,date,outlet\n{rows}", "utf-8")
    story = news.story
    assert story.rows.empty and "nothing can be told in order of time" in story.headline


def test_years_are_not_known_to_the_month(tmp_path):
    text = "The ministers spoke about Russia and the war in Ukraine during the talks in {}."
    rows = [(str(year), text.format(year)) for year in (2019, 2020, 2021)]
    pd.DataFrame(rows, columns=["date", "text"]).to_csv(tmp_path / "t.csv", index=False)
    story = Study(tmp_path / "t.csv", period="month").story
    assert "No document that is counted has a date known to the month" in story.headline
    assert "3 reports without a date known to the month are in no chapter." in repr(story)
    assert not Study(tmp_path / "t.csv", period="year").story.rows.empty


def test_one_document_has_room_for_something(tmp_path):
    story = plant(tmp_path / "c", ["2022"], 1).story
    assert story.headline == "Most room: Russia (10 January 2022)" and len(story.rows) == 1
    assert "elsewhere" not in repr(story)


def test_names_in_texts_are_shown_as_written(tmp_path):
    news = plant(tmp_path / "c")
    for path in (tmp_path / "c").glob("*.txt"):
        path.write_text(
            path.read_text("utf-8").replace("ministers", "*min* <b>isters</b>"), "utf-8"
        )
    assert "<b>" not in news.story._repr_markdown_()


def test_the_rows_are_what_is_said(news):
    story = news.story
    assert isinstance(story.rows, pd.DataFrame)
    assert all(reading in story._repr_markdown_() for reading in story.rows["reading"])


def test_documents_without_a_date_are_counted_and_in_no_chapter(tmp_path):
    news = plant(tmp_path / "c", n=2)
    table = tmp_path / "c" / "metadata.csv"
    table.write_text(table.read_text("utf-8").replace("d20211,2021-02-10", "d20211,"), "utf-8")
    other = "A harbour was opened on the coast. Ships from nine ports came, and a band played. "
    (tmp_path / "c" / "d20211.txt").write_text(other * 3, "utf-8")
    assert news.story.rows["n_documents"].sum() == 5
    assert repr(news.story).endswith("1 report without a date is in no chapter.")


def test_what_is_known_to_the_year_is_told_by_the_year(tmp_path):
    years = [2001, 2002, 2003]
    texts = [ROOMS[year] + " " + PLAIN for year in ROOMS]
    table = pd.DataFrame({"doc_id": list("abc"), "date": list(map(str, years)), "text": texts})
    table.to_csv(tmp_path / "t.csv", index=False)
    assert Study(tmp_path / "t.csv").story.rows["when"].tolist() == ["2001", "2002", "2003"]
