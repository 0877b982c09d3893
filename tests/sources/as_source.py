"""Bytes read as a file of a corpus, as `read_source` does it, and what came of them."""

import io
import zipfile

from analysis.sources.source import Problem, Source, Unreadable


class OneWay(io.RawIOBase):
    """A stream that cannot go back, as that of an archive's member."""

    def __init__(self, raw):
        self._stream = io.BytesIO(raw)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._stream.readinto(buffer)


def read(reader, raw, name="news.x"):
    """Return records and problems, without what is attached; a file that is unreadable as a whole
    is one problem.
    """
    raw = raw.encode() if isinstance(raw, str) else raw
    source = Source(name, name.partition(".")[0], "", lambda: io.BufferedReader(OneWay(raw)))
    records, problems = [], []
    try:
        for found in reader(source):
            if isinstance(found, Source):
                continue
            (problems if isinstance(found, Problem) else records).append(found)
    except Unreadable as error:
        problems.append(Problem(name, error.line, str(error), error.remedy))
    for problem in problems:  # plain sentences, each with what to do
        assert problem.problem and problem.remedy and "\n" not in problem.problem
    return records, problems


def only(reader, raw):
    """Return the one record of a file in which nothing is wrong."""
    records, problems = read(reader, raw)
    assert not problems and len(records) == 1
    return records[0]


def fault(reader, raw):
    """Return what is wrong with a file of which nothing is read."""
    records, problems = read(reader, raw)
    assert not records and len(problems) == 1
    return problems[0].problem


def pack(parts):
    """Return a zip file of parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()
