"""Topics that hold, of `fit_topics` beside scikit-learn's NMF and LDA, and on planted topics.

Run `PYTHONPATH=. python tests/benchmarks/bench_topics.py CORPUS [n_topics] [n_resamples] [n_units]`,
CORPUS a parquet file with `doc_id` and `text` (with `n_units`, so many units are drawn, and clusters of
sentence embeddings compared too, with the extra of that name); `planted [n_corpora]`; `halves CORPUS`,
which topics of one half of the documents are found again in the other; `samples CORPUS [n_units]`, of
one sample of the units in another; or `hold NAME=CORPUS ...`, what notebook
04 finds of each by default settings, as a table (`topics.csv`). All see the same counts of the same
terms in the same units. Stability: matched Jaccard overlap of the first ten words with those of
fits to bootstraps of the documents other than those by which `fit_topics` chose; "anew", no refit
knows the whole; "near", ours started from the whole too and kept what fits better. Held: topics of
.6 and more, their mean stability, NPMI and diversity. One thread; cpu-seconds of one fit.
"""

import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from analysis import Study, fit_topics, split_sentences
from analysis.core.periods import label_periods
from analysis.tone.sentence_vectors import embed_sentences
from analysis.topics.document_terms import count_units, learn_words
from analysis.topics.genre import rate_words
from analysis.topics.models import Factoriser
from analysis.topics.names import compare_topics
from analysis.topics.stability import cohere, find_clashes, first_words, match_sets, resample
from analysis.topics.tables import GENRE
from analysis.topics.units import choose_unit, cut_units, passage_length


class Bench:
    """Rates makers of topics, functions of how often each row counts, on the same counts."""

    def __init__(self, counts, n_resamples):
        self.counts, self.times = counts, resample(counts.doc_ids, 1_000, n_resamples)
        self.clashes = find_clashes(counts.words)

    def words(self, rows):
        return [frozenset(first_words(row, 10, self.clashes)) for row in rows]

    def rate(self, name, make, again=None):
        began = time.process_time()
        whole, shown = make(None)
        spent, found = time.process_time() - began, self.words(whole)
        overlap = np.zeros((len(self.times), len(found)))
        for i, times in enumerate(self.times):
            rows, columns, values = match_sets(found, self.words((again or make)(times)[0]))
            overlap[i, rows] = values
        mean = overlap.mean(axis=0)[shown]
        held = [
            words for words, here in zip(np.array(found)[shown], mean >= 0.6, strict=True) if here
        ]
        row = {
            "method": name,
            "cpu-seconds": round(spent, 1),
            "topics": len(mean),
            "stability": round(mean.mean(), 3),
            "held": len(held),
            "of held": round(mean[mean >= 0.6].mean(), 3) if held else np.nan,
            "NPMI": round(np.nanmean(cohere(self.counts.matrix, [list(w) for w in held])), 3),
            "diversity": len(frozenset().union(*held)) / max(sum(map(len, held)), 1),
        }
        print(row, flush=True)
        return row


def drawn(matrix, times):
    return matrix if times is None else matrix[np.repeat(np.arange(len(times)), times.astype(int))]


def cluster(texts, counts, size):
    """Return what makes topics of clusters of embeddings, with the words that tell them apart by
    class-based TF-IDF (Grootendorst 2022).
    """
    vectors = embed_sentences(texts)

    def make(times):
        drawn_rows = np.arange(len(vectors))
        if times is not None:
            drawn_rows = np.repeat(drawn_rows, times.astype(int))
        label = KMeans(size, n_init=3, random_state=0).fit(vectors[drawn_rows]).labels_
        held = counts.matrix[drawn_rows]
        said = np.stack([np.asarray(held[label == k].sum(axis=0)).ravel() for k in range(size)])
        rare = np.log1p(said.sum() / size / np.maximum(said.sum(axis=0), 1))
        rows = said / np.maximum(said.sum(axis=1, keepdims=True), 1) * rare
        return rows, np.ones(size, dtype=bool)

    return make


def compare(path, n_topics=20, n_resamples=5, n_units=None):
    sentences = split_sentences(pd.read_parquet(path, columns=["doc_id", "text"]))
    size, began = int(n_topics), time.process_time()
    unit = choose_unit(sentences)
    units = cut_units(sentences, unit, passage_length(sentences)).draw(int(n_units or 8_000), 0)
    terms, places = learn_words(sentences)
    counts = count_units(places, units, 10_000, 1.0)
    matter, _ = rate_words(sentences, units, counts, terms)
    print(counts.matrix.shape, unit, f"{time.process_time() - began:.1f} cpu-seconds", flush=True)
    bench, weighed = Bench(counts, int(n_resamples)), TfidfTransformer(sublinear_tf=True)
    ours = Factoriser(counts.matrix, "nmf", 0, matter=matter)
    first = ours.fit([size])[size]
    everything = np.ones(size, dtype=bool)

    def fit(times, near=None):
        found = ours.fit([size], times, near)[size]
        return found.ranks, found.genre() < GENRE

    def plain(model, matrix):
        return lambda times: (model.fit(drawn(matrix, times)).components_, everything)

    tfidf, options = weighed.fit_transform(counts.matrix), {"random_state": 0}
    rows = [
        bench.rate("fit_topics, anew", fit),
        bench.rate("fit_topics, near", fit, lambda times: fit(times, {size: first.words})),
        bench.rate("NMF", plain(NMF(size, init="nndsvda", **options), tfidf)),
        bench.rate(
            "LDA",
            plain(LatentDirichletAllocation(size, max_iter=5, **options), counts.matrix),
        ),
    ]
    if n_units:
        texts = sentences["text"].groupby(units.of_sentence).agg(" ".join)
        texts = texts.reindex(counts.numbers).tolist()
        began = time.process_time()
        make = cluster(texts, counts, size)
        print(f"embedded in {time.process_time() - began:.0f} cpu-seconds", flush=True)
        rows.append(bench.rate("clusters of embeddings", make))
    print(pd.DataFrame(rows).to_string(index=False))


def halves(path):
    """Print which topics of one half of the documents the other half has, by their first words."""
    sentences = split_sentences(pd.read_parquet(path, columns=["doc_id", "text"]))
    names = pd.Series(sentences["doc_id"].unique())
    first = np.random.default_rng(0).permutation(len(names)) < len(names) / 2
    side = sentences["doc_id"].isin(names[first])
    a, b = (fit_topics(sentences[which].reset_index(drop=True)) for which in (side, ~side))
    for rows in (compare_topics(a, b), compare_topics(b, a)):
        print(rows.to_string(index=False))
        found = rows[rows["name_a"] != ""]
        print(f"{found['change'].isin(['kept', 'split']).sum()} of {len(found)} found again")


def samples(path, n_units=4_000):
    """Print which topics of one sample of units are found again in another."""
    news = Study(path)
    documents = news.documents.set_index("doc_id")
    known = {"sources": documents["source"], "dates": documents["date"]}
    a, b = (fit_topics(news.speech, max_units=int(n_units), seed=seed, **known) for seed in (0, 1))
    found = compare_topics(a, b)
    print(a.n_topics, "and", b.n_topics, "topics hold:", found["change"].value_counts().to_dict())
    print(found.to_string())


def plant(seed, n_documents=90):
    """Return sentences that mix topics with genre words of all and words of three sources."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(5, 11))
    name = np.array([f"{a}{b}" for a in "bcdfghklmn" for b in ["ara", "eno", "ilu", "osi"] * 25])
    name = np.array([f"{word}{i}" for i, word in enumerate(name[: 30 * size + 40])])
    own, common, wires = name[: 30 * size].reshape(size, 30), name[30 * size :][:28], name[-12:]
    rows, weight = [], 1 / np.arange(2, 32)
    for d in range(n_documents):
        mixed = rng.dirichlet(np.full(size, 0.15))
        for p in range(8):
            topic = rng.choice(size, p=mixed)
            words = np.concatenate([
                rng.choice(own[topic], 22, p=weight / weight.sum()),
                rng.choice(common, 14), rng.choice(wires.reshape(3, 4)[d % 3], 4),
            ])  # fmt: skip
            rows.append((f"d{d}", p, ", ".join(rng.permutation(words))))
    return pd.DataFrame(rows, columns=["doc_id", "paragraph_no", "text"]), own, weight, wires


def recover(n_corpora=10):
    found = []
    for seed in range(int(n_corpora)):
        sentences, own, weight, wires = plant(seed)
        sources = {doc_id: str(int(doc_id[1:]) % 3) for doc_id in sentences["doc_id"].unique()}
        fit = fit_topics(sentences, sources=sources)
        column = {word: j for j, word in enumerate(fit.model.words)}
        truth = np.zeros((len(own), len(column)))
        for k, words in enumerate(own):
            for word, value in zip(words, weight, strict=True):
                if word in column:
                    truth[k, column[word]] = value
        rows = fit.model.held[: fit.n_topics].toarray()
        scaled = [
            m / np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-12) for m in (truth, rows)
        ]
        near = (scaled[0] @ scaled[1].T).max(axis=1) if len(rows) else np.zeros(len(own))
        wrong = set(wires) & set(fit.topics["word"])
        found.append((len(own), fit.n_topics, near.min(), (near >= 0.9).mean(), len(wrong)))
        print(found[-1], flush=True)
    table = pd.DataFrame(found, columns=["planted", "found", "least", "matched", "source_words"])
    within = ((table["planted"] - table["found"]).abs() <= 2).mean()
    print(table.mean().round(3).to_dict(), "within two:", within)


def hold(*corpora):
    """Print what topics hold; `most_of_every_period`: the largest share that any has of each year."""
    rows = []
    for name, path in (corpus.split("=", 1) for corpus in corpora):
        news = Study(path)
        speech, documents = news.speech, news.documents.set_index("doc_id")
        began = time.process_time()
        topics = fit_topics(speech, sources=documents["source"], dates=documents["date"])
        spent = time.process_time() - began
        rated, weights = topics.rated, topics.weights[topics.weights["topic"] < topics.n_topics]
        years = label_periods(documents["date"], "year")
        by_year = weights.groupby([weights["doc_id"].map(years), "topic"])["share"].mean().unstack()
        rows.append(
            {
                "corpus": name,
                "documents": topics.n_documents,
                "hold": topics.n_topics,
                "fitted": topics.n_fitted,
                "stability": round(rated["stability"].mean(), 3),
                "least": round(rated["stability"].min(), 3),
                "npmi": round(rated["coherence"].mean(), 3),
                "diversity": round(topics.diversity, 3),
                "of_text": round(weights["share"].sum() / topics.weights["share"].sum(), 3),
                "most_of_every_period": round(by_year.min().max(), 3),
                "cpu_seconds": round(spent, 1),
            }
        )
        print(rows[-1], flush=True)
    print(pd.DataFrame(rows).to_csv(index=False))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with threadpool_limits(1):
        run = {"planted": recover, "hold": hold, "halves": halves, "samples": samples}.get(
            sys.argv[1]
        )
        run(*sys.argv[2:]) if run else compare(*sys.argv[1:])
