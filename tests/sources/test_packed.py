"""Files packed by bzip2, xz and Zstandard."""

import bz2
import io
import lzma
import os

import pytest

from analysis.sources.archives import OPENERS
from analysis.sources.budget import Budget, TooLarge, expand

TEXT = os.urandom(200_000) + b"They met.\n" * 10_000


def pack_zst(data):
    zstandard = pytest.importorskip("zstandard", reason=".zst is read with the extra zst")
    return zstandard.ZstdCompressor().compress(data)


PACK = {".bz2": bz2.compress, ".xz": lzma.compress, ".zst": pack_zst}


def unpack(ending, raw):
    return expand(OPENERS[ending](io.BytesIO(raw)), Budget(len(raw))).read()


@pytest.mark.parametrize("ending", PACK)
def test_packed_files_are_what_was_packed(ending):
    pack = PACK[ending]
    assert unpack(ending, pack(TEXT)) == TEXT
    assert unpack(ending, pack(TEXT) + pack(b"") + pack(b"more")) == TEXT + b"more"
    assert unpack(ending, pack(b"")) == b""
    with OPENERS[ending](io.BytesIO(pack(b"a\nb\n"))) as stream:
        assert stream.readline() == b"a\n" and stream.peek(1)[:2] == b"b\n"


@pytest.mark.parametrize("ending", PACK)
def test_damaged_files_say_so_and_none_expands_without_end(ending):
    packed = PACK[ending](TEXT)
    for bad in (packed[:-1000], b"no packing" * 9, b"\xff" * 999):
        with pytest.raises((OSError, EOFError)):
            unpack(ending, bad)
    with pytest.raises(TooLarge):
        unpack(ending, PACK[ending](b"a" * 100_000_000))


def test_a_file_may_not_ask_for_all_memory():
    with pytest.raises(OSError, match="[Mm]emory"):
        unpack(".xz", b"\x5d\xff\xff\xff\xff" + b"\xff" * 8 + b"\0" * 50)
    pack_zst(b"")
    with pytest.raises(OSError, match="memory"):
        unpack(".zst", b"\x28\xb5\x2f\xfd\x04\xa8" + b"\0" * 10)


def test_zeros_behind_a_file_are_no_fault():
    assert unpack(".xz", lzma.compress(b"a") + b"\0" * 8) == b"a"
