"""Documents in, sentences and words out, with their places."""
