"""The commands of `python -m analysis`, one a module: HELP, EXAMPLE, `add_options` and `run`."""
