"""What was promised and what was objected to: verbs on small ladders, each hit with its evidence.

Tone says how warmly something was said, a ladder how far it goes: to explore a treaty is less than
to sign it, to voice concern less than to denounce. `commitments.yml` lists the steps and their
terms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..core.apart import Apart
from ..core.cache import cached
from ..core.periods import place_documents
from ..core.schema import conform, empty
from ..core.yaml_file import Place, read_yaml
from ..text.vocabulary import check_texts
from .commitment_status import read_status

LADDERS = Path(__file__).with_name("commitments.yml")
_STAR, _SOME = r"[^\W\d_]{0,30}", r"(?:\s++[\w'’-]++){0,3}?"


@dataclass(frozen=True)
class Step:
    """A step of a ladder: its rank from 1 (lowest), and the terms that tell it."""

    ladder: str
    step: str
    rank: int
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ladders:
    """All steps in order."""

    version: int
    steps: tuple[Step, ...]

    @cached_property
    def patterns(self) -> dict[str, tuple[re.Pattern[str], list[Step | None]]]:
        """Return by first letter the pattern of all terms that begin with it, the longest first,
        and the step of each group.
        """
        terms = [(term.lower(), step) for step in self.steps for term in step.terms]
        terms += [(term.lower(), None) for step in self.steps for term in step.exclude]
        terms.sort(key=lambda pair: (-len(pair[0].split()), -len(pair[0]), pair[0]))
        out = {}
        for letter in sorted({term[:1] for term, _ in terms}):
            own = [pair for pair in terms if pair[0][:1] == letter]
            source = "|".join(f"({_source(term)})" for term, _ in own)
            out[letter] = re.compile(rf"(?:{source})(?!\w)"), [step for _, step in own]
        return out

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Return a pattern of the places where a term can begin."""
        letters = "".join(map(re.escape, self.patterns))
        return re.compile(rf"(?<!\w)[{letters}]" if letters else r"(?!)")

    def find(self, text: str) -> Iterator[tuple[int, int, Step]]:
        """Yield start, end and step of each term of a text; none overlap."""
        lower, done = _lower(text), 0
        for begin in self.starts.finditer(lower):
            if begin.start() < done:
                continue
            pattern, steps = self.patterns[begin.group()]
            if match := pattern.match(lower, begin.start()):
                done = max(match.end(), done + 1)
                if step := steps[match.lastindex - 1]:
                    yield match.start(), match.end(), step

    @cached_property
    def gate(self) -> str:
        """Return a pattern for RE2 that lets every text with a term through."""
        firsts = {term.split()[0].removesuffix("*") for step in self.steps for term in step.terms}
        return "(?i)" + "|".join(sorted(map(re.escape, firsts)))


@cached()
def find_commitments(sentences: pd.DataFrame, ladders: Ladders | None = None) -> pd.DataFrame:
    """Find every verb of commitment in some sentences.

    Parameters
    ----------
    sentences
        `doc_id`, `sentence_no`, `start` and `text` are read.
    ladders
        The steps and their terms; `read_ladders()` unless given.

    Returns
    -------
    DataFrame
        Table `commitments`, in order of the text: `ladder`, `step`, `rank` (from 1; more binds
        more, or objects more openly), `start` and `end` (in the document's text), `term` as it
        appears there, and `status`: "done", "intended" (to, will, if, would have ... before it) or
        "denied" (not, refused to, stopped short of, denied having ...).

    Raises
    ------
    ValueError
        If a column is missing, or a row holds no text.

    Notes
    -----
    The status is read off the last words before the verb, within the clause; "to have signed" is
    done.

    Examples
    --------
    >>> text = "They discussed trade and agreed to sign a treaty."
    >>> rows = pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "start": [0], "text": [text]})
    >>> find_commitments(rows)[["step", "rank", "term", "status"]].values.tolist()
    [['discussed', 2, 'discussed', 'done'], ['agreed', 3, 'agreed', 'done'], ['signed', 5, 'sign', 'intended']]
    """
    check_texts(sentences, "doc_id", "sentence_no", "start")
    ladders = read_ladders() if ladders is None else ladders
    texts = sentences["text"].astype("str")
    hits = (
        pc.match_substring_regex(pa.array(texts, pa.large_string()), ladders.gate)
        if len(texts)
        else pa.array([], pa.bool_())
    )
    keys = list(
        zip(sentences["doc_id"], sentences["sentence_no"], sentences["start"], texts, strict=True)
    )
    rows, apart = [], Apart("what was promised or objected to")
    for i in pc.indices_nonzero(hits).to_pylist():
        doc_id, sentence_no, offset, text = keys[i]
        with apart.of(doc_id):
            for start, end, step in ladders.find(text):
                row = (doc_id, sentence_no, step.ladder, step.step, step.rank)
                place = (offset + start, offset + end, text[start:end])
                rows.append((*row, *place, read_status(text, start, end)))
    apart.warn()
    if not rows:
        return empty("commitments")
    columns = ["doc_id", "sentence_no", "ladder", "step", "rank", "start", "end", "term", "status"]
    return conform(pd.DataFrame(rows, columns=columns), "commitments")


@cached()
def tabulate_commitments(
    commitments: pd.DataFrame,
    mentions: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    period: str = "year",
) -> pd.DataFrame:
    """Count the verbs of commitment by theme and period.

    Parameters
    ----------
    commitments, mentions, documents
        The tables of these names. A verb counts for every theme that its sentence carries, once for
        each.
    period
        "date", "month", "year" or "all"; as `place_documents` has it.

    Returns
    -------
    DataFrame
        `period`, `theme`, `ladder`, `step`, `rank`, `status`, `count` and `n_documents`; only what
        occurs has a row.
    """
    themes = mentions[["doc_id", "sentence_no", "theme"]].drop_duplicates().astype({"theme": "str"})
    of = pd.DataFrame({"doc_id": documents["doc_id"], "period": place_documents(documents, period)})
    rows = commitments.merge(themes, on=["doc_id", "sentence_no"]).merge(of, on="doc_id")
    key = ["period", "theme", "ladder", "rank", "step", "status"]
    out = rows.groupby(key, as_index=False).agg(
        count=("term", "size"), n_documents=("doc_id", "nunique")
    )
    return out[["period", "theme", "ladder", "step", "rank", "status", "count", "n_documents"]]


def read_ladders(path: str | Path | None = None) -> Ladders:
    """Read ladders of commitment.

    Parameters
    ----------
    path
        A YAML file laid out as the package's `commitments.yml`, which is read unless another is
        given.

    Raises
    ------
    ValueError
        If the file cannot be read or a step is at fault; the message names the file and the step.
    """
    loaded, place = read_yaml(LADDERS if path is None else Path(path))
    if (
        not isinstance(loaded, dict)
        or set(loaded) != {"version", "ladders"}
        or not isinstance(loaded["ladders"], dict)
    ):
        raise place.fault("expected `version` and `ladders`, each ladder with its steps")
    if type(loaded["version"]) is not int:
        raise place.at("version").fault(f"version is {loaded['version']!r}; write a whole number")
    steps: list[Step] = []
    seen: set[str] = set()
    for ladder, entries in loaded["ladders"].items():
        here = place.at("ladders", str(ladder), words=f", {ladder}")
        if not isinstance(entries, list) or not entries:
            raise here.fault(f"expected a list of steps, found {entries!r}")
        steps += [
            _read_step(str(ladder), rank, entry, here.at(rank - 1), seen)
            for rank, entry in enumerate(entries, 1)
        ]
    return Ladders(loaded["version"], tuple(steps))


def _read_step(ladder: str, rank: int, entry: object, place: Place, seen: set[str]) -> Step:
    """Return a step of a ladder, or raise ValueError; no term may have been seen."""
    if not isinstance(entry, dict) or not {"step", "terms"} <= set(entry) <= {
        "step",
        "terms",
        "exclude",
    }:
        raise place.fault(f"{entry!r} needs step and terms, and may have exclude")
    lists = []
    for key in ("terms", "exclude"):
        terms = entry.get(key, [])
        if not isinstance(terms, list) or key == "terms" and not terms:
            raise place.at(key).fault(f"{key}: expected a list of terms, found {terms!r}")
        for i, term in enumerate(terms):
            here = place.at(key, i)
            if not isinstance(term, str) or not re.fullmatch(
                r"[\w'-]+\*?(?: (?:\.\.\. )?[\w'-]+\*?)*", term
            ):
                raise here.fault(
                    f"{term!r} is not a term (words, single spaces, a trailing *, ... between)"
                )
            if term.count("...") > 2 or len(term) > 200:
                raise here.fault(
                    f"{term[:60]!r} is too long a term; write 200 characters and two ... at most"
                )
            if key == "terms" and term.lower() in seen:
                raise here.fault(f"{term!r} stands more than once")
            seen.update([term.lower()] if key == "terms" else ())
        lists.append(tuple(term.lower() for term in terms))
    return Step(ladder, str(entry["step"]), rank, *lists)


def _lower(text: str) -> str:
    """Return a text in small letters, each where it was: far faster than a pattern of any case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text)


def _source(term: str) -> str:
    """Return the source of a pattern for a term as the ladders write it."""
    runs = [
        [re.escape(word).replace(r"\*", _STAR) for word in run.split()]
        for run in term.split(" ... ")
    ]
    return rf"{_SOME}\s++".join(r"\s++".join(run) for run in runs)
