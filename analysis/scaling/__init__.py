"""The same verbs mapped over the partitions of a corpus of any size, and their sums added."""

from ..corpus.read import FOLDER_READERS
from .folders import find_carriers, read_documents, read_tallies
from .manifest import is_tally
from .sample import read_sample
from .tally import tally_corpus
from .weigh import weigh_corpus

__all__ = ["find_carriers", "read_documents", "read_tallies", "tally_corpus", "weigh_corpus"]

# The notebooks and `read_corpus` take such a folder as they take articles.
FOLDER_READERS.append((is_tally, read_sample))
