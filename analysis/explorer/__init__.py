"""Tables in, a page to choose from out: a theme, a period and a speaker, with the trend and the
sentences.
"""
