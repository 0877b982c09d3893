"""Front matter, the block above a text that site generators write: title, date and other facts."""

import tomllib

import yaml

from ..columns import find_columns

_LONGEST = 20_000  # characters; what is longer is text between two rules
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_NOT_FACTS = ("doc_id", "text", "html", "clean")  # a document's own file says these
_AUTHORS = ("author", "authors", "byline", "creator")
_MOST_NAMES = 20


def split_front_matter(text: str) -> tuple[dict[str, str], str, str]:
    r"""Return what stands above a text, in YAML between two lines of `---` or TOML between two of
    `+++`; the text itself, which keeps its number of lines; and what is wrong with the block, which
    is left out all the same if it cannot be read.

    >>> split_front_matter("---\ntitle: Ships agreed\ndate: 2024-05-01\n---\nThey met.")
    ({'date': '2024-05-01', 'title': 'Ships agreed'}, '\n\n\n\nThey met.', '')
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    fence, line_break, _ = text[:4].partition("\n")
    if fence not in _FENCES or not line_break:
        return {}, text, ""
    lines = text[:_LONGEST].split("\n")
    last = next((k for k, line in enumerate(lines) if k and line.rstrip() in _FENCES[fence]), 0)
    if not last:
        return {}, text, ""
    block = "\n".join(lines[1:last])
    if fence == "---" and ":" not in block:
        return {}, text, ""  # a text between two rules
    body = "\n" * (last + 1) + text.split("\n", last + 1)[-1]
    try:
        # as text, so that a date stays as it is written; this loader expands no reference
        facts = tomllib.loads(block) if fence == "+++" else yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())[:200]
        return {}, body, f"the block above its text cannot be read: {said}"
    return (_take_facts(facts) if isinstance(facts, dict) else {}), body, ""


def _take_facts(facts: dict) -> dict[str, str]:
    """Return facts by the names that tables have for them."""
    plain = {str(name): _as_text(value) for name, value in facts.items()}
    plain = {name: value for name, value in plain.items() if value}
    found = {
        key: plain[name] for key, name in find_columns(plain, {}).items() if key not in _NOT_FACTS
    }
    author = next((plain[name] for name in plain if name.lower() in _AUTHORS), "")
    return found | ({"author": author} if author else {})


def _as_text(value) -> str:
    """Return a value, or some of them joined; nothing for what has parts of its own."""
    values = value[:_MOST_NAMES] if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_as_text_alone, values)))


def _as_text_alone(value) -> str:
    if isinstance(value, dict):  # an author is often {name: ..., email: ...}
        value = value.get("name", "")
    if value is None or isinstance(value, dict | list):
        return ""
    said = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return " ".join(said.split())[:1000]
