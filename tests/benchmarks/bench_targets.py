"""How well the tone toward a target agrees with a reader's label, on sentences of the project.

    python tests/benchmarks/bench_targets.py [--labels FILE] [--errors] [--save]

FILE (default `seeds/targets.csv`) has the columns `part`, `doc_id`, `text`, `target` (as the
sentence writes it) and `tone` (negative, none, positive). A target whose clauses give no usable
tone is "none", one with several has the sign of their mean. Printed are accuracy and kappa over the
three classes, then precision, recall and F1 of each with 95 % intervals. The floor is the
sentence's own tone, given to whomever it names. --errors lists the errors of the part that rules
were developed on, never those of the part held back; --save writes targets.csv beside this script,
for notebook 06.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, cohen_kappa_score

from analysis.themes.agreement import compare_labels
from analysis.tone.sentiment import label_tone, score_sentences
from analysis.tone.targeted_tone import score_targets

ROOT = Path(__file__).resolve().parents[2]
CLASSES = ["negative", "none", "positive"]


def predict(labels: pd.DataFrame) -> pd.Series:
    """Return the class that `score_targets` gives each target in its sentence."""
    out = []
    for row in labels.itertuples():
        sentence = pd.DataFrame(
            {"doc_id": [row.doc_id], "sentence_no": [0], "start": [0], "text": [row.text]}
        )
        tone = score_targets(sentence, {row.target: [row.target]})["tone"].mean()
        out.append(
            "none"
            if np.isnan(tone)
            else str(label_tone(pd.Series([tone])).iloc[0]).replace("neutral", "none")
        )
    return pd.Series(out, labels.index)


def predict_by_sentence(labels: pd.DataFrame) -> pd.Series:
    return (
        label_tone(score_sentences(labels[["text"]])["tone"])
        .astype("str")
        .replace("neutral", "none")
    )


def compare(found: pd.Series, labels: pd.DataFrame) -> pd.DataFrame:
    """Return table `agreement`: each label stands as a document of its own."""
    ids = labels.index.astype(str)
    wanted = pd.concat(
        [
            pd.DataFrame(
                {
                    "doc_id": ids,
                    "sentence_no": 0,
                    "start": 0,
                    "end": 1,
                    "text": labels["text"],
                    "class": name,
                    "label": labels["tone"] == name,
                    "borderline": False,
                    "note": "",
                }
            )
            for name in CLASSES
        ]
    )
    return compare_labels(
        pd.DataFrame({"doc_id": ids, "start": 0, "class": found}), wanted, measure="toward whom"
    )


def measure(labels: pd.DataFrame) -> pd.DataFrame:
    """Return one row a part of the labels and way to predict them, with Wilson intervals of the
    accuracy.
    """
    rows = []
    for part, group in labels.groupby("part"):
        for name, found in (
            ("the sentence's tone", predict_by_sentence(group)),
            ("score_targets", predict(group)),
        ):
            low, high = binomtest(int((found == group["tone"]).sum()), len(group)).proportion_ci(
                method="wilson"
            )
            rows.append(
                {
                    "part": part,
                    "toward whom by": name,
                    "labels": len(group),
                    "accuracy": accuracy_score(group["tone"], found),
                    "low": low,
                    "high": high,
                    "kappa": cohen_kappa_score(group["tone"], found),
                    "f1": compare(found, group)["f1"].iloc[-1],
                }
            )
    return pd.DataFrame(rows).round(3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--labels", default=ROOT / "seeds" / "targets.csv")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    labels = pd.read_csv(options.labels, dtype=str, keep_default_na=False)
    table = measure(labels)
    print(table.to_string(index=False))
    for part, rows in labels.groupby("part"):
        found = predict(rows)
        classes = compare(found, rows)[
            ["class", "n_labelled", "n_predicted", "precision", "recall", "f1", "low", "high"]
        ]
        print(f"\n{part}\n{classes.round(3).to_string(index=False)}")
        if options.errors and part == "developed on":
            for i in rows.index[found != rows["tone"]]:
                print(
                    f"  {rows['target'][i]}: {found[i]}, labelled {rows['tone'][i]}: {rows['text'][i][:230]}"
                )
    if options.save:
        table.to_csv(Path(__file__).with_name("targets.csv"), index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
