"""Short lines that say when something was posted, updated or read."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

STAMP_WORDS = 12  # words of such a line at most
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_STAMP = (  # for RE2
    rf"(?i)(?:\b(?:last )?(?:updated|posted|published|modified)\b.{{0,40}}\d|\b{_MONTH}\.? "
    rf"?\d{{1,2}}(?:st|nd|rd|th)?,? ?"
    rf"\d{{4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ "
    rf"-]\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b"
    r"|^\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d\b.{0,12}$"
    r"|^(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\b.{0,12}$)"
)
_RECENT = r"(?i)\b\d{1,2} ?(?:s|m|h|d|sec|min|hr|hour|day|week|month|year)[a-z]* ago\b"


def find_stamps(texts: list[str], brief: np.ndarray) -> np.ndarray:
    """Return which lines say when something was posted, as a date or as so many hours ago; only
    those that are `brief`, and have a digit, are looked at.

    Examples
    --------
    >>> find_stamps(["May 4, 2023", "2 hours ago", "4 ships"], np.ones(3, bool)).tolist()
    [True, True, False]
    """
    places = np.flatnonzero(brief)
    chosen = pa.array([texts[i].encode("utf-8", "replace") for i in places.tolist()], pa.binary())
    seen = pc.match_substring_regex(chosen.cast(pa.string()), f"{_STAMP}|{_RECENT}")
    stamped = np.zeros(len(texts), bool)
    stamped[places] = seen.to_numpy(zero_copy_only=False)
    return stamped
