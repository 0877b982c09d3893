"""Any corpus runs to its end: all seven notebooks on odd corpora, and with lexicons of one's own."""

import json

import all_verbs
import pytest
from run_notebooks import NOTEBOOKS, run_notebook

import analysis
from analysis.charts import chart

THROUGH_NOTEBOOKS = (
    "one", "no dates", "25 years", "headlines", "no theme", "mixed languages", "prices and marks", "transcripts", "marks alone", "1 and 9999",
)  # fmt: skip
BOOKS = sorted(book.name[:2] for book in NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(autouse=True)
def coarse(monkeypatch):
    """Draw charts in full, but in few pixels, which nobody looks at here."""
    monkeypatch.setattr(chart, "_DPI", 50)


@pytest.mark.parametrize("name", THROUGH_NOTEBOOKS)
@pytest.mark.parametrize("book", BOOKS)
def test_notebooks_run_on_any_corpus(written, book, name, monkeypatch):
    # the grades are those of the project's own articles
    monkeypatch.delenv("ANALYSIS_CLAIMS", raising=False)
    assert not all_verbs.find_faults(run_notebook(book, written(name)[0]))


LEXICONS = {
    "one theme": {"trade": {"label": "Trade $x$ & <b>", "terms": ["trade", "climate finance"]}},
    "no hit": {
        "fish": {"label": "Fish", "terms": ["zebrafish"]},
        "lion": {"label": "Lion", "terms": ["lionfish"]},
    },
    "sixty": {
        f"t{i}": {
            "label": f"Theme {i}",
            "terms": [["officials", "climate finance"][i] if i < 2 else f"word{i}"],
        }
        for i in range(60)
    },
    "context alone": {"trade": {"label": "Trade", "context": True, "terms": ["officials"]}},
    "everywhere": {
        "they": {"label": "They", "terms": ["officials", "of", "and"]},
        "fish": {"label": "Fish", "terms": ["zebrafish"]},
    },
}


@pytest.mark.parametrize("book", ["00", "02", "04", "05", "06"])  # those that speak of themes
@pytest.mark.parametrize("lexicon", LEXICONS)
def test_notebooks_run_with_themes_of_ones_own(written, book, lexicon, tmp_path, monkeypatch):
    monkeypatch.delenv("ANALYSIS_CLAIMS", raising=False)
    (tmp_path / "themes.yml").write_text(
        json.dumps({"themes": LEXICONS[lexicon]}), encoding="utf-8"
    )
    read = analysis.study.read_themes
    monkeypatch.setattr(
        analysis.study, "read_themes", lambda *path: read(*(path or (tmp_path / "themes.yml",)))
    )
    assert not all_verbs.find_faults(run_notebook(book, written("leap days")[0]))
