"""A corpus, and every table that is made of it on the way to charts and findings, each on first
use.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import pandas as pd

from .charts.chart import Chart
from .core.periods import bound_span, check_period
from .corpus.copies import drop_copies
from .corpus.date_range import keep_dates
from .corpus.languages import keep_languages
from .corpus.read import Corpus, read_corpus
from .describe.corpus import count_rows, describe_corpus, name_source
from .describe.findings import Findings, are_shares, name_documents
from .describe.readings import Readings, count_readings
from .describe.specifications import spread_claim
from .describe.spread import Spread, spread_claims
from .describe.story import Story, tell_story
from .describe.themes import describe_themes
from .scaling.whole import Whole, pool_cells, read_whole
from .speech.given import name_given_sides
from .speech.speech import attribute_speech
from .stats.binning import choose_period, label_cells
from .stats.estimates import estimate_trends
from .stats.power import detectable_ratio
from .stats.tallies import tally_mentions, tally_tone
from .stats.trend_tests import compare_dates
from .text.sentences import lines_as_sentences, split_sentences
from .themes.lexicon import Themes, read_themes
from .themes.mentions import find_mentions
from .tone.sentiment import score_sentences
from .words.traced import Traced, trace_terms


class Study:
    """One corpus with the tables of each step, plain data frames that are made when they are first
    asked for.

    Each is what the public function of its step returns, as its docstring says; to do a step
    otherwise, call that function. Copies count once: sentences are those of the originals.
    Documents in another language than the lexicon's stay in `documents` and are not counted.

    Parameters
    ----------
    path
        A folder or file of articles, as for `read_corpus`.
    themes
        A lexicon (`read_themes`), or the path of one; the packaged one unless given.
    columns
        Which columns of a table hold text, id and date, as for `read_corpus`.
    clean
        Whether lines of flat text are judged: "auto", "no" or "web", as for `read_corpus`.
    period
        What stands as one in charts: "day", "week", "month", "quarter", "year", "decade" or
        "document"; "auto" chooses by the number of documents and their span (`label_cells`).
    start, end
        The first and the last period that are read ("2020", "2022-Q1", "2022-02-11"); all
        unless given. Documents outside appear in `corpus.set_aside`, as do those without a date.

    Raises
    ------
    ValueError
        If `period`, `start` or `end` is none of these.

    Examples
    --------
    >>> news = Study("seeds")
    >>> len(news.documents), list(news.counts["measure"].unique())
    (5, ['share', 'rate'])
    """

    def __init__(
        self,
        path: str | Path,
        *,
        themes: Themes | str | Path | None = None,
        columns: Mapping[str, str] | None = None,
        clean: str | bool = "auto",
        period: str = "auto",
        start: str = "",
        end: str = "",
    ):
        self.path = path
        self.themes = themes if isinstance(themes, Themes) else read_themes(themes)
        self._columns, self._clean = columns, clean
        self._period = period if period in ("auto", "document") else check_period(period)
        self._span = (str(start), str(end))
        bound_span(*self._span)

    @cached_property
    def corpus(self) -> Corpus:
        """What `read_corpus` gives."""
        corpus = read_corpus(self.path, columns=self._columns, clean=self._clean)
        return keep_dates(corpus, *self._span)

    @property
    def documents(self) -> pd.DataFrame:
        """Table `documents`, copies marked."""
        return self.corpus.documents

    @cached_property
    def names(self) -> dict[str, str]:
        """A short name for each document (`name_documents`)."""
        return name_documents(self.documents)

    @cached_property
    def source(self) -> str:
        """The source line of charts (`name_source`)."""
        return name_source(self.corpus)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """Table `sentences` of the originals in the lexicon's languages (`split_sentences`)."""
        counted = keep_languages(drop_copies(self.documents), self.themes.languages)
        return split_sentences(counted)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Table `mentions` (`find_mentions`)."""
        return find_mentions(self.sentences, self.themes)

    @property
    def main_mentions(self) -> pd.DataFrame:
        """The mentions of main themes."""
        return self.mentions[self.mentions["theme"].isin(self.themes.main)]

    @cached_property
    def avoided(self) -> pd.DataFrame:
        """The mentions that lines dropped by cleaning would have given."""
        return find_mentions(lines_as_sentences(self.corpus.dropped_lines), self.themes)

    @cached_property
    def speech(self) -> pd.DataFrame:
        """Table `speech`: who speaks in each sentence, and for which side (`attribute_speech`)."""
        return attribute_speech(self.sentences, self.documents)

    @cached_property
    def scored(self) -> pd.DataFrame:
        """The sentences in English with their tone (`score_sentences`)."""
        english = self.sentences["doc_id"].isin(keep_languages(self.documents)["doc_id"])
        return score_sentences(self.sentences[english].reset_index(drop=True))

    @cached_property
    def _whole(self) -> Whole | None:
        """What is counted of a whole tally, where the texts are a sample of it."""
        if not self.corpus.n_whole:
            return None
        start, end = self._span
        return read_whole(self.path, self.themes.names, start=start, end=end)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The documents counted over time, all of a tally; with `side`, as metadata gives it."""
        documents = self._whole.documents if self._whole else self.documents
        return documents.assign(side=name_given_sides(documents))

    @property
    def by(self) -> str:
        """By what documents are compared: "side", "source" or "group", the first that names two."""
        named = {name: set(self.counted[name]) - {""} for name in ("side", "source", "group")}
        return next((name for name, found in named.items() if len(found) > 1), "source")

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Table `tallies` of themes by counted document, theme and measure (`tally_mentions`)."""
        if self._whole:
            return self._of_whole("share", "rate")
        tables = self.documents, self.sentences, self.mentions
        return tally_mentions(*tables, period="date", group="doc_id")

    @cached_property
    def tone_counts(self) -> pd.DataFrame:
        """Table `tallies` of tone, a row per counted document and theme (`tally_tone`)."""
        if self._whole:
            return self._of_whole("tone")
        return tally_tone(self.documents, self.scored, self.mentions, period="date", group="doc_id")

    def _of_whole(self, *measures: str) -> pd.DataFrame:
        return self._whole.counts.query("measure in @measures").reset_index(drop=True)

    @cached_property
    def groups(self) -> pd.Series:
        """The cell of a chart for each document: its own, or its period (`label_cells`)."""
        return label_cells(self.documents, period=self._chosen or "document")

    @property
    def period(self) -> str:
        """What stands as one in charts; the year where each document has its own cell."""
        return self._chosen or "year"

    @cached_property
    def _chosen(self) -> str | None:
        return choose_period(self.counted, period=self._period)

    def _pool(self, counts: pd.DataFrame) -> pd.DataFrame:
        """Return counts by cell: the sums of a whole tally, however many documents it has."""
        all_counted = not self._whole or self._whole.n == len(self._whole.documents)
        corpus = None if all_counted or any(self._span) else self.path
        return pool_cells(counts, self.counted, corpus=corpus, period=self._chosen or "document")

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The counts of themes, added up to the cells that a chart can show (`pool_cells`)."""
        return self._pool(self.counts)

    @cached_property
    def tone_cells(self) -> pd.DataFrame:
        """The counts of tone, added up to the cells that a chart can show (`pool_cells`)."""
        return self._pool(self.tone_counts)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Table `trends`: the share of sentences with each theme, by cell (`estimate_trends`)."""
        trends = estimate_trends(self.cells)
        return trends[trends["measure"] == "share"]

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Table `changes`: did a theme change (`compare_dates`), corrected for the main themes."""
        return compare_dates(self.counts, self.counted, family=self.themes.main)

    @cached_property
    def power(self) -> pd.DataFrame:
        """The least change of each theme that the corpus could have shown (`detectable_ratio`)."""
        return detectable_ratio(self.counts, self.counted, family=self.themes.main)

    @cached_property
    def traced(self) -> Traced:
        """Terms that changed over time, and the words that were left out (`trace_terms`)."""
        return trace_terms(self.speech, self.documents, period=self.period)

    @cached_property
    def findings(self) -> Findings:
        """Where each theme stands, and whether it changed (`describe_themes`)."""
        return describe_themes(
            self.counts, self.changes, self.counted, self.themes, power=self.power
        )

    @cached_property
    def story(self) -> Story:
        """What happened, in order of time (`tell_story`)."""
        tables = self.cells, self.tone_cells, self.groups, self.mentions, self.speech, self.counted
        return tell_story(*tables, self.themes, findings=self.findings, period=self.period)

    @cached_property
    def _readings(self) -> Readings:
        whole = self.counts if self._whole else None  # its texts are not at hand
        tables = self.counted, self.sentences, self.mentions, self.corpus.dropped_lines
        return count_readings(*tables, self.themes, by=self.by, counts=whole)

    def spread_claim(self, claim: Mapping[str, str]) -> pd.DataFrame:
        """Return a claim tested under every choice (`spread_claim`)."""
        return spread_claim(claim, self._readings)

    @cached_property
    def spread(self) -> Spread:
        """In how many specifications each claim is supported (`spread_claims`)."""
        return spread_claims(self.path, self.findings, self._readings)

    def describe(self) -> Findings:
        """Return what was read, in words (`describe_corpus`)."""
        return describe_corpus(self.corpus, self.sentences)

    def count(self, *names: str, **tables: pd.DataFrame) -> pd.DataFrame:
        """Return how many rows tables have (`count_rows`): own ones by name, others as given."""
        own = {
            name: getattr(self.corpus if name in ("dropped_lines", "set_aside") else self, name)
            for name in names
        }
        return count_rows(**own, **tables)

    def draw(
        self, plot: Callable[..., Chart], table: pd.DataFrame, *more: pd.DataFrame, **options
    ) -> Chart:
        """Return a chart with the study's source, labels, names, and what changed of its shares.

        Parameters
        ----------
        plot
            A function of `analysis.charts`.
        table, *more
            The tables that it draws.
        **options
            Its other options, which stand before those of the study.
        """
        own = {"source": self.source, "labels": self.themes.labels, "names": self.names}
        takes = inspect.signature(plot).parameters
        if "changes" in takes and "changes" not in options and are_shares(table, self.themes):
            own["changes"] = self.findings.rows
        own = {name: value for name, value in own.items() if name in takes}
        return plot(table, *more, **own | options)
