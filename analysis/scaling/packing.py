"""A lexicon and a register on their way to workers: as bytes, and as a hash of what they find."""

import dataclasses
import io
import pickle
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..text.marks import compile_once
from ..themes.lexicon import Themes
from ..tone.register import Register
from .store import make_key


class _Packer(pickle.Pickler):
    """Packs patterns so that a process that has compiled one takes that."""

    def reducer_override(self, thing: object) -> Any:
        if not isinstance(thing, re.Pattern):
            return NotImplemented
        return compile_once, (thing.pattern, thing.flags & ~re.UNICODE)


def pack_lexicon(themes: Themes, register: Register) -> tuple[bytes, str]:
    """Return lexicon and register as bytes for workers, and a hash of what they find."""
    fields = _list_fields(register)
    packed = io.BytesIO()
    _Packer(packed).dump((themes, fields))
    return packed.getvalue(), make_key(_describe(themes), _describe(fields))


@lru_cache(maxsize=4)
def unpack_lexicon(packed: bytes) -> tuple[Themes, Register]:
    """Return lexicon and register; a process makes the same ones ready once."""
    themes, fields = pickle.loads(packed)
    return themes, Register(**fields)


def _list_fields(thing: Any) -> dict[str, Any]:
    return {f.name: getattr(thing, f.name) for f in dataclasses.fields(thing) if f.init}


def _describe(thing: object) -> str:
    """Return a description that is the same in every process."""
    if isinstance(thing, re.Pattern):
        return repr((thing.pattern, thing.flags))
    if dataclasses.is_dataclass(thing):
        return _describe(_list_fields(thing))
    if isinstance(thing, Mapping):
        return "{" + ",".join(f"{key!r}:{_describe(value)}" for key, value in thing.items()) + "}"
    if isinstance(thing, frozenset | set):
        return "{" + ",".join(sorted(map(_describe, thing))) + "}"
    if isinstance(thing, tuple | list):
        return "(" + ",".join(map(_describe, thing)) + ")"
    return repr(thing)
