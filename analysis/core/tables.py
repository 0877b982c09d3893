"""What each table of the pipeline is: its columns and their dtypes, its key, its range, what a row
of it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TEXT, COUNT, NUMBER, FLAG, DATE = "str", "int64", "float64", "bool", "datetime64[us]"


@dataclass(frozen=True)
class Table:
    """A declared table: what one row is, its key, its columns with their dtypes, and those that a
    later verb adds.
    """

    name: str
    row: str
    key: tuple[str, ...]
    columns: dict[str, str]
    added: dict[str, str] = field(default_factory=dict)


_CELL = {"period": TEXT, "group": TEXT, "theme": TEXT, "measure": TEXT}
_SENTENCE = {
    "doc_id": TEXT,
    "sentence_no": COUNT,
    "paragraph_no": COUNT,
    "start": COUNT,
    "end": COUNT,
    "text": TEXT,
    "n_words": COUNT,
    "quoted": FLAG,
}
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "documents",
            "an article or statement",
            ("doc_id",),
            {
                "doc_id": TEXT,
                "date": DATE,
                "date_low": DATE,
                "date_high": DATE,
                "date_evidence": TEXT,
                "title": TEXT,
                "source": TEXT,
                "episode": TEXT,
                "group": TEXT,
                "text": TEXT,
            },
            # From `mark_copies`: the original's doc_id, "" for a document that counts; from
            # `read_corpus`: the file, and the numbers there of the body's lines ("12-14, 18"), of
            # the row in a table, "" where they are not the file's.
            {"copy_of": TEXT, "file": TEXT, "lines": TEXT},
        ),
        Table(
            "dropped_lines",
            "a line of a file that is not body text",
            ("doc_id", "line_no"),
            {"doc_id": TEXT, "line_no": COUNT, "text": TEXT, "reason": TEXT},
        ),
        Table(
            "set_aside",
            "a file or metadata row that something is wrong with",
            (),
            {
                "doc_id": TEXT,
                "file": TEXT,
                "line": COUNT,
                "problem": TEXT,
                "remedy": TEXT,
                "outcome": TEXT,
            },
        ),
        Table(
            "sentences",
            "a sentence of a document's body",
            ("doc_id", "sentence_no"),
            _SENTENCE,
        ),
        Table(
            "speech",
            "a sentence of a document's body, with who speaks in it",
            ("doc_id", "sentence_no"),
            {
                **_SENTENCE,
                "speech": TEXT,
                "speaker": TEXT,
                "speaker_start": COUNT,
                "speaker_end": COUNT,
                "side": TEXT,
            },
        ),
        Table(
            "quotes",
            "a quotation, or the part of it that stands in one sentence",
            ("doc_id", "start"),
            {
                "doc_id": TEXT,
                "sentence_no": COUNT,
                "start": COUNT,
                "end": COUNT,
                "text": TEXT,
                "speaker": TEXT,
            },
        ),
        Table(
            "mentions",
            "a hit of a theme's term",
            ("doc_id", "sentence_no", "theme", "start"),
            {
                "doc_id": TEXT,
                "sentence_no": COUNT,
                "theme": TEXT,
                "start": COUNT,
                "end": COUNT,
                "term": TEXT,
                "pattern": TEXT,
            },
        ),
        Table(
            "carriers",
            "a term that carries a theme",
            ("theme", "term"),
            {
                "theme": TEXT,
                "term": TEXT,
                "n": COUNT,
                "share": NUMBER,
                "n_documents": COUNT,
                "top_document_share": NUMBER,
            },
        ),
        Table(
            "findings",
            "something to look at in a lexicon",
            (),
            {"theme": TEXT, "term": TEXT, "finding": TEXT, "n": COUNT, "detail": TEXT},
        ),
        Table(
            "labels",
            "a reader's judgement whether a sentence is of a class",
            ("doc_id", "start", "class"),
            {
                "doc_id": TEXT,
                "sentence_no": COUNT,
                "start": COUNT,
                "end": COUNT,
                "text": TEXT,
                "class": TEXT,
                "label": FLAG,
                "borderline": FLAG,
                "note": TEXT,
            },
        ),
        Table(
            "agreement",
            "a class of a measure, compared with labels",
            ("measure", "class"),
            {
                "measure": TEXT,
                "class": TEXT,
                "n": COUNT,
                "precision": NUMBER,
                "recall": NUMBER,
                "f1": NUMBER,
                "kappa": NUMBER,
                "low": NUMBER,
                "high": NUMBER,
                "n_labelled": COUNT,
                "n_predicted": COUNT,
                "n_both": COUNT,
                "precision_low": NUMBER,
                "precision_high": NUMBER,
                "recall_low": NUMBER,
                "recall_high": NUMBER,
            },
        ),
        Table(
            "pairs",
            "two themes in the same sentences or documents",
            ("theme", "other"),
            {
                "theme": TEXT,
                "other": TEXT,
                "n_units": COUNT,
                "n_theme": COUNT,
                "n_other": COUNT,
                "n_both": COUNT,
                "n_documents": COUNT,
                "expected": NUMBER,
                "ratio": NUMBER,
                "jaccard": NUMBER,
            },
        ),
        Table(
            "sides",
            "how much a side that speaks raises a theme",
            ("theme", "side"),
            {
                "theme": TEXT,
                "side": TEXT,
                "n_sentences": COUNT,
                "n_hit": COUNT,
                "share": NUMBER,
                "n_documents": COUNT,
                "n_documents_hit": COUNT,
                "n_others": COUNT,
                "expected": NUMBER,
                "p_fewer": NUMBER,
                "p_more": NUMBER,
            },
        ),
        Table(
            "commitments",
            "a verb that promises or objects",
            ("doc_id", "sentence_no", "ladder", "start"),
            {
                "doc_id": TEXT,
                "sentence_no": COUNT,
                "ladder": TEXT,
                "step": TEXT,
                "rank": COUNT,
                "start": COUNT,
                "end": COUNT,
                "term": TEXT,
                "status": TEXT,
            },
        ),
        Table(
            "tallies",
            "sums over the documents of a cell",
            ("period", "group", "theme", "measure"),
            {
                **_CELL,
                "n_documents": COUNT,
                "n_units": COUNT,
                "n_carriers": COUNT,
                "sum_y": COUNT,
                "sum_x": COUNT,
                "sum_yy": COUNT,
                "sum_xy": COUNT,
                "sum_xx": COUNT,
                "top_y": COUNT,
                "sources": TEXT,
                "episodes": TEXT,
            },
        ),
        Table(
            "trends",
            "an estimate for a cell",
            ("period", "group", "theme", "measure"),
            {
                **_CELL,
                "estimate": NUMBER,
                "low": NUMBER,
                "high": NUMBER,
                "level": NUMBER,
                "n_documents": COUNT,
                "n_mentions": COUNT,
                "n_carriers": COUNT,
                "n_sources": COUNT,
                "n_episodes": COUNT,
                "top_document_share": NUMBER,
                "method": TEXT,
                "remark": TEXT,
            },
        ),
        Table(
            "terms",
            "a term's weight in a group of documents",
            ("group", "term"),
            {
                "group": TEXT,
                "term": TEXT,
                "weight": NUMBER,
                "count": COUNT,
                "n_groups": COUNT,
                "rank": COUNT,
            },
        ),
        Table(
            "keyness",
            "a term that one group of documents may say more than another",
            ("term",),
            {
                "term": TEXT,
                "log_odds": NUMBER,
                "z": NUMBER,
                "p": NUMBER,
                "p_least": NUMBER,
                "q": NUMBER,
                "sign_holds": FLAG,
                "count_a": COUNT,
                "count_b": COUNT,
                "n_documents_a": COUNT,
                "n_documents_b": COUNT,
                "dispersion": NUMBER,
                "n_splits": COUNT,
                "exact": FLAG,
            },
        ),
        Table(
            "topics",
            "a word of a topic",
            ("topic", "rank"),
            {"topic": COUNT, "rank": COUNT, "word": TEXT, "weight": NUMBER},
            # From `fit_topics`: the share of resamples whose matched topic has the word among its
            # first.
            {"stays": NUMBER},
        ),
        Table(
            "weights",
            "a topic's share in a document",
            ("doc_id", "topic"),
            {"doc_id": TEXT, "topic": COUNT, "share": NUMBER},
        ),
        Table(
            "stability",
            "how well a topic survives resampling",
            ("n_topics", "topic"),
            {"n_topics": COUNT, "topic": COUNT, "stability": NUMBER},
            {"coherence": NUMBER},
        ),
    )
}
