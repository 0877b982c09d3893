"""What an addition moved, as a terminal and a scheduler read it."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from ..core.counts import say_count, say_some
from ..core.safe_text import make_visible, unescape_markdown
from ..corpus.languages import keep_languages
from ..describe.findings import Findings, say_day
from ..describe.moved import say_alert_rate
from ..review.compare import Changes, same_words
from ..review.quoting import show_move
from ..review.verdict import say_verdict
from ..review.versions import Review
from ..sources.beside import is_beside
from ..sources.source import SET_ASIDE
from ..study import Study
from ..themes.lexicon import Themes
from .added import NAMED, Files, bound_dates, say_files
from .asides import NAME as ASIDE
from .asides import cut
from .gather import Gathered
from .told import say_place

_REFUSED, _CALLS, _READINGS, _QUOTES = 5, 5, 3, 3  # that a screen shows of each


@dataclass
class Moved:
    """What an addition moved."""

    source: str  # what was added
    out: str  # to what
    found: Gathered  # what became of the files
    is_stale: bool = False  # whether the corpus had changed since the result was made
    is_kept: bool = False
    is_nothing_read: bool = False
    new: list[str] = field(default_factory=list)
    dates: tuple[str, str] = ("", "")
    n_copies: int = 0
    copied: list[str] = field(default_factory=list)
    n_undated: int = 0
    n_not_counted: int = 0
    n_aside: int = 0
    n_aside_new: int = 0
    failed: list[str] = field(default_factory=list)
    review: Review | None = None
    themes: Themes | None = None
    calls: Findings = field(default_factory=lambda: Findings(()))
    alerts: Findings = field(default_factory=lambda: Findings(()))
    shares: Findings = field(default_factory=lambda: Findings(()))
    newest: pd.DataFrame = field(default_factory=pd.DataFrame)
    period: str = ""
    claim_themes: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, list[str]] = field(default_factory=dict)

    def read(self, news: Study, names: Iterable[str]) -> None:
        """Find the documents that came of the new files, and what was wrong with these."""
        files, documents = Files(names), news.documents
        own = documents[[bool(files.find(file)) for file in documents["file"]]]
        counted = own[own["copy_of"] == ""]
        self.n_copies = len(own) - len(counted)
        self.copied = list(dict.fromkeys(own.loc[own["copy_of"] != "", "file"]))
        self.new = counted["doc_id"].tolist()
        self.n_not_counted = len(counted) - len(keep_languages(counted, news.themes.languages))
        days = bound_dates(counted)
        self.n_undated = int(days.isna().all(axis=1).sum())
        if self.n_undated < len(counted):
            self.dates = say_day(days.min().min()), say_day(days.max().max())
        for row in news.corpus.set_aside.itertuples():
            if row.outcome == SET_ASIDE and files.find(row.file):
                self.found.refused.append((say_place(row.file, row.line), row.problem, row.remedy))

    def count_aside(self, before: pd.DataFrame, now: pd.DataFrame) -> None:
        """Count what is set aside or read with a remark, and what of it was not before."""
        columns = ["file", "problem", "outcome"]  # a line may have moved
        old, new = (Counter(table[columns].itertuples(index=False)) for table in (before, now))
        self.n_aside, self.n_aside_new = len(now), (new - old).total()

    def say(self) -> list[str]:
        """Return the lines for a terminal."""
        lines = [self._say_added(), *say_files(self.found), *self._list_refused()]
        if self.is_stale:
            said = "The corpus had changed since the result was made: what that moved is told too."
            lines.append(said)
        if self.review is None:
            return _show(lines)
        told: set[str] = set()
        for row in self.alerts.rows.itertuples():
            lines += [f"ALERT: {_plain(row.reading)}", *self._quote(row.theme, told)]
        lines.append(say_alert_rate(self.newest, self.period))
        lines += self._list_calls(told) + self._list_claims(told) + self._list_shares(told)
        lines += self._list_readings()
        if self.n_aside:
            said = (
                f"{self.n_aside:,} set aside or read with a remark, {self.n_aside_new:,} of them "
            )
            lines.append(f"{said}new" + f"; the list: {self.out}/{ASIDE}" * self.is_kept)
        if self.is_kept:
            lines.append(f"All that moved, the old beside the new: {self.out}/moved.md")
        return _show(lines)

    def to_json(self) -> str:
        """Return the same as JSON."""
        changes = self.review.changes if self.review else Changes()
        out = {
            "new": self.source,
            "result": self.out,
            "written": self.is_kept,
            "corpus_had_changed": self.is_stale,
            "files": {
                "added": self.found.added,
                "there_already": self.found.known,
                "refused": [
                    {"file": a, "problem": b, "remedy": c} for a, b, c in self.found.refused
                ],
            },
            "documents": {
                "counted": self.new,
                "copies": self.n_copies,
                "copies_in": self.copied,
                "undated": self.n_undated,
                "other_languages": self.n_not_counted,
                "first": self.dates[0],
                "last": self.dates[1],
            },
            "remarks": {"all": self.n_aside, "new": self.n_aside_new},
            "alerts": self._tabulate(self.alerts),
            "alert_test": say_alert_rate(self.newest, self.period) if self.review else "",
            "calls": self._tabulate(self.calls),
            "claims": [
                {"claim": text, "was": was, "is": now, "says": says}
                | {"sentences": self._sentences(self.claim_themes.get(text, ""))}
                for text, was, now, says in changes.claims
            ],
            "shares": self._tabulate(self.shares),
            "readings": [
                {"was": row.old, "is": row.new, "notebooks": row.notebooks}
                for row in changes.readings
            ],
            "failed": self.failed,
        }
        return json.dumps(out, indent=1)

    def _tabulate(self, findings: Findings) -> list[dict]:
        return [
            {name: _to_json(value) for name, value in row.items()}
            | {"reading": _plain(str(row["reading"]))}
            | {"sentences": self._sentences(row.get("theme", ""))}
            for row in findings.rows.to_dict("records")
        ]

    def _sentences(self, theme: str) -> list[str]:
        return [_plain(said) for said in self.quotes.get(theme, ())[:_QUOTES]]

    def _quote(self, theme: str, told: set[str]) -> list[str]:
        """Return the sentences of a theme that are not told of yet."""
        if theme in told:
            return []
        told.add(theme)
        return [f"    {said}" for said in self._sentences(theme)]

    def _say_added(self) -> str:
        n_files = sum(not is_beside(name) for name in self.found.added)
        if not self.found.added and not self.found.refused:
            what = f"{self.source} holds no file"
            if self.found.known:
                what = f"all files of {self.source} are in {self.out} already"
            return f"Nothing to add: {what}."
        if self.review is None:
            return f"Nothing was added: no new document could be read from {self.source}."
        span = "" if not self.dates[0] else f", of {self.dates[0]}"
        span += f" to {self.dates[1]}" if self.dates[0] != self.dates[1] else ""
        documents = say_count(len(self.new), "document")
        said = f"{'Added' if self.is_kept else 'Would add'} {documents}"
        said += f" from {say_count(n_files, 'file')}{span}"
        if self.n_copies:
            copies = say_count(self.n_copies, "copy", "copies")
            said += f"; {copies} not counted again ({say_some(self.copied, NAMED)})"
        undated, others = self.n_undated, self.n_not_counted
        notes = [f"{undated:,} without a date, and so in no test"] * (undated > 0)
        notes += [f"{others:,} in other languages, not counted"] * (others > 0)
        return f"{said}; of the {documents} {', '.join(notes)}." if notes else f"{said}."

    def _list_refused(self) -> list[str]:
        rows = self.found.refused
        lines = [f"Not added: {name}: {said}; {remedy}." for name, said, remedy in rows]
        more = len(lines) - _REFUSED
        return [*lines[:_REFUSED], f"and {more:,} more not added"] if more > 0 else lines

    def _list_calls(self, told: set[str]) -> list[str]:
        if self.calls.rows.empty:
            return ["No change over time is newly found, and none is lost."]
        lines: list[str] = []
        for row in self.calls.rows.head(_CALLS).itertuples():
            lines += [f"Change over time: {_plain(row.reading)}", *self._quote(row.theme, told)]
        more = len(self.calls.rows) - _CALLS
        return [*lines, f"and {more:,} more changes that came or went"] if more > 0 else lines

    def _list_claims(self, told: set[str]) -> list[str]:
        lines: list[str] = []
        for text, was, now, _ in self.review.changes.claims if self.review else ():
            said = f"is {now}" if now else "is no longer made"
            said += f", was {was}" if was else ""
            quotes = self._quote(self.claim_themes.get(text, ""), told)
            lines += [f"Claim “{text}” {said}.", *quotes]
        return lines

    def _list_shares(self, told: set[str]) -> list[str]:
        """Say what the new documents are about; quote each of the first themes not told above."""
        rows = self.shares.rows
        if rows.empty:
            return []
        said = ", ".join(map(_plain, self.shares.sentences))
        head = f"Share of sentences in the new documents (in all others): {said}."
        themes = [theme for theme in rows["theme"] if theme not in told][:_QUOTES]
        return [head, *dict.fromkeys(line for t in themes for line in self._quote(t, told)[:1])]

    def _list_readings(self) -> list[str]:
        if self.review is None:
            return []
        changes = self.review.changes
        labels = self.themes.labels if self.themes else {}
        told = {labels[theme] for theme in self.calls.rows.get("theme", ()) if labels}
        rows = [
            row
            for row in changes.readings
            if row.old and row.new and not same_words(row.old, row.new)
            if row.subject and row.subject not in told  # told above
        ]
        lines = [say_verdict(self.review)]
        for row in rows[:_READINGS]:
            was, now = (_plain(text) for text in show_move(row.old or "", row.new or "", around=2))
            lines.append(f"    {row.subject}, was: {was}; now: {now}")
        return lines


def _plain(text: str) -> str:
    """Return Markdown of ours as plain text."""
    text = re.sub(r"\*\*|</?b>", "", text).replace(" — *", " — ").rstrip("*")
    return unescape_markdown(text)


def _show(lines: list[str]) -> list[str]:
    return [cut(make_visible(line)) for line in lines]


def _to_json(value):
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
