"""Feed the suite mutants (crawls, files of every kind, tables), and say which raised and which took
long.

Run `PYTHONPATH=. python tests/benchmarks/fuzz.py [--mutants 10000] [--first 0] [--kinds crawl file
table]`. Each mutant stands in a folder beside a good article, is read, and goes through every verb
that looks at single sentences. A mutant fails if anything is raised, or the good article is lost;
it is slow if it takes over ten times the median cpu time of its kind, the least of three runs. One
that ever failed goes to FAILED in `tests/test_mutants.py`. The exit code is 1 if any failed or was
slow.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import mutants  # noqa: E402

TIMES = 10


def run(kind: str, number: int) -> tuple[str, int, float, str]:
    """Return a mutant's kind, number, cpu seconds and fault ("" where there is none)."""
    with tempfile.TemporaryDirectory() as folder:
        mutants.make(kind, number, Path(folder))
        start = time.process_time()
        try:
            mutants.read(Path(folder))
        except BaseException as error:  # noqa: BLE001 whatever it is, it is what is looked for
            own = [
                frame
                for frame in traceback.extract_tb(error.__traceback__)
                if "analysis" in frame.filename
            ]
            where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "mutants.py"
            return (
                kind,
                number,
                time.process_time() - start,
                f"{type(error).__name__} at {where}: {str(error)[:160]}",
            )
        return kind, number, time.process_time() - start, ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=10_000, help="of all kinds together")
    parser.add_argument("--first", type=int, default=0, help="the number of the first of each kind")
    parser.add_argument("--kinds", nargs="+", choices=mutants.KINDS, default=list(mutants.KINDS))
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    options = parser.parse_args()
    each = -(-options.mutants // len(options.kinds))
    tasks = [(kind, options.first + i) for kind in options.kinds for i in range(each)]
    with ProcessPoolExecutor(options.workers) as pool:
        results = list(pool.map(run, *zip(*tasks, strict=True), chunksize=20))
    bad = [result for result in results if result[3]]
    for kind in options.kinds:
        seconds = {number: spent for of, number, spent, _ in results if of == kind}
        median = statistics.median(seconds.values())
        slow = {
            number: min(run(kind, number)[2] for _ in range(3))
            for number, spent in seconds.items()
            if spent > TIMES * median
        }
        slow = {number: spent for number, spent in slow.items() if spent > TIMES * median}
        failed = sum(of == kind for of, *_ in bad)
        print(
            f"{kind}: {len(seconds):,} mutants, {failed} failed, {len(slow)} slow; median {median * 1000:.0f} ms, most {max(seconds.values()):.2f} s"
        )
        bad += [(kind, number, spent, f"slow: {spent:.2f} s") for number, spent in slow.items()]
    for kind, number, _, fault in bad[:50]:
        print(f'    ("{kind}", {number}),  # {fault}')
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
