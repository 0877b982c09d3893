"""Documents of kinds that are no longer written (.doc, .xls), which are named with a remedy unless they
are of a newer kind under an old name.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..source import Problem, Record, Source, Unreadable
from .docx import read_docx
from .rtf import read_rtf

_REMEDIES = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".xls": "open it in Excel or LibreOffice and save it as .xlsx or .csv",
    ".ppt": "save its text as .txt",
    ".ods": "open it in LibreOffice and save it as .xlsx or .csv",
    ".epub": "convert it to .html, one file for each article",
}


def read_doc(source: Source) -> Iterator[Record | Problem]:
    """Yield the document of a .doc file that is RTF or .docx in truth, as many are.

    Parameters
    ----------
    source
        The file.

    Raises
    ------
    Unreadable
        If it is a Word document of the old kind, or cannot be read.
    """
    with source.open() as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        yield from read_rtf(source)
    elif start.startswith(b"PK\x03\x04"):
        yield from read_docx(source)
    else:
        raise Unreadable(0, *describe_old(".doc"))


def describe_old(ending: str) -> tuple[str, str]:
    """Return what is wrong with a file of an old kind, and the remedy.

    Parameters
    ----------
    ending
        Its ending, in small letters.

    Examples
    --------
    >>> describe_old(".xls")
    ('there is no reader for .xls', 'open it in Excel or LibreOffice and save it as .xlsx or .csv')
    """
    remedy = _REMEDIES.get(ending, "save its text as .txt, .html or .csv")
    return f"there is no reader for {ending}", remedy
