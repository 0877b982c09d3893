"""Counts in, estimates and tests out: intervals, trends, changes, and what a corpus could have
shown.
"""
