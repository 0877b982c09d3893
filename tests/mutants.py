"""Inputs that nobody wrote: crawls, files and tables changed at random, each the same for its kind
and number.
"""

from __future__ import annotations

import datetime as dt
import decimal
import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
from any_corpora import write_article
from pages import REMARKS, TRANSCRIPT

GOOD = "good.txt"
# What texts of the web hold where nobody expects it.
_ODD = (
    "\u200b", "\ufeff", "\u202e", "\u00a0", "\u2028", "\x0b", "\x00", "\ufffd", "e\u0301\u0301", "🇮🇳", "👩‍👩‍👧", "ﬁ", "İ", "ß", "ſ", "中文", "भारत", "العربية",
    "“", "”", "‘", "’", "'", '"', "«", "(", "[", "{", "<", ">", "&", "&amp;", "&#36;", "$", "$$", "\\(", "\\", "`", "|", "*", "_", "#", "%", "~", "^", ":", "://",
    "…", "...", "—", "--", "-", "- - - ", "\t", "\r", "\r\n", "\n\n", "Mr. ", "Dr. ", "U.S. ", "A.B.C. ", "said ", " said.", "Q: ", "MR. PRICE: ", "QUESTION: ",
    "President Xi Jinping ", "Foreign Minister ", "the minister of ", "Yoon and ", "he said, ", "2020-02-30 ", "31 June 2021 ", "00:00 ", "1e309 ", "<b>", "</p>",
    "<script>", "<!--", "https://a.b/c?d=e&f=g ", "@who ", "#Quad ", "Indo-Pacific ", "terror", "very very ", "not un", "!!!", "??", ":-)", "lol ", "BUT ", "A" * 300,
)  # fmt: skip


def _mutate_text(text: str, rng: random.Random) -> str:
    """Return a text with a few of its lines, words and characters cut, doubled, moved or spoilt."""
    for _ in range(rng.randint(1, 12)):
        unit = rng.choice(("\n", " ", ". ", ""))
        parts = text.split(unit) if unit else list(text)
        i, j = sorted((rng.randrange(len(parts) + 1), rng.randrange(len(parts) + 1)))
        j = min(j, i + rng.choice((1, 2, 5, 40)))
        part = parts[i:j]
        how = rng.randrange(7)
        if how == 0:
            part = []
        elif how == 1:
            part = part * rng.choice((2, 3, 10))
        elif how == 2:
            rng.shuffle(part)
        elif how == 3:
            part = [*part, rng.choice(_ODD) * rng.choice((1, 1, 2, 30))]
        elif how == 4:
            part = [piece.upper() if rng.random() < 0.5 else piece.title() for piece in part]
        elif how == 5:
            part = [
                chr(
                    rng.choice(
                        (
                            rng.randrange(32, 256),
                            rng.randrange(0x300, 0xD000),
                            rng.randrange(0x10000, 0x1FBFF),
                        )
                    )
                ),
                *part,
            ]
        else:
            part = [piece[: rng.randrange(len(piece) + 1)] for piece in part]
        text = (unit.join(parts[:i] + part + parts[j:]))[:60_000]
    return text


def _mutate_bytes(raw: bytes, rng: random.Random) -> bytes:
    raw = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        i = rng.randrange(len(raw) + 1)
        n = rng.choice((1, 1, 2, 8, 100))
        how = rng.randrange(6)
        if how == 0:
            del raw[i : i + n]
        elif how == 1:
            raw[i : i + n] = rng.randbytes(n)
        elif how == 2:
            raw[i:i] = rng.randbytes(n)
        elif how == 3 and i < len(raw):
            raw[i] ^= 1 << rng.randrange(8)
        elif how == 4:
            raw[i:i] = raw[i : i + n] * rng.choice((1, 3, 20))
        else:
            raw[i : i + n] = (
                rng.choice((b"\0", b"\xff", b'"', b"{", b"<", b",", b"\n", b"PK\x03\x04", b"PAR1"))
                * n
            )
    return bytes(raw[: 1 << rng.choice((6, 10, 20))])


def _archive(name: str, raw: bytes, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == ".zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, raw)
            archive.writestr("in/ner.txt", write_article(3))
        return out.getvalue()
    with tarfile.open(fileobj=out, mode="w:gz" if kind == ".tar.gz" else "w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(raw)
        archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def _files(rng: random.Random) -> dict[str, bytes]:
    """Return one whole file of every kind that is read."""
    rows = [
        {
            "id": f"r{i}",
            "date": f"2021-0{i}-03",
            "text": write_article(rng.randrange(99), 3),
            "title": f"Title {i}",
        }
        for i in range(1, 4)
    ]
    frame = pd.DataFrame(rows)
    parquet = io.BytesIO()
    frame.assign(date=pd.to_datetime(frame["date"], utc=rng.random() < 0.5)).to_parquet(parquet)
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>T</title><meta name='date' content='2021-04-05'></head><body><p>{write_article(4, 9)}</p></body></html>"
    out = {
        "a.txt": rng.choice((REMARKS, TRANSCRIPT, write_article(5, 9))).encode(
            rng.choice(("utf-8", "utf-16", "utf-8-sig"))
        ),
        "b.html": html.encode(),
        "c.csv": frame.to_csv(index=False).encode(),
        "d.tsv": frame.to_csv(index=False, sep="\t").encode(),
        "e.jsonl": "".join(json.dumps(row) + "\n" for row in rows).encode(),
        "f.json": json.dumps(rows, indent=rng.choice((None, 1))).encode(),
        "g.parquet": parquet.getvalue(),
        "metadata.csv": b"doc_id,event_date,outlet,episode,group,clean\ngood,2021-05-03,The Post,talks,visits,auto\na,2021,x,,,2-5\n",
        "labels.csv": b"doc_id,sentence_no,start,end,text,class,label,borderline,note\n",
        "tally.json": json.dumps(
            {
                "format": 2,
                "documents": "a" * 24,
                "parts": [],
                "themes": [],
                "set_aside": "b" * 24,
                "tallies": "c" * 24,
            }
        ).encode(),
    }
    out["h.zip"] = _archive("c.csv", out["c.csv"], ".zip")
    out["i.tar"], out["j.tar.gz"] = (
        _archive("b.html", out["b.html"], ".tar"),
        _archive("e.jsonl", out["e.jsonl"], ".tar.gz"),
    )
    out["k.csv.gz"] = gzip.compress(out["c.csv"])
    return out


_NAMES = (
    "text", "body", "content", "html", "title", "date", "published", "url", "id", "doc_id", "source", "episode", "group", "clean", "line", "lines", "file",
    "part", "fault", "n_words", "copy_of", "date_low", "date_high", "date_evidence", "at ", "part ", "names ", "", " ", "None", "0", "text ", "TEXT", "Ünï", "$x$", "theme",
)  # fmt: skip
_VALUES: tuple[Callable[[random.Random], object], ...] = (
    lambda rng: write_article(rng.randrange(999), rng.randrange(1, 9)),
    lambda rng: _mutate_text(write_article(rng.randrange(999), 4), rng),
    lambda rng: rng.choice((None, float("nan"), "", " ", "nan", "NaT", "None", "null")),
    lambda rng: rng.choice(("2021-05-03", "2021", "03/05/2021", "0000-00-00", "20210503", "May 3, 2021", "yesterday", "99999-01-01", "2021-05-03T23:59:60Z")),
    lambda rng: rng.choice((0, -1, 1.5, 1e308, float("inf"), 10**30, True)),
    lambda rng: rng.choice(_ODD) * rng.choice((1, 3, 200)),
    lambda rng: rng.choice(([], [1, "a"], {"a": {"b": [None]}}, [[[]]])),
    lambda rng: rng.choice((dt.date(1, 1, 1), dt.datetime(9999, 12, 31), dt.datetime(2021, 5, 3, tzinfo=dt.UTC), decimal.Decimal("1.5"), b"\xff\x00bytes")),
)  # fmt: skip


def _table(rng: random.Random, folder: Path) -> None:
    names = rng.sample(_NAMES, rng.randint(1, 9))
    if rng.random() < 0.9 and not {"text", "body", "content"} & set(names):
        names.append("text")
    makers = {
        name: rng.choice(
            _VALUES[:2] if name in ("text", "body", "content") and rng.random() < 0.9 else _VALUES
        )
        for name in names
    }
    n = rng.choice((0, 1, 2, 5, 12, 40))
    rows = [
        {
            name: (make if rng.random() < 0.9 else rng.choice(_VALUES))(rng)
            for name, make in makers.items()
        }
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=names)
    kind = rng.randrange(4)
    if kind == 0:
        (folder / "t.csv").write_text(
            frame.to_csv(index=False, sep=rng.choice(",;\t")), encoding="utf-8", errors="replace"
        )
    elif kind == 1:
        (folder / "t.jsonl").write_text(
            "".join(
                json.dumps(row, default=str, ensure_ascii=rng.random() < 0.5) + "\n" for row in rows
            ),
            encoding="utf-8",
        )
    elif kind == 2:
        (folder / "t.json").write_text(json.dumps(rows, default=str, indent=1), encoding="utf-8")
    else:
        for name in names:  # a column of Parquet is of one kind
            kinds = {type(value) for value in frame[name]}
            if len(kinds) > 1 or not kinds <= {
                str,
                int,
                float,
                bool,
                bytes,
                dt.date,
                dt.datetime,
                decimal.Decimal,
            }:
                frame[name] = frame[name].map(str)
        try:
            frame.to_parquet(folder / "t.parquet", row_group_size=rng.choice((1, 7, 1000)))
        except (ValueError, OverflowError):  # what Parquet cannot hold
            frame.map(str).to_parquet(folder / "t.parquet")


def make_crawl(number: int, folder: Path) -> None:
    """Write one mutated page beside a good one."""
    rng = random.Random(f"crawl {number}")
    text = rng.choice(
        (
            REMARKS,
            TRANSCRIPT,
            write_article(number % 7, 12),
            write_article(number % 5, 3).replace(". ", ".\n\n"),
        )
    )
    (folder / "page.txt").write_bytes(_mutate_text(text, rng).encode("utf-8", "replace"))


def make_file(number: int, folder: Path) -> None:
    """Write one mutated file of a kind that is read, or of those that stand beside articles."""
    rng = random.Random(f"file {number}")
    name, raw = rng.choice(sorted(_files(rng).items()))
    (folder / name).write_bytes(_mutate_bytes(raw, rng))


def make_table(number: int, folder: Path) -> None:
    """Write one valid table of odd columns and values."""
    _table(random.Random(f"table {number}"), folder)


KINDS: dict[str, Callable[[int, Path], None]] = {
    "crawl": make_crawl,
    "file": make_file,
    "table": make_table,
}


def make(kind: str, number: int, folder: Path) -> None:
    """Write mutant `number` of a kind, beside an article that must be read whatever the mutant is."""
    (folder / GOOD).write_text(write_article(77, 8), encoding="utf-8")
    KINDS[kind](number, folder)


@cache
def _lexica() -> tuple:
    """Return what every mutant is read with; reading it takes longer than reading a mutant."""
    from analysis import read_themes
    from analysis.speech import read_sides
    from analysis.tone import read_ladders, read_register

    return read_themes(), read_sides(), read_register(), read_ladders()


def read(folder: Path) -> None:
    """Run a mutant through what looks at each sentence of each document; raise if its good
    neighbour is lost.
    """
    from analysis import (
        attribute_speech,
        find_mentions,
        read_corpus,
        score_sentences,
        split_sentences,
    )
    from analysis.speech import list_quotes
    from analysis.tone import find_commitments, score_targets

    corpus = read_corpus(folder)
    if Path(GOOD).stem not in set(corpus.documents["doc_id"]):
        raise LookupError(
            f"the good article is lost; set aside: {corpus.set_aside.to_dict('records')[:3]}"
        )
    sentences = split_sentences(corpus.documents)
    texts = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    for row in sentences.itertuples():
        if texts[row.doc_id][row.start : row.end] != row.text:
            raise LookupError(f"{row.doc_id}: sentence {row.sentence_no} is not at its place")
    themes, sides, register, ladders = _lexica()
    mentions = find_mentions(sentences, themes)
    spoken = attribute_speech(sentences, corpus.documents, sides=sides)
    list_quotes(spoken, corpus.documents)
    score_targets(score_sentences(sentences, register=register), mentions)
    find_commitments(sentences, ladders)
