"""Which words and names stand for which side: read from a YAML file."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..core.yaml_file import Place, read_yaml

DEFAULT = Path(__file__).with_name("sides.yml")


@dataclass(frozen=True)
class Sides:
    """Which words and which names stand for which side; `words` and `speakers` lead to the side."""

    words: dict[str, str]
    speakers: dict[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, the longest first."""
        words = sorted(map(re.escape, self.words), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])" if words else r"(?!)")

    def read(self, text: str) -> str:
        """Return the side whose word stands last in a text, "" where none does."""
        found = self.pattern.findall(text)
        return self.words[found[-1]] if found else ""


def read_sides(path: str | Path | None = None) -> Sides:
    """Read which words and names stand for which side.

    Parameters
    ----------
    path
        A YAML file in the form of the packaged `sides.yml`, which is the default.

    Raises
    ------
    ValueError
        If the file has not that form; the message names the file and the side.

    Examples
    --------
    >>> read_sides().read("Japanese counterpart")
    'Japan'
    """
    data, place = read_yaml(Path(path or DEFAULT))
    if not isinstance(data, dict) or not isinstance(data.get("sides"), dict):
        raise place.fault("it needs `sides`, a list of words for each side")
    unknown = [key for key in data if key not in ("version", "sides", "speakers")]
    if unknown:
        raise place.at(unknown[0]).fault(f"unknown key {unknown[0]!r}; it may have sides, speakers")
    speakers = data.get("speakers") or {}
    if not isinstance(speakers, dict):
        raise place.at("speakers").fault("it needs a list of names for each side")
    return Sides(_invert(data["sides"], place.at("sides")), _invert(speakers, place.at("speakers")))


def _invert(sides: dict, place: Place) -> dict[str, str]:
    """Return a side for each word; a word of two sides is an error."""
    out: dict[str, str] = {}
    for side, words in sides.items():
        here = place.at(str(side), words=f", side {side}")
        if not isinstance(words, list) or not all(
            isinstance(word, str) and word.strip() for word in words
        ):
            raise here.fault("write a list of words in [brackets], quoted where YAML reads no text")
        for i, word in enumerate(words):
            if out.setdefault(word, str(side)) != side:
                raise here.at(i).fault(
                    f"{word!r} stands under {out[word]} and {side}; keep it under one"
                )
    return out
