"""Made stories whose copies are known: agency texts reprinted with edits, cuts and new leads, among
reports that share only quotations and stock phrases with them and are no copies.
"""

import numpy as np
import pandas as pd

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_WORDS = np.array([a + b for a in _SYLLABLES for b in _SYLLABLES])
_CHANCES = 1 / np.arange(1, len(_WORDS) + 1)
_CUMULATED = np.cumsum(_CHANCES / _CHANCES.sum())


def write_words(rng, n):
    """Words as frequent as their rank has it (Zipf), so that short runs of them recur by chance."""
    return _WORDS[np.searchsorted(_CUMULATED, rng.random(n))].tolist()


def write_sentences(rng, n):
    return [write_words(rng, int(k)) for k in rng.integers(10, 31, n)]


def edit(rng, sentences, rate):
    """Change each word with probability `rate`: put another, leave it out, or add one, a third
    each.
    """
    out = []
    for sentence in sentences:
        words = []
        for word in sentence:
            if rng.random() >= rate:
                words.append(word)
            else:
                words += [write_words(rng, 1), [], [word, *write_words(rng, 1)]][rng.integers(3)]
        out.append(words)
    return out


def join(sentences):
    return " ".join(" ".join(words).capitalize() + "." for words in sentences if words)


def copy(rng, sentences, *, rate, keep, lead):
    """A reprint: the first `keep` of the sentences, edited, the first sentence written anew if
    `lead`.
    """
    kept = sentences[: max(round(keep * len(sentences)), 3)]
    return edit(rng, (write_sentences(rng, 1) if lead else kept[:1]) + kept[1:], rate)


def plant(n_documents, *, seed=0, rate=0.05, keep=(0.4, 1.0), quoted=0.3):
    """Documents with their `family`: those with one family are copies of one text.

    Of eight documents one is an original with two reprints, one a rival report that shares `quoted`
    of its sentences with the original and lays them elsewhere, and four stand alone; all use stock
    sentences.
    """
    rng = np.random.default_rng(seed)
    stock = write_sentences(rng, 40)
    rows = []
    for story in range(-(-n_documents // 8)):
        text = write_sentences(rng, int(rng.integers(8, 19)))
        text.insert(int(rng.integers(2, len(text))), stock[rng.integers(40)])
        shared = [text[i] for i in rng.permutation(len(text))[: round(quoted * len(text))]]
        own = write_sentences(rng, len(text) - len(shared))
        rival = [(own + shared)[i] for i in rng.permutation(len(text))]
        copies = [
            copy(rng, text, rate=rate, keep=rng.uniform(*keep), lead=rng.random() < 0.5)
            for _ in range(2)
        ]
        alone = [
            [*write_sentences(rng, int(rng.integers(8, 19))), stock[rng.integers(40)]]
            for _ in range(4)
        ]
        day = pd.Timestamp("2020-01-01") + pd.Timedelta(days=story % 1500)
        families = [0, 0, 0, 1, 2, 3, 4, 5]
        for i, (family, sentences) in enumerate(
            zip(families, [text, *copies, rival, *alone], strict=True)
        ):
            late = pd.Timedelta(days=int(0 < i < 3))
            rows.append((f"{story:06d}-{i}", day + late, join(sentences), f"{story:06d}-{family}"))
    return pd.DataFrame(rows[:n_documents], columns=["doc_id", "date", "text", "family"])


def rate_pairs(found, truth):
    """Precision and recall over pairs of documents put together, from two columns of group names."""
    counts = pd.DataFrame({"found": list(found), "truth": list(truth)})
    n_pairs = lambda sizes: int((sizes * (sizes - 1) // 2).sum())  # noqa: E731
    both = n_pairs(counts.groupby(["found", "truth"]).size())
    return both / max(n_pairs(counts.groupby("found").size()), 1), both / max(
        n_pairs(counts.groupby("truth").size()), 1
    )
