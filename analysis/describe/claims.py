"""Claims tested: whether the numbers support a sentence, contradict it, or neither."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from ..core.periods import bound_period
from ..core.safe_text import escape_html, escape_markdown, unescape_markdown
from .changes import MOVES
from .findings import Findings, as_rows, make_plain, save_table

STRICT_VARIABLE = "ANALYSIS_CLAIMS"
GRADES = ("supported", "contradicted", "in only one report", "not tested", "not supported")
PLACES = ("in every report", "in only one report")
# Words of claims that were written for earlier versions.
_FORMER = {
    "holds": "supported",
    "not so": "contradicted",
    "not shown": "not supported",
    "in one report only": "in only one report",
}
_OPPOSITE = {"rose": "fell", "fell": "rose", "peaked": "dipped", "dipped": "peaked"}


@dataclass(frozen=True)
class Claim:
    """A claim with its grade; shown as Markdown, and as plain text without it."""

    text: str
    theme: str
    says: str
    grade: str
    expect: str
    reading: str

    def __repr__(self) -> str:
        return make_plain(self._repr_markdown_())

    def _repr_markdown_(self) -> str:
        expected = f" (it was: {self.expect})" if self.expect and self.expect != self.grade else ""
        return f"“{escape_markdown(self.text)}”: **{self.grade}**{expected}. {self.reading}"


def claim(
    text: str,
    readings: Findings | pd.DataFrame,
    *,
    theme: str,
    says: str,
    when: str = "",
    expect: str = "",
) -> Claim:
    """Grade a claim by what was found of its theme.

    Parameters
    ----------
    text
        The claim, in words.
    readings
        What `describe_themes` or `describe_contrasts` gives: `theme`, `change`, `reading` and, for
        claims of where a theme stands, `presence`.
    theme
        The theme that it is about. One that was not looked for, as in a lexicon of one's own, is
        "not tested".
    says
        What it comes to: "rose", "fell", "peaked", "dipped", "in every report" or "in only one
        report".
    when
        Of a change, the period in which the new level began, or the first and the last of such
        periods: "2022", "2022-02", "2022-Q1", "2022-W08", "2020..2021". A steady trend has no such date, and then the
        claim is "not supported".
    expect
        The grade that it had when it was written. Where the environment variable ANALYSIS_CLAIMS is
        "strict", as in the project's tests, another grade is an error; elsewhere it is shown beside
        the old one.

    Returns
    -------
    Claim
        Its `grade`: "supported"; "contradicted" (the theme appears elsewhere, or moved the other
        way); of a move "in only one report" (one document mentions the theme), "not tested", or "not
        supported" (no evidence of change).

    Raises
    ------
    ValueError
        If `says` or `expect` is none of those, or `when` no period.
    AssertionError
        If the grade is not the expected one under ANALYSIS_CLAIMS=strict; it names the claim and
        the reading.
    """
    says, expect = update_word(says), update_word(expect)
    if says not in (*MOVES, *PLACES):
        raise ValueError(f"says {says!r} is none of {', '.join((*MOVES, *PLACES))}")
    if expect and expect not in GRADES:
        raise ValueError(f"expect {expect!r} is none of {', '.join(GRADES)}")
    if when and not all(map(bound_period, when.split("..", 1))):
        raise ValueError(f"when {when!r} is no period, as in 2022, 2022-02 or 2020..2021")
    rows = as_rows(readings)
    rows = rows[rows["theme"] == theme]
    grade, reading = "not tested", f"No theme {escape_markdown(theme)} was looked for."
    if len(rows):
        grade, reading = _grade(says, when, rows.iloc[0]), rows["reading"].iloc[0]
        evidence = rows.iloc[0].get("evidence", "")
        if says in MOVES and evidence and evidence not in reading:
            reading = f"{reading.removesuffix('.')}; {evidence}."
    out = Claim(text, theme, says, grade, expect, reading)
    if expect and out.grade != expect and os.environ.get(STRICT_VARIABLE) == "strict":
        raise AssertionError(
            f"the claim “{text}” was “{expect}” and is now “{out.grade}”, because "
            f"{unescape_markdown(out.reading)}"
        )
    return out


def update_word(word: str) -> str:
    """Return what a claim says or expects in today's words."""
    return _FORMER.get(word, word)


def _grade(says: str, when: str, row: pd.Series) -> str:
    change = row["change"]
    if says in PLACES:
        return "supported" if row.get("presence", change) == says else "contradicted"
    if change == says:
        return "supported" if not when or fits(when, row) else "not supported"
    if change == _OPPOSITE.get(says):
        return "contradicted"
    return change if change in ("in only one report", "not tested") else "not supported"


def fits(when: str, row: pd.Series) -> bool:
    """Tell whether what is known of the start of a change meets the periods that are claimed."""
    first, _, last = when.partition("..")
    claimed = bound_period(first), bound_period(last or first)
    known = bound_period(row.get("start_low", "")), bound_period(row.get("start_high", ""))
    if not all(known):
        return False
    return known[0][0] <= claimed[1][1] and known[1][1] >= claimed[0][0]


@dataclass(frozen=True)
class Claims:
    """Several claims: a list when shown, a ledger when saved. Without any, the text of a
    `claims.yml` that could be put beside the corpus is shown in their place.
    """

    claims: tuple[Claim, ...]
    proposal: str = ""

    def _repr_markdown_(self) -> str:
        if not self.claims:
            lines = "\n".join(map(escape_html, self.proposal.splitlines()))
            return self.say_none() + (f"\n\n<pre>{lines}</pre>" if lines else "")
        return "\n".join(f"- {c._repr_markdown_()}" for c in self.claims)

    def __repr__(self) -> str:
        if not self.claims:
            return f"{self.say_none()}\n{self.proposal}".strip()
        return "\n".join(map(repr, self.claims))

    def say_none(self) -> str:
        """Say that there are no claims, and whether some follow that could be made."""
        more = ", and nothing that was found could be claimed."
        more = "; these could be claimed of it:" if self.proposal else more
        return f"No claims stand beside this corpus (in a file `claims.yml`){more}"

    def save(self, name: str = "claims", folder: str | Path | None = None) -> Claims:
        """Write the ledger `name.csv` whole, to where `Chart.save` writes; return the claims.

        Columns: `claim`, `theme`, `says`, `grade`, `expect`, `reading`.
        """
        columns = ["text", "theme", "says", "grade", "expect", "reading"]
        rows = pd.DataFrame([asdict(c) for c in self.claims], columns=columns)
        rows["reading"] = [make_plain(c.reading) for c in self.claims]
        save_table(rows.rename(columns={"text": "claim"}), name, folder)
        return self
