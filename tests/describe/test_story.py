"""The story of a corpus: of the five articles, of planted ones, and of those that have none."""

import pandas as pd
import pytest

from analysis import Study
from analysis.describe.quotes import choose_quotes

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


def test_the_five_articles_tell_their_story():
    story = Study("seeds").story
    assert "through Russia and Terrorism (11 February 2022)" in story.headline
    assert "Technology" in story.headline.split(" to ")[-2] + story.headline.split(" to ")[-1]
    assert story.rows["n_documents"].tolist() == [2, 1, 2] and story.rows["n_sentences"].sum() == 79
    assert "Ned Price (US), IANS (Samay Live), 11 February 2022" in story.rows["reading"][1]


def test_planted_priorities_are_told_in_order(tmp_path):
    story = plant(tmp_path / "c").story
    assert story.headline == ("From Indo-Pacific (2020), through Pandemic (2021), to Russia (2022)")
    for row, theme in zip(
        story.rows.itertuples(), ("Indo-Pacific", "Pandemic", "Russia"), strict=True
    ):
        assert f"Stands out: {theme} (25% of sentences; elsewhere none)" in row.reading
        assert ROOMS[row.when][:30] in row.reading and "Modi" in row.reading
        assert "The Paper" in row.reading and row.when in row.reading
    assert (
        "more Pandemic (none to 25%), less Indo-Pacific (25% to none)" in story.rows["reading"][1]
    )


def test_a_quote_is_of_its_stretch_and_theme():
    news = Study("seeds")
    half = news.documents.set_index("doc_id")["date"].dt.year.ge(2022).astype(int)
    quotes = choose_quotes(news.mentions, news.speech, news.documents, half)
    assert (1, "russia") in quotes and (0, "russia") not in quotes
    assert "Russia" in quotes[1, "russia"] and quotes[1, "russia"].endswith("11 February 2022*")


@pytest.mark.parametrize("rows", ["", "d20200,,The Paper"])
def test_without_a_date_there_is_no_story(tmp_path, rows):
    news = plant(tmp_path / "c", ["2020"], 1)
    (tmp_path / "c" / "metadata.csv").write_text(f"doc_id,date,outlet\n{rows}", "utf-8")
    story = news.story
    assert story.rows.empty and "nothing can be told in order of time" in story.headline


def test_one_document_has_room_for_something(tmp_path):
    story = plant(tmp_path / "c", ["2022"], 1).story
    assert story.headline == "Most room: Russia (2022)" and len(story.rows) == 1
    assert "elsewhere" not in repr(story)


def test_names_in_texts_are_shown_as_written(tmp_path):
    news = plant(tmp_path / "c")
    for path in (tmp_path / "c").glob("*.txt"):
        path.write_text(
            path.read_text("utf-8").replace("ministers", "*min* <b>isters</b>"), "utf-8"
        )
    assert "<b>" not in news.story._repr_markdown_()


def test_the_rows_are_what_is_said():
    story = Study("seeds").story
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
