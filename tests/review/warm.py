"""Imported by the process from which versions are forked: it loads libraries and compiles patterns."""

import os
import re
from pathlib import Path

if __name__ == "tests.review.warm":  # and not where examples in docstrings are looked for
    re._MAXCACHE = 8192
    os.environ["MPLBACKEND"] = "agg"

    import scipy.optimize  # noqa: F401
    import scipy.stats  # noqa: F401
    import sklearn.feature_extraction.text  # noqa: F401

    import analysis
    from analysis.review.extract import _read_tables, start_result

    _read_tables(analysis, Path(__file__).resolve().parents[2], start_result())
