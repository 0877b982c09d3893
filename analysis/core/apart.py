"""What a text that breaks a rule of ours costs: what is read of it is unknown, a warning names it,
and the others are read.
"""

from __future__ import annotations

import warnings

from .remarks import Remark


class Apart:
    """Keeps what goes wrong with one text from the others; programming errors show as warnings,
    which tests make errors. `unknown` is what is unknown of such a text, for the warning.

    Examples
    --------
    >>> apart, out = Apart("the inverse"), []
    >>> for number in (1, 0, 2):
    ...     with apart.of(f"text {number}"):
    ...         out.append(1 / number)
    >>> out, apart.lost
    ([1.0, 0.5], ['text 0 (ZeroDivisionError: division by zero)'])
    """

    def __init__(self, unknown: str):
        self.unknown = unknown
        self.lost: list[str] = []
        self._name: object = ""

    def of(self, name: object) -> Apart:
        """Return the context in which the text of this name is read."""
        self._name = name
        return self

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, _kind, error: BaseException | None, _trace) -> bool:
        if isinstance(error, Exception):  # no Ctrl-C
            self.lost.append(
                f"{self._name} ({type(error).__name__}: {' '.join(str(error).split())[:300]})"
            )
        return isinstance(error, Exception)

    def warn(self) -> None:
        """Warn once, of the first text that was lost, and say how many more there are."""
        if self.lost:
            more = f" and {len(self.lost) - 1:,} more" if len(self.lost) > 1 else ""
            said = f"{self.unknown} is unknown in {self.lost[0]}{more}: please report this text"
            warnings.warn(said, Remark, stacklevel=3)
