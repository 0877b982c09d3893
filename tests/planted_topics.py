"""Sentences of three subjects that share no word, for the tests of topics."""

import numpy as np
import pandas as pd

SEA = "ship port sea coast harbour navy"
LAW = "court judge law statute appeal verdict"
FARM = "wheat rice crop soil harvest tractor"


def make(*documents):
    """Return sentences: one document an argument, each of its paragraphs a string of words."""
    rows = [
        (f"d{i:03}", k, text.replace(" ", ", "))  # no phrase crosses a comma
        for i, document in enumerate(documents)
        for k, text in enumerate(document)
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "paragraph_no", "text"])
    return frame.astype({"doc_id": "str", "text": "str"})


def rotate(words, n):
    """Return n paragraphs of the words with another one left out of each."""
    words = words.split()
    return [" ".join(w for i, w in enumerate(words) if i != k % len(words)) for k in range(n)]


THREE = make(*(rotate(SEA, 3) + rotate(LAW, 2) + rotate(FARM, 1 + i % 2) for i in range(5)))


def make_large():
    """Return more documents and words than an exact SVD is computed for."""
    rng = np.random.default_rng(0)
    words = np.array([f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(520)])
    subjects = rng.dirichlet(np.full(len(words), 0.05), 6)
    mixed = rng.dirichlet(np.full(6, 0.2), 400) @ subjects
    return make(*([" ".join(rng.choice(words, 60, p=share))] for share in mixed))
