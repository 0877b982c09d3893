"""Nothing moves by chance: of every verb that draws, what is changed in one group, added as one or
dropped leaves each row of every other group as it is, byte for byte.
"""

import importlib
import inspect
import pkgutil
import re

import numpy as np
import pandas as pd
import pytest
from long_run import choose
from made import compare
from made_mixtures import count_documents

import analysis
from analysis import compare_terms
from analysis.labels import compare_coders, draw_labels
from analysis.scaling.sample import draw_rows
from analysis.stats import (
    compare_dates,
    compare_groups,
    detectable_ratio,
    part_change,
)
from analysis.topics import estimate_topics
from analysis.words.traced import trace_terms

CHANGES = ("changed", "added", "dropped")
#: The group that is changed: a theme, topic or term with its counts.
ODD = "theme 1"
# What holds for a whole family moves with any member of it, and so does what says so of a theme.
FAMILY = ["p_family", "n_family", "called", "q"]
RNG = np.random.default_rng(5)
DAYS = [f"20{10 + i // 3}-0{1 + i % 3}-15" for i in range(30)]
DOCUMENTS, COUNTS = count_documents(
    DAYS, [f"s{i % 3}" for i in range(30)], np.full((30, 4), 0.2), RNG
)


def alter(counts, change):
    """Return counts before and after one theme is changed, is added or is dropped."""
    odd = counts["theme"] == ODD
    if change == "changed":
        twice = (counts["sum_y"] + 1).clip(upper=counts["sum_x"])
        y = counts["sum_y"].where(~odd, twice)
        x = counts["sum_x"]
        moved = {"sum_y": y, "sum_yy": y**2, "sum_xy": x * y, "top_y": y}
        return counts, counts.assign(**moved, n_carriers=(y > 0).astype("int64"))
    without = counts[~odd].reset_index(drop=True)
    return (without, counts) if change == "added" else (counts, without)


def by_theme(verb, change, **options):
    """Return what a verb gives of tallies before and after."""
    return [verb(counts, DOCUMENTS, **options) for counts in alter(COUNTS, change)]


def halve(change):
    """Compare the later half of the documents with the earlier."""
    return [
        compare(counts[counts["period"] < "2015"], counts[counts["period"] >= "2015"]).reset_index()
        for counts in alter(COUNTS, change)
    ]


def share_topics(change):
    """Topics of a few documents; the odd one is a topic of its own in every cell."""
    n, names = len(DOCUMENTS), ["0", "1", "2"]
    weights = pd.DataFrame(
        {
            "doc_id": np.repeat(DOCUMENTS["doc_id"].to_numpy(), 3),
            "topic": np.tile(np.arange(3), n),
            "share": np.random.default_rng(1).dirichlet(np.ones(3), n).ravel(),
        }
    )
    refits = weights.assign(refit=0)
    out = []
    for kept in {
        "changed": (names, names),
        "added": (names[:2], names),
        "dropped": (names, names[:2]),
    }[change]:
        rows = weights[weights["topic"].astype("str").isin(kept)]
        if change == "changed" and out:
            rows = rows.assign(share=rows["share"].where(rows["topic"] != 2, rows["share"] / 2))
        found = estimate_topics(DOCUMENTS, rows, refits[refits["topic"].isin(rows["topic"])])
        out.append(found.assign(theme=found["theme"].astype("str")))
    return [table[table["theme"] != "2"].assign(theme="x" + table["theme"]) for table in out]


def write(change):
    """Sentences of documents before and after a word in some is another, comes or goes."""
    rng = np.random.default_rng(2)
    known = "trade border vaccine maritime climate energy visit".split()
    rows = [
        (doc, i, i * 90, " ".join(rng.choice(known, 5)), bool(rng.random() < 0.4))
        for doc in DOCUMENTS["doc_id"]
        for i in range(3)
    ]
    table = pd.DataFrame(rows, columns=["doc_id", "sentence_no", "start", "text", "odd"])
    ends = {"changed": (" quark", " zebra"), "added": (" 1", " zebra"), "dropped": (" quark", " 1")}
    return [
        table.assign(text=table["text"] + np.where(table["odd"], end, " 1")) for end in ends[change]
    ]


def trace(change):
    documents = DOCUMENTS
    return [trace_terms(rows, documents, max_words=1).changes for rows in write(change)]


def contrast(change):
    late = DOCUMENTS.set_index("doc_id")["date"].dt.year >= 2015
    tables = [compare_terms(rows, True, groups=late, max_words=1) for rows in write(change)]
    return [table.rename(columns={"term": "theme"}) for table in tables]


def label_twice(change):
    """Decisions of two coders on two themes."""
    rng = np.random.default_rng(3)
    rows = pd.DataFrame(
        [
            (f"d{i % 7}", f"k{i}", "themes", theme, f"Text {i}.", word, coder)
            for theme in ("theme 0", ODD)
            for i in range(30)
            for coder in ("a", "b")
            for word in [str(rng.choice(["yes", "no"]))]
        ],
        columns="doc_id key measure theme text label coder".split(),
    )
    odd = rows["theme"] == ODD
    other = rows.assign(label=rows["label"].where(~odd, "no"))
    pair = {"changed": (rows, other), "added": (rows[~odd], rows), "dropped": (rows, rows[~odd])}
    return [compare_coders(table.reset_index(drop=True)).agreement for table in pair[change]]


def sample(change):
    """Sentences drawn to be labelled, of themes found in some of them."""
    rows = write("changed")[0]
    found = rows[["doc_id", "sentence_no"]].assign(theme="theme 0")[::3]
    odd = rows[["doc_id", "sentence_no"]].assign(theme=ODD)
    both = {
        "changed": (odd[::2], odd[::5]),
        "added": (odd[:0], odd[::2]),
        "dropped": (odd[::2], odd[:0]),
    }
    return [
        draw_labels(rows, pd.concat([found, more], ignore_index=True), n=20)
        for more in both[change]
    ]


CASES = {
    "compare_dates": lambda change: by_theme(compare_dates, change),
    "detectable_ratio": lambda change: by_theme(
        detectable_ratio, change, family=["theme 0", "theme 2", "theme 3"]
    ),
    "compare_groups": lambda change: by_theme(compare_groups, change, period="year"),
    "part_change": lambda change: by_theme(part_change, change, by="source"),
    "draw_ratio": halve,
    "estimate_topics": share_topics,
    "trace_terms": trace,
    "compare_terms": contrast,
    "compare_coders": label_twice,
    "draw_labels": sample,
}
#: Verbs that draw and give no row of a group: what they say is of the whole.
WHOLE = {
    "compare_mixture": "one row, of all sources",
    "fit_topics": "one fit of all documents",
    "label": "shows what draw_labels draws",
}


def list_verbs():
    """Return the public verbs that take a seed, or whose module draws without one."""
    groups = [
        analysis,
        *(vars(analysis)[n] for n in dir(analysis) if inspect.ismodule(vars(analysis).get(n))),
    ]
    verbs = {
        name: getattr(group, name)
        for group in groups
        for name in getattr(group, "__all__", ())
        if inspect.isfunction(getattr(group, name, None))
    }
    return {name for name, verb in verbs.items() if "seed" in inspect.signature(verb).parameters}


def test_every_verb_that_draws_is_tried():
    assert list_verbs() - {*CASES} == {*WHOLE}


def test_every_draw_has_a_seed():
    """A generator without a seed, or numpy's own, would give other numbers in every run."""
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if not module.name.endswith("__main__"):
            text = inspect.getsource(importlib.import_module(module.name))
            unseeded = (
                r"default_rng\(\)|np\.random\.(?:rand|choice|shuffle)|^(?:import|from) random\b"
            )
            assert not re.search(unseeded, text, re.M), module.name


PAIRS = [(name, change) for name in CASES for change in CHANGES]
# It takes longest, and what it draws does not depend on how a group came to differ.
FEW = [pair for pair in PAIRS if pair[0] != "detectable_ratio" or pair[1] == "changed"]


@pytest.mark.parametrize(("name", "change"), choose(PAIRS, FEW))
def test_a_change_in_one_group_leaves_all_others(name, change):
    before, now = (
        table.drop(columns=[c for c in FAMILY if c in table]) for table in CASES[name](change)
    )
    odd = {ODD, "quark", "zebra", "1"}
    others = sorted({*before["theme"]} & {*now["theme"]} - odd)
    assert others
    rest = [
        table[table["theme"].isin(others)].sort_values("theme", kind="stable", ignore_index=True)
        for table in (before, now)
    ]
    pd.testing.assert_frame_equal(*rest, check_exact=True)


def test_a_document_more_moves_at_most_one_place_of_a_sample():
    about = pd.DataFrame({"doc_id": [f"d{i}" for i in range(200)]})
    few, more = (set(draw_rows(rows, 40)["doc_id"]) for rows in (about[:-1], about))
    assert len(few) == len(more) == 40 and len(few - more) <= 1
