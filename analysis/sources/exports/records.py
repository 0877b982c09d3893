"""An export's articles to records, and a remark on those that are missing or have no text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...core.counts import say_count, say_list
from ..names import clean_name
from ..source import Problem, Record, Source
from .lines import Article, Export, read_day
from .split import split_export

_FIELDS = ("title", "source", "byline", "section", "length", "page", "language")
_NAMED = 12  # ranges of numbers that a remark names
_COUNTED = "its articles are read"


def read_export(source: Source, text: str) -> Iterator[Record | Problem] | None:
    """Return the articles of an export as records, and what is wrong with it; None where the text
    of a source, plain or HTML, is no export.

    `doc_id` is the database's own number of the article, or else the file's name with the number
    that the article has in the export. The date is a day where the export's can be read, and else
    as written. No line of the text is judged: `clean` is "no".
    """
    export = split_export(text)
    return _read_articles(source, export) if export else None


def _read_articles(source: Source, export: Export) -> Iterator[Record | Problem]:
    if not export.articles:
        yield Problem(source.name, 0, "the export holds no article", "export it again")
    for said in check_count(export):
        yield Problem(source.name, 0, said, "export it again if you miss them", _COUNTED)
    for article, doc_id in zip(export.articles, _name(source, export.articles), strict=True):
        if not article.text.strip():
            title = article.fields.get("title", "")[:80]
            said = f"article {article.number}{f' “{title}”' if title else ''} has no text"
            remedy = "export it with its full text, or leave it out"
            yield Problem(source.name, article.line, said, remedy, doc_id=doc_id)
            continue
        fields = {name: article.fields[name] for name in _FIELDS if name in article.fields}
        if date := article.fields.get("date", ""):
            fields["date"] = read_day(date, month_first=export.kind == "EBSCO") or date
        fields["clean"] = "no"
        yield Record(doc_id, source.name, article.line, article.text, False, fields)


def _name(source: Source, articles: Sequence[Article]) -> list[str]:
    """Return an id for each article: its own if no other has it."""
    own = Counter(article.fields.get("id", "") for article in articles)
    numbers = [article.number for article in articles]
    if len(set(numbers)) < len(numbers):  # of several exports that were put into one file
        numbers = list(range(1, len(numbers) + 1))
    names = []
    for article, number in zip(articles, numbers, strict=True):
        given = article.fields.get("id", "")
        unique = given and own[given] == 1
        names.append(clean_name(given) if unique else f"{source.stem}-{number:04d}")
    return names


def check_count(export: Export) -> list[str]:
    """Say where an export has more or fewer articles than it says.

    >>> check_count(Export("Nexis", [], [(4, [1, 3])]))
    ['the export says 4 documents, 2 were found: numbers 2 and 4 are missing']
    """
    remarks = []
    for total, numbers in export.said:
        found = len(export.articles) if numbers is None else len(numbers)
        if found == total:
            continue
        were = "was" if found == 1 else "were"
        remark = f"the export says {say_count(total, 'document')}, {found:,} {were} found"
        remarks.append(remark + ("" if numbers is None else _say_missing(total, numbers)))
    return remarks


def _say_missing(total: int, numbers: Sequence[int]) -> str:
    """Say which numbers are missing, as ranges; of many ranges, the first ones."""
    ranges = []
    before = 0
    for number in [*numbers, total + 1]:  # they rise
        if number > before + 1:
            ranges.append((before + 1, number - 1))
        before = number
    named = [
        str(low) if low == high else f"{low:,} {'and' if high == low + 1 else 'to'} {high:,}"
        for low, high in ranges[:_NAMED]
    ]
    if not named:
        return ""
    if len(ranges) > _NAMED:
        named.append("others")
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return f": number {named[0]} is missing"
    return f": numbers {say_list(named)} are missing"
