"""The documents in time."""

import pandas as pd

from ..core.counts import say_count
from ..core.safe_text import one_line
from ..core.said_dates import say_date, say_stretch
from ._layout import draw_nothing
from ._text import cut_text
from ._timeline_counts import draw_counts
from ._timeline_documents import draw_documents
from .chart import Chart
from .style import house_style

_LABELLED = 12  # documents; more are counted


@house_style()
def plot_timeline(
    documents: pd.DataFrame, *, headline: str = "The documents in time", source: str = ""
) -> Chart:
    """Draw each document at its date in the lane of its group; from thirteen on, their number per
    span of time.

    Parameters
    ----------
    documents
        Table `documents`; a label is made of `forum` (else `title`, else `doc_id`) and `place`, and
        the mark tells `date_basis` ("text", "part", "curated"), where these columns are there. A
        bar spans `date_low` to `date_high`, alone where no day is known; a line joins documents of
        one episode. Undated documents are named in the subtitle.
    headline, source
        What the chart says, and the line at the foot, in plain text.
    """
    filled = {column: documents[column].fillna("") for column in ("group", "episode")}
    documents = documents.assign(**filled)
    rows = documents.dropna(subset=["date"]).sort_values(["date", "doc_id"], ignore_index=True)
    missing = _name_undated(documents[documents["date"].isna()])
    if rows.empty:
        why = missing[:1].lower() + missing[1:] if missing else "there are no documents"
        return draw_nothing(headline, why, rows, source)
    said = [say_date(row) for row in rows.to_dict("records")]
    alt = (
        f"Timeline of {say_count(len(rows), 'document')} on "
        f"{say_count(rows['episode'].nunique(), 'episode')} "
        f"{say_stretch(rows)}"
    )
    if len(rows) <= _LABELLED:
        labels = _label_documents(rows)
        figure, drawn, note = draw_documents(rows, labels)
        named = (f"{day}, {name}" for day, name in zip(said, labels, strict=True))
        alt += f": {'; '.join(named)}."
    else:
        figure, drawn, note = draw_counts(rows)
        if vague := len(rows) - int(drawn["n_documents"].sum()):
            span = note.rpartition("per ")[2]
            said_so = f"{say_count(vague, 'document')} left out: date not known to the {span}"
            missing = "; ".join(part for part in (said_so, missing) if part)
        groups = rows["group"].value_counts(sort=False).head(20)
        alt += f", by group: {', '.join(f'{group} {n:,}' for group, n in groups.items())}."
    lines = "\n".join(line for line in (note, missing) if line)
    return Chart(figure, headline, lines, f"{alt} {missing}", drawn, source)


def _name_undated(rows: pd.DataFrame) -> str:
    """Return the names of the first documents without a date and the number of the others."""
    if rows.empty:
        return ""
    named = "; ".join(one_line(cut_text(label, 2.6)) for label in _label_documents(rows).head(3))
    return f"Without a date: {named}{f' and {len(rows) - 3} more' if len(rows) > 3 else ''}"


def _label_documents(rows: pd.DataFrame) -> pd.Series:
    """Return forum (else title, else doc_id) and place of each document."""
    label = pd.Series("", index=rows.index)
    for column in ("forum", "title", "doc_id"):
        if column in rows:
            label = label.where(label != "", rows[column].fillna("").astype("str").map(one_line))
    if "place" in rows:
        label = label + rows["place"].fillna("").map(lambda place: f", {place}" if place else "")
    return label
