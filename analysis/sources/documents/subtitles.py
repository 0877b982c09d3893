"""Subtitles (.srt, .vtt): what is said, without times and numbers."""

import html
import re
from collections.abc import Iterator

from ..decoding import decode
from ..source import Problem, Record, Source, Unreadable
from .whole_files import as_document, read_whole

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_CUE = re.compile(rf"\s*{_TIME}\s{{0,5}}-->\s{{0,5}}{_TIME}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,15}>|\{\\[^{}]{0,100}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,50})?\s+([^<>]{1,100})>")
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]?\Z")
_PAUSE = 4.0  # seconds of silence that begin a new paragraph
_BLOCKS = ("NOTE", "STYLE", "REGION", "WEBVTT")
_MOST = 50_000_000  # bytes


def read_subtitles(source: Source) -> Iterator[Record | Problem]:
    """Yield the text of subtitles: cues joined to sentences, a paragraph begun at a pause or where
    another speaks. A line that the cue before it has shown already is not repeated.

    `Unreadable` if it holds no cue, or cannot be decoded.
    """
    text, _ = decode(read_whole(source, _MOST))
    paragraphs = _join(_list_cues(text.lstrip("\ufeff")))
    if not paragraphs:
        raise Unreadable(1, "it holds no subtitles", "save its text as .txt")
    yield as_document(source, "\n".join(paragraphs), {})


def _list_cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield the cues: begin and end in seconds, and lines."""
    begin = end = 0.0
    lines: list[str] | None = None
    for line in [*text.splitlines(), ""]:
        if found := _CUE.match(line) if "-->" in line else None:
            if lines:  # no empty line parts it from the one before, whose last line is its number
                yield begin, end, lines[:-1] if lines[-1].strip().isdigit() else lines
            begin, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
            lines = []
        elif not line.strip():
            if lines:
                yield begin, end, lines
                lines = None
        elif lines is not None and not (not lines and line.startswith(_BLOCKS)):
            lines.append(line)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = (int(piece or 0) for piece in parts)
    return 3600 * hours + 60 * minutes + seconds + part / 1000


def _join(cues: Iterator[tuple[float, float, list[str]]]) -> list[str]:
    """Return paragraphs: one a turn, or up to a pause."""
    paragraphs: list[list[str]] = []
    before: list[str] = []
    ended, speaker = 0.0, ""
    for begin, end, lines in cues:
        voice = next((m[1].strip() for line in lines if (m := _VOICE.search(line))), speaker)
        shown = [" ".join(html.unescape(_TAG.sub("", line)).split()) for line in lines]
        shown = [line for line in shown if line]
        new = [line for line in shown if line not in before]
        before = shown
        if new:
            last = paragraphs[-1][-1] if paragraphs else ""
            turns = voice != speaker or new[0].startswith(("- ", ">>"))
            if not paragraphs or turns or begin - ended >= _PAUSE and _END.search(last):
                # whose voice it is stands as the label of a turn
                paragraphs.append([f"{voice}:"] if voice and voice != speaker else [])
            paragraphs[-1] += new
        ended, speaker = end, voice
    return [" ".join(lines) for lines in paragraphs]
