"""Sentences in, tone out: how warm, toward whom, and through which words."""

from .commitments import find_commitments, read_ladders, tabulate_commitments
from .register import read_register
from .sentiment import label_tone
from .targeted_tone import score_targets
from .word_shift import shift_words

__all__ = [
    "find_commitments",
    "label_tone",
    "read_ladders",
    "read_register",
    "score_targets",
    "shift_words",
    "tabulate_commitments",
]
