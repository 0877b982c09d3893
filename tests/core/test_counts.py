"""Counts in sentences: in the singular where there is one, wherever they are made."""

import re
from pathlib import Path

import pytest

from analysis.core.counts import say_count, say_part

PACKAGE = Path(__file__).resolve().parents[2] / "analysis"
#: A count in braces right before a noun in the plural that no rule checks.
LOOSE = re.compile(
    r"of \{[^{}]*\} (?:sentences|documents|reports|events|files|labels|terms|topics|pages)\b"
)


@pytest.mark.parametrize("n", [0, 1, 2, 1200])
def test_the_noun_goes_with_its_number(n):
    assert say_count(n, "file or row", "files or rows").endswith("row") == (n == 1)
    assert say_part(min(n, 1), n, "report").endswith("report") == (n == 1)
    assert say_part(n, 2000, "term", "is", "are").rpartition(" ")[2] == ("is" if n == 1 else "are")


#: Where the whole is always more than one.
LARGE = {
    "LEAST", "len(shown)", "len(cut)", "n:,} documents alone", "n_whole", "sampled_from", "len(told)", "n_files", "len(shifts)", "len(trends)", "n_groups", "sum_x",
}  # fmt: skip


@pytest.mark.parametrize("module", sorted(p for p in PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_no_sentence_says_of_one_in_the_plural(module):
    loose = [found.group() for found in LOOSE.finditer(module.read_text(encoding="utf-8"))]
    assert not [words for words in loose if not any(name in words for name in LARGE)]
