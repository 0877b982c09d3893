"""What happened, in order of time: what each chapter gave most room to, in which words, who said
it, in what tone, and the turn from the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..charts._saved import save_table
from ..core.cache import cached
from ..core.periods import UNDATED, bound_period, find_ends
from ..core.safe_text import escape_markdown, unescape_markdown
from ..themes.lexicon import Themes
from .changes import MOVES, say_level
from .chapter_counts import (
    FEWEST,
    choose_words,
    count_chapters,
    count_documents,
    find_leading,
    measure_tone,
    standardise,
)
from .chapters import divide_time, say_spans
from .findings import Findings, as_rows, key_cells, make_plain, say_count
from .quotes import Quote, choose_quotes, pick_quotes
from .tone import print_tone

_NAMED = 2  # themes of a chapter that the headline names, and sentences that are quoted
SHOWN = "Shown by test: "  # how the line of a chapter begins that says what changed in it
NOT_SHOWN = "No change is shown by test; this describes."
_QUOTED = ["chapter", *Quote._fields]
_TURN = 1.5  # standard errors by which a share differs from that of the chapter before


@dataclass(frozen=True, eq=False)
class Story:
    """A headline of what stood out one after the other and a caveat, "" where a change is shown by
    test, in plain text; and chapters in Markdown, with the numbers that they come from.

    `rows` are the chapters: `when`, `n_documents`, `n_sentences`, `themes` (labels, ", " between),
    `tone` (-1 to 1), `reading` (Markdown); `note` says how many documents are in none, "" for none.
    `quotes` are the sentences that are quoted: `chapter` (from 0), `text`, `who`, `source`, `date`,
    `place` (the address of its document, else its file and line).
    """

    headline: str
    rows: pd.DataFrame
    note: str = ""
    caveat: str = ""
    quotes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_QUOTED))

    def _repr_markdown_(self) -> str:
        parts = [f"**{escape_markdown(self.headline)}**", self.caveat, *self.rows["reading"]]
        parts.append(self.note)
        return "\n\n".join(filter(None, parts))

    def __repr__(self) -> str:
        return unescape_markdown(self._repr_markdown_())

    def save(self, name: str = "story", folder: str | Path | None = None) -> Story:
        """Write `name.csv` to where `Chart.save` writes, one row per line and quotation, in plain
        text; return the story.

        Columns: `part` ("headline", "caveat", "chapter", "line", "quote" or "note"), `when`,
        `reading`, and of quotations `who`, `source`, `date`, `place`.
        """
        rows: list[tuple[str, ...]] = [("headline", "", self.headline), ("caveat", "", self.caveat)]
        for number, chapter in enumerate(self.rows.itertuples()):
            head, *lines = chapter.reading.split("\n\n> ")[0].strip().split("\n")
            rows.append(("chapter", chapter.when, make_plain(head)))
            listed = [line.removeprefix("- ") for line in lines if line]
            rows += [("line", chapter.when, make_plain(line)) for line in listed]
            said = self.quotes[self.quotes["chapter"] == number].itertuples(index=False)
            rows += [("quote", chapter.when, *quote[1:]) for quote in said]
        rows.append(("note", "", self.note))
        columns = ["part", "when", "reading", *Quote._fields[1:]]
        filled = [row + ("",) * (len(columns) - len(row)) for row in rows if row[2]]
        save_table(pd.DataFrame(filled, columns=columns), name, folder)
        return self


@cached()
def tell_story(
    tallies: pd.DataFrame,
    tones: pd.DataFrame,
    groups: pd.Series,
    mentions: pd.DataFrame,
    spoken: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Themes,
    *,
    findings: Findings | pd.DataFrame | None = None,
    period: str = "period",
) -> Story:
    """Tell what stood out of a corpus, chapter by chapter (`divide_time`).

    It describes: what is told of a chapter sets its share against that of all others, whatever
    chance could do. Only what `findings` (of `describe_themes`) call a change is said to be one.
    Without a dated document it says so and has no chapters.

    Tallies of themes and of tone are by document or period (`pool_cells`), `groups` is the cell of
    each document (`label_cells`), and `period` what the cells are, where they are periods.
    """
    cells = divide_time(tallies, documents, groups)
    columns = ["when", "n_documents", "n_sentences", "themes", "tone", "reading"]
    vague = find_ends(documents)[0].notna() & documents["doc_id"].map(groups).eq(UNDATED)
    date = f"date known to the {period}" if vague.any() else "date"
    if cells.empty:
        what = "document that is counted has a" if len(tallies) else "document is counted, so no"
        return Story(
            f"No {what} {date}, so nothing can be told in order of time",
            pd.DataFrame(columns=columns),
            _say_left_out(tallies, documents, 0, date),
        )
    chapter = cells.set_index("key")["chapter"]
    counts = count_chapters(tallies, documents, chapter, themes)
    spans = say_spans(cells, documents)
    words = choose_words(spoken, groups, chapter)
    quotes = choose_quotes(mentions, spoken, documents, groups.map(chapter))
    tone = measure_tone(tones, documents, chapter)
    changes = _date_changes(findings, cells)
    n_read = count_documents(documents, tallies, chapter)
    rows, named, quoted = [], [], []
    for number, when in enumerate(spans):
        led = find_leading(counts, number, themes)
        named.append(led["theme"][:_NAMED].map(themes.labels).to_list())
        n = int(counts.loc[counts["chapter"] == number, "of"].max() or 0)
        base = f"{say_count(n_read[number], 'report')}, {say_count(n, 'sentence')}"
        lines = [f"**{escape_markdown(when)}** ({base})", *_say_room(led, themes, len(spans))]
        lines += _say_words(words.get(number, []), len(spans)) + _say_tone(tone, number)
        lines += _say_turn(counts, number, themes) + changes.get(number, [])
        listed = "\n".join([f"\n{lines[0]}\n", *(f"- {line}" for line in lines[1:])])
        said = pick_quotes(quotes, number, led["theme"])[:_NAMED]
        quoted += [(number, *quote) for quote in said]
        rows.append((when, n_read[number], n, ", ".join(led["theme"].map(themes.labels)), tone[number],
                     "\n\n".join([listed, *(f"> {quote.to_markdown()}" for quote in said)])))  # fmt: skip
    note = _say_left_out(tallies, documents, sum(n_read.values()), date)
    caveat = "" if changes or findings is None else NOT_SHOWN * (len(spans) > 1)
    told = pd.DataFrame(rows, columns=columns), note, caveat, pd.DataFrame(quoted, columns=_QUOTED)
    return Story(_say_headline(named, spans), *told)


def _say_words(words: list[str], n_chapters: int) -> list[str]:
    if not words:
        return []
    quoted = ", ".join(f"“{escape_markdown(word)}”" for word in words)
    return [f"{'Distinctive words' if n_chapters > 1 else 'Words that weigh most'}: {quoted}."]


def _date_changes(
    findings: Findings | pd.DataFrame | None, cells: pd.DataFrame
) -> dict[int, list[str]]:
    """Return the changes that are called, by the chapter in which they begin."""
    if findings is None:
        return {}
    rows = as_rows(findings)
    rows = rows[rows["change"].isin(MOVES) & (rows["start"] != "")]
    ends = [str(day.date()) for day in cells.groupby("chapter")["high"].max()]
    out: dict[int, list[str]] = {}
    for row in rows.itertuples():
        start = bound_period(row.start)
        number = min(int(np.searchsorted(ends, start[0])), len(ends) - 1) if start else None
        if number is not None:
            said = f"{escape_markdown(row.label)} {row.change} {escape_markdown(row.when)}"
            out.setdefault(number, []).append(said)
    return {k: [f"{SHOWN}{'; '.join(said)}."] for k, said in out.items()}


def _say_left_out(tallies: pd.DataFrame, documents: pd.DataFrame, told: int, date: str) -> str:
    """Say how many documents are counted but in no chapter, and how many are not counted."""
    every = key_cells(tallies[tallies["measure"] == "share"], documents).drop_duplicates("key")
    dated = every["period"].map(lambda period: bound_period(period) is not None).astype("bool")
    counted, with_date = int(every["n_documents"].sum()), int(every.loc[dated, "n_documents"].sum())
    originals = int((documents["copy_of"] == "").sum()) if "copy_of" in documents else 0
    said = []
    for n, who, what in (
        (counted - with_date, f"without a {date}", "in no chapter"),
        (with_date - told, "whose date is known only roughly", "in no chapter"),
        (originals - counted, "in another language, or without a sentence,", "not counted"),
    ):
        if n > 0:
            said.append(f"{say_count(n, 'report')} {who} {'is' if n == 1 else 'are'} {what}.")
    return " ".join(said)


def _say_headline(named: list[list[str]], spans: list[str]) -> str:
    pairs = zip(named, spans, strict=True)
    parts = [f"{' and '.join(names)} ({when})" for names, when in pairs if names]
    if not parts:
        return "No theme stands out at any time"
    return f"{'Stood out' if len(spans) > 1 else 'Most room'}: {', then '.join(parts)}"


def _say_room(led: pd.DataFrame, themes: Themes, n_chapters: int) -> list[str]:
    if led.empty:
        return ["No theme stands out."]
    said: list[str] = []
    for row in led.itertuples():
        of = " of sentences" * (not said)
        rest = f"; elsewhere {_say_share(row.n_rest, row.of_rest)}" if row.of_rest else ""
        label = escape_markdown(themes.labels[row.theme])
        said.append(f"{label} ({_say_share(row.n, row.of)}{of}{rest})")
    return [f"{'Stands out' if n_chapters > 1 else 'Most room'}: {', '.join(said)}."]


def _say_share(n: int, of: int) -> str:
    return say_level(n / of, "share") if n else "none"


def _say_turn(counts: pd.DataFrame, number: int, themes: Themes) -> list[str]:
    """Say which theme gained and which lost most against the chapter before."""
    now, before = (
        counts[counts["chapter"] == k].set_index("theme")[["n", "of"]] for k in (number, number - 1)
    )
    both = now.join(before.add_suffix("_before"), how="inner")
    if both.empty or both[["of", "of_before"]].min(axis=None) < FEWEST:
        return []
    both["by"] = standardise(both["n"], both["of"], both["n_before"], both["of_before"])
    said = []
    for verb, sign, theme in (("more", 1, both["by"].idxmax()), ("less", -1, both["by"].idxmin())):
        row = both.loc[theme]
        if sign * row["by"] >= _TURN:
            ends = _say_share(row["n_before"], row["of_before"]), _say_share(row["n"], row["of"])
            said.append(f"{verb} {escape_markdown(themes.labels[theme])} ({' to '.join(ends)})")
    return [f"Compared with the time before: {', '.join(said)}."] if said else []


def _say_tone(tone: dict[int, float], number: int) -> list[str]:
    known = [value for value in tone.values() if not np.isnan(value)]
    value = tone[number]
    if np.isnan(value):
        return []
    place = ""
    if len(known) > 1 and f"{min(known):.2f}" != f"{max(known):.2f}":
        place = ", the coldest" * (value == min(known)) + ", the warmest" * (value == max(known))
    return [f"Mean tone {print_tone(value)}{place}."]
