"""What a change moved, by how much and why: two results compared, with a report."""

from .attribute import Attribution, Cause, attribute
from .compare import Changes, compare_results
from .folders import is_results, read_folder
from .inputs import split_change
from .quoting import quote
from .report import STILL, list_figures, say_verdict, write_report
from .trees import (
    CannotCompare,
    Tree,
    allow_runs,
    find_base,
    read_tree,
    resolve,
    run_tree,
    stop_runs,
)

__all__ = [
    "STILL",
    "Attribution",
    "CannotCompare",
    "Cause",
    "Changes",
    "Tree",
    "allow_runs",
    "attribute",
    "compare_results",
    "find_base",
    "is_results",
    "list_figures",
    "quote",
    "read_folder",
    "read_tree",
    "resolve",
    "run_tree",
    "say_verdict",
    "split_change",
    "stop_runs",
    "write_report",
]
