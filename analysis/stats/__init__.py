"""Counts in, estimates and tests out: intervals, trends, changes, statistical power."""
