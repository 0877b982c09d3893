"""Fit the weights of `analysis.cleaning.line_classifier` to pages whose body is known, and see
whether they travel.

    python tests/benchmarks/fit_lines.py PAGES.parquet SPEECHES.parquet [--rules]

PAGES has a page a row: `crawl_text`, `gold_body` and `url`; SPEECHES has `text`. Neither is shipped
with the project, so the weights stand as numbers in the module; this script says how they came
about. It prints a table to put there, and the precision, recall and F1 (4-grams, mean of pages) of
weights that were fitted without the pages they judge: two halves, and folds that keep all pages of
a site together. In "folds, thresholds too" the scores at which a line is neutral and at which it
stays are chosen without those pages as well. With --rules it writes `rules.csv`: the same folds, and
how many pages that are written for the tests come out wrong, without one rule at a time.

Each page is learnt from as it is, without its list marks, as its body alone, and with its body
exchanged for a statement: numbered paragraphs, a transcript with speakers and questions, or plain,
of the sentences of a speech. Each line weighs by its words, each page the same. The regression has
an L2 penalty on standardised measures.
"""

from __future__ import annotations

import re
import sys
from itertools import product
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
from bench_pages import count_grams, score_body
from sklearn.linear_model import LogisticRegression

from analysis.cleaning import line_classifier, page_classifier
from analysis.cleaning.line_features import ALONE, Lines, measure_lines
from analysis.cleaning.pages import judge_page, normalise

PENALTY = 0.01  # scikit-learn's C
FOLDS = 6
NEUTRAL, KEEP = (0.25, 0.3, 0.35), (0.15, 0.2, 0.25)  # thresholds to choose from


def label_lines(texts: list[str], gold: str) -> np.ndarray:
    """Tell of each line whether it is body: most of its runs of four words, or the whole short
    line, are.
    """
    grams, whole = set(count_grams(gold)), {line.strip() for line in gold.split("\n")}
    labels = []
    for text in texts:
        own = count_grams(text)
        labels.append(
            text in whole
            or sum(n for g, n in own.items() if len(g) == 4 and g in grams)
            > 0.5 * sum(own.values())
        )
    return np.array(labels)


def write_statement(speech: str, rng: np.random.Generator) -> list[str]:
    """Write the sentences of a speech as the paragraphs of a statement or a transcript."""
    sentences = [
        s for s in re.split(r"(?<=[.?!])\s+", " ".join(speech.split())) if 3 < len(s) < 600
    ][:80]
    kind, lines, i = rng.integers(4), [], 0
    while i < len(sentences):
        n = int(rng.integers(1, 5))
        text, i = " ".join(sentences[i : i + n]), i + n
        if kind == 0:
            text = f"{len(lines) + 1}. {text}"
        elif kind == 1 and rng.random() < 0.6:
            text = (
                "Q: "
                if rng.random() < 0.4
                else ("MR SMITH: ", "SECRETARY JONES: ")[int(rng.integers(2))]
            ) + text
        elif kind == 2 and rng.random() < 0.15:
            text = "• " + text
        lines.append(text)
    return lines


def list_variants(
    page: list[str], body: np.ndarray, speech: str, rng: np.random.Generator
) -> list[tuple[list[str], np.ndarray]]:
    """Return a page and its variants, each as lines with their labels."""
    bare = [re.sub(r"^(?:[•*·▪►»>|–—-]|\d{1,2}[.)])\s+", "", text) or text for text in page]
    alone = [text for text, is_body in zip(page, body, strict=True) if is_body]
    found = [(page, body), (bare, body), (alone, np.ones(len(alone), bool))]
    if body.any():
        said = write_statement(speech, rng)
        first, last = int(np.argmax(body)), len(body) - int(np.argmax(body[::-1]))
        found.append(
            (
                page[:first] + said + page[last:],
                np.repeat([False, True, False], [first, len(said), len(body) - last]),
            )
        )
    return [(texts, labels) for texts, labels in found if texts]


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the weights of the columns and the intercept of a regression on standardised columns."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(
        (rows - mean) / spread, labels, sample_weight=weights
    )
    coefficients = model.coef_[0] / spread
    return np.append(coefficients, model.intercept_[0] - coefficients @ mean)


def fit_weights(examples: list[tuple[Lines, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Fit the weights of a line alone, and with them those of a line among its neighbours."""
    labels = np.concatenate([body for _, body in examples])
    weights = [np.minimum(lines.n_words, 60) + 0.5 for lines, _ in examples]
    weights = np.concatenate([w / w.sum() * 200 for w in weights])
    alone = [line_classifier.complete_alone(lines) for lines, _ in examples]
    first = fit(np.hstack(alone).T, labels, weights)
    around = [
        np.concatenate(
            [rows, line_classifier.measure_around(lines, line_classifier.logistic(rows, first))[0]]
        )
        for (lines, _), rows in zip(examples, alone, strict=True)
    ]
    return first, fit(np.hstack(around).T, labels, weights)


def judge(
    pages: pd.DataFrame, weights: tuple[np.ndarray, np.ndarray], **thresholds: object
) -> np.ndarray:
    """Return precision, recall and F1 of each page, judged by these weights and thresholds."""
    named = dict(zip(("WEIGHTS_ALONE", "WEIGHTS_AROUND"), weights, strict=True))
    with (
        mock.patch.multiple(line_classifier, **named),
        mock.patch.dict(vars(page_classifier), thresholds),
    ):
        return np.array(
            [score_body(judge_page(p.crawl_text).body, p.gold_body) for p in pages.itertuples()]
        )


class Labelled:
    """Labelled pages with the examples that each gives, and the weights fitted without each fold."""

    def __init__(self, pages: pd.DataFrame, speeches: list[str]) -> None:
        self.pages, rng = pages, np.random.default_rng(0)
        self.site = pages.url.str.split("/").str[2].astype("category").cat.codes.to_numpy()
        self.examples = []
        for k, page in enumerate(pages.itertuples()):
            rows = [x.strip() for x in normalise(page.crawl_text).split("\n") if x.strip()]
            labels = label_lines(rows, page.gold_body)
            variants = list_variants(rows, labels, speeches[k % len(speeches)], rng)
            self.examples.append([(measure_lines([lines]), y) for lines, y in variants])

    def fit(self, seen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Fit weights to some of the pages."""
        return fit_weights([e for i in np.flatnonzero(seen) for e in self.examples[i]])

    def fit_folds(self, n: int) -> list[tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]]:
        """Return for each of `n` folds of sites which pages it holds, and weights without them."""
        folds = self.site % n
        return [(folds == k, self.fit(folds != k)) for k in range(n)]

    def score(self, fitted: list, **thresholds: object) -> np.ndarray:
        """Score each page by the weights that never saw its site."""
        scores = np.zeros((len(self.pages), 3))
        for held, weights in fitted:
            scores[held] = judge(self.pages[held], weights, **thresholds)
        return scores

    def score_chosen(self, fitted: list) -> np.ndarray:
        """Score each page also by thresholds that were chosen on the pages of other sites."""
        scores = np.zeros((len(self.pages), 3))
        for held, weights in fitted:
            tried = [{"NEUTRAL": neutral, "KEEP": keep} for neutral, keep in product(NEUTRAL, KEEP)]
            seen = self.pages[~held]
            best = max(tried, key=lambda chosen: judge(seen, weights, **chosen)[:, 2].mean())
            scores[held] = judge(self.pages[held], weights, **best)
        return scores


def read_speeches(path: str) -> list[str]:
    """Read every 31st speech."""
    return pd.read_parquet(path).text.iloc[::31].tolist()


def count_wrong() -> int:
    """Count the pages written for the tests whose body is not found exactly."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from page_kinds import FRAMES, KINDS, make_page
    from pages import PAGES

    made = [make_page(kind, frame) for kind in KINDS for frame in FRAMES]
    return sum(
        [line.line_no for line in judge_page(text).lines if not line.reason] != list(body)
        for text, body in [*made, *PAGES.values()]
    )


def read_seeds() -> list[str]:
    """Return the bodies of the five articles, which a test holds to a list made by hand."""
    folder = Path(__file__).resolve().parents[2] / "seeds"
    paths = sorted(folder.glob("*.txt"))
    return [judge_page(path.read_text(encoding="utf-8")).body for path in paths]


def tabulate_rules(labelled: Labelled, fitted: list) -> pd.DataFrame:
    """Return what folds of sites give without each rule, how many written pages are then wrong, and
    how many of the five articles have another body.
    """
    rows, rules, seeds = [], page_classifier.RULES, read_seeds()
    needed = "choose_stretch"  # without it there is no body
    for left_out in ("", *(rule for rule in rules if rule != needed)):
        kept = tuple(rule for rule in rules if rule != left_out)
        means = labelled.score(fitted, RULES=kept).mean(axis=0)
        with mock.patch.object(page_classifier, "RULES", kept):
            moved = sum(a != b for a, b in zip(seeds, read_seeds(), strict=True))
            rows.append((left_out or "none", *means.round(4), count_wrong(), moved))
    names = ["rule left out", "precision", "recall", "f1", "written pages wrong", "seeds moved"]
    return pd.DataFrame(rows, columns=names)


def main(pages_path: str, speeches_path: str, *options: str) -> None:
    """Print the weights, and how well others do that never saw the pages they judge."""
    labelled = Labelled(pd.read_parquet(pages_path), read_speeches(speeches_path))
    every = labelled.fit(np.ones(len(labelled.pages), bool))
    fitted = labelled.fit_folds(FOLDS)
    for name, scores in (
        ("same pages", judge(labelled.pages, every)),
        ("two halves of sites", labelled.score(labelled.fit_folds(2))),
        (f"{FOLDS} folds of sites", labelled.score(fitted)),
        ("folds, thresholds too", labelled.score_chosen(fitted)),
    ):
        precision, recall, f1 = scores.mean(axis=0)
        print(f"{name:22s} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    alone = dict(zip((*ALONE, "intercept"), every[0].round(2), strict=True))
    for name, weight in zip(line_classifier.WEIGHTS, every[1].round(2), strict=True):
        print(f'    "{name}": ({float(alone.get(name, 0.0))}, {float(weight)}),')
    if "--rules" in options:
        table = tabulate_rules(labelled, fitted)
        table.to_csv(Path(__file__).with_name("rules.csv"), index=False, lineterminator="\n")
        print(table.to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
