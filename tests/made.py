"""Tallies and sentences made by hand, for the tests of what is computed from them."""

import numpy as np
import pandas as pd

from analysis import add_tallies
from analysis.core.schema import conform
from analysis.stats.period_ratios import draw_ratio


def make(y, x, measure="share", episodes=None, theme="t"):
    """Return tallies of one document a row, a day apart, and their documents, one episode each
    unless told.
    """
    n = len(y)
    y, x = np.array(y, "int64"), np.array(x, "int64")
    ids, episodes = [f"d{i}" for i in range(n)], episodes or [f"e{i}" for i in range(n)]
    days = pd.date_range("2020-01-01", periods=n, freq="D")
    tallies = pd.DataFrame(
        {"period": days.strftime("%Y-%m-%d"), "group": ids, "theme": theme, "measure": measure}
    )
    tallies = tallies.assign(
        n_documents=1, n_units=1, n_carriers=(y > 0).astype("int64"), sum_y=y, sum_x=x, sum_yy=y * y, sum_xy=x * y,
        sum_xx=x * x, top_y=y, sources="", episodes=[f"{i:016x}" if v else "" for i, v in enumerate(y)],
    )  # fmt: skip
    return conform(tallies, "tallies"), pd.DataFrame(
        {"doc_id": ids, "episode": episodes, "date": days}
    )


def make_sentences(*texts, start=100):
    """Return sentences of one document, one a text, each a thousand letters after the last."""
    return pd.DataFrame(
        {
            "doc_id": "a",
            "sentence_no": range(len(texts)),
            "start": [start + 1000 * i for i in range(len(texts))],
        }
    ).assign(text=pd.Series(texts, dtype=object))


def make_many(y, x, measure="share"):
    """Return the same for y of units x themes."""
    parts = [make(column, x, measure, theme=f"t{i}")[0] for i, column in enumerate(np.asarray(y).T)]
    return pd.concat(parts, ignore_index=True), make(np.asarray(y)[:, 0], x)[1]


def compare(before, after, measure="share", seed=0):
    """Return ratio, low and high of the themes of two tallies, whose cells are added first."""
    sums = [
        add_tallies(t[t["measure"] == measure].assign(period="all", group="all")).set_index("theme")
        for t in (before, after)
    ]
    found = {
        theme: draw_ratio(measure, *(side.loc[[theme]] for side in sums), 0.95, seed)
        for theme in sums[0].index.intersection(sums[1].index)
    }
    out = pd.DataFrame.from_dict(found, orient="index", columns=["ratio", "low", "high"])
    return out.rename_axis("theme")
