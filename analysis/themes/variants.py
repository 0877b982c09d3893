"""The lexicon read more strictly and more widely, to see what a result owes to its rules."""

from collections.abc import Iterable
from dataclasses import replace

from .lexicon import Themes
from .patterns import Entry


def vary_themes(themes: Themes) -> dict[str, Themes]:
    """Return the lexicon in three readings.

    Returns
    -------
    dict
        "default", as it is; "narrow", without the terms that need other words near them, but for a
        theme that has no others; "wide", where every term counts wherever it is, without such words
        and in spite of exclusions. One that would be the same as the default is left out.

    Examples
    --------
    >>> from analysis import read_themes
    >>> list(vary_themes(read_themes()))
    ['default', 'narrow', 'wide']
    """
    alone = {e.theme for e in themes.entries if not e.excluded and e.company is None}
    narrow = [e for e in themes.entries if e.excluded or e.company is None or e.theme not in alone]
    wide = [replace(e, company=None) for e in themes.entries if not e.excluded]
    out = {"default": themes}
    for name, entries in (("narrow", narrow), ("wide", wide)):
        if _list_rules(entries) != _list_rules(themes.entries):
            out[name] = replace(themes, entries=tuple(entries))
    return out


def _list_rules(entries: Iterable[Entry]) -> list[tuple]:
    return [(e.theme, e.sign, e.excluded, e.company is None) for e in entries]
