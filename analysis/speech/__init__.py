"""Sentences in, speech out: who says what, and for which country or side."""
