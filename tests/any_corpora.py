"""Small corpora of odd kinds, one a function: each writes its files to a folder and says how many
documents are in them.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

_WHO = "India Japan Australia France Germany Brazil Kenya Canada Vietnam Indonesia".split()
_WHAT = (
    "the Indo-Pacific", "cross-border terrorism", "semiconductors", "Russia's war in Ukraine", "maritime security", "the pandemic",
    "supply chains", "climate finance", "visas for students", "fisheries", "the South China Sea", "artificial intelligence",
)  # fmt: skip
_HOW = "welcomed condemned discussed postponed praised reviewed regretted questioned supported signed".split()
_WHERE = "Tokyo Delhi Canberra Paris Nairobi Hanoi Ottawa Jakarta Berlin Geneva".split()
_MORE = "quietly at length again in private twice with concern warmly for an hour in good faith under pressure".split()


#: Sizes at which a hundred things of a kind are passed, as `lower_limits` has it.
AT_LIMITS = ("99", "100", "101", "101 reversed", "250")


def write_article(seed: int, sentences: int = 6) -> str:
    """Return a made-up article in which no run of words is another article's."""
    rng = random.Random(seed)
    lines = []
    for _ in range(sentences):
        one, other = rng.sample(_WHO, 2)
        lines.append(
            f"Officials of {one} and {other} {rng.choice(_HOW)} {rng.choice(_WHAT)} {rng.choice(_MORE)} in {rng.choice(_WHERE)}, "
            f"and {rng.choice(_HOW)} {rng.choice(_WHAT)} {rng.choice(_MORE)} before round {rng.randrange(10_000)}."
        )
    return " ".join(lines)


def write_table(folder: Path, rows: list[dict], name: str = "articles.jsonl") -> int:
    """Write one JSON object a row; return how many."""
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def _dated(folder: Path, days) -> int:
    days = [day if isinstance(day, str) or day is None else day.isoformat()[:10] for day in days]
    return write_table(
        folder,
        [{"id": f"d{i:04}", "date": day, "text": write_article(i)} for i, day in enumerate(days)],
    )


def _spread(folder: Path, first: str, last: str, n: int) -> int:
    """Write n articles spread evenly from one day to another."""
    low, high = pd.Timestamp(first), pd.Timestamp(last)
    return _dated(
        folder, [(low + (high - low) * i / max(n - 1, 1)).to_pydatetime() for i in range(n)]
    )


def _sized(
    folder: Path, n: int, name: Callable[[int], object] = "d{:05}".format, reverse: bool = False
) -> int:
    days = pd.date_range("2015-01-01", periods=max(n, 1), freq="D").strftime("%Y-%m-%d")
    rows = [{"id": name(i), "date": days[i], "text": write_article(i, 2)} for i in range(n)]
    return write_table(folder, rows[::-1] if reverse else rows)


def _texts(folder: Path, texts: list[str], **more) -> int:
    rows = [
        {"id": f"t{i:03}", "date": f"20{10 + i % 14}-0{1 + i % 9}-11", "text": text, **more}
        for i, text in enumerate(texts)
    ]
    return write_table(folder, rows)


def _files(folder: Path, texts: dict[str, str]) -> int:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(texts)


def _many_kinds(folder: Path) -> int:
    _files(
        folder,
        {
            "a.txt": write_article(1),
            "b.html": f"<html><body><article><p>{write_article(2, 12)}</p></article></body></html>",
        },
    )
    pd.DataFrame({"id": ["c"], "text": [write_article(3)]}).to_csv(folder / "c.csv", index=False)
    pd.DataFrame({"id": ["d"], "text": [write_article(4)]}).to_parquet(folder / "d.parquet")
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("inner/e.txt", write_article(5))
    return 5


def _beside_broken(folder: Path) -> int:
    _files(
        folder,
        {
            "good.txt": write_article(1),
            "tally.json": '{"unrelated": 1}',
            "metadata.csv": "doc_id,fault,part,n_words\ngood,a,b,c\n",
        },
    )
    (folder / "bad.parquet").write_bytes(b"PAR1 but no table")
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 but no archive")
    (folder / "bad.jsonl").write_bytes('{"text": "cut'.encode("utf-16")[:-3])
    (folder / "loop.txt").symlink_to("loop.txt")
    return 1


def _intervals(folder: Path) -> int:
    """Write articles of which only the years that they may be of are known."""
    n = _dated(folder, [None] * 20)
    wide = [
        {"doc_id": f"d{i:04}", "date_low": f"{1990 + i}-01-01", "date_high": f"{1995 + i}-12-31"}
        for i in range(n)
    ]
    pd.DataFrame(wide).to_csv(folder / "metadata.csv", index=False)
    return n


def _days_and_intervals(folder: Path) -> int:
    """Write articles of one paper of which some have a day, and others only months, with a claim."""
    rows = [{"id": f"d{i}", "source": "The Paper", "text": write_article(i)} for i in range(12)]
    write_table(folder, rows)
    known = [
        {
            "doc_id": f"d{i}",
            "date_low": f"{2010 + i}-01-05",
            "date_high": f"{2010 + i}-0{1 + 7 * (i % 2)}-05",
        }
        for i in range(12)
    ]
    pd.DataFrame(known).to_csv(folder / "metadata.csv", index=False)
    claim = {"text": "Russia rose", "theme": "russia", "says": "rose"}
    (folder / "claims.yml").write_text(json.dumps({"claims": [claim]}), encoding="utf-8")
    return len(rows)


_ODD = (
    "$x_{1}$ & 50% ^ ~ \\frac{1}{2}", "名前 " * 40, "\u202eRTL שלום عربي", "🇮🇳🇯🇵🚀", "<script>alert(1)</script>", "line\nbreak", "a" * 300,
    "_under_ *star* [l](u)", "#", "-1+1", "\\(x\\)", "all", "undated", "other groups", "2020", "=1+1", "%s {0}",
)  # fmt: skip


def _odd_names(folder: Path, n: int) -> int:
    """Write articles whose names, sources, groups, titles and episodes are what charts, CSV and
    mark-up may trip on.
    """
    odd = [_ODD[i % len(_ODD)] for i in range(n + 9)]
    named = [
        {
            "id": f"{odd[i]} {i}",
            "source": odd[i + 3],
            "group": odd[i + 5],
            "title": odd[i + 7],
            "episode": odd[i + 9],
        }
        for i in range(n)
    ]
    return write_table(
        folder,
        [
            row | {"date": f"20{10 + i % 14}-0{1 + i % 9}-11", "text": write_article(i)}
            for i, row in enumerate(named)
        ],
    )


def _transcript(i: int) -> str:
    asked = "\n\n".join(
        f"QUESTION: What of {_WHAT[(i + k) % len(_WHAT)]}?\n\nMR. PRICE: Mr. President, Mr. Speaker, and Members: {write_article(90 * i + k, 2)}"
        for k in range(3)
    )
    return f"THE SECRETARY: Thank you. {write_article(90 * i + 80, 2)}\n\n{asked}"


_LONG_NAMES = "Yoon Suk Yeol,Xi Jinping,Kishida Fumio,Nguyen Phu Trong,Lee Jae-myung,Moon Jae-in,Wang Yi".split(
    ","
)


def _surname_first(i: int) -> str:
    name = _LONG_NAMES[i % len(_LONG_NAMES)]
    family = name.split()[0]
    return (
        f"President Biden and President {name} met on Monday. {family} and President Biden said that the talks had gone well. "
        f"“We agreed,” {family} said. Foreign Minister {name} told reporters of {_WHAT[i]}. {write_article(i)}"
    )


#: What a kind is, by name: a function from a folder to the number of documents that are written
# into it.
CORPORA: dict[str, Callable[[Path], int]] = {
    # sizes and ids
    "no row": lambda folder: _sized(folder, 0),
    "one": lambda folder: _sized(folder, 1),
    "two": lambda folder: _sized(folder, 2),
    "three": lambda folder: _sized(folder, 3),
    "99": lambda folder: _sized(folder, 99),
    "100": lambda folder: _sized(folder, 100),
    "101": lambda folder: _sized(folder, 101),
    "101 reversed": lambda folder: _sized(folder, 101, reverse=True),
    "250": lambda folder: _sized(folder, 250),
    "1,001": lambda folder: _sized(folder, 1001),
    "numeric ids": lambda folder: _sized(folder, 30, int),
    "ids not ASCII": lambda folder: _sized(folder, 30, "заявление/№ {} – <b>$x$</b> 🇮🇳 声明".format),
    # calendars
    "no dates": lambda folder: _dated(folder, [None] * 12),
    "one dated of thirty": lambda folder: _dated(folder, [None] * 29 + ["2021-05-04"]),
    "one day": lambda folder: _dated(folder, ["2021-05-04"] * 12),
    "a month": lambda folder: _spread(folder, "2021-01-31", "2021-02-28", 12),
    "leap days": lambda folder: _dated(folder, ["2016-02-29", "2020-02-29", "2024-02-29", "2000-02-29"]),
    "3 years": lambda folder: _spread(folder, "2019-12-31", "2022-12-31", 20),
    "25 years": lambda folder: _spread(folder, "1999-01-01", "2024-12-31", 13),
    "150 years": lambda folder: _spread(folder, "1874-03-01", "2024-03-01", 40),
    "240 years": lambda folder: _spread(folder, "1784-07-04", "2024-07-04", 40),
    "a thousand years": lambda folder: _spread(folder, "1024-01-01", "2024-01-01", 9),
    "1 and 9999": lambda folder: _dated(folder, ["0001-01-01", "9999-12-31", "2020-05-06"] * 5),
    "240 years in many": lambda folder: _spread(folder, "1784-07-04", "2024-07-04", 45),
    "many undated": lambda folder: _dated(folder, [None] * 41),
    "many of a day": lambda folder: _dated(folder, ["2020-02-29"] * 41),
    "intervals alone": _intervals,
    "years alone": lambda folder: _dated(folder, [str(2000 + i) for i in range(12)]),
    "dates that are none": lambda folder: _dated(folder, ["0000-00-00", "soon", "2021-02-30", "44561", "03/05/2021", "9999-12-31", "-1"]),
    # what texts hold
    "headlines": lambda folder: _texts(folder, [write_article(i, 1)[:60] for i in range(40)]),
    "one-word texts": lambda folder: _texts(folder, ["Quad", "Terrorism", "Russia", "ports", "Quad"]),
    "marks alone": lambda folder: _texts(folder, ["...", "—", "12 34", "?!", "🇮🇳", write_article(1)]),
    "copies alone": lambda folder: _texts(folder, [write_article(7, 12)] * 9),
    "one long line": lambda folder: _texts(folder, [write_article(7, 2000)]),
    "one giant": lambda folder: _texts(folder, [write_article(7, 1500), *(write_article(i, 1) for i in range(8, 20))]),
    "speeches": lambda folder: _texts(folder, [f"Mr. President, Mr. Speaker: We meet today. I thank you. {write_article(i, 30)}" for i in range(6)]),
    "transcripts": lambda folder: _texts(folder, [_transcript(i) for i in range(6)]),
    "surnames first": lambda folder: _texts(folder, [_surname_first(i) for i in range(7)]),
    "no speaker": lambda folder: _texts(folder, [write_article(i) for i in range(9)]),
    "no theme": lambda folder: _texts(folder, [f"The garden of number {i} grew roses, leeks and {i} plums. It rained." for i in range(9)]),
    "one theme everywhere": lambda folder: _texts(folder, [f"Russia met plan {i}. Russia left plan {i * 7}. Russia spoke of {i * 3}." for i in range(12)]),
    "mixed languages": lambda folder: _texts(
        folder,
        ["भारत और जापान ने वार्ता की।", "印度和日本举行了会谈。讨论了印太问题。", "الهند واليابان أجرتا محادثات.", "Индия и Япония провели переговоры.",
         "L’Inde et le Japon ont parlé de l’Indo-Pacifique.", "อินเดียและญี่ปุ่นหารือกัน", write_article(1)],
    ),
    "capitals": lambda folder: _texts(folder, [write_article(i).upper() for i in range(6)]),
    "prices and marks": lambda folder: _texts(
        folder,
        [f"A$AP paid $5 million and $6 million to <b>O'Neil_{i}</b> & *Co*; 50% of \\(x^2\\) and $$y$$ | `code`. {write_article(i)}" for i in range(6)],
        title="$x^2$ & <script>alert(1)</script> {y} \\frac{1}{2} 100%", source="US$ & <i>Post</i> \\_^{x}",
    ),
    "quotes unclosed": lambda folder: _texts(folder, [f"“We agree, said the minister. ‘Never” he said (again. {write_article(i)}" for i in range(6)]),
    "odd names of few": lambda folder: _odd_names(folder, 9),
    "odd names of many": lambda folder: _odd_names(folder, 40),
    "one event": lambda folder: write_table(
        folder, [{"id": i, "episode": "e", "date": "2020-01-01", "text": write_article(i, 3)} for i in range(9)]
    ),
    "a hundred sources": lambda folder: write_table(
        folder, [{"id": i, "source": f"Paper {i}", "date": f"{2000 + i % 25}-05-01", "text": write_article(i, 3)} for i in range(100)]
    ),
    "days and intervals": _days_and_intervals,
    # files
    "many kinds of file": _many_kinds,
    "broken files beside a good one": _beside_broken,
}  # fmt: skip
