"""Documents to sentences with offsets: `text[start:end]` of the document is the sentence."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

import pandas as pd

from ..core.apart import Apart
from ..core.cache import cached
from ..core.schema import conform, empty
from .vocabulary import count_words

# Where a sentence may end: a line's end; or a run of marks with its closing quotes or brackets,
# then space and something that can open the next, or no space at all where the page lost it
# ("ended.The"). Runs are possessive and start only at their first mark, so that a text of a million
# dots is read once. Marks of other scripts end a sentence with what closes a quotation, whatever
# follows; but Japanese goes on in hiragana behind a quotation. So does a dash before the label of
# another speaker ("I would -- QUESTION: When?").
_CUT = re.compile(
    r"""[\n.!?…。．！？｡।॥؟۔](?: (?<=\n) | (?<=[。．！？｡।॥؟۔]) [。．！？｡।॥؟۔!?…]*+
          (?: ["'”’»」』）〉》】)\]]++ (?![ぁ-ゖ]) | (?!["'”’»」』）〉》】)\]]) )
        | (?<![.!?…]{2}) [.!?…]*+ ["'”’»)\]]*+ (?:\[\d{1,3}\])?
        (?: [^\S\n]++ (?= (?:[-–—•*·▪►●]++[^\S\n]++)? (?:\*\*)?+ ["'“‘«(\[]*+ (?:[^\W_a-z]|[#@$€£¥₹]) )
          | (?<=[a-z]{2}[.!?]) (?= [A-Z][a-z]*[ ,] ) ) )
        | (?:[—–]|--) [^\S\n]++ (?= (?:Q|[A-Z]{2,15}+\.?(?:\ [A-Z][A-Z.'’-]{1,20}+){0,4}) :\s )""",
    re.X,
)
_OTHER_ENDS = frozenset("。．！？｡।॥؟۔")
# Abbreviations after which a sentence goes on: always; before a number; before all but a word that
# opens sentences.
_TITLES = frozenset(
    "Mr Mrs Ms Mme Dr Prof Hon Rev Fr Msgr Gen Brig Col Maj Lt Capt Cmdr Cdr Adm Sgt Cpl Supt Insp "
    "Sen Rep Gov Pres Amb Secy Atty Smt Messrs Retd retd Mt Ft vs v viz cf e.g i.e a.k.a".split()
)
_BEFORE_NUMBER = frozenset(
    "No Nos no nos Art Arts Sec Secs Sect Fig Figs Vol Vols Ch ch p pp para paras Para Paras Res "
    "Rs c ca approx est Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_OFTEN_LAST = frozenset(
    "St Jr Sr Ltd Inc Co Cos Corp Bros Pvt Dept Govt Univ Esq Ave Blvd Rd etc al Ala Ariz Ark "
    "Calif Colo Conn Del Fla Ga Ill Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo".split()
)
# So are titles of several people, and offices in India.
_PLURALS = {f"{title}s" for title in _TITLES if title.istitle() and title not in ("Mr", "Pres")}
_OFFICES = "Addl Jt Dy Asst Assoc Secys Commr Commrs Distt Engr Adv Spl Sqn Wg Gp Flt Ldr Hav Chmn"
_GOES_ON = _OFTEN_LAST | _PLURALS | {*_OFFICES.split()}
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")
_NUMBER = re.compile(r"[(\[]?(?:\d|[IVX]+\b)")
_OPENER = re.compile(
    r"[\"'“‘«(\[]*(?:The|A|An|This|That|These|Those|It|He|She|They|We|I|You|But|And|Or|So|Yet|In|On|At|As|If|When|While|For|"
    r"From|With|By|To|Of|There|Here|His|Her|Its|Their|Our|My|Your|However|Last|Next|After|Before|Both|Asked|Although|"
    r"Though|Since|During|Despite|Meanwhile|Moreover|Also|Another|Some|Many|Most|Several|Each|Every|Not|Nothing|Nobody|"
    r"Only|Such|What|Which|Who|Why|How|Where|Earlier|Later|Now|Then|Today|Until|Unless|Because|According|Speaking|"
    r"Neither|Either|Instead|Still|Even|Perhaps|Thus|Therefore|Nevertheless|Finally)\b(?!\.)"
)
# What may follow "3 p.m." within a sentence: a day, a month, a time zone.
_CLOCK = re.compile(
    r"\(|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"[A-Z]{2,4}\b|Eastern\b|Central\b|Pacific\b|[A-Z]\w+ [Tt]ime\b"
)
# Who says what appears in quotes before it: `"Why?" Foreign Secretary Rao asked.`
_SAYS = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|of|for|spokes\w+|minister|envoy|official|chief)\s+){1,8}"
    r"(?:said|says|(?:was "
    r")?asked|told|added|declared|replied|wrote|tweeted|shouted|exclaimed|warned|demanded)\b(?P<ends>[.,]|\s*$)?"
)
# The number of a paragraph or of a list's point, which stands with what it numbers.
_MARKER = re.compile(r"[\s(\[•*\"“-]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_DOUBLE_MARKS = re.compile(r"[\"“”\n]")
_MARKS = re.compile(r"[\"“”\n]|(?<![^\s(\[—–])‘(?=[^\s’\d])")
_CLOSING_MARK = re.compile(r"’(?!\w)")
_CLOSED = re.compile(r"[.,!?…—]’(?!\w)|’(?=[.,;:!?])")
_LONGEST_QUOTATION = 2000  # characters in which the end of one in single marks is looked for
_SPAN = ("paragraph_no", "start", "end", "quoted")


@cached()
def split_sentences(documents: pd.DataFrame) -> pd.DataFrame:
    """Split each document's text into sentences.

    A line of the text is a paragraph and a sentence never crosses it. Abbreviations, initials and
    dotted names do not end a sentence; a quotation of several sentences is several sentences. Time
    is linear in the length of the text.

    Parameters
    ----------
    documents
        Table `documents`; `doc_id` and `text` are read.

    Returns
    -------
    DataFrame
        Table `sentences`, in document order: `start` and `end` are character offsets into `text`,
        `n_words` counts words, `quoted` is True where at least half of the sentence appears in
        quotation marks (`find_quotations`).

    Examples
    --------
    >>> rows = pd.DataFrame({"doc_id": ["a"], "text": ["S. Jaishankar met Mr. Pompeo. They agreed."]})
    >>> split_sentences(rows)["text"].tolist()
    ['S. Jaishankar met Mr. Pompeo.', 'They agreed.']
    """
    columns: dict[str, list] = {name: [] for name in ("doc_id", "sentence_no", *_SPAN, "text")}
    apart = Apart("where sentences end")
    for doc_id, text in zip(documents["doc_id"], documents["text"], strict=True):
        spans = []
        with apart.of(doc_id):
            spans = [*_spans(text)] if isinstance(text, str) else []  # no text, no sentence
        columns["doc_id"] += [doc_id] * len(spans)
        columns["sentence_no"] += range(len(spans))
        columns["text"] += [text[start:end] for _, start, end, _ in spans]
        for name, values in zip(_SPAN, zip(*spans, strict=True), strict=False):
            columns[name] += values
    apart.warn()
    if not columns["text"]:
        return empty("sentences")
    frame = pd.DataFrame(columns)
    return conform(frame.assign(n_words=count_words(frame["text"])), "sentences")


def lines_as_sentences(dropped_lines: pd.DataFrame) -> pd.DataFrame:
    """Return dropped lines in the form that `find_mentions` reads.

    Parameters
    ----------
    dropped_lines
        Table `dropped_lines`, as `read_corpus` gives it.

    Returns
    -------
    DataFrame
        `doc_id`, `sentence_no` (the line number), `start` (0: offsets are into the line), `text`.
    """
    columns = {"line_no": "sentence_no"}
    return dropped_lines.rename(columns=columns).assign(start=0)[
        ["doc_id", "sentence_no", "start", "text"]
    ]


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans in quotation marks, marks included; an open one runs to its line's end.

    Double marks, straight or curly, and single curly ones; the straight single mark is too often an
    apostrophe. Marks within a quotation open no other.

    Examples
    --------
    >>> find_quotations('He said "no". “We ...')
    [(8, 12), (14, 21)]
    >>> find_quotations("It’s ‘the allies’ choice,’ he said.")
    [(5, 26)]
    """
    spans, opened, last = [], -1, 0  # a double quotation that is open, and where the last one ended
    for match in (_MARKS if "‘" in text else _DOUBLE_MARKS).finditer(text):
        mark, at = match.group(), match.start()
        if at < last or (mark == "‘" and opened >= 0):
            continue  # within a quotation
        if opened >= 0 and mark != "“":
            last = at + (mark != "\n")
            spans.append((opened, last))
            opened = -1
        elif mark == "‘" and (end := _close_single(text, at)) > 0:
            last = end
            spans.append((at, end))
        elif opened < 0 and mark in '"“':
            opened = at
    return [*spans, (opened, len(text))] if opened >= 0 else spans


def _close_single(text: str, at: int) -> int:
    """Return where a quotation in single marks ends, or -1: before a letter it is an apostrophe."""
    limit = min(at + _LONGEST_QUOTATION, len(text))
    line_end = text.find("\n", at, limit)
    end = limit if line_end < 0 else line_end
    for match in _CLOSING_MARK.finditer(text, at, end):
        before = text[match.start() - 1]
        # "the allies’ choice": a plural's owner, if the quotation ends as a sentence or clause
        # further on
        owner = before == "s" and text[match.end() : match.end() + 2].strip().islower()
        following = text.find("‘", match.end(), end)
        if (
            before in ".,!?…—"
            or not owner
            or not _CLOSED.search(text, match.end(), following if following > 0 else end)
        ):
            return match.end()
    is_paragraph = (at == 0 or text[at - 1] == "\n") and (line_end > 0 or limit == len(text))
    return end if is_paragraph else -1


def _spans(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield paragraph number, start, end and whether it is quoted, for each sentence of a text."""
    covered = _coverage(find_quotations(text))
    for paragraph_no, start, end in _split(text):
        yield (
            paragraph_no,
            start,
            end,
            covered is not None and 2 * (covered(end) - covered(start)) >= end - start,
        )


def _coverage(spans: list[tuple[int, int]]) -> Callable[[int], int] | None:
    """Return a function that tells how many characters before a place the spans cover."""
    if not spans:
        return None
    starts = [start for start, _ in spans]
    sums = [0, *accumulate(end - start for start, end in spans)]

    def covered(at: int) -> int:
        i = bisect_right(starts, at)
        return sums[i] - max(0, spans[i - 1][1] - at) if i else 0

    return covered


def _split(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield paragraph number, start and end of each sentence, trimmed."""
    start = paragraph_no = 0
    for match in _CUT.finditer(text):
        cut = match.end()
        at_line_end = text[cut - 1] == "\n"
        if at_line_end or _ends_sentence(text, start, match):
            if piece := text[start:cut].strip():
                start = text.index(piece[0], start)
                yield paragraph_no, start, start + len(piece)
            start = cut
        paragraph_no += at_line_end
    if piece := text[start:].strip():
        start = text.index(piece[0], start)
        yield paragraph_no, start, start + len(piece)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a possible end of the sentence that begins at `start` is one."""
    mark, end = match.group().rstrip(), match.end()
    if mark[0] in _OTHER_ENDS or mark[0] in "-–—":
        return True
    if (
        mark[-1] in "\"'”’»"
        and (says := _SAYS.match(text, end, end + 120))
        and not _OPENER.match(text, end)
    ):
        return not (mark[0] != "." or mark.startswith("..") or says["ends"] is not None)
    if "!" in mark or "?" in mark or mark[-1] in '"”»':
        return True
    if mark[0] == "…" or mark.startswith(".."):
        # Three dots after a space stand for words left out; without one the sentence trails off.
        return (
            not text[match.start() - 1 : match.start()].isspace()
            or _OPENER.match(text, end) is not None
        )
    if match.start() - start < 8 and _MARKER.fullmatch(text, start, match.start()):
        return False
    return _word_can_end(text[max(start, match.start() - 24) : match.start()], text, end)


def _word_can_end(before: str, text: str, end: int) -> bool:
    """Tell whether the word before a full stop ends a sentence, and is no abbreviation."""
    word = re.split(r"[\s(\[\"“‘'-]", before)[-1]
    if word in _TITLES or len(word) > 1 and word.isupper() and word.capitalize() in _TITLES:
        return False
    if word in _BEFORE_NUMBER:
        return _NUMBER.match(text, end) is None
    if word in ("a.m", "p.m"):
        return _CLOCK.match(text, end) is None
    if word in _GOES_ON or len(word) == 1 and word.isupper() or _DOTTED.fullmatch(word):
        return _OPENER.match(text, end) is not None
    return True
