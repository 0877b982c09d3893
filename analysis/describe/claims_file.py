"""Claims that belong to a corpus: read from the `claims.yml` beside it, and graded by its numbers."""

import warnings
from pathlib import Path

import pandas as pd

from ..core.periods import bound_period
from ..core.remarks import Remark
from ..core.safe_text import make_visible
from ..core.yaml_file import Place, read_yaml
from ..project import find_path
from ..themes.lexicon import Themes
from .changes import MOVES
from .claims import GRADES, PLACES, Claims, claim, update_word
from .contrasts import describe_contrasts
from .findings import Findings

NAME = "claims.yml"
_NEEDED = ("text", "theme", "says")
_KEYS = (*_NEEDED, "when", "since", "expect")
_PROPOSED = 6


def read_claims(path: str | Path) -> list[dict[str, str]]:
    """Read the claims that stand beside a corpus.

    Parameters
    ----------
    path
        The corpus; its claims are in the `claims.yml` within the folder, or beside the file: a list
        `claims`, each with `text`, `theme` and `says`, and where wanted `when`, `since` and
        `expect`, as `claim` and `describe_contrasts` take them.

    Returns
    -------
    list of dict
        None where there is no such file. A claim that cannot be read is left out with a warning
        that names file and line, and so is a file.
    """
    path = find_path(path)
    file = (path if path.is_dir() else path.parent) / NAME
    if not file.is_file():
        return []
    try:
        data, place = read_yaml(file)
        if not isinstance(data, dict) or not isinstance(data.get("claims"), list):
            raise place.fault("it needs `claims`, a list")
    except ValueError as error:
        _warn(str(error))
        return []
    out = []
    for i, row in enumerate(data["claims"]):
        try:
            out.append(_check(row, place.at("claims").at(i)))
        except ValueError as error:
            _warn(str(error))
    return out


def _warn(said: str) -> None:
    warnings.warn(f"{said}; it was left out", Remark, stacklevel=3)


def _check(row: object, place: Place) -> dict[str, str]:
    if not isinstance(row, dict):
        raise place.fault("a claim needs `text`, `theme` and `says`")
    out = {str(key): str(value) for key, value in row.items() if value is not None}
    out |= {key: update_word(out[key]) for key in ("says", "expect") if key in out}
    missing = [key for key in _NEEDED if not out.get(key)]
    unknown = [key for key in out if key not in _KEYS]
    if missing:
        raise place.fault(f"a claim without `{missing[0]}`; write it")
    if unknown:
        raise place.fault(f"unknown key {unknown[0]!r}; a claim may have {', '.join(_KEYS)}")
    if out["says"] not in (*MOVES, *PLACES):
        raise place.fault(f"says {out['says']!r} is none of {', '.join((*MOVES, *PLACES))}")
    if out.get("expect", GRADES[0]) not in GRADES:
        raise place.fault(f"expect {out['expect']!r} is none of {', '.join(GRADES)}")
    for part in [*out.get("when", "").split("..", 1), out.get("since", "")]:
        if part and not bound_period(part):
            raise place.fault(f"{part!r} is no period, as in 2022, 2022-Q1 or 2022-02")
    return out


def grade_claims(
    claims: list[dict[str, str]],
    findings: Findings,
    by_document: pd.DataFrame,
    documents: pd.DataFrame,
    themes: Themes,
) -> Claims:
    """Grade the claims of a corpus by what was found in it.

    Parameters
    ----------
    claims
        What `read_claims` gives. One with `since` is graded by the contrast of that date with what
        was before, the others by the test of change.
    findings
        What `describe_themes` gives.
    by_document, documents, themes
        As in `describe_contrasts`.

    Returns
    -------
    Claims
        One each; without any, it proposes what could be claimed.
    """
    contrasts = {
        since: describe_contrasts(by_document, documents, themes, since=since)
        for since in dict.fromkeys(row["since"] for row in claims if row.get("since"))
    }
    graded = []
    for row in claims:
        given = {key: row[key] for key in ("theme", "says", "when", "expect") if key in row}
        of = contrasts[row["since"]] if row.get("since") else findings
        graded.append(claim(row["text"], of, **given))
    return Claims(tuple(graded), "" if graded else propose_claims(findings))


def propose_claims(findings: Findings) -> str:
    """Return a `claims.yml`, ready to paste, that claims what was found: changes first, then where
    a theme stands.
    """
    lines = []
    for fields in list_proposals(findings):
        entry = [f"{key}: {_quote(value)}" for key, value in fields.items()]
        lines += [f"  - {entry[0]}", *(f"    {line}" for line in entry[1:])]
    return "\n".join(["claims:", *lines]) if lines else ""


def list_proposals(findings: Findings) -> list[dict[str, str]]:
    """Return what `propose_claims` writes, each claim as `read_claims` would give it."""
    rows = findings.rows.assign(moved=findings.rows["change"].isin(MOVES))
    rows = rows[rows["moved"] | rows["presence"].isin(PLACES)]
    rows = rows.sort_values("moved", ascending=False, kind="stable").head(_PROPOSED)
    out = []
    for row in rows.to_dict("records"):
        says = row["change"] if row["moved"] else row["presence"]
        verb = says if row["moved"] else f"is {says}"
        when = row["when"] if row["moved"] else ""
        text = " ".join(filter(None, (row["label"], verb, when)))
        fields = {"text": text, "theme": row["theme"], "says": says}
        if row["moved"] and row["start"]:
            low, high = row["start_low"], row["start_high"]
            fields["when"] = low if low == high else f"{low}..{high}"
        out.append(fields | {"expect": "supported"})
    return out


def _quote(value: str) -> str:
    return '"' + make_visible(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
