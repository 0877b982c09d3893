"""Paragraphs in, topics out: their words, how stable they are, and how much of the text each makes
up.
"""
