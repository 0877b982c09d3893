"""The same verbs mapped over the partitions of a corpus of any size, and their sums added."""

from ..corpus.read import FOLDER_READERS
from .cells import pool_cells
from .folders import find_carriers, list_documents, read_documents, read_tallies
from .manifest import is_tally
from .sample import read_sample
from .store import CannotWrite
from .tally import Tally, tally_corpus
from .weigh import weigh_corpus

__all__ = [
    "CannotWrite",
    "Tally",
    "find_carriers",
    "list_documents",
    "pool_cells",
    "read_documents",
    "read_sample",
    "read_tallies",
    "tally_corpus",
    "weigh_corpus",
]

# The notebooks and `read_corpus` take such a folder as they take articles.
FOLDER_READERS.append((is_tally, read_sample))
