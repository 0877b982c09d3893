"""A page or a cell in, the date that it bears out, as an interval with the words that give it."""
