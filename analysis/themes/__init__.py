"""A lexicon and sentences in, mentions of themes out, with the evidence for each and the agreement
with readers.
"""
