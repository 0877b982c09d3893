import numpy as np
import pandas as pd
from plot_tables import boxes, draw, topics

from analysis.charts.heat_maps import plot_topic_map
from analysis.charts.stability import plot_stability
from analysis.charts.topics import plot_topics


def test_no_topics_is_a_chart_too():
    assert "too small for topics" in plot_topics(*(table.head(0) for table in topics(1, 1))).alt


def test_an_unstable_topic_is_called_so():
    alt = draw("topics 5 of 5").alt
    assert (
        "Topic 0, stability unknown, not stable: technology1, " in alt
        and "Topic 2, stability 0.65: " in alt
    )


def test_a_stable_topic_bears_its_first_three_words_as_its_name():
    drawn = " ".join(text for text, _ in boxes(draw("topics 5 of 5")))
    assert "Topic 2: technology1, पाकिस्तान2, minerals3 cooperation4" in drawn.replace("\n", " ")
    assert "Topic 0, not stable (technology1" in drawn


def test_coherence_is_drawn_and_said_where_it_is_known():
    stability = topics(3, 1)[2]
    assert "coherence" not in plot_stability(stability).alt
    chart = plot_stability(stability.assign(coherence=0.25))
    assert "Mean coherence: 2 topics 0.25" in chart.alt and "NPMI" in chart.subtitle


def test_a_topic_just_under_the_bar_does_not_read_as_if_it_reached_it():
    words, weights, stability = topics(2, 2)
    alt = plot_topics(
        words, weights, stability.assign(stability=stability["topic"].map({0: 0.599, 1: 0.6}))
    ).alt
    assert "stability 0.59, not stable" in alt and "stability 0.60: " in alt


def test_how_many_topics_hold_and_how_much_of_the_text_they_are_stands_over_each_number():
    stability = pd.DataFrame(
        {
            "n_topics": [2, 2, 3, 3, 3],
            "topic": [0, 1, 0, 1, 2],
            "stability": [0.9, 0.7, 0.9, 0.5, 0.8],
            "coherence": 0.25,
            "share": [0.45, np.nan, 0.3, 0.2, 0.1],  # one of genre
        }
    )
    chart = plot_stability(stability)
    assert "At or over 0.6, of matter: 2 topics 1, 3 topics 2." in chart.alt
    assert "Their per cent of the text: 2 topics 45, 3 topics 40." in chart.alt
    drawn = [text for text, _ in boxes(chart)]
    assert drawn.count("45%") == 1 and drawn.count("40%") == 1 and "cross: " in chart.subtitle
    without = plot_stability(stability.drop(columns="share"))
    assert "2 topics 2, 3 topics 2." in without.alt and "per cent of" not in without.alt
    assert "cross" not in without.subtitle


def test_a_long_name_of_a_row_goes_over_two_lines():
    trends = pd.DataFrame(
        {"period": "2024", "theme": ["0", "1"], "group": "all", "estimate": 0.2, "n_documents": 3}
    )
    long = "federal register, unusual and extraordinary, executive order"
    drawn = [text for text, _ in boxes(plot_topic_map(trends, labels={"0": long, "1": "law"}))]
    assert long in [text.replace("\n", " ") for text in drawn]
