"""Sentences of groups in, the words that set the groups apart out."""

from .latest import take_latest
from .maps import compare_topics_themes, link_terms, map_documents
from .templates import list_templates

__all__ = ["compare_topics_themes", "link_terms", "list_templates", "map_documents", "take_latest"]
