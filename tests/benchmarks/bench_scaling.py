"""The whole pipeline against what one would write with pandas' `str.count`, vaderSentiment and CountVectorizer.

Run: PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_scaling.py TEXTS.parquet [--peers N] [--times 1 3 10]

TEXTS has columns doc_id, date, text. Peers read the first N documents, the same as this suite in the same run; counts
of matching sentences and raw scores are compared before times are. Cost is measured in a process of its own for the
texts taken once, three and ten times (with other ids; every repeat is a copy), peak memory by the kernel's account.
Times are cpu-seconds of the process and its children; wall seconds only where cores are compared.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import analysis as a


def cpu():
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def run_ours(texts):
    sentences = a.split_sentences(texts.assign(episode="", source="", group="all"))
    mentions = a.find_mentions(sentences, a.read_themes())
    scored = a.score_sentences(sentences)
    documents = texts.assign(episode=texts["doc_id"], source="", group="all", date=pd.to_datetime(texts["date"]))
    a.tally_mentions(documents, sentences, mentions)
    a.tally_tone(documents, scored, mentions)
    return sentences, mentions, scored


def run_peers(texts, sentences, themes):
    """One `str.contains` a theme, its terms in one pattern of Python's `re`; vaderSentiment; CountVectorizer."""
    from sklearn.feature_extraction.text import CountVectorizer
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rows = sentences["text"].astype(object)
    carried = {}
    for theme in themes.names:
        entries = [e for e in themes.entries if e.theme == theme and not e.excluded]
        found = pd.Series(False, index=rows.index)
        for entry in entries:
            hit = rows.str.contains(entry.pattern)
            found |= hit & rows.str.contains(entry.company) if entry.company else hit
        carried[theme] = int(found.sum())
    analyser = SentimentIntensityAnalyzer()
    scores = [analyser.polarity_scores(text)["compound"] for text in rows]
    CountVectorizer(min_df=2).fit_transform(texts["text"])
    return carried, scores


def compare_peers(texts):
    themes = a.read_themes()
    start = cpu()
    sentences, mentions, scored = run_ours(texts)
    ours = cpu() - start
    start = cpu()
    carried, scores = run_peers(texts, sentences, themes)
    peers = cpu() - start
    same = scores == scored["tone_raw"].tolist()
    ours_by = mentions.drop_duplicates(["doc_id", "sentence_no", "theme"]).groupby("theme", observed=False).size()
    differ = {t: (int(ours_by[t]), n) for t, n in carried.items() if int(ours_by[t]) != n}
    print(f"scores identical: {same}; sentences that carry a theme, where they differ (ours, peers without exclusions): {differ}")
    print(f"{len(texts)} documents, {len(sentences)} sentences: ours {ours:.1f} cpu-s, peers {peers:.1f}, ratio {peers / ours:.1f}")


def tally_once(path, out, workers, dask):
    """Run one tally in this process and print what it cost."""
    start, wall = cpu(), time.time()
    if dask:
        from dask.distributed import LocalCluster

        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
            a.tally_corpus(path, out=out, scheduler=cluster.scheduler_address)
    else:
        a.tally_corpus(path, out=out, workers=workers)
    wall = time.time() - wall
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    # Workers that are gone are in the children's account only once they have been waited for.
    print(json.dumps({"cpu": cpu() - start, "wall": wall, "peak": peak / 1024}))


def measure(texts, times, workers, dask=False):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.parquet")
        parts = [texts.assign(doc_id=texts["doc_id"] + f"_{i}") for i in range(times)]
        pd.concat(parts).to_parquet(path, row_group_size=2_000)
        command = [sys.executable, __file__, str(path), "--once", f"{folder}/out", str(workers), str(int(dask))]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        row = json.loads(result.stdout.splitlines()[-1])
        row["cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("--once", nargs=3)
    parser.add_argument("--peers", type=int, default=100)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 3, 10])
    options = parser.parse_args()
    if options.once:
        tally_once(options.texts, options.once[0], int(options.once[1]), options.once[2] == "1")
        return
    texts = pd.read_parquet(options.texts, columns=["doc_id", "date", "text"])
    size = texts["text"].str.len().sum() / 1e6
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {size:.1f} MB of text")
    if options.peers:
        # As read: lines joined and repaired; reading is in neither side's time.
        with tempfile.TemporaryDirectory() as folder:
            texts.head(options.peers).to_parquet(Path(folder, "some.parquet"))
            read = a.read_corpus(Path(folder, "some.parquet")).documents
        compare_peers(read[["doc_id", "date", "text"]])
    print("times  engine     cpu-s  cpu-s/MB  wall-s  peak MB (largest process)")
    runs = [(n, 1, False) for n in options.times] + [(1, 2, False), (1, 2, True)]
    for n, workers, dask in runs:
        row = measure(texts, n, workers, dask)
        engine = f"{'dask' if dask else 'pool' if workers > 1 else 'one'} x {workers}"
        print(f"{n:>5}  {engine:<9} {row['cpu']:>6.1f}  {row['cpu'] / n / size:>8.3f}  {row['wall']:>6.1f}  {row['peak']:>7.0f}", flush=True)


if __name__ == "__main__":
    main()
