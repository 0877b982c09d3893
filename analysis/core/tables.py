"""Each table of the pipeline: what a row of it is, its key, its columns and their dtypes."""

from dataclasses import dataclass

_DTYPES = {"": "str", "int": "int64", "float": "float64", "bool": "bool", "date": "datetime64[us]"}
# Of each table its name and what a row is; its columns, those of the key with a star, as "name" for
# text or as "name:kind"; and behind a plus, those that a later verb adds.
_DECLARED = """
documents: an article or statement
*doc_id date:date date_low:date date_high:date date_evidence title source episode group text
# From `mark_copies`: the original's doc_id, "" for a document that counts; from `read_corpus`: the
# file, and the numbers there of the body's lines ("12-14, 18"), of the row in a table, "" where they
# are not the file's; and the language of the body, as an ISO 639-1 code, "" where it cannot be told.
+ copy_of file lines language

dropped_lines: a line of a file that is not body text
*doc_id *line_no:int text reason

set_aside: a file or metadata row that something is wrong with
doc_id file line:int problem remedy outcome

sentences: a sentence of a document's body
*doc_id *sentence_no:int paragraph_no:int start:int end:int text n_words:int quoted:bool

speech: a sentence of a document's body, with who speaks in it
*doc_id *sentence_no:int paragraph_no:int start:int end:int text n_words:int quoted:bool speech
speaker speaker_start:int speaker_end:int side

quotes: a quotation, or the part of it within one sentence
*doc_id sentence_no:int *start:int end:int text speaker

mentions: a hit of a theme's term
*doc_id *sentence_no:int *theme *start:int end:int term pattern

carriers: a term that carries a theme
*theme *term n:int share:float n_documents:int top_document_share:float

findings: something to look at in a lexicon
theme term finding n:int detail

labels: a reader's judgement whether a sentence is of a class
*doc_id sentence_no:int *start:int end:int text *class label:bool borderline:bool note

agreement: a class of a measure, compared with labels
*measure *class n:int precision:float recall:float f1:float kappa:float low:float high:float
n_labelled:int n_predicted:int n_both:int precision_low:float precision_high:float
recall_low:float recall_high:float

pairs: two themes in the same sentences or documents
*theme *other n_units:int n_theme:int n_other:int n_both:int n_documents:int expected:float
ratio:float jaccard:float

sides: how much a side that speaks raises a theme
*theme *side n_sentences:int n_hit:int share:float n_documents:int n_documents_hit:int
n_others:int expected:float p_fewer:float p_more:float sum_xx:int

commitments: a verb that promises or objects
*doc_id *sentence_no:int *ladder step rank:int *start:int end:int term status

tallies: sums over the documents of a cell
*period *group *theme *measure n_documents:int n_units:int n_carriers:int sum_y:int sum_x:int
sum_yy:int sum_xy:int sum_xx:int top_y:int sources episodes

trends: an estimate for a cell
*period *group *theme *measure estimate:float low:float high:float level:float n_documents:int
n_mentions:int n_carriers:int n_sources:int n_episodes:int top_document_share:float method remark

terms: a term's weight in a group of documents
*group *term weight:float count:int n_groups:int rank:int

keyness: a term that one group of documents may say more than another
*term log_odds:float z:float p:float p_least:float q:float sign_holds:bool log_odds_within:float
count_a:int count_b:int n_documents_a:int n_documents_b:int dispersion:float n_splits:int
exact:bool

topics: a word of a topic
*topic:int *rank:int word weight:float
# From `fit_topics`: the share of resamples whose matched topic has the word among its first.
+ stays:float

weights: a topic's share in a document
*doc_id *topic:int share:float

stability: how well a topic survives resampling
*n_topics:int *topic:int stability:float
+ coherence:float share:float
"""


@dataclass(frozen=True)
class Table:
    """A declared table: what a row is, its key, its columns, and those that a later verb adds."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: dict[str, str]
    added: dict[str, str]


def _read(declared: str) -> Table:
    """Return a table as it is declared."""
    head, *lines = (line for line in declared.splitlines() if not line.startswith("#"))
    name, _, row = head.partition(": ")
    own, _, added = " ".join(lines).partition("+")
    key = tuple(column[1:].partition(":")[0] for column in own.split() if column.startswith("*"))
    parts = [[c.lstrip("*").partition(":")[::2] for c in text.split()] for text in (own, added)]
    dtypes = [{column: _DTYPES[kind] for column, kind in part} for part in parts]
    return Table(name, row, key, *dtypes)


TABLES = {table.name: table for table in map(_read, _DECLARED.strip().split("\n\n"))}
