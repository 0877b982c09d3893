from plot_tables import boxes, draw, topics

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
