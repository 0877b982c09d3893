"""Parquet: what a file expands to is bounded by its size, and a value that is none costs itself."""

import io
import tracemalloc

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.sources.parquet import Odd, read_parquet
from analysis.sources.source import Unreadable


def pack(compression="zstd", **columns):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression=compression)
    return out


def read(stream, rows=None, columns=None):
    return list(read_parquet(stream, columns or {}, rows=rows))


BOMBS = {
    "one value often": lambda: {
        "text": pa.DictionaryArray.from_arrays(np.zeros(5000, "int32"), ["a" * 5_000_000])
    },
    "large values": lambda: {"text": ["a" * 8_000_000] * 5},
    "many rows": lambda: {"text": pa.nulls(3_000_000, pa.string())},
    "many empty rows": lambda: {
        "text": pa.DictionaryArray.from_arrays(np.zeros(3_000_000, "int32"), [""])
    },
    "a list": lambda: {
        "text": ["a"],
        "title": pa.array([np.zeros(5_000_000, "int8")], pa.list_(pa.int8())),
    },
    "another column": lambda: {"text": ["a"] * 3, "title": ["b" * 9_000_000] * 3},
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_file_does_not_expand_without_bound(kind):
    stream = pack(**BOMBS[kind]())
    assert stream.seek(0, 2) < 200_000
    tracemalloc.start()
    with pytest.raises(Unreadable, match="expands to more than"):
        for _ in read_parquet(stream, {}):
            pass
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


def test_texts_of_any_size_and_copies_are_read():
    for n, texts in (
        (2, ["a" * 4_000_000] * 2),
        (2000, ["The ministers have met in Tokyo. " * 50] * 2000),
    ):
        assert len(read(pack(text=texts))) == n


def test_rows_from_and_to_in_several_groups():
    out = io.BytesIO()
    pq.write_table(pa.table({"text": list(map(str, range(500)))}), out, row_group_size=90)
    assert [(n, row["text"]) for n, row in read(out, (85, 260))] == [
        (n + 1, str(n)) for n in range(85, 260)
    ]


def test_a_value_that_is_none_says_what_it_is():
    far, zone = (
        pa.array([10**16], pa.timestamp("ms")),
        pa.array([0], pa.timestamp("us", "No/Where")),
    )
    row = read(pack(text=["a"], far=far, zone=zone), columns={"far": "far", "zone": "zone"})[0][1]
    assert (
        row["text"] == "a"
        and isinstance(row["far"], Odd)
        and str(row["far"]) == "timestamp[ms] 10000000000000000"
    )
    assert str(row["zone"]) == "1970-01-01T00:00:00" and "No/Where" in row["zone"].error


def test_tables_without_rows_and_without_text():
    assert read(pack(text=pa.array([], pa.string()))) == []
    assert read(pack(note=["a"])) == [(1, {"note": "a"})]  # it may be a text, whatever its name
    assert read(pack(n=[1])) == [(0, {"n": None})]
    with pytest.raises(Unreadable, match="no Parquet"):
        read(io.BytesIO(b"PAR1 no"))
