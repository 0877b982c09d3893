"""Sentences in, speech out: who says what, and for which country or side."""

from .sides import read_sides
from .speech import list_quotes

__all__ = ["list_quotes", "read_sides"]
