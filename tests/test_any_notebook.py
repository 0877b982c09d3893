"""Any corpus runs to its end: all seven notebooks on odd corpora, and with lexicons of one's own."""

import json

import all_verbs
import pytest
from long_run import LONG, choose
from run_notebooks import NOTEBOOKS, run_notebook

import analysis
from analysis.charts import chart
from analysis.stats import power

BOOKS = sorted(book.name[:2] for book in NOTEBOOKS.glob("*.ipynb"))
# The notebooks that a short run tries on a corpus of each kind: those that its kind can trouble,
# and each notebook on several. A long run tries all on all.
THROUGH_NOTEBOOKS = {
    "one": BOOKS,
    "no dates": ["02"],
    "25 years": ["03"],
    "days and intervals": ["06"],
    "headlines": ["04"],
    "no theme": ["00"],
    "mixed languages": ["03"],
    "prices and marks": ["00"],
    "transcripts": ["05"],
    "marks alone": ["01", "04"],
    "1 and 9999": ["05"],
}
PAIRS = choose(
    [(book, name) for name in THROUGH_NOTEBOOKS for book in BOOKS],
    [(book, name) for name, books in THROUGH_NOTEBOOKS.items() for book in books],
)


@pytest.fixture(autouse=True)
def coarse(monkeypatch):
    """Draw charts in full, but in few pixels, which nobody looks at here."""
    monkeypatch.setattr(chart, "_DPI", 50)
    if not LONG:  # fifty draws a ratio: what is found is not looked at here
        monkeypatch.setattr(power, "_DRAWS", 1)


@pytest.mark.parametrize(("book", "name"), PAIRS)
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


# Those that speak of themes, and which of them a short run tries.
OF_THEMES = ["00", "02", "04", "05", "06"]
LEXICON_PAIRS = choose(
    [(book, lexicon) for lexicon in LEXICONS for book in OF_THEMES],
    [
        *[("00", "one theme"), ("05", "no hit"), ("06", "no hit"), ("02", "sixty")],
        *[("04", "context alone"), ("00", "everywhere")],
    ],
)


@pytest.mark.parametrize(("book", "lexicon"), LEXICON_PAIRS)
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
