"""Warnings in words alone: neither file nor line of the code, which differ by run and machine."""

import warnings
from collections.abc import Callable


class Remark(UserWarning):
    """What a reader should know of a result."""


def _say_plainly(usual: Callable[..., str]) -> Callable[..., str]:
    def say(message, category, filename, lineno, line=None) -> str:
        if not issubclass(category, Remark):
            return usual(message, category, filename, lineno, line)
        return f"{message}\n"

    return say


warnings.formatwarning = _say_plainly(warnings.formatwarning)
