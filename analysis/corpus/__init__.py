"""A path in, the documents of a corpus out, with what was dropped, set aside, copied, and which
documents report one event.
"""

from .copies import mark_copies
from .episodes import assign_episodes
from .templates import list_templates

__all__ = [
    "assign_episodes",
    "list_templates",
    "mark_copies",
]
