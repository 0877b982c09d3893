"""How much a file may expand to: bytes are counted as they come, what no text needs is refused."""

import io
from typing import BinaryIO

#: An archive may expand to this many times its own size, and to `FREE` bytes whatever its size.
MAX_RATIO = 100
FREE = 10_000_000
#: Bytes to which an archive may expand at most.
MAX_EXPANDED = 20_000_000_000


class TooLarge(OSError):
    """An archive that expands beyond what its size makes credible."""


class Budget:
    """How many bytes an archive of so many may still expand to."""

    def __init__(self, packed: int) -> None:
        self.left = self.all = min(MAX_EXPANDED, max(FREE, MAX_RATIO * packed))

    def spend(self, n: int) -> None:
        self.left -= n
        if self.left < 0:
            raise TooLarge(f"it expands to more than {self.all:,} bytes, as no text does")


class _Counted(io.RawIOBase):
    """A stream that spends a budget as it is read."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._stream.read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def expand(stream: BinaryIO, budget: Budget) -> BinaryIO:
    return io.BufferedReader(_Counted(stream, budget), 1 << 16)
