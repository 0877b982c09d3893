"""The tone of a sentence: by vaderSentiment, and by the register of diplomatic news."""

import numpy as np
import pandas as pd
import pyarrow as pa

from ..core.apart import Apart
from ..core.cache import cached
from ..core.progress import track
from ..text.vocabulary import check_texts
from .register import Register, read_register
from .vader import Scorer, Tokens, make_plain_scorer, score_tokens, to_column

#: From this size on a tone is negative or positive, below it neutral. VADER's own convention: on
# labelled sentences
#: thresholds from .05 to .25 gave the same macro-F1 within .03, so none is better founded.
THRESHOLD = 0.05
_ROWS = 20_000  # so many sentences are scored at once, so that memory stays bounded
CLASSES = ("negative", "neutral", "positive")


@cached()
def score_sentences(sentences: pd.DataFrame, *, register: Register | None = None) -> pd.DataFrame:
    """Score the tone of each sentence, from -1 (most negative) over 0 (none) to 1 (most positive).

    Parameters
    ----------
    sentences
        A frame with a column `text`.
    register
        What the words of this kind of text weigh; `read_register()` unless given.

    Returns
    -------
    DataFrame
        The same rows and columns and two more: `tone` (the compound score under the register) and
        `tone_raw` (vaderSentiment's compound score of the text as it stands, to the last digit). A
        text that cannot be scored has NaN in both, and a warning names it.

    Raises
    ------
    ValueError
        If there is no column `text`, or a row of it holds no string; the message names the row.

    Notes
    -----
    The compound score is the sum s of the words' valences after VADER's rules, as s / sqrt(s^2 +
    15) (Hutto and Gilbert 2014). It tells sign and rough strength, saturates in long sentences, and
    is meant for sentences, not for whole documents.

    Examples
    --------
    >>> scored = score_sentences(pd.DataFrame({"text": ["The United States sent a note."]}))
    >>> scored[["tone", "tone_raw"]].iloc[0].tolist()
    [0.0, 0.4215]
    """
    check_texts(sentences)
    register = read_register() if register is None else register
    scorer, plain = register.make_scorer(), make_plain_scorer()
    texts = to_column(sentences["text"])
    parts, apart = [np.empty((2, 0))], Apart("the tone")
    starts = range(0, len(texts), _ROWS)
    for start in track(starts, "scoring tone", unit=f" times {_ROWS:,} sentences"):
        some = texts.slice(start, _ROWS)
        try:
            parts.append(_score_both(some, register, scorer, plain))
        except Exception:  # of one text: read one by one, that one alone is lost
            names = sentences["doc_id" if "doc_id" in sentences else "text"].iloc[
                start : start + _ROWS
            ]
            parts += _score_each(some, names.tolist(), apart, register, scorer, plain)
    apart.warn()
    tone, raw = np.concatenate(parts, axis=1)
    return sentences.assign(tone=tone, tone_raw=raw)


def _score_both(texts: pa.Array, register: Register, scorer: Scorer, plain: Scorer) -> np.ndarray:
    """Return adjusted and raw scores of texts; the register rewrites some for the first."""
    tokens = Tokens(texts)
    tone, raw = score_tokens(tokens, scorer), score_tokens(tokens, plain)
    places, rewritten = register.rewrite_touched(texts, tokens)
    tone[places] = score_tokens(Tokens(pa.array(rewritten, pa.large_string())), scorer)
    return np.stack([tone, raw])


def _score_each(texts: pa.Array, names: list[str], apart: Apart, *scorers) -> list[np.ndarray]:
    """Return the scores of texts one by one, NaN where that fails."""
    out = [np.full((2, 1), np.nan) for _ in names]
    for i, name in enumerate(names):
        with apart.of(str(name)[:60]):
            out[i] = _score_both(texts.slice(i, 1), *scorers)
    return out


def label_tone(tone: pd.Series, *, threshold: float = THRESHOLD) -> pd.Series:
    """Return the class of each tone: negative, neutral or positive (ordered; NaN stays).

    Parameters
    ----------
    tone
        Tones, -1 to 1.
    threshold
        From which size on a tone is negative or positive.

    Raises
    ------
    ValueError
        If `threshold` is not from 0 to 1.

    Examples
    --------
    >>> label_tone(pd.Series([-0.3, 0.04, 0.05])).tolist()
    ['negative', 'neutral', 'positive']
    """
    if not 0 < threshold < 1:
        raise ValueError(f"threshold={threshold!r}: give a tone between 0 and 1")
    codes = (
        pd.Series(1, index=tone.index)
        .mask(tone <= -threshold, 0)
        .mask(tone >= threshold, 2)
        .where(tone.notna(), -1)
    )
    return pd.Series(pd.Categorical.from_codes(codes, CLASSES, ordered=True), index=tone.index)
