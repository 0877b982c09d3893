"""Paragraphs in, topics out: their words, their stability, their shares of the text."""
