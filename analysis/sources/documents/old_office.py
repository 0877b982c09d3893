"""Documents of kinds that are no longer written (.doc, .xls), which are named with a remedy unless they
are of a newer kind under an old name.
"""

from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .docx import read_docx
from .rtf import read_rtf

_REMEDIES = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".xls": "open it in Excel or LibreOffice and save it as .xlsx or .csv",
    ".ppt": "open it in PowerPoint or LibreOffice and save it as .pptx",
    "": "open it in Office or LibreOffice and save it as .docx, .xlsx or .pptx",
}
_AS = {".dot": ".doc", ".wps": ".doc", ".xlt": ".xls", ".pps": ".ppt"}


def read_doc(source: Source) -> Iterator[Record | Problem]:
    """Yield the document of a .doc file that is RTF or .docx in truth, as many are; `Unreadable` if
    it is a Word document of the old kind.
    """
    with source.open() as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        yield from read_rtf(source)
    elif start.startswith(b"PK\x03\x04"):
        yield from read_docx(source)
    else:
        dot = source.name.rfind(".", source.name.rfind("/") + 1)
        ending = source.name[dot:].lower() if dot >= 0 else ""
        raise Unreadable(0, *describe_old(ending if start or ending else ""))


def describe_old(ending: str) -> tuple[str, str]:
    """Return what is wrong with a file of an old kind, and the remedy.

    >>> describe_old(".xls")
    ('there is no reader for .xls', 'open it in Excel or LibreOffice and save it as .xlsx or .csv')
    """
    remedy = _REMEDIES.get(_AS.get(ending, ending), _REMEDIES[""])
    if ending in _REMEDIES or ending in _AS:
        return f"there is no reader for {ending or 'files of an older Office'}", remedy
    return "it is a file of an older Office", remedy
