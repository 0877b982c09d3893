"""How fast mentions are found, beside pandas with Python's `re` and beside RE2 that only counts.

Run: python tests/benchmarks/bench_mentions.py CORPUS.parquet   (columns doc_id and text; any large
corpus of speeches)

All times are cpu seconds of one process, the least of three runs (one for `re`, on a sample of
texts, scaled up). The peers count the same terms theme by theme and give no offsets, no exclusions
and no company. The second table grows the lexicon from 100 to 5,000 terms drawn from the corpus
itself.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from analysis import find_mentions, read_themes, split_sentences

# As people write them for `re` and for RE2 alike.
MARKS = {"*": r"\w*", "-": "[- ]?", " ": r"\s+", "'": "['’]"}
SAMPLE = 3_000


def measure(call, runs=3):
    times = []
    for _ in range(runs):
        start = time.process_time()
        out = call()
        times.append(time.process_time() - start)
    return min(times), out


def pattern(themes, theme):
    terms = [e for e in themes.entries if e.theme == theme and not e.excluded]
    written = [
        "".join(MARKS.get(c, re.escape(c)) for c in e.term)
        for e in sorted(terms, key=lambda e: -len(e.term))
    ]
    return rf"\b(?:{'|'.join(written)})\b"


def count_re(texts, themes):
    return sum(texts.str.count(pattern(themes, name), flags=re.I).sum() for name in themes.names)


def count_re2(texts, themes):
    column = pa.array(texts, pa.large_string())
    return sum(
        pc.sum(pc.count_substring_regex(column, "(?i)" + pattern(themes, name))).as_py()
        for name in themes.names
    )


def grow(texts, n):
    """Return a lexicon of n terms of five themes, a third of them phrases, of words that are
    neither common nor rare.
    """
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]{5,}", text))
    words = sorted(word for word, count in counts.items() if count < 30)
    random.Random(0).shuffle(words)
    if len(words) < n:
        raise SystemExit(
            f"the corpus has {len(words)} words to draw {n} terms from; name a larger one"
        )
    terms = [words[i] if i % 3 else f"{words[i]} {words[-1 - i]}" for i in range(n)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "grown.yml")
        file.write_text(
            yaml.safe_dump({"themes": {f"t{k}": {"terms": terms[k::5]} for k in range(5)}})
        )
        return read_themes(file)


def main(path):
    documents = pd.read_parquet(path, columns=["doc_id", "text"])
    flat = documents["text"].str.replace(r"\s*\n\s*", " ", regex=True)
    sentences = split_sentences(documents.assign(text=flat))
    megabytes = sentences["text"].str.len().sum() / 1e6
    themes = read_themes()
    print(
        f"{len(sentences):,} sentences, {megabytes:.1f} million characters, {len(themes.entries)} terms\n"
    )

    ours, found = measure(lambda: find_mentions(sentences, themes))
    re2, n_re2 = measure(lambda: count_re2(sentences["text"], themes))
    sample = sentences["text"].sample(min(SAMPLE, len(sentences)), random_state=0)
    slow, n_slow = measure(lambda: count_re(sample, themes), runs=1)
    slow, n_slow = slow * len(sentences) / len(sample), n_slow * len(sentences) / len(sample)
    print(f"{'':32}{'seconds':>9}{'MB/s':>8}{'hits':>10}{'times ours':>12}")
    rows = [
        ("find_mentions (with offsets)", ours, len(found)),
        ("RE2, counting by theme", re2, n_re2),
    ]
    for name, seconds, hits in [*rows, ("pandas str.count with re, scaled", slow, n_slow)]:
        print(
            f"{name:32}{seconds:9.2f}{megabytes / seconds:8.1f}{hits:10,.0f}{seconds / ours:12.1f}"
        )

    print(f"\n{'terms':>6}{'read s':>9}{'find s':>9}{'hits':>10}{'times 100':>11}")
    base = None
    for n in (100, 1000, 5000):
        reading, grown = measure(lambda n=n: grow(sentences["text"].head(40_000), n), runs=1)
        finding, found = measure(lambda grown=grown: find_mentions(sentences, grown), runs=2)
        base = base or finding
        print(f"{n:6,}{reading:9.2f}{finding:9.2f}{len(found):10,}{finding / base:11.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
