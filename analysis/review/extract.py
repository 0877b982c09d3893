"""What a version of the project says, as one JSON: tables by its verbs, readings by its notebooks.

A script that runs inside another version of the project, `python -P extract.py OUT ROOT [draw]`
with that version first on PYTHONPATH, and so imports nothing but its public verbs. Notebooks are
run as plain code, in one process, and charts are drawn only when that is asked for: notebooks
belong to their version, and know its verbs better than this script could.
"""

import ast
import base64
import contextlib
import hashlib
import html
import io
import json
import os
import re
import sys
import warnings
from pathlib import Path

#: Columns of findings that say what a sentence is of, beside its subject.
_OF = ("fact", "measure", "period", "group", "other")
#: What estimates are of: each document, and all of them.
_SUMS = ({"group": "doc_id", "period": "date"}, {"group": None, "period": "all"})
#: A corpus that comes with the package, as a notebook names it.
_EXAMPLE = re.compile(r'"(example:[\w-]+)')


def start_result() -> dict:
    """Return a result in which nothing is said yet: the one form in which versions and folders of
    results are compared.

    `documents` (doc_id: facts), `dropped` (doc_id, line_no, text, reason), `set_aside` (file, line,
    problem, outcome), `sentences` (doc_id, start, end, text, tone, themes: [term, start, end] of
    each), `estimates` (measure, group, theme, estimate, low, high), `readings` (notebook, place,
    subject, sentence; the place is the cell, with what its row is of beside the subject), `claims`
    (text, says, grade), `charts` (name: hash of the rows drawn), `pictures` (name: PNG in base64,
    where they were drawn), `labels` (theme: what readers see), `problems` (what an older version or
    a folder does not tell).
    """
    lists = ("dropped", "set_aside", "sentences", "estimates", "readings", "claims", "problems")
    tables = ("documents", "charts", "pictures", "labels")
    return {name: {} for name in tables} | {name: [] for name in lists}


def extract(root: Path, *, draw: bool = False) -> dict:
    """Return all that is compared, as `start_result` names it; pictures only if they are drawn."""
    import analysis

    if (found := Path(analysis.__file__).resolve().parents[1]) != root.resolve():
        raise RuntimeError(f"the verbs come from {found}, not from {root}")
    out = start_result()
    _read_tables(analysis, root, out)
    for name in list_examples(root / "notebooks"):
        with _may_lack(out, name):
            _read_example(analysis, name, out)
    _run_notebooks(analysis, root, out, draw)
    return out


def _read_tables(analysis, root: Path, out: dict) -> None:
    corpus = analysis.read_corpus(root / "seeds")
    documents = corpus.documents
    sentences = analysis.split_sentences(documents)
    lexicon = analysis.read_themes()
    mentions = analysis.find_mentions(sentences, lexicon)
    out["labels"] = {str(k): str(v) for k, v in dict(getattr(lexicon, "labels", {})).items()}
    facts = [c for c in documents.columns if c not in ("doc_id", "text")]
    out["documents"] = {
        row["doc_id"]: {
            **{name: _plain(row[name]) for name in facts},
            "n_characters": len(row["text"]),
            "text_hash": hashlib.sha256(row["text"].encode()).hexdigest()[:16],
        }
        for row in documents.to_dict("records")
    }
    dropped = corpus.dropped_lines[corpus.dropped_lines["reason"] != "blank"]
    out["dropped"] = _rows(dropped, ["doc_id", "line_no", "text", "reason"])
    if (aside := getattr(corpus, "set_aside", None)) is not None:
        out["set_aside"] = _rows(aside, ["file", "line", "problem", "outcome"])
    tones = {}
    with _may_lack(out, "tone"):
        scored = analysis.score_sentences(sentences)
        tones = {(row.doc_id, row.sentence_no): row.tone for row in scored.itertuples()}
        _estimate(analysis, analysis.tally_tone, (documents, scored, mentions), out)
    with _may_lack(out, "estimates of themes"):
        _estimate(analysis, analysis.tally_mentions, (documents, sentences, mentions), out)
    out["sentences"] = _list_sentences(sentences, mentions, tones)


def list_examples(folder: Path) -> list[str]:
    """Return the corpora of the package that notebooks are on."""
    books = [book.read_text(encoding="utf-8", errors="replace") for book in folder.glob("*.ipynb")]
    return sorted({name for book in books for name in _EXAMPLE.findall(book.replace('\\"', '"'))})


def _read_example(analysis, name: str, out: dict) -> None:
    """Add the documents and sentences of another corpus, under its name: in them most themes move."""
    documents = analysis.read_corpus(name).documents
    sentences = analysis.split_sentences(documents)
    mentions = analysis.find_mentions(sentences, analysis.read_themes())
    for row in documents.itertuples():
        code = hashlib.sha256(row.text.encode()).hexdigest()[:16]
        out["documents"][f"{name}/{row.doc_id}"] = {"text_hash": code}
    for doc, *rest in _list_sentences(sentences, mentions, {}):
        out["sentences"].append([f"{name}/{doc}", *rest])


def _list_sentences(sentences, mentions, tones: dict) -> list:
    carried: dict = {}
    for row in mentions.itertuples():
        themes = carried.setdefault((row.doc_id, row.sentence_no), {})
        themes.setdefault(str(row.theme), []).append([row.term, int(row.start), int(row.end)])
    return [
        [r.doc_id, int(r.start), int(r.end), r.text, _plain(tones.get(key)), carried.get(key, {})]
        for r in sentences.itertuples()
        for key in [(r.doc_id, r.sentence_no)]
    ]


def _estimate(analysis, tally, tables: tuple, out: dict) -> None:
    for of in _SUMS:
        rows = analysis.estimate_trends(tally(*tables, **of))
        out["estimates"] += _rows(rows, ["measure", "group", "theme", "estimate", "low", "high"])


@contextlib.contextmanager
def _may_lack(out: dict, what: str):
    """Go on without what an older version has no verb for, or another call of it; and say so."""
    try:
        yield
    except (AttributeError, TypeError, KeyError, ValueError, OSError) as error:
        out["problems"].append(f"{what}: {_say(error)}")


def _rows(table, columns: list[str]) -> list:
    return [[_plain(cell) for cell in row] for row in table[columns].itertuples(index=False)]


def _plain(cell):
    """Return a cell as JSON has it: text, whole number, six digits, or None for a missing value."""
    if cell is None or cell != cell:
        return None
    if hasattr(cell, "isoformat"):
        return cell.isoformat()[:10]
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, float):
        return round(cell, 6) + 0.0
    return cell if isinstance(cell, (int, bool)) else str(cell)


def _run_notebooks(analysis, root: Path, out: dict, draw: bool) -> None:
    """Run every notebook and hear what its cells end with; one that fails is a problem."""
    # A name is all that is wanted, and nothing is written. Older versions have both at the top.
    for place in (analysis, getattr(analysis, "charts", None), getattr(analysis, "describe", None)):
        for name in {"Chart", "Claims"} & set(getattr(place, "__all__", ())):
            getattr(place, name).save = _remember
    books = sorted((root / "notebooks").glob("*.ipynb"))
    if not books:
        out["problems"].append("there is no notebook, and so no reading")
    for book in books:
        scope: dict = {"__name__": "__main__"}
        try:
            cells = list_cells(book.read_bytes())
        except (ValueError, OSError) as error:
            out["problems"].append(f"notebook {book.stem} cannot be read: {_say(error)}")
            continue
        for i, name, source in cells:
            try:
                value = run_cell(source, scope)
                _hear(value, book.stem, name, out)
                if draw and hasattr(value, "to_png") and hasattr(value, "saved_as"):
                    out["pictures"][value.saved_as] = base64.b64encode(value.to_png()).decode()
            except Exception as error:  # whatever a notebook may raise
                out["problems"].append(f"notebook {book.stem} stops at cell {i}: {_say(error)}")
                break


def list_cells(data: bytes) -> list[tuple[int, str, str]]:
    """Return number, name and source of the code cells of a notebook; ValueError if it is none."""
    try:
        return [
            (i, str(cell.get("id", i)), "".join(cell["source"]))
            for i, cell in enumerate(json.loads(data)["cells"])
            if cell["cell_type"] == "code"
        ]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no notebook ({type(error).__name__}: {error})") from error


def _remember(value, name="", folder=None):
    with contextlib.suppress(AttributeError):  # claims are frozen, and need no name
        value.saved_as = name
    return value


def run_cell(source: str, scope: dict, name: str = "cell"):
    """Run a cell in a scope, by a name for tracebacks; return the value of its last expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), name, "exec"), scope)
    return eval(compile(ast.Expression(last.value), name, "eval"), scope) if last else None


def _hear(value, book: str, cell: str, out: dict) -> None:
    """Note what a shown value says: findings, claims, the headline of a chart."""
    said: list[tuple[str, str, str]] = []  # what the row is of, its subject, and the sentence
    if isinstance(getattr(value, "sentences", None), tuple):
        said = _name_rows(value)
    elif hasattr(value, "headline") and hasattr(value, "rows"):
        out["readings"].append([book, f"{cell} headline", "", value.headline])
        note = getattr(value, "reading", "")
        said = [("note", find_subject(note), note)] * bool(note)
        code = re.search(r"sha256 (\w+)", value.digest()) if hasattr(value, "digest") else None
        out["charts"][getattr(value, "saved_as", "") or value.headline] = code[1] if code else ""
    else:
        claims = getattr(value, "claims", (value,) if hasattr(value, "grade") else ())
        said = [(c.text, find_subject(c.reading), c.reading) for c in claims]
        out["claims"] += [[c.text, c.says, c.grade] for c in claims]
    out["readings"] += [
        [book, f"{cell} {of}".strip(), about, unmark(sentence)] for of, about, sentence in said
    ]


def _name_rows(findings) -> list[tuple[str, str, str]]:
    """Return each sentence behind what its row is of and its subject: a claim, or words in bold."""
    rows, n = getattr(findings, "rows", None), len(findings.sentences)
    columns = getattr(rows, "columns", ()) if rows is not None and len(rows) == n else ()
    names = [name for name in _OF if name in columns]
    claims = map(str, rows["claim"]) if "claim" in columns else [""] * n
    of = rows[names].itertuples(index=False) if names else [()] * n
    return [
        (" ".join(map(str, cells)), claim or find_subject(sentence), sentence)
        for cells, claim, sentence in zip(of, claims, findings.sentences, strict=True)
    ]


def find_subject(sentence: str) -> str:
    """Return what a reading in Markdown is about: its words in bold, "" where none are.

    >>> find_subject("Of the rise of **Indo-Pacific** from 1%"), find_subject("No theme changed.")
    ('Indo-Pacific', '')
    """
    mark = re.search(r"\*\*(.+?)\*\*", sentence)
    return unmark(mark[1]).rstrip(":") if mark else ""


def unmark(text: str) -> str:
    """Return a reading as plain text: no bold, no escapes.

    >>> unmark("**Russia** \\\\*stands\\\\* in R&amp;D")
    'Russia *stands* in R&D'
    """
    return html.unescape(re.sub(r"\*\*|</?span>|\\([^\w\s]|_)", lambda mark: mark[1] or "", text))


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def main() -> int:
    """Write the JSON to the path named first, of the project in the folder named second."""
    os.environ.pop("ANALYSIS_CLAIMS", None)  # a claim that flips is what is looked for
    root = Path(sys.argv[2]).resolve()
    os.chdir(root / "notebooks" if (root / "notebooks").is_dir() else root)
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):
        result = extract(root, draw="draw" in sys.argv[3:])
    Path(sys.argv[1]).write_text(json.dumps(result), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
