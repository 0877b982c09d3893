"""The same verbs mapped over the partitions of a corpus of any size, and their sums added."""

from .folders import find_carriers, list_documents, read_documents, read_sample, read_tallies
from .store import CannotWrite
from .tally import Tally, tally_corpus
from .weigh import weigh_corpus

__all__ = [
    "CannotWrite",
    "Tally",
    "find_carriers",
    "list_documents",
    "read_documents",
    "read_sample",
    "read_tallies",
    "tally_corpus",
    "weigh_corpus",
]
