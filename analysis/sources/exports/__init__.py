"""Exports of news databases in, which hold many articles in one file; a record an article out."""
