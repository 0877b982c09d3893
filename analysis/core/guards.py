"""What an exception that nobody foresaw may cost: the one item that it came from, which is named
with the error.
"""

from collections.abc import Callable

_LONGEST = 300  # characters of an error's message


def say_error(error: Exception, *, done: str = "read") -> tuple[str, str]:
    """Say what is wrong with an item that could not be "read" or what else was to be done, and the
    remedy.

    Examples
    --------
    >>> say_error(KeyError("x"))[0]
    "it cannot be read (KeyError: 'x')"
    """
    if isinstance(error, MemoryError):
        return "it needs more memory than there is", "split it, or free memory"
    said = " ".join(str(error).split())[:_LONGEST]
    name = type(error).__name__
    return f"it cannot be {done} ({name}{': ' if said else ''}{said})", "mend it or take it out"


def apply_apart(function: Callable, items) -> tuple[list, list[tuple]]:
    """Apply a function to all items at once; where it fails, to either half, so that only what
    makes it fail is lost. The items are a list or a frame: whatever has a length and can be sliced.

    Returns what the function returned, once or for each part; and the items on which it fails
    alone, each still a list or a frame of one, with its exception.

    Examples
    --------
    >>> results, failed = apply_apart(lambda items: [1 / item for item in items], [1, 2, 0, 4])
    >>> results, [items for items, _ in failed]
    ([[1.0, 0.5], [0.25]], [[0]])
    """
    try:
        return [function(items)], []
    except Exception as error:
        if len(items) == 0:
            raise  # no item's fault
        if len(items) == 1:
            # the traceback would keep what is in memory there
            return [], [(items, error.with_traceback(None))]
    middle = len(items) // 2
    first, second = (apply_apart(function, part) for part in (items[:middle], items[middle:]))
    return first[0] + second[0], first[1] + second[1]
