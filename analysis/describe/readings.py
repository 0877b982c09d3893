"""A corpus counted under every choice of lexicon and cleaning, and tested under the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ..core.cache import cached
from ..stats.composition import name_events
from ..stats.tallies import tally_mentions
from ..stats.trend_tests import compare_dates
from ..text.sentences import lines_as_sentences
from ..themes.lexicon import Themes
from ..themes.mentions import find_mentions
from ..themes.variants import vary_themes

#: The choices, each with its options, the default first; of sources "" is none left out.
CHOICES = {
    "lexicon": ("default", "narrow", "wide"),
    "cleaning": ("default", "none"),
    "dates": ("as intervals", "as given"),
    "unit": ("event", "document"),
    "measure": ("share", "rate"),
    "test": ("shape", "contrast"),
}
_MOST_DOCUMENTS = 5_000  # of more a random sample is tested
_APART = 10_000_000  # what numbers of dropped lines are raised by, to be none of a sentence


@dataclass(frozen=True)
class Readings:
    """A corpus counted under every lexicon and cleaning: `counts` are tallies with one row per
    document, by both; `by` is the column of `documents` by which sources are left out. The documents
    are a random sample of `n_whole`; 0 where they are all.
    """

    counts: dict[tuple[str, str], pd.DataFrame]
    documents: pd.DataFrame
    themes: Themes
    by: str = "source"
    n_whole: int = 0
    _tests: dict[tuple, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def test(self, choice: Mapping[str, str]) -> pd.DataFrame:
        """Return the test of shapes of all themes under a choice; it is made once."""
        key = tuple(choice[name] for name in (*CHOICES, "left_out"))
        if key not in self._tests:
            counts, documents = self.choose(choice)
            self._tests[key] = compare_dates(
                counts, documents, measure=choice["measure"], family=self.themes.main
            )
        return self._tests[key]

    def choose(self, choice: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the counts and the documents under a choice."""
        counts = self.counts[choice["lexicon"], choice["cleaning"]]
        documents = self.documents
        if choice["left_out"]:
            documents = documents[documents[self.by] != choice["left_out"]]
            counts = counts[counts["group"].isin(documents["doc_id"])]
        events = name_events(documents)
        if choice["dates"] == "as given":
            documents = documents.assign(date_low=documents["date"], date_high=documents["date"])
        if choice["unit"] == "document":
            events = documents["doc_id"]
        return counts, documents.assign(episode=events)


@cached()
def count_readings(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    dropped_lines: pd.DataFrame,
    themes: Themes,
    *,
    by: str = "source",
    counts: pd.DataFrame | None = None,
) -> Readings:
    """Count a corpus with a narrower and a wider lexicon, and with the lines that cleaning removed;
    of more than 5,000 documents a random sample of so many. With the sums of a corpus whose texts
    are not at hand (`counts`) it is counted in this one way.
    """
    if counts is None:
        documents = documents[documents["doc_id"].isin(sentences["doc_id"])]
    n_whole = len(documents) if len(documents) > _MOST_DOCUMENTS else 0
    if n_whole:
        documents = documents.sample(_MOST_DOCUMENTS, random_state=0).sort_index()
    if counts is not None:
        of = counts[counts["group"].isin(documents["doc_id"])].reset_index(drop=True)
        return Readings({("default", "default"): of}, documents, themes, by, n_whole)
    sentences, mentions = (
        table[table["doc_id"].isin(documents["doc_id"])].reset_index(drop=True)
        for table in (sentences, mentions)
    )
    lines = dropped_lines[dropped_lines["doc_id"].isin(documents["doc_id"])]
    lines = lines_as_sentences(lines[lines["text"].str.strip() != ""])
    words = lines["text"].str.split().str.len().astype("int64")
    lines = lines.assign(n_words=words, sentence_no=lines["sentence_no"] + _APART)
    more = pd.concat([sentences[["doc_id", "sentence_no", "n_words"]], lines], ignore_index=True)
    found_by = {}
    for name, own in vary_themes(themes).items():
        found = mentions if own is themes else find_mentions(sentences, own)
        found_by[name, "default"] = _tally(documents, sentences, found)
        if len(lines):
            beyond = pd.concat([found, find_mentions(lines, own)], ignore_index=True)
            found_by[name, "none"] = _tally(documents, more, beyond)
    return Readings(found_by, documents, themes, by, n_whole)


def _tally(documents, sentences, mentions) -> pd.DataFrame:
    return tally_mentions(documents, sentences, mentions, period="date", group="doc_id")
