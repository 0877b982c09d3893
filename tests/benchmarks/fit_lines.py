"""Fit the weights of `analysis.cleaning.line_classifier` to pages whose body is known, and see
whether they travel.

    python tests/benchmarks/fit_lines.py PAGES.parquet SPEECHES.parquet

PAGES has a page a row: `crawl_text`, `gold_body` and `url`; SPEECHES has `text`. Neither is shipped
with the project, so the weights stand as numbers in the module; this script says how they came
about. It prints a table to put there, and the F1, precision and recall (4-grams, mean of pages) of
weights that were fitted without the pages they judge: two halves, and folds that keep all pages of
a site together.

Each page is learnt from as it is, without its list marks, as its body alone, and with its body
exchanged for a statement: numbered paragraphs, a transcript with speakers and questions, or plain,
of the sentences of a speech. Each line weighs by its words, each page the same. The regression has
an L2 penalty on standardised measures.
"""

from __future__ import annotations

import re
import sys

import numpy as np
import pandas as pd
from bench_pages import count_grams, score_body
from sklearn.linear_model import LogisticRegression

from analysis.cleaning import line_classifier as module
from analysis.cleaning.line_features import ALONE, Lines, measure_lines
from analysis.cleaning.pages import judge_page, normalise

PENALTY = 0.01  # scikit-learn's C
FOLDS = 6


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
    alone = [module.complete_alone(lines) for lines, _ in examples]
    first = fit(np.hstack(alone).T, labels, weights)
    around = [
        np.concatenate([rows, module.measure_around(lines, module.logistic(rows, first))[0]])
        for (lines, _), rows in zip(examples, alone, strict=True)
    ]
    return first, fit(np.hstack(around).T, labels, weights)


def judge(pages: pd.DataFrame, weights: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return precision, recall and F1 of each page, judged by these weights."""
    kept = module.WEIGHTS_ALONE, module.WEIGHTS_AROUND
    module.WEIGHTS_ALONE, module.WEIGHTS_AROUND = weights
    try:
        return np.array(
            [score_body(judge_page(p.crawl_text).body, p.gold_body) for p in pages.itertuples()]
        )
    finally:
        module.WEIGHTS_ALONE, module.WEIGHTS_AROUND = kept


def main(pages_path: str, speeches_path: str) -> None:
    """Print the weights, and how well others do that never saw the pages they judge."""
    pages, speeches = (
        pd.read_parquet(pages_path),
        pd.read_parquet(speeches_path).text.iloc[::31].tolist(),
    )
    rng = np.random.default_rng(0)
    examples = []
    for k, page in enumerate(pages.itertuples()):
        texts = [line.strip() for line in normalise(page.crawl_text).split("\n") if line.strip()]
        variants = list_variants(
            texts, label_lines(texts, page.gold_body), speeches[k % len(speeches)], rng
        )
        examples.append([(measure_lines([lines]), labels) for lines, labels in variants])
    site = pages.url.str.split("/").str[2].astype("category").cat.codes.to_numpy()
    every = fit_weights([example for page in examples for example in page])
    for name, folds in (
        ("same pages", None),
        ("two halves", site % 2),
        (f"{FOLDS} folds of sites", site % FOLDS),
    ):
        if folds is None:
            scores = judge(pages, every)
        else:
            scores = np.zeros((len(pages), 3))
            for fold in np.unique(folds):
                seen = [
                    example
                    for page, f in zip(examples, folds, strict=True)
                    if f != fold
                    for example in page
                ]
                scores[folds == fold] = judge(pages[folds == fold], fit_weights(seen))
        print(
            f"{name:20s} precision {scores[:, 0].mean():.3f}  recall {scores[:, 1].mean():.3f}  F1 {scores[:, 2].mean():.3f}"
        )
    alone = dict(zip((*ALONE, "intercept"), every[0].round(2), strict=True))
    for name, weight in zip(module.WEIGHTS, every[1].round(2), strict=True):
        print(f'    "{name}": ({float(alone.get(name, 0.0))}, {float(weight)}),')


if __name__ == "__main__":
    main(*sys.argv[1:])
