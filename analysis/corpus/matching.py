"""Rows of metadata.csv to the files they are about, though names are written in other ways there."""

from collections import defaultdict
from collections.abc import Iterable

from ..sources.columns import squash
from ..sources.identify import drop_endings
from ..sources.names import clean_name
from ..sources.source import Problem
from .metadata import READ_ANYWAY, Known

_SHOWN = 3  # files that are named


def match_rows(
    rows: dict[str, Known], ids: Iterable[str]
) -> tuple[dict[str, Known], list[Problem]]:
    """Return the rows of `read_metadata` by the ids of their documents, and what is wrong with
    those that fit several.

    A row names its file as it stands below the corpus or below the row's own folder, with its
    ending or without; by its last part alone, where no other file has it; by a number whose zeros a
    spreadsheet has dropped, or by the letters and digits of its name, where no other has those.
    What fits none of the files (`ids`, one document each) keeps the id that it has: it may be that
    of a table's row.

    Examples
    --------
    >>> rows = {"1.txt": Known("metadata.csv", 2), "b": Known("metadata.csv", 3)}
    >>> list(match_rows(rows, ["001", "2020/b", "c"])[0])
    ['001', '2020/b']
    """
    ids = set(ids)
    by_last, by_number, by_letters = defaultdict(list), defaultdict(list), defaultdict(list)
    for doc_id in sorted(ids):
        last = doc_id.rpartition("/")[2]
        by_last[last].append(doc_id)
        by_number[_number(last)].append(doc_id)
        by_letters[squash(last)].append(doc_id)
    by_number.pop("", None)  # names that are no numbers
    by_letters.pop("", None)  # names of signs alone
    out: dict[str, Known] = {}
    problems: list[Problem] = []
    waiting: list[tuple[str, Known]] = []
    for row_id, known in rows.items():
        found = next((form for form in _forms(row_id, known) if form in ids), None)
        if found is not None and found not in out:
            out[found] = known
        else:
            waiting.append((row_id, known))
    for row_id, known in waiting:
        last = drop_endings(clean_name(row_id).replace("\\", "/")).rpartition("/")[2]
        below = next((path for path in _cut(row_id, known) if path in ids), None)
        if below is not None and below not in out:  # its path began above the corpus
            out[below] = known
            continue
        fits = (
            by_last.get(last) or by_number.get(_number(last)) or by_letters.get(squash(last)) or []
        )
        free = [doc_id for doc_id in fits if doc_id not in out]
        if len(free) == 1 and len(fits) == 1:
            out[free[0]] = known
            continue
        if len(free) > 1:
            shown = ", ".join(free[:_SHOWN]) + (" and more" if len(free) > _SHOWN else "")
            said = f"the row {row_id} fits {len(free)} files: {shown}"
            remedy = "name the file by its path in the folder"
            problems.append(Problem(known.file, known.line, said, remedy, READ_ANYWAY))
            continue
        own = _drop_folder(row_id, known)
        if first := out.get(fits[0] if fits else own):
            said = f"{own} has a row already: {first.file}, line {first.line}"
            remedy = "keep one of the two rows"
            problems.append(Problem(known.file, known.line, said, remedy, READ_ANYWAY, own))
            continue
        out[own] = known
    return out, problems


def _forms(row_id: str, known: Known) -> list[str]:
    """Return the ways in which a row may name its file in full."""
    own = clean_name(row_id).replace("\\", "/")
    name = _drop_folder(own, known).removeprefix("./")
    return [own, drop_endings(own), name, drop_endings(name)]


def _cut(row_id: str, known: Known) -> list[str]:
    """Return the path of a row without the first of its folders, the first two, and so on."""
    parts = drop_endings(_forms(row_id, known)[2]).split("/")
    return ["/".join(parts[k:]) for k in range(1, len(parts) - 1)]


def _drop_folder(row_id: str, known: Known) -> str:
    return row_id.removeprefix(f"{known.folder}/") if known.folder else row_id


def _number(name: str) -> str:
    """Return a name that is a number without the zeros before it, "" for any other."""
    return name.lstrip("0") or "0" if name.isascii() and name.isdigit() else ""
