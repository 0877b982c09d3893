"""Notebooks in, results out: executed on a corpus, and written as pages that stand alone."""
