"""Each table of the pipeline: what a row of it is, its key, its columns and their dtypes."""

from dataclasses import dataclass

_DTYPES = {"": "str", "int": "int64", "float": "float64", "bool": "bool", "date": "datetime64[us]"}


@dataclass(frozen=True)
class Table:
    """A declared table: what a row is, its key, its columns, and those that a later verb adds."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: dict[str, str]
    added: dict[str, str]


def _declare(name: str, row: str, key: str, columns: str, added: str = "") -> Table:
    """Return a table whose columns are written as "name" for text, or as "name:kind"."""
    parts = [[c.partition(":")[::2] for c in text.split()] for text in (columns, added)]
    dtypes = [{column: _DTYPES[kind] for column, kind in part} for part in parts]
    return Table(name, row, tuple(key.split()), *dtypes)


_CELL = "period group theme measure"
_SENTENCE = "doc_id sentence_no:int paragraph_no:int start:int end:int text n_words:int quoted:bool"
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _declare(
            "documents",
            "an article or statement",
            "doc_id",
            "doc_id date:date date_low:date date_high:date date_evidence title source episode "
            "group text",
            # From `mark_copies`: the original's doc_id, "" for a document that counts; from
            # `read_corpus`: the file, and the numbers there of the body's lines ("12-14, 18"), of
            # the row in a table, "" where they are not the file's; and the language of the body, as
            # an ISO 639-1 code, "" where it cannot be told.
            "copy_of file lines language",
        ),
        _declare(
            "dropped_lines",
            "a line of a file that is not body text",
            "doc_id line_no",
            "doc_id line_no:int text reason",
        ),
        _declare(
            "set_aside",
            "a file or metadata row that something is wrong with",
            "",
            "doc_id file line:int problem remedy outcome",
        ),
        _declare("sentences", "a sentence of a document's body", "doc_id sentence_no", _SENTENCE),
        _declare(
            "speech",
            "a sentence of a document's body, with who speaks in it",
            "doc_id sentence_no",
            _SENTENCE + " speech speaker speaker_start:int speaker_end:int side",
        ),
        _declare(
            "quotes",
            "a quotation, or the part of it within one sentence",
            "doc_id start",
            "doc_id sentence_no:int start:int end:int text speaker",
        ),
        _declare(
            "mentions",
            "a hit of a theme's term",
            "doc_id sentence_no theme start",
            "doc_id sentence_no:int theme start:int end:int term pattern",
        ),
        _declare(
            "carriers",
            "a term that carries a theme",
            "theme term",
            "theme term n:int share:float n_documents:int top_document_share:float",
        ),
        _declare(
            "findings", "something to look at in a lexicon", "", "theme term finding n:int detail"
        ),
        _declare(
            "labels",
            "a reader's judgement whether a sentence is of a class",
            "doc_id start class",
            "doc_id sentence_no:int start:int end:int text class label:bool borderline:bool note",
        ),
        _declare(
            "agreement",
            "a class of a measure, compared with labels",
            "measure class",
            "measure class n:int precision:float recall:float f1:float kappa:float low:float "
            "high:float n_labelled:int n_predicted:int n_both:int precision_low:float "
            "precision_high:float recall_low:float recall_high:float",
        ),
        _declare(
            "pairs",
            "two themes in the same sentences or documents",
            "theme other",
            "theme other n_units:int n_theme:int n_other:int n_both:int n_documents:int "
            "expected:float ratio:float jaccard:float",
        ),
        _declare(
            "sides",
            "how much a side that speaks raises a theme",
            "theme side",
            "theme side n_sentences:int n_hit:int share:float n_documents:int "
            "n_documents_hit:int n_others:int expected:float p_fewer:float p_more:float sum_xx:int",
        ),
        _declare(
            "commitments",
            "a verb that promises or objects",
            "doc_id sentence_no ladder start",
            "doc_id sentence_no:int ladder step rank:int start:int end:int term status",
        ),
        _declare(
            "tallies",
            "sums over the documents of a cell",
            _CELL,
            _CELL + " n_documents:int n_units:int n_carriers:int sum_y:int sum_x:int sum_yy:int "
            "sum_xy:int sum_xx:int top_y:int sources episodes",
        ),
        _declare(
            "trends",
            "an estimate for a cell",
            _CELL,
            _CELL
            + " estimate:float low:float high:float level:float n_documents:int n_mentions:int "
            "n_carriers:int n_sources:int n_episodes:int top_document_share:float method remark",
        ),
        _declare(
            "terms",
            "a term's weight in a group of documents",
            "group term",
            "group term weight:float count:int n_groups:int rank:int",
        ),
        _declare(
            "keyness",
            "a term that one group of documents may say more than another",
            "term",
            "term log_odds:float z:float p:float p_least:float q:float sign_holds:bool "
            "log_odds_within:float count_a:int count_b:int n_documents_a:int n_documents_b:int dispersion:float "
            "n_splits:int exact:bool",
        ),
        _declare(
            "topics",
            "a word of a topic",
            "topic rank",
            "topic:int rank:int word weight:float",
            # From `fit_topics`: the share of resamples whose matched topic has the word among its
            # first.
            "stays:float",
        ),
        _declare(
            "weights",
            "a topic's share in a document",
            "doc_id topic",
            "doc_id topic:int share:float",
        ),
        _declare(
            "stability",
            "how well a topic survives resampling",
            "n_topics topic",
            "n_topics:int topic:int stability:float",
            "coherence:float share:float",
        ),
    )
}
