"""The whole pipeline against what one would write with pandas, `re` and vaderSentiment; its cost by
size, cores, engine.

Run: PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_scaling.py TEXTS.parquet [--peers N]
[--times 1 3 10] [--repeat N]

TEXTS has columns doc_id, date, text. Peers read the first N documents, the same as this suite in
the same run, with a lexicon without exclusions and with company anywhere in the sentence, since
they could apply neither; sentences by year and theme, and each score, are compared before times
are. What sentences are is told to the peers for nothing. Then a tally of all texts is made in a
process of its own for the texts taken once, three and ten times (with other ids: every repeat is a
copy), by one process, two, and two workers of Dask where it is installed, without its profiler.
Cpu-seconds are those of all processes that took part, start and imports included; memory is the
most that all of them held at a moment (proportional set size). Linux only.
"""

import argparse
import ctypes
import dataclasses
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

import analysis as a
from analysis.scaling import tally_corpus
from analysis.themes.company import SENTENCE, Company

# prctl: processes whose parent has ended become children of this one, so that none escapes the
# account
_SUBREAPER = 36


def cpu():
    t = os.times()
    return t.user + t.system


def run_ours(texts, themes):
    """Return the tallies of shares and of the raw tone by year and theme, and the sentences with
    their scores.
    """
    documents = texts.assign(
        episode=texts["doc_id"], source="", group="all", date=pd.to_datetime(texts["date"])
    )
    sentences = a.score_sentences(a.split_sentences(documents))
    mentions = a.find_mentions(sentences, themes)
    shares = a.tally_mentions(documents, sentences, mentions)
    a.tally_tone(documents, sentences, mentions)
    return shares[(shares["measure"] == "share") & (shares["theme"] != "none")], sentences


def run_peers(texts, sentences, themes):
    """Return the sentences of each year that carry each theme, and their scores.

    One `str.contains` a theme with its terms in one pattern, and one for each term that needs
    company.
    """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rows = sentences["text"].astype(object)
    years = sentences["doc_id"].map(
        dict(zip(texts["doc_id"], pd.to_datetime(texts["date"]).dt.year, strict=True))
    )
    lower = rows.str.lower()  # as company is written
    carried = pd.DataFrame({theme: False for theme in themes.names}, index=rows.index)
    for theme in themes.names:
        entries = [entry for entry in themes.entries if entry.theme == theme]
        for flags in (0, re.I):
            alone = [
                e.pattern.pattern
                for e in entries
                if not e.company and e.pattern.flags & re.I == flags
            ]
            if alone:
                carried[theme] |= rows.str.contains(
                    re.compile(rf"(?<!\w)(?:{'|'.join(alone)})", flags)
                )
        for entry in entries:
            if entry.company:
                carried[theme] |= rows.str.contains(
                    re.compile(rf"(?<!\w){entry.pattern.pattern}", entry.pattern.flags)
                ) & lower.str.contains(entry.company.words)
    analyser = SentimentIntensityAnalyzer()
    scores = [analyser.polarity_scores(text)["compound"] for text in rows]
    return carried.groupby(years).sum(), scores


def widen(entry):
    """Return an entry whose company may be anywhere in the sentence, as the peers can look for it."""
    if not entry.company:
        return entry
    return dataclasses.replace(entry, company=Company(entry.company.words, within=SENTENCE))


def compare_peers(texts, reading):
    """Print whether counts and scores are the same, then what each cost; return the peers'
    cpu-seconds a megabyte.
    """
    themes = a.read_themes()
    entries = [widen(entry) for entry in themes.entries if not entry.excluded]
    themes = dataclasses.replace(themes, entries=tuple(entries))
    size = texts["text"].str.len().sum() / 1e6
    start = cpu()
    shares, sentences = run_ours(texts, themes)
    ours = cpu() - start
    start = cpu()
    carried, scores = run_peers(texts, sentences, themes)
    peers = cpu() - start
    found = shares.pivot(index="period", columns="theme", values="sum_y")[themes.names]
    differ = [
        (year, theme)
        for year in carried.index
        for theme in carried
        if carried.at[year, theme] != found.at[str(year), theme]
    ]
    print(
        f"{len(texts)} documents, {size:.1f} MB, {len(sentences)} sentences, {carried.size} counts by year and theme, sum {carried.to_numpy().sum()}"
    )
    print(
        f"counts that differ: {len(differ)} {differ[:9]}; scores that differ: {sum(x != y for x, y in zip(scores, sentences['tone_raw'], strict=True))}"
    )
    print(
        f"verbs from text to tallies: {ours:.2f} cpu-s, peers {peers:.2f}, ratio {peers / ours:.1f}; with `read_corpus` (cleaning, dating, copies, episodes) {ours + reading:.2f}, ratio {peers / (ours + reading):.1f}"
    )
    return peers / size


def tally_once(path, out, workers, dask):
    """Run one tally in this process and print how long it took."""
    start, wall = 0.0, time.time()
    if dask:
        import dask
        from dask.distributed import LocalCluster

        # it samples every stack 100 times a second
        dask.config.set({"distributed.worker.profile.enabled": False})
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None
        ) as cluster:
            # a cluster is there before the corpus is
            start, wall = sum(map(read_cpu, [os.getpid(), *list_descendants()])), time.time()
            tally_corpus(path, out=out, scheduler=cluster.scheduler_address)
            print(time.time() - wall, start)
    else:
        tally_corpus(path, out=out, workers=workers)
        print(time.time() - wall, start)


def read_cpu(pid):
    """Return the cpu-seconds of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def list_descendants():
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def watch(peak, stop):
    """Keep the most memory, in MB, that all descendants hold at a moment."""
    while not stop.wait(0.25):  # it costs what it watches some of its time
        held = 0
        for pid in list_descendants():
            try:
                held += int(
                    re.search(r"^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[
                        1
                    ]
                )
            except (OSError, TypeError):
                continue
        peak[0] = max(peak[0], held / 1024)


def measure(path, workers, dask):
    """Return cpu-seconds, wall seconds, peak memory of one tally, over all its processes, and
    cpu-seconds without a cluster's start.
    """
    before, peak, stop = resource.getrusage(resource.RUSAGE_CHILDREN), [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(peak, stop))
    watcher.start()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            __file__,
            str(path),
            "--once",
            f"{folder}/out",
            str(workers),
            str(int(dask)),
        ]
        result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    try:
        while os.wait():  # for those whose parent ended first
            pass
    except ChildProcessError:
        pass
    stop.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall, start = map(float, result.stdout.splitlines()[-1].split())
    return spent, wall, peak[0], spent - start


def measure_all(texts, size, options, peers):
    print("times  engine     cpu-s  cpu-s/MB  wall-s  peak MB")
    with tempfile.TemporaryDirectory() as folder:
        for n in options.times:
            parts = [texts.assign(doc_id=texts["doc_id"] + f"_{i}") for i in range(n)]
            pd.concat(parts).to_parquet(Path(folder, f"{n}.parquet"), row_group_size=2_000)
        first = options.times[0]
        runs = (
            [(n, 1, False) for n in options.times]
            + [(n, 2, False) for n in options.times]
            + [(n, 2, True) for n in options.times[:2] if find_spec("dask")]
        )
        best = {run: [] for run in sorted(runs)}
        for _ in range(options.repeat):
            for n, workers, dask in best:
                row = measure(Path(folder, f"{n}.parquet"), workers, dask)
                best[n, workers, dask].append(row)
                engine = f"{'dask' if dask else 'pool' if workers > 1 else 'one'} x {workers}"
                print(
                    f"{n:>5}  {engine:<9} {row[0]:>6.1f}  {row[0] / n / size:>8.3f}  {row[1]:>6.1f}  {row[2]:>7.0f}",
                    flush=True,
                )
    least = {run: [min(column) for column in zip(*rows, strict=True)] for run, rows in best.items()}
    if peers:
        print(
            f"peers' cpu is {peers * size / least[first, 1, False][0]:.1f} times that of the whole tally (reading, copies, episodes, writing)"
        )
    for n in options.times:
        one, two = least[n, 1, False], least[n, 2, False]
        cluster = least.get((n, 2, True))
        dask = (
            f", Dask's cpu {cluster[0] / two[0]:.2f} times the pool's ({cluster[3] / two[0]:.2f} on a cluster that runs already)"
            if cluster
            else ""
        )
        print(f"{n:>2} times: two cores {one[1] / two[1]:.2f} times as fast as one{dask}", end="")
        for workers, name in ((1, "one"), (2, "pool")):
            many, once = least[n, workers, False], least[first, workers, False]
            print(
                f"; {name}: cpu a megabyte {many[0] / n / (once[0] / first):.2f}, memory {many[2] / once[2]:.2f} of the smallest",
                end="",
            )
        print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts")
    parser.add_argument("--once", nargs=3)
    parser.add_argument("--peers", type=int, default=300)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 3, 10])
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    if options.once:
        tally_once(options.texts, options.once[0], int(options.once[1]), options.once[2] == "1")
        return
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    texts = pd.read_parquet(options.texts, columns=["doc_id", "date", "text"])
    size = texts["text"].str.len().sum() / 1e6
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; {len(texts)} documents, {size:.1f} MB of text"
    )
    peers = 0
    if options.peers:
        # As read: lines joined and repaired, for the peers too.
        with tempfile.TemporaryDirectory() as folder:
            texts.sample(options.peers, random_state=0).to_parquet(Path(folder, "some.parquet"))
            start = cpu()
            read = a.read_corpus(Path(folder, "some.parquet")).documents
            reading = cpu() - start
        peers = compare_peers(read[["doc_id", "date", "text"]], reading)
    if options.times:
        measure_all(texts, size, options, peers)


if __name__ == "__main__":
    main()
