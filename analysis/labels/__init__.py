"""A random sample of sentences and what coders say of them in, their agreement and estimates without
the errors of the measures out.
"""

from .changes import correct_changes
from .coders import compare_coders
from .correct import correct_estimates
from .draw import draw_labels
from .labelling import label

__all__ = ["compare_coders", "correct_changes", "correct_estimates", "draw_labels", "label"]
