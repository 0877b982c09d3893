"""Time and yield of `mark_copies` beside its peers on planted copies.

Run `PYTHONPATH=. python tests/benchmarks/bench_copies.py [n_documents ...]` (default 1000 10000
100000). Peers: exact Jaccard of all pairs by sparse product (scikit-learn, up to 10,000 documents)
and, where they are installed, MinHash-LSH of datasketch and rensa (128 permutations, runs of four
words, Jaccard .5, up to 10,000). A second table gives precision and recall over pairs by the rate
of edited words, half of the copies with a new lead, all cut.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from planted_copies import plant, rate_pairs  # noqa: E402

from analysis.corpus.copies import mark_copies  # noqa: E402

JACCARD = 0.5
MOST_FOR_PEERS = 10_000


def ours(documents):
    marked = mark_copies(documents)
    return marked["copy_of"].where(marked["copy_of"] != "", marked["doc_id"])


def components(pairs, n):
    a, b = np.array(pairs, dtype=int).reshape(-1, 2).T
    return connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)[
        1
    ]


def shingles(text):
    words = text.lower().replace(".", "").split()
    return [" ".join(words[i : i + 4]) for i in range(len(words) - 3)]


def all_pairs(documents):
    from sklearn.feature_extraction.text import HashingVectorizer

    options = {
        "analyzer": shingles,
        "binary": True,
        "norm": None,
        "alternate_sign": False,
        "n_features": 2**24,
    }
    counts = HashingVectorizer(**options).transform(documents["text"])
    sizes, found = np.asarray(counts.sum(axis=1)).ravel(), []
    for i in range(0, len(documents), 500):
        shared = (counts[i : i + 500] @ counts.T).tocoo()
        jaccard = shared.data / (sizes[shared.row + i] + sizes[shared.col] - shared.data)
        keep = jaccard >= JACCARD
        found += zip(shared.row[keep] + i, shared.col[keep], strict=True)
    return components(found, len(documents))


def datasketch(documents):
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=JACCARD, num_perm=128), []
    tokens = [[s.encode() for s in shingles(text)] for text in documents["text"]]
    for i, sketch in enumerate(MinHash.bulk(tokens, num_perm=128)):
        found += [(i, j) for j in index.query(sketch)]
        index.insert(i, sketch)
    return components(found, len(documents))


def rensa(documents):
    from rensa import RMinHash, RMinHashLSH

    index, found = RMinHashLSH(threshold=JACCARD, num_perm=128, num_bands=32), []
    for i, text in enumerate(documents["text"]):
        sketch = RMinHash(num_perm=128, seed=0)
        sketch.update(shingles(text))
        found += [(i, j) for j in index.query(sketch)]
        index.insert(i, sketch)
    return components(found, len(documents))


def compare(sizes):
    for n in sizes:
        documents = plant(n)
        megabytes = documents["text"].str.len().sum() / 1e6
        for method in (ours, all_pairs, datasketch, rensa) if n <= MOST_FOR_PEERS else (ours,):
            began = time.perf_counter()
            try:
                groups = method(documents)
            except ImportError:
                continue
            seconds = time.perf_counter() - began
            precision, recall = rate_pairs(groups, documents["family"])
            yield (
                n,
                method.__name__,
                round(seconds, 2),
                round(megabytes / seconds, 1),
                precision,
                recall,
            )


def by_edits():
    for quoted in (0.3, 0.5):
        for rate in (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
            documents = plant(1600, seed=1, rate=rate, quoted=quoted)
            yield quoted, rate, *rate_pairs(ours(documents), documents["family"])


if __name__ == "__main__":
    ours(plant(80))  # loads the libraries
    rows = compare([int(n) for n in sys.argv[1:]] or [1_000, 10_000, 100_000])
    columns = ["n_documents", "method", "seconds", "MB/s", "precision", "recall"]
    print(pd.DataFrame(rows, columns=columns).round(3).to_string(index=False))
    print(
        pd.DataFrame(by_edits(), columns=["quoted", "edited", "precision", "recall"])
        .round(3)
        .to_string(index=False)
    )
