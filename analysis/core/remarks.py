"""Warnings in words alone: neither file nor line of the code, which differ by run and machine."""

from __future__ import annotations

import warnings
from collections.abc import Callable

_CELL = "ipykernel_"  # in what a cell of a notebook is called, before the number of the process


class Remark(UserWarning):
    """What a reader should know of a result."""


class Former(Remark, DeprecationWarning):
    """A former name that was used: in a script its line is told, since it is to be changed."""


def _say_plainly(usual: Callable[..., str]) -> Callable[..., str]:
    def say(message, category, filename, lineno, line=None) -> str:
        if not issubclass(category, Remark):
            return usual(message, category, filename, lineno, line)
        if issubclass(category, Former) and _CELL not in filename:
            return usual(message, DeprecationWarning, filename, lineno, line)
        return f"{message}\n"

    return say


warnings.formatwarning = _say_plainly(warnings.formatwarning)
