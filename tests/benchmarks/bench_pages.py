"""Body, date and speed of reading flat pages, with the baselines beside them.

    python tests/benchmarks/bench_pages.py BODIES.parquet DATES.parquet [SPEECHES.parquet] [--save]

BODIES has a page a row: `crawl_text`, `gold_body`, `gold_title` and `url`; DATES has `crawl_text`, `gold_date` and
`gold_date_visible` (whether the text shows the date at all). Bodies are scored as in the
article-extraction-benchmark: precision, recall and F1 of runs of four words, mean of pages; `f1` is
the mean of the pages' F1, `f1_of_means` that of mean precision and recall. "ends" keeps all lines
from the first to the last that `judge_page` keeps; "with titles" puts both titles above the bodies.
With SPEECHES (`text`), which `fit_lines.py` learns from, bodies are also scored by weights and
thresholds that were chosen without the sites that they judge: the figures that matter. Speed
is in cpu time, best of five runs: of `read_corpus` on the pages as a folder of files, and of the
same without what needs the whole corpus (copies, episodes), beside only finding the words of the
pages by a regular expression.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import pandas as pd

from analysis import read_corpus
from analysis.cleaning import pages
from analysis.cleaning.pages import judge_page
from analysis.dating.date_strings import read_days
from analysis.dating.page_dates import find_date
from analysis.dating.stamps import FoundDate

_WORDS = re.compile(r"\w+")


def count_grams(text: str) -> Counter:
    """Count the runs of four words of a text."""
    words = _WORDS.findall(text)
    return (
        Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
        if len(words) > 3
        else Counter([tuple(words)])
    )


def score_body(found: str, gold: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a body by its runs of four words."""
    a, b = count_grams(found), count_grams(gold)
    hits = sum((a & b).values())
    precision, recall = hits / max(1, sum(a.values())), hits / max(1, sum(b.values()))
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def score_bodies(
    pages: pd.DataFrame, clean: Callable[[str], str], titled: bool = False
) -> tuple[float, ...]:
    """Return precision, recall and F1 as means of pages."""
    gold = pages.gold_title + "\n" + pages.gold_body if titled else pages.gold_body
    scores = [
        score_body(clean(text), body) for text, body in zip(pages.crawl_text, gold, strict=True)
    ]
    return tuple(sum(column) / len(scores) for column in zip(*scores, strict=True))


def score_dates(pages: pd.DataFrame, find: Callable[[str], FoundDate]) -> dict[str, float]:
    """Return the shares of dates found exactly where they show, of truths held, and of certain
    dates that are wrong.
    """
    gold = [date.fromisoformat(day[:10]) for day in pages.gold_date]
    found = [find(text) for text in pages.crawl_text]
    exact = [f.day == day for f, day in zip(found, gold, strict=True)]
    certain = [f.low is not None and f.low == f.high for f in found]
    held = [
        (f.low or date.min) <= day <= (f.high or date.max)
        for f, day in zip(found, gold, strict=True)
    ]
    shown = pages.gold_date_visible.tolist()
    return {
        "exact": sum(e for e, s in zip(exact, shown, strict=True) if s) / sum(shown),
        "held": sum(held) / len(held),
        "certain": sum(certain) / len(certain),
        "wrong": sum(c and not e for c, e in zip(certain, exact, strict=True))
        / max(1, sum(certain)),
    }


def find_first(text: str) -> FoundDate:
    """Return the first full date of a text: the baseline."""
    for line in text.split("\n"):
        for named in read_days(line[:5000]):
            return FoundDate(named.days[0], named.days[0], named.words, "first")
    return FoundDate(None, None, "", "unknown")


def time_best(call: Callable[[], object]) -> float:
    """Return the least cpu seconds of five calls."""
    times = []
    for _ in range(5):
        pages._KNOWN.clear()  # as in a process that has read nothing yet
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def tabulate_speed(texts: list[str]) -> pd.DataFrame:
    """Return how fast pages are read, cleaned and dated, with and without what needs the whole
    corpus.
    """
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            Path(folder, f"{i:05d}.txt").write_text(text, encoding="utf-8")
        whole = time_best(lambda: read_corpus(folder))
        as_they_are = {
            "mark_copies": lambda d: d.assign(copy_of=""),
            "assign_episodes": lambda d: d,
        }
        with mock.patch.multiple("analysis.corpus.read", **as_they_are):
            alone = time_best(lambda: read_corpus(folder))
    words = re.compile(r"\w+(?:['’]\w+)?")
    seconds = {
        "read_corpus": whole,
        "the same without copies and episodes": alone,
        "finding words by re": time_best(lambda: [words.findall(text) for text in texts]),
    }
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    rows = [(name, took, megabytes / took) for name, took in seconds.items()]
    return pd.DataFrame(rows, columns=["speed of", "cpu_seconds", "mb_per_second"]).round(3)


def keep_ends(text: str) -> str:
    """Return all lines from the first to the last that are body."""
    lines = judge_page(text).lines
    kept = [i for i, line in enumerate(lines) if not line.reason] or [0]
    return "\n".join(line.text for line in lines[kept[0] : kept[-1] + 1])


def put_title(text: str) -> str:
    """Return the title above the body."""
    page = judge_page(text)
    return f"{page.title}\n{page.body}"


def tabulate_bodies(pages: pd.DataFrame, speeches_path: str = "") -> pd.DataFrame:
    """Return how well bodies are found, and how well by rules of one line."""
    cleaners = {
        "all lines": lambda text: text,
        "lines of 20 words and more": lambda text: "\n".join(
            x for x in text.split("\n") if len(x.split()) >= 20
        ),
        "judge_page": lambda text: judge_page(text).body,
        "judge_page, ends": keep_ends,
    }
    rows = [(name, *score_bodies(pages, clean)) for name, clean in cleaners.items()]
    rows.append(("judge_page, with titles", *score_bodies(pages, put_title, titled=True)))
    if speeches_path:
        from fit_lines import FOLDS, Labelled, read_speeches

        labelled = Labelled(pages, read_speeches(speeches_path))
        scores = labelled.score_chosen(labelled.fit_folds(FOLDS))
        rows.append(("judge_page, folds of sites", *scores.mean(axis=0)))
    table = pd.DataFrame(rows, columns=["bodies by", "precision", "recall", "f1"])
    table.insert(1, "pages", len(pages))
    sums = table["precision"] + table["recall"]
    return table.assign(f1_of_means=2 * table["precision"] * table["recall"] / sums).round(3)


def tabulate_dates(pages: pd.DataFrame) -> pd.DataFrame:
    """Return how well dates are found, and how well by taking the first."""
    finders = {
        "first date in the text": find_first,
        "find_date": lambda text: find_date(judge_page(text)),
    }
    rows = [
        {"dates by": name, "pages": len(pages), **score_dates(pages, find)}
        for name, find in finders.items()
    ]
    return pd.DataFrame(rows).round(3)


def main(bodies_path: str, dates_path: str, *options: str) -> None:
    """Print the tables; with --save write those of accuracy beside this script, for notebook 06."""
    bodies, dates = pd.read_parquet(bodies_path), pd.read_parquet(dates_path)
    speeches = next((option for option in options if option != "--save"), "")
    for name, table in (
        ("bodies", tabulate_bodies(bodies, speeches)),
        ("dates", tabulate_dates(dates)),
    ):
        print(table.to_string(index=False), end="\n\n")
        if "--save" in options:
            table.to_csv(Path(__file__).with_name(f"{name}.csv"), index=False, lineterminator="\n")
    texts = bodies.crawl_text.tolist() + dates.crawl_text.tolist()
    print(tabulate_speed(texts).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
