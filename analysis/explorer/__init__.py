"""Tables in, a page to choose from out: theme, period and speaker, the trend, the sentences."""
