"""Files of results: there whole or not at all, and tables that no spreadsheet runs."""

import os

import pandas as pd
import pytest

from analysis.core.files import to_csv, write_whole


@pytest.mark.parametrize("data", [b"new", lambda draft: draft.write_bytes(b"new")])
def test_a_file_is_replaced_whole_and_no_draft_stays(tmp_path, data):
    (tmp_path / "a.csv").write_bytes(b"old")
    write_whole(tmp_path / "a.csv", data, flush=True)
    assert (tmp_path / "a.csv").read_bytes() == b"new" and os.listdir(tmp_path) == ["a.csv"]


def test_what_fails_on_the_way_leaves_the_old_file_and_no_draft(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")

    def fail(draft):
        draft.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.csv", fail)
    assert (tmp_path / "a.csv").read_bytes() == b"old" and os.listdir(tmp_path) == ["a.csv"]


def test_a_cell_that_a_spreadsheet_would_run_is_text_and_numbers_stay():
    rows = pd.DataFrame({"term": ["=1+1", "a=b", "＠x", "one\r\ntwo"], "n": [-1, 2, 3, 4]})
    assert to_csv(rows) == "term,n\n'=1+1,-1\na=b,2\n'＠x,3\n\"one\ntwo\",4\n"
