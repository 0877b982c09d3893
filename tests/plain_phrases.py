"""Words and phrases of one text at a time: the simpler route to what `text/phrases.py` finds in
many at once.
"""

from analysis.text.vocabulary import LINKS, WORD, is_stop, is_within, may_bound, normalise


def split_words(text: str, stops: frozenset[str]) -> list[list[str]]:
    """Return the words of a text, in runs that no mark of punctuation interrupts.

    Examples
    --------
    >>> split_words("The U.S. and India's 2+2, on the Indo-Pacific", frozenset({"us", "the"}))
    [['the', 'US', 'and', 'india', '2+2'], ['on', 'the', 'indo-pacific']]
    """
    runs: list[list[str]] = []
    shouted = text.isupper()
    end = None
    for match in WORD.finditer(text):
        if end is None or not is_within(text[end : match.start()]):
            runs.append([])
        runs[-1].append(normalise(match.group(), stops, shouted))
        end = match.end()
    return runs


def find_phrases(
    words: list[str], stops: frozenset[str], max_words: int
) -> list[tuple[int, int, str]]:
    """Return start, end and text of each phrase of a run of words, up to `max_words` long.

    A phrase neither begins nor ends with a stop word, a number or a single letter. Within, it may
    hold "of" and "and" but no other stop word ("rule of law", yet not "advance the vision").

    Examples
    --------
    >>> find_phrases(["rule", "of", "law"], frozenset({"of"}), 3)
    [(0, 1, 'rule'), (0, 3, 'rule of law'), (2, 3, 'law')]
    """
    full = [may_bound(word, stops) for word in words]
    found = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + max_words, len(words)) + 1):
            if full[start] and full[end - 1]:
                found.append((start, end, " ".join(words[start:end])))
            elif is_stop(words[end - 1], stops) and words[end - 1] not in LINKS:
                break
    return found


def list_phrases(texts: list[str], stops: frozenset[str], max_words: int = 1) -> list[str]:
    """Return all phrases of some texts, in order and with repetition; none crosses from text to
    text.

    Examples
    --------
    >>> list_phrases(["The South China Sea", "Sea lanes"], frozenset({"the"}))
    ['south', 'china', 'sea', 'sea', 'lanes']
    """
    return [
        phrase
        for text in texts
        for run in split_words(text, stops)
        for _, _, phrase in find_phrases(run, stops, max_words)
    ]
