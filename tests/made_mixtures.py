"""Made-up documents of several sources, with what they say of a theme planted by source and date."""

import numpy as np
import pandas as pd


def count_documents(days, sources, levels, rng, *, lengths=(20, 60), spread=0.05, measure="share"):
    """Return documents and their counts, one theme a column of `levels`.

    Parameters
    ----------
    days, sources
        Of each document.
    levels
        Documents x themes: the chance that a sentence has the theme.
    lengths
        The fewest and the most sentences of a document, or the number of each.
    spread
        The correlation of two sentences of one document.
    """
    n, themes = levels.shape
    x = np.asarray(lengths) if len(lengths) == n != 2 else rng.integers(*lengths, n)
    size = 1 / spread - 1
    own = rng.beta(np.maximum(size * levels, 1e-9), size * (1 - levels))
    y = rng.binomial(x[:, None], own)
    return tabulate(days, sources, y, x, measure)


def tabulate(days, sources, y, x, measure="share", themes=None):
    """Return the two tables of documents that are counted already."""
    n, width = np.asarray(y).shape
    docs = [f"d{i:04d}" for i in range(n)]
    days = pd.Series(list(days), dtype="str")
    documents = pd.DataFrame(
        {
            "doc_id": docs,
            "date": pd.to_datetime(days.where(days != "undated")).to_numpy(),
            "source": pd.Series(list(sources), dtype="str"),
            "episode": docs,
        }
    )
    names = themes or [f"theme {i}" for i in range(width)]
    counts = pd.DataFrame(
        {
            "period": np.repeat(days.to_numpy(dtype=object), width),
            "group": np.repeat(docs, width),
            "theme": names * n,
            "measure": measure,
            "n_documents": 1,
            "sum_y": np.asarray(y).ravel(),
            "sum_x": np.repeat(np.asarray(x), width),
        }
    )
    y, x = counts["sum_y"], counts["sum_x"]
    more = {"n_units": 1, "n_carriers": (y > 0).astype("int64"), "top_y": y, "sum_yy": y**2}
    more |= {"sum_xy": x * y, "sum_xx": x**2, "sources": "", "episodes": ""}
    return documents, counts.assign(**more)
