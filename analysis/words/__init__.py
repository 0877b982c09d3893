"""Sentences of groups in, the words that set the groups apart out."""
