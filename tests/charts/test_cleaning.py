import pytest
from plot_tables import lines

from analysis.charts.cleaning import plot_cleaning


@pytest.mark.parametrize("n", [5, 60])
def test_cleaning_says_what_went_and_the_hits_that_went_with_it(n):
    table = lines(n)
    gone = table[table["reason"] != "kept"]
    chart = plot_cleaning(table)
    assert (
        f"{gone['n_lines'].sum():,} dropped" in chart.alt
        and f"given {gone['n_mentions'].sum()} theme hits" in chart.alt
    )
    assert chart.rows["n_lines"].sum() == table["n_lines"].sum()
