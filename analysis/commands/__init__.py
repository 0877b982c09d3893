"""The commands of `python -m analysis`, one a module, each with HELP, EXAMPLE, `add_options` and
`run`.
"""
