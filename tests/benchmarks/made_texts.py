"""Write any number of made-up documents, for runs of a size that no corpus at hand has.

    PYTHONPATH=. python tests/benchmarks/made_texts.py TEXTS.parquet FOLDER [--documents N]
        [--part N] [--seed N]

TEXTS has columns doc_id, date, text. A document has five paragraphs, each a run of five sentences of
one text of the same year; a third of the words, but for those that end a sentence, are drawn anew
from all words of that year. It has a day of the year as its date. FOLDER gets Parquet files of
--part documents each (columns doc_id, date, text). Equal arguments give equal files.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

import analysis as a

PARAGRAPHS, RUN, ANEW = 5, 5, 1 / 3


def split_years(texts: pd.DataFrame) -> dict[int, tuple[np.ndarray, list[list[np.ndarray]]]]:
    """Return, by year, its words and, for each text of at least a run, its sentences as their places."""
    documents = texts.assign(
        episode=texts["doc_id"], source="", group="all", date=pd.to_datetime(texts["date"])
    )
    sentences = a.split_sentences(documents)
    years = documents.set_index("doc_id")["date"].dt.year
    out = {}
    for year, rows in sentences.groupby(sentences["doc_id"].map(years)):
        places: dict[str, int] = {}
        by_text = [
            [
                np.array([places.setdefault(word, len(places)) for word in text.split()])
                for text in group
            ]
            for _, group in rows.groupby("doc_id")["text"]
        ]
        out[int(year)] = (
            np.array(list(places), dtype=object),
            [text for text in by_text if len(text) >= RUN],
        )
    return {year: found for year, found in out.items() if found[1]}


def make_text(
    words: np.ndarray,
    texts: list[list[np.ndarray]],
    ends: np.ndarray,
    others: np.ndarray,
    rng: np.random.Generator,
) -> str:
    """Return five paragraphs; `ends` tells the words that end a sentence, `others` has all others."""
    paragraphs = []
    for _ in range(PARAGRAPHS):
        text = texts[rng.integers(len(texts))]
        start = rng.integers(len(text) - RUN + 1)
        run = np.concatenate(text[start : start + RUN])
        is_anew = (rng.random(len(run)) < ANEW) & ~ends[run]
        run[is_anew] = others[rng.integers(len(others), size=is_anew.sum())]
        paragraphs.append(" ".join(words[run]))
    return "\n\n".join(paragraphs)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--part", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    years = split_years(pd.read_parquet(options.texts))
    prepared = {}
    for year, (words, texts) in years.items():
        ends = np.array([word.endswith((".", "!", "?")) for word in words])
        every = np.concatenate([sentence for text in texts for sentence in text])
        prepared[year] = words, texts, ends, every[~ends[every]]
    options.folder.mkdir(parents=True, exist_ok=True)
    for part, first in enumerate(range(0, options.documents, options.part)):
        rng = np.random.default_rng([options.seed, part])
        rows = []
        for number in range(first, min(first + options.part, options.documents)):
            year = list(prepared)[rng.integers(len(prepared))]
            day = np.datetime64(f"{year}-01-01") + rng.integers(365)
            rows.append((f"made-{number:08d}", str(day), make_text(*prepared[year], rng)))
        table = pd.DataFrame(rows, columns=["doc_id", "date", "text"])
        table.to_parquet(options.folder / f"part-{part:05d}.parquet", index=False)


if __name__ == "__main__":
    main()
