"""Every public verb and every chart on one corpus, in the order of the notebooks, for tests that
ask whether all of them come to an end.
"""

from __future__ import annotations

import re
from types import FunctionType
from typing import NamedTuple

import pandas as pd

from analysis import (
    Corpus,
    add_tallies,
    attribute_speech,
    claim,
    compare_terms,
    estimate_trends,
    explore,
    find_mentions,
    fit_topics,
    pool_tallies,
    read_corpus,
    read_themes,
    score_sentences,
    show,
    split_sentences,
    tally_mentions,
    tally_tone,
    weigh_terms,
)
from analysis.charts import (
    Chart,
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
from analysis.core.files import to_csv
from analysis.core.locators import locate_sentences
from analysis.corpus import account_files, assign_episodes, mark_copies, show_page
from analysis.corpus.copies import drop_copies
from analysis.describe import (
    check_dates,
    describe_agreement,
    describe_composition,
    describe_contrasts,
    describe_evidence,
    describe_groups,
    describe_limits,
    describe_sensitivity,
    describe_sides,
    describe_topics,
    grade_claims,
    headline_cleaning,
    headline_composition,
    headline_keyness,
    headline_terms,
    headline_themes,
    headline_timeline,
    headline_tone,
    headline_tone_map,
    headline_topics,
    leave_out,
    summarise_reading,
    tabulate_themes,
    tabulate_tone,
    tabulate_tone_map,
)
from analysis.describe.classify import classify_themes
from analysis.describe.corpus import count_rows, describe_corpus, name_source
from analysis.describe.findings import name_documents
from analysis.describe.readings import count_readings
from analysis.describe.spread import spread_claims
from analysis.describe.themes import describe_themes
from analysis.labels import (
    compare_coders,
    correct_changes,
    correct_estimates,
    draw_labels,
    label,
)
from analysis.scaling.whole import pool_cells
from analysis.speech import list_quotes
from analysis.stats import (
    compare_dates,
    compare_groups,
    compare_mixture,
    count_composition,
    detectable_ratio,
    jackknife_trends,
    part_change,
    tally_lines,
)
from analysis.stats.binning import choose_period, label_cells
from analysis.stats.trend_tests import adjust_holm
from analysis.text.sentences import lines_as_sentences
from analysis.themes import (
    Themes,
    compare_labels,
    compare_sides,
    count_terms,
    count_together,
    lint_themes,
    list_errors,
    place_labels,
    show_evidence,
)
from analysis.tone import (
    find_commitments,
    label_tone,
    read_ladders,
    score_targets,
    shift_words,
    tabulate_commitments,
)
from analysis.tone.explained import explain_texts
from analysis.topics import estimate_topics, name_topics, read_topics
from analysis.topics.fitted import weigh_topics
from analysis.topics.names import compare_topics, label_topics
from analysis.words import (
    compare_topics_themes,
    link_terms,
    list_templates,
    map_documents,
    take_latest,
)
from analysis.words.traced import trace_terms

# What a reader must never meet in a headline, a description or a finding: a missing number shown as
# one.
NOT_A_NUMBER = re.compile(r"(?<![\w-])(?:nan|NaN|NaT|<NA>|None(?!:)|inf|-inf)(?![\w-])")


class Base(NamedTuple):
    """What every stage starts from."""

    path: object
    themes: Themes
    corpus: Corpus
    documents: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    avoided: pd.DataFrame
    spoken: pd.DataFrame
    sides: pd.DataFrame
    source: str
    names: dict[str, str]


def _read(path, themes: Themes | None, out: dict[str, object]) -> Base:
    """Read a corpus, and run the verbs of sentences and speech."""
    corpus = read_corpus(path)
    documents = corpus.documents
    by_text = read_corpus(path, metadata=False)
    themes = themes or read_themes()
    source, names = name_source(corpus), name_documents(documents)
    out["corpus"], out["source"], out["names"] = corpus, source, list(names.values())

    # documents, sentences, themes, speech
    sentences = split_sentences(documents)
    mentions = find_mentions(sentences, themes)
    avoided = find_mentions(lines_as_sentences(corpus.dropped_lines), themes)
    spoken = attribute_speech(sentences, documents)
    out["sentences"], out["mentions"], out["spoken"] = sentences, mentions, spoken
    out["quotes"] = show(list_quotes(spoken, documents))
    out["places"] = show(locate_sentences(sentences, documents))
    out["corpus line"] = describe_corpus(corpus, sentences)
    out["files"], out["reading"] = show(account_files(corpus)), summarise_reading(corpus)
    if len(corpus.documents):
        out["page"] = show_page(corpus)
    out["checked dates"] = show(check_dates(documents, by_text.documents))
    out["counts"] = show(count_rows(documents=documents, sentences=sentences, mentions=mentions))
    sides = compare_sides(mentions, spoken[["doc_id", "sentence_no", "side"]])
    return Base(
        path, themes, corpus, documents, sentences, mentions, avoided, spoken, sides, source, names
    )


def _run_evidence(base: Base, out: dict[str, object]) -> None:
    """Sentences shown, searched and labelled, and estimates corrected by the labels."""
    themes, documents = base.themes, base.documents
    sentences, mentions, spoken = base.sentences, base.mentions, base.spoken
    out["evidence"] = show_evidence(mentions, sentences, documents, theme=themes.names[0])
    out["terms of themes"] = show(count_terms(mentions))
    out["together"] = show(count_together(mentions, sentences, unit="sentence"))
    out["together in documents"] = show(count_together(mentions, sentences, unit="document"))
    out["sides"] = describe_sides(base.sides, themes)
    out["explorer"] = explore(mentions, score_sentences(spoken), documents, labels=themes.labels)
    out["lint"] = show(lint_themes(themes, mentions, documents))
    out["originals"] = show(
        drop_copies(mark_copies(assign_episodes(documents)))[["doc_id", "episode", "copy_of"]]
    )
    out["templates"] = show(list_templates(documents))
    # labels: the first ten sentences are said to be of the first theme
    head = sentences.head(10)[["doc_id", "sentence_no", "start", "end", "text"]]
    labels = place_labels(
        head.assign(**{"class": themes.names[0], "label": True, "borderline": False, "note": ""}),
        documents,
    )
    out["agreement"] = describe_agreement(compare_labels(mentions, labels), themes)
    out["errors"] = show(list_errors(mentions, labels))
    # a sample whose hits are said to be hits, by two coders
    options = {"theme": themes.names[0], "period": "all"}
    sample = draw_labels(sentences, mentions, documents, n=100, **options)
    out["labelling"] = repr(label(sentences, mentions, documents, corpus=base.path, **options))
    said = sample["stratum"].map({"hit": "yes", "no hit": "no"})
    coded = [sample.assign(label=said, coder=coder, date="2026-01-01") for coder in "ab"]
    coded = pd.concat(coded, ignore_index=True)
    out["coders"] = show(compare_coders(coded).agreement)
    corrected = correct_estimates(coded, sentences, mentions, documents, **options)
    out["corrected"], out["chart of the corrected"] = show(corrected), plot_corrected(corrected)
    out["corrected changes"] = show(correct_changes(corrected))


def _run_time(base: Base, out: dict[str, object]) -> None:
    """Dates, cleaning, and themes over time."""
    themes, source, names, corpus = base.themes, base.source, base.names, base.corpus
    documents, sentences, mentions = base.documents, base.sentences, base.mentions
    avoided, sides = base.avoided, base.sides
    lines = tally_lines(documents, corpus.dropped_lines, avoided)
    out["chart of dates"] = plot_timeline(
        documents, headline=headline_timeline(documents), source=source
    )
    out["chart of cleaning"] = plot_cleaning(
        lines, names=names, headline=headline_cleaning(lines), source=source
    )
    by_document = tally_mentions(documents, sentences, mentions, period="date", group="doc_id")
    changes = compare_dates(by_document, documents, family=themes.main)
    power = detectable_ratio(by_document, documents, family=themes.main)
    readings = describe_themes(by_document, changes, documents, themes, power=power)
    since = describe_contrasts(by_document, documents, themes, since="2020")
    out["readings"], out["limits"] = readings, describe_limits(changes, power)
    out["contrasts"] = since
    out["evidence of themes"] = describe_evidence(by_document, themes, documents=documents)
    out["priorities"] = show(classify_themes(by_document, documents, themes))
    out["holm"] = adjust_holm(changes["p"])
    claims = [
        {"text": "A claim", "theme": themes.names[0], "says": "rose"},
        {"text": "Another", "theme": themes.names[0], "says": "fell", "since": "2020"},
    ]
    out["claim"] = claim("A claim", readings, theme=themes.names[0], says="rose")
    for name, some in (("claims", claims), ("proposed claims", [])):
        out[name] = grade_claims(some, readings, by_document, documents, themes)
    tables = documents, base.sentences, base.mentions, base.corpus.dropped_lines, themes
    spread = spread_claims(base.path, readings, count_readings(*tables))
    out["spread"], out["chart of the spread"] = spread, plot_spread(spread.specifications)
    cells = pool_cells(by_document, documents, corpus=str(base.path))
    shares = estimate_trends(cells).query("measure == 'share'")
    headline = headline_themes(readings, themes)
    by_period = tabulate_themes(cells, documents, themes)
    out["chart of the summary"] = plot_summary(
        by_period, headline=headline, source=source, changes=readings.rows
    )
    out["chart of shares"] = plot_trends(
        shares, labels=themes.labels, names=names, headline=headline, source=source
    )
    out["chart of themes"] = plot_heat_map(by_period, headline=headline, source=source)
    by_side = sides.rename(columns={"side": "column", "n_hit": "n"}).replace(
        {"column": {"": "unknown"}}
    )
    out["chart of sides"] = plot_heat_map(
        by_side, labels=themes.labels, headline="Themes by side", source=source
    )
    mixture = compare_mixture(documents)
    parts = part_change(by_document, documents, changes=changes)
    out["composition"] = describe_composition(parts, mixture, themes)
    out["groups"] = describe_groups(compare_groups(by_document, documents), themes)
    out["chart of the composition"] = plot_composition(
        count_composition(documents, period=None),
        headline=headline_composition(mixture),
        source=source,
    )
    out["chart of the parts"] = plot_parts(parts, labels=themes.labels, source=source)
    out["jackknife"] = show(jackknife_trends(by_document))
    for period in (choose_period(documents) or "month", "all"):
        pooled = pool_tallies(by_document, period=period, group="all")
        out[f"added {period}"] = show(estimate_trends(add_tallies(pooled, pooled)))


def _run_sensitivity(base: Base, out: dict[str, object]) -> None:
    """What reads again without each document, source and term, which takes longest."""
    parts = base.documents, base.sentences, base.mentions, base.themes
    options = {"dropped_lines": base.corpus.dropped_lines, "avoided": base.avoided}
    out["sensitivity"] = describe_sensitivity(leave_out(*parts, **options), base.themes)


def _run_words(base: Base, out: dict[str, object]) -> None:
    """Words of periods, and words that go together."""
    source, names = base.source, base.names
    documents, sentences = base.documents, base.sentences
    by_cell = label_cells(documents)
    terms = weigh_terms(sentences, groups=by_cell, top=10)
    years, latest, last = take_latest(documents, "year")
    of = documents.set_index("doc_id")
    keyness = compare_terms(
        sentences, latest, groups=years, units=of["episode"], sources=of["source"]
    )
    out["chart of terms"] = plot_terms(
        terms, names=names, headline=headline_terms(terms, names), source=source
    )
    traced = trace_terms(sentences, documents)
    out["chart of terms over time"] = plot_term_changes(
        traced.rates, traced.changes, headline=headline_terms(traced.changes), source=source
    )
    out["chart of the term map"] = plot_term_map(
        terms, names=names, headline="Terms by report", source=source
    )
    out["chart of keyness"] = plot_keyness(
        keyness, a=last, b="others", headline=headline_keyness(keyness, last), source=source
    )
    out["chart of linked terms"] = plot_term_network(
        link_terms(sentences), headline="Terms that share sentences", source=source
    )


def _run_topics(base: Base, out: dict[str, object]) -> None:
    """Topics, and topics seeded with the themes."""
    themes, source, names = base.themes, base.source, base.names
    documents, sentences, mentions = base.documents, base.sentences, base.mentions
    topics = fit_topics(sentences, candidates=(2, 3), n_resamples=4)
    labels = name_topics(topics)
    headline = headline_topics(topics)
    trends = estimate_topics(documents, topics.weights, topics.refits)
    weights, refits = (
        weigh_topics(topics.model, sentences, refits=True)
        if topics.model is not None
        else (topics.weights, topics.refits)
    )
    out["weights"], out["refits"] = weights, refits
    out["labels of topics"] = show(label_topics(topics))
    out["compared topics"] = show(compare_topics(topics, topics))
    out["sentences of topics"] = show(read_topics(topics, sentences, documents))
    scored = score_sentences(sentences)
    out["topics in words"] = describe_topics(topics, scored, documents, mentions, themes)
    out["topics beside themes"] = show(
        compare_topics_themes(topics.topics, topics.weights, mentions)
    )
    out["chart of stability"] = plot_stability(topics.stability, headline=headline, source=source)
    out["chart of topics"] = plot_topics(
        topics.topics,
        topics.weights,
        topics.rated,
        names=names,
        headline=headline,
        source=source,
    )
    out["chart of topics over time"] = plot_topic_map(trends, labels=labels, source=source)
    out["chart of topic trends"] = plot_trends(
        trends, labels=labels, headline="Topics", source=source
    )
    out["chart of documents"] = plot_document_map(
        map_documents(topics.weights), topics.topics, names=names, source=source
    )
    seeds = {theme: words for theme, words in themes.list_terms().items() if theme in themes.main}
    seeded = fit_topics(sentences, n_topics=len(seeds) + 1, seeds=seeds, n_resamples=4)
    out["chart of seeded topics"] = plot_topics(
        seeded.topics,
        seeded.weights,
        seeded.stability,
        names=names,
        headline="Topics seeded with the themes",
        source=source,
    )


def _run_tone(base: Base, out: dict[str, object]) -> None:
    """Tone, targets and commitments."""
    themes, source, names = base.themes, base.source, base.names
    documents, sentences, mentions = base.documents, base.sentences, base.mentions
    scored = score_sentences(sentences)
    tone = pool_cells(
        tally_tone(documents, scored, mentions, period="date", group="doc_id"),
        documents,
        corpus=str(base.path),
    )
    trends = estimate_trends(tone)
    rows, tones = (
        tabulate_tone(trends, tone, documents),
        tabulate_tone_map(trends, tone, documents, themes),
    )
    headline = headline_tone_map(tones, names, themes)
    out["chart of tone"] = plot_tone(rows, headline=headline_tone(rows, names), source=source)
    out["chart of tone by theme"] = plot_tone_map(
        tones, labels=themes.labels, names=names, headline=headline, source=source
    )
    half = scored["sentence_no"] % 2 == 0
    shifts = shift_words(scored[half], scored[~half], top=12)
    out["chart of shifts"] = plot_shifts(
        shifts, a="even", b="odd", headline="What moves the tone", source=source
    )
    out["tone explained"] = show(explain_texts(scored["text"].head(1).tolist()))
    out["targets"] = show(score_targets(scored, mentions))
    commitments = find_commitments(sentences, read_ladders())
    out["commitments"] = show(tabulate_commitments(commitments, mentions, documents))
    out["labels of tone"] = label_tone(scored["tone"])


#: What is run on a corpus once its sentences are read, by name.
STAGES = {
    "evidence": _run_evidence,
    "time": _run_time,
    "sensitivity": _run_sensitivity,
    "words": _run_words,
    "topics": _run_topics,
    "tone": _run_tone,
}


def run_verbs(path, *, themes: Themes | None = None, stages=tuple(STAGES)) -> dict[str, object]:
    """Run the verbs on a corpus; return what they gave by name.

    Parameters
    ----------
    path
        As for `read_corpus`.
    themes
        A lexicon; the package's own unless given.
    stages
        Which of `STAGES` to run after those of sentences and speech; all unless given.
    """
    out: dict[str, object] = {}
    base = _read(path, themes, out)
    for name in stages:
        STAGES[name](base, out)
    return out


def find_faults(results: dict[str, object]) -> list[str]:
    """Return what of the results a reader should never meet: a missing number shown, or an empty
    chart without a word why.
    """
    faults = []
    for name, result in results.items():
        shown = ""
        if isinstance(result, Chart):
            shown = "\n".join(
                [
                    result.headline,
                    result.subtitle,
                    result.alt,
                    result.source,
                    result.to_markdown(),
                    result.digest(),
                    to_csv(result.rows),
                ]
            )
            with (
                house_style()
            ):  # what would fail when it is drawn fails here, without the time that pixels take
                result.figure.draw_without_rendering()
            if result.rows.empty and not re.search(
                r"(?i)\bno\b|none|nothing|too (?:small|few)|not enough|empty", shown
            ):
                faults.append(f"{name}: nothing is drawn, and no word says why: {shown!r}")
        elif hasattr(result, "_repr_markdown_"):
            shown = result._repr_markdown_()
        elif isinstance(result, list):
            shown = "\n".join(map(str, result))
        elif isinstance(result, str):
            shown = result
        elif hasattr(result, "_repr_html_") and not isinstance(result, pd.DataFrame):
            shown = re.sub("<[^>]*>", " ", result._repr_html_() or "")
        else:
            repr(result)
            continue
        # texts of the corpus may say such words themselves: only what the suite wrote is held
        # against them
        for found in NOT_A_NUMBER.finditer(shown):
            faults.append(
                f"{name}: it shows {found[0]!r}: …{shown[max(0, found.start() - 60) : found.end() + 40]!r}"
            )
    return faults


VERBS = [
    name
    for name, thing in vars().copy().items()
    if isinstance(thing, FunctionType) and thing.__module__.startswith("analysis.")
]
