"""Readers meet the field's plain words: phrases that were found hard to read come back nowhere in the
notebooks, their outputs, the README, the model card or the docstrings of public functions.
"""

import inspect
import json
import re
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).resolve().parents[1]
#: What is not to be said, and what is said for it.
HARD = {
    r"\bcarr(?:y|ies|ied) (?:a|the|each|no|that) theme": "mention",
    r"\bstands? (?:in|there)\b": "appears in",
    r"in one report only|the matter of one report": "only one report mentions it",
    r"could have been shown": "chance of detecting",
    r"p = under": "p <",
    r"\bhangs? on\b|\brests? on\b": "depends on, is based on",
    r"would like to (?:say|print)|earns? a grade": "claims tested",
    r"\b(?:one|a) (?:row|line) an? (?:document|theme|sentence|unit|hit|topic|class)\b": "per",
    r"\bbears? the date|text alone bears|bounds? it from above": "gives the date",
    r"(?:drawn|dealt out) anew|put in other orders": "resampled, shuffled, permuted",
    r"\bdrawn towards\b": "shrunk towards, seeded",
    r"too hopeful|too shy": "probably too narrow",
    r"an honest nothing": "no score",
    r"\bleant on\b": "rely on neither",
    r"intervals are apart": "do not overlap",
    r"\bsets? (?:a|the|any|it|them|one)\b.{0,20} apart\b": "is distinctive of",
    r"There is none\.": "No rows.",
    r"[Cc]leaning took": "removed",
    r"\bfurniture\b.{0,20}\bpages?\b(?! )|page's furniture|\bpleas to\b": "menus, links, prompts",
    r"under display names": "say what the function returns",
    r"side not told": "speaker unknown",
    r"least p that was": "smallest attainable p",
    r"turned singular vectors": "SVD rotated by varimax",
}


def list_texts():
    yield from ((name, (ROOT / name).read_text("utf-8")) for name in ("README.md", "MODELCARD.md"))
    for book in sorted(ROOT.glob("notebooks/*.ipynb")):
        said = []
        for cell in json.loads(book.read_text("utf-8"))["cells"]:
            said.append("".join(cell["source"]))
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                said += ["".join(data.get(kind, [])) for kind in ("text/plain", "text/markdown")]
        yield book.name, "\n".join(said)
    for group in (analysis, *analysis._GROUPS):
        for name in group.__all__:
            yield f"{group.__name__}.{name}", inspect.getdoc(getattr(group, name)) or ""


@pytest.mark.parametrize(("name", "text"), list(list_texts()), ids=lambda value: value[:40])
def test_no_phrase_is_hard_to_read(name, text):
    flat = " ".join(text.split())
    found = {
        match.group(): better for hard, better in HARD.items() for match in re.finditer(hard, flat)
    }
    assert not found, "\n".join(f"“{phrase}”: say “{better}”" for phrase, better in found.items())


def test_the_search_finds_what_it_looks_for():
    hard = "A theme stands in 2 reports; what it rests on; There is none."
    assert sum(bool(re.search(pattern, hard)) for pattern in HARD) == 3
