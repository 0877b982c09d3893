"""A lexicon and sentences in, mentions of themes out, with evidence and agreement with readers."""
