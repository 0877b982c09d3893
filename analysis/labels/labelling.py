"""Labelling: one sentence after the other, a decision each, each written to the file of labels at
once; in JupyterLab with keys, elsewhere by a table to fill in.
"""

import hashlib
from datetime import date
from pathlib import Path

import pandas as pd

from ..core.counts import say_part
from ..core.safe_text import escape_html, make_visible, one_line
from ..themes.lexicon import Themes, read_themes
from ..themes.mentions import find_mentions
from .decisions import (
    add_decision,
    as_written,
    current_labels,
    find_file,
    read_decisions,
    write_template,
)
from .draw import draw_labels
from .measured import THEMES, UNSURE, VALUES, WITHDRAWN, hash_text

_VIEW = "application/vnd.jupyter.widget-view+json"


class Labelling:
    """A sample (`draw_labels`) that a coder labels, in the order in which it is shown; `label` makes
    it. The context are the sentences before and after each, by document and number.
    """

    def __init__(
        self,
        sample: pd.DataFrame,
        file: Path,
        coder: str,
        context: dict[tuple[str, int], str],
        themes: Themes,
    ) -> None:
        self.file, self.coder = file, coder
        self._context, self._themes = context, themes
        self._rows: list[dict] = sample.to_dict("records")
        self._places = {self._name(row): at for at, row in enumerate(self._rows)}
        self._done: dict[int, str] = {}  # in the order of the decisions
        self._read()

    def _read(self) -> None:
        """Take up what the coder has decided before."""
        if not self.file.is_file():
            return
        kept = current_labels(read_decisions(self.file))
        for row in kept[kept["coder"] == as_written(self.coder)].to_dict("records"):
            at = self._places.get(self._name(row))
            if at is not None:
                self._done.pop(at, None)
                self._done[at] = row["label"]

    @staticmethod
    def _name(row: dict) -> tuple:
        return tuple(as_written(row[name]) for name in ("doc_id", "key", "measure", "theme"))

    @property
    def labels(self) -> list[str]:
        """What the sentence at hand can be labelled, in the order of the keys 1, 2, 3 ..."""
        measure = self._rows[0]["measure"] if self._rows else THEMES
        return [*VALUES[measure], UNSURE]

    @property
    def n(self) -> int:
        """How many sentences there are to label."""
        return len(self._rows)

    @property
    def n_done(self) -> int:
        """How many of them have a label."""
        return len(self._done)

    @property
    def current(self) -> int | None:
        """The place of the sentence at hand in the sample, None where all have labels."""
        return next((at for at in range(self.n) if at not in self._done), None)

    def show(self) -> dict[str, object]:
        """Return what a coder sees: the question, the sentence between its neighbours, the labels,
        and how far the work is.
        """
        seen: dict[str, object] = {"labels": self.labels, "n": self.n, "n_done": self.n_done}
        seen |= {"file": make_visible(str(self.file)), "coder": make_visible(self.coder)}
        at = self.current
        if at is None:
            none = dict.fromkeys(("question", "definition", "text", "before", "after"), "")
            return seen | {"at": -1} | none
        row = self._rows[at]
        doc_id, number = row["doc_id"], row["sentence_no"]
        around = {"before": number - 1, "after": number + 1}
        near = {name: self._context.get((doc_id, no), "") for name, no in around.items()}
        words = near | {"text": row["text"]} | self._ask(row)
        return seen | {"at": at} | {name: make_visible(text) for name, text in words.items()}

    def _ask(self, row: dict) -> dict[str, str]:
        """Return the question, and the definition by which it is to be answered."""
        if row["measure"] != THEMES:
            return {"question": "What is the tone of this sentence?", "definition": ""}
        name, themes = str(row["theme"]), self._themes
        shown = themes.labels.get(name, name.replace("_", " "))
        question = f"Does this sentence mention the theme “{shown}”?"
        return {"question": question, "definition": one_line(themes.definitions.get(name, ""))}

    def decide(self, label: str) -> None:
        """Label the sentence at hand, and write it down.

        Raises
        ------
        ValueError
            If there is no such label, or no sentence left.
        """
        at = self.current
        if at is None:
            raise ValueError("every sentence of the sample has a label")
        if label not in self.labels:
            raise ValueError(f"label {label!r} is none of {', '.join(self.labels)}")
        self._write(at, label)
        self._done[at] = label

    def undo(self) -> None:
        """Withdraw the last label, if there is one; its sentence is at hand again."""
        if self._done:
            at = next(reversed(self._done))
            self._write(at, WITHDRAWN)
            del self._done[at]

    def _write(self, at: int, label: str) -> None:
        today = date.today().isoformat()
        row = self._rows[at] | {"label": label, "coder": self.coder, "date": today}
        add_decision(self.file, row)

    def write_template(self, path: str | Path) -> Path:
        """Write the sentences that are not labelled yet as a table to fill in.

        Raises
        ------
        FileExistsError
            If there is a file already; it is not touched.
        """
        path = Path(path).expanduser()  # where one works, not where the package is
        if path.exists():
            raise FileExistsError(f"{path} is there already: name another file, or move it")
        left = [row for at, row in enumerate(self._rows) if at not in self._done]
        return write_template(path, left, self.coder)

    def say_progress(self) -> str:
        """Return how far the work is, in words."""
        left = self.n - self.n_done
        said = f"{say_part(self.n_done, self.n, 'sentence')} labelled by {make_visible(self.coder)}"
        return f"{said}; {left:,} to go" if left else said

    def say_template(self) -> str:
        """Return how to label where no widget can run."""
        labels = ", ".join(self.labels)
        return (
            "In JupyterLab, run this cell to label with keys. Elsewhere, write the sample as a "
            f'table with .write_template("to-label.csv"), write one of {labels} into its column '
            f"label, and save it as {self.file.name} beside the corpus, or add its lines to that "
            "file. Then run compare_coders and correct_estimates on it."
        )

    def __repr__(self) -> str:
        return f"{self.say_progress()}. {self.say_template()}"

    def _repr_mimebundle_(self, **_asked) -> dict:
        """Return the words, and the widget for where it can run.

        The name of the widget comes from what is labelled, so that a notebook saved twice is the
        same twice.
        """
        page = f"<p><strong>{escape_html(self.say_progress())}.</strong></p>"
        page += f"<p>{escape_html(self.say_template())}</p>"
        shown = {"text/html": page, "text/plain": repr(self)}
        try:
            from .widget import show_widget
        except ImportError:  # anywidget is not installed
            return shown
        purpose = f"{self.coder}|{sorted(self._places)}"
        digest = hashlib.sha256(purpose.encode("utf-8", "replace")).hexdigest()
        return shown | {_VIEW: show_widget(self, f"label-{digest[:24]}")}


def label(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
    *,
    measure: str = THEMES,
    theme: str | None = None,
    period: str = "year",
    n: int = 120,
    seed: int = 0,
    coder: str = "first coder",
    corpus: str | Path = ".",
    themes: Themes | None = None,
) -> Labelling:
    """Label a random sample of sentences, one key per label; each label is saved at once.

    In JupyterLab the sentences come one after the other, between their neighbours, without what the
    lexicon found in them. Keys 1, 2, 3 ... label, u takes the last label back. Work that was
    interrupted goes on where it stopped; a second coder sees the same sentences in another order.
    Where nothing can run, it says how to label in a table instead.

    Parameters
    ----------
    sentences, mentions, documents, measure, theme, period, n, seed
        As for `draw_labels`.
    coder
        Who labels; the labels of each coder are kept apart.
    corpus
        The corpus, or the folder of `labels.csv`: the file appears in the folder, or beside the file
        that is the corpus. Where a `labels.csv` with one column per theme is there already, the
        labels go to `labels-drawn.csv`; of an example that comes with the package, they go to the
        working folder.
    themes
        The lexicon whose names and definitions of themes coders read; the package's own unless
        given.

    Returns
    -------
    Labelling
        Shows itself; `.file` is the file of labels. Its lines have the columns of `draw_labels`,
        `label`, `coder` and `date`; a label taken back has a line of its own ("withdrawn").

    Raises
    ------
    FileNotFoundError
        If there is nothing at `corpus`.
    ValueError
        As `draw_labels`, or if `coder` is empty.
    """
    if not coder.strip():
        raise ValueError("coder is empty: say who labels")
    themes = read_themes() if themes is None else themes
    mentions = find_mentions(sentences, themes) if mentions is None else mentions
    tables = sentences, mentions, documents
    sample = draw_labels(*tables, measure=measure, theme=theme, period=period, n=n, seed=seed)
    keys = zip(sample["theme"], sample["doc_id"], sample["key"], strict=True)
    # another order for each coder, theme after theme
    order = [hash_text(f"{seed}|{coder}|{'|'.join(key)}") for key in keys]
    turn = pd.factorize(sample["theme"])[0]
    sample = sample.assign(order=order, at=turn).sort_values(["at", "order"], kind="stable")
    near = sentences[sentences["doc_id"].isin(sample["doc_id"])]
    numbers = zip(near["doc_id"], near["sentence_no"], strict=True)
    context = dict(zip(numbers, near["text"], strict=True))
    sample = sample.drop(columns=["order", "at"])
    return Labelling(sample, find_file(corpus), coder, context, themes)
