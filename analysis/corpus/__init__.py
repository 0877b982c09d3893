"""A path in, the documents of a corpus out, with what was dropped, set aside, copied, and which
documents report one event.
"""

from .account import account_files
from .copies import mark_copies
from .episodes import assign_episodes
from .page_lines import show_page

__all__ = ["account_files", "assign_episodes", "mark_copies", "show_page"]
