"""How fast sentences are scored, as a multiple of vaderSentiment's speed in the same run.

    python tests/benchmarks/bench_tone.py [TABLE.parquet] [--sample N] [--rounds N]

TABLE has a column `text`, of whole documents (default: the five articles of `seeds/`, repeated).
Every N-th sentence is scored (default 1: all). Times are cpu-seconds, the least of some rounds that
take turns (default 3), on one core. `str.split` is the floor: no scorer that reads words one by one
is faster. "same" says on how many sentences the score is vaderSentiment's to the last digit.
`score_sentences` makes two scores.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import read_corpus, split_sentences
from analysis.tone.sentiment import score_sentences
from analysis.tone.vader import Scorer, Tokens, score_tokens, to_column

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def read_texts(path: str | None, sample: int) -> list[str]:
    documents = pd.read_parquet(path) if path else read_corpus(SEEDS).documents
    texts = split_sentences(documents)["text"].tolist()
    return (texts if path else texts * 40)[::sample]


def time_it(score) -> tuple[list[float], float]:
    start = time.process_time()
    scores = score()
    return scores, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", nargs="?")
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pa.set_cpu_count(1)
    frame = pd.DataFrame(
        {"text": pd.Series(read_texts(options.table, options.sample), dtype="str")}
    )
    texts, analyzer = frame["text"].tolist(), SentimentIntensityAnalyzer()
    scorer = Scorer()
    peers = {
        "vaderSentiment": lambda: [analyzer.polarity_scores(text)["compound"] for text in texts],
        "str.split alone": lambda: [text.split() for text in texts],
        "Scorer, text by text": lambda: [scorer.score(text) for text in texts],
        "raw score, by columns": lambda: score_tokens(
            Tokens(to_column(frame["text"])), Scorer()
        ).tolist(),
        "score_sentences (raw and adjusted)": lambda: score_sentences(frame)["tone_raw"].tolist(),
    }
    runs = [{name: time_it(score) for name, score in peers.items()} for _ in range(options.rounds)]
    spent = {name: min(run[name][1] for run in runs) for name in peers}
    expected, base = runs[0]["vaderSentiment"][0], spent["vaderSentiment"]
    print(f"{len(texts):,} sentences, {len(set(texts)):,} distinct; one core")
    for name, seconds in spent.items():
        same = (
            ""
            if name.startswith("str")
            else sum(a == b for a, b in zip(runs[0][name][0], expected, strict=True))
        )
        print(
            f"{name:36}{seconds:8.2f} s{base / seconds:8.1f} x   {f'same on {same:,}' if same != '' else ''}".rstrip()
        )


if __name__ == "__main__":
    main()
