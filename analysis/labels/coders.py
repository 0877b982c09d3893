"""How far coders agree: Krippendorff's alpha with its interval, and the sentences on which they
differ.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from .decisions import current_labels, read_decisions
from .measured import THEMES, UNSURE, VALUES

_RUNS = 2000


class CoderAgreement(NamedTuple):
    """What `compare_coders` gives: the agreement by theme, and the sentences in dispute."""

    agreement: pd.DataFrame
    disagreements: pd.DataFrame


def compare_coders(
    labels: str | Path | pd.DataFrame, *, level: float = 0.95, seed: int = 0
) -> CoderAgreement:
    """Compare the labels of two coders or more: Krippendorff's alpha and the disagreements.

    Parameters
    ----------
    labels
        The file of labels that `label` writes, or its rows.
    level
        Of the intervals, 0-1.
    seed
        Of the resampled documents.

    Returns
    -------
    CoderAgreement
        `agreement`, one row per measure and theme: `n_coders`, `n_sentences` (labelled by two or
        more, "unsure" counting as missing), `n_documents`, `n_unsure`, `agreement` (the share of
        pairs of labels that are alike), `alpha` (Krippendorff 2019; 1 is perfect agreement, 0 what
        chance gives; nominal for themes, interval for tone) with `low` and `high` from resampled
        documents, and `remark`. Alpha is NaN where all labels are alike. `disagreements`, one row
        per sentence: `measure`, `theme`, `doc_id`, `text`, one column per coder.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> rows = [("d", f"s{i}", "russia", label, coder) for coder, given in {"a": "yyn", "b": "ynn"}.items()
    ...         for i, label in enumerate({"y": "yes", "n": "no"}[letter] for letter in given)]
    >>> rows = pd.DataFrame(rows, columns=["doc_id", "key", "theme", "label", "coder"])
    >>> found = compare_coders(rows)
    >>> round(found.agreement["alpha"].item(), 3), len(found.disagreements)
    (0.444, 1)
    """
    rows = current_labels(read_decisions(labels))
    agreement, disputed = [], []
    for (measure, theme), group in rows.groupby(["measure", "theme"]):
        decided = group[group["label"] != UNSURE]
        values = decided["label"].map(VALUES[measure]).astype("float64")
        table = decided.assign(value=values).set_index(["doc_id", "key", "coder"])["value"]
        table = table.unstack("coder")
        table = table[table.notna().sum(axis=1) > 1]
        about = {"measure": measure, "theme": theme, "n_coders": group["coder"].nunique()}
        counts = {"n_sentences": len(table), "n_unsure": int((group["label"] == UNSURE).sum())}
        agreement.append(about | counts | _measure(table, measure, level, seed))
        differs = table[table.max(axis=1) != table.min(axis=1)]
        disputed.append(_list_disputed(group, differs.index))
    columns = [
        "measure", "theme", "n_coders", "n_sentences", "n_documents", "n_unsure", "agreement",
        "alpha", "low", "high", "remark",
    ]  # fmt: skip
    found = pd.DataFrame(agreement, columns=columns)
    none = pd.DataFrame(columns=["measure", "theme", "doc_id", "text"])
    listed = [rows for rows in disputed if len(rows)]
    return CoderAgreement(found, pd.concat(listed, ignore_index=True) if listed else none)


def _list_disputed(group: pd.DataFrame, sentences: pd.MultiIndex) -> pd.DataFrame:
    """Return sentences on which labels differ, with what each coder gave."""
    rows = group[pd.MultiIndex.from_frame(group[["doc_id", "key"]]).isin(sentences)]
    about = ["measure", "theme", "doc_id", "key"]
    texts = rows.drop_duplicates(about).set_index(about)["text"]
    given = rows.set_index([*about, "coder"])["label"].unstack("coder").fillna("")
    taken = {*about, "text"}
    given.columns = [f"coder {name}" if name in taken else name for name in given.columns]
    return texts.to_frame().join(given).reset_index().drop(columns="key")


def _measure(table: pd.DataFrame, measure: str, level: float, seed: int) -> dict[str, object]:
    """Return alpha and its interval of a table with one row per sentence, one column per coder."""
    documents, _ = pd.factorize(table.index.get_level_values("doc_id"))
    n_documents = documents.max() + 1 if len(documents) else 0
    out = {"n_documents": n_documents, "agreement": np.nan, "alpha": np.nan}
    out |= {"low": np.nan, "high": np.nan, "remark": "no sentence has labels of two coders"}
    if table.empty:
        return out
    known, values = np.array(sorted(VALUES[measure].values())), table.to_numpy()
    counts = (values[:, :, None] == known).sum(axis=1)  # sentences x values
    apart = known[:, None] - known
    distance = (apart != 0) * 1.0 if measure == THEMES else apart**2
    n_labels = counts.sum(axis=1)
    unlike = np.einsum("ua,ab,ub->u", counts, (apart != 0) * 1.0, counts)
    pairs = n_labels * (n_labels - 1)
    observed = np.einsum("ua,ab,ub->u", counts, distance, counts) / (n_labels - 1)
    # sums by document, of which resampled documents are sums again
    by_document = np.zeros((n_documents, len(known) + 1))
    np.add.at(by_document, documents, np.column_stack([counts, observed]))
    alpha = _compute_alpha(by_document.sum(axis=0)[None], distance)[0]
    out |= {"agreement": 1 - unlike.sum() / pairs.sum(), "alpha": alpha, "remark": ""}
    if np.isnan(alpha):
        return out | {"remark": "all labels are alike, so that alpha cannot be told"}
    if n_documents < 2:
        return out | {"remark": "one document: no interval"}
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(n_documents, np.full(n_documents, 1 / n_documents), _RUNS)
    drawn = _compute_alpha(weights @ by_document, distance)
    ends = np.nanquantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return out | {"low": min(ends[0], alpha), "high": max(ends[1], alpha)}


def _compute_alpha(sums: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """Return alpha of each row: how often each value was given, and the observed disagreement."""
    counts, observed = sums[:, :-1], sums[:, -1]
    expected = np.einsum("ra,ab,rb->r", counts, distance, counts)
    ratio = np.divide(observed, expected, out=np.full(len(sums), np.nan), where=expected > 0)
    return 1 - (counts.sum(axis=1) - 1) * ratio
