"""What commands tell on standard error, and where something is in a file."""

import sys

from ..core.safe_text import make_visible


def tell_error(error: object) -> int:
    """Say what is wrong, and return the exit code where what was asked cannot be done."""
    print(make_visible(f"error: {error}"), file=sys.stderr)
    return 2


def say_place(file: str, line: object) -> str:
    """Return a file, and the line in it where one is known."""
    return f"{file}, line {line}" if line else file
