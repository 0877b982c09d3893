"""False positives, power and time of `compare_terms` beside tests that count words.

Run `PYTHONPATH=. python tests/benchmarks/bench_keyness.py [n_corpora]` (default 40). Corpora of one
source, whose words come in bursts (gamma shape .2 to 2), are split at random; every term with p at
most .05 is a false positive. Peers on the same counts: chi-square of the two-by-two table of words
and the z of log-odds (1.96), both of which take words for independent. A third of the corpora hold
terms that are three times as frequent in one group: power is the share of those with p at most .05.
The last table is the time of the splits on 3,000 documents by 10,000 terms.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.stats import chi2_contingency

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from planted_words import draw  # noqa: E402

from analysis import compare_terms  # noqa: E402
from analysis.words.keyness import _compare  # noqa: E402
from analysis.words.log_odds import Counts  # noqa: E402

OPTIONS = {"max_words": 1, "n_permutations": 999}


def chi_square(found, n_a, n_b):
    tables = found[["count_a", "count_b"]].to_numpy()
    return np.array([chi2_contingency([[a, n_a - a], [b, n_b - b]]).pvalue for a, b in tables])


def rates(n_corpora, n_documents, burst, planted):
    rows = []
    for seed in range(n_corpora):
        sentences, groups, hits = draw(n_documents, 150, seed=seed, burst=burst, planted=planted)
        found = compare_terms(sentences, "a", groups=groups, **OPTIONS)
        words = (
            sentences["text"].str.split().map(len).groupby(sentences["doc_id"].map(groups)).sum()
        )
        chi = chi_square(found, words["a"], words["b"])
        at = found["term"].isin(hits) if planted else np.ones(len(found), dtype=bool)
        rows.append(
            [
                np.mean(found["p"][at] <= 0.05),
                np.mean(chi[at] <= 0.05),
                np.mean(found["z"][at].abs() > 1.96),
            ]
        )
    return np.mean(rows, axis=0)


def compare(n_corpora):
    for n_documents in (8, 24, 100):
        for burst in (0.2, 0.5, 2.0):
            false = rates(n_corpora, n_documents, burst, 0)
            power = rates(max(n_corpora // 3, 1), n_documents, burst, 30)
            yield n_documents, burst, *false, power[0]


def stopwatch(n_documents=3000, n_terms=10_000, mean=500):
    rng = np.random.default_rng(0)
    share = 1 / np.arange(10, n_terms + 10)
    columns = [
        np.unique(rng.choice(n_terms, mean, p=share / share.sum())) for _ in range(n_documents)
    ]
    rows = np.repeat(np.arange(n_documents), [len(c) for c in columns])
    cells = (rng.poisson(1, len(rows)) + 1.0, (rows, np.concatenate(columns)))
    matrix = csr_array(cells, shape=(n_documents, n_terms))
    in_a = np.arange(n_documents) % 2 == 0
    counts = Counts(
        matrix,
        [f"t{j}" for j in range(n_terms)],
        matrix.sum(axis=1) * 2,
        in_a,
        np.arange(n_documents),
    )
    for n in (999, 9_999):
        began = time.process_time()
        _compare(counts, 1.0, n, 0)
        yield n, matrix.nnz, time.process_time() - began


if __name__ == "__main__":
    columns = ["n_documents", "burst", "ours", "chi-square", "z of words", "power of ours"]
    table = pd.DataFrame(compare(int(sys.argv[1]) if sys.argv[1:] else 40), columns=columns)
    print(
        "Share of terms at p <= .05 where there is nothing to find, and of planted ones (3 times as frequent)"
    )
    print(table.round(3).to_string(index=False))
    print(
        pd.DataFrame(stopwatch(), columns=["splits", "cells", "cpu-seconds"])
        .round(1)
        .to_string(index=False)
    )
