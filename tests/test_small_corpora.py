"""Every verb of words and topics, to its chart, on corpora that are too small or too alike: tables
and reasons, never a traceback.
"""

import warnings

import pandas as pd
import pytest
from own_lexicon import THEMES

from analysis import compare_terms, find_mentions, fit_topics, weigh_terms
from analysis.charts import (
    chart,
    plot_document_map,
    plot_keyness,
    plot_stability,
    plot_term_map,
    plot_term_network,
    plot_terms,
    plot_topic_map,
    plot_topics,
    plot_trends,
)
from analysis.topics import estimate_topics, name_topics
from analysis.topics.names import label_topics
from analysis.words import compare_topics_themes, link_terms, map_documents

TALKS = "The Quad met on the Indo-Pacific and the South China Sea. Ministers condemned terrorism. Trade and technology grew."
OTHER = "Russia sold hardware to India. The US and India met on technology and trade. Terrorism was condemned again."
CORPORA = {
    "none": [],
    "one": [TALKS],
    "one without words": ["..."],
    "stop words alone": ["The of and.", "It was to be."],
    "two without a word in common": ["Zebra.", "Lion."],
    "five": [TALKS, OTHER, TALKS + " " + OTHER, "Ports. " + TALKS, OTHER + " Rice and wheat."],
    "five empty": [""] * 5,
    "a hundred of one": [TALKS] * 100,
    "other scripts": ["भारत और जापान", "भारत और अमेरिका", "印度 日本"],
}


def make(texts):
    """Return documents, and sentences of one paragraph each."""
    ids = pd.Series([f"d{i:03}" for i in range(len(texts))], dtype="str")
    dates = pd.to_datetime(
        pd.Series([f"{2020 + i % 5}-05-01" for i in range(len(texts))], dtype="str")
    )
    documents = pd.DataFrame({"doc_id": ids, "date": dates, "episode": ids})
    rows = [
        (d, k, k, 0, line)
        for d, text in zip(ids, texts, strict=True)
        for k, line in enumerate(text.split(". "))
    ]
    sentences = pd.DataFrame(
        rows, columns=["doc_id", "sentence_no", "paragraph_no", "start", "text"]
    )
    return documents, sentences.astype(
        {"doc_id": "str", "text": "str", "sentence_no": "int64", "start": "int64"}
    )


@pytest.fixture(autouse=True)
def coarse(monkeypatch):
    """Draw charts in full, but in few pixels, which nobody looks at here."""
    monkeypatch.setattr(chart, "_DPI", 50)


@pytest.mark.parametrize("name", CORPORA)
def test_words(name):
    documents, sentences = make(CORPORA[name])
    charts = [plot_terms(weigh_terms(sentences)), plot_term_map(weigh_terms(sentences))]
    charts.append(plot_term_network(link_terms(sentences)))
    years = documents.set_index("doc_id")["date"].dt.strftime("%Y")
    if years.nunique():
        keyness = compare_terms(sentences, years.max(), groups=years, n_permutations=99)
        charts.append(plot_keyness(keyness, a=years.max(), b="before"))
    else:
        with pytest.raises(ValueError, match="group '2024' has no document"):
            compare_terms(sentences, "2024", groups=years)
    assert all(chart.alt and chart.to_png() for chart in charts)


@pytest.mark.parametrize(
    "options",
    [{}, {"unit": "passage"}, {"unit": "document"}, {"seeds": THEMES.list_terms()}],
)
@pytest.mark.parametrize("name", CORPORA)
def test_topics(name, options):
    documents, sentences = make(CORPORA[name])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = fit_topics(sentences, n_resamples=3, **options)
        assert fit.note or fit.n_topics
        named = len(name_topics(fit)) - (fit.rest is not None)
        assert len(label_topics(fit)) == named == fit.n_topics
        trends = estimate_topics(documents, fit.weights, fit.refits)
        assert (
            compare_topics_themes(fit.topics, fit.weights, find_mentions(sentences, THEMES))
            is not None
        )
        charts = [
            plot_topics(fit.topics, fit.weights, fit.stability),
            plot_stability(fit.stability),
            plot_document_map(map_documents(fit.weights), fit.topics),
            plot_topic_map(trends, labels=name_topics(fit)),
            plot_trends(trends, labels=name_topics(fit)),
        ]
        assert all(chart.alt and (options or chart.to_png()) for chart in charts)
        if fit.n_topics == 0:
            assert fit.note.startswith(("topics need more text", "no topic holds"))
            assert "Nothing to draw" in charts[0].alt
