"""Coherence, diversity, stability and cost of `fit_topics` beside other makers of topics.

Run `PYTHONPATH=. python tests/benchmarks/bench_topics.py CORPUS [unit] [max_share] [n_resamples]
[n_topics] [n_terms]`; CORPUS is a parquet file with `doc_id` and `text` (default: passage, .15, 4
resamples, 20 topics, 10,000 terms; "document .5" for whole speeches). All see the same counts of
the same words: scikit-learn's NMF as it is (TF-IDF, NNDSVDa, 200 steps) and with our TF-IDF; LDA on
the counts by scikit-learn (batch), and by gensim and tomotopy where they are installed, each with
the cpu-seconds that scikit-learn's NMF took, and scikit-learn's with thirty steps too. NPMI of the
first ten words, over whole documents and over the units; diversity, the share of different words
among them; stability, the matched Jaccard overlap of the first ten words with those of fits to
bootstraps of the documents, mean, least and most: "anew", every refit without knowledge of the
whole; "ours" as `fit_topics` measures it, which also starts from the topics of the whole and keeps
what fits better. One thread; cpu-seconds of one fit, counting apart.
"""

import importlib.util
import sys
import time
import warnings

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, csr_matrix
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from analysis import split_sentences
from analysis.topics.document_terms import count_units
from analysis.topics.models import factorise
from analysis.topics.stability import _resample, cohere, first_words, match_sets


def words_of(rows):
    return [first_words(row, 10) for row in np.asarray(rows)]


def overlap(a, b):
    return float(np.mean(match_sets([frozenset(x) for x in a], [frozenset(x) for x in b])[2]))


def ours(size, method="nmf"):
    def fit(counts, near=None):
        found = factorise(counts, [size], method, 0, near=near and {size: near.words})[size]
        return words_of(found.relevance()), found

    return fit


def nmf(size, **options):
    def fit(counts, near=None):
        model = NMF(size, init="nndsvda", random_state=0).fit(
            TfidfTransformer(**options).fit_transform(counts)
        )
        return words_of(model.components_), None

    return fit


def lda(size, steps):
    def fit(counts, near=None):
        return words_of(
            LatentDirichletAllocation(size, max_iter=steps, random_state=0).fit(counts).components_
        ), None

    return fit


def tomotopy(size, seconds):
    import tomotopy as tp

    def fit(counts, near=None):
        model, began = tp.LDAModel(k=size, seed=0), time.process_time()
        counts = csr_matrix(counts)
        for i in range(counts.shape[0]):
            a, b = counts.indptr[i : i + 2]
            model.add_doc(
                np.repeat(counts.indices[a:b], counts.data[a:b].astype(int)).astype(str).tolist()
            )
        while time.process_time() - began < seconds:
            model.train(10, workers=1)
        rows = np.zeros((size, counts.shape[1]))
        rows[:, [int(word) for word in model.used_vocabs]] = [
            model.get_topic_word_dist(k) for k in range(size)
        ]
        return words_of(rows), None

    return fit


def gensim(size, seconds):
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    def fit(counts, near=None):
        corpus, began = (
            Sparse2Corpus(csr_matrix(counts), documents_columns=False),
            time.process_time(),
        )
        names = {j: str(j) for j in range(counts.shape[1])}
        model = LdaModel(corpus, num_topics=size, id2word=names, random_state=0, eval_every=None)
        while time.process_time() - began < seconds:
            model.update(corpus)
        return words_of(model.get_topics()), None

    return fit


def peers(size, seconds, step):
    """Yield name, fit and number of resamples of each that allocates."""
    steps = max(int(seconds / step), 1)
    yield f"scikit-learn LDA, {steps} steps", lda(size, steps), 2
    for name, make in (("gensim LDA", gensim), ("tomotopy LDA", tomotopy)):
        if importlib.util.find_spec(name.split()[0]):
            yield f"{name}, as long", make(size, seconds), 2
    yield "fit_topics, lda (30 steps)", ours(size, "lda"), 1


class Bench:
    """Rates fits to the counts of units; coherence over documents too."""

    def __init__(self, counts, n_resamples):
        self.matrix = counts.matrix
        documents, code = np.unique(counts.doc_ids, return_inverse=True)
        adder = csr_array(
            (np.ones(len(code)), (code, np.arange(len(code)))), shape=(len(documents), len(code))
        )
        self.by_document = csr_array(adder @ counts.matrix)
        self.draws = _resample(counts.doc_ids, 1, n_resamples)

    def rate(self, name, fit, n=None, near=False):
        began = time.process_time()
        words, found = fit(self.matrix)
        row = {"method": name, "cpu-seconds": round(time.process_time() - began, 1)}
        for column, counts in (("NPMI", self.by_document), ("NPMI of units", self.matrix)):
            row[column] = round(float(np.nanmean(cohere(counts, words))), 3)
        row["diversity"] = len(set(sum(words, []))) / sum(map(len, words))
        for column, start in (("anew", None), ("ours", found))[: 1 + near]:
            again = [overlap(words, fit(self.matrix[draw], start)[0]) for draw in self.draws[:n]]
            row[column] = f"{np.mean(again):.3f} ({min(again):.2f} to {max(again):.2f})"
        print(row, flush=True)
        return row


def main(path, unit="passage", max_share=0.15, n_resamples=4, n_topics=20, n_terms=10_000):
    warnings.simplefilter("ignore")
    n_topics, began = int(n_topics), time.process_time()
    sentences = split_sentences(pd.read_parquet(path, columns=["doc_id", "text"]))
    counts = count_units(sentences, unit, int(n_terms), float(max_share))
    print(
        f"{counts.matrix.shape} {unit}s by words; split and counted in {time.process_time() - began:.1f} cpu-seconds"
    )
    bench = Bench(counts, int(n_resamples))
    rows = [bench.rate("fit_topics, nmf", ours(n_topics), near=True)]
    rows.append(bench.rate("scikit-learn NMF", nmf(n_topics)))
    rows.append(bench.rate("scikit-learn NMF, our TF-IDF", nmf(n_topics, sublinear_tf=True)))
    began = time.process_time()
    lda(n_topics, 1)(counts.matrix)
    for name, fit, n in peers(n_topics, rows[1]["cpu-seconds"], time.process_time() - began):
        rows.append(bench.rate(name, fit, n))
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    with threadpool_limits(1):
        main(*sys.argv[1:])
