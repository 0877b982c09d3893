"""How fast words and phrases are counted and weighed, beside scikit-learn.

Run: PYTHONPATH=. python tests/benchmarks/bench_words.py CORPUS.parquet [n_documents]   (columns
doc_id and text; 250 unless given)

All times are cpu-seconds of one process, the least of three runs. The peers see the same sentences,
joined by document, with phrases of one to three words, their own token pattern and their own
English stop words. They count every run of words, over any mark of punctuation and over stop words
left out; here phrases are those whose words stand together more than by chance, their parts count
where they stand alone, and words of genre are told and left out. "One text at a time" lists every
phrase of the plain definition that the suite's own tests compare with. The second table doubles the corpus four times: a time that grows with the text alone
doubles too.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plain_phrases import list_phrases

from analysis import split_sentences, weigh_terms
from analysis.text import phrases
from analysis.text.vocabulary import stop_words
from analysis.words import counted


def measure(call, runs=3):
    times = []
    for _ in range(runs):
        phrases._read_again.cache_clear()  # or the second run would read nothing
        counted._KEPT.clear()
        start = time.process_time()
        out = call()
        times.append(time.process_time() - start)
    return min(times), out


def count(sentences):
    documents = sentences.groupby("doc_id", sort=True)
    return counted.find_terms(sentences).count(documents.ngroup().to_numpy(), documents.ngroups)


def peers(joined):
    options = {"ngram_range": (1, 3), "stop_words": "english", "min_df": 1}
    yield "scikit-learn CountVectorizer", lambda: CountVectorizer(**options).fit_transform(joined)
    yield "scikit-learn TfidfVectorizer", lambda: TfidfVectorizer(**options).fit_transform(joined)


def main(path, n_documents=250):
    documents = pd.read_parquet(path, columns=["doc_id", "text"])
    documents = documents.iloc[
        np.random.default_rng(0).permutation(len(documents))[: int(n_documents)]
    ]
    sentences = split_sentences(documents)
    joined = sentences["text"].groupby(sentences["doc_id"]).agg(" ".join).tolist()
    megabytes = sum(map(len, joined)) / 1e6
    print(
        f"{len(documents):,} documents, {len(sentences):,} sentences, {megabytes:.1f} million characters\n"
    )
    rows = [
        ("counts of terms", *measure(lambda: count(sentences))),
        ("weigh_terms", *measure(lambda: weigh_terms(sentences))),
        (
            "phrases, one text at a time",
            *measure(lambda: list_phrases(sentences["text"], stop_words(), 3), runs=1),
        ),
        *((name, *measure(call)) for name, call in peers(joined)),
    ]
    print(f"{'':32}{'seconds':>9}{'MB/s':>8}{'times counts':>14}")
    for name, seconds, _ in rows:
        print(f"{name:32}{seconds:9.2f}{megabytes / seconds:8.1f}{seconds / rows[0][1]:14.1f}")

    print(f"\n{'documents':>9}{'counts s':>10}{'times half':>12}")
    before = None
    for size in [len(documents) // 2**k for k in (4, 3, 2, 1, 0)]:
        part = sentences[sentences["doc_id"].isin(documents["doc_id"].iloc[:size])]
        seconds, _ = measure(lambda part=part: count(part))
        print(f"{size:9,}{seconds:10.3f}{'' if before is None else f'{seconds / before:.2f}':>12}")
        before = seconds


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
