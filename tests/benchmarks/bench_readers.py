"""How fast each kind of file becomes records and documents, beside what pandas and trafilatura
alone take.

Run it from the project's folder: `python tests/benchmarks/bench_readers.py [MEGABYTES]` (default
10). The text is made of the seeds. For each kind: MB of text a second of reading raw records, of
reading a corpus without and with cleaning, of the peer that reads the same file whole, and the
ratio of the first to the peer's. A last line reads a Parquet file in a fresh process and gives the
peak of its memory beside that of an import alone.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pandas as pd

from analysis import read_corpus
from analysis.sources.listing import list_sources
from analysis.sources.records import read_records

ROOT = Path(__file__).resolve().parents[2]


def make_rows(megabytes: float) -> pd.DataFrame:
    """Return rows of the seeds' texts, each marked so that no two are the same."""
    seeds = [file.read_text(encoding="utf-8") for file in sorted(ROOT.glob("seeds/*.txt"))]
    n = max(len(seeds), round(megabytes * 1e6 / (sum(map(len, seeds)) / len(seeds))))
    texts = [
        f"{seeds[i % len(seeds)]}\nThe report bears the number {i}, it was said." for i in range(n)
    ]
    return pd.DataFrame({"id": [f"{i:07d}" for i in range(n)], "text": texts, "date": "2021-05-03"})


def write(folder: Path, rows: pd.DataFrame) -> dict:
    """Write the rows as every kind; return for each its path and the peer that reads it."""
    rows.to_csv(folder / "t.csv", index=False)
    rows.to_json(folder / "t.jsonl", orient="records", lines=True)
    rows.to_json(folder / "t.json", orient="records")
    rows.to_parquet(folder / "t.parquet", row_group_size=1000)
    (folder / "t.csv.gz").write_bytes(gzip.compress((folder / "t.csv").read_bytes(), 1))
    (folder / "txt").mkdir()
    with zipfile.ZipFile(folder / "t.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for row in rows.itertuples():
            (folder / "txt" / f"{row.id}.txt").write_text(row.text, encoding="utf-8")
            archive.writestr(f"{row.id}.txt", row.text)
    return {
        "txt": lambda path: [file.read_bytes().decode() for file in path.rglob("*.txt")],
        "t.zip": lambda path: list(
            map(zipfile.ZipFile(path).read, zipfile.ZipFile(path).namelist())
        ),
        "t.csv": pd.read_csv,
        "t.csv.gz": pd.read_csv,
        "t.jsonl": lambda path: pd.read_json(path, lines=True),
        "t.json": lambda path: json.loads(path.read_text()),
        "t.parquet": pd.read_parquet,
    }


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bench_html(folder: Path, rows: pd.DataFrame) -> str:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return "html      needs trafilatura"
    (folder / "html").mkdir()
    for row in rows.head(200).itertuples():
        body = "".join(f"<p>{line}</p>" for line in row.text.splitlines())
        page = f"<html><head><title>Report {row.id}</title></head><body><article>{body}</article></body></html>"
        (folder / "html" / f"{row.id}.html").write_text(page)
    size = sum(file.stat().st_size for file in (folder / "html").iterdir()) / 1e6
    ours = seconds(lambda: read_corpus(folder / "html"))
    alone = seconds(
        lambda: [
            bare_extraction(f.read_text(), favor_recall=True, with_metadata=True)
            for f in (folder / "html").iterdir()
        ]
    )
    return f"{'html':<10}{'':>10}{size / ours:>10.2f}{'':>10}{size / alone:>10.2f}{alone / ours:>10.2f}"


def peak(code: str) -> float:
    """Return the peak of memory, in MB, of a fresh process that runs the code."""
    code = f"import resource, sys; {code}; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return float(run.stdout.split()[-1])


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    rows = make_rows(megabytes)
    size = rows["text"].str.len().sum() / 1e6
    print(f"{len(rows):,} documents, {size:.1f} MB of text; MB a second")
    print(f"{'':<10}{'records':>10}{'as is':>10}{'cleaned':>10}{'peer':>10}{'ratio':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, peer in write(folder, rows).items():
            path = folder / kind
            records = size / seconds(lambda p=path: sum(1 for _ in read_records(list_sources(p))))
            as_is = size / seconds(lambda p=path: read_corpus(p, clean=False))
            cleaned = (
                size / seconds(lambda p=path: read_corpus(p))
                if kind == "t.parquet"
                else float("nan")
            )
            alone = size / seconds(lambda p=path, f=peer: f(p))
            print(
                f"{kind:<10}{records:>10.1f}{as_is:>10.1f}{cleaned:>10.1f}{alone:>10.1f}{records / alone:>10.2f}"
            )
        print(bench_html(folder, rows))
        base = peak("import analysis, pyarrow.parquet")
        path = str(folder / "t.parquet")
        streamed = peak(
            f"from analysis.sources.listing import list_sources; from analysis.sources.records import read_records; from pathlib import Path; sum(1 for _ in read_records(list_sources(Path({path!r}))))"
        )
        whole = peak(f"import analysis; analysis.read_corpus({path!r}, clean=False)")
        print(
            f"peak of memory: {base:.0f} MB imported, {streamed:.0f} MB records, {whole:.0f} MB corpus"
        )


if __name__ == "__main__":
    main()
