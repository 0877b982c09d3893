"""The measures: what each counts, its unit and range, the prior on how far documents differ, and
how it is written.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One measure, a sum of y over a sum of x."""

    name: str  # its value in the column `measure` of tables
    counted: str  # what y counts, in the singular
    of: str  # what x counts, in the plural
    unit: float  # what y over x is multiplied by for the table `trends`
    most: float  # of y over x; infinite for tone, whose ends `trends` cuts to -1 and 1
    # What is assumed of how far documents differ before any is read: for a rate the median of k (hits
    # of a document are negative binomial, variance = mean + mean^2 / k), for a share the median of
    # the correlation of two sentences of one document, for tone the standard deviation of a
    # document's mean, which weighs as much as two documents.
    prior: float
    title: str  # what an axis or a report calls it
    factor: float  # what values of `trends` are multiplied by to be drawn
    form: str  # the format of these

    @property
    def after(self) -> str:
        """What follows a value of it in a sentence."""
        return {"share": " of sentences", "rate": " hits per 1,000 words"}.get(self.name, "")


SHARE = Measure(
    "share", "sentence", "sentences", 1.0, 1.0, 0.15, "Share of sentences, per cent", 100, "{:.0f}%"
)
RATE = Measure("rate", "hit", "words", 1000.0, 1.0, 0.7, "Hits per 1,000 words", 1, "{:.3g}")
TONE = Measure(
    "tone", "sentence", "sentences", 1e-4, float("inf"), 0.25,
    "Mean tone of sentences, -1 negative to 1 positive", 1, "{:+.2f}",
)  # fmt: skip
#: All, by name; sums of tone are in ten-thousandths.
MEASURES = {measure.name: measure for measure in (SHARE, RATE, TONE)}


def find_measure(name: str) -> Measure:
    """Return a measure by its name; "tone_raw" is a tone.

    Raises
    ------
    ValueError
        If there is none of that name; the message names those that there are.

    Examples
    --------
    >>> find_measure("rate").unit, find_measure("tone_raw").name
    (1000.0, 'tone')
    """
    if name in MEASURES:
        return MEASURES[name]
    if name.startswith(TONE.name):
        return TONE
    raise ValueError(f"measure {name!r} is none of {', '.join(MEASURES)}")


def check_counted(name: str) -> None:
    """Raise ValueError unless a measure counts hits, as a share or a rate does."""
    if name not in (SHARE.name, RATE.name):
        raise ValueError(f"measure {name!r} is none of {SHARE.name}, {RATE.name}")
