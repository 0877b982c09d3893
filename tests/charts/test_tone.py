import pandas as pd

from analysis.charts.tone import plot_tone


def test_tone_of_rows_is_said_with_sign_interval_and_n():
    rows = pd.DataFrame(
        {"label": ["x"], "estimate": [0.5], "low": [-0.25], "high": [1.0], "n_sentences": [7]}
    )
    assert "x: +0.50 (-0.25 to +1.00), 7 sentences." in plot_tone(rows.assign(thin=True)).alt
