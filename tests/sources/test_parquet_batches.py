import os

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources import parquet_batches
from analysis.sources.parquet import read_parquet


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("one") / "texts.parquet"
    table = pd.DataFrame({"doc_id": range(1000), "text": [f"Text {i}. " * 9 for i in range(1000)]})
    table.to_parquet(path, row_group_size=700)
    return path


def read(path, rows):
    with open(path, "rb") as stream:
        return [(number, row["doc_id"]) for number, row in read_parquet(stream, {}, rows)]


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(sorted), max_size=6))
def test_parts_in_any_order_are_the_rows_asked_for(path, parts):
    for first, last in parts:
        assert read(path, (first, last)) == [(i + 1, i) for i in range(first, last)]


def test_a_part_is_read_on_where_the_one_before_it_ended(path, monkeypatch):
    parquet_batches._forget()
    begun = []
    count = parquet_batches._count_at_once
    monkeypatch.setattr(
        parquet_batches, "_count_at_once", lambda *args: begun.append(1) or count(*args)
    )
    for k in range(7):
        read(path, (100 * k, 100 * k + 100))
    assert len(begun) == 1
    assert not parquet_batches._KEPT  # nothing is held open behind the last row
    read(path, (0, 100))
    read(path, (50, 100))
    assert len(begun) == 3


def test_a_file_that_was_written_anew_is_not_read_on(path, tmp_path):
    copy = tmp_path / "copy.parquet"
    copy.write_bytes(path.read_bytes())
    stat = copy.stat()
    read(copy, (0, 100))
    table = pd.read_parquet(copy)
    table["doc_id"] += 5000
    table.to_parquet(copy, row_group_size=700)
    os.utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert read(copy, (100, 102)) == [(101, 5100), (102, 5101)]


def test_a_part_that_is_left_in_the_middle_is_not_read_on(path):
    parquet_batches._forget()
    with open(path, "rb") as stream:
        rows = read_parquet(stream, {}, (0, 100))
        next(rows)
        rows.close()
    assert not parquet_batches._KEPT
    assert len(read(path, (60, 100))) == 40


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_a_dictionary_is_measured(tmp_path, compression):
    texts = [letter * 5000 for letter in "abc"] * 40
    path = tmp_path / "texts.parquet"
    for with_dictionary in (True, False):
        table = pa.table({"text": texts})
        pq.write_table(table, path, compression=compression, use_dictionary=with_dictionary)
        with open(path, "rb") as file:
            chunk = pq.ParquetFile(path).metadata.row_group(0).column(0)
            size = parquet_batches._measure_dictionary(file, chunk)
        assert size == (3 * (4 + 5000) if with_dictionary else 0)


def test_few_rows_are_in_memory_of_values_that_repeat(tmp_path):
    path = tmp_path / "texts.parquet"
    for length, expected in ((1000, 64), (10_000_000, 12)):
        # a hundred times the same value, which is in memory once
        texts = pa.DictionaryArray.from_arrays(pa.array([0] * 100, pa.int32()), ["x" * length])
        pq.write_table(pa.table({"text": texts}), path, dictionary_pagesize_limit=1 << 30)
        with open(path, "rb") as file:
            metadata = pq.ParquetFile(path).metadata
            largest = metadata.row_group(0).column(0).total_uncompressed_size
            assert (
                parquet_batches._count_at_once(file, metadata, [0], ["text"], largest) == expected
            )


def test_what_is_no_header_of_a_page_counts_as_large(tmp_path):
    path = tmp_path / "texts.parquet"
    pq.write_table(pa.table({"text": ["x" * 100] * 9}), path)
    chunk = pq.ParquetFile(path).metadata.row_group(0).column(0)
    (tmp_path / "other").write_bytes(b"\xff" * path.stat().st_size)
    with open(tmp_path / "other", "rb") as file:
        assert parquet_batches._measure_dictionary(file, chunk) == chunk.total_uncompressed_size
