"""Time and yield of `mark_copies` beside its peers on planted copies.

Run `PYTHONPATH=. python tests/benchmarks/bench_copies.py [n_documents ...]` (default 1000 10000
100000). Peers: exact Jaccard of all pairs by sparse product (scikit-learn, up to 10,000 documents)
and, where they are installed, MinHash-LSH of datasketch and rensa (128 permutations, runs of four
words, Jaccard .5, up to 10,000). A second table gives precision and recall over pairs by the rate
of edited words, half of the copies with a new lead, all cut. A third gives the share of pairs of
each kind that are taken for copies, with the limit on passages of a text's own and without.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from planted_copies import edit, join, plant, rate_pairs, write_sentences  # noqa: E402

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


def write_pairs(rng):
    """Yield a pair of stories of 6 to 15 sentences of each kind: copies, and others that are none."""

    def new(n):
        return write_sentences(rng, n)

    n = int(rng.integers(6, 16))
    for rate in (0.05, 0.2):
        story = new(n)
        yield f"copy: {rate:.0%} of words edited", story, edit(rng, story, rate)
    story = new(n)
    yield "copy: one sentence of the lead new", story, edit(rng, new(1) + story[1:], 0.05)
    story = new(max(n, 8))
    yield "copy: two sentences new, of 8 or more", story, edit(rng, new(2) + story[2:], 0.05)
    story = new(n)
    cut = story[1 : max(4, round(0.6 * n))]
    yield "copy: lead new, cut to three fifths", story, edit(rng, new(1) + cut, 0.05)
    story = new(n)
    yield "copy: updated, a half added", story, edit(rng, story + new(n // 2), 0.03)
    story = new(n)
    later = list(story)
    for k in rng.choice(n, max(1, n // 6), replace=False):
        later[k] = new(1)[0]
    yield "copy: updated, a sixth replaced", story, edit(rng, later + new(2), 0.03)
    for part in (0.5, 0.6, 0.7):
        shared = new(round(part * n))
        own = n - len(shared)
        yield f"none: releases that end alike, {part:.0%}", new(own) + shared, new(own) + shared
    shared = new(round(0.6 * n))
    pair = [shared + new(n - len(shared)) for _ in range(2)]
    for text in pair:
        rng.shuffle(text)
    yield "none: reports that quote the same, 60%", *pair


def by_kinds(n=400):
    rng = np.random.default_rng(11)
    rows = [row for _ in range(n) for row in write_pairs(rng)]
    kinds = [kind for kind, *_ in rows]
    texts = [join(text) for _, *pair in rows for text in pair]
    documents = pd.DataFrame({"text": texts, "date": pd.Timestamp("2021-05-04")})
    documents["doc_id"] = [f"d{k}" for k in range(len(texts))]
    found = {}
    for name, own in (("without the limit", 1.0), ("with it", 0.25)):
        marked = (mark_copies(documents, own=own)["copy_of"] != "").to_numpy().reshape(-1, 2)
        found[name] = pd.Series(marked.any(axis=1)).groupby(kinds, sort=False).mean()
    return pd.DataFrame(found).round(3)


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
    print(by_kinds().to_string())
