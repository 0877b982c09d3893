"""The report in Markdown: the verdict in one line, what moved, quoted, and the causes."""

from .attribute import Attribution, Cause
from .compare import Changes
from .figures import Figure, Place, list_figures
from .quoting import code, count, quote
from .rows import Section, lay_out
from .sections import (
    list_agreement,
    list_claims,
    list_documents,
    list_lines,
    list_numbers,
    list_readings,
    list_sentences,
    list_splits,
    list_tones,
)
from .trees import Tree
from .verdict import STILL, say_entries, say_verdict

_MOST_FILES = 4


def write_report(
    changes: Changes,
    attribution: Attribution,
    base: Tree,
    head: Tree,
    *,
    names: tuple[str, str] = ("before", "now"),
    notes: tuple[str, ...] = (),
    figures: list[Figure] | None = None,
    place: Place | None = None,
) -> str:
    """Return the report for a reviewer, in Markdown: one line where nothing moved.

    Parameters
    ----------
    changes, attribution
        What differs, and which input moved it.
    base, head
        The two versions: the files that differ.
    names
        What was compared.
    notes
        What the reader must know about the comparison.
    figures
        The charts that changed (`compare_figures`).
    place
        Where pictures can be seen; nowhere unless given.
    """
    figures = figures or []
    if not changes.any and not figures and not notes:
        return STILL + "\n"
    n_pictures = sum(figure.moved for figure in figures)
    verdict = say_verdict(changes, attribution, base=base, head=head, n_pictures=n_pictures)
    claims = list_claims(changes, attribution)
    said = [f"**{verdict}**", f"Compared: {quote(names[0])} with {quote(names[1])}."]
    warned = [f"> {note}" for note in [*notes, *map(quote, changes.problems)]]
    sections = [
        list_agreement(changes, attribution),
        *_order_readings(changes, attribution),
        list_documents(changes),
        list_lines(changes),
        list_tones(changes),
        list_numbers(changes, attribution),
        list_figures(figures, place, open=not changes.any),
    ]
    causes = _say_all_causes(changes, attribution, base, head)
    if claims.rows:  # before all that is said of the comparison
        return lay_out(said, [claims, *sections], [*causes, *warned]) + "\n"
    return lay_out([*said, *warned], sections, causes) + "\n"


def _order_readings(changes: Changes, attribution: Attribution) -> list[Section]:
    """Return readings and sentences; first what is split otherwise, where that is the cause."""
    parts = [list_readings(changes, attribution), list_splits(changes), list_sentences(changes)]
    first = attribution.causes[0].name if attribution.causes else ""
    return [parts[1], parts[0], parts[2]] if "splitting" in first else parts


def _say_all_causes(
    changes: Changes, attribution: Attribution, base: Tree, head: Tree
) -> list[str]:
    """Say how much each input moved, with its files and entries."""
    if not attribution.changes:
        return []
    if not attribution.causes:
        return [f"Changed, and moved no reading: {_name_files(attribution)}."]
    if len(attribution.causes) == 1 and not attribution.causes[0].remark:
        (cause,) = attribution.causes
        more = say_entries(cause, base, head, changes, most=30)
        same = more == say_entries(cause, base, head, changes)  # it is in the verdict
        return [f"All of it is from {cause.name}: {_list_files(cause)}{'' if same else more}."]
    lines = [
        "## Causes",
        "",
        "Each input alone was put into the old version, and that run again.",
        "",
    ]
    for cause in attribution.causes:
        shares = [
            f"{share:.0%} of {what}"
            for share, what in (
                (cause.said, f"readings and claims ({cause.n_said:,})"),
                (cause.measured, "all else"),
            )
            if share == share
        ]
        kind = ""
        if " together with " in cause.name:
            kind = ", an interaction: neither moves these alone"
        elif " or " in cause.name:
            kind = ": each alone is enough"
        lines.append(f"- **{cause.name}**{kind}: {', '.join(shares)}; {_list_files(cause)}")
        if cause.remark:
            lines.append(f"  - {quote(cause.remark, most=500)}")
    if attribution.n_cancelled:
        said = count(attribution.n_cancelled, "reading or claim", "readings or claims")
        lines.append(f"- {said} that one input alone would move did not move: others move it back")
    return ["\n".join(lines)]


def _list_files(cause: Cause) -> str:
    more = f" and {len(cause.files) - _MOST_FILES} more" if len(cause.files) > _MOST_FILES else ""
    return ", ".join(map(code, cause.files[:_MOST_FILES])) + more


def _name_files(attribution: Attribution) -> str:
    return "; ".join(
        f"{name} ({_list_files(Cause(name, tuple(files), 0, 0, 0))})"
        for name, files in attribution.changes.items()
    )
