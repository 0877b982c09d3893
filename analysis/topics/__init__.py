"""Paragraphs in, topics out: their words, how stable they are, and how much of the text each makes
up.
"""

from .fitted import Topics
from .names import name_topics
from .prevalence import estimate_topics
from .reading import read_topics

__all__ = ["Topics", "estimate_topics", "name_topics", "read_topics"]
