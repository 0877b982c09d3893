"""Names that functions had before version 0.2; each still works as it did then, and warns."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from . import checks, classify, contrasts, corpus, evidence, findings, sensitivity, sides, themes

_FORMER: dict[str, tuple[Callable, Callable | None]] = {
    "as_finding": (findings.as_findings, lambda found: found.sentences[0]),
    "read_agreement": (checks.describe_agreement, lambda found: found.sentences),
    "read_contrasts": (contrasts.describe_contrasts, lambda found: found.rows),
    "read_corpus_line": (corpus.describe_corpus, None),
    "read_evidence": (evidence.describe_evidence, lambda found: found.rows),
    "read_fragility": (sensitivity.describe_sensitivity, lambda found: found.sentences),
    "read_limits": (themes.describe_limits, lambda found: found.sentences[0]),
    "read_priorities": (classify.classify_themes, None),
    "read_sides_by_theme": (sides.describe_sides, lambda found: found.sentences),
    "read_source": (corpus.name_source, None),
    "read_themes_over_time": (themes.describe_themes, lambda found: found.rows),
}


def find_former(name: str) -> Callable:
    """Return a function by the name that it had.

    Raises
    ------
    AttributeError
        If no function had it.
    """
    if name not in _FORMER:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    function, convert = _FORMER[name]
    warnings.warn(f"{name} is now {function.__name__}", DeprecationWarning, stacklevel=3)
    return (
        function
        if convert is None
        else lambda *args, **options: convert(function(*args, **options))
    )
