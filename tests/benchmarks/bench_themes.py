"""How well the lexicon finds the sentences that readers gave each theme.

    python tests/benchmarks/bench_themes.py LABELS.csv [--save]

LABELS has a sentence a row and a 0/1 column a theme (`analysis.read_labels`). Here it was 415
sentences of UN speeches, White House briefings and Australian prime ministers, read twice apart, on
half of which the lexicon was developed; the scores of the other half, when it was first tried,
stand in this folder's README. With --save the table is written for notebook 06.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis import find_mentions, read_themes
from analysis.themes import compare_labels, list_errors, read_labels


def main(path: str, *options: str) -> None:
    """Print agreement and every error."""
    labels = read_labels(path)
    mentions = find_mentions(labels.drop_duplicates("doc_id"), read_themes())
    table = compare_labels(mentions, labels)
    columns = [
        "class",
        "n",
        "n_labelled",
        "n_predicted",
        "precision",
        "recall",
        "f1",
        "low",
        "high",
        "kappa",
    ]
    table = table[columns].round(3)
    print(table.to_string(index=False), end="\n\n")
    print(list_errors(mentions, labels)[["class", "error", "text"]].to_string(index=False))
    if "--save" in options:
        table.to_csv(Path(__file__).with_name("themes.csv"), index=False, lineterminator="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
