"""Sentences in, tone out: how warm, toward whom, and through which words."""
