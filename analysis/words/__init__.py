"""Sentences of groups in, the words that set the groups apart out."""

from .maps import compare_topics_themes, link_terms, map_documents

__all__ = [
    "compare_topics_themes",
    "link_terms",
    "map_documents",
]
