"""A path in, the documents of a corpus out, with what was dropped, set aside, copied, and which
documents report one event.
"""
