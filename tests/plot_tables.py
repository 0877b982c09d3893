"""Tables of every kind and size to draw, and what is asked of a drawn chart."""

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.text import Text

from analysis.charts import (
    plot_cleaning,
    plot_composition,
    plot_corrected,
    plot_document_map,
    plot_heat_map,
    plot_keyness,
    plot_parts,
    plot_shifts,
    plot_spread,
    plot_stability,
    plot_summary,
    plot_term_changes,
    plot_term_map,
    plot_term_network,
    plot_terms,
    plot_timeline,
    plot_tone,
    plot_tone_map,
    plot_topic_map,
    plot_topics,
    plot_trends,
)
from analysis.charts.style import house_style
from analysis.core.periods import bound_period

LONG = (
    "ሀሁ 印度 भारत A title about $critical$ minerals & the Indo-Pacific that goes on and on until "
    + "it is long " * 4
)
FOUR = ("indo_pacific", "terrorism", "technology", "russia")


def documents(n, groups=3, undated=0):
    date = pd.Series(pd.date_range("2019-03-01", periods=n, freq="53D"))
    date[n - undated :] = pd.NaT
    wide = pd.to_timedelta([150 * (i % 5 == 1) for i in range(n)], unit="D")
    return pd.DataFrame(
        {
            "doc_id": [f"d{i:03d}" for i in range(n)],
            "date": date,
            "date_low": date - wide,
            "date_high": date + wide,
            "title": [LONG if i % 3 == 0 else f"Title {i}" for i in range(n)],
            "source": "outlet",
            "episode": [f"e{i // 2}" for i in range(n)],
            "group": [f"Group {i % groups}" for i in range(n)],
            "date_basis": [("text", "part", "curated")[i % 3] for i in range(n)],
        }
    )


def trends(periods, groups=("all",), themes=FOUR, measure="share"):
    keys = pd.MultiIndex.from_product([periods, groups, themes], names=["period", "group", "theme"])
    rows = keys.to_frame(index=False)
    at = np.arange(len(rows))
    estimate = np.sin(at) * 0.4 + (0 if measure == "tone" else 0.45)
    return rows.assign(
        measure=measure,
        estimate=estimate,
        low=np.where(at % 7 == 3, np.nan, estimate - 0.1),
        high=np.where(at % 7 == 3, np.nan, estimate + 0.1),
        level=0.95,
        n_documents=1 + at % 2,
        n_episodes=1,
        top_document_share=1.0,
    )


def lines(n):
    reasons = ("kept", "headline", "related link", "repeated standfirst")
    rows = pd.MultiIndex.from_product(
        [[f"d{i}" for i in range(n)], reasons], names=["doc_id", "reason"]
    )
    at = np.arange(len(rows))
    return rows.to_frame(index=False).assign(
        n_lines=at * 7 % 31 + 1, n_mentions=np.where(at % 4, at % 5, 0)
    )


def cells(n, name="{} Oct 2020\nIndia-Japan"):
    columns = [name.format(i) for i in range(1, n + 1)]
    rows = pd.MultiIndex.from_product(
        [[*FOUR, "china"], columns], names=["theme", "column"]
    ).to_frame(index=False)
    k = np.arange(len(rows)) * 5 % 8
    return rows.assign(n=k, of=20, share=k / 20, context=rows["theme"] == "china")


def tones(n):
    at = np.arange(n)
    estimate = np.where(at % 6 == 2, np.nan, np.sin(at))
    return pd.DataFrame(
        {
            "label": [LONG if i % 4 == 0 else f"{i} Oct 2020\nIndia-US" for i in range(n)],
            "estimate": estimate,
            "low": np.where(at % 2, -1.0, np.nan),
            "high": 1.0,
            "n_sentences": at * 97,
            "thin": at % 2 == 0,
        }
    )


def tone_cells(n):
    names = [f"{i} Oct 2020\nIndia-Japan" for i in range(1, n + 1)]
    rows = pd.MultiIndex.from_product([[*FOUR, "all"], names], names=["theme", "group"]).to_frame(
        index=False
    )
    at = np.arange(len(rows))
    rows = rows.assign(
        estimate=np.round(np.sin(at), 3), low=-1.0, high=1.0, n_sentences=1 + at * 7 % 1200
    )
    return rows[(at % 5 != 2) | (rows["theme"] == "all")].reset_index(drop=True)


def terms(n, k=8):
    rows = pd.MultiIndex.from_product(
        [[f"group {i}" for i in range(n)], range(k)], names=["group", "i"]
    )
    rows = rows.to_frame(index=False)
    words = rows["i"].map(
        lambda i: (
            ("cooperation", "critical minerals and emerging technologies", "ሀሁ")[i % 3] + str(i)
        )
    )
    return rows.assign(
        term=words,
        weight=0.5 / (1 + rows["i"]),
        count=900 // (1 + rows["i"]),
        n_groups=1 + rows["i"] % 2,
    )


def keyness(n, turn=1):
    at = np.arange(n)
    return pd.DataFrame(
        {
            "term": [
                ("cooperation", LONG, "critical minerals and emerging technologies")[i % 3] + str(i)
                for i in at
            ],
            "log_odds": np.where(at % 2, -1, 1) * turn * (5.0 - at * 4.9 / n),
            "p": 0.01,
            "p_least": 0.01,
            "q": np.where(at % 3, 0.2, 0.01),
            "sign_holds": at % 4 < 2,
            "log_odds_within": np.where(at % 4 == 2, -1, 1) * np.where(at % 2, -1, 1) * turn,
            "count_a": at * 997,
            "count_b": 1,
            "n_splits": 1000,
            "exact": False,
        }
    )


def term_changes(n, periods):
    """Return the rates and the changes of n terms, of all kinds."""
    at = np.arange(n)
    names = [
        ("cooperation", LONG, "critical minerals and technologies")[i % 3] + str(i) for i in at
    ]
    shape = np.array(["trend", "step", "pulse"], dtype=object)[at % 3]
    changes = pd.DataFrame({"theme": names, "shape": shape, "direction": np.where(at % 2, 1, -1)})
    dated, start, end = shape != "trend", periods[len(periods) // 2], periods[-1]
    changes["start"], changes["end"] = np.where(dated, start, ""), np.where(at % 3 == 2, end, "")
    changes = changes.assign(called=True, p_family=0.01, before=0.0001, within=0.012, after=0.0)
    changes["ratio"], changes["low"], changes["high"] = 2.0 + at, 1.5, 9.0
    rows = pd.MultiIndex.from_product([names, periods], names=["term", "period"])
    rows = rows.to_frame(index=False)
    k = np.arange(len(rows))
    return rows.assign(count=k * 7 % 31, n_words=9_000, rate=k * 7 % 31 / 9), changes


def topics(k, n):
    words = pd.MultiIndex.from_product([range(k), range(1, 11)], names=["topic", "rank"]).to_frame(
        index=False
    )
    words["word"] = words["rank"].map(
        lambda r: ("cooperation", "technology", "पाकिस्तान", "minerals")[r % 4] + str(r)
    )
    shares = pd.MultiIndex.from_product(
        [[f"{i} Oct 2020\nIndia-Japan" for i in range(n)], range(k)]
    )
    shares = shares.set_names(["doc_id", "topic"]).to_frame(index=False)
    stability = pd.DataFrame(
        [(m, t) for m in range(1, k + 3) for t in range(m)], columns=["n_topics", "topic"]
    )
    stability["stability"] = np.where(
        stability["topic"] == 0, np.nan, 0.4 + stability["topic"] % 5 / 8
    )
    return words, shares.assign(share=np.arange(len(shares)) * 7 % 10 / 10), stability


def places(n, k=5):
    at = np.arange(n)
    frame = pd.DataFrame(
        {"doc_id": [f"d{i:03d}" for i in at], "x": np.sin(at * 2.4) * at / max(n, 1)}
    )
    frame["y"], frame["topic"], frame["share"] = (
        np.cos(at * 2.4) * at / max(n, 1),
        at % k,
        0.3 + at % 4 / 6,
    )
    return frame


def links(n, terms=40):
    pairs = [(i, j) for i in range(terms) for j in range(i + 1, terms)][
        :: max(1, terms * (terms - 1) // 2 // n)
    ][:n]
    name = ("cooperation", LONG, "critical minerals and emerging technologies", "पाकिस्तान")
    rows = pd.DataFrame(
        [(f"{name[i % 4]}{i}", f"{name[j % 4]}{j}") for i, j in pairs], columns=["term_a", "term_b"]
    )
    at = np.arange(len(rows))
    return rows.assign(n_sentences=900 // (1 + at), n_documents=1 + at % 2, lift=2.0)


def shifts(n, **columns):
    """Return a table of word shifts with n words, their signs in turn."""
    sizes = [(-1) ** i * (n - i) / 50 for i in range(n)]
    use, even = [0.7 * size for size in sizes], [i % 2 == 0 for i in range(n)]
    frame = pd.DataFrame(
        {"word": [f"word {i}" for i in range(n)], "shift": sizes, "by_use": use, "sign_holds": even}
    )
    frame["by_weight"] = frame["shift"] - frame["by_use"]
    return frame.assign(**{"low": frame["shift"] - 0.03, "high": frame["shift"] + 0.04, **columns})


def mixtures(periods, groups, n=11):
    """Return documents of groups by period, in numbers that rise and fall."""
    keys = pd.MultiIndex.from_product([periods, groups], names=["period", "group"])
    rows = keys.to_frame(index=False)
    return rows.assign(n_documents=1 + np.arange(len(rows)) * 7 % n)


def parts(n, measure="share"):
    """Return the parts of the changes of n themes; of one in five it cannot be told."""
    at = np.arange(n)
    frame = pd.DataFrame({"theme": [f"theme {i}" for i in at], "measure": measure})
    frame = frame.assign(before="before 2022", after="since 2022")
    for part, size in {"within": np.sin(at) * 0.05, "between": np.cos(at) * 0.02}.items():
        frame = frame.assign(**{part: size, f"{part}_low": size - 0.02})
        frame[f"{part}_high"] = size + 0.03
    frame["carried_by"] = np.where(at % 5 == 4, "cannot be told", "neither")
    return frame


def corrected(n, measure="themes"):
    """Return corrected levels of n periods; one in five has too few labels."""
    at = np.arange(n)
    frame = pd.DataFrame({"measure": measure, "theme": "russia", "period": MONTHS[:n]})
    level = 0.1 + 0.05 * np.sin(at)
    few = at % 5 == 4
    frame = frame.assign(estimate=np.where(few, np.nan, level), n_labels=np.where(few, 40, 120))
    frame = frame.assign(low=frame["estimate"] - 0.03, high=frame["estimate"] + 0.05)
    frame = frame.assign(uncorrected=0.8 * level, uncorrected_low=0.7 * level)
    remark = np.where(few, "40 of 100 labels: label 60 more", "")
    return frame.assign(uncorrected_high=0.9 * level, remark=remark)


def spread(n, left=3, agreed=2):
    """Return n specifications of a claim, and further ones with sources left out."""
    at = np.arange(n + left)
    estimate = np.exp(np.sin(at * 1.7)) * 1.4
    frame = pd.DataFrame({"claim": "The theme rose", "theme": "russia", "says": "rose"}, at)
    names = [""] * n + [LONG if i == 1 else f"Outlet {i}" for i in range(left)]
    choices = {
        "lexicon": np.array(["default", "narrow", "wide"])[at % 3],
        "cleaning": np.array(["default", "none"])[at // 3 % 2],
        "dates": "as given",
        "unit": np.array(["event", "document"])[at // 6 % 2],
        "measure": np.array(["share", "rate"])[at // 12 % 2],
        "test": np.array(["shape", "contrast"])[at // 24 % 2],
    }
    facts = {"left_out": names, "default": at == 0, "estimate": estimate}
    facts |= {"low": np.where(at % 7 == 6, np.nan, estimate / 2), "high": estimate * 90}
    kinds = np.array(["a step or trend", "a peak or dip"])[at % 5 // 4]
    more = {"ratio_of": np.where(at // 24 % 2, "two periods", kinds), "not_tested": ""}
    more |= {"p": 0.03, "agrees": at % agreed == 0, "n_units": 9, "p_median": 0.02, "p_share": 0.03}
    of = {"n_sources": left, "n_documents": 5_000, "n_whole": 45_004 * (left > 3)}
    of |= {"n_events": 900, "too_few": n == 1}
    return frame.assign(**choices, **facts, **more, **of)


MONTHS = [f"{2000 + i // 12}-{i % 12 + 1:02d}" for i in range(60)]
WEEKS = [f"{2010 + i // 52}-W{i % 52 + 1:02d}" for i in range(700)]
SIZES = (1, 5, 20, 60, 700)
DAYS = ["2020-10-06", "2020-10-07", "2022-02-11", "2023-11-10", "2024-08-20"]
CASES = {
    **{
        f"timeline of {n}": (plot_timeline, documents(n, g, u))
        for n, g, u in [(1, 1, 0), (5, 2, 0), (12, 3, 2)]
    },
    **{f"timeline of {n}": (plot_timeline, documents(n, g, 3)) for n, g in [(13, 1), (60, 12)]},
    **{f"cleaning of {n}": (plot_cleaning, lines(n)) for n in (1, 5, 7, 60)},
    **{f"heat map of {n}": (plot_heat_map, cells(n)) for n in (1, 5, 9, 60)},
    "heat map of a long title": (plot_heat_map, cells(2, "{} " + LONG)),
    **{f"summary of {n}": (plot_summary, cells(n)) for n in (1, 5, 7, 12, 60)},
    "summary of a long title": (plot_summary, cells(3, "{} " + LONG)),
    **{f"tone of {n}": (plot_tone, tones(n)) for n in (1, 12, 60)},
    "tone of groups": (plot_tone, trends(["2020"], ("a", "b"), measure="tone")),
    **{f"tone map of {n}": (plot_tone_map, tone_cells(n)) for n in (1, 5, 9, 60)},
    "tone map of long names": (
        plot_tone_map,
        tone_cells(3).replace({"russia": LONG, "2 Oct 2020\nIndia-Japan": LONG}),
    ),
    **{f"shifts of {n}": (plot_shifts, shifts(n)) for n in (1, 20)},
    "shifts of long words without intervals": (
        plot_shifts,
        shifts(4, word=LONG, low=float("nan"), high=float("nan")),
    ),
    **{f"terms of {n}": (plot_terms, terms(n)) for n in (1, 2, 5, 20)},
    "terms of long names": (
        plot_terms,
        terms(4).replace({f"group {i}": f"{LONG}\n{i}" for i in range(4)}),
    ),
    **{
        f"term map of {n}": (plot_term_map, terms(n).assign(rank=lambda t: t["i"] + 1))
        for n in (1, 5, 20)
    },
    "term map of years": (
        plot_term_map,
        terms(16).assign(rank=1, group=lambda t: t["group"].str.replace("group ", "20")),
    ),
    **{
        f"term changes of {n}": (plot_term_changes, *term_changes(n, periods))
        for n, periods in [(1, DAYS), (6, ["2020", "2021", "2022"]), (40, MONTHS)]
    },
    **{f"keyness of {n}": (plot_keyness, keyness(n)) for n in (1, 2, 60)},
    "keyness of one side": (plot_keyness, keyness(9)[lambda t: t["log_odds"] < 0]),
    **{f"stability of {n}": (plot_stability, topics(n, 1)[2]) for n in (1, 4, 25)},
    **{
        f"document map of {n}": (plot_document_map, places(n), topics(5, 1)[0])
        for n in (1, 5, 25, 26, 400)
    },
    "document map of one place": (
        plot_document_map,
        places(30).assign(x=0.5, y=0.0),
        topics(5, 1)[0],
    ),
    "document map of few in one place": (
        plot_document_map,
        places(9).assign(x=0.5, y=0.0),
        topics(5, 1)[0],
    ),
    "document map of thirty topics": (plot_document_map, places(90, 30), topics(30, 1)[0]),
    **{f"term network of {n}": (plot_term_network, links(n)) for n in (1, 3, 45)},
    "term network of a star": (plot_term_network, links(30, 31)),
    **{
        f"topic map of {n}": (plot_topic_map, trends(MONTHS[:n], themes=tuple("01234")))
        for n in (1, 5, 20)
    },
    "topic map of days": (plot_topic_map, trends(DAYS, themes=(LONG, "1"))),
    "trends of topics": (plot_trends, trends(MONTHS, themes=tuple("012"), measure="topic share")),
    "trends of a year": (plot_trends, trends(["2020"])),
    "trends of days": (plot_trends, trends(DAYS)),
    "trends of twelve": (plot_trends, trends(MONTHS[:12], measure="tone")),
    "trends of sixty": (plot_trends, trends(MONTHS)),
    "trends of two groups": (
        plot_trends,
        trends(["2018", "2020", "2021"], ("India-US", "India-Japan")),
    ),
    "trends of five groups": (plot_trends, trends(["2018", "2021"], list("ABCDE"), ("russia",))),
    "trends of long names": (
        plot_trends,
        trends(DAYS, themes=("a_theme_that_nobody_knows", LONG), measure="rate"),
    ),
}
CASES |= {
    **{
        f"composition of {n}": (plot_composition, mixtures(MONTHS[:n], ["outlet", LONG]))
        for n in (1, 5, 24, 60)
    },
    "composition of many sources": (
        plot_composition,
        mixtures(["2019", "2020", "2021", "undated"], [f"{i} {LONG}" for i in range(20)]),
    ),
    "composition of the undated": (plot_composition, mixtures(["undated"], ["unknown", "a"])),
    "composition of days": (plot_composition, mixtures(DAYS, list("ABCDEFG"), 3)),
    "composition of large periods": (
        plot_composition,
        mixtures(MONTHS, list("ABCDEFG")).assign(n_documents=123_456),
    ),
    **{f"parts of {n}": (plot_parts, parts(n)) for n in (1, 5, 60)},
    **{f"spread of {n}": (plot_spread, spread(n, m)) for n, m in [(1, 0), (5, 1), (96, 10)]},
    "spread of a part": (
        plot_spread,
        spread(40).assign(
            claim=LONG * 4,
            estimate=lambda t: t["estimate"].where(t.index % 3 > 0),
            not_tested=lambda t: np.where(t.index % 6 == 0, "no document is dated before 1990", ""),
            agrees=lambda t: t["agrees"] & (t["not_tested"] == ""),
        ),
    ),
    **{f"corrected of {n}": (plot_corrected, corrected(n)) for n in (1, 5, 60)},
    "corrected tone": (plot_corrected, corrected(5, "tone").assign(estimate=lambda t: -t["low"])),
    "corrected of long names": (
        plot_corrected,
        corrected(3).assign(theme=["russia", LONG, "x"]),
    ),
    "parts of a long name": (plot_parts, parts(3, "rate").replace({"theme 1": LONG})),
}


def of_weeks(table, column, n):
    """Return a table whose n documents or periods in a column are weeks."""
    names = dict(zip(dict.fromkeys(table[column]), WEEKS[:n], strict=True))
    return table.assign(**{column: table[column].map(names)})


def changed(periods):
    """Return a change of each kind, as `describe_themes` tells them, in the middle of periods."""
    day = bound_period(periods[len(periods) // 2])[0]
    rows = [("rose", day, ""), ("peaked", day, day), ("fell", "", ""), ("not tested", "", "")]
    rows = [(theme, *row) for theme, row in zip(FOUR, rows, strict=True)]
    return pd.DataFrame(rows, columns=["theme", "change", "start", "end"])


CASES |= {f"timeline at {n}": (plot_timeline, documents(n)) for n in SIZES}
CASES |= {f"cleaning at {n}": (plot_cleaning, lines(n)) for n in SIZES}
for n in SIZES:
    CASES |= {
        f"heat map at {n}": (plot_heat_map, of_weeks(cells(n), "column", n)),
        f"heat map of documents at {n}": (plot_heat_map, cells(n)),
        f"summary at {n}": (plot_summary, of_weeks(cells(n), "column", n)),
        f"trends at {n}": (plot_trends, trends(WEEKS[:n])),
        f"tone at {n}": (plot_tone, tones(n).assign(label=WEEKS[:n])),
        f"tone map at {n}": (plot_tone_map, of_weeks(tone_cells(n), "group", n)),
        f"terms at {n}": (plot_terms, of_weeks(terms(n), "group", n)),
        f"term map at {n}": (
            plot_term_map,
            of_weeks(terms(n), "group", n).assign(rank=lambda table: table["i"] + 1),
        ),
        f"keyness at {n}": (plot_keyness, keyness(n)),
        f"document map at {n}": (plot_document_map, places(n), topics(5, 1)[0]),
        f"term network at {n}": (plot_term_network, links(n)),
        f"topic map at {n}": (plot_topic_map, trends(WEEKS[:n], themes=tuple("01234"))),
        f"shifts at {n}": (plot_shifts, shifts(n)),
    }
#: Charts with options: what changed, and levels far apart with a period of little text.
APART = trends(WEEKS[:60]).assign(
    estimate=lambda t: (
        t["estimate"] * t["theme"].map(dict(zip(FOUR, (1, 0.1, 0.01, 0), strict=True)))
    ),
    high=lambda t: (t["estimate"] * 4).clip(upper=1),
    low=0.0,
    n_documents=lambda t: np.where(t["period"] == WEEKS[30], 1, 9),
)
APART.loc[APART["period"] == WEEKS[30], "estimate"] = 0.95
CASES["trends of levels far apart"] = (plot_trends, APART)
OPTIONS = {f"trends at {n}": {"changes": changed(WEEKS[:n])} for n in SIZES}
OPTIONS |= {f"summary at {n}": {"changes": changed(WEEKS[:n])} for n in SIZES}
OPTIONS["trends of levels far apart"] = {"changes": changed(WEEKS[:60])}
TOPICS = {
    f"topics {k} of {n}": topics(k, n) for k, n in [(1, 1), (5, 5), (4, 60), (5, 20), (20, 700)]
}


def draw(case, **options):
    if case in TOPICS:
        return plot_topics(*TOPICS[case], **options)
    plot, *tables = CASES[case]
    return plot(*tables, **OPTIONS.get(case, {}), **options)


def boxes(chart):
    """Return every text of a chart with the box that it fills, in pixels."""
    with house_style():
        FigureCanvasAgg(chart.figure)
        chart.figure.draw_without_rendering()  # pixels say nothing of where a text lies
    texts = [t for t in chart.figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent()) for t in texts]


def list_overlaps(drawn):
    """Return each pair of texts of which one lies on the other."""
    x0, y0, x1, y1 = np.array([box.extents for _, box in drawn]).reshape(-1, 4).T
    wide = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0) > 1.5
    high = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0) > 2
    pairs = np.argwhere(np.triu(wide & high, 1))
    return [(drawn[i][0], drawn[j][0]) for i, j in pairs]


def marks(chart):
    """Return the round marks and discs of a drawn chart: x, y and radius of each, in pixels."""
    found, inch = [], chart.figure.dpi
    for axes in chart.figure.axes:
        lines = [line for line in axes.lines if line.get_marker() not in ("None", "", " ", None)]
        for line in lines:
            at = axes.transData.transform(np.column_stack(line.get_data()).astype(float))
            found += [(x, y, line.get_markersize() / 144 * inch) for x, y in at]
        for discs in axes.collections:
            if isinstance(discs, PathCollection) and len(discs.get_offsets()):
                at = axes.transData.transform(discs.get_offsets())
                radius = np.sqrt(np.resize(discs.get_sizes(), len(at)) / np.pi) / 72 * inch
                found += [(x, y, r) for (x, y), r in zip(at, radius, strict=True)]
    table = np.array(found, dtype=float).reshape(-1, 3)
    return table[np.isfinite(table).all(axis=1)]


def covers(box, marks):
    """Return whether a text lies on a mark, as far as one would see it."""
    x, y, radius = marks.T
    beside = (x > box.x0 - 0.7 * radius) & (x < box.x1 + 0.7 * radius)
    return bool((beside & (y > box.y0 - 0.5 * radius) & (y < box.y1 + 0.5 * radius)).any())
