"""Choose theme, period, speaker and term; see the trend and the sentences that make it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from ..charts import plot_trends
from ..charts.chart import Chart
from ..core.locators import locate_sentences
from ..core.periods import UNDATED, place_documents
from ..core.safe_text import escape_html, html_table, make_visible
from ..core.said_dates import write_date
from ..stats.estimates import estimate_trends
from ..stats.tallies import tally_mentions
from ..themes.concordance import count_terms
from .choice import ALL, Choice, as_cells, mark, name_days, say_place

UNTOLD = "not told"
_FEW = 12  # periods up to which each is worth its own point
_MOST_SPEAKERS = 100
_VIEW = "application/vnd.jupyter.widget-view+json"
_CELL = "text-align:left;vertical-align:top"


@dataclass(frozen=True, eq=False)
class Explorer:
    """Sentences to choose from: controls in JupyterLab, the table of the first choice elsewhere.

    `sentences` have `date`, `file`, `line`, `side` and `speaker`, too.
    """

    mentions: pd.DataFrame = field(repr=False)
    sentences: pd.DataFrame = field(repr=False)
    documents: pd.DataFrame = field(repr=False)
    labels: Mapping[str, str]  # display names of themes
    first: Choice  # what is chosen at first
    max_rows: int  # sentences of the table that stands where nothing can run

    def find(self, choice: Choice) -> pd.DataFrame:
        """Return the sentences with a mention that fits, by date; `hits` are (start, end) of each."""
        keys = ["doc_id", "sentence_no"]
        found = self._mentions(choice).sort_values("start", kind="stable")
        spans = pd.Series([*zip(found["start"], found["end"], strict=True)], found.index, "object")
        hits = found[keys].assign(hits=spans).groupby(keys)["hits"].agg(list).reset_index()
        rows = self._spoken(choice).merge(hits, on=keys)
        if choice.period:
            rows = rows[name_days(rows["date"]).str.startswith(choice.period)]
        rows = rows.sort_values(["date", *keys], kind="stable", ignore_index=True)
        own = zip(rows["hits"], rows["start"], strict=True)
        rows["hits"] = [[(s - start, e - start) for s, e in hits] for hits, start in own]
        return rows

    def chart(self, choice: Choice) -> Chart:
        """Return the trend of what is chosen, as a share of these speakers' sentences."""
        period, spoken = _choose_period(self.documents), self._spoken(choice)
        keys = ["doc_id", "sentence_no"]
        found = self._mentions(choice).merge(spoken[keys], on=keys)
        themes = [choice.theme] if choice.theme else _list_themes(self.mentions)
        found = found.assign(theme=pd.Categorical(found["theme"].astype("str"), categories=themes))
        tallies = tally_mentions(self.documents, spoken, found, period=period, group=None)
        cells = tallies[(tallies["measure"] == "share") & tallies["theme"].isin(themes)]
        told = self.say(replace(choice, period=ALL))
        headline = f"{told[0].upper()}{told[1:]}"
        return plot_trends(estimate_trends(cells), labels=self.labels, headline=headline)

    def say(self, choice: Choice) -> str:
        """Return what is chosen, in words."""
        parts = [self.labels.get(choice.theme, choice.theme) if choice.theme else "all themes"]
        parts += [f"by the term {choice.term!r}"] if choice.term else []
        parts += [f"said by {choice.who}"] if choice.who else []
        if choice.period:
            parts.append("without a date" if choice.period == UNDATED else f"in {choice.period}")
        return " ".join(parts)

    def options(self, choice: Choice) -> dict[str, list[tuple[str, str]]]:
        """Return what can be chosen, as pairs of what is shown and what it means."""
        themes = [(self.labels.get(theme, theme), theme) for theme in _list_themes(self.mentions)]
        carriers = count_terms(self._mentions(Choice(choice.theme)).assign(theme=ALL))
        terms = [(f"{make_visible(row.term)} ({row.n})", row.term) for row in carriers.itertuples()]
        speakers = _rank(self.sentences["speaker"])[:_MOST_SPEAKERS]
        who = dict.fromkeys([*_rank(self.sentences["side"]), *speakers])
        days = name_days(self.documents["date"])
        years = days.where(days == UNDATED, days.str[:4])
        length = {"year": 4, "month": 7, "date": 10}[_choose_period(self.documents)]
        shorter = days.where(days == UNDATED, days.str[:length])
        periods = sorted({*years, *shorter}, key=lambda name: (name == UNDATED, name))
        return {
            "theme": [("All themes", ALL), *themes],
            "period": [("All periods", ALL), *((name, name) for name in periods)],
            "who": [("Anyone", ALL), *((make_visible(name), name) for name in who)],
            "term": [("Any term", ALL), *terms],
        }

    def _mentions(self, choice: Choice) -> pd.DataFrame:
        rows = self.mentions
        rows = rows[rows["theme"].astype("str") == choice.theme] if choice.theme else rows
        return rows[rows["pattern"] == choice.term] if choice.term else rows

    def _spoken(self, choice: Choice) -> pd.DataFrame:
        rows, who = self.sentences, choice.who
        return rows[(rows["side"] == who) | (rows["speaker"] == who)] if who else rows

    def caption(self, choice: Choice, n: int, shown: int) -> str:
        """Return how many sentences there are, of what."""
        count = f"{shown:,} of {n:,}" if shown < n else f"{n:,}"
        return f"{count} sentence{'' if n == 1 else 's'}: {self.say(choice)}"

    def _repr_html_(self) -> str:
        rows = self.find(self.first)
        table = as_cells(rows.head(self.max_rows))
        caption = escape_html(self.caption(self.first, len(rows), len(table)))
        names = list(table.columns)
        return html_table(table.to_numpy(), [_CELL] * len(names), names=names, caption=caption)

    def __repr__(self) -> str:
        rows = self.find(self.first)
        lines = [
            f"{write_date(row._asdict())}  {make_visible(say_place(row))}  "
            f"{make_visible(mark(row, '[', ']'))}"
            for row in rows.head(self.max_rows).itertuples()
        ]
        return "\n".join([make_visible(self.caption(self.first, len(rows), len(lines))), *lines])

    def _repr_mimebundle_(self, **_asked) -> dict:
        """Return the table, and the controls for where they can run.

        The name under which the controls are shown comes from what they show, so that a notebook
        saved twice is the same twice; it means something only in the kernel that made them.
        JupyterLab shows the table instead where it does not trust the notebook, and every other
        viewer where it does not know the name.
        """
        from .widgets import show_controls

        page, plain = self._repr_html_(), repr(self)
        digest = hashlib.sha256(f"{page}{self.first}{self.options(self.first)}".encode())
        controls = show_controls(self, f"explorer-{digest.hexdigest()[:24]}")
        return {"text/html": page, "text/plain": plain, _VIEW: controls}


def explore(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    theme: str | None = None,
    period: str = ALL,
    who: str = ALL,
    term: str = ALL,
    max_rows: int = 10,
) -> Explorer:
    """Explore a corpus by theme, period, speaker and term: the trend beside the sentences.

    Parameters
    ----------
    mentions, sentences, documents
        The tables of these names. `sentences` may have been through `attribute_speech` (then who
        speaks can be chosen) and `score_sentences` (then each has its tone). `documents` as
        `read_corpus` gives them name file and line.
    labels
        Display names of themes.
    theme, period, who, term
        What is chosen at first: a theme (None: the first; "": all), the beginning of a date
        ("2022") or "undated", a side or a speaker, a term as the lexicon writes it.
    max_rows
        How many sentences the table shows that stands where nothing can run; 1 or more.

    Returns
    -------
    Explorer
        Shows itself; `.find(Choice(...))` is the frame behind it.

    Raises
    ------
    ValueError
        If what is chosen is none of what there is.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "date": [pd.Timestamp("2022-02-11")], "text": ["The Quad met."],
    ...                           "file": ["a.txt"], "lines": ["7"]})
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": ["The Quad met."]})
    >>> mentions = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "theme": ["indo_pacific"], "start": [4],
    ...                          "end": [8], "term": ["Quad"], "pattern": ["Quad"]})
    >>> print(explore(mentions, sentences, documents, period="2022"))
    1 sentence: indo_pacific in 2022
    11 Feb 2022  a.txt:7  The [Quad] met.
    """
    if max_rows < 1:
        raise ValueError(f"max_rows is {max_rows}; write a number from 1 on")
    themes = _list_themes(mentions)
    theme = (themes[0] if themes else ALL) if theme is None else theme
    dates = [name for name in ("date", "date_low", "date_high") if name in documents]
    rows = locate_sentences(sentences, documents).merge(
        documents[["doc_id", *dates]], on="doc_id", validate="many_to_one"
    )
    rows = rows.assign(**{name: "" for name in ("side", "speaker") if name not in rows})
    rows["side"] = rows["side"].where((rows["side"] != "") | ("side" not in sentences), UNTOLD)
    first = Choice(theme, period, who, term)
    explorer = Explorer(mentions, rows, documents, dict(labels or {}), first, max_rows)
    _check(explorer)
    return explorer


def _check(explorer: Explorer) -> None:
    """Refuse a first choice that is none of what there is."""
    options = explorer.options(explorer.first)
    for name, pairs in options.items():
        asked, known = getattr(explorer.first, name), [value for _, value in pairs]
        fits = asked in known
        if name == "period":
            fits = any(value.startswith(asked) for value in known)
        if name == "who" and not fits:  # who speaks seldom is not listed, but can be asked for
            fits = explorer.sentences[["side", "speaker"]].eq(asked).to_numpy().any()
        if not fits:
            raise ValueError(f"{name} {asked!r} is none of {', '.join(map(repr, known[1:13]))}")


def _list_themes(mentions: pd.DataFrame) -> list[str]:
    return list(pd.Categorical(mentions["theme"]).categories)


def _choose_period(documents: pd.DataFrame) -> str:
    """Return the shortest period that most dates are known to and of which there are few."""
    for period, most in (("date", _FEW), ("month", 5 * _FEW)):
        names = place_documents(documents, period)
        known = names[names != UNDATED]
        if known.nunique() <= most and 2 * len(known) >= documents["date"].count():
            return period
    return "year"


def _rank(names: pd.Series) -> list[str]:
    """Return the names in falling order of how often they appear there."""
    counts = names[names != ""].value_counts()
    return counts.sort_index().sort_values(ascending=False, kind="stable").index.tolist()
