"""Documents drawn from one source whose words come in bursts, some of them planted in one of two
groups.
"""

import numpy as np
import pandas as pd


def draw(n_documents, n_terms, *, seed, n_words=300, burst=0.5, planted=0, times=3.0, uneven=True):
    """Return sentences (one a document), the group of each doc_id ("a", "b"), and the terms planted
    in "a".

    A term's rate differs from document to document by a gamma distribution of shape `burst`: the
    smaller, the more of a term's occurrences stand in few documents. Documents are half to one and
    a half times as long as the mean, or, unless they are `uneven`, of about one length.
    """
    rng = np.random.default_rng(seed)
    names = np.array(
        [f"w{chr(97 + j // 26 % 26)}{chr(97 + j % 26)}{chr(97 + j // 676)}" for j in range(n_terms)]
    )
    rates = 1 / np.arange(3, n_terms + 3)
    rates = n_words * rng.permutation(rates / rates.sum())
    in_a = np.arange(n_documents) < n_documents // 2
    lift = np.where(in_a[:, None] & (np.arange(n_terms) < planted), times, 1.0)
    length = rng.uniform(0.5, 1.5, size=(n_documents, 1))
    if not uneven:
        length = np.ones_like(length)
    counts = rng.poisson(
        lift * length * rates * rng.gamma(burst, 1 / burst, size=(n_documents, n_terms))
    )
    # A full stop after each word: every term is one word.
    texts = [" ".join(f"{w}." for w in rng.permutation(np.repeat(names, row))) for row in counts]
    ids = [f"d{i:04}" for i in range(n_documents)]
    sentences = pd.DataFrame({"doc_id": ids, "text": texts}).astype("str")
    return sentences, dict(zip(ids, np.where(in_a, "a", "b"), strict=True)), set(names[:planted])
