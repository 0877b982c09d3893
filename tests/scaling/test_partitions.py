import pandas as pd

from analysis.scaling import pieces
from analysis.scaling.partitions import list_partitions


def test_a_row_group_is_hashed_once_for_all_its_parts(tmp_path, monkeypatch):
    path = tmp_path / "texts.parquet"
    texts = [f"{i} " + "The ministers met and spoke of trade. " * 30 for i in range(400)]
    pd.DataFrame({"text": texts}).to_parquet(path)
    partitions = list_partitions(path, size=50_000)
    assert len(partitions) > 5
    hashed = []
    whole = pieces._hash_span
    monkeypatch.setattr(
        pieces, "_hash_span", lambda *args: hashed.append(args[1:3]) or whole(*args)
    )
    assert len({partition.hash() for partition in partitions}) == len(partitions)
    assert len(hashed) == 1
    before = partitions[0].hash()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert partitions[0].hash() != before
