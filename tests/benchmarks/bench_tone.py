"""How fast sentences are scored, as a multiple of vaderSentiment's speed in the same run.

    python tests/benchmarks/bench_tone.py [TABLE.parquet] [--sample N]

TABLE has a column `text`, with or without sentences split (default: the five articles of `seeds/`, repeated).
Every N-th sentence is scored (default 1: all). The compiled scorer needs numba (pip install '.[fast]') and 20,000 texts. `str.split` is the floor: no scorer that reads words is faster.
"same" says on how many sentences the score is vaderSentiment's to the last digit.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import read_corpus, split_sentences, vader_fast
from analysis.register import read_register
from analysis.sentiment import score_sentences
from analysis.vader import Scorer

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def read_texts(path: str | None, sample: int) -> list[str]:
    documents = pd.read_parquet(path) if path else read_corpus(SEEDS).documents
    texts = split_sentences(documents)["text"].tolist()
    return (texts if path else texts * 40)[::sample]


def score_in_python(texts: list[str]) -> list[float]:
    scorer = Scorer()
    scores = {text: scorer.score(text) for text in dict.fromkeys(texts)}
    return [scores[text] for text in texts]


def time_it(score, texts: list[str]) -> tuple[list[float], float]:
    start = time.process_time()
    scores = score(texts)
    return scores, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?")
    parser.add_argument("--sample", type=int, default=1)
    options = parser.parse_args()
    texts = read_texts(options.table, options.sample)
    analyzer, register = SentimentIntensityAnalyzer(), read_register()
    frame = pd.DataFrame({"text": texts})
    Scorer().score_texts(texts[:1] * 20_000)  # compile, if it can be
    expected, base = time_it(lambda texts: [analyzer.polarity_scores(text)["compound"] for text in texts], texts)
    peers = {
        "str.split alone": lambda texts: [text.split() for text in texts],
        "Scorer in Python": score_in_python,
        f"Scorer {'compiled' if vader_fast.COMPILED else '(numba is not installed)'}": lambda texts: Scorer().score_texts(texts),
        "score_sentences (raw and adjusted)": lambda _: score_sentences(frame, register=register)["tone_raw"].tolist(),
    }
    print(f"{len(texts):,} sentences, {len(set(texts)):,} distinct; one core")
    print(f"{'vaderSentiment':36}{base:8.2f} s     1.0 x")
    for name, score in peers.items():
        scores, spent = time_it(score, texts)
        same = sum(a == b for a, b in zip(scores, expected, strict=True))
        note = "" if name.startswith("str") else f"   same on {same:,}"
        print(f"{name:36}{spent:8.2f} s{base / spent:8.1f} x{note}")


if __name__ == "__main__":
    main()
