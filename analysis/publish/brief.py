"""A result as one page for a reader who opens no notebook: what could be on it."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..core.files import FORMULA
from ..core.safe_text import one_line
from ..core.scratch import CannotUse
from ..describe.claims import GRADES, Claims
from ..describe.story import SHOWN
from .brief_charts import Panel, choose_panels
from .execute import names_example

#: The tables of a result that its notebooks save beside the charts, and columns that each has.
TABLES = {
    "story": {"part", "when", "reading", "who", "source", "date", "place"},
    "claims": {"claim", "grade", "reading"},
    "specifications": {"claim", "n_supported", "n", "reading"},
    "limits": {"reading"},
    "corpus": {"reading"},
    "agreement": {"reading"},
}
PROPOSED = "proposed"  # of a claim that nobody has made
#: What no corpus can tell, as the README says it.
ALWAYS = "A theme is found by its words; irony and allusion are not counted."
SPECIFICATION = (
    "Supported in: how many specifications support the claim. A specification is one way to read, "
    "date and count the texts."
)


class Graded(NamedTuple):
    """A claim, its grade (or `PROPOSED`), in how many specifications it is supported, and why."""

    text: str
    grade: str
    agrees: str
    reading: str


class Quoted(NamedTuple):
    """A sentence, who said it in which source, when, and its address, or its file and line."""

    text: str
    source: str
    date: str
    place: str


class Chapter(NamedTuple):
    """A stretch of time: how much it holds, what stood out, and sentences."""

    head: str
    lines: list[str]
    quotes: list[Quoted]


class Brief(NamedTuple):
    """All that could be on the page: claims by rank, stretches of time in their order."""

    headline: str
    below: str
    panels: list[Panel]
    claimed: str
    claims: list[Graded]
    chapters: list[Chapter]
    limits: list[str]


def read_brief(results: Path) -> Brief:
    """Read what a page can say from the tables of a result; raises CannotUse if it is not whole."""
    folder = results / "figures"
    if not folder.is_dir():
        raise CannotUse(
            f"{results} holds no result: name a folder that `make figures` has written, or run it "
            "first"
        )
    tables = {name: _read_table(folder / f"{name}.csv") for name in TABLES}
    story = tables["story"]
    said = {part: list(story.loc[story["part"] == part, "reading"]) for part in set(story["part"])}
    headline = " ".join(said.get("headline", []))
    if not headline:
        raise CannotUse(f"{folder / 'story.csv'} has no headline: run `make figures` again")
    books = sorted((results / "notebooks").glob("*.ipynb"))
    others = [f"{book.name.split('-')[0]}-" for book in books if names_example(book)]
    shown = [line[len(SHOWN) :] for line in said.get("line", []) if line.startswith(SHOWN)]
    tested = [SHOWN + "; ".join(line.rstrip(".") for line in shown) + "."] if shown else []
    claimed, claims = _read_claims(tables["claims"], tables["specifications"])
    return Brief(
        headline,
        " ".join([*said.get("caveat", []), *tested, *tables["corpus"]["reading"].head(1)]),
        choose_panels(folder, headline, others),
        claimed,
        claims,
        _read_chapters(story),
        _read_limits(tables, said.get("note", [])),
    )


def _read_table(path: Path) -> pd.DataFrame:
    """Return a table as texts, each on one line."""
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    except FileNotFoundError as error:
        raise CannotUse(
            f"no {path}: the result is not whole, or of an earlier version; run `make figures` again"
        ) from error
    except (OSError, ValueError) as error:
        raise CannotUse(f"{path} cannot be read ({one_line(str(error))})") from error
    if wanted := sorted(TABLES[path.stem] - set(rows)):
        raise CannotUse(f"{path} has no column {', '.join(wanted)}: run `make figures` again")
    return rows.apply(lambda column: column.map(lambda cell: one_line(_arm(cell))))


def _arm(cell: str) -> str:
    """Return a text as it was before `to_csv` put an apostrophe in front of it.

    >>> _arm("'-5% fell"), _arm("'s-Hertogenbosch")
    ('-5% fell', "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _read_claims(claims: pd.DataFrame, spread: pd.DataFrame) -> tuple[str, list[Graded]]:
    """Return what is said above the claims, and the claims by turns of grades, or proposed ones."""
    spread = spread[spread["claim"] != ""]
    counts = {row.claim: _say_share(row.n_supported, row.n) for row in spread.itertuples()}
    if claims.empty:
        above = Claims((), " " * len(spread)).say_none().replace("`", "")
        told = zip(spread["claim"], spread["reading"], strict=True)
        return above, [Graded(t, PROPOSED, counts[t], _say_why(t, said)) for t, said in told]
    turn, rank = claims.groupby("grade").cumcount(), claims["grade"].map(rank_grade)
    rows = claims.iloc[np.lexsort([rank, turn])].itertuples()
    return "", [Graded(r.claim, r.grade, counts.get(r.claim, ""), r.reading) for r in rows]


def _say_why(text: str, reading: str) -> str:
    """Return what is said of a claim in every specification, without the claim and their number."""
    said = reading.removeprefix(f"“{text}”: ")
    return said.partition("; ")[2] if said.startswith("supported in ") else said


def rank_grade(grade: str) -> int:
    """Return the place of a grade where claims are listed: those that are supported first."""
    return GRADES.index(grade) if grade in GRADES else len(GRADES)


def _say_share(n: str, of: str) -> str:
    """Say a part of a whole, both as text; nothing of nothing.

    >>> _say_share("4", "5"), _say_share("0", "0")
    ('4 of 5 (80%)', '')
    """
    if not (n.isdecimal() and of.isdecimal() and int(of)):
        return ""
    return f"{int(n):,} of {int(of):,} ({int(n) / int(of):.0%})"


def _read_chapters(story: pd.DataFrame) -> list[Chapter]:
    chapters: list[Chapter] = []
    for row in story.itertuples():
        if row.part == "chapter":
            chapters.append(Chapter(row.reading, [], []))
        elif chapters and row.part == "line":
            chapters[-1].lines.append(row.reading)
        elif chapters and row.part == "quote":
            source = ", ".join(filter(None, (row.who, row.source)))
            chapters[-1].quotes.append(Quoted(row.reading, source, row.date, row.place))
    return chapters


def _read_limits(tables: dict[str, pd.DataFrame], notes: list[str]) -> list[str]:
    """Return what the corpus cannot show, and how far the measure agrees with a reader."""
    spread = tables["specifications"]
    sampled = spread.loc[(spread["claim"] == "") & (spread["n"] == "0"), "reading"]
    said = [*tables["limits"]["reading"], *(sampled if len(spread) > 1 else [])]
    said += [*tables["corpus"]["reading"][1:2], *notes, *tables["agreement"]["reading"].tail(1)]
    return [*(sentence.replace("`", "") for sentence in said), ALWAYS]
