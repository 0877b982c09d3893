"""The package's own lexicon, read once for all tests that are made of it when they are collected."""

from analysis import read_themes

THEMES = read_themes()
