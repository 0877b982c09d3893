"""Coherence, diversity, stability and cost of `fit_topics` beside scikit-learn's NMF and LDA.

Run `PYTHONPATH=. python tests/benchmarks/bench_topics.py CORPUS [n_resamples] [n_topics] [n_terms]`; CORPUS is a parquet file
with `doc_id` and `text` (default 5 resamples, 20 topics, 10,000 terms). All see the same counts of the same words, by document:
scikit-learn's NMF as it is (TF-IDF, NNDSVDa, 200 steps) and with our TF-IDF, its LDA (batch, counts) with as many steps as
fit into the cpu-seconds of its NMF and with thirty. NPMI of the first ten words over documents; diversity, the share
of different words among them; stability, the matched Jaccard overlap of the first ten words with those of fits to
bootstraps of the documents: "anew", every refit without knowledge of the whole; "ours" as `fit_topics` measures it,
which for NMF also starts from the topics of the whole and keeps what fits better. One BLAS thread; cpu-seconds
of one fit, counting apart.
"""

import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import TfidfTransformer
from threadpoolctl import threadpool_limits

from analysis import split_sentences
from analysis.counts import count_units
from analysis.factorise import factorise
from analysis.refits import cohere, first_words, match_sets


def words_of(rows):
    return [first_words(row, 10) for row in rows]


def overlap(a, b):
    return float(np.mean(match_sets([frozenset(x) for x in a], [frozenset(x) for x in b])[2]))


def ours(size, method="nmf"):
    def fit(counts, near=None):
        found = factorise(counts, [size], method, 0, near=near and {size: near.words})[size]
        return words_of(found.relevance()), found

    return fit


def nmf(size, **options):
    def fit(counts, near=None):
        model = NMF(size, init="nndsvda", random_state=0).fit(TfidfTransformer(**options).fit_transform(counts))
        return words_of(model.components_), None

    return fit


def lda(size, steps):
    def fit(counts, near=None):
        return words_of(LatentDirichletAllocation(size, max_iter=steps, random_state=0).fit(counts).components_), None

    return fit


def rate(name, fit, counts, draws, near=False):
    began = time.process_time()
    words, found = fit(counts)
    seconds = time.process_time() - began
    again = [fit(counts[draw])[0] for draw in draws]
    row = {
        "method": name,
        "cpu-seconds": round(seconds, 1),
        "NPMI": round(float(np.nanmean(cohere(counts, words))), 3),
        "diversity": len(set(sum(words, []))) / sum(map(len, words)),
        "stability anew": round(float(np.mean([overlap(words, other) for other in again])), 3),
    }
    if near:
        again = [fit(counts[draw], found)[0] for draw in draws]
        row["ours"] = round(float(np.mean([overlap(words, other) for other in again])), 3)
    print(row, flush=True)
    return row


def main(path, n_resamples=5, n_topics=20, n_terms=10_000):
    warnings.simplefilter("ignore")
    sentences = split_sentences(pd.read_parquet(path, columns=["doc_id", "text"]))
    began = time.process_time()
    counts = count_units(sentences, "document", n_terms, 0.5).matrix
    print(
        f"{counts.shape[0]} documents, {counts.shape[1]} words; counting {time.process_time() - began:.1f} cpu-seconds"
    )
    rng = np.random.default_rng(1)
    draws = [rng.integers(counts.shape[0], size=counts.shape[0]) for _ in range(n_resamples)]
    rows = [rate("fit_topics, nmf", ours(n_topics), counts, draws, near=True)]
    rows.append(rate("scikit-learn NMF", nmf(n_topics), counts, draws))
    rows.append(rate("scikit-learn NMF, our TF-IDF", nmf(n_topics, sublinear_tf=True), counts, draws))
    began = time.process_time()
    lda(n_topics, 1)(counts)
    steps = max(int(rows[1]["cpu-seconds"] / (time.process_time() - began)), 1)
    rows.append(rate(f"scikit-learn LDA, {steps} steps", lda(n_topics, steps), counts, draws[:2]))
    rows.append(rate("fit_topics, lda (30 steps)", ours(n_topics, "lda"), counts, draws[:1]))
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    with threadpool_limits(1):
        main(sys.argv[1], *map(int, sys.argv[2:]))
