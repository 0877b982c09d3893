"""Sentence splitting beside its peers: passages split exactly right, and MB of text a second.

Run from the project's folder: `python tests/benchmarks/bench_sentences.py [CORPUS.parquet]`.
Accuracy is on the made-up passages of `tests/sentence_cases.txt`: `dev` above its rule, `held back`
below. Speed is the best of three on the column `text` of the file (its first 20 MB) or, without a
file, on the passages repeated. A library that is not installed is left out: `pip install blingfire
sentencex` adds the peers.
"""

import importlib
import sys
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from text.test_sentences import read_cases

from analysis import attribute_speech, split_sentences
from analysis.text import sentences as module


def peers():
    """Yield the name of each splitter and a function from a paragraph to its sentences."""
    yield "analysis", lambda line: [line[start:end] for _, start, end in module._split(line)]
    if blingfire := find("blingfire"):
        yield "blingfire", lambda line: blingfire.text_to_sentences(line).split("\n")
    if sentencex := find("sentencex"):
        yield "sentencex", lambda line: [piece.strip() for piece in sentencex.segment("en", line)]


def find(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def split(text, splitter):
    return [piece.strip() for line in text.split("\n") for piece in splitter(line) if piece.strip()]


def seconds(function, *arguments):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(*arguments)
        times.append(time.perf_counter() - start)
    return min(times)


def read_texts(paths, cases):
    if not paths:
        return ["\n".join(text for part in cases.values() for text, _ in part) * 50] * 20
    texts = pd.read_parquet(paths[0], columns=["text"])["text"].astype("str")
    return texts[texts.str.len().cumsum() < 20e6].tolist()


def main(paths):
    cases = read_cases()
    texts = read_texts(paths, cases)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(
        f"{size:.1f} MB of text; passages: "
        + ", ".join(f"{len(part)} {name}" for name, part in cases.items())
    )
    print(f"{'splitter':<24}" + "".join(f"{name:>12}" for name in cases) + f"{'MB/s':>10}")
    for name, splitter in peers():
        right = [
            sum(split(text, splitter) == wanted for text, wanted in part) for part in cases.values()
        ]
        took = seconds(lambda splitter=splitter: [split(text, splitter) for text in texts])
        print(f"{name:<24}" + "".join(f"{n:>12}" for n in right) + f"{size / took:>10.1f}")
        if "-v" in sys.argv:
            for part in cases.values():
                for text, wanted in part:
                    if split(text, splitter) != wanted:
                        print("   ", split(text, splitter))
    frame = pd.DataFrame({"doc_id": map(str, range(len(texts))), "text": texts})
    print(f"{'split_sentences, whole':<24}{'':>24}{size / seconds(split_sentences, frame):>10.1f}")
    print(
        f"{'attribute_speech, whole':<24}{'':>24}{size / seconds(attribute_speech, split_sentences(frame), frame):>10.1f}"
    )


if __name__ == "__main__":
    main([path for path in sys.argv[1:] if path != "-v"])
