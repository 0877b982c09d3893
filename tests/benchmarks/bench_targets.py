"""How well the tone toward a target agrees with a reader's label.

    python tests/benchmarks/bench_targets.py [FILE] [--errors] [--rules | --nested] [--save]

FILE (default `seeds/targets.csv`) is a CSV with the columns `text`, `target` (as the sentence
writes it) and `tone` (negative, none, positive), and, if they are there, `part` and `doc_id`; or
JSON lines as NewsMTSC is published (`sentence` or `sentence_normalized`, `mention`, `polarity`, or
a list of `targets`), whose parts are the sources that its ids begin with. A target whose clauses
give no usable tone is "none", one with several has the sign of their mean.

Printed are accuracy and kappa over the three classes, the share of targets with a usable tone, and
of pairs of targets of one sentence with different labels how many are put in the right order and
how many in the wrong one; then precision, recall and F1 of each class with 95 % intervals. The
floor is the sentence's own tone, given to whomever it names. --rules prints what each rule is
worth: the same figures without it, by part. --nested scores each source (each article, and all
sentences that were made up) by the rules that the others would choose, beside all rules. --errors lists the errors of the part that rules were
developed on, never those of another part; --save writes targets.csv beside this script, for
notebook 06, target_rules.csv with --rules, or target_nested.csv with --nested.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

from analysis.themes.agreement import compare_labels
from analysis.tone import target_clauses, target_rules, targeted_tone
from analysis.tone.sentiment import label_tone, score_sentences
from analysis.tone.targeted_tone import score_targets

ROOT = Path(__file__).resolve().parents[2]
CLASSES = ["negative", "none", "positive"]
_NEVER = re.compile(r"(?!)")
_POLARITY = {-1: 0, 0: 1, 1: 2, 2: 0, 4: 1, 6: 2}  # as NewsMTSC codes the classes


def _no_judgements() -> re.Pattern[str]:
    return re.compile(r"(?P<passive>(?!))|(?P<warm>(?!))|(?P<cold>(?!))")


#: What stands for a rule while it is off: module, name, value.
RULES = {
    'a new subject behind "and"': (target_clauses, "_find_new_subjects", lambda *_: []),
    '"while" and the like open a sentence': (target_clauses, "_OPENING", _NEVER),
    "unlike": (target_rules, "_UNLIKE", _NEVER),
    "but not": (target_rules, "_BUT_NOT", _NEVER),
    "what is denied": (target_rules, "_UNTRUE", _NEVER),
    "relative clauses": (target_rules, "_RELATIVE", _NEVER),
    "nobody": (target_rules, "_NOBODY", _NEVER),
    "who judges": (target_rules, "_JUDGES", _no_judgements()),
    "the verb alone judges": (targeted_tone, "_JUDGED", 0.0),
    "judgements withheld": (target_rules, "_WITHHELD", _NEVER),
    "nouns of judgement": (target_rules, "_TOWARD", _NEVER),
    "who meets with judgement": (target_rules, "_MEETS", _NEVER),
    "who speaks, name first": (target_rules, "_SAYS_AFTER", _NEVER),
    "who speaks, verb first": (target_rules, "_SAYS_BEFORE", _NEVER),
    "who speaks, second verb": (target_rules, "_AND_SAID", _NEVER),
    "who is told": (target_rules, "_TOLD", _NEVER),
    "who is harmed, before the name": (target_rules, "_HARM_BEFORE", _NEVER),
    "who is harmed, behind the name": (target_rules, "_HARM_AFTER", _NEVER),
    "against": (target_rules, "_AGAINST", _NEVER),
}


def read_labels(path: str | Path) -> pd.DataFrame:
    """Return labels with their part, document, text, target and tone."""
    if Path(path).suffix != ".jsonl":
        labels = pd.read_csv(path, dtype=str, keep_default_na=False)
        numbers = [str(i) for i in range(len(labels))]
        return labels.assign(
            part=labels.get("part", "all"), doc_id=labels.get("doc_id", pd.Series(numbers))
        )
    rows = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line) if line.strip() else {}
        text = entry.get("sentence") or entry.get("sentence_normalized") or ""
        for one in entry.get("targets") or [entry]:
            polarity = _POLARITY.get(one.get("polarity"))
            if polarity is not None and one["mention"].strip() and one["mention"] in text:
                name = str(entry.get("id") or entry.get("primary_gid") or "all")
                rows.append((name.split("_")[0], name, text, one["mention"], CLASSES[polarity]))
    return pd.DataFrame(rows, columns=["part", "doc_id", "text", "target", "tone"])


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Score without some rules of `RULES`."""
    with ExitStack() as stack:
        for rule in rules:
            module, name, value = RULES[rule]
            stack.enter_context(mock.patch.object(module, name, value))
        yield


def count_pairs(found: pd.Series, labels: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many pairs of targets of one sentence have different labels, and how many of these
    are found in the right and in the wrong order.
    """
    rank = {name: i for i, name in enumerate(CLASSES)}
    n = right = wrong = 0
    for _, rows in labels.groupby("text"):
        for a, b in combinations(rows.index, 2):
            wanted = rank[labels["tone"][a]] - rank[labels["tone"][b]]
            if wanted and labels["target"][a] != labels["target"][b]:
                given = rank[found[a]] - rank[found[b]]
                n, right, wrong = n + 1, right + (wanted * given > 0), wrong + (wanted * given < 0)
    return n, right, wrong


def weigh_rules(labels: pd.DataFrame) -> pd.DataFrame:
    """Return accuracy and macro F1 of each part, with all rules and without each."""
    rows = []
    for rule in ("", *RULES):
        row: dict[str, object] = {"without": rule or "(all rules)"}
        for part, group in labels.groupby("part"):
            with without(rule) if rule else mock.MagicMock():
                found = predict(group)
            row[f"{part}, accuracy"] = accuracy_score(group["tone"], found)
            row[f"{part}, f1"] = f1_score(group["tone"], found, average="macro")
        rows.append(row)
    return pd.DataFrame(rows).round(3)


def measure_nested(labels: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Return accuracy and macro F1 of each source by all rules and by those that the others choose,
    and of how many sources each rule is chosen for.

    A rule is left out for a source where the mean accuracy of the other sources is better without
    it. The last row joins the sources, each scored by what the others chose.
    """
    source = labels["doc_id"].str.replace(r"^made_.*", "made up", regex=True)
    names = sorted(source.unique())
    at = {name: (source == name).to_numpy() for name in names}
    wanted = labels["tone"]

    def find_right(found: pd.Series) -> np.ndarray:
        right = (found == wanted).to_numpy()
        return np.array([right[at[name]].mean() for name in names])

    whole, lost = predict(labels), []
    for rule in RULES:
        with without(rule):
            lost.append(find_right(whole) - find_right(predict(labels)))
    nested, rows, chosen = whole.copy(), [], pd.Series(0, list(RULES))
    for k, name in enumerate(names):
        mean = np.delete(np.array(lost), k, axis=1).mean(axis=1)
        dropped = [rule for rule, worth in zip(RULES, mean, strict=True) if worth < -5e-4]
        chosen[mean > 5e-4] += 1
        with without(*dropped):
            nested[at[name]] = predict(labels[at[name]])
        rows.append((name, at[name], "; ".join(dropped)))
    rows.append(("all", np.ones(len(labels), bool), ""))
    table = [
        {
            "source": name,
            "labels": part.sum(),
            "accuracy": accuracy_score(wanted[part], whole[part]),
            "f1": f1_score(wanted[part], whole[part], average="macro"),
            "accuracy_nested": accuracy_score(wanted[part], nested[part]),
            "f1_nested": f1_score(wanted[part], nested[part], average="macro"),
            "rules_left_out": dropped,
        }
        for name, part, dropped in rows
    ]
    return pd.DataFrame(table).round(3), chosen


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
            pairs = count_pairs(found, group)
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
                    "usable": (found != "none").mean(),
                    "pairs": pairs[0],
                    "right": pairs[1],
                    "wrong": pairs[2],
                }
            )
    return pd.DataFrame(rows).round(3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", default=ROOT / "seeds" / "targets.csv")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    labels = read_labels(options.file)
    if options.nested:
        nested, chosen = measure_nested(labels)
        print(nested.to_string(index=False), chosen.to_string(), sep="\n\n")
        if options.save:
            nested.to_csv(
                Path(__file__).with_name("target_nested.csv"), index=False, lineterminator="\n"
            )
        return
    if options.rules:
        rules = weigh_rules(labels)
        print(rules.to_string(index=False))
        if options.save:
            rules.to_csv(
                Path(__file__).with_name("target_rules.csv"), index=False, lineterminator="\n"
            )
        return
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
