"""How well the lexicon finds the sentences that readers gave each theme.

    python tests/benchmarks/bench_themes.py LABELS.csv [--save] [--rules]

LABELS has a sentence a row and a 0/1 column a theme (`analysis.themes.read_labels`). Here it was 415
sentences of UN speeches, White House briefings and Australian prime ministers, read twice apart, on
half of which the lexicon was developed; the scores of the other half, when it was first tried,
stand in this folder's README. With --save the table is written for notebook 06.

With --rules it says what each group of rules is worth, on all sentences and on those of each source
(column `source` of LABELS), and how near company is best: chosen on all sources but one, tried on
that one. With --save too, these are written to theme_rules.csv.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis import find_mentions, read_themes
from analysis.themes import compare_labels, list_errors, read_labels
from analysis.themes.company import CLAUSE, SENTENCE
from analysis.themes.patterns import compile_term

WITHIN = {"4 words": 4, "8 words": 8, "16 words": 16, "clause or 8": CLAUSE, "sentence": SENTENCE}


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
    if "--rules" in options:
        weigh_rules(path, save="--save" in options)
    if "--save" in options:
        table.to_csv(Path(__file__).with_name("themes.csv"), index=False, lineterminator="\n")


def change(themes, *, company=None, entry=None):
    """Return a lexicon with other company, or without some entries."""
    entries = [e for e in themes.entries if entry is None or entry(e)]
    if company:
        entries = [replace(e, company=e.company and company(e.company)) for e in entries]
    return replace(themes, entries=tuple(entries))


def respell(themes):
    """Return a lexicon in which each name has the spelling that the file gives."""
    entries = [
        e
        if e.plain or "{1,2}" not in e.pattern.pattern
        else compile_term(e.theme, e.term, company=e.company, excluded=e.excluded)
        for e in themes.entries
    ]
    return replace(themes, entries=tuple(entries))


def score(themes, labels):
    """Return F1 of each theme, then their mean, and how many sentences have another theme than
    they should.
    """
    table = compare_labels(find_mentions(labels.drop_duplicates("doc_id"), themes), labels)
    table = table.set_index("class")["f1"]
    return {name: table[name] for name in [*themes.main, "macro"] if name in table}


def weigh_rules(path, *, save):
    """Print what each group of rules is worth."""
    themes, labels = read_themes(), read_labels(path)
    sources = pd.read_csv(path)["source"]
    names = labels["doc_id"].unique()
    of = labels["doc_id"].map(dict(zip(names, sources, strict=True)))
    groups = {
        "all rules": themes,
        "company without its place": change(themes, company=lambda c: replace(c, home=None)),
        "company without exceptions": change(themes, company=lambda c: replace(c, apart=None)),
        "company anywhere in the sentence": change(
            themes, company=lambda c: replace(c, within=SENTENCE, home=None, apart=None)
        ),
        "no company asked for": replace(
            themes,
            entries=tuple(replace(e, company=None) for e in themes.entries if not e.excluded),
        ),
        "no exclusions": change(themes, entry=lambda e: not e.excluded),
        "names in one spelling": respell(themes),
    }
    rows = []
    for group, lexicon in groups.items():
        rows.append({"rules": group, "sentences": "all"} | score(lexicon, labels))
        for source in sorted(sources.unique()):
            rows.append(
                {"rules": group, "sentences": source} | score(lexicon, labels[of == source])
            )
    near = {
        name: change(themes, company=lambda c, w=w: replace(c, within=w))
        for name, w in WITHIN.items()
    }
    for source in sorted(sources.unique()):
        best = max(near, key=lambda name: score(near[name], labels[of != source])["macro"])
        own = score(near[best], labels[of == source])
        rows.append({"rules": f"near: {best}, chosen elsewhere", "sentences": source} | own)
    table = pd.DataFrame(rows).round(3)
    print(table.to_string(index=False))
    if save:
        file = Path(__file__).with_name("theme_rules.csv")
        table.to_csv(file, index=False, lineterminator="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
