"""Sources to raw records: an id, a place, text or HTML, and the fields that came with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..core.guards import say_error
from .beside import METADATA, is_beside
from .formats import ONE_DOCUMENT, READERS
from .source import DAMAGED, Problem, Record, Source, Unreadable, Unused
from .true_kinds import settle_kind


def read_records(
    sources: Iterable[Source | Problem],
    *,
    columns: Mapping[str, str] | None = None,
    only: str = "",
    beside: frozenset[str] = frozenset(),
) -> Iterator[Record | Problem | Unused]:
    """Yield the raw documents of sources, one at a time, and what is wrong with the rest.

    A problem among the sources is passed on. What stands beside articles is passed over, as are
    sources named in `beside`, tables of what is known of the others; one named `only`, the corpus
    itself, is read though it is such. `columns` are names of table columns by what they hold,
    before `column_names.ALIASES`; a name that is no key there is carried along as a further field.

    `doc_id` is the name of a text or HTML file within the corpus without its endings, a table's id
    column, or else the table's name with the row's number, from 1.
    """
    for source in sources:
        if isinstance(source, Problem):
            yield source
        elif not (is_beside(source.name) or source.name in beside) or source.name == only:
            yield from read_source(source, columns=columns)


def is_metadata(source: Source) -> bool:
    """Tell whether a source is a metadata.csv."""
    return source.name.rpartition("/")[2].lower() == METADATA


def read_source(
    source: Source, *, columns: Mapping[str, str] | None = None
) -> Iterator[Record | Problem | Unused]:
    """Yield the raw documents of a source, as `read_records`, and of what is attached to them; what
    a reader raises becomes a problem.
    """
    opened = [_read_one(source, columns)]
    while opened:
        found = next(opened[-1], None)
        if found is None:
            opened.pop()
        elif isinstance(found, Source):
            opened.append(_read_one(found, columns))
        elif len(opened) > 1 and isinstance(found, Record) and not (found.line or found.is_html):
            yield replace(found, given=True)  # nothing of a web page is around an attached text
        else:
            yield found


def _read_one(
    source: Source, columns: Mapping[str, str] | None
) -> Iterator[Record | Problem | Unused | Source]:
    at = 0
    # of a file that is one document, the id that it would have had
    own = source.stem if source.kind in ONE_DOCUMENT else ""
    try:
        source, remark = settle_kind(source, given=bool(columns))
        if remark:
            yield remark
        reader = READERS.get(source.kind)
        if reader is None:
            said = f"there is no reader for {source.kind}"
            yield Problem(source.name, 0, said, "save its text as .txt, .html or .csv")
            return
        for found in reader(source, dict(columns or {})):
            at = at if isinstance(found, Source) else found.line
            yield found
    except Unreadable as error:
        yield Problem(source.name, error.line, str(error), error.remedy, doc_id=own)
    except DAMAGED as error:
        said = str(getattr(error, "strerror", None) or error)
        problem = f"it {f'breaks off behind line {at}' if at else 'cannot be opened'}: {said}"
        yield Problem(source.name, at, problem, "check that it is whole and that you may read it")
    except Exception as error:  # that nobody thought of: the other files are read
        yield Problem(source.name, at, *say_error(error), doc_id=own)
