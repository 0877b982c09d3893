"""File names: what an ending says of a file, and names that can be printed and compared."""

import unicodedata

#: Kinds of files that are read, by the end of the name; `sniff.sniff` tells the others by content.
ENDINGS = {
    ".txt": "text", ".text": "text", ".ris": "text", ".sgm": "text", ".sgml": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".json": "json", ".parquet": "parquet", ".docx": "docx", ".odt": "odt", ".rtf": "rtf",
    ".pdf": "pdf", ".md": "markdown", ".markdown": "markdown", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".rss": "xml", ".atom": "xml", ".xml": "xml", ".warc": "warc", ".eml": "mail", ".emlx": "mail", ".mbox": "mbox",
    ".doc": "old", ".dot": "old", ".xls": "old", ".xlt": "old", ".ppt": "old", ".pps": "old",
    ".wps": "old", ".docm": "docx", ".dotx": "docx", ".dotm": "docx", ".xltx": "xlsx",
    ".xltm": "xlsx", ".pptx": "pptx", ".pptm": "pptx", ".ppsx": "pptx", ".potx": "pptx",
    ".odp": "odt", ".ott": "odt", ".otp": "odt", ".fodt": "xml", ".ods": "ods", ".ots": "ods",
    ".epub": "epub", ".mht": "mhtml", ".mhtml": "mhtml", ".webarchive": "webarchive",
    ".srt": "subtitles", ".vtt": "subtitles",
}  # fmt: skip
ARCHIVES = (
    ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tar",
    ".gz", ".bz2", ".xz", ".zst",
)  # fmt: skip
#: Endings of a single file that is packed.
PACKED = (".gz", ".bz2", ".xz", ".zst")
# What is no article, whatever it holds; each is named, and not opened.
_NO_ARTICLES = {
    "a picture": ".png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .heic .avif",
    "sound or film": ".mp3 .mp4 .m4a .wav .ogg .flac .avi .mov .mkv .webm",
    "a font": ".woff .woff2 .ttf .otf .eot",
    "code or a style sheet": ".css .scss .less .js .mjs .ts .map .py .pyc .ipynb .r .rmd .java .c "
    ".h .cpp .go .rs .sh .bat .ps1 .sql",
    "settings": ".yml .yaml .toml .ini .cfg .lock .bib",
    "a program or its data": ".exe .dll .so .bin .npy .npz .joblib .model",
}
_FOREIGN = {
    "save its text as .txt, .html or .csv": ".wpd .sxw .tex .ps .eps .xps .djvu .one .fb2 .chm .lit",
    "open it in Pages or Keynote and export it as .docx or .pdf": ".pages .key",
    "open it in the mail program and save it as .eml or .mbox": ".msg .pst .ost .olm",
    "convert it to .epub": ".mobi .azw .azw3 .kfx",
    "save the sheet as .csv": ".xlsb .numbers .sxc .fods",
    "it only points to a document: download that from Google Drive as .docx, .xlsx or .pdf": ".gdoc "
    ".gsheet .gslides .gdraw",
    "it only points to a page or file: save that itself here": ".url .lnk .webloc .desktop .website",
    "the download broke off: fetch it again": ".crdownload .part .partial",
    "write it again as .parquet or .csv": ".feather .arrow .avro .orc .dta .sav .sas7bdat .mdb .pkl "
    ".pickle .rds .rda .rdata .h5 .hdf5",
    "export its table of texts as .csv": ".db .sqlite .sqlite3 .accdb",
    "unpack it": ".7z .rar .lz4 .z",
}
_REMEDIES = {end: remedy for remedy, ends in _FOREIGN.items() for end in ends.split()}
_BY_ENDING = {end: what for what, ends in _NO_ARTICLES.items() for end in ends.split()}


def split_name(name: str) -> tuple[str, str]:
    """Return a file's name without endings, and what it is: a value of `ENDINGS`, "archive" or "".

    >>> split_name("news.2021.csv.gz"), split_name("all.TAR.GZ"), split_name("notes.xyz")
    (('news.2021', 'csv'), ('all', 'archive'), ('notes', ''))
    """
    packed = find_ending(name, ARCHIVES)
    if packed and packed not in PACKED:
        return name[: -len(packed)], "archive"
    stem, dot, ending = name.removesuffix(name[len(name) - len(packed) :] or "/").rpartition(".")
    kind = ENDINGS.get(f".{ending.lower()}", "") if dot else ""
    return (stem, kind) if kind else (name.rpartition(".")[0] or name, "archive" if packed else "")


def say_no_article(name: str) -> str:
    """Return what a file is that by its name holds no article, "" if it may.

    >>> say_no_article("logo.PNG"), say_no_article("index.php")
    ('a picture', '')
    """
    return _BY_ENDING.get(name[name.rfind(".") :].lower(), "")


def say_remedy(name: str) -> str:
    """Return what to do with a file whose ending names a kind that has no reader, "" if none."""
    return _REMEDIES.get(name[name.rfind(".") :].lower(), "")


def only_points(name: str) -> bool:
    """Tell whether a file by its ending is a pointer to another, or one of commands."""
    return "point" in say_remedy(name) or name.lower().endswith(".tex")


def find_ending(name: str, endings: tuple[str, ...]) -> str:
    """Return the first of some endings that a name has in any case, or ""."""
    lower = name.lower()
    return next(filter(lower.endswith, endings), "") if lower.endswith(endings) else ""


def clean_name(name: str) -> str:
    """Return a name that can be printed, stored and compared: letters composed (NFC), one kind of
    space, nothing that does not show, and "?" for what is no character.

    >>> clean_name("Ministe\\u0300re\\u00a01\\ufeff") == "Ministère 1"
    True
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(map(_show, unicodedata.normalize("NFC", name)))


def _show(letter: str) -> str:
    if letter.isprintable():
        return letter
    kind = unicodedata.category(letter)
    return "" if kind == "Cf" else " " if kind[0] == "Z" else "?"
