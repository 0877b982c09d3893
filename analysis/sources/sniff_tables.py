"""Whether a file that is named as text holds a table or JSON lines."""

import json
import re

from .columns import find_columns
from .dialects import find_dialect, split_cells

_TEXTS = {"text", "html", "title", "summary"}
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_KEYS = re.compile(r'"([^"\\\n]{1,60})"\s{0,20}:')
_FEWEST = 3  # columns, of which two hold something that is known; of two both


def sniff_table(head: bytes) -> str:
    """Return "csv" or "jsonl" or "json" if a file's first bytes are of such a table, else "".

    Examples
    --------
    >>> sniff_table(b"id,date,text\\n1,2020-10-06,They met.\\n"), sniff_table(b"Text, and date, and id.")
    ('csv', '')
    >>> sniff_table(b'{"text": "They met."}\\n{"text": "They left."}\\n')
    'jsonl'
    """
    text = head.decode("utf-8-sig", "replace")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "").strip()
    if first[:1] in ("{", "["):
        try:
            row = json.loads(first)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            return "jsonl" if find_columns(map(str, row), {}).keys() & _TEXTS else ""
        begins = _JSON.match(text)
        return "json" if begins and find_columns(_KEYS.findall(text), {}).keys() & _TEXTS else ""
    dialect, ahead = find_dialect(enumerate([f"{line}\n" for line in lines], 1))
    if len(ahead) < 2:
        return ""
    header, row = (split_cells(line, dialect.delimiter) for _, line in ahead[:2])
    named = find_columns(header, {}) if len(header) > 1 else {}
    if len(header) < _FEWEST and len(named) < len(header):
        return ""  # two words at the beginning of a text
    same = len(row) == len(header) or '"' in ahead[1][1]
    return "csv" if same and len(named) >= 2 and named.keys() & {"text", "html"} else ""
