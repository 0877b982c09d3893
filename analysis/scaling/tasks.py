"""What is to be done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """What to call the function with; `size` in bytes, for the rate."""

    name: str
    size: int
    arguments: tuple
